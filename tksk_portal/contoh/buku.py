"""Buku kerja rekaan yang diunggah seorang TKSK dan menunggu keputusannya: baris baru, berubah, sama, dan ditolak."""

import io
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count, islice
from random import Random

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from pmks.enums import AlasanTanpaKK, Sumber
from pmks.models import Kasus, Orang
from tksk_portal.akses import lingkup
from tksk_portal.contoh.kantor import JALAN, lingkup_akun
from tksk_portal.contoh.nama import karang_nama, tabel_rasa
from tksk_portal.contoh.nomor import URUT_AWAL, kunci_bernama
from tksk_portal.excel.masuk.alur import unggah
from tksk_portal.excel.sumber import daftar_sumber
from tksk_portal.wilayah.models import Wilayah

PENGUNGGAH = "tksk.64.72.03"
JUDUL = ("No", "Nama PPKS", "No. KK", "NIK", "JK", "Tanggal Lahir", "Jenis PPKS", "Alamat", "RT", "Kelurahan")
LEBAR = (5, 28, 19, 19, 5, 14, 30, 30, 6, 20)
BARU, TERCATAT = 33, 4
# Jenis yang boleh pada umur yang dibuat di sini (lanjut usia, dewasa).
JENIS = (("Lanjut usia terlantar", 1945, 1960), ("Fakir miskin", 1965, 1990))
NAMA_BERKAS = "Pendataan kelurahan.xlsx"


def unggah_buku(*, benih: int, hari_ini: date) -> int:
    """Upload a workbook of 40 rows through the same action as the page; the worker checks it. Return how many."""
    by = lingkup_akun(PENGUNGGAH)
    with lingkup.masuk(by):
        unggah(
            kunci=kunci_bernama("unggahan", benih, PENGUNGGAH),
            sumber=daftar_sumber()["pmks"],
            isi=io.BytesIO(buku_contoh(by.tempat, benih=benih, hari_ini=hari_ini)),
            nama=NAMA_BERKAS,
            pilihan={
                "alasan_tanpa_nik": "",
                "alasan_tanpa_kk": AlasanTanpaKK.BELUM_DITUNJUKKAN,
                "sumber": Sumber.DESA,
                "tanggal_data": (hari_ini - timedelta(days=3)).isoformat(),
                "jenis": None,
                "desa": "",
            },
            by=by,
        )
    return 1


def buku_contoh(kecamatan: str, *, benih: int, hari_ini: date) -> bytes:
    """Return the workbook: title rows, new rows, recorded ones (half with a new address), 3 to refuse."""
    acak = Random(f"buku|{benih}|{kecamatan}")  # noqa: S311 - data contoh
    desa = list(Wilayah.objects.di_bawah(kecamatan).berlaku().filter(tingkat=4).order_by("kode"))
    terpakai = set(Orang.objects.di_bawah(kecamatan).exclude(nik="").values_list("nik", flat=True))
    calon = (_baru(acak, kecamatan, [w.nama for w in desa], ke) for ke in count())
    baris = list(islice((b for b in calon if b[2] not in terpakai), BARU))
    baris += _tercatat(acak, {w.kode: w.nama for w in desa})
    baris += _rusak(acak, kecamatan, [w.nama for w in desa])
    acak.shuffle(baris)
    return _tulis([(ke, *isi) for ke, isi in enumerate(baris, start=1)], hari_ini)


def _baru(acak: Random, kecamatan: str, desa: list[str], ke: int) -> tuple:
    jenis, awal, akhir = acak.choice(JENIS)
    jk = acak.choice("LP")
    lahir = date(acak.randint(awal, akhir), acak.randint(1, 12), acak.randint(1, 28))
    depan = kecamatan.replace(".", "")
    nik = f"{depan}{lahir.day + (40 if jk == 'P' else 0):02d}{lahir:%m%y}{URUT_AWAL + 100 + ke}"
    return (
        karang_nama(acak, acak.choice(tabel_rasa(kecamatan[:5])), jk),
        f"{depan}{acak.randint(1, 28):02d}0915{URUT_AWAL + 100 + ke}",
        nik,
        jk,
        _tanggal(lahir, ke),
        jenis,
        _alamat(acak),
        f"{acak.randint(1, 30):03d}",
        acak.choice(desa),
    )


def _alamat(acak: Random) -> str:
    return f"Jl. {acak.choice(JALAN)} Gg. {acak.randint(1, 9)} No. {acak.randint(1, 80)}"


def _tanggal(lahir: date, ke: int) -> object:
    """Return a birth date as people type it: a real date, with dashes, with slashes."""
    return (lahir, f"{lahir:%d-%m-%Y}", f"{lahir:%d/%m/%Y}")[ke % 3]


def _tercatat(acak: Random, desa: dict[str, str]) -> list[tuple]:
    """Return rows of people who are recorded already: drafts with a new address, others as they are."""
    dewasa = Kasus.objects.filter(
        orang__wilayah__in=desa,
        orang__peka=0,
        orang__no_kk__gt="",
        orang__nik__gt="",
        orang__tanggal_lahir__lt=date(2000, 1, 1),
    )
    urut = dewasa.select_related("orang").order_by("orang_id", "pk")
    draf, lain = urut.filter(orang__derajat=0)[:TERCATAT], urut.filter(orang__derajat__gt=0)[:TERCATAT]
    return [
        *(_baris_tercatat(acak, k, desa, ubah=True) for k in _satu_per_orang(draf)),
        *(_baris_tercatat(acak, k, desa, ubah=False) for k in _satu_per_orang(lain)),
    ]


def _satu_per_orang(kasus: Iterable[Kasus]) -> list[Kasus]:
    return list({k.orang_id: k for k in kasus}.values())[: TERCATAT // 2]


def _baris_tercatat(acak: Random, k: Kasus, desa: dict[str, str], *, ubah: bool) -> tuple:
    o: Orang = k.orang
    return (
        o.nama,
        o.no_kk,
        o.nik,
        o.jk,
        f"{o.tanggal_lahir:%d-%m-%Y}",
        str(k.jenis_id),
        _alamat(acak) if ubah else o.alamat,
        o.rt,
        desa[o.wilayah_id],
    )


def _rusak(acak: Random, kecamatan: str, desa: list[str]) -> list[tuple]:
    """Return three rows that are refused: NIK as a number, a digit missing, a type nobody knows."""
    bilangan, kurang, asing = (list(_baru(acak, kecamatan, desa, 800 + n)) for n in range(3))
    bilangan[2] = float(bilangan[2])
    kurang[2] = kurang[2][:-1]
    asing[5] = "Warga kurang mampu"
    return [tuple(bilangan), tuple(kurang), tuple(asing)]


def _tulis(baris: list[tuple], hari_ini: date) -> bytes:
    buku = Workbook()
    lembar = buku.active
    lembar.title = "Pendataan"
    lembar.append(["FORMULIR PENDATAAN PPKS"])
    lembar.append([f"Keadaan {hari_ini:%d-%m-%Y}"])
    lembar.append([])
    lembar.append(JUDUL)
    lembar.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(JUDUL))
    lembar["A1"].font, lembar["A1"].alignment = Font(bold=True, size=14), Alignment(horizontal="center")
    for sel in lembar[4]:
        sel.font = Font(bold=True)
    for isi in baris:
        lembar.append(isi)
    for huruf, lebar in zip("ABCDEFGHIJ", LEBAR, strict=True):
        lembar.column_dimensions[huruf].width = lebar
    hasil = io.BytesIO()
    buku.save(hasil)
    return hasil.getvalue()
