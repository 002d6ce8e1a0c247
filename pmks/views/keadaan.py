"""Keadaan seseorang: mengubahnya, dan daftar perubahan sebulan di wilayah tugas."""

import re
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from uuid_utils.compat import uuid7

from pmks.actions import KeadaanBasi, ubah_keadaan
from pmks.enums import Keadaan
from pmks.forms import KeadaanForm
from pmks.models import Kasus, KeadaanOrang, Orang
from pmks.perjalanan import KATA_PERISTIWA, NADA_KEADAAN
from pmks.tampak import hias_nama
from pmks.views.jalan import BENTROK, DITOLAK, ULANG, ke_orang, kirim, tampil
from pmks.views.rinci import ambil
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import perlu
from tksk_portal.tampilan.templatetags.tampilan import tanggal as kata_tanggal
from tksk_portal.wilayah.models import Wilayah

BULAN_TAMPIL = 12


def _kasus(orang: Orang) -> list[Kasus]:
    return list(Kasus.objects.aktif().filter(orang=orang).select_related("jenis").order_by("jenis"))


def _form(orang: Orang, data=None, **awal) -> KeadaanForm:
    return KeadaanForm(data, orang=orang, kasus=_kasus(orang), initial=awal)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.jalan")
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note what became of a person, or of a person in one type."""
    orang = ambil(pk)
    tetap = {"apa": "keadaan", "judul": "Ubah keadaan", "templat": "pmks/keadaan.html"}
    tetap["kata_kini"] = KATA_PERISTIWA[Keadaan(orang.keadaan)] if orang.keadaan != Keadaan.AKTIF else ""
    if request.method != "POST":
        return tampil(request, orang, _form(orang, id=uuid7(), **_awal(request, orang)), **tetap)
    form = _form(orang, request.POST)
    if not form.is_valid():
        return tampil(request, orang, form, status=DITOLAK, **tetap)
    try:
        hasil, status, pesan = kirim(form, lambda: _tulis(request, orang, form))
    except KeadaanBasi as salah:
        messages.warning(request, "Keadaan orang ini baru saja diubah orang lain. Yang tampil sekarang yang terbaru.")
        awal = {"id": uuid7(), "dari": salah.orang.keadaan, "alasan": form.cleaned_data["alasan"]}
        return tampil(request, salah.orang, _form(salah.orang, **awal), status=BENTROK, **tetap)
    if hasil is None:
        return tampil(request, orang, form, status=status, pesan_kunci=pesan, **tetap)
    messages.success(request, ULANG if hasil.ulang else _kata(hasil))
    return ke_orang(orang, "keadaan")


def _awal(request: HttpRequest, orang: Orang) -> dict:
    awal = {"dari": orang.keadaan, "untuk": request.GET.get("jenis", "orang")}
    if orang.keadaan != Keadaan.AKTIF:
        awal["keadaan"] = Keadaan.AKTIF
    return awal


def _tulis(request: HttpRequest, orang: Orang, form: KeadaanForm):
    b, kasus = form.cleaned_data, form.satu_kasus
    return ubah_keadaan(
        orang=orang,
        kunci=b["id"],
        keadaan=b["keadaan"],
        tanggal=b["tanggal_keadaan"],
        alasan=b["alasan"],
        by=request.lingkup,
        kasus=kasus,
        # Yang dilihat di halaman adalah keadaan orangnya; jenisnya diperiksa tindakannya sendiri.
        dari=(b["dari"] or None) if kasus is None else None,
    )


def _kata(hasil) -> str:
    c = hasil.catatan
    if c.keadaan == Keadaan.MENINGGAL:
        tutup = f" {hasil.kebutuhan} kebutuhan yang terbuka ditutup." if hasil.kebutuhan else ""
        return f"Tercatat meninggal dunia pada {kata_tanggal(c.tanggal)}.{tutup} Datanya tetap tersimpan."
    if c.keadaan == Keadaan.AKTIF:
        buka = f" {hasil.kebutuhan} kebutuhan terbuka lagi." if hasil.kebutuhan else ""
        return f"Kembali ditangani, dan dihitung lagi dalam angka hari ini.{buka}"
    return f"Tercatat: {KATA_PERISTIWA[Keadaan(c.keadaan)].lower()}. Tidak lagi dihitung dalam angka hari ini."


# Daftar perubahan -----------------------------------------------------------------------------------------------


@require_safe
@perlu("pmks.jalan")
def perubahan(request: HttpRequest) -> HttpResponse:
    """List the changes of state that were noted in a month, newest first; persons masked as in any list."""
    by = request.lingkup
    bulan = _bulan(request)
    berikut = (bulan + timedelta(days=32)).replace(day=1)
    zona = timezone.get_current_timezone()
    batas = [datetime(h.year, h.month, 1, tzinfo=zona) for h in (bulan, berikut)]
    sebulan = KeadaanOrang.objects.filter(dibuat_pada__gte=batas[0], dibuat_pada__lt=batas[1])
    pilihan = request.GET.get("keadaan", "")
    rekaman = sebulan.filter(keadaan=pilihan) if pilihan in Keadaan.values else sebulan
    lembar = halaman(
        request,
        rekaman.select_related("orang", "kasus__jenis", "dibuat_oleh"),
        urut=("-dibuat_pada", "-id"),
    )
    desa = {
        w.pk: w for w in Wilayah.objects.filter(pk__in={k.wilayah_id for k in lembar.baris}).select_related("induk")
    }
    hias_nama([k.orang for k in lembar.baris], by)
    for k in lembar.baris:
        k.nama_tampil = k.orang.nama_tampil
        # Kalimat bebas dapat menyebut orangnya: ikut tersamar.
        k.samar = k.nama_tampil != k.orang.nama
        k.kata, k.nada = KATA_PERISTIWA[Keadaan(k.keadaan)], NADA_KEADAAN[Keadaan(k.keadaan)]
        k.desa = desa[k.wilayah_id]
    jumlah = dict(sebulan.order_by().values_list("keadaan").annotate(n=Count("pk")))
    konteks = {
        "halaman": lembar,
        "daftar": lembar.baris,
        "bulan": bulan,
        "bulan_lain": _bulan_lain(bulan),
        "pilihan": [(k.value, KATA_PERISTIWA[k], jumlah.get(k.value, 0), k.value == pilihan) for k in Keadaan],
        "semua": sum(jumlah.values()),
        "tersaring": pilihan in Keadaan.values,
        "remah": [("PMKS", reverse("pmks:daftar"))],
    }
    return render(request, "pmks/perubahan_keadaan.html", konteks)


def _bulan(request: HttpRequest) -> date:
    """Return the first day of the month that the address asks for; this month otherwise."""
    kini = timezone.localdate().replace(day=1)
    if cocok := re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", request.GET.get("bulan", "")):
        return min(kini, date(int(cocok[1]), int(cocok[2]), 1))
    return kini


def _bulan_lain(dipilih: date) -> list[tuple[str, date, bool]]:
    bulan = timezone.localdate().replace(day=1)
    hasil = []
    for _ in range(BULAN_TAMPIL):
        hasil.append((f"{bulan:%Y-%m}", bulan, bulan == dipilih))
        bulan = (bulan - timedelta(days=1)).replace(day=1)
    return hasil
