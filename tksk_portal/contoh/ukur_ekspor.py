"""Mengukur ekspor: waktu dan memori puncak, tiap cara dalam prosesnya sendiri.

`baris x kolom` sintetis mengukur penulisnya saja; jalur sungguhan membaca PMKS lewat dinding, menyamarkan, menulis buku
kerja, dan menyimpannya di arsip, seperti yang dilakukan pekerja. Sasaran: 132.229 baris x 60 kolom dalam 30 detik dan
500 MB (desain.md). Dipanggil `bench`, atau sendiri: `manage.py ukur_ekspor pmks`.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import uuid4

import xlsxwriter
from django.conf import settings

from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.models import Penempatan
from tksk_portal.excel.keluar.actions import minta_ekspor
from tksk_portal.excel.keluar.sumber import Sumber, daftar_sumber
from tksk_portal.excel.keluar.tataletak import tata_letak_berlaku
from tksk_portal.excel.models import Ekspor
from tksk_portal.excel.tulis import KolomKeluar, tulis_csv, tulis_xlsx
from tksk_portal.pekerjaan import antrean, pelaksana
from tksk_portal.wilayah.models import Wilayah

BARIS, KOLOM = 132_229, 60
CARA = ("sintetis", "sintetis-csv", "xlsxwriter", "pmks", "pmks-csv")


def ukur(cara: tuple[str, ...] = CARA) -> list[dict]:
    """Measure each way in a process of its own on the present database (`DATABASE_URL`).

    Returns:
        Figures with name, value, unit: wall and processor seconds, peak memory in MB, rows.
    """
    hasil = []
    for c in cara:
        perintah = [sys.executable, "manage.py", "ukur_ekspor", c]
        keluar = subprocess.run(perintah, cwd=settings.BASE_DIR, check=True, stdout=subprocess.PIPE)
        hasil += json.loads(keluar.stdout.decode().splitlines()[-1])
    return hasil


def ukur_sendiri(cara: str) -> list[dict]:
    """Measure one way in this process."""
    fungsi = {"xlsxwriter": _xlsxwriter, "pmks": _pmks, "pmks-csv": _pmks}.get(cara, _sintetis)
    mulai, inti = time.perf_counter(), time.process_time()
    baris = fungsi(cara)
    satuan = 1 if sys.platform == "darwin" else 1024
    angka = (
        ("", time.perf_counter() - mulai, "detik"),
        (" prosesor", time.process_time() - inti, "detik"),
        (" memori puncak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * satuan / 1e6, "MB"),
        (" baris", baris, "baris"),
    )
    return [{"name": f"ekspor {cara}{nama}", "value": round(nilai, 1), "unit": s} for nama, nilai, s in angka]


def _baris() -> Iterator[list[object]]:
    lahir = date(1950, 1, 1)
    for i in range(BARIS):
        hari = lahir + timedelta(days=i % 20_000)
        satu = [f"64720352055{i:05d}", hari, i % 100, f"Jl. Pangeran Antasari {i}", "Samarinda Ulu", f"Orang ke-{i}"]
        yield satu * (KOLOM // 6)


def _sintetis(cara: str) -> int:
    jenis = ("teks", "tanggal", "angka", "teks", "teks", "teks")
    kolom = [KolomKeluar(f"Kolom {i + 1}", jenis[i % 6]) for i in range(KOLOM)]
    with tempfile.TemporaryFile() as isi:
        if cara.endswith("csv"):
            return tulis_csv(isi, kolom=kolom, baris=_baris(), diharapkan=BARIS)
        return tulis_xlsx(isi, kolom=kolom, baris=_baris(), lembar_keterangan={}, diharapkan=BARIS)


def _xlsxwriter(cara: str) -> int:
    """Write the same with xlsxwriter's own constant-memory mode, for comparison."""
    pilihan = {"constant_memory": True, "default_date_format": "dd-mm-yyyy"}
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as isi, xlsxwriter.Workbook(isi.name, pilihan) as buku:
        lembar = buku.add_worksheet()
        for i, satu in enumerate(_baris()):
            for j, v in enumerate(satu):
                if isinstance(v, str):
                    lembar.write_string(i, j, v)
                else:
                    (lembar.write_datetime if isinstance(v, date) else lembar.write_number)(i, j, v)
    return BARIS


def _pmks(cara: str) -> int:
    """Export every column as the province does, all of it or the kabupaten/kota nearest to the target's rows."""
    with lingkup.masuk(lingkup.sistem("ukur ekspor")):
        tugas = Penempatan.objects.select_related("tempat").get(akun__username="provinsi")
        by = lingkup.dari_penempatan(tugas)
    sumber = daftar_sumber()["pmks"]
    with lingkup.masuk(by):
        ekspor = minta_ekspor(
            kunci=uuid4(),
            sumber=sumber,
            tata=tata_letak_berlaku(sumber, by)["lengkap"],
            saring=_saring(sumber, by),
            format_berkas="csv" if cara.endswith("csv") else "xlsx",
            identitas=False,
            tujuan="",
            by=by,
        )
    while (p := antrean.ambil()) is not None:
        pelaksana.kerjakan(p)
    with lingkup.masuk(by):
        ekspor = Ekspor.objects.get(pk=ekspor.pk)
    if ekspor.berkas is None:
        raise RuntimeError("ekspor tidak selesai")
    return ekspor.baris_ditulis


def _saring(sumber: Sumber, by: Lingkup) -> dict[str, str]:
    if (sumber.kira({}, "kasus", by) or 0) <= BARIS * 1.5:
        return {}
    kode = Wilayah.objects.filter(induk=by.tempat).values_list("kode", flat=True)
    jumlah = {k: sumber.kira({"wilayah": k}, "kasus", by) for k in kode}
    return {"wilayah": min(jumlah, key=lambda k: abs(jumlah[k] - BARIS))}
