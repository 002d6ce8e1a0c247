"""Kebutuhan, layanan, dan data DTSEN seseorang: mencatat, membetulkan, menandai selesai."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from uuid_utils.compat import uuid7

from pmks.actions import (
    CatatanTerpakai,
    KunciAsing,
    LayananBasi,
    buka_kebutuhan,
    catat_dtsen,
    catat_kebutuhan,
    catat_layanan,
    hapus_dtsen,
    hapus_layanan,
    tutup_kebutuhan,
    ubah_layanan,
)
from pmks.enums import JenisKebutuhan
from pmks.forms import AlasanForm, DTSENForm, KebutuhanForm, LayananForm, SelesaiForm
from pmks.models import DataDTSEN, Kebutuhan, Layanan, Orang, Program
from pmks.saringan import kunci_uuid
from pmks.views.rinci import ambil
from tksk_portal.akses.izin import perlu
from tksk_portal.jejak.tampak import catat_dibaca
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.kirim import ULANG

DITOLAK, BENTROK = 422, 409
TERPAKAI = (
    "Isian dengan kunci ini sudah tersimpan dengan isi lain, dan tidak ditimpa. Isian Anda di bawah sudah diberi kunci "
    "baru: periksa dahulu halaman orangnya, lalu tekan Simpan bila memang catatan lain."
)
ASING = (
    "Kunci isian ini tidak dapat dipakai. Belum ada yang tersimpan; isian Anda sudah diberi kunci baru, simpan lagi."
)


def ke_orang(orang: Orang, apa: str) -> HttpResponse:
    """Redirect to the person's page, which tells the phone that this draft has arrived."""
    return redirect(reverse("pmks:rinci", args=[orang.pk]) + f"?tersimpan={apa}#perjalanan")


def tampil(
    request: HttpRequest, orang: Orang, form, *, apa: str, judul: str, status: int = 200, templat: str = "", **lain
) -> HttpResponse:
    """Show one of the course's forms; reading the name on it is logged like the record."""
    catat_dibaca(request, orang)
    konteks = {
        "orang": orang,
        "form": form,
        "apa": apa,
        "judul_isian": judul,
        "tombol": "Simpan",
        "pesan_kunci": "",
        "draf_kunci": orang.pk,
        "remah": [("PMKS", reverse("pmks:daftar")), (orang.nama, reverse("pmks:rinci", args=[orang.pk]))],
    }
    return render(request, templat or "pmks/isian_jalan.html", konteks | lain, status=status)


def kunci_baru(form) -> None:
    """Give a refused form a fresh key: what is sent next is another entry."""
    data = form.data.copy()
    data["id"] = str(uuid7())
    form.data = data


def kirim(form, tulis) -> tuple[object, int, str]:
    """Carry out an action for a valid form; return (answer, status, what to say about the key). None: refused."""
    try:
        return tulis(), 200, ""
    except CatatanTerpakai:
        kunci_baru(form)
        return None, BENTROK, TERPAKAI
    except KunciAsing:
        kunci_baru(form)
        return None, BENTROK, ASING
    except Ditolak as salah:
        form.add_error(None, str(salah))
        return None, DITOLAK, ""


