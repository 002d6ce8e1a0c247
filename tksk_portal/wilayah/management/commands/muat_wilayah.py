"""manage.py muat_wilayah: wilayah Kemendagri dari paket yang terpasang."""

from django.core.management.base import BaseCommand, CommandError

from tksk_portal.wilayah.muat import daftar_provinsi, muat


class Command(BaseCommand):
    help = "Memuat wilayah Kemendagri (bawaan: Kalimantan Timur); boleh diulang."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--provinsi", action="append", help="kode provinsi, boleh berulang; bawaan 64")
        parser.add_argument("--semua", action="store_true", help="semua 38 provinsi")

    def handle(self, *, provinsi, semua, **_) -> None:
        try:
            hasil = muat(daftar_provinsi() if semua else provinsi or ["64"])
        except ValueError as salah:
            raise CommandError(str(salah)) from None
        self.stdout.write(
            f"{hasil.ditambah} ditambah, {hasil.diubah} diubah, {hasil.diakhiri} diakhiri, {hasil.sama} tetap"
        )
        for baris in hasil.rincian:
            self.stdout.write(f"  {baris}")
