"""Daftar kode: bentuk berkas yang dikenali, dan tiap baris yang salah diterangkan."""

import pytest
from django.core.management import CommandError, call_command

from tests.excel.alat import xlsx
from tests.mekar import bahan
from tests.mekar.bahan import ASAL, DESA
from tksk_portal.akses import lingkup
from tksk_portal.excel.bentuk import BukuDitolak
from tksk_portal.mekar import daftar_kode
from tksk_portal.mekar.daftar_kode import Baris, dari_berkas, dari_paket, kode
from tksk_portal.mekar.models import Mekar
from tksk_portal.mekar.rencana import DaftarSalah, nilai
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.wilayah import pemekaran
from tksk_portal.wilayah.enums import Edisi
from tksk_portal.wilayah.muat import muat

pytestmark = pytest.mark.django_db


@pytest.fixture
def dulu(dunia):
    muat(["64"], edisi=Edisi.E2019)
    return dunia


@pytest.mark.parametrize(
    ("sel", "hasil"),
    [
        ("64.02.08.2001", DESA),
        (" 6402082001 ", DESA),
        ("'6402082001", DESA),
        (6402082001, DESA),
        (6402082001.0, DESA),
        ("64 02 08", "64.02.08"),
        (None, ""),
        ("Kedang Ipil", "Kedang Ipil"),
        ("6402080", "6402080"),
        ("٦٤٠٢٠٨", "٦٤٠٢٠٨"),
        ("64\x0002", "64.02"),
        ("9" * 300, "9" * 30),
    ],
)
def test_kode_dari_sel(sel, hasil):
    assert kode(sel) == hasil


@pytest.mark.parametrize(
    ("kepala", "pisah"),
    [
        ("kode_lama,kode_baru,nama", ","),
        ("KODE LAMA;KODE BARU;NAMA DESA/KELURAHAN", ";"),
        ("Kode asal;Menjadi;Nama wilayah", ";"),
        ("old code\tnew code\tname", "\t"),
    ],
)
def test_berkas_dengan_berbagai_judul(tmp_path, kepala, pisah):
    baris = dari_berkas(bahan.berkas(tmp_path / "kode.csv", kepala, pisah), nama="kode.csv")
    assert [(b.lama, b.baru, b.nama) for b in baris] == [(p.lama, p.baru, p.nama) for p in pemekaran.PINDAH]


def test_berkas_excel_dengan_judul_surat_dan_kode_angka(tmp_path):
    isi = [
        ["DAFTAR PERUBAHAN KODE"],
        [],
        ["No", "Kode Lama", "Kode Baru", "Nama"],
        [1, 6402082001, "64.02.19.2001", "X"],
    ]
    (b,) = dari_berkas(xlsx(tmp_path / "a.xlsx", isi), nama="a.xlsx")
    assert (b.nomor, b.lama, b.baru, b.data) == (4, DESA, "64.02.19.2001", None)


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ("", "kosong"),
        ("nama,umur\nSiti,3\n", "tidak ditemukan"),
        ("kode lama,kode baru\n", "tidak ditemukan|Tidak ada baris"),
        ("%PDF-1.7", "."),
    ],
)
def test_berkas_yang_bukan_daftar_ditolak(tmp_path, isi, pesan):
    (tmp_path / "a.csv").write_text(isi)
    with pytest.raises(BukuDitolak) as salah:
        dari_berkas(tmp_path / "a.csv", nama="a.csv")
    assert salah.match(".") is None or salah.value.pesan
    assert pesan == "." or any(p in salah.value.pesan for p in pesan.split("|"))


def test_berkas_terlalu_panjang_ditolak(tmp_path, monkeypatch):
    monkeypatch.setattr(daftar_kode, "BARIS_TERBANYAK", 3)
    with pytest.raises(BukuDitolak) as salah:
        dari_berkas(bahan.berkas(tmp_path / "a.csv"), nama="a.csv")
    assert "Paling banyak 3 baris" in salah.value.pesan


