"""Ekspor dan tata letak di dunia uji yang lengkap: siap, kedaluwarsa, gagal, milik orang lain; dengan berkasnya."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from pmks.ekspor import SUMBER
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun
from tksk_portal.arsip.berkas import simpan
from tksk_portal.excel.keluar.kerja import KEPERLUAN
from tksk_portal.excel.keluar.tataletak import kolom_json
from tksk_portal.excel.models import Ekspor, TataLetakKeluar

TATA_KALTIM = "usulan-kaltim"
# kunci: (pemohon, jadi, umur berkas dalam hari)
EKSPOR = {
    "siap": ("tksk", True, 0),
    "kedaluwarsa": ("tksk", True, 8),
    "gagal": ("tksk", False, 0),
    "camat": ("camat", True, 0),
    "dinsos": ("dinsos", True, 0),
    "provinsi": ("provinsi", True, 0),
    "kemensos": ("kemensos", True, 0),
    "lain": ("tksk_lain", True, 0),
}


def bangun_ekspor(dunia) -> dict[str, UUID]:
    """Make exports in all states and layouts of two offices, committed; return the exports by name."""
    hasil = {}
    for kunci, (siapa, jadi, umur) in EKSPOR.items():
        with lingkup.masuk(dunia[siapa].lingkup) as by:
            saat = timezone.now() - timedelta(days=umur)
            identitas = siapa in ("tksk", "dinsos")
            ekspor = Ekspor.objects.create(
                pk=uuid4(),
                wilayah_id=by.tempat,
                pemohon_id=by.akun_id,
                penempatan_id=by.penempatan_id,
                sebagai=by.keterangan,
                sumber="pmks",
                tata_letak="ringkas",
                nama_tata_letak="Daftar ringkas",
                format="csv",
                saring={"jk": "P"},
                kata_saring="Perempuan",
                identitas=identitas,
                tujuan="Bahan rapat verifikasi bulanan" if identitas else "",
                dibuat_pada=saat,
            )
            if jadi:
                _jadikan(ekspor, by, saat)
            hasil[kunci] = ekspor.pk
    _tata_letak(dunia)
    return hasil


def _jadikan(ekspor: Ekspor, by: lingkup.Lingkup, saat) -> None:
    berkas = simpan(b"Nama;NIK\r\n", keperluan=KEPERLUAN, nama="pmks.csv", wilayah=by.tempat, by=by, induk=ekspor.pk)
    habis = saat + timedelta(days=7)
    type(berkas).objects.filter(pk=berkas.pk).update(dibuat_pada=saat, kedaluwarsa_pada=habis)
    Ekspor.objects.filter(pk=ekspor.pk).update(
        berkas=berkas.pk, selesai_pada=saat, kedaluwarsa_pada=habis, baris_diharapkan=3, baris_ditulis=3
    )


def _tata_letak(dunia) -> None:
    dasar = SUMBER.bawaan[0]
    for wilayah, nama in (("64", "Usulan Kaltim"), ("64.71", "Usulan Balikpapan")):
        with lingkup.masuk(lingkup.sistem("uji")):
            TataLetakKeluar.objects.create(
                wilayah_id=wilayah,
                sumber="pmks",
                kode=TATA_KALTIM,
                nama=nama,
                satuan=dasar.satuan,
                kolom=kolom_json(dasar.kolom),
                judul="DAFTAR USULAN\n{tempat}",
                berita_acara="# BERITA ACARA\nJumlah | {jumlah}",
                dibuat_oleh=Akun.objects.get(pk=dunia.admin.akun.pk),
            )
