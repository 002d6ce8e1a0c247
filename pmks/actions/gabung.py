"""Menggabungkan dua data seorang. Yang satu tetap; yang lain tinggal penunjuk, dan semuanya dapat diurungkan."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from pmks.actions.anak_orang import Urus, anak_orang, pindahkan_anak, sidik_baris
from pmks.actions.kembar import tandai_digabung
from pmks.actions.temuan import perbarui_temuan
from pmks.actions.tergabung import check_belum_digabung
from pmks.enums import StatusPindahan
from pmks.models import Kasus, Orang, Penggabungan, Pindahan, Revisi
from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.tinjauan.actions import Bentrok, Ditolak
from tksk_portal.tinjauan.enums import SUDAH_DIPERIKSA, Aksi, Status
from tksk_portal.tinjauan.isi import ke_json

# Satu pilihan -> kolom yang ikut bersamanya: NIK tidak terpisah dari alasan tanpa NIK, alamat tidak dari desanya.
PILIHAN: dict[str, tuple[str, ...]] = {
    "nik": ("nik", "alasan_tanpa_nik"),
    "no_kk": ("no_kk", "alasan_tanpa_kk"),
    "nama": ("nama",),
    "tempat_lahir": ("tempat_lahir",),
    "tanggal_lahir": ("tanggal_lahir", "lahir_perkiraan"),
    "jk": ("jk",),
    "alamat": ("wilayah_id", "alamat", "rt", "rw", "dusun", "lintang", "bujur"),
    "alamat_ktp": ("alamat_ktp",),
    "telepon": ("telepon",),
    "desil": ("desil",),
    "bantuan": ("bantuan",),
    "sumber": ("sumber", "tanggal_data"),
    "keadaan": ("keadaan", "keadaan_pada"),
}
UTAMA, LAIN = "utama", "lain"
# Bukan pilihan petugas (AlasanTanpaNIK): NIK data yang digabung kini milik data utamanya.
NIK_DIGABUNG = "digabung"
DIGABUNG = "Digabung dengan data lain orang ini"
# Yang lebih jauh ditinjau yang tetap.
TERJAUH = (
    *(Status.DISAHKAN, Status.DIVERIFIKASI, Status.DITINJAU_ULANG, Status.DIAJUKAN, Status.DIKEMBALIKAN),
    Status.DRAF,
)
TERKUNCI = "55P03"  # lock_not_available
NIK_SEKALI = "orang_nik_sekali_per_kecamatan"


@dataclass(frozen=True)
class Ringkasan:
    """What a merge will do, in numbers."""

    jenis_pindah: int
    jenis_kembar: int
    lain: list[tuple[str, int]]


def beda(utama: Orang, lain: Orang) -> list[str]:
    """Return the choices in which two persons differ; between two kecamatan the survivor's address is no choice."""
    sekecamatan = utama.wilayah_id[:8] == lain.wilayah_id[:8]
    return [
        nama
        for nama, kolom in PILIHAN.items()
        if (nama != "alamat" or sekecamatan) and any(getattr(utama, k) != getattr(lain, k) for k in kolom)
    ]


def usul_pilihan(utama: Orang, lain: Orang) -> dict[str, str]:
    """Return the sensible choice for each difference: what is filled, else what was verified, else the newer."""
    terverifikasi = {o: Kasus.objects.filter(orang=o, status__in=SUDAH_DIPERIKSA).exists() for o in (utama.pk, lain.pk)}
    if terverifikasi[utama.pk] != terverifikasi[lain.pk]:
        lebih_baik = UTAMA if terverifikasi[utama.pk] else LAIN
    else:
        lebih_baik = LAIN if (lain.tanggal_data, lain.diubah_pada) > (utama.tanggal_data, utama.diubah_pada) else UTAMA
    hasil = {}
    for nama in beda(utama, lain):
        ada = {sisi: getattr(o, nama) not in (None, "", []) for sisi, o in ((UTAMA, utama), (LAIN, lain))}
        hasil[nama] = lebih_baik if ada[UTAMA] == ada[LAIN] else UTAMA if ada[UTAMA] else LAIN
    return hasil


