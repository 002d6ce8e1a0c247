"""Nama orang: bentuk untuk pencarian dan bentuk samaran."""

import re
import unicodedata

BATAS_MIRIP = 0.45  # kemiripan trigram; mulai dari sini dua nama mungkin nama orang yang sama
_LAIN = re.compile(r"[^a-z0-9 ]+")


def untuk_cari(nama: str) -> str:
    """Return a name in lower case without accents and punctuation, for the trigram index."""
    if not nama.isascii():
        nama = "".join(h for h in unicodedata.normalize("NFKD", nama) if not unicodedata.combining(h))
    return " ".join(_LAIN.sub(" ", nama.lower().replace("'", "").replace("’", "")).split())


def samarkan_nama(nama: str) -> str:
    """Return "R•••• P•••" for "Rahmat Putra": first letters, word lengths up to four dots."""
    return " ".join(kata[0] + "•" * min(4, max(2, len(kata) - 1)) for kata in nama.split())


def samarkan_nomor(nomor: str) -> str:
    """Return "6472••••••••9001" for a NIK or KK: region and the last four digits."""
    return nomor[:4] + "•" * 8 + nomor[-4:] if nomor else ""


def samarkan_nomor_rapat(nomor: str) -> str:
    """Return "6472••••••••••••": the region only, for rows that must not be tied to a known number."""
    return nomor[:4] + "•" * 12 if nomor else ""


class Samaran:
    """What a record with a `nama`, a `nik` or a `no_kk` shows where these are closed."""

    @property
    def nama_samar(self) -> str:
        """The masked name."""
        return samarkan_nama(self.nama)

    @property
    def nik_samar(self) -> str:
        """The masked NIK."""
        return samarkan_nomor(self.nik)

    @property
    def no_kk_samar(self) -> str:
        """The masked number of the family card."""
        return samarkan_nomor(self.no_kk)
