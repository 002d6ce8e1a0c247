"""Ringkasan angka: sel semua tingkat dan selisih yang ditulis pemicu (migrasi 0003)."""

from django.db import models

from pmks.enums import JenisKelamin, KelompokUmur
from tksk_portal.tinjauan.enums import Status
from tksk_portal.wilayah.dinding import KolomWilayah, Milik

# Status semu: yang tidak lagi ditangani (KeadaanOrang), apa pun status tinjauannya. Di luar angka hari ini.
KELUAR = "keluar"
DARI_PEMICU = "ringkasan: pemicu mengurangi di kode lama dan menambah di kode baru ketika rekamannya pindah"
KERJA_LAMA = "jumlah tindakan per hari: pekerjaan kantor lama, tetap pada kodenya"
STATUS_SEL = (*Status.choices, (KELUAR, "Tidak lagi ditangani"))


class Sel(models.Model):
    """A cell of the summary: how many at or under a place (every level), by type, status, sex and age group.

    `jenis` 0 counts persons, 1-26 persons in that type; those no longer looked after
    under `KELUAR`. Written by `pmks_padatkan()`; see `Selisih`.
    """

    dinding = Milik()
    mekar_tetap = DARI_PEMICU

    wilayah = KolomWilayah(db_index=False)
    jenis = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=14, choices=STATUS_SEL)
    jk = models.CharField(max_length=1, choices=JenisKelamin)
    kelompok_umur = models.PositiveSmallIntegerField(choices=KelompokUmur)
    jumlah = models.IntegerField()

    class Meta:
        verbose_name = "sel ringkasan"
        verbose_name_plural = "sel ringkasan"
        constraints = (
            models.UniqueConstraint(fields=("wilayah", "jenis", "status", "jk", "kelompok_umur"), name="sel_sekali"),
        )

    def __str__(self) -> str:
        return f"{self.wilayah_id}/{self.jenis}/{self.status}"


class Selisih(models.Model):
    """A change of the summary, written by triggers in the same transaction as the record itself."""

    dinding = Milik(hapus=True)
    mekar_tetap = DARI_PEMICU

    wilayah = KolomWilayah(db_index=False)
    jenis = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=14)
    jk = models.CharField(max_length=1)
    kelompok_umur = models.PositiveSmallIntegerField()
    jumlah = models.IntegerField()

    class Meta:
        verbose_name = "selisih ringkasan"
        verbose_name_plural = "selisih ringkasan"
        indexes = (models.Index(fields=("wilayah",), name="selisih_wilayah"),)

    def __str__(self) -> str:
        return f"{self.wilayah_id}/{self.jenis}/{self.jumlah:+d}"


class Gerak(models.Model):
    """How many acts (recorded, submitted, verified …) on a day, at or under a place down to kecamatan.

    Besides review: `tertangani`, `pindah`, `meninggal`, `hilang` and `kembali` count persons who left and returned,
    `jenis_tuntas` and `jenis_lagi` single types of theirs.
    """

    dinding = Milik()
    mekar_tetap = KERJA_LAMA

    wilayah = KolomWilayah(db_index=False)
    tanggal = models.DateField()
    aksi = models.CharField(max_length=12)
    jumlah = models.IntegerField()

    class Meta:
        verbose_name = "gerak"
        verbose_name_plural = "gerak"
        constraints = (models.UniqueConstraint(fields=("wilayah", "tanggal", "aksi"), name="gerak_sekali"),)

    def __str__(self) -> str:
        return f"{self.wilayah_id}/{self.tanggal}/{self.aksi}"


class SelisihGerak(models.Model):
    """A change of `Gerak`, written by triggers."""

    dinding = Milik(hapus=True)
    mekar_tetap = KERJA_LAMA

    wilayah = KolomWilayah(db_index=False)
    tanggal = models.DateField()
    aksi = models.CharField(max_length=12)
    jumlah = models.IntegerField()

    class Meta:
        verbose_name = "selisih gerak"
        verbose_name_plural = "selisih gerak"
        indexes = (models.Index(fields=("wilayah",), name="selisihgerak_wilayah"),)

    def __str__(self) -> str:
        return f"{self.wilayah_id}/{self.tanggal}/{self.aksi}/{self.jumlah:+d}"
