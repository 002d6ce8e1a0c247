"""Halaman satu keluarga, kelompok, komunitas, atau hitungan: isi, jenis, usulan, riwayat, dan siapa yang melihat."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pmks.actions import ajukan_kesatuan, putuskan_kasus_kesatuan, putuskan_revisi_kesatuan
from pmks.forms import AlasanForm, TujuanForm
from pmks.kesatuan_dekat import anggota_disarankan
from pmks.models import KasusKesatuan, Kesatuan, PutusanKesatuan, PutusanRevisiKesatuan, RevisiKesatuan
from pmks.tampak_kesatuan import ada_kesatuan, konteks_kesatuan
from pmks.usulan_kesatuan import kata_usulan
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import sekarang
from tksk_portal.jejak.models import Bagian, Pembukaan, catat_pembukaan
from tksk_portal.jejak.riwayat import riwayat
from tksk_portal.jejak.tampak import PERLU_TUJUAN, boleh_nomor, catat_dibaca
from tksk_portal.tinjauan.actions import Ditolak, langkah
from tksk_portal.tinjauan.enums import DAPAT_DIPERBAIKI, NADA, Aksi, Status

TEKNIS = frozenset({"versi", "kesatuan", "orang", "dibuat_pada", "dibuat_oleh"})
TEKNIS_TINJAUAN = TEKNIS | {
    *("jenis", "pengesahan", "isi", "dasar_versi", "diajukan_oleh", "diverifikasi_oleh", "disahkan_oleh"),
}
NOMOR = frozenset({"nik", "no_kk"})
JENIS_KASUS, JENIS_REVISI = "pmks.kasuskesatuan", "pmks.revisikesatuan"
SELESAI = {
    Aksi.AJUKAN: "Diajukan ke dinas sosial kabupaten/kota.",
    Aksi.TARIK: "Ditarik kembali menjadi draf.",
    Aksi.VERIFIKASI: "Terverifikasi.",
    Aksi.KEMBALIKAN: "Dikembalikan dengan catatan Anda.",
    Aksi.SAHKAN: "Disahkan.",
    Aksi.BATALKAN: "Dibatalkan. Riwayatnya tetap tersimpan.",
}


def ambil(pk: UUID) -> Kesatuan:
    """Return a subject in scope (also one whose types were all cancelled), or raise 404."""
    return get_object_or_404(ada_kesatuan(Kesatuan.objects.select_related("dibuat_oleh"), sekarang()), pk=pk)


@require_safe
@perlu("pmks.lihat")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a subject. Reading is logged; above kab/kota it stays masked until a purpose is stated."""
    kesatuan = ambil(pk)
    by = request.lingkup
    konteks = konteks_kesatuan(kesatuan, by, nomor=boleh_nomor(kesatuan, by))
    if konteks["terbuka"] and by.peran not in PERLU_TUJUAN:
        catat_dibaca(request, kesatuan)
    # Selama tertutup di atas kab/kota, halamannya sama apa pun jenisnya; hitungan tidak memuat siapa pun.
    tutup = by.peran in PERLU_TUJUAN and not konteks["terbuka"] and not kesatuan.hitungan
    kasus = [] if tutup else _kasus(kesatuan, request)
    boleh_ubah = boleh(by, "pmks.catat")
    boleh_riwayat = boleh(by, "pmks.riwayat") and not tutup
    konteks |= {
        "tutup": tutup,
        "kasus": kasus,
        "revisi": [] if tutup else _revisi(kesatuan, request, nomor=konteks["nomor_terbuka"]),
        "pembukaan": Pembukaan.objects.pada(kesatuan)[:10] if boleh_riwayat else [],
        "boleh_riwayat": boleh_riwayat,
        "boleh_buka": boleh(by, "pmks.buka"),
        "boleh_ubah": boleh_ubah,
        "disarankan": anggota_disarankan(kesatuan, by) if boleh_ubah and kesatuan.keluarga else [],
        "siap_diajukan": any(Aksi.AJUKAN in k.aksi for k in kasus),
        "form_tujuan": TujuanForm(),
        "remah": [("PMKS", reverse("pmks:daftar")), ("Keluarga dan komunitas", reverse("pmks:daftar_kesatuan"))],
        "draf_terkirim": f"pmks-kesatuan:{kesatuan.pk}" if "tersimpan" in request.GET else None,
    }
    return render(request, "pmks/rinci_kesatuan.html", konteks)


