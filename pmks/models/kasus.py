"""Kasus: seseorang dalam satu jenis, satuan yang ditinjau, dengan putusannya."""

import uuid
from datetime import date
from typing import Self

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from pmks.enums import Bencana, Disabilitas, Keadaan, Kedudukan, Negeri, Temuan
from pmks.models.acuan import DalamJenis, JenisPMKS, LabelTurunan, acuan
from pmks.models.orang import Orang
from pmks.rincian import KATALOG, PALING_BANYAK_TANGGUNGAN, berlaku
from tksk_portal.akun.models import Akun
from tksk_portal.jejak.kata import kata_nilai
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.models import Bertemuan, Ditinjau, DitinjauQuerySet, Putusan
from tksk_portal.wilayah.dinding import Anak, KolomWilayah, Milik, Riwayat


class KasusQuerySet(DitinjauQuerySet):
    """Reads on persons in types."""

    def ditangani(self) -> Self:
        """Return those of `aktif` that count today: not helped out, moved, died or lost."""
        return self.aktif().filter(keadaan=Keadaan.AKTIF)

    def menunggu_verifikasi(self) -> Self:
        """Return what waits for the kabupaten/kota, oldest first; who left waits no more until the return."""
        return super().menunggu_verifikasi().filter(keadaan=Keadaan.AKTIF).order_by("diajukan_pada", "id")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["jk", "kelompok_umur", "derajat", "bergerak_pada"],
    model_name="KasusRiwayat",
    attrs={"dinding": Riwayat("pmks_kasus")},
)
class Kasus(DalamJenis, Bertemuan, Ditinjau):
    """A person in a type: the unit of review. Place, sex and age group follow the person by foreign key."""

    dinding = Milik(derajat="derajat")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # db_index=False: tiap indeks menambah biaya tulis; yang dipakai pembaca disebut di Meta.
    orang = models.ForeignKey(
        Orang, on_delete=models.PROTECT, related_name="kasus", db_constraint=False, db_index=False
    )
    wilayah = KolomWilayah(db_index=False)
    jk = models.CharField(max_length=1, editable=False)
    kelompok_umur = models.PositiveSmallIntegerField(editable=False)
    jenis = models.ForeignKey(JenisPMKS, on_delete=models.PROTECT, related_name="+", db_index=False)
    kriteria = ArrayField(models.CharField(max_length=1), verbose_name="kriteria terpenuhi", default=list, blank=True)
    disabilitas = ArrayField(
        models.CharField(max_length=12, choices=Disabilitas), verbose_name="jenis disabilitas", default=list, blank=True
    )
    kedudukan = models.CharField("kedudukan dalam perkara", max_length=8, blank=True, choices=Kedudukan)
    bebas_pada = models.DateField("bebas dari lapas pada", null=True, blank=True)
    negeri = models.CharField("tempat kejadian atau bekerja", max_length=6, blank=True, choices=Negeri)
    negara = models.CharField("negara", max_length=60, blank=True)
    kejadian = models.CharField("macam kejadian", max_length=12, blank=True, choices=Bencana)
    kejadian_pada = models.DateField("tanggal kejadian", null=True, blank=True)
    tanggungan = models.PositiveSmallIntegerField("jumlah tanggungan", null=True, blank=True)
    keterangan = models.TextField("keterangan", blank=True, max_length=1000)
    alasan_khusus = models.CharField("alasan di luar aturan", max_length=300, blank=True)
    temuan = ArrayField(
        models.CharField(max_length=16, choices=Temuan), verbose_name="temuan", default=list, blank=True
    )
    ditemukan_pada = models.DateField(
        "ditemukan pada", null=True, blank=True, help_text="Kosong: tanggal data orangnya."
    )
    keadaan = models.CharField(
        "keadaan", max_length=10, choices=Keadaan, default=Keadaan.AKTIF, db_default=Keadaan.AKTIF, editable=False
    )
    keadaan_pada = models.DateField("keadaan sejak", null=True, editable=False)
    pengesahan = models.ForeignKey(
        "Pengesahan", null=True, editable=False, on_delete=models.PROTECT, related_name="kasus", db_constraint=False
    )
    dibuat_pada = models.DateTimeField(default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)

    objects = KasusQuerySet.as_manager()

    class Meta(Ditinjau.Meta):
        verbose_name = "orang dalam jenis"
        verbose_name_plural = "orang dalam jenis"
        constraints = (
            *Ditinjau.Meta.constraints,
            models.UniqueConstraint(fields=("id", "wilayah"), name="kasus_sasaran_anak"),
            models.CheckConstraint(
                name="kasus_negara_luar",
                condition=Q(negara="") | Q(negeri=Negeri.LUAR),
                violation_error_message="Negara hanya diisi bila tempatnya di luar negeri.",
            ),
            models.CheckConstraint(
                name="kasus_tanggungan_wajar",
                condition=Q(tanggungan=None) | Q(tanggungan__lte=PALING_BANYAK_TANGGUNGAN),
                violation_error_message=f"Jumlah tanggungan paling banyak {PALING_BANYAK_TANGGUNGAN}.",
            ),
            models.CheckConstraint(
                name="kasus_kejadian_dahulu",
                condition=Q(kejadian_pada=None) | Q(ditemukan_pada=None) | Q(kejadian_pada__lte=F("ditemukan_pada")),
                violation_error_message="Tanggal kejadian tidak boleh sesudah tanggal ditemukan.",
            ),
            models.CheckConstraint(
                name="kasus_bebas_dahulu",
                condition=Q(bebas_pada=None) | Q(ditemukan_pada=None) | Q(bebas_pada__lte=F("ditemukan_pada")),
                violation_error_message="Tanggal bebas tidak boleh sesudah tanggal ditemukan.",
            ),
            models.UniqueConstraint(
                fields=("orang", "jenis"),
                name="kasus_jenis_sekali",
                condition=~Q(status=Status.DIBATALKAN),
                violation_error_message="Orang ini sudah tercatat pada jenis itu.",
            ),
            models.CheckConstraint(
                name="kasus_bukan_jenis_hitungan",
                condition=~Q(jenis=14),
                violation_error_message="Jenis 14 hanya dicatat sebagai hitungan, tanpa nama.",
            ),
        )
        indexes = (
            models.Index(fields=("orang",), name="kasus_orang"),
            models.Index(fields=("wilayah",), name="kasus_wilayah"),
            # Halaman daftar tersaring dijawab dari indeks saja, termasuk syarat dinding (wilayah, derajat). Sedikit
            # yang cocok: `kasus_saring` membaca tepat yang cocok, lalu diurutkan. Banyak: dua yang lain dibaca menurut
            # urutan tampil sampai halaman penuh (pmks/saringan.py); syaratnya membuat keduanya hanya dapat dipakai
            # kueri yang menyebut `derajat >= 0`, jadi perencana tidak keliru memilihnya bagi yang sedikit.
            models.Index(
                fields=(
                    *("jenis", "status", "kelompok_umur", "jk", "keadaan", "wilayah", "derajat"),
                    *("bergerak_pada", "id"),
                ),
                name="kasus_saring",
            ),
            models.Index(
                fields=(
                    *("jenis", "-bergerak_pada", "-id", "wilayah", "status", "derajat", "keadaan"),
                    *("kelompok_umur", "jk"),
                ),
                name="kasus_jenis_bergerak",
                condition=Q(derajat__gte=0),
            ),
            models.Index(
                fields=("status", "-bergerak_pada", "-id", "wilayah", "derajat", "keadaan", "kelompok_umur", "jk"),
                name="kasus_status_bergerak",
                condition=Q(derajat__gte=0),
            ),
            # Yang tidak lagi ditangani sedikit, dan hanya merekalah isinya: mencarinya tidak menyusuri yang aktif.
            models.Index(
                fields=("keadaan", "-bergerak_pada", "-id"),
                name="kasus_keluar",
                condition=~Q(keadaan=Keadaan.AKTIF),
            ),
            models.Index(fields=("status", "wilayah"), name="kasus_status_wilayah"),
            models.Index(
                fields=("diajukan_pada", "id"),
                name="kasus_antrean",
                condition=Q(status__in=("diajukan", "ditinjau_ulang")),
            ),
        )

    def __str__(self) -> str:
        return f"Kasus {self.pk}"

    @property
    def dinilai_pada(self) -> date:
        """The day whose rules hold for it: the day it was found, or else the day of the person's data."""
        return self.ditemukan_pada or self.orang.tanggal_data

    @property
    def label_turunan(self) -> list[LabelTurunan]:
        """The labels of later schemes that its type is given."""
        return acuan().label_jenis(self.jenis_id)

    @property
    def label_rincian(self) -> list[tuple[str, str, bool]]:
        """What its type asks and what was answered, in words; also answers that are no longer asked.

        As (label, answer, whether it may stand beside a masked name; the same as in exports).
        """
        hasil = []
        ditanya = {d.nama for d in self.jenis_berlaku.ditanya if berlaku(d.medan, self.__getattribute__)}
        for nama, medan in KATALOG.items():
            isi = getattr(self, nama)
            if nama in ditanya or isi != medan.hampa:
                hasil.append((medan.label, kata_nilai(self._meta.get_field(nama), isi), nama == "disabilitas"))
        return hasil


class PutusanKasus(Putusan):
    """An act of review on a person in a type."""

    dinding = Anak("pmks_kasus")

    rekaman = models.ForeignKey(
        Kasus, on_delete=models.PROTECT, related_name="putusan", db_constraint=False, db_index=False
    )

    class Meta(Putusan.Meta):
        verbose_name = "putusan"
        verbose_name_plural = "putusan"
        indexes = (
            models.Index(fields=("rekaman", "-pada"), name="putusankasus_rekaman"),
            models.Index(fields=("wilayah", "-pada"), name="putusankasus_wilayah"),
        )
