"""Kebutuhan, layanan, dan data DTSEN seseorang. Tidak ditinjau: berlaku begitu dicatat."""

from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from pmks.actions.kiriman import check_jalan, simpan_sekali, sudah_terkirim
from pmks.actions.pembatasan import check_tidak_dibatasi
from pmks.enums import HasilKebutuhan
from pmks.models import DataDTSEN, Kebutuhan, Layanan, Orang, Program
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Ditolak

ISI_LAYANAN = (
    *("program_id", "program_lain", "tanggal", "hanya_bulan", "rupiah", "barang", "pemberi", "sumber", "catatan"),
    "kebutuhan_id",
)


class LayananBasi(Exception):
    """The service changed since its form was opened; `layanan` is the present row."""

    def __init__(self, layanan: Layanan) -> None:
        super().__init__("Layanan ini diubah orang lain sejak formulir dibuka.")
        self.layanan = layanan


def check_tanggal(tanggal: date, orang: Orang, sebutan: str) -> None:
    """Raise Ditolak when a day lies before the person's birth or in the future."""
    if tanggal > timezone.localdate():
        raise Ditolak(f"{sebutan} belum terjadi. Tulis tanggal hari ini atau sebelumnya.")
    if tanggal < orang.tanggal_lahir:
        raise Ditolak(f"{sebutan} lebih awal daripada tanggal lahir orang ini.")


# Kebutuhan ------------------------------------------------------------------------------------------------------


@transaction.atomic
def catat_kebutuhan(*, orang: Orang, kunci: UUID, isi: dict, by: Lingkup) -> tuple[Kebutuhan, bool]:
    """Record what a person needs; return it, and whether the same sending had recorded it before.

    Args:
        isi: `jenis`, `catatan`, `mendesak`, `ditemukan_pada`.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: the day cannot be, or the person's processing is restricted (`Dibatasi`).
        CatatanTerpakai, KunciAsing: see `simpan_sekali`.
    """
    check_jalan(orang, by)
    check_tanggal(isi["ditemukan_pada"], orang, "Tanggal kebutuhan diketahui")
    if not sudah_terkirim(Kebutuhan, kunci=kunci, orang=orang, isi=isi, by=by):
        check_tidak_dibatasi(orang)
    return simpan_sekali(Kebutuhan, kunci=kunci, orang=orang, isi=isi, by=by)


@transaction.atomic
def tutup_kebutuhan(*, kebutuhan: Kebutuhan, hasil: str, pada: date, cara: str, by: Lingkup) -> bool:
    """Mark a need as met or no longer needed; return False when it was closed in the same way already.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: closed in another way meanwhile, the day cannot be, or the way is missing.
    """
    orang = kebutuhan.orang
    check_jalan(orang, by)
    if not cara.strip():
        raise Ditolak("Tulis bagaimana kebutuhan ini selesai.")
    check_tanggal(pada, orang, "Tanggal selesai")
    kini = Kebutuhan.objects.select_for_update().get(pk=kebutuhan.pk)
    if kini.hasil:
        if (kini.hasil, kini.selesai_pada, kini.cara) == (hasil, pada, cara.strip()):
            return False
        raise Ditolak("Kebutuhan ini sudah ditandai selesai. Periksa lagi keterangannya.")
    if pada < kini.ditemukan_pada:
        raise Ditolak("Tanggal selesai lebih awal daripada tanggal kebutuhan ini diketahui.")
    _selesaikan(kini, hasil, pada, cara.strip())
    return True


@transaction.atomic
def buka_kebutuhan(*, kebutuhan: Kebutuhan, by: Lingkup) -> bool:
    """Reopen a need that was closed; return False when it is open already. The history keeps how it was closed.

    Raises:
        PermissionDenied: not this role, or not this place.
    """
    check_jalan(kebutuhan.orang, by)
    kini = Kebutuhan.objects.select_for_update().get(pk=kebutuhan.pk)
    if not kini.hasil:
        return False
    _selesaikan(kini, "", None, "")
    return True


def _selesaikan(kebutuhan: Kebutuhan, hasil: str, pada: date | None, cara: str) -> None:
    kebutuhan.hasil, kebutuhan.selesai_pada, kebutuhan.cara = hasil, pada, cara
    kebutuhan.save(update_fields=["hasil", "selesai_pada", "cara"])


