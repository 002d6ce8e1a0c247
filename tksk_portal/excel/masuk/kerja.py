"""Pekerjaan latar bagi unggahan: memeriksa, memasukkan, mengembalikan, mengurungkan.

Memeriksa yang terhenti diulang dari awal dan mengganti barisnya. Memasukkan melanjutkan dari baris terakhir yang
tersimpan: nomornya (`hitung["sampai"]`) ditulis dalam transaksi yang sama dengan datanya, jadi tidak ada baris yang
masuk dua kali atau terlewat, juga sesudah kill -9.
"""

import gc
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from tksk_portal.arsip.berkas import jalan, simpan
from tksk_portal.arsip.models import Berkas
from tksk_portal.arsip.sementara import AWALAN
from tksk_portal.excel.bentuk import BukuDitolak
from tksk_portal.excel.buka import buka
from tksk_portal.excel.cacat import Cacat
from tksk_portal.excel.enums import BISA_MASUK, StatusBaris, StatusUnggahan
from tksk_portal.excel.kembalikan import kembalikan as tulis_kembalian
from tksk_portal.excel.masuk.alur import sumber_boleh
from tksk_portal.excel.masuk.baca import Penanda, Penyusur, catatan, contoh, kenali_unggahan, ringkas_kenal
from tksk_portal.excel.masuk.berkas import NAMA
from tksk_portal.excel.masuk.simpan import hitung, simpan_baris
from tksk_portal.excel.masuk.susul import Susulan
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.excel.sumber import Potongan, Sumber
from tksk_portal.pekerjaan.antrean import Gagal, Kerja, antrekan, jenis_pekerjaan

POTONG = 5_000
POTONG_TULIS = 5_000
HALANGAN_TERCATAT = 200
NAMA_LEMBAR = re.compile(r"(lembar) “.*?”", re.IGNORECASE)
S = StatusUnggahan


@contextmanager
def jarang_menyapu() -> Iterator[None]:
    """Keep Python's garbage collector from walking through the whole workbook again and again (a fifth of the time)."""
    lama = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*lama)
        gc.unfreeze()


def _ambil(kerja: Kerja, *status: str) -> tuple[Unggahan, Sumber] | None:
    """Return the upload of a job in its transaction; None when it has moved on (thrown away, done by another)."""
    u = Unggahan.objects.select_for_update().filter(pk=kerja.isi["unggahan"], wilayah_id=kerja.by.tempat).first()
    if u is None or u.status not in status:
        return None
    return u, sumber_boleh(u.sumber, kerja.by)


def _alamat(kerja: Kerja, label: str) -> dict:
    return {"url": reverse("excel:rinci", args=[kerja.isi["unggahan"]]), "label": label}


@jenis_pekerjaan("excel.periksa", judul="Memeriksa berkas Excel", izin="excel.unggah")
def periksa(kerja: Kerja) -> dict:
    """Read the whole file and judge every row. Writes nothing but the staged rows."""
    with kerja.transaksi():
        ambil = _ambil(kerja, S.DIBACA)
        if ambil is None:
            return _alamat(kerja, "Ke unggahannya")
        u, sumber = ambil
        u.baris.all().delete()
        berkas = Berkas.objects.get(pk=u.berkas)
        kerja.maju(0, tahap="Membaca berkas")
    try:
        with jalan(berkas) as tempat:
            buku = buka(tempat, nama=berkas.nama)
    except BukuDitolak as salah:
        _gagal(kerja, salah.pesan)
    kerja.denyut()
    with kerja.transaksi():
        # Terkunci lagi: yang dibuang selama berkasnya dibaca tidak ditulisi.
        if (ambil := _ambil(kerja, S.DIBACA)) is None:
            return {}
        u, sumber = ambil
        if not buku.lembar:
            kenal = None
        else:
            kenal = kenali_unggahan(u, buku, sumber)
            tangan = bool(u.kenal.get("tangan"))
            u.kenal = u.kenal | ringkas_kenal(kenal, buku, sumber, tangan=tangan)
            u.contoh = contoh(buku, kenal)
            yakin = kenal.yakin and not sumber.wajib(u.pilihan) - kenal.peta.keys()
            u.status = S.DIBACA if yakin else S.PETAKAN
            u.save(update_fields=["kenal", "contoh", "status"])
    if kenal is None:
        _gagal(kerja, "Berkas ini tidak berisi lembar dengan data.")
    if u.status == S.PETAKAN:
        return _alamat(kerja, "Tunjuk kolomnya")
    with jarang_menyapu():
        return _periksa_baris(kerja, u, sumber, buku, kenal)


