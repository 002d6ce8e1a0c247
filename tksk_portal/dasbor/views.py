"""Beranda tiap peran dan halaman angka dengan telusur sampai desa/kelurahan."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from pmks.angka import ORANG, TERVERIFIKASI, Angka, AngkaPokok, angka_pokok, angka_satu, gerak_bulanan
from pmks.bentuk import KODE_KELOMPOK
from pmks.enums import JenisKelamin, KelompokUmur
from pmks.jiwa import Jiwa, jiwa_tempat
from pmks.models import acuan_jenis
from pmks.tampak_kesatuan import boleh_angka_tepat
from tksk_portal.akses.izin import perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.dasar.tanggal import BULAN
from tksk_portal.dasbor.beranda import MENUNGGU as MENUNGGU_PERAN
from tksk_portal.dasbor.beranda import baru_disahkan, bergerak, menunggu_kesatuan, menunggu_semua
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
    semua = menunggu_semua(request)
    if by.peran == Peran.ADMIN:
        return render(request, "dasbor/admin.html", {"ringkasan": ringkasan_admin(by), "menunggu": semua})
    konteks = konteks_angka(request, request.tugas.tempat)
    konteks |= {
        "menunggu": [
            *(MENUNGGU_PERAN[by.peran](by) if by.peran in MENUNGGU_PERAN else []),
            *menunggu_kesatuan(by),
            *semua,
        ],
        "baru_disahkan": baru_disahkan() if by.peran == Peran.KEMENSOS else [],
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
    konteks = konteks_angka(request, tempat)
    konteks["jiwa"] = _per_jiwa(konteks["a"], tempat, request.lingkup)
    return render(request, "dasbor/angka.html", konteks)


def konteks_angka(request: HttpRequest, tempat: Wilayah) -> dict:
    """Return the numbers of a place: totals, by type, by sex and age, by status, by month, and of its children."""
    by = request.lingkup
    daftar = f"{reverse('pmks:daftar')}?wilayah={tempat.pk}"
    # Angka bukan orang: tiap peran melihat yang belum terverifikasi juga, supaya bagian yang terverifikasi jujur.
    satu = angka_satu(tempat.pk, derajat=0)
    anak = list(Wilayah.objects.filter(induk=tempat.pk, berlaku_sampai=None).order_by("kode"))
    per_anak = angka_pokok([w.pk for w in anak], di_bawah=tempat.pk)
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


def _per_jiwa(orang: Angka, tempat: Wilayah, by: Lingkup) -> list[tuple[str, Jiwa, bool]]:
    """Return (type, totals, rounded) where families, groups, communities or counts are recorded."""
    bulat = not boleh_angka_tepat(by)
    per_jenis = jiwa_tempat(tempat.pk, orang, derajat=0, bulat14=bulat)
    acuan = acuan_jenis()
    return [
        (acuan[kode].nama, j, bulat and kode == KODE_KELOMPOK)
        for kode, j in per_jenis.items()
        if kode and (j.kesatuan or j.jiwa > j.orang)
    ]


def _hias_anak(w: Wilayah, a: AngkaPokok) -> None:
    w.n_orang, w.n_verifikasi, w.n_sah = a.orang, a.terverifikasi, a.disahkan
    w.n_tunggu = a.menunggu
    w.url = reverse("angka", args=[w.pk])


def _per_jenis(a: Angka, tempat: Wilayah) -> list[dict]:
    acuan = acuan_jenis()
    rinci = a.menurut(per=lambda j, s, k, u: (j, s in TERVERIFIKASI, k) if j > ORANG else None)
    jumlah = a.menurut(per=lambda j, s, k, u: j if j > ORANG else None)
    baris = [(kode, n) for kode, n in jumlah.most_common() if n]
    daftar = reverse("pmks:daftar")
    return [
        {
            "label": acuan[kode].nama,
            "n": n,
            "bagian": round(n * 100 / baris[0][1], 1),
            "verifikasi": _persen(rinci[kode, True, "L"] + rinci[kode, True, "P"], n),
            "l": rinci[kode, True, "L"] + rinci[kode, False, "L"],
            "p": rinci[kode, True, "P"] + rinci[kode, False, "P"],
            "url": f"{daftar}?jenis={kode}&wilayah={tempat.pk}",
        }
        for kode, n in baris
    ]


def _persen(bagian: int, semua: int) -> float | None:
    return bagian * 100 / semua if semua else None


def _per_status(a: Angka, derajat: int) -> list[dict]:
    jumlah = a.menurut(per=lambda j, s, k, u: s if j > ORANG else None)
    daftar = reverse("pmks:daftar")
    return [
        {"label": s.label, "n": jumlah[s], "url": f"{daftar}?status={s.value}" if DERAJAT[s] >= derajat else ""}
        for s in Status
        if s != Status.DIBATALKAN
    ]


def _per_umur(a: Angka) -> list[dict]:
    rinci = a.menurut(per=lambda j, s, k, u: (u, k, s in TERVERIFIKASI) if j == ORANG else None)
    hasil = []
    for kelompok in KelompokUmur:
        per_jk = {jk.value: rinci[kelompok, jk, True] + rinci[kelompok, jk, False] for jk in JenisKelamin}
        semua = sum(per_jk.values())
        verif = sum(rinci[kelompok, jk, True] for jk in JenisKelamin)
        hasil.append(
            {"label": kelompok.label, "l": per_jk["L"], "p": per_jk["P"], "n": semua, "v": _persen(verif, semua)}
        )
    return hasil


def _tren(tempat: Wilayah) -> list[tuple[str, int]]:
    if tempat.tingkat > 3:
        return []
    bulan = gerak_bulanan(tempat.pk, kini=timezone.localdate())
    return [(f"{BULAN[b.month - 1][:3]} {b:%y}", n.get("verifikasi", 0)) for b, n in bulan]


def _remah(tempat: Wilayah, by) -> list[tuple[str, str | None]]:
    jalur = [w for w in Wilayah.objects.jalur(tempat.pk) if memuat(by.tempat, w.pk) and w.pk != tempat.pk]
    return [("Angka", reverse("angka", args=[by.tempat]))] * bool(jalur) + [
        (w.sebutan, reverse("angka", args=[w.pk])) for w in jalur
    ]
