"""NIK yang sama di kecamatan lain: bertanya pada indeks, menahan pengajuan, memutuskan, memberi tahu.

Bentrok dibuka dan ditutup pemicu basis data (migrasi 0015). Di sini hanya yang memerlukan pelaku. Yang dikatakan
tentang data di balik dinding tidak lebih dari kecamatannya dan siapa yang dihubungi (desain.md, "index of NIK").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from pmks.enums import CaraCari, PutusanBentrok, StatusBentrok
from pmks.kabar import kabari_bentrok, kabari_putusan_bentrok, kabari_usulan_bentrok
from pmks.models import Bentrok, Orang, PencarianNIK, Revisi
from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup, tanpa_batas_derajat
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Aksi
from tksk_portal.wilayah.models import Wilayah

TERLALU_BANYAK = "TK002"
KABKOTA, PROVINSI = 5, 2
SERING = "Terlalu banyak NIK dicari dari akun ini dalam satu jam terakhir. Coba lagi nanti."
USULAN_TERTAHAN = "Usulan ini tetap draf sampai NIK di sana atau di usulan ini diperbaiki; sesudah itu ajukan lagi."
TETAP_DRAF = "Data ini tetap draf sampai salah satu NIK diperbaiki atau dinas sosial memutuskannya."
LAWAN = {
    PutusanBentrok.INI_KELIRU: PutusanBentrok.LAIN_KELIRU,
    PutusanBentrok.LAIN_KELIRU: PutusanBentrok.INI_KELIRU,
    PutusanBentrok.INI_PINDAH: PutusanBentrok.LAIN_PINDAH,
    PutusanBentrok.LAIN_PINDAH: PutusanBentrok.INI_PINDAH,
}


class TerlaluSering(Exception):
    """The account asked the index of NIK too often within the hour."""


class NIKBentrok(Ditolak):
    """The person's NIK is held in another kecamatan and nobody has decided; the record stays a draft."""


@dataclass(frozen=True)
class Kontak:
    """Whom to call in another kecamatan. Never about the person recorded there."""

    kode: str
    tempat: str
    nama: str
    telepon: str

    @property
    def kata(self) -> str:
        """One sentence."""
        if not self.nama:
            return f"Belum ada TKSK di sana; hubungi kantor {self.tempat.split(',')[0]} atau dinas sosialnya."
        nomor = f" ({self.telepon})" if self.telepon else ""
        return f"Hubungi TKSK {self.nama}{nomor}."


def cari_nik(nik: Sequence[str], sendiri: Sequence[str], *, cara: str = CaraCari.SATU) -> list[list[str]]:
    """Return, for each NIK, the other kecamatan where an active record holds it. Logged and limited.

    Args:
        sendiri: for each NIK the kecamatan that does not count, because it is the asker's own.

    Raises:
        TerlaluSering: more than the limit of the settings within an hour; nothing was answered.
    """
    batas = settings.BATAS_CARI_NIK[cara]
    try:
        with transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(
                "SELECT nomor, kecamatan FROM pmks_cari_nik(%s::text[], %s::text[], %s, %s)",
                [list(nik), list(sendiri), str(cara), batas],
            )
            baris = kursor.fetchall()
    except DatabaseError as salah:
        if getattr(salah.__cause__, "pgcode", None) == TERLALU_BANYAK:
            raise TerlaluSering from None
        raise
    hasil: list[list[str]] = [[] for _ in nik]
    for nomor, kecamatan in baris:
        hasil[nomor - 1].append(kecamatan)
    return hasil


def kontak(kode: Iterable[str]) -> list[Kontak]:
    """Return whom to call in kecamatan, in the order of their codes. Two queries."""
    daftar = sorted(set(kode))
    if not daftar:
        return []
    tempat = {w.pk: w for w in Wilayah.objects.filter(pk__in=daftar).select_related("induk")}
    with lingkup.masuk(lingkup.sistem("mencari petugas kecamatan lain")):
        semua = (
            Penempatan.objects.berlaku().akun_terbuka().filter(peran=Peran.TKSK, tempat__in=daftar).order_by("-mulai")
        )
        petugas = {t.tempat_id: t.akun for t in semua.select_related("akun")}
    hasil = []
    for k in daftar:
        akun = petugas.get(k)
        sebutan = f"{tempat[k].sebutan}, {tempat[k].induk.nama}" if k in tempat else k
        hasil.append(Kontak(k, sebutan, akun.nama if akun else "", akun.telepon if akun else ""))
    return hasil


