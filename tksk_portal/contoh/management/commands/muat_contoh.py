"""manage.py muat_contoh: data contoh untuk demo, uji, dan pengukuran."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tksk_portal.contoh.muat import (
    SKALA_PALING_BESAR,
    BelumSelesai,
    muat_akun,
    muat_orang,
    orang_yang_ada,
    pastikan_wilayah,
)
from tksk_portal.contoh.pelengkap import lengkapi
from tksk_portal.contoh.petugas import muat_roster
from tksk_portal.wilayah.enums import Edisi
from tksk_portal.wilayah.muat import TidakDapatDimuat


class Command(BaseCommand):
    help = "Memuat akun dan orang rekaan untuk demo; boleh diulang. Ditolak pada TKSK_MODE=server."

    def add_arguments(self, parser) -> None:
        """Declare the options."""
        parser.add_argument("--benih", type=int, default=2026, help="benih acak; benih sama, data sama")
        parser.add_argument("--skala", type=int, default=20_000, help="banyak orang, sampai 1.000.000")
        parser.add_argument(
            "--edisi", choices=Edisi.values, help="edisi kode wilayah; 2019: sebelum pemekaran, 103 kecamatan"
        )
        parser.add_argument("--tanpa-orang", action="store_true", help="wilayah dan akun saja")
        parser.add_argument(
            "--tanpa-pelengkap", action="store_true", help="tanpa kop, surat, gambar, kabar, unggahan, dan ekspor"
        )
        parser.add_argument("--sandi", help="sandi semua akun contoh; bawaan dari TKSK_SANDI_DEMO")

    def handle(self, *, benih, skala, edisi, tanpa_orang, tanpa_pelengkap, sandi, **_) -> None:
        """Load what is missing and say what was done."""
        if settings.SERVER:
            raise CommandError("Data contoh tidak boleh dimuat pada TKSK_MODE=server.")
        sandi = sandi or os.environ.get("TKSK_SANDI_DEMO", "")
        if not sandi:
            raise CommandError("Isi TKSK_SANDI_DEMO atau --sandi: sandi bersama semua akun contoh.")
        if not 1 <= skala <= SKALA_PALING_BESAR:
            raise CommandError(f"--skala harus 1 sampai {SKALA_PALING_BESAR}.")
        try:
            pastikan_wilayah(edisi)
        except TidakDapatDimuat as salah:
            raise CommandError(str(salah)) from None
        akun = muat_akun(sandi=sandi, benih=benih)
        self.stdout.write(f"Akun contoh: {akun.jumlah}, {akun.baru} di antaranya baru.")
        if petugas := muat_roster(benih=benih, hari_ini=timezone.localdate()):
            self.stdout.write(f"Roster contoh: {petugas} petugas.")
        if not tanpa_orang:
            self._muat_orang(skala, benih)
        if not (tanpa_orang or tanpa_pelengkap) and (tambahan := lengkapi(benih=benih)):
            self.stdout.write(f"Pelengkap: {', '.join(tambahan)}.")

    def _muat_orang(self, skala: int, benih: int) -> None:
        try:
            ada = orang_yang_ada()
        except BelumSelesai as salah:
            raise CommandError(
                f"{salah} Muat ulang pada basis data kosong: hentikan portal, hapus folder basis data demo "
                f"({settings.DATA_DIR / 'pg'}) atau buat basis data baru, lalu jalankan perintah ini lagi."
            ) from None
        if ada:
            self.stdout.write(f"Orang sudah ada ({ada}); tidak ada yang ditambahkan.")
            return
        self.stdout.write(f"Memuat {skala} orang rekaan, benih {benih}:")
        muat_orang(skala=skala, benih=benih, lapor=self.stdout.write)
