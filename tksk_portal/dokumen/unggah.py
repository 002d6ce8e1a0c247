"""Kiriman ke halaman pemeriksa keaslian: hanya dihitung sidiknya sambil dibaca, tidak pernah disimpan, juga sementara.

Bawaan Django menulis unggahan besar ke folder sementara. Berkas yang diperiksa orang luar mungkin surat tentang
seseorang, jadi isinya tidak boleh tinggal di server.
"""

import hashlib
import io
from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse

from tksk_portal.dokumen.tanda import AWAL_PDF

JALAN = "/surat/"
KEPALA = 1024


class SidikKiriman(UploadedFile):
    """What is left of an uploaded file: its hash, size and whether it begins like a PDF. Its content is gone."""

    def __init__(self, *, nama: str, sidik: str, ukuran: int, pdf: bool) -> None:
        super().__init__(io.BytesIO(), nama, "application/octet-stream", ukuran)
        self.sidik = sidik
        self.pdf = pdf


class SidikUploadHandler(FileUploadHandler):
    """Hash the file while it comes in. The size of the whole body is bounded by `arsip.middleware`."""

    def new_file(self, *args, **kwargs) -> None:
        """Begin a file; only one is looked at."""
        super().new_file(*args, **kwargs)
        self.jumlahan, self.ukuran, self.kepala = hashlib.sha256(), 0, b""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece and forget it."""
        self.jumlahan.update(raw_data)
        self.ukuran += len(raw_data)
        if len(self.kepala) < KEPALA:
            self.kepala += raw_data[: KEPALA - len(self.kepala)]

    def file_complete(self, file_size: int) -> SidikKiriman:
        """Return what is left of the file."""
        return SidikKiriman(
            nama="kiriman", sidik=self.jumlahan.hexdigest(), ukuran=self.ukuran, pdf=AWAL_PDF in self.kepala
        )


class SidikKirimanMiddleware:
    """Let files sent to the public page be hashed only. Stands before anything that reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Choose the handler, then answer."""
        if request.path.startswith(JALAN):
            request.upload_handlers = [SidikUploadHandler(request)]
        return self.get_response(request)
