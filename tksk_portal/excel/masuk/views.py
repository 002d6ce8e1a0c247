"""Halaman unggahan: daftar, unggah, pratinjau dan hasil, templat."""

import tempfile
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from uuid_utils.compat import uuid7

from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import BerkasDitolak
from tksk_portal.arsip.models import Berkas
from tksk_portal.excel.bentuk import huruf_kolom
from tksk_portal.excel.enums import NADA_BARIS, NADA_UNGGAHAN, StatusBaris, StatusUnggahan
from tksk_portal.excel.masuk import alur
from tksk_portal.excel.masuk.forms import BerkasForm
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.excel.sumber import Sumber, daftar_sumber
from tksk_portal.excel.templat import templat as tulis_templat
from tksk_portal.pekerjaan.models import Pekerjaan
from tksk_portal.pekerjaan.tampak import tampak

DITOLAK, BENTROK = 422, 409
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
S = StatusUnggahan
ANGKA_LAIN = ("jumlah", "peringatan", "selesai")
KENAL_KOSONG = {
    **dict.fromkeys(("halangan", "asing", "peringatan", "ragu")),
    **dict.fromkeys(("jumlah_halangan", "jumlah_lewat"), 0),
    **dict.fromkeys(("tata_letak", "nama_lembar"), ""),
    "baris_judul": [0, 0],
}
SEDANG = (S.DIBACA, S.MENULIS, S.MENGURUNGKAN)


def ambil_sumber(kode: str, by: Lingkup) -> Sumber:
    """Return a source of the address; unknown is 404, another's right is 403."""
    if kode not in daftar_sumber():
        raise Http404
    return alur.sumber_boleh(kode, by)


def ambil_unggahan(request: HttpRequest, pk: UUID) -> tuple[Unggahan, Sumber]:
    """Return an upload of one's own office."""
    u = get_object_or_404(Unggahan.objects.milik(request.lingkup).select_related("dibuat_oleh", "wilayah"), pk=pk)
    return u, ambil_sumber(u.sumber, request.lingkup)


@require_safe
@perlu("excel.unggah")
def daftar(request: HttpRequest) -> HttpResponse:
    """List the uploads of one's own office, newest first."""
    by = request.lingkup
    sumber = [s for s in daftar_sumber().values() if boleh(by, s.izin)]
    milik = Unggahan.objects.milik(by).filter(sumber__in=[s.kode for s in sumber]).select_related("dibuat_oleh")
    lembar = halaman(request, milik, urut=("-dibuat_pada", "-id"))
    label = {s.kode: s.label for s in sumber}
    for u in lembar.baris:
        u.label, u.nada = label[u.sumber], NADA_UNGGAHAN[StatusUnggahan(u.status)]
        u.angka = _angka(u)
    return render(request, "excel/daftar.html", {"halaman": lembar, "unggahan": lembar.baris, "sumber": sumber})


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("excel.unggah")
def unggah(request: HttpRequest, kode: str) -> HttpResponse:
    """Take a workbook in and have it checked."""
    by = request.lingkup
    sumber = ambil_sumber(kode, by)
    if request.method != "POST":
        form = BerkasForm(initial={"id": uuid7()})
        return _tampil_unggah(request, sumber, form, sumber.form_pilihan(lingkup=by))
    form = BerkasForm(request.POST, request.FILES)
    pilihan = sumber.form_pilihan(request.POST, lingkup=by)
    if not (form.is_valid() & pilihan.is_valid()):
        return _tampil_unggah(request, sumber, form, pilihan, status=DITOLAK)
    berkas = form.cleaned_data["berkas"]
    try:
        u = alur.unggah(
            kunci=form.cleaned_data["id"],
            sumber=sumber,
            isi=berkas,
            nama=berkas.name or "",
            pilihan=pilihan.pilihan(),
            by=by,
        )
    except BerkasDitolak as salah:
        form.add_error("berkas", salah.pesan)
        return _tampil_unggah(request, sumber, form, pilihan, status=DITOLAK)
    except alur.SedangDikerjakan as salah:
        return _tampil_unggah(request, sumber, form, pilihan, status=BENTROK, lain=salah.unggahan)
    except alur.Ditolak as salah:
        form.add_error("berkas", str(salah))
        return _tampil_unggah(request, sumber, form, pilihan, status=BENTROK)
    return redirect("excel:rinci", pk=u.pk)


def _tampil_unggah(
    request: HttpRequest, sumber: Sumber, form, pilihan, *, status: int = 200, lain: Unggahan | None = None
) -> HttpResponse:
    konteks = {
        "sumber": sumber,
        "form": form,
        "pilihan": pilihan,
        "lain": lain,
        "umur_hari": settings.UMUR_UNGGAHAN_HARI,
        "remah": [("Unggah Excel", reverse("excel:daftar"))],
    }
    return render(request, "excel/unggah.html", konteks, status=status)


