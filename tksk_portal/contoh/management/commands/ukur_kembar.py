"""manage.py ukur_kembar: seberapa tepat pembanding menemukan kembaran yang ditanam, menurut jenisnya."""

from django.core.management.base import BaseCommand

from tksk_portal.contoh.kembar import ukur


class Command(BaseCommand):
    help = "Menanam kembaran karangan di sekitar ambang dan mencetak berapa yang ditemukan. Tidak menyentuh basis data."

    def add_arguments(self, parser) -> None:
        """Declare the options."""
        parser.add_argument("--banyak", type=int, default=400, help="pasangan tiap jenis")
        parser.add_argument("--latar", type=int, default=10_000, help="orang lain di kecamatan itu")
        parser.add_argument("--benih", type=int, default=7)
        parser.add_argument("--lolos", type=int, default=10, help="contoh yang terlewat untuk dicetak")

    def handle(self, *, banyak, latar, benih, lolos, **_) -> None:
        """Print the table and examples of what was missed (made-up people)."""
        h = ukur(banyak, latar=latar, benih=benih)
        self.stdout.write(f"{'satu orang, dua data':34}{'ditanam':>9}{'ketemu':>9}{'daya temu':>11}")
        for jenis, n in h.ditanam.items():
            self.stdout.write(f"{jenis:34}{n:>9}{h.ketemu[jenis]:>9}{h.ketemu[jenis] / n:>11.1%}")
        self.stdout.write(f"\n{'orang berbeda yang mirip':34}{'':>9}{'terbawa':>9}")
        for jenis, n in h.salah.items():
            self.stdout.write(f"{jenis:34}{'':>9}{n:>9}")
        self.stdout.write(f"{f'kebetulan di antara {latar} orang':34}{'':>9}{h.kebetulan:>9}")
        self.stdout.write(f"\ndaya temu {h.daya_temu:.1%}, ketepatan {h.ketepatan:.1%}")
        for jenis, skor, a, b in h.lolos[: max(0, lolos)]:
            beda = f"{a.nama} {a.lahir} / {b.nama} {b.lahir}"
            self.stdout.write(f"  terlewat ({jenis}, {skor}): {beda}")
