"""Menghapus identitas orang PMKS: di semua tabel, di disk, di angka; dan laporan akses tentangnya."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pmks.angka import jumlah_sel
from pmks.lindung.sasaran import KODE
from pmks.models import Kasus, Orang, Penggabungan, Revisi
from tests.jalan.basis import salinan
from tests.jalan.isi import bangun
from tests.lindung.bahan import hapus, minta, sisa_di_basis_data
from tksk_portal.akses import lingkup
from tksk_portal.arsip.berkas import simpan
from tksk_portal.arsip.models import Berkas
from tksk_portal.arsip.penyimpanan import penyimpanan, semua_kunci
from tksk_portal.excel.models import BarisUnggahan, Ekspor, Unggahan
from tksk_portal.jejak.models import Bagian, Pembukaan
from tksk_portal.lindung.actions.hapus import check_hapus
from tksk_portal.lindung.actions.permintaan import lampirkan, lepas_tahan, pasang_tahan
from tksk_portal.lindung.daftar_hapus import jalan
from tksk_portal.lindung.jadwal import ulangi_penghapusan
from tksk_portal.lindung.models import Penghapusan, Permintaan, TahanHukum
from tksk_portal.lindung.sasaran import kosongkan_riwayat
from tksk_portal.lindung.subjek import Ditolak, daftar_subjek
from tksk_portal.lindung.ulang import terapkan_ulang
from tksk_portal.tinjauan.enums import Status

SIAPA = "disahkan"


@pytest.fixture(scope="module")
def asal(django_db_setup, django_db_blocker):
    """The full world, committed in a clone of the test database."""
    with django_db_blocker.unblock(), salinan("lindung"):
        yield bangun()


@pytest.fixture
def isi(asal):
    """A clone of it for one test."""
    with salinan("satu"):
        yield asal


def _angka(tempat: str) -> tuple[int, int]:
    with lingkup.masuk(lingkup.sistem("uji")):
        return jumlah_sel(tempat), jumlah_sel(tempat, status=(Status.DISAHKAN,))


def test_identitas_hilang_dari_semua_tabel_dan_dari_disk(isi):
    r = isi.orang[SIAPA]
    _isi_unggahan(isi, r)
    permintaan = minta(isi.dunia.tksk, r.id, nama_pemohon="Rahayu Penanya", isi=f"Hapus data {r.nama}")
    with lingkup.masuk(isi.dunia.dinsos.lingkup) as by:
        lampirkan(permintaan=permintaan, isi=b"%PDF-1.4\nKenari\n%%EOF", nama="surat.pdf", by=by)
    sebelum = sisa_di_basis_data(*r.rahasia)
    assert {t.split(":")[0] for t in sebelum} >= {
        *("pmks_orang", "pmks_orangriwayat", "pmks_berkasorang", "pmks_berkasorangriwayat"),
        *("excel_barisunggahan", "lindung_permintaan", "lindung_permintaanriwayat"),
    }, "uji ini harus punya apa yang dihapus"
    lama = set(semua_kunci())
    nisan = hapus(isi.dunia.dinsos, permintaan)
    assert sisa_di_basis_data(r.nama, r.nik, r.no_kk, r.nama.split()[-1], "Rahayu Penanya") == []
    assert _sisa_alamat(r) == []
    with lingkup.masuk(lingkup.sistem("uji")):
        nisan = Penghapusan.objects.get(pk=nisan.pk)
        assert nisan.berkas_diperiksa_pada and len(nisan.berkas) >= 5
        assert nisan.hitung["pmks_orangriwayat"] >= 1 and nisan.hitung["pmks_orang"] == 1
    assert set(nisan.berkas) <= lama, "yang dihancurkan memang pernah ada"
    assert set(nisan.berkas) & set(semua_kunci()) == set()
    for kunci in nisan.berkas:
        assert not Path(penyimpanan().path(kunci)).exists()


def _sisa_alamat(r) -> list[str]:
    """Rows of this person only: others share the test's address."""
    hasil = []
    with lingkup.masuk(lingkup.sistem("uji")):
        orang = Orang.objects.get(pk=r.id)
        for baris in [orang, *orang.riwayat.all()]:
            isi = (baris.alamat, baris.rt, baris.tempat_lahir, baris.telepon, baris.lintang, baris.tanggal_lahir.year)
            if isi != ("", "", "", "", None, 1900):
                hasil.append(str(isi))
        for revisi in Revisi.objects.filter(orang=orang):
            hasil += [str(b.isi) for b in [revisi, *revisi.riwayat.all()] if b.isi or b.alasan != "(dihapus)"]
        for kasus in Kasus.objects.filter(orang=orang):
            hasil += [str(b.kriteria) for b in [kasus, *kasus.riwayat.all()] if b.kriteria or b.temuan]
    return hasil


