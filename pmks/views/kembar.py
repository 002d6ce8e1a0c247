"""Antrean data kembar: NIK bentrok dan pasangan mirip, berdampingan, dengan putusannya."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from pmks.actions import boleh_putuskan, bukan_orang_sama, check_pasangan, kontak, putuskan_bentrok
from pmks.actions.bentrok import lintas_kabkota
from pmks.enums import PutusanBentrok, StatusBentrok, StatusPasangan
from pmks.forms import KomentarForm, PutusanBentrokForm
from pmks.kembar import bentrok_terbuka, jumlah_menunggu, pasangan_menunggu, ruang_bentrok
from pmks.langkah_bentrok import langkah_bentrok
from pmks.models import Bentrok, Kasus, Orang, PasanganMirip
from pmks.tampak import boleh_rinci, hias_nama
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.jejak.models import Bagian, Pembukaan, catat_pembukaan
from tksk_portal.jejak.tampak import boleh_nomor
from tksk_portal.tampilan.formulir import keluhan
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.wilayah.models import Wilayah

NADA_SKOR = {"pasti": "merah", "mungkin": "kuning", "ragu": "abu"}
NADA_BENTROK = {StatusBentrok.MENUNGGU: "kuning", StatusBentrok.DIPUTUSKAN: "biru", StatusBentrok.SELESAI: "hijau"}


@require_safe
@perlu("pmks.ganda")
def antrean(request: HttpRequest) -> HttpResponse:
    """Show what waits: clashes of NIK first, then the likely pairs, most certain first."""
    by = request.lingkup
    with ruang_bentrok(by):
        bentrok = _hias_bentrok(by, list(bentrok_terbuka(by).order_by("dibuka_pada", "id")[:26]))
    lembar = halaman(request, pasangan_menunggu(by).select_related("kiri", "kanan"), urut=("-skor", "-id"))
    desa = _tempat({p.wilayah_id for p in lembar.baris})
    hias_nama([o for p in lembar.baris for o in (p.kiri, p.kanan)], by)
    for p in lembar.baris:
        p.nada = NADA_SKOR[p.keyakinan.value]
        p.tempat = desa[p.wilayah_id].sebutan
        p.nama_kiri, p.nama_kanan = p.kiri.nama_tampil, p.kanan.nama_tampil
    konteks = {
        "bentrok": bentrok[:25],
        "lebih": len(bentrok) > 25,
        "halaman": lembar,
        "pasangan": lembar.baris,
        "jumlah": jumlah_menunggu(by) if boleh(by, "pmks.gabung") else len(bentrok[:25]),
        "boleh_pasangan": boleh(by, "pmks.gabung"),
        "remah": [("PMKS", reverse("pmks:daftar"))],
    }
    return render(request, "pmks/kembar.html", konteks)


def _tempat(kode: set[str]) -> dict[str, Wilayah]:
    return {w.pk: w for w in Wilayah.objects.filter(pk__in=kode).select_related("induk")} if kode else {}


def _hias_bentrok(by: Lingkup, semua: list[Bentrok]) -> list[Bentrok]:
    """Add to clashes what is shown of them: the two kecamatan, the colour of the state; no name."""
    tempat = _tempat({k for b in semua for k in (b.wilayah_id[:8], b.kecamatan_lain_id)})
    for b in semua:
        b.sini, b.sana = tempat[b.wilayah_id[:8]], tempat[b.kecamatan_lain_id]
        b.nada = NADA_BENTROK[StatusBentrok(b.status)]
        b.milik_saya = boleh_putuskan(b, by) and b.status == StatusBentrok.MENUNGGU
    return semua


# Pasangan mirip ----------------------------------------------------------------------------------------------------


def _ambil_pasangan(request: HttpRequest, pk: UUID) -> PasanganMirip:
    # Sambungan ke kedua orangnya: pasangan yang salah satunya tidak lagi terlihat dianggap tidak ada.
    return get_object_or_404(PasanganMirip.objects.select_related("kiri", "kanan"), pk=pk)


@require_safe
@perlu("pmks.gabung")
def banding(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show two records side by side. Opening both is logged on both."""
    pasangan = _ambil_pasangan(request, pk)
    check_pasangan(pasangan, request.lingkup)
    konteks = _konteks_dua(request, [pasangan.kiri, pasangan.kanan])
    konteks |= {
        "pasangan": pasangan,
        "nada": NADA_SKOR[pasangan.keyakinan.value],
        "menunggu": pasangan.status == StatusPasangan.MENUNGGU,
        "form": KomentarForm(),
        "remah": [("PMKS", reverse("pmks:daftar")), ("Data kembar", reverse("pmks:kembar"))],
    }
    return render(request, "pmks/banding.html", konteks)


