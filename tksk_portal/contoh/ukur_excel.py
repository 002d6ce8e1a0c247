"""Mengukur impor: berkas 100.000 baris x 12 kolom dari pembacaan sampai tertulis, di samping tolok ukurnya.

Tolok ukur dalam putaran yang sama: membaca dan COPY berkas itu tanpa pemeriksaan apa pun, dan cara massal
django-import-export sendiri atas sebagian barisnya.
"""

import io
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import uuid4

import tablib
import xlsxwriter
from django.db import connection
from python_calamine import CalamineWorkbook

from pmks.impor.resource import OrangResource
from pmks.models import Orang
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Penempatan
from tksk_portal.contoh.nama import RASA, karang_nama
from tksk_portal.contoh.ukur import Ukuran
from tksk_portal.excel.masuk import alur
from tksk_portal.excel.models import Unggahan
from tksk_portal.excel.sumber import daftar_sumber
from tksk_portal.pekerjaan import antrean, pelaksana
from tksk_portal.wilayah.models import Wilayah

PENGUNGGAH = "dinsos.64.72"
JUDUL = (
    *("NIK", "Nama Lengkap", "JK", "Tempat Lahir", "Tanggal Lahir", "Jenis PMKS", "Alamat", "RT", "RW"),
    *("Kelurahan", "Kecamatan", "No KK"),
)
BANYAK_MASSAL = 5_000
PILIHAN = {
    "alasan_tanpa_nik": "belum_ditunjukkan",
    "alasan_tanpa_kk": "belum_ditunjukkan",
    "sumber": "desa",
    "tanggal_data": None,
    "jenis": None,
    "desa": "",
}
JENIS = (8, 24, 13, 11, 12, 21, "8; 24", "Fakir miskin", "PMKS-08")


def susun_berkas(keluar: Path, banyak: int, benih: int = 11) -> None:
    """Write a workbook of so many people of Kota Samarinda, none of them in the register."""
    acak = Random(benih)  # noqa: S311 - berkas ukur
    desa = list(Wilayah.objects.berlaku().di_bawah("64.72").filter(tingkat=4).select_related("induk"))
    urut: dict[str, int] = {}
    with xlsxwriter.Workbook(str(keluar), {"constant_memory": True}) as buku:
        lembar = buku.add_worksheet("Data")
        for k, judul in enumerate(JUDUL):
            lembar.write_string(0, k, judul)
        for n in range(1, banyak + 1):
            for k, isi in enumerate(_baris(acak, desa, urut)):
                lembar.write_string(n, k, isi)


def _baris(acak: Random, desa: list[Wilayah], urut: dict[str, int]) -> tuple[str, ...]:
    w = acak.choice(desa)
    jk = acak.choice("LP")
    lahir = date(1930, 1, 1) + timedelta(days=acak.randrange(24_000))
    # Kode kecamatan 99 tidak dipakai data contoh: NIK-nya pasti baru.
    awal = f"647299{lahir.day + (40 if jk == 'P' else 0):02d}{lahir:%m%y}"
    urut[awal] = urut.get(awal, 0) + 1
    return (
        f"{awal}{urut[awal]:04d}",
        karang_nama(acak, acak.choice(list(RASA)), jk),
        jk,
        acak.choice(("Samarinda", "Balikpapan", "Tenggarong", "Banjarmasin", "Surabaya")),
        f"{lahir:%d-%m-%Y}",
        str(acak.choice(JENIS)),
        f"Jl. Pangeran {acak.choice(('Antasari', 'Suriansyah', 'Hidayatullah'))} No. {acak.randrange(400)}",
        str(acak.randrange(1, 40)),
        str(acak.randrange(1, 12)),
        w.nama,
        w.induk.nama,
        f"647299{acak.randrange(1, 29):02d}01{acak.randrange(10, 25):02d}{acak.randrange(1, 9999):04d}",
    )


def ukur_impor(berkas: Path, banyak: int) -> Iterator[Ukuran]:
    """Yield the figures of one file: whole, check and write apart, the bare reading and COPY, the library's own."""
    telanjang = _baca_dan_copy(berkas)
    yield Ukuran("impor: baca + COPY saja", round(banyak / telanjang), "baris/s")
    tugas = _tugas()
    u, periksa = _waktu(lambda: _unggah(berkas, tugas))
    yield Ukuran("impor: pemeriksaan", round(banyak / periksa), "baris/s")
    u = _segar(u)
    if u.hitung.get("baru") != banyak:
        raise RuntimeError(f"pemeriksaan: {u.hitung} {u.pesan} {u.kenal.get('ragu')}")
    _, tulis = _waktu(lambda: _masukkan(u, tugas))
    u = _segar(u)
    if u.status != "ditulis" or u.hitung.get("lewat"):
        raise RuntimeError(f"penulisan: {u.status} {u.hitung}")
    yield Ukuran("impor: penulisan", round(banyak / tulis), "baris/s")
    yield Ukuran("impor: seluruhnya", round(banyak / (periksa + tulis)), "baris/s")
    yield Ukuran("impor: kali baca + COPY", round((periksa + tulis) / telanjang, 1), "x")
    yield Ukuran("impor: memori puncak", round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "MB")
    yield Ukuran("impor: import-export massal", round(_massal(berkas, tugas)), "baris/s")


