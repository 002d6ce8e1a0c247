"""manage.py ukur_ekspor: waktu dan memori satu cara ekspor, sebagai JSON."""

import json

from django.core.management.base import BaseCommand

from tksk_portal.contoh.ukur_ekspor import CARA, ukur_sendiri


class Command(BaseCommand):
    help = "Mengukur satu cara ekspor dalam proses ini; `pmks` memakai basis data yang sedang terpasang."

    def add_arguments(self, parser) -> None:
        """Declare the options."""
        parser.add_argument("cara", choices=CARA)

    def handle(self, *, cara, **_) -> None:
        """Measure and print."""
        self.stdout.write(json.dumps(ukur_sendiri(cara)))
