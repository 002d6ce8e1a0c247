"""Keberatan dan pembatasan yang dipenuhi berakibat: ditandai, tidak dibawa keluar, tidak ditambah, tetap dihitung."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import load_workbook

from pmks.actions import (
    Dibatasi,
    IsianKasus,
    catat_kebutuhan,
    gabungkan,
    lepas_pembatasan,
    terima_pindah,
    ubah_orang,
    urungkan_gabung,
    usulkan_pindah,
)
from pmks.angka import jumlah_sel
from pmks.cek_lapangan import susun
from pmks.ekspor import SUMBER
from pmks.lindung.laporan import susun as susun_laporan
from pmks.lindung.pembatasan import peristiwa_pembatasan
from pmks.models import Kasus, Kebutuhan, Orang, Pembatasan
from pmks.saringan import SaringOrang
from tests.excel.bahan_keluar import jadi
from tests.excel.bahan_masuk import isi_baris, isi_csv, pesan, unggah
from tests.lindung.bahan import minta
from tests.pmks.bahan import DESA_TETANGGA, borang, borang_rinci, catat, isian, nik_ke, pada_status, segar
from tksk_portal.akses import lingkup
from tksk_portal.lindung.actions.permintaan import putuskan
from tksk_portal.lindung.models import Permintaan
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Status

ALASAN = "Takut diketahui tetangga"
NAMA = "Rahmawati Dibatasi"


def putus(siapa, permintaan: Permintaan, *, dipenuhi: bool = True) -> Permintaan:
    """Decide a request as an inhabitant."""
    with lingkup.masuk(siapa.lingkup) as by:
        return putuskan(permintaan=permintaan, versi=1, dipenuhi=dipenuhi, alasan=ALASAN, by=by)


def dibatasi(
    dunia, *, jenis: str = "keberatan", status: Status = Status.DIVERIFIKASI, **isi
) -> tuple[Kasus, Pembatasan]:
    """Record a person whose request was granted; return her type and the restriction."""
    kasus = pada_status(dunia, status, **({"nama": NAMA} | isi))
    permintaan = minta(dunia.tksk, kasus.orang_id, jenis=jenis)
    putus(dunia.dinsos, permintaan)
    with lingkup.masuk(lingkup.sistem("uji")):
        return kasus, Pembatasan.objects.get(permintaan=permintaan.pk)


def lepas(siapa, pembatasan: Pembatasan, alasan: str = "Keberatannya dicabut dengan surat") -> Pembatasan:
    """Lift as an inhabitant."""
    with lingkup.masuk(siapa.lingkup) as by:
        return lepas_pembatasan(pembatasan=pembatasan, alasan=alasan, by=by)


def kebutuhan(by, orang: Orang, kunci=None) -> Kebutuhan:
    """Record a need."""
    isi = {"jenis": "pangan", "catatan": "", "mendesak": False, "ditemukan_pada": date(2026, 11, 2)}
    return catat_kebutuhan(orang=orang, kunci=kunci or uuid4(), isi=isi, by=by)[0]


# Dipasang dan dilepas ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jenis", ["keberatan", "pembatasan"])
def test_permintaan_yang_dipenuhi_membatasi_dan_memberi_tahu_tksk(dunia, jenis):
    kasus, batas = dibatasi(dunia, jenis=jenis)
    assert (batas.orang_id, batas.dasar, batas.alasan) == (kasus.orang_id, jenis, ALASAN)
    assert (batas.dipasang_oleh_id, batas.wilayah_id) == (dunia.dinsos.akun.pk, kasus.orang.wilayah_id)
    with lingkup.masuk(lingkup.sistem("uji")):
        (kabar,) = Kabar.objects.filter(akun=dunia.tksk.akun, jenis="pmks.pembatasan")
    assert NAMA not in kabar.teks and "dibatasi" in kabar.teks


@pytest.mark.parametrize(("jenis", "dipenuhi"), [("keberatan", False), ("perbaikan", True), ("akses", True)])
def test_permintaan_lain_atau_yang_ditolak_tidak_membatasi(dunia, jenis, dipenuhi):
    orang = pada_status(dunia, Status.DIAJUKAN).orang
    putus(dunia.dinsos, minta(dunia.tksk, orang.pk, jenis=jenis), dipenuhi=dipenuhi)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Pembatasan.objects.exists()


def test_dilepas_kabkota_dengan_alasan_dan_tetap_tercatat(dunia):
    kasus, batas = dibatasi(dunia)
    for nama in ("tksk", "provinsi", "dinsos_lain", "camat"):
        with pytest.raises(PermissionDenied):
            lepas(dunia[nama], batas)
    with pytest.raises(Ditolak, match="Tulis mengapa"):
        lepas(dunia.dinsos, batas, " ")
    lepas(dunia.dinsos, batas)
    with pytest.raises(Ditolak, match="sudah dilepas"):
        lepas(dunia.dinsos, batas)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        assert not Pembatasan.objects.berlaku().exists()
        peristiwa = peristiwa_pembatasan(kasus.orang)
        laporan = {b.kode: str(b.isi) for b in susun_laporan(Orang.objects.get(pk=kasus.orang_id), by)}
    assert [p.label for p in peristiwa] == ["dipasang", "dilepas"]
    assert peristiwa[1].ubahan[0].sesudah == "Keberatannya dicabut dengan surat"
    assert ALASAN in laporan["pembatasan"] and "dicabut dengan surat" in laporan["pembatasan"]


def test_dua_pembatasan_dilepas_sendiri_sendiri(dunia):
    kasus, satu = dibatasi(dunia)
    putus(dunia.dinsos, minta(dunia.tksk, kasus.orang_id, jenis="pembatasan"))
    lepas(dunia.dinsos, satu)
    with lingkup.masuk(dunia.tksk.lingkup) as by, pytest.raises(Dibatasi):
        kebutuhan(by, segar(kasus.orang))


# Tidak ditambah ----------------------------------------------------------------------------------------------------


def _tambah_jenis(by, orang: Orang) -> None:
    isi = [IsianKasus(jenis=8, kriteria=["a"]), IsianKasus(jenis=24, kriteria=["a"])]
    ubah_orang(orang=orang, versi=orang.versi, isian=isian(nama=orang.nama), kasus=isi, by=by)


def test_jenis_dan_kebutuhan_tidak_ditambah_sampai_dilepas(dunia):
    kasus, batas = dibatasi(dunia)
    orang = segar(kasus.orang)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        with pytest.raises(Dibatasi, match="kabupaten/kota dapat melepas"):
            _tambah_jenis(by, orang)
        with pytest.raises(Dibatasi):
            kebutuhan(by, orang)
        assert Kasus.objects.filter(orang=orang).count() == 1 and not Kebutuhan.objects.exists()
    lepas(dunia.dinsos, batas)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        _tambah_jenis(by, orang)
        kebutuhan(by, orang)
        assert Kasus.objects.filter(orang=orang).count() == 2


def test_kebutuhan_yang_sudah_terkirim_sebelum_dibatasi_dijawab_sama(dunia):
    kasus, kunci = pada_status(dunia, Status.DIVERIFIKASI), uuid4()
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu = kebutuhan(by, kasus.orang, kunci)
    putus(dunia.dinsos, minta(dunia.tksk, kasus.orang_id, jenis="keberatan"))
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        assert kebutuhan(by, segar(kasus.orang), kunci) == satu


def test_excel_tidak_menambah_jenis_orang_yang_dibatasi(dunia):
    judul = {"nik": "NIK", "nama": "Nama", "jk": "JK", "tanggal_lahir": "Tanggal lahir", "jenis": "Jenis PMKS"}
    judul |= {"desa": "Desa/Kelurahan", "alamat": "Alamat", "no_kk": "No KK"}
    kasus, _ = dibatasi(dunia, status=Status.DRAF)
    o = kasus.orang
    baris = {"nik": o.nik, "nama": NAMA, "jk": "P", "tanggal_lahir": "12-05-1958", "jenis": "24"}
    baris |= {"desa": o.wilayah_id, "alamat": o.alamat, "no_kk": o.no_kk}
    (satu,) = isi_baris(unggah(dunia.tksk, isi_csv([baris], judul))).values()
    assert "dibatasi" in str(pesan(satu))


def test_formulir_yang_dibuka_sebelum_dibatasi_menjadi_basi(dunia):
    kasus = pada_status(dunia, Status.DIAJUKAN)
    versi = segar(kasus.orang).versi
    putus(dunia.dinsos, minta(dunia.tksk, kasus.orang_id, jenis="pembatasan"))
    assert segar(kasus.orang).versi == versi + 1


# Tidak dibawa keluar, tetap dihitung -------------------------------------------------------------------------------


@pytest.mark.parametrize("satuan", ["orang", "kasus"])
def test_ekspor_tanpa_yang_dibatasi_dan_menyebut_banyaknya(dunia, satuan):
    dibatasi(dunia)
    lain = pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(31), nama="Orang Biasa")
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        semua = [b["nama"] for bagian in SUMBER.baris({}, satuan, by, identitas=True) for b in bagian]
        assert semua == [lain.orang.nama] and SUMBER.jumlah({}, satuan, by) == 1
        ((label, kata),) = SUMBER.catatan({}, satuan, by)
    assert label == "Tidak disertakan" and kata.startswith("1 orang") and NAMA not in kata


def test_berkas_ekspor_menyebut_yang_tidak_disertakan(dunia):
    dibatasi(dunia)
    pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(31), nama="Orang Biasa")
    lain = {"identitas": True, "tujuan": "Rapat verifikasi bulan ini"}
    ekspor, isi = jadi(dunia.dinsos.lingkup, "pmks", "ringkas", **lain)
    buku = load_workbook(BytesIO(isi))
    teks = str([list(lembar.values) for lembar in buku.worksheets])
    assert "Orang Biasa" in teks and NAMA not in teks and ekspor.baris_ditulis == ekspor.baris_diharapkan == 1
    assert "Tidak disertakan" in teks and "1 orang, karena pemrosesan datanya dibatasi" in teks
    with lingkup.masuk(dunia.dinsos.lingkup):
        hasil = str(Pekerjaan.objects.get(pk=ekspor.pekerjaan).hasil)
    assert "Tidak disertakan" in hasil and NAMA not in hasil


def test_daftar_cek_lapangan_tanpa_yang_dibatasi(dunia, masuk):
    dibatasi(dunia)
    pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(31), nama="Orang Biasa")
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        saring = SaringOrang({}, queryset=Orang.objects.all(), lingkup=by)
        assert saring.is_valid()
        daftar = susun(saring, dengan_peka=True)
    assert ([o.nama for o in daftar.orang], daftar.dibatasi) == (["Orang Biasa"], 1)
    teks = masuk("tksk").post("/pmks/cek-lapangan/").content.decode()
    assert "Orang Biasa" in teks and NAMA not in teks and "1 orang tidak dicetak: pemrosesan datanya dibatasi" in teks


def test_tetap_dihitung_dalam_jumlah(dunia):
    kasus = pada_status(dunia, Status.DIVERIFIKASI)
    tempat = ("64.72.03.1001", "64.72.03", "64.72", "64", "0")

    def angka() -> list[int]:
        with lingkup.masuk(lingkup.sistem("uji")):
            return [jumlah_sel(t) for t in tempat]

    sebelum = angka()
    putus(dunia.dinsos, minta(dunia.tksk, kasus.orang_id, jenis="pembatasan"))
    assert angka() == sebelum == [1] * 5


# Halaman -----------------------------------------------------------------------------------------------------------


def test_tanda_di_halaman_dan_daftar_lalu_dilepas_lewat_halaman(dunia, masuk):
    kasus, batas = dibatasi(dunia, jenis="pembatasan")
    rinci, jalan = f"/pmks/{kasus.orang_id}/", f"/pmks/{kasus.orang_id}/pembatasan/{batas.pk}/lepas/"
    tksk = masuk("tksk").get(rinci).content.decode()
    assert "Pemrosesan data orang ini dibatasi" in tksk and ALASAN in tksk and "Lepas pembatasan" not in tksk
    assert "kebutuhan/baru" not in tksk
    assert ">dibatasi<" in masuk("tksk").get("/pmks/").content.decode()
    assert masuk("tksk").get(jalan).status_code == 403
    dinsos = masuk("dinsos")
    assert jalan in dinsos.get(rinci).content.decode()
    assert dinsos.get(jalan).status_code == 200
    respons = dinsos.post(jalan, {"alasan": ""})
    assert respons.status_code == 422 and "Tulis mengapa" in respons.content.decode()
    respons = dinsos.post(jalan, {"alasan": "Permintaannya dicabut"}, follow=True)
    teks = respons.content.decode()
    assert "Pembatasan dilepas" in teks and "Pemrosesan data orang ini dibatasi" not in teks
    assert "sudah dilepas" in dinsos.get(jalan, follow=True).content.decode()
    assert "Permintaannya dicabut" in dinsos.get(rinci + "riwayat/").content.decode()


def test_provinsi_melihat_tanda_tanpa_alasannya_selama_tertutup(dunia, masuk):
    kasus, _ = dibatasi(dunia)
    teks = masuk("provinsi").get(f"/pmks/{kasus.orang_id}/").content.decode()
    assert "Pemrosesan data orang ini dibatasi" in teks and ALASAN not in teks and NAMA not in teks


def test_menambah_jenis_lewat_halaman_ditolak_dan_ketikan_tetap(dunia, masuk):
    kasus, _ = dibatasi(dunia, status=Status.DIAJUKAN)
    tambah = {"jenis": ["8", "24"], "kriteria_24": ["a"], **borang_rinci(24)}
    kirim = borang(nama=NAMA, versi=str(segar(kasus.orang).versi), **tambah)
    respons = masuk("tksk").post(f"/pmks/{kasus.orang_id}/ubah/", kirim)
    teks = respons.content.decode()
    assert respons.status_code == 422 and "jenis dan kebutuhan tidak ditambah" in teks and NAMA in teks


def test_halaman_putusan_mengatakan_akibatnya(dunia, masuk):
    orang = pada_status(dunia, Status.DIAJUKAN).orang
    permintaan = minta(dunia.tksk, orang.pk, jenis="keberatan")
    teks = masuk("dinsos").get(f"/lindung/permintaan/{permintaan.pk}/putuskan/").content.decode()
    assert "tidak ikut dalam ekspor" in teks


# Ikut orangnya -----------------------------------------------------------------------------------------------------


def test_pembatasan_ikut_pindah(dunia):
    kasus, batas = dibatasi(dunia)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        isi = {"tanggal": date(2026, 11, 20), "alasan": "Ikut anaknya"}
        pindahan = usulkan_pindah(orang=segar(kasus.orang), ke="64.72.04", by=by, **isi)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        orang = terima_pindah(pindahan=pindahan, desa=DESA_TETANGGA, alamat={"alamat": "Jl. Baru 1"}, by=by)
        with pytest.raises(Dibatasi):
            kebutuhan(by, orang)
    assert segar(batas).wilayah_id == DESA_TETANGGA


def test_pembatasan_ikut_digabung_dan_kembali_saat_diurungkan(dunia):
    kasus, batas = dibatasi(dunia)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        utama = catat(by, nik=nik_ke(31), nama="Rahmawati")
    lain = segar(kasus.orang)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        versi = {"versi_utama": utama.versi, "versi_lain": lain.versi}
        gabung = gabungkan(utama=utama, lain=lain, pilih={}, by=by, alasan="Dicatat dua kali", **versi)
    assert segar(batas).orang_id == utama.pk
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        urungkan_gabung(penggabungan=gabung, by=by)
    assert segar(batas).orang_id == lain.pk
