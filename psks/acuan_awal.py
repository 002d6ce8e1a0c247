"""Isi awal acuan PSKS menurut domain.md 3 (S37-S46). Yang teksnya belum terlihat ditandai belum dipastikan."""

DASAR = "Permensos 8/2012"
BELUM = "Rumusan resminya belum dipastikan; lengkapi dari lampiran peraturannya."


def _w(*nama: str) -> list[dict]:
    """Return fields; a name with "!" is required."""
    return [{"nama": n.rstrip("!"), "wajib": n.endswith("!")} for n in nama]


# kode, nomor, nama, pendek, bentuk, definisi, aturan
RESMI = (
    (
        *("peksos", 1, "Pekerja Sosial Profesional", "Peksos profesional", "individu"),
        "Seseorang yang bekerja di lembaga pemerintah maupun swasta dengan kompetensi dan profesi pekerjaan sosial.",
        {
            "kriteria": ["bersertifikat", "melaksanakan praktik pekerjaan sosial"],
            "medan": _w("instansi!", "jabatan", "pendidikan", "keahlian"),
            "dokumen": ["sertifikat"],
            "sebutan": ["peksos", "pekerja sosial"],
            "pasti": True,
        },
    ),
    (
        *("psm", 2, "Pekerja Sosial Masyarakat", "PSM", "individu"),
        "Warga masyarakat yang dengan sukarela mengabdi di bidang kesejahteraan sosial.",
        {
            "umur_min": 18,
            "kriteria": [
                *("WNI", "bersedia mengabdi", "berkelakuan baik", "sehat jasmani dan rohani"),
                *("telah mengikuti pelatihan PSM", "pernah menjadi anggota Karang Taruna"),
            ],
            "medan": _w(
                *("no_anggota", "pendidikan", "pekerjaan", "tahun_pengangkatan", "lokasi_tugas"),
                *("pelatihan_dasar!", "pelatihan"),
            ),
            "dokumen": ["sk", "pelatihan"],
            "sebutan": ["psm"],
            "pasti": True,
        },
    ),
    (
        *("tagana", 3, "Taruna Siaga Bencana", "Tagana", "individu"),
        "Relawan yang peduli dan aktif dalam penanggulangan bencana.",
        {
            "umur_min": 18,
            "umur_maks": 40,
            "kriteria": ["memiliki pengetahuan dan keterampilan", "bersedia dilatih"],
            "medan": _w("no_anggota!", "pendidikan", "pekerjaan", "tahun_pengangkatan", "keahlian", "pelatihan"),
            "dokumen": ["sk", "pelatihan"],
            "sebutan": ["tagana"],
        },
    ),
    (
        *("lks", 4, "Lembaga Kesejahteraan Sosial", "LKS", "lembaga"),
        "Organisasi sosial atau perkumpulan sosial yang dibentuk masyarakat, berbadan hukum maupun tidak.",
        {
            "medan": _w("kepemilikan!", "badan_hukum", "npwp", "berdiri", "klien_l", "klien_p", "kegiatan"),
            "dokumen": ["akta", "kemenkumham", "izin_kabkota", "izin_provinsi", "akreditasi"],
            "sebutan": ["lks", "orsos", "organisasi sosial", "panti", "yayasan"],
            "pasti": True,
        },
    ),
    (
        *("karang_taruna", 5, "Karang Taruna", "Karang Taruna", "lembaga"),
        "Wadah pengembangan generasi muda di desa atau kelurahan.",
        {
            "medan": _w("pengurus_l", "pengurus_p", "anggota_l!", "anggota_p!", "klasifikasi", "kinerja"),
            "dokumen": ["sk"],
            "sebutan": ["kt", "katar"],
            "pasti": True,
        },
    ),
    (
        *("lk3", 6, "Lembaga Konsultasi Kesejahteraan Keluarga", "LK3", "lembaga"),
        "Lembaga yang memberi konseling, konsultasi, informasi, penjangkauan, advokasi, dan rujukan bagi keluarga.",
        {
            "kriteria": [
                *("organisasi sosial", "beraktivitas jasa konseling", "didirikan secara formal"),
                "punya struktur, pekerja sosial, dan tenaga fungsional profesional",
            ],
            "medan": _w("kepemilikan", "berdiri", "tenaga_peksos!", "klien_l", "klien_p"),
            "dokumen": ["sk", "izin_kabkota"],
            "sebutan": ["lk3"],
            "pasti": True,
        },
    ),
    (
        *("keluarga_pioner", 7, "Keluarga Pioner", "Keluarga pioner", "keluarga"),
        BELUM,
        {"medan": _w("peran_keluarga!", "jumlah_anggota"), "sebutan": ["keluarga perintis", "keluarga pionir"]},
    ),
    (
        *("wksbm", 8, "Wahana Kesejahteraan Sosial Berbasis Masyarakat", "WKSBM", "lembaga"),
        "Sistem kerja sama antarperangkat pelayanan sosial di akar rumput: usaha kelompok, lembaga, dan jaringannya.",
        {
            "kriteria": ["disahkan kepala desa atau lurah", "paling sedikit punya ketua dan sekretaris"],
            "medan": _w("kegiatan!", "pengurus_l", "pengurus_p", "anggota_l", "anggota_p"),
            "dokumen": ["sk"],
            "sebutan": ["wksbm"],
            "pasti": True,
        },
    ),
    (
        *("wanita_pemimpin", 9, "Wanita Pemimpin Kesejahteraan Sosial", "Wanita pemimpin", "individu"),
        BELUM,
        {
            "jk": "P",
            "medan": _w("instansi", "jabatan!", "pendidikan", "keahlian"),
            "sebutan": ["wpks", "wanita pemimpin"],
        },
    ),
    (
        *("penyuluh", 10, "Penyuluh Sosial", "Penyuluh sosial", "individu"),
        BELUM,
        {"medan": _w("instansi!", "jabatan", "pendidikan", "lokasi_tugas"), "dokumen": ["sk"], "sebutan": []},
    ),
    (
        *("tksk", 11, "Tenaga Kesejahteraan Sosial Kecamatan", "TKSK", "individu"),
        "Tenaga pendamping sosial yang membantu penyelenggaraan kesejahteraan sosial di kecamatan.",
        {
            "medan": _w("niat", "pendidikan", "pekerjaan", "tahun_pengangkatan!", "lokasi_tugas", "kinerja"),
            "dokumen": ["sk"],
            "sebutan": ["tksk"],
            "pasti": True,
        },
    ),
    (
        *("dunia_usaha", 12, "Dunia Usaha", "Dunia usaha", "lembaga"),
        BELUM,
        {"medan": _w("bidang_usaha!", "program_sosial"), "sebutan": ["perusahaan", "csr", "badan usaha"]},
    ),
)
ADAT = "Dipakai di daerah, bukan bagian dari 12 jenis resmi."
DAERAH = (
    (
        "lksa",
        "Lembaga Kesejahteraan Sosial Anak",
        "LKSA",
        "lembaga",
        _w("kepemilikan!", "berdiri", "klien_l", "klien_p"),
    ),
    ("pkk", "Tim Penggerak PKK", "PKK", "lembaga", _w("anggota_p", "kegiatan")),
    ("slrt", "SLRT/Puskesos", "SLRT/Puskesos", "lembaga", _w("kegiatan")),
    ("kube", "Kelompok Usaha Bersama", "KUBE", "lembaga", _w("anggota_l", "anggota_p", "bidang_usaha!")),
    ("relawan", "Relawan Sosial", "Relawan", "individu", _w("instansi", "keahlian", "pelatihan")),
)
SDM = (
    ("pendamping_pkh", "Pendamping PKH", "Pendamping PKH"),
    ("operator_siksng", "Operator SIKS-NG", "Operator SIKS-NG"),
    ("penyuluh_lain", "Penyuluh lain di kecamatan", "Penyuluh lain"),
)


