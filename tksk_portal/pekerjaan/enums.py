from django.db import models


class Status(models.TextChoices):
    """State of a background job."""

    ANTRE = "antre", "Menunggu giliran"
    BERJALAN = "berjalan", "Berjalan"
    SELESAI = "selesai", "Selesai"
    GAGAL = "gagal", "Gagal"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


BELUM_SELESAI = (Status.ANTRE, Status.BERJALAN)
NADA = {
    Status.ANTRE: "abu",
    Status.BERJALAN: "biru",
    Status.SELESAI: "hijau",
    Status.GAGAL: "merah",
    Status.DIBATALKAN: "abu",
}


class Irama(models.TextChoices):
    """How often notices come by mail."""

    TIDAK = "tidak", "Tidak"
    HARIAN = "harian", "Setiap hari"
    MINGGUAN = "mingguan", "Setiap Senin"