def _isi_unggahan(isi, r) -> None:
    with lingkup.masuk(lingkup.sistem("uji")):
        u = Unggahan.objects.get(pk=isi.unggahan["ditulis"])
        BarisUnggahan.objects.create(
            unggahan=u,
            wilayah_id=u.wilayah_id,
            nomor=9001,
            status="salah",
            isi={"op": "baru", "nik": r.nik, "nama": r.nama},
        )


def _padatkan() -> None:
    with lingkup.masuk(lingkup.sistem("uji")), connection.cursor() as kursor:
        kursor.execute("SELECT pmks_padatkan()")


def test_angka_hari_ini_berkurang_satu_dan_gerak_yang_lewat_tetap(isi):
    r = isi.orang[SIAPA]
    _padatkan()
    sebelum = {t: _angka(t) for t in ("64.72.03.1001", "64.72.03", "64.72", "64", "0")}
    with connection.cursor() as kursor, lingkup.masuk(lingkup.sistem("uji")):
        kursor.execute("SELECT sum(jumlah) FROM pmks_gerak")
        gerak = kursor.fetchone()
    hapus(isi.dunia.dinsos, minta(isi.dunia.tksk, r.id))
    assert {t: _angka(t) for t in sebelum} == {t: (n - 1, s - 1) for t, (n, s) in sebelum.items()}
    _padatkan()
    with connection.cursor() as kursor, lingkup.masuk(lingkup.sistem("uji")):
        kursor.execute("SELECT sum(jumlah) FROM pmks_gerak")
        assert kursor.fetchone() == gerak
    assert {t: _angka(t) for t in sebelum} == {t: (n - 1, s - 1) for t, (n, s) in sebelum.items()}


# Halaman sesudahnya -------------------------------------------------------------------------------------------


def _klien(penghuni) -> Client:
    klien = Client()
    klien.force_login(penghuni.akun)
    return klien


def test_halaman_orang_menjawab_410_dan_riwayatnya_terbaca_tanpa_identitas(isi):
    r = isi.orang[SIAPA]
    nisan = hapus(isi.dunia.dinsos, minta(isi.dunia.tksk, r.id))
    for nama in ("tksk", "dinsos"):
        klien = _klien(isi.dunia[nama])
        for alamat in ("pmks:rinci", "pmks:berkas", "pmks:ubah" if nama == "tksk" else "pmks:rinci"):
            jawab = klien.get(reverse(alamat, args=[r.id]))
            assert jawab.status_code == 410, alamat
            assert "sudah dihapus" in jawab.text and reverse("pmks:daftar") in jawab.text
        riwayat = klien.get(reverse("pmks:riwayat", args=[r.id]))
        assert riwayat.status_code == 200
        assert "Nurhayati" in riwayat.text and not any(k in riwayat.text for k in r.rahasia)
        assert r.nama not in klien.get(reverse("pmks:daftar")).text
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Orang.objects.aktif().filter(pk=r.id).count() == 0
    foto = isi.berkas["ktp"][1]
    assert _klien(isi.dunia.tksk).get(reverse("arsip:unduh", args=[foto])).status_code in {404, 410}
    assert _klien(isi.dunia.tetangga).get(reverse("pmks:rinci", args=[r.id])).status_code == 404
    halaman = _klien(isi.dunia.tksk).get(reverse("lindung:nisan", args=[nisan.pk]))
    assert halaman.status_code == 200 and "dipastikan tidak ada lagi" in halaman.text


