"""Bagian bersama halaman petugas: mengambil objek, mencoba perbuatan, menampilkan formulir."""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from penugasan.petugas.actions import Ditolak
from penugasan.petugas.lindung.hapus import sudah_dihapus
from penugasan.petugas.lindung.sasaran import KODE
from penugasan.petugas.models import Formasi, Hunian, Petugas
from tksk_portal.arsip.berkas import BerkasDitolak
from tksk_portal.lindung.subjek import SudahDihapus

DITOLAK, BENTROK = 422, 409
PERISTIWA_SAMAR = frozenset({"nik", "nama_ibu", "rekening1", "rekening2"})
ABAIKAN = frozenset(
    {"dibuat_pada", "dibuat_oleh", "versi", "nama_cari", "id", "penempatan", "foto", "berkas", "petugas", "formasi"}
)


def ambil_formasi(pk: UUID) -> Formasi:
    """Return a formation of this scope, or raise 404."""
    return get_object_or_404(Formasi.objects.select_related("wilayah__induk"), pk=pk)


def ambil_petugas(pk: UUID) -> Petugas:
    """Return an officer of this scope, or raise 404.

    Raises:
        SudahDihapus: the identity was erased; answered with 410.
    """
    orang = Petugas.objects.ada().select_related("wilayah__induk", "akun", "domisili__induk")
    petugas = get_object_or_404(orang, pk=pk)
    if sudah_dihapus(petugas):
        raise SudahDihapus(KODE, pk)
    return petugas


def ambil_hunian(pk: UUID) -> Hunian:
    """Return an occupancy of this scope, or raise 404."""
    return get_object_or_404(Hunian.objects.select_related("formasi__wilayah", "petugas"), pk=pk)


def remah_formasi(formasi: Formasi) -> list:
    """Return the breadcrumb of what belongs to a formation."""
    return [*remah_awal(), (f"TKSK {formasi.wilayah.sebutan}", reverse("petugas:formasi", args=[formasi.pk]))]


def remah_petugas(petugas: Petugas) -> list:
    """Return the breadcrumb of what belongs to an officer."""
    return [*remah_awal(), (petugas.nama, reverse("petugas:rinci", args=[petugas.pk]))]


def remah_awal() -> list:
    """Return the breadcrumb of the room."""
    return [("Beranda", "/"), ("Petugas", reverse("petugas:papan"))]


def terkirim(request: HttpRequest):
    """Return what was sent, or None for a fresh form."""
    return request.POST if request.method == "POST" else None


def coba(form: Form, perbuatan: Callable):
    """Carry out an act; what is refused stands beside its field. Returns the act's result, or None."""
    try:
        return perbuatan()
    except Ditolak as tolak:
        form.add_error(tolak.medan if tolak.medan in form.fields else None, tolak.pesan)
    except BerkasDitolak as tolak:
        form.add_error(next((n for n in ("berkas", "foto") if n in form.fields), None), tolak.pesan)
    except ValidationError as salah:
        _tulis_salah(form, salah)
    return None


def _tulis_salah(form: Form, salah: ValidationError) -> None:
    per_medan = salah.error_dict if hasattr(salah, "error_dict") else {NON_FIELD_ERRORS: salah.error_list}
    for medan, pesan in per_medan.items():
        nama = medan.removesuffix("_id")
        form.add_error(nama if nama in form.fields else None, pesan)


def formulir(
    request: HttpRequest,
    form: Form,
    *,
    judul: str,
    remah: list,
    sub: str = "",
    catatan: Iterable[str] = (),
    peringatan: Sequence[str] = (),
    status: int | None = None,
) -> HttpResponse:
    """Show a form; refused input comes back with 422 and everything that was typed."""
    konteks = {
        "form": form,
        "judul": judul,
        "sub": sub,
        "remah": remah,
        "catatan": list(catatan),
        "peringatan": peringatan,
    }
    status = status or (DITOLAK if form.errors else 200)
    return render(request, "bagian/formulir.html", konteks, status=status)
