"""Isi mitra dan usulan perubahannya dalam kata."""

from psks.medan import KATALOG
from psks.models import Mitra, RevisiMitra, acuan_psks
from psks.sasaran import nama_sasaran
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.nama import samarkan_nama, samarkan_nomor
from tksk_portal.jejak.kata import kata_nilai
from tksk_portal.jejak.tampak import PERLU_TUJUAN
from tksk_portal.tinjauan.isi import dari_json_model

RAHASIA = frozenset({"nik", "no_kk", "kontak_telepon", "kontak_nama", "tanggal_lahir"})


def rincian_kata(mitra: Mitra) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return (type, [(label, value)]) for what the types ask; empty ones are left out."""
    acuan = acuan_psks(mitra.tanggal_data)
    hasil, sudah = [], set()
    for kode in mitra.jenis:
        isi = []
        for d in acuan[kode].ditanya:
            nilai = mitra.rincian.get(d.nama)
            if nilai not in (None, "") and d.nama not in sudah:
                isi.append((d.label, d.medan.kata(nilai)))
                sudah.add(d.nama)
        hasil.append((acuan[kode].nama, isi))
    return hasil


def kata_kolom(kolom: str, nilai: object) -> str:
    """Return a column's value in words."""
    if kolom == "jenis":
        return ", ".join(acuan_psks()[k].pendek for k in nilai if k in acuan_psks()) or "–"
    if kolom == "sasaran":
        return ", ".join(nama_sasaran(nilai)) or "–"
    if kolom == "rincian":
        return "; ".join(f"{KATALOG[k].label}: {KATALOG[k].kata(v)}" for k, v in nilai.items() if k in KATALOG) or "–"
    return kata_nilai(Mitra._meta.get_field(kolom.removesuffix("_id")), nilai)


def kata_usulan(revisi: RevisiMitra, mitra: Mitra, by: Lingkup) -> list[tuple[str, str, str]]:
    """Return (label, present, proposed) of what a pending change asks for; numbers and names as the reader may see."""
    hasil = []
    for kolom, nilai in revisi.isi.items():
        medan = Mitra._meta.get_field(kolom.removesuffix("_id"))
        lama, baru = getattr(mitra, kolom), dari_json_model(Mitra, kolom, nilai)
        if kolom in ("nik", "no_kk"):
            kata = (samarkan_nomor(lama), samarkan_nomor(baru))
        elif by.peran in PERLU_TUJUAN and (kolom in RAHASIA or (kolom == "nama" and not mitra.lembaga)):
            kata = tuple(samarkan_nama(str(v)) if v else "–" for v in (lama, baru))
        else:
            kata = (kata_kolom(kolom, lama), kata_kolom(kolom, baru))
        hasil.append((str(medan.verbose_name), *kata))
    return hasil
