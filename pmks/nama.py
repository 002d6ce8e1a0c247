"""Nama orang: bentuk untuk pencarian dan bentuk samaran."""

import re
import unicodedata


def untuk_cari(nama: str) -> str:
    """Return a name in lower case without accents and punctuation, for the trigram index."""
    urai = unicodedata.normalize("NFKD", nama)
    polos = "".join(h for h in urai if not unicodedata.combining(h)).lower()
    return " ".join(re.sub(r"[^a-z0-9 ]+", " ", polos.replace("'", "").replace("’", "")).split())


def samarkan_nama(nama: str) -> str:
    """Return "R•••• P•••" for "Rahmat Putra": first letters, word lengths up to four dots."""
    return " ".join(kata[0] + "•" * min(4, max(2, len(kata) - 1)) for kata in nama.split())


def samarkan_nomor(nomor: str) -> str:
    """Return "6472••••••••9001" for a NIK or KK: region and the last four digits."""
    return nomor[:4] + "•" * 8 + nomor[-4:] if nomor else ""
