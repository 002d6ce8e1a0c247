"""Bahan uji akun: percobaan serentak, verifikasi dua langkah, tugas tambahan."""

import time
from datetime import date
from threading import Barrier, Thread

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import connection
from django.utils import timezone

from tests.conftest import SANDI
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan

RAHASIA = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def serentak(*pekerjaan) -> list:
    """Run functions at the same moment, each in a thread with its own connection; return results or exceptions."""
    mulai, hasil = Barrier(len(pekerjaan)), [None] * len(pekerjaan)

    def jalan(i: int, kerja) -> None:
        mulai.wait()
        try:
            hasil[i] = kerja()
        except Exception as salah:
            hasil[i] = salah
        finally:
            connection.close()

    benang = [Thread(target=jalan, args=(i, kerja)) for i, kerja in enumerate(pekerjaan)]
    for b in benang:
        b.start()
    for b in benang:
        b.join()
    return hasil


def pasang_totp(akun: Akun) -> None:
    """Give an account an authenticator app and recovery codes."""
    totp.TOTP.activate(akun, RAHASIA)
    RecoveryCodes.activate(akun)


def kode_totp() -> str:
    """Return the code that the app shows now."""
    return totp.format_hotp_value(totp.hotp_value(RAHASIA, int(time.time()) // 30))


def punya_faktor(akun: Akun) -> bool:
    """Tell whether an account has any authenticator."""
    return Authenticator.objects.filter(user=akun).exists()


def masukkan(client, nama: str, sandi: str = SANDI, **lain):
    """Post the sign-in form."""
    return client.post("/masuk/", {"login": nama, "password": sandi} | lain)


def beri(akun: Akun, peran: str, tempat: str, mulai: date, selesai: date | None = None) -> Penempatan:
    """Give a duty as the system."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return Penempatan.objects.create(akun=akun, peran=peran, tempat_id=tempat, mulai=mulai, selesai=selesai)


def ubah_masa(tugas: Penempatan, **kolom) -> None:
    """Write a duty's dates as the system."""
    with lingkup.masuk(lingkup.sistem("uji")):
        Penempatan.objects.filter(pk=tugas.pk).update(**kolom)


def buat(nama: str, wilayah: str = "64", **lain) -> Akun:
    """Create an account that has a password."""
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = Akun(username=nama, nama=lain.pop("orang", nama.title()), wilayah_id=wilayah, **lain)
        akun.set_password(SANDI)
        akun.save()
    return akun


def tutup(akun: Akun, oleh: Akun) -> None:
    """Mark an account as closed, as the system; its sessions are left alone."""
    with lingkup.masuk(lingkup.sistem("uji")):
        Akun.objects.filter(pk=akun.pk).update(ditutup_pada=timezone.now(), ditutup_oleh=oleh)
