"""Sumber ekspor rekaan: baris dari ingatan, dengan jumlah yang dapat dibuat tidak cocok."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from tests.pekerjaan.bahan import kerjakan_semua
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import buka
from tksk_portal.arsip.models import Berkas
from tksk_portal.excel.keluar.actions import minta_ekspor
from tksk_portal.excel.keluar.sumber import Medan, Sumber, daftar_sumber
from tksk_portal.excel.keluar.tataletak import KolomTata, TataLetak, tata_letak_berlaku
from tksk_portal.excel.models import Ekspor
from tksk_portal.pekerjaan.models import Pekerjaan


class SumberRekaan(Sumber):
    """Rows 1..n, in portions of two."""

    kode = "rekaan"
    nama = "Rekaan"
    izin = "pmks.lihat"
    satuan = {"baris": "satu baris per angka"}
    medan = {
        "angka": Medan("angka", "Angka", lambda b: b["angka"], "angka"),
        "kode": Medan("kode", "Kode", lambda b: b["angka"], "kode"),
        "nama": Medan("nama", "Nama", lambda b: b["nama"]),
    }
    bawaan = (
        TataLetak("biasa", "Biasa", "baris", (KolomTata("No", "#"), KolomTata("Nama", "nama"))),
        TataLetak(
            "kode", "Kode", "baris", (KolomTata("=Kode", "kode"), KolomTata("T", teks="tetap")), format_kode="X-00"
        ),
    )
    banyak = 5
    dihitung = 5

    def saring(self, tanya, by: Lingkup) -> dict | None:
        return None if tanya.get("salah") else {k: str(v) for k, v in tanya.items() if k == "jenis"}

    def kata_saring(self, saring, by: Lingkup) -> str:
        return "Semua"

    def kira(self, saring, satuan: str, by: Lingkup) -> int | None:
        return self.dihitung

    def jumlah(self, saring, satuan: str, by: Lingkup) -> int:
        return self.dihitung

    def baris(self, saring, satuan: str, by: Lingkup, *, identitas: bool) -> Iterator[list[dict]]:
        semua = [{"angka": n, "nama": f"Orang {n}" if identitas else "O••••"} for n in range(1, self.banyak + 1)]
        for i in range(0, len(semua), 2):
            yield semua[i : i + 2]

    def contoh(self) -> list[dict]:
        return [{"angka": 8, "nama": "Contoh"}]

    def daftar_url(self, saring) -> str:
        return "/pmks/"

    def boleh_identitas(self, by: Lingkup) -> bool:
        return by.peran == "tksk"


REKAAN = SumberRekaan()


def minta(by: Lingkup, sumber: str, kode: str, *, format_berkas: str = "xlsx", **lain) -> Ekspor:
    """Ask for an export in the scope of `by`."""
    asal = daftar_sumber()[sumber]
    with lingkup.masuk(by):
        isi = {"kunci": uuid4(), "saring": {}, "identitas": False, "tujuan": ""} | lain
        return minta_ekspor(
            sumber=asal, tata=tata_letak_berlaku(asal, by)[kode], format_berkas=format_berkas, by=by, **isi
        )


def jadi(by: Lingkup, sumber: str, kode: str, **lain) -> tuple[Ekspor, bytes]:
    """Ask for an export, run it, and return it with the content of its file."""
    ekspor = minta(by, sumber, kode, **lain)
    kerjakan_semua()
    with lingkup.masuk(by):
        ekspor.refresh_from_db()
        assert ekspor.berkas, Pekerjaan.objects.get(pk=ekspor.pekerjaan).pesan
        return ekspor, isi_berkas(ekspor)


def isi_berkas(ekspor: Ekspor) -> bytes:
    """Return the content of a finished export."""
    with buka(Berkas.objects.get(pk=ekspor.berkas)) as isi:
        return isi.read()


@contextmanager
def ganti(objek, **nilai):
    """Set attributes for a while."""
    lama = {k: getattr(objek, k) for k in nilai}
    for k, v in nilai.items():
        setattr(objek, k, v)
    try:
        yield
    finally:
        for k, v in lama.items():
            setattr(objek, k, v)


class SumberLambat(SumberRekaan):
    """Takes its time, so that a worker can be killed in the middle."""

    kode = "lambat"
    banyak = dihitung = 40

    def baris(self, *args, **kwargs) -> Iterator[list[dict]]:
        for bagian in super().baris(*args, **kwargs):
            time.sleep(0.15)
            yield bagian


LAMBAT = SumberLambat()
