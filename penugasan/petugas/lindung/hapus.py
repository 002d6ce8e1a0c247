"""Kapan seorang petugas dapat dihapus, dan yang dilakukan sebelum identitasnya dikosongkan."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from penugasan.petugas.actions.petugas import NAMA_BERKAS
from penugasan.petugas.enums import Tahap
from penugasan.petugas.lindung.sasaran import KODE
from penugasan.petugas.models import SK, Hunian, Pelatihan, Petugas, Usulan
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.arsip.berkas import buang
from tksk_portal.arsip.models import Berkas
from tksk_portal.kelola import tautan
from tksk_portal.kelola.sesi import akhiri_sesi
from tksk_portal.lindung.aturan import retensi
from tksk_portal.lindung.buku_kerja import Sebutan, buang_unggahan
from tksk_portal.lindung.sasaran import DIHAPUS
from tksk_portal.tampilan.templatetags.tampilan import angka, tanggal

BERTUGAS = "Petugas ini masih bertugas di {tempat}. Akhiri dahulu masa tugasnya; yang bertugas tidak dapat dihapus."
BERAKUN = "Akun petugas ini masih punya tugas di {tempat}. Akhiri dahulu tugas itu."


def sudah_dihapus(petugas: Petugas) -> bool:
    """Tell whether an officer's identity was erased; only then the NIK is empty."""
    return petugas.nik == ""


def halangan(petugas: Petugas) -> str:
    """Return why an officer cannot be erased now: a duty that runs or comes, or the office's own retention period.

    The period is what the office has set; while it has set none, nothing is claimed. It counts from the last day of
    duty; who never served is not held by it.
    """
    hari = timezone.localdate()
    # Perangkapan dan tugas lain dapat berada di luar lingkup yang bertanya.
    with lingkup.masuk(lingkup.sistem("memeriksa tugas petugas")):
        bertugas = Hunian.objects.sejak(hari).filter(petugas=petugas).select_related("wilayah").first()
        berakun = Penempatan.objects.filter(akun=petugas.akun_id, dibatalkan_pada=None).select_related("tempat")
        berakun = berakun.filter(Q(selesai=None) | Q(selesai__gte=hari)).first() if petugas.akun_id else None
        terakhir = Hunian.objects.sah().filter(petugas=petugas, selesai__isnull=False).order_by("-selesai").first()
    if bertugas:
        return BERTUGAS.format(tempat=bertugas.wilayah.sebutan)
    if berakun:
        return BERAKUN.format(tempat=berakun.tempat.sebutan)
    aturan = retensi(KODE, petugas.wilayah_id)
    if aturan is None or aturan.hari is None or terakhir is None:
        return ""
    sampai = terakhir.selesai + timedelta(days=aturan.hari)
    if sampai <= hari:
        return ""
    return (
        f"Kantor mengatur data petugas disimpan {angka(aturan.hari)} hari ({aturan.dasar}), jadi baru dapat dihapus "
        f"{tanggal(sampai)}."
    )


def hapus(petugas: Petugas, by: Lingkup) -> list[Berkas]:
    """Close nominations and account, and remove the files that hold the officer; return the files.

    Raises:
        Ditolak: an upload that holds the officer is being worked on.
    """
    petugas = Petugas.objects.select_for_update().get(pk=petugas.pk)
    semua = set(petugas.riwayat.exclude(nik="").values_list("nama", "nik", "tanggal_lahir"))
    sebutan = [Sebutan(petugas.pk, nama, (nik,), lahir) for nama, nik, lahir in semua]
    berkas = [*buang_unggahan(sebutan, by), *_buang_berkas(petugas, by)]
    Usulan.objects.berjalan().filter(petugas=petugas).update(
        tahap=Tahap.DITUTUP, ditutup_pada=timezone.localdate(), alasan_tutup=DIHAPUS
    )
    if petugas.akun_id:
        _tutup_akun(petugas.akun_id, by)
    return berkas


def _tutup_akun(akun_id, by: Lingkup) -> None:
    """End what signs in with the account. Its wall is that of the province that keeps it."""
    oleh = by.akun_id or akun_id
    with lingkup.masuk(lingkup.sistem(f"penghapusan identitas oleh {by.keterangan}")):
        akun = Akun.objects.get(pk=akun_id)
        Akun.objects.filter(pk=akun_id, ditutup_pada=None).update(ditutup_pada=timezone.now(), ditutup_oleh=oleh)
        tautan.batalkan_semua(akun=akun, oleh_id=oleh)
        akhiri_sesi(akun)


def _buang_berkas(petugas: Petugas, by: Lingkup) -> list[Berkas]:
    induk = [
        petugas.pk,
        *(pk for m in (SK, Pelatihan) for pk in m.objects.filter(petugas=petugas).values_list("pk", flat=True)),
    ]
    semua = list(Berkas.objects.tersimpan().filter(keperluan=NAMA_BERKAS, induk__in=induk))
    for satu in semua:
        buang(satu, by=by)
    return semua
