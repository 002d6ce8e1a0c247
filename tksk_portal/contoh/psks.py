"""Mitra rekaan: panti, Karang Taruna, PSM dan lainnya, lewat tindakan yang dipakai halamannya.

Nama dan alamat karangan; tanpa nomor telepon, karena nomor rekaan dapat milik orang sungguhan. NIK berakhir 9.
"""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from psks.actions import ajukan_mitra, catat_jejaring, catat_mitra, putuskan_mitra, tambah_dokumen
from psks.actions.isian import kosong
from psks.models import Mitra, acuan_psks
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.contoh.kantor import lingkup_akun
from tksk_portal.contoh.nama import karang_nama
from tksk_portal.contoh.nomor import kunci_bernama
from tksk_portal.contoh.titik import TITIK
from tksk_portal.contoh.tulis import LINGKUP
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.wilayah.models import Wilayah

TAHAP = (Status.DRAF, Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DISAHKAN)
# akun, jenis, nama (kosong: orang), sasaran, daya tampung, terisi, cakupan, sampai status, hari sampai izinnya habis.
ISI = (
    ("tksk.64.72.03", "lks", "Panti Werdha Nirwana Etam", (8,), 60, 54, "provinsi", Status.DISAHKAN, 26),
    ("tksk.64.72.03", "lks", "Rumah Asuh Harapan Mahakam", (2, 6, 7), 40, 40, "kabkota", Status.DISAHKAN, 400),
    ("tksk.64.72.03", "karang_taruna", "Karang Taruna Tunas Anggrek", (24,), 0, 0, "desa", Status.DIVERIFIKASI, 300),
    ("tksk.64.72.03", "psm", "", (8, 24), 0, 0, "desa", Status.DISAHKAN, 0),
    ("tksk.64.72.03", "tagana", "", (21,), 0, 0, "kecamatan", Status.DIAJUKAN, 0),
    ("tksk.64.72.03", "wksbm", "WKSBM Guyub Karang Asam", (24, 23), 0, 0, "kecamatan", Status.DIVERIFIKASI, -12),
    ("tksk.64.72.03", "dunia_usaha", "Koperasi Sinar Sempaja", (24,), 0, 0, "kabkota", Status.DRAF, 0),
    ("tksk.64.72.03", "wanita_pemimpin", "", (23,), 0, 0, "kecamatan", Status.DIAJUKAN, 0),
    ("tksk.64.72.03", "keluarga_pioner", "Keluarga Perintis Melati", (), 0, 0, "desa", Status.DRAF, 0),
    ("tksk.64.72.01", "lk3", "LK3 Keluarga Sakinah", (25, 19), 0, 0, "kabkota", Status.DISAHKAN, 5),
    ("tksk.64.72.04", "peksos", "", (9, 5), 0, 0, "kabkota", Status.DISAHKAN, 0),
    ("tksk.64.71.01", "lksa", "Panti Asuhan Cahaya Teluk", (1, 2), 35, 29, "kabkota", Status.DISAHKAN, 70),
    ("tksk.64.71.01", "slrt", "Puskesos Manggar Peduli", (24, 8), 0, 0, "kecamatan", Status.DIVERIFIKASI, 0),
    ("tksk.64.02.06", "lks", "Yayasan Netra Kutai", (5, 9), 25, 17, "provinsi", Status.DISAHKAN, 88),
    ("tksk.64.02.18", "karang_taruna", "Karang Taruna Danau Lestari", (24,), 0, 0, "desa", Status.DIAJUKAN, 0),
    ("tksk.64.02.18", "pendamping_pkh", "", (24,), 0, 0, "kecamatan", Status.DIVERIFIKASI, 0),
    ("tksk.64.01.02", "kube", "KUBE Rotan Muluy", (24,), 0, 0, "desa", Status.DISAHKAN, 0),
)
LAYANAN = {
    8: "Pendampingan lanjut usia dan kunjungan rumah",
    2: "Pengasuhan, makan harian, dan pendampingan sekolah",
    5: "Terapi, alat bantu, dan keterampilan bagi penyandang disabilitas",
    21: "Dapur umum, pengungsian, dan dukungan psikososial",
    24: "Usaha bersama dan bantuan kebutuhan pokok",
    25: "Konseling keluarga dan rujukan",
}
CONTOH = {"bilangan": 12, "tahun": 2014, "teks": "Sesuai catatan desa", "panjang": "Kegiatan rutin setiap bulan"}
JEJARING = (
    ("perjanjian", "Rujukan lansia telantar ke panti", (0, 3), 200, "20 lansia setahun", "12 lansia sudah dirujuk"),
    ("pertemuan", "Rapat koordinasi pilar sosial", (0, 2, 3, 5), 34, "", "Jadwal kunjungan disepakati"),
    ("kegiatan", "Bakti sosial hari kesetiakawanan", (2, 4, 5), 12, "", "84 paket dibagikan"),
    ("kontak", "Menanyakan tempat kosong bagi anak telantar", (1, 3), 3, "", "Penuh; dicarikan panti lain"),
)


