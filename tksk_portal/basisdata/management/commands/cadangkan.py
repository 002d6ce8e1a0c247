"""manage.py cadangkan: seluruh basis data ke satu berkas."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tksk_portal.basisdata.cadangan import cadangkan
from tksk_portal.basisdata.siapkan import CADANGAN, TidakSiap
from tksk_portal.basisdata.tertanam import folder_program, pakai


class Command(BaseCommand):
    help = "Mencadangkan basis data ke satu berkas, dengan peran tksk_cadangan (TKSK_URL_CADANGAN)."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("berkas", nargs="?", type=Path, help="bawaan: cadangan/tksk-TANGGAL.dump di folder data")

    def handle(self, *, berkas, **_) -> None:
        berkas = berkas or settings.DATA_DIR / "cadangan" / f"tksk-{timezone.localtime():%Y%m%d-%H%M%S}.dump"
        if berkas.exists():
            raise CommandError(f"{berkas} sudah ada; beri nama lain.")
        url, program = os.environ.get("TKSK_URL_CADANGAN"), None
        tertanam = settings.DATABASES["default"].get("TERTANAM")
        if not url and tertanam:
            server = pakai(tertanam["folder"], tanpa_fsync=tertanam["tanpa_fsync"])
            url, program = server.url(CADANGAN, settings.DATABASES["default"]["NAME"]), folder_program()
        if not url:
            raise CommandError("Isi TKSK_URL_CADANGAN: postgresql://tksk_cadangan:SANDI@host:5432/tksk")
        try:
            besar = cadangkan(url, berkas, program=program)
        except TidakSiap as salah:
            raise CommandError(str(salah)) from None
        self.stdout.write(f"{berkas} ({besar / 2**20:.1f} MiB)")
