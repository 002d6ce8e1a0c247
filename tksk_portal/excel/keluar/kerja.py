"""Pekerjaan latar yang membuat berkas ekspor.

Satu transaksi REPEATABLE READ membaca semuanya: jumlah yang diharapkan dan baris yang ditulis berasal dari potret
yang sama, jadi data yang berubah di tengah jalan tidak dapat menggandakan atau menghilangkan baris
(docs/keputusan/ekspor-satu-potret.md). Denyut dan kemajuan dikirim utas kedua lewat sambungannya sendiri.

Berkasnya tidak bernama di disk (`TemporaryFile`): proses yang dibunuh tidak meninggalkan data orang. Pekerjaan yang
terhenti mulai dari awal; yang sudah menyimpan berkasnya tidak mengulang.
"""

import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import connection, connections, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format

from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.models import Akun
from tksk_portal.arsip.berkas import BerkasDitolak, Keperluan, simpan
from tksk_portal.arsip.models import Berkas
from tksk_portal.excel.aman import nama_berkas
from tksk_portal.excel.keluar.sumber import Sumber, daftar_sumber
from tksk_portal.excel.keluar.tataletak import (
    TataLetak,
    isi_teks,
    kolom_keluar,
    lembar_berita_acara,
    penyusun_baris,
    semua_tata_letak,
    tata_letak_berlaku,
)
from tksk_portal.excel.models import Ekspor, Format
from tksk_portal.excel.tulis import JumlahBerbeda, TeksTerlaluPanjang, tulis_csv, tulis_xlsx
from tksk_portal.pekerjaan.antrean import Gagal, Kerja, jenis_pekerjaan
from tksk_portal.wilayah.models import Wilayah

KEPERLUAN = "ekspor"
MB = 1024 * 1024
# Satu sel menjadi sekitar 70 bita XML; arsip menolak buku kerja yang isinya melebihi 1 GB sesudah dibuka.
SEL_TERBANYAK = 12_000_000
JEDA_KABAR = 1.0


def boleh_baca(by: Lingkup, berkas: Berkas) -> bool:
    """Tell whether a finished file may be opened: by its requester, under the same duty, while the rights last."""
    ekspor = Ekspor.objects.milik(by).filter(pk=berkas.induk, berkas=berkas.pk).first()
    return ekspor is not None and masih_berhak(ekspor, by)


def masih_berhak(ekspor: Ekspor, by: Lingkup) -> bool:
    """Tell whether the duty still holds the rights that an export was asked with."""
    sumber = daftar_sumber().get(ekspor.sumber)
    return sumber is not None and sumber.boleh_ekspor(by) and (not ekspor.identitas or sumber.boleh_identitas(by))


def _ada_induk(kunci: set[UUID]) -> set[UUID]:
    return set(Ekspor.objects.filter(pk__in=kunci).values_list("pk", flat=True))


def _lanjut(berkas: Berkas) -> tuple[str, str]:
    return reverse("ekspor:rinci", args=[berkas.induk]), "Buat lagi dari saringan yang sama"


KEPERLUAN_EKSPOR = Keperluan(
    nama=KEPERLUAN,
    label="hasil ekspor",
    jenis=frozenset({"xlsx", "csv"}),
    ukuran_terbesar=2048 * MB,
    boleh_baca=boleh_baca,
    gambar=False,
    ada_induk=_ada_induk,
    umur=timedelta(days=settings.UMUR_EKSPOR_HARI),
    lanjut=_lanjut,
)


@jenis_pekerjaan("excel.ekspor", judul="Ekspor data", izin="ekspor.buat", percobaan=6)
def kerjakan(kerja: Kerja) -> dict:
    """Make the file of one `Ekspor` and hand it to the archive.

    Raises:
        Gagal: right, layout or filter no longer hold, or the rows do not come out even.
    """
    with kerja.transaksi():
        ekspor = Ekspor.objects.select_related("pemohon").get(pk=kerja.isi["ekspor"])
        if ekspor.berkas is not None:
            return hasil(ekspor)
        sumber, tata = _periksa(ekspor, kerja.by)
        pemohon = ekspor.pemohon
        tempat = Wilayah.objects.get(pk=kerja.by.tempat)
    with tempfile.TemporaryFile() as isi:
        keadaan = _Keadaan(pemohon, tempat, kerja.by)
        banyak = _tulis(kerja, ekspor, sumber, tata, keadaan, isi)
        with kerja.transaksi():
            # Terkunci: dua percobaan tidak menyimpan dua berkas.
            kini = Ekspor.objects.select_for_update().get(pk=ekspor.pk)
            if kini.berkas is None:
                _simpan(kini, isi, banyak, kerja.by)
            kerja.maju(banyak, banyak, tahap="Berkas tersimpan")
    return hasil(kini, keadaan.catatan)


