"""Mencatat dan mengubah keluarga, komunitas atau kelompok, dan hitungan jenis 14."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods
from uuid_utils.compat import uuid7

from pmks.actions import (
    AnggotaTerdaftar,
    KKSudahAda,
    KunciAsing,
    KunciKesatuanTerpakai,
    VersiKesatuanBasi,
    ajukan_kesatuan,
    catat_kesatuan,
    ubah_kesatuan,
)
from pmks.enums import BentukKesatuan
from pmks.forms import HitunganForm, KeluargaForm, KesatuanForm, KomunitasForm
from pmks.models import Kesatuan, Orang
from pmks.saringan import kunci_uuid
from pmks.tampak_kesatuan import hias_anggota, nama_anggota
from pmks.usulan_kesatuan import kata_usulan
from tksk_portal.akses.izin import perlu
from tksk_portal.jejak.models import Bagian, catat_pembukaan
from tksk_portal.jejak.tampak import catat_dibaca_utuh
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.halaman import catatan_kembali
from tksk_portal.tinjauan.kirim import BELUM, BENTROK, DITOLAK, bandingkan, ganti_kunci, kabari_tersimpan, ke_tersimpan

FORMULIR: dict[str, type[KesatuanForm]] = {
    BentukKesatuan.KELUARGA: KeluargaForm,
    BentukKesatuan.KELOMPOK: KomunitasForm,
    BentukKesatuan.KOMUNITAS: KomunitasForm,
    BentukKesatuan.HITUNGAN: HitunganForm,
}


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.catat")
def keluarga_baru(request: HttpRequest) -> HttpResponse:
    """Record a family; the address may name the registered person who is its head."""
    kepala = None
    if kunci := kunci_uuid(request.GET.get("kepala", "")):
        kepala = get_object_or_404(Orang, pk=kunci)
    if request.method != "POST":
        awal = {"id": uuid7()}
        if kepala:
            # Nomor KK-nya ikut mengisi formulir: ia terbuka, dan itu dicatat.
            catat_pembukaan(objek=kepala, bagian=Bagian.NIK, by=request.lingkup)
            kolom = ("alamat", "rt", "rw", "dusun", "no_kk", "alasan_tanpa_kk", "wilayah")
            awal |= {n: getattr(kepala, n) for n in kolom}
        return _tampil(request, KeluargaForm(initial=awal, lingkup=request.lingkup, kepala=kepala))
    return _catat(request, KeluargaForm)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.catat")
def komunitas_baru(request: HttpRequest) -> HttpResponse:
    """Record a remote customary community or a group."""
    if request.method != "POST":
        return _tampil(request, KomunitasForm(initial={"id": uuid7()}, lingkup=request.lingkup))
    return _catat(request, KomunitasForm)


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.catat")
def hitungan_baru(request: HttpRequest) -> HttpResponse:
    """Record a count of type 14, without names."""
    if request.method != "POST":
        return _tampil(request, HitunganForm(initial={"id": uuid7()}, lingkup=request.lingkup))
    return _catat(request, HitunganForm)


def _catat(request: HttpRequest, kelas: type[KesatuanForm]) -> HttpResponse:
    form = kelas(request.POST, lingkup=request.lingkup)
    if not form.is_valid():
        if "id" in form.errors:
            return _tampil(request, ganti_kunci(request, kelas), status=DITOLAK, kunci_asing=True)
        return _tampil(request, form, status=DITOLAK)
    try:
        hasil = catat_kesatuan(
            kunci=form.kunci,
            bentuk=form.bentuk_isian(),
            isian=form.isian(),
            anggota=form.anggota(),
            kasus=form.kasus(),
            by=request.lingkup,
            ajukan="ajukan" in request.POST,
        )
    except KunciKesatuanTerpakai as salah:
        catat_dibaca_utuh(request, salah.kesatuan)
        beda = _bandingkan(salah.kesatuan, form)
        return _tampil(request, form, status=BENTROK, tersimpan=beda, lama=salah.kesatuan)
    except KunciAsing:
        return _tampil(request, ganti_kunci(request, kelas), status=BENTROK, kunci_asing=True)
    except (AnggotaTerdaftar, KKSudahAda, Ditolak) as salah:
        _tolak(form, salah)
        return _tampil(request, form, status=DITOLAK)
    kabari_tersimpan(request, ulang=hasil.ulang)
    return ke_tersimpan("pmks:kesatuan", hasil.kesatuan)


def _tolak(form: KesatuanForm, salah: Exception) -> None:
    """Put a refusal beside the field that it is about."""
    if isinstance(salah, AnggotaTerdaftar):
        pesan = format_html(
            'NIK ini sudah tercatat pada <a href="{}">data orang</a>. Kosongkan baris ini, simpan, lalu pilih orangnya '
            "di halaman keluarga.",
            reverse("pmks:rinci", args=[salah.orang.pk]),
        )
        form.tolak_nik(salah.orang, pesan)
    elif isinstance(salah, KKSudahAda):
        pesan = format_html(
            'Keluarga dengan nomor KK ini sudah tercatat di kecamatan ini. <a href="{}">Buka data itu</a>.',
            reverse("pmks:kesatuan", args=[salah.kesatuan.pk]),
        )
        form.add_error("no_kk", pesan)
    else:
        form.add_error("alasan" if "alasan" in form.fields and "alasan" in str(salah) else None, str(salah))


@require_http_methods(["GET", "HEAD", "POST"])
@perlu("pmks.catat")
def ubah(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a subject from the version that the form was opened with."""
    kesatuan = get_object_or_404(Kesatuan, pk=pk)
    kelas = FORMULIR[kesatuan.bentuk]
    # Formulirnya memuat NIK dan KK utuh: semuanya terbuka, dan itu dicatat.
    catat_dibaca_utuh(request, kesatuan)
    if request.method != "POST":
        return _tampil(request, kelas(kesatuan=kesatuan, lingkup=request.lingkup), kesatuan=kesatuan)
    data = request.POST.copy()
    data["id"] = str(kesatuan.pk)
    form = kelas(data, kesatuan=kesatuan, lingkup=request.lingkup)
    if not form.is_valid():
        return _tampil(request, form, kesatuan=kesatuan, status=DITOLAK)
    try:
        with transaction.atomic():
            hasil = ubah_kesatuan(
                kesatuan=kesatuan,
                versi=form.cleaned_data["versi"] or 0,
                isian=form.isian(),
                anggota=form.anggota(),
                kasus=form.kasus(),
                by=request.lingkup,
                alasan=form.cleaned_data["alasan"],
                usulan=form.usulan_dibawa(),
            )
            diajukan = ajukan_kesatuan(kesatuan=kesatuan, by=request.lingkup) if "ajukan" in request.POST else 0
    except VersiKesatuanBasi as salah:
        return _basi(request, kelas, data, salah.kesatuan)
    except (AnggotaTerdaftar, KKSudahAda, Ditolak) as salah:
        _tolak(form, salah)
        return _tampil(request, form, kesatuan=kesatuan, status=DITOLAK)
    messages.success(request, kata_ubah(hasil, diajukan))
    return ke_tersimpan("pmks:kesatuan", kesatuan)


