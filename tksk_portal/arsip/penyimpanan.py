"""Tempat isi berkas: folder di disk (bawaan) atau penyimpanan yang cocok dengan S3. Tanpa alamat umum."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from botocore.config import Config
from django.core.files.storage import FileSystemStorage, Storage, storages
from storages.backends.s3 import S3Storage

from tksk_portal.basisdata.bungkus import telusuri

ALIAS = "arsip"
AKHIRAN_KECIL = "-kecil"


class BerkasDiDisk(FileSystemStorage):
    """Private files in a folder that only the portal's user may read. Written whole and flushed before it counts."""

    def __init__(self, location: str | Path, **lain) -> None:
        super().__init__(location=str(location), file_permissions_mode=0o600, directory_permissions_mode=0o700, **lain)

    def url(self, name: str | None) -> str:
        """Refuse: there is no address but the scoped view."""
        raise ValueError("Berkas pribadi tidak punya alamat umum; pakai arsip:unduh.")

    def _save(self, name: str, content) -> str:
        nama = super()._save(name, content)
        jalan = Path(self.path(nama))
        for tempat in (jalan, jalan.parent):
            _ke_disk(tempat)
        return nama


def _ke_disk(jalan: Path) -> None:
    """Make a file or folder survive a power failure: the row that names it is about to be committed."""
    fd = os.open(jalan, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


class BerkasS3(S3Storage):
    """Private objects in an S3-compatible store; every read goes through the portal.

    Checksums are sent only where the operation needs them: many S3-compatible stores do not know the newer trailers.
    """

    def __init__(self, *, gaya: str = "path", **lain) -> None:
        config = Config(
            s3={"addressing_style": gaya},
            signature_version="s3v4",
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=10,
            read_timeout=60,
            retries={"max_attempts": 3},
        )
        super().__init__(
            client_config=config, default_acl=None, file_overwrite=False, max_memory_size=2 * 1024 * 1024, **lain
        )

    def url(self, name: str, *args, **kwargs) -> str:
        """Refuse: a signed address would pass by the wall and the log."""
        raise ValueError("Berkas pribadi tidak punya alamat umum; pakai arsip:unduh.")


def penyimpanan() -> Storage:
    """Return the store of private files."""
    return storages[ALIAS]


def kunci_baru() -> str:
    """Return a random name: nobody can guess it, and it says nothing."""
    acak = secrets.token_hex(24)
    return f"{acak[:2]}/{acak[2:]}"


def semua_kunci(simpanan: Storage | None = None, folder: str = "") -> Iterator[str]:
    """Yield the names of all stored files."""
    return telusuri(simpanan or penyimpanan(), folder)