def tutup_karena_meninggal(orang: Orang, pada: date) -> int:
    """Close the open needs of a person who died; return how many. One found later ends on the day it was found."""
    jumlah = 0
    for satu in Kebutuhan.objects.terbuka().select_for_update().filter(orang=orang).order_by("pk"):
        _selesaikan(satu, HasilKebutuhan.MENINGGAL, max(pada, satu.ditemukan_pada), "Orangnya meninggal")
        jumlah += 1
    return jumlah


def buka_sesudah_kembali(orang: Orang) -> int:
    """Reopen the needs that a death, taken back now, had closed; return how many."""
    return Kebutuhan.objects.filter(orang=orang, hasil=HasilKebutuhan.MENINGGAL).update(
        hasil="", selesai_pada=None, cara=""
    )


# Layanan --------------------------------------------------------------------------------------------------------


@transaction.atomic
def catat_layanan(*, orang: Orang, kunci: UUID, isi: dict, by: Lingkup) -> tuple[Layanan, bool]:
    """Record aid or a service; the need that it names is met. Return it, and whether it was there before.

    Args:
        isi: the columns of `ISI_LAYANAN`.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: the day cannot be, the programme did not run, or the need is not one of this person's open ones.
        CatatanTerpakai, KunciAsing: see `simpan_sekali`.
    """
    check_jalan(orang, by)
    lama = sudah_terkirim(Layanan, kunci=kunci, orang=orang, isi=isi, by=by)
    if lama is not None:
        return lama, True
    kebutuhan = _check_layanan(orang, isi)
    satu, ulang = simpan_sekali(Layanan, kunci=kunci, orang=orang, isi=isi, by=by)
    if not ulang:
        _penuhi(kebutuhan, satu)
    return satu, ulang


@transaction.atomic
def ubah_layanan(*, layanan: Layanan, versi: int, isi: dict, alasan: str, by: Lingkup) -> Layanan:
    """Correct a service, with a reason; the history keeps what was there.

    Raises:
        PermissionDenied: not this role, or not this place.
        LayananBasi: somebody changed or removed it meanwhile.
        Ditolak: see `catat_layanan`; also when the reason is missing.
    """
    kini = _kunci_layanan(layanan, versi, alasan, by)
    sebelum = kini.kebutuhan_id
    kebutuhan = _check_layanan(kini.orang, isi, sebelum=sebelum)
    for kolom in ISI_LAYANAN:
        setattr(kini, kolom, isi[kolom])
    kini.versi, kini.alasan_ubah = kini.versi + 1, alasan.strip()
    kini.save(update_fields=[*(k.removesuffix("_id") for k in ISI_LAYANAN), "versi", "alasan_ubah"])
    if kini.kebutuhan_id != sebelum:
        _lepas(sebelum)
        _penuhi(kebutuhan, kini)
    return kini


@transaction.atomic
def hapus_layanan(*, layanan: Layanan, versi: int, alasan: str, by: Lingkup) -> None:
    """Remove a service that was never given, with a reason; a need that only it met is open again.

    Raises:
        PermissionDenied, LayananBasi, Ditolak: see `ubah_layanan`.
    """
    kini = _kunci_layanan(layanan, versi, alasan, by)
    kini.versi, kini.alasan_ubah = kini.versi + 1, alasan.strip()
    kini.dihapus_pada, kini.dihapus_oleh_id = timezone.now(), by.akun_id
    kini.save(update_fields=["versi", "alasan_ubah", "dihapus_pada", "dihapus_oleh"])
    _lepas(kini.kebutuhan_id)


def _kunci_layanan(layanan: Layanan, versi: int, alasan: str, by: Lingkup) -> Layanan:
    check_jalan(layanan.orang, by)
    kini = Layanan.objects.select_for_update(of=("self",)).select_related("orang").get(pk=layanan.pk)
    if kini.versi != versi or kini.dihapus_pada is not None:
        raise LayananBasi(kini)
    if not alasan.strip():
        raise Ditolak("Tulis alasannya; catatan sebelumnya tetap ada di riwayat.")
    return kini