def _periksa_baris(kerja: Kerja, u: Unggahan, sumber: Sumber, buku, kenal) -> dict:
    penanda, penyusur = Penanda(buku, kenal), Penyusur(buku, kenal)
    perkiraan = max(0, len(buku.lembar[kenal.lembar].baris) - kenal.baris_judul[1])
    potongan, selesai = penyusur.potongan(POTONG), 0
    with ThreadPoolExecutor(1, thread_name_prefix="excel-baca") as benang:
        with kerja.transaksi():
            pemeriksa = sumber.pemeriksa(by=kerja.by, pilihan=u.pilihan, dipakai=set(kenal.peta))
            potong = next(potongan, [])
            terbaca = benang.submit(pemeriksa.siapkan(potong))
        while potong:
            with kerja.transaksi():
                if _ambil(kerja, S.DIBACA) is None:
                    return {}
                kini, banyak = terbaca.result(), len(potong)
                # Selama basis data menjawab untuk potongan ini, potongan berikutnya dibaca di benang lain.
                potong = next(potongan, [])
                terbaca = benang.submit(pemeriksa.siapkan(potong))
                hasil = pemeriksa.periksa(kini)
                penanda.tandai(hasil)
                simpan_baris(u, hasil)
                selesai += banyak
                kerja.maju(selesai, max(perkiraan, selesai), tahap="Memeriksa baris")
    if not selesai:
        _gagal(kerja, "Di bawah judul kolom tidak ada baris data.")
    with kerja.transaksi():
        if _ambil(kerja, S.DIBACA) is None:
            return {}
        u.hitung = hitung(u)
        u.kenal = u.kenal | catatan(buku, kenal) | penyusur.dilewati()
        u.status, u.diperiksa_pada = S.PRATINJAU, timezone.now()
        u.save(update_fields=["hitung", "kenal", "status", "diperiksa_pada"])
        if u.hitung.get(StatusBaris.SALAH) or u.hitung["peringatan"]:
            antrekan(
                "excel.kembalikan", by=kerja.by, isi={"unggahan": u.pk}, judul=f"Menyiapkan kembalian {sumber.label}"
            )
        kerja.maju(selesai, selesai, tahap="Selesai")
    return _alamat(kerja, "Lihat hasil pemeriksaan") | {"ringkas": _ringkas(u)}


def _ringkas(u: Unggahan) -> list[list[str]]:
    return [[str(s.label), str(u.hitung[s])] for s in StatusBaris if u.hitung.get(s)]


def _gagal(kerja: Kerja, pesan: str) -> None:
    with kerja.transaksi():
        Unggahan.objects.filter(pk=kerja.isi["unggahan"], status=S.DIBACA).update(status=S.GAGAL, pesan=pesan[:500])
    # Pesan di unggahan dihapus bersama isinya; catatan pekerjaan tinggal, jadi tanpa nama lembar.
    raise Gagal(NAMA_LEMBAR.sub(r"\1 itu", pesan))


@jenis_pekerjaan("excel.tulis", judul="Memasukkan data dari Excel", izin="excel.unggah", percobaan=10)
def tulis(kerja: Kerja) -> dict:
    """Write the good rows, a chunk per transaction together with the number of its last row."""
    with jarang_menyapu(), Susulan() as susulan:
        while _tulis_berikut(kerja, susulan):
            pass
    with kerja.transaksi():
        u = Unggahan.objects.get(pk=kerja.isi["unggahan"])
    return _alamat(kerja, "Lihat hasilnya") | {"ringkas": _ringkas(u)}


def _tulis_berikut(kerja: Kerja, susulan: Susulan) -> bool:
    """Write the next chunk, or close the upload when there is none; tell whether to go on."""
    with kerja.transaksi():
        ambil = _ambil(kerja, S.MENULIS)
        if ambil is None:
            return False
        u, sumber = ambil
        sampai = u.hitung.get("sampai", 0)
        potong = susulan.ambil(u, sumber, by=kerja.by, sampai=sampai, ukuran=POTONG_TULIS)
        if potong is not None:
            _tulis_potong(kerja, u, sumber, potong)
            return True
        u.hitung = hitung(u) | {"sampai": sampai}
        u.status, u.ditulis_pada, u.ditulis_oleh_id = S.DITULIS, timezone.now(), kerja.by.akun_id
        u.save(update_fields=["hitung", "status", "ditulis_pada", "ditulis_oleh"])
        return False


def baris_ringan(u: Unggahan, **saring):
    """Return the rows that can be taken in, as named tuples in order: a hundred thousand model instances are slow."""
    kolom = ("nomor", "status", "kunci", "isi", "sebelum")
    rekaman = BarisUnggahan.objects.filter(unggahan=u, status__in=BISA_MASUK, **saring)
    return rekaman.order_by("nomor").values_list(*kolom, named=True)


def _tulis_potong(kerja: Kerja, u: Unggahan, sumber: Sumber, potong: Potongan) -> None:
    hasil = sumber.tulis(potong, unggahan=u, by=kerja.by)
    lewat = list(BarisUnggahan.objects.filter(unggahan=u, nomor__in=hasil.lewat)) if hasil.lewat else []
    for b in lewat:
        b.status = StatusBaris.LEWAT
        b.pesan = [*b.pesan, {"medan": "", "pesan": hasil.lewat[b.nomor], "saran": "", "nada": "tolak"}]
    BarisUnggahan.objects.bulk_update(lewat, ["status", "pesan"], batch_size=500)
    selesai, sampai = u.hitung.get("selesai", 0) + len(potong), potong.baris[-1].nomor
    u.hitung = u.hitung | {"sampai": sampai, "selesai": selesai}
    u.save(update_fields=["hitung"])
    kerja.maju(selesai, max(u.masuk, selesai), tahap="Memasukkan baris", titik={"sampai": sampai})