def b(lama: str, baru: str, nama: str = "", nomor: int = 1, **lain) -> Baris:
    return Baris(nomor, lama, baru, nama, **lain)


SALAH = {
    "kode baru kosong": ([b(DESA, "")], "Kode baru belum diisi"),
    "bukan kode": ([b("Kedang Ipil", "64.02.19.2001")], "Kode lama harus kode kecamatan"),
    "kode kabupaten": ([b("64.02", "64.12")], "Kode baru harus kode kecamatan"),
    "lama tidak dikenal": ([b("64.02.08.2999", "64.02.19.2001")], "Kode lama 64.02.08.2999 tidak dikenal"),
    "luar provinsi": ([b("63.01.01.1001", "64.02.19.2001")], "di luar wilayah kantor Anda"),
    "tujuan di luar provinsi": ([b(DESA, "63.01.01.2001")], "di luar wilayah kantor Anda"),
    "sama": ([b(DESA, DESA)], "Kode lama dan kode baru sama"),
    "beda tingkat": ([b(DESA, "64.02.19", "Kota Bangun Darat")], "Tingkatnya berbeda"),
    "bukan anak siapa pun": ([b(DESA, "64.02.77.2001", "X")], "Kecamatan 64.02.77 belum ada"),
    "kabupaten tidak ada": ([b(DESA, "64.99.01.2001", "X")], "Kabupaten/kota 64.99 tidak ada"),
    "kecamatan di kabupaten yang tidak ada": ([b(ASAL, "64.99.01", "X")], "Kabupaten/kota 64.99 tidak ada"),
    "tujuan milik desa lain": ([b(DESA, "64.02.08.2004", "Kedang Ipil")], "sudah dipakai"),
    "dua menuju satu": (
        [b(DESA, "64.02.19.2001"), b("64.02.08.2002", "64.02.19.2001", "", 2)],
        "juga pada baris 1. Penggabungan",
    ),
    "baris kembar": ([b(DESA, "64.02.19.2001"), b(DESA, "64.02.19.2001", "", 2)], "sama dengan baris 1"),
    "pecah tanpa aturan": (
        [b(DESA, "64.02.19.2001", "A"), b(DESA, "64.02.19.2002", "B", 2)],
        "dipecah menjadi 64.02.19.2001, 64.02.19.2002",
    ),
    "pecah dua aturan": (
        [b(DESA, "64.02.19.2001", "A", data=True), b(DESA, "64.02.19.2002", "B", 2, data=True)],
        "di satu baris saja",
    ),
    "berputar": (
        [b(DESA, "64.02.08.2002", "Kedang Ipil"), b("64.02.08.2002", DESA, "Benua Baru", 2)],
        "daftarnya berputar",
    ),
    "berantai": (
        [b(DESA, "64.02.08.2002", "Benua Baru"), b("64.02.08.2002", "64.02.19.2003", "", 2)],
        "daftarnya berantai. Jalankan dalam dua daftar",
    ),
    "kecamatan meninggalkan desanya": ([b(ASAL, "64.02.77", "Kota Bangun")], "desa/kelurahannya tidak ada di daftar"),
    "induk baru berakhir": (
        [b(ASAL, "64.02.77", "Kota Bangun"), b("64.02.13.1001", "64.02.08.2090", "X", 2)],
        "Induknya, 64.02.08, berakhir pada baris 1",
    ),
    "tanpa nama": ([b("", "64.02.08.2090")], "Nama bagi kode baru 64.02.08.2090 belum diisi"),
    "sudah ada": ([b("", "64.02.08.2004")], "sudah berlaku; tidak ada yang dibentuk"),
    "sel rusak": ([b(DESA, "64.02.19.2001", galat="Nama terlalu panjang.")], "Nama terlalu panjang"),
}


