"""Isi usulan perubahan dalam kata: medan, sebelum, sesudah."""

from pmks.actions.terapkan import dari_json
from pmks.models import Kasus, Orang, Revisi
from pmks.nama import samarkan_nomor
from tksk_portal.jejak.kata import kata_nilai

NOMOR = ("nik", "no_kk")


def kata_perubahan(revisi: Revisi, orang: Orang, *, nomor_terbuka: bool) -> list[tuple[str, str, str]]:
    """Return (label, present, proposed) for each changed column; numbers masked unless opened."""
    if revisi.isi.get("batal"):
        return [("jenis", revisi.kasus.jenis.nama if revisi.kasus else "", "dihapus dari orang ini")]
    sasaran = revisi.kasus if revisi.kasus_id else orang
    model = Kasus if revisi.kasus_id else Orang
    hasil = []
    for kolom, usul in revisi.isi.items():
        medan = model._meta.get_field(kolom.removesuffix("_id"))
        nilai = usul if revisi.kasus_id else dari_json(kolom, usul)
        samar = kolom in NOMOR and not nomor_terbuka
        hasil.append(
            (str(medan.verbose_name), _kata(medan, getattr(sasaran, kolom), samar), _kata(medan, nilai, samar))
        )
    return hasil


def _kata(medan, nilai, samar: bool) -> str:
    return samarkan_nomor(nilai) or "–" if samar else kata_nilai(medan, nilai)