def test_yang_sudah_dihapus_tidak_dapat_diisi_lagi(isi):
    r = isi.orang[SIAPA]
    hapus(isi.dunia.dinsos, minta(isi.dunia.tksk, r.id))
    with lingkup.masuk(lingkup.sistem("uji")), pytest.raises(IntegrityError, match="tidak diisi lagi"):
        Orang.objects.filter(pk=r.id).update(nama=r.nama)
    with pytest.raises(Ditolak, match="sudah dihapus"):
        minta(isi.dunia.tksk, r.id, jenis="akses")


# Penjaga ------------------------------------------------------------------------------------------------------


def test_pengusul_tidak_melaksanakan_sendiri_juga_di_basis_data(isi):
    r = isi.orang[SIAPA]
    permintaan = minta(isi.dunia.dinsos, r.id)
    with pytest.raises(Ditolak, match="orang lain"):
        hapus(isi.dunia.dinsos, permintaan)
    with lingkup.masuk(isi.dunia.dinsos.lingkup) as by, pytest.raises(IntegrityError, match="penghapusan_dua_orang"):
        Penghapusan.objects.create(
            wilayah_id=r.wilayah, subjek=KODE, objek_id=r.id, nomor="X", permintaan=permintaan, alasan="uji",
            diusulkan_oleh_id=by.akun_id, dilaksanakan_oleh_id=by.akun_id, sebagai="uji",
        )  # fmt: skip
    with pytest.raises(PermissionDenied):
        hapus(isi.dunia.tksk, permintaan)
    assert hapus(isi.dunia.provinsi, permintaan)


def test_nomor_yang_salah_ditolak_dan_tidak_ada_yang_berubah(isi):
    r = isi.orang[SIAPA]
    permintaan = minta(isi.dunia.tksk, r.id)
    with pytest.raises(Ditolak, match="tidak sama"):
        hapus(isi.dunia.dinsos, permintaan, ketik="000000")
    assert sisa_di_basis_data(r.nik) != []


def test_tahan_hukum_menahan_juga_di_basis_data(isi):
    r = isi.orang[SIAPA]
    permintaan = minta(isi.dunia.tksk, r.id)
    with lingkup.masuk(isi.dunia.provinsi.lingkup) as by:
        subjek = daftar_subjek()[KODE]
        pasang_tahan(subjek=subjek, objek_id=r.id, alasan="Perkara berjalan", tinjau_pada=None, by=by)
    with pytest.raises(Ditolak, match="Perkara berjalan"):
        hapus(isi.dunia.dinsos, permintaan)
    with lingkup.masuk(isi.dunia.dinsos.lingkup) as by, pytest.raises(DatabaseError, match="ditahan hukum"):
        nisan = Penghapusan.objects.create(
            wilayah_id=r.wilayah, subjek=KODE, objek_id=r.id, nomor="X", permintaan=permintaan, alasan="uji",
            diusulkan_oleh_id=permintaan.dibuat_oleh_id, dilaksanakan_oleh_id=by.akun_id, sebagai="uji",
        )  # fmt: skip
        kosongkan_riwayat(nisan.pk)
    with lingkup.masuk(isi.dunia.dinsos.lingkup) as by:
        tahan = TahanHukum.objects.berlaku().atas(KODE, r.id).get()
        lepas_tahan(tahan=tahan, alasan="Perkara selesai", by=by)
    assert hapus(isi.dunia.dinsos, permintaan)


