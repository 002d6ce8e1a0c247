"""Mengurungkan satu unggahan: yang baru dibatalkan, yang diubah dikembalikan; hanya bila belum ada yang dibangun.

Data orang tidak dihapus (jejak tetap): jenis yang ditambahkan dibatalkan dengan putusan yang menyebut unggahannya, dan
orang tanpa jenis aktif tidak lagi tampil di daftar mana pun.
"""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pmks.actions.terapkan import dari_json
from pmks.impor import dtsen, salin, usulan
from pmks.impor.dtsen import kunci_dtsen
from pmks.models import BerkasOrang, Kasus, Orang
from pmks.models.jalan import kunci_berjalan
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.excel.sumber import BUKAN_DI_SINI, SUDAH_DIUBAH
from tksk_portal.tampilan.templatetags.tampilan import waktu
from tksk_portal.tinjauan.actions import batalkan_draf
from tksk_portal.tinjauan.enums import Status

DIPUTUSKAN = "usulan perubahannya sudah diputuskan"
BERFOTO = "sudah ada foto atau dokumennya"
BERJALAN = "sudah ada kebutuhan, layanan, keadaan, atau data DTSEN-nya"


def halangan(baris: Sequence[BarisUnggahan], *, unggahan: Unggahan) -> dict[int, str]:
    """Return why rows cannot be undone any more, by row number; empty when all can.

    Persons and types stay locked until the transaction ends: nobody submits one between this answer and the undoing.
    """
    kunci = {b.kunci for b in baris}
    # Usulannya lebih dahulu, seperti pada putusan atasnya: keduanya menunggu, tidak saling menunggu.
    sendiri = usulan.milik(baris, unggahan)
    list(Kasus.objects.select_for_update().filter(orang_id__in=kunci).order_by("pk").values_list("pk"))
    orang = dict(Orang.objects.select_for_update().filter(pk__in=kunci).order_by("pk").values_list("pk", "versi"))
    berfoto = set(BerkasOrang.objects.tersimpan().filter(orang_id__in=kunci).values_list("orang_id", flat=True))
    berjalan = kunci_berjalan(kunci, selain=[kunci_dtsen(unggahan, b.kunci) for b in baris if _berdesil(b)])
    dahulu = usulan.diperbaiki(baris)
    diputus = {r.orang_id for r in sendiri if usulan.sudah_diputuskan(r, dahulu.get(r.pk))}
    berusul = usulan.terbuka(kunci, selain=[r.pk for r in sendiri])
    kasus: dict[tuple[UUID, int], tuple[str, int]] = {}
    for pk, jenis, status, versi in (
        Kasus.objects.aktif().filter(orang_id__in=kunci).values_list("orang_id", "jenis_id", "status", "versi")
    ):
        kasus[pk, jenis] = (status, versi)
    harapan = _versi_harapan(baris)
    hasil = {}
    for b in baris:
        alasan = DIPUTUSKAN if b.kunci in diputus else ""
        alasan = alasan or _alasan(b, orang.get(b.kunci), harapan[b.kunci], b.kunci in berusul, kasus)
        if not alasan and b.isi["op"] == "baru" and b.kunci in berfoto:
            alasan = BERFOTO
        if not alasan and b.isi["op"] == "baru" and b.kunci in berjalan:
            alasan = BERJALAN
        if alasan:
            hasil[b.nomor] = alasan
    return hasil


def _berdesil(b: BarisUnggahan) -> bool:
    return bool(b.isi.get("dtsen") or (b.isi["op"] == "baru" and b.isi["orang"]["desil"]))


def _versi_harapan(baris: Sequence[BarisUnggahan]) -> dict[UUID, int | None]:
    """Return the version each person must still have: what the batch left. None where no row tells the start."""
    naik = Counter(b.kunci for b in baris if b.isi["op"] in ("ubah", "hidup", "tambah_ada"))
    hasil: dict[UUID, int | None] = dict.fromkeys(b.kunci for b in baris)
    for b in baris:
        if b.isi["op"] == "baru":
            hasil[b.kunci] = 1
        elif b.isi["op"] in ("ubah", "hidup"):
            hasil[b.kunci] = b.isi["versi"] + naik[b.kunci]
    return hasil


def _alasan(
    b: BarisUnggahan, versi: int | None, harapan: int | None, berusul: bool, kasus: dict[tuple[UUID, int], tuple]
) -> str:
    if versi is None:
        return BUKAN_DI_SINI
    if berusul:
        return "ada usulan perubahan yang menunggu"
    for k in b.isi["kasus"]:
        status, versi_kasus = kasus.get((b.kunci, k["jenis"]), ("", 0))
        if status != Status.DRAF:
            return f"sudah {Status(status).label.lower()}" if status else "jenisnya sudah dibatalkan"
        if versi_kasus != 1:
            return SUDAH_DIUBAH
    return SUDAH_DIUBAH if harapan is not None and versi != harapan else ""


def urungkan(baris: Sequence[BarisUnggahan], *, unggahan: Unggahan, by: Lingkup) -> None:
    """Take back a chunk of written rows inside the caller's transaction.

    Raises:
        PermissionDenied: the role may not import.
    """
    if not boleh(by, "pmks.impor"):
        raise PermissionDenied
    kini, alasan = timezone.now(), f"Unggahan Excel {waktu(unggahan.dibuat_pada)} diurungkan."
    berdesil = [b.kunci for b in baris if _berdesil(b)]
    dtsen.cabut(berdesil, unggahan=unggahan, kini=kini, alasan=alasan, by=by)
    usulan.tarik(baris, unggahan=unggahan, kini=kini, alasan=alasan, by=by)
    _kembalikan_orang([b for b in baris if b.isi["op"] in ("ubah", "hidup")], by)
    _batalkan_kasus(baris, alasan, by)


def _kembalikan_orang(baris: list[BarisUnggahan], by: Lingkup) -> None:
    orang = {o.pk: o for o in Orang.objects.select_for_update().filter(pk__in=[b.kunci for b in baris]).order_by("pk")}
    jadi, kasus, desil = [], [], []
    for b in baris:
        o = orang[b.kunci]
        for kolom, nilai in b.sebelum["orang"].items():
            setattr(o, kolom, dari_json(kolom, nilai))
        o.rapikan()
        jadi.append(o)
        if b.isi.get("dtsen"):
            desil.append((o, b.sebelum["desil"]))
        kasus += [(UUID(pk), lama) for pk, lama in b.sebelum.get("kasus", {}).items()]
    dtsen.samakan(desil)
    salin.ubah_orang(jadi, kini=timezone.now(), oleh=by.akun_id)
    salin.ubah_kasus(kasus, kini=timezone.now())


def _batalkan_kasus(baris: Sequence[BarisUnggahan], alasan: str, by: Lingkup) -> None:
    pasangan = {(b.kunci, k["jenis"]) for b in baris for k in b.isi["kasus"]}
    calon = Kasus.objects.filter(orang_id__in={o for o, _ in pasangan}, status=Status.DRAF).order_by("pk")
    kena = [
        (pk, wilayah)
        for pk, orang, jenis, wilayah in calon.values_list("pk", "orang_id", "jenis_id", "wilayah_id")
        if (orang, jenis) in pasangan
    ]
    batalkan_draf(model=Kasus, kena=kena, by=by, komentar=alasan)
