from django.db import models


class Kantor(models.TextChoices):
    """Which office of a place writes the letter; the values are those of the roles that work there."""

    TKSK = "tksk", "TKSK kecamatan"
    CAMAT = "camat", "Kecamatan"
    KABKOTA = "kabkota", "Dinas sosial kabupaten/kota"
    PROVINSI = "provinsi", "Dinas sosial provinsi"
    KEMENSOS = "kemensos", "Kementerian Sosial"


# Panjang kode wilayah tiap kantor.
PANJANG_KODE = {Kantor.TKSK: 8, Kantor.CAMAT: 8, Kantor.KABKOTA: 5, Kantor.PROVINSI: 2, Kantor.KEMENSOS: 1}


class StatusSurat(models.TextChoices):
    """State of a letter. Issued letters are never changed, only voided."""

    DRAF = "draf", "Draf"
    TERBIT = "terbit", "Terbit"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class CaraNomor(models.TextChoices):
    """Where a letter's number comes from."""

    OTOMATIS = "otomatis", "Nomor berikutnya dari portal"
    MANUAL = "manual", "Nomor dari buku agenda kantor"


class Awalan(models.TextChoices):
    """In whose name an official signs."""

    KOSONG = "", "Pejabatnya sendiri"
    ATAS_NAMA = "a.n.", "a.n. (atas nama)"
    UNTUK_BELIAU = "u.b.", "u.b. (untuk beliau)"
    PELAKSANA_TUGAS = "Plt.", "Plt. (pelaksana tugas)"
    PELAKSANA_HARIAN = "Plh.", "Plh. (pelaksana harian)"
    PENJABAT = "Pj.", "Pj. (penjabat)"


class Sifat(models.TextChoices):
    """How a letter is to be handled (Permendagri 1/2023 on official letters)."""

    BIASA = "Biasa", "Biasa"
    SEGERA = "Segera", "Segera"
    PENTING = "Penting", "Penting"
    RAHASIA = "Rahasia", "Rahasia"
