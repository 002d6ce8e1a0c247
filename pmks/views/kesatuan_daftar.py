"""Daftar keluarga, kelompok, komunitas, dan hitungan; dan meja periksanya."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from pmks.actions import jenis_bagi
from pmks.bentuk import KODE_KELOMPOK
from pmks.enums import BentukKesatuan
from pmks.jiwa import angka_bentuk, jumlah_kesatuan
from pmks.models import KasusKesatuan, RevisiKesatuan, acuan_jenis
from pmks.saringan_kesatuan import baca_saring, kesatuan_tersaring
from pmks.tampak_kesatuan import boleh_angka_tepat, hias_kasus_kesatuan, hias_kesatuan, terlihat_kesatuan
from pmks.views.daftar import hanya_angka
from pmks.views.tampilkan import konteks_tertutup, tujuan_daftar
from tksk_portal.akses.halaman import Halaman as Lembar
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.tinjauan.enums import DERAJAT, NADA, Status
from tksk_portal.tinjauan.saring import cip, dengan_saring, pilihan_status, pilihan_wilayah

TERBARU = ("-diubah_pada", "-id")
TERTUA = ("diajukan_pada", "id")


@require_safe
@perlu("pmks.lihat")
def daftar(request: HttpRequest) -> HttpResponse:
    """Show families, groups, communities and counts in scope, newest change first."""
    by = request.lingkup
    isi = baca_saring(request.GET)
    # Hitungan jenis 14 tidak memuat siapa pun, jadi menyaringnya tidak mengatakan apa pun tentang seseorang.
    jenis = acuan_jenis()[int(isi["jenis"])] if isi["jenis"] not in ("", str(KODE_KELOMPOK)) else None
    tujuan = tujuan_daftar(request, "keluarga")
    angka_saja = hanya_angka(by, jenis, dicari=False, dibuka=tujuan is not None)
    lembar = Lembar([], None, None)
    if not angka_saja:
        rekaman = kesatuan_tersaring(isi)
        # Yang sangat peka didaftar di atas kab/kota hanya lewat jenisnya, sesudah keperluannya disebut.
        semua = jenis is not None and by.peran != Peran.CAMAT
        lembar = halaman(request, rekaman if semua else terlihat_kesatuan(rekaman, by), urut=TERBARU)
    kesatuan = hias_kesatuan(lembar.baris, by, tujuan=tujuan)
    konteks = {
        "halaman": lembar,
        "kesatuan": kesatuan,
        "angka_saja": angka_saja,
        "banyak": _banyak(isi, by) if angka_saja else None,
        "pilihan": _pilihan(isi, by),
        "tersaring": any(isi.values()),
        "ringkas": _ringkas(by),
        "boleh_catat": boleh(by, "pmks.catat"),
        "unduh_url": dengan_saring("ekspor:baru", isi, "keluarga") if boleh(by, "ekspor.buat") else "",
        "remah": [("PMKS", reverse("pmks:daftar"))],
    }
    tertutup = sum(not k.terbuka for k in kesatuan)
    konteks |= konteks_tertutup(request, nama="keluarga", tertutup=tertutup, dibuka=tujuan is not None)
    return render(request, "pmks/daftar_kesatuan.html", konteks)


def _banyak(isi: dict[str, str], by: Lingkup) -> int | None:
    """Return how many subjects a type holds by these filters; None for what the summary does not count."""
    if isi["status"] == Status.DIBATALKAN:
        return None
    terlihat = [s for s in Status if DERAJAT[s] >= max(0, by.derajat)]
    status = [s for s in terlihat if not isi["status"] or s == isi["status"]]
    return jumlah_kesatuan(isi["wilayah"] or by.tempat, jenis=int(isi["jenis"]), bentuk=isi["bentuk"], status=status)


def _ringkas(by: Lingkup) -> list[tuple[str, int | None, int]]:
    """Return (form, how many, souls) for the head of the list; of rounded type 14 only the souls."""
    bulat = not boleh_angka_tepat(by)
    per = angka_bentuk(by.tempat, derajat=by.derajat, bulat14=bulat)
    tersamar = BentukKesatuan.HITUNGAN if bulat else None
    return [
        (str(b.label), None if b == tersamar else j.kesatuan, j.jiwa)
        for b, j in per.items()
        if j.jiwa or (j.kesatuan and b != tersamar)
    ]


def _pilihan(isi: dict[str, str], by: Lingkup) -> list[dict]:
    kode = sorted({k for b in BentukKesatuan for k in jenis_bagi(b)})
    semua = {
        "bentuk": ("Bentuk", list(BentukKesatuan.choices)),
        "jenis": ("Jenis", [(str(k), acuan_jenis()[k].nama) for k in kode]),
        "status": ("Status", pilihan_status(by)),
        "wilayah": ("Wilayah", pilihan_wilayah(by)),
    }
    return cip(isi, semua)


def usulan_menunggu() -> QuerySet[RevisiKesatuan]:
    """Return the pending changes that wait for the kabupaten/kota."""
    return RevisiKesatuan.objects.filter(status__in=(Status.DIAJUKAN, Status.DITINJAU_ULANG), diterapkan_pada=None)


@require_safe
@perlu("pmks.verifikasi")
def meja(request: HttpRequest) -> HttpResponse:
    """Show what waits for verification, oldest first; decided on the page of each."""
    by = request.lingkup
    rekaman = KasusKesatuan.objects.menunggu_verifikasi().select_related("kesatuan", "jenis")
    lembar = halaman(request, rekaman, urut=TERTUA)
    usulan = list(usulan_menunggu().select_related("kesatuan", "dibuat_oleh").order_by("diajukan_pada", "id")[:50])
    tujuan = tujuan_daftar(request, "periksa_keluarga")
    hias_kasus_kesatuan(lembar.baris, by, tujuan=tujuan)
    hias_kesatuan([r.kesatuan for r in usulan], by, tujuan=tujuan)
    for r in (*lembar.baris, *usulan):
        r.nada = NADA[Status(r.status)]
    konteks = {
        "halaman": lembar,
        "kasus": lembar.baris,
        "usulan": usulan,
        "boleh_buka": boleh(by, "pmks.buka"),
        "remah": [("Periksa data", reverse("pmks:periksa"))],
    }
    tertutup = sum(not r.kesatuan.terbuka for r in (*lembar.baris, *usulan))
    konteks |= konteks_tertutup(request, nama="periksa_keluarga", tertutup=tertutup, dibuka=tujuan is not None)
    return render(request, "pmks/periksa_kesatuan.html", konteks)
