"""Muat wilayah: jumlah resmi, edisi sebelum pemekaran, pengulangan, laporan perubahan."""

import time
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from tksk_portal.akses import lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.wilayah import muat as modul
from tksk_portal.wilayah import pemekaran
from tksk_portal.wilayah.enums import Edisi, JenisWilayah, Tingkat
from tksk_portal.wilayah.models import Ejaan, Penerus, Wilayah
from tksk_portal.wilayah.muat import TidakDapatDimuat, daftar_provinsi, muat

# domain.md 6.1, Kepmendagri 300.2.2-2138/2025: kecamatan, kelurahan, desa.
RESMI = {
    "64.01": (10, 5, 139),
    "64.02": (20, 44, 193),
    "64.03": (13, 10, 100),
    "64.07": (16, 4, 190),
    "64.08": (18, 2, 139),
    "64.09": (4, 24, 30),
    "64.11": (5, 0, 50),
    "64.71": (6, 34, 0),
    "64.72": (10, 59, 0),
    "64.74": (3, 15, 0),
}
pytestmark = pytest.mark.django_db


def jumlah(kode: str) -> tuple[int, int, int]:
    """Count the valid kecamatan, kelurahan and desa under a place."""
    berlaku = Wilayah.objects.di_bawah(kode).berlaku()
    return tuple(
        berlaku.filter(jenis=j).count() for j in (JenisWilayah.KECAMATAN, JenisWilayah.KELURAHAN, JenisWilayah.DESA)
    )


def tersimpan(kode: str) -> tuple[int, int, int]:
    """Read the same counts from the stored column."""
    isi = Wilayah.objects.get(kode=kode).isi
    return tuple(isi.get(j, 0) for j in ("kecamatan", "kelurahan", "desa"))


def ringkasan(hasil) -> tuple[int, int, int, int]:
    return hasil.ditambah, hasil.diubah, hasil.diakhiri, hasil.dicabut


@pytest.mark.parametrize("kode", RESMI)
def test_jumlah_kabkota_sama_dengan_daftar_resmi(kode):
    assert jumlah(kode) == tersimpan(kode) == RESMI[kode]


def test_jumlah_provinsi_sama_dengan_daftar_resmi():
    assert Wilayah.objects.di_bawah("64").berlaku().filter(tingkat=Tingkat.KABKOTA).count() == 10
    assert jumlah("64") == tersimpan("64") == (105, 197, 841)
    assert tersimpan("0") == (105, 197, 841)


def test_setiap_induk_sesuai_kodenya():
    assert not [w.kode for w in Wilayah.objects.exclude(kode="0") if w.induk_id != modul.jalur(w.kode)[-1]]


def test_muat_ulang_tidak_mengubah_apa_pun():
    sebelum = list(Wilayah.objects.order_by("kode").values())
    hasil = muat(["64"])
    assert ringkasan(hasil) == (0, 0, 0, 0)
    assert hasil.ejaan == 0
    assert hasil.rincian == []
    assert list(Wilayah.objects.order_by("kode").values()) == sebelum


def test_kode_lama_termuat_sebagai_berakhir_dengan_penerusnya():
    for p in pemekaran.PINDAH:
        lama = Wilayah.objects.get(kode=p.lama)
        assert lama.berlaku_sampai == date(2022, 2, 13)
        assert lama.induk_id in {"64.02.08", "64.02.13"}
        assert "belum dipastikan" in lama.catatan_masa
        assert [w.kode for w in lama.penerus.all()] == [p.baru]
    assert Wilayah.objects.exclude(berlaku_sampai=None).count() == 20


def test_kecamatan_hasil_pemekaran_berlaku_sejak_kodenya_ada():
    for kode in ("64.02.19", "64.02.20"):
        kecamatan = Wilayah.objects.get(kode=kode)
        assert kecamatan.berlaku_sejak == date(2022, 2, 14)
        assert "belum dipastikan" in kecamatan.catatan_masa
    assert Wilayah.objects.get(kode="64.02.08").berlaku_sejak is None


