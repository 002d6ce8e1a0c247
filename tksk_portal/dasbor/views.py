"""Beranda tiap peran dan halaman angka dengan telusur sampai desa/kelurahan."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pmks.angka import MENUNGGU, Angka, angka, angka_satu, gerak_bulanan
from pmks.enums import JenisKelamin, KelompokUmur
from pmks.models import acuan_jenis
from tksk_portal.akses.izin import perlu
from tksk_portal.akun.enums import Peran
from tksk_portal.dasbor.beranda import MENUNGGU as MENUNGGU_PERAN
from tksk_portal.dasbor.beranda import bergerak
from tksk_portal.kelola.daftar import ringkasan_admin
from tksk_portal.tinjauan.enums import DERAJAT, Status
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import memuat

TERBESAR = 8


@require_safe
@perlu("beranda")
def beranda(request: HttpRequest) -> HttpResponse:
    """Show the duty's home: what waits, what moved, the numbers of the territory."""
    by = request.lingkup
    if by.peran == Peran.ADMIN:
        return render(request, "dasbor/admin.html", {"ringkasan": ringkasan_admin(by)})
    konteks = konteks_angka(request, request.tugas.tempat)
    konteks |= {
        "menunggu": MENUNGGU_PERAN[by.peran](by) if by.peran in MENUNGGU_PERAN else [],
        "judul_tunggu": "Baru disahkan" if by.peran == Peran.KEMENSOS else "Menunggu Anda",
        "bergerak": bergerak(by),
        "remah": [],
    }
    nama = "dasbor/tksk.html" if by.peran == Peran.TKSK else "dasbor/dinas.html"
    return render(request, nama, konteks)


@require_safe
@perlu("pmks.angka")
def angka_wilayah(request: HttpRequest, kode: str) -> HttpResponse:
    """Show the numbers of a place in the territory, with the places under it."""
    if not request.lingkup.memuat(kode):
        raise Http404
    tempat = get_object_or_404(Wilayah, pk=kode)
    return render(request, "dasbor/angka.html", konteks_angka(request, tempat))


def konteks_angka(request: HttpRequest, tempat: Wilayah) -> dict:
    """Return the numbers of a place: totals, by type, by sex and age, by status, by month, and of its children."""
    by = request.lingkup
    daftar = f"{reverse('pmks:daftar')}?wilayah={tempat.pk}"
    # Angka bukan orang: tiap peran melihat yang belum terverifikasi juga, supaya bagian yang terverifikasi jujur.
    satu = angka_satu(tempat.pk, derajat=0)
    anak = list(Wilayah.objects.filter(induk=tempat.pk, berlaku_sampai=None).order_by("kode"))
    per_anak = angka([w.pk for w in anak], di_bawah=tempat.pk, derajat=0)
    for w in anak:
        _hias_anak(w, per_anak[w.pk])
    # Nasional memuat banyak provinsi yang belum dipakai: tampilkan yang berisi saja.
    if tempat.tingkat == 0:
        anak = [w for w in anak if w.n_orang]
    return {
        "tempat": tempat,
        "a": satu,
        "share": satu.terverifikasi * 100 / satu.orang if satu.orang else None,
        "anak": anak,
        "jenis": _per_jenis(satu, tempat),
        "status": _per_status(satu, by.derajat),
        "umur": _per_umur(satu),
        "tren": _tren(tempat),
        "data_sampai": timezone.now(),
        "remah": _remah(tempat, by),
        # Yang membaca mulai dari derajat tertentu mendapat tautan ke bagian yang memang dapat dibukanya.
        "lihat_daftar": daftar if by.derajat <= 0 else "",
        "lihat_disahkan": f"{daftar}&status={Status.DISAHKAN}",
    }


def _hias_anak(w: Wilayah, a: Angka) -> None:
    w.n_orang, w.n_verifikasi, w.n_sah = a.orang, a.terverifikasi, a.disahkan
    w.n_tunggu = a.jumlah(jenis=None, status=MENUNGGU)
    w.url = reverse("angka", args=[w.pk])


def _per_jenis(a: Angka, tempat: Wilayah) -> list[dict]:
    nama = {j.pk: j.nama for j in acuan_jenis().values()}
    baris = a.per_jenis().most_common()
    puncak = baris[0][1] if baris else 1
    daftar = reverse("pmks:daftar")
    return [
        {
            "label": nama[kode],
            "n": n,
            "bagian": round(n * 100 / puncak, 1),
            "verifikasi": _persen(a.jumlah(jenis=kode, status=(Status.DIVERIFIKASI, Status.DISAHKAN)), n),
            "l": a.jumlah(jenis=kode, jk="L"),
            "p": a.jumlah(jenis=kode, jk="P"),
            "url": f"{daftar}?jenis={kode}&wilayah={tempat.pk}",
        }
        for kode, n in baris
    ]


def _persen(bagian: int, semua: int) -> float | None:
    return bagian * 100 / semua if semua else None


def _per_status(a: Angka, derajat: int) -> list[dict]:
    hasil = []
    for s in Status:
        if s == Status.DIBATALKAN:
            continue
        url = f"{reverse('pmks:daftar')}?status={s.value}" if DERAJAT[s] >= derajat else ""
        hasil.append({"label": s.label, "n": a.jumlah(jenis=None, status=(s,)), "url": url})
    return hasil


def _per_umur(a: Angka) -> list[dict]:
    return [
        {
            "label": k.label,
            "l": a.jumlah(umur=k, jk=JenisKelamin.LAKI),
            "p": a.jumlah(umur=k, jk=JenisKelamin.PEREMPUAN),
            "n": a.jumlah(umur=k),
            "v": _persen(a.jumlah(umur=k, status=(Status.DIVERIFIKASI, Status.DISAHKAN)), a.jumlah(umur=k)),
        }
        for k in KelompokUmur
    ]


def _tren(tempat: Wilayah) -> list[tuple[str, int]]:
    if tempat.tingkat > 3:
        return []
    bulan = gerak_bulanan(tempat.pk, kini=timezone.localdate())
    return [(f"{_BULAN[b.month - 1]} {b:%y}", n.get("verifikasi", 0)) for b, n in bulan]


_BULAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def _remah(tempat: Wilayah, by) -> list[tuple[str, str | None]]:
    jalur = [w for w in Wilayah.objects.jalur(tempat.pk) if memuat(by.tempat, w.pk) and w.pk != tempat.pk]
    return [("Angka", reverse("angka", args=[by.tempat]))] * bool(jalur) + [
        (w.sebutan, reverse("angka", args=[w.pk])) for w in jalur
    ]
