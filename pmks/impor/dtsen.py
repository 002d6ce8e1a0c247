"""Desil dari buku kerja: menjadi data DTSEN bertanggal, seperti `pmks.actions.jalan.catat_dtsen`, banyak sekaligus.

Yang berlaku bagi orangnya selalu desil yang tanggalnya terbaru, dari mana pun datangnya; juga pada data yang sudah
diverifikasi, karena desil ditetapkan BPS dan Kemensos dan di sini hanya dicatat.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from pmks.actions.kiriman import sidik_jalan
from pmks.enums import SumberDTSEN
from pmks.impor import salin
from pmks.impor.calon import Calon
from pmks.models import DataDTSEN, Orang
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.models import Unggahan

Riwayat = Sequence[tuple[date, int]]  # (tanggal, desil), terbaru dahulu


class Desil(NamedTuple):
    """A decile that a row notes of a person who has been written already."""

    orang: UUID | str
    wilayah: str
    tanggal: date
    desil: int


def kunci_dtsen(unggahan: Unggahan, orang: UUID | str) -> UUID:
    """Return the key of the note that an upload makes on a person; found again by it when the upload is undone."""
    return uuid5(unggahan.pk, str(orang))


def nilai(c: Calon, lama: dict, riwayat: Riwayat, bawaan: date) -> None:
    """Work out whether the decile of a row is news about a recorded person, and warn of one that is outdated.

    Args:
        riwayat: what is noted of the person. bawaan: the day of the data where the row names none.
    """
    desil = c.diberi.get("desil")
    pada = c.diberi.get("tanggal_data") or bawaan
    dahulu = next((d for tanggal, d in riwayat if tanggal <= pada), None)
    if desil is None or desil in (lama["desil"], dahulu):
        return
    c.dtsen = {"desil": desil, "tanggal": pada.isoformat()}
    if riwayat and riwayat[0][0] > pada:
        tanggal, berlaku = riwayat[0]
        c.ingatkan(
            "desil",
            f"Desil {desil} keadaan {pada:%d-%m-%Y} hanya menjadi riwayat: sudah ada desil {berlaku} keadaan "
            f"{tanggal:%d-%m-%Y}.",
            "Bila datanya lebih baru, isi tanggal datanya.",
        )


def berlaku(dtsen: dict, riwayat: Riwayat) -> int:
    """Return the decile of the person once the row's own is noted too; of one day the later note counts."""
    if riwayat and riwayat[0][0] > date.fromisoformat(dtsen["tanggal"]):
        return riwayat[0][1]
    return dtsen["desil"]


def tercatat(orang: Iterable[UUID]) -> dict[UUID, list[tuple[date, int]]]:
    """Return the noted deciles of persons, newest first; one query."""
    hasil: dict[UUID, list[tuple[date, int]]] = {}
    daftar = list(set(orang))
    if daftar:
        ada = DataDTSEN.objects.tersimpan().filter(orang_id__in=daftar).exclude(desil=None)
        for pk, tanggal, desil in ada.values_list("orang_id", "tanggal", "desil"):
            hasil.setdefault(pk, []).append((tanggal, desil))
    return hasil


def catat(desil: list[Desil], *, unggahan: Unggahan, kini: datetime, by: Lingkup) -> None:
    """Write the notes: the rows of persons that are in the register already."""
    if not desil:
        return
    isi = {"program": [], "sumber": str(SumberDTSEN.IMPOR), "catatan": ""}
    tetap = salin.bawaan(DataDTSEN) | isi | {"dibuat_pada": kini, "dibuat_oleh_id": by.akun_id}
    kolom = {
        "wilayah_id": [d.wilayah for d in desil],
        "orang_id": [str(d.orang) for d in desil],
        "tanggal": [d.tanggal.isoformat() for d in desil],
        "desil": [d.desil for d in desil],
        "sidik_kiriman": [
            sidik_jalan(DataDTSEN, d.orang, {"tanggal": d.tanggal, "desil": d.desil} | isi, by) for d in desil
        ],
        "id": [str(kunci_dtsen(unggahan, d.orang)) for d in desil],
    }
    salin.masukkan(salin.muat(DataDTSEN, kolom), tetap)


def cabut(orang: Iterable[UUID], *, unggahan: Unggahan, kini: datetime, alasan: str, by: Lingkup) -> None:
    """Remove the notes of an upload with a reason; they stay in the history."""
    kunci = [kunci_dtsen(unggahan, pk) for pk in orang]
    DataDTSEN.objects.filter(pk__in=kunci, dihapus_pada=None).update(
        alasan_ubah=alasan, dihapus_pada=kini, dihapus_oleh_id=by.akun_id
    )


def samakan(orang: Iterable[tuple[Orang, int | None]]) -> None:
    """Give persons the newest decile that is still noted, or else the one they had before; nothing is saved."""
    semua = list(orang)
    ada = tercatat(o.pk for o, _ in semua)
    for o, dahulu in semua:
        o.desil = ada[o.pk][0][1] if o.pk in ada else dahulu
