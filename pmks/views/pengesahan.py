"""Pengesahan provinsi per kabupaten/kota dan periode."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.db.models.functions import Left
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from uuid_utils.compat import uuid7

from pmks.actions import kesatuan_menunggu_pengesahan, sahkan_periode
from pmks.actions.sahkan import menunggu_pengesahan
from pmks.angka import angka_pokok
from pmks.forms import KecualikanForm, SahkanForm
from pmks.models import Kasus, KasusKesatuan, Pengesahan, acuan_jenis
from pmks.saringan import kunci_uuid
from pmks.surat import ACUAN, BERITA_ACARA, buat_berita_acara
from pmks.tampak import TERTUTUP, hias_nama
from pmks.tampak_kesatuan import hias_kasus_kesatuan
from pmks.views.banyak import CATATAN
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.dokumen.actions import Ditolak
from tksk_portal.dokumen.models import Surat
from tksk_portal.jejak.tampak import PERLU_TUJUAN
from tksk_portal.tampilan.formulir import keluhan
from tksk_portal.tinjauan.enums import Status
from tksk_portal.wilayah.models import Wilayah

SESI = "pengecualian"
KESATUAN_TAMPIL = 100


@require_safe
@perlu("pmks.sahkan")
def daftar(request: HttpRequest) -> HttpResponse:
    """Show per kabupaten/kota what waits for approval, and the latest approvals."""
    tempat = request.lingkup.tempat
    kabkota = list(Wilayah.objects.berlaku().filter(induk=tempat).order_by("kode"))
    per_tempat = angka_pokok([w.pk for w in kabkota], di_bawah=tempat)
    kesatuan = _kesatuan_per_kabkota()
    for w in kabkota:
        w.menunggu = per_tempat[w.pk].siap_disahkan + kesatuan.get((w.pk, Status.DIVERIFIKASI), 0)
        w.disahkan = per_tempat[w.pk].kasus_disahkan + kesatuan.get((w.pk, Status.DISAHKAN), 0)
    konteks = {
        "menunggu": [w for w in kabkota if w.menunggu],
        "tuntas": [w for w in kabkota if not w.menunggu],
        "terakhir": Pengesahan.objects.select_related("wilayah", "oleh").annotate(kesatuan=Count("kasus_kesatuan"))[
            :10
        ],
        "jumlah": sum(w.menunggu for w in kabkota),
    }
    return render(request, "pmks/pengesahan.html", konteks)


def _kesatuan_per_kabkota() -> dict[tuple[str, str], int]:
    """Return (kabupaten/kota, status) -> how many families, groups and communities in types."""
    semua = KasusKesatuan.objects.filter(status__in=(Status.DIVERIFIKASI, Status.DISAHKAN)).order_by()
    baris = semua.annotate(k=Left("wilayah_id", 5)).values("k", "status").annotate(n=Count("pk"))
    return {(b["k"], b["status"]): b["n"] for b in baris}


def _ambil_kabkota(request: HttpRequest, kode: str) -> Wilayah:
    if not request.lingkup.memuat(kode):
        raise Http404
    return get_object_or_404(Wilayah.objects.berlaku(), pk=kode, tingkat=2)


def _kecuali(request: HttpRequest, kode: str) -> dict[UUID, str]:
    return {UUID(k): alasan for k, alasan in request.session.get(SESI, {}).get(kode, {}).items()}


@require_safe
@perlu("pmks.sahkan")
def siapkan(request: HttpRequest, kode: str) -> HttpResponse:
    """Show what would be approved: totals per kecamatan and type, the rows, and what is left out."""
    kabkota = _ambil_kabkota(request, kode)
    rekaman = menunggu_pengesahan(kode)
    kecuali = _kecuali(request, kode)
    lembar = halaman(request, rekaman.select_related("orang", "jenis"), urut=("diverifikasi_pada", "id"))
    dikecualikan = list(rekaman.filter(pk__in=list(kecuali)).select_related("orang", "jenis"))
    _hias_nama([*lembar.baris, *dikecualikan], request)
    for k in [*lembar.baris, *dikecualikan]:
        k.alasan = kecuali.get(k.pk, "")
    kini = timezone.now()
    siap_kesatuan = kesatuan_menunggu_pengesahan(kode)
    konteks = {
        "kabkota": kabkota,
        "kesatuan": _siap_kesatuan(request, siap_kesatuan, kecuali),
        "jumlah_kesatuan": siap_kesatuan.count(),
        "kesatuan_dikecualikan": siap_kesatuan.filter(pk__in=list(kecuali)).count(),
        "perlu_tujuan": request.lingkup.peran in PERLU_TUJUAN,
        "halaman": lembar,
        "kasus": lembar.baris,
        "dikecualikan": dikecualikan,
        "per_kecamatan": _per_kecamatan(kode),
        "per_jenis": _per_jenis(kode),
        "jumlah": rekaman.order_by().count(),
        "periode": timezone.localdate().replace(day=1),
        "saring_tetap": [],
        "catatan_banyak": request.session.pop(CATATAN, ""),
        "form": SahkanForm(initial={"id": uuid7(), "dilihat": kini.isoformat()}, auto_id="sahkan_%s"),
        "form_kecuali": KecualikanForm(auto_id="kecuali_%s"),
        "remah": [("Pengesahan", reverse("pmks:pengesahan"))],
    }
    return render(request, "pmks/siapkan_pengesahan.html", konteks)


def _siap_kesatuan(request: HttpRequest, siap: QuerySet, kecuali: dict[UUID, str]) -> list[KasusKesatuan]:
    """Return the families, groups and communities shown before an approval: those left out, then the oldest."""
    urut = siap.select_related("kesatuan", "jenis").order_by("diverifikasi_pada", "id")
    semua = [*urut.filter(pk__in=list(kecuali)), *urut.exclude(pk__in=list(kecuali))[:KESATUAN_TAMPIL]]
    hias_kasus_kesatuan(semua, request.lingkup)
    for k in semua:
        k.alasan = kecuali.get(k.pk, "")
    return semua


def _hias_nama(kasus: list[Kasus], request: HttpRequest) -> None:
    """Set what these rows show: a type stands in them, so a closed one says nothing of the person."""
    hias_nama([k.orang for k in kasus], request.lingkup)
    for k in kasus:
        k.nama_tampil = k.orang.nama if k.orang.terbuka else TERTUTUP


def _per_kecamatan(kode: str) -> list[tuple[str, int]]:
    nama = dict(Wilayah.objects.filter(induk=kode).values_list("kode", "nama"))
    baris = (
        menunggu_pengesahan(kode)
        .order_by()
        .annotate(kec=Left("wilayah_id", 8))
        .values("kec")
        .annotate(n=Count("pk"))
        .order_by("-n", "kec")
    )
    return [(nama.get(b["kec"], b["kec"]), b["n"]) for b in baris]


def _per_jenis(kode: str) -> list[tuple[str, int]]:
    nama = {kode: j.nama for kode, j in acuan_jenis().items()}
    baris = menunggu_pengesahan(kode).order_by().values("jenis").annotate(n=Count("pk")).order_by("-n", "jenis")
    return [(nama[b["jenis"]], b["n"]) for b in baris]


@require_POST
@perlu("pmks.sahkan")
def kecualikan(request: HttpRequest, kode: str) -> HttpResponse:
    """Leave one record out of the coming approval, or take it back in."""
    _ambil_kabkota(request, kode)
    semua = request.session.get(SESI, {})
    milik: dict = semua.setdefault(kode, {})
    kunci = kunci_uuid(request.POST.get("kasus", ""))
    if "batal" in request.POST:
        milik.pop(str(kunci), None)
    else:
        form = KecualikanForm(request.POST)
        if form.is_valid():
            dipilih = form.cleaned_data["kasus"]
            kasus = kesatuan_menunggu_pengesahan(kode).filter(pk=dipilih).first()
            kasus = kasus or get_object_or_404(menunggu_pengesahan(kode), pk=dipilih)
            milik[str(kasus.pk)] = form.cleaned_data["alasan"]
        else:
            messages.error(request, keluhan(form))
    request.session[SESI] = semua
    return redirect("pmks:siapkan_pengesahan", kode)


@require_POST
@perlu("pmks.sahkan")
def sahkan(request: HttpRequest, kode: str) -> HttpResponse:
    """Approve what was shown, in one act."""
    _ambil_kabkota(request, kode)
    form = SahkanForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Muat ulang halaman ini, lalu coba lagi.")
        return redirect("pmks:siapkan_pengesahan", kode)
    isi = form.cleaned_data
    try:
        hasil = sahkan_periode(
            kunci=isi["id"],
            kabkota=kode,
            periode=timezone.localdate(),
            dilihat=isi["dilihat"],
            kecuali=_kecuali(request, kode),
            by=request.lingkup,
            catatan=isi["catatan"],
        )
    except ValueError as salah:
        messages.error(request, str(salah))
        return redirect("pmks:siapkan_pengesahan", kode)
    semua = request.session.get(SESI, {})
    semua.pop(kode, None)
    request.session[SESI] = semua
    messages.success(request, "Pengesahan selesai.")
    return redirect("pmks:rinci_pengesahan", hasil.pk)


@require_safe
@perlu("pmks.pengesahan")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one approval: who, when, how many, what was left out and why."""
    pengesahan = get_object_or_404(Pengesahan.objects.select_related("wilayah", "oleh"), pk=pk)
    pengecualian = list(pengesahan.pengecualian.select_related("kasus__orang", "kasus__jenis"))
    _hias_nama([p.kasus for p in pengecualian], request)
    kesatuan = pengesahan.kasus_kesatuan.order_by()
    kecuali_kesatuan = list(pengesahan.pengecualian_kesatuan.select_related("kasus__kesatuan", "kasus__jenis"))
    hias_kasus_kesatuan([p.kasus for p in kecuali_kesatuan], request.lingkup)
    nama = dict(Wilayah.objects.filter(induk=pengesahan.wilayah_id).values_list("kode", "nama"))
    per_kecamatan = (
        Kasus.objects.filter(pengesahan=pengesahan)
        .annotate(kec=Left("wilayah_id", 8))
        .values("kec")
        .annotate(n=Count("pk"))
        .order_by("kec")
    )
    boleh_surat = boleh(request.lingkup, BERITA_ACARA.izin)
    konteks = {
        "pengesahan": pengesahan,
        "perlu_tujuan": request.lingkup.peran in PERLU_TUJUAN,
        "boleh_buka": boleh(request.lingkup, "pmks.buka"),
        "pengecualian": pengecualian,
        "kecuali_kesatuan": kecuali_kesatuan,
        "jumlah_dikecualikan": len(pengecualian) + len(kecuali_kesatuan),
        "jumlah_kesatuan": kesatuan.count(),
        "per_kecamatan": [(nama.get(b["kec"], b["kec"]), b["n"]) for b in per_kecamatan],
        "boleh_surat": boleh_surat,
        "surat": list(Surat.objects.tentang(ACUAN, pengesahan.pk)[:5]) if boleh_surat else [],
        "remah": [("Pengesahan", reverse("pmks:pengesahan") if request.lingkup.peran == "provinsi" else None)],
    }
    return render(request, "pmks/rinci_pengesahan.html", konteks)


@require_POST
@perlu("pmks.sahkan")
def berita_acara(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the report of an approval as a draft letter, or open the one that is already there."""
    pengesahan = get_object_or_404(Pengesahan.objects.select_related("wilayah", "oleh"), pk=pk)
    try:
        surat = buat_berita_acara(pengesahan, by=request.lingkup)
    except Ditolak as tolak:
        messages.error(request, tolak.pesan)
        return redirect("pmks:rinci_pengesahan", pk)
    return redirect("dokumen:rinci", surat.pk)