def hasil(ekspor: Ekspor, catatan: Iterable[tuple[str, str]] = ()) -> dict:
    """Return what the job's page shows of a finished export.

    Args:
        catatan: what the source says of the rows; see `Sumber.catatan`.
    """
    baris = number_format(ekspor.baris_ditulis, force_grouping=True)
    return {
        "berkas": str(ekspor.berkas),
        "ringkas": [
            ["Baris", f"{baris} dari {number_format(ekspor.baris_diharapkan, force_grouping=True)} yang diharapkan"],
            ["Tata letak", ekspor.nama_tata_letak],
            ["Saringan", ekspor.kata_saring],
            *([label, teks] for label, teks in catatan),
        ],
    }


class _Keadaan:
    """Who asks, from where, when; and what the source says of the rows, once they are read."""

    def __init__(self, pemohon: Akun, tempat: Wilayah, by: Lingkup) -> None:
        self.pemohon, self.tempat, self.by = pemohon, tempat, by
        self.saat = timezone.localtime()
        self.catatan: list[tuple[str, str]] = []


def _periksa(ekspor: Ekspor, by: Lingkup) -> tuple[Sumber, TataLetak]:
    sumber = daftar_sumber().get(ekspor.sumber)
    if sumber is None or not masih_berhak(ekspor, by):
        raise Gagal("Tugas Anda tidak lagi berhak atas ekspor ini. Hubungi kantor Anda bila ini keliru.")
    tata = tata_letak_berlaku(sumber, by).get(ekspor.tata_letak)
    if tata is None:
        raise Gagal("Tata letak yang dipilih tidak dipakai lagi. Pilih tata letak lain.")
    return sumber, tata


def _tulis(kerja: Kerja, ekspor: Ekspor, sumber: Sumber, tata: TataLetak, k: _Keadaan, isi: BinaryIO) -> int:
    with _satu_potret(kerja.by):
        diharapkan = sumber.jumlah(ekspor.saring, tata.satuan, kerja.by)
        k.catatan = sumber.catatan(ekspor.saring, tata.satuan, kerja.by)
        pesan = terlalu_besar(diharapkan, len(tata.kolom), ekspor.format)
        if pesan:
            raise Gagal(pesan)
        with _kabarkan(kerja, diharapkan) as maju:
            baris = _baris(ekspor, sumber, tata, kerja.by, maju)
            try:
                _ke_berkas(isi, ekspor, sumber, tata, k, baris, diharapkan)
            except JumlahBerbeda as beda:
                raise Gagal(
                    f"Ekspor dibatalkan: {beda.ditulis} baris terbaca, padahal {beda.diharapkan} diharapkan. Berkasnya "
                    "tidak disimpan. Buat lagi; bila terulang, laporkan kepada admin."
                ) from None
            except TeksTerlaluPanjang as salah:
                raise Gagal(
                    f"Ekspor dibatalkan: isi kolom {salah.judul} di baris {salah.baris} lebih panjang daripada yang "
                    "muat di satu sel Excel. Pilih CSV."
                ) from None
    return diharapkan


def terlalu_besar(baris: int | None, kolom: int, format_berkas: str) -> str:
    """Return why a workbook would be too large to open, with the way out; empty when it is not."""
    if format_berkas != Format.XLSX or not baris or baris * kolom <= SEL_TERBANYAK:
        return ""
    muat = SEL_TERBANYAK // kolom // 1000 * 1000
    return (
        f"{number_format(baris, force_grouping=True)} baris x {kolom} kolom terlalu besar bagi satu buku kerja Excel "
        f"(paling banyak sekitar {number_format(muat, force_grouping=True)} baris). Persempit saringannya, misalnya "
        "per kabupaten/kota, atau pilih CSV."
    )


def _ke_berkas(
    isi: BinaryIO, ekspor: Ekspor, sumber: Sumber, tata: TataLetak, k: _Keadaan, baris: Iterable, diharapkan: int
) -> None:
    kolom = kolom_keluar(tata, sumber)
    if ekspor.format == Format.CSV:
        tulis_csv(isi, kolom=kolom, baris=baris, diharapkan=diharapkan, pemisah=tata.pemisah, penanda=tata.penanda)
        return
    isian = _isian(ekspor, k, diharapkan)
    tulis_xlsx(
        isi,
        kolom=kolom,
        baris=baris,
        lembar_keterangan=keterangan(ekspor, k.pemohon.nama, k.tempat.sebutan, k.saat) | dict(k.catatan),
        diharapkan=diharapkan,
        nama_data=tata.nama_lembar,
        judul=[isi_teks(t, isian) for t in tata.judul],
        lembar_tambahan=lembar_berita_acara(tata, isian),
    )


def keterangan(ekspor: Ekspor, nama: str, tempat: str, saat) -> dict[str, object]:
    """Return the cover of an export, label -> value."""
    zona = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}.get(settings.TIME_ZONE, "")
    habis = saat + KEPERLUAN_EKSPOR.umur
    return {
        "Data": daftar_sumber()[ekspor.sumber].nama,
        "Diminta oleh": nama,
        "Sebagai": ekspor.sebagai,
        "Wilayah": tempat,
        "Dibuat pada": f"{date_format(saat, 'j F Y H.i')} {zona}".strip(),
        "Saringan": ekspor.kata_saring,
        "Tata letak": ekspor.nama_tata_letak,
        "Identitas": "terbuka" if ekspor.identitas else "tersamar: NIK, KK, dan nama yang peka tidak ditampilkan utuh",
        "Keperluan": ekspor.tujuan or "–",
        "Nomor ekspor": str(ekspor.pk),
        "Unduhan tersedia sampai": date_format(habis, "j F Y"),
    }


