"""Mengurungkan penggabungan: kedua data kembali seperti sebelumnya, selama belum ada yang diubah di atasnya."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pmks.actions.anak_orang import Anak, Urus, anak_orang, pindahkan_anak
from pmks.actions.gabung import (
    check_hak,
    ganti_status,
    hitung_ulang,
    kunci_berdua,
    kunci_kasus,
    sidik_sekarang,
    tulis_orang,
)
from pmks.actions.kembar import tanyakan_lagi
from pmks.actions.temuan import perbarui_temuan
from pmks.actions.terapkan import dari_json
from pmks.enums import StatusPindahan
from pmks.models import Kasus, Orang, Penggabungan, Pindahan
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import SUDAH_DIPERIKSA, Aksi, Status

DIURUNGKAN = "Penggabungan diurungkan; kembali seperti sebelum digabung"


@transaction.atomic
def urungkan_gabung(*, penggabungan: Penggabungan, by: Lingkup) -> Penggabungan:
    """Undo a merge exactly: columns, types, children and places return; both acts stay in the history.

    What was added to the surviving record afterwards stays with it.

    Raises:
        PermissionDenied: not this role, or one of the two places is outside.
        Ditolak: it was undone already, or something was built on it; the message says what.
    """
    check_hak(by, penggabungan.wilayah_id)
    with lingkup.masuk(lingkup.tanpa_batas_derajat(by)):
        gabung = Penggabungan.objects.select_for_update().get(pk=penggabungan.pk)
        utama, lain = kunci_berdua(gabung.utama_id, gabung.lain_id)
        kunci_kasus(utama.pk, lain.pk)
        if utama.digabung_ke_id:
            raise Ditolak("Data ini sendiri sudah digabung lagi. Urungkan dahulu penggabungan yang terakhir.")
        check_urungkan(gabung, by)
        _kembalikan(gabung, utama, lain, by)
        tanyakan_lagi(utama.pk, lain.pk)
        gabung.diurungkan_pada, gabung.diurungkan_oleh_id = timezone.now(), by.akun_id
        gabung.diurungkan_sebagai = by.keterangan
        gabung.save(update_fields=["diurungkan_pada", "diurungkan_oleh", "diurungkan_sebagai"])
    return gabung


def check_urungkan(gabung: Penggabungan, by: Lingkup) -> None:
    """Raise unless this duty may undo this merge as things are now; read in a scope that sees every state.

    Raises:
        PermissionDenied, Ditolak: see `urungkan_gabung`.
    """
    if gabung.diurungkan_pada:
        raise Ditolak("Penggabungan ini sudah diurungkan.")
    if not gabung.isi:
        raise Ditolak("Identitas sebelum digabung sudah dihapus, jadi penggabungan ini tidak dapat diurungkan.")
    check_hak(by, gabung.wilayah_id, gabung.isi["lain"]["wilayah_id"])
    if by.peran == Peran.TKSK and Kasus.objects.filter(orang=gabung.utama_id, status__in=SUDAH_DIPERIKSA).exists():
        raise Ditolak("Data ini sudah diverifikasi. Mintalah dinas sosial kabupaten/kota mengurungkannya.")
    if Pindahan.objects.filter(orang=gabung.utama_id, status=StatusPindahan.DIUSULKAN).exists():
        raise Ditolak("Data ini sedang diserahkan ke kecamatan lain. Tunggu jawabannya, atau tarik kembali.")
    if berubah := _yang_berubah(gabung):
        raise Ditolak(f"Tidak dapat diurungkan: {', '.join(berubah)} sudah berubah sesudah digabung.")


def _yang_berubah(gabung: Penggabungan) -> list[str]:
    """Name what was changed or removed since the merge."""
    kini = sidik_sekarang(gabung.utama_id, gabung.lain_id, gabung.isi)
    beda = [k for k, sidik in gabung.isi["sidik"].items() if kini.get(k) != sidik]
    nama = {a.nama: a for a in anak_orang()}
    hasil: dict[str, None] = {}
    for kunci in beda:
        asal, pk = kunci.rsplit(":", 1)
        hasil[_kata(nama.get(asal), pk)] = None
    return list(hasil)


def _kata(anak: Anak | None, pk: str) -> str:
    if anak is None:
        return "identitasnya"
    if anak.urus == Urus.JENIS and (k := Kasus.objects.filter(pk=pk).select_related("jenis").first()):
        return f"jenis {k.jenis.nama}"
    return str(anak.model._meta.verbose_name)


def _kembalikan(gabung: Penggabungan, utama: Orang, lain: Orang, by: Lingkup) -> None:
    isi = gabung.isi
    # Data utama lebih dahulu: NIK yang diambilnya harus lepas sebelum kembali ke pemiliknya.
    tulis_orang(utama, {k: dari_json(k, nilai) for k, nilai in isi["utama"].items()}, by)
    Orang.objects.filter(pk=lain.pk).update(digabung_ke=None)
    lain.digabung_ke = None
    tulis_orang(lain, {k: dari_json(k, nilai) for k, nilai in isi["lain"].items()}, by)
    anak = {a.nama: a for a in anak_orang()}
    for butir in isi["anak"]:
        satu = anak[butir["anak"]]
        pindahkan_anak(satu, satu.semua().filter(pk__in=butir["pk"]), ke=lain)
    for pk, status in isi["dibatalkan"].items():
        kasus = Kasus.objects.get(pk=UUID(pk))
        ganti_status(kasus, dari=Status.DIBATALKAN, ke=status, aksi=Aksi.BATALKAN, komentar=DIURUNGKAN, by=by)
    Orang.objects.filter(pk__in=isi["rantai"]).update(digabung_ke=lain, wilayah_id=lain.wilayah_id)
    hitung_ulang(utama, lain)
    for o in (utama, lain):
        o.refresh_from_db()
        perbarui_temuan(o)
