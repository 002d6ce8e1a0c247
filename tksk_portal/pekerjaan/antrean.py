"""Antrean pekerjaan latar di PostgreSQL: meminta, membatalkan, mengambil, mengambil kembali, mengakhiri.

Baris `Pekerjaan` sendiri adalah antreannya. Antrean django-tasks-db tidak dipakai: barisnya tidak berdinding,
menyimpan jejak galat (yang dapat memuat data orang), tidak mengambil kembali pekerjaan dari pekerja yang mati, dan
menjadi kebenaran kedua di samping kemajuan, pemohon, dan tanda pagar yang bagaimanapun harus ada di sini.
"""

import json
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import Q, Window
from django.db.models.functions import RowNumber
from django.utils.timezone import now as kini

from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.jejak.catatan import samarkan
from tksk_portal.pekerjaan.enums import Status
from tksk_portal.pekerjaan.jenis import JenisPekerjaan, cari_jenis, jenis_pekerjaan
from tksk_portal.pekerjaan.kabar import kabari_akhir
from tksk_portal.pekerjaan.kerja import Berhenti, Dibatalkan, Direbut, Gagal, Kerja
from tksk_portal.pekerjaan.models import Pekerjaan

__all__ = (
    "Berhenti",
    "Dibatalkan",
    "Direbut",
    "Gagal",
    "JenisPekerjaan",
    "Kerja",
    "KunciTerpakai",
    "antrekan",
    "batalkan",
    "cari_jenis",
    "jenis_pekerjaan",
)

JEDA_ULANG, PENGALI_ULANG, JEDA_TERPANJANG = timedelta(seconds=5), 6, timedelta(hours=1)
CALON = 20
# Batas mutlak: pekerjaan yang selalu mati sesudah maju sedikit pun berakhir.
PERCOBAAN_TERBANYAK = 500
PESAN_GANGGUAN = "Pekerjaan terhenti karena gangguan di server dan sudah dicoba {n} kali. Coba minta lagi nanti."
PESAN_DICOBA_LAGI = "Terhenti karena gangguan; dicoba lagi sebentar lagi."


class KunciTerpakai(Exception):
    """The key belongs to another job. Deliberately says nothing about whose."""


def antrekan(nama: str, *, by: Lingkup, isi: dict, judul: str | None = None, kunci: UUID | None = None) -> Pekerjaan:
    """Ask for a background job, inside the request's transaction; it starts after the commit.

    Args:
        nama: kind of job, registered in `settings.JENIS_PEKERJAAN`.
        isi: what to do: keys and options only, nothing personal.
        judul: how the requester recognises it, nothing personal; the kind's own title by default.
        kunci: key brought by the form; the same key, account and content give the first job again.

    Raises:
        KeyError: no such kind (a programming error).
        PermissionDenied: the role may not ask for it.
        KunciTerpakai: the key belongs to something else; nothing was written.
    """
    jenis = cari_jenis(nama)
    if by.penempatan_id is None or not boleh(by, jenis.izin):
        raise PermissionDenied
    isi = json.loads(json.dumps(isi, cls=DjangoJSONEncoder))
    if kunci is not None and (ada := Pekerjaan.objects.filter(pk=kunci).first()):
        return _yang_sama(ada, nama, by, isi)
    baru = {"pk": kunci} if kunci is not None else {}
    try:
        with transaction.atomic():
            return Pekerjaan.objects.create(
                **baru,
                wilayah_id=by.tempat,
                jenis=nama,
                judul=samarkan(judul or jenis.judul)[:160],
                pemohon_id=by.akun_id,
                penempatan_id=by.penempatan_id,
                isi=isi,
                coba_lagi_pada=kini(),
            )
    except IntegrityError:
        if kunci is None:
            raise
        return _yang_sama(Pekerjaan.objects.filter(pk=kunci).first(), nama, by, isi)


def _yang_sama(ada: Pekerjaan | None, nama: str, by: Lingkup, isi: dict) -> Pekerjaan:
    if ada is None or (ada.jenis, ada.pemohon_id, ada.isi) != (nama, by.akun_id, isi):
        raise KunciTerpakai
    return ada


def batalkan(*, pekerjaan: Pekerjaan, by: Lingkup) -> bool:
    """Cancel a job: at once while it waits, at its next step while it runs.

    Returns:
        Whether there was something to cancel.

    Raises:
        PermissionDenied: somebody else's job.
    """
    if pekerjaan.pemohon_id != by.akun_id:
        raise PermissionDenied
    sama = Pekerjaan.objects.filter(pk=pekerjaan.pk)
    saat = kini()
    if sama.filter(status=Status.ANTRE).update(status=Status.DIBATALKAN, selesai_pada=saat, batal_diminta_pada=saat):
        return True
    return bool(sama.filter(status=Status.BERJALAN, batal_diminta_pada=None).update(batal_diminta_pada=saat))


# Bagi pekerja ----------------------------------------------------------------------------------------------------


def ambil() -> Pekerjaan | None:
    """Take the next waiting job, or None. Those with few jobs before it of the same requester come first."""
    with lingkup.masuk(lingkup.sistem("pekerja")):
        for kunci in _giliran():
            # Yang sedang diambil pekerja lain dilewati; statusnya dilihat lagi sesudah terkunci.
            antre = Pekerjaan.objects.filter(pk=kunci, status=Status.ANTRE)
            if p := antre.select_for_update(skip_locked=True).first():
                p.percobaan += 1
                p.status, p.denyut_pada, p.mulai_pada, p.pesan = Status.BERJALAN, kini(), p.mulai_pada or kini(), ""
                p.save(update_fields=("percobaan", "status", "denyut_pada", "mulai_pada", "pesan"))
                return p
        return None


