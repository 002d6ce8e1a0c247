"""Perbuatan atas hunian: mengangkat, merangkap, cuti, mengakhiri. Hanya di sini tugas akses TKSK dimulai dan diakhiri.

Tiap perbuatan satu transaksi: hunian dan penempatannya berubah bersama, jadi akses selalu sama dengan hunian. Roster
sebuah kab/kota dikerjakan satu per satu; kendala basis data menolak yang tetap lolos.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from penugasan.petugas.actions.dasar import Ditolak, check_hak, check_masa, simpan
from penugasan.petugas.enums import AlasanSelesai, JenisHunian
from penugasan.petugas.models import Formasi, Hunian, Kartu, Petugas
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.kunci import kunci_transaksi
from tksk_portal.akun.models import Penempatan
from tksk_portal.tampilan.templatetags.tampilan import tanggal
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import rentang

SEHARI = timedelta(days=1)
IZIN = "petugas.atur"


@transaction.atomic
def buka_formasi(*, tempat: str, by: Lingkup) -> list[Formasi]:
    """Open the formations that are missing: one for each valid kecamatan at or under a place; return the new ones.

    Raises:
        PermissionDenied: not this role, or not this place.
    """
    check_hak(IZIN, tempat, by)
    ada = Formasi.objects.terbuka().di_bawah(tempat).values("wilayah_id")
    kecamatan = Wilayah.objects.berlaku().di_bawah(tempat).filter(tingkat=Tingkat.KECAMATAN).exclude(pk__in=ada)
    baru = [Formasi(wilayah_id=kode, dibuat_oleh_id=by.akun_id) for kode in kecamatan.values_list("pk", flat=True)]
    # Dua admin pada saat yang sama: yang sudah ada dibiarkan.
    return Formasi.objects.bulk_create(baru, ignore_conflicts=True)


@transaction.atomic
def angkat(
    *, formasi: Formasi, petugas: Petugas, mulai: date, selesai: date | None = None, dasar: str = "", by: Lingkup
) -> Hunian:
    """Let somebody hold a formation as its officer. A cover that runs ends the day before.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: dates wrong, formation closed or held, a cover begins later, or the officer holds another formation.
    """
    formasi, petugas = _kunci(formasi, petugas, by)
    check_masa(mulai, selesai)
    for lain in _bertemu(formasi, mulai, selesai):
        if lain.jenis != JenisHunian.RANGKAP or lain.mulai >= mulai:
            raise Ditolak(_kata_bertemu(lain), "mulai")
        _akhiri(lain, mulai - SEHARI, AlasanSelesai.KEMBALI)
    hunian = _huni(formasi, petugas, JenisHunian.PETUGAS, mulai, selesai, dasar, by)
    _pindahkan(petugas, formasi.wilayah_id)
    return hunian


@transaction.atomic
def rangkap(*, formasi: Formasi, petugas: Petugas, mulai: date, selesai: date, dasar: str = "", by: Lingkup) -> Hunian:
    """Let the officer of a neighbouring kecamatan hold a vacant formation for a time.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: dates wrong, formation held, or the officer does not serve in the same kabupaten/kota all the time.
    """
    formasi, petugas = _kunci(formasi, petugas, by)
    check_masa(mulai, selesai)
    for lain in _bertemu(formasi, mulai, selesai):
        raise Ditolak(_kata_bertemu(lain), "mulai")
    _check_tetangga(formasi, petugas, mulai, selesai)
    return _huni(formasi, petugas, JenisHunian.RANGKAP, mulai, selesai, dasar, by)


@transaction.atomic
def cuti(
    *,
    hunian: Hunian,
    mulai: date,
    selesai: date,
    pengganti: Petugas | None = None,
    dasar: str = "",
    by: Lingkup,
) -> list[Hunian]:
    """Split an officer's occupancy around a leave; a cover may hold the formation meanwhile.

    Returns:
        What holds the formation from the leave on: the cover (if any), then the officer's return (if any).

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: dates outside the occupancy, or the cover is not allowed.
    """
    hunian = _ambil(hunian, by)
    check_masa(mulai, selesai)
    if hunian.jenis != JenisHunian.PETUGAS:
        raise Ditolak("Cuti hanya bagi petugas formasinya. Perangkapan diakhiri saja.", "mulai")
    if mulai < hunian.mulai or (hunian.selesai and selesai > hunian.selesai):
        raise Ditolak("Cuti harus di dalam masa tugasnya.", "mulai")
    merangkap = hunian.petugas.hunian.sejak(mulai).filter(jenis=JenisHunian.RANGKAP, mulai__lte=selesai)
    if merangkap.exists():
        raise Ditolak("Petugas ini merangkap kecamatan lain pada masa itu. Akhiri dahulu perangkapannya.", "mulai")
    lanjut_sampai, formasi, petugas = hunian.selesai, hunian.formasi, hunian.petugas
    _putus(hunian, mulai, AlasanSelesai.CUTI)
    hasil = []
    if pengganti is not None:
        hasil.append(rangkap(formasi=formasi, petugas=pengganti, mulai=mulai, selesai=selesai, dasar=dasar, by=by))
    kembali = selesai + SEHARI
    if lanjut_sampai is None or lanjut_sampai >= kembali:
        masa = {"mulai": kembali, "selesai": lanjut_sampai, "dasar": hunian.dasar}
        hasil.append(_huni(formasi, petugas, JenisHunian.PETUGAS, **masa, by=by))
    return hasil


@transaction.atomic
def akhiri(*, hunian: Hunian, selesai: date, alasan: str, by: Lingkup) -> Hunian:
    """End an occupancy on its last day. An officer's later return and covers elsewhere end with it.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: the day lies outside the occupancy.
    """
    hunian = _ambil(hunian, by)
    check_masa(hunian.mulai, selesai)
    if hunian.selesai and selesai > hunian.selesai:
        raise Ditolak(f"Masa ini sudah berakhir {tanggal(hunian.selesai)}.", "selesai")
    _akhiri(hunian, selesai, alasan)
    if hunian.jenis == JenisHunian.PETUGAS:
        _lepas_semua(hunian.petugas, sesudah=selesai, kecuali=hunian.pk, alasan=alasan)
        sisa = Kartu.objects.filter(petugas=hunian.petugas_id, dicabut_pada=None)
        sisa.filter(berlaku_sampai__gt=selesai).update(berlaku_sampai=selesai)
    return hunian


@transaction.atomic
def batalkan(*, hunian: Hunian, by: Lingkup, kapan_pun: bool = False) -> None:
    """Cancel an occupancy that never should have held; its access is withdrawn for all days.

    Covers that rested on it are cancelled with it: a cover is the officer of another kecamatan.

    Args:
        kapan_pun: however long it has held; for an import that is undone.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: it holds since more than a month: end it instead, since work was done under it.
    """
    hunian = _ambil(hunian, by)
    if not kapan_pun and hunian.mulai < timezone.localdate() - timedelta(days=31):
        raise Ditolak("Masa ini sudah berjalan lebih dari sebulan. Akhiri saja, supaya catatan kerjanya tetap benar.")
    _batalkan(hunian, AlasanSelesai.KELIRU)
    petugas = hunian.petugas
    for lain in petugas.hunian.sejak(hunian.mulai).filter(jenis=JenisHunian.RANGKAP).select_for_update():
        try:
            _check_tetangga(lain.formasi, petugas, lain.mulai, lain.selesai)
        except Ditolak:
            _batalkan(lain, AlasanSelesai.KELIRU)
    Kartu.objects.filter(petugas=hunian.petugas_id, dicabut_pada=None).update(dicabut_pada=timezone.now())


@transaction.atomic
def samakan_akses(*, petugas: Petugas, by: Lingkup) -> int:
    """Give a new account the duties of its officer's occupancies that still run or come; return how many."""
    check_hak(IZIN, petugas.wilayah_id, by)
    jumlah = 0
    for hunian in petugas.hunian.sejak(timezone.localdate()).filter(penempatan=None):
        _tempatkan(hunian, petugas, by)
        jumlah += 1
    return jumlah


