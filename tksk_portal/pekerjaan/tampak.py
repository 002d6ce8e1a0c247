"""Pekerjaan dalam kata dan angka, untuk halamannya."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from tksk_portal.pekerjaan.enums import NADA, Status
from tksk_portal.pekerjaan.models import Pekerjaan


@dataclass(frozen=True)
class Tampak:
    """What the pages show of a job."""

    p: Pekerjaan
    label: str
    nada: str
    persen: int | None
    berkas_url: str
    url: str
    label_url: str
    ringkas: list


def tampak(p: Pekerjaan) -> Tampak:
    """Return a job as the pages show it."""
    hasil = p.hasil if p.status == Status.SELESAI else {}
    return Tampak(
        p=p,
        label="Sedang dibatalkan" if p.dibatalkan_nanti else p.get_status_display(),
        nada=NADA[Status(p.status)],
        persen=p.selesai_butir * 100 // p.jumlah_butir if p.jumlah_butir else None,
        berkas_url=_berkas(hasil.get("berkas")),
        url=hasil.get("url", ""),
        label_url=hasil.get("label") or "Lanjut",
        ringkas=hasil.get("ringkas") or [],
    )


def _berkas(kunci: str | None) -> str:
    """Return the download address; the room of files is beside this one, only its address is known here."""
    if not kunci:
        return ""
    try:
        return reverse("arsip:unduh", args=[kunci])
    except NoReverseMatch:
        return ""
