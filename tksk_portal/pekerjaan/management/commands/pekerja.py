"""manage.py pekerja: proses yang menjalankan pekerjaan terjadwal selama portal berjalan."""

import logging
import os
import signal
import threading
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection

from tksk_portal.basisdata.tertanam import pakai
from tksk_portal.pekerjaan.induk import ikut_induk
from tksk_portal.pekerjaan.jadwal import jalankan_yang_tempo

logger = logging.getLogger(__name__)
JEDA = 5
TERTANAM = "TKSK_FOLDER_PG"


class Command(BaseCommand):
    help = "Menjalankan pekerjaan terjadwal sampai dihentikan (SIGTERM atau Ctrl-C)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--jeda", type=float, default=JEDA, help="detik antara dua pemeriksaan")

    def handle(self, *, jeda, **_) -> None:
        berhenti = threading.Event()
        for isyarat in (signal.SIGTERM, signal.SIGINT):
            signal.signal(isyarat, lambda *_: berhenti.set())
        yatim = ikut_induk()
        while not berhenti.is_set():
            try:
                connection.close_if_unusable_or_obsolete()
                jalankan_yang_tempo(berhenti.is_set)
            except (OperationalError, InterfaceError):
                logger.warning("pekerja: basis data tidak menjawab, dicoba lagi")
                connection.close()
            berhenti.wait(jeda)
        connection.close()
        if yatim.is_set() and os.environ.get(TERTANAM):
            # Penyelia mati tanpa sempat menghentikan basis data: masuk sebagai pemakai terakhir, lalu selesai.
            pakai(Path(os.environ[TERTANAM])).selesai()
