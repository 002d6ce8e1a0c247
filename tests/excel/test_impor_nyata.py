"""Buku kerja seperti yang sungguh dikirim kantor: baris baik masuk, yang ditolak kembali dengan alasannya."""

import io

import openpyxl
import pytest

from tests.excel.bahan import DAPAT_DIBACA, DITOLAK, KODE_DESA, buku_nyata
from tests.excel.bahan_masuk import isi_baris, masukkan, pesan, semua_orang, unggah
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.arsip.berkas import buka
from tksk_portal.arsip.models import Berkas
from tksk_portal.excel.enums import StatusUnggahan as S
from tksk_portal.wilayah.models import Wilayah

ALASAN = {
    "nik_bilangan": "hilang",
    "nik_ilmiah": "hilang",
    "nik_15": "16 angka",
    "nik_huruf": "hanya berisi angka",
    "tanggal_salah": "tidak ada di kalender",
    "jk_asing": "tidak dikenal",
    "ganda": "sudah dipakai baris",
    "nama_kosong": "Nama belum diisi",
    "rumus": "rumus",
}
MEDAN = {"tanggal_salah": "tanggal_lahir", "jk_asing": "jk", "nama_kosong": "nama", "rumus": "nama"}


def _kembalian(dunia, u) -> openpyxl.Workbook:
    with lingkup.masuk(dunia.tksk.lingkup), buka(Berkas.objects.get(pk=u.kembalian)) as aliran:
        return openpyxl.load_workbook(io.BytesIO(aliran.read()))


@pytest.mark.parametrize("jenis", ["xlsx", "xls", "ods", "csv"])
def test_buku_garut_yang_rusak_di_banyak_tempat(dunia, tmp_path, jenis):
    rusak = tuple(r for r in DAPAT_DIBACA + DITOLAK if r != "rumus" or jenis in ("xlsx", "ods"))
    buku = buku_nyata(tmp_path / f"data.{jenis}", jenis, rusak=rusak, ulang_judul=True)
    if jenis == "csv":  # csv tidak mengenal bilangan: nomornya utuh
        next(o for o in buku.orang if o.rusak == "nik_bilangan").rusak = "biasa"
    u = unggah(dunia.tksk, buku.jalan.read_bytes(), nama=f"data.{jenis}")
    assert u.status == S.PRATINJAU, (u.kenal.get("ragu"), u.pesan)
    assert u.kenal["tata_letak"] == "Formulir Pendataan PPKS Kabupaten Garut"
    b = isi_baris(u)
    assert sorted(b) == [o.baris for o in buku.orang], "tiap baris data diperiksa, tidak lebih"
    for o in buku.baik:
        assert b[o.baris].status == "baru", (o.rusak, pesan(b[o.baris]))
    for o in buku.ditolak:
        assert b[o.baris].status == "salah", o.rusak
        assert ALASAN[o.rusak].lower() in pesan(b[o.baris]).lower(), (o.rusak, pesan(b[o.baris]))
    u = masukkan(dunia.tksk, u)
    tercatat = {(o.nik, o.nama, o.tanggal_lahir, o.jk, o.no_kk) for o in semua_orang()}
    assert tercatat == {(o.nik, o.nama, o.lahir, o.jk, o.no_kk) for o in buku.baik}
    kembali = _kembalian(dunia, u).worksheets[0]
    for o in buku.ditolak:
        kolom = buku.kolom[MEDAN.get(o.rusak, "nik")]
        assert kembali.cell(o.baris, kolom).comment, (o.rusak, o.baris)
        assert ALASAN[o.rusak].lower() in kembali.cell(o.baris, kolom).comment.text.lower()
    if jenis == "xlsx":
        asal = openpyxl.load_workbook(buku.jalan).worksheets[0]
        beda = [s.coordinate for baris in asal.iter_rows() for s in baris if s.value != kembali[s.coordinate].value]
        assert not beda, "isi sel tidak disentuh"


