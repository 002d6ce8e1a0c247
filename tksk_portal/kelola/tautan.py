"""Tautan sekali pakai: undangan, sandi baru, verifikasi dua langkah baru.

Tokennya 256 bit dan hanya ada di tangan penerima; basis data menyimpan sidik SHA-256-nya.
"""

import hashlib
import secrets
from datetime import timedelta
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from tksk_portal.akun.enums import JenisTautan
from tksk_portal.akun.models import Akun, Tautan
from tksk_portal.kelola.sesi import akhiri_sesi

MASA = {
    JenisTautan.UNDANGAN: timedelta(days=7),
    JenisTautan.SANDI: timedelta(hours=24),
    JenisTautan.FAKTOR: timedelta(hours=24),
}


class TidakBerlaku(Exception):
    """The link was used, revoked, has expired, or its account is closed."""


def sidik(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def buat(*, akun: Akun, jenis: JenisTautan, oleh_id: UUID | None) -> tuple[Tautan, str]:
    """Make a link and return it with its token, which is known to nobody afterwards; an older open one is revoked."""
    Akun.objects.select_for_update().get(pk=akun.pk)
    kini = timezone.now()
    batalkan_semua(akun=akun, oleh_id=oleh_id, jenis=jenis)
    token = secrets.token_urlsafe(32)
    tautan = Tautan.objects.create(
        akun=akun,
        jenis=jenis,
        sidik=sidik(token),
        dibuat_pada=kini,
        dibuat_oleh_id=oleh_id,
        berlaku_sampai=kini + MASA[JenisTautan(jenis)],
    )
    return tautan, token


def batalkan_semua(*, akun: Akun, oleh_id: UUID | None, jenis: str | None = None) -> int:
    """Revoke the open links of an account (of one kind when given) and return how many."""
    terbuka = Tautan.objects.terbuka().filter(akun=akun)
    if jenis:
        terbuka = terbuka.filter(jenis=jenis)
    return terbuka.update(dibatalkan_pada=timezone.now(), dibatalkan_oleh_id=oleh_id)


def cari(sidik_: str) -> Tautan | None:
    """Return the link with this hash, usable or not."""
    return Tautan.objects.select_related("akun").filter(sidik=sidik_).first()


def berlaku(tautan: Tautan) -> bool:
    """Tell whether a link can be used now."""
    return tautan.keadaan == "menunggu" and tautan.akun.is_active


@transaction.atomic
def pakai_untuk_sandi(*, sidik_: str, sandi: str) -> Akun:
    """Use an invitation or a password link: set the password, end all sessions.

    Raises:
        TidakBerlaku: see there; two simultaneous uses: one wins.
    """
    tautan = _ambil(sidik_, {JenisTautan.UNDANGAN, JenisTautan.SANDI})
    akun = tautan.akun
    get_adapter().set_password(akun, sandi)
    akhiri_sesi(akun)
    return akun


@transaction.atomic
def pakai_untuk_faktor(*, sidik_: str) -> Akun:
    """Use a second-factor link, after the password was checked: remove all authenticators, end all sessions.

    Raises:
        TidakBerlaku: see there.
    """
    tautan = _ambil(sidik_, {JenisTautan.FAKTOR})
    Authenticator.objects.filter(user=tautan.akun).delete()
    akhiri_sesi(tautan.akun)
    return tautan.akun


def _ambil(sidik_: str, jenis: set[JenisTautan]) -> Tautan:
    tautan = Tautan.objects.filter(sidik=sidik_, jenis__in=jenis).first()
    if tautan is None:
        raise TidakBerlaku
    # Akun dikunci lebih dahulu, seperti pada penutupan akun: tautan tidak dipakai di sela-selanya.
    akun = Akun.objects.select_for_update().get(pk=tautan.akun_id)
    tautan = Tautan.objects.select_for_update().get(pk=tautan.pk)
    tautan.akun = akun
    if not berlaku(tautan):
        raise TidakBerlaku
    tautan.dipakai_pada = timezone.now()
    tautan.save(update_fields=["dipakai_pada"])
    return tautan