def test_dinas_lain_tidak_melihat_dan_tidak_menghapus(isi):
    permintaan = minta(isi.dunia.tksk, isi.orang[SIAPA].id)
    with lingkup.masuk(isi.dunia.dinsos_lain.lingkup) as by:
        assert not Permintaan.objects.filter(pk=permintaan.pk).exists()
        with pytest.raises(PermissionDenied):
            check_hapus(permintaan, by)
    for nama in ("camat", "kemensos", "admin"):
        with lingkup.masuk(isi.dunia[nama].lingkup):
            assert Permintaan.objects.count() == 0, nama


def test_unggahan_yang_sedang_dikerjakan_menunda_penghapusan(isi):
    r = isi.orang[SIAPA]
    _isi_unggahan(isi, r)
    permintaan = minta(isi.dunia.tksk, r.id)
    with lingkup.masuk(lingkup.sistem("uji")):
        Unggahan.objects.filter(pk=isi.unggahan["ditulis"]).update(pekerjaan=isi.pekerjaan["berjalan"])
    with pytest.raises(Ditolak, match="sedang dikerjakan"):
        hapus(isi.dunia.dinsos, permintaan)


def test_ekspor_yang_selesai_sesudah_penghapusan_dibuang_jadwal(isi):
    r = isi.orang[SIAPA]
    nisan = hapus(isi.dunia.dinsos, minta(isi.dunia.tksk, r.id))
    with lingkup.masuk(isi.dunia.kemensos.lingkup) as by:
        ekspor = Ekspor.objects.create(
            wilayah_id="0", pemohon_id=by.akun_id, penempatan_id=by.penempatan_id, sebagai="uji", sumber="pmks",
            tata_letak="a", nama_tata_letak="A", format="csv", kata_saring="",
            dibuat_pada=nisan.pada - timedelta(minutes=1),
        )  # fmt: skip
        berkas = simpan(b"a;b\n1;2\n", keperluan="ekspor", nama="a.csv", wilayah="0", by=by, induk=ekspor.pk)
        isi_akhir = {"berkas": berkas.pk, "selesai_pada": timezone.now(), "baris_diharapkan": 1, "baris_ditulis": 1}
        Ekspor.objects.filter(pk=ekspor.pk).update(**isi_akhir)
    assert penyimpanan().exists(berkas.kunci)
    ulangi_penghapusan()
    assert not penyimpanan().exists(berkas.kunci)


# Sesudah cadangan lama dipulihkan -----------------------------------------------------------------------------


def test_penghapusan_diulang_pada_basis_data_yang_dipulihkan(asal):
    """The clone stands for an older backup: it was made before the erasure, and knows neither request nor tombstone."""
    r = asal.orang[SIAPA]
    with salinan("baru"):
        nisan = hapus(asal.dunia.dinsos, minta(asal.dunia.tksk, r.id))
        assert str(r.id) in jalan().read_text() and r.nik not in jalan().read_text()
    with salinan("lama"):
        assert sisa_di_basis_data(r.nik) != []
        assert terapkan_ulang().dihapus >= 1
        assert sisa_di_basis_data(*r.rahasia) == []
        with lingkup.masuk(lingkup.sistem("uji")):
            lagi = Penghapusan.objects.get(objek_id=r.id)
        assert (lagi.pk, lagi.ulang, lagi.sebagai, lagi.pada) == (nisan.pk, True, nisan.sebagai, nisan.pada)
        assert terapkan_ulang().dihapus == 0
        jalan().write_text("")
        assert terapkan_ulang().dicatat >= 1 and str(r.id) in jalan().read_text()


# Laporan akses ------------------------------------------------------------------------------------------------


def _laporan(klien, r, **ganti):
    isi = {"keperluan": "Permintaan warga", "bentuk": "layar", "tahan": [], "alasan_tahan": ""} | ganti
    return klien.post(reverse("lindung:laporan", args=[KODE, r.id]), isi)


