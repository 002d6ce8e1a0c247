"""Sandi cadangan: aliran tersandi dalam bentuk `age`, dengan kunci penerima atau kata sandi.

Dengan kunci penerima, berkasnya berkas age biasa: `age -d -i kunci.txt CADANGAN | tar x` membukanya tanpa portal.
Dengan kata sandi, kunci acak yang baru dibuat untuk berkas itu; kunci itu, tersandi dengan kata sandinya, menjadi
bagian pertama berkas (age berbingkai teks), lalu disusul berkas age biasa (docs/server.md).
"""

import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pyrage

from tksk_portal.basisdata.siapkan import TidakSiap

AWAL_BINGKAI = b"-----BEGIN AGE ENCRYPTED FILE-----"
AKHIR_BINGKAI = b"-----END AGE ENCRYPTED FILE-----"
BINGKAI_TERBESAR = 4096
SANDI_TERPENDEK = 12
RUSAK = "Cadangan ini rusak atau terpotong. Tidak ada yang diubah; pakai cadangan lain."
TANPA_SANDI = "Cadangan ini disandi dengan kata sandi. Isi TKSK_CADANGAN_SANDI_BERKAS (docs/server.md)."
TANPA_IDENTITAS = "Cadangan ini disandi dengan kunci, bukan kata sandi. Isi TKSK_CADANGAN_IDENTITAS (docs/server.md)."


@dataclass(frozen=True)
class KunciCadangan:
    """How backups are locked, and opened again.

    Args:
        penerima: public keys (`age1…`); whoever holds one of their identities can open the backup.
        identitas: secret keys (`AGE-SECRET-KEY-1…`), for opening.
        sandi: a passphrase, instead of keys.
    """

    penerima: tuple[str, ...] = ()
    identitas: tuple[str, ...] = field(default=(), repr=False)
    sandi: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.sandi and len(self.sandi) < SANDI_TERPENDEK:
            raise TidakSiap(f"Kata sandi cadangan terlalu pendek; paling sedikit {SANDI_TERPENDEK} huruf.")


def buat_identitas() -> tuple[str, str]:
    """Return a fresh (secret identity, public recipient)."""
    identitas = pyrage.x25519.Identity.generate()
    return str(identitas), str(identitas.to_public())


def penerima_dari(identitas: str) -> str:
    """Return the public key of a secret one."""
    return str(_identitas(identitas).to_public())


def _identitas(teks: str):
    try:
        return pyrage.x25519.Identity.from_str(teks)
    except pyrage.IdentityError:
        raise TidakSiap("Kunci cadangan tidak terbaca; bentuknya AGE-SECRET-KEY-1….") from None


def _penerima(teks: str):
    try:
        return pyrage.x25519.Recipient.from_str(teks)
    except pyrage.RecipientError:
        raise TidakSiap("Kunci penerima cadangan tidak terbaca; bentuknya age1….") from None


@contextmanager
def menyandi(keluar: BinaryIO, kunci: KunciCadangan) -> Iterator[tuple[BinaryIO, KunciCadangan]]:
    """Yield a stream whose content is written encrypted to `keluar`, and a key that can read it back at once.

    Only a few pieces are held in memory. The second key lives in this process alone: a server that holds only public
    keys can still check what it wrote.

    Raises:
        TidakSiap: no or unreadable key, or the disk is full.
    """
    sekali = pyrage.x25519.Identity.generate()
    penerima = [_penerima(p) for p in kunci.penerima]
    if kunci.sandi:
        keluar.write(pyrage.passphrase.encrypt(str(sekali).encode(), kunci.sandi, armored=True).strip() + b"\n")
    elif not penerima:
        raise TidakSiap("Kunci cadangan belum diisi.")
    semua = [sekali.to_public(), *penerima]
    # Bingkai kata sandi dilewati dengan kata sandinya, supaya pemeriksaan sesudahnya juga menguji bagian itu.
    pembaca = KunciCadangan(sandi=kunci.sandi) if kunci.sandi else KunciCadangan(identitas=(str(sekali),))
    with _pipa(lambda masuk: pyrage.encrypt_io(masuk, keluar, semua), menulis=True) as aliran:
        yield aliran, pembaca


