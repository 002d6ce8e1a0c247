"""Menyimpan sebuah catatan pada seseorang tepat satu kali, berapa kali pun dikirim."""

import hmac
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from pmks.models import Orang
from pmks.models.jalan import CatatanJalan
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.isi import KunciAsing

T = TypeVar("T", bound=CatatanJalan)
_kode = DjangoJSONEncoder(sort_keys=True).encode


class CatatanTerpakai(Exception):
    """The key belongs to a visible row with other content; `lama` is that row."""

    def __init__(self, lama: CatatanJalan) -> None:
        super().__init__("Kunci isian ini sudah dipakai untuk isian lain.")
        self.lama = lama


def check_jalan(orang: Orang, by: Lingkup) -> None:
    """Raise PermissionDenied unless this duty keeps the person's course."""
    if not boleh(by, "pmks.jalan") or not by.memuat(orang.wilayah_id):
        raise PermissionDenied


def simpan_sekali(
    model: type[T], *, kunci: UUID, orang: Orang, isi: dict, by: Lingkup, tambahan: dict | None = None
) -> tuple[T, bool]:
    """Insert a row, or return the one that the same sending had inserted; and whether it was there.

    Args:
        isi: its columns besides key, person, place and author.
        tambahan: columns that do not tell one sending from another.

    Raises:
        CatatanTerpakai: the key is that of another entry.
        KunciAsing: the key cannot be used; nothing is said of who uses it.
    """
    jejak = sidik_jalan(model, orang.pk, isi, by)
    try:
        with transaction.atomic():
            satu = model(
                id=kunci,
                orang=orang,
                wilayah_id=orang.wilayah_id,
                sidik_kiriman=jejak,
                dibuat_oleh_id=by.akun_id,
                **isi,
                **(tambahan or {}),
            )
            satu.save(force_insert=True)
            return satu, False
    except IntegrityError as salah:
        if getattr(getattr(salah.__cause__, "diag", None), "constraint_name", "") != f"{model._meta.db_table}_pkey":
            raise
    if (lama := sudah_terkirim(model, kunci=kunci, orang=orang, isi=isi, by=by)) is None:
        raise KunciAsing
    return lama, True


def sudah_terkirim(model: type[T], *, kunci: UUID, orang: Orang, isi: dict, by: Lingkup) -> T | None:
    """Return the row that the same sending had inserted; None when the key is free or not visible.

    Raises:
        CatatanTerpakai: the key is that of another entry.
    """
    lama = model.objects.filter(pk=kunci).first()
    if lama is None:
        return None
    sama = hmac.compare_digest(lama.sidik_kiriman, sidik_jalan(model, orang.pk, isi, by))
    if lama.dibuat_oleh_id != by.akun_id or lama.orang_id != orang.pk or not sama:
        raise CatatanTerpakai(lama)
    return lama


def sidik_jalan(model: type[CatatanJalan], orang: UUID | str, isi: dict, by: Lingkup) -> str:
    """Return a keyed fingerprint: the same account, person and content give the same value."""
    isi = {k: getattr(v, "pk", v) for k, v in isi.items()}
    teks = _kode([model.__name__, str(by.akun_id), str(orang), isi])
    return hmac.digest(settings.SECRET_KEY.encode(), teks.encode(), "sha256").hex()
