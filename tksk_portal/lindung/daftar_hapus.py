"""Berkas daftar penghapusan: satu baris JSON per rekaman yang dihapus. Hanya kunci, tempat, dan waktu."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from tksk_portal.lindung.models import Penghapusan

NAMA = "penghapusan.jsonl"


@dataclass(frozen=True)
class Entri:
    """One erased record, without identity."""

    id: str
    subjek: str
    objek_id: str
    wilayah: str
    pada: str
    sebagai: str
    alasan: str


def entri(nisan: Penghapusan) -> Entri:
    """Return a tombstone as it is listed."""
    return Entri(
        id=str(nisan.pk),
        subjek=nisan.subjek,
        objek_id=str(nisan.objek_id),
        wilayah=nisan.wilayah_id,
        pada=nisan.pada.isoformat(),
        sebagai=nisan.sebagai,
        alasan=nisan.alasan,
    )


def jalan() -> Path:
    """Return where the list is."""
    return Path(settings.DAFTAR_PENGHAPUSAN) / NAMA


def baca() -> list[Entri]:
    """Return the list; a last line that was cut off by a crash is left out (its tombstone brings it back)."""
    try:
        baris = jalan().read_text().splitlines()
    except FileNotFoundError:
        return []
    hasil = []
    for nomor, teks in enumerate(baris, start=1):
        try:
            hasil.append(Entri(**json.loads(teks)))
        except (ValueError, TypeError):
            if nomor < len(baris):
                raise ValueError(f"baris {nomor} daftar penghapusan rusak") from None
    return hasil


def tambah(baru: Entri) -> None:
    """Append one record, flushed to the disk; readable by the portal's user only."""
    tempat = jalan()
    tempat.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    isi = (json.dumps(asdict(baru), ensure_ascii=False) + "\n").encode()
    fd = os.open(tempat, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(fd, isi)
        os.fsync(fd)
    finally:
        os.close(fd)
