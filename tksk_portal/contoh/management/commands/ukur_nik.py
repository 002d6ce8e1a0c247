"""manage.py ukur_nik: tabel salah satu angka pada NIK, per letak angka, dan yang tertangkap register."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from pmks.models import Orang
from tksk_portal.akses import lingkup
from tksk_portal.contoh.ukur_nik import DITERANGKAN, KEADAAN, LOLOS, bagian, ukur_register, ukur_selip

KOLOM = (*DITERANGKAN, LOLOS, "tepat")


class Command(BaseCommand):
    help = "Mengukur salah satu angka pada NIK: angka ke-1 s.d. 12 dari isian lain, ke-13 s.d. 16 dari register."

    def add_arguments(self, parser) -> None:
        """Declare the options."""
        parser.add_argument("--orang", type=int, default=1000, help="banyak orang rekaan (bawaan 1000)")
        parser.add_argument("--register", type=int, default=200, help="banyak orang dari register (bawaan 200)")

    def handle(self, *, orang, register, **_) -> None:
        """Measure and print."""
        for keadaan, kata in KEADAAN.items():
            self.stdout.write(f"\n{kata[0].upper()}{kata[1:]}:")
            self.stdout.write("angka ke" + "".join(f"{k:>10}" for k in KOLOM) + "   ditolak/diterangkan")
            for letak, hitung in ukur_selip(orang, pada=timezone.localdate(), keadaan=keadaan).items():
                isi = "".join(f"{hitung[k]:>10}" for k in KOLOM)
                self.stdout.write(f"{letak:>8}{isi}   {bagian(hitung):.2%}")
        self.stdout.write("")
        with lingkup.masuk(lingkup.sistem("ukur nik")):
            contoh = list(Orang.objects.aktif().exclude(nik="").exclude(no_kk="").order_by("pk")[:register])
            hasil = ukur_register(contoh)
        for nama, kata in (("asli", "aslinya tercatat"), ("kk", "hanya anggota lain KK-nya yang tercatat")):
            semua = sum(hasil[nama].values())
            if semua:
                ketemu = hasil[nama]["diterangkan"]
                self.stdout.write(f"angka ke-13 s.d. 16, {kata}: {ketemu} dari {semua} ({ketemu / semua:.2%})")
