"""manage.py jalankan: seluruh portal di komputer ini, dengan data contoh (dipakai `make run`)."""

import contextlib
import hashlib
import ipaddress
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections

from tksk_portal.basisdata.siapkan import buat_ulang
from tksk_portal.basisdata.tertanam import ADMIN, ServerTertanam
from tksk_portal.pekerjaan.penyelia import Penyelia

AKUN = "kemensos, provinsi, admin, dinsos.64.72, camat.64.72.03, tksk.64.72.03 (tiap kab/kota dan kecamatan ada)"


class Command(BaseCommand):
    help = "Menyalakan basis data, web, dan pekerja bersama-sama, dengan data contoh; Ctrl-C menghentikan semuanya."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--alamat", default=os.environ.get("TKSK_DENGAR", "localhost"), help="hanya loopback")
        parser.add_argument("--tanpa-contoh", action="store_true", help="tanpa data contoh")

    def handle(self, *, port, alamat, tanpa_contoh, **_) -> None:
        if settings.SERVER:
            raise CommandError("`jalankan` untuk demo di komputer sendiri. Di server pakai systemd: docs/server.md")
        _periksa_alamat(alamat)
        penyelia = Penyelia(_periksa_port(port), self._tulis)
        sandi = _sandi_demo()
        penyelia.jalankan(
            lambda: self._siapkan(penyelia.server, tanpa_contoh), lambda: self._umumkan(penyelia.port, sandi)
        )

    def _tulis(self, baris: str) -> None:
        with contextlib.suppress(OSError):  # terminal sudah ditutup; yang dihentikan tetap harus berhenti
            self.stdout.write(baris)
            self.stdout.flush()

    def _siapkan(self, server: ServerTertanam | None, tanpa_contoh: bool) -> None:
        call_command("check", fail_level="ERROR", stdout=_Bisu())
        self._tulis("Menyiapkan basis data…")
        penanda = settings.DATA_DIR / "contoh-sedang-dimuat"
        if server and penanda.exists():
            self._tulis("Pemuatan data contoh sebelumnya terputus; diulang dari awal.")
            connections.close_all()
            buat_ulang(server.url(ADMIN, "postgres"), settings.DATABASES["default"]["NAME"])
        baru = "django_migrations" not in connection.introspection.table_names()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("muat_wilayah", stdout=_Bisu())
        kumpulkan_statis()
        if not tanpa_contoh:
            # Penanda ditulis hanya untuk basis data yang baru lahir di sini: yang boleh dibuang hanya data contoh
            # yang belum pernah dipakai siapa pun.
            if baru:
                penanda.touch()
            call_command("muat_contoh", stdout=self.stdout)
            penanda.unlink(missing_ok=True)

    def _umumkan(self, port: int, sandi: str) -> None:
        self._tulis(
            f"\nPortal TKSK berjalan di http://localhost:{port}\n"
            f"Akun demo: {AKUN}\n"
            f"Sandi semua akun demo: {sandi}\n"
            "Berhenti: Ctrl-C\n"
        )


class _Bisu:
    """A stream that swallows what is written."""

    def write(self, _: str) -> None:
        """Ignore."""

    def flush(self) -> None:
        """Ignore."""


def _periksa_alamat(alamat: str) -> None:
    try:
        loopback = alamat == "localhost" or ipaddress.ip_address(alamat.strip("[]")).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise CommandError(
            f"Mode demo hanya untuk komputer ini (localhost), bukan {alamat}. Untuk kantor: docs/server.md"
        )


def _periksa_port(port: str) -> int:
    if not str(port).isascii() or not str(port).isdigit() or not 1 <= int(port) <= 65535:
        raise CommandError(f"PORT={port} bukan nomor port. Contoh: PORT=8000 make run")
    return int(port)


def _sandi_demo() -> str:
    """Return the demo password: `TKSK_SANDI_DEMO`, else one made once and kept in the data folder."""
    sandi = os.environ.get("TKSK_SANDI_DEMO", "")
    if not sandi:
        berkas = settings.DATA_DIR / "sandi-demo"
        if not berkas.exists():
            berkas.parent.mkdir(parents=True, exist_ok=True)
            berkas.touch(mode=0o600)
            berkas.write_text("-".join(secrets.token_hex(2) for _ in range(4)))
        sandi = berkas.read_text().strip()
        os.environ["TKSK_SANDI_DEMO"] = sandi
    return sandi


def kumpulkan_statis() -> bool:
    """Collect static files when their sources changed since the last time; tell whether it did.

    Raises:
        CommandError: the front end was not built.
    """
    dist: Path = settings.STATICFILES_DIRS[0]
    if not (dist / "portal.css").exists():
        raise CommandError("Tampilan belum dibangun (static/dist kosong). Jalankan: make")
    penanda = Path(settings.STATIC_ROOT).with_name("static.sidik")
    sidik = _sidik(dist)
    if penanda.exists() and penanda.read_text() == sidik and Path(settings.STATIC_ROOT).is_dir():
        return False
    penanda.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    penanda.write_text(sidik)
    return True


def _sidik(dist: Path) -> str:
    isi = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for berkas in sorted([*dist.rglob("*"), settings.BASE_DIR / "requirements.txt"]):
        if berkas.is_file():
            keadaan = berkas.stat()
            isi.update(f"{berkas.name}:{keadaan.st_size}:{keadaan.st_mtime_ns};".encode())
    return isi.hexdigest()
