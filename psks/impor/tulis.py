"""Menulis dan mengurungkan baris PSKS, per himpunan, dalam transaksi pemanggilnya."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from psks.actions.isian import temuan
from psks.enums import JenisDokumen
from psks.models import DokumenMitra, Mitra
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.excel.sumber import BUKAN_DI_SINI, SUDAH_DIUBAH, BarisMentah, HasilTulis, Potongan
from tksk_portal.tampilan.templatetags.tampilan import waktu
from tksk_portal.tinjauan.actions import batalkan_draf
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.isi import dari_json_model, sidik_kiriman

BASI = "datanya berubah sejak diperiksa; unggah lagi"
NIK_DIPAKAI = "NIK-nya sudah dipakai PSKS lain di kecamatan itu"
DITULIS = ("nama", "nama_cari", "temuan", "versi", "bergerak_pada")


def siapkan(baris: Sequence[BarisMentah]) -> list[tuple[int, UUID, dict]]:
    """Return (row, key, content) of a chunk; touches no database."""
    return [(b.nomor, UUID(b.kunci), json.loads(b.isi)) for b in baris]


def _dari_json(isi: dict) -> dict:
    return {k: dari_json_model(Mitra, k, v) for k, v in isi.items()}


def tulis(potong: Potongan, *, unggahan: Unggahan, by: Lingkup) -> HasilTulis:
    """Write a chunk: new partners as drafts, changed ones one version on, and their SK.

    Raises:
        PermissionDenied: the role may not import.
    """
    if not boleh(by, "psks.impor"):
        raise PermissionDenied
    hasil = HasilTulis()
    baru = [(n, k, isi) for n, k, isi in potong.olahan if isi["op"] == "baru"]
    ubah = [(n, k, isi) for n, k, isi in potong.olahan if isi["op"] == "ubah"]
    sk = _tulis_baru(baru, hasil, by) + _tulis_ubah(ubah, hasil)
    _tulis_sk(sk, unggahan, by)
    return hasil


def _tulis_baru(baris: list, hasil: HasilTulis, by: Lingkup) -> list[tuple[Mitra, dict]]:
    nik = {isi["mitra"]["nik"] for _, _, isi in baris if isi["mitra"]["nik"]}
    dipakai = {(w[:8], n) for w, n in Mitra.objects.aktif().filter(nik__in=nik).values_list("wilayah_id", "nik")}
    jadi, sk = [], []
    for nomor, kunci, isi in baris:
        kolom = _dari_json(isi["mitra"])
        if kolom["nik"] and (kolom["wilayah_id"][:8], kolom["nik"]) in dipakai:
            hasil.lewat[nomor] = NIK_DIPAKAI
            continue
        jejak = sidik_kiriman(by, isi)
        m = Mitra(id=kunci, bentuk=isi["bentuk"], sidik_kiriman=jejak, dibuat_oleh_id=by.akun_id, **kolom)
        m.rapikan()
        m.temuan = temuan(m, mirip=False)
        jadi.append(m)
        sk.append((m, isi["sk"]))
    Mitra.objects.bulk_create(jadi, batch_size=500)
    return sk


def _tulis_ubah(baris: list, hasil: HasilTulis) -> list[tuple[Mitra, dict]]:
    semua = Mitra.objects.select_for_update().filter(pk__in=[k for _, k, _ in baris]).order_by("pk")
    ada = {m.pk: m for m in semua}
    jadi, kolom, sk = [], set(), []
    for nomor, kunci, isi in baris:
        m = ada.get(kunci)
        if m is None or m.versi != isi["versi"]:
            hasil.lewat[nomor] = BASI
            continue
        if isi["mitra"]:
            _pasang(m, isi["mitra"])
            jadi.append(m)
            kolom |= isi["mitra"].keys()
        sk.append((m, isi["sk"]))
    if jadi:
        Mitra.objects.bulk_update(jadi, sorted({k.removesuffix("_id") for k in kolom} | set(DITULIS)))
    return sk


def _pasang(m: Mitra, isi: dict) -> None:
    for k, v in _dari_json(isi).items():
        setattr(m, k, v)
    m.rapikan()
    m.temuan = temuan(m, mirip="mirip" in m.temuan)
    m.versi += 1
    m.bergerak_pada = timezone.now()


def _tulis_sk(daftar: Iterable[tuple[Mitra, dict]], unggahan: Unggahan, by: Lingkup) -> None:
    """Write the SK of these partners; the present one of each is replaced."""
    ada = [(m, isi) for m, isi in daftar if isi]
    kini = timezone.now()
    lama = DokumenMitra.objects.berlaku().filter(mitra__in=[m.pk for m, _ in ada], jenis=JenisDokumen.SK)
    lama.update(diganti_pada=kini)
    DokumenMitra.objects.bulk_create(
        DokumenMitra(
            id=uuid5(unggahan.pk, f"sk:{m.pk}"),
            mitra=m,
            wilayah_id=m.wilayah_id,
            jenis=JenisDokumen.SK,
            nomor=isi.get("nomor", ""),
            tanggal=date.fromisoformat(isi["tanggal"]) if isi.get("tanggal") else None,
            penerbit=isi.get("penerbit", ""),
            selaku=isi.get("selaku", ""),
            dibuat_oleh_id=by.akun_id,
        )
        for m, isi in ada
    )


def halangan(baris: Sequence[BarisUnggahan]) -> dict[int, str]:
    """Return why rows cannot be undone any more, by row number; the partners stay locked."""
    semua = Mitra.objects.select_for_update().filter(pk__in={b.kunci for b in baris}).order_by("pk")
    ada = {m.pk: m for m in semua}
    hasil = {}
    for b in baris:
        m = ada.get(b.kunci)
        harapan = 1 if b.isi["op"] == "baru" else b.isi["versi"] + bool(b.isi["mitra"])
        if m is None:
            hasil[b.nomor] = BUKAN_DI_SINI
        elif b.isi["op"] == "baru" and m.status != Status.DRAF:
            hasil[b.nomor] = f"sudah {m.get_status_display().lower()}"
        elif m.versi != harapan:
            hasil[b.nomor] = SUDAH_DIUBAH
    return hasil


def urungkan(baris: Sequence[BarisUnggahan], *, unggahan: Unggahan, by: Lingkup) -> None:
    """Take back a chunk of written rows inside the caller's transaction.

    Raises:
        PermissionDenied: the role may not import.
    """
    if not boleh(by, "psks.impor"):
        raise PermissionDenied
    _kembalikan([b for b in baris if b.isi["op"] == "ubah"], unggahan)
    baru = [b.kunci for b in baris if b.isi["op"] == "baru"]
    kena = list(Mitra.objects.filter(pk__in=baru, status=Status.DRAF).values_list("pk", "wilayah_id"))
    alasan = f"Unggahan Excel {waktu(unggahan.dibuat_pada)} diurungkan."
    batalkan_draf(model=Mitra, kena=kena, by=by, komentar=alasan)


def _kembalikan(baris: list[BarisUnggahan], unggahan: Unggahan) -> None:
    ada = Mitra.objects.in_bulk([b.kunci for b in baris])
    kolom = set()
    for b in baris:
        _pasang(ada[b.kunci], b.sebelum)
        kolom |= b.sebelum.keys()
    if ada:
        Mitra.objects.bulk_update(ada.values(), sorted({k.removesuffix("_id") for k in kolom} | set(DITULIS)))
    sk = DokumenMitra.objects.filter(pk__in=[uuid5(unggahan.pk, f"sk:{b.kunci}") for b in baris])
    sk.filter(diganti_pada=None).update(diganti_pada=timezone.now())
