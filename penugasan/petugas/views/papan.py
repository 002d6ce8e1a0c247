"""Papan formasi: semua kursi TKSK, sebagai peta, tabel, dan buku kerja."""

from io import BytesIO

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from penugasan.petugas import ekspor
from penugasan.petugas.actions import buka_formasi
from penugasan.petugas.enums import NADA_KEADAAN, Keadaan
from penugasan.petugas.forms import SaringForm
from penugasan.petugas.models import Petugas
from penugasan.petugas.papan import (
    SK_SEGERA,
    Hitungan,
    formasi_kini,
    hitung,
    saring,
    tanpa_formasi,
    ubin,
)
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import NASIONAL, memuat, tingkat

CIP = (("", "Semua"), (Keadaan.TERISI, "Terisi"), (Keadaan.DIRANGKAP, "Dirangkap"), (Keadaan.LOWONG, "Lowong"))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@perlu("petugas.lihat")
def papan(request: HttpRequest) -> HttpResponse:
    """Show the formations of the scope, or of a place in it: a tile per place, then a page of the list."""
    by = request.lingkup
    saringan = SaringForm(request.GET).saringan()
    dipilih = Wilayah.objects.filter(pk=saringan["tempat"]).first() if memuat(by.tempat, saringan["tempat"]) else None
    tempat = dipilih.pk if dipilih else by.tempat
    per = hitung(tempat)
    daftar = saring(formasi_kini(tempat), keadaan=saringan["keadaan"], q=saringan["q"])
    lembar = halaman(request, daftar.select_related("wilayah__induk"), urut=("wilayah_id", "id"))
    _isi_petugas(lembar.baris)
    alamat = reverse("petugas:papan")
    tampil = {k: v for k, v in saringan.items() if v}
    konteks = {
        "jumlah": per[tempat],
        "keadaan_arti": Keadaan.choices,
        "per_kursi": tingkat(tempat) >= Tingkat.KABKOTA,
        "ubin": [(u, f"{alamat}?{urlencode(tampil | {'tempat': u.kode})}") for u in ubin(tempat, per)],
        "halaman": lembar,
        "saringan": saringan,
        "cip": _cip(alamat, tampil, per[tempat]),
        "tempat": dipilih or request.tugas.tempat,
        "naik": _naik(alamat, tampil, tempat, by),
        "tanpa_formasi": tanpa_formasi(by.tempat) if boleh(by, "petugas.atur") else 0,
        "boleh_atur": boleh(by, "petugas.atur"),
        "remah": [("Beranda", "/")],
    }
    return render(request, "petugas/papan.html", konteks)


def _isi_petugas(baris: list) -> None:
    """Put name and tone on each formation of a page; an officer who is not visible here stays without a name."""
    orang = Petugas.objects.in_bulk({f.penghuni_id for f in baris if f.penghuni_id})
    hari = timezone.localdate()
    for f in baris:
        f.penghuni = orang.get(f.penghuni_id)
        f.nada = NADA_KEADAAN[Keadaan(f.keadaan)]
        f.label = Keadaan(f.keadaan).label
        f.sk_lewat = bool(f.sk_sampai and f.sk_sampai < hari)
        f.sk_segera = bool(f.sk_sampai and (f.sk_sampai - hari).days <= 90)


def _cip(alamat: str, tampil: dict, jumlah: Hitungan) -> list[dict]:
    angka = {"": jumlah.jumlah, Keadaan.TERISI: jumlah.terisi, Keadaan.DIRANGKAP: jumlah.dirangkap}
    angka |= {Keadaan.LOWONG: jumlah.lowong, SK_SEGERA: jumlah.sk}
    kini = tampil.get("keadaan", "")
    return [
        {
            "label": label,
            "jumlah": angka[kode],
            "url": f"{alamat}?{urlencode(tampil | {'keadaan': str(kode)})}",
            "aktif": str(kode) == kini,
        }
        for kode, label in (*CIP, (SK_SEGERA, "SK berakhir ≤ 90 hari"))
    ]


def _naik(alamat: str, tampil: dict, tempat: str, by: Lingkup) -> str:
    """Return the address of the place above, within the scope; empty at its top."""
    if tempat == by.tempat:
        return ""
    atas = tempat.rpartition(".")[0] or NASIONAL
    sisa = {k: v for k, v in tampil.items() if k != "tempat"}
    return f"{alamat}?{urlencode(sisa | ({'tempat': atas} if atas != by.tempat else {}))}"


@require_POST
@perlu("petugas.atur")
def buka(request: HttpRequest) -> HttpResponse:
    """Open the formations that are missing."""
    baru = buka_formasi(tempat=request.lingkup.tempat, by=request.lingkup)
    messages.success(request, f"{len(baru)} formasi dibuka. Yang belum ada petugasnya tampil sebagai lowong.")
    return redirect("petugas:papan")


@require_POST
@perlu("petugas.ekspor")
def unduh(request: HttpRequest) -> HttpResponse:
    """Send the roster in the layout of the real form; every officer in it is logged as taken out."""
    wadah = BytesIO()
    jumlah = ekspor.tulis(wadah, by=request.lingkup)
    if not jumlah:
        messages.info(request, "Belum ada petugas untuk diunduh.")
        return redirect("petugas:papan")
    nama = f"roster-tksk-{request.lingkup.tempat}-{timezone.localdate():%Y-%m-%d}.xlsx"
    kepala = {"Content-Disposition": f'attachment; filename="{nama}"', "Cache-Control": "private, no-store"}
    return HttpResponse(wadah.getvalue(), content_type=XLSX, headers=kepala)
