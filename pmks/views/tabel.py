"""Tabel angka yang tetap, di layar dan sebagai CSV. Bagi pembaca tanpa hak atas identitas ini satu-satunya angka."""

import csv
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pmks.bulat import DASAR
from pmks.tabel import susun_tabel
from tksk_portal.akses.izin import perlu


@require_safe
@perlu("pmks.rekap")
def tabel(request: HttpRequest) -> HttpResponse:
    """Show the fixed tables of the duty's place; the address carries nothing."""
    return render(
        request,
        "pmks/tabel.html",
        {"tabel": susun_tabel(request.tugas.tempat), "dasar": DASAR, "kini": timezone.now(), "remah": []},
    )


@require_safe
@perlu("pmks.rekap")
def unduh(request: HttpRequest) -> HttpResponse:
    """Return the same rounded numbers as CSV."""
    isi = StringIO()
    tulis = csv.writer(isi, delimiter=";", lineterminator="\r\n")
    tulis.writerow([f"Tabel angka PMKS {request.tugas.tempat.sebutan}", f"{timezone.localtime():%d-%m-%Y %H:%M}"])
    tulis.writerow([f"Setiap angka dibulatkan ke kelipatan {DASAR} terdekat"])
    for t in susun_tabel(request.tugas.tempat):
        tulis.writerows([[], [t.judul, t.satuan], t.kepala])
        tulis.writerows([label, *angka] for label, angka in t.baris)
    jawaban = HttpResponse(isi.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    jawaban["Content-Disposition"] = 'attachment; filename="tabel-angka-pmks.csv"'
    return jawaban
