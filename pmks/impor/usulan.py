"""Usulan perubahan dari buku kerja, seperti yang dibuat formulir (`pmks.actions.ubah`), banyak sekaligus.

Yang sudah diverifikasi tetap berlaku; perubahannya menunggu putusan dinas sosial. Seorang mendapat usulan dari satu
baris saja, dan tidak selama usulan lain atas datanya belum diputuskan. Usulan yang dikembalikan (atau ditarik)
diperbaiki dengan baris itu dan diajukan lagi, seperti di formulir; sel kosong membiarkan isinya.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db.models import F

from pmks.enums import Sumber
from pmks.impor.calon import Calon, Rincian, kasus_json
from pmks.models import Orang, PutusanRevisi, Revisi
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.tampilan.templatetags.tampilan import waktu
from tksk_portal.tinjauan.enums import DAPAT_DIPERBAIKI, SUDAH_DIPERIKSA, Aksi, Status
from tksk_portal.tinjauan.isi import ke_json

MASIH_ADA = "Masih ada usulan perubahan yang belum diputuskan untuk data ini."
LEWAT_FORMULIR = "Usulan yang dikembalikan untuk data ini menyangkut NIK atau penghapusan jenis; perbaiki di portal."
TAK_TERSENTUH = "Ada usulan yang dikembalikan untuk data ini, dan baris ini tidak memperbaikinya."
MASIH_SAMA = "Isi baris ini sama dengan usulan yang dikembalikan; perbaiki dahulu menurut catatan pemeriksanya."
TIADA_SISA = "Menurut baris ini tidak ada lagi yang diusulkan; usulan yang dikembalikan dilepas di portal."
# Usulan NIK diperiksa bentroknya, dan penghapusan jenis tidak dapat ditulis di sebuah sel.
HANYA_FORMULIR = frozenset({"nik", "batal"})
# Kolom yang menerangkan datanya, bukan orangnya: sendirian bukan perubahan yang perlu diputuskan siapa pun.
MILIK_DATA = frozenset({"tanggal_data", "sumber"})
KOLOM_AJUKAN = (
    *("isi", "alasan", "dasar_versi", "status", "versi", "diajukan_pada", "diajukan_oleh", "bergerak_pada"),
)
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


def berjalan(orang: Iterable[UUID], *, kunci: bool = False) -> dict[UUID, list[Revisi]]:
    """Return the proposals of persons that are not decided, by person; one query. `kunci`: locked."""
    hasil: dict[UUID, list[Revisi]] = defaultdict(list)
    if daftar := list(set(orang)):
        ada = Revisi.objects.berjalan().filter(orang_id__in=daftar).order_by("pk")
        for r in ada.select_for_update() if kunci else ada:
            hasil[r.orang_id].append(r)
    return hasil


def perbaiki(c: Calon, rincian: Iterable[Rincian], lama: dict, punya: dict[int, dict], ada: Iterable[Revisi]) -> str:
    """Turn what a row proposes into a mended form of the person's returned proposals.

    Every proposal that is open must be one that the officer holds, and one that the row mends: what it fills replaces
    what was proposed, what equals the record is no longer proposed, and its empty cells leave the proposal as it is.

    Args:
        rincian: what the row says about types, also those that the person has.
        lama, punya: the recorded person and types (`pmks.impor.cari`).
        ada: the open proposals.

    Returns:
        Why the row cannot; empty when it can, or when there is nothing to mend.
    """
    per_kunci = {k["id"]: k for k in punya.values()}
    isi_kasus = {punya[k.jenis]["id"]: kasus_json(k.diberi()) for k in rincian if k.jenis in punya}
    isi_orang = {k: ke_json(v) for k, v in (c.diberi | c.usul["orang"]).items() if k != "desil"}
    c.usul |= {"orang": {k: ke_json(v) for k, v in c.usul["orang"].items()}, "kembali": {}}
    for r in ada:
        if r.status not in DAPAT_DIPERBAIKI:
            return MASIH_ADA
        if HANYA_FORMULIR & r.isi.keys():
            return LEWAT_FORMULIR
        tercatat = per_kunci.get(r.kasus_id, {}) if r.kasus_id else lama
        diisi = isi_kasus.get(r.kasus_id, {}) if r.kasus_id else isi_orang
        if halangan := _perbaiki_satu(c.usul, r, {k: ke_json(v) for k, v in tercatat.items()}, diisi):
            return halangan
    return ""


def _perbaiki_satu(usul: dict, r: Revisi, tercatat: dict, diisi: dict) -> str:
    baru = usul["kasus"].get(str(r.kasus_id), {}) if r.kasus_id else usul["orang"]
    jadi = r.isi | {k: v for k, v in diisi.items() if k in r.isi} | baru
    jadi = {k: v for k, v in jadi.items() if k == "versi" or tercatat.get(k) != v}
    if not jadi.keys() - {"versi"}:
        return TIADA_SISA
    if {k: v for k, v in jadi.items() if k != "versi"} == r.isi:
        if not diisi.keys() & r.isi.keys():
            return TAK_TERSENTUH
        if r.status == Status.DIKEMBALIKAN:
            return MASIH_SAMA
    if r.kasus_id:
        usul["kasus"][str(r.kasus_id)] = jadi | {"versi": tercatat["versi"]}
    else:
        usul["orang"] = jadi
    dahulu = {"isi": r.isi, "alasan": r.alasan, "dasar_versi": r.dasar_versi}
    usul["kembali"][str(r.pk)] = dahulu | {"versi": r.versi, "kasus": str(r.kasus_id) if r.kasus_id else None}
    return ""


def masih_sama(isi: dict, ada: Iterable[Revisi]) -> bool:
    """Tell whether the open proposals of a person are still exactly those that a row mends."""
    kembali = {UUID(pk): r["versi"] for pk, r in isi.get("kembali", {}).items()}
    return {r.pk: r.versi for r in ada} == kembali and all(r.status in DAPAT_DIPERBAIKI for r in ada)


def terbuka(orang: Iterable[UUID], *, selain: Sequence[UUID] = ()) -> set[UUID]:
    """Return those of the persons who have a proposal that is not decided; one query. `selain`: that do not count."""
    return {pk for pk, ada in berjalan(orang).items() if any(r.pk not in selain for r in ada)}


def masih_cocok(isi: dict, punya: dict[int, dict]) -> bool:
    """Tell whether a proposal still meets what it was made for: verified types, at the version that was compared."""
    diperiksa = {str(k["id"]): k["versi"] for k in punya.values() if k["status"] in SUDAH_DIPERIKSA}
    return bool(diperiksa) and all(diperiksa.get(pk) == beda["versi"] for pk, beda in isi["kasus"].items())


def buat(
    usul: Sequence[Usul], *, ada: dict[UUID, list[Revisi]], unggahan: Unggahan, kini: datetime, by: Lingkup
) -> None:
    """Write the proposals as submitted, with their decision "submitted"; returned ones are mended.

    Args:
        usul: `orang` is as before the change.
        ada: the open proposals of these persons, locked, and those that the rows mend (`masih_sama`).
    """
    alasan = _alasan(unggahan)
    _ajukan_lagi(usul, ada, alasan, kini, by)
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
        if kasus not in {r.kasus_id for r in ada.get(u.orang.pk, ())}
    ]
    Revisi.objects.bulk_create(revisi)
    _putus(revisi, Aksi.AJUKAN, Status.DRAF, Status.DIAJUKAN, "", kini, by)


def _ajukan_lagi(usul: Iterable[Usul], ada: dict[UUID, list[Revisi]], alasan: str, kini: datetime, by: Lingkup) -> None:
    """Mend returned proposals and submit them again, as `ubah_orang` does."""
    kena = []
    for u in usul:
        per_kasus = dict(_butir(u.isi))
        for r in ada.get(u.orang.pk, ()):
            r.isi, r.alasan, r.dasar_versi = per_kasus[r.kasus_id], alasan, u.orang.versi
            kena.append(r)
    for dari in DAPAT_DIPERBAIKI:
        _putus([r for r in kena if r.status == dari], Aksi.AJUKAN, dari, Status.DIAJUKAN, "", kini, by)
    for r in kena:
        r.status, r.versi = Status.DIAJUKAN, r.versi + 1
        r.diajukan_pada, r.diajukan_oleh_id, r.bergerak_pada = kini, by.akun_id, kini
    if kena:
        Revisi.objects.bulk_update(kena, KOLOM_AJUKAN)


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


def _putus(
    revisi: Iterable[Revisi], aksi: Aksi, dari: Status, ke: Status, komentar: str, kini: datetime, by: Lingkup
) -> None:
    PutusanRevisi.objects.bulk_create(
        PutusanRevisi(
            rekaman_id=r.pk,
            wilayah_id=r.wilayah_id,
            aksi=aksi,
            dari=dari,
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
    """Return the proposals that rows of an upload made or mended, locked."""
    kunci = [
        _kunci(unggahan, kasus or b.kunci) for b in baris if b.isi.get("usul") for kasus, _ in _butir(b.isi["usul"])
    ]
    kunci += [UUID(pk) for b in baris for pk in _kembali(b)]
    return list(Revisi.objects.select_for_update().filter(pk__in=kunci).order_by("pk")) if kunci else []


def _kembali(b: BarisUnggahan) -> dict[str, dict]:
    """Return the returned proposals that a row mended, by key, as they were."""
    return (b.isi.get("usul") or {}).get("kembali", {})


def diperbaiki(baris: Iterable[BarisUnggahan]) -> dict[UUID, dict]:
    """Return the returned proposals that rows mended, by key, as they were."""
    return {UUID(pk): dahulu for b in baris for pk, dahulu in _kembali(b).items()}


def sudah_diputuskan(revisi: Revisi, dahulu: dict | None = None) -> bool:
    """Tell whether somebody decided on a proposal, so that it cannot be withdrawn any more.

    Args:
        dahulu: as it was before the upload mended it: then nothing at all may have happened to it since.
    """
    if dahulu is not None:
        return (revisi.status, revisi.versi) != (Status.DIAJUKAN, dahulu["versi"] + 1)
    return revisi.diterapkan_pada is not None or revisi.status not in (*BELUM_DIPUTUSKAN, Status.DIBATALKAN)


def tarik(baris: Sequence[BarisUnggahan], *, unggahan: Unggahan, kini: datetime, alasan: str, by: Lingkup) -> None:
    """Withdraw the proposals of rows that nobody decided on; mended ones become drafts of what they were."""
    dahulu = diperbaiki(baris)
    kena = [r for r in milik(baris, unggahan) if r.status in BELUM_DIPUTUSKAN and r.diterapkan_pada is None]
    _kembalikan([r for r in kena if r.pk in dahulu], dahulu, baris, kini, alasan, by)
    baru = [r for r in kena if r.pk not in dahulu]
    for dari in BELUM_DIPUTUSKAN:
        satu = [r for r in baru if r.status == dari]
        _putus(satu, Aksi.BATALKAN, dari, Status.DIBATALKAN, alasan, kini, by)
    Revisi.objects.filter(pk__in=[r.pk for r in baru]).update(
        status=Status.DIBATALKAN, versi=F("versi") + 1, bergerak_pada=kini
    )


def _kembalikan(
    revisi: list[Revisi],
    dahulu: dict[UUID, dict],
    baris: Iterable[BarisUnggahan],
    kini: datetime,
    alasan: str,
    by: Lingkup,
) -> None:
    """Take mended proposals back from the reviewer, with what they proposed before. Runs before the persons change."""
    if not revisi:
        return
    semula = {b.kunci: b.isi["versi"] for b in baris if _kembali(b)}
    versi = dict(Orang.objects.filter(pk__in=semula).values_list("pk", "versi"))
    for r in revisi:
        lama = dahulu[r.pk]
        # Sejauh semula dari versi orangnya: masukan dan pengurungannya sendiri bukan perubahan yang tertinggal.
        maju = versi[r.orang_id] + 1 - semula[r.orang_id]
        r.isi, r.alasan, r.dasar_versi = lama["isi"], lama["alasan"], lama["dasar_versi"] + maju
        r.status, r.versi, r.bergerak_pada = Status.DRAF, r.versi + 1, kini
    _putus(revisi, Aksi.TARIK, Status.DIAJUKAN, Status.DRAF, alasan, kini, by)
    Revisi.objects.bulk_update(revisi, ["isi", "alasan", "dasar_versi", "status", "versi", "bergerak_pada"])
