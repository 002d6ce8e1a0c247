"""Serah terima seorang antara dua kecamatan: diusulkan yang melepas (atau diminta yang menerima), lalu diterima.

Pindahnya sendiri satu tindakan dalam lingkup leluhur bersama kedua kecamatan; anak-anak rekaman ikut lewat kunci asing.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from pmks.actions.gabung import ganti_status, kunci_kasus, tulis_orang
from pmks.actions.satu_orang import data_tetap, nik_di_tempat_baru, tawarkan_gabung
from pmks.actions.temuan import perbarui_temuan
from pmks.actions.tergabung import check_belum_digabung
from pmks.enums import StatusPindahan
from pmks.kabar import kabari_pindahan
from pmks.models import Kasus, Orang, Pindahan, Revisi
from pmks.models.pindah import TERBUKA
from pmks.nik import NIKSalah, baca_nik
from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import SISTEM, Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.dasar.nama import samarkan_nama
from tksk_portal.tinjauan.actions import Bentrok, Ditolak
from tksk_portal.tinjauan.enums import SUDAH_DIPERIKSA, Aksi, Status
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import leluhur_bersama, tingkat

# Permintaan yang belum dijawab paling banyak sebanyak ini dari satu kecamatan kepada satu kecamatan lain.
PERMINTAAN_TERBANYAK = 20
SUDAH_DIJAWAB = "Pindahan ini sudah dijawab atau ditarik kembali. Lihat keadaan terbarunya."
ALAMAT_TIDAK_BERLAKU = "Usulan alamat di tempat lama tidak berlaku lagi sesudah pindah kecamatan"
KOLOM_TEMPAT = ("wilayah_id", "alamat", "rt", "rw", "dusun", "lintang", "bujur")
JALAN_SEKOTA = "Mintalah dinas sosial menggabungkan keduanya, atau tolak dengan alasan itu."
JALAN_LINTAS = (
    "Bila orangnya sama, mintalah dinas sosial provinsi memutuskannya begitu di halaman Data kembar, lalu terima; bila "
    "bukan, tolak dengan alasan itu."
)
VERIFIKASI_ULANG = "Pindah dari kabupaten/kota lain; diverifikasi ulang di tempat baru"


def ada_petugas(kecamatan: str) -> bool:
    """Tell whether a kecamatan has a TKSK today; read in a scope that holds it."""
    return kecamatan in ber_petugas([kecamatan])


def ber_petugas(kecamatan: Iterable[str]) -> set[str]:
    """Return which of these kecamatan have a TKSK today; one query, in a scope that holds them."""
    berlaku = Penempatan.objects.berlaku().akun_terbuka().filter(peran=Peran.TKSK, tempat__in=set(kecamatan))
    return set(berlaku.values_list("tempat_id", flat=True))


def check_pihak(kecamatan: str, by: Lingkup) -> None:
    """Raise unless this duty answers for a kecamatan: its TKSK, or the kab/kota where there is none.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: the kecamatan has a TKSK, who does it.
    """
    if not boleh(by, "pmks.pindah") or not by.memuat(kecamatan):
        raise PermissionDenied
    if by.peran == Peran.KABKOTA and ada_petugas(kecamatan):
        raise Ditolak("Kecamatan itu punya TKSK. Serah terima dilakukan TKSK-nya, bukan dinas kabupaten/kota.")


def can_pihak(kecamatan: str, by: Lingkup) -> bool:
    """Tell whether `check_pihak` would pass."""
    try:
        check_pihak(kecamatan, by)
    except (PermissionDenied, Ditolak):
        return False
    return True


@transaction.atomic
def usulkan_pindah(*, orang: Orang, ke: str, tanggal: date, alasan: str, by: Lingkup) -> Pindahan:
    """Propose to hand a person over to another kecamatan; nothing moves until that side accepts.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: not a kecamatan that is valid today, no reason, or the person is being handed over already.
    """
    dari = orang.wilayah_id[:8]
    check_pihak(dari, by)
    orang = Orang.objects.select_for_update().get(pk=orang.pk)
    check_belum_digabung(orang)
    _check_tujuan(dari, ke)
    if not alasan.strip():
        raise Ditolak("Tulis mengapa orang ini pindah.")
    try:
        with transaction.atomic():
            pindahan = Pindahan.objects.create(
                orang=orang,
                dari_id=dari,
                ke_id=ke,
                status=StatusPindahan.DIUSULKAN,
                tanggal=tanggal,
                alasan=alasan.strip(),
                dibuat_oleh_id=by.akun_id,
                dibuat_sebagai=by.keterangan,
                **_sebutan(orang),
            )
    except IntegrityError as salah:
        raise _terjemahkan(salah) from None
    kabari_pindahan(pindahan=pindahan, kepada=ke, teks="{n} orang diserahkan kepada kecamatan Anda, menunggu diterima")
    return pindahan


def _check_tujuan(satu: str, dua: str) -> None:
    if satu == dua:
        raise Ditolak("Itu kecamatan yang sama. Untuk pindah desa, ubah saja datanya.")
    if not Wilayah.objects.berlaku().filter(pk=dua, tingkat=Tingkat.KECAMATAN).exists():
        raise Ditolak("Kode itu bukan kecamatan yang berlaku sekarang.")


def _sebutan(orang: Orang) -> dict:
    """Return what the receiving side sees before it accepts: masked, whoever it is (`pmks/tampak.py`).

    Were only some masked, the mask would tell their types.
    """
    return {"nama": orang.nama_samar, "jk": orang.jk, "tahun_lahir": orang.tanggal_lahir.year}


def _terjemahkan(salah: IntegrityError) -> Exception:
    batas = getattr(getattr(salah.__cause__, "diag", None), "constraint_name", "")
    pesan = {
        "pindahan_satu_terbuka": "Orang ini sedang diserahkan. Tunggu jawabannya, atau tarik kembali dahulu.",
        "pindahan_satu_permintaan": "NIK ini sudah Anda minta dari kecamatan itu. Tunggu jawabannya.",
    }
    return Ditolak(pesan[batas]) if batas in pesan else salah


@transaction.atomic
def minta_pindah(*, nik: str, dari: str, ke: str, alasan: str, by: Lingkup) -> Pindahan:
    """Ask another kecamatan for the person with a NIK, without learning whether it has one.

    Raises:
        PermissionDenied: not this role, or the asking kecamatan is not its own.
        Ditolak: the NIK or the kecamatan is unsound, no reason, asked already, or too many unanswered requests.
    """
    check_pihak(ke, by)
    if tingkat(ke) != Tingkat.KECAMATAN:
        raise Ditolak("Yang meminta pindahan adalah TKSK kecamatan tempat orang itu sekarang tinggal.")
    try:
        nik = baca_nik(nik, pada=timezone.localdate()).digits
    except NIKSalah as salah:
        raise Ditolak(str(salah)) from None
    _check_tujuan(ke, dari)
    if not alasan.strip():
        raise Ditolak("Tulis mengapa Anda memintanya.")
    if Orang.objects.di_bawah(ke).filter(nik=nik).exists():
        raise Ditolak("NIK itu sudah tercatat di kecamatan Anda sendiri.")
    terbuka = Pindahan.objects.filter(ke=ke, dari=dari, status=StatusPindahan.DIMINTA).count()
    if terbuka >= PERMINTAAN_TERBANYAK:
        raise Ditolak(f"Sudah ada {PERMINTAAN_TERBANYAK} permintaan yang belum dijawab kecamatan itu.")
    try:
        with transaction.atomic():
            pindahan = Pindahan.objects.create(
                dari_id=dari,
                ke_id=ke,
                status=StatusPindahan.DIMINTA,
                nik=nik,
                alasan=alasan.strip(),
                dibuat_oleh_id=by.akun_id,
                dibuat_sebagai=by.keterangan,
            )
    except IntegrityError as salah:
        raise _terjemahkan(salah) from None
    kabari_pindahan(pindahan=pindahan, kepada=dari, teks="{n} permintaan pindahan dari kecamatan lain menunggu jawaban")
    return pindahan


def orang_diminta(pindahan: Pindahan) -> Orang | None:
    """Return the person that a request means, if the giving kecamatan has the NIK; read in the giver's scope."""
    if pindahan.status != StatusPindahan.DIMINTA:
        return None
    return Orang.objects.di_bawah(pindahan.dari_id).filter(nik=pindahan.nik, digabung_ke=None).first()


