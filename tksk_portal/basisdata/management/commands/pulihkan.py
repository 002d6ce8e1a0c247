"""manage.py pulihkan: basis data dari satu berkas cadangan."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tksk_portal.basisdata.cadangan import pulihkan
from tksk_portal.basisdata.siapkan import BASIS, TidakSiap
from tksk_portal.basisdata.tertanam import ADMIN, folder_program, pakai


class Command(BaseCommand):
    help = "Memulihkan basis data dari cadangan, dengan URL administrator PostgreSQL (TKSK_URL_ADMIN)."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--basis", default=BASIS, help="nama basis data tujuan")
        parser.add_argument("--ganti", action="store_true", help="buang isi basis data tujuan")

    def handle(self, *, berkas, basis, ganti, **_) -> None:
        if not berkas.is_file():
            raise CommandError(f"{berkas} tidak ada.")
        url, program = os.environ.get("TKSK_URL_ADMIN"), None
        tertanam = settings.DATABASES["default"].get("TERTANAM")
        if not url and tertanam:
            server = pakai(tertanam["folder"], tanpa_fsync=tertanam["tanpa_fsync"])
            url, program = server.url(ADMIN, "postgres"), folder_program()
        if not url:
            raise CommandError("Isi TKSK_URL_ADMIN, misalnya postgresql://postgres@/postgres")
        try:
            pulihkan(url, berkas, basis=basis, ganti=ganti, program=program)
        except TidakSiap as salah:
            raise CommandError(str(salah)) from None
        self.stdout.write(f"basis data {basis} dipulihkan dari {berkas}")
