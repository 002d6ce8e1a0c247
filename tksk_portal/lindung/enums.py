"""Pilihan ruang pelindungan data."""

from django.db import models


class JenisPermintaan(models.TextChoices):
    """What a person may ask about the data held (UU 27/2022; domain.md 8.1, "Rights")."""

    AKSES = "akses", "Melihat data (akses)"
    PERBAIKAN = "perbaikan", "Memperbaiki data"
    PENGHAPUSAN = "penghapusan", "Menghapus data"
    KEBERATAN = "keberatan", "Keberatan atas pemrosesan"
    PEMBATASAN = "pembatasan", "Membatasi pemrosesan"


# Yang bila dipenuhi membatasi pemrosesan rekamannya.
MEMBATASI = frozenset({JenisPermintaan.KEBERATAN, JenisPermintaan.PEMBATASAN})


class Hubungan(models.TextChoices):
    """Who asks, seen from the person concerned."""

    DIRI = "diri", "Orangnya sendiri"
    ORANG_TUA = "orang_tua", "Orang tua"
    WALI = "wali", "Wali atau pengampu"
    AHLI_WARIS = "ahli_waris", "Ahli waris"
    KUASA = "kuasa", "Kuasa hukum"
    RETENSI = "retensi", "Kantor sendiri: masa simpan lewat"


class CaraTerima(models.TextChoices):
    """How a request reached the office."""

    DATANG = "datang", "Datang ke kantor"
    KUNJUNGAN = "kunjungan", "Disampaikan saat kunjungan"
    SURAT = "surat", "Surat"
    SUREL = "surel", "Surel"
    TELEPON = "telepon", "Telepon atau pesan"
    INTERNAL = "internal", "Dari daftar masa simpan"


class CaraPeriksa(models.TextChoices):
    """How the identity of the asker was checked."""

    KTP = "ktp", "KTP atau KK asli ditunjukkan"
    KUASA = "kuasa", "Surat kuasa dan kartu identitas"
    KELUARGA = "keluarga", "Akta atau surat yang menunjukkan hubungan"
    DIKENAL = "dikenal", "Dikenal petugas, tanpa dokumen"
    INTERNAL = "internal", "Tidak ada pemohon dari luar"


class StatusPermintaan(models.TextChoices):
    """Where a request stands."""

    DITERIMA = "diterima", "Diterima"
    DIPROSES = "diproses", "Diproses"
    DIPENUHI = "dipenuhi", "Dipenuhi"
    DITOLAK = "ditolak", "Ditolak"


BERJALAN = (StatusPermintaan.DITERIMA, StatusPermintaan.DIPROSES)
SELESAI = (StatusPermintaan.DIPENUHI, StatusPermintaan.DITOLAK)
NADA = {
    StatusPermintaan.DITERIMA: "kuning",
    StatusPermintaan.DIPROSES: "biru",
    StatusPermintaan.DIPENUHI: "hijau",
    StatusPermintaan.DITOLAK: "merah",
}
# Jam sampai tenggat, bila kantor belum mengaturnya. Yang pasti hanya akses (Ps. 32: 3x24 jam) dan pemberitahuan
# insiden (Ps. 46: 3x24 jam); selebihnya disamakan sampai dasarnya dipastikan.
JAM_BAWAAN = dict.fromkeys(JenisPermintaan, 72)
JAM_PASTI = frozenset({JenisPermintaan.AKSES})
JAM_INSIDEN = 72


class Mulai(models.TextChoices):
    """From when a retention period is counted."""

    KELUAR = "keluar", "sejak keluar dari penanganan (meninggal, pindah, tertangani, dibatalkan)"
    GERAK = "gerak", "sejak data terakhir diubah"
