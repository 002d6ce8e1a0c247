"""Halaman seseorang yang sudah tidak di sini: digabung dengan data lain, atau pindah ke kecamatan lain."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pmks.enums import StatusPindahan
from pmks.models import Orang, Penggabungan, Pindahan
from tksk_portal.akses.izin import boleh

TIDAK_ADA = 404


def penunjuk(request: HttpRequest, pk: UUID, orang: Orang | None) -> HttpResponse:
    """Point at the record that a merged one lives on in, or say where a person went; identities are not named.

    Args:
        orang: the merged record where the reader sees it; None where nothing is visible.

    Raises:
        Http404: the reader knows nothing of this person.
    """
    utama = orang.digabung_ke_id if orang else None
    if utama is None:
        digabung = Penggabungan.objects.filter(lain=pk, diurungkan_pada=None)
        utama = digabung.values_list("utama", flat=True).first()
    konteks = {"utama": utama, "pindahan": None, "remah": [("PMKS", reverse("pmks:daftar"))]}
    if utama is not None:
        return render(request, "pmks/penunjuk.html", konteks)
    if boleh(request.lingkup, "pmks.pindah"):
        pergi = Pindahan.objects.filter(orang=pk, status=StatusPindahan.DITERIMA).select_related("ke__induk")
        konteks["pindahan"] = pergi.order_by("-dijawab_pada").first()
    if konteks["pindahan"] is None:
        raise Http404
    return render(request, "pmks/penunjuk.html", konteks, status=TIDAK_ADA)
