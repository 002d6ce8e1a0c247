"""manage.py jadwal: menjalankan yang jatuh tempo, juga yang terlewat."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.timesince import timesince

from tksk_portal.pekerjaan.jadwal import daftar as daftar_pekerjaan
from tksk_portal.pekerjaan.jadwal import jalankan_yang_tempo


class Command(BaseCommand):
    help = "Menjalankan pekerjaan terjadwal yang jatuh tempo, masing-masing sekali; --daftar hanya menyebutkannya."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--daftar", action="store_true", help="hanya daftar, tidak menjalankan")

    def handle(self, *, daftar, **_) -> None:
        if daftar:
            self._sebutkan()
            return
        hasil = jalankan_yang_tempo()
        for nama in hasil.selesai:
            self.stdout.write(f"selesai  {nama}")
        for nama in hasil.dipegang:
            self.stdout.write(f"sedang dijalankan pekerja lain  {nama}")
        if hasil.gagal:
            raise CommandError("gagal: " + ", ".join(hasil.gagal))
        if not hasil.selesai and not hasil.dipegang:
            self.stdout.write("tidak ada yang jatuh tempo")

    def _sebutkan(self) -> None:
        kini = timezone.now()
        for tugas in daftar_pekerjaan():
            tempo = "jatuh tempo" if tugas.sudah_tempo(kini) else f"{timesince(kini, tugas.jatuh_tempo)} lagi"
            terakhir = "belum pernah"
            if tugas.terakhir:
                terakhir = timezone.localtime(tugas.terakhir.mulai_pada).strftime("%d-%m-%Y %H.%M")
                if tugas.terakhir.galat:
                    terakhir += f" gagal {tugas.terakhir.gagal_beruntun} kali ({tugas.terakhir.galat})"
            self.stdout.write(f"{tugas.nama}: setiap {tugas.fungsi.setiap}, terakhir {terakhir}, {tempo}")
