"""Daftar orang: saringan, pencarian, halaman dengan kunci."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from pmks.enums import Keadaan, Peka
from pmks.models import JenisPMKS, Kasus, Orang, Pembatasan, acuan_jenis
from pmks.models.potret import Halaman
from pmks.perjalanan import NADA_KEADAAN
from pmks.saringan import NIK_MENYUSUL, SaringOrang, cari_mirip, cari_orang, halaman_kasus
from pmks.tampak import hias_nama, terlihat
from pmks.views.simpanan import konteks_simpanan
from pmks.views.tampilkan import konteks_tertutup, tujuan_daftar
from tksk_portal.akses import cari
from tksk_portal.akses.halaman import Halaman as Lembar
from tksk_portal.akses.halaman import halaman
from tksk_portal.akses.izin import boleh, perlu
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.tinjauan.enums import DERAJAT, NADA, Status
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import tingkat

TERBARU = ("-diubah_pada", "-id")


def hias(
    orang: list[Orang], by: Lingkup, kasus: list[Kasus] | None = None, *, tujuan: str | None = None
) -> list[Orang]:
    """Add to each person what a list shows: name, and types with status of those who stand open. Five queries at most.

    Args:
        kasus: the types to show, one per row of `orang`; all types of each person when not given.
        tujuan: with what purpose the reader opened this list; None when it is closed (`pmks.tampak.hias_nama`).
    """
    acuan = acuan_jenis()
    desa = {w.pk: w for w in Wilayah.objects.filter(pk__in={o.wilayah_id for o in orang}).select_related("induk")}
    hias_nama(orang, by, tujuan=tujuan)
    if kasus is None:
        milik: dict = {}
        # Juga bagi yang tertutup: banyaknya kueri sama, siapa pun yang sudah dibuka.
        for k in Kasus.objects.aktif().filter(orang__in=[o.pk for o in orang]).order_by("jenis_id"):
            milik.setdefault(k.orang_id, []).append(k)
        daftar_kasus = [milik.get(o.pk, []) for o in orang]
    else:
        daftar_kasus = [[k] for k in kasus]
    dibatasi = set(Pembatasan.objects.berlaku().filter(orang__in=orang).values_list("orang_id", flat=True))
    for o, jenis in zip(orang, daftar_kasus, strict=True):
        for k in jenis:
            k.jenis = acuan[k.jenis_id]
            k.nada = NADA[Status(k.status)]
            # Satu jenis yang selesai sendiri; keadaan orangnya tampil di sebelah namanya.
            k.selesai_sendiri = k.keadaan != Keadaan.AKTIF and o.keadaan == Keadaan.AKTIF
        o.nada_keadaan = "" if o.keadaan == Keadaan.AKTIF else NADA_KEADAAN[Keadaan(o.keadaan)]
        o.daftar_kasus = jenis if o.terbuka else []
        o.dibatasi = o.terbuka and o.pk in dibatasi
        o.desa = desa[o.wilayah_id]
        o.saat = jenis[0].bergerak_pada if kasus else o.diubah_pada
    return orang


def hanya_angka(by: Lingkup, jenis: JenisPMKS | None, *, dicari: bool, dibuka: bool) -> bool:
    """Tell whether a filter is answered by a count alone.

    A type and a person are never asked together: a search within a type would tell whether the person belongs to it,
    also by finding nothing. Ordinary types are treated like sensitive ones, or what is left over would tell. The camat
    meets only persons of ordinary types, so those may be filtered.
    """
    if jenis is None:
        return False
    if by.peran == Peran.CAMAT:
        return jenis.peka > Peka.BIASA
    return dicari or not dibuka


@require_safe
@perlu("pmks.lihat")
def daftar(request: HttpRequest) -> HttpResponse:
    """Show persons in scope, newest change first."""
    by = request.lingkup
    saring = SaringOrang(request.GET, queryset=Orang.objects.all(), lingkup=by)
    kata = cari.baca(request)
    tujuan = tujuan_daftar(request, "daftar")
    angka_saja = hanya_angka(by, saring.jenis_dipilih, dicari=bool(kata), dibuka=tujuan is not None)
    # Angka bagi jenis sama dengan dan tanpa pencarian: yang dicari tidak ikut menentukannya.
    saring.semua_keadaan = bool(kata) and not angka_saja
    banyak = saring.jumlah() if saring.is_valid() and (angka_saja or not kata) else None
    lembar, orang, mirip = Lembar([], None, None), [], False
    if saring.per_kasus and not kata and not angka_saja:
        lembar = halaman_kasus(
            request, saring, banyak, semua=saring.jenis_dipilih is not None and by.peran != Peran.CAMAT
        )
        orang = hias([k.orang for k in lembar.baris], by, lembar.baris, tujuan=tujuan)
    elif not angka_saja:
        lembar, mirip = _per_orang(request, saring, kata)
        orang = hias(lembar.baris, by, tujuan=tujuan)
    konteks = {
        "saring": saring,
        "halaman": lembar,
        "orang": orang,
        "kata": kata,
        "mirip": mirip,
        "tanda_cari": request.GET.get("cari", "") if kata else "",
        "banyak": banyak,
        "angka_saja": angka_saja,
        "jenis_dan_cari": angka_saja and bool(kata),
        "per_kasus": saring.per_kasus,
        "pilihan": _pilihan(request, saring, by),
        "tersaring": bool(kata) or any(request.GET.get(n) for n in saring.filters),
        "boleh_catat": boleh(by, "pmks.catat"),
        "boleh_impor": boleh(by, "pmks.impor"),
        "boleh_jalan": boleh(by, "pmks.jalan"),
        "cek_url": _cek_url(request, saring) if boleh(by, "pmks.cetak") else "",
        "unduh_url": _unduh_url(request, saring, dicari=bool(kata)),
    }
    tertutup = sum(not o.terbuka for o in orang)
    konteks |= konteks_tertutup(request, nama="daftar", tertutup=tertutup, dibuka=tujuan is not None)
    konteks |= konteks_simpanan(request, Halaman.DAFTAR)
    return render(request, "pmks/_daftar.html" if request.htmx else "pmks/daftar.html", konteks)


def _unduh_url(request: HttpRequest, saring: SaringOrang, *, dicari: bool) -> str:
    """Return the address of the export form with the same filters; the search text stays behind."""
    tanya = {k: v for k, v in request.GET.items() if k in saring.filters and v} if saring.is_valid() else {}
    if dicari:
        tanya["dicari"] = "1"
    return reverse("ekspor:baru", args=["pmks"]) + (f"?{urlencode(tanya)}" if tanya else "")


def _cek_url(request: HttpRequest, saring: SaringOrang) -> str:
    """Return the address of the list for a visit, with the same filters."""
    tanya = {k: v for k, v in request.GET.items() if k in saring.filters and v} if saring.is_valid() else {}
    return reverse("pmks:cek_lapangan") + (f"?{urlencode(tanya)}" if tanya else "")


def _per_orang(request: HttpRequest, saring: SaringOrang, kata: str) -> tuple[Lembar, bool]:
    """Return a page of persons, and whether it holds names that are only alike because none matched exactly."""
    by = request.lingkup
    rekaman = terlihat(saring.qs if saring.is_valid() else Orang.objects.aktif(), by)
    lembar = halaman(request, cari_orang(rekaman, kata, by) if kata else rekaman, urut=TERBARU)
    if not kata or lembar.baris or "sesudah" in request.GET or "sebelum" in request.GET:
        return lembar, False
    mirip = cari_mirip(rekaman, kata, by)
    return Lembar(mirip, None, None), bool(mirip)


def _pilihan(request: HttpRequest, saring: SaringOrang, by: Lingkup) -> list[dict]:
    """Return the filters as chips: label, chosen value, choices with their addresses."""

    def alamat(nama: str, nilai: str) -> str:
        tanya = {k: v for k, v in request.GET.items() if k in [*saring.filters, "cari"] and v and k != nama}
        return "?" + urlencode({**tanya, nama: nilai} if nilai else tanya)

    anak = Wilayah.objects.berlaku().filter(induk=by.tempat).order_by("nama")
    daftar_pilihan = {
        "status": ("Status", _status_terlihat(by)),
        "jenis": ("Jenis", [(str(j.pk), j.nama) for j in acuan_jenis().values()]),
        "wilayah": ("Wilayah", [(w.pk, w.sebutan) for w in anak]),
        "umur": ("Umur", [(str(n), label) for n, label in saring.filters["umur"].extra["choices"]]),
        "jk": ("Jenis kelamin", list(saring.filters["jk"].extra["choices"])),
        "keadaan": ("Keadaan", list(saring.filters["keadaan"].extra["choices"])),
    }
    if "perlu" in saring.filters:
        daftar_pilihan["perlu"] = ("Perlu", list(saring.filters["perlu"].extra["choices"]))
    if "nik" in saring.filters:
        daftar_pilihan["nik"] = ("NIK", list(NIK_MENYUSUL))
    if tingkat(by.tempat) >= 4:
        del daftar_pilihan["wilayah"]
    hasil = []
    for nama, (label, pilihan) in daftar_pilihan.items():
        kini = request.GET.get(nama, "")
        tampak = dict(pilihan).get(kini)
        if kini and not tampak and nama == "wilayah" and saring.form.is_valid() and saring.form.cleaned_data["wilayah"]:
            tampak = saring.form.cleaned_data["wilayah"].sebutan
        bebas = "Masih ditangani" if nama == "keadaan" else "Semua"
        if nama == "keadaan":
            pilihan = [p for p in pilihan if p[0] != Keadaan.AKTIF]
        butir = [{"label": bebas, "url": alamat(nama, ""), "aktif": not kini}]
        butir += [{"label": teks, "url": alamat(nama, nilai), "aktif": nilai == kini} for nilai, teks in pilihan]
        hasil.append({"label": label, "kini": tampak or bebas.lower(), "aktif": bool(tampak), "butir": butir})
    return hasil


def _status_terlihat(by: Lingkup) -> list[tuple[str, str]]:
    return [(s.value, str(s.label)) for s in Status if DERAJAT[s] >= by.derajat]


@require_POST
@perlu("pmks.lihat")
def kirim_cari(request: HttpRequest) -> HttpResponse:
    """Keep the search text in the session and show the list; the address carries only a token."""
    kata = request.POST.get("q", "").replace("\x00", "").strip()
    tanya = {k: v for k, v in request.GET.items() if k in SaringOrang.base_filters and v}
    if len(kata) > 100:
        messages.warning(request, "Kata cari terlalu panjang; hanya 100 huruf pertama yang dipakai.")
    if kata:
        tanya["cari"] = cari.simpan(request, kata)
    return redirect(reverse("pmks:daftar") + ("?" + urlencode(tanya) if tanya else ""))
