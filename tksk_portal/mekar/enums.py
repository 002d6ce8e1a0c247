from django.db import models


class StatusMekar(models.TextChoices):
    """Where a split stands."""

    RENCANA = "rencana", "Rencana"
    DIANTREKAN = "diantrekan", "Sedang dijalankan"
    SELESAI = "selesai", "Sudah dijalankan"
    DIURUNGKAN = "diurungkan", "Sudah diurungkan"
    DIBUANG = "dibuang", "Dibuang"


NADA_MEKAR = {
    StatusMekar.RENCANA: "kuning",
    StatusMekar.DIANTREKAN: "biru",
    StatusMekar.SELESAI: "hijau",
    StatusMekar.DIURUNGKAN: "abu",
    StatusMekar.DIBUANG: "abu",
}


class Aksi(models.TextChoices):
    """What one line of the list does."""

    PINDAH = "pindah", "Kode diganti"
    SUSUL = "susul", "Data menyusul"
    PECAH = "pecah", "Pecahan tanpa data"
    BENTUK = "bentuk", "Kode baru dibentuk"


# Yang membawa data dari kode lama ke kode baru.
BERDATA = (Aksi.PINDAH, Aksi.SUSUL)


class Asal(models.TextChoices):
    """Where the list of codes came from."""

    BERKAS = "berkas", "Berkas"
    PAKET = "paket", "Daftar Kemendagri yang terpasang"


class Sifat(models.TextChoices):
    """What becomes of a column that names a place."""

    PINDAH = "pindah", "Berpindah"
    IKUT = "ikut", "Ikut induknya"
    TETAP = "tetap", "Tetap menyebut kode lama"