def _kasus(kesatuan: Kesatuan, request: HttpRequest) -> list[KasusKesatuan]:
    boleh_aksi = langkah(JENIS_KASUS, request.lingkup.peran)
    semua = KasusKesatuan.objects.filter(kesatuan=kesatuan).select_related("jenis").order_by("jenis", "dibuat_pada")
    hasil = list(semua)
    putusan: dict = {}
    for p in PutusanKesatuan.objects.filter(rekaman__in=hasil).select_related("oleh").order_by("-pada"):
        putusan.setdefault(p.rekaman_id, []).append(p)
    for k in hasil:
        k.nada = NADA[Status(k.status)]
        # Pengesahan hanya lewat halamannya, per kabupaten/kota dan periode.
        k.aksi = [aksi for aksi, dari in boleh_aksi if dari == k.status and aksi != Aksi.SAHKAN]
        k.daftar_putusan = putusan.get(k.pk, [])
        kembali = k.status in (Status.DIKEMBALIKAN, Status.DITINJAU_ULANG)
        k.catatan_kembali = next((p for p in k.daftar_putusan if p.aksi == Aksi.KEMBALIKAN), None) if kembali else None
        k.kesatuan = kesatuan  # hari penilaiannya, tanpa kueri per jenis
        k.sendiri = request.lingkup.akun_id in (k.diajukan_oleh_id, k.dibuat_oleh_id)
    return hasil


def _revisi(kesatuan: Kesatuan, request: HttpRequest, *, nomor: bool) -> list[RevisiKesatuan]:
    by = request.lingkup
    boleh_aksi = langkah(JENIS_REVISI, by.peran)
    semua = RevisiKesatuan.objects.filter(kesatuan=kesatuan, diterapkan_pada=None)
    hasil = list(semua.exclude(status=Status.DIBATALKAN).select_related("dibuat_oleh"))
    # Yang terbaru tertinggal dalam kamusnya.
    putusan = PutusanRevisiKesatuan.objects.filter(rekaman__in=hasil, aksi=Aksi.KEMBALIKAN).order_by("pada")
    catatan = {p.rekaman_id: p for p in putusan}
    for r in hasil:
        kembali = r.status in (Status.DIKEMBALIKAN, Status.DITINJAU_ULANG)
        r.catatan_kembali = catatan.get(r.pk) if kembali else None
        r.nada = NADA[Status(r.status)]
        r.aksi = [aksi for aksi, dari in boleh_aksi if dari == r.status]
        r.diperbaiki = r.status in DAPAT_DIPERBAIKI and boleh(by, "pmks.catat")
        # Usulan itu sendiri menaikkan versi satu kali; lebih dari itu berarti datanya berubah sesudahnya.
        r.tertinggal = kesatuan.versi > r.dasar_versi + 1
        r.perubahan = kata_usulan(r, kesatuan, by, nomor_terbuka=nomor)
    return hasil


@require_safe
@perlu("pmks.riwayat")
def lihat_riwayat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show every change of a subject, its members and its types: who, under which duty, when, before and after."""
    kesatuan = ambil(pk)
    by = request.lingkup
    konteks = konteks_kesatuan(kesatuan, by, nomor=boleh_nomor(kesatuan, by))
    if not konteks["terbuka"]:
        messages.info(request, "Buka data ini dahulu dengan menyebut keperluannya.")
        return redirect("pmks:kesatuan", kesatuan.pk)
    catat_pembukaan(objek=kesatuan, bagian=Bagian.RIWAYAT, by=by)
    samar = frozenset() if konteks["nomor_terbuka"] else NOMOR
    peristiwa = [("Data", p) for p in riwayat(kesatuan, samar=samar, abaikan=TEKNIS)]
    for anggota in kesatuan.anggota.order_by("dibuat_pada", "id"):
        peristiwa += [("Anggota", p) for p in riwayat(anggota, samar=samar, abaikan=TEKNIS)]
    for kasus in KasusKesatuan.objects.filter(kesatuan=kesatuan).select_related("jenis"):
        peristiwa += [(kasus.jenis.nama, p) for p in riwayat(kasus, abaikan=TEKNIS_TINJAUAN)]
    for revisi in RevisiKesatuan.objects.filter(kesatuan=kesatuan):
        peristiwa += [("Usulan perubahan", p) for p in riwayat(revisi, abaikan=TEKNIS_TINJAUAN)]
    peristiwa = [p for p in peristiwa if p[1].ubahan or p[1].label == "dicatat"]
    peristiwa.sort(key=lambda p: p[1].pada, reverse=True)
    sini = reverse("pmks:kesatuan", args=[kesatuan.pk])
    konteks |= {
        "peristiwa": peristiwa,
        "remah": [("Keluarga dan komunitas", reverse("pmks:daftar_kesatuan")), (konteks["nama_tampil"], sini)],
    }
    return render(request, "bagian/riwayat.html", konteks)


@require_POST
@perlu("pmks.buka")
def buka(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open names and address (province, Kemensos: with a purpose) or the numbers; logged, valid for an hour."""
    kesatuan = ambil(pk)
    tujuan = ""
    if request.lingkup.peran in PERLU_TUJUAN:
        form = TujuanForm(request.POST)
        if not form.is_valid():
            _keluhkan(request, form)
            return redirect("pmks:kesatuan", kesatuan.pk)
        tujuan = form.cleaned_data["tujuan"]
        catat_pembukaan(objek=kesatuan, bagian=Bagian.RINCI, by=request.lingkup, tujuan=tujuan)
    catat_pembukaan(objek=kesatuan, bagian=Bagian.NIK, by=request.lingkup, tujuan=tujuan)
    return redirect("pmks:kesatuan", kesatuan.pk)


