from django.db import models


class Status(models.TextChoices):
    """State of review of a record (person in a type, revision, report)."""

    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Diajukan"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DIVERIFIKASI = "diverifikasi", "Terverifikasi"
    DITINJAU_ULANG = "ditinjau_ulang", "Dikembalikan provinsi"
    DISAHKAN = "disahkan", "Disahkan"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


# Derajat: seberapa jauh rekaman sudah maju. Kebijakan baris membandingkannya dengan derajat terendah peran.
DERAJAT = {
    Status.DIBATALKAN: -1,
    Status.DRAF: 0,
    Status.DIAJUKAN: 1,
    Status.DIKEMBALIKAN: 1,
    Status.DIVERIFIKASI: 2,
    Status.DITINJAU_ULANG: 2,
    Status.DISAHKAN: 3,
}

NADA = {
    Status.DRAF: "abu",
    Status.DIAJUKAN: "biru",
    Status.DIKEMBALIKAN: "kuning",
    Status.DIVERIFIKASI: "hijau",
    Status.DITINJAU_ULANG: "kuning",
    Status.DISAHKAN: "hijau",
    Status.DIBATALKAN: "abu",
}


# Di tangan petugas lagi: ditarik kembali, atau dikembalikan pemeriksa dengan catatan.
DAPAT_DIPERBAIKI = (Status.DRAF, Status.DIKEMBALIKAN)
BERJALAN = (Status.DRAF, Status.DIAJUKAN, Status.DIKEMBALIKAN, Status.DIVERIFIKASI, Status.DITINJAU_ULANG)
SUDAH_DIPERIKSA = (Status.DIVERIFIKASI, Status.DITINJAU_ULANG, Status.DISAHKAN)


class Aksi(models.TextChoices):
    """An act of review."""

    AJUKAN = "ajukan", "mengajukan"
    TARIK = "tarik", "menarik kembali"
    VERIFIKASI = "verifikasi", "memverifikasi"
    KEMBALIKAN = "kembalikan", "mengembalikan"
    SAHKAN = "sahkan", "mengesahkan"
    BATALKAN = "batalkan", "membatalkan"


# Aksi yang menilai pekerjaan orang lain: tidak boleh atas pengajuan sendiri.
MENILAI = {Aksi.VERIFIKASI, Aksi.KEMBALIKAN, Aksi.SAHKAN}
WAJIB_KOMENTAR = {Aksi.KEMBALIKAN, Aksi.BATALKAN}
