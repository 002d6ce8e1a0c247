"""Mengenali jenis PMKS, kriteria, dan jenis disabilitas dari tulisan orang di dalam sel."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

from pmks.acuan import JENIS
from pmks.bentuk import KODE_KELOMPOK
from pmks.enums import Disabilitas
from pmks.models import JenisPMKS
from tksk_portal.excel.medan import TidakDikenal, rapat

BANYAK_JENIS = len(JENIS)
MASUK_SARAN = 0.75
# Sebutan lain yang dipakai kantor dan aturan lama (PMKS menurut Kepmensos 2002, singkatan, istilah sehari-hari).
SEBUTAN: dict[int, tuple[str, ...]] = {
    1: ("anak balita terlantar", "balita terlantar", "abt", "bayi terlantar"),
    2: ("anak telantar", "at", "anak yang telantar"),
    3: ("abh", "anak nakal", "anak berhadapan dengan hukum", "anak berkonflik dengan hukum"),
    4: ("anjal", "anak jalan"),
    5: (
        *("adk", "anak cacat", "anak disabilitas", "anak penyandang disabilitas", "anak dengan disabilitas", "abk"),
        *("anak dengan kecacatan", "anak penyandang cacat", "anak berkebutuhan khusus"),
    ),
    6: ("anak korban tindak kekerasan", "anak korban kekerasan", "anak diperlakukan salah"),
    7: ("ampk", "anak perlu perlindungan khusus", "anak yang memerlukan perlindungan"),
    8: ("lansia terlantar", "lanjut usia terlantar", "lut", "jompo terlantar", "lansia", "lanjut usia"),
    9: ("penyandang cacat", "disabilitas", "difabel", "pd", "orang dengan disabilitas", "penyandang kecacatan"),
    10: ("wts", "psk", "wanita tuna susila", "pekerja seks komersial", "tunasusila"),
    11: ("gelandang", "gepeng gelandangan"),
    12: ("pengamen pengemis", "peminta minta"),
    13: ("pemulung sampah",),
    14: ("minoritas",),
    15: (
        *("bwblp", "bekas narapidana", "eks narapidana", "bekas napi", "eks napi", "bekas warga binaan lapas"),
        *("bekas warga binaan lembaga kemasyarakatan", "eks warga binaan"),
    ),
    16: ("odha", "odhiv", "hiv", "hiv aids", "orang dengan hiv", "penderita hiv aids"),
    17: ("napza", "korban napza", "penyalahguna napza", "korban penyalahgunaan narkoba", "pecandu narkoba", "kpn"),
    18: ("korban perdagangan orang", "korban perdagangan manusia", "trafficking", "korban tppo"),
    19: ("ktk", "korban kekerasan", "korban tindak kekerasan dan diperlakukan salah", "korban kdrt"),
    20: ("pmbs", "pekerja migran bermasalah", "pekerja migran", "tki bermasalah", "pmi bermasalah"),
    21: ("kba", "korban bencana", "korban banjir", "korban kebakaran"),
    22: ("kbs", "pengungsi", "korban konflik sosial"),
    23: ("prse", "wrse", "wanita rawan sosial ekonomi", "perempuan rawan sosial", "janda miskin"),
    24: ("fm", "miskin", "keluarga fakir miskin", "fakir", "keluarga miskin"),
    25: ("kbsp", "keluarga bermasalah", "keluarga bermasalah sosial"),
    26: ("kat", "masyarakat adat terpencil", "warga komunitas adat terpencil"),
}
DISABILITAS: dict[Disabilitas, tuple[str, ...]] = {
    Disabilitas.FISIK: (
        *("fisik", "tubuh", "daksa", "tuna daksa", "cacat fisik", "cacat tubuh", "lumpuh", "disabilitas fisik"),
        "disabilitas tubuh",
    ),
    Disabilitas.INTELEKTUAL: (
        *("intelektual", "grahita", "tuna grahita", "retardasi mental", "down syndrome", "down sindrom"),
        *("keterbelakangan mental", "disabilitas intelektual"),
    ),
    Disabilitas.MENTAL: (
        *("mental", "jiwa", "odgj", "gangguan jiwa", "psikososial", "eks psikotik", "psikotik", "autis", "autisme"),
        "disabilitas mental",
    ),
    Disabilitas.SENSORIK: (
        *("sensorik", "netra", "tuna netra", "buta", "rungu", "tuna rungu", "tuli", "wicara", "tuna wicara", "bisu"),
        *("rungu wicara", "tuna rungu wicara", "low vision", "disabilitas sensorik"),
    ),
}
_PISAH = re.compile(r"[;\n\r|]+")
_PISAH_HALUS = re.compile(r"[;,\n\r|/+&]+|\bdan\b")
_KODE = re.compile(r"(?:pmks|ppks|jenis|kode|no)?[-_.\s]*0*([0-9]{1,2})(?:\.0)?")
_KURUNG = re.compile(r"\(([^)]*)\)")
_KRITERIA = re.compile(r"(?:0*([0-9]{1,2})\s*[:.)-]?\s*)?([a-z](?:[,/\s]*[a-z])*)")


@cache
def peta_jenis() -> dict[str, int]:
    """Return every known spelling of the 26 types -> code; a spelling of two types belongs to none."""
    peta: dict[str, int] = {}
    ganda: set[str] = set()
    for j in JENIS:
        tulisan = [j.nama, j.pendek, _KURUNG.sub("", j.nama), *_KURUNG.findall(j.nama), *SEBUTAN.get(j.kode, ())]
        for t in {rapat(t) for t in tulisan} - {""}:
            if peta.setdefault(t, j.kode) != j.kode:
                ganda.add(t)
    return {t: k for t, k in peta.items() if t not in ganda}


@cache
def _peta_disabilitas() -> dict[str, str]:
    return {rapat(t): d.value for d, semua in DISABILITAS.items() for t in semua}


def baca_jenis(nilai: object) -> tuple[int, ...]:
    """Read a cell with one or more types, in the order written, each once.

    Raises:
        TidakDikenal: a part is no type, or is one that is only counted (14).
    """
    teks = _teks(nilai)
    if not teks:
        return ()
    satu = _satu_jenis(teks)
    kode = [satu] if satu else [_wajib_jenis(b) for b in _pecah(teks)]
    if KODE_KELOMPOK in kode:
        raise TidakDikenal(
            "Kelompok minoritas (14) hanya dicatat sebagai jumlah, bukan orang per orang.",
            "Hapus jenis 14 dari baris ini.",
        )
    return tuple(dict.fromkeys(kode))


def _teks(nilai: object) -> str:
    if nilai is None:
        return ""
    if isinstance(nilai, float) and nilai.is_integer():
        nilai = int(nilai)
    return " ".join(str(nilai).replace("\n", ";").split()).strip(" ;,")


def _pecah(teks: str) -> list[str]:
    """Split at semicolons; a part that is no type as a whole is split at commas too."""
    hasil = []
    for bagian in filter(None, (b.strip() for b in _PISAH.split(teks))):
        hasil += [bagian] if _satu_jenis(bagian) else [b.strip() for b in _PISAH_HALUS.split(bagian) if b.strip()]
    return hasil


def _satu_jenis(teks: str) -> int | None:
    if cocok := _KODE.fullmatch(teks.lower()):
        kode = int(cocok[1])
        return kode if 1 <= kode <= BANYAK_JENIS else None
    # "8. Lanjut usia telantar", "PMKS-08 Lanjut usia telantar": nama yang menentukan, nomornya harus cocok.
    awal = re.match(r"(?:pmks[-\s]*)?0*([0-9]{1,2})\s*[-.):]?\s+(?=\D)", teks.lower())
    if awal:
        kode = peta_jenis().get(rapat(teks[awal.end() :]))
        return kode if kode == int(awal[1]) else None
    return peta_jenis().get(rapat(teks))


def _wajib_jenis(teks: str) -> int:
    kode = _satu_jenis(teks)
    if kode:
        return kode
    pesan = f"“{teks[:60]}” bukan salah satu dari {BANYAK_JENIS} jenis PMKS."
    raise TidakDikenal(pesan, _saran_jenis(rapat(teks)) or "Tulis nomornya (1–26) atau namanya.")


@lru_cache(maxsize=4096)
def _saran_jenis(tulisan: str) -> str:
    mirip = get_close_matches(tulisan[:80], peta_jenis(), n=1, cutoff=MASUK_SARAN)
    if not mirip:
        return ""
    jenis = JENIS[peta_jenis()[mirip[0]] - 1]
    return f"Mungkin maksudnya {jenis.kode}. {jenis.nama}."


def baca_disabilitas(nilai: object) -> tuple[str, ...]:
    """Read a cell with one or more kinds of disability, sorted.

    Raises:
        TidakDikenal: a part is not one of the four kinds.
    """
    teks = _teks(nilai)
    if not teks or teks in ("-", "–"):
        return ()
    peta = _peta_disabilitas()
    if rapat(teks) in peta:
        return (peta[rapat(teks)],)
    hasil = set()
    for bagian in filter(None, (b.strip() for b in _PISAH_HALUS.split(teks))):
        if rapat(bagian) not in peta:
            pilihan = ", ".join(str(d.label).lower() for d in Disabilitas)
            raise TidakDikenal(f"“{bagian[:60]}” bukan jenis disabilitas.", f"Tulis satu atau lebih: {pilihan}.")
        hasil.add(peta[rapat(bagian)])
    return tuple(sorted(hasil))


def baca_kriteria(nilai: object, jenis: tuple[int, ...], aturan: Mapping[int, JenisPMKS]) -> dict[int, tuple[str, ...]]:
    """Read a cell with criteria: "a, c" for a row of one type, "8a,b; 9d" for several.

    Args:
        aturan: the types with the version whose letters the cell uses.

    Raises:
        TidakDikenal: a letter or a type that does not fit.
    """
    teks = _teks(nilai).lower()
    if not teks or teks in ("-", "–"):
        return {}
    hasil: dict[int, set[str]] = {}
    for bagian in filter(None, (b.strip(" ,") for b in _PISAH.split(teks))):
        cocok = _KRITERIA.fullmatch(bagian)
        if not cocok:
            raise TidakDikenal(f"Kriteria “{bagian[:40]}” tidak terbaca.", "Tulis hurufnya, misalnya a, c atau 8a; 9d.")
        kode = int(cocok[1]) if cocok[1] else (jenis[0] if len(jenis) == 1 else None)
        if kode not in jenis:
            raise TidakDikenal(
                f"Kriteria “{bagian[:40]}” tidak jelas milik jenis yang mana.", "Tulis nomor jenisnya, misalnya 8a; 9d."
            )
        for huruf in re.sub(r"[^a-z]", "", cocok[2]):
            boleh = [k.huruf for k in aturan[kode].kriteria]
            if huruf not in boleh:
                sampai = max(boleh, default="a")
                raise TidakDikenal(f"Jenis {kode} tidak punya kriteria {huruf}.", f"Pilih antara a dan {sampai}.")
            hasil.setdefault(kode, set()).add(huruf)
    return {k: tuple(sorted(h)) for k, h in hasil.items()}