def buat_psks(*, benih: int, hari_ini: date) -> int:
    """Record the demo partners with papers and network; return how many. Accounts must exist."""
    kunci = [_satu(nomor, baris, benih, hari_ini) for nomor, baris in enumerate(ISI)]
    _jejaring(kunci, benih, hari_ini)
    return len(kunci)


def _satu(nomor: int, baris: tuple, benih: int, hari_ini: date) -> UUID:
    akun, jenis, nama, sasaran, tampung, terisi, cakupan, sampai, habis = baris
    acak = Random(f"psks|{benih}|{nomor}")  # noqa: S311 - data contoh
    by = lingkup_akun(akun)
    bentuk = acuan_psks()[jenis].bentuk
    with lingkup.masuk(by):
        isian = _isian(by, acak, hari_ini, jenis, nama) | {"sasaran": sorted(sasaran), "cakupan": cakupan}
        isian |= {"kapasitas": tampung or None, "terisi": terisi if tampung else None}
        isian["layanan"] = next((LAYANAN[s] for s in sasaran if s in LAYANAN), "")
        kunci = kunci_bernama("psks", benih, str(nomor))
        mitra = catat_mitra(kunci=kunci, bentuk=bentuk, isian=isian, by=by, bukan_kembar=True).mitra
        if habis:
            _dokumen(mitra, benih, hari_ini, habis, by)
    _tinjau(mitra, by, TAHAP.index(sampai))
    return mitra.pk


def _isian(by: Lingkup, acak: Random, hari_ini: date, jenis: str, nama: str) -> dict:
    desa = Wilayah.objects.di_bawah(by.tempat).berlaku().filter(tingkat=4).order_by("kode")
    tempat = desa[acak.randrange(desa.count())]
    j = acuan_psks()[jenis]
    isian = kosong() | {
        "wilayah_id": tempat.pk,
        "jenis": [jenis],
        "nama": nama,
        "alamat": f"Jl. Bakti {acak.randrange(1, 60)}",
        "rt": str(acak.randrange(1, 40)),
        "kartu_publik": True,
        "jam": "08.00–16.00" if j.bentuk == "lembaga" else "",
        "tanggal_data": hari_ini - timedelta(days=acak.randrange(5, 120)),
        "rincian": {d.nama: _nilai(d.medan) for d in j.ditanya if d.wajib},
    }
    if j.bentuk == "individu":
        return isian | _orang(by, acak, hari_ini, jenis)
    isian |= {"kontak_nama": karang_nama(acak, "banjar", "P"), "kontak_jabatan": "Ketua"}
    if by.tempat in TITIK and j.bentuk == "lembaga":
        lintang, bujur = TITIK[by.tempat]
        isian |= {
            "lintang": f"{lintang + acak.uniform(-0.03, 0.03):.6f}",
            "bujur": f"{bujur + acak.uniform(-0.03, 0.03):.6f}",
        }
    return isian


def _nilai(medan) -> object:
    return medan.pilihan[0][0] if medan.jenis == "pilihan" else CONTOH[medan.jenis]


def _orang(by: Lingkup, acak: Random, hari_ini: date, jenis: str) -> dict:
    jk = "P" if jenis == "wanita_pemimpin" else acak.choice("LP")
    lahir = hari_ini.replace(day=1) - timedelta(days=acak.randrange(24 * 365, 39 * 365))
    hari = lahir.day + (40 if jk == "P" else 0)
    nik = f"{by.tempat.replace('.', '')}{hari:02d}{lahir:%m%y}{9000 + acak.randrange(1000)}"
    nama = karang_nama(acak, acak.choice(("banjar", "jawa", "kutai")), jk)
    return {"nama": nama, "nik": nik, "jk": jk, "tempat_lahir": "Samarinda", "tanggal_lahir": lahir}


