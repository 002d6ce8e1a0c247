"""Halaman satu orang: identitas, jenis, usulan perubahan, riwayat, dan siapa yang melihat."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pmks.actions import ajukan_orang, putuskan_kasus, putuskan_revisi
from pmks.berkas import berkas_tampil, peristiwa_berkas
from pmks.forms import TujuanForm
from pmks.gabung import konteks_gabung, riwayat_gabung
from pmks.kembar import konteks_kembar
from pmks.kesatuan_dekat import konteks_keluarga_orang
from pmks.lindung.hapus import sudah_dihapus
from pmks.lindung.pembatasan import pembatasan_tampil, peristiwa_pembatasan
from pmks.lindung.sasaran import KODE
from pmks.models import Kasus, Orang, Revisi
from pmks.perjalanan import konteks_jalan, peristiwa_jalan
from pmks.tampak import ada_bagi, boleh_rinci
from pmks.usulan import kata_perubahan
from pmks.views.bentrok import bentrok
from pmks.views.nik import konteks_nik
from pmks.views.penunjuk import penunjuk
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import sekarang
from tksk_portal.dasar.nama import samarkan_nomor_rapat
from tksk_portal.jejak.models import Bagian, Pembukaan, catat_pembukaan
from tksk_portal.jejak.riwayat import riwayat, urutkan
from tksk_portal.jejak.tampak import NOMOR, PERLU_TUJUAN, boleh_nomor, catat_dibaca
from tksk_portal.lindung.hak import konteks_lindung
from tksk_portal.lindung.subjek import SudahDihapus
from tksk_portal.tinjauan.actions import Bentrok, Ditolak
from tksk_portal.tinjauan.enums import DAPAT_DIPERBAIKI, Aksi
from tksk_portal.tinjauan.halaman import (
    BUKA_DAHULU,
    SELESAI,
    baca_komentar,
    bilangan,
    buka_rekaman,
    check_langkah,
    hias_tinjauan,
    usulan_tampil,
)
from tksk_portal.wilayah.models import Wilayah

TEKNIS = frozenset({"versi", "digabung_ke"})
TEKNIS_TINJAUAN = TEKNIS | {
    *("orang", "kasus", "jenis", "dibuat_pada", "dibuat_oleh", "diajukan_oleh", "diverifikasi_oleh", "disahkan_oleh"),
    *("pengesahan", "isi", "dasar_versi"),
}
DRAF_JALAN = ("kebutuhan", "layanan", "keadaan", "dtsen", "selesai")


def ambil(pk: UUID, *, dihapus: bool = False) -> Orang:
    """Return a person in scope (also one whose types were all cancelled), or raise 404.

    Args:
        dihapus: also one whose identity was erased.

    Raises:
        SudahDihapus: the identity was erased; answered with 410.
    """
    return _ada(get_object_or_404(Orang.objects.select_related("dibuat_oleh"), pk=pk), dihapus=dihapus)


def _ada(orang: Orang, *, dihapus: bool = False) -> Orang:
    """Return the person, unless it is not there for this role or its identity was erased."""
    if not ada_bagi(orang, sekarang()):
        raise Http404
    if sudah_dihapus(orang) and not dihapus:
        raise SudahDihapus(KODE, orang.pk)
    return orang


def konteks_orang(request: HttpRequest, orang: Orang) -> dict:
    """Return what the record's page and the review desk show of a person."""
    by = request.lingkup
    terbuka, nomor = boleh_rinci(orang, by), boleh_nomor(orang, by)
    jalur = list(Wilayah.objects.jalur(orang.wilayah_id))
    return {
        "orang": orang,
        "terbuka": terbuka,
        "nomor_terbuka": nomor,
        "nama_tampil": orang.nama if terbuka else orang.nama_samar,
        "nik_tampil": orang.nik if nomor else (orang.nik_samar if terbuka else orang.nik_rapat),
        "kk_tampil": orang.no_kk if nomor else (orang.no_kk_samar if terbuka else samarkan_nomor_rapat(orang.no_kk)),
        "desa": jalur[-1],
        "tempat": ", ".join(w.sebutan for w in reversed(jalur[2:])),
        "boleh_buka": boleh(by, "pmks.buka"),
        "perlu_tujuan": by.peran in PERLU_TUJUAN,
        "pembatasan": pembatasan_tampil(orang, by),
    }


