"""Apa yang tampak dari sebuah mitra.

Nama, alamat, dan telepon umum lembaga terbuka. Orang dan keluarga, serta kontak pribadi lembaga, samar di atas
kabupaten/kota sampai keperluannya disebut; NIK dan KK samar bagi semua sampai dibuka. Yang terverifikasi dan tampil di
kartu publik disebut namanya, karena kartunya memang menyebutnya.
"""

from collections.abc import Iterable

from django.utils import timezone

from psks.models import Mitra
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.nama import samarkan_nama
from tksk_portal.jejak.models import LAMA_BUKA, Bagian, Pembukaan
from tksk_portal.jejak.tampak import PERLU_TUJUAN
from tksk_portal.tinjauan.enums import SUDAH_DIPERIKSA


def terbuka(mitra: Mitra, by: Lingkup) -> bool:
    """Tell whether the contact person and a person's identity may be shown on the partner's page now."""
    return by.peran not in PERLU_TUJUAN or Pembukaan.objects.masih_terbuka(mitra, by, Bagian.RINCI)


def nama_umum(mitra: Mitra) -> bool:
    """Tell whether the name is public: an institution's, or on a public card."""
    return mitra.lembaga or (mitra.kartu_publik and mitra.status in SUDAH_DIPERIKSA)


def hias_mitra(daftar: Iterable[Mitra], by: Lingkup) -> list[Mitra]:
    """Set `nama_tampil` on each partner of a list."""
    daftar = list(daftar)
    dibuka: set = set()
    if by.peran in PERLU_TUJUAN and any(not nama_umum(m) for m in daftar):
        dibuka = set(
            Pembukaan.objects.filter(
                jenis=Mitra._meta.label_lower,
                objek_id__in=[m.pk for m in daftar],
                penempatan_id=by.penempatan_id,
                bagian=Bagian.RINCI,
                pada__gte=timezone.now() - LAMA_BUKA,
            ).values_list("objek_id", flat=True)
        )
    for m in daftar:
        buka = by.peran not in PERLU_TUJUAN or nama_umum(m) or m.pk in dibuka
        m.nama_tampil = m.nama if buka else samarkan_nama(m.nama)
    return daftar