def _dokumen(mitra: Mitra, benih: int, hari_ini: date, habis: int, by: Lingkup) -> None:
    jenis = "izin_kabkota" if mitra.jenis[0] in ("lks", "lksa", "lk3") else "sk"
    isi = {"jenis": jenis, "nomor": f"503/{mitra.pk.hex[:4]}", "tanggal": hari_ini - timedelta(days=700)}
    isi |= {"penerbit": "Dinas Sosial", "berlaku_sampai": hari_ini + timedelta(days=habis)}
    tambah_dokumen(mitra=mitra, kunci=kunci_bernama("psks-dokumen", benih, str(mitra.pk)), isi=isi, by=by)


def _tinjau(mitra: Mitra, by: Lingkup, tahap: int) -> None:
    """Submit, verify and approve as the offices do, as far as the stage says."""
    if tahap >= 1:
        with lingkup.masuk(by):
            mitra = ajukan_mitra(mitra=mitra, by=by)
    for ke, akun, aksi in ((2, f"dinsos.{by.tempat[:5]}", Aksi.VERIFIKASI), (3, "provinsi", Aksi.SAHKAN)):
        if tahap >= ke:
            kantor = lingkup_akun(akun)
            with lingkup.masuk(kantor):
                mitra = putuskan_mitra(mitra=mitra, aksi=aksi, by=kantor, versi=mitra.versi)


def _jejaring(kunci: list[UUID], benih: int, hari_ini: date) -> None:
    by = lingkup_akun("tksk.64.72.03")
    with lingkup.masuk(by):
        for nomor, (jenis, judul, pihak, lalu, target, hasil) in enumerate(JEJARING):
            mulai = hari_ini - timedelta(days=lalu)
            sampai = mulai + timedelta(days=730) if jenis == "perjanjian" else None
            isi = {"jenis": jenis, "judul": judul, "lingkup": "", "mulai": mulai, "sampai": sampai}
            isi |= {"target": target, "tokoh": "Ketua RT 21 dan ketua PKK kelurahan", "hasil": hasil}
            catat_jejaring(
                kunci=kunci_bernama("psks-jejaring", benih, str(nomor)), isi=isi, pihak=[kunci[n] for n in pihak], by=by
            )


def muat_mitra(banyak: int, *, benih: int = 7) -> int:
    """Fill a measuring database with verified partners of all villages, set-based; return how many there are now."""
    acak = Random(benih)  # noqa: S311 - data contoh
    with lingkup.masuk(LINGKUP):
        ada = Mitra.objects.count()
        if ada >= banyak:
            return ada
        desa = list(Wilayah.objects.di_bawah("64").berlaku().filter(tingkat=4).values_list("pk", flat=True))
    oleh = {n: lingkup_akun(n).akun_id for n in ("tksk.64.72.03", "dinsos.64.72", "provinsi")}
    while ada < banyak:
        with lingkup.masuk(LINGKUP):
            jadi = [_ukur(acak, desa, ada + n, oleh) for n in range(min(5_000, banyak - ada))]
            Mitra.objects.bulk_create(jadi)
            ada += len(jadi)
    return ada


def _ukur(acak: Random, desa: list[str], nomor: int, oleh: dict) -> Mitra:
    tempat = acak.choice(desa)
    lintang, bujur = TITIK.get(tempat[:8], (0.0, 117.0))
    titik = {"lintang": f"{lintang + acak.uniform(-0.1, 0.1):.6f}", "bujur": f"{bujur + acak.uniform(-0.1, 0.1):.6f}"}
    hari = date(2026, 1, 1)
    kolom = kosong() | {"wilayah_id": tempat, "jenis": ["lks"], "nama": f"Mitra Ukur {nomor}", "kartu_publik": True}
    kolom |= {"sasaran": sorted(acak.sample(range(1, 27), 3)), "cakupan": acak.choice(("desa", "kecamatan", "kabkota"))}
    kolom |= {"tanggal_data": hari, **(titik if acak.random() < 0.7 else {})}
    m = Mitra(id=kunci_bernama("psks-ukur", str(nomor)), bentuk="lembaga", sidik_kiriman="-", **kolom)
    m.status, m.dibuat_oleh_id = Status.DISAHKAN, oleh["tksk.64.72.03"]
    for langkah, siapa in (("diajukan", "tksk.64.72.03"), ("diverifikasi", "dinsos.64.72"), ("disahkan", "provinsi")):
        setattr(m, f"{langkah}_oleh_id", oleh[siapa])
        setattr(m, f"{langkah}_pada", m.dibuat_pada)
    m.rapikan()
    return m
