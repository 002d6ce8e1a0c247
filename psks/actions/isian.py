"""Isian mitra: kolom yang dapat diubah, pemeriksaannya, dan yang mirip dengannya."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from psks.enums import Bentuk, Temuan
from psks.models import JenisPSKS, Mitra, acuan_psks
from tksk_portal.dasar.nama import untuk_cari
from tksk_portal.dasar.nik import NIKSalah, baca_nik
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Status

DIRI = ("nik", "jk", "tempat_lahir", "tanggal_lahir")
KOLOM = (
    *("wilayah_id", "jenis", "nama", "nomor_registrasi", "alamat", "rt", "rw", "lintang", "bujur"),
    *("telepon", "surel", "kartu_publik", *DIRI, "no_kk", "kontak_nama", "kontak_jabatan", "kontak_telepon"),
    *("layanan", "sasaran", "kapasitas", "terisi", "cakupan", "jam", "rincian", "alasan_khusus", "keterangan"),
    "tanggal_data",
)
PALING_MIRIP = 5


def kosong() -> dict:
    """Return all columns, empty, for those that a form or a workbook does not fill."""
    hasil: dict = dict.fromkeys(KOLOM, "")
    hasil |= dict.fromkeys(("lintang", "bujur", "tanggal_lahir", "kapasitas", "terisi"))
    return hasil | {"jenis": [], "sasaran": [], "rincian": {}, "kartu_publik": False, "cakupan": "desa"}


def check_jenis(*, bentuk: str, kode: list[str]) -> list[JenisPSKS]:
    """Return the chosen types.

    Raises:
        Ditolak: none, an unknown one, or one of another shape.
    """
    acuan = acuan_psks()
    if not kode:
        raise Ditolak("Pilih paling sedikit satu jenis.")
    if any(k not in acuan or acuan[k].bentuk != bentuk for k in kode):
        raise Ditolak("Jenis itu tidak berlaku bagi bentuk ini.")
    return [acuan[k] for k in kode]


def luar_aturan(isian: dict) -> list[tuple[Temuan, str]]:
    """Return what lies outside the rules of the types on the day of the data: (finding, sentence)."""
    hasil = []
    pada = isian["tanggal_data"] or timezone.localdate()
    acuan = acuan_psks(pada)
    for kode in isian["jenis"]:
        jenis = acuan[kode]
        if isian["tanggal_lahir"] and not jenis.versi.umur_cocok(isian["tanggal_lahir"], pada):
            hasil.append((Temuan.UMUR, f"{jenis.pendek}: umurnya di luar {jenis.versi.aturan}."))
        if jenis.versi.jk and isian["jk"] and isian["jk"] != jenis.versi.jk:
            hasil.append((Temuan.KELAMIN, f"{jenis.pendek}: hanya {jenis.versi.get_jk_display().lower()}."))
    return hasil


def temuan(mitra: Mitra, *, mirip: bool) -> list[str]:
    """Return the findings on a partner, in a fixed order; warnings for the one who reviews."""
    isian = {k: getattr(mitra, k) for k in ("jenis", "tanggal_data", "tanggal_lahir", "jk")}
    ada = {t for t, _ in luar_aturan(isian)}
    if mitra.bentuk == Bentuk.INDIVIDU:
        ada |= {Temuan.TANPA_NIK} if not mitra.nik else _nik_beda(mitra)
    acuan = acuan_psks(mitra.tanggal_data)
    if any(d.wajib and mitra.rincian.get(d.nama) in (None, "") for k in mitra.jenis for d in acuan[k].versi.ditanya):
        ada.add(Temuan.KURANG)
    if mirip:
        ada.add(Temuan.MIRIP)
    return [t.value for t in Temuan if t in ada]


def _nik_beda(mitra: Mitra) -> set[Temuan]:
    try:
        nik = baca_nik(mitra.nik, pada=timezone.localdate())
    except NIKSalah:
        return {Temuan.NIK_BEDA}
    cocok = mitra.jk == nik.jk and (mitra.tanggal_lahir is None or mitra.tanggal_lahir in nik.lahir_calon)
    return set() if cocok else {Temuan.NIK_BEDA}


def cari_mirip(
    *, bentuk: str, nama: str, wilayah: str, nomor_registrasi: str = "", kecuali: UUID | None = None
) -> list[Mitra]:
    """Return likely duplicates in scope: the same name in the kelurahan, or the same registration number."""
    sama = Q(wilayah_id=wilayah, nama_cari=untuk_cari(nama), bentuk=bentuk)
    if nomor_registrasi:
        sama |= Q(nomor_registrasi=nomor_registrasi)
    calon = Mitra.objects.aktif().filter(sama).exclude(status=Status.DIBATALKAN)
    return list(calon.exclude(pk=kecuali).order_by("dibuat_pada", "pk")[:PALING_MIRIP])