@transaction.atomic
def setujui_permintaan(*, pindahan: Pindahan, tanggal: date, by: Lingkup) -> Pindahan:
    """Grant a request: it becomes a proposal, which the asking side then accepts with village and address.

    Raises:
        PermissionDenied: not this role, or not the giving place.
        Ditolak: nobody with that NIK, or the person is being handed over already.
        Bentrok: answered or withdrawn meanwhile.
    """
    check_pihak(pindahan.dari_id, by)
    pindahan = _kunci(pindahan, StatusPindahan.DIMINTA)
    orang = orang_diminta(pindahan)
    if orang is None:
        raise Ditolak("NIK itu tidak tercatat di kecamatan Anda. Tolaklah permintaan ini dengan alasan itu.")
    pindahan.orang, pindahan.nik, pindahan.tanggal = orang, "", tanggal
    pindahan.status, pindahan.disetujui_pada, pindahan.diingatkan_pada = StatusPindahan.DIUSULKAN, timezone.now(), None
    for kolom, nilai in _sebutan(orang).items():
        setattr(pindahan, kolom, nilai)
    try:
        with transaction.atomic():
            pindahan.save()
    except IntegrityError as salah:
        raise _terjemahkan(salah) from None
    kabari_pindahan(pindahan=pindahan, kepada=pindahan.ke_id, teks="{n} permintaan pindahan disetujui")
    return pindahan


