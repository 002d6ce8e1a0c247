"""Mencetak daftar untuk cek lapangan. Mencetak berarti membuka: tiap orang di kertas itu dicatat."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from pmks.cek_lapangan import PALING_BANYAK, banyak_cocok, banyak_dibatasi, susun
from pmks.enums import Peka
from pmks.models import Orang
from pmks.saringan import SaringOrang
from tksk_portal.akses.izin import perlu
from tksk_portal.jejak.models import Bagian, catat_pembukaan_banyak


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.cetak")
def cek_lapangan(request: HttpRequest) -> HttpResponse:
    """Show what would be printed (GET), or the sheet itself (POST), which is logged for each person on it."""
    by = request.lingkup
    saring = SaringOrang(request.GET, queryset=Orang.objects.all(), lingkup=by)
    if not saring.is_valid():
        return redirect("pmks:daftar")
    tanya = {k: v for k, v in request.GET.items() if k in saring.filters and v}
    konteks = {
        "batas": PALING_BANYAK,
        "saringan": _kata(saring),
        "kini": timezone.now(),
        "kembali": reverse("pmks:daftar") + ("?" + urlencode(tanya) if tanya else ""),
        "remah": [("PMKS", reverse("pmks:daftar"))],
    }
    # Sebelum dicetak hanya banyaknya yang cocok: berapa di antaranya yang peka sudah mengatakan siapa.
    banyak = banyak_cocok(saring)
    if request.method != "POST" or banyak == 0:
        konteks |= {"banyak": banyak, "dibatasi": banyak_dibatasi(saring)}
        return render(request, "pmks/cek_lapangan.html", konteks)
    daftar = susun(saring, dengan_peka="peka" in request.POST)
    catat_pembukaan_banyak(objek=[*daftar.orang, *daftar.tersembunyi], bagian=Bagian.CETAK, by=by)
    return render(request, "pmks/cek_lapangan_cetak.html", konteks | {"d": daftar})


def _kata(saring: SaringOrang) -> list[str]:
    """Return the chosen filters in words."""
    isi = saring.form.cleaned_data
    pilihan = {
        n: {str(k): label for k, label in saring.filters[n].extra.get("choices", ())}
        for n in ("status", "umur", "jk", "nik")
        if n in saring.filters
    }
    kata = [isi["wilayah"].sebutan] if isi["wilayah"] else []
    # Jenis yang peka tidak ikut ke kertas, juga tidak sebagai judulnya.
    kata += [isi["jenis"].nama] if isi["jenis"] and isi["jenis"].peka == Peka.BIASA else []
    return kata + [str(pilihan[n][str(isi[n])]) for n in pilihan if isi[n]]
