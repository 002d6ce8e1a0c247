"""Apa yang diubah baris buku kerja pada data yang sudah ada: isian tercatat di sebelah isian berkas.

Aturannya aturan daftar (`pmks.tampak`): orang yang belum dibuka pembacanya tertutup, tinggal nama kolomnya. Yang
terbuka karena unggahannya dibuka mendapat catatan DAFTAR. NIK dan nomor KK selalu samar.
"""

from collections.abc import Iterable
from itertools import chain

from django.db import models

from pmks.actions.terapkan import dari_json
from pmks.models import Kasus, Orang, acuan_jenis
from pmks.tampak import buka_baris
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.nama import samarkan_nomor
from tksk_portal.excel.models import BarisUnggahan
from tksk_portal.excel.sumber import Beda, BedaBaris
from tksk_portal.jejak.kata import kata_nilai
from tksk_portal.jejak.tampak import PERLU_TUJUAN
from tksk_portal.wilayah.models import Wilayah

MENGUBAH = ("ubah", "hidup", "tambah_ada")
NOMOR = ("nik", "no_kk")
BEDA_NOMOR = "{} (berbeda)"
KOSONG = "–"


def beda_baris(baris: Iterable[BarisUnggahan], by: Lingkup, *, dibuka: bool) -> dict[int, BedaBaris]:
    """Return what rows change, by row number. Three queries at most, and one that logs who was opened.

    Args:
        dibuka: the reader opened this upload: all persons of the page stand open, and who was closed is logged.
    """
    mengubah = [b for b in baris if b.isi.get("op") in MENGUBAH]
    orang = {o.pk: o for o in Orang.objects.filter(pk__in={b.kunci for b in mengubah})} if mengubah else {}
    tujuan = "" if dibuka and by.peran not in PERLU_TUJUAN else None
    buka = buka_baris(orang.values(), by, tujuan=tujuan)
    desa = _nama_desa(mengubah)
    hasil = {}
    for b in mengubah:
        butir = list(_butir(b, desa))
        if butir and b.kunci in orang:
            tutup = b.kunci not in buka
            hasil[b.nomor] = BedaBaris([Beda(x.label, "", "") for x in butir] if tutup else butir, tutup)
    return hasil


def _kolom_orang(b: BarisUnggahan) -> Iterable[tuple[str, object, object]]:
    """Yield (column, recorded, of the file), as JSON values: what is written at once, and what is proposed."""
    lama, usul = b.sebelum or {}, b.isi.get("usul") or {}
    for baru, dahulu in (
        (b.isi.get("orang", {}), lama.get("orang", {})),
        (usul.get("orang", {}), lama.get("usul", {}).get("orang", {})),
    ):
        for kolom, nilai in baru.items():
            if dahulu.get(kolom) != nilai:
                yield kolom, dahulu.get(kolom), nilai


def _kolom_kasus(b: BarisUnggahan) -> Iterable[tuple[int | None, str, object, object]]:
    """Yield (type, column, recorded, of the file) of the types that the person has already."""
    lama, usul = b.sebelum or {}, b.isi.get("usul") or {}
    jenis = lama.get("jenis", {})
    for baru, dahulu in (
        (b.isi.get("ubah_kasus", {}), lama.get("kasus", {})),
        (usul.get("kasus", {}), lama.get("usul", {}).get("kasus", {})),
    ):
        for pk, kolom in baru.items():
            for nama, nilai in kolom.items():
                if nama != "versi":
                    yield jenis.get(pk), nama, dahulu.get(pk, {}).get(nama), nilai


def _butir(b: BarisUnggahan, desa: dict[str, str]) -> Iterable[Beda]:
    acuan = acuan_jenis()
    for kolom, lama, baru in _kolom_orang(b):
        medan = Orang._meta.get_field(kolom.removesuffix("_id"))
        kata = [_kata(medan, kolom, nilai, Orang, desa) for nilai in (lama, baru)]
        if kolom in NOMOR and kata[0] == kata[1]:
            kata[1] = BEDA_NOMOR.format(kata[1])
        yield Beda(str(medan.verbose_name), *kata)
    if dtsen := b.isi.get("dtsen"):
        desil = (b.sebelum or {}).get("desil")
        yield Beda("desil", str(desil or KOSONG), str(dtsen["desil"]))
    for jenis, kolom, lama, baru in _kolom_kasus(b):
        medan = Kasus._meta.get_field(kolom)
        awal = f"{acuan[jenis].pendek}: " if jenis in acuan else ""
        yield Beda(f"{awal}{medan.verbose_name}", *(_kata(medan, kolom, nilai, Kasus, desa) for nilai in (lama, baru)))
    for kasus in b.isi.get("kasus", ()):
        yield Beda("jenis", "tidak tercatat", acuan[kasus["jenis"]].nama)


def _kata(medan: models.Field, kolom: str, nilai, model: type[models.Model], desa: dict[str, str]) -> str:
    if kolom == "wilayah_id":
        return desa.get(nilai, nilai or KOSONG)
    if kolom in NOMOR:
        return samarkan_nomor(nilai or "") or KOSONG
    return kata_nilai(medan, None if nilai is None else dari_json(kolom, nilai, model))


def _nama_desa(baris: Iterable[BarisUnggahan]) -> dict[str, str]:
    semua = chain.from_iterable(_kolom_orang(b) for b in baris)
    kode = {nilai for kolom, *isi in semua if kolom == "wilayah_id" for nilai in isi if nilai}
    return {w.pk: w.sebutan for w in Wilayah.objects.filter(pk__in=kode)} if kode else {}
