"""manage.py pekerja: proses yang menjalankan pekerjaan latar dan jadwal selama portal berjalan."""

import os
import signal
import sys
import threading
from pathlib import Path

from django.core.management.base import BaseCommand

from tksk_portal.basisdata.tertanam import pakai
from tksk_portal.pekerjaan.induk import ikut_induk
from tksk_portal.pekerjaan.pekerja import Pekerja

JEDA = 5
TERTANAM = "TKSK_FOLDER_PG"


class Command(BaseCommand):
    help = "Menjalankan pekerjaan latar dan pekerjaan terjadwal sampai dihentikan (SIGTERM atau Ctrl-C)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--jeda", type=float, default=JEDA, help="detik antara dua pemeriksaan jadwal")
        parser.add_argument("--banyak", type=int, default=2, help="pekerjaan latar yang berjalan bersamaan")

    def handle(self, *, jeda, banyak, **_) -> None:
        berhenti = threading.Event()
        for isyarat in (signal.SIGTERM, signal.SIGINT):
            signal.signal(isyarat, lambda *_: berhenti.set())
        yatim = ikut_induk()
        baik = Pekerja(berhenti, jeda_jadwal=jeda, banyak=banyak).jalankan()
        if yatim.is_set() and os.environ.get(TERTANAM):
            # Penyelia mati tanpa sempat menghentikan basis data: masuk sebagai pemakai terakhir, lalu selesai.
            pakai(Path(os.environ[TERTANAM])).selesai()
        if not baik:
            sys.exit(1)