def _giliran() -> list[UUID]:
    """Return the waiting jobs in turn: everybody's first one, then everybody's second one."""
    milik_ke = Window(RowNumber(), partition_by="pemohon", order_by=("dibuat_pada", "pk"))
    semua = Pekerjaan.objects.belum_selesai().order_by().annotate(milik_ke=milik_ke)
    siap = [
        (ke, dibuat, pk)
        for ke, dibuat, pk, status, sejak in semua.values_list(
            "milik_ke", "dibuat_pada", "pk", "status", "coba_lagi_pada"
        )
        if status == Status.ANTRE and sejak <= kini()
    ]
    return [pk for _, _, pk in sorted(siap)[:CALON]]


def ambil_kembali() -> int:
    """Return jobs whose worker fell silent to the queue; end those that failed too often. Any worker may do it.

    A job in the middle of a transaction is passed over: its row is locked, so its worker lives.
    """
    batas = kini() - timedelta(seconds=settings.PEKERJAAN_DENYUT_MATI)
    with lingkup.masuk(lingkup.sistem("pekerja")):
        diam = list(
            Pekerjaan.objects.filter(status=Status.BERJALAN, denyut_pada__lt=batas)
            .order_by("pk")
            .select_for_update(skip_locked=True)
        )
        for p in diam:
            ulangi(p, pekerja_mati=True)
        return len(diam)


def berdetak(pegangan: Iterable[tuple[UUID, int]]) -> set[tuple[UUID, int]]:
    """Show that the held jobs are alive; return those to be cancelled. A row that is locked needs no beat."""
    milik = Q(pk__in=[])
    for pk, percobaan in pegangan:
        milik |= Q(pk=pk, percobaan=percobaan)
    with lingkup.masuk(lingkup.sistem("pekerja")):
        baris = list(
            Pekerjaan.objects.filter(milik, status=Status.BERJALAN)
            .order_by("pk")
            .select_for_update(skip_locked=True, no_key=True)
            .values_list("pk", "percobaan", "batal_diminta_pada")
        )
        Pekerjaan.objects.filter(pk__in=[pk for pk, *_ in baris]).update(denyut_pada=kini())
    return {(pk, percobaan) for pk, percobaan, batal in baris if batal}


def akhiri(p: Pekerjaan, status: Status, *, pesan: str = "", hasil: dict | None = None) -> bool:
    """End a running job, unless somebody else has taken it; return whether it was ended.

    Its requester hears of a failure, and of success where the kind says so.
    """
    with lingkup.masuk(lingkup.sistem("pekerja")):
        jumlah = _dipegang(p).update(
            status=status, pesan=samarkan(pesan)[:400], hasil=hasil or {}, selesai_pada=kini(), denyut_pada=kini()
        )
        if jumlah and (status == Status.GAGAL or (status == Status.SELESAI and cari_jenis(p.jenis).kabari)):
            kabari_akhir(p, status)
    return bool(jumlah)


def lepas(p: Pekerjaan) -> None:
    """Return a running job to the queue without counting a failure (the worker stops, the database was away)."""
    with lingkup.masuk(lingkup.sistem("pekerja")):
        _ke_antrean(p, coba_lagi_pada=kini())


def ulangi(p: Pekerjaan, *, pekerja_mati: bool = False) -> None:
    """Return a failed job to the queue, each time for longer; end it when it failed too often without progress.

    Args:
        pekerja_mati: its worker died, most likely through no fault of the job: the first time it waits for nothing.
    """
    with lingkup.masuk(lingkup.sistem("pekerja")):
        segar = Pekerjaan.objects.filter(pk=p.pk, percobaan=p.percobaan).values_list("gagal_beruntun", flat=True)
        gagal = (segar.first() or 0) + 1
        if gagal >= _batas(p.jenis) or p.percobaan >= PERCOBAAN_TERBANYAK:
            akhiri(p, Status.GAGAL, pesan=PESAN_GANGGUAN.format(n=p.percobaan))
            return
        jeda = timedelta(0) if pekerja_mati and gagal == 1 else _jeda(gagal)
        _ke_antrean(p, coba_lagi_pada=kini() + jeda, gagal_beruntun=gagal, pesan=PESAN_DICOBA_LAGI)


def _jeda(gagal: int) -> timedelta:
    return min(JEDA_TERPANJANG, JEDA_ULANG * PENGALI_ULANG ** (gagal - 1))


def _batas(jenis: str) -> int:
    try:
        return cari_jenis(jenis).percobaan
    except KeyError:
        return 1


def _dipegang(p: Pekerjaan):
    return Pekerjaan.objects.filter(pk=p.pk, percobaan=p.percobaan, status=Status.BERJALAN)


def _ke_antrean(p: Pekerjaan, **ubah) -> None:
    batal = {"status": Status.DIBATALKAN, "selesai_pada": kini()}
    if not _dipegang(p).exclude(batal_diminta_pada=None).update(**batal):
        _dipegang(p).update(status=Status.ANTRE, **ubah)