def segarkan_bentrok(orang: Iterable[UUID]) -> None:
    """Close clashes whose other side has left the NIK, and open those that two crossing transactions missed."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT pmks_segarkan_bentrok(%s::uuid[])", [[str(pk) for pk in orang]])


def kata_tercatat(tempat: Kontak) -> str:
    """Say that a NIK is held there too and whom to call."""
    return f"NIK ini tercatat juga di {tempat.tempat}. {tempat.kata}"


def kata_bentrok(bentrok: Iterable[Bentrok]) -> str:
    """Say where else a NIK is held and whom to call."""
    semua = list(bentrok)
    sebut = kata_juga_di(b.kecamatan_lain_id for b in semua)
    if any(b.putusan == PutusanBentrok.INI_KELIRU for b in semua):
        return sebut + " Diputuskan bahwa NIK di data inilah yang keliru: perbaiki NIK-nya, lalu ajukan."
    if any(b.putusan == PutusanBentrok.INI_PINDAH for b in semua):
        return sebut + " Diputuskan bahwa orangnya sama: serahkan data ini ke sana, jangan diajukan."
    return f"{sebut} {TETAP_DRAF}"


def kata_juga_di(kecamatan: Iterable[str]) -> str:
    """Say in which other kecamatan a NIK is held and whom to call there."""
    return " ".join(map(kata_tercatat, kontak(kecamatan)))


def check_bentrok(orang: Orang) -> None:
    """Raise NIKBentrok when a clash keeps the person from being submitted."""
    segarkan_bentrok([orang.pk])
    halangan = list(Bentrok.objects.filter(orang=orang).menghalangi())
    if halangan:
        raise NIKBentrok(kata_bentrok(halangan))


def check_batas_catat(nik: str, by: Lingkup) -> None:
    """Raise Ditolak when this account met too many clashes within the hour: a draft, too, tells where a NIK is held.

    Asked before anything is written, so that the refusal itself says nothing of this NIK.
    """
    sejam = timezone.now() - timedelta(hours=1)
    if nik:
        sudah = PencarianNIK.objects.filter(akun=by.akun_id, cara=CaraCari.CATAT, pada__gt=sejam).count()
        if sudah >= settings.BATAS_CARI_NIK[CaraCari.CATAT]:
            raise Ditolak(SERING)


def catat_bentrok(orang: Orang) -> bool:
    """Log that an entry by hand met a clash and tell the other side; return whether it did."""
    if not orang.nik or not beri_tahu_bentrok([orang.pk]):
        return False
    cari_nik([orang.nik], [orang.wilayah_id[:8]], cara=CaraCari.CATAT)
    return True


def beri_tahu_bentrok(orang: Iterable[UUID]) -> set[UUID]:
    """Tell the other side of each new clash; return the persons that have one. Nothing personal is in the notice."""
    baru = list(
        Bentrok.objects.filter(orang__in=list(orang), belakangan=True, status=StatusBentrok.MENUNGGU).select_related(
            "wilayah__induk"
        )
    )
    kabari_bentrok(baru)
    return {b.orang_id for b in baru}


def pemutus(bentrok: Bentrok) -> str:
    """Return the place of the office that decides: the kabupaten/kota of both sides, else the province."""
    sini, sana = bentrok.wilayah_id, bentrok.kecamatan_lain_id
    return sini[:KABKOTA] if sini[:KABKOTA] == sana[:KABKOTA] else sini[:PROVINSI]


def lintas_kabkota(bentrok: Bentrok) -> bool:
    """Tell whether the two sides lie in two kabupaten/kota: nobody may merge them before one has moved."""
    return bentrok.wilayah_id[:KABKOTA] != bentrok.kecamatan_lain_id[:KABKOTA]


def boleh_putuskan(bentrok: Bentrok, by: Lingkup) -> bool:
    """Tell whether this office decides on the clash."""
    return boleh(by, "pmks.ganda") and by.peran in (Peran.KABKOTA, Peran.PROVINSI) and by.tempat == pemutus(bentrok)


@transaction.atomic
def putuskan_bentrok(*, bentrok: Bentrok, putusan: PutusanBentrok, komentar: str, by: Lingkup) -> Bentrok:
    """Decide that two different people share a NIK and which side has it wrong; or, across kabupaten/kota, that they
    are one person and which record moves to the other.

    The side that is right, or stays, can be submitted; the other must mend its NIK, or be handed over, which ends the
    clash. Within one kabupaten/kota the office merges the two itself. Across provinces each province decides for its
    own side only.

    Args:
        putusan: seen from the side of `bentrok`.

    Raises:
        PermissionDenied: not the office above both sides.
        Ditolak: no reason was given, it is over already, or one person whose records can be merged at once.
    """
    if not boleh_putuskan(bentrok, by):
        raise PermissionDenied
    if putusan in (PutusanBentrok.INI_PINDAH, PutusanBentrok.LAIN_PINDAH) and not lintas_kabkota(bentrok):
        raise Ditolak("Keduanya di kabupaten/kota Anda: bila orangnya sama, gabungkan langsung.")
    if not komentar.strip():
        raise Ditolak("Tulis alasan putusannya, supaya petugas tahu apa yang harus diperbaiki.")
    with lingkup.masuk(tanpa_batas_derajat(by)):
        segarkan_bentrok([bentrok.orang_id])
        sisi = list(Bentrok.objects.select_for_update(of=("self",)).filter(pasangan=bentrok.pasangan).order_by("pk"))
        if any(s.status == StatusBentrok.SELESAI for s in sisi) or not sisi:
            raise Ditolak("Bentrok ini sudah selesai; tidak ada lagi yang perlu diputuskan.")
        for s in sisi:
            s.status, s.komentar = StatusBentrok.DIPUTUSKAN, komentar.strip()
            s.putusan = putusan if s.pk == bentrok.pk else LAWAN[putusan]
            s.diputus_pada, s.diputus_oleh_id, s.diputus_sebagai = timezone.now(), by.akun_id, by.keterangan
        Bentrok.objects.bulk_update(
            sisi, ["status", "komentar", "putusan", "diputus_pada", "diputus_oleh", "diputus_sebagai"]
        )
        kabari_putusan_bentrok(sisi)
        return next(s for s in sisi if s.pk == bentrok.pk)


def bentrok_usulan(revisi: Revisi, *, cara: str = CaraCari.CATAT) -> str:
    """Return why the NIK that a pending change brings cannot be taken now; empty when it can or brings none.

    Asks the index of NIK (logged, limited) and tells the other side when the NIK is held there.

    Raises:
        Ditolak: this account asked too often within the hour; nothing was answered.
    """
    nik = revisi.isi.get("nik")
    if revisi.kasus_id or not nik:
        return ""
    try:
        (lain,) = cari_nik([nik], [revisi.wilayah_id[:8]], cara=cara)
    except TerlaluSering:
        raise Ditolak(SERING) from None
    if not lain:
        return ""
    kabari_usulan_bentrok(revisi, lain)
    return kata_juga_di(lain)


def check_usulan_nik(revisi: Revisi, aksi: Aksi) -> None:
    """Raise Ditolak when the NIK that a pending change brings is held in another kecamatan.

    Called outside the savepoint of the decision: the look-up stays in the log, and the other side is told.
    """
    if aksi == Aksi.AJUKAN:
        if sebab := bentrok_usulan(revisi):
            raise NIKBentrok(f"{sebab} {USULAN_TERTAHAN}")
    elif aksi in (Aksi.VERIFIKASI, Aksi.SAHKAN) and (sebab := bentrok_usulan(revisi, cara=CaraCari.SATU)):
        raise NIKBentrok(f"{sebab} Kembalikan usulannya, atau terima sesudah data di sana diperbaiki.")