def test_edisi_2019_mengembalikan_103_kecamatan_dan_1038_desa():
    hasil = muat(["64"], edisi=Edisi.E2019)
    assert jumlah("64") == tersimpan("64") == tersimpan("0") == (103, 197, 841)
    assert jumlah("64.02") == (18, 44, 193)
    assert hasil.dicabut == 22
    assert not Wilayah.objects.di_bawah("64.02.19").exists()
    assert Wilayah.objects.get(kode="64.02.08.2001").berlaku_sampai is None
    assert ringkasan(muat(["64"], edisi=Edisi.E2019)) == (0, 0, 0, 0)


def test_maju_lagi_dari_edisi_2019_mengakhiri_dua_puluh_kode():
    sebelum = list(Wilayah.objects.order_by("kode").values())
    muat(["64"], edisi=Edisi.E2019)
    hasil = muat(["64"])
    assert ringkasan(hasil) == (22, 0, 20, 0)
    assert jumlah("64") == tersimpan("64") == (105, 197, 841)
    assert Penerus.objects.count() == 20
    assert list(Wilayah.objects.order_by("kode").values()) == sebelum
    assert "64.02.08.2001 Kedang Ipil berakhir 13-02-2022" in hasil.rincian


def test_bawaan_tidak_mengakhiri_kode_yang_berlaku(capsys):
    muat(["64"], edisi=Edisi.E2019)
    sebelum = list(Wilayah.objects.order_by("kode").values())
    call_command("muat_wilayah")
    keluar = capsys.readouterr()
    assert keluar.out == "0 ditambah, 0 diubah, 0 diakhiri, 1152 tetap\n"
    assert "20 kode yang berlaku berakhir" in keluar.err and "Wilayah › Pemekaran" in keluar.err
    assert list(Wilayah.objects.order_by("kode").values()) == sebelum
    call_command("muat_wilayah", edisi="kini")
    assert jumlah("64") == (105, 197, 841)
    call_command("muat_wilayah")
    assert "Pemekaran" not in capsys.readouterr().err


def test_edisi_2019_ditolak_bila_ada_data_di_kecamatan_baru(dunia):
    with lingkup.masuk(lingkup.sistem("uji")):
        Penempatan.objects.create(akun=dunia.tksk.akun, peran=Peran.TKSK, tempat_id="64.02.19")
    with pytest.raises(TidakDapatDimuat, match="Sudah ada data"):
        muat(["64"], edisi=Edisi.E2019)
    assert jumlah("64") == (105, 197, 841)
    assert Wilayah.objects.get(kode="64.02.08.2001").berlaku_sampai == date(2022, 2, 13)


@pytest.fixture
def daftar_berubah(monkeypatch):
    """Let the package rename one kelurahan, drop one and add one."""
    asli = modul.sumber.list_wilayah

    def berubah(kode=None):
        hasil = asli(kode)
        if kode != "64.72.03":
            return hasil
        awal, _, *lain = hasil
        contoh = type(awal)
        ganti = contoh(awal.code, "Teluk Lerong Baru", awal.level, awal.type, awal.path)
        tambah = contoh("64.72.03.1999", "Kampung Uji", awal.level, awal.type, awal.path)
        return [ganti, *lain, tambah]

    monkeypatch.setattr(modul.sumber, "list_wilayah", berubah)


def test_perubahan_dilaporkan_dan_nama_lama_tetap_dikenal(daftar_berubah):
    awal, kedua = Wilayah.objects.filter(induk="64.72.03").order_by("kode")[:2]
    hasil = muat(["64"])
    assert ringkasan(hasil) == (1, 1, 1, 0)
    assert hasil.rincian == [
        "64.72.03.1999 Kampung Uji ditambah",
        f"{awal.kode} {awal.nama} menjadi Teluk Lerong Baru",
        f"{kedua.kode} {kedua.nama} berakhir",
    ]
    assert Ejaan.objects.filter(wilayah=awal, ejaan=awal.nama).exists()
    kedua.refresh_from_db()
    assert kedua.berlaku_sampai is not None
    assert kedua.catatan_masa == modul.CATATAN_HILANG
    assert ringkasan(muat(["64"])) == (0, 0, 0, 0)


def test_kode_yang_kembali_dalam_daftar_berlaku_lagi(daftar_berubah, monkeypatch):
    muat(["64"])
    monkeypatch.undo()
    muat(["64"])
    assert jumlah("64.72") == tersimpan("64.72") == (10, 59, 0)
    assert Wilayah.objects.get(kode="64.72.03.1999").berlaku_sampai is not None