# Kebutuhan ------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.jalan")
def kebutuhan_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a need: each kind is a button that sends."""
    orang = ambil(pk)
    tetap = {"apa": "kebutuhan", "judul": "Tambah kebutuhan", "templat": "pmks/kebutuhan.html"}
    tetap["jenis"] = JenisKebutuhan.choices
    if request.method != "POST":
        return tampil(request, orang, KebutuhanForm(initial={"id": uuid7()}, orang=orang), **tetap)
    form = KebutuhanForm(request.POST, orang=orang)
    if not form.is_valid():
        return tampil(request, orang, form, status=DITOLAK, **tetap)
    hasil, status, pesan = kirim(
        form,
        lambda: catat_kebutuhan(orang=orang, kunci=form.cleaned_data["id"], isi=form.isi(), by=request.lingkup),
    )
    if hasil is None:
        return tampil(request, orang, form, status=status, pesan_kunci=pesan, **tetap)
    satu, ulang = hasil
    messages.success(request, ULANG if ulang else f"Kebutuhan {satu.get_jenis_display().lower()} dicatat.")
    return ke_orang(orang, "kebutuhan")


def _kebutuhan(orang: Orang, pk: UUID) -> Kebutuhan:
    satu = get_object_or_404(Kebutuhan, pk=pk, orang=orang)
    satu.orang = orang
    return satu


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.jalan")
def kebutuhan_selesai(request: HttpRequest, pk: UUID, kebutuhan_pk: UUID) -> HttpResponse:
    """Mark a need as met or no longer needed."""
    orang = ambil(pk)
    satu = _kebutuhan(orang, kebutuhan_pk)
    tetap = {"apa": "selesai", "judul": f"Kebutuhan {satu.get_jenis_display().lower()} selesai", "draf_kunci": satu.pk}
    if request.method != "POST":
        if satu.hasil:
            messages.info(request, f"Kebutuhan {satu.get_jenis_display().lower()} sudah ditandai selesai.")
            return redirect("pmks:rinci", orang.pk)
        return tampil(
            request, orang, SelesaiForm(initial={"id": satu.pk}, orang=orang, kebutuhan=satu), kebutuhan=satu, **tetap
        )
    form = SelesaiForm(request.POST, orang=orang, kebutuhan=satu)
    if form.is_valid():
        b = form.cleaned_data
        hasil, _, _ = kirim(
            form,
            lambda: tutup_kebutuhan(
                kebutuhan=satu, hasil=b["hasil"], pada=b["pada"], cara=b["cara"], by=request.lingkup
            ),
        )
        if hasil is not None:
            messages.success(request, "Kebutuhan ditandai selesai." if hasil else ULANG)
            return ke_orang(orang, "selesai")
    return tampil(request, orang, form, status=DITOLAK, kebutuhan=satu, **tetap)


@require_POST
@perlu("pmks.jalan")
def kebutuhan_buka(request: HttpRequest, pk: UUID, kebutuhan_pk: UUID) -> HttpResponse:
    """Reopen a need that was closed by mistake."""
    orang = ambil(pk)
    satu = _kebutuhan(orang, kebutuhan_pk)
    if buka_kebutuhan(kebutuhan=satu, by=request.lingkup):
        messages.success(request, f"Kebutuhan {satu.get_jenis_display().lower()} terbuka lagi.")
    return redirect("pmks:rinci", orang.pk)


# Layanan --------------------------------------------------------------------------------------------------------


def _isian_layanan(orang: Orang, layanan: Layanan | None = None, *, terkirim: str = "") -> dict:
    """Return what the form chooses from: open needs (with the one that this service met), programmes.

    Args:
        terkirim: key of the sending; sent again, its need is closed by its own first arrival.
    """
    kebutuhan = list(Kebutuhan.objects.filter(orang=orang).order_by("-mendesak", "ditemukan_pada", "id"))
    punya = layanan.kebutuhan_id if layanan else None
    if kunci := kunci_uuid(terkirim):
        punya = Layanan.objects.filter(pk=kunci, orang=orang).values_list("kebutuhan_id", flat=True).first()
    return {
        "orang": orang,
        "kebutuhan": [k for k in kebutuhan if not k.hasil or k.pk == punya],
        "program": list(Program.objects.all()),
        "layanan": layanan,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.jalan")
def layanan_baru(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record aid or a service."""
    orang = ambil(pk)
    tetap = {"apa": "layanan", "judul": "Catat layanan"}
    if request.method != "POST":
        awal = {"id": uuid7(), "kebutuhan": request.GET.get("kebutuhan", "")}
        return tampil(request, orang, LayananForm(initial=awal, **_isian_layanan(orang)), **tetap)
    form = LayananForm(request.POST, **_isian_layanan(orang, terkirim=request.POST.get("id", "")))
    if not form.is_valid():
        return tampil(request, orang, form, status=DITOLAK, **tetap)
    hasil, status, pesan = kirim(
        form, lambda: catat_layanan(orang=orang, kunci=form.cleaned_data["id"], isi=form.isi(), by=request.lingkup)
    )
    if hasil is None:
        return tampil(request, orang, form, status=status, pesan_kunci=pesan, **tetap)
    _, ulang = hasil
    messages.success(request, ULANG if ulang else "Layanan dicatat.")
    return ke_orang(orang, "layanan")


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.jalan")
def layanan_ubah(request: HttpRequest, pk: UUID, layanan_pk: UUID) -> HttpResponse:
    """Correct a service, or remove one that was never given; both with a reason."""
    orang = ambil(pk)
    satu = get_object_or_404(Layanan.objects.tersimpan(), pk=layanan_pk, orang=orang)
    satu.orang = orang
    tetap = {"apa": "layanan-ubah", "judul": "Betulkan layanan", "draf_kunci": satu.pk, "layanan": satu}
    if request.method != "POST":
        return tampil(request, orang, LayananForm(**_isian_layanan(orang, satu)), **tetap)
    form = LayananForm(request.POST, **_isian_layanan(orang, satu))
    hapus = "hapus" in request.POST
    if not form.is_valid() and not (hapus and not {"versi", "alasan"} & form.errors.keys()):
        return tampil(request, orang, form, status=DITOLAK, **tetap)
    versi, alasan = form.cleaned_data["versi"] or 0, form.cleaned_data["alasan"]
    try:
        if hapus:
            hapus_layanan(layanan=satu, versi=versi, alasan=alasan, by=request.lingkup)
        else:
            ubah_layanan(layanan=satu, versi=versi, isi=form.isi(), alasan=alasan, by=request.lingkup)
    except LayananBasi as salah:
        messages.warning(request, "Catatan ini baru saja diubah orang lain. Yang tampil sekarang isinya yang terbaru.")
        if salah.layanan.dihapus_pada:
            return redirect("pmks:rinci", orang.pk)
        form = LayananForm(**_isian_layanan(orang, salah.layanan))
        return tampil(request, orang, form, status=BENTROK, **tetap)
    except Ditolak as salah:
        form.add_error("alasan" if not alasan else None, str(salah))
        return tampil(request, orang, form, status=DITOLAK, **tetap)
    messages.success(request, "Layanan dihapus; catatannya ada di riwayat." if hapus else "Layanan dibetulkan.")
    return ke_orang(orang, "layanan")


