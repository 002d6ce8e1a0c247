"""Mengulang penghapusan sesudah cadangan lama dipulihkan.

Cadangan yang dibuat sebelum sebuah penghapusan masih memuat orangnya. Yang ada di daftar di luar basis data
(`daftar_hapus.py`) tetapi tidak ada nisannya dihapus lagi; yang ada nisannya tetapi belum ada di daftar ditambahkan.
`pulihkan` memanggilnya, dan jadwal mengulanginya tiap jam.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tksk_portal.akses import lingkup
from tksk_portal.lindung.actions.hapus import jalankan, urutan
from tksk_portal.lindung.daftar_hapus import Entri, baca, entri, tambah
from tksk_portal.lindung.models import Penghapusan
from tksk_portal.lindung.subjek import daftar_subjek, nomor_pendek

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class HasilUlang:
    """How many records were erased again, and how many tombstones were added to the list."""

    dihapus: int
    dicatat: int


def terapkan_ulang() -> HasilUlang:
    """Bring list and tombstones together, each erasure in a transaction of its own."""
    semua = baca()
    # Rekaman yang dihapus lebih dari sekali cukup dihapus menurut yang terakhir.
    terakhir = {(e.subjek, e.objek_id): e for e in semua}
    with lingkup.masuk(lingkup.sistem("mencocokkan daftar penghapusan")):
        nisan = Penghapusan.objects.in_bulk()
    belum = nisan.keys() - {UUID(e.id) for e in semua}
    for kunci in belum:
        tambah(entri(nisan[kunci]))
    dihapus = sum(_hapus_lagi(e) for e in terakhir.values() if UUID(e.id) not in nisan)
    return HasilUlang(dihapus, len(belum))


def _hapus_lagi(e: Entri) -> bool:
    subjek = daftar_subjek().get(e.subjek)
    if subjek is None:
        logger.error("daftar penghapusan menyebut jenis rekaman yang tidak dikenal")
        return False
    with lingkup.masuk(lingkup.sistem("mengulang penghapusan sesudah pemulihan")) as by:
        objek = subjek.ambil(UUID(e.objek_id))
        if objek is None or subjek.dihapus(objek):
            return False
        nisan = Penghapusan.objects.create(
            id=UUID(e.id),
            wilayah_id=objek.wilayah_id,
            subjek=e.subjek,
            objek_id=UUID(e.objek_id),
            ke=urutan(e.subjek, UUID(e.objek_id)),
            nomor=nomor_pendek(UUID(e.objek_id)),
            alasan=e.alasan,
            sebagai=e.sebagai,
            pada=datetime.fromisoformat(e.pada),
            ulang=True,
        )
        jalankan(subjek=subjek, objek=objek, nisan=nisan, by=by)
    return True
