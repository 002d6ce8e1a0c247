"""Mitra: orang, keluarga, atau lembaga yang menjadi PSKS; satu rekaman, satu tinjauan, satu atau beberapa jenis."""

from datetime import date

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact
from django.utils import timezone
from uuid_utils.compat import uuid7

from psks.enums import Bentuk, Cakupan, Temuan
from psks.models.acuan import acuan_psks
from tksk_portal.akun.models import Akun
from tksk_portal.arsip.models import Berkas
from tksk_portal.dasar.enums import JenisKelamin
from tksk_portal.dasar.nama import Samaran, untuk_cari
from tksk_portal.dasar.titik import kendala_titik
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.models import Bertemuan, Ditinjau, DitinjauQuerySet, Putusan, Usulan, satu_usulan
from tksk_portal.wilayah.dinding import Anak, KolomWilayah, Milik, Riwayat


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["derajat", "nama_cari", "sidik_kiriman", "bergerak_pada", "dibuat_pada", "dibuat_oleh"],
    model_name="MitraRiwayat",
    attrs={"dinding": Riwayat("psks_mitra")},
)
class Mitra(Samaran, Bertemuan, Ditinjau):
    """A partner: the unit of review. A person who is PSM and TKSK is one row with two types.

    `rincian`: field of the catalogue (`psks.medan`) -> value. The contact person and the numbers stay walled; what the
    public card shows is copied to `KartuMitra` by a trigger once the partner is verified.
    """

    dinding = Milik(derajat="derajat")

    id = models.UUIDField(primary_key=True, editable=False)
    wilayah = KolomWilayah(verbose_name="desa/kelurahan", db_index=False)
    bentuk = models.CharField("bentuk", max_length=8, choices=Bentuk)
    jenis = ArrayField(models.CharField(max_length=20), verbose_name="jenis PSKS")
    nama = models.CharField("nama", max_length=120)
    nama_cari = models.CharField(max_length=120, editable=False)
    nomor_registrasi = models.CharField("nomor registrasi", max_length=60, blank=True)
    alamat = models.CharField("alamat", max_length=200, blank=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    rw = models.CharField("RW", max_length=3, blank=True)
    lintang = models.DecimalField("lintang", max_digits=8, decimal_places=6, null=True, blank=True)
    bujur = models.DecimalField("bujur", max_digits=9, decimal_places=6, null=True, blank=True)
    telepon = models.CharField("telepon untuk umum", max_length=20, blank=True)
    surel = models.EmailField("surel untuk umum", max_length=120, blank=True)
    kartu_publik = models.BooleanField("tampil di kartu publik", default=True)
    nik = models.CharField("NIK", max_length=16, blank=True)
    no_kk = models.CharField("nomor KK", max_length=16, blank=True)
    jk = models.CharField("jenis kelamin", max_length=1, blank=True, choices=JenisKelamin)
    tempat_lahir = models.CharField("tempat lahir", max_length=60, blank=True)
    tanggal_lahir = models.DateField("tanggal lahir", null=True, blank=True)
    kontak_nama = models.CharField("nama pimpinan atau kontak", max_length=100, blank=True)
    kontak_jabatan = models.CharField("jabatan kontak", max_length=60, blank=True)
    kontak_telepon = models.CharField("telepon pribadi kontak", max_length=20, blank=True)
    layanan = models.TextField("layanan yang diberikan", max_length=600, blank=True)
    sasaran = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name="jenis PMKS yang dilayani", default=list, blank=True
    )
    kapasitas = models.PositiveIntegerField("daya tampung", null=True, blank=True)
    terisi = models.PositiveIntegerField("tempat terisi", null=True, blank=True)
    cakupan = models.CharField("wilayah layanan", max_length=10, choices=Cakupan, default=Cakupan.DESA)
    jam = models.CharField("jam layanan", max_length=80, blank=True)
    rincian = models.JSONField("isian jenis", default=dict, blank=True)
    alasan_khusus = models.CharField("alasan di luar aturan", max_length=300, blank=True)
    keterangan = models.TextField("catatan", max_length=1000, blank=True)
    temuan = ArrayField(models.CharField(max_length=10, choices=Temuan), default=list, blank=True)
    foto = models.ForeignKey(
        Berkas, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_constraint=False, editable=False
    )
    tanggal_data = models.DateField("tanggal data")
    sidik_kiriman = models.CharField(max_length=64, editable=False)
    dibuat_pada = models.DateTimeField("dicatat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(
        Akun, verbose_name="pendata", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )

    objects = DitinjauQuerySet.as_manager()

    class Meta(Ditinjau.Meta):
        verbose_name = "PSKS"
        verbose_name_plural = "PSKS"
        constraints = (
            *Ditinjau.Meta.constraints,
            models.UniqueConstraint(fields=("id", "wilayah"), name="mitra_sasaran_anak"),
            models.UniqueConstraint(
                Left("wilayah_id", 8),
                "nik",
                name="mitra_nik_sekali_per_kecamatan",
                condition=~Q(nik="") & ~Q(status=Status.DIBATALKAN),
                violation_error_message="NIK ini sudah tercatat sebagai PSKS di kecamatan ini.",
            ),
            models.CheckConstraint(name="mitra_di_desa", condition=Exact(Length("wilayah_id"), 13)),
            models.CheckConstraint(
                name="mitra_bernama", condition=~Q(nama="") & ~Q(nama_cari=""), violation_error_message="Tulis namanya."
            ),
            models.CheckConstraint(
                name="mitra_berjenis",
                condition=Q(jenis__len__gte=1),
                violation_error_message="Pilih paling sedikit satu jenis.",
            ),
            models.CheckConstraint(
                name="mitra_nomor_bentuk",
                condition=(Q(nik="") | Q(nik__regex=r"^[0-9]{16}$")) & (Q(no_kk="") | Q(no_kk__regex=r"^[0-9]{16}$")),
                violation_error_message="Nomor harus 16 angka.",
            ),
            models.CheckConstraint(
                name="mitra_diri_perorangan",
                condition=Q(bentuk=Bentuk.INDIVIDU, jk__in=JenisKelamin.values)
                | (~Q(bentuk=Bentuk.INDIVIDU) & Q(nik="", jk="", tempat_lahir="", tanggal_lahir=None)),
                violation_error_message="Perorangan punya jenis kelamin; lembaga dan keluarga tanpa data diri.",
            ),
            models.CheckConstraint(
                name="mitra_kk_keluarga",
                condition=Q(no_kk="") | Q(bentuk=Bentuk.KELUARGA),
                violation_error_message="Nomor KK hanya bagi keluarga.",
            ),
            models.CheckConstraint(
                name="mitra_lahir_wajar",
                condition=Q(tanggal_lahir=None) | Q(tanggal_lahir__gte=date(1900, 1, 1)),
                violation_error_message="Tanggal lahir paling awal tahun 1900.",
            ),
            models.CheckConstraint(
                name="mitra_terisi_muat",
                condition=Q(terisi=None) | Q(kapasitas__isnull=False, terisi__lte=F("kapasitas")),
                violation_error_message="Yang terisi tidak boleh melebihi daya tampung.",
            ),
            kendala_titik("mitra"),
        )
        indexes = (
            models.Index(fields=("wilayah", "nama_cari"), name="mitra_wilayah_nama"),
            models.Index(fields=("-bergerak_pada", "-id"), name="mitra_terbaru"),
            models.Index(fields=("wilayah", "status"), name="mitra_wilayah_status"),
            models.Index(fields=("nik",), name="mitra_nik", condition=~Q(nik="")),
            models.Index(fields=("nomor_registrasi",), name="mitra_registrasi", condition=~Q(nomor_registrasi="")),
            models.Index(
                fields=("status", "diajukan_pada", "id"),
                name="mitra_antrean",
                condition=Q(status__in=("diajukan", "ditinjau_ulang", "diverifikasi")),
            ),
        )

    def __str__(self) -> str:
        return f"Mitra {self.pk}"

    def rapikan(self) -> None:
        """Fill what follows from other columns."""
        self.nama_cari = untuk_cari(self.nama) or self.nama.casefold()[:120]

    @property
    def perorangan(self) -> bool:
        """Whether it is one person."""
        return self.bentuk == Bentuk.INDIVIDU

    @property
    def lembaga(self) -> bool:
        """Whether it is an institution; its name and address are public."""
        return self.bentuk == Bentuk.LEMBAGA

    @property
    def sisa(self) -> int | None:
        """Free places; None when the capacity is not known."""
        return None if self.kapasitas is None else self.kapasitas - (self.terisi or 0)

    @property
    def nama_jenis(self) -> list[str]:
        """The short names of its types."""
        acuan = acuan_psks()
        return [acuan[k].pendek if k in acuan else k for k in self.jenis]


