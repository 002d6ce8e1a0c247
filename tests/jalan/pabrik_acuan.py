"""Pabrik sasaran bagi alamat acuan jenis PMKS."""

from collections.abc import Iterator

from tests.jalan.isi import Isi
from tests.jalan.pabrik import Sasaran, pabrik

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