def check_gabung(*, utama: Orang, lain: Orang, by: Lingkup) -> None:
    """Raise unless this duty may merge these two as they are now.

    Raises:
        PermissionDenied: not this role, or one of them is outside the place.
        Ditolak: their state forbids it; the message says what to do first.
    """
    check_hak(by, utama.wilayah_id, lain.wilayah_id)
    if utama.pk == lain.pk:
        raise Ditolak("Pilih dua data yang berbeda.")
    check_belum_digabung(utama, lain)
    berdua = (utama.pk, lain.pk)
    if by.peran == Peran.TKSK and Kasus.objects.filter(orang__in=berdua, status__in=SUDAH_DIPERIKSA).exists():
        raise Ditolak("Salah satunya sudah diverifikasi. Mintalah dinas sosial kabupaten/kota menggabungkannya.")
    if Revisi.objects.berjalan().filter(orang__in=berdua).exists():
        raise Ditolak("Masih ada usulan perubahan yang berjalan. Putuskan atau batalkan dahulu, lalu gabungkan.")
    if Pindahan.objects.filter(orang__in=berdua, status=StatusPindahan.DIUSULKAN).exists():
        raise Ditolak("Salah satunya sedang diserahkan ke kecamatan lain. Tunggu jawabannya, atau tarik kembali.")


def check_hak(by: Lingkup, *tempat: str) -> None:
    """Raise PermissionDenied unless this duty merges, and all the places are its own."""
    if not boleh(by, "pmks.gabung") or not all(by.memuat(t) for t in tempat):
        raise PermissionDenied


def halangan_gabung(*, utama: Orang, lain: Orang, by: Lingkup) -> str:
    """Return why two persons cannot be merged now; empty when they can.

    Raises:
        PermissionDenied: see `check_gabung`.
    """
    try:
        check_gabung(utama=utama, lain=lain, by=by)
    except Ditolak as salah:
        return str(salah)
    return ""


def ringkas_gabung(utama: Orang, lain: Orang) -> Ringkasan:
    """Return what merging will move and cancel."""
    punya = set(Kasus.objects.aktif().filter(orang=utama).values_list("jenis", flat=True))
    bawa = list(Kasus.objects.aktif().filter(orang=lain).values_list("jenis", flat=True))
    lainnya = []
    for anak in anak_orang():
        if anak.urus in (Urus.PINDAH, Urus.TUNJUK) and (jumlah := anak.milik(lain.pk).count()):
            lainnya.append((str(anak.model._meta.verbose_name), jumlah))
    kembar = sum(j in punya for j in bawa)
    return Ringkasan(len(bawa) - kembar, kembar, lainnya)


@transaction.atomic
def gabungkan(
    *,
    utama: Orang,
    lain: Orang,
    pilih: dict[str, str],
    by: Lingkup,
    alasan: str,
    versi_utama: int,
    versi_lain: int,
) -> Penggabungan:
    """Merge `lain` into `utama`, as the user saw both; `lain` stays as a pointer without types and without NIK.

    Args:
        pilih: choice (a key of `PILIHAN`) -> whose value stays, "utama" or "lain"; unnamed ones stay as `utama` has.
        alasan: why the two are one person.

    Raises:
        PermissionDenied: not this role, or one of them is outside the place.
        Ditolak: the state forbids it, see `check_gabung`; or a reason or a sound choice is missing.
        Bentrok: one of them changed since it was shown; nothing was written.
    """
    check_hak(by, utama.wilayah_id, lain.wilayah_id)
    if not alasan.strip():
        raise Ditolak("Tulis mengapa kedua data ini orang yang sama.")
    if not set(pilih) <= set(PILIHAN) or not set(pilih.values()) <= {UTAMA, LAIN}:
        raise Ditolak("Pilihan kolom tidak dikenal. Muat ulang halaman ini.")
    with lingkup.masuk(lingkup.tanpa_batas_derajat(by)):
        utama, lain = kunci_berdua(utama.pk, lain.pk)
        if (utama.versi, lain.versi) != (versi_utama, versi_lain):
            raise Bentrok("Salah satu data ini diubah sejak Anda membukanya. Periksa lagi keduanya.")
        kasus = kunci_kasus(utama.pk, lain.pk)
        check_gabung(utama=utama, lain=lain, by=by)
        hasil = _gabung(utama, lain, kasus, pilih, by, alasan.strip())
        tandai_digabung(utama.pk, lain.pk, by=by)
        return hasil


