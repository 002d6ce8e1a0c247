"""Alat uji buku kerja: menulis, menyunting bagian zip, dan mengukur memori dalam proses sendiri."""

import json
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings

from tksk_portal.excel.buka import Batas, BukuDitolak, buka

ISI = [["Nama", "Jumlah", "Tanggal"], ["Siti", 12, date(1958, 5, 12)], ["Budi", 1.5, date(2001, 2, 28)]]
SHEET = "xl/worksheets/sheet1.xml"


def tolak(jalan: Path, nama: str = "", batas: Batas | None = None) -> str:
    with pytest.raises(BukuDitolak) as tangkap:
        buka(jalan, nama=nama or jalan.name, **({"batas": batas} if batas else {}))
    return tangkap.value.pesan


def xlsx(jalan: Path, isi=ISI, **pilihan) -> Path:
    buku = openpyxl.Workbook()
    for baris in isi:
        buku.active.append(baris)
    buku.save(jalan)
    return jalan


def sunting(jalan: Path, ganti: dict[str, object] | None = None, tambah: dict[str, bytes] | None = None) -> Path:
    """Rewrite parts of a zip: `ganti` part -> bytes or a function of the old bytes."""
    with zipfile.ZipFile(jalan) as asal:
        bagian = {n: asal.read(n) for n in asal.namelist()}
    for nama, isi in (ganti or {}).items():
        bagian[nama] = isi(bagian[nama]) if callable(isi) else isi
    bagian |= tambah or {}
    with zipfile.ZipFile(jalan, "w", zipfile.ZIP_DEFLATED) as keluar:
        for nama, isi in bagian.items():
            keluar.writestr(nama, isi)
    return jalan


UKURAN = """
import json, re, sys, time
from pathlib import Path
def puncak():  # ru_maxrss diwarisi dari proses induk; VmHWM tidak
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
PEMBACA = """
from tksk_portal.excel.buka import BukuDitolak, buka
awal, mulai = puncak(), time.perf_counter()
try:
    hasil = sum(len(satu.baris) for satu in buka(Path(sys.argv[1]), nama=sys.argv[1]).lembar)
except BukuDitolak as tolakan:
    hasil = tolakan.pesan
print(json.dumps([hasil, (puncak() - awal) / 1024, time.perf_counter() - mulai]))
"""


def ukur_proses(naskah: str, *argumen: object) -> tuple[object, float, float]:
    """Run a script in a process of its own; it prints a result, the growth of peak memory in MB, and seconds."""
    keluar = subprocess.run(
        [sys.executable, "-c", UKURAN + naskah, *map(str, argumen)],
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
    )
    return tuple(json.loads(keluar.stdout))


def ukur(jalan: Path) -> tuple[object, float, float]:
    """Measure the reading of a file."""
    return ukur_proses(PEMBACA, jalan)
