"""Keadaan seseorang, atau seseorang dalam satu jenis: tertangani, pindah, meninggal, tidak ditemukan, kembali.

Keadaan tidak menghentikan tinjauan dan tidak mengubah derajat: datanya tetap terbaca siapa pun yang sudah membacanya.
Yang keluar tidak lagi dihitung hari ini, tidak antre di meja periksa maupun pengesahan, dan antre lagi bila kembali.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from pmks.actions.jalan import buka_sesudah_kembali, check_tanggal, tutup_karena_meninggal
from pmks.actions.kiriman import check_jalan, simpan_sekali, sudah_terkirim
from pmks.enums import Keadaan
from pmks.kabar import kabari_keadaan
from pmks.models import Kasus, KeadaanOrang, Orang
from pmks.models.jalan import KEADAAN_JENIS
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import SUDAH_DIPERIKSA


class KeadaanBasi(Exception):
    """The state changed since the form was opened; `orang` is the present record."""

    def __init__(self, orang: Orang) -> None:
        super().__init__("Keadaan orang ini diubah orang lain sejak formulir dibuka.")
        self.orang = orang


@dataclass(frozen=True)
class HasilKeadaan:
    """What was written: the row of the log, whether it was there before, needs closed or reopened."""

    catatan: KeadaanOrang
    ulang: bool = False
    kebutuhan: int = 0


@transaction.atomic
def ubah_keadaan(
    *,
    orang: Orang,
    kunci: UUID,
    keadaan: str,
    tanggal: date,
    alasan: str,
    by: Lingkup,
    kasus: Kasus | None = None,
    dari: str | None = None,
) -> HasilKeadaan:
    """Note what became of a person, or of a person in one type; today's totals follow at once.

    A person leaves with all types, and returns with those that left so. When the last type is helped out the person is
    too; when a type returns the person does. A death closes the open needs, its withdrawal opens them again.

    Args:
        kasus: the type, when it is not about the whole person.
        dari: the state that the user saw; None when nothing was shown (a command).

    Raises:
        PermissionDenied: not this role, or not this place.
        KeadaanBasi: somebody changed it meanwhile.
        Ditolak: the reason is missing, the day or the state cannot be, or it is so already.
        CatatanTerpakai, KunciAsing: see `simpan_sekali`.
    """
    check_jalan(orang, by)
    alasan = alasan.strip()
    isi = {"kasus_id": kasus.pk if kasus else None, "keadaan": keadaan, "tanggal": tanggal, "alasan": alasan}
    if (lama := sudah_terkirim(KeadaanOrang, kunci=kunci, orang=orang, isi=isi, by=by)) is not None:
        return HasilKeadaan(lama, ulang=True)
    kini = Orang.objects.select_for_update().get(pk=orang.pk)
    semua = list(Kasus.objects.aktif().select_for_update().filter(orang=kini).order_by("pk"))
    satu = next((k for k in semua if kasus and k.pk == kasus.pk), None)
    if kasus and satu is None:
        raise Ditolak("Jenis ini sudah dibatalkan.")
    _check(kini, satu, keadaan, tanggal, alasan, dari)
    penulis = _Penulis(kini, semua, by)
    if satu is not None:
        return penulis.jenis(satu, kunci, isi)
    return penulis.orang(kunci, isi)


def _check(orang: Orang, kasus: Kasus | None, keadaan: str, tanggal: date, alasan: str, dari: str | None) -> None:
    sekarang = kasus.keadaan if kasus else orang.keadaan
    if dari is not None and dari != sekarang:
        raise KeadaanBasi(orang)
    if not alasan:
        raise Ditolak("Tulis keterangannya: dari siapa atau dari mana diketahui.")
    if kasus and keadaan not in KEADAAN_JENIS:
        raise Ditolak("Pindah, meninggal, dan tidak ditemukan berlaku bagi orangnya, bukan satu jenis.")
    if kasus and orang.keadaan not in KEADAAN_JENIS:
        kata = Keadaan(orang.keadaan).label.lower()
        raise Ditolak(f"Orang ini tercatat {kata}. Kembalikan dahulu keadaan orangnya.")
    if keadaan == sekarang:
        raise Ditolak(f"Keadaannya sudah tercatat: {Keadaan(keadaan).label.lower()}.")
    check_tanggal(tanggal, orang, "Tanggal keadaan")
    if tanggal < orang.tanggal_data:
        raise Ditolak(
            f"Tanggal keadaan lebih awal daripada tanggal data orang ini ({orang.tanggal_data:%d-%m-%Y}). "
            "Periksa tanggalnya, atau betulkan tanggal datanya dahulu."
        )
    sejak = kasus.keadaan_pada if kasus else orang.keadaan_pada
    if sejak and tanggal < sejak:
        raise Ditolak(f"Tanggal keadaan lebih awal daripada keadaan sebelumnya ({sejak:%d-%m-%Y}).")


class _Penulis:
    """Writes one change of state: log, person, types, needs, notice."""

    def __init__(self, orang: Orang, semua: list[Kasus], by: Lingkup) -> None:
        self.target, self.semua, self.by = orang, semua, by
        self.terverifikasi = any(k.status in SUDAH_DIPERIKSA for k in semua)

    def orang(self, kunci: UUID, isi: dict) -> HasilKeadaan:
        """Change the whole person."""
        catatan, _ = self._catat(kunci, isi)
        if isi["keadaan"] == Keadaan.AKTIF:
            ikut = self._kembali_bersama()
        else:
            sendiri = self._keluar_sendiri()
            ikut = [k for k in self.semua if k.keadaan == Keadaan.AKTIF or k.pk not in sendiri]
        kebutuhan = self._tulis_orang(isi["keadaan"], isi["tanggal"])
        self._tulis_kasus(ikut, isi["keadaan"], isi["tanggal"])
        self._kabari()
        return HasilKeadaan(catatan, kebutuhan=kebutuhan)

    def jenis(self, kasus: Kasus, kunci: UUID, isi: dict) -> HasilKeadaan:
        """Change one type; the person follows when it was the last, or when it returns."""
        catatan, _ = self._catat(kunci, isi)
        self._tulis_kasus([kasus], isi["keadaan"], isi["tanggal"])
        kebutuhan = 0
        masih = any(k.keadaan == Keadaan.AKTIF for k in self.semua)
        if masih != (self.target.keadaan == Keadaan.AKTIF):
            self._catat(uuid5(kunci, "orang"), isi | {"kasus_id": None})
            kebutuhan = self._tulis_orang(isi["keadaan"], isi["tanggal"])
        self._kabari()
        return HasilKeadaan(catatan, kebutuhan=kebutuhan)

    def _catat(self, kunci: UUID, isi: dict) -> tuple[KeadaanOrang, bool]:
        orang, by = self.target, self.by
        return simpan_sekali(
            KeadaanOrang,
            kunci=kunci,
            orang=orang,
            isi=isi,
            by=by,
            tambahan={"sebagai": by.keterangan, "terverifikasi": self.terverifikasi},
        )

    def _keluar_sendiri(self) -> set[UUID]:
        """Return the types that ended by themselves, before or without the person."""
        sendiri: set[UUID] = set()
        log = KeadaanOrang.objects.filter(orang=self.target).order_by("dibuat_pada", "id")
        for kasus, keadaan in log.values_list("kasus_id", "keadaan"):
            if kasus is not None and keadaan != Keadaan.AKTIF:
                sendiri.add(kasus)
            elif kasus is not None:
                sendiri.discard(kasus)
            elif keadaan == Keadaan.AKTIF and not {k.pk for k in self.semua} - sendiri:
                sendiri.clear()  # semuanya berakhir sendiri, lalu orangnya kembali dengan semuanya
        return sendiri

    def _kembali_bersama(self) -> list[Kasus]:
        """Return the types that return with the person: those that left with it, or all when none did."""
        sendiri = self._keluar_sendiri()
        return [k for k in self.semua if k.pk not in sendiri] or self.semua

    def _tulis_orang(self, keadaan: str, tanggal: date) -> int:
        orang, sebelum = self.target, self.target.keadaan
        orang.keadaan, orang.keadaan_pada = keadaan, tanggal
        orang.diubah_pada, orang.diubah_oleh_id = timezone.now(), self.by.akun_id
        orang.save(update_fields=["keadaan", "keadaan_pada", "diubah_pada", "diubah_oleh"])
        if keadaan == Keadaan.MENINGGAL:
            return tutup_karena_meninggal(orang, tanggal)
        return buka_sesudah_kembali(orang) if sebelum == Keadaan.MENINGGAL else 0

    def _tulis_kasus(self, kasus: Iterable[Kasus], keadaan: str, tanggal: date) -> None:
        kunci = []
        for k in kasus:
            k.keadaan, k.keadaan_pada = keadaan, tanggal
            kunci.append(k.pk)
        Kasus.objects.filter(pk__in=kunci).update(keadaan=keadaan, keadaan_pada=tanggal, bergerak_pada=timezone.now())

    def _kabari(self) -> None:
        if self.terverifikasi:
            kabari_keadaan(wilayah=self.target.wilayah_id, by=self.by)
