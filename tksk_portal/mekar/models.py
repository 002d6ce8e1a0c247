"""Pemekaran: satu daftar kode lama dan baru, rencananya, pelaksanaannya, dan pengurungannya."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from tksk_portal.akun.models import Akun
from tksk_portal.mekar.enums import BERDATA, Asal, StatusMekar
from tksk_portal.wilayah.dinding import KolomWilayah, Milik, Riwayat

S = StatusMekar


def _pasangan(awal: str, pesan: str) -> models.CheckConstraint:
    kosong = Q(**{f"{awal}_pada": None, f"{awal}_oleh": None})
    isi = Q(**{f"{awal}_pada__isnull": False, f"{awal}_oleh__isnull": False})
    return models.CheckConstraint(
        name=f"mekar_{awal}_berpasangan", condition=kosong | isi, violation_error_message=pesan
    )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["butir", "hitung", "sebelum", "pangkal", "kait", "dibuat_pada", "dibuat_oleh", "dibuat_sebagai"],
    model_name="MekarRiwayat",
    attrs={"dinding": Riwayat("mekar_mekar")},
)
class Mekar(models.Model):
    """One split of regions. Codes and counts only, nobody's data.

    Attributes:
        butir: the lines of the list: nomor, aksi, lama, nama_lama, baru, nama, nama_cari, jenis, tingkat, induk.
        hitung: what moved: [[table label, table.column, rows], …].
        sebelum: the regions as they were: "lama" {code: [valid until, note]}, "baru" {code: null or [name, name for
            search, valid since, valid until, note]}, "penerus" [[old, new], …] that were there already.
        pangkal: rows at the new codes right after it: {table.column: {code: rows}}; what came later prevents undoing.
        kait: what other rooms need in order to undo their part: {dotted name: …} (`mekar/kait.py`).
        bercampur: a new code held rows before: they cannot be told apart any more, so it cannot be undone.
    """

    dinding = Milik()
    mekar_tetap = "catatan pemekaran itu sendiri; milik kantor yang menjalankannya"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    wilayah = KolomWilayah(verbose_name="kantor yang menjalankan")
    status = models.CharField(max_length=10, choices=StatusMekar, default=S.RENCANA)
    asal = models.CharField("asal daftar", max_length=8, choices=Asal)
    nama_berkas = models.CharField("nama berkas", max_length=120, blank=True)
    dasar = models.CharField("dasar hukum", max_length=200)
    berlaku_sejak = models.DateField("kode baru berlaku sejak")
    catatan_masa = models.CharField("catatan tentang tanggal itu", max_length=200, blank=True)
    butir = models.JSONField("baris daftar", default=list)
    hitung = models.JSONField("baris yang berpindah", default=list)
    sebelum = models.JSONField("wilayah sebelum dijalankan", default=dict)
    pangkal = models.JSONField("baris pada kode baru sesudah dijalankan", default=dict)
    kait = models.JSONField("catatan ruang lain", default=dict)
    bercampur = models.BooleanField("kode baru sudah berisi data", default=False)
    pesan = models.CharField("mengapa terakhir kali gagal", max_length=500, blank=True)
    pekerjaan = models.UUIDField("pekerjaan yang menjalankannya", null=True)
    dibuat_pada = models.DateTimeField("dibuat pada", default=timezone.now, editable=False)
    dibuat_oleh = models.ForeignKey(Akun, on_delete=models.PROTECT, related_name="+", editable=False)
    dibuat_sebagai = models.CharField(max_length=160, editable=False)
    dijalankan_pada = models.DateTimeField("dijalankan pada", null=True, editable=False)
    dijalankan_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False)
    diurungkan_pada = models.DateTimeField("diurungkan pada", null=True, editable=False)
    diurungkan_oleh = models.ForeignKey(Akun, null=True, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        verbose_name = "pemekaran"
        verbose_name_plural = "pemekaran"
        constraints = (
            models.UniqueConstraint(
                fields=("wilayah",),
                name="mekar_satu_berjalan",
                condition=Q(status=S.DIANTREKAN),
                violation_error_message="Pemekaran lain sedang dijalankan. Tunggu sampai selesai.",
            ),
            _pasangan("dijalankan", "Yang dijalankan harus punya waktu dan pelakunya."),
            _pasangan("diurungkan", "Yang diurungkan harus punya waktu dan pelakunya."),
            models.CheckConstraint(
                name="mekar_status_lengkap",
                condition=~Q(status__in=(S.SELESAI, S.DIURUNGKAN), dijalankan_pada=None)
                & ~Q(status=S.DIURUNGKAN, diurungkan_pada=None)
                & ~Q(status__in=(S.RENCANA, S.DIBUANG), dijalankan_pada__isnull=False),
                violation_error_message="Keadaan pemekaran tidak cocok dengan waktu pelaksanaannya.",
            ),
        )
        indexes = (models.Index(fields=("wilayah", "-dibuat_pada"), name="mekar_terbaru"),)

    def __str__(self) -> str:
        return f"Pemekaran {self.pk}"

    @property
    def pasangan(self) -> list[tuple[str, str]]:
        """(old code, new code) of the lines that carry data."""
        return [(b["lama"], b["baru"]) for b in self.butir if b["aksi"] in BERDATA]

    @property
    def kode_baru(self) -> list[str]:
        """All new codes."""
        return [b["baru"] for b in self.butir]

    @property
    def kode_lama(self) -> list[str]:
        """All old codes, each once."""
        return list(dict.fromkeys(b["lama"] for b in self.butir if b["lama"]))

    @property
    def mengurungkan(self) -> bool:
        """Whether what runs now is the undoing."""
        return self.status == S.DIANTREKAN and self.dijalankan_pada is not None
