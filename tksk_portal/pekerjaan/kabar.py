"""Kotak kabar: memberi tahu sebuah akun, sekali, tanpa data orang yang didata."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.timezone import now as kini
from uuid_utils.compat import uuid7

from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.jejak.catatan import samarkan
from tksk_portal.pekerjaan.enums import Irama, Status
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan, PilihanKabar

TEKS_TERPANJANG = 300
SISIP = """
INSERT INTO pekerjaan_kabar
    (id, wilayah_id, akun_id, dari_id, jenis, teks, url, kunci, kelompok, banyak, dibuat_pada)
SELECT p.id, p.wilayah, p.akun, %(dari)s, %(jenis)s, %(teks)s, %(url)s, %(kunci)s, %(kelompok)s, %(banyak)s, %(saat)s
FROM unnest(%(id)s::uuid[], %(wilayah)s::text[], %(akun)s::uuid[]) AS p (id, wilayah, akun)
"""
BILA_ADA = {
    "selalu": "",
    "kunci": "ON CONFLICT (akun_id, wilayah_id, kunci) WHERE NOT (kunci = '') DO NOTHING",
    "kelompok": """
ON CONFLICT (akun_id, wilayah_id, kelompok)
    WHERE NOT (kelompok = '') AND dibaca_pada IS NULL AND disurel_pada IS NULL
DO UPDATE SET banyak = pekerjaan_kabar.banyak + excluded.banyak, teks = excluded.teks, url = excluded.url,
    dari_id = excluded.dari_id, dibuat_pada = excluded.dibuat_pada
""",
}


@dataclass(frozen=True)
class JenisKabar:
    """A kind of notice, listed by its dotted name in `settings.JENIS_KABAR`.

    Args:
        kode: by which it is stored; never changed afterwards.
        label: what the page of choices calls it.
        surel: how often it comes by mail unless the person chose.
    """

    kode: str
    label: str
    surel: Irama = Irama.HARIAN


PEKERJAAN_BERAKHIR = JenisKabar("pekerjaan.berakhir", "Pekerjaan latar selesai atau gagal", Irama.TIDAK)


@dataclass(frozen=True)
class Alamat:
    """To whom a notice goes: an account, and the place of the duty that it concerns."""

    akun_id: UUID
    wilayah: str


def daftar_jenis() -> dict[str, JenisKabar]:
    """Return all kinds of notices by code, in the order of the settings.

    Raises:
        ImproperlyConfigured: a name is no kind of notice.
    """
    return _daftar(tuple(settings.JENIS_KABAR))


@cache
def _daftar(nama: tuple[str, ...]) -> dict[str, JenisKabar]:
    semua = {}
    for n in nama:
        jenis = import_string(n)
        if not isinstance(jenis, JenisKabar):
            raise ImproperlyConfigured(f"JENIS_KABAR menyebut {n}, yang bukan jenis kabar.")
        semua[jenis.kode] = jenis
    return semua


def kabari(
    *,
    akun_id: UUID,
    wilayah: str,
    jenis: str,
    teks: str,
    url: str = "",
    kunci: str = "",
    kelompok: str = "",
    banyak: int = 1,
) -> None:
    """Put a notice into an account's box, in the present transaction and scope.

    Args:
        wilayah: place of the duty that it concerns; lies in the present scope.
        jenis: code of a kind in `settings.JENIS_KABAR`.
        teks: nothing personal; `{n}` stands for `banyak`.
        url: page of this portal.
        kunci: the same notice never twice.
        kelompok: instead of a key: while unread, notices of one group are one line, and their counts add up.

    Raises:
        KeyError: no such kind.
        ValueError: key and group together.
    """
    kabari_banyak(
        [Alamat(akun_id, wilayah)], jenis=jenis, teks=teks, url=url, kunci=kunci, kelompok=kelompok, banyak=banyak
    )


def kabari_banyak(
    kepada: Iterable[Alamat],
    *,
    jenis: str,
    teks: str,
    url: str = "",
    kunci: str = "",
    kelompok: str = "",
    banyak: int = 1,
) -> None:
    """Put one notice into several boxes with a single statement; see `kabari`."""
    if kunci and kelompok:
        raise ValueError("Kabar memakai kunci atau kelompok, tidak keduanya.")
    kode = daftar_jenis()[jenis].kode
    dari, saat = lingkup.sekarang().akun_id, kini()
    # Urutan tetap: dua pengirim serentak tidak saling menunggu.
    semua = sorted(set(kepada), key=lambda a: (str(a.akun_id), a.wilayah))
    if not semua:
        return
    nilai = {
        "id": [uuid7() for _ in semua],
        "wilayah": [a.wilayah for a in semua],
        "akun": [a.akun_id for a in semua],
        "dari": dari,
        "jenis": kode,
        "teks": samarkan(teks)[:TEKS_TERPANJANG],
        "url": url,
        "kunci": kunci,
        "kelompok": kelompok,
        "banyak": banyak,
        "saat": saat,
    }
    cara = "kunci" if kunci else "kelompok" if kelompok else "selalu"
    with connection.cursor() as kursor:
        kursor.execute(SISIP + BILA_ADA[cara], nilai)


def kabari_akhir(p: Pekerjaan, status: Status) -> None:
    """Tell the requester that a job has ended."""
    akhir = "selesai" if status == Status.SELESAI else "gagal"
    kabari(
        akun_id=p.pemohon_id,
        wilayah=p.wilayah_id,
        jenis=PEKERJAAN_BERAKHIR.kode,
        teks=f"{p.judul}: {akhir}",
        url=reverse("pekerjaan:rinci", args=[p.pk]),
        kunci=f"pekerjaan:{p.pk}",
    )


def baca(akun_id: UUID, *, kunci: str = "") -> int:
    """Mark an account's notices as read, all or the one with a key; return how many."""
    milik = Kabar.objects.milik(akun_id).belum_dibaca()
    return (milik.filter(kunci=kunci) if kunci else milik).update(dibaca_pada=kini())


def pilih(*, by: Lingkup, pilihan: dict[str, tuple[bool, str]]) -> None:
    """Store what an account wants to hear of: kind -> (in the portal, rhythm of mail)."""
    PilihanKabar.objects.bulk_create(
        [
            PilihanKabar(wilayah_id=by.tempat, akun_id=by.akun_id, jenis=jenis, portal=portal, surel=surel)
            for jenis, (portal, surel) in pilihan.items()
        ],
        update_conflicts=True,
        unique_fields=("akun", "jenis"),
        update_fields=("portal", "surel"),
    )


def tautan_wa(teks: str, url: str = "") -> str:
    """Return a WhatsApp click-to-send address: the user picks the receiver and sends it herself."""
    return "https://wa.me/?text=" + quote(f"{teks}\n{url}".strip())