@require_safe
@perlu("pmks.lihat")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a person. Reading is logged; above kab/kota it stays masked until a purpose is stated."""
    orang = Orang.objects.select_related("dibuat_oleh").filter(pk=pk).first()
    by = request.lingkup
    if orang is not None and not orang.digabung_ke_id and not ada_bagi(orang, by):
        orang = None  # sama dengan yang tidak pernah dicatat, juga banyaknya kueri
    if orang is None or orang.digabung_ke_id:
        return penunjuk(request, pk, orang)
    _ada(orang)
    konteks = konteks_orang(request, orang) | konteks_nik(orang, request)
    if konteks["terbuka"] and by.peran not in PERLU_TUJUAN:
        catat_dibaca(request, orang)
    # Selama tertutup di atas kab/kota, halamannya sama apa pun jenisnya: hanya samaran dan formulir keperluannya.
    tutup = by.peran in PERLU_TUJUAN and not konteks["terbuka"]
    kasus = [] if tutup else _kasus(orang, request)
    konteks |= konteks_keluarga_orang(orang, request) | konteks_kembar(orang, request)
    konteks |= {
        "tutup": tutup,
        "kasus": kasus,
        "revisi": [] if tutup else _revisi(orang, request),
        "pembukaan": Pembukaan.objects.pada(orang)[:10] if boleh(by, "pmks.riwayat") and not tutup else [],
        "boleh_riwayat": boleh(by, "pmks.riwayat") and not tutup,
        "berkas": [] if tutup else berkas_tampil(orang, by),
        "boleh_ubah": boleh(by, "pmks.catat"),
        "siap_diajukan": any(Aksi.AJUKAN in k.aksi for k in kasus),
        "form_tujuan": TujuanForm(),
        "remah": [("PMKS", reverse("pmks:daftar"))],
        "draf_terkirim": _draf_terkirim(request, orang),
        **konteks_lindung(KODE, orang, request),
        **konteks_jalan(orang, request),
    }
    return render(request, "pmks/rinci.html", konteks | konteks_gabung(orang, request))


def _draf_terkirim(request: HttpRequest, orang: Orang) -> str | None:
    """Return the draft that the phone may forget: that of the record, or of one of its course's forms."""
    apa = request.GET.get("tersimpan")
    if apa is None:
        return None
    return f"pmks-{apa if apa in DRAF_JALAN else 'orang'}:{orang.pk}"


def _kasus(orang: Orang, request: HttpRequest) -> list[Kasus]:
    hasil = list(Kasus.objects.filter(orang=orang).select_related("jenis").order_by("jenis"))
    for k in hasil:
        k.orang = orang
    hias_tinjauan(hasil, Kasus, request.lingkup)
    return hasil


def _revisi(orang: Orang, request: HttpRequest) -> list[Revisi]:
    terbuka = boleh_nomor(orang, request.lingkup)
    hasil = usulan_tampil(Revisi.objects.filter(orang=orang).select_related("kasus__jenis"), request.lingkup)
    for r in hasil:
        r.diperbaiki = r.status in DAPAT_DIPERBAIKI and boleh(request.lingkup, "pmks.catat")
        # Usulan itu sendiri menaikkan versi satu kali; lebih dari itu berarti datanya berubah sesudahnya.
        r.tertinggal = orang.versi > r.dasar_versi + 1
        r.perubahan = kata_perubahan(r, orang, nomor_terbuka=terbuka)
    return hasil


