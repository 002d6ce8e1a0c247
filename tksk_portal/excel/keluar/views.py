"""Halaman ekspor: meminta, melihat milik sendiri, dan catatan kantor siapa mengunduh apa."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.arsip.models import Unduhan
from tksk_portal.excel.keluar.actions import Ditolak, minta_ekspor
from tksk_portal.excel.keluar.forms import EksporForm
from tksk_portal.excel.keluar.kerja import keterangan, masih_berhak
from tksk_portal.excel.keluar.sumber import Sumber, daftar_sumber
from tksk_portal.excel.models import Ekspor
from tksk_portal.pekerjaan.enums import Status
from tksk_portal.pekerjaan.models import Pekerjaan
from tksk_portal.wilayah.models import Wilayah

TERBARU = ("-dibuat_pada", "-id")
# status pekerjaan -> (kata, nada)
KATA = {
    Status.ANTRE: ("menunggu giliran", "abu"),
    Status.BERJALAN: ("sedang dibuat", "biru"),
    Status.GAGAL: ("gagal", "merah"),
    Status.DIBATALKAN: ("dibatalkan", "abu"),
}


@dataclass(frozen=True)
class Keadaan:
    """Where an export stands, in words and colour."""

    teks: str
    nada: str
    siap: bool = False
    jalan: bool = False


def ambil_sumber(kode: str) -> Sumber:
    """Return a source, or raise 404."""
    sumber = daftar_sumber().get(kode)
    if sumber is None:
        raise Http404
    return sumber


def hias(semua: list[Ekspor]) -> list[Ekspor]:
    """Add to each export where it stands, and how often it was downloaded. Two queries."""
    status = dict(Pekerjaan.objects.filter(pk__in=[e.pekerjaan for e in semua]).values_list("pk", "status"))
    unduhan = {
        u["berkas_id"]: u
        for u in Unduhan.objects.filter(berkas_id__in=[e.berkas for e in semua if e.berkas])
        .values("berkas_id")
        .annotate(n=Count("pk"), akhir=Max("pada"))
        .order_by()
    }
    for e in semua:
        e.keadaan = _keadaan(e, status.get(e.pekerjaan))
        u = unduhan.get(e.berkas, {"n": 0, "akhir": None})
        e.banyak_unduh, e.terakhir_unduh = u["n"], u["akhir"]
        sumber = daftar_sumber().get(e.sumber)
        e.nama_sumber = sumber.nama if sumber else e.sumber
    return semua


def _keadaan(e: Ekspor, status: str | None) -> Keadaan:
    if e.berkas is not None:
        habis = e.kedaluwarsa_pada is not None and e.kedaluwarsa_pada <= timezone.now()
        return Keadaan("kedaluwarsa", "abu") if habis else Keadaan("siap diunduh", "hijau", siap=True)
    if status is None:
        return Keadaan("tidak selesai", "abu")
    teks, nada = KATA.get(Status(status), ("tidak selesai", "abu"))
    return Keadaan(teks, nada, jalan=status in (Status.ANTRE, Status.BERJALAN))


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("ekspor.buat")
def baru(request: HttpRequest, sumber: str) -> HttpResponse:
    """Ask for an export of a list with its filters."""
    asal = ambil_sumber(sumber)
    by = request.lingkup
    if not asal.boleh_ekspor(by):
        raise PermissionDenied
    saring = asal.saring(request.GET, by)
    if saring is None:
        raise Http404
    kembali = asal.daftar_url(saring)
    form = EksporForm(request.POST or None, sumber=asal, saring=saring, by=by, batal=kembali)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        try:
            ekspor = minta_ekspor(
                kunci=d["id"],
                sumber=asal,
                tata=form.berlaku[d["tata_letak"]],
                saring=saring,
                format_berkas=d["format"],
                identitas=d["identitas"],
                tujuan=d["tujuan"],
                by=by,
            )
        except Ditolak as salah:
            form.add_error(None, salah.pesan)
        else:
            messages.success(request, "Berkas sedang dibuat. Halaman ini boleh ditutup; hasilnya ada di Unduhan.")
            return redirect("pekerjaan:rinci", ekspor.pekerjaan)
    konteks = {
        "form": form,
        "sumber": asal,
        "kata_saring": asal.kata_saring(saring, by),
        "dicari": "dicari" in request.GET,
        "kira": form.kira,
        "samar_selalu": not asal.boleh_identitas(by),
        "remah": [(asal.nama, kembali)],
    }
    return render(request, "excel/keluar/baru.html", konteks, status=422 if form.errors else 200)


@require_safe
@perlu("ekspor.buat")
def daftar(request: HttpRequest) -> HttpResponse:
    """List one's own exports under the present duty."""
    by = request.lingkup
    lembar = halaman(request, Ekspor.objects.milik(by), urut=TERBARU)
    hias(lembar.baris)
    konteks = {
        "halaman": lembar,
        "boleh_catatan": boleh(by, "ekspor.catatan"),
        "mulai": [(s.nama, s.daftar_url({})) for s in daftar_sumber().values() if s.boleh_ekspor(by)],
    }
    return render(request, "excel/keluar/daftar.html", konteks)


@require_safe
@perlu("ekspor.buat")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one of one's own exports: the same facts as its cover sheet, the download, and the way to make it anew."""
    by = request.lingkup
    ekspor = get_object_or_404(Ekspor.objects.milik(by).select_related("pemohon"), pk=pk)
    hias([ekspor])
    sumber = daftar_sumber().get(ekspor.sumber)
    if sumber is None:
        raise Http404
    tempat = Wilayah.objects.get(pk=ekspor.wilayah_id)
    saat = timezone.localtime(ekspor.selesai_pada or ekspor.dibuat_pada)
    isi = keterangan(ekspor, ekspor.pemohon.nama, tempat.sebutan, saat)
    if ekspor.berkas is None:
        isi.pop("Unduhan tersedia sampai")
    lagi = reverse("ekspor:baru", args=[ekspor.sumber])
    konteks = {
        "ekspor": ekspor,
        "isi": list(isi.items()),
        "berhak": masih_berhak(ekspor, by),
        "lagi": f"{lagi}?{urlencode(ekspor.saring)}" if ekspor.saring else lagi,
        "remah": [("Unduhan", reverse("ekspor:daftar"))],
    }
    return render(request, "excel/keluar/rinci.html", konteks)


@require_safe
@perlu("ekspor.catatan")
def catatan(request: HttpRequest) -> HttpResponse:
    """List all exports of the office and those under it: who took what, when, how much, why."""
    semua = Ekspor.objects.select_related("pemohon", "wilayah")
    identitas = request.GET.get("identitas") == "1"
    lembar = halaman(request, semua.filter(identitas=True) if identitas else semua, urut=TERBARU)
    hias(lembar.baris)
    konteks = {"halaman": lembar, "identitas": identitas, "remah": [("Unduhan", reverse("ekspor:daftar"))]}
    return render(request, "excel/keluar/catatan.html", konteks)
