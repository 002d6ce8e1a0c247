"""manage.py periksa_arsip: isi tanpa baris, baris tanpa isi, baris tanpa induk."""

from django.core.management.base import BaseCommand, CommandError

from tksk_portal.arsip.yatim import periksa


class Command(BaseCommand):
    help = "Mencocokkan berkas pribadi dengan catatannya; --buang menghapus yang yatim dan lebih tua dari 24 jam."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--buang", action="store_true", help="hapus isi tanpa baris dan berkas tanpa induk")

    def handle(self, *, buang, **_) -> None:
        laporan = periksa(buang=buang)
        for kunci in laporan.isi_yatim:
            self.stdout.write(f"isi tanpa baris  {kunci}")
        for pk in laporan.tanpa_induk:
            self.stdout.write(f"tanpa induk      {pk}")
        for pk in laporan.isi_hilang:
            self.stdout.write(f"isi hilang       {pk}")
        self.stdout.write(
            f"{len(laporan.isi_yatim)} isi tanpa baris, {len(laporan.tanpa_induk)} tanpa induk, "
            f"{len(laporan.isi_hilang)} isi hilang, {laporan.dibuang} dibuang, "
            f"{laporan.muda} terlalu muda untuk dinilai"
        )
        if laporan.isi_hilang:
            raise CommandError("Ada berkas yang kehilangan isinya; cari di cadangan (docs/server.md).")
