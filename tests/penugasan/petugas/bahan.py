"""Petugas, formasi, dan akunnya bagi uji."""

from datetime import date, timedelta
from itertools import count
from uuid import uuid4

from django.utils import timezone

from penugasan.petugas import actions
from penugasan.petugas.models import Formasi, Petugas
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.models import Akun

HARI = timezone.localdate
LAHIR = date(1995, 5, 12)
_urut = count(1)


def hari(n: int) -> date:
    """Return today moved by some days."""
    return HARI() + timedelta(days=n)


def nik_baru(kecamatan: str = "64.72.03", jk: str = "P") -> str:
    """Return a NIK that no test used before."""
    n = next(_urut)
    lahir_hari = n // 1000 % 28 + 1 + (40 if jk == "P" else 0)
    return f"{kecamatan.replace('.', '')}{lahir_hari:02d}0595{9000 + n % 1000}"


def isi_orang(**ganti) -> dict:
    """Return the columns of an officer."""
    return {"nama": "Sarinah Uji", "nik": nik_baru(), "tanggal_lahir": LAHIR, "jk": "P"} | ganti


def orang(by: Lingkup, kecamatan: str = "64.72.03", *, akun: bool = False, **ganti) -> Petugas:
    """Record an officer; with an account when asked for."""
    ganti.setdefault("nik", nik_baru(kecamatan))
    petugas = actions.catat(kunci=uuid4(), wilayah=kecamatan, isi=isi_orang(**ganti), by=by)
    if akun:
        satu = Akun(username=f"uji.{petugas.pk.hex[-12:]}", nama=petugas.nama, wilayah_id="64")
        satu.set_password("sandi-uji-panjang")
        satu.save()
        Petugas.objects.filter(pk=petugas.pk).update(akun=satu)
        petugas.akun = satu
    return petugas


def formasi(by: Lingkup, kecamatan: str) -> Formasi:
    """Return the formation of a kecamatan, opened when missing."""
    ada = Formasi.objects.filter(wilayah_id=kecamatan, ditutup_pada=None).first()
    return ada or actions.buka_formasi(tempat=kecamatan, by=by)[0]
