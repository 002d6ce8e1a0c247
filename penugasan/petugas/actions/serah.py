"""Serah terima pekerjaan dari satu penghuni formasi kepada penerusnya."""

from datetime import date

from django.db import transaction

from penugasan.petugas.actions.dasar import Ditolak, check_hak, simpan
from penugasan.petugas.models import Formasi, Hunian, SerahTerima
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.terbuka import hitung_terbuka

DINAS = "dinas"


def penerus(hunian: Hunian) -> Hunian | None:
    """Return the occupancy that follows in the same formation, if there is one: the successor or the cover."""
    sesudah = hunian.formasi.hunian.sah().filter(mulai__gt=hunian.mulai).exclude(pk=hunian.pk)
    return sesudah.select_related("petugas").order_by("mulai").first()


def pemegang(formasi: Formasi, hari: date | None = None) -> tuple[str, str]:
    """Return whose a formation's open work is on a day, as (kind, key): never nobody.

    The officer or the cover (key of the officer); in a vacancy the kabupaten/kota (its code).
    """
    kini = formasi.hunian.pada(hari).first()
    return (kini.jenis, str(kini.petugas_id)) if kini else (DINAS, formasi.wilayah_id[:5])


@transaction.atomic
def serahkan(*, dari: Hunian, tanggal: date, keterangan: dict[str, str], by: Lingkup) -> SerahTerima:
    """Write down what is handed over on a day, and to whom; without a successor the kabupaten/kota takes it.

    Raises:
        PermissionDenied: not this role, or not this place.
        Ditolak: the occupancy has no end, was cancelled, or was handed over before.
    """
    check_hak("petugas.serah", dari.wilayah_id, by)
    dari = Hunian.objects.select_for_update(of=("self",)).select_related("formasi").get(pk=dari.pk)
    if dari.dibatalkan_pada or dari.selesai is None:
        raise Ditolak("Serah terima dibuat sesudah hari terakhirnya ditentukan.", "tanggal")
    if tanggal < dari.mulai:
        raise Ditolak("Serah terima tidak dapat mendahului masa tugasnya.", "tanggal")
    isi = [[j.jenis.kode, j.jenis.label, j.jumlah] for j in hitung_terbuka(dari.wilayah_id, by=by)]
    serah = SerahTerima(
        formasi=dari.formasi,
        wilayah_id=dari.wilayah_id,
        dari=dari,
        ke=penerus(dari),
        tanggal=tanggal,
        isi=isi,
        dibuat_oleh_id=by.akun_id,
        **keterangan,
    )
    return simpan(serah)
