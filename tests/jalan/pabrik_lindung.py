"""Pabrik sasaran bagi alamat pelindungan data."""

from collections.abc import Iterator
from uuid import uuid4

from tests.jalan.isi import Isi
from tests.jalan.pabrik import Sasaran, pabrik
from tests.lindung.isi import KEGIATAN


def _lindung(semua: dict, kunci: str = "pk", **lain) -> Iterator[Sasaran]:
    for pk, wilayah in semua.values():
        yield Sasaran({kunci: pk}, wilayah, **lain)
    yield Sasaran({kunci: uuid4()}, "-", **lain)


@pabrik("lindung:permintaan", "lindung:proses", "lindung:putuskan", "lindung:lampirkan")
def permintaan(isi: Isi) -> Iterator[Sasaran]:
    yield from _lindung(isi.lindung.permintaan, kiriman={"versi": "1", "putusan": "ditolak", "alasan": "Uji"})


@pabrik("lindung:hapus")
def hapus_identitas(isi: Isi) -> Iterator[Sasaran]:
    yield from _lindung(isi.lindung.permintaan, kiriman={"versi": "1", "ketik": "salah"})


@pabrik("lindung:nisan")
def nisan(isi: Isi) -> Iterator[Sasaran]:
    yield from _lindung(isi.lindung.nisan)


@pabrik("lindung:lepas")
def lepas_tahan(isi: Isi) -> Iterator[Sasaran]:
    yield from _lindung(isi.lindung.tahan, kiriman={"alasan": ""})


@pabrik("lindung:insiden", "lindung:insiden_ubah", "lindung:insiden_tutup", "lindung:insiden_surat")
def insiden(isi: Isi) -> Iterator[Sasaran]:
    yield from _lindung(isi.lindung.insiden, kiriman={"judul": "Uji", "versi": "1"})


@pabrik("lindung:permintaan_baru", "lindung:laporan", "lindung:tahan", "lindung:usulkan")
def hak_orang(isi: Isi) -> Iterator[Sasaran]:
    kiriman = {"id": str(uuid4()), "jenis": "akses", "keperluan": "", "alasan": ""}
    for r in isi.orang.values():
        yield Sasaran({"subjek": "pmks.orang", "pk": r.id}, r.wilayah, r, kiriman=kiriman)
    yield Sasaran({"subjek": "pmks.orang", "pk": uuid4()}, "-")
    yield Sasaran({"subjek": "tidak.ada", "pk": isi.orang["draf"].id}, "-")


@pabrik("lindung:kegiatan_ubah")
def kegiatan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"kode": "pendataan-pmks"}, kiriman={"versi": "0"})
    yield Sasaran({"kode": KEGIATAN}, kiriman={"versi": "0"})
    yield Sasaran({"kode": "tidak-ada"}, "-")


@pabrik("lindung:aturan_retensi")
def aturan_retensi(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"subjek": "pmks.orang"}, kiriman={"hari": "0"})
    yield Sasaran({"subjek": "tidak.ada"}, "-")
