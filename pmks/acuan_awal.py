"""Isi awal acuan berversi: peraturannya, rincian yang ditanyakan tiap jenis, dan padanan PPKS serta 12-PAS.

Dimuat migrasi `0012_acuan_berversi` di samping `pmks.acuan`; sesudahnya admin yang mengubahnya lewat layar. Fakta dari
domain.md bagian 2, 4.3, dan 4.4; yang tidak pasti di sana ditandai tidak pasti di sini.
"""

from typing import NamedTuple

PERATURAN = {
    "kode": "Permensos 8/2012",
    "nama": "Peraturan Menteri Sosial Nomor 8 Tahun 2012, lampiran jenis PMKS",
    "catatan": "Definisi dan kriteria ditulis ringkas dari salinan lampiran yang dipakai dinas; tanggal mulai "
    "berlakunya belum dipastikan, jadi dipakai sejak awal.",
    "pasti": True,
}
# Yang tidak tercetak di lampiran, atau dibaca dari salinan yang meragukan.
CATATAN = {
    4: "Batas umur tidak tercetak di lampiran; “anak” dibaca sebagai di bawah 18 tahun. Belum dipastikan.",
    9: "Lampiran tidak mencetak batas umur; anak di bawah 18 tahun biasanya dicatat pada jenis 5. Belum dipastikan.",
    14: "Hanya dicatat sebagai jumlah, tidak orang per orang.",
    16: "Salinan lampiran menulis “berusia 18 tahun”; dibaca sebagai 18 tahun ke atas. Belum dipastikan.",
}


def _wajib(nama: str, *pilihan: str) -> dict:
    return {"nama": nama, "wajib": True} | ({"pilihan": list(pilihan)} if pilihan else {})


_ALAM = ("gempa", "tsunami", "gunung", "banjir", "kekeringan", "angin", "longsor", "lain")
MEDAN: dict[int, list[dict]] = {
    3: [_wajib("kedudukan")],
    5: [_wajib("disabilitas")],
    9: [_wajib("disabilitas")],
    15: [_wajib("bebas_pada")],
    18: [_wajib("negeri"), _wajib("negara")],
    20: [_wajib("negeri"), _wajib("negara")],
    21: [_wajib("kejadian", *_ALAM), _wajib("kejadian_pada")],
    22: [_wajib("kejadian", "konflik", "teror", "lain"), _wajib("kejadian_pada")],
    23: [_wajib("tanggungan")],
}


class Label(NamedTuple):
    """A label of 12-PAS: number, name, types, whether the mapping is confirmed, and where it is from."""

    kode: int
    nama: str
    jenis: tuple[int, ...]
    pasti: bool
    sumber: str


_TERBIT = "Kepmensos 103/HUK/2025 sebagaimana diterbitkan; naskahnya belum dibaca"
_NAMA = "Dipadankan dari namanya; belum dipastikan dengan naskah Kepmensos 103/HUK/2025"
_KIRA = "Perkiraan; belum dipastikan dengan naskah Kepmensos 103/HUK/2025"
PAS = (
    Label(1, "Anak-anak rentan", (1, 2, 3, 4, 5, 6, 7), True, _TERBIT),
    Label(2, "Penyandang disabilitas", (9,), True, _TERBIT),
    Label(3, "Lanjut usia telantar", (8,), True, _TERBIT),
    Label(4, "Berpendapatan rendah", (11, 12, 13), True, _TERBIT),
    Label(5, "Korban bencana", (21, 22), True, _TERBIT),
    Label(6, "Afirmasi khusus", (26,), True, _TERBIT),
    Label(7, "Warga binaan", (15,), True, _TERBIT),
    Label(8, "Korban kekerasan", (18, 19, 20), True, _TERBIT),
    Label(9, "Korban NAPZA dan HIV/AIDS", (16, 17), False, _NAMA),
    Label(10, "Bermasalah sosial", (10, 14, 25), False, _KIRA),
    Label(11, "Perempuan rentan", (23,), False, _KIRA),
    Label(12, "Fakir miskin", (24,), False, _KIRA),
)
SUMBER_PPKS = "Sebutan sejak 28 Juni 2019; 26 jenisnya tidak berubah"