# Bagian dalam ---------------------------------------------------------------------------------------------------------


def _kunci(formasi: Formasi, petugas: Petugas, by: Lingkup) -> tuple[Formasi, Petugas]:
    """Lock the roster of the kabupaten/kota, formation and officer; return their present state."""
    check_hak(IZIN, formasi.wilayah_id, by)
    kunci_transaksi(f"petugas:{formasi.wilayah_id[:5]}")
    formasi = Formasi.objects.select_for_update().get(pk=formasi.pk)
    if formasi.ditutup_pada:
        raise Ditolak("Formasi ini sudah ditutup.")
    petugas = Petugas.objects.select_for_update(of=("self",)).select_related("akun").get(pk=petugas.pk)
    check_hak(IZIN, petugas.wilayah_id, by)
    return formasi, petugas


def _ambil(hunian: Hunian, by: Lingkup) -> Hunian:
    formasi, petugas = _kunci(hunian.formasi, hunian.petugas, by)
    hunian = Hunian.objects.select_for_update(of=("self",)).select_related("penempatan").get(pk=hunian.pk)
    hunian.formasi, hunian.petugas = formasi, petugas
    if hunian.dibatalkan_pada:
        raise Ditolak("Masa ini sudah dibatalkan.")
    return hunian


def _bertemu(formasi: Formasi, mulai: date, selesai: date | None) -> Iterable[Hunian]:
    """Return the occupancies of a formation that meet a range of days."""
    lain = formasi.hunian.sejak(mulai).select_related("petugas").order_by("mulai")
    return list(lain.filter(mulai__lte=selesai) if selesai else lain)


