"""Rincian jenis dari buku kerja: membaca selnya, dan memeriksanya seperti formulir (`pmks.forms.jenis.BagianJenis`).

Jenis mana menanyakan apa adalah data versi aturannya. Satu sel berlaku bagi semua jenis di barisnya yang
menanyakannya. Kolom yang tidak ada di berkas hanya diperingatkan: susunan kolom banyak kantor tidak mengenalnya.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pmks.actions.terapkan import ISI_KASUS
from pmks.impor.calon import Calon, Rincian
from pmks.models import JenisPMKS
from pmks.rincian import KATALOG, Ditanya, berlaku, terjawab

LENGKAPI = "Lengkapi di portal sebelum diajukan."
TIAP_JENIS = "Bila barisnya memuat beberapa jenis, tulis tiap jenis dalam baris sendiri dengan NIK yang sama."


@dataclass(frozen=True)
class Tercatat:
    """What is recorded of the person: the columns of the type (None: it is new) and the day of the data."""

    kasus: dict | None
    tanggal_data: date | None

    def isi(self, nama: str) -> object:
        """Return the recorded value of a column."""
        return self.kasus[nama] if self.kasus else (KATALOG[nama].hampa if nama in KATALOG else None)


def rapikan_hari(r: Rincian, lama: Tercatat, tanggal_data: date) -> date:
    """Return the day whose rules hold; a day found that is the day it is judged by anyhow says nothing of its own."""
    sudah = lama.isi("ditemukan_pada") or (lama.tanggal_data if lama.kasus else tanggal_data)
    if r.ditemukan_pada == sudah:
        r.ditemukan_pada = None
    return r.ditemukan_pada or lama.isi("ditemukan_pada") or tanggal_data


def periksa(c: Calon, r: Rincian, jenis: JenisPMKS, pada: date, lama: Tercatat, dipakai: set[str]) -> None:
    """Check the answers about one type as the form does; what is recorded already need not be repeated.

    Args:
        pada: the day whose rules hold. dipakai: the fields that the workbook has a column for.
    """

    def nilai(nama: str) -> object:
        isi = getattr(r, nama)
        return lama.isi(nama) if isi is None else isi

    _negara(c, r, lama, nilai)
    if r.ditemukan_pada and r.ditemukan_pada < c.lahir:
        c.tolak("ditemukan_pada", "Tanggal ditemukan tidak boleh sebelum tanggal lahir.", "Periksa kedua tanggal itu.")
    sudah = {p.medan for p in c.pesan if p.nada == "tolak"}
    berubah = lama.kasus is None or any(getattr(r, n) not in (None, lama.kasus[n]) for n in ISI_KASUS)
    belum = []
    for d in jenis.ditanya:
        if d.nama in sudah or not berlaku(d.medan, nilai):
            continue
        if getattr(r, d.nama) and not _wajar(c, r, d, pada):
            continue
        if d.wajib and berubah and not terjawab(d, nilai(d.nama)):
            belum.append(d)
    for d in belum:
        if d.nama in dipakai:
            c.tolak(d.nama, f"{d.label} belum diisi untuk jenis {r.jenis}.", _saran(d))
    tanpa_kolom = [d.label.lower() for d in belum if d.nama not in dipakai]
    if tanpa_kolom:
        c.ingatkan("jenis", f"Rincian jenis {r.jenis} belum ada: {', '.join(tanpa_kolom)}.", LENGKAPI)


def _negara(c: Calon, r: Rincian, lama: Tercatat, nilai: Callable[[str], object]) -> None:
    """A country goes with "abroad" only, as the form and the database have it."""
    medan = KATALOG["negara"]
    if not nilai("negara") or berlaku(medan, nilai):
        return
    if not nilai(medan.bila[0]):
        pesan = "Negara diisi, tetapi belum jelas dalam atau luar negeri."
        c.tolak("negeri", pesan, "Tulis Luar negeri di kolom itu, atau kosongkan negaranya.")
        return
    if r.negara:
        c.ingatkan("negara", "Negara tidak dipakai: tempatnya dalam negeri.")
    r.negara = "" if lama.isi("negara") else None


def _wajar(c: Calon, r: Rincian, d: Ditanya, pada: date) -> bool:
    """Check one answer; False when it was refused."""
    isi = getattr(r, d.nama)
    if d.medan.bentuk in ("pilihan", "banyak") and not terjawab(d, isi):
        kata = dict(d.medan.pilihan)
        tulisan = ", ".join(kata.get(n, n) for n in ([isi] if isinstance(isi, str) else isi))
        c.tolak(d.nama, f"{d.label} “{tulisan}” bukan pilihan jenis {r.jenis}.", f"{_saran(d)} {TIAP_JENIS}")
        return False
    if d.medan.bentuk == "tanggal" and not c.lahir <= isi <= pada:
        batas = "sesudah tanggal ditemukan" if isi > pada else "sebelum tanggal lahir"
        c.tolak(d.nama, f"{d.label}: tidak boleh {batas}.", "Periksa kedua tanggal itu.")
        return False
    return True


def _saran(d: Ditanya) -> str:
    if d.pilihan:
        awal = "Tulis satu atau lebih" if d.medan.bentuk == "banyak" else "Pilih"
        return f"{awal}: {'; '.join(label for _, label in d.pilihan)}."
    return d.medan.kosong
