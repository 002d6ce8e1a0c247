"""Keputusan privasi tiap kolom: kolom baru tanpa keputusan menggagalkan `tests/test_pribadi.py`.

- `identitas`: siapa orangnya; samar di atas kab/kota, tidak pernah di alamat halaman, catatan, kuki, atau galat;
- `peka`: keadaan orang itu, atau kalimat bebas tentangnya; hanya di balik dinding, tidak di alamat halaman;
- `petugas`: tentang petugas, bukan orang yang didata; terlihat oleh kantornya dan dalam riwayat;
- `teknis`: kunci, versi, waktu, penunjuk;
- `umum`: angka atau acuan yang boleh dilihat siapa saja yang masuk.
"""

_TINJAUAN = (
    *("derajat", "versi", "diajukan_pada", "diajukan_oleh", "diverifikasi_pada", "diverifikasi_oleh"),
    *("disahkan_pada", "disahkan_oleh", "dibuat_pada", "dibuat_oleh", "id", "orang", "wilayah"),
    "bergerak_pada",
)
_PUTUSAN = {
    "peka": ("komentar", "aksi", "dari", "ke"),
    "petugas": ("oleh", "sebagai"),
    "teknis": ("id", "wilayah", "pada", "rekaman"),
}
_CATATAN_JALAN = ("id", "orang", "wilayah", "sidik_kiriman", "dibuat_pada", "dibuat_oleh")
_CATATAN_PETUGAS = ("id", "petugas", "wilayah", "dibuat_pada", "dibuat_oleh", "dihapus_pada")
_ANGKA = ("id", "wilayah", "jenis", "status", "jk", "kelompok_umur", "jumlah")
_JIWA = ("jenis", "bentuk", "status", "jumlah", "kk", "jiwa_l", "jiwa_p", "rangkap_l", "rangkap_p")
_GERAK = ("id", "wilayah", "tanggal", "aksi", "jumlah")

