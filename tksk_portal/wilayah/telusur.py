"""Menelusuri daftar wilayah untuk halaman: potongan nama, awalan kode, ejaan lain.

Urut kode dan dipotong per halaman, biayanya tetap juga bila 38 provinsi dimuat: perencana memilih indeks trigram
untuk nama yang jarang dan berjalan di kunci utama untuk yang sering.
"""

import re

from django.db.models import Q, QuerySet

from tksk_portal.wilayah.kenali import baca
from tksk_portal.wilayah.models import Ejaan, Wilayah

HURUF_TRIGRAM = 3
BANYAK_EJAAN = 50


def telusur(teks: str, *, tingkat: int | None = None) -> QuerySet[Wilayah]:
    """Return regions whose name or other spelling contains the text, or whose code starts with it.

    Ended codes are included. Names shorter than three letters are matched from their beginning.
    """
    semua = Wilayah.objects.order_by("kode")
    if tingkat is not None:
        semua = semua.filter(tingkat=tingkat)
    if re.fullmatch(r"[0-9][0-9. ]*", teks.strip()):
        return semua.filter(kode__startswith=_awalan_kode(teks))
    tulisan = baca(teks)
    if not tulisan.utuh:
        return semua.none()
    syarat = _bernama("nama_cari", tulisan.utuh) | Q(kode__in=_ejaan(tulisan.sisa or tulisan.utuh))
    if tulisan.sisa:
        syarat |= _bernama("nama_cari", tulisan.sisa) & Q(tingkat=tulisan.tingkat)
    return semua.filter(syarat)


def _awalan_kode(teks: str) -> str:
    angka = re.sub(r"[^0-9]", "", teks)
    return ".".join(b for b in (angka[0:2], angka[2:4], angka[4:6], angka[6:]) if b)


def _bernama(kolom: str, nama: str) -> Q:
    cara = "contains" if len(nama) >= HURUF_TRIGRAM else "startswith"
    return Q(**{f"{kolom}__{cara}": nama})


def _ejaan(nama: str) -> list[str]:
    cocok = Ejaan.objects.filter(_bernama("ejaan_cari", nama)).order_by("wilayah_id")
    return list(cocok.values_list("wilayah_id", flat=True).distinct()[:BANYAK_EJAAN])
