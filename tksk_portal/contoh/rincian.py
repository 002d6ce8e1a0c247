"""Jawaban rekaan untuk rincian yang ditanyakan tiap jenis, dalam urutan kolom `pmks_kasus` (contoh/baris.py)."""

from datetime import date, timedelta
from random import Random

from pmks.acuan_awal import MEDAN
from pmks.enums import Bencana, Kedudukan, Negeri
from pmks.umur import umur
from tksk_portal.contoh.baris import NIHIL

# Kalimantan Timur: banjir dan longsor jauh lebih sering; gempa dan gunung meletus tidak.
ALAM = (*[Bencana.BANJIR] * 7, *[Bencana.LONGSOR] * 2, Bencana.ANGIN)
SOSIAL = (*[Bencana.KONFLIK] * 3, Bencana.LAIN)
KEDUDUKAN = (*[Kedudukan.PELAKU] * 6, *[Kedudukan.KORBAN] * 3, Kedudukan.SAKSI)
NEGARA = ("Malaysia", "Malaysia", "Malaysia", "Brunei Darussalam", "Hong Kong", "Arab Saudi", "Taiwan")
DI_LUAR_NEGERI = {18: 0.4, 20: 0.75}
ADA_TANGGAL_DITEMUKAN = 0.15


def rincian(acak: Random, kode: int, tanggal_data: date, lahir: date) -> tuple[str, ...]:
    """Return the COPY values of the columns kedudukan … ditemukan_pada for a person in a type."""
    ditanya = {m["nama"] for m in MEDAN.get(kode, ())}
    r = acak.random
    # Sebagian ditemukan beberapa hari sebelum tanggal data; kejadian dan pembebasan selalu lebih dahulu lagi.
    ditemukan = None
    if r() < ADA_TANGGAL_DITEMUKAN:
        ditemukan = tanggal_data - timedelta(days=1 + int(r() * 14))
        if ditemukan < lahir or umur(lahir, ditemukan) != umur(lahir, tanggal_data):
            ditemukan = None  # aturan umur pada data contoh dihitung pada tanggal data
    dasar = ditemukan or tanggal_data

    def sebelum(paling_lama: int) -> str:
        return max(lahir, dasar - timedelta(days=1 + int(r() * paling_lama))).isoformat()

    luar = "negeri" in ditanya and r() < DI_LUAR_NEGERI[kode]
    negeri = (Negeri.LUAR if luar else Negeri.DALAM) if "negeri" in ditanya else ""
    kejadian = SOSIAL if kode == 22 else ALAM
    return (
        str(_satu(acak, KEDUDUKAN)) if "kedudukan" in ditanya else "",
        sebelum(900) if "bebas_pada" in ditanya else NIHIL,
        str(negeri),
        _satu(acak, NEGARA) if luar else "",
        str(_satu(acak, kejadian)) if "kejadian" in ditanya else "",
        sebelum(400) if "kejadian_pada" in ditanya else NIHIL,
        str(int(r() * 6)) if "tanggungan" in ditanya else NIHIL,
        ditemukan.isoformat() if ditemukan else NIHIL,
    )


def _satu(acak: Random, pilihan: tuple) -> str:
    return pilihan[int(acak.random() * len(pilihan))]
