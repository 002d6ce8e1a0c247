"""Putusan atas mitra dan usulan perubahannya; yang dikembalikan dikabarkan kepada yang harus memperbaikinya."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from psks.actions.catat import NIK_SEKALI, tulis_kolom
from psks.kabar import DIKEMBALIKAN
from psks.models import Mitra, RevisiMitra
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.pekerjaan.kabar import Alamat, kabari_banyak
from tksk_portal.pekerjaan.penerima import penerima_tugas, tempat_tugas
from tksk_portal.tinjauan.actions import Bentrok, Ditolak, putuskan
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.tinjauan.isi import dari_json_model

__all__ = ["NIK_SEKALI", "putuskan_mitra", "putuskan_revisi_mitra"]


@transaction.atomic
def putuskan_mitra(*, mitra: Mitra, aksi: Aksi, by: Lingkup, versi: int, komentar: str = "") -> Mitra:
    """Carry out one act of review on a partner.

    Raises:
        Ditolak, Bentrok: see `tinjauan.actions.putuskan`.
    """
    mitra = putuskan(rekaman=mitra, aksi=aksi, by=by, versi=versi, komentar=komentar)
    if aksi == Aksi.KEMBALIKAN:
        _kabari_kembali(mitra, mitra.wilayah_id, by, reverse("psks:rinci", args=[mitra.pk]), "data PSKS")
    return mitra


@transaction.atomic
def putuskan_revisi_mitra(
    *, revisi: RevisiMitra, aksi: Aksi, by: Lingkup, versi: int, komentar: str = ""
) -> RevisiMitra:
    """Carry out one act of review on a pending change; verified, it is written to the partner at once.

    Raises:
        Ditolak, Bentrok: see `tinjauan.actions.putuskan`; also when the change was applied already.
    """
    if revisi.diterapkan_pada is not None:
        raise Bentrok("Usulan ini sudah diterapkan.")
    if aksi == Aksi.VERIFIKASI and revisi.mitra.status == Status.DIBATALKAN:
        raise Ditolak("PSKS ini sudah dibatalkan; kembalikan usulannya.")
    revisi = putuskan(rekaman=revisi, aksi=aksi, by=by, versi=versi, komentar=komentar)
    if aksi == Aksi.VERIFIKASI:
        with lingkup.masuk(lingkup.tanpa_batas_derajat(by)):
            mitra = Mitra.objects.select_for_update().get(pk=revisi.mitra_id)
            tulis_kolom(mitra, {k: dari_json_model(Mitra, k, v) for k, v in revisi.isi.items()})
            RevisiMitra.objects.filter(pk=revisi.pk).update(diterapkan_pada=timezone.now())
    if aksi == Aksi.KEMBALIKAN:
        url = reverse("psks:rinci", args=[revisi.mitra_id])
        _kabari_kembali(revisi, revisi.wilayah_id, by, url, "usulan perubahan PSKS")
    return revisi


def _kabari_kembali(rekaman: Mitra | RevisiMitra, wilayah: str, by: Lingkup, url: str, benda: str) -> None:
    """Tell who must mend it; nothing personal in the notice."""
    ke_tksk = rekaman.status == Status.DIKEMBALIKAN
    peran = Peran.TKSK if ke_tksk else Peran.KABKOTA
    pelaku = rekaman.diajukan_oleh_id if ke_tksk else rekaman.diverifikasi_oleh_id
    tempat = tempat_tugas(wilayah, peran)
    kabari_banyak(
        [Alamat(akun, tempat) for akun in penerima_tugas(peran, pelaku, tempat)],
        jenis=DIKEMBALIKAN.kode,
        teks=f"{{n}} {benda} dikembalikan {by.keterangan}",
        url=url,
        kelompok=f"{rekaman._meta.label_lower}:{by.tempat}",
    )