def _basi(request: HttpRequest, kelas: type[KesatuanForm], data, kini: Kesatuan) -> HttpResponse:
    """Show both versions; a second sending starts from the present one."""
    form = kelas(data, kesatuan=kini, lingkup=request.lingkup)
    data["versi"], data["usulan"] = str(kini.versi), form.dasar
    form = kelas(data, kesatuan=kini, lingkup=request.lingkup)
    form.is_valid()
    return _tampil(request, form, kesatuan=kini, status=BENTROK, basi=_bandingkan(kini, form))


def kata_ubah(hasil, diajukan: int = 0) -> str:
    """Return what an edit led to, for the user."""
    if hasil.revisi:
        return "Usulan perubahan dikirim. Data yang sudah diverifikasi tetap berlaku sampai usulan diputuskan."
    if hasil.dilepas:
        return "Usulan perubahan dilepas; data yang sudah diverifikasi tetap berlaku."
    return "Perubahan tersimpan dan diajukan ke dinas sosial." if diajukan else "Perubahan tersimpan."


def _bandingkan(kesatuan: Kesatuan, form: KesatuanForm) -> list[tuple[str, str, str]]:
    """Return (label, stored, typed) for what differs between the stored record and what was typed."""
    if not form.is_valid():
        return []
    beda = bandingkan(kesatuan, form.isian())
    anggota = list(kesatuan.anggota.kini().urut())
    hias_anggota(anggota, form.lingkup, tujuan="")
    kini = [nama_anggota(a, form.lingkup, terbuka=True) for a in anggota]
    orang = getattr(form, "tertaut", {})
    diketik = [orang[a.orang_id].nama_tampil if a.orang_id else a.nama for a in form.anggota()]
    if sorted(kini) != sorted(diketik):
        beda.append(("anggota", ", ".join(kini) or "–", ", ".join(diketik) or "–"))
    return beda


def _tampil(
    request: HttpRequest, form: KesatuanForm, *, status: int = 200, kesatuan: Kesatuan | None = None, **lain
) -> HttpResponse:
    konteks = {
        "form": form,
        "rekaman": kesatuan,
        "judul": f"{'Ubah' if kesatuan else 'Catat'} {form.judul}",
        "catatan": _catatan_pemeriksa(form, request),
        **BELUM,
        "remah": [("PMKS", reverse("pmks:daftar")), ("Keluarga dan komunitas", reverse("pmks:daftar_kesatuan"))],
    }
    return render(request, "pmks/form_kesatuan.html", konteks | lain, status=status)


def _catatan_pemeriksa(form: KesatuanForm, request: HttpRequest) -> list[dict]:
    """Return what the verifier wrote on the proposal and the types that the officer is to mend."""
    acuan = {j.kode: j.nama for j in form.daftar_jenis}
    kembali = [k for k in form.kasus_ada.values() if k.status == Status.DIKEMBALIKAN]
    kata = catatan_kembali(kembali)
    hasil = [
        {"usulan": False, "perihal": acuan.get(k.jenis_id, ""), "putusan": kata.get(k.pk), "ubahan": []}
        for k in kembali
    ]
    if r := form.kembali:
        ubahan = kata_usulan(r, form.kesatuan, request.lingkup, nomor_terbuka=True)
        hasil.append(
            {"usulan": True, "perihal": "data ini", "putusan": catatan_kembali([r]).get(r.pk), "ubahan": ubahan}
        )
    return hasil