@jenis_pekerjaan("excel.urungkan", judul="Mengurungkan data dari Excel", izin="excel.unggah")
def urungkan(kerja: Kerja) -> dict:
    """Take back everything an upload wrote, in one transaction: all of it or nothing."""
    with kerja.transaksi():
        ambil = _ambil(kerja, S.MENGURUNGKAN)
        if ambil is None:
            return _alamat(kerja, "Lihat hasilnya")
        u, sumber = ambil
        semua = list(baris_ringan(u, nomor__lte=u.hitung.get("sampai", 0)))
        halangan = sumber.halangan(semua, unggahan=u, by=kerja.by)
        if halangan:
            u.kenal = u.kenal | {
                "halangan": [[n, halangan[n]] for n in sorted(halangan)[:HALANGAN_TERCATAT]],
                "jumlah_halangan": len(halangan),
            }
            u.status = S.DITULIS if u.ditulis_pada else S.MENULIS
            u.save(update_fields=["kenal", "status"])
        else:
            for awal in range(0, len(semua), POTONG_TULIS):
                sumber.urungkan(semua[awal : awal + POTONG_TULIS], unggahan=u, by=kerja.by)
                kerja.maju(min(len(semua), awal + POTONG_TULIS), len(semua), tahap="Mengurungkan")
            u.kenal.pop("halangan", None)
            u.status, u.diurungkan_pada, u.diurungkan_oleh_id = S.DIURUNGKAN, timezone.now(), kerja.by.akun_id
            u.ditulis_pada = u.ditulis_pada or u.diurungkan_pada
            u.ditulis_oleh_id = u.ditulis_oleh_id or kerja.by.akun_id
            u.save()
    if halangan:
        raise Gagal(f"{len(halangan)} baris tidak dapat diurungkan lagi, jadi tidak ada yang diurungkan.")
    return _alamat(kerja, "Lihat hasilnya") | {"ringkas": [["Diurungkan", str(len(semua))]]}


# Tanpa kabar sendiri: pemeriksaan yang memintanya sudah dikabarkan, dan halaman unggahan menunjukkan berkasnya.
@jenis_pekerjaan("excel.kembalikan", judul="Menyiapkan berkas kembalian", izin="excel.unggah", kabari=False)
def kembalikan(kerja: Kerja) -> dict:
    """Make the same workbook with the remarks in its cells, and keep it beside the uploaded one."""
    if kerja.titik:  # sudah tersimpan; pekerjanya mati sebelum sempat mengatakannya
        return _alamat(kerja, "Ke unggahannya") | kerja.titik
    with kerja.transaksi():
        u = Unggahan.objects.filter(pk=kerja.isi["unggahan"], wilayah_id=kerja.by.tempat, dibersihkan_pada=None).first()
        if u is None or u.status == S.DIBUANG:
            return {}
        sumber_boleh(u.sumber, kerja.by)
        asal = Berkas.objects.get(pk=u.berkas)
        cacat = list(_cacat(u))
        kerja.maju(0, 1, tahap="Menandai sel")
    with tempfile.TemporaryDirectory(prefix=AWALAN) as folder:
        keluar = Path(folder) / "kembalian.xlsx"
        try:
            with jalan(asal) as tempat:
                tulis_kembalian(tempat, keluar, buku_jenis=u.kenal["jenis_buku"], lembar=u.kenal["lembar"], cacat=cacat)
        except BukuDitolak as salah:
            raise Gagal(NAMA_LEMBAR.sub(r"\1 itu", salah.pesan)) from None
        kerja.denyut()
        with kerja.transaksi():
            masih = Unggahan.objects.select_for_update().filter(pk=u.pk, dibersihkan_pada=None)
            if masih.exclude(status=S.DIBUANG).first() is None:
                return {}
            nama = f"{asal.nama.rpartition('.')[0]}-kembalian.xlsx"
            berkas = simpan(
                keluar,
                keperluan=NAMA,
                nama=nama,
                wilayah=u.wilayah_id,
                by=kerja.by,
                induk=u.pk,
                kedaluwarsa_pada=u.kedaluwarsa_pada,
            )
            Unggahan.objects.filter(pk=u.pk).update(kembalian=berkas.pk)
            kerja.maju(1, 1, titik={"berkas": str(berkas.pk)})
    return _alamat(kerja, "Ke unggahannya") | {"berkas": str(berkas.pk)}


def _cacat(u: Unggahan):
    peta = u.kenal["peta"]
    baris = u.baris.exclude(pesan=[]).order_by("nomor").values_list("nomor", "pesan")
    for nomor, pesan in baris:
        for p in pesan:
            yield Cacat(nomor, peta.get(p["medan"]), p["pesan"], p["saran"], p["nada"])
