"""Pabrik sasaran bagi alamat petugas."""

from collections.abc import Iterator
from uuid import uuid4

from tests.jalan.isi import Isi
from tests.jalan.pabrik import Sasaran, pabrik


def _satu(semua: dict, **lain) -> Iterator[Sasaran]:
    for pk, wilayah in semua.values():
        yield Sasaran({"pk": pk}, wilayah, **lain)
    yield Sasaran({"pk": uuid4()}, "-", **lain)


@pabrik("petugas:formasi", "petugas:baru", "petugas:angkat", "petugas:rangkap", "petugas:usulan_baru")
def satu_formasi(isi: Isi) -> Iterator[Sasaran]:
    yield from _satu(isi.petugas.formasi)


@pabrik("petugas:cuti", "petugas:akhiri", "petugas:batalkan", "petugas:serah_baru")
def satu_hunian(isi: Isi) -> Iterator[Sasaran]:
    # Yang lama: membatalkannya ditolak, jadi dunia uji tidak berubah.
    yield from _satu(isi.petugas.lama)


@pabrik("petugas:serah", "petugas:serah_pdf")
def satu_serah(isi: Isi) -> Iterator[Sasaran]:
    yield from _satu(isi.petugas.serah)


@pabrik("petugas:usulan_rinci", "petugas:usulan_maju", "petugas:usulan_tutup")
def satu_usulan(isi: Isi) -> Iterator[Sasaran]:
    yield from _satu(isi.petugas.usulan)


@pabrik("petugas:rinci", "petugas:tampilkan", "petugas:ubah", "petugas:foto", "petugas:kartu")
def satu_petugas(isi: Isi) -> Iterator[Sasaran]:
    yield from _satu(isi.petugas.petugas)


@pabrik("petugas:tambah")
def tambah(isi: Isi) -> Iterator[Sasaran]:
    for pk, wilayah in isi.petugas.petugas.values():
        for jenis in ("sk", "pelatihan", "penilaian", "tali-asih", "penghargaan"):
            yield Sasaran({"pk": pk, "jenis": jenis}, wilayah)
    yield Sasaran({"pk": isi.petugas.petugas["sini"][0], "jenis": "lain"}, "-")


@pabrik("petugas:hapus")
def hapus(isi: Isi) -> Iterator[Sasaran]:
    for kunci, (pk, wilayah) in isi.petugas.petugas.items():
        yield Sasaran({"pk": pk, "jenis": "sk", "catatan_pk": isi.petugas.sk[kunci]}, wilayah)
    yield Sasaran({"pk": isi.petugas.petugas["sini"][0], "jenis": "sk", "catatan_pk": uuid4()}, "-")


@pabrik("petugas:papan")
def papan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="keadaan=sk&tempat=64.72&q=cendra&sesudah=WyJ4Il0")
    yield Sasaran(tanya="keadaan=entah&tempat=99")


@pabrik("petugas:usulan")
def daftar_usulan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="semua=1&sesudah=WyJ4Il0")


@pabrik("petugas:saya", "petugas:undang", "petugas:unduh", "petugas:buka_formasi")
def tanpa_objek(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()


@pabrik("periksa_kartu")
def periksa_kartu(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"token": "bukan-token"})
    yield Sasaran({"token": isi.petugas.token})