def test_provinsi_lain_ditambah_tanpa_menyentuh_yang_ada():
    hasil = muat(["65"])
    assert hasil.diubah == hasil.diakhiri == 0
    assert hasil.ditambah == Wilayah.objects.di_bawah("65").count() > 500
    assert Wilayah.objects.get(kode="0").isi["provinsi"] == 2
    assert jumlah("64") == (105, 197, 841)


@pytest.mark.parametrize("kode", ["99", "64.72", "abc", ""])
def test_provinsi_tidak_dikenal_ditolak_tanpa_perubahan(kode):
    sebelum = Wilayah.objects.count()
    with pytest.raises(CommandError, match="tidak dikenal"):
        call_command("muat_wilayah", "--provinsi", "65", "--provinsi", kode)
    assert Wilayah.objects.count() == sebelum


def test_perintah_melaporkan_satu_baris():
    keluar = StringIO()
    call_command("muat_wilayah", stdout=keluar)
    assert keluar.getvalue() == "0 ditambah, 0 diubah, 0 diakhiri, 1174 tetap\n"


def test_semua_dan_provinsi_sekaligus_ditolak():
    with pytest.raises(CommandError, match="Pilih salah satu"):
        call_command("muat_wilayah", "--semua", "--provinsi", "64")


@pytest.mark.parametrize(
    ("kolom", "nama"),
    [
        ({"kode": "64.720", "tingkat": 2, "induk_id": "64"}, "wilayah_kode_bentuk"),
        ({"kode": "98", "tingkat": 1, "induk_id": None}, "wilayah_induk_ada"),
        (
            {
                "kode": "98",
                "tingkat": 1,
                "induk_id": "0",
                "berlaku_sejak": date(2022, 2, 14),
                "berlaku_sampai": date(2022, 2, 13),
            },
            "wilayah_masa_urut",
        ),
    ],
)
def test_basis_data_menolak_wilayah_yang_salah(kolom, nama):
    with pytest.raises(IntegrityError, match=nama), transaction.atomic():
        Wilayah.objects.create(nama="Uji", nama_cari="uji", jenis=JenisWilayah.PROVINSI, **kolom)


@pytest.mark.parametrize(
    ("lama", "baru", "nama"),
    [("64.01", "64.01", "penerus_bukan_diri"), ("64.02.08.2001", "64.02.19.2001", "penerus_sekali")],
)
def test_basis_data_menolak_penerus_yang_salah(lama, baru, nama):
    with pytest.raises(IntegrityError, match=nama), transaction.atomic():
        Penerus.objects.create(lama_id=lama, baru_id=baru)


def test_basis_data_menolak_ejaan_kembar():
    with pytest.raises(IntegrityError, match="ejaan_sekali"), transaction.atomic():
        Ejaan.objects.create(wilayah_id="64.08.08", ejaan="KONGBENG", ejaan_cari="kongbeng")


def test_peran_aplikasi_tidak_dapat_mengubah_wilayah(sistem):
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Wilayah.objects.filter(kode="64").update(nama="Lain")


def test_pemekaran_memakai_kode_yang_ada_dan_unik():
    assert len({p.lama for p in pemekaran.PINDAH}) == len({p.baru for p in pemekaran.PINDAH}) == 20
    for p in pemekaran.PINDAH:
        assert pemekaran.KECAMATAN_BARU[p.baru[:8]] == p.lama[:8]
        assert modul.sumber.get_wilayah(p.baru) is not None
        assert modul.sumber.get_wilayah(p.lama) is None


@pytest.mark.berat
def test_semua_provinsi_termuat_dalam_tiga_puluh_detik():
    mulai = time.perf_counter()
    muat(daftar_provinsi())
    assert time.perf_counter() - mulai < 30
    berlaku = Wilayah.objects.berlaku()
    assert [berlaku.filter(tingkat=t).count() for t in (1, 2, 3, 4)] == [38, 514, 7285, 83762]
    assert sum(Wilayah.objects.get(kode="0").isi.values()) == 38 + 514 + 7285 + 83762
    assert ringkasan(muat(daftar_provinsi())) == (0, 0, 0, 0)
