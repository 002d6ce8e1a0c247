"""Dua pemeriksa memutuskan data yang sama: yang kedua diberi tahu dan melihat kedua putusannya."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pmks.models import Kasus, Revisi
from pmks.tampak import boleh_rinci
from tksk_portal.akses.izin import boleh
from tksk_portal.tinjauan.enums import NADA, Aksi, Status

BENTROK = 409


def bentrok(
    request: HttpRequest, rekaman: Kasus | Revisi, aksi: Aksi, *, komentar: str, versi: int | None
) -> HttpResponse:
    """Show what stands in the register now beside what this reviewer was about to write; nothing was written.

    A page, not a message: messages travel in a cookie, and a comment may name the person.

    Args:
        versi: of the record as the reviewer saw it; the same as now when only the person's identity changed.
    """
    kini = type(rekaman).objects.select_related("orang__diubah_oleh").filter(pk=rekaman.pk).first() or rekaman
    terakhir = kini.putusan.select_related("oleh").order_by("-pada").first()
    konteks = {
        "rekaman": kini,
        "orang": kini.orang,
        "nada": NADA[Status(kini.status)],
        "terakhir": terakhir,
        "sendiri": terakhir is not None and terakhir.oleh_id == request.lingkup.akun_id and kini.versi != versi,
        # Putusannya belum berubah: yang berubah identitasnya atau isi jenisnya.
        "putusan_sama": kini.versi == versi,
        "terbuka": boleh_rinci(kini.orang, request.lingkup),
        "boleh_riwayat": boleh(request.lingkup, "pmks.riwayat"),
        "aksi": aksi,
        "komentar": komentar,
        "dari_meja": request.POST.get("ke") == "periksa",
        "remah": [("PMKS", reverse("pmks:daftar"))],
    }
    return render(request, "pmks/bentrok.html", konteks, status=BENTROK)