def _kata_bertemu(lain: Hunian) -> str:
    sampai = f" sampai {tanggal(lain.selesai)}" if lain.selesai else ""
    kata = lain.get_jenis_display().lower()
    return (
        f"Sudah ada {kata} ({lain.petugas.nama}) sejak {tanggal(lain.mulai)}{sampai}. Akhiri dahulu, atau ubah harinya."
    )


def _check_tetangga(formasi: Formasi, petugas: Petugas, mulai: date, selesai: date) -> None:
    """A cover must be officer of another formation of the same kabupaten/kota, without a gap, all the time."""
    awal, akhir = rentang(formasi.wilayah_id[:5])
    sendiri = Hunian.objects.sejak(mulai).filter(petugas=petugas, jenis=JenisHunian.PETUGAS)
    sendiri = sendiri.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir).exclude(formasi=formasi)
    berikut = mulai
    for h in sendiri.order_by("mulai"):
        if h.mulai > berikut:
            break
        if h.selesai is None or h.selesai >= selesai:
            return
        berikut = h.selesai + SEHARI
    raise Ditolak("Perangkap harus petugas kecamatan lain di kabupaten/kota yang sama, selama masa itu.", "petugas")


def _huni(
    formasi: Formasi,
    petugas: Petugas,
    jenis: str,
    mulai: date,
    selesai: date | None,
    dasar: str,
    by: Lingkup,
) -> Hunian:
    if petugas.ditarik_pada or not petugas.nik:
        raise Ditolak("Data petugas ini sudah ditarik atau dihapus. Catat petugasnya lebih dahulu.", "petugas")
    hunian = Hunian(
        formasi=formasi,
        wilayah_id=formasi.wilayah_id,
        petugas=petugas,
        jenis=jenis,
        mulai=mulai,
        selesai=selesai,
        dasar=dasar,
        dibuat_oleh_id=by.akun_id,
    )
    simpan(hunian)
    if petugas.akun_id:
        _tempatkan(hunian, petugas, by)
    return hunian


def _tempatkan(hunian: Hunian, petugas: Petugas, by: Lingkup) -> None:
    """Give the access that an occupancy means."""
    tugas = Penempatan(
        akun_id=petugas.akun_id,
        peran=Peran.TKSK,
        tempat_id=hunian.wilayah_id,
        mulai=hunian.mulai,
        selesai=hunian.selesai,
        dasar=hunian.dasar,
        dibuat_oleh_id=by.akun_id,
    )
    hunian.penempatan = simpan(tugas)
    hunian.save(update_fields=["penempatan"])


def _akhiri(hunian: Hunian, selesai: date, alasan: str) -> None:
    hunian.selesai, hunian.alasan = selesai, alasan
    simpan(hunian, update_fields=["selesai", "alasan"])
    Penempatan.objects.filter(pk=hunian.penempatan_id).update(selesai=selesai)


def _batalkan(hunian: Hunian, alasan: str) -> None:
    kini = timezone.now()
    hunian.dibatalkan_pada, hunian.alasan = kini, alasan
    hunian.save(update_fields=["dibatalkan_pada", "alasan"])
    Penempatan.objects.filter(pk=hunian.penempatan_id).update(dibatalkan_pada=kini)


def _putus(hunian: Hunian, pada: date, alasan: str) -> None:
    """End an occupancy the day before `pada`, or cancel it when it begins then."""
    if hunian.mulai < pada:
        _akhiri(hunian, pada - SEHARI, alasan)
    else:
        _batalkan(hunian, alasan)


def _lepas_semua(petugas: Petugas, *, sesudah: date, kecuali, alasan: str) -> None:
    """End everything else that an officer holds after a day: the return from leave, the covers."""
    for lain in petugas.hunian.sejak(sesudah + SEHARI).exclude(pk=kecuali).select_for_update():
        _putus(lain, sesudah + SEHARI, alasan)


def _pindahkan(petugas: Petugas, wilayah: str) -> None:
    """Let the officer's record stand where the officer serves; what hangs on it follows."""
    if petugas.wilayah_id != wilayah:
        Petugas.objects.filter(pk=petugas.pk).update(wilayah_id=wilayah, versi=F("versi") + 1)
        petugas.wilayah_id = wilayah


def penghuni(formasi: Formasi, hari: date | None = None) -> Hunian | None:
    """Return who holds a formation on a day, if anybody."""
    return formasi.hunian.pada(hari).select_related("petugas").first()