def baris_jenis() -> list[tuple[dict, dict]]:
    """Return (type, first version) of all shipped types."""
    hasil = []
    for kode, nomor, nama, pendek, bentuk, definisi, aturan in RESMI:
        aturan = dict(aturan)
        jenis = {"kode": kode, "nomor": nomor, "nama": nama, "pendek": pendek, "golongan": "resmi", "bentuk": bentuk}
        jenis |= {"sebutan": aturan.pop("sebutan", []), "urutan": nomor}
        hasil.append((jenis, {"dasar": DASAR, "definisi": definisi, **aturan}))
    for urut, (kode, nama, pendek, bentuk, medan) in enumerate(DAERAH):
        jenis = {"kode": kode, "nama": nama, "pendek": pendek, "golongan": "daerah", "bentuk": bentuk}
        jenis |= {"sebutan": [], "urutan": 20 + urut}
        hasil.append((jenis, {"dasar": "Kebiasaan daerah", "definisi": ADAT, "medan": medan}))
    for urut, (kode, nama, pendek) in enumerate(SDM):
        jenis = {"kode": kode, "nama": nama, "pendek": pendek, "golongan": "sdm", "bentuk": "individu"}
        jenis |= {"sebutan": [], "urutan": 40 + urut}
        medan = _w("instansi", "lokasi_tugas")
        hasil.append((jenis, {"dasar": "Kebiasaan daerah", "definisi": ADAT, "medan": medan}))
    return hasil
