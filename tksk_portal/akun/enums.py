from django.db import models

from tksk_portal.wilayah.enums import Tingkat


class Peran(models.TextChoices):
    """Role of a duty (desain.md, Roles)."""

    TKSK = "tksk", "TKSK"
    CAMAT = "camat", "Camat"
    KABKOTA = "kabkota", "Dinas sosial kabupaten/kota"
    PROVINSI = "provinsi", "Dinas sosial provinsi"
    ADMIN = "admin", "Admin"
    KEMENSOS = "kemensos", "Kementerian Sosial"


TINGKAT_PERAN = {
    Peran.TKSK: Tingkat.KECAMATAN,
    Peran.CAMAT: Tingkat.KECAMATAN,
    Peran.KABKOTA: Tingkat.KABKOTA,
    Peran.PROVINSI: Tingkat.PROVINSI,
    Peran.ADMIN: Tingkat.PROVINSI,
    Peran.KEMENSOS: Tingkat.NASIONAL,
}


class JenisTautan(models.TextChoices):
    """What a one-time link is for."""

    UNDANGAN = "undangan", "Undangan akun baru"
    SANDI = "sandi", "Atur ulang sandi"
    FAKTOR = "faktor", "Atur ulang verifikasi dua langkah"