@require_safe
@perlu("excel.unggah")
def rinci(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an upload where it stands: progress, columns to point out, preview, or result."""
    u, sumber = ambil_unggahan(request, pk)
    p = Pekerjaan.objects.filter(pk=u.pekerjaan).first() if u.pekerjaan else None
    hidup = p is not None and not p.berakhir
    konteks = {
        "u": u,
        "h": {s.value: u.hitung.get(s, 0) for s in StatusBaris} | {k: u.hitung.get(k, 0) for k in ANGKA_LAIN},
        "k": KENAL_KOSONG | u.kenal,
        "sumber": sumber,
        "nada": NADA_UNGGAHAN[StatusUnggahan(u.status)],
        "p": p,
        "t": tampak(p) if p else None,
        "sedang": u.status in SEDANG and hidup,
        "terhenti": u.status in SEDANG and not hidup,
        "pratinjau": u.status == S.PRATINJAU,
        "ditulis": u.status in (S.DITULIS, S.DIURUNGKAN),
        "masih_ada": u.dibersihkan_pada is None,
        "boleh_urung": u.status in (S.DITULIS, S.MENULIS) and u.dibersihkan_pada is None and not hidup,
        "mungkin": u.hitung.get(StatusBaris.MUNGKIN, 0),
        "masuk": u.masuk,
        "angka": _angka(u),
        "url_daftar": sumber.url_daftar(request.lingkup),
        "remah": [("Unggah Excel", reverse("excel:daftar"))],
        **_baris(request, u, sumber),
        **_kembalian(u),
    }
    if request.htmx and request.htmx.target == "unggahan-keadaan":
        respons = render(request, "excel/_keadaan.html", konteks)
        if not konteks["sedang"]:
            respons.headers["HX-Refresh"] = "true"
        return respons
    return render(request, "excel/rinci.html", konteks)


def _angka(u: Unggahan) -> list[dict]:
    """Return the counts to show, in order: label, number, tone."""
    return [
        {"status": s.value, "label": str(s.label), "jumlah": u.hitung[s], "nada": NADA_BARIS[s]}
        for s in StatusBaris
        if u.hitung.get(s)
    ]


def _baris(request: HttpRequest, u: Unggahan, sumber: Sumber) -> dict:
    """Return one page of the judged rows, filtered by status; masked as this reader may see them."""
    kosong = {"halaman": None, "baris": [], "pilih": "", "saringan": [], "beda_tutup": 0}
    if u.status not in (S.PRATINJAU, S.DITULIS, S.DIURUNGKAN, S.MENULIS) or u.dibersihkan_pada is not None:
        return kosong
    pilih = request.GET.get("status", "")
    rekaman = BarisUnggahan.objects.filter(unggahan=u)
    if pilih in StatusBaris:
        rekaman = rekaman.filter(status=pilih)
    elif pilih == "peringatan":
        rekaman = rekaman.filter(peringatan=True)
    else:
        pilih = ""
    lembar = halaman(request, rekaman, urut=("nomor", "id"), ukuran=50)
    kolom = u.kenal.get("peta", {})
    label = dict(sumber.medan())
    beda = sumber.beda(lembar.baris, request.lingkup, dibuka=sumber.dibuka(request, u))
    for b, tampilan in zip(lembar.baris, sumber.tampil(lembar.baris, request.lingkup), strict=True):
        b.beda = beda.get(b.nomor)
        b.tampilan, b.nada = tampilan, NADA_BARIS[StatusBaris(b.status)]
        b.daftar_pesan = [
            {
                **p,
                "label": label.get(p["medan"], ""),
                "kolom": huruf_kolom(kolom[p["medan"]]) if p["medan"] in kolom else "",
            }
            for p in b.pesan
        ]
    hasil = {"halaman": lembar, "baris": lembar.baris, "pilih": pilih, "saringan": _saringan(u, pilih)}
    return hasil | {"beda_tutup": sum(x.tutup for x in beda.values())}


def _saringan(u: Unggahan, pilih: str) -> list[dict]:
    semua = [{"nilai": "", "label": "Semua", "jumlah": u.hitung.get("jumlah", 0)}]
    semua += [{"nilai": a["status"], "label": a["label"], "jumlah": a["jumlah"]} for a in _angka(u)]
    if u.hitung.get("peringatan"):
        semua.append({"nilai": "peringatan", "label": "Dengan peringatan", "jumlah": u.hitung["peringatan"]})
    return [s | {"aktif": s["nilai"] == pilih} for s in semua]


def _kembalian(u: Unggahan) -> dict:
    ada = Berkas.objects.tersimpan().filter(pk=u.kembalian).exists() if u.kembalian else False
    disiapkan = Pekerjaan.objects.belum_selesai().filter(jenis="excel.kembalikan", isi__unggahan=str(u.pk)).exists()
    return {"kembalian": u.kembalian if ada else None, "kembalian_disiapkan": disiapkan and not ada}


@require_safe
@perlu("excel.unggah")
def templat(request: HttpRequest, kode: str) -> HttpResponse:
    """Give a workbook to fill in, with the lists of this place."""
    by = request.lingkup
    sumber = ambil_sumber(kode, by)
    tata_letak, daftar_pilihan, contoh = sumber.templat(by)
    tempat = request.tugas.tempat.sebutan
    with tempfile.TemporaryDirectory() as folder:
        keluar = Path(folder) / "templat.xlsx"
        judul = f"{sumber.label[:1].upper()}{sumber.label[1:]} – {tempat}"
        tulis_templat(keluar, tata_letak=tata_letak, judul=judul, daftar=daftar_pilihan, contoh=contoh)
        isi = keluar.read_bytes()
    respons = HttpResponse(isi, content_type=XLSX)
    nama = f"templat-{sumber.kode}-{by.tempat}-{timezone.localdate():%Y%m%d}.xlsx"
    respons.headers["Content-Disposition"] = f'attachment; filename="{nama}"'
    return respons


def tolak(request: HttpRequest, salah: alur.Ditolak, pk: UUID) -> HttpResponse:
    """Say why an act does not fit, on the upload's page."""
    messages.error(request, str(salah))
    return redirect("excel:rinci", pk=pk)
