"""Keluarga dan komunitas keluar dari portal: isi daftar, samaran seperti orang, hak, dan penghapusan."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pmks.actions import IsianAnggota
from pmks.ekspor.keluarga import KOLOM, SUMBER
from pmks.ekspor.keluarga_medan import BAWAAN, MEDAN
from pmks.ekspor.samaran import AMAN, HARI
from pmks.models import KasusKesatuan
from tests.excel.bahan_keluar import jadi
from tests.excel.test_tulis import csv_baris
from tests.lindung.bahan import hapus, minta
from tests.pmks import bahan
from tests.pmks.bahan import DESA_LAIN
from tests.pmks.bahan_kesatuan import ANAK, KEPALA, KK, catat, pada_status
from tests.pmks.test_ekspor import baris, xml
from tksk_portal.akses import lingkup
from tksk_portal.arsip.models import Berkas
from tksk_portal.excel.keluar.tataletak import tata_letak_berlaku
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.tinjauan.enums import Status

pytestmark = pytest.mark.django_db
TUJUAN = "Rapat verifikasi bulan ini"
RAHASIA = ("Darius", "Laing", "Yulita", "Petrus", "Punan", KK, "9050", "Anggrek", "Banjir rahasia")


def kenari(dunia, jenis: int = 24, **ganti) -> KasusKesatuan:
    kasus = pada_status(dunia, Status.DISAHKAN, jenis=(jenis,), lintang="-0.467712", bujur="117.167712", **ganti)
    with lingkup.masuk(lingkup.sistem("uji")):
        KasusKesatuan.objects.filter(pk=kasus.pk).update(keterangan="Banjir rahasia")
    return kasus


def ambil(dunia, siapa: str, satuan: str = "kesatuan", *, identitas: bool = False, saring=None) -> list[dict]:
    """Return every field of every row, as a layout with all columns would write it."""
    with lingkup.masuk(dunia[siapa].lingkup) as by:
        semua = [b for bagian in SUMBER.baris(saring or {}, satuan, by, identitas=identitas) for b in bagian]
        return [{m.nama: m.ambil(b) for m in MEDAN.values()} for b in semua]


@pytest.mark.parametrize("jenis", [24, 25, 19])
@pytest.mark.parametrize("siapa", ["tksk", "camat", "dinsos", "provinsi", "kemensos"])
def test_kenari_tersamar_tidak_ada_di_mana_pun_dalam_berkas(dunia, siapa, jenis):
    kasus = kenari(dunia, jenis)
    ekspor, isi = jadi(dunia[siapa].lingkup, "keluarga", "lengkap")
    teks = xml(isi)
    assert ekspor.baris_ditulis == 1 and ">tertutup<" in teks
    assert [r for r in (*RAHASIA, "0.467712", "117.16", str(kasus.kesatuan_id)) if r in teks] == []
    assert [(b["Jumlah jiwa"], b["Jumlah KK"], b["Tanggal data"]) for b in baris(isi)] == [("", "", "")]


def test_baris_tertutup_berbeda_hanya_pada_jenisnya_dan_anggota_tertutup_tanpa_jenis(dunia):
    with lingkup.masuk(dunia.tksk.lingkup):
        catat(dunia.tksk.lingkup, jenis=(24,))
        catat(dunia.tksk.lingkup, jenis=(25,), no_kk="6472030101109051", anggota=[KEPALA])
    biasa, peka = ambil(dunia, "tksk")
    assert {k for k in biasa if biasa[k] != peka[k]} <= {"jenis", "kode_jenis", "teks_kriteria"}
    anggota = ambil(dunia, "tksk", "anggota")
    assert len(anggota) == 4 and {(b["nama"], b["nama_anggota"], b["jenis"]) for b in anggota} == {
        ("tertutup", "tertutup", "")
    }
    assert not [r for r in RAHASIA if r in str(anggota)] and {b["umur_anggota"] for b in anggota} == {None}


def test_kolom_baru_tertutup_sampai_disebut():
    assert set(KOLOM) - AMAN - HARI == {
        *("id", "bentuk", "nama", "no_kk", "alasan_tanpa_kk", "jumlah_kk", "alamat", "rt", "rw", "dusun", "lintang"),
        *("bujur", "tanggal_data", "dibuat_oleh_id"),
    }
    dipakai = {k.medan for t in BAWAAN for k in t.kolom} - {"#"}
    assert dipakai == set(MEDAN)


@pytest.mark.parametrize("siapa", ["tksk", "dinsos"])
def test_dengan_identitas_kepala_anggota_dan_yang_terdaftar_utuh_dan_dicatat(dunia, siapa):
    orang = bahan.pada_status(dunia, Status.DISAHKAN, nama="Rahasia Sekali").orang
    kenari(dunia, anggota=[KEPALA, IsianAnggota("pasangan", orang_id=orang.pk), ANAK])
    by = dunia[siapa].lingkup
    ekspor, isi = jadi(by, "keluarga", "anggota", identitas=True, tujuan=TUJUAN)
    semua = baris(isi)
    assert [b["Nama anggota"] for b in semua] == ["Darius Laing", "Rahasia Sekali", "Petrus Laing"]
    assert {b["Nama kelompok atau kepala keluarga"] for b in semua} == {"Darius Laing"}
    assert semua[1]["NIK anggota"] == orang.nik and semua[1]["Terdaftar sebagai orang"] == "ya"
    assert {(b["Nomor KK"], b["Alamat atau lokasi"], b["Jenis PMKS"]) for b in semua} == {
        (KK, "Jl. Anggrek 14", "Fakir miskin")
    }
    with lingkup.masuk(lingkup.sistem("uji")):
        satu = Pembukaan.objects.get(objek_id=ekspor.pk)
        assert (satu.tujuan, satu.bagian) == (TUJUAN, "nik")


@pytest.mark.parametrize("siapa", ["camat", "provinsi", "kemensos"])
def test_tanpa_hak_atas_identitas_tidak_ditawarkan_dan_ditolak(dunia, masuk, siapa):
    kenari(dunia)
    by = dunia[siapa].lingkup
    with lingkup.masuk(by):
        assert set(tata_letak_berlaku(SUMBER, by)) == {"ringkas", "lengkap"}
    halaman = masuk(siapa).get("/ekspor/baru/keluarga/").text
    assert 'name="identitas"' not in halaman and "dengan anggotanya" not in halaman
    with pytest.raises(PermissionDenied):
        jadi(by, "keluarga", "lengkap", identitas=True, tujuan=TUJUAN)
    assert masuk("admin").get("/ekspor/baru/keluarga/").status_code == 403


def test_komunitas_dan_hitungan_jiwanya(dunia):
    kenari(dunia, 26, bentuk="komunitas")
    pada_status(dunia, Status.DISAHKAN, "hitungan")
    terbuka = {b["bentuk"]: b for b in ambil(dunia, "tksk", identitas=True)}
    assert (terbuka["Komunitas"]["jiwa"], terbuka["Komunitas"]["jumlah_kk"]) == (59, 12)
    assert terbuka["Komunitas"]["nama"] == "Punan Sungai Berun"
    for siapa, jiwa, bulat in (("tksk", 17, "tidak"), ("camat", 15, "ya"), ("provinsi", 15, "ya")):
        semua = {b["bentuk"]: b for b in ambil(dunia, siapa)}
        hitungan = next(b for n, b in semua.items() if n.startswith("Hitungan"))
        assert (hitungan["jiwa"], hitungan["jiwa_bulat"]) == (jiwa, bulat), siapa
        assert semua["Komunitas"]["jiwa"] is None and semua["Komunitas"]["nama"] == "tertutup"


def test_berkas_memuat_persis_yang_disaring_di_daftar(dunia, masuk):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        catat(by, "komunitas", wilayah_id=DESA_LAIN)
        catat(by, "kelompok", ajukan=True)
    pada_status(dunia, Status.DIBATALKAN, "kelompok", nama="Batal sudah")
    klien = masuk("tksk")
    for saring in (
        {},
        {"bentuk": "kelompok"},
        {"status": "diajukan"},
        {"status": "dibatalkan"},
        {"wilayah": DESA_LAIN},
    ):
        ekspor, _ = jadi(dunia.tksk.lingkup, "keluarga", "ringkas", saring=saring)
        di_daftar = klien.get("/pmks/kesatuan/", saring).context["kesatuan"]
        assert ekspor.baris_ditulis == len(di_daftar), saring
    _, isi = jadi(dunia.tksk.lingkup, "keluarga", "ringkas", saring={"jenis": "24"}, format_berkas="csv")
    assert len(csv_baris(isi)) == 2
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        assert SUMBER.jumlah({}, "kesatuan", by) == SUMBER.jumlah({}, "anggota", by) == 0


def test_tombol_membawa_saringan_dan_saringan_asing_tidak_ada(dunia, masuk):
    klien = masuk("dinsos")
    assert 'href="/ekspor/baru/keluarga/?bentuk=keluarga"' in klien.get("/pmks/kesatuan/?bentuk=keluarga&x=1").text
    form = klien.get("/ekspor/baru/keluarga/?bentuk=keluarga&jenis=25&status=disahkan").text
    assert "Bentuk keluarga, jenis Keluarga bermasalah sosial psikologis, status Disahkan" in form
    alamat = reverse("ekspor:baru", args=["keluarga"])
    for tanya in ("wilayah=63.01", "wilayah=64.72.99", "jenis=999", "bentuk=apa", "status=x"):
        assert klien.get(f"{alamat}?{tanya}").status_code == 404, tanya


def test_menghapus_seseorang_menghancurkan_berkas_keluarga_dari_tempatnya(dunia):
    orang = bahan.pada_status(dunia, Status.DISAHKAN, nama="Rahasia Sekali").orang
    kenari(dunia, anggota=[KEPALA, IsianAnggota("pasangan", orang_id=orang.pk)])
    ekspor, _ = jadi(dunia.dinsos.lingkup, "keluarga", "anggota", identitas=True, tujuan=TUJUAN)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Berkas.objects.tersimpan().filter(pk=ekspor.berkas).exists()
    hapus(dunia.dinsos, minta(dunia.tksk, orang.pk))
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Berkas.objects.tersimpan().filter(pk=ekspor.berkas).exists()
