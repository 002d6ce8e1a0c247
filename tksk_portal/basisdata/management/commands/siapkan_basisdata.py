"""manage.py siapkan_basisdata: menyiapkan server PostgreSQL sendiri."""

import os

from django.core.management.base import BaseCommand, CommandError

from tksk_portal.basisdata.siapkan import APLIKASI, BASIS, CADANGAN, PEMILIK, TidakSiap, siapkan


class Command(BaseCommand):
    help = "Menyiapkan peran, templat, dan basis data dengan URL administrator PostgreSQL; boleh diulang."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--url-admin", default=os.environ.get("TKSK_URL_ADMIN"), help="atau TKSK_URL_ADMIN")
        parser.add_argument("--basis", default=BASIS)
        parser.add_argument(
            "--sandi-dari-lingkungan",
            action="store_true",
            help="sandi peran dari TKSK_SANDI_PEMILIK, TKSK_SANDI_APP, TKSK_SANDI_CADANGAN",
        )

    def handle(self, *, url_admin, basis, sandi_dari_lingkungan, **_) -> None:
        if not url_admin:
            raise CommandError("Beri --url-admin atau TKSK_URL_ADMIN, misalnya postgresql://postgres@/postgres")
        sandi = {}
        if sandi_dari_lingkungan:
            nama = {PEMILIK: "TKSK_SANDI_PEMILIK", APLIKASI: "TKSK_SANDI_APP", CADANGAN: "TKSK_SANDI_CADANGAN"}
            sandi = {peran: os.environ[kunci] for peran, kunci in nama.items() if os.environ.get(kunci)}
        try:
            hasil = siapkan(url_admin, basis=basis, sandi=sandi)
        except TidakSiap as salah:
            raise CommandError(str(salah)) from None
        for baris in hasil or ["semua sudah siap, tidak ada yang diubah"]:
            self.stdout.write(baris)
