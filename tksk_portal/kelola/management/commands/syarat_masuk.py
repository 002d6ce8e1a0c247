"""Verifikasi dua langkah yang diwajibkan per peran: dilihat, dipasang, dilepas dari server."""

from django.core.management.base import BaseCommand, CommandError

from tksk_portal.akses.lingkup import masuk, sistem
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import SyaratMasuk
from tksk_portal.kelola.actions import atur_syarat, peran_syarat
from tksk_portal.kelola.daftar import tanpa_faktor
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import NASIONAL


class Command(BaseCommand):
    help = (
        "Lihat, wajibkan, atau lepas verifikasi dua langkah per peran. Tanpa --wajib dan --lepas hanya menampilkan. "
        "Tempat 0 berlaku di seluruh negeri dan termasuk akun Kementerian Sosial."
    )

    def add_arguments(self, parser) -> None:
        """Declare the options."""
        peran = [p.value for p in Peran]
        parser.add_argument("--tempat", default=NASIONAL, help="0 (nasional, bawaan) atau kode provinsi, misalnya 64")
        parser.add_argument("--wajib", nargs="+", choices=peran, default=[], metavar="PERAN", help=", ".join(peran))
        parser.add_argument("--lepas", nargs="+", choices=peran, default=[], metavar="PERAN")

    def handle(self, *args, **pilihan) -> None:
        """Change what was asked and print what holds.

        Raises:
            CommandError: what is wrong, in a line.
        """
        tempat, wajib, lepas = pilihan["tempat"], set(pilihan["wajib"]), set(pilihan["lepas"])
        if wajib & lepas:
            raise CommandError(f"Peran {', '.join(sorted(wajib & lepas))} disebut di --wajib dan di --lepas.")
        with masuk(sistem("perintah syarat_masuk", tempat)) as by:
            self._periksa(tempat, wajib | lepas, by)
            if wajib or lepas:
                atur_syarat(wajib=(self._kini(tempat) | wajib) - lepas, by=by)
            self._tampilkan(tempat, by)

    def _periksa(self, tempat: str, disebut: set[str], by) -> None:
        tingkat = (Tingkat.NASIONAL, Tingkat.PROVINSI)
        if not Wilayah.objects.berlaku().filter(pk=tempat, tingkat__in=tingkat).exists():
            raise CommandError(f"Tempat {tempat!r} bukan 0 dan bukan kode provinsi yang berlaku.")
        if asing := disebut - set(peran_syarat(by)):
            raise CommandError(f"Peran {', '.join(sorted(asing))} tidak bertugas di provinsi; pakai --tempat 0.")

    def _kini(self, tempat: str) -> set[str]:
        return set(SyaratMasuk.objects.filter(wilayah=tempat, wajib_dua_langkah=True).values_list("peran", flat=True))

    def _tampilkan(self, tempat: str, by) -> None:
        self.stdout.write(f"Verifikasi dua langkah di {Wilayah.objects.get(pk=tempat).sebutan}:")
        kini = self._kini(tempat)
        for peran in peran_syarat(by):
            semua, tanpa = tanpa_faktor(peran, tempat)
            kata = "wajib" if peran in kini else "tidak diwajibkan di sini"
            self.stdout.write(f"  {peran.value:9} {kata}; {tanpa} dari {semua} akun belum memakainya")