@require_safe
@perlu("pmks.riwayat")
def lihat_riwayat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show every change of a person and its types: who, under which duty, when, before and after."""
    orang = ambil(pk, dihapus=True)
    if orang.digabung_ke_id:
        return redirect("pmks:riwayat", orang.digabung_ke_id)
    konteks = konteks_orang(request, orang)
    if not konteks["terbuka"]:
        messages.info(request, BUKA_DAHULU)
        return redirect("pmks:rinci", orang.pk)
    catat_pembukaan(objek=orang, bagian=Bagian.RIWAYAT, by=request.lingkup)
    samar = frozenset() if konteks["nomor_terbuka"] else NOMOR
    peristiwa = [("Identitas", p) for p in riwayat(orang, samar=samar, abaikan=TEKNIS)]
    for kasus in Kasus.objects.filter(orang=orang).select_related("jenis"):
        peristiwa += [(kasus.jenis.nama, p) for p in riwayat(kasus, abaikan=TEKNIS_TINJAUAN)]
    for revisi in Revisi.objects.filter(orang=orang):
        peristiwa += [("Usulan perubahan", p) for p in riwayat(revisi, abaikan=TEKNIS_TINJAUAN)]
    peristiwa += [("Foto dan dokumen", p) for p in peristiwa_berkas(orang)]
    peristiwa += riwayat_gabung(orang, request.lingkup, samar=samar, abaikan=TEKNIS)
    peristiwa += [("Pembatasan", p) for p in peristiwa_pembatasan(orang)]
    peristiwa += peristiwa_jalan(orang)
    konteks |= {
        "peristiwa": urutkan(peristiwa),
        "remah": [("PMKS", reverse("pmks:daftar")), (konteks["nama_tampil"], reverse("pmks:rinci", args=[orang.pk]))],
    }
    return render(request, "bagian/riwayat.html", konteks)


@require_POST
@perlu("pmks.buka")
def buka(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the identity (province, Kemensos: with a purpose) or the numbers; logged, valid for an hour."""
    orang = ambil(pk)
    bagian = request.POST.get("bagian", Bagian.RINCI)
    if bagian not in (Bagian.RINCI, Bagian.NIK):
        raise PermissionDenied
    return redirect(
        _kembali(request, orang) if buka_rekaman(request, orang) else reverse("pmks:rinci", args=[orang.pk])
    )


def _kembali(request: HttpRequest, orang: Orang) -> str:
    if request.POST.get("ke") == "periksa":
        return reverse("pmks:periksa") + f"?pilih={request.POST.get('kasus', '')}"
    return reverse("pmks:rinci", args=[orang.pk])


@require_POST
@perlu("pmks.ajukan")
def ajukan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Submit all drafts and returned types of a person."""
    orang = ambil(pk)
    try:
        jumlah = ajukan_orang(orang=orang, by=request.lingkup)
    except Ditolak as salah:
        messages.error(request, str(salah))
    else:
        messages.success(request, f"{jumlah} jenis diajukan." if jumlah else "Tidak ada yang perlu diajukan.")
    return redirect("pmks:rinci", orang.pk)


@require_POST
@perlu("pmks.lihat")
def aksi_kasus(request: HttpRequest, pk: UUID, kasus_pk: UUID, aksi: str) -> HttpResponse:
    """Carry out one act of review on a type, from the record's page or the desk."""
    orang = ambil(pk)
    kasus = get_object_or_404(Kasus, pk=kasus_pk, orang=orang)
    return _jalankan(request, orang, kasus, check_langkah(Kasus, aksi, request.lingkup))


@require_POST
@perlu("pmks.lihat")
def aksi_revisi(request: HttpRequest, pk: UUID, revisi_pk: UUID, aksi: str) -> HttpResponse:
    """Carry out one act of review on a pending change."""
    orang = ambil(pk)
    revisi = get_object_or_404(Revisi, pk=revisi_pk, orang=orang, diterapkan_pada=None)
    return _jalankan(request, orang, revisi, check_langkah(Revisi, aksi, request.lingkup))


def _jalankan(request: HttpRequest, orang: Orang, rekaman: Kasus | Revisi, aksi: Aksi) -> HttpResponse:
    komentar = baca_komentar(request, aksi)
    if komentar is None:
        return redirect(_kembali(request, orang))
    # Putusan yang urung di tengah jalan meninggalkan versi barunya di `rekaman`.
    versi, semula = bilangan(request, "versi"), rekaman.versi
    try:
        if isinstance(rekaman, Kasus):
            putuskan_kasus(
                kasus=rekaman,
                aksi=aksi,
                by=request.lingkup,
                versi=versi or 0,
                versi_orang=bilangan(request, "versi_orang"),
                komentar=komentar,
            )
        else:
            putuskan_revisi(revisi=rekaman, aksi=aksi, by=request.lingkup, versi=versi or 0, komentar=komentar)
    except Ditolak as salah:
        # Yang pertama sudah mengubah keadaannya, jadi langkah yang kedua tidak ada lagi: itu pun didahului.
        if isinstance(salah, Bentrok) or (versi is not None and versi != semula):
            return bentrok(request, rekaman, aksi, komentar=komentar, versi=versi)
        messages.error(request, str(salah))
        return redirect(_kembali(request, orang))
    messages.success(request, SELESAI[aksi])
    return redirect(reverse("pmks:periksa") if request.POST.get("ke") == "periksa" else _kembali(request, orang))
