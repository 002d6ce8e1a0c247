"""Pabrik sasaran: bagi tiap alamat portal, objek di wilayah sendiri dan di wilayah lain, dan isi kirimannya.

Alamat baru yang memerlukan objek harus mendapat pabrik di sini; tanpa itu `tests/test_jalan.py` gagal.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import uuid4

from django.utils import timezone

from tests.excel.isi_keluar import EKSPOR, TATA_KALTIM
from tests.excel.isi_masuk import UNGGAHAN
from tests.jalan.isi import ASING, BERKAS, KORBAN, PEKERJAAN, Isi, Rekaman
from tests.lindung.isi import KEGIATAN
from tests.pmks.bahan import borang
from tests.psks.isi import MITRA
from tksk_portal.lindung.subjek import daftar_subjek

LANGKAH = {
    "ajukan": {"tksk"},
    "tarik": {"tksk"},
    "batalkan": {"tksk"},
    "verifikasi": {"kabkota"},
    "kembalikan": {"kabkota", "provinsi"},
    "sahkan": {"provinsi"},
}


@dataclass(frozen=True)
class Sasaran:
    """One target of an address.

    Args:
        kwargs: arguments of the address.
        wilayah: where its object is; None when the address has no object.
        rekaman: the person it is about, for the state of review.
        paling_rendah: the lowest degree at which the page still shows it.
        derajat: a fixed degree, for objects that are no persons.
        peran: the roles that may, when finer than the view's right.
        milik: the inhabitant to whom alone it belongs.
        kantor: the roles that may see it at all, beside the place; for others it is not there (404).
        kedua: a second place from which it is seen too (a hand-over lies between two offices).
        pelaku: of the places that see it, the one that may act; for the other 403.
        kiriman: body of the POST.
    """

    kwargs: dict = field(default_factory=dict)
    wilayah: str | None = None
    rekaman: Rekaman | None = None
    paling_rendah: int = -1
    derajat: int = 9
    peran: frozenset[str] | None = None
    milik: str = ""
    kantor: frozenset[str] = frozenset()
    kedua: str = ""
    pelaku: str = ""
    kiriman: dict = field(default_factory=dict)
    tanya: str = ""
    htmx: bool = False

    def derajat_kini(self) -> int:
        """The degree of review of its object now."""
        return self.rekaman.derajat() if self.rekaman else self.derajat


Pabrik = Callable[[Isi], Iterator[Sasaran]]
PABRIK: dict[str, Pabrik] = {}


def pabrik(*nama: str) -> Callable[[Pabrik], Pabrik]:
    """Register the factory of one or more addresses."""

    def daftar(fungsi: Pabrik) -> Pabrik:
        for n in nama:
            PABRIK[n] = fungsi
        return fungsi

    return daftar


def _orang(isi: Isi, **lain) -> Iterator[Sasaran]:
    for r in isi.orang.values():
        yield Sasaran({"pk": r.id}, r.wilayah, r, **lain)


@pabrik("pmks:rinci", "pmks:riwayat", "pmks:ajukan", "pmks:berkas", "pmks:tambah_berkas")
def satu_orang(isi: Isi) -> Iterator[Sasaran]:
    yield from _orang(isi)
    yield Sasaran({"pk": uuid4()}, wilayah="-")


@pabrik("pmks:banding", "pmks:bukan_kembar")
def pasangan_mirip(isi: Isi) -> Iterator[Sasaran]:
    for pk, wilayah in isi.pasangan.values():
        yield Sasaran({"pk": pk}, wilayah)
    yield Sasaran({"pk": uuid4()}, "-")


def _bentrok(isi: Isi, *, memutuskan: bool, **lain) -> Iterator[Sasaran]:
    for kunci, (pk, wilayah) in isi.bentrok.items():
        # Provinsi hanya memutuskan yang melintasi kab/kota; selebihnya dinas sosial kotanya.
        kantor = frozenset({"tksk", "kabkota"} | ({"provinsi"} if kunci.startswith("provinsi") else set()))
        pemutus = frozenset({"kabkota" if kunci.startswith("kota") else "provinsi"})
        yield Sasaran({"pk": pk}, wilayah, kantor=kantor, peran=pemutus if memutuskan else None, **lain)
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:bentrok")
def bentrok(isi: Isi) -> Iterator[Sasaran]:
    yield from _bentrok(isi, memutuskan=False)


@pabrik("pmks:putuskan_bentrok")
def putuskan_bentrok(isi: Isi) -> Iterator[Sasaran]:
    yield from _bentrok(isi, memutuskan=True)
    yield from _bentrok(isi, memutuskan=True, kiriman={"putusan": "lain_keliru", "komentar": "KTP aslinya dilihat"})


@pabrik("pmks:buka")
def buka(isi: Isi) -> Iterator[Sasaran]:
    yield from _orang(isi, kiriman={"bagian": "nik", "tujuan": "Pemeriksaan data bantuan"})


@pabrik("pmks:gabung")
def gabung(isi: Isi) -> Iterator[Sasaran]:
    for satu, dua, tempat in (
        ("draf", "diajukan", "64.72.03"),
        ("disahkan", "diverifikasi", "64.72.03"),
        ("tetangga_sah", "tetangga_draf", "64.72.04"),
        ("disahkan", "tetangga_sah", "64.72"),
        ("disahkan", "lain_sah", "64"),
        ("draf", "draf", "-"),
    ):
        kwargs = {"pk": isi.orang[satu].id, "lain": isi.orang[dua].id}
        # Tanpa alasan: ditolak, supaya orang-orang dunia ini tetap dua bagi alamat lain.
        yield Sasaran(kwargs, tempat, kiriman={"versi_utama": "1", "versi_lain": "1"})
        yield Sasaran(kwargs, tempat, kiriman={"buka": "1"})


@pabrik("pmks:urungkan_gabung")
def urungkan_gabung(isi: Isi) -> Iterator[Sasaran]:
    for kunci, tempat in (("sini", "64.72.03"), ("lain", "64.71.01")):
        yield Sasaran({"pk": isi.gabung[f"{kunci}_utama"], "gabung_pk": isi.gabung[kunci]}, tempat)
    # Penggabungan orang lain tidak diurungkan lewat orang ini.
    yield Sasaran({"pk": isi.orang["draf"].id, "gabung_pk": isi.gabung["sini"]}, "-")


@pabrik("pmks:usul_pindah")
def usul_pindah(isi: Isi) -> Iterator[Sasaran]:
    yield from _orang(isi, kiriman={"kecamatan": "64.72.05", "tanggal": "20-11-2026", "alasan": "Ikut anaknya"})
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:minta_pindah", "pmks:pindah")
def minta_pindah(isi: Isi) -> Iterator[Sasaran]:
    nik = isi.orang["lain_sah"].nik
    yield Sasaran(kiriman={"nik": nik, "kecamatan": "64.71.01", "alasan": "Tinggal di sini"})
    yield Sasaran(tanya="dari=64.71.01&sesudah=WyJ4Il0")


# kunci: (dari, ke, pihak yang menjawab)
PIHAK = {
    "keluar": ("64.72.03", "64.72.04", "64.72.04"),
    "masuk": ("64.72.04", "64.72.03", "64.72.03"),
    "jauh": ("64.71.01", "64.71.02", "64.71.02"),
    "diminta": ("64.72.03", "64.72.04", "64.72.03"),
}


@pabrik("pmks:pindahan")
def satu_pindahan(isi: Isi) -> Iterator[Sasaran]:
    for kunci, (dari, ke, _) in PIHAK.items():
        yield Sasaran({"pk": isi.pindahan[kunci]}, dari, kedua=ke)
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:terima_pindah")
def terima_pindah(isi: Isi) -> Iterator[Sasaran]:
    for kunci, (dari, ke, _) in PIHAK.items():
        yield Sasaran({"pk": isi.pindahan[kunci]}, dari, kedua=ke, pelaku=ke, kiriman={"alamat": "Jl. Baru"})
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:jawab_pindah")
def jawab_pindah(isi: Isi) -> Iterator[Sasaran]:
    for kunci, (dari, ke, penjawab) in PIHAK.items():
        kwargs = {"pk": isi.pindahan[kunci], "aksi": "tolak"}
        yield Sasaran(kwargs, dari, kedua=ke, pelaku=penjawab, kiriman={"komentar": "Tidak tinggal di sini"})
    satu = {"pk": isi.pindahan["diminta"], "aksi": "setujui"}
    yield Sasaran(satu, "64.72.03", kedua="64.72.04", pelaku="64.72.03", kiriman={"tanggal": "20-11-2026"})
    yield Sasaran({"pk": isi.pindahan["keluar"], "aksi": "hapus"}, "-")


@pabrik("pmks:kebutuhan_baru", "pmks:layanan_baru", "pmks:keadaan", "pmks:dtsen")
def isian_jalan(isi: Isi) -> Iterator[Sasaran]:
    yield from _orang(isi, kiriman={"id": str(uuid4()), "jenis": "pangan", "ditemukan_pada": "02-11-2026"})


def _catatan_jalan(isi: Isi, macam: str, nama: str, **lain) -> Iterator[Sasaran]:
    for (apa, kunci), pk in isi.jalan.items():
        if apa == macam:
            r = isi.orang[kunci]
            yield Sasaran({"pk": r.id, nama: pk}, r.wilayah, r, **lain)
    # Catatan orang lain tidak terbuka lewat orang ini.
    yield Sasaran({"pk": isi.orang["draf"].id, nama: isi.jalan[macam, "disahkan"]}, "-", **lain)


@pabrik("pmks:kebutuhan_selesai", "pmks:kebutuhan_buka")
def satu_kebutuhan(isi: Isi) -> Iterator[Sasaran]:
    yield from _catatan_jalan(isi, "kebutuhan", "kebutuhan_pk", kiriman={"hasil": "terpenuhi", "pada": "kemarin"})


@pabrik("pmks:layanan_ubah")
def satu_layanan(isi: Isi) -> Iterator[Sasaran]:
    yield from _catatan_jalan(isi, "layanan", "layanan_pk", kiriman={"versi": "1", "program": "lain"})


@pabrik("pmks:dtsen_hapus")
def satu_dtsen(isi: Isi) -> Iterator[Sasaran]:
    yield from _catatan_jalan(isi, "dtsen", "dtsen_pk")


@pabrik("pmks:perubahan_keadaan")
def perubahan_keadaan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="bulan=2026-13&keadaan=apa&sesudah=WyJ4Il0")
    yield Sasaran(tanya="keadaan=tertangani")


@pabrik("pmks:program_ubah")
def satu_program(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"pk": isi.program}, kiriman={"nama": "PKH", "kode": "pkh", "pemberi": "pusat"})
    yield Sasaran({"pk": 999_999}, "-")


@pabrik("pmks:hapus_berkas")
def hapus_berkas(isi: Isi) -> Iterator[Sasaran]:
    for kunci in ("buang", "buang_lain"):
        r = isi.orang[BERKAS[kunci][0]]
        yield Sasaran({"pk": r.id, "berkas_pk": isi.berkas[kunci][0]}, r.wilayah, r)
    # Berkas orang lain tidak terhapus lewat orang ini.
    yield Sasaran({"pk": isi.orang["draf"].id, "berkas_pk": isi.berkas["rumah"][0]}, "-")


@pabrik("arsip:unduh", "arsip:kecil")
def berkas_orang(isi: Isi) -> Iterator[Sasaran]:
    for kunci, (nama, jenis) in BERKAS.items():
        if kunci.startswith("buang"):
            continue
        r = isi.orang[nama]
        # Provinsi dan Kemensos belum menyebut keperluan; KTP tidak pernah bagi camat.
        kantor = {"tksk", "kabkota"} if jenis == "ktp" else {"tksk", "kabkota", "camat"}
        yield Sasaran({"pk": isi.berkas[kunci][1]}, r.wilayah, r, kantor=frozenset(kantor))
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:ubah")
def ubah(isi: Isi) -> Iterator[Sasaran]:
    yield from _orang(isi, kiriman=borang(versi="1", alasan="Perbaikan nama"))


@pabrik("pmks:panel")
def panel(isi: Isi) -> Iterator[Sasaran]:
    for r in isi.orang.values():
        yield Sasaran({"pk": r.kasus_id}, r.wilayah, r, htmx=True)
    yield Sasaran({"pk": isi.orang["diajukan"].kasus_id}, isi.orang["diajukan"].wilayah, isi.orang["diajukan"])


@pabrik("pmks:aksi_kasus")
def aksi_kasus(isi: Isi) -> Iterator[Sasaran]:
    pasangan = [
        *((k, "verifikasi") for k in isi.orang),
        *(("draf", a) for a in LANGKAH),
        *(("disahkan", a) for a in ("sahkan", "kembalikan")),
        *(("lain_ajuan", a) for a in ("ajukan", "kembalikan", "sahkan", "batalkan")),
    ]
    for kunci, aksi in pasangan:
        r = isi.orang[kunci]
        kwargs = {"pk": r.id, "kasus_pk": r.kasus_id, "aksi": aksi}
        kiriman = {"versi": "2", "versi_orang": "1", "komentar": "Lengkapi alamatnya"}
        yield Sasaran(kwargs, r.wilayah, r, peran=frozenset(LANGKAH[aksi]), kiriman=kiriman)
    sendiri, asing = isi.orang["diajukan"], isi.orang["lain_ajuan"]
    silang = {"pk": sendiri.id, "kasus_pk": asing.kasus_id, "aksi": "verifikasi"}
    yield Sasaran(silang, wilayah="-", kiriman={"versi": "2"})
    yield Sasaran(silang | {"kasus_pk": sendiri.kasus_id, "aksi": "hapus"}, sendiri.wilayah, sendiri, peran=frozenset())


@pabrik("pmks:aksi_revisi")
def aksi_revisi(isi: Isi) -> Iterator[Sasaran]:
    derajat = {"disahkan": 1, "tetangga_sah": 1, "lain_sah": 2}
    for kunci, pk in isi.revisi.items():
        r = isi.orang[kunci]
        for aksi in ("tarik", "kembalikan", "sahkan"):
            kwargs = {"pk": r.id, "revisi_pk": pk, "aksi": aksi}
            kiriman = {"versi": "2", "komentar": "Lengkapi alamatnya"}
            yield Sasaran(kwargs, r.wilayah, derajat=derajat[kunci], peran=frozenset(LANGKAH[aksi]), kiriman=kiriman)


@pabrik("pmks:daftar")
def daftar(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    for tanya in (
        "wilayah=64.72.04",
        "wilayah=64.71.01.1001",
        "wilayah=0",
        "status=draf",
        "jenis=8&umur=3&jk=P",
        "keadaan=semua&perlu=mendesak",
    ):
        yield Sasaran(tanya=tanya)
    yield Sasaran(tanya="sesudah=WyJ4Il0&jenis=999&status=apa&cari=tidakada", htmx=True)


VERSI_BARU = {
    **{"berlaku_sejak": "01-03-2027", "definisi": "Definisi uji", "subjek": ["I"], "umur_min": "18", "peka": "0"},
    **{"kriteria": "Satu\nDua", "tanya_tanggungan": "boleh"},
}


@pabrik("pmks:acuan", "pmks:acuan_label", "pmks:acuan_peraturan")
def halaman_acuan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="q=lansia")


@pabrik("pmks:acuan_rinci")
def satu_acuan(isi: Isi) -> Iterator[Sasaran]:
    for kode in (8, 14, 24):
        yield Sasaran({"kode": kode})
    yield Sasaran({"kode": 27}, "-")


@pabrik("pmks:versi_baru")
def versi_baru(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"kode": 8}, kiriman=VERSI_BARU | {"peraturan": str(isi.acuan["peraturan"])})
    yield Sasaran({"kode": 27}, "-")


@pabrik("pmks:ubah_versi", "pmks:batalkan_versi")
def satu_versi(isi: Isi) -> Iterator[Sasaran]:
    kiriman = VERSI_BARU | {"peraturan": str(isi.acuan["peraturan"])}
    yield Sasaran({"kode": 24, "pk": isi.acuan["lama"]}, kiriman=kiriman)
    yield Sasaran({"kode": 24, "pk": isi.acuan["nanti"]}, kiriman=kiriman)
    yield Sasaran({"kode": 8, "pk": isi.acuan["nanti"]}, "-", kiriman=kiriman)


@pabrik("pmks:peraturan_baru")
def peraturan_baru(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"kode": "Uji 1/2027", "nama": "Peraturan uji", "berlaku_sejak": "01-01-2027"})


@pabrik("pmks:ubah_peraturan")
def satu_peraturan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"pk": isi.acuan["peraturan"]}, kiriman={"kode": "Ganti", "nama": "Peraturan uji", "versi": "1"})
    yield Sasaran({"pk": 999_999}, "-")


@pabrik("pmks:ubah_label")
def satu_label(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"pk": isi.acuan["label"]}, kiriman={"nama": "Perempuan", "jenis": ["23"], "versi": "1"})
    yield Sasaran({"pk": 999_999}, "-")


@pabrik("pmks:cari")
def cari(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"q": "Gelatik"})


@pabrik("pmks:baru")
def baru(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(kiriman=borang(nik="6472035205589777", no_kk="6472030101109777"))
    yield Sasaran(kiriman=borang(wilayah="64.71.01.1001", nik=isi.orang["lain_sah"].nik))
    yield Sasaran(kiriman=borang(id=str(isi.orang["lain_sah"].id), nik="6472035205589778"))
    yield Sasaran(kiriman=borang(nik=isi.orang["tetangga_sah"].nik))


@pabrik("pmks:periksa_nik")
def periksa_nik(isi: Isi) -> Iterator[Sasaran]:
    for kunci in ("tetangga_sah", "lain_sah"):
        r = isi.orang[kunci]
        yield Sasaran(kiriman={"nik": "", "nama": r.nama[:4], "tanggal_lahir": "12-05-1958"})
        yield Sasaran(kiriman={"nik": r.nik[:-1]})


@pabrik("pmks:periksa")
def periksa(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="kecamatan=64.71.01&jenis=8&temuan=tanpa")
    for kunci in ("diajukan", "tetangga_draf", "lain_ajuan"):
        yield Sasaran(tanya=f"pilih={isi.orang[kunci].kasus_id}")


@pabrik("pmks:verifikasi_bersih")
def verifikasi_bersih(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"dilihat": "kemarin"})
    yield Sasaran(kiriman={"dilihat": timezone.now().isoformat()})


@pabrik("pmks:putuskan_banyak")
def putuskan_banyak(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"aksi": "verifikasi"})
    for kunci in ("diajukan", "lain_ajuan"):
        isian = {"aksi": "kembalikan", "komentar": "Lengkapi", "pilih": [f"{isi.orang[kunci].kasus_id}:2:1"]}
        yield Sasaran(kiriman=isian)


@pabrik("pmks:rekap", "pmks:rekap_unduh")
def rekap(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    for tanya in ("wilayah=64.71&menurut=wilayah&jenis=8", "periode=2026-T3&status=sah", "periode=x&jenis=x"):
        yield Sasaran(tanya=tanya)


@pabrik("pmks:tampilkan")
def tampilkan(isi: Isi) -> Iterator[Sasaran]:
    for nama in ("daftar", "periksa", "usulan", "keluarga", "periksa_keluarga"):
        yield Sasaran({"ruang": nama}, kiriman={"tujuan": "Pemeriksaan data bantuan"}, tanya="jenis=8")
    yield Sasaran({"ruang": "tidak-ada"}, "-")


@pabrik("pmks:buka_kasus")
def buka_kasus(isi: Isi) -> Iterator[Sasaran]:
    for r in isi.orang.values():
        yield Sasaran({"kasus_pk": r.kasus_id}, r.wilayah, r, kiriman={"tujuan": "Pemeriksaan data bantuan"})
    yield Sasaran({"kasus_pk": uuid4()}, "-")


@pabrik("pmks:cek_lapangan")
def cek_lapangan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="wilayah=64.71.01.1001")
    yield Sasaran(kiriman={"peka": "1"})


@pabrik("pmks:simpan_saringan")
def simpan_saringan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"halaman": "daftar", "nama": "Lansia", "jenis": "8"})


@pabrik("pmks:buang_saringan")
def buang_saringan(isi: Isi) -> Iterator[Sasaran]:
    for pemilik, pk in isi.saringan.items():
        yield Sasaran({"pk": pk}, "-" if pemilik not in isi.dunia else isi.dunia[pemilik].lingkup.tempat, milik=pemilik)
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:rinci_pengesahan")
def rinci_pengesahan(isi: Isi) -> Iterator[Sasaran]:
    for kode, pk in isi.pengesahan.items():
        yield Sasaran({"pk": pk}, kode)
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:siapkan_pengesahan")
def siapkan_pengesahan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"kode": "64.72"}, "64.72")
    for kode in ("63.01", "0", "64", "64.72.03"):
        yield Sasaran({"kode": kode}, "-")


@pabrik("pmks:kecualikan")
def kecualikan(isi: Isi) -> Iterator[Sasaran]:
    for kunci in ("diverifikasi", "draf"):
        kasus = isi.orang[kunci].kasus_id
        tempat = "64.72" if kunci == "diverifikasi" else "-"
        yield Sasaran({"kode": "64.72"}, tempat, kiriman={"kasus": str(kasus), "alasan": "Alamat belum jelas"})
    # Rekaman kota lain tidak dapat dikecualikan lewat kota ini.
    lain = str(isi.orang["lain_kecuali"].kasus_id)
    yield Sasaran({"kode": "64.72"}, "-", kiriman={"kasus": lain, "alasan": "Alamat belum jelas"})
    yield Sasaran({"kode": "63.01"}, "-", kiriman={"kasus": lain})


@pabrik("pmks:sahkan")
def sahkan(isi: Isi) -> Iterator[Sasaran]:
    kiriman = {"id": str(uuid4()), "dilihat": timezone.now().isoformat()}
    yield Sasaran({"kode": "64.72"}, "64.72", kiriman=kiriman)
    yield Sasaran({"kode": "63.01"}, "-", kiriman=kiriman)
    yield Sasaran({"kode": "64.72.03"}, "-", kiriman=kiriman)


@pabrik("angka")
def angka(isi: Isi) -> Iterator[Sasaran]:
    for kode in ("64.72.03", "64.72.03.1001", "64.72.04", "64.72", "64.71", "64", "0"):
        yield Sasaran({"kode": kode}, kode)
    yield Sasaran({"kode": "63.01"}, "-")


@pabrik("wilayah_rinci")
def wilayah_rinci(isi: Isi) -> Iterator[Sasaran]:
    # Wilayah adalah fakta umum: terbuka bagi setiap peran, juga di luar tempat tugasnya (wilayah_views).
    for kode in ("64.72.03", "64.71", "0"):
        yield Sasaran({"kode": kode})
    yield Sasaran({"kode": "63.01"}, "-")


@pabrik("wilayah")
def wilayah(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="q=balikpapan&tingkat=2")
    yield Sasaran(tanya="q=64.72.03", htmx=True)


@pabrik(
    "kelola_rinci",
    "kelola_akun_ubah",
    "kelola_tugas_baru",
    "kelola_tutup",
    "kelola_buka",
    "kelola_keluarkan",
)
def satu_akun(isi: Isi) -> Iterator[Sasaran]:
    for nama in (KORBAN, ASING):
        yield Sasaran({"akun_id": isi.akun[nama].pk}, isi.akun[nama].wilayah_id)
    yield Sasaran({"akun_id": uuid4()}, "-")


@pabrik("pekerjaan:rinci", "pekerjaan:batal")
def satu_pekerjaan(isi: Isi) -> Iterator[Sasaran]:
    for kunci, pk in isi.pekerjaan.items():
        yield Sasaran({"pk": pk}, milik=PEKERJAAN[kunci][0])
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pekerjaan:daftar")
def daftar_pekerjaan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="status=gagal&sesudah=WyJ4Il0")


@pabrik("ekspor:rinci")
def satu_ekspor(isi: Isi) -> Iterator[Sasaran]:
    for kunci, pk in isi.ekspor.items():
        yield Sasaran({"pk": pk}, milik=EKSPOR[kunci][0])
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("ekspor:daftar", "ekspor:catatan")
def daftar_ekspor(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="identitas=1&sesudah=WyJ4Il0")


@pabrik("ekspor:baru")
def ekspor_baru(isi: Isi) -> Iterator[Sasaran]:
    kiriman = {"id": str(uuid4()), "tata_letak": "ringkas", "format": "", "identitas": "on", "tujuan": "Rapat bulanan"}
    yield Sasaran({"sumber": "pmks"}, tanya="jenis=8&dicari=1", kiriman=kiriman)
    yield Sasaran({"sumber": "pmks"}, kiriman=kiriman | {"id": str(isi.ekspor["lain"])})
    keluarga = kiriman | {"id": str(uuid4()), "tata_letak": "anggota"}
    yield Sasaran({"sumber": "keluarga"}, tanya="bentuk=keluarga&jenis=24", kiriman=keluarga)
    yield Sasaran({"sumber": "apa"}, "-")
    yield Sasaran({"sumber": "pmks"}, "-", tanya="wilayah=63.01")
    yield Sasaran({"sumber": "keluarga"}, "-", tanya="wilayah=63.01")


TATA = {
    **{"nama": "Milik sendiri", "satuan": "orang", "format": "csv", "format_tanggal": "kata", "format_kode": "0"},
    **{"nama_lembar": "Data", "pemisah": ";", "kolom-TOTAL_FORMS": "1", "kolom-INITIAL_FORMS": "0"},
    **{"kolom-0-judul": "Nama", "kolom-0-medan": "nama"},
}


@pabrik("ekspor:tata_letak_baru")
def tata_letak_baru(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"sumber": "pmks"}, tanya="dari=garut", kiriman=TATA)
    yield Sasaran({"sumber": "apa"}, "-", kiriman=TATA)


@pabrik("ekspor:tata_letak_rinci", "ekspor:tata_letak_ubah", "ekspor:tata_letak_aktif")
def satu_tata_letak(isi: Isi) -> Iterator[Sasaran]:
    for kode in ("lengkap", TATA_KALTIM):
        yield Sasaran({"sumber": "pmks", "kode": kode}, kiriman=TATA | {"versi": "1", "aktif": "0"})
    yield Sasaran({"sumber": "pmks", "kode": "tidak-ada"}, "-")


@pabrik("kabar:buka")
def satu_kabar(isi: Isi) -> Iterator[Sasaran]:
    for nama, pk in isi.kabar.items():
        yield Sasaran({"pk": pk}, milik=nama)
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("kabar:pilihan")
def pilihan_kabar(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"portal_pmks_dikembalikan": "on"})


def _surat(isi: Isi, **lain) -> Iterator[Sasaran]:
    for kunci, s in isi.surat.items():
        if kunci != "dibuang":
            yield Sasaran({"pk": s.id}, s.wilayah, kantor=frozenset({s.kantor}), **lain)
    yield Sasaran({"pk": uuid4()}, "-", **lain)


@pabrik("dokumen:rinci")
def satu_surat(isi: Isi) -> Iterator[Sasaran]:
    yield from _surat(isi)


@pabrik("dokumen:buang")
def buang_surat(isi: Isi) -> Iterator[Sasaran]:
    for kunci in ("dibuang", "terbit", "lain_terbit"):
        s = isi.surat[kunci]
        yield Sasaran({"pk": s.id}, s.wilayah, kantor=frozenset({s.kantor}))


@pabrik("dokumen:pratinjau")
def pratinjau_surat(isi: Isi) -> Iterator[Sasaran]:
    for s in isi.surat.values():
        tempat = s.wilayah if s.status == "draf" else "-"
        yield Sasaran({"pk": s.id}, tempat, kantor=frozenset({s.kantor}))


@pabrik("dokumen:gambar")
def gambar_surat(isi: Isi) -> Iterator[Sasaran]:
    for s in isi.surat.values():
        tempat = s.wilayah if s.status == "draf" else "-"
        yield Sasaran({"pk": s.id, "lembar": 1}, tempat, kantor=frozenset({s.kantor}))
        yield Sasaran({"pk": s.id, "lembar": 99}, "-")


@pabrik("dokumen:ubah")
def ubah_surat(isi: Isi) -> Iterator[Sasaran]:
    yield from _surat(isi, kiriman={"versi": "1", "perihal": "Undangan rapat", "isi": "Isi surat."})


@pabrik("dokumen:terbitkan")
def terbitkan_surat(isi: Isi) -> Iterator[Sasaran]:
    yield from _surat(isi, kiriman={"versi": "1", "cara": "otomatis"})


@pabrik("dokumen:batalkan")
def batalkan_surat(isi: Isi) -> Iterator[Sasaran]:
    yield from _surat(isi, kiriman={"alasan": "Salah tujuan"})


@pabrik("dokumen:tte")
def tte_surat(isi: Isi) -> Iterator[Sasaran]:
    yield from _surat(isi, kiriman={"berkas": "bukan berkas"})


@pabrik("dokumen:daftar")
def buku_surat(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"q": "rapat"})
    yield Sasaran(tanya="tahun=1999&cari=tidakada&sesudah=WyJ4Il0")


@pabrik("dokumen:cetak")
def cetak_buku_surat(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="tahun=2025&cari=tidakada")


@pabrik("dokumen:baru")
def surat_baru(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"id": str(uuid4()), "jenis": "surat", "perihal": "Undangan", "isi": "Isi surat."})
    for s in isi.surat.values():
        yield Sasaran(kiriman={"id": str(s.id), "jenis": "surat", "perihal": "Undangan", "isi": "Isi surat."})


@pabrik("dokumen:kantor_baru")
def kantor_baru(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"tempat": "64.71", "kantor": "kabkota", "nama": "Dinas", "baris": "DINAS"})


def _kop(isi: Isi, **lain) -> Iterator[Sasaran]:
    for s in {s.kop_id: s for s in isi.surat.values()}.values():
        yield Sasaran({"pk": s.kop_id}, s.wilayah, kantor=frozenset({s.kantor, "admin"}), **lain)
    yield Sasaran({"pk": uuid4()}, "-", **lain)


@pabrik("dokumen:kantor_rinci", "dokumen:kop_contoh", "dokumen:kop_ubah")
def satu_kop(isi: Isi) -> Iterator[Sasaran]:
    yield from _kop(isi, kiriman={"nama": "Dinas", "singkatan": "D", "baris": "DINAS", "alamat": "Jl", "kota": "S"})


@pabrik("dokumen:penandatangan_baru", "dokumen:pola_baru")
def isi_kop_baru(isi: Isi) -> Iterator[Sasaran]:
    yield from _kop(isi, kiriman={"nama": "Kepala", "jabatan": "Kepala", "mulai": "01-01-2026", "pola": "{nomor}"})


def _isi_kop(isi: Isi, medan: str, **lain) -> Iterator[Sasaran]:
    kop = {s.kop_id: s for s in isi.surat.values()}
    for s in kop.values():
        kwargs = {"pk": s.kop_id, "isi_pk": getattr(s, medan)}
        yield Sasaran(kwargs, s.wilayah, kantor=frozenset({s.kantor, "admin"}), **lain)
        yield Sasaran(kwargs | {"isi_pk": next(getattr(k, medan) for k in kop.values() if k is not s)}, "-", **lain)


@pabrik("dokumen:penandatangan_ubah")
def penandatangan_ubah(isi: Isi) -> Iterator[Sasaran]:
    kiriman = {"nama": "Kepala", "jabatan": "Kepala", "mulai": "01-01-2026"}
    yield from _isi_kop(isi, "penandatangan_id", kiriman=kiriman)


@pabrik("dokumen:pola_ubah")
def pola_ubah(isi: Isi) -> Iterator[Sasaran]:
    yield from _isi_kop(isi, "pola_id", kiriman={"pola": "{nomor:04}/{tahun}", "kode": "400", "mulai": "5"})


@pabrik("periksa_surat")
def periksa_surat(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"token": "bukan-token"})
    for s in isi.surat.values():
        if s.token:
            yield Sasaran({"token": s.token})


@pabrik("pmks:berita_acara")
def berita_acara(isi: Isi) -> Iterator[Sasaran]:
    for kode, pk in isi.pengesahan.items():
        yield Sasaran({"pk": pk}, kode)
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("kelola_tautan_buat")
def tautan_buat(isi: Isi) -> Iterator[Sasaran]:
    for nama in (KORBAN, ASING):
        yield Sasaran({"akun_id": isi.akun[nama].pk, "jenis": "sandi"}, isi.akun[nama].wilayah_id)
    yield Sasaran({"akun_id": isi.akun[KORBAN].pk, "jenis": "apa"}, "-")


@pabrik("kelola_tautan_batal")
def tautan_batal(isi: Isi) -> Iterator[Sasaran]:
    for nama, (pk, _) in isi.tautan.items():
        yield Sasaran({"tautan_id": pk}, isi.akun[nama].wilayah_id)


@pabrik("kelola_tugas")
def tugas_ubah(isi: Isi) -> Iterator[Sasaran]:
    for nama in (KORBAN, ASING):
        yield Sasaran({"tugas_id": isi.tugas[nama]}, isi.akun[nama].wilayah_id)


@pabrik("undangan")
def undangan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"token": "bukan-token"})
    for _, token in isi.tautan.values():
        yield Sasaran({"token": token})


@pabrik("mfa_remove_webauthn", "mfa_edit_webauthn")
def faktor(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"pk": isi.faktor_asing}, "-")


@pabrik(
    "excel:rinci",
    "excel:tampilkan",
    "excel:petakan",
    "excel:masukkan",
    "excel:buang",
    "excel:periksa",
    "excel:urungkan",
    "excel:kembalian",
)
def satu_unggahan(isi: Isi) -> Iterator[Sasaran]:
    for kunci, pk in isi.unggahan.items():
        yield Sasaran({"pk": pk}, milik=UNGGAHAN[kunci])
    yield Sasaran({"pk": uuid4()}, "-")
    yield Sasaran({"pk": isi.unggahan["pratinjau"]}, milik="tksk", tanya="status=salah&sesudah=WyJ4Il0", htmx=True)


@pabrik("excel:unggah", "excel:templat")
def sumber_excel(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"kode": "pmks"}, peran=frozenset({"tksk", "kabkota"}))
    yield Sasaran({"kode": "petugas"}, peran=frozenset({"admin"}))
    yield Sasaran({"kode": "tidak-ada"}, "-")


def _lindung(semua: dict, kunci: str = "pk", **lain) -> Iterator[Sasaran]:
    for pk, wilayah in semua.values():
        yield Sasaran({kunci: pk}, wilayah, **lain)
    yield Sasaran({kunci: uuid4()}, "-", **lain)


def _permintaan(isi: Isi, kiriman: dict) -> Iterator[Sasaran]:
    semua = dict(isi.lindung.permintaan)
    # Yang tentang petugas bukan urusan TKSK sekecamatannya.
    petugas = {"petugas": semua.pop("petugas")}
    yield from _lindung(semua, kiriman=kiriman)
    yield from _lindung(petugas, kiriman=kiriman, kantor=frozenset({"kabkota", "provinsi"}))


@pabrik("lindung:permintaan", "lindung:proses", "lindung:putuskan", "lindung:lampirkan")
def permintaan(isi: Isi) -> Iterator[Sasaran]:
    yield from _permintaan(isi, {"versi": "1", "putusan": "ditolak", "alasan": "Uji"})


@pabrik("lindung:hapus")
def hapus_identitas(isi: Isi) -> Iterator[Sasaran]:
    yield from _permintaan(isi, {"versi": "1", "ketik": "salah"})


@pabrik("lindung:nisan")
def nisan(isi: Isi) -> Iterator[Sasaran]:
    yield from _lindung(isi.lindung.nisan)


@pabrik("lindung:lepas")
def lepas_tahan(isi: Isi) -> Iterator[Sasaran]:
    yield from _lindung(isi.lindung.tahan, kiriman={"alasan": ""})


@pabrik("pmks:lepas_pembatasan")
def lepas_pembatasan(isi: Isi) -> Iterator[Sasaran]:
    for pk, orang in isi.lindung.pembatasan.values():
        r = isi.orang[orang]
        kunci = {"pk": r.id, "pembatasan_pk": pk}
        yield Sasaran(kunci, r.wilayah, r, peran=frozenset({"kabkota"}), kiriman={"alasan": ""})
        yield Sasaran({"pk": r.id, "pembatasan_pk": uuid4()}, "-")


@pabrik("lindung:insiden", "lindung:insiden_ubah", "lindung:insiden_tutup", "lindung:insiden_surat")
def insiden(isi: Isi) -> Iterator[Sasaran]:
    yield from _lindung(isi.lindung.insiden, kiriman={"judul": "Uji", "versi": "1"})


@pabrik("lindung:permintaan_baru", "lindung:laporan", "lindung:tahan", "lindung:usulkan")
def hak_orang(isi: Isi) -> Iterator[Sasaran]:
    kiriman = {"id": str(uuid4()), "jenis": "akses", "keperluan": "", "alasan": ""}
    for r in isi.orang.values():
        yield Sasaran({"subjek": "pmks.orang", "pk": r.id}, r.wilayah, r, kiriman=kiriman)
    for kunci, r in isi.psks.mitra.items():
        kode = ["psks.mitra", "psks.kontak"]
        if MITRA[kunci][2] in ("lks", "karang_taruna"):
            kode.reverse()
        yield Sasaran({"subjek": kode[0], "pk": r.id}, r.wilayah, r, kiriman=kiriman)
        yield Sasaran({"subjek": kode[1], "pk": r.id}, "-", kiriman=kiriman)
    for pk, wilayah in isi.petugas.petugas.values():
        kantor = frozenset({"kabkota", "provinsi"})
        yield Sasaran({"subjek": "petugas.petugas", "pk": pk}, wilayah, kantor=kantor, kiriman=kiriman)
    yield Sasaran({"subjek": "pmks.orang", "pk": uuid4()}, "-")
    yield Sasaran({"subjek": "tidak.ada", "pk": isi.orang["draf"].id}, "-")


@pabrik("lindung:kegiatan_ubah")
def kegiatan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"kode": "pendataan-pmks"}, kiriman={"versi": "0"})
    yield Sasaran({"kode": KEGIATAN}, kiriman={"versi": "0"})
    yield Sasaran({"kode": "tidak-ada"}, "-")


@pabrik("lindung:aturan_retensi")
def aturan_retensi(isi: Isi) -> Iterator[Sasaran]:
    for kode in daftar_subjek():
        yield Sasaran({"subjek": kode}, kiriman={"hari": "0"})
    yield Sasaran({"subjek": "tidak.ada"}, "-")


@pabrik("mekar:rinci", "mekar:jalankan", "mekar:urungkan", "mekar:buang")
def pemekaran(isi: Isi) -> Iterator[Sasaran]:
    for pk in isi.mekar.values():
        yield Sasaran({"pk": pk}, "64", peran=frozenset({"admin"}))
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("mekar:baru")
def pemekaran_baru(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"id": str(uuid4()), "asal": "berkas", "dasar": "", "berlaku_sejak": "kemarin"})


def sasaran(nama: str, isi: Isi, perlu_objek: bool) -> list[Sasaran]:
    """Return the targets of an address.

    Raises:
        KeyError: the address needs an object and has no factory.
    """
    if nama in PABRIK:
        return list(PABRIK[nama](isi))
    if perlu_objek:
        raise KeyError(f"{nama}: alamat ini memerlukan objek; buat pabriknya di tests/jalan/pabrik.py")
    return [Sasaran()]
