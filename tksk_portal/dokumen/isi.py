"""Isi surat: paragraf, rincian, daftar, dan tabel, sebagai data; dan bentuk ketikannya di formulir.

Disimpan sebagai JSON pada surat dan diserahkan kepada typst sebagai JSON. Teks tidak pernah disambung menjadi kode.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

VERSI = 1
RINCIAN = re.compile(r"^([^:\n]{1,40}?)\s*: +(\S.*)$")
BUTIR = re.compile(r"^[-•*] +(\S.*)$")
KATA_PANJANG = re.compile(r"\S{31,}")
SELA = "\N{ZERO WIDTH SPACE}"


@dataclass(frozen=True)
class Paragraf:
    """A paragraph; `menjorok` indents its first line."""

    teks: str
    menjorok: bool = True


@dataclass(frozen=True)
class Rincian:
    """Pairs "name : value" under each other."""

    baris: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Daftar:
    """Items a, b, c."""

    butir: Sequence[str]


@dataclass(frozen=True)
class KolomTabel:
    """A column: heading, whether it holds numbers (set right), its share of the width (None: as wide as needed)."""

    judul: str
    angka: bool = False
    lebar: float | None = None


@dataclass(frozen=True)
class Tabel:
    """A table of any length; cells are texts already written as an office would (`tampilan`)."""

    kolom: Sequence[KolomTabel]
    baris: Sequence[Sequence[str]]
    jumlah: Sequence[str] | None = None
    judul: str = ""

    def __post_init__(self) -> None:
        lebar = len(self.kolom)
        if any(len(b) != lebar for b in self.baris) or (self.jumlah is not None and len(self.jumlah) != lebar):
            raise ValueError("banyaknya sel tidak sama dengan banyaknya kolom")


Blok = Paragraf | Rincian | Daftar | Tabel
_NAMA = {Paragraf: "paragraf", Rincian: "rincian", Daftar: "daftar", Tabel: "tabel"}


@dataclass(frozen=True)
class Lampiran:
    """An attachment on its own page."""

    judul: str
    blok: Sequence[Blok]


@dataclass(frozen=True)
class IsiSurat:
    """Everything of a letter but its letterhead, number, date and signer.

    Args:
        perihal: subject line (or the line under the title of a certificate).
        tujuan: the addressee, line by line; empty for kinds with a title in the middle.
        blok: the body.
        sifat: how it is handled; empty leaves the line out.
        lampiran: what is attached, in words; empty leaves the line out.
        tembusan: who gets copies.
        lampiran_isi: attachments printed on pages of their own.
    """

    perihal: str
    blok: Sequence[Blok]
    tujuan: Sequence[str] = ()
    sifat: str = ""
    lampiran: str = ""
    tembusan: Sequence[str] = ()
    lampiran_isi: Sequence[Lampiran] = field(default=())

    def ke_json(self) -> dict:
        """Return what is stored on the letter (without the subject, which has its own column)."""
        return {
            "v": VERSI,
            "tujuan": [bersih(t) for t in self.tujuan],
            "sifat": bersih(self.sifat),
            "lampiran": bersih(self.lampiran),
            "tembusan": [bersih(t) for t in self.tembusan],
            "blok": [blok_json(b) for b in self.blok],
            "lampiran_isi": [
                {"judul": bersih(lamp.judul), "isi": [blok_json(b) for b in lamp.blok]} for lamp in self.lampiran_isi
            ],
        }


def blok_json(b: Blok) -> dict:
    return bersihkan({"jenis": _NAMA[type(b)]} | asdict(b))


def bersihkan(nilai):
    """Return JSON data with every text cleaned (`bersih`) and tuples as lists."""
    if isinstance(nilai, str):
        return bersih(nilai)
    if isinstance(nilai, dict):
        return {k: bersihkan(v) for k, v in nilai.items()}
    return [bersihkan(v) for v in nilai] if isinstance(nilai, list | tuple) else nilai


def bersih(teks: str) -> str:
    """Return a text that prints: composed letters, no control or direction characters, "\\n" as line break."""
    teks = unicodedata.normalize("NFC", teks.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(
        h for h in teks if h == "\n" or unicodedata.category(h) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    ).strip()


def lipat(nilai):
    """Return JSON data in which words longer than a column may break (a name of 60 letters without a space)."""
    if isinstance(nilai, str):
        return KATA_PANJANG.sub(lambda m: SELA.join(m[0][i : i + 12] for i in range(0, len(m[0]), 12)), nilai)
    if isinstance(nilai, dict):
        return {k: lipat(v) for k, v in nilai.items()}
    return [lipat(v) for v in nilai] if isinstance(nilai, list) else nilai


def dari_ketikan(teks: str) -> list[Blok]:
    """Return the blocks of a typed body.

    An empty line separates paragraphs. Lines that start with "- " make a list, lines "Nama : nilai" make pairs; both
    only when every line of that part has this form.
    """
    blok: list[Blok] = []
    for bagian in re.split(r"\n\s*\n", bersih(teks)):
        baris = [b.strip() for b in bagian.split("\n") if b.strip()]
        if not baris:
            continue
        butir = [BUTIR.match(b) for b in baris]
        pasang = [RINCIAN.match(b) for b in baris]
        if all(butir):
            blok.append(Daftar([m[1] for m in butir]))
        elif all(pasang):
            blok.append(Rincian([(m[1], m[2]) for m in pasang]))
        else:
            blok.append(Paragraf("\n".join(baris)))
    return blok


def ke_ketikan(isi: dict) -> str | None:
    """Return the typed form of a stored body; None when it holds what cannot be typed (tables, attachments)."""
    bagian = []
    for b in isi.get("blok", []):
        if b["jenis"] == "paragraf" and b["menjorok"]:
            bagian.append(b["teks"])
        elif b["jenis"] == "daftar":
            bagian.append("\n".join(f"- {butir}" for butir in b["butir"]))
        elif b["jenis"] == "rincian":
            bagian.append("\n".join(f"{nama} : {nilai}" for nama, nilai in b["baris"]))
        else:
            return None
    return None if isi.get("lampiran_isi") else "\n\n".join(bagian)
