"""Pabrik sasaran bagi alamat pelindungan data."""

from collections.abc import Iterator
from uuid import uuid4

from tests.jalan.isi import Isi
from tests.jalan.pabrik import Sasaran, pabrik
from tests.lindung.isi import KEGIATAN
from tests.psks.isi import MITRA
from tksk_portal.lindung.subjek import daftar_subjek


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
