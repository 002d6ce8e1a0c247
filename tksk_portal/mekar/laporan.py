"""Apa yang akan berpindah, apa yang sudah berpindah, dan apa yang tetap: hitungan per tabel, tanpa data orang."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.mekar import tabel
from tksk_portal.mekar.actions import halangan_urung
from tksk_portal.mekar.enums import BERDATA, Aksi, Sifat, StatusMekar
from tksk_portal.mekar.models import Mekar
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import jalur, tingkat

BUTIR_TAMPIL = 500


@dataclass
class Tetap:
    """A table whose rows keep the old code, and why."""

    label: str
    banyak: int
    alasan: str


def susun(mekar: Mekar, by: Lingkup) -> dict:
    """Return what the page of a split shows beside its state."""
    hasil = {
        "butir": [
            b | {"label": Aksi(b["aksi"]).label, "berdata": b["aksi"] in BERDATA} for b in mekar.butir[:BUTIR_TAMPIL]
        ],
        "butir_lain": max(0, len(mekar.butir) - BUTIR_TAMPIL),
        "jumlah_kode": len(mekar.pasangan),
        "kecamatan": _kecamatan(mekar),
        "berpindah": [],
        "tetap": [],
        "halangan": [],
        "jumlah": 0,
    }
    if mekar.status == StatusMekar.RENCANA:
        hasil |= _akan(mekar, by)
    elif mekar.dijalankan_pada:
        hasil["berpindah"] = [(label, n) for label, n in _gabung((label, n) for label, _, n in mekar.hitung)]
        if mekar.status == StatusMekar.SELESAI:
            hasil["halangan"] = halangan_urung(mekar, by)
    hasil["jumlah"] = sum(n for _, n in hasil["berpindah"])
    hasil["sesudah"] = _sesudah(mekar)
    return hasil


def _akan(mekar: Mekar, by: Lingkup) -> dict:
    kolom = tabel.semua_kolom()
    with lingkup.masuk(lingkup.tanpa_batas_derajat(by)):
        kini = tabel.hitung(kolom, [lama for lama, _ in mekar.pasangan])
        isi_baru = tabel.hitung([k for k in kolom if k.sifat == Sifat.PINDAH], [baru for _, baru in mekar.pasangan])
    banyak = [(k, sum(kini[k.nama].values())) for k in kolom if kini.get(k.nama)]
    return {
        "berpindah": _gabung((k.label, n) for k, n in banyak if k.sifat != Sifat.TETAP),
        "tetap": _tetap([(k, n) for k, n in banyak if k.sifat == Sifat.TETAP]),
        "bercampur": sum(sum(n.values()) for n in isi_baru.values()),
    }


def _tetap(banyak: list[tuple[tabel.Kolom, int]]) -> list[Tetap]:
    """Return what stays; all history is one line."""
    riwayat = sum(n for k, n in banyak if k.alasan == tabel.RIWAYAT)
    lain = [Tetap(k.label, n, k.alasan) for k, n in banyak if k.alasan != tabel.RIWAYAT]
    return [*lain, *([Tetap("Riwayat perubahan", riwayat, tabel.RIWAYAT)] if riwayat else [])]


def _gabung(isi) -> list[tuple[str, int]]:
    jumlah: Counter = Counter()
    for label, n in isi:
        jumlah[label] += n
    return sorted(jumlah.items(), key=lambda satu: (-satu[1], satu[0]))


def _kecamatan(mekar: Mekar) -> list[dict]:
    """Return the kecamatan that a split makes: name, code, villages, and from where they come."""
    isi: dict[str, Counter] = defaultdict(Counter)
    for b in mekar.butir:
        if b["tingkat"] == Tingkat.DESA:
            asal = jalur(b["lama"])[-1] if b["lama"] else ""
            isi[jalur(b["baru"])[-1]][asal] += 1
    nama = {b["baru"]: b["nama"] for b in mekar.butir if b["tingkat"] == Tingkat.KECAMATAN}
    kode = {k for k in (*isi, *(a for c in isi.values() for a in c)) if k}
    sebutan = {w.kode: w.nama for w in Wilayah.objects.filter(kode__in=kode)}
    return [
        {
            "kode": k,
            "nama": nama.get(k) or sebutan.get(k, k),
            "banyak": sum(isi[k].values()),
            "asal": ", ".join(f"{sebutan.get(a, a)} ({a})" for a in isi[k] if a and a != k),
            "dibentuk": k in nama,
        }
        for k in sorted(isi.keys() | nama.keys())
    ]


def _sesudah(mekar: Mekar) -> list[str]:
    """Say what the office has to do next: kecamatan without anybody."""
    if mekar.status != StatusMekar.SELESAI:
        return []
    kecamatan = {b["baru"]: b["nama"] for b in mekar.butir if tingkat(b["baru"]) == Tingkat.KECAMATAN}
    tugas = Penempatan.objects.berlaku().filter(peran=Peran.TKSK, tempat__in=list(kecamatan))
    terisi = set(tugas.values_list("tempat_id", flat=True))
    return [f"Kec. {nama} ({kode})" for kode, nama in kecamatan.items() if kode not in terisi]