def _tugas() -> Penempatan:
    with lingkup.masuk(lingkup.sistem("bench")):
        return Penempatan.objects.berlaku().select_related("tempat").get(akun__username=PENGUNGGAH)


def _waktu(lakukan) -> tuple:
    mulai = time.perf_counter()
    hasil = lakukan()
    _kerjakan()
    return hasil, time.perf_counter() - mulai


def _kerjakan() -> None:
    """Run the checking and writing that is queued; making the workbook that goes back is not measured."""
    while (p := antrean.ambil()) is not None:
        if p.jenis != "excel.kembalikan":
            pelaksana.kerjakan(p)


def _unggah(berkas: Path, tugas: Penempatan) -> Unggahan:
    with lingkup.masuk(lingkup.dari_penempatan(tugas)) as by, berkas.open("rb") as isi:
        return alur.unggah(
            kunci=uuid4(), sumber=daftar_sumber()["pmks"], isi=isi, nama=berkas.name, pilihan=PILIHAN, by=by
        )


def _masukkan(u: Unggahan, tugas: Penempatan) -> None:
    with lingkup.masuk(lingkup.dari_penempatan(tugas)) as by:
        alur.masukkan(unggahan=u, mungkin=False, by=by)


def _segar(u: Unggahan) -> Unggahan:
    with lingkup.masuk(lingkup.sistem("bench")):
        return Unggahan.objects.get(pk=u.pk)


def _baca_dan_copy(berkas: Path) -> float:
    """Return the seconds for reading the file and copying its cells into a table without anything else."""
    mulai = time.perf_counter()
    baris = CalamineWorkbook.from_path(str(berkas)).get_sheet_by_index(0).to_python()
    kolom = ", ".join(f"k{n} text" for n in range(len(JUDUL)))
    with lingkup.masuk(lingkup.sistem("bench")), connection.cursor() as kursor:
        kursor.execute(f"CREATE TEMPORARY TABLE ukur_telanjang ({kolom}) ON COMMIT DROP")
        isi = io.StringIO("".join("\t".join(map(str, b)) + "\n" for b in baris[1:]))
        kursor.copy_expert("COPY ukur_telanjang FROM STDIN", isi)
    return time.perf_counter() - mulai


class _Massal(OrangResource):
    """The library's own way: `bulk_create` of what its fields clean; place and types are given."""

    class Meta:
        model = Orang
        import_id_fields = ()
        use_bulk = True
        batch_size = 1000
        skip_diff = True
        fields = ("nik", "nama", "jk", "tempat_lahir", "alamat", "rt", "rw")

    def import_instance(self, instance, row, **kwargs) -> None:
        """Fill what the fields do not: the same columns that our way writes."""
        super().import_instance(instance, row, **kwargs)
        akun = kwargs["akun"]
        instance.id, instance.wilayah_id = uuid4(), "64.72.03.1001"
        instance.nik = instance.nik.digits
        instance.tanggal_lahir = instance.tanggal_data = date(2020, 1, 1)
        instance.alasan_tanpa_kk = "belum_punya"
        instance.dibuat_oleh_id = instance.diubah_oleh_id = akun
        instance.rapikan()


def _massal(berkas: Path, tugas: Penempatan) -> float:
    """Return rows per second of django-import-export in bulk mode, persons without types; taken back afterwards."""
    baris = CalamineWorkbook.from_path(str(berkas)).get_sheet_by_index(0).to_python()[1 : BANYAK_MASSAL + 1]
    data = tablib.Dataset(headers=["nik", "nama", "jk", "tempat_lahir", "alamat", "rt", "rw"])
    for n, b in enumerate(baris):
        # NIK lain daripada yang baru ditulis.
        data.append([f"647298{b[0][6:12]}{n + 1:04d}", b[1], b[2], b[3], b[6], b[7], b[8]])
    with lingkup.masuk(lingkup.dari_penempatan(tugas)) as by:
        mulai = time.perf_counter()
        hasil = _Massal().import_data(data, dry_run=False, raise_errors=True, akun=by.akun_id)
        lama = time.perf_counter() - mulai
    return hasil.total_rows / lama