@pytest.mark.parametrize("nama", SALAH)
def test_baris_yang_salah_diterangkan(dulu, nama):
    baris, pesan = SALAH[nama]
    with pytest.raises(DaftarSalah) as salah:
        bahan.rencana(dulu, baris)
    semua = " ".join(p for _, per_baris in salah.value.rincian for p in per_baris)
    assert pesan in semua, semua
    with lingkup.masuk(dulu.admin.lingkup):
        assert not Mekar.objects.exists()


def test_kode_yang_sudah_berakhir_disebut_penerusnya(dulu):
    muat(["64"])
    baris = [b(DESA, "64.02.08.2090", "X")]
    hasil = nilai(baris, tempat="64", berlaku_sejak=bahan.SEJAK)
    assert "sudah berakhir 13-02-2022; penerusnya 64.02.19.2001" in hasil.galat[1][0]


def test_pecahan_dengan_aturan_memindahkan_semua_data_ke_satu(dulu):
    baris = [
        b(DESA, "64.02.19.2001", "A", data=True),
        b(DESA, "64.02.19.2090", "Pecahan", 2),
        b("", "64.02.08.2095", "C", 3),
    ]
    mekar = bahan.rencana(dulu, baris)
    assert mekar.pasangan == [(DESA, "64.02.19.2001")]
    assert [(x["baru"], x["aksi"]) for x in mekar.butir] == [
        ("64.02.19", "bentuk"),
        ("64.02.19.2001", "pindah"),
        ("64.02.19.2090", "pecah"),
        ("64.02.08.2095", "bentuk"),
    ]


@pytest.mark.parametrize(
    ("lain", "pesan"), [({"dasar": "  "}, "dasar hukum"), ({"berlaku_sejak": bahan.date(2099, 1, 1)}, "belum tiba")]
)
def test_tanpa_dasar_atau_bertanggal_nanti_ditolak(dulu, lain, pesan):
    with pytest.raises(Ditolak, match=pesan):
        bahan.rencana(dulu, **lain)


def test_selisih_dengan_paket_adalah_dua_puluh_kode_itu(dulu):
    baris, buntu = dari_paket("64")
    assert {(x.lama, x.baru) for x in baris} == {(p.lama, p.baru) for p in pemekaran.PINDAH}
    assert buntu == []
    muat(["64"])
    assert dari_paket("64") == ([], [])


def test_perintah_memeriksa_menjalankan_dan_mengurungkan(dulu, tmp_path, capsys):
    jalan = str(bahan.berkas(tmp_path / "kode.csv"))
    call_command("mekarkan", jalan, akun="admin", periksa=True)
    assert "tidak ada yang berubah" in capsys.readouterr().out
    call_command("mekarkan", jalan, akun="admin", sejak="14-02-2022")
    keluaran = capsys.readouterr().out
    assert "Selesai: 20 kode diganti" in keluaran
    call_command("mekarkan", akun="admin", urungkan=keluaran.split("Kunci: ")[1].strip())
    assert "Diurungkan" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("pilihan", "pesan"),
    [
        ({}, "Sebutkan salah satu"),
        ({"berkas": "/tidak/ada.csv"}, "tidak ada"),
        ({"paket": True, "akun": "dinsos"}, "tidak sedang bertugas sebagai admin"),
        ({"paket": True, "sejak": "kemarin"}, "Tulis --sejak"),
        ({"urungkan": "bukan-kunci"}, "Kuncinya tidak benar"),
        ({"urungkan": "0" * 32}, "Tidak ada pemekaran"),
    ],
)
def test_perintah_menolak_dengan_kalimat(dulu, pilihan, pesan):
    with pytest.raises(CommandError, match=pesan):
        call_command("mekarkan", **({"akun": "admin"} | pilihan))


def test_perintah_menyebut_baris_yang_salah(dulu, tmp_path):
    (tmp_path / "a.csv").write_text(f"kode lama,kode baru\n{DESA},64.02.77.2001\n64.02.08.2002,\n")
    with pytest.raises(CommandError, match=r"(?s)baris 2: .*64\.02\.77.*baris 3: Kode baru belum diisi"):
        call_command("mekarkan", str(tmp_path / "a.csv"), akun="admin")
