"""Daftar keluarga, kelompok, komunitas, dan hitungan; dan meja periksanya."""

import re

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from pmks.actions import jenis_bagi
from pmks.enums import BentukKesatuan
from pmks.jiwa import angka_bentuk
from pmks.models import KasusKesatuan, Kesatuan, RevisiKesatuan, acuan_jenis
from pmks.tampak import TERTUTUP
from pmks.tampak_kesatuan import boleh_angka_tepat, hias_kesatuan, kesatuan_terlihat
from pmks.views.daftar import hanya_angka
from pmks.views.tampilkan import SARING_KESATUAN, konteks_tertutup, tujuan_daftar
from tksk_portal.akses.alamat import KodeWilayah
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.enums import DERAJAT, NADA, Status
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import tingkat

TERBARU = ("-diubah_pada", "-id")
TERTUA = ("diajukan_pada", "id")


def _isi_saring(request: HttpRequest) -> dict[str, str]:
    """Return the filters of the address that say something."""
    acuan = {str(k) for k in acuan_jenis()}
    sah = {"bentuk": BentukKesatuan.values, "jenis": acuan, "status": Status.values}
    isi = {n: request.GET.get(n, "") for n in SARING_KESATUAN}
    isi |= {n: v if v in sah[n] else "" for n, v in isi.items() if n in sah}
    if not re.fullmatch(KodeWilayah.regex, isi["wilayah"]):
        isi["wilayah"] = ""
    return isi


def _saring(isi: dict[str, str]) -> QuerySet[Kesatuan]:
    rekaman = Kesatuan.objects.all()
    if isi["status"] != Status.DIBATALKAN:
        rekaman = rekaman.aktif()
    if isi["bentuk"]:
        rekaman = rekaman.filter(bentuk=isi["bentuk"])
    if isi["wilayah"]:
        rekaman = rekaman.di_bawah(isi["wilayah"])
    if isi["jenis"] or isi["status"]:
        kasus = KasusKesatuan.objects.filter(kesatuan=OuterRef("pk"))
        kasus = kasus.filter(status=isi["status"]) if isi["status"] else kasus.aktif()
        rekaman = rekaman.filter(Exists(kasus.filter(jenis=isi["jenis"]) if isi["jenis"] else kasus))
    return rekaman


@require_safe
@perlu("pmks.lihat")
def daftar(request: HttpRequest) -> HttpResponse:
    """Show families, groups, communities and counts in scope, newest change first."""
    by = request.lingkup
    isi = _isi_saring(request)
    tujuan = tujuan_daftar(request, "kesatuan")
    jenis = acuan_jenis()[int(isi["jenis"])] if isi["jenis"] else None
    # Yang cocok dengan suatu jenis adalah jenisnya: daftarnya tertutup sampai dibuka, apa pun jenisnya.
    jenis_tertutup = hanya_angka(by, jenis, dicari=False, dibuka=tujuan is not None)
    rekaman = Kesatuan.objects.none() if jenis_tertutup else kesatuan_terlihat(_saring(isi), by)
    lembar = halaman(request, rekaman, urut=TERBARU)
    kesatuan = hias_kesatuan(lembar.baris, by, tujuan=tujuan)
    tertutup = sum(not k.terbuka for k in kesatuan)
    konteks = {
        "halaman": lembar,
        "kesatuan": kesatuan,
        "jenis_tertutup": jenis_tertutup,
        "pilihan": _pilihan(isi, by),
        "tersaring": any(isi.values()),
        "ringkas": _ringkas(by),
        "boleh_catat": boleh(by, "pmks.catat"),
        "remah": [("PMKS", reverse("pmks:daftar"))],
        **konteks_tertutup(request, nama="kesatuan", tertutup=tertutup, dibuka=tujuan is not None),
    }
    return render(request, "pmks/daftar_kesatuan.html", konteks)


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
    """Return the filters as chips: label, chosen value, choices with their addresses."""

    def alamat(nama: str, nilai: str) -> str:
        tanya = {k: v for k, v in isi.items() if v and k != nama}
        return "?" + urlencode({**tanya, nama: nilai} if nilai else tanya)

    kode = sorted({k for b in BentukKesatuan for k in jenis_bagi(b)})
    anak = Wilayah.objects.berlaku().filter(induk=by.tempat).order_by("nama") if tingkat(by.tempat) < 4 else []
    semua = {
        "bentuk": ("Bentuk", list(BentukKesatuan.choices)),
        "jenis": ("Jenis", [(str(k), acuan_jenis()[k].nama) for k in kode]),
        "status": ("Status", [(s.value, str(s.label)) for s in Status if DERAJAT[s] >= by.derajat]),
        "wilayah": ("Wilayah", [(w.pk, w.sebutan) for w in anak]),
    }
    hasil = []
    for nama, (label, pilihan) in semua.items():
        kini = dict(pilihan).get(isi[nama])
        butir = [{"label": "Semua", "url": alamat(nama, ""), "aktif": not kini}]
        butir += [{"label": teks, "url": alamat(nama, nilai), "aktif": nilai == isi[nama]} for nilai, teks in pilihan]
        hasil.append({"label": label, "kini": kini or "semua", "aktif": bool(kini), "butir": butir})
    return hasil


def usulan_menunggu() -> QuerySet[RevisiKesatuan]:
    """Return the pending changes that wait for the kabupaten/kota."""
    return RevisiKesatuan.objects.filter(status__in=(Status.DIAJUKAN, Status.DITINJAU_ULANG), diterapkan_pada=None)


def tutup_berjenis(kasus: list[KasusKesatuan]) -> None:
    """Set the name that a row with a type shows: of a closed one nothing that would find it in the list."""
    for k in kasus:
        k.nama_tampil = k.kesatuan.nama_tampil if k.kesatuan.terbuka else TERTUTUP


@require_safe
@perlu("pmks.verifikasi")
def meja(request: HttpRequest) -> HttpResponse:
    """Show what waits for verification, oldest first; decided on the page of each."""
    by = request.lingkup
    rekaman = KasusKesatuan.objects.menunggu_verifikasi().select_related("kesatuan", "jenis")
    lembar = halaman(request, rekaman, urut=TERTUA)
    usulan = list(usulan_menunggu().select_related("kesatuan", "dibuat_oleh").order_by("diajukan_pada", "id")[:50])
    semua = {r.kesatuan_id: r.kesatuan for r in (*lembar.baris, *usulan)}
    hias_kesatuan(list(semua.values()), by)
    for r in (*lembar.baris, *usulan):
        r.kesatuan = semua[r.kesatuan_id]
        r.nada = NADA[Status(r.status)]
    tutup_berjenis(lembar.baris)
    konteks = {
        "halaman": lembar,
        "kasus": lembar.baris,
        "usulan": usulan,
        "perlu_tujuan": False,
        "remah": [("Periksa data", reverse("pmks:periksa"))],
    }
    return render(request, "pmks/periksa_kesatuan.html", konteks)
