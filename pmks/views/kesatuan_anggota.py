"""Menautkan orang yang sudah terdaftar sebagai anggota keluarga: dicari di kecamatan itu, atau dari KK yang sama."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pmks.actions import (
    AnggotaTerdaftar,
    IsianAnggota,
    IsianJenis,
    KKSudahAda,
    VersiKesatuanBasi,
    anggota_kini,
    ubah_kesatuan,
)
from pmks.actions.kesatuan_isian import KOLOM
from pmks.enums import BentukKesatuan
from pmks.forms import TambahAnggotaForm
from pmks.kesatuan_dekat import TERBANYAK, anggota_disarankan, bukan_anggota, hias_calon
from pmks.models import KasusKesatuan, Kesatuan, Orang
from pmks.saringan import cari_mirip, cari_orang
from pmks.tampak_kesatuan import konteks_kesatuan
from pmks.views.kesatuan_catat import BENTROK, DITOLAK, kata_ubah
from tksk_portal.akses.izin import perlu
from tksk_portal.jejak.tampak import boleh_nomor, catat_dibaca
from tksk_portal.tinjauan.actions import Ditolak


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.catat")
def tambah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Search a registered person by name, NIK or KK, and link it. Search text travels in the body only."""
    kesatuan = get_object_or_404(Kesatuan, pk=pk, bentuk=BentukKesatuan.KELUARGA)
    if request.method != "POST":
        return _tampil(request, kesatuan)
    if "orang" not in request.POST:
        kata = request.POST.get("q", "").replace("\x00", "").strip()[:100]
        return _tampil(request, kesatuan, kata=kata)
    form = TambahAnggotaForm(request.POST)
    if not form.is_valid():
        return _tampil(request, kesatuan, form=form, status=DITOLAK)
    try:
        hasil = _tautkan(request, kesatuan, form)
    except VersiKesatuanBasi:
        messages.warning(request, "Keluarga ini diubah orang lain sejak halaman dibuka. Periksa anggotanya.")
        return _tampil(request, kesatuan, status=BENTROK)
    except (Ditolak, AnggotaTerdaftar, KKSudahAda) as salah:
        form.add_error("alasan" if "alasan" in str(salah) else None, str(salah))
        return _tampil(request, kesatuan, form=form, status=DITOLAK)
    messages.success(request, kata_ubah(hasil))
    return redirect("pmks:kesatuan", kesatuan.pk)


def _tautkan(request: HttpRequest, kesatuan: Kesatuan, form: TambahAnggotaForm):
    """Link the person; a typed member with the same NIK becomes that link, so that nobody is kept twice."""
    isi = form.cleaned_data
    orang = Orang.objects.filter(pk=isi["orang"]).first()
    if orang is None:
        raise Ditolak("Orang yang dipilih tidak ada di kecamatan ini.")
    kini = anggota_kini(kesatuan)
    sama = next((a for a in kini if orang.nik and a.nik == orang.nik), None)
    if sama:
        baru = IsianAnggota(sama.hubungan, id=sama.id, orang_id=orang.pk)
        anggota = [baru if a is sama else a for a in kini]
    else:
        anggota = [*kini, IsianAnggota(isi["hubungan"], orang_id=orang.pk)]
    kasus = KasusKesatuan.objects.aktif().filter(kesatuan=kesatuan)
    return ubah_kesatuan(
        kesatuan=kesatuan,
        versi=isi["versi"],
        isian={k: getattr(kesatuan, k) for k in KOLOM},
        anggota=anggota,
        kasus=[IsianJenis(k.jenis_id, k.kriteria, k.ditemukan_pada, k.keterangan) for k in kasus],
        by=request.lingkup,
        alasan=isi["alasan"],
    )


def _tampil(
    request: HttpRequest,
    kesatuan: Kesatuan,
    *,
    kata: str = "",
    form: TambahAnggotaForm | None = None,
    status: int = 200,
) -> HttpResponse:
    by = request.lingkup
    konteks = konteks_kesatuan(kesatuan, by, nomor=boleh_nomor(kesatuan, by))
    catat_dibaca(request, kesatuan)
    hasil = []
    if kata:
        calon = bukan_anggota(by, kesatuan)
        hasil = list(cari_orang(calon, kata, by)[:TERBANYAK]) or cari_mirip(calon, kata, by)[:TERBANYAK]
    elif form and form.is_bound and (dipilih := form.cleaned_data.get("orang")):
        hasil = list(bukan_anggota(by, kesatuan).filter(pk=dipilih))
    kini = Kesatuan.objects.values_list("versi", flat=True).get(pk=kesatuan.pk)
    konteks |= {
        "kata": kata,
        "hasil": hias_calon(hasil, by),
        "disarankan": anggota_disarankan(kesatuan, by) if not kata and not hasil else [],
        "form": form or TambahAnggotaForm(),
        "versi_kini": kini,
        "remah": [
            ("Keluarga dan komunitas", reverse("pmks:daftar_kesatuan")),
            (konteks["nama_tampil"], reverse("pmks:kesatuan", args=[kesatuan.pk])),
        ],
    }
    return render(request, "pmks/tambah_anggota.html", konteks, status=status)