def _check_layanan(orang: Orang, isi: dict, *, sebelum: UUID | None = None) -> Kebutuhan | None:
    """Return the need that the service meets, locked; raise Ditolak when something cannot be."""
    check_tanggal(isi["tanggal"], orang, "Tanggal layanan")
    program = Program.objects.filter(pk=isi["program_id"]).first() if isi["program_id"] else None
    if program and not Program.objects.berlaku(isi["tanggal"]).filter(pk=program.pk).exists():
        raise Ditolak(f"{program.nama} tidak berjalan pada tanggal itu menurut daftar program.")
    if isi["kebutuhan_id"] is None:
        return None
    kebutuhan = Kebutuhan.objects.select_for_update().filter(pk=isi["kebutuhan_id"], orang=orang).first()
    if kebutuhan is None or (kebutuhan.hasil and kebutuhan.pk != sebelum):
        raise Ditolak("Kebutuhan yang dipilih sudah selesai. Pilih yang lain, atau kosongkan.")
    return kebutuhan


def _penuhi(kebutuhan: Kebutuhan | None, layanan: Layanan) -> None:
    if kebutuhan is not None and not kebutuhan.hasil:
        nama = Program.objects.get(pk=layanan.program_id).nama if layanan.program_id else layanan.program_lain
        pada = max(layanan.tanggal, kebutuhan.ditemukan_pada)
        _selesaikan(kebutuhan, HasilKebutuhan.TERPENUHI, pada, f"Layanan: {nama}")


def _lepas(kebutuhan: UUID | None) -> None:
    """Reopen a need that no service meets any more."""
    if kebutuhan is None or Layanan.objects.tersimpan().filter(kebutuhan=kebutuhan).exists():
        return
    Kebutuhan.objects.filter(pk=kebutuhan, hasil=HasilKebutuhan.TERPENUHI).update(hasil="", selesai_pada=None, cara="")


# DTSEN ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def catat_dtsen(*, orang: Orang, kunci: UUID, isi: dict, by: Lingkup) -> tuple[DataDTSEN, bool]:
    """Record what DTSEN says of a person; the newest decile becomes that of the person, also of verified data.

    The decile is determined by BPS and Kemensos and only noted here: no pending revision is made of it.

    Args:
        isi: `tanggal`, `desil`, `program` (codes), `sumber`, `catatan`.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: the day cannot be.
        CatatanTerpakai, KunciAsing: see `simpan_sekali`.
    """
    check_jalan(orang, by)
    check_tanggal(isi["tanggal"], orang, "Tanggal data DTSEN")
    satu, ulang = simpan_sekali(DataDTSEN, kunci=kunci, orang=orang, isi=isi, by=by)
    if not ulang:
        _samakan_desil(orang, by)
    return satu, ulang


@transaction.atomic
def hapus_dtsen(*, dtsen: DataDTSEN, alasan: str, by: Lingkup) -> bool:
    """Remove a wrong DTSEN entry with a reason; return False when it was removed already.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: the reason is missing.
    """
    check_jalan(dtsen.orang, by)
    if not alasan.strip():
        raise Ditolak("Tulis mengapa data ini dihapus.")
    kini = DataDTSEN.objects.select_for_update().get(pk=dtsen.pk)
    if kini.dihapus_pada is not None:
        return False
    kini.alasan_ubah, kini.dihapus_pada, kini.dihapus_oleh_id = alasan.strip(), timezone.now(), by.akun_id
    kini.save(update_fields=["alasan_ubah", "dihapus_pada", "dihapus_oleh"])
    _samakan_desil(dtsen.orang, by)
    return True


def _samakan_desil(orang: Orang, by: Lingkup) -> None:
    kini = Orang.objects.select_for_update().get(pk=orang.pk)
    terbaru = DataDTSEN.objects.tersimpan().filter(orang=kini).exclude(desil=None).first()
    desil = terbaru.desil if terbaru else None
    if kini.desil != desil:
        # Versinya naik: formulir yang terbuka dengan desil lama diberi tahu, tidak menuliskannya kembali.
        kini.desil, kini.versi = desil, kini.versi + 1
        kini.diubah_pada, kini.diubah_oleh_id = timezone.now(), by.akun_id
        kini.save(update_fields=["desil", "versi", "diubah_pada", "diubah_oleh"])


# Program --------------------------------------------------------------------------------------------------------


def simpan_program(*, program: Program, by: Lingkup) -> Program:
    """Write a programme of the list.

    Raises:
        PermissionDenied: the role may not.
    """
    if not boleh(by, "acuan.atur"):
        raise PermissionDenied
    program.diubah_pada, program.diubah_oleh_id = timezone.now(), by.akun_id
    program.save()
    return program
