"""Pabrik sasaran bagi alamat surat, kop, dan keaslian surat."""

from collections.abc import Iterator
from uuid import uuid4

from tests.jalan.isi import Isi
from tests.jalan.pabrik import Sasaran, pabrik


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