def _kunci(pindahan: Pindahan, *status: StatusPindahan) -> Pindahan:
    """Lock a hand-over; the second of two who answer at once is told."""
    kini = Pindahan.objects.select_for_update().get(pk=pindahan.pk)
    if kini.status not in status:
        raise Bentrok(SUDAH_DIJAWAB)
    return kini


def _tutup(pindahan: Pindahan, status: StatusPindahan, jawaban: str, by: Lingkup) -> None:
    """Close a hand-over; from now on it names nobody in full."""
    pindahan.status, pindahan.jawaban, pindahan.nik = status, jawaban, ""
    pindahan.nama = samarkan_nama(pindahan.nama)
    pindahan.dijawab_pada, pindahan.dijawab_oleh_id = timezone.now(), by.akun_id
    pindahan.dijawab_sebagai = by.keterangan
    pindahan.save()


@transaction.atomic
def tolak_pindah(*, pindahan: Pindahan, alasan: str, by: Lingkup) -> Pindahan:
    """Refuse: the receiver a proposal, the giver a request.

    Raises:
        PermissionDenied: not this role, or not the side that is asked.
        Ditolak: no reason. Bentrok: answered or withdrawn meanwhile.
    """
    pindahan = _kunci(pindahan, *TERBUKA)
    diusulkan = pindahan.status == StatusPindahan.DIUSULKAN
    check_pihak(pindahan.ke_id if diusulkan else pindahan.dari_id, by)
    if not alasan.strip():
        raise Ditolak("Tulis alasannya, supaya kecamatan lain tahu apa yang harus dilakukan.")
    _tutup(pindahan, StatusPindahan.DITOLAK, alasan.strip(), by)
    kepada = pindahan.dari_id if diusulkan else pindahan.ke_id
    kabari_pindahan(pindahan=pindahan, kepada=kepada, teks="{n} pindahan ditolak kecamatan lain")
    return pindahan


@transaction.atomic
def tarik_pindah(*, pindahan: Pindahan, by: Lingkup) -> Pindahan:
    """Withdraw: the giver a proposal, the receiver a request that was not answered yet.

    Raises:
        PermissionDenied: not this role, or not the side that it came from.
        Bentrok: answered or withdrawn meanwhile.
    """
    pindahan = _kunci(pindahan, *TERBUKA)
    check_pihak(pindahan.dari_id if pindahan.status == StatusPindahan.DIUSULKAN else pindahan.ke_id, by)
    _tutup(pindahan, StatusPindahan.DITARIK, "", by)
    return pindahan


