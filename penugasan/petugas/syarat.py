"""Syarat bagi petugas baru sebagai peringatan, tidak pernah sebagai penolakan.

Sumber: Permensos 28/2018 Pasal 9 dengan Perdirjen 35/2020, sebagaimana dikutip sebuah kabupaten (domain.md 1.5); naskah
pasalnya sendiri belum dipastikan. Petugas yang diangkat sebelum aturan itu (2009: umur 25 sampai 50) tidak dinilai.
"""

from penugasan.petugas.enums import Pendidikan
from penugasan.petugas.models import Usulan
from tksk_portal.dasar.umur import umur
from tksk_portal.wilayah.rentang import memuat

UMUR_PALING_MUDA, UMUR_PALING_TUA = 20, 35
SUMBER = "Permensos 28/2018 Pasal 9, sebagaimana dikutip; naskah pasalnya belum dipastikan."
_URUT = list(Pendidikan)


def peringatan(usulan: Usulan) -> list[str]:
    """Return what a candidate does not show yet, in sentences; empty when all is shown."""
    p = usulan.petugas
    tahun = umur(p.tanggal_lahir, usulan.diusulkan_pada)
    hasil = []
    if not UMUR_PALING_MUDA <= tahun <= UMUR_PALING_TUA:
        hasil.append(f"Umur saat diusulkan {tahun} tahun; syaratnya {UMUR_PALING_MUDA} sampai {UMUR_PALING_TUA}.")
    if not p.domisili_id:
        hasil.append("Desa/kelurahan tempat tinggal belum diisi.")
    elif not memuat(usulan.wilayah_id, p.domisili_id):
        hasil.append("Tempat tinggalnya di luar kecamatan ini.")
    if not p.pendidikan:
        hasil.append("Pendidikan belum diisi.")
    elif _URUT.index(Pendidikan(p.pendidikan)) < _URUT.index(Pendidikan.SMA):
        hasil.append("Pendidikan di bawah SMA/sederajat.")
    pernyataan = ("bukan_pns", "sehat", "berkelakuan_baik", "aktif", "komputer")
    medan = {nama: str(usulan._meta.get_field(nama).verbose_name) for nama in pernyataan}
    hasil += [f"Belum dinyatakan: {medan[n]}." for n in pernyataan if not getattr(usulan, n)]
    return hasil