def _isian(ekspor: Ekspor, k: _Keadaan, jumlah: int) -> dict[str, object]:
    return {
        "tempat": k.tempat.sebutan,
        "tanggal": date_format(k.saat, "j F Y"),
        "bulan": date_format(k.saat, "F"),
        "tahun": date_format(k.saat, "Y"),
        "jumlah": number_format(jumlah, force_grouping=True),
        "saringan": ekspor.kata_saring,
        "petugas": k.pemohon.nama,
    }


def _baris(
    ekspor: Ekspor, sumber: Sumber, tata: TataLetak, by: Lingkup, maju: Callable[[int], None]
) -> Iterator[list[object]]:
    susun = penyusun_baris(tata, sumber)
    nomor = 0
    for bagian in sumber.baris(ekspor.saring, tata.satuan, by, identitas=ekspor.identitas):
        for satu in bagian:
            nomor += 1
            yield susun(nomor, satu)
        maju(nomor)


@contextmanager
def _satu_potret(by: Lingkup) -> Iterator[None]:
    """Enter the scope in a read-only transaction that sees one moment from beginning to end."""
    if connection.in_atomic_block:
        # Hanya dalam uji: transaksinya sudah berjalan, potretnya tidak dapat diatur lagi.
        with lingkup.masuk(by):
            yield
        return
    with transaction.atomic():
        with connection.cursor() as kursor:
            kursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        with lingkup.masuk(by):
            yield


@contextmanager
def _kabarkan(kerja: Kerja, jumlah: int) -> Iterator[Callable[[int], None]]:
    """Give a function that takes the rows done; another thread shows them, keeps the job alive and hears of its end.

    The snapshot's transaction can write nothing, so progress goes over a connection of its own. Inside a test's
    transaction there is no second connection to see it: the progress is then written directly.
    """
    if connection.in_atomic_block and not _baca_saja():
        yield lambda n: kerja.maju(n, jumlah)
        return
    kabar = _Pengabar(kerja, jumlah)
    utas = threading.Thread(target=kabar.jalan, name="kabar-ekspor", daemon=True)
    utas.start()
    try:
        yield kabar.maju
    finally:
        kabar.selesai.set()
        utas.join()


def _baca_saja() -> bool:
    with connection.cursor() as kursor:
        kursor.execute("SHOW transaction_read_only")
        return kursor.fetchone()[0] == "on"


class _Pengabar:
    """Reports progress from a thread of its own."""

    def __init__(self, kerja: Kerja, jumlah: int) -> None:
        self.kerja, self.jumlah = kerja, jumlah
        self.nomor = 0
        self.selesai = threading.Event()
        self.isyarat: BaseException | None = None

    def maju(self, nomor: int) -> None:
        """Take the rows done.

        Raises:
            Dibatalkan, Direbut, Berhenti: what the other thread heard.
        """
        self.nomor = nomor
        if self.isyarat is not None:
            raise self.isyarat

    def jalan(self) -> None:
        """Report until the end; what the job's end is told by is kept for the main thread."""
        try:
            while not self.selesai.wait(JEDA_KABAR):
                self.kerja.maju(self.nomor, self.jumlah, tahap="Menulis baris")
        except BaseException as isyarat:
            self.isyarat = isyarat
        finally:
            connections.close_all()


def _simpan(ekspor: Ekspor, isi: BinaryIO, banyak: int, by: Lingkup) -> None:
    saat = timezone.localtime()
    nama = f"{nama_berkas(f'{ekspor.sumber} {ekspor.nama_tata_letak}')}-{saat:%Y%m%d-%H%M}-{banyak}-baris"
    try:
        berkas = simpan(
            isi,
            keperluan=KEPERLUAN,
            nama=f"{nama}.{ekspor.format}",
            wilayah=ekspor.wilayah_id,
            by=by,
            induk=ekspor.pk,
            kedaluwarsa_pada=saat + KEPERLUAN_EKSPOR.umur,
        )
    except BerkasDitolak as ditolak:
        raise Gagal(f"Berkas tidak dapat disimpan. {ditolak.pesan}") from None
    ekspor.berkas, ekspor.selesai_pada, ekspor.kedaluwarsa_pada = berkas.pk, saat, berkas.kedaluwarsa_pada
    ekspor.baris_diharapkan = ekspor.baris_ditulis = banyak
    ekspor.save(update_fields=("berkas", "selesai_pada", "kedaluwarsa_pada", "baris_diharapkan", "baris_ditulis"))


__all__ = ("KEPERLUAN_EKSPOR", "kerjakan", "masih_berhak", "semua_tata_letak", "terlalu_besar")
