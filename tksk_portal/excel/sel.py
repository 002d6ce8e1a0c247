"""Membersihkan isi satu sel: bentuk yang berbeda-beda menjadi satu, yang tidak pasti ditolak dengan alasan.

Tidak ada yang ditebak. Angka yang mungkin sudah dirusak Excel ditolak, bukan dibetulkan.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from tksk_portal.dasar.tanggal import TanggalSalah, baca_tanggal, dalam_kata
from tksk_portal.excel.bentuk import GALAT_EXCEL

Pilihan = TypeVar("Pilihan")

PANJANG_NOMOR = 16
ANGKA_TEPAT = 15  # banyaknya angka yang disimpan Excel dengan tepat
TAMPIL = 40
HARI_KE = date(1899, 12, 30)  # hari ke-0 nomor seri Excel untuk tanggal sejak 1 Maret 1900
SERI_PALING_AWAL = 2101  # di bawahnya angka dibaca sebagai tahun (1900–2100) atau ditolak
KOSONG = frozenset({"", "-", "--", "---", "–", "—", ".", "...", "n/a", "nihil", "(kosong)"})
HILANG = "Angka terakhir mungkin sudah hilang di Excel, karena selnya berisi bilangan, bukan teks."
TULIS_ULANG = "Jadikan kolomnya Teks (Format Sel > Teks), lalu ketik ulang nomornya dari KTP/KK."
RUMUS = "Sel ini berisi rumus."
TEMPEL_NILAI = "Salin selnya, lalu tempel sebagai nilai (Tempel Khusus > Nilai)."

_PEMISAH_NOMOR = dict.fromkeys(map(ord, " \t\r\n\u00a0\u2007\u202f.-\u2010\u2011\u2013\u200b\u200e\u200f\ufeff"))
_APOSTROF = "'`‘’ʼ"
_ILMIAH = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE)
_BERKOMA_NOL = re.compile(r"\d{16}[.,]0+")  # bilangan yang disimpan program lain sebagai teks
_KENDALI = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Tanda tak terlihat yang mengacaukan pencarian atau membalik arah tulisan; penyambung emoji (U+200D) dibiarkan.
_TAK_TERLIHAT = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]")
_JAM_NOL = re.compile(r"(?<![\sT])[\sT]+0{1,2}[:.]0{2}([:.]0{2}(\.0+)?)?(Z|\+00:?00)?$")
_HARI = re.compile(r"^(senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu|ahad)\s*,?\s*", re.IGNORECASE)
_BUKAN_KATA = re.compile(r"[^a-z0-9]+")
_NOMOR16 = re.compile(r"[0-9]{16}")
_TANGGAL_BIASA = re.compile(r"([0-9]{2})[-/]([0-9]{2})[-/]([0-9]{4})")
_BULAN_DAHULU = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
KELAMIN = {
    "l": "L",
    "lk": "L",
    "lk2": "L",
    "laki": "L",
    "laki laki": "L",
    "laki2": "L",
    "lakilaki": "L",
    "laki laki l": "L",
    "pria": "L",
    "cowok": "L",
    "m": "L",
    "male": "L",
    "1": "L",
    "p": "P",
    "pr": "P",
    "prp": "P",
    "perempuan": "P",
    "perempuan p": "P",
    "wanita": "P",
    "cewek": "P",
    "w": "P",
    "f": "P",
    "female": "P",
    "2": "P",
}


class SelSalah(ValueError):
    """The cell cannot be taken; `pesan` says why, `saran` what to do (may be empty)."""

    def __init__(self, pesan: str, saran: str = "") -> None:
        super().__init__(pesan)
        self.pesan = pesan
        self.saran = saran


def kosong(nilai: object) -> bool:
    """Tell whether a cell holds nothing: blank, or only a dash as people write for "none"."""
    return nilai is None or (isinstance(nilai, str) and _rapi(nilai).lower() in KOSONG)


def normal(teks: object) -> str:
    """Return a text for comparing: lower case, no accents, punctuation as spaces ("Laki-laki" -> "laki laki")."""
    polos = str(teks)
    if not polos.isascii():
        polos = "".join(h for h in unicodedata.normalize("NFKD", polos) if not unicodedata.combining(h))
    return " ".join(_BUKAN_KATA.sub(" ", polos.lower().replace("'", "").replace("’", "")).split())


def _rapi(teks: str) -> str:
    return " ".join(_TAK_TERLIHAT.sub("", teks).split())


def _periksa_galat(nilai: object) -> None:
    if isinstance(nilai, str) and nilai.strip().upper() in GALAT_EXCEL:
        raise SelSalah(f"Sel ini berisi kesalahan Excel {nilai.strip().upper()}.", "Ketik isinya, bukan rumus.")


def tampil(nilai: object) -> str:
    """Return a cell as a short text for messages and previews."""
    if nilai is None:
        return ""
    if isinstance(nilai, bool):
        return "BENAR" if nilai else "SALAH"
    if isinstance(nilai, datetime):
        return nilai.strftime("%d-%m-%Y" if nilai.time() == time(0) else "%d-%m-%Y %H:%M")
    if isinstance(nilai, date):
        return nilai.strftime("%d-%m-%Y")
    if isinstance(nilai, (int, float)):
        return _angka_teks(nilai)
    isi = _rapi(_KENDALI.sub("", str(nilai).replace("\x00", "")))
    return isi if len(isi) <= TAMPIL else isi[: TAMPIL - 1] + "…"


def _angka_teks(nilai: float) -> str:
    if isinstance(nilai, float) and nilai.is_integer() and abs(nilai) < 10**16:
        return str(int(nilai))
    return repr(nilai) if isinstance(nilai, float) else str(nilai)


def teks(nilai: object, *, panjang: int, sebutan: str = "Isi sel", baris_baru: bool = False) -> str:
    """Return a cell as tidy text, "" for a blank one.

    Args:
        nilai: the cell as read. A whole number becomes its digits ("12", not "12.0").
        panjang: the most characters that fit.
        sebutan: what it is called in messages.
        baris_baru: keep line breaks (notes); otherwise they become spaces.

    Raises:
        SelSalah: too long, a date or a truth value where text belongs, an Excel error, or broken characters.
    """
    if kosong(nilai):
        return ""
    _periksa_galat(nilai)
    if isinstance(nilai, bool):
        raise SelSalah(f"{sebutan} berisi BENAR/SALAH, bukan teks.", "Jadikan selnya Teks, lalu ketik ulang.")
    if isinstance(nilai, (date, time, timedelta)):
        raise SelSalah(
            f"{sebutan} berisi tanggal atau jam, mungkin diubah sendiri oleh Excel (misalnya 1/2 menjadi 1 Februari).",
            "Jadikan selnya Teks (Format Sel > Teks), lalu ketik ulang isinya.",
        )
    if isinstance(nilai, (int, float)):
        isi = _teks_bilangan(nilai, sebutan)
    else:
        isi = _teks_bersih(str(nilai), sebutan, baris_baru=baris_baru)
    if len(isi) > panjang:
        raise SelSalah(f"{sebutan} terlalu panjang: {len(isi)} huruf, paling banyak {panjang}.", "Pendekkan isinya.")
    return isi


def _teks_bilangan(nilai: float, sebutan: str) -> str:
    if abs(nilai) >= 10**ANGKA_TEPAT:
        raise SelSalah(f"{sebutan} berisi bilangan lebih dari {ANGKA_TEPAT} angka. {HILANG}", TULIS_ULANG)
    return _angka_teks(nilai)


def _teks_bersih(isi: str, sebutan: str, *, baris_baru: bool) -> str:
    if "\x00" in isi or any("\ud800" <= h <= "\udfff" for h in isi):
        raise SelSalah(f"{sebutan} berisi tanda rusak yang tidak terlihat.", "Hapus isi selnya, lalu ketik ulang.")
    isi = _TAK_TERLIHAT.sub("", _KENDALI.sub(" ", unicodedata.normalize("NFC", isi)))
    if not baris_baru:
        return " ".join(isi.split()).removeprefix("'")
    baris = (" ".join(satu.split()) for satu in isi.replace("_x000D_", "").splitlines())
    return "\n".join(baris).strip().removeprefix("'")


def nomor16(nilai: object, *, sebutan: str) -> str:
    """Return the 16 digits of a NIK or KK, "" for a blank cell (why there is none is the domain's question).

    Only the digits are checked here; what they say is checked by the domain.

    Raises:
        SelSalah: a number of more than 15 digits (Excel keeps 15; the last is never guessed), the scientific form, or
            not 16 digits.
    """
    if type(nilai) is str and _NOMOR16.fullmatch(nilai):
        return nilai  # bentuk yang paling sering; pemeriksaan di bawah tidak akan mengubahnya
    if kosong(nilai):
        return ""
    _periksa_galat(nilai)
    if isinstance(nilai, (bool, date, time, timedelta)):
        raise SelSalah(f"{sebutan} harus 16 angka; sel ini berisi {tampil(nilai) or 'jam'}.", TULIS_ULANG)
    if isinstance(nilai, (int, float)):
        _tolak_bilangan(nilai, sebutan)
    isi = str(nilai).strip().lstrip(_APOSTROF).strip().rstrip(_APOSTROF)
    if _BERKOMA_NOL.fullmatch(isi):
        raise SelSalah(f"{sebutan} disimpan sebagai bilangan. {HILANG}", TULIS_ULANG)
    if _ILMIAH.fullmatch(isi.replace(" ", "")):
        raise SelSalah(
            f"{sebutan} tertulis {tampil(isi)}. Angka terakhir mungkin sudah hilang di Excel, karena nomornya pernah "
            "disimpan sebagai bilangan.",
            TULIS_ULANG,
        )
    digit = isi.translate(_PEMISAH_NOMOR)
    if not re.fullmatch(r"[0-9]+", digit):
        asing = [h for h in dict.fromkeys(digit) if not "0" <= h <= "9"]
        tampak = ", ".join(f"“{h}”" for h in asing[:3] if h.isprintable())
        rinci = f"; ada {tampak}" if tampak else "; ada tanda yang tidak terlihat"
        raise SelSalah(f"{sebutan} hanya berisi angka 0–9{rinci}.", _saran_huruf(digit))
    if len(digit) != PANJANG_NOMOR:
        raise SelSalah(f"{sebutan} harus 16 angka; tertulis {len(digit)} angka.", "Cocokkan dengan KTP/KK.")
    return digit


def _tolak_bilangan(nilai: float, sebutan: str) -> None:
    if abs(nilai) >= 10**ANGKA_TEPAT:
        raise SelSalah(f"{sebutan} disimpan sebagai bilangan. {HILANG}", TULIS_ULANG)
    isi = _angka_teks(nilai)
    raise SelSalah(f"{sebutan} harus 16 angka; tertulis {len(isi)} angka ({tampil(nilai)}).", TULIS_ULANG)


def _saran_huruf(digit: str) -> str:
    mirip = digit.translate(str.maketrans("OoIlBS", "001185"))
    if re.fullmatch(r"[0-9]{16}", mirip):
        return "Ada huruf yang mirip angka (O, I, l, B, S). Cocokkan dengan KTP/KK."
    return "Cocokkan dengan KTP/KK."


def tanggal(
    nilai: object,
    *,
    paling_akhir: date,
    paling_awal: date = date(1900, 1, 1),
    sebutan: str = "Tanggal lahir",
) -> tuple[date, bool]:
    """Return a date and whether it is an estimate (only a year, or month and year, was written).

    Read: date cells, Excel serial numbers, the forms of `tampilan.tanggal.baca_tanggal` (day before month), a clock
    time of zero and a weekday beside it, eight digits in a number cell (a lost leading zero is put back).

    Args:
        nilai: the cell as read; ask `kosong` first when a blank one is allowed.
        paling_akhir: the last day allowed, today for a birth date.
        paling_awal: the first day allowed.
        sebutan: what it is called in messages.

    Raises:
        SelSalah: blank, unreadable, impossible or out of bounds; month before day is told, not guessed.
    """
    if type(nilai) is str and (cocok := _TANGGAL_BIASA.fullmatch(nilai)):
        hari = _susun(*map(int, cocok.groups()))
        if hari is not None and paling_awal <= hari <= paling_akhir:
            return hari, False  # bentuk yang paling sering; yang tidak dapat dipakai diterangkan di bawah
    if kosong(nilai):
        raise SelSalah(f"{sebutan} belum diisi.")
    _periksa_galat(nilai)
    if isinstance(nilai, (bool, time, timedelta)):
        raise SelSalah(f"{sebutan} tidak terbaca; sel ini berisi jam atau BENAR/SALAH.", "Tulis seperti 12-05-1958.")
    if isinstance(nilai, datetime):
        nilai = nilai.date()
    if isinstance(nilai, date):
        return _dalam_batas(nilai, paling_awal, paling_akhir, sebutan), False
    if isinstance(nilai, (int, float)):
        return _tanggal_bilangan(nilai, paling_awal, paling_akhir, sebutan)
    isi = _HARI.sub("", _JAM_NOL.sub("", _rapi(str(nilai)).strip(_APOSTROF + " ")))
    return _tanggal_teks(isi, paling_awal, paling_akhir, sebutan)


def _susun(hari: int, bulan: int, tahun: int) -> date | None:
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None


def _tanggal_teks(isi: str, paling_awal: date, paling_akhir: date, sebutan: str) -> tuple[date, bool]:
    if re.fullmatch(r"[1-9]\d{4}([.,]\d+)?", isi):  # nomor seri yang tersimpan sebagai teks
        return _tanggal_bilangan(float(isi.replace(",", ".")), paling_awal, paling_akhir, sebutan)
    if re.fullmatch(r"(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])", isi):
        isi = f"{isi[:4]}-{isi[4:6]}-{isi[6:]}"
    try:
        return baca_tanggal(isi, paling_akhir=paling_akhir, paling_awal=paling_awal, sebutan=sebutan)
    except TanggalSalah as salah:
        raise SelSalah(salah.pesan, _saran_bulan_dahulu(isi)) from None


def _saran_bulan_dahulu(isi: str) -> str:
    """Return a hint when the text reads as a date only with the month first."""
    if (cocok := _BULAN_DAHULU.fullmatch(isi)) and int(cocok[2]) > 12:
        try:
            mungkin = date(int(cocok[3]), int(cocok[1]), int(cocok[2]))
        except ValueError:
            return ""
        return f"Mungkin maksudnya {dalam_kata(mungkin)} (bulan ditulis lebih dahulu). Tulis ulang: tanggal dahulu."
    return ""


def _tanggal_bilangan(nilai: float, paling_awal: date, paling_akhir: date, sebutan: str) -> tuple[date, bool]:
    bulat = int(nilai) if abs(nilai) < 10**9 else 0
    if nilai == bulat and 1900 <= bulat <= 2100:
        return _tanggal_teks(str(bulat), paling_awal, paling_akhir, sebutan)
    if nilai == bulat and 10**6 <= bulat < 10**8:
        return _tanggal_teks(f"{bulat:08d}", paling_awal, paling_akhir, sebutan)
    if not SERI_PALING_AWAL <= nilai < 10**6:
        raise SelSalah(f"{sebutan} tidak terbaca: {tampil(nilai)}.", "Tulis seperti 12-05-1958 atau 12 Mei 1958.")
    return _dalam_batas(HARI_KE + timedelta(days=bulat), paling_awal, paling_akhir, sebutan), False


def _dalam_batas(hari: date, paling_awal: date, paling_akhir: date, sebutan: str) -> date:
    if hari > paling_akhir:
        raise SelSalah(f"{sebutan} {dalam_kata(hari)} masih akan datang.", "Periksa tahunnya.")
    if hari < paling_awal:
        raise SelSalah(
            f"{sebutan} {dalam_kata(hari)} terlalu awal; paling awal {dalam_kata(paling_awal)}.", "Periksa tahunnya."
        )
    return hari


def curiga_tertukar(isi: Iterable[object]) -> str:
    """Return a warning when day and month of a column were probably swapped by Excel, "" otherwise.

    Excel set to month-first turns "03/04/1990" into a date cell (4 March) and leaves "13/04/1990" as text. The sign
    of it: all date cells have a day of at most 12, and the texts a day above 12. Five of each are asked for.

    Args:
        isi: the raw cells of one date column.
    """
    sel = teks_lewat = 0
    for nilai in isi:
        if isinstance(nilai, date):
            if nilai.day > 12:
                return ""
            sel += 1
        elif isinstance(nilai, str) and (cocok := _BULAN_DAHULU.fullmatch(nilai.strip())):
            if int(cocok[1]) <= 12:
                return ""
            teks_lewat += 1
    if sel < 5 or teks_lewat < 5:
        return ""
    return (
        "Tanggal dan bulan pada kolom ini mungkin tertukar oleh Excel: semua yang tersimpan sebagai tanggal bertanggal "
        "12 ke bawah, sedangkan yang di atas 12 tersimpan sebagai teks. Cocokkan beberapa baris dengan KTP."
    )


def jenis_kelamin(nilai: object, *, sebutan: str = "Jenis kelamin") -> str:
    """Return "L" or "P" for the spellings in use (L/P, Lk/Pr, laki2, pria/wanita, M/F, 1/2 as in OpenSID).

    Raises:
        SelSalah: blank or something else.
    """
    return pilihan(nilai, KELAMIN, sebutan, tampilan=("L", "P"))


def pilihan(nilai: object, peta: Mapping[str, Pilihan], sebutan: str, *, tampilan: Iterable[str] = ()) -> Pilihan:
    """Return the choice that a cell names.

    Args:
        nilai: the cell as read.
        peta: spelling -> choice; spellings are compared without case and punctuation.
        sebutan: what it is called in messages.
        tampilan: what may be written, for the hint; the spellings of `peta` when not given.

    Raises:
        SelSalah: blank or unknown; `saran` names the nearest spellings.
    """
    if kosong(nilai):
        raise SelSalah(f"{sebutan} belum diisi.")
    _periksa_galat(nilai)
    if isinstance(nilai, bool):
        raise SelSalah(f"{sebutan} “{tampil(nilai)}” tidak dikenal.")
    kunci = normal(tampil(nilai) if not isinstance(nilai, str) else nilai[:200])
    kenal = peta if kunci in peta else {normal(ejaan): isi for ejaan, isi in peta.items()}
    if kunci and kunci in kenal:
        return kenal[kunci]
    raise SelSalah(f"{sebutan} “{tampil(nilai)}” tidak dikenal.", _saran_pilihan(kunci, peta, tuple(tampilan)))


def _saran_pilihan(kunci: str, peta: Mapping[str, object], tampilan: tuple[str, ...]) -> str:
    boleh = tampilan or tuple(peta)
    ejaan = {normal(satu): satu for satu in boleh}
    dekat = difflib.get_close_matches(kunci, list(ejaan), n=3, cutoff=0.6) if len(ejaan) <= 5_000 else []
    if dekat:
        return f"Mungkin maksudnya {' atau '.join(f'“{ejaan[satu]}”' for satu in dekat)}."
    if len(boleh) <= 8:
        return f"Yang dapat ditulis: {', '.join(boleh)}."
    return "Pilih dari daftar yang ada pada templat."


def bilangan(nilai: object, *, sebutan: str, paling_kecil: int = 0, paling_besar: int = 10**9) -> int | None:
    """Return a whole number, None for a blank cell ("1.234" is read as Indonesians write it).

    Raises:
        SelSalah: no whole number, or out of bounds.
    """
    if kosong(nilai):
        return None
    _periksa_galat(nilai)
    if isinstance(nilai, str):
        isi = _rapi(nilai).strip(_APOSTROF)
        if re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+(,0+)?|[+-]?[0-9]{1,12}([.,]0+)?", isi):
            utuh = re.sub(r"[.,]0+$", "", isi) if not re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+", isi) else isi
            nilai = int(utuh.replace(".", ""))
    salah = isinstance(nilai, bool) or not isinstance(nilai, (int, float)) or nilai != nilai or nilai in (1e400, -1e400)
    if salah or nilai != int(nilai):
        raise SelSalah(f"{sebutan} harus bilangan bulat; tertulis “{tampil(nilai)}”.")
    if not paling_kecil <= nilai <= paling_besar:
        raise SelSalah(f"{sebutan} {tampil(nilai)} di luar batas {paling_kecil} sampai {paling_besar}.")
    return int(nilai)