@require_POST
@perlu("pmks.gabung")
def bukan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remember that two records are two people."""
    pasangan = _ambil_pasangan(request, pk)
    form = KomentarForm(request.POST)
    if not form.is_valid():
        messages.error(request, keluhan(form))
        return redirect("pmks:banding", pk)
    try:
        bukan_orang_sama(pasangan=pasangan, by=request.lingkup, komentar=form.cleaned_data["komentar"])
    except Ditolak as salah:
        messages.error(request, str(salah))
    else:
        messages.success(request, "Dicatat: bukan orang yang sama. Pasangan ini tidak ditanyakan lagi.")
    return redirect("pmks:kembar")


def _konteks_dua(request: HttpRequest, orang: list[Orang]) -> dict:
    """Return the columns of records beside each other and log that they were compared."""
    by = request.lingkup
    for o in orang:
        if not Pembukaan.objects.masih_terbuka(o, by, Bagian.BANDING):
            catat_pembukaan(objek=o, bagian=Bagian.BANDING, by=by)
    jenis: dict = {}
    for k in Kasus.objects.aktif().filter(orang__in=[o.pk for o in orang]).select_related("jenis").order_by("jenis_id"):
        jenis.setdefault(k.orang_id, []).append(f"{k.jenis.nama} ({k.get_status_display().lower()})")
    desa = _tempat({o.wilayah_id for o in orang})
    lajur = [_lajur(o, by, jenis.get(o.pk, []), desa[o.wilayah_id]) for o in orang]
    for o in orang:
        o.nama_tampil = o.nama if boleh_rinci(o, by) else o.nama_samar
    baris = []
    for label in lajur[0]:
        isi = [(o.nama_tampil, satu[label][0]) for o, satu in zip(orang, lajur, strict=True)]
        baris.append({"label": label, "isi": isi, "beda": len({satu[label][1] for satu in lajur}) > 1})
    return {"orang": orang, "baris": baris}


def _lajur(o: Orang, by: Lingkup, jenis: list[str], desa: Wilayah) -> dict[str, tuple[str, object]]:
    """Return label -> (what is shown, what is compared) of one record."""
    buka, nomor = boleh_rinci(o, by), boleh_nomor(o, by)
    lahir = f"{o.tempat_lahir + ', ' if o.tempat_lahir else ''}{o.tanggal_lahir:%d-%m-%Y}"
    lahir += " (perkiraan)" if o.lahir_perkiraan else ""
    alamat = f"{o.alamat}{f' RT {o.rt}' if o.rt else ''}{f' RW {o.rw}' if o.rw else ''}"
    isi = {
        "Nama": (o.nama if buka else o.nama_samar, o.nama.casefold()),
        "NIK": ((o.nik if nomor else o.nik_samar) or "tidak ada", o.nik),
        "Nomor KK": ((o.no_kk if nomor else o.no_kk_samar) or "tidak ada", o.no_kk),
        "Lahir": (lahir if buka else f"{o.umur} tahun", o.tanggal_lahir),
        "Jenis kelamin": (o.get_jk_display(), o.jk),
        "Alamat": (alamat if buka else "disamarkan", alamat.casefold()),
        "Desa/kelurahan": (f"{desa.sebutan}, {desa.induk.sebutan}", o.wilayah_id),
    }
    if buka:
        isi["Jenis PMKS"] = ("; ".join(jenis) or "–", tuple(jenis))
    return isi | {"Dicatat": (f"{o.dibuat_pada:%d-%m-%Y}", o.dibuat_pada.date())}


# NIK bentrok -------------------------------------------------------------------------------------------------------


def _ambil_bentrok(request: HttpRequest, pk: UUID) -> Bentrok:
    """Return a clash of this duty, or raise 404: for the province only one across kabupaten/kota."""
    by = request.lingkup
    with ruang_bentrok(by):
        bentrok = get_object_or_404(Bentrok.objects.select_related("orang", "wilayah__induk__induk"), pk=pk)
        if not boleh(by, "pmks.gabung") and not boleh_putuskan(bentrok, by):
            raise Http404
        return bentrok


@require_safe
@perlu("pmks.ganda")
def bentrok(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a clash: both records where this office sees both; else the own one, the other kecamatan, whom to call."""
    satu = _ambil_bentrok(request, pk)
    return _tampil_bentrok(request, satu, PutusanBentrokForm(), 200)


