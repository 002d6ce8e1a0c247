"""Pabrik sasaran: bagi tiap alamat portal, objek di wilayah sendiri dan di wilayah lain, dan isi kirimannya.

Alamat baru yang memerlukan objek harus mendapat pabrik di sini; tanpa itu `tests/test_jalan.py` gagal.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import uuid4

from django.utils import timezone

from tests.jalan.isi import ASING, KORBAN, Isi, Rekaman
from tests.pmks.bahan import borang

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
        kiriman: body of the POST.
    """

    kwargs: dict = field(default_factory=dict)
    wilayah: str | None = None
    rekaman: Rekaman | None = None
    paling_rendah: int = -1
    derajat: int = 9
    peran: frozenset[str] | None = None
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


@pabrik("pmks:rinci", "pmks:riwayat", "pmks:ajukan")
def satu_orang(isi: Isi) -> Iterator[Sasaran]:
    yield from _orang(isi)
    yield Sasaran({"pk": uuid4()}, wilayah="-")


@pabrik("pmks:buka")
def buka(isi: Isi) -> Iterator[Sasaran]:
    yield from _orang(isi, kiriman={"bagian": "nik", "tujuan": "Pemeriksaan data bantuan"})


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
    for tanya in ("wilayah=64.72.04", "wilayah=64.71.01.1001", "wilayah=0", "status=draf", "jenis=8&umur=3&jk=P"):
        yield Sasaran(tanya=tanya)
    yield Sasaran(tanya="sesudah=WyJ4Il0&jenis=999&status=apa&cari=tidakada", htmx=True)


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
    "kelola_tugas_pengganti",
    "kelola_tutup",
    "kelola_buka",
    "kelola_keluarkan",
)
def satu_akun(isi: Isi) -> Iterator[Sasaran]:
    for nama in (KORBAN, ASING):
        yield Sasaran({"akun_id": isi.akun[nama].pk}, isi.akun[nama].wilayah_id)
    yield Sasaran({"akun_id": uuid4()}, "-")


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
