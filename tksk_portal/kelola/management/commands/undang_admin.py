"""Undangan bagi admin pertama server yang baru, atau tautan penyelamat bila tidak ada admin yang dapat masuk."""

import os

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from tksk_portal.akses.lingkup import Lingkup, masuk, sistem
from tksk_portal.akun.enums import TINGKAT_PERAN, JenisTautan, Peran
from tksk_portal.akun.models import Akun
from tksk_portal.kelola import tautan as kirim_tautan
from tksk_portal.kelola.actions import Ditolak, IsiAkun, Masa, beri_tugas, buat_akun
from tksk_portal.tampilan.templatetags.tampilan import waktu
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.rentang import NASIONAL


class Command(BaseCommand):
    help = "Buat akun admin provinsi (atau dinas provinsi, Kemensos) dan cetak tautan undangan sekali pakai."

    def add_arguments(self, parser) -> None:
        """Declare the options."""
        peran = [p.value for p in (Peran.ADMIN, Peran.PROVINSI, Peran.KEMENSOS)]
        parser.add_argument("--provinsi", default="64", help="kode provinsi, bawaan 64")
        parser.add_argument("--username", required=True, help="nama pengguna, misalnya admin.kaltim")
        parser.add_argument("--nama", default="", help="nama lengkap; wajib untuk akun baru")
        parser.add_argument("--peran", choices=peran, default=Peran.ADMIN.value)
        parser.add_argument("--alamat", default=_alamat_bawaan(), help="awal alamat portal, bawaan %(default)s")

    def handle(self, *args, **pilihan) -> None:
        """Make the account or a new link for it, and print the link.

        Raises:
            CommandError: what is wrong, in a line.
        """
        tempat = NASIONAL if TINGKAT_PERAN[Peran(pilihan["peran"])] == Tingkat.NASIONAL else pilihan["provinsi"]
        with masuk(sistem("perintah undang_admin")) as by:
            try:
                tautan, token = self._undang(pilihan, tempat, by)
            except Ditolak as tolak:
                raise CommandError(tolak.pesan) from None
            except ValidationError as salah:
                raise CommandError(" ".join(salah.messages)) from None
        self.stdout.write(f"{tautan.get_jenis_display()} untuk {tautan.akun.username}, berlaku satu kali:")
        self.stdout.write(pilihan["alamat"].rstrip("/") + reverse("undangan", args=[token]))
        self.stdout.write(f"Berlaku sampai {waktu(tautan.berlaku_sampai)}.")

    def _undang(self, pilihan: dict, tempat: str, by: Lingkup):
        username = pilihan["username"].strip().lower()
        akun = Akun.objects.filter(username=username).first()
        masa = Masa(timezone.localdate(), dasar="Penyiapan server")
        if akun is None:
            if not pilihan["nama"].strip():
                raise CommandError("--nama wajib untuk akun baru, misalnya: --nama 'Siti Rahma'")
            isi = IsiAkun(username=username, nama=pilihan["nama"].strip())
            _, tautan, token = buat_akun(isi=isi, peran=pilihan["peran"], tempat=tempat, masa=masa, by=by)
            return tautan, token
        if not akun.is_active:
            raise CommandError(f"Akun {username} ditutup. Pakai nama pengguna lain.")
        if akun.wilayah_id != tempat:
            raise CommandError(f"Akun {username} dikelola kantor lain ({akun.wilayah_id}).")
        if not akun.penempatan.berlaku().filter(peran=pilihan["peran"], tempat=tempat).exists():
            beri_tugas(akun=akun, peran=pilihan["peran"], tempat=tempat, masa=masa, by=by)
        jenis = JenisTautan.SANDI if akun.sudah_menerima else JenisTautan.UNDANGAN
        return kirim_tautan.buat(akun=akun, jenis=jenis, oleh_id=None)


def _alamat_bawaan() -> str:
    if settings.SERVER:
        return f"https://{settings.ALLOWED_HOSTS[0]}"
    return f"http://localhost:{os.environ.get('PORT', '8000')}"