def _tampil_bentrok(request: HttpRequest, satu: Bentrok, form: PutusanBentrokForm, status: int) -> HttpResponse:
    by = request.lingkup
    with ruang_bentrok(by):
        sisi = [satu]
        if by.memuat(satu.kecamatan_lain_id):
            sisi += Bentrok.objects.filter(pasangan=satu.pasangan).exclude(pk=satu.pk).select_related("orang")
        _hias_bentrok(by, sisi)
        konteks = _konteks_dua(request, [s.orang for s in sisi])
        langkah = langkah_bentrok(satu, by)
    pilihan = form.fields["putusan"]
    pilihan.choices = _pilihan_putusan(satu)
    boleh_putus = boleh_putuskan(satu, by) and satu.status != StatusBentrok.SELESAI
    konteks |= {
        "satu": satu,
        "sebelah": len(sisi) > 1,
        "langkah": langkah,
        "kontak": kontak([satu.kecamatan_lain_id, *([] if boleh(by, "pmks.catat") else [satu.wilayah_id[:8]])]),
        "boleh_putuskan": boleh_putus,
        "form": form,
        "boleh_buka_data": boleh(by, "pmks.gabung"),
        "remah": [("PMKS", reverse("pmks:daftar")), ("Data kembar", reverse("pmks:kembar"))],
    }
    return render(request, "pmks/bentrok_nik.html", konteks, status=status)


def _pilihan_putusan(satu: Bentrok) -> list[tuple[str, str]]:
    sini, sana = satu.sini.sebutan, satu.sana.sebutan
    hasil = [
        (PutusanBentrok.INI_KELIRU.value, f"Dua orang berbeda: NIK di {sini} keliru"),
        (PutusanBentrok.LAIN_KELIRU.value, f"Dua orang berbeda: NIK di {sana} keliru"),
    ]
    if lintas_kabkota(satu):
        hasil += [
            (PutusanBentrok.LAIN_PINDAH.value, f"Satu orang, tinggal di {sini}: data di {sana} diserahkan ke {sini}"),
            (PutusanBentrok.INI_PINDAH.value, f"Satu orang, tinggal di {sana}: data di {sini} diserahkan ke {sana}"),
        ]
    return hasil


@require_POST
@perlu("pmks.ganda")
def putuskan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decide which side of a clash must mend its NIK."""
    satu = _ambil_bentrok(request, pk)
    if not boleh_putuskan(satu, request.lingkup):
        raise PermissionDenied
    form = PutusanBentrokForm(request.POST)
    if not form.is_valid():
        return _tampil_bentrok(request, satu, form, 422)
    try:
        putuskan_bentrok(
            bentrok=satu,
            putusan=PutusanBentrok(form.cleaned_data["putusan"]),
            komentar=form.cleaned_data["komentar"],
            by=request.lingkup,
        )
    except Ditolak as salah:
        messages.error(request, str(salah))
        return redirect("pmks:bentrok", pk)
    messages.success(request, "Diputuskan. Petugas kedua kecamatan diberi tahu.")
    return redirect("pmks:kembar")