def test_buku_yang_sama_dua_kali_lalu_dengan_perbaikannya(dunia, tmp_path):
    buku = buku_nyata(tmp_path / "data.xlsx", jumlah=30)
    isi = buku.jalan.read_bytes()
    masukkan(dunia.tksk, unggah(dunia.tksk, isi, nama="data.xlsx"))
    lagi = unggah(dunia.tksk, isi, nama="data.xlsx")
    assert "baru" not in lagi.hitung and "berubah" not in lagi.hitung
    assert lagi.hitung["sama"] == len(buku.baik)
    # Kembaliannya diperbaiki, lalu diunggah lagi: hanya yang tadi ditolak menjadi baru.
    kembali = _kembalian(dunia, lagi)
    for o in buku.ditolak:
        lembar = kembali.worksheets[0]
        urut = f"{5000 + o.baris:04d}"
        hari = o.lahir.day + (40 if o.jk == "P" else 0)
        lembar.cell(o.baris, buku.kolom["nik"]).value = f"647203{hari:02d}{o.lahir:%m%y}{urut}"
        lembar.cell(o.baris, buku.kolom["nama"]).value = o.nama
        lembar.cell(o.baris, buku.kolom["jk"]).value = o.jk
        lembar.cell(o.baris, buku.kolom["tanggal_lahir"]).value = f"{o.lahir:%d-%m-%Y}"
    aliran = io.BytesIO()
    kembali.save(aliran)
    baik = unggah(dunia.tksk, aliran.getvalue(), nama="perbaikan.xlsx")
    assert baik.hitung.get("baru") == len(buku.ditolak), {n: pesan(b) for n, b in isi_baris(baik).items() if b.pesan}
    assert "salah" not in baik.hitung
    masukkan(dunia.tksk, baik)
    assert len(semua_orang()) == 30


def test_ganda_terhadap_data_yang_ada(dunia, tmp_path):
    buku = buku_nyata(tmp_path / "data.xlsx", jumlah=6, rusak=())
    satu = buku.orang[0]
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, nik=satu.nik, nama="Nama Lama", tanggal_lahir=satu.lahir, jk=satu.jk, jenis=(satu.jenis,))
    u = unggah(dunia.tksk, buku.jalan.read_bytes(), nama="data.xlsx")
    assert (u.hitung["baru"], u.hitung["berubah"]) == (5, 1)
    masukkan(dunia.tksk, u)
    assert satu.nama in {o.nama for o in semua_orang()} and "Nama Lama" not in {o.nama for o in semua_orang()}


@pytest.mark.parametrize(
    ("tata", "sebutan", "pilihan"),
    [
        ("buleleng_pmks", "PMKS Kabupaten Buleleng", {"desa": "64.72.03.1001"}),
        ("buleleng_distrik", "PMKS Kabupaten Buleleng", {}),
        ("opensid", "Penduduk OpenSID", {"desa": "64.72.03.1001", "jenis": 24}),
    ],
)
def test_tata_letak_lain_yang_dipakai_kantor(dunia, tmp_path, tata, sebutan, pilihan):
    akhiran = "xlsx" if tata == "opensid" else "csv"
    buku = buku_nyata(tmp_path / f"data.{akhiran}", akhiran, tata=tata, rusak=(), jumlah=12)
    u = unggah(dunia.tksk, buku.jalan.read_bytes(), nama=f"data.{akhiran}", **pilihan)
    assert u.status == S.PRATINJAU, u.kenal["ragu"]
    assert u.kenal["tata_letak"] == sebutan
    b = isi_baris(u)
    berlaku = set(Wilayah.objects.berlaku().values_list("pk", flat=True))
    for o in buku.orang:
        # Jenis 9 wajib menyebut jenis disabilitas bila kolomnya ada (domain.md 2); tidak semua kode desa berlaku.
        tanpa_ragam = tata.startswith("buleleng") and o.jenis == 9
        desa_asing = tata == "buleleng_distrik" and KODE_DESA[o.desa] not in berlaku
        harapan = "salah" if tanpa_ragam or desa_asing else "baru"
        assert b[o.baris].status == harapan, pesan(b[o.baris])
    masukkan(dunia.tksk, u)
    assert {o.nik for o in semua_orang()} == {o.nik for o in buku.orang if b[o.baris].status == "baru"}
