"""Halaman rekaman yang ditinjau: apa yang tampak di sekitarnya, membukanya, dan menjalankan satu putusan."""

from collections.abc import Callable, Iterable, Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.jejak.models import Bagian, catat_pembukaan
from tksk_portal.jejak.tampak import PERLU_TUJUAN
from tksk_portal.tampilan.formulir import keluhan
from tksk_portal.tinjauan.actions import Ditolak, jenis_rekaman, langkah
from tksk_portal.tinjauan.enums import NADA, WAJIB_KOMENTAR, Aksi, Status
from tksk_portal.tinjauan.forms import AlasanForm, TujuanForm
from tksk_portal.tinjauan.models import Ditinjau, Usulan, UsulanQuerySet

SELESAI = {
    Aksi.AJUKAN: "Diajukan ke dinas sosial kabupaten/kota.",
    Aksi.TARIK: "Ditarik kembali menjadi draf.",
    Aksi.VERIFIKASI: "Terverifikasi.",
    Aksi.KEMBALIKAN: "Dikembalikan dengan catatan Anda.",
    Aksi.SAHKAN: "Disahkan.",
    Aksi.BATALKAN: "Dibatalkan. Riwayatnya tetap tersimpan.",
}
KEMBALI = (Status.DIKEMBALIKAN, Status.DITINJAU_ULANG)
BUKA_DAHULU = "Buka data ini dahulu dengan menyebut keperluannya."


def bilangan(request: HttpRequest, nama: str) -> int | None:
    """Return a whole number that a form brought along, such as the version that was seen; None when it is none."""
    teks = request.POST.get(nama, "")
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else None


def baca_tujuan(request: HttpRequest) -> str | None:
    """Return the purpose, empty where none is asked; None, with a message, when it is missing or unclear."""
    if request.lingkup.peran not in PERLU_TUJUAN:
        return ""
    form = TujuanForm(request.POST)
    if form.is_valid():
        return form.cleaned_data["tujuan"]
    messages.error(request, keluhan(form))
    return None


def buka_rekaman(request: HttpRequest, rekaman: Ditinjau) -> bool:
    """Open the identity (where a purpose is asked: with it) and the numbers; logged, valid for an hour.

    Returns False, with a message, when the purpose is missing.
    """
    tujuan = baca_tujuan(request)
    if tujuan is None:
        return False
    if tujuan:
        catat_pembukaan(objek=rekaman, bagian=Bagian.RINCI, by=request.lingkup, tujuan=tujuan)
    catat_pembukaan(objek=rekaman, bagian=Bagian.NIK, by=request.lingkup, tujuan=tujuan)
    return True


def catatan_kembali(rekaman: Iterable[Ditinjau]) -> dict:
    """Return key -> the decision with which a record came back, for those of one kind that are back now."""
    kembali = [r for r in rekaman if r.status in KEMBALI]
    if not kembali:
        return {}
    putusan = kembali[0].putusan.model.objects.filter(rekaman__in=[r.pk for r in kembali], aksi=Aksi.KEMBALIKAN)
    # Yang terbaru tertinggal dalam kamusnya.
    return {p.rekaman_id: p for p in putusan.order_by("pada")}


def hias_tinjauan(rekaman: Sequence[Ditinjau], model: type[Ditinjau], by: Lingkup) -> None:
    """Give records of one kind their tone, the acts open to this duty, their decisions, the note they came back with,
    and whether they are this account's own work."""
    boleh = langkah(jenis_rekaman(model), by.peran)
    semua = model._meta.get_field("putusan").related_model.objects.filter(rekaman__in=rekaman)
    putusan: dict = {}
    for p in semua.select_related("oleh").order_by("-pada"):
        putusan.setdefault(p.rekaman_id, []).append(p)
    for r in rekaman:
        r.nada = NADA[Status(r.status)]
        r.aksi = [aksi for aksi, dari in boleh if dari == r.status]
        r.daftar_putusan = putusan.get(r.pk, [])
        kembali = (p for p in r.daftar_putusan if p.aksi == Aksi.KEMBALIKAN)
        r.catatan_kembali = next(kembali, None) if r.status in KEMBALI else None
        r.sendiri = by.akun_id in (r.diajukan_oleh_id, r.dibuat_oleh_id)


def usulan_tampil(semua: UsulanQuerySet, by: Lingkup) -> list[Usulan]:
    """Return the changes among these that a page shows, each with its tone, acts, and the note it came back with."""
    hasil = list(semua.terbuka().select_related("dibuat_oleh"))
    boleh = langkah(jenis_rekaman(semua.model), by.peran) if hasil else {}
    catatan = catatan_kembali(hasil)
    for r in hasil:
        r.nada = NADA[Status(r.status)]
        r.aksi = [aksi for aksi, dari in boleh if dari == r.status]
        r.catatan_kembali = catatan.get(r.pk)
    return hasil


def check_langkah(model: type[Ditinjau], aksi: str, by: Lingkup) -> Aksi:
    """Return the act.

    Raises:
        PermissionDenied: this role has no such step for this kind of record, whatever its state.
    """
    if aksi not in Aksi.values or not any(a == aksi for a, _ in langkah(jenis_rekaman(model), by.peran)):
        raise PermissionDenied
    return Aksi(aksi)


def baca_komentar(request: HttpRequest, aksi: Aksi) -> str | None:
    """Return the comment of an act, empty where none is asked; None, with a message, when it is missing."""
    if aksi not in WAJIB_KOMENTAR:
        return ""
    form = AlasanForm(request.POST)
    if form.is_valid():
        return form.cleaned_data["komentar"]
    messages.error(request, keluhan(form))
    return None


def jalankan_aksi(request: HttpRequest, rekaman: Ditinjau, aksi: str, putuskan: Callable[..., object]) -> None:
    """Carry out one act of review as the form asks for it, and tell the user what came of it.

    Args:
        putuskan: the room's action; called with `aksi`, `by`, `versi` and `komentar`.

    Raises:
        PermissionDenied: see `check_langkah`.
    """
    jadi = check_langkah(type(rekaman), aksi, request.lingkup)
    komentar = baca_komentar(request, jadi)
    if komentar is None:
        return
    try:
        putuskan(aksi=jadi, by=request.lingkup, versi=bilangan(request, "versi") or 0, komentar=komentar)
    except Ditolak as salah:
        messages.error(request, str(salah))
    else:
        messages.success(request, SELESAI[jadi])
