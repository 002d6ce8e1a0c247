"""Kunci cadangan dan penyimpanannya menurut pengaturan: dari lingkungan atau berkas, tidak pernah dari argumen."""

import os
from pathlib import Path

from django.conf import settings
from django.core.files.storage import Storage, storages

from tksk_portal.basisdata.sandi import KunciCadangan, baca_kunci_berkas, buat_identitas, penerima_dari
from tksk_portal.basisdata.siapkan import TidakSiap

BELUM = (
    "Kunci cadangan belum diisi. Buat sekali di komputer yang aman: manage.py cadangkan --buat-kunci kunci.txt, "
    "lalu isi TKSK_CADANGAN_PENERIMA=age1… di server ini (docs/server.md)."
)
BELUM_BUKA = (
    "Kunci pembuka belum diisi. TKSK_CADANGAN_IDENTITAS=/jalan/kunci.txt, atau TKSK_CADANGAN_SANDI_BERKAS bagi "
    "cadangan berkata sandi (docs/server.md)."
)


def kunci_dari_lingkungan(*, membuka: bool) -> KunciCadangan:
    """Return the keys that the environment names; the demo makes one of its own in the data folder.

    Raises:
        TidakSiap: a server without keys, or a file that cannot be read.
    """
    penerima = tuple(p.strip() for p in os.environ.get("TKSK_CADANGAN_PENERIMA", "").split(",") if p.strip())
    jalan = os.environ.get("TKSK_CADANGAN_IDENTITAS", "").strip()
    identitas = baca_kunci_berkas(Path(jalan)) if jalan else ()
    sandi = _sandi()
    if not penerima and not identitas and not sandi and not settings.SERVER:
        identitas = (_kunci_demo(buat=not membuka),)
    if membuka:
        if not identitas and not sandi:
            raise TidakSiap(BELUM_BUKA)
        return KunciCadangan(identitas=identitas, sandi=sandi)
    penerima = penerima or tuple(penerima_dari(i) for i in identitas)
    if not penerima and not sandi:
        raise TidakSiap(BELUM)
    return KunciCadangan(penerima=penerima, sandi=sandi)


def _sandi() -> str:
    jalan = os.environ.get("TKSK_CADANGAN_SANDI_BERKAS", "").strip()
    if not jalan:
        return os.environ.get("TKSK_CADANGAN_SANDI", "")
    baris = baca_kunci_berkas(Path(jalan))
    if not baris:
        raise TidakSiap(f"{jalan} kosong; baris pertamanya harus kata sandi cadangan.")
    return baris[0]


def _kunci_demo(*, buat: bool) -> str:
    jalan = settings.DATA_DIR / "kunci-cadangan"
    if jalan.exists():
        return baca_kunci_berkas(jalan)[0]
    if not buat:
        raise TidakSiap(BELUM_BUKA)
    return tulis_kunci(jalan)[0]


def tulis_kunci(jalan: Path) -> tuple[str, str]:
    """Make a key, write its secret part to a new file (0600), and return (secret, public).

    Raises:
        TidakSiap: the file exists or cannot be written.
    """
    identitas, penerima = buat_identitas()
    try:
        jalan.parent.mkdir(parents=True, exist_ok=True)
        jalan.touch(mode=0o600, exist_ok=False)
        jalan.write_text(f"# kunci pembuka cadangan Portal TKSK; penerimanya {penerima}\n{identitas}\n")
    except FileExistsError:
        raise TidakSiap(f"{jalan} sudah ada; beri nama lain.") from None
    except OSError as salah:
        raise TidakSiap(f"{jalan} tidak dapat ditulis: {salah.strerror}.") from None
    return identitas, penerima


def penyimpanan_dicadangkan() -> dict[str, Storage]:
    """Return the stores that belong to a backup."""
    return {alias: storages[alias] for alias in settings.CADANGAN_PENYIMPANAN}
