"""Pabrik sasaran bagi alamat ekspor dan unggahan buku kerja."""

from collections.abc import Iterator
from uuid import uuid4

from tests.excel.isi_keluar import EKSPOR, TATA_KALTIM
from tests.excel.isi_masuk import UNGGAHAN
from tests.jalan.isi import Isi
from tests.jalan.pabrik import Sasaran, pabrik


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
    yield Sasaran({"sumber": "psks"}, tanya="jenis=lks", kiriman=kiriman | {"id": str(uuid4())})
    yield Sasaran({"sumber": "apa"}, "-")
    for sumber in ("pmks", "keluarga", "psks"):
        yield Sasaran({"sumber": sumber}, "-", tanya="wilayah=63.01")


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
    for kode in ("pmks", "psks"):
        yield Sasaran({"kode": kode}, peran=frozenset({"tksk", "kabkota"}))
    yield Sasaran({"kode": "petugas"}, peran=frozenset({"admin"}))
    yield Sasaran({"kode": "tidak-ada"}, "-")