def kunci_berdua(satu: UUID, dua: UUID) -> tuple[Orang, Orang]:
    """Lock two persons, always in the same order, and return them as asked."""
    terkunci = {o.pk: o for o in Orang.objects.select_for_update().filter(pk__in=(satu, dua)).order_by("pk")}
    return terkunci[satu], terkunci[dua]


def kunci_kasus(*orang: UUID) -> list[Kasus]:
    """Lock all types of persons that are locked already: no decision falls between a check and what follows it.

    Decisions on many lock types first and persons after, the other way round; so this one does not wait.

    Raises:
        Bentrok: somebody is deciding on one of them at this moment.
    """
    try:
        with transaction.atomic():
            return list(Kasus.objects.select_for_update(nowait=True).filter(orang__in=orang).order_by("pk"))
    except OperationalError as salah:
        if getattr(salah.__cause__, "pgcode", "") != TERKUNCI:
            raise
        raise Bentrok("Orang lain sedang memutuskan jenis data ini. Coba lagi sebentar.") from None


def _gabung(
    utama: Orang, lain: Orang, kasus: list[Kasus], pilih: dict[str, str], by: Lingkup, alasan: str
) -> Penggabungan:
    isi = {"lain": {k: ke_json(getattr(lain, k)) for k in ("wilayah_id", "nik", "alasan_tanpa_nik")}}
    dibatalkan = _batalkan_kembar(utama, kasus, by)
    isi["dibatalkan"] = {str(k.pk): k.status for k in dibatalkan}
    baru = {k: getattr(lain, k) for n in beda(utama, lain) if pilih.get(n) == LAIN for k in PILIHAN[n]}
    if lain.nik:  # sebelum data utama mengambilnya: satu NIK sekali sekecamatan
        Orang.objects.filter(pk=lain.pk).update(nik="", alasan_tanpa_nik=NIK_DIGABUNG)
    isi["utama"] = _timpa(utama, baru, by)
    isi["anak"] = _bawa_anak(utama, lain)
    rantai = Orang.objects.filter(digabung_ke=lain)
    isi["rantai"] = [str(pk) for pk in rantai.values_list("pk", flat=True)]
    rantai.update(digabung_ke=utama, wilayah_id=utama.wilayah_id)
    Orang.objects.filter(pk=lain.pk).update(
        digabung_ke=utama,
        wilayah_id=utama.wilayah_id,
        derajat=-1,
        peka=0,
        versi=F("versi") + 1,
        diubah_pada=timezone.now(),
        diubah_oleh_id=by.akun_id,
    )
    hitung_ulang(utama)
    utama.refresh_from_db()
    perbarui_temuan(utama)
    isi["sidik"] = sidik_sekarang(utama.pk, lain.pk, isi)
    return Penggabungan.objects.create(
        utama=utama,
        lain=lain,
        wilayah_id=utama.wilayah_id,
        isi=isi,
        alasan=alasan,
        oleh_id=by.akun_id,
        sebagai=by.keterangan,
    )


def _batalkan_kembar(utama: Orang, kasus: list[Kasus], by: Lingkup) -> list[Kasus]:
    """Cancel, of each type that both have, the one that came less far; return them as they were."""
    per_jenis: dict[int, list[Kasus]] = {}
    for k in kasus:
        if k.status != Status.DIBATALKAN:
            per_jenis.setdefault(k.jenis_id, []).append(k)
    kalah = []
    for sejenis in per_jenis.values():
        sejenis.sort(key=lambda k: (TERJAUH.index(k.status), k.orang_id != utama.pk))
        kalah += sejenis[1:]
    for k in kalah:
        ganti_status(k, dari=k.status, ke=Status.DIBATALKAN, aksi=Aksi.BATALKAN, komentar=DIGABUNG, by=by)
    return kalah