class PutusanMitra(Putusan):
    """An act of review on a partner."""

    dinding = Anak("psks_mitra")

    rekaman = models.ForeignKey(
        Mitra, on_delete=models.PROTECT, related_name="putusan", db_constraint=False, db_index=False
    )

    class Meta(Putusan.Meta):
        verbose_name = "putusan"
        verbose_name_plural = "putusan"
        indexes = (
            models.Index(fields=("rekaman", "-pada"), name="putusanmitra_rekaman"),
            models.Index(fields=("wilayah",), name="putusanmitra_wilayah"),
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["derajat", "bergerak_pada"],
    model_name="RevisiMitraRiwayat",
    attrs={"dinding": Riwayat("psks_revisimitra")},
)
class RevisiMitra(Usulan):
    """A change of a verified partner. The verified version, and its public card, count until this is decided.

    `isi`: column -> JSON value.
    """

    dinding = Milik(derajat="derajat")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    mitra = models.ForeignKey(
        Mitra, on_delete=models.PROTECT, related_name="revisi", db_constraint=False, db_index=False
    )
    wilayah = KolomWilayah(db_index=False)

    class Meta(Usulan.Meta):
        verbose_name = "usulan perubahan PSKS"
        verbose_name_plural = "usulan perubahan PSKS"
        constraints = (
            *Usulan.Meta.constraints,
            models.UniqueConstraint(fields=("id", "wilayah"), name="revisimitra_sasaran_anak"),
            satu_usulan("revisimitra_satu_berjalan", "mitra"),
        )
        indexes = (
            models.Index(fields=("mitra",), name="revisimitra_mitra"),
            models.Index(fields=("wilayah", "status"), name="revisimitra_wilayah"),
        )

    def __str__(self) -> str:
        return f"RevisiMitra {self.pk}"


class PutusanRevisiMitra(Putusan):
    """An act of review on a change of a partner."""

    dinding = Anak("psks_revisimitra")

    rekaman = models.ForeignKey(
        RevisiMitra, on_delete=models.PROTECT, related_name="putusan", db_constraint=False, db_index=False
    )

    class Meta(Putusan.Meta):
        verbose_name = "putusan usulan perubahan"
        verbose_name_plural = "putusan usulan perubahan"
        indexes = (
            models.Index(fields=("rekaman", "-pada"), name="putusanrevisimitra_rekaman"),
            models.Index(fields=("wilayah",), name="putusanrevisimitra_wilayah"),
        )
