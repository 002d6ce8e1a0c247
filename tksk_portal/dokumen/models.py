"""Kop, penandatangan, pola nomor, surat, dan tanda keasliannya."""

from datetime import date
from typing import Self
from uuid import UUID

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact
from django.utils import timezone
from uuid_utils.compat import uuid7

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Akun
from tksk_portal.arsip.models import Berkas
from tksk_portal.dasar.masa import kendala_masa
from tksk_portal.dokumen.dinding import MilikKantor, MilikToken
from tksk_portal.dokumen.enums import PANJANG_KODE, Awalan, CaraNomor, Kantor, StatusSurat
from tksk_portal.dokumen.pola import CONTOH, PANJANG, isi_pola, periksa_pola
from tksk_portal.wilayah.dinding import KolomWilayah, Milik, Riwayat, Warisan
from tksk_portal.wilayah.rentang import rentang

SIDIK = r"^[0-9a-f]{64}$"
NIP = RegexValidator(r"^[0-9]{8} ?[0-9]{6} ?[0-9] ?[0-9]{3}\Z", "NIP 18 angka, misalnya 19700512 199503 2 001.")
KODE_SURAT = RegexValidator(r"^[0-9A-Za-z][0-9A-Za-z./-]{0,19}\Z", "Kode klasifikasi, misalnya 400.9.5.")


def _tingkat_sesuai() -> Q:
    syarat = Q()
    for panjang in sorted(set(PANJANG_KODE.values())):
        kantor = [k for k, p in PANJANG_KODE.items() if p == panjang]
        syarat |= Q(kantor__in=kantor) & Q(Exact(Length("wilayah_id"), panjang))
    return syarat


