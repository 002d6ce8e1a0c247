"""Lembar tautan: yang ditunjukkan satu kali kepada admin, untuk disalin atau dicetak."""

import base64
from dataclasses import dataclass
from io import BytesIO

import qrcode
from django.http import HttpRequest
from django.urls import reverse
from qrcode.image.svg import SvgPathImage

from tksk_portal.akun.enums import JenisTautan
from tksk_portal.akun.models import Akun, Tautan
from tksk_portal.kelola.forms import TampilTautanForm
from tksk_portal.tampilan.templatetags.tampilan import waktu

UNTUK = {
    JenisTautan.UNDANGAN: "membuat sandi dan masuk",
    JenisTautan.SANDI: "membuat sandi baru",
    JenisTautan.FAKTOR: "memasang ulang verifikasi dua langkah",
}


@dataclass(frozen=True)
class Lembar:
    """One fresh link with all that its sheet shows."""

    akun: Akun
    tautan: Tautan
    url: str
    untuk: str
    qr: str
    form: TampilTautanForm


def lembar(request: HttpRequest, tautan: Tautan, token: str) -> Lembar:
    """Return the sheet of a fresh link; the token is in it and nowhere else."""
    url = request.build_absolute_uri(reverse("undangan", args=[token]))
    untuk = UNTUK[JenisTautan(tautan.jenis)]
    form = TampilTautanForm(initial={"tautan": url, "pesan": pesan(tautan, url)}, auto_id=f"{tautan.pk.hex}-%s")
    return Lembar(tautan.akun, tautan, url, untuk, qr(url), form)


def pesan(tautan: Tautan, url: str) -> str:
    """Return a text that can be sent by WhatsApp as it is."""
    akun = tautan.akun
    return (
        f"Yth. {akun.nama},\n"
        f"buka tautan ini untuk {UNTUK[JenisTautan(tautan.jenis)]} di Portal TKSK:\n{url}\n"
        f"Nama pengguna: {akun.username}\n"
        f"Berlaku satu kali, sampai {waktu(tautan.berlaku_sampai)}. Jangan diteruskan kepada siapa pun."
    )


def qr(isi: str) -> str:
    """Return a QR code as the address of an image."""
    wadah = BytesIO()
    qrcode.make(isi, image_factory=SvgPathImage, border=2).save(wadah)
    return "data:image/svg+xml;base64," + base64.b64encode(wadah.getvalue()).decode()
