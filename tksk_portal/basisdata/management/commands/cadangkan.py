"""manage.py cadangkan: basis data dan berkas pribadi ke satu berkas tersandi."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tksk_portal.basisdata.cadangan import cadangkan
from tksk_portal.basisdata.kunci_cadangan import kunci_dari_lingkungan, penyimpanan_dicadangkan, tulis_kunci
from tksk_portal.basisdata.siapkan import CADANGAN, TidakSiap
from tksk_portal.basisdata.tertanam import folder_program, pakai


class Command(BaseCommand):
    help = (
        "Mencadangkan basis data dan berkas pribadi ke satu berkas tersandi, dengan peran tksk_cadangan "
        "(TKSK_URL_CADANGAN) dan kunci dari lingkungan (TKSK_CADANGAN_PENERIMA atau TKSK_CADANGAN_SANDI_BERKAS)."
    )
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("berkas", nargs="?", type=Path, help="bawaan: cadangan/tksk-TANGGAL.tksk di folder data")
        parser.add_argument("--buat-kunci", type=Path, metavar="BERKAS", help="hanya membuat kunci baru, lalu selesai")

    def handle(self, *, berkas, buat_kunci, **_) -> None:
        try:
            if buat_kunci:
                self._buat_kunci(buat_kunci)
                return
            self._cadangkan(berkas)
        except TidakSiap as salah:
            raise CommandError(str(salah)) from None

    def _buat_kunci(self, jalan: Path) -> None:
        _, penerima = tulis_kunci(jalan)
        self.stdout.write(f"Kunci pembuka: {jalan}. Simpan di luar server; tanpa itu cadangan tidak dapat dibuka.")
        self.stdout.write(f"TKSK_CADANGAN_PENERIMA={penerima}")

    def _cadangkan(self, berkas: Path | None) -> None:
        berkas = berkas or settings.DATA_DIR / "cadangan" / f"tksk-{timezone.localtime():%Y%m%d-%H%M%S}.tksk"
        if berkas.exists():
            raise CommandError(f"{berkas} sudah ada; beri nama lain.")
        url, program = os.environ.get("TKSK_URL_CADANGAN"), None
        tertanam = settings.DATABASES["default"].get("TERTANAM")
        if not url and tertanam:
            server = pakai(tertanam["folder"], tanpa_fsync=tertanam["tanpa_fsync"])
            url, program = server.url(CADANGAN, settings.DATABASES["default"]["NAME"]), folder_program()
        if not url:
            raise CommandError("Isi TKSK_URL_CADANGAN: postgresql://tksk_cadangan:SANDI@host:5432/tksk")
        isi = cadangkan(
            url,
            berkas,
            kunci=kunci_dari_lingkungan(membuka=False),
            simpanan=penyimpanan_dicadangkan(),
            program=program,
        )
        self.stdout.write(
            f"{berkas} ({berkas.stat().st_size / 2**20:.1f} MiB): {sum(isi.keterangan['baris'].values())} baris, "
            f"{isi.berkas} berkas; sudah dibuka lagi dan semua sidiknya cocok"
        )
        if isi.hilang:
            self.stderr.write(f"{len(isi.hilang)} berkas dihapus selagi dicadangkan, tidak ikut.")
