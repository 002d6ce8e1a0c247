"""Usulan perubahan dari buku kerja, seperti yang dibuat formulir (`pmks.actions.ubah`), banyak sekaligus.

Yang sudah diverifikasi tetap berlaku; perubahannya menunggu putusan dinas sosial. Seorang mendapat usulan dari satu
baris saja, dan tidak selama usulan lain atas datanya belum diputuskan.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db.models import F

from pmks.actions.terapkan import ke_json
from pmks.actions.ubah import SUDAH_DIPERIKSA
from pmks.enums import Sumber
from pmks.impor.calon import Calon, kasus_json
from pmks.models import Orang, PutusanRevisi, Revisi
from pmks.models.revisi import BERJALAN
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.tampilan.templatetags.tampilan import waktu
from tksk_portal.tinjauan.enums import Aksi, Status

MASIH_ADA = "Masih ada usulan perubahan yang belum diputuskan untuk data ini."
# Kolom yang menerangkan datanya, bukan orangnya: sendirian bukan perubahan yang perlu diputuskan siapa pun.
MILIK_DATA = frozenset({"tanggal_data", "sumber"})
BELUM_DIPUTUSKAN = (Status.DRAF, Status.DIAJUKAN, Status.DIKEMBALIKAN)


class Usul(NamedTuple):
    """What a row proposes about a person: columns of the person, and of its types by key (with their version)."""

    orang: Orang
    isi: dict


def pisahkan(c: Calon, punya: dict[int, dict], beda_kasus: dict[int, dict]) -> None:
    """Take from what a row changes at once that which must be proposed; `beda_kasus` keeps the rest."""
    if not any(k["status"] in SUDAH_DIPERIKSA for k in punya.values()):
        return
    orang, c.ubah = c.ubah or {}, {}
    kasus = {}
    for kode in [j for j in beda_kasus if punya[j]["status"] in SUDAH_DIPERIKSA]:
        kasus[str(punya[kode]["id"])] = kasus_json(beda_kasus.pop(kode)) | {"versi": punya[kode]["versi"]}
    if orang or kasus:
        c.usul = {"orang": orang, "kasus": kasus}


def semula(c: Calon, lama: dict, punya: dict[int, dict]) -> dict:
    """Return what is recorded in the columns that a row proposes to change, as JSON values."""
    usul, per_kunci = c.usul or {"orang": {}, "kasus": {}}, {str(k["id"]): k for k in punya.values()}
    return {
        "orang": {k: ke_json(lama[k]) for k in usul["orang"]},
        "kasus": {
            pk: kasus_json({k: per_kunci[pk][k] for k in beda if k != "versi"}) for pk, beda in usul["kasus"].items()
        },
    }


def terbuka(orang: Iterable[UUID], *, selain: Sequence[UUID] = ()) -> set[UUID]:
    """Return those of the persons who have a proposal that is not decided; one query. `selain`: that do not count."""
    daftar = list(set(orang))
    if not daftar:
        return set()
    ada = Revisi.objects.filter(orang_id__in=daftar, status__in=BERJALAN, diterapkan_pada=None)
    return set(ada.exclude(pk__in=selain).values_list("orang_id", flat=True))


def masih_cocok(isi: dict, punya: dict[int, dict]) -> bool:
    """Tell whether a proposal still meets what it was made for: verified types, at the version that was compared."""
    diperiksa = {str(k["id"]): k["versi"] for k in punya.values() if k["status"] in SUDAH_DIPERIKSA}
    return bool(diperiksa) and all(diperiksa.get(pk) == beda["versi"] for pk, beda in isi["kasus"].items())


def buat(usul: Sequence[Usul], *, unggahan: Unggahan, kini: datetime, by: Lingkup) -> None:
    """Write the proposals as submitted, with their decision "submitted". `orang` is as before the change."""
    alasan = _alasan(unggahan)
    revisi = [
        Revisi(
            id=_kunci(unggahan, kasus or u.orang.pk),
            orang_id=u.orang.pk,
            kasus_id=kasus,
            wilayah_id=u.orang.wilayah_id,
            isi=isi,
            alasan=alasan,
            dasar_versi=u.orang.versi,
            status=Status.DIAJUKAN,
            versi=2,
            diajukan_pada=kini,
            diajukan_oleh_id=by.akun_id,
            bergerak_pada=kini,
            dibuat_pada=kini,
            dibuat_oleh_id=by.akun_id,
        )
        for u in usul
        for kasus, isi in _butir(u.isi)
    ]
    Revisi.objects.bulk_create(revisi)
    _putus(revisi, Aksi.AJUKAN, Status.DIAJUKAN, "", kini, by)


def _butir(isi: dict) -> list[tuple[UUID | None, dict]]:
    orang = [(None, isi["orang"])] if isi["orang"] else []
    kasus = [(UUID(pk), {n: v for n, v in beda.items() if n != "versi"}) for pk, beda in isi["kasus"].items()]
    return orang + kasus


def _kunci(unggahan: Unggahan, sasaran: UUID) -> UUID:
    return uuid5(unggahan.pk, f"usulan:{sasaran}")


def _alasan(unggahan: Unggahan) -> str:
    if ditulis := unggahan.pilihan.get("alasan_usulan"):
        return ditulis
    sumber = dict(Sumber.choices).get(unggahan.pilihan.get("sumber"), Sumber.LAIN.label)
    return f"Unggahan Excel {waktu(unggahan.dibuat_pada)}, sumber data: {str(sumber).lower()}"[:300]


def _putus(revisi: Iterable[Revisi], aksi: Aksi, ke: Status, komentar: str, kini: datetime, by: Lingkup) -> None:
    PutusanRevisi.objects.bulk_create(
        PutusanRevisi(
            rekaman_id=r.pk,
            wilayah_id=r.wilayah_id,
            aksi=aksi,
            dari=Status.DRAF if aksi == Aksi.AJUKAN else r.status,
            ke=ke,
            komentar=komentar,
            oleh_id=by.akun_id,
            sebagai=by.keterangan,
            pada=kini,
        )
        for r in revisi
    )


# Mengurungkan ---------------------------------------------------------------------------------------------------


def milik(baris: Iterable[BarisUnggahan], unggahan: Unggahan) -> list[Revisi]:
    """Return the proposals that rows of an upload made, locked."""
    kunci = [
        _kunci(unggahan, kasus or b.kunci) for b in baris if b.isi.get("usul") for kasus, _ in _butir(b.isi["usul"])
    ]
    return list(Revisi.objects.select_for_update().filter(pk__in=kunci).order_by("pk")) if kunci else []


def sudah_diputuskan(revisi: Revisi) -> bool:
    """Tell whether somebody decided on a proposal, so that it cannot be withdrawn any more."""
    return revisi.diterapkan_pada is not None or revisi.status not in (*BELUM_DIPUTUSKAN, Status.DIBATALKAN)


def tarik(baris: Iterable[BarisUnggahan], *, unggahan: Unggahan, kini: datetime, alasan: str, by: Lingkup) -> None:
    """Withdraw the proposals of rows that nobody decided on."""
    kena = [r for r in milik(baris, unggahan) if r.status in BELUM_DIPUTUSKAN and r.diterapkan_pada is None]
    Revisi.objects.filter(pk__in=[r.pk for r in kena]).update(
        status=Status.DIBATALKAN, versi=F("versi") + 1, bergerak_pada=kini
    )
    _putus(kena, Aksi.BATALKAN, Status.DIBATALKAN, alasan, kini, by)
