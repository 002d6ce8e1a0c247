from django.db import models


class StatusUnggahan(models.TextChoices):
    """Where an uploaded workbook stands."""

    DIBACA = "dibaca", "Sedang diperiksa"
    PETAKAN = "petakan", "Kolomnya perlu ditunjuk"
    PRATINJAU = "pratinjau", "Menunggu keputusan Anda"
    MENULIS = "menulis", "Sedang dimasukkan"
    DITULIS = "ditulis", "Sudah dimasukkan"
    MENGURUNGKAN = "mengurungkan", "Sedang diurungkan"
    DIURUNGKAN = "diurungkan", "Sudah diurungkan"
    DIBUANG = "dibuang", "Dibuang"
    GAGAL = "gagal", "Tidak dapat dibaca"


# Yang masih dikerjakan: berkas yang sama tidak diterima dua kali dari tempat yang sama.
TERBUKA = (
    StatusUnggahan.DIBACA,
    StatusUnggahan.PETAKAN,
    StatusUnggahan.PRATINJAU,
    StatusUnggahan.MENULIS,
    StatusUnggahan.MENGURUNGKAN,
)

NADA_UNGGAHAN = {
    StatusUnggahan.DIBACA: "biru",
    StatusUnggahan.PETAKAN: "kuning",
    StatusUnggahan.PRATINJAU: "kuning",
    StatusUnggahan.MENULIS: "biru",
    StatusUnggahan.DITULIS: "hijau",
    StatusUnggahan.MENGURUNGKAN: "biru",
    StatusUnggahan.DIURUNGKAN: "abu",
    StatusUnggahan.DIBUANG: "abu",
    StatusUnggahan.GAGAL: "merah",
}


class StatusBaris(models.TextChoices):
    """What would become of one row of the workbook."""

    BARU = "baru", "Baru"
    BERUBAH = "berubah", "Berubah"
    USULAN = "usulan", "Usulan perubahan"
    SAMA = "sama", "Sama"
    MUNGKIN = "mungkin", "Mungkin sudah ada"
    SALAH = "salah", "Ditolak"
    LEWAT = "lewat", "Dilewati"


BISA_MASUK = (StatusBaris.BARU, StatusBaris.BERUBAH, StatusBaris.USULAN)
NADA_BARIS = {
    StatusBaris.BARU: "hijau",
    StatusBaris.BERUBAH: "biru",
    StatusBaris.USULAN: "biru",
    StatusBaris.SAMA: "abu",
    StatusBaris.MUNGKIN: "kuning",
    StatusBaris.SALAH: "merah",
    StatusBaris.LEWAT: "kuning",
}
