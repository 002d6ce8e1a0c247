"""Yang harus dilakukan sebelum seseorang di register PSKS dikosongkan: menutup yang berjalan, menghancurkan berkas."""

from django.db.models import F, Q
from django.utils import timezone

from psks.actions.dokumen import KEPERLUAN_DOKUMEN, KEPERLUAN_FOTO
from psks.lindung.sasaran import KONTAK, PENDEK, TANDA
from psks.models import DokumenMitra, Mitra, RevisiMitra
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.arsip.berkas import buang
from tksk_portal.arsip.models import Berkas
from tksk_portal.lindung.buku_kerja import Sebutan, buang_ekspor, buang_susulan, buang_unggahan
from tksk_portal.lindung.models import Penghapusan
from tksk_portal.tinjauan.enums import Status

SUMBER = ("psks",)


def sudah_dihapus(mitra: Mitra) -> bool:
    """Tell whether the identity of a person or family was erased."""
    return mitra.sidik_kiriman == TANDA


def berkontak(mitra: Mitra) -> bool:
    """Tell whether an institution names a leader or contact."""
    return mitra.lembaga and bool(mitra.kontak_nama or mitra.kontak_telepon)


def kontak_dihapus(mitra: Mitra) -> bool:
    """Tell whether an institution's contact was erased, and nobody was written in the place since."""
    return not berkontak(mitra) and Penghapusan.objects.atas(KONTAK, mitra.pk).exists()


def hapus(mitra: Mitra, by: Lingkup) -> list[Berkas]:
    """Close a partner, cancel what still runs, and remove the files that hold the person; return the files.

    Raises:
        Ditolak: an upload that holds the person is being worked on.
    """
    mitra = Mitra.objects.select_for_update().get(pk=mitra.pk)
    kini = timezone.now()
    semua = set(mitra.riwayat.values_list("nama", "nik", "no_kk", "tanggal_lahir"))
    sebutan = [Sebutan(mitra.pk, nama, tuple(filter(None, (nik, kk))), lahir) for nama, nik, kk, lahir in semua]
    berkas = [*_buku_kerja(mitra, sebutan, by), *_buang_berkas(mitra, by)]
    RevisiMitra.objects.berjalan().filter(mitra=mitra).update(
        status=Status.DIBATALKAN, versi=F("versi") + 1, bergerak_pada=kini
    )
    # Tidak ada lagi yang diingatkan tentang dokumennya.
    DokumenMitra.objects.berlaku().filter(mitra=mitra).update(diganti_pada=kini)
    # Pemicu kartu publik membuangnya dalam pernyataan yang sama.
    Mitra.objects.filter(pk=mitra.pk).update(
        status=Status.DIBATALKAN, foto=None, versi=F("versi") + 1, bergerak_pada=kini
    )
    return berkas


def hapus_kontak(mitra: Mitra, by: Lingkup) -> list[Berkas]:
    """Remove the workbooks that hold an institution's contact; institution, papers and card stay.

    Raises:
        Ditolak: an upload that holds the person is being worked on.
    """
    mitra = Mitra.objects.select_for_update().get(pk=mitra.pk)
    semua = set(mitra.riwayat.exclude(kontak_nama="", kontak_telepon="").values_list("kontak_nama", "kontak_telepon"))
    sebutan = [Sebutan(mitra.pk, nama, (telepon,) if len(telepon) > PENDEK else ()) for nama, telepon in semua]
    berkas = _buku_kerja(mitra, sebutan, by)
    # Formulir yang masih terbuka memuat orangnya: versinya dibuat basi.
    Mitra.objects.filter(pk=mitra.pk).update(versi=F("versi") + 1, bergerak_pada=timezone.now())
    return berkas


def _buku_kerja(mitra: Mitra, sebutan: list[Sebutan], by: Lingkup) -> list[Berkas]:
    return [*buang_unggahan(sebutan, by), *buang_ekspor(SUMBER, [mitra.wilayah_id], by)]


def _buang_berkas(mitra: Mitra, by: Lingkup) -> list[Berkas]:
    dokumen = DokumenMitra.objects.filter(mitra=mitra).values("pk")
    milik = Q(keperluan=KEPERLUAN_DOKUMEN, induk__in=dokumen) | Q(keperluan=KEPERLUAN_FOTO, induk=mitra.pk)
    semua = list(Berkas.objects.tersimpan().filter(milik))
    for berkas in semua:
        buang(berkas, by=by)
    return semua


def susulan(nisan: Penghapusan, by: Lingkup) -> int:
    """Remove the files of exports that were asked before an erasure and finished after it; return how many."""
    return buang_susulan(SUMBER, nisan, by)