def test_laporan_memuat_semua_yang_disimpan_dan_pembuatannya_dicatat(isi):
    r = isi.orang[SIAPA]
    jawab = _laporan(_klien(isi.dunia.dinsos), r)
    assert jawab.status_code == 200
    for kata in (*r.rahasia, "Jl. Anggrek 14", "12 Mei 1958", "Foto tempat tinggal", "Kunjungan TKSK", "UU 27/2022"):
        assert kata in jawab.text, kata
    assert "TKSK · Kec. Samarinda Ulu" in jawab.text
    assert "Nurhayati" not in jawab.text.split("<main")[1].split("</main>")[0], (
        "petugas disebut tugasnya, bukan namanya"
    )
    with lingkup.masuk(lingkup.sistem("uji")):
        catatan = Pembukaan.objects.filter(objek_id=r.id, bagian=Bagian.LAPORAN).get()
    assert (catatan.sebagai, catatan.tujuan) == ("Dinas Sosial Kota Samarinda", "Permintaan warga")


def test_bagian_yang_ditahan_disebut_tanpa_isinya(isi):
    r = isi.orang[SIAPA]
    klien = _klien(isi.dunia.dinsos)
    assert _laporan(klien, r, tahan=["identitas"]).status_code == 422
    jawab = _laporan(klien, r, tahan=["identitas", "riwayat"], alasan_tahan="Mengungkap pelapor")
    assert "Ditahan" in jawab.text and "Mengungkap pelapor" in jawab.text
    assert r.nik not in jawab.text


def test_laporan_pdf_dilampirkan_dan_ikut_dihancurkan(isi):
    r = isi.orang[SIAPA]
    permintaan = minta(isi.dunia.tksk, r.id)
    klien = _klien(isi.dunia.dinsos)
    assert _laporan(klien, r, bentuk="pdf").content.startswith(b"%PDF-")
    jawab = _laporan(klien, r, bentuk="lampir", permintaan=str(permintaan.pk))
    assert jawab.status_code == 302
    with lingkup.masuk(lingkup.sistem("uji")):
        berkas = Berkas.objects.get(pk=Permintaan.objects.get(pk=permintaan.pk).berkas)
    assert klien.get(reverse("arsip:unduh", args=[berkas.pk])).status_code == 200
    assert _klien(isi.dunia.tksk).get(reverse("arsip:unduh", args=[berkas.pk])).status_code == 404
    hapus(isi.dunia.dinsos, permintaan)
    assert not penyimpanan().exists(berkas.kunci)


def test_provinsi_membuka_identitas_dahulu(isi):
    r = isi.orang[SIAPA]
    jawab = _klien(isi.dunia.provinsi).get(reverse("lindung:laporan", args=[KODE, r.id]))
    assert (jawab.status_code, jawab.url) == (302, reverse("pmks:rinci", args=[r.id]))


def test_permintaan_ikut_pindah_desa(isi):
    r = isi.orang[SIAPA]
    permintaan = minta(isi.dunia.tksk, r.id)
    with lingkup.masuk(lingkup.sistem("uji")):
        Orang.objects.filter(pk=r.id).update(wilayah_id="64.72.04.1001")
        assert Permintaan.objects.get(pk=permintaan.pk).wilayah_id == "64.72.04.1001"


def test_yang_digabung_ikut_dihapus_dan_tidak_dihapus_sendiri(isi):
    utama, lain = isi.gabung["sini_utama"], isi.gabung["sini_lain"]
    with lingkup.masuk(lingkup.sistem("uji")):
        nomor = [n for o in Orang.objects.filter(pk__in=(utama, lain)) for n in (o.nik, o.no_kk) if n]
        nomor.append(Penggabungan.objects.get(pk=isi.gabung["sini"]).isi["lain"]["nik"])
    sendiri = minta(isi.dunia.tksk, lain)
    with pytest.raises(Ditolak, match="sudah digabung"):
        hapus(isi.dunia.dinsos, sendiri)
    hapus(isi.dunia.dinsos, minta(isi.dunia.tksk, utama))
    assert len(set(nomor)) >= 3 and sisa_di_basis_data(*nomor) == []
