"""manage.py pulihkan: basis data dan berkas pribadi dari satu berkas cadangan."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils.module_loading import import_string

from tksk_portal.basisdata.cadangan import pulihkan
from tksk_portal.basisdata.kunci_cadangan import kunci_dari_lingkungan, penyimpanan_dicadangkan
from tksk_portal.basisdata.siapkan import BASIS, TidakSiap
from tksk_portal.basisdata.tertanam import ADMIN, folder_program, pakai

BELUM_DIULANG = (
    "Penghapusan identitas yang dilaksanakan sesudah cadangan ini dibuat belum diulang: basis datanya tidak terjangkau "
    "dari sini, atau cadangannya dari versi portal yang lebih lama. Jalankan manage.py migrate, lalu manage.py "
    "hapus_ulang, sebelum portal dipakai."
)


class Command(BaseCommand):
    help = (
        "Memulihkan basis data dan berkas pribadi dari cadangan, dengan URL administrator PostgreSQL (TKSK_URL_ADMIN) "
        "dan kunci pembuka (TKSK_CADANGAN_IDENTITAS atau TKSK_CADANGAN_SANDI_BERKAS)."
    )
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--basis", default=BASIS, help="nama basis data tujuan")
        parser.add_argument("--ganti", action="store_true", help="ganti isi basis data dan penyimpanan tujuan")
        parser.add_argument("--tanpa-berkas", action="store_true", help="basis data saja, misalnya untuk mencoba")

    def _sesudah(self, basis: str) -> None:
        """Run what the rooms above want done on a restored database (erasing again what was erased since).

        Only where this process reaches the server that was restored: an administrator's URL alone says nothing about
        the portal's own connection.
        """
        if settings.DATABASES["default"].get("TERTANAM") and os.environ.get("TKSK_URL_ADMIN"):
            self.stderr.write(BELUM_DIULANG)
            return
        connection.close()
        asal = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = basis
        try:
            for nama in settings.SESUDAH_PULIH:
                import_string(nama)()
        except (DatabaseError, ValueError):
            self.stderr.write(BELUM_DIULANG)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = asal

    def handle(self, *, berkas, basis, ganti, tanpa_berkas, **_) -> None:
        if not berkas.is_file():
            raise CommandError(f"{berkas} tidak ada.")
        url, program = os.environ.get("TKSK_URL_ADMIN"), None
        tertanam = settings.DATABASES["default"].get("TERTANAM")
        if not url and tertanam:
            server = pakai(tertanam["folder"], tanpa_fsync=tertanam["tanpa_fsync"])
            url, program = server.url(ADMIN, "postgres"), folder_program()
        if not url:
            raise CommandError("Isi TKSK_URL_ADMIN, misalnya postgresql://postgres@/postgres")
        try:
            isi = pulihkan(
                url,
                berkas,
                kunci=kunci_dari_lingkungan(membuka=True),
                basis=basis,
                simpanan=None if tanpa_berkas else penyimpanan_dicadangkan(),
                ganti=ganti,
                program=program,
            )
        except TidakSiap as salah:
            raise CommandError(str(salah)) from None
        self._sesudah(basis)
        self.stdout.write(
            f"basis data {basis} dipulihkan dari {berkas} (dibuat {isi.keterangan['dibuat_pada']}): "
            f"{sum(isi.keterangan['baris'].values())} baris, "
            f"{'tanpa berkas' if tanpa_berkas else f'{isi.berkas} berkas'}; banyak baris dan sidiknya cocok"
        )
