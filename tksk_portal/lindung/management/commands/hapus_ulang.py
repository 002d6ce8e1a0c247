"""manage.py hapus_ulang: menghapus lagi yang kembali karena cadangan lama dipulihkan."""

from django.core.management.base import BaseCommand

from tksk_portal.lindung.ulang import terapkan_ulang


class Command(BaseCommand):
    help = "Menghapus lagi identitas yang ada di daftar penghapusan, sesudah cadangan lama dipulihkan dan dimigrasi."

    def handle(self, **_) -> None:
        hasil = terapkan_ulang()
        self.stdout.write(f"{hasil.dihapus} rekaman dihapus lagi; {hasil.dicatat} ditambahkan ke daftar")
