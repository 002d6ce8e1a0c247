"""Menyapu salinan sementara yang ditinggalkan proses yang dibunuh: isinya data orang, dan namanya ada di disk."""

import os
import shutil
import tempfile
import time
from datetime import timedelta
from pathlib import Path

AWALAN = "tksk-isi-"
# Kiriman besar ditulis Django ke sini selama diterima (`TemporaryUploadedFile`).
POLA = (f"{AWALAN}*", "tksk-excel-*", "tmp*.upload*")
UMUR = timedelta(hours=6)


def sapu_sementara() -> int:
    """Remove leftovers of one's own processes that are older than any request or job lasts; return how many."""
    tempat = Path(tempfile.gettempdir())
    batas = time.time() - UMUR.total_seconds()
    jumlah = 0
    for sisa in (s for pola in POLA for s in tempat.glob(pola)):
        try:
            keadaan = sisa.lstat()
            if keadaan.st_uid != os.geteuid() or keadaan.st_mtime > batas:
                continue
            if sisa.is_dir() and not sisa.is_symlink():
                shutil.rmtree(sisa)
            else:
                sisa.unlink()
        except FileNotFoundError:
            continue
        jumlah += 1
    return jumlah


sapu_sementara.setiap = timedelta(hours=1)
sapu_sementara.lingkup_sendiri = True
