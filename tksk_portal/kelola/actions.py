"""Perbuatan atas akun dan tugas. Web dan perintah memakai yang sama; setiap perbuatan satu transaksi."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from tksk_portal.akses.lingkup import SISTEM, Lingkup
from tksk_portal.akun.enums import TINGKAT_PERAN, JenisTautan, Peran
from tksk_portal.akun.kunci import kunci_transaksi
from tksk_portal.akun.models import Akun, Penempatan, SyaratMasuk, Tautan
from tksk_portal.kelola import tautan as kirim_tautan
from tksk_portal.kelola.sesi import akhiri_sesi
from tksk_portal.kelola.versi import KOLOM_AKUN, KOLOM_TUGAS, check_versi
from tksk_portal.tampilan.templatetags.tampilan import tanggal, waktu
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import NASIONAL

TAHUN_PERTAMA = 2009  # TKSK dibentuk 9 Oktober 2009
TAHUN_KE_DEPAN = 10
TERBANYAK_UNDANGAN = 200
PERAN_PROVINSI = tuple(p for p in Peran if p != Peran.KEMENSOS)
# Akses TKSK sama dengan huniannya: hanya perbuatan atas roster yang memulai dan mengakhirinya (penugasan/petugas).
TKSK_DARI_ROSTER = "Tugas TKSK mengikuti roster: angkat, rangkapkan, atau akhiri di halaman Petugas."


class Ditolak(Exception):
    """The act is not allowed; the message is for the user. `medan` names the field it belongs to, or is empty."""

    def __init__(self, pesan: str, medan: str = "") -> None:
        super().__init__(pesan)
        self.pesan = pesan
        self.medan = medan


# Kendala basis data dalam kata, dan isian tempat pesannya ditulis.
KENDALA = {
    "penempatan_tidak_tumpang_tindih": ("Akun ini sudah punya tugas yang sama pada masa itu.", "mulai"),
    "penempatan_masa_urut": ("Tanggal selesai tidak boleh sebelum tanggal mulai.", "selesai"),
    "penempatan_tingkat_sesuai": ("Tempat tugas tidak sesuai dengan peran.", "tempat"),
    "akun_akun_username_key": ("Nama pengguna ini sudah dipakai.", "username"),
}


@dataclass(frozen=True)
class Masa:
    """From when to when, and by which decree."""

    mulai: date
    selesai: date | None = None
    dasar: str = ""


@dataclass(frozen=True)
class IsiAkun:
    """What is known of the person behind an account."""

    username: str
    nama: str
    telepon: str = ""
    email: str = ""


@transaction.atomic
def buat_akun(*, isi: IsiAkun, peran: str, tempat: str, masa: Masa, by: Lingkup) -> tuple[Akun, Tautan, str]:
    """Create an account with its first duty and an invitation; return account, link and token.

    Raises:
        Ditolak: name taken, or see `beri_tugas`.
        ValidationError: the user name or another field is malformed.
    """
    check_tempat(peran=peran, tempat=tempat, by=by)
    akun = Akun(username=isi.username, nama=isi.nama, telepon=isi.telepon, email=isi.email)
    akun.wilayah_id = tempat[:2] if by.peran == SISTEM else by.tempat
    akun.set_unusable_password()
    _kunci(akun)
    akun.full_clean(validate_unique=False)
    _simpan(akun)
    beri_tugas(akun=akun, peran=peran, tempat=tempat, masa=masa, by=by)
    tautan, token = kirim_tautan.buat(akun=akun, jenis=JenisTautan.UNDANGAN, oleh_id=by.akun_id)
    return akun, tautan, token


@transaction.atomic
def ubah_akun(*, akun: Akun, nama: str, telepon: str, email: str, by: Lingkup, versi: str | None = None) -> Akun:
    """Correct name and contact of an account in one's care, or of the own one.

    Args:
        versi: what the form was opened with (`kelola.versi.versi_isi`); None without a form.

    Raises:
        Ditolak: another office keeps the account.
        VersiBasi: somebody changed it meanwhile.
    """
    if by.akun_id != akun.pk:
        _check_dikelola(akun, by)
    akun = Akun.objects.select_for_update().get(pk=akun.pk)
    check_versi(akun, KOLOM_AKUN, versi)
    akun.nama, akun.telepon, akun.email = nama, telepon, email
    akun.save(update_fields=["nama", "telepon", "email"])
    return akun


@transaction.atomic
def beri_tugas(*, akun: Akun, peran: str, tempat: str, masa: Masa, by: Lingkup) -> Penempatan:
    """Give an account a duty, also a second one. Duties of TKSK come from the roster alone.

    Raises:
        Ditolak: role or place not within the giver's reach, level wrong, dates wrong, or the duty overlaps.
    """
    _kunci(akun)
    _check_dikelola(akun, by)
    if not akun.is_active:
        raise Ditolak("Akun ini ditutup. Buka kembali akunnya dahulu.")
    check_tempat(peran=peran, tempat=tempat, by=by)
    _check_masa(masa)
    tugas = Penempatan(akun=akun, peran=peran, tempat_id=tempat, dibuat_oleh_id=by.akun_id)
    return _isi_masa(tugas, masa)


@transaction.atomic
def ubah_tugas(*, tugas: Penempatan, masa: Masa, by: Lingkup, versi: str | None = None) -> Penempatan:
    """Correct the dates of a duty, or end it.

    Args:
        versi: what the form was opened with (`kelola.versi.versi_isi`); None without a form.

    Raises:
        Ditolak: dates wrong, the duty overlaps, or no admin would be left.
        VersiBasi: somebody changed the duty meanwhile.
    """
    _kunci(tugas.akun)
    _check_dikelola(tugas.akun, by)
    tugas = Penempatan.objects.select_related("akun", "tempat").get(pk=tugas.pk)
    if tugas.peran == Peran.TKSK and by.peran != SISTEM:
        raise Ditolak(TKSK_DARI_ROSTER)
    check_versi(tugas, KOLOM_TUGAS, versi)
    _check_masa(masa)
    if tugas.peran == Peran.ADMIN:
        _check_admin_sesudah(tugas, masa)
    return _isi_masa(tugas, masa)


@transaction.atomic
def tutup_akun(*, akun: Akun, by: Lingkup) -> Akun:
    """Close an account: no sign-in, sessions end at once, open links are revoked. Nothing is deleted.

    Raises:
        Ditolak: own account, already closed, or no admin would be left.
    """
    akun = _ambil(akun, by)
    if akun.pk == by.akun_id:
        raise Ditolak("Akun sendiri tidak dapat ditutup. Minta admin lain.")
    if not akun.is_active:
        raise Ditolak(f"Akun ini sudah ditutup oleh {akun.ditutup_oleh} pada {waktu(akun.ditutup_pada)}.")
    hari_ini = timezone.localdate()
    for tugas in akun.penempatan.berlaku(hari_ini).filter(peran=Peran.ADMIN):
        _check_admin_tersisa(provinsi=tugas.tempat_id, pada=hari_ini, kecuali=Q(akun=akun))
    akun.ditutup_pada, akun.ditutup_oleh_id = timezone.now(), by.akun_id
    akun.save(update_fields=["ditutup_pada", "ditutup_oleh"])
    kirim_tautan.batalkan_semua(akun=akun, oleh_id=by.akun_id)
    akhiri_sesi(akun)
    return akun


@transaction.atomic
def buka_akun(*, akun: Akun, by: Lingkup) -> Akun:
    """Reopen a closed account; its duties hold as their dates say.

    Raises:
        Ditolak: it is open.
    """
    akun = _ambil(akun, by)
    if akun.is_active:
        raise Ditolak("Akun ini sudah terbuka.")
    akun.ditutup_pada, akun.ditutup_oleh = None, None
    akun.save(update_fields=["ditutup_pada", "ditutup_oleh"])
    return akun


def check_tautan(*, akun: Akun, jenis: str, by: Lingkup) -> None:
    """Check that a link of this kind makes sense for an account.

    Raises:
        Ditolak: closed, own account, invitation accepted or not yet accepted, no second factor.
    """
    _check_dikelola(akun, by)
    if not akun.is_active:
        raise Ditolak("Akun ini ditutup. Buka kembali akunnya dahulu.")
    if akun.pk == by.akun_id:
        raise Ditolak("Untuk akun sendiri, pakai halaman Saya.")
    if jenis == JenisTautan.UNDANGAN and akun.sudah_menerima:
        raise Ditolak("Akun ini sudah menerima undangan. Buat tautan sandi baru.")
    if jenis != JenisTautan.UNDANGAN and not akun.sudah_menerima:
        raise Ditolak("Akun ini belum menerima undangan. Buat undangan baru.")
    if jenis == JenisTautan.FAKTOR and not Authenticator.objects.filter(user=akun).exists():
        raise Ditolak("Akun ini tidak memakai verifikasi dua langkah.")


def can_tautan(*, akun: Akun, jenis: str, by: Lingkup) -> bool:
    """Tell whether `check_tautan` would pass."""
    try:
        check_tautan(akun=akun, jenis=jenis, by=by)
    except Ditolak:
        return False
    return True


@transaction.atomic
def buat_tautan(*, akun: Akun, jenis: str, by: Lingkup) -> tuple[Tautan, str]:
    """Make a one-time link and return it with its token.

    Raises:
        Ditolak: see `check_tautan`.
    """
    akun = _ambil(akun, by)
    check_tautan(akun=akun, jenis=jenis, by=by)
    return kirim_tautan.buat(akun=akun, jenis=JenisTautan(jenis), oleh_id=by.akun_id)


@transaction.atomic
def undang_banyak(*, akun: Iterable[Akun], by: Lingkup) -> list[tuple[Tautan, str]]:
    """Make new invitations for several accounts; older ones are revoked.

    Raises:
        Ditolak: too many at once, or see `check_tautan`.
    """
    akun = sorted(akun, key=lambda a: a.pk)
    if len(akun) > TERBANYAK_UNDANGAN:
        raise Ditolak(f"Paling banyak {TERBANYAK_UNDANGAN} undangan sekali cetak.")
    hasil = [buat_tautan(akun=a, jenis=JenisTautan.UNDANGAN, by=by) for a in akun]
    return sorted(hasil, key=lambda satu: satu[0].akun.username)


@transaction.atomic
def batalkan_tautan(*, tautan: Tautan, by: Lingkup) -> None:
    """Revoke an open link.

    Raises:
        Ditolak: it was used or revoked before.
    """
    _check_dikelola(tautan.akun, by)
    jumlah = (
        Tautan.objects.terbuka()
        .filter(pk=tautan.pk)
        .update(dibatalkan_pada=timezone.now(), dibatalkan_oleh_id=by.akun_id)
    )
    if not jumlah:
        raise Ditolak("Tautan ini sudah dipakai atau dibatalkan.")


@transaction.atomic
def keluarkan(*, akun: Akun, by: Lingkup) -> int:
    """Sign an account out everywhere and return how many sessions ended."""
    return akhiri_sesi(_ambil(akun, by))


@transaction.atomic
def atur_syarat(*, wajib: set[str], by: Lingkup) -> None:
    """Set which roles must use a second factor; the other roles of one's reach need none.

    The admin sets the roles of the province. The ministry has no admin among its equals: each of its accounts may
    demand the second factor of the ministry's accounts, and only the server's keeper (`manage.py syarat_masuk`) lets
    go of it again. (docs/keputusan/syarat-masuk.md)

    Raises:
        Ditolak: the ministry would let go of the demand.
    """
    for peran in peran_syarat(by):
        if peran == Peran.KEMENSOS and peran not in wajib and by.peran != SISTEM:
            if not SyaratMasuk.objects.filter(wilayah_id=by.tempat, peran=peran, wajib_dua_langkah=True).exists():
                continue
            raise Ditolak("Syarat ini hanya dapat dilepas pengelola server, bukan dari halaman.", "wajib")
        SyaratMasuk.objects.update_or_create(
            wilayah_id=by.tempat, peran=peran, defaults={"wajib_dua_langkah": peran in wajib}
        )


def peran_syarat(by: Lingkup) -> tuple[Peran, ...]:
    """Return the roles of which this duty may demand a second factor."""
    if by.peran == SISTEM:
        return tuple(Peran) if by.tempat == NASIONAL else PERAN_PROVINSI
    return (Peran.KEMENSOS,) if by.peran == Peran.KEMENSOS else PERAN_PROVINSI


def check_tempat(*, peran: str, tempat: str, by: Lingkup) -> None:
    """Check that `by` may give this role in this place.

    Raises:
        Ditolak: role of the ministry, unknown or ended place, place outside, or a place of another level.
    """
    if peran == Peran.KEMENSOS and by.peran != SISTEM:
        raise Ditolak("Peran Kementerian Sosial tidak diberikan oleh provinsi.", "peran")
    if peran == Peran.TKSK and by.peran != SISTEM:
        raise Ditolak(TKSK_DARI_ROSTER, "peran")
    wilayah = Wilayah.objects.berlaku().filter(pk=tempat).first()
    if wilayah is None or not by.memuat(tempat):
        raise Ditolak("Tempat ini tidak ada di wilayah kantor Anda.", "tempat")
    perlu = TINGKAT_PERAN[Peran(peran)]
    if wilayah.tingkat != perlu:
        raise Ditolak(
            f"Untuk peran {Peran(peran).label}, pilih tempat setingkat {Tingkat(perlu).label.lower()}.", "tempat"
        )


def _check_dikelola(akun: Akun, by: Lingkup) -> None:
    if not by.memuat(akun.wilayah_id):
        raise Ditolak("Akun ini dikelola kantor lain.")


def _check_masa(masa: Masa) -> None:
    terakhir = timezone.localdate().year + TAHUN_KE_DEPAN
    for medan, hari in (("mulai", masa.mulai), ("selesai", masa.selesai)):
        if hari and not TAHUN_PERTAMA <= hari.year <= terakhir:
            raise Ditolak(f"Periksa tahunnya: {hari.year:04d}. Yang diterima {TAHUN_PERTAMA} sampai {terakhir}.", medan)


def _check_admin_sesudah(tugas: Penempatan, masa: Masa) -> None:
    """A running admin duty may be shortened only if somebody else is admin on the day after it."""
    hari_ini = timezone.localdate()
    if not tugas.akun.is_active or (tugas.selesai and tugas.selesai < hari_ini) or tugas.mulai > hari_ini:
        return
    if masa.mulai > hari_ini:
        lepas = hari_ini
    elif masa.selesai:
        lepas = max(hari_ini, masa.selesai + timedelta(days=1))
    else:
        return
    _check_admin_tersisa(provinsi=tugas.tempat_id, pada=lepas, kecuali=Q(pk=tugas.pk))


def _check_admin_tersisa(*, provinsi: str, pada: date, kecuali: Q) -> None:
    lain = Penempatan.objects.berlaku(pada).akun_terbuka().filter(peran=Peran.ADMIN, tempat_id=provinsi)
    if not lain.exclude(kecuali).exclude(akun__password__startswith=UNUSABLE_PASSWORD_PREFIX).exists():
        raise Ditolak(
            f"Provinsi ini tidak akan punya admin pada {tanggal(pada)}. "
            "Beri tugas admin kepada orang lain dahulu, dan pastikan ia sudah menerima undangannya.",
            "selesai",
        )


def _kunci(akun: Akun) -> None:
    """One act of account keeping at a time per province: what was checked still holds when it is written."""
    kunci_transaksi(f"kelola:{akun.wilayah_id}")


def _ambil(akun: Akun, by: Lingkup) -> Akun:
    """Lock the account and return its present state."""
    _kunci(akun)
    _check_dikelola(akun, by)
    return Akun.objects.select_for_update().get(pk=akun.pk)


def _isi_masa(tugas: Penempatan, masa: Masa) -> Penempatan:
    tugas.mulai, tugas.selesai, tugas.dasar = masa.mulai, masa.selesai, masa.dasar
    return _simpan(tugas)


def _simpan(objek: Akun | Penempatan) -> Akun | Penempatan:
    """Save; what the database refuses is said in words beside the field."""
    try:
        with transaction.atomic():
            objek.save()
    except IntegrityError as salah:
        pesan = KENDALA.get(salah.__cause__.diag.constraint_name)
        if pesan is None:
            raise
        raise Ditolak(*pesan) from None
    return objek