@contextmanager
def membuka(masuk: BinaryIO, kunci: KunciCadangan) -> Iterator[BinaryIO]:
    """Yield the decrypted content of `masuk` as a stream.

    Every piece is authentic when it is delivered, but only the clean end of the block says that none is missing.

    Raises:
        TidakSiap: wrong key, altered, or truncated.
    """
    identitas = [_identitas(i) for i in kunci.identitas]
    bingkai = _baca_bingkai(masuk)
    if bingkai and kunci.sandi:
        identitas.append(_identitas_bersandi(bingkai, kunci.sandi))
    if not identitas:
        raise TidakSiap(TANPA_SANDI if bingkai else TANPA_IDENTITAS)
    with _pipa(lambda keluar: pyrage.decrypt_io(masuk, keluar, identitas), menulis=False) as aliran:
        yield aliran


def _baca_bingkai(masuk: BinaryIO) -> bytes:
    """Return the leading block that holds the key under a passphrase; b"" when there is none."""
    awal = masuk.read(len(AWAL_BINGKAI))
    if awal != AWAL_BINGKAI:
        masuk.seek(0)
        return b""
    bingkai = awal
    while not bingkai.endswith(AKHIR_BINGKAI + b"\n"):
        baris = masuk.readline(200)
        bingkai += baris
        if not baris or len(bingkai) > BINGKAI_TERBESAR:
            raise TidakSiap(RUSAK)
    return bingkai


def _identitas_bersandi(bingkai: bytes, sandi: str):
    try:
        return _identitas(pyrage.passphrase.decrypt(bingkai, sandi).decode())
    except (pyrage.DecryptError, ValueError):
        raise TidakSiap("Kata sandi cadangan salah, atau kepala berkasnya rusak. Tidak ada yang diubah.") from None


@contextmanager
def _pipa(kerja: Callable[[BinaryIO], None], *, menulis: bool) -> Iterator[BinaryIO]:
    """Run `kerja` in a thread on one end of a pipe and yield the other; its failure is raised here."""
    baca, tulis = os.pipe()
    ujung = os.fdopen(baca, "rb"), os.fdopen(tulis, "wb")
    sana, sini = ujung if menulis else reversed(ujung)
    galat: list[BaseException] = []

    def jalan() -> None:
        try:
            kerja(sana)
        except BaseException as salah:
            galat.append(salah)
        finally:
            # Ujung lain yang sudah ditutup bukan galat di sini.
            with suppress(OSError):
                sana.close()

    utas = threading.Thread(target=jalan, daemon=True)
    utas.start()
    try:
        # Pipa yang putus berarti utasnya gagal; sebabnya disebut di bawah.
        with suppress(BrokenPipeError):
            yield sini
    finally:
        with suppress(BrokenPipeError):
            sini.close()
        utas.join()
        if galat and not _terputus(galat[0]):
            raise _jelas(galat[0]) from None


def _terputus(galat: BaseException) -> bool:
    """Tell whether the thread failed only because this side had closed the pipe."""
    return isinstance(galat, BrokenPipeError) or f"[Errno {errno.EPIPE}]" in str(galat)


def _jelas(galat: BaseException) -> BaseException:
    teks = str(galat)
    if getattr(galat, "errno", None) == errno.ENOSPC or f"[Errno {errno.ENOSPC}]" in teks:
        return TidakSiap("Disk penuh saat menulis cadangan. Kosongkan tempat, lalu ulangi.")
    if isinstance(galat, pyrage.DecryptError) and "No matching keys" in teks:
        return TidakSiap("Kunci cadangan tidak cocok dengan berkas ini, atau kepalanya rusak. Tidak ada yang diubah.")
    if isinstance(galat, pyrage.DecryptError) or teks == "decryption error":
        return TidakSiap(RUSAK)
    if isinstance(galat, (pyrage.EncryptError, OSError)):
        return TidakSiap(f"Cadangan tidak dapat dibaca atau ditulis: {teks}")
    return galat


def baca_kunci_berkas(jalan: Path) -> tuple[str, ...]:
    """Return the keys in a file: one a line, comments and blank lines left out.

    Raises:
        TidakSiap: it cannot be read.
    """
    try:
        baris = jalan.read_text().splitlines()
    except (OSError, UnicodeDecodeError) as salah:
        raise TidakSiap(f"{jalan} tidak terbaca: {getattr(salah, 'strerror', '') or 'bukan teks'}.") from None
    return tuple(b.strip() for b in baris if b.strip() and not b.lstrip().startswith("#"))
