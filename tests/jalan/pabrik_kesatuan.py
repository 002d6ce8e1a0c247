"""Pabrik sasaran bagi alamat keluarga, kelompok, komunitas, dan hitungan."""

from collections.abc import Iterator
from uuid import uuid4

from tests.jalan.isi import Isi
from tests.jalan.pabrik import LANGKAH, Sasaran, pabrik
from tests.pmks.bahan_kesatuan import borang

KIRIMAN = {"versi": "2", "versi_kesatuan": "1", "komentar": "Lengkapi anggotanya"}


def _kesatuan(isi: Isi, bentuk: str = "", **lain) -> Iterator[Sasaran]:
    for r in isi.kesatuan.values():
        if not bentuk or r.bentuk == bentuk:
            yield Sasaran({"pk": r.id}, r.wilayah, r, **lain)
    yield Sasaran({"pk": uuid4()}, "-", **lain)


@pabrik("pmks:kesatuan", "pmks:riwayat_kesatuan", "pmks:ajukan_kesatuan")
def satu_kesatuan(isi: Isi) -> Iterator[Sasaran]:
    yield from _kesatuan(isi)


@pabrik("pmks:buka_kesatuan")
def buka_kesatuan(isi: Isi) -> Iterator[Sasaran]:
    yield from _kesatuan(isi, kiriman={"tujuan": "Pemeriksaan data bantuan"})


@pabrik("pmks:buka_kasus_kesatuan")
def buka_kasus_kesatuan(isi: Isi) -> Iterator[Sasaran]:
    for r in isi.kesatuan.values():
        yield Sasaran({"kasus_pk": r.kasus_id}, r.wilayah, r, kiriman={"tujuan": "Pemeriksaan data bantuan"})
    yield Sasaran({"kasus_pk": uuid4()}, "-")


@pabrik("pmks:ubah_kesatuan")
def ubah_kesatuan(isi: Isi) -> Iterator[Sasaran]:
    yield from _kesatuan(isi, kiriman=borang(versi="1", alasan="Perbaikan"))


@pabrik("pmks:tambah_anggota")
def tambah_anggota(isi: Isi) -> Iterator[Sasaran]:
    yield from _kesatuan(isi, "keluarga", kiriman={"q": "Gelatik"})
    sendiri = isi.kesatuan["k_draf"]
    for kunci in ("draf", "lain_sah"):
        kiriman = {"orang": str(isi.orang[kunci].id), "versi": "1", "hubungan": "anak"}
        yield Sasaran({"pk": sendiri.id}, sendiri.wilayah, sendiri, kiriman=kiriman)


@pabrik("pmks:aksi_kasus_kesatuan")
def aksi_kasus_kesatuan(isi: Isi) -> Iterator[Sasaran]:
    pasangan = [
        *((k, "verifikasi") for k in isi.kesatuan),
        *(("k_draf", a) for a in LANGKAH),
        *(("k_sah", a) for a in ("sahkan", "kembalikan")),
        *(("k_lain", a) for a in ("kembalikan", "batalkan")),
    ]
    for kunci, aksi in pasangan:
        r = isi.kesatuan[kunci]
        kwargs = {"pk": r.id, "kasus_pk": r.kasus_id, "aksi": aksi}
        yield Sasaran(kwargs, r.wilayah, r, peran=frozenset(LANGKAH[aksi]), kiriman=KIRIMAN)
    sendiri, asing = isi.kesatuan["k_ajuan"], isi.kesatuan["k_lain"]
    silang = {"pk": sendiri.id, "kasus_pk": asing.kasus_id, "aksi": "verifikasi"}
    yield Sasaran(silang, "-", kiriman=KIRIMAN)
    kwargs = silang | {"kasus_pk": sendiri.kasus_id, "aksi": "hapus"}
    yield Sasaran(kwargs, sendiri.wilayah, sendiri, peran=frozenset())


@pabrik("pmks:aksi_revisi_kesatuan")
def aksi_revisi_kesatuan(isi: Isi) -> Iterator[Sasaran]:
    for kunci, pk in isi.revisi_kesatuan.items():
        r = isi.kesatuan[kunci]
        for aksi in ("tarik", "kembalikan", "sahkan"):
            kwargs = {"pk": r.id, "revisi_pk": pk, "aksi": aksi}
            yield Sasaran(kwargs, r.wilayah, derajat=1, peran=frozenset(LANGKAH[aksi]), kiriman=KIRIMAN)


@pabrik("pmks:daftar_kesatuan")
def daftar_kesatuan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    for tanya in ("wilayah=64.71.01", "wilayah=0&bentuk=keluarga", "status=draf&jenis=24", "sesudah=WyJ4Il0&jenis=999"):
        yield Sasaran(tanya=tanya)


@pabrik("pmks:periksa_kesatuan")
def periksa_kesatuan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="sesudah=WyJ4Il0")


@pabrik("pmks:keluarga_baru")
def keluarga_baru(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman=borang(no_kk="6472030101109888"))
    yield Sasaran(kiriman=borang(id=str(isi.kesatuan["k_lain"].id), no_kk="6472030101109889"))
    yield Sasaran(kiriman=borang(wilayah="64.71.01.1001", a0_orang=str(isi.orang["lain_sah"].id)))
    asing = isi.orang["lain_sah"]
    yield Sasaran(wilayah=asing.wilayah, rekaman=asing, tanya=f"kepala={asing.id}", kiriman=borang())


@pabrik("pmks:komunitas_baru")
def komunitas_baru(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman=borang("komunitas"))
    yield Sasaran(kiriman=borang("kelompok"))


@pabrik("pmks:hitungan_baru")
def hitungan_baru(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman=borang("hitungan"))
