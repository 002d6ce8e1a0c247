"""Roster keluar: buku kerja dengan tata letak yang sama dengan yang masuk."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from django.utils import timezone

from penugasan.petugas.enums import JenisHunian
from penugasan.petugas.models import Hunian, Penilaian, Petugas
from penugasan.petugas.tata_letak import ROSTER
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.tulis import KolomKeluar, tulis_xlsx
from tksk_portal.jejak.models import Bagian, catat_pembukaan_banyak
from tksk_portal.tampilan.templatetags.tampilan import tanggal, waktu

PAKET = 2000


def tulis(keluar: BinaryIO, *, by: Lingkup) -> int:
    """Write all officers at or under a place who serve today or served before; return how many.

    Every officer in the file is logged as taken out. The caller has checked the right.
    """
    orang = Petugas.objects.di_bawah(by.tempat).filter(hunian__dibatalkan_pada=None, hunian__isnull=False).distinct()
    orang = (
        orang.exclude(nik="")
        .select_related("wilayah__induk", "domisili__induk__induk")
        .order_by("wilayah_id", "nama_cari", "pk")
    )
    jumlah = orang.count()
    if not jumlah:
        return 0
    hari = timezone.localdate()
    keterangan = {
        "Isi": "Roster TKSK",
        "Tempat": by.keterangan,
        "Keadaan pada": tanggal(hari),
        "Dibuat": waktu(timezone.now()),
        "Catatan": "Berisi NIK dan rekening. Simpan di tempat yang terkunci; setiap pengunduhan tercatat.",
    }
    kolom = [KolomKeluar(k.label, "tanggal" if k.jenis == "tanggal" else "teks") for k in ROSTER.kolom]
    return tulis_xlsx(
        keluar,
        kolom=kolom,
        baris=_baris(orang, hari, by),
        lembar_keterangan=keterangan,
        diharapkan=jumlah,
        nama_data="Roster TKSK",
    )


def _baris(orang, hari: date, by: Lingkup) -> Iterator[list]:
    semua = list(orang)
    for awal in range(0, len(semua), PAKET):
        paket = semua[awal : awal + PAKET]
        kunci = [p.pk for p in paket]
        catat_pembukaan_banyak(objek=paket, bagian=Bagian.CETAK, by=by, tujuan="Roster diunduh")
        menghuni = Hunian.objects.pada(hari).filter(petugas__in=kunci, jenis=JenisHunian.PETUGAS)
        aktif = set(menghuni.values_list("petugas_id", flat=True))
        nilai = {p.petugas_id: p for p in Penilaian.objects.ada().filter(petugas__in=kunci).order_by("tahun")}
        for p in paket:
            isi = nilai_kolom(p) | {
                "kinerja": "Aktif" if p.pk in aktif else "Tidak aktif",
                "penilaian": nilai[p.pk].get_hasil_display() if p.pk in nilai else "",
            }
            yield [isi[k.nama] for k in ROSTER.kolom]


def nilai_kolom(p: Petugas) -> dict[str, object]:
    """Return an officer's cells by field; `kinerja` and `penilaian` are left to the caller."""
    rumah = p.domisili
    kecamatan = rumah.induk if rumah and rumah.tingkat == 4 else rumah
    return {
        **{n: getattr(p, n) for n in ("nama", "nama_ibu", "nik", "niat", "tempat_lahir", "tanggal_lahir", "jk")},
        **{n: getattr(p, n) for n in ("alamat", "rt", "rw", "telepon", "email", "pekerjaan")},
        **{n: getattr(p, n) for n in ("bank1", "rekening1", "bank2", "rekening2")},
        "agama": p.get_agama_display() if p.agama else "",
        "pendidikan": p.get_pendidikan_display() if p.pendidikan else "",
        "kabkota": kecamatan.induk.nama if kecamatan else "",
        "kecamatan": kecamatan.nama if kecamatan else "",
        "desa": rumah.nama if rumah and rumah.tingkat == 4 else "",
        "kabkota_tugas": p.wilayah.induk.nama,
        "kecamatan_tugas": p.wilayah.nama,
        "tahun_angkat": str(p.tahun_angkat or ""),
    }
