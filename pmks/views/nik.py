"""Apa yang dikatakan NIK: saat mengetik, di formulir tanpa skrip, dan di depan pemeriksa. Tidak menulis apa pun."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from pmks.actions import TerlaluSering, cari_kembar, cari_nik, kontak
from pmks.actions.bentrok import SERING
from pmks.actions.nik import daerah_nik, kode_kk, selisih_satu
from pmks.banding import Ciri
from pmks.enums import Temuan
from pmks.forms import OrangForm
from pmks.models import Orang, acuan_jenis
from pmks.nik import (
    Catatan,
    Entri,
    NIKSalah,
    Usul,
    baca_kk,
    baca_nik,
    kata_selisih,
    kode_kecamatan,
    tanda,
    terangkan,
    usul_selip,
)
from pmks.saringan import kunci_uuid
from pmks.tampak import hias_nama
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.nama import untuk_cari
from tksk_portal.dasar.tanggal import TanggalSalah, baca_tanggal
from tksk_portal.wilayah.rentang import tingkat

DESA = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}")
# Isian yang boleh diganti dengan satu ketukan; selain ini tombolnya bukan dari kita.
BOLEH_DIPAKAI = ("nik", "tanggal_lahir", "jk")
# Temuan yang oleh kalimat di bawah identitas diterangkan lebih jelas daripada sebutannya.
DITERANGKAN = {Temuan.NIK_TANGGAL, Temuan.NIK_KELAMIN, Temuan.NIK_DAERAH, Temuan.NIK_SELISIH}


@dataclass(frozen=True)
class Ketikan:
    """What stands in the form beside the NIK, as far as it can be read."""

    nik: str
    nama_cari: str
    no_kk: str
    kunci: UUID | None
    entri: Entri
    yakin: str
    desa: str


def _ketikan(ambil: Callable[[str], object], by: Lingkup) -> Ketikan:
    teks = {n: str(ambil(n) or "") for n in ("nik", "nama", "tanggal_lahir", "jk", "wilayah", "no_kk", "id")}
    hari = timezone.localdate()
    try:
        lahir, perkiraan = baca_tanggal(teks["tanggal_lahir"], paling_akhir=hari, sebutan="Tanggal lahir")
    except TanggalSalah:
        lahir, perkiraan = None, False
    try:
        no_kk = baca_kk(teks["no_kk"], pada=hari).digits
    except NIKSalah:
        no_kk = ""
    kunci = kunci_uuid(teks["id"])
    acuan = {str(kode): satu for kode, satu in acuan_jenis().items()}
    jenis = [acuan[k] for k in map(str, ambil("jenis") or []) if k in acuan]
    entri = Entri(
        lahir=lahir,
        perkiraan=perkiraan,
        jk=teks["jk"] if teks["jk"] in ("L", "P") else "",
        kecamatan=_kecamatan(teks["wilayah"], by),
        jenis=jenis,
    )
    desa = teks["wilayah"] if DESA.fullmatch(teks["wilayah"]) and by.memuat(teks["wilayah"]) else ""
    yakin = str(ambil("nik_yakin") or "")
    return Ketikan(teks["nik"].strip(), untuk_cari(teks["nama"][:100]), no_kk, kunci, entri, yakin, desa)


def _kecamatan(desa: str, by: Lingkup) -> str:
    if DESA.fullmatch(desa) and by.memuat(desa):
        return desa[:8]
    return by.tempat[:8] if tingkat(by.tempat) >= 3 else ""


def _periksa(k: Ketikan, by: Lingkup) -> dict:
    """Return what the templates show; see `templates/pmks/_nik_terang.html`."""
    hari = timezone.localdate()
    konteks = {
        "terang": None,
        "salah": "",
        "usul_salah": (),
        "sama": None,
        "selisih": [],
        "mirip": [],
        "di": {n: [] for n in BOLEH_DIPAKAI},
        "tanda": "",
        "kotak_di": "",
        "yakin": False,
        "hidup": False,
    }
    try:
        nik = baca_nik(k.nik, pada=hari)
    except NIKSalah as salah:
        konteks["salah"], konteks["usul_salah"] = str(salah), _usul_salah(k, hari)
    else:
        entri = _dengan_kk(k.entri, nik.kode_kecamatan, k.no_kk, k.kunci)
        terang = terangkan(nik, entri, daerah_nik(nik), pada=hari)
        konteks["terang"] = terang
        for c in terang.catatan:
            konteks["di"][c.medan].append(c)
        if terang.bentrok:
            konteks["tanda"] = tanda(nik.digits, k.entri.lahir or nik.lahir, k.entri.jk or nik.jk)
            konteks["yakin"] = k.yakin == konteks["tanda"]
            konteks["kotak_di"] = [n for n in ("jk", "tanggal_lahir") if _ada_bentrok(konteks["di"][n])][-1]
        konteks["sama"] = Orang.objects.filter(nik=nik.digits).exclude(pk=k.kunci).first()
        konteks["selisih"] = _selisih(nik.digits, k, konteks["sama"])
    ada = {o.pk for o in [konteks["sama"], *konteks["selisih"]] if o}
    konteks["mirip"] = [o for o in _mirip(k, by) if o.pk not in ada]
    hias_nama([*konteks["mirip"], *konteks["selisih"], *filter(None, [konteks["sama"]])], by)
    return konteks


def _dengan_kk(entri: Entri, kode: str, no_kk: str, kunci: UUID | None) -> Entri:
    """Add where the family card comes from, when the address alone does not explain the code of the NIK."""
    return entri if kode == entri.kecamatan else replace(entri, kk=kode_kk(no_kk, kecuali=kunci))


def _ada_bentrok(catatan: list[Catatan]) -> bool:
    return any(c.derajat == "bentrok" for c in catatan)


def _usul_salah(k: Ketikan, hari: date) -> tuple[Usul, ...]:
    """Return how a number that cannot be a NIK would become one that agrees with the rest."""
    angka = re.sub(r"[^0-9]", "", k.nik)
    if len(angka) != 16:
        return ()
    lahir = None if k.entri.perkiraan else k.entri.lahir
    asal = _dengan_kk(k.entri, kode_kecamatan(angka), k.no_kk, k.kunci).asal
    return usul_selip(angka, lahir=lahir, jk=k.entri.jk, kecamatan=asal, pada=hari)


def _selisih(nik: str, k: Ketikan, sama: Orang | None) -> list[Orang]:
    if sama:
        return []
    hasil = selisih_satu(nik=nik, nama_cari=k.nama_cari, lahir=k.entri.lahir, no_kk=k.no_kk, kecuali=k.kunci)
    for o in hasil:
        o.letak_beda = kata_selisih(nik, o.nik)
    return hasil


def _mirip(k: Ketikan, by: Lingkup) -> list[Orang]:
    if not (k.nama_cari and k.entri.lahir):
        return []
    satu = Ciri(k.nama_cari, k.entri.lahir, k.entri.perkiraan, k.entri.jk, k.desa, no_kk=k.no_kk)
    kembaran = cari_kembar(satu, kecamatan=by.tempat, kecuali=k.kunci)[:3]
    for satu_lagi in kembaran:
        satu_lagi.orang.alasan_mirip = satu_lagi.kemiripan.alasan
    return [satu_lagi.orang for satu_lagi in kembaran]


def _di_luar(konteks: dict, by: Lingkup) -> dict:
    """Ask the index of NIK where else a readable number is held; logged and limited, so only while one types."""
    if not konteks["terang"]:
        return {"lain": [], "sering": ""}
    try:
        (lain,) = cari_nik([konteks["terang"].nik.digits], [by.tempat])
    except TerlaluSering:
        return {"lain": [], "sering": SERING}
    return {"lain": kontak(lain), "sering": ""}


@require_POST
@perlu("pmks.catat")
def periksa_nik(request: HttpRequest) -> HttpResponse:
    """Answer the form while one types: what the NIK says, what contradicts it, and who might be the same person."""
    data = request.POST
    ketikan = _ketikan(lambda n: data.getlist(n) if n == "jenis" else data.get(n, ""), request.lingkup)
    konteks = _periksa(ketikan, request.lingkup) | {"hidup": True}
    return render(request, "pmks/_periksa_nik.html", {"periksa": konteks, **_di_luar(konteks, request.lingkup)})


def konteks_formulir(form: OrangForm, by: Lingkup) -> dict | None:
    """Return the same answer for a form that is shown with a NIK in it; None when there is none."""
    if not form["nik"].value():
        return None
    konteks = _periksa(_ketikan(lambda n: form[n].value(), by), by)
    # Galatnya sudah tertulis di bawah isiannya.
    return konteks | {"salah": "", "sama": None}


def isikan(data: QueryDict) -> QueryDict | None:
    """Return the sent form with the value of a pressed take-over button in it; None when none was pressed.

    Only without script: the page fills the field itself otherwise.
    """
    medan, _, nilai = data.get("pakai", "").partition("=")
    if medan not in BOLEH_DIPAKAI:
        return None
    hasil = data.copy()
    hasil[medan] = nilai[:40]
    return hasil


def konteks_nik(orang: Orang, request: HttpRequest) -> dict:
    """Return what a record's NIK says against its columns, for those who record or verify and may read it."""
    by = request.lingkup
    kosong = {"terang_nik": None, "selisih_nik": []}
    if not orang.nik or not (boleh(by, "pmks.catat") or boleh(by, "pmks.verifikasi")):
        return kosong
    hari = timezone.localdate()
    nik = baca_nik(orang.nik, pada=hari)
    acuan, jenis = acuan_jenis(), []
    if len(nik.lahir_calon) > 1 and orang.tanggal_lahir not in nik.lahir_calon:
        jenis = [acuan[k] for k in orang.kasus.aktif().order_by("jenis_id").values_list("jenis_id", flat=True)]
    entri = Entri(
        lahir=orang.tanggal_lahir,
        perkiraan=orang.lahir_perkiraan,
        jk=orang.jk,
        kecamatan=orang.wilayah_id[:8],
        jenis=jenis,
    )
    entri = _dengan_kk(entri, nik.kode_kecamatan, orang.no_kk, orang.pk)
    selisih = selisih_satu(
        nik=orang.nik, nama_cari=orang.nama_cari, lahir=orang.tanggal_lahir, no_kk=orang.no_kk, kecuali=orang.pk
    )
    hias_nama(selisih, by)
    for o in selisih:
        o.letak_beda = kata_selisih(orang.nik, o.nik)
    return {"terang_nik": terangkan(nik, entri, daerah_nik(nik), pada=hari, kata="tercatat"), "selisih_nik": selisih}
