"""Nama wilayah dalam bentuk yang dapat dibandingkan."""

import re
import unicodedata


def untuk_cari(nama: str) -> str:
    """Return a region's name in lower case, letters and digits only, so that spacing and dashes do not matter."""
    polos = unicodedata.normalize("NFKD", nama.lower())
    return re.sub(r"[^a-z0-9]+", "", polos)