_PER_MODEL: dict[str, dict[str, tuple[str, ...]]] = {
    "pmks.Orang": {
        "identitas": (
            *("nik", "no_kk", "nama", "nama_cari", "tempat_lahir", "tanggal_lahir", "alamat", "rt", "rw", "dusun"),
            *("alamat_ktp", "telepon", "lintang", "bujur"),
        ),
        "peka": (
            *(
                "alasan_tanpa_nik",
                "alasan_tanpa_kk",
                "lahir_perkiraan",
                "jk",
                "kelompok_umur",
                "desil",
                "bantuan",
                "peka",
            ),
            *("sumber", "tanggal_data", "keadaan", "keadaan_pada"),
        ),
        "teknis": (
            "digabung_ke",
            *("id", "wilayah", "derajat", "versi", "sidik_kiriman", "dibuat_pada", "dibuat_oleh", "diubah_pada"),
            "diubah_oleh",
        ),
    },
    "pmks.Kasus": {
        "peka": (
            *("status", "jenis", "kriteria", "disabilitas", "keterangan", "alasan_khusus", "temuan", "jk"),
            *("kelompok_umur", "ditemukan_pada", "keadaan", "keadaan_pada", "kedudukan", "bebas_pada", "negeri"),
            *("negara", "kejadian", "kejadian_pada", "tanggungan"),
        ),
        "teknis": (*_TINJAUAN, "pengesahan"),
    },
    "pmks.Revisi": {
        "identitas": ("isi",),
        "peka": ("status", "alasan"),
        "teknis": (*_TINJAUAN, "kasus", "dasar_versi", "diterapkan_pada"),
    },
    "pmks.PutusanKasus": _PUTUSAN,
    "pmks.PutusanRevisi": _PUTUSAN,
    "pmks.BerkasOrang": {
        # Kalimat bebas: sebuah keterangan dapat menyebut orangnya.
        "identitas": ("keterangan",),
        "peka": ("jenis",),
        "teknis": (
            *("id", "orang", "wilayah", "berkas", "dibuat_pada", "dibuat_oleh", "dihapus_pada", "dihapus_oleh"),
        ),
    },
    "pmks.KunciNIK": {"peka": ("dalam", "luar"), "teknis": ("id",)},
    "pmks.IndeksNIK": {"identitas": ("sidik",), "peka": ("orang_id", "kecamatan"), "teknis": ("urut",)},
    "pmks.PencarianNIK": {
        "petugas": ("akun", "cara", "diminta", "ketemu"),
        # Sidik berkunci, bukan NIK: hanya menunjukkan bahwa nomor yang sama ditanyakan lagi.
        "peka": ("sidik",),
        "teknis": ("id", "wilayah", "pada"),
    },
    "pmks.Bentrok": {
        "peka": ("kecamatan_lain", "status", "putusan", "komentar", "selesai_karena", "belakangan"),
        "petugas": ("diputus_oleh", "diputus_sebagai"),
        "teknis": ("id", "orang", "wilayah", "pasangan", "diputus_pada", "dibuka_pada", "selesai_pada"),
    },
    "pmks.Pembatasan": {
        "peka": ("dasar", "alasan", "alasan_lepas"),
        "petugas": ("dipasang_oleh", "dipasang_sebagai", "dilepas_oleh", "dilepas_sebagai"),
        "teknis": ("id", "orang", "wilayah", "permintaan", "dipasang_pada", "dilepas_pada"),
    },
    "pmks.PasanganMirip": {
        "peka": ("skor", "alasan", "status", "komentar"),
        "petugas": ("diputus_oleh", "diputus_sebagai"),
        "teknis": ("id", "wilayah", "kiri", "kanan", "ditemukan_pada", "diputus_pada"),
    },
    "pmks.SapuanKembar": {"teknis": ("id", "sampai", "kunci")},
    "pmks.Kebutuhan": {
        "peka": ("jenis", "catatan", "mendesak", "ditemukan_pada", "hasil", "selesai_pada", "cara"),
        "teknis": _CATATAN_JALAN,
    },
    "pmks.Layanan": {
        "peka": (
            *("program", "program_lain", "tanggal", "hanya_bulan", "rupiah", "barang", "pemberi", "sumber", "catatan"),
            *("kebutuhan", "alasan_ubah"),
        ),
        "teknis": (*_CATATAN_JALAN, "versi", "dihapus_pada", "dihapus_oleh"),
    },
    "pmks.KeadaanOrang": {
        "peka": ("kasus", "keadaan", "tanggal", "alasan", "terverifikasi"),
        "petugas": ("sebagai",),
        "teknis": _CATATAN_JALAN,
    },
    "pmks.DataDTSEN": {
        "peka": ("tanggal", "desil", "program", "sumber", "catatan", "alasan_ubah"),
        "teknis": (*_CATATAN_JALAN, "dihapus_pada", "dihapus_oleh"),
    },
    "pmks.Program": {
        "umum": ("kode", "nama", "pemberi", "berlaku_dari", "berlaku_sampai", "keterangan"),
        "teknis": ("id", "diubah_pada", "diubah_oleh"),
    },
    "arsip.Berkas": {
        # Isinya dapat apa saja; nama yang disimpan tidak memuat data orang (arsip/models.py).
        "peka": ("kunci", "kecil", "sha256", "sha256_kecil", "lebar", "tinggi", "ukuran", "ukuran_kecil"),
        "petugas": ("pemilik", "dibuang_oleh"),
        "teknis": (
            *("id", "wilayah", "keperluan", "induk", "nama", "jenis_isi", "dibuat_pada", "kedaluwarsa_pada"),
            "dibuang_pada",
        ),
    },
    "arsip.Unduhan": {
        "petugas": ("oleh", "penempatan", "sebagai"),
        "teknis": ("id", "berkas", "wilayah", "kecil", "pada"),
    },
    "pmks.Penggabungan": {
        # `isi`: nilai yang ditimpa dan NIK data yang digabung; dikosongkan bila orangnya dihapus.
        "identitas": ("isi",),
        "peka": ("alasan",),
        "petugas": ("oleh", "sebagai", "diurungkan_oleh", "diurungkan_sebagai"),
        "teknis": ("id", "utama", "lain", "wilayah", "pada", "diurungkan_pada"),
    },
    "pmks.Pindahan": {
        # `nik` hanya selama permintaan belum dijawab; `nama` samar sesudah serah terima selesai.
        "identitas": ("nik", "nama", "tahun_lahir"),
        "peka": ("jk", "alasan", "jawaban", "tanggal"),
        "petugas": ("dibuat_oleh", "dibuat_sebagai", "dijawab_oleh", "dijawab_sebagai"),
        "teknis": (
            *("id", "orang", "dari", "ke", "status", "dibuat_pada", "disetujui_pada", "dijawab_pada"),
            "diingatkan_pada",
        ),
    },
    "pmks.Pengesahan": {
        "umum": ("wilayah", "periode", "jumlah", "jumlah_revisi", "catatan", "pada"),
        "petugas": ("oleh", "sebagai"),
        "teknis": ("id",),
    },
    "pmks.Pengecualian": {"peka": ("alasan",), "teknis": ("id", "pengesahan", "kasus", "wilayah")},
    "pmks.PengecualianKesatuan": {"peka": ("alasan",), "teknis": ("id", "pengesahan", "kasus", "wilayah")},
    "pmks.Kesatuan": {
        "identitas": ("nama", "no_kk", "alamat", "rt", "rw", "dusun", "lintang", "bujur"),
        "peka": (
            *("bentuk", "alasan_tanpa_kk", "jumlah_kk", "jiwa_l", "jiwa_p", "umur_l", "umur_p", "sumber"),
            *("tanggal_data", "peka"),
        ),
        "teknis": (
            *("id", "wilayah", "derajat", "versi", "sidik_kiriman", "dibuat_pada", "dibuat_oleh", "diubah_pada"),
            "diubah_oleh",
        ),
    },
    "pmks.AnggotaKesatuan": {
        "identitas": ("nama", "nik", "tanggal_lahir"),
        "peka": ("orang", "hubungan", "jk", "lahir_perkiraan", "keluar_pada", "keluar_sebab"),
        "teknis": ("id", "kesatuan", "wilayah", "bentuk", "dibuat_pada", "dibuat_oleh"),
    },
    "pmks.KasusKesatuan": {
        "peka": ("status", "jenis", "kriteria", "keterangan", "temuan", "ditemukan_pada"),
        "teknis": (*(t for t in _TINJAUAN if t != "orang"), "kesatuan", "bentuk", "pengesahan"),
    },
    "pmks.RevisiKesatuan": {
        "identitas": ("isi",),
        "peka": ("status", "alasan"),
        "teknis": (*(t for t in _TINJAUAN if t != "orang"), "kesatuan", "dasar_versi", "diterapkan_pada"),
    },
    "pmks.PutusanKesatuan": _PUTUSAN,
    "pmks.PutusanRevisiKesatuan": _PUTUSAN,
    # Menyebut kesatuannya: angka satu keluarga, bukan jumlah sebuah tempat.
    "pmks.JiwaKesatuan": {"peka": _JIWA, "teknis": ("id", "wilayah", "kesatuan")},
    "pmks.SelJiwa": {"umum": (*_JIWA, "id", "wilayah")},
    "pmks.SelisihJiwa": {"umum": (*_JIWA, "id", "wilayah")},
    "pmks.Sel": {"umum": _ANGKA},
    "pmks.Selisih": {"umum": _ANGKA},
    "pmks.Gerak": {"umum": _GERAK},
    "pmks.SelisihGerak": {"umum": _GERAK},
    "pmks.Potret": {"umum": (*_ANGKA, "akhir"), "teknis": ("diambil_pada",)},
    "pmks.PotretJiwa": {"umum": (*_JIWA, "id", "wilayah", "akhir"), "teknis": ("diambil_pada",)},
    # Nama saringan dipilih pemiliknya, tanpa nomor orang; isinya jenis, status, wilayah, umur, kelamin.
    "pmks.Saringan": {"petugas": ("akun", "nama", "isi"), "teknis": ("id", "wilayah", "halaman", "dibuat_pada")},
    "pmks.JenisPMKS": {"umum": (*("kode", "nama", "pendek", "peka"),)},
    "pmks.Peraturan": {
        "umum": ("id", "kode", "nama", "berlaku_sejak", "berlaku_sampai", "catatan", "pasti"),
        "teknis": ("versi",),
    },
    "pmks.AturanJenis": {
        "umum": (
            *("id", "jenis", "peraturan", "berlaku_sejak", "berlaku_sampai", "definisi", "subjek", "umur_min"),
            *("umur_maks", "jk", "peka", "kriteria", "medan", "catatan"),
        )
    },
    "pmks.LabelTurunan": {
        "umum": ("id", "skema", "kode", "nama", "jenis", "pasti", "sumber"),
        "teknis": ("versi",),
    },
    "pmks.StempelAcuan": {"teknis": ("id", "nomor")},
    "psks.Mitra": {
        "identitas": (
            *("nama", "nama_cari", "nik", "no_kk", "tempat_lahir", "tanggal_lahir", "alamat", "rt", "rw", "lintang"),
            *("bujur", "telepon", "surel", "kontak_nama", "kontak_jabatan", "kontak_telepon", "keterangan"),
        ),
        "peka": (
            *("jk", "status", "rincian", "alasan_khusus", "temuan", "foto", "bentuk", "jenis", "nomor_registrasi"),
            *("layanan", "sasaran", "kapasitas", "terisi", "cakupan", "jam", "kartu_publik", "tanggal_data"),
        ),
        "teknis": (*(t for t in _TINJAUAN if t != "orang"), "sidik_kiriman"),
    },
    "psks.PutusanMitra": _PUTUSAN,
    "psks.RevisiMitra": {
        "identitas": ("isi",),
        "peka": ("status", "alasan"),
        "teknis": (*(t for t in _TINJAUAN if t != "orang"), "mitra", "diterapkan_pada"),
    },
    "psks.PutusanRevisiMitra": _PUTUSAN,
    # Kartu publik: mitra yang terverifikasi dan boleh ditampilkan; rumah orang tidak ikut (pemicu psks_kartu).
    "psks.KartuMitra": {
        "identitas": ("nama", "nama_cari", "alamat", "lintang", "bujur", "telepon", "surel"),
        "peka": ("bentuk", "jenis", "layanan", "sasaran", "kapasitas", "terisi", "cakupan", "jam"),
        "teknis": ("id", "wilayah", "foto", "diubah_pada"),
    },
    "psks.KartuSasaran": {
        "identitas": ("lintang", "bujur"),
        "peka": ("sasaran",),
        "teknis": ("id", "wilayah", "kartu_id"),
    },
    "psks.DokumenMitra": {
        "identitas": ("penerbit", "nomor"),
        "peka": ("jenis", "tanggal", "selaku", "nilai", "berlaku_sampai"),
        "teknis": (*("id", "mitra", "wilayah", "berkas", "diingatkan", "diganti_pada", "dibuat_pada", "dibuat_oleh"),),
    },
    "psks.Jejaring": {
        # Kalimat bebas: dapat menyebut tokoh yang ikut.
        "identitas": ("tokoh", "lingkup", "hasil", "judul", "target"),
        "peka": ("jenis", "mulai", "sampai"),
        "teknis": (
            *("id", "wilayah", "berkas", "versi", "sidik_kiriman", "dibuat_pada", "dibuat_oleh", "dihapus_pada"),
        ),
    },
    "psks.PihakJejaring": {"peka": ("mitra_id", "lepas_pada"), "teknis": ("id", "jejaring", "wilayah")},
    "psks.JenisPSKS": {
        "umum": ("kode", "nomor", "nama", "pendek", "golongan", "bentuk", "sebutan", "aktif", "urutan"),
    },
    "psks.AturanPSKS": {
        "umum": (
            *("id", "jenis", "dasar", "pasti", "berlaku_sejak", "berlaku_sampai", "definisi", "umur_min"),
            *("umur_maks", "jk", "kriteria", "medan", "dokumen"),
        ),
    },
    "psks.StempelPSKS": {"teknis": ("id", "nomor")},
    "jejak.Pembukaan": {
        "peka": ("tujuan", "bagian"),
        "petugas": ("oleh", "penempatan", "sebagai"),
        "teknis": ("id", "wilayah", "jenis", "objek_id", "pada"),
    },
    "akun.Akun": {
        "petugas": ("username", "nama", "email", "telepon", "wilayah"),
        "teknis": ("id", "password", "last_login", "dibuat_pada", "ditutup_pada", "ditutup_oleh"),
    },
    "akun.Penempatan": {
        "petugas": ("akun", "peran", "tempat", "mulai", "selesai", "dasar"),
        "teknis": ("id", "dibuat_pada", "dibuat_oleh", "dibatalkan_pada"),
    },
    "akun.Tautan": {
        "petugas": ("akun", "jenis", "dibuat_oleh", "dibatalkan_oleh"),
        "teknis": ("id", "sidik", "dibuat_pada", "berlaku_sampai", "dipakai_pada", "dibatalkan_pada"),
    },
    "akun.SyaratMasuk": {"umum": ("wilayah", "peran", "wajib_dua_langkah"), "teknis": ("id",)},
    "tinjauan.Langkah": {"umum": ("jenis", "aksi", "dari", "ke", "peran"), "teknis": ("id",)},
    "pekerjaan.Pekerjaan": {
        "petugas": ("pemohon", "penempatan"),
        "umum": ("jenis", "judul", "status", "selesai_butir", "jumlah_butir", "tahap", "pesan"),
        "teknis": (
            *("id", "wilayah", "isi", "titik", "hasil", "percobaan", "gagal_beruntun", "dibuat_pada", "coba_lagi_pada"),
            *("mulai_pada", "denyut_pada", "selesai_pada", "batal_diminta_pada"),
        ),
    },
    "pekerjaan.Kabar": {
        "petugas": ("akun", "dari"),
        "umum": ("jenis", "teks", "banyak"),
        "teknis": ("id", "wilayah", "url", "kunci", "kelompok", "dibuat_pada", "dibaca_pada", "disurel_pada"),
    },
    "pekerjaan.PilihanKabar": {"petugas": ("akun", "portal", "surel"), "umum": ("jenis",), "teknis": ("id", "wilayah")},
    "pekerjaan.Ringkasan": {
        "petugas": ("akun",),
        "teknis": ("id", "wilayah", "irama", "batas", "banyak", "terkirim_pada"),
    },
    "dokumen.Kop": {
        "umum": ("wilayah", "kantor", "nama", "singkatan", "baris", "alamat", "kontak", "kota", "garis", "logo"),
        "teknis": ("id",),
    },
    "dokumen.Penandatangan": {
        "petugas": ("awalan", "atas_nama", "jabatan", "nama", "pangkat", "nip", "mulai", "sampai"),
        "teknis": ("id", "kop", "wilayah"),
    },
    "dokumen.PolaNomor": {"umum": ("tahun", "pola", "kode", "mulai"), "teknis": ("id", "kop", "wilayah")},
    "dokumen.Pencacah": {"umum": ("tahun", "terakhir"), "teknis": ("id", "kop", "wilayah")},
    "dokumen.Surat": {
        # Kalimat bebas: sebuah surat dapat menyebut orang.
        "peka": ("perihal", "isi", "alasan_batal"),
        "petugas": ("penandatangan", "dibuat_oleh", "terbit_oleh", "batal_oleh"),
        "umum": ("kantor", "jenis", "kode", "status", "nomor", "urut", "tahun", "cara_nomor", "tanggal"),
        "teknis": (
            *("id", "kop", "wilayah", "acuan_jenis", "acuan_id", "versi", "token", "berkas", "sidik_pdf"),
            *("berkas_tte", "sidik_tte", "dibuat_pada", "terbit_pada", "batal_pada"),
        ),
    },
    "dokumen.TandaSurat": {
        "umum": ("nomor", "tanggal", "unit", "status"),
        "teknis": ("id", "wilayah", "sidik_token", "sidik_pdf", "sidik_tte"),
    },
    "excel.Ekspor": {
        "peka": ("saring", "kata_saring", "tujuan"),
        "petugas": ("pemohon", "penempatan", "sebagai"),
        "umum": ("sumber", "tata_letak", "nama_tata_letak", "format", "identitas", "baris_diharapkan", "baris_ditulis"),
        "teknis": ("id", "wilayah", "pekerjaan", "berkas", "dibuat_pada", "selesai_pada", "kedaluwarsa_pada"),
    },
    "excel.Unggahan": {
        # Nama berkas dan contoh baris dapat memuat nama orang, pilihan alasan yang diketik; dihapus bersama isinya.
        "identitas": ("nama_berkas", "contoh"),
        "peka": ("pesan", "pilihan"),
        "umum": ("sumber", "status", "hitung"),
        "petugas": ("dibuat_oleh", "ditulis_oleh", "diurungkan_oleh", "penempatan", "sebagai"),
        "teknis": (
            *("id", "wilayah", "derajat", "sidik", "berkas", "kembalian", "pekerjaan", "kenal", "dibuat_pada"),
            *("diperiksa_pada", "ditulis_pada", "diurungkan_pada", "kedaluwarsa_pada", "dibersihkan_pada"),
        ),
    },
    "excel.BarisUnggahan": {
        "identitas": ("isi", "sebelum"),
        "peka": ("pesan", "status", "peringatan"),
        "teknis": ("id", "unggahan", "wilayah", "derajat", "nomor", "kunci"),
    },
    "excel.PetaKolom": {
        "umum": ("sumber", "peta"),
        "petugas": ("diubah_oleh",),
        "teknis": ("id", "wilayah", "sidik_judul", "diubah_pada"),
    },
    "excel.TataLetakKeluar": {
        "umum": (
            *("wilayah", "sumber", "kode", "nama", "keterangan", "format", "satuan", "kolom", "judul", "nama_lembar"),
            *("berita_acara", "format_tanggal", "format_kode", "pemisah", "penanda", "perlu_identitas", "aktif"),
        ),
        "petugas": ("dibuat_oleh",),
        "teknis": ("id", "versi", "dibuat_pada", "diubah_pada"),
    },
    # Kode wilayah dan hitungan; tidak ada data orang yang didata.
    "mekar.Mekar": {
        "umum": ("status", "asal", "nama_berkas", "dasar", "berlaku_sejak", "catatan_masa", "butir", "hitung", "pesan"),
        "petugas": ("dibuat_oleh", "dibuat_sebagai", "dijalankan_oleh", "diurungkan_oleh"),
        "teknis": (
            *("id", "wilayah", "sebelum", "pangkal", "kait", "bercampur", "pekerjaan", "dibuat_pada"),
            *("dijalankan_pada", "diurungkan_pada"),
        ),
    },
    "lindung.Permintaan": {
        "identitas": ("nama_pemohon", "kontak_pemohon", "isi"),
        "peka": ("jenis", "hubungan", "cara_periksa", "cara_terima", "status", "alasan"),
        "petugas": ("dibuat_oleh", "sebagai", "diputuskan_oleh", "diputuskan_sebagai"),
        "teknis": (
            *("id", "wilayah", "subjek", "objek_id", "diterima_pada", "tenggat_pada", "versi", "dibuat_pada"),
            *("diputuskan_pada", "berkas"),
        ),
    },
    "lindung.TahanHukum": {
        "peka": ("alasan", "alasan_lepas"),
        "petugas": ("dipasang_oleh", "sebagai", "dilepas_oleh"),
        "teknis": ("id", "wilayah", "subjek", "objek_id", "tinjau_pada", "dipasang_pada", "dilepas_pada"),
    },
    "lindung.Penghapusan": {
        "petugas": ("diusulkan_oleh", "dilaksanakan_oleh", "sebagai"),
        "umum": ("alasan", "ulang", "ke", "hitung"),
        "teknis": (
            *("id", "wilayah", "subjek", "objek_id", "nomor", "permintaan", "pada", "berkas"),
            "berkas_diperiksa_pada",
        ),
    },
    "lindung.SasaranHapus": {"teknis": ("id", "subjek", "tabel", "kunci", "isi", "aplikasi")},
    "lindung.BatasWaktu": {
        "umum": ("jenis", "jam"),
        "petugas": ("diubah_oleh",),
        "teknis": ("id", "wilayah", "diubah_pada"),
    },
    "lindung.Retensi": {
        "umum": ("subjek", "hari", "mulai", "dasar"),
        "petugas": ("diubah_oleh",),
        "teknis": ("id", "wilayah", "diubah_pada"),
    },
    "lindung.KegiatanPemrosesan": {
        "umum": (
            *("kode", "nama", "tujuan", "dasar", "subjek", "kategori", "penerima", "simpan", "pengamanan", "aktif"),
        ),
        "petugas": ("diubah_oleh",),
        "teknis": ("id", "wilayah", "versi", "diubah_pada"),
    },
    # Jenis data dan jumlah orang, tidak pernah orangnya: NIK dan KK ditolak formulir dan basis data.
    "lindung.Insiden": {
        "peka": (
            *("judul", "uraian", "kategori", "jumlah", "penanganan", "pemulihan", "cara_subjek", "cara_lembaga"),
            "alasan_umum",
        ),
        "petugas": ("dibuat_oleh", "ditutup_oleh"),
        "teknis": (
            *("id", "wilayah", "diketahui_pada", "terjadi_pada", "tenggat_pada", "subjek_pada", "lembaga_pada"),
            *("umum_pada", "versi", "dibuat_pada", "ditutup_pada"),
        ),
    },
    # Petugas: NIK, nama ibu, dan rekening samar di layar; yang membukanya tercatat.
    "petugas.Petugas": {
        "petugas": (
            *("akun", "nama", "nama_cari", "nama_ibu", "nik", "niat", "tempat_lahir", "tanggal_lahir", "jk", "agama"),
            *("pendidikan", "alamat", "domisili", "rt", "rw", "telepon", "email", "tahun_angkat", "pekerjaan"),
            *("bank1", "rekening1", "bank2", "rekening2", "foto"),
        ),
        "teknis": ("id", "wilayah", "versi", "dibuat_pada", "dibuat_oleh", "ditarik_pada"),
    },
    "petugas.Formasi": {"umum": ("wilayah", "catatan"), "teknis": ("id", "dibuat_pada", "dibuat_oleh", "ditutup_pada")},
    "petugas.Hunian": {
        "petugas": ("petugas", "jenis", "mulai", "selesai", "dasar", "alasan"),
        "teknis": ("id", "formasi", "wilayah", "penempatan", "dibuat_pada", "dibuat_oleh", "dibatalkan_pada"),
    },
    "petugas.SK": {
        "petugas": ("tingkat", "nomor", "tanggal", "mulai", "selesai", "perihal", "berkas"),
        "teknis": _CATATAN_PETUGAS,
    },
    "petugas.Pelatihan": {
        "petugas": ("nama", "penyelenggara", "mulai", "selesai", "sertifikat", "berkas"),
        "teknis": _CATATAN_PETUGAS,
    },
    "petugas.Penilaian": {"petugas": ("tahun", "hasil", "dasar", "uraian"), "teknis": _CATATAN_PETUGAS},
    "petugas.TaliAsih": {"petugas": ("bulan", "sumber", "jumlah", "dibayar"), "teknis": _CATATAN_PETUGAS},
    "petugas.Penghargaan": {"petugas": ("nama", "pemberi", "tanggal"), "teknis": _CATATAN_PETUGAS},
    # Kartu ditunjukkan kepada umum; halamannya hanya menampilkan yang tercetak padanya.
    "petugas.Kartu": {
        "umum": ("nama", "niat", "tugas", "berlaku_sampai"),
        "teknis": ("id", "sidik", "petugas", "dicetak_pada", "dicetak_oleh", "dicabut_pada"),
    },
    "petugas.Usulan": {
        "petugas": (
            *("petugas", "tahap", "bukan_pns", "sehat", "berkelakuan_baik", "aktif", "komputer", "catatan"),
            *("diusulkan_pada", "direkomendasikan_pada", "diteruskan_pada", "ditetapkan_pada", "ditutup_pada"),
            "alasan_tutup",
        ),
        "teknis": ("id", "formasi", "wilayah", "versi"),
    },
    # Pekerjaan terbuka sebagai angka tanpa nama; NIK dan KK dalam teksnya ditolak formulir.
    "petugas.SerahTerima": {
        "petugas": ("dari", "ke", "tanggal", "isi", "barang", "mitra", "catatan", "saksi"),
        "teknis": ("id", "formasi", "wilayah", "dibuat_pada", "dibuat_oleh"),
    },
    "pekerjaan.Putaran": {"teknis": ("nama", "mulai_pada", "selesai_pada", "galat", "gagal_beruntun")},
    "wilayah.Wilayah": {
        "umum": (
            *("kode", "nama", "nama_cari", "tingkat", "jenis", "induk", "berlaku_sejak", "berlaku_sampai"),
            *("catatan_masa", "isi"),
        )
    },
    "wilayah.Penerus": {"umum": ("id", "lama", "baru", "dasar")},
    "wilayah.Ejaan": {"umum": ("id", "wilayah", "ejaan", "ejaan_cari")},
}

KEPUTUSAN: dict[str, str] = {
    f"{model}.{kolom}": kelas
    for model, per_kelas in _PER_MODEL.items()
    for kelas, semua in per_kelas.items()
    for kolom in semua
}
