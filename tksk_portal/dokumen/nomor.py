"""Memberi nomor surat: satu per satu per kantor dan tahun; nomor yang pernah dipakai tidak terulang."""

from datetime import date

from tksk_portal.akun.kunci import kunci_transaksi
from tksk_portal.dokumen.models import Kop, Pencacah, PolaNomor, Surat


class TanpaPola(Exception):
    """The office has no number pattern for that year."""


def pola_untuk(kop: Kop, tahun: int) -> PolaNomor:
    """Return the pattern that holds in a year: the latest that began then or earlier.

    Raises:
        TanpaPola: there is none.
    """
    pola = PolaNomor.objects.filter(kop=kop, tahun__lte=tahun).order_by("-tahun").first()
    if pola is None:
        raise TanpaPola
    pola.kop = kop
    return pola


def _calon(kop: Kop, pola: PolaNomor, tanggal: date, kode: str) -> tuple[int, str]:
    """Return the next free running number and its text; one that was typed by hand before is passed over."""
    terakhir = Pencacah.objects.filter(kop=kop, tahun=tanggal.year).values_list("terakhir", flat=True).first() or 0
    urut = max(terakhir + 1, pola.awal(tanggal.year))
    while True:
        nomor = pola.contoh(nomor=urut, tanggal=tanggal, kode=kode)
        if not sudah_dipakai(kop, tanggal.year, nomor):
            return urut, nomor
        urut += 1


def sudah_dipakai(kop: Kop, tahun: int, nomor: str) -> bool:
    """Tell whether an office used a number in a year, also for a letter that was voided; capitals do not matter."""
    return Surat.objects.filter(kop=kop, tahun=tahun, nomor__iexact=nomor).exists()


def intip(kop: Kop, *, tanggal: date, kode: str = "") -> str:
    """Return the number that the next letter would get, without taking it.

    Raises:
        TanpaPola: there is no pattern.
    """
    return _calon(kop, pola_untuk(kop, tanggal.year), tanggal, kode)[1]


def kunci_buku(kop: Kop, tahun: int) -> None:
    """Wait for the register of an office and a year; held until the transaction ends."""
    kunci_transaksi(f"buku surat {kop.pk} {tahun}")


def beri(kop: Kop, *, tanggal: date, kode: str) -> tuple[int, str]:
    """Take the next number and return (running number, text).

    The register is locked until the transaction ends: what is rolled back was never taken.

    Raises:
        TanpaPola: there is no pattern.
    """
    kunci_buku(kop, tanggal.year)
    urut, nomor = _calon(kop, pola_untuk(kop, tanggal.year), tanggal, kode)
    Pencacah.objects.update_or_create(
        kop=kop,
        tahun=tanggal.year,
        defaults={"terakhir": urut},
        create_defaults={"terakhir": urut, "wilayah_id": kop.wilayah_id},
    )
    return urut, nomor


def terlewat(kop: Kop, tahun: int, *, batas: int = 50) -> list[int]:
    """Return the running numbers of a year that no letter carries (counters moved on by the admin), lowest first."""
    pencacah = Pencacah.objects.filter(kop=kop, tahun=tahun).first()
    if pencacah is None:
        return []
    try:
        awal = pola_untuk(kop, tahun).awal(tahun)
    except TanpaPola:
        awal = 1
    dipakai = set(Surat.objects.filter(kop=kop, tahun=tahun, urut__isnull=False).values_list("urut", flat=True))
    kosong = (n for n in range(awal, pencacah.terakhir + 1) if n not in dipakai)
    return [n for n, _ in zip(kosong, range(batas), strict=False)]