# DTSEN ----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.jalan")
def dtsen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what DTSEN said of a person over time, and record what it says now."""
    orang = ambil(pk)
    program = list(Program.objects.all())
    nama = {p.kode: p.nama for p in program}
    daftar = list(DataDTSEN.objects.tersimpan().filter(orang=orang).select_related("dibuat_oleh"))
    for d in daftar:
        d.nama_program = [nama.get(k, k) for k in d.program]
    tetap = {"apa": "dtsen", "judul": "Data DTSEN", "templat": "pmks/dtsen.html", "daftar": daftar}
    if request.method != "POST":
        return tampil(request, orang, DTSENForm(initial={"id": uuid7()}, orang=orang, program=program), **tetap)
    form = DTSENForm(request.POST, orang=orang, program=program)
    if not form.is_valid():
        return tampil(request, orang, form, status=DITOLAK, **tetap)
    hasil, status, pesan = kirim(
        form, lambda: catat_dtsen(orang=orang, kunci=form.cleaned_data["id"], isi=form.isi(), by=request.lingkup)
    )
    if hasil is None:
        return tampil(request, orang, form, status=status, pesan_kunci=pesan, **tetap)
    messages.success(request, ULANG if hasil[1] else "Data DTSEN dicatat.")
    return ke_orang(orang, "dtsen")


@require_POST
@perlu("pmks.jalan")
def dtsen_hapus(request: HttpRequest, pk: UUID, dtsen_pk: UUID) -> HttpResponse:
    """Remove a wrong DTSEN entry, with a reason."""
    orang = ambil(pk)
    satu = get_object_or_404(DataDTSEN, pk=dtsen_pk, orang=orang)
    satu.orang = orang
    form = AlasanForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tulis mengapa data ini dihapus.")
    elif hapus_dtsen(dtsen=satu, alasan=form.cleaned_data["komentar"][:300], by=request.lingkup):
        messages.success(request, "Data DTSEN dihapus; catatannya ada di riwayat.")
    else:
        messages.info(request, "Data itu sudah dihapus sebelumnya.")
    return redirect("pmks:dtsen", orang.pk)