class KopQuerySet(models.QuerySet):
    """Reads on letterheads."""

    def sendiri(self, by: Lingkup) -> Self:
        """Return the letterhead of the office of a duty (none for a role without an office of its own)."""
        return self.filter(wilayah_id=by.tempat, kantor=by.peran)

    def dapat_diatur(self, by: Lingkup) -> Self:
        """Return what a duty may change: the admin all offices of its province, an office only its own."""
        if by.peran != Peran.ADMIN:
            return self.sendiri(by)
        awal, akhir = rentang(by.tempat)
        return self.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir)


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), model_name="KopRiwayat", attrs={"dinding": Riwayat("dokumen_kop")}
)
class Kop(models.Model):
    """The letterhead of an office (a place and the role that works there); numbers and signers belong to it."""

    dinding = Warisan()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah(verbose_name="tempat kantor")
    kantor = models.CharField("kantor", max_length=10, choices=Kantor)
    nama = models.CharField("nama kantor", max_length=120, help_text="Misalnya: Dinas Sosial Kota Samarinda.")
    singkatan = models.CharField(
        "singkatan dalam nomor",
        max_length=30,
        validators=[RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9 ./-]*\Z", "Huruf, angka, titik, garis miring, strip.")],
        help_text="Misalnya: DINSOS.",
    )
    baris = ArrayField(models.CharField(max_length=90), verbose_name="baris kop", size=4)
    alamat = models.CharField("alamat", max_length=200)
    kontak = models.CharField(
        "telepon, surel, laman", max_length=200, blank=True, help_text="Misalnya: Telepon (0541) 123456 · Surel …"
    )
    kota = models.CharField("tempat surat ditandatangani", max_length=60, help_text="Misalnya: Samarinda.")
    garis = models.BooleanField("garis ganda di bawah kop", default=True)
    logo = models.ForeignKey(
        Berkas, verbose_name="lambang", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = KopQuerySet.as_manager()

    class Meta:
        verbose_name = "kop surat"
        verbose_name_plural = "kop surat"
        ordering = ("wilayah_id", "kantor")
        constraints = (
            models.UniqueConstraint(
                fields=("wilayah", "kantor"),
                name="kop_satu_per_kantor",
                violation_error_message="Kantor ini sudah punya kop.",
            ),
            models.UniqueConstraint(fields=("id", "wilayah", "kantor"), name="kop_sasaran_anak"),
            models.UniqueConstraint(fields=("id", "wilayah"), name="kop_sasaran_isi"),
            models.CheckConstraint(
                name="kop_tingkat_sesuai",
                condition=_tingkat_sesuai(),
                violation_error_message="Tempat tidak sesuai dengan kantornya.",
            ),
            models.CheckConstraint(
                name="kop_berbaris",
                condition=Q(baris__len__gte=1),
                violation_error_message="Tulis paling sedikit satu baris kop.",
            ),
        )

    def __str__(self) -> str:
        return self.nama


class PenandatanganQuerySet(models.QuerySet):
    """Reads on signers."""

    def berlaku(self, tanggal: date) -> Self:
        """Return the signers who may sign on a date."""
        return self.filter(Q(sampai=None) | Q(sampai__gte=tanggal), mulai__lte=tanggal)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="PenandatanganRiwayat",
    attrs={"dinding": Riwayat("dokumen_penandatangan")},
)
class Penandatangan(models.Model):
    """An official who signs letters of an office, from a date to a date (both days included)."""

    dinding = Milik()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kop = models.ForeignKey(Kop, on_delete=models.PROTECT, related_name="penandatangan")
    wilayah = KolomWilayah()
    awalan = models.CharField("menandatangani sebagai", max_length=4, choices=Awalan, blank=True, default="")
    atas_nama = models.CharField(
        "atas nama jabatan",
        max_length=120,
        blank=True,
        help_text="Hanya untuk a.n. dan u.b., misalnya: Kepala Dinas Sosial Kota Samarinda.",
    )
    jabatan = models.CharField("jabatan", max_length=120, help_text="Misalnya: Kepala Dinas Sosial Kota Samarinda.")
    nama = models.CharField("nama dengan gelar", max_length=120)
    pangkat = models.CharField("pangkat dan golongan", max_length=80, blank=True)
    nip = models.CharField("NIP", max_length=21, blank=True, validators=[NIP])
    mulai = models.DateField("mulai", default=timezone.localdate)
    sampai = models.DateField("sampai", null=True, blank=True, help_text="Hari terakhir; kosong bila belum ditentukan.")

    objects = PenandatanganQuerySet.as_manager()

    class Meta:
        verbose_name = "penandatangan"
        verbose_name_plural = "penandatangan"
        ordering = ("-mulai", "nama")
        constraints = (
            kendala_masa(
                "penandatangan_masa_urut", "Tanggal selesai tidak boleh sebelum tanggal mulai.", akhir="sampai"
            ),
            models.CheckConstraint(
                name="penandatangan_atas_nama",
                condition=(Q(awalan__in=(Awalan.ATAS_NAMA, Awalan.UNTUK_BELIAU)) & ~Q(atas_nama=""))
                | (~Q(awalan__in=(Awalan.ATAS_NAMA, Awalan.UNTUK_BELIAU)) & Q(atas_nama="")),
                violation_error_message="Tulis atas nama jabatan apa; kosongkan bila bukan a.n. atau u.b.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.nama}, {self.sebutan_jabatan}"

    @property
    def baris_jabatan(self) -> list[str]:
        """The lines above the signature."""
        if self.awalan in (Awalan.ATAS_NAMA, Awalan.UNTUK_BELIAU):
            return [f"{self.awalan} {self.atas_nama}", f"{self.jabatan},"]
        return [f"{self.awalan} {self.jabatan},".strip()]

    @property
    def sebutan_jabatan(self) -> str:
        """The office held, in one line."""
        return " ".join(self.baris_jabatan).rstrip(",")

    @property
    def berjalan(self) -> bool:
        """Whether it may sign today."""
        kini = timezone.localdate()
        return self.mulai <= kini and (self.sampai is None or self.sampai >= kini)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="PolaNomorRiwayat",
    attrs={"dinding": Riwayat("dokumen_polanomor")},
)
class PolaNomor(models.Model):
    """How an office numbers its letters from a year on; the next year starts at 1 again by itself."""

    dinding = Milik()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kop = models.ForeignKey(Kop, on_delete=models.PROTECT, related_name="pola")
    wilayah = KolomWilayah()
    tahun = models.PositiveSmallIntegerField("mulai tahun")
    pola = models.CharField("pola nomor", max_length=PANJANG, default=CONTOH, validators=[periksa_pola])
    kode = models.CharField("kode klasifikasi bawaan", max_length=20, blank=True, validators=[KODE_SURAT])
    mulai = models.PositiveIntegerField(
        "nomor pertama pada tahun itu",
        default=1,
        validators=[MinValueValidator(1)],
        help_text="Lanjutkan buku agenda bila portal mulai dipakai di tengah tahun. Tahun berikutnya mulai dari 1.",
    )

    class Meta:
        verbose_name = "pola nomor"
        verbose_name_plural = "pola nomor"
        ordering = ("-tahun",)
        constraints = (
            models.UniqueConstraint(
                fields=("kop", "tahun"),
                name="pola_satu_per_tahun",
                violation_error_message="Kantor ini sudah punya pola untuk tahun itu; ubah yang ada.",
            ),
            models.CheckConstraint(
                name="pola_tahun_wajar",
                condition=Q(tahun__gte=2000, tahun__lte=2100),
                violation_error_message="Tahun tidak wajar.",
            ),
            models.CheckConstraint(
                name="pola_mulai_positif",
                condition=Q(mulai__gte=1),
                violation_error_message="Nomor pertama paling kecil 1.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pola} sejak {self.tahun}"

    def awal(self, tahun: int) -> int:
        """Return the first number of a year."""
        return self.mulai if tahun == self.tahun else 1

    def contoh(self, *, nomor: int, tanggal: date, kode: str = "") -> str:
        """Return the number that a letter would get."""
        return isi_pola(self.pola, nomor=nomor, kode=kode or self.kode, unit=self.kop.singkatan, tanggal=tanggal)


class Pencacah(models.Model):
    """The last running number of an office in a year. Changed only under the lock of `nomor.beri`."""

    dinding = Milik()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kop = models.ForeignKey(Kop, on_delete=models.PROTECT, related_name="pencacah")
    wilayah = KolomWilayah()
    tahun = models.PositiveSmallIntegerField()
    terakhir = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "pencacah nomor"
        verbose_name_plural = "pencacah nomor"
        constraints = (models.UniqueConstraint(fields=("kop", "tahun"), name="pencacah_satu_per_tahun"),)

    def __str__(self) -> str:
        return f"{self.kop_id} {self.tahun}: {self.terakhir}"


class SuratQuerySet(models.QuerySet):
    """Reads on letters; the wall already bounds them to the office."""

    def bernomor(self) -> Self:
        """Return what stands in the register: issued and voided letters."""
        return self.exclude(status=StatusSurat.DRAF)

    def draf(self) -> Self:
        """Return the drafts."""
        return self.filter(status=StatusSurat.DRAF)

    def tentang(self, acuan_jenis: str, acuan_id: UUID) -> Self:
        """Return the letters about one record of another room, newest first."""
        return self.filter(acuan_jenis=acuan_jenis, acuan_id=acuan_id).order_by("-dibuat_pada", "-id")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="SuratRiwayat",
    attrs={"dinding": Riwayat("dokumen_surat")},
)
class Surat(models.Model):
    """A letter of an office. The PDF that was issued is kept in `arsip`; what is issued is never changed."""

    dinding = MilikKantor(hapus=True)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kop = models.ForeignKey(Kop, on_delete=models.PROTECT, related_name="surat")
    wilayah = KolomWilayah()
    kantor = models.CharField("kantor", max_length=10, choices=Kantor)
    jenis = models.CharField("jenis surat", max_length=40)
    kode = models.CharField("kode klasifikasi", max_length=20, blank=True, validators=[KODE_SURAT])
    perihal = models.CharField("hal", max_length=250)
    isi = models.JSONField("isi", default=dict)
    penandatangan = models.ForeignKey(Penandatangan, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    acuan_jenis = models.CharField("tentang rekaman", max_length=60, blank=True)
    acuan_id = models.UUIDField("kunci rekaman", null=True)
    status = models.CharField("status", max_length=10, choices=StatusSurat, default=StatusSurat.DRAF)
    versi = models.PositiveIntegerField(default=1)
    nomor = models.CharField("nomor", max_length=100, blank=True)
    urut = models.PositiveIntegerField("nomor urut", null=True)
    tahun = models.PositiveSmallIntegerField("tahun", null=True)
    cara_nomor = models.CharField("cara bernomor", max_length=8, choices=CaraNomor, blank=True)
    tanggal = models.DateField("tanggal surat", null=True)
    token = models.CharField(max_length=43, blank=True)
    berkas = models.ForeignKey(Berkas, null=True, on_delete=models.PROTECT, related_name="+")
    sidik_pdf = models.CharField("sidik PDF yang terbit", max_length=64, blank=True)
    berkas_tte = models.ForeignKey(Berkas, null=True, on_delete=models.PROTECT, related_name="+")
    sidik_tte = models.CharField("sidik salinan bertanda tangan elektronik", max_length=64, blank=True)
    dibuat_pada = models.DateTimeField(default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+")
    terbit_pada = models.DateTimeField("terbit", null=True)
    terbit_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+")
    batal_pada = models.DateTimeField("dibatalkan", null=True)
    batal_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+")
    alasan_batal = models.CharField("alasan pembatalan", max_length=300, blank=True)

    objects = SuratQuerySet.as_manager()

    class Meta:
        verbose_name = "surat"
        verbose_name_plural = "surat"
        constraints = (
            models.CheckConstraint(
                name="surat_terbit_lengkap",
                condition=Q(
                    status=StatusSurat.DRAF,
                    nomor="",
                    urut=None,
                    tahun=None,
                    tanggal=None,
                    token="",
                    sidik_pdf="",
                    berkas=None,
                    terbit_pada=None,
                )
                | (
                    Q(
                        status__in=(StatusSurat.TERBIT, StatusSurat.DIBATALKAN),
                        tanggal__isnull=False,
                        tahun=F("tanggal__year"),
                        sidik_pdf__regex=SIDIK,
                        berkas__isnull=False,
                        terbit_pada__isnull=False,
                    )
                    & ~Q(nomor="")
                    & ~Q(token="")
                    & ~Q(cara_nomor="")
                ),
                violation_error_message="Surat yang terbit harus bernomor, bertanggal, dan punya berkasnya.",
            ),
            models.CheckConstraint(
                name="surat_urut_otomatis",
                condition=Q(cara_nomor=CaraNomor.OTOMATIS, urut__isnull=False)
                | (~Q(cara_nomor=CaraNomor.OTOMATIS) & Q(urut=None)),
            ),
            models.CheckConstraint(
                name="surat_batal_beralasan",
                condition=(Q(status=StatusSurat.DIBATALKAN, batal_pada__isnull=False) & ~Q(alasan_batal=""))
                | (~Q(status=StatusSurat.DIBATALKAN) & Q(batal_pada=None, alasan_batal="")),
                violation_error_message="Tulis alasan pembatalan.",
            ),
            models.CheckConstraint(
                name="surat_tte_berpasangan",
                condition=Q(berkas_tte=None, sidik_tte="") | Q(berkas_tte__isnull=False, sidik_tte__regex=SIDIK),
            ),
            models.CheckConstraint(
                name="surat_acuan_berpasangan",
                condition=Q(acuan_jenis="", acuan_id=None) | (~Q(acuan_jenis="") & Q(acuan_id__isnull=False)),
            ),
            models.UniqueConstraint(
                F("kop"),
                F("tahun"),
                Upper("nomor"),
                name="surat_nomor_sekali",
                condition=~Q(nomor=""),
                violation_error_message="Nomor ini sudah dipakai kantor ini pada tahun itu.",
            ),
            models.UniqueConstraint(
                fields=("kop", "tahun", "urut"), name="surat_urut_sekali", condition=Q(urut__isnull=False)
            ),
            models.UniqueConstraint(fields=("token",), name="surat_token_sekali", condition=~Q(token="")),
            models.UniqueConstraint(fields=("id", "wilayah"), name="surat_sasaran_tanda"),
        )
        indexes = (
            # Buku surat per kantor dan tahun, terbaru di atas; draf; surat tentang satu rekaman.
            models.Index(fields=("kop", "tahun", "-terbit_pada", "-id"), name="surat_buku"),
            models.Index(fields=("kop", "-dibuat_pada"), name="surat_draf", condition=Q(status="draf")),
            models.Index(fields=("acuan_id",), name="surat_acuan", condition=Q(acuan_id__isnull=False)),
        )

    def __str__(self) -> str:
        return f"Surat {self.nomor or self.pk}"

    @property
    def terbit(self) -> bool:
        """Whether it is issued and in force."""
        return self.status == StatusSurat.TERBIT


class TandaSurat(models.Model):
    """What a stranger who holds the letter may learn: number, date, office, status; and the hashes to compare with.

    Shares its key with the letter. Found by the SHA-256 of the token alone (`dokumen/tanda.py`).
    """

    dinding = MilikToken()

    id = models.UUIDField(primary_key=True, editable=False)
    wilayah = KolomWilayah()
    sidik_token = models.CharField(max_length=64, unique=True)
    nomor = models.CharField(max_length=100)
    tanggal = models.DateField()
    unit = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=StatusSurat)
    sidik_pdf = models.CharField(max_length=64)
    sidik_tte = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "tanda keaslian surat"
        verbose_name_plural = "tanda keaslian surat"
        constraints = (
            models.CheckConstraint(
                name="tanda_sidik_bentuk",
                condition=Q(sidik_token__regex=SIDIK, sidik_pdf__regex=SIDIK)
                & (Q(sidik_tte="") | Q(sidik_tte__regex=SIDIK)),
            ),
            models.CheckConstraint(
                name="tanda_bukan_draf", condition=Q(status__in=(StatusSurat.TERBIT, StatusSurat.DIBATALKAN))
            ),
        )

    def __str__(self) -> str:
        return f"Tanda {self.pk}"

    @property
    def berlaku(self) -> bool:
        """Whether the letter is in force."""
        return self.status == StatusSurat.TERBIT