@transaction.atomic
def terima_pindah(*, pindahan: Pindahan, desa: str, alamat: dict[str, str], by: Lingkup) -> Orang:
    """Accept a person into a village: the record moves with everything under it, the map point is cleared.

    Within one kabupaten/kota every state of review stays. From another one, what was verified or approved there is
    verified again by the new kabupaten/kota (docs/keputusan/serah-terima.md). Where the two records of a NIK were
    decided to be one person, the NIK stays with the record here and the two are offered for merging.

    Args:
        alamat: `alamat`, `rt`, `rw`, `dusun` as the receiving officer found them.

    Raises:
        PermissionDenied: not this role, or not the receiving place.
        Ditolak: not a village of it, or its kecamatan has the NIK already.
        Bentrok: answered or withdrawn meanwhile, or two accepted at once.
    """
    check_pihak(pindahan.ke_id, by)
    pindahan = _kunci(pindahan, StatusPindahan.DIUSULKAN)
    if desa[:8] != pindahan.ke_id or not Wilayah.objects.berlaku().filter(pk=desa, tingkat=Tingkat.DESA).exists():
        raise Ditolak("Pilih desa/kelurahan di kecamatan Anda.")
    with lingkup.masuk(_lingkup_bersama(pindahan, by)):
        orang = Orang.objects.select_for_update().get(pk=pindahan.orang_id)
        if orang.wilayah_id[:8] != pindahan.dari_id or orang.digabung_ke_id:
            raise Bentrok("Data orang ini sudah tidak ada di kecamatan asal. Tolak pindahan ini, lalu mintalah lagi.")
        kunci_kasus(orang.pk)
        _pindahkan(orang, desa, alamat, by)
    _tutup(pindahan, StatusPindahan.DITERIMA, "", by)
    kabari_pindahan(pindahan=pindahan, kepada=pindahan.dari_id, teks="{n} pindahan diterima kecamatan tujuan")
    return orang


def _lingkup_bersama(pindahan: Pindahan, by: Lingkup) -> Lingkup:
    """Return the scope of the common ancestor, in which the record may leave one place and enter the other."""
    atas = leluhur_bersama(pindahan.dari_id, pindahan.ke_id)
    return Lingkup(by.akun_id, by.penempatan_id, SISTEM, atas, by.keterangan)


def _pindahkan(orang: Orang, desa: str, alamat: dict[str, str], by: Lingkup) -> None:
    kabkota_lama = orang.wilayah_id[:5]
    tetap = data_tetap(orang, desa[:8])
    nik = nik_di_tempat_baru(orang, desa[:8], tetap)
    isi = {k: alamat.get(k, "") for k in ("alamat", "rt", "rw", "dusun")}
    try:
        tulis_orang(orang, {"wilayah_id": desa, **isi, **nik, "lintang": None, "bujur": None}, by)
    except Ditolak as salah:
        jalan = JALAN_SEKOTA if desa[:5] == kabkota_lama else JALAN_LINTAS
        raise Ditolak(f"{salah} {jalan}") from None
    # Yang sudah digabung ke data ini ikut, supaya riwayatnya tetap terbaca bersamanya.
    Orang.objects.filter(digabung_ke=orang).update(wilayah_id=desa)
    _rapikan_usulan(orang.pk, by)
    if desa[:5] != kabkota_lama:
        _verifikasi_ulang(orang.pk, by)
    perbarui_temuan(orang)
    if tetap is not None:
        tawarkan_gabung(orang, tetap)


def _rapikan_usulan(orang: UUID, by: Lingkup) -> None:
    """Take the old address out of the pending changes; one that proposes nothing else is cancelled."""
    berjalan = Revisi.objects.berjalan().select_for_update().filter(orang=orang)
    for r in berjalan.filter(kasus=None).order_by("pk"):
        sisa = {k: v for k, v in r.isi.items() if k not in KOLOM_TEMPAT}
        if sisa and sisa != r.isi:
            Revisi.objects.filter(pk=r.pk).update(isi=sisa, versi=F("versi") + 1)
        elif not sisa:
            ganti_status(
                r, dari=r.status, ke=Status.DIBATALKAN, aksi=Aksi.BATALKAN, komentar=ALAMAT_TIDAK_BERLAKU, by=by
            )


def _verifikasi_ulang(orang: UUID, by: Lingkup) -> None:
    """Send what another kabupaten/kota vouched for back to "submitted", so that the new one looks for itself."""
    kosong = dict.fromkeys(("diverifikasi_pada", "diverifikasi_oleh", "disahkan_pada", "disahkan_oleh"), None)
    sama = {"ke": Status.DIAJUKAN, "aksi": Aksi.KEMBALIKAN, "komentar": VERIFIKASI_ULANG, "by": by, **kosong}
    for k in Kasus.objects.select_for_update().filter(orang=orang, status__in=SUDAH_DIPERIKSA).order_by("pk"):
        ganti_status(k, dari=k.status, pengesahan=None, **sama)
    usulan = Revisi.objects.select_for_update().filter(orang=orang, status__in=SUDAH_DIPERIKSA, diterapkan_pada=None)
    for r in usulan.order_by("pk"):
        ganti_status(r, dari=r.status, **sama)