def ganti_status(
    rekaman: Kasus | Revisi, *, dari: str, ke: str, aksi: Aksi, komentar: str, by: Lingkup, **kolom
) -> None:
    """Write a state that no step of review leads to, with its decision; for merges, hand-overs and their undoing."""
    satu = type(rekaman).objects.filter(pk=rekaman.pk)
    satu.update(status=ke, versi=F("versi") + 1, bergerak_pada=timezone.now(), **kolom)
    rekaman.putusan.create(
        wilayah_id=rekaman.wilayah_id,
        aksi=aksi,
        dari=dari,
        ke=ke,
        komentar=komentar,
        oleh_id=by.akun_id,
        sebagai=by.keterangan,
    )


def _timpa(utama: Orang, baru: dict, by: Lingkup) -> dict:
    """Write the chosen values to the survivor; return what they replaced."""
    sebelum = {k: ke_json(getattr(utama, k)) for k, nilai in baru.items() if getattr(utama, k) != nilai}
    tulis_orang(utama, baru, by)
    return sebelum


def tulis_orang(orang: Orang, baru: dict, by: Lingkup) -> None:
    """Write columns of a person as a new version.

    Raises:
        Ditolak: the NIK is taken in that kecamatan, or the birth date lies after the date of the data.
    """
    for kolom, nilai in baru.items():
        setattr(orang, kolom, nilai)
    if orang.tanggal_lahir > orang.tanggal_data:
        raise Ditolak("Tanggal lahir yang dipilih lebih akhir daripada tanggal datanya. Pilih keduanya dari data sama.")
    orang.versi += 1
    orang.diubah_pada, orang.diubah_oleh_id = timezone.now(), by.akun_id
    orang.rapikan()
    kolom = {k.removesuffix("_id") for k in baru}
    turunan = {"nama", "nama_cari", "kelompok_umur", "versi", "diubah_pada", "diubah_oleh"}
    try:
        with transaction.atomic():
            orang.save(update_fields=kolom | turunan)
    except IntegrityError as salah:
        if getattr(getattr(salah.__cause__, "diag", None), "constraint_name", "") != NIK_SEKALI:
            raise
        raise Ditolak("NIK itu sudah tercatat untuk data lain di kecamatan yang sama.") from None


def _bawa_anak(utama: Orang, lain: Orang) -> list[dict]:
    isi = []
    for anak in anak_orang():
        if anak.urus == Urus.LARANG and anak.milik(lain.pk).exists():
            nama = anak.model._meta.verbose_name
            raise Ditolak(f"Data yang akan digabung masih punya {nama} yang tidak dapat dipindahkan.")
        if anak.urus in (Urus.PINDAH, Urus.TUNJUK, Urus.JENIS):
            kunci = pindahkan_anak(anak, anak.milik(lain.pk), ke=utama)
            isi += [{"anak": anak.nama, "pk": [str(pk) for pk in kunci]}] if kunci else []
    return isi


def sidik_sekarang(utama: UUID, lain: UUID, isi: dict) -> dict[str, str]:
    """Return the fingerprint of everything that a merge moved or changed, as it is now: "anak:key" -> fingerprint."""
    hasil = {}
    orang = Orang.objects.in_bulk([utama, lain])
    for pk in (utama, lain):
        hasil[f"orang:{pk}"] = sidik_baris(orang[pk])
    for anak in anak_orang():
        kunci = {pk for butir in isi["anak"] if butir["anak"] == anak.nama for pk in butir["pk"]}
        if anak.urus == Urus.JENIS:
            kunci |= set(isi["dibatalkan"])
        for pk, baris in anak.semua().in_bulk(list(kunci)).items() if kunci else ():
            hasil[f"{anak.nama}:{pk}"] = sidik_baris(baris, abaikan=(anak.kolom, "wilayah", "jk"))
    return hasil


def hitung_ulang(*orang: Orang) -> None:
    """Set degree and sensitivity of persons whose types came or went, as the triggers do when a type changes."""
    for o in orang:
        punya = Kasus.objects.filter(orang=o).aggregate(
            tinggi=Max("derajat"), paling_peka=Max("jenis__peka", filter=Q(derajat__gte=0))
        )
        derajat = -1 if punya["tinggi"] is None else punya["tinggi"]
        Orang.objects.filter(pk=o.pk).update(derajat=derajat, peka=punya["paling_peka"] or 0)
