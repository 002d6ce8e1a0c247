"""Isian yang disimpan sebagai usulan, kunci kiriman, dan jawaban basis data atasnya."""

import hmac
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models

from tksk_portal.akses.lingkup import Lingkup

_kode = DjangoJSONEncoder(sort_keys=True).encode


class KunciAsing(Exception):
    """The key cannot be used. Deliberately says nothing about who uses it."""


def ke_json(nilai):
    """Return a column's value as it is kept in a pending change."""
    if isinstance(nilai, date):
        return nilai.isoformat()
    return str(nilai) if isinstance(nilai, Decimal) else nilai


def dari_json_model(model: type[models.Model], kolom: str, nilai):
    """Return the column's value from a pending change."""
    medan = model._meta.get_field(kolom.removesuffix("_id"))
    if nilai is None or isinstance(medan, models.ForeignKey):
        return nilai
    return list(nilai) if isinstance(nilai, list) else medan.to_python(nilai)


def nama_batas(salah: IntegrityError) -> str:
    """Return the name of the constraint that the database refused with."""
    return getattr(getattr(salah.__cause__, "diag", None), "constraint_name", "") or ""


def sidik_kiriman(by: Lingkup, *isi: object) -> str:
    """Return the keyed digest of what was sent, by whom: the same sending again has the same."""
    return hmac.digest(settings.SECRET_KEY.encode(), _kode([str(by.akun_id), *isi]).encode(), "sha256").hex()
