"""Isi usulan perubahan dalam kata: medan, sebelum, sesudah."""

from pmks.actions import IsianKasus
from pmks.actions.terapkan import ISI_KASUS, dari_json
from pmks.models import Kasus, Orang, Revisi, acuan_jenis
from tksk_portal.dasar.nama import samarkan_nomor
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
        nilai = dari_json(kolom, usul, model)
        samar = kolom in NOMOR and not nomor_terbuka
        hasil.append(
            (str(medan.verbose_name), _kata(medan, getattr(sasaran, kolom), samar), _kata(medan, nilai, samar))
        )
    return hasil


def _kata(medan, nilai, samar: bool) -> str:
    return samarkan_nomor(nilai) or "–" if samar else kata_nilai(medan, nilai)


def beda_jenis(orang: Orang, isian: list[IsianKasus]) -> list[tuple[str, str, str]]:
    """Return (label, stored, typed) for the types of a person that differ from what was typed."""
    acuan = acuan_jenis()
    ada = {k.jenis_id: k for k in Kasus.objects.aktif().filter(orang=orang)}
    diketik = {i.jenis: i for i in isian}
    hasil = []
    for kode in sorted(set(ada) | set(diketik)):
        nama = acuan[kode].nama
        if kode not in ada or kode not in diketik:
            tercatat = ("tercatat", "tidak dipilih") if kode in ada else ("tidak tercatat", "dipilih")
            hasil.append((nama, *tercatat))
            continue
        for kolom in ISI_KASUS:
            lama, baru = getattr(ada[kode], kolom), getattr(diketik[kode], kolom)
            baru = sorted(baru) if isinstance(baru, list) else baru
            if lama != baru:
                medan = Kasus._meta.get_field(kolom)
                hasil.append((f"{nama}: {medan.verbose_name}", kata_nilai(medan, lama), kata_nilai(medan, baru)))
    return hasil