@require_POST
@perlu("pmks.ajukan")
def ajukan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Submit all drafts and returned types of a subject."""
    kesatuan = ambil(pk)
    try:
        jumlah = ajukan_kesatuan(kesatuan=kesatuan, by=request.lingkup)
    except Ditolak as salah:
        messages.error(request, str(salah))
    else:
        messages.success(request, f"{jumlah} jenis diajukan." if jumlah else "Tidak ada yang perlu diajukan.")
    return redirect("pmks:kesatuan", kesatuan.pk)


@require_POST
@perlu("pmks.lihat")
def aksi_kasus(request: HttpRequest, pk: UUID, kasus_pk: UUID, aksi: str) -> HttpResponse:
    """Carry out one act of review on a type."""
    kesatuan = ambil(pk)
    kasus = get_object_or_404(KasusKesatuan, pk=kasus_pk, kesatuan=kesatuan)
    return _jalankan(request, kesatuan, kasus, JENIS_KASUS, aksi)


@require_POST
@perlu("pmks.lihat")
def aksi_revisi(request: HttpRequest, pk: UUID, revisi_pk: UUID, aksi: str) -> HttpResponse:
    """Carry out one act of review on a pending change."""
    kesatuan = ambil(pk)
    revisi = get_object_or_404(RevisiKesatuan, pk=revisi_pk, kesatuan=kesatuan, diterapkan_pada=None)
    return _jalankan(request, kesatuan, revisi, JENIS_REVISI, aksi)


def _jalankan(request: HttpRequest, kesatuan: Kesatuan, rekaman, jenis: str, aksi: str) -> HttpResponse:
    by = request.lingkup
    if aksi not in Aksi.values or not any(a == aksi for a, _ in langkah(jenis, by.peran)):
        raise PermissionDenied
    komentar = ""
    if aksi in (Aksi.KEMBALIKAN, Aksi.BATALKAN):
        form = AlasanForm(request.POST)
        if not form.is_valid():
            _keluhkan(request, form)
            return redirect("pmks:kesatuan", kesatuan.pk)
        komentar = form.cleaned_data["komentar"]
    isi = {"aksi": Aksi(aksi), "by": by, "versi": _bilangan(request, "versi") or 0, "komentar": komentar}
    try:
        if isinstance(rekaman, KasusKesatuan):
            putuskan_kasus_kesatuan(kasus=rekaman, versi_kesatuan=_bilangan(request, "versi_kesatuan"), **isi)
        else:
            putuskan_revisi_kesatuan(revisi=rekaman, **isi)
    except Ditolak as salah:
        messages.error(request, str(salah))
    else:
        messages.success(request, SELESAI[Aksi(aksi)])
    return redirect("pmks:kesatuan", kesatuan.pk)


def _keluhkan(request: HttpRequest, form) -> None:
    messages.error(request, " ".join(e for daftar in form.errors.values() for e in daftar))


def _bilangan(request: HttpRequest, nama: str) -> int | None:
    teks = request.POST.get(nama, "")
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else None
