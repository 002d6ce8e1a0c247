"""Buku kerja yang menunggu seseorang: unggahan yang perlu diputuskan, ekspor yang siap dan belum diunduh."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import JSONObject
from django.utils import timezone

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.models import Unduhan
from tksk_portal.excel.enums import StatusUnggahan
from tksk_portal.excel.models import Ekspor, Unggahan

PETAKAN, PRATINJAU, SIAP = StatusUnggahan.PETAKAN.value, StatusUnggahan.PRATINJAU.value, "siap"
TERBANYAK = 50


@dataclass(frozen=True)
class BukuMenunggu:
    """One workbook that waits: `apa` is PETAKAN, PRATINJAU or SIAP; `isi` holds its numbers of rows."""

    apa: str
    id: UUID
    isi: dict
    pada: datetime


def buku_menunggu(by: Lingkup) -> list[BukuMenunggu]:
    """Return the workbooks that wait for a duty, newest first, at most `TERBANYAK`. One query.

    Uploads wait for the whole office, an export only for its requester and until the first download.
    """
    unggahan = Unggahan.objects.milik(by).filter(status__in=(PETAKAN, PRATINJAU), dibersihkan_pada=None)
    diunduh = Unduhan.objects.filter(berkas=OuterRef("berkas"), oleh=by.akun_id)
    siap = Ekspor.objects.milik(by).filter(
        ~Exists(diunduh), Q(kedaluwarsa_pada=None) | Q(kedaluwarsa_pada__gt=timezone.now()), berkas__isnull=False
    )
    semua = (
        unggahan.order_by()
        .values_list("status", "pk", "hitung", "dibuat_pada")
        .union(
            siap.order_by().values_list(Value(SIAP), "pk", JSONObject(baris=F("baris_ditulis")), "selesai_pada"),
            all=True,
        )
    )
    return [BukuMenunggu(*b) for b in semua.order_by("-dibuat_pada")[:TERBANYAK]]
