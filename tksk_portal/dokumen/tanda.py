"""Tanda keaslian: token pada surat, alamat pemeriksanya, dan pencarian yang hanya menjawab bila token disebut."""

import hashlib
import io
import re
import secrets
from dataclasses import dataclass

import qrcode
from django.conf import settings
from django.db import connection
from django.urls import reverse
from qrcode.image.svg import SvgPathImage

from tksk_portal.dokumen.models import TandaSurat

BITA_TOKEN = 24  # 192 bit: tidak dapat ditebak
BENTUK = re.compile(r"[A-Za-z0-9_-]{32}\Z")
AWAL_PDF = b"%PDF-"
TERBESAR = 10 * 1024 * 1024


def token_baru() -> str:
    """Return a fresh token that cannot be guessed."""
    return secrets.token_urlsafe(BITA_TOKEN)


def sidik_token(token: str) -> str:
    """Return the hash under which a token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def alamat_periksa(token: str) -> str:
    """Return the absolute address that the QR code holds."""
    return settings.ALAMAT_PORTAL + reverse("periksa_surat", args=[token])


def qr_svg(isi: str) -> str:
    """Return a QR code as SVG."""
    wadah = io.BytesIO()
    qrcode.make(isi, image_factory=SvgPathImage, border=0).save(wadah)
    return wadah.getvalue().decode()


def cari(token: str) -> TandaSurat | None:
    """Return what the letter of a token may tell, or None.

    Needs a scope, a stranger's is enough. The database answers with this row only (`MilikToken`).
    """
    if not BENTUK.match(token):
        return None
    sidik = sidik_token(token)
    _tunjukkan(sidik)
    try:
        return TandaSurat.objects.filter(sidik_token=sidik).first()
    finally:
        _tunjukkan("")


def _tunjukkan(sidik: str) -> None:
    with connection.cursor() as kursor:
        kursor.execute("SELECT set_config('tksk.token_surat', %s, true)", [sidik])


@dataclass(frozen=True)
class Perbandingan:
    """Answer to "is this file the one that was issued?"."""

    kata: str
    nada: str
    rinci: str


TERBIT = Perbandingan("Sama dengan yang terbit", "hijau", "Berkas ini sama persis dengan PDF yang diterbitkan portal.")
TTE = Perbandingan(
    "Sama dengan salinan bertanda tangan elektronik",
    "hijau",
    "Berkas ini sama persis dengan salinan bertanda tangan elektronik yang disimpan kantor penerbit.",
)
BERUBAH = Perbandingan(
    "BERUBAH: bukan berkas yang diterbitkan",
    "merah",
    "Isi berkas ini berbeda dari yang diterbitkan, walau hanya satu huruf. Mintalah berkas aslinya kepada kantor "
    "penerbit. Hasil pindai atau cetak ulang juga dianggap berbeda.",
)


def bandingkan(tanda: TandaSurat, sidik: str) -> Perbandingan:
    """Compare the SHA-256 of an uploaded PDF with those of the letter."""
    if secrets.compare_digest(sidik, tanda.sidik_pdf):
        return TERBIT
    if tanda.sidik_tte and secrets.compare_digest(sidik, tanda.sidik_tte):
        return TTE
    return BERUBAH
