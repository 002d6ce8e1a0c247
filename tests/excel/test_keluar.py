"""Ekspor sebagai pekerjaan: jumlah yang cocok, hak yang diperiksa lagi, tata letak dari admin."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.excel.bahan_keluar import REKAAN, ganti, isi_berkas, jadi, minta
from tests.excel.test_tulis import csv_baris, openpyxl_data, sel
from tests.pekerjaan.bahan import kerjakan_semua
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Penempatan
from tksk_portal.arsip.models import Berkas, Unduhan
from tksk_portal.excel.keluar import kerja as modul_kerja
from tksk_portal.excel.keluar.actions import Ditolak, simpan_tata_letak
from tksk_portal.excel.keluar.kerja import terlalu_besar
from tksk_portal.excel.keluar.sumber import daftar_sumber
from tksk_portal.excel.keluar.tataletak import KolomTata, bentuk_kode, isi_teks, salinan, tata_letak_berlaku
from tksk_portal.excel.models import Ekspor, TataLetakKeluar
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.pekerjaan.models import Pekerjaan

pytestmark = pytest.mark.django_db
TUJUAN = "Rapat verifikasi bulan ini"


@pytest.fixture(autouse=True)
def rekaan(settings):
    settings.SUMBER_EKSPOR = [*settings.SUMBER_EKSPOR, "tests.excel.bahan_keluar.REKAAN"]


def pekerjaan_dari(ekspor: Ekspor) -> Pekerjaan:
    with lingkup.masuk(lingkup.sistem("uji")):
        return Pekerjaan.objects.get(pk=ekspor.pekerjaan)


def segar(ekspor: Ekspor) -> Ekspor:
    with lingkup.masuk(lingkup.sistem("uji")):
        return Ekspor.objects.get(pk=ekspor.pk)


def test_ekspor_menjadi_berkas_dengan_jumlah_di_sampul_dan_namanya(dunia):
    by = dunia.tksk.lingkup
    ekspor, isi = jadi(by, "rekaan", "biasa")
    assert sel(isi)[1:] == [[n, "O••••"] for n in range(1, 6)]
    sampul = {b[0]: b[1] for b in sel(isi, 0) if b[0]}
    assert sampul["Diminta oleh"] == "Nurhayati" and sampul["Sebagai"] == by.keterangan
    assert sampul["Baris diharapkan"] == sampul["Baris ditulis"] == 5
    assert sampul["Dibuat pada"].endswith("WITA")
    assert (ekspor.baris_diharapkan, ekspor.baris_ditulis) == (5, 5)
    with lingkup.masuk(by):
        berkas = Berkas.objects.get(pk=ekspor.berkas)
    assert berkas.nama.startswith("rekaan-biasa-") and berkas.nama.endswith("-5-baris.xlsx")
    assert pekerjaan_dari(ekspor).hasil["berkas"] == str(ekspor.berkas)


@pytest.mark.parametrize("dihitung", [4, 6])
def test_jumlah_tidak_cocok_menggagalkan_pekerjaan_pelajaran_7(dunia, dihitung):
    with ganti(REKAAN, dihitung=dihitung):
        ekspor = minta(dunia.tksk.lingkup, "rekaan", "biasa")
        kerjakan_semua()
    p = pekerjaan_dari(ekspor)
    assert p.status == "gagal" and "diharapkan" in p.pesan and str(dihitung) in p.pesan
    assert segar(ekspor).berkas is None
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Berkas.objects.exists()


def test_basis_data_menolak_jumlah_yang_tidak_cocok(dunia):
    by = dunia.tksk.lingkup
    ekspor = minta(by, "rekaan", "biasa")
    isi = {"berkas": uuid4(), "selesai_pada": timezone.now(), "baris_diharapkan": 5}
    for ditulis in (4, None):
        with lingkup.masuk(by), pytest.raises(IntegrityError, match="ekspor_jumlah_cocok"), transaction.atomic():
            Ekspor.objects.filter(pk=ekspor.pk).update(**isi, baris_ditulis=ditulis)
    with lingkup.masuk(by), pytest.raises(IntegrityError, match="ekspor_identitas_bertujuan"), transaction.atomic():
        Ekspor.objects.filter(pk=ekspor.pk).update(identitas=True)


def test_dijalankan_ulang_sesudah_berkas_tersimpan_tidak_membuat_dua(dunia):
    ekspor, _ = jadi(dunia.tksk.lingkup, "rekaan", "biasa")
    with lingkup.masuk(lingkup.sistem("uji")):
        Pekerjaan.objects.filter(pk=ekspor.pekerjaan).update(status="antre", selesai_pada=None, hasil={})
    kerjakan_semua()
    p = pekerjaan_dari(ekspor)
    assert p.status == "selesai" and p.hasil["berkas"] == str(ekspor.berkas)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Berkas.objects.count() == 1


def test_mati_sesudah_menulis_sebelum_menyimpan_diulang_utuh(dunia, monkeypatch):
    panggilan = []
    asli = modul_kerja.simpan

    def mati_sekali(*args, **kwargs):
        panggilan.append(1)
        if len(panggilan) == 1:
            raise RuntimeError("listrik padam")
        return asli(*args, **kwargs)

    monkeypatch.setattr(modul_kerja, "simpan", mati_sekali)
    ekspor = minta(dunia.tksk.lingkup, "rekaan", "biasa")
    kerjakan_semua(lempar=False)
    ekspor = segar(ekspor)
    with lingkup.masuk(dunia.tksk.lingkup):
        assert len(sel(isi_berkas(ekspor))) == 6
    assert len(panggilan) == 2 and ekspor.baris_ditulis == 5


def test_kunci_yang_sama_satu_ekspor_saja(dunia):
    kunci = uuid4()
    a, b = (minta(dunia.tksk.lingkup, "rekaan", "biasa", kunci=kunci) for _ in range(2))
    assert a.pk == b.pk
    with pytest.raises(Ditolak):
        minta(dunia.tetangga.lingkup, "rekaan", "biasa", kunci=kunci)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Ekspor.objects.count() == Pekerjaan.objects.count() == 1


def test_paling_banyak_tiga_ekspor_sekaligus(dunia):
    for _ in range(3):
        minta(dunia.tksk.lingkup, "rekaan", "biasa")
    with pytest.raises(Ditolak, match="3 ekspor"):
        minta(dunia.tksk.lingkup, "rekaan", "biasa")
    minta(dunia.tetangga.lingkup, "rekaan", "biasa")
    kerjakan_semua()
    minta(dunia.tksk.lingkup, "rekaan", "biasa")


def test_identitas_hanya_bagi_yang_berhak_dan_tercatat(dunia):
    with pytest.raises(PermissionDenied):
        minta(dunia.dinsos.lingkup, "rekaan", "biasa", identitas=True, tujuan=TUJUAN)
    ekspor, isi = jadi(dunia.tksk.lingkup, "rekaan", "biasa", identitas=True, tujuan=TUJUAN)
    assert sel(isi)[1] == [1, "Orang 1"]
    assert {b[0]: b[1] for b in sel(isi, 0)}["Keperluan"] == TUJUAN
    with lingkup.masuk(dunia.dinsos.lingkup):
        catatan = Pembukaan.objects.pada(ekspor).get()
    assert (catatan.tujuan, catatan.bagian, catatan.oleh_id) == (TUJUAN, "nik", dunia.tksk.akun.pk)


def test_hak_diperiksa_lagi_saat_pekerjaan_berjalan(dunia):
    ekspor = minta(dunia.tksk.lingkup, "rekaan", "biasa", identitas=True, tujuan=TUJUAN)
    with ganti(REKAAN, boleh_identitas=lambda by: False):
        kerjakan_semua()
    assert pekerjaan_dari(ekspor).status == "gagal"
    assert segar(ekspor).berkas is None


def test_unduhan_orang_lain_404_juga_sekantor_pelajaran_8(dunia, masuk):
    ekspor, isi = jadi(dunia.tksk.lingkup, "rekaan", "biasa")
    alamat, halaman = f"/berkas/{ekspor.berkas}/", f"/ekspor/{ekspor.pk}/"
    for lain in ("camat", "tetangga", "dinsos", "provinsi", "kemensos", "admin"):
        klien = masuk(lain)
        assert klien.get(alamat).status_code == 404, lain
        assert klien.get(halaman).status_code == (403 if lain == "admin" else 404), lain
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Unduhan.objects.exists()
    klien = masuk("tksk")
    assert b"".join(klien.get(alamat).streaming_content) == isi
    assert "Unduh berkas" in klien.get(halaman).content.decode()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Unduhan.objects.get().oleh_id == dunia.tksk.akun.pk


def test_unduhan_memeriksa_tugas_yang_sama(dunia, masuk):
    """The same account under another duty of the same place does not open what the first duty took."""
    ekspor, _ = jadi(dunia.tksk.lingkup, "rekaan", "biasa")
    with lingkup.masuk(lingkup.sistem("uji")):
        camat = Penempatan.objects.create(
            akun=dunia.tksk.akun, peran="camat", tempat_id="64.72.03", mulai=date(2026, 1, 2)
        )
    klien = masuk("tksk")
    assert klien.get(f"/berkas/{ekspor.berkas}/").status_code == 200
    klien.post("/ganti-tugas/", {"tugas": str(camat.pk)})
    assert klien.get(f"/berkas/{ekspor.berkas}/").status_code == 404


def test_unduhan_memeriksa_hak_lagi(dunia, masuk):
    ekspor, _ = jadi(dunia.tksk.lingkup, "rekaan", "biasa", identitas=True, tujuan=TUJUAN)
    klien = masuk("tksk")
    with ganti(REKAAN, boleh_identitas=lambda by: False):
        assert klien.get(f"/berkas/{ekspor.berkas}/").status_code == 404
        assert "tidak lagi berhak" in klien.get(f"/ekspor/{ekspor.pk}/").content.decode()
    assert klien.get(f"/berkas/{ekspor.berkas}/").status_code == 200


def test_yang_kedaluwarsa_410_dengan_jalan_membuat_lagi(dunia, masuk):
    ekspor, _ = jadi(dunia.tksk.lingkup, "rekaan", "biasa", saring={"jenis": "8"})
    assert ekspor.kedaluwarsa_pada - ekspor.selesai_pada == timedelta(days=7)
    with lingkup.masuk(lingkup.sistem("uji")):
        lewat = timezone.now() - timedelta(minutes=1)
        Ekspor.objects.filter(pk=ekspor.pk).update(kedaluwarsa_pada=lewat)
        Berkas.objects.filter(pk=ekspor.berkas).update(dibuat_pada=lewat - timedelta(days=7), kedaluwarsa_pada=lewat)
    klien = masuk("tksk")
    jawab = klien.get(f"/berkas/{ekspor.berkas}/")
    assert jawab.status_code == 410 and f"/ekspor/{ekspor.pk}/" in jawab.content.decode()
    isi = klien.get(f"/ekspor/{ekspor.pk}/").content.decode()
    assert "/ekspor/baru/rekaan/?jenis=8" in isi and "Unduh berkas" not in isi
    assert "kedaluwarsa" in klien.get("/ekspor/").content.decode()


def test_isi_pekerjaan_hanya_kunci_ekspor(dunia):
    ekspor = minta(dunia.tksk.lingkup, "rekaan", "biasa", saring={"jenis": "16"}, identitas=True, tujuan=TUJUAN)
    p = pekerjaan_dari(ekspor)
    assert p.isi == {"ekspor": str(ekspor.pk)}
    assert p.judul == "Ekspor Rekaan: Biasa"


def test_terlalu_besar_ditolak_dengan_jalan_keluar():
    assert terlalu_besar(132_229, 60, "xlsx") == ""
    assert terlalu_besar(None, 60, "xlsx") == ""
    assert terlalu_besar(5_000_000, 60, "csv") == ""
    assert "pilih CSV" in terlalu_besar(1_000_000, 60, "xlsx")


def test_kode_berbentuk_dan_teks_tetap(dunia):
    _, isi = jadi(dunia.tksk.lingkup, "rekaan", "kode", format_berkas="csv")
    assert csv_baris(isi)[:2] == [["'=Kode", "T"], ["X-01", "tetap"]]
    assert [bentuk_kode("PMKS-00", 8), bentuk_kode("000", 8), bentuk_kode("P-00", "")] == ["PMKS-08", "008", ""]


def test_isian_judul_tidak_dapat_masuk_ke_dalam_objek():
    assert isi_teks("{tempat} {tempat.__class__} {lain}", {"tempat": "Kec. A"}) == "Kec. A {tempat.__class__} {lain}"


# Tata letak admin --------------------------------------------------------------------------------------------


def tata_admin(dunia, **ubah) -> TataLetakKeluar:
    by = dunia.admin.lingkup
    with lingkup.masuk(by):
        return simpan_tata_letak(sumber=REKAAN, tata=salinan(REKAAN.bawaan[0], **ubah), by=by)


def test_tata_letak_admin_berlaku_di_wilayahnya_dan_tidak_di_luar(dunia):
    tata_admin(dunia, kode="milik-kaltim", nama="Milik Kaltim", kolom=(KolomTata("Siapa", "nama"),))
    for nama in ("tksk", "dinsos", "provinsi"):
        by = dunia[nama].lingkup
        with lingkup.masuk(by):
            assert "milik-kaltim" in tata_letak_berlaku(REKAAN, by), nama
    with lingkup.masuk(dunia.kemensos.lingkup):
        assert "milik-kaltim" not in tata_letak_berlaku(REKAAN, dunia.kemensos.lingkup)
    _, isi = jadi(dunia.tksk.lingkup, "rekaan", "milik-kaltim")
    assert sel(isi)[0] == ["Siapa"]


def test_tata_letak_admin_menggantikan_dan_menyembunyikan_bawaan(dunia):
    tata_admin(dunia, nama="Biasa kami")
    with lingkup.masuk(dunia.tksk.lingkup):
        assert tata_letak_berlaku(REKAAN, dunia.tksk.lingkup)["biasa"].nama == "Biasa kami"
    with lingkup.masuk(dunia.admin.lingkup) as by:
        lama = tata_letak_berlaku(REKAAN, by)["biasa"]
        simpan_tata_letak(sumber=REKAAN, tata=salinan(lama, aktif=False), by=by, versi=lama.versi)
    with lingkup.masuk(dunia.tksk.lingkup):
        assert "biasa" not in tata_letak_berlaku(REKAAN, dunia.tksk.lingkup)


def test_tata_letak_yang_dihapus_dari_pakai_menggagalkan_yang_masih_antre(dunia):
    ekspor = minta(dunia.tksk.lingkup, "rekaan", "biasa")
    tata_admin(dunia, aktif=False)
    kerjakan_semua()
    assert "Tata letak" in pekerjaan_dari(ekspor).pesan


def test_tata_letak_dengan_medan_hilang_tidak_ditawarkan(dunia):
    tata_admin(dunia, kode="lama", kolom=(KolomTata("Dulu", "sudah_tidak_ada"),))
    with lingkup.masuk(dunia.tksk.lingkup):
        assert "lama" not in tata_letak_berlaku(REKAAN, dunia.tksk.lingkup)


def test_dua_admin_mengubah_sekaligus_yang_kedua_ditolak(dunia):
    tata_admin(dunia, kode="k", nama="Awal")
    by = dunia.admin.lingkup
    with lingkup.masuk(by):
        tata = tata_letak_berlaku(REKAAN, by)["k"]
        simpan_tata_letak(sumber=REKAAN, tata=salinan(tata, nama="Satu"), by=by, versi=tata.versi)
        with pytest.raises(Ditolak, match="orang lain"):
            simpan_tata_letak(sumber=REKAAN, tata=salinan(tata, nama="Dua"), by=by, versi=tata.versi)
        assert TataLetakKeluar.objects.get(kode="k").nama == "Satu"
    with pytest.raises(Ditolak, match="Kode ini"):
        tata_admin(dunia, kode="k", nama="Lagi")
    with lingkup.masuk(dunia.tksk.lingkup), pytest.raises(PermissionDenied):
        simpan_tata_letak(sumber=REKAAN, tata=tata, by=dunia.tksk.lingkup)


# Halaman -----------------------------------------------------------------------------------------------------


def borang(klien, sumber: str = "rekaan", **isi):
    return klien.post(f"/ekspor/baru/{sumber}/", {"id": str(uuid4()), "tata_letak": "biasa", "format": ""} | isi)


def test_formulir_menyebut_jumlah_dan_saringan(masuk):
    isi = masuk("tksk").get("/ekspor/baru/rekaan/?dicari=1").content.decode()
    assert "Biasa – 5 baris, satu baris per angka" in isi
    assert "Kata cari tidak ikut" in isi
    assert masuk("tksk").get("/ekspor/baru/rekaan/?salah=1").status_code == 404
    assert masuk("tksk").get("/ekspor/baru/tidak-ada/").status_code == 404


def test_formulir_sampai_berkas(masuk, dunia):
    klien = masuk("tksk")
    jawab = borang(klien, format="csv")
    assert jawab.status_code == 302 and jawab.url.startswith("/pekerjaan/")
    kerjakan_semua()
    assert "/berkas/" in klien.get(jawab.url).content.decode()
    assert "siap diunduh" in klien.get("/ekspor/").content.decode()


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ({"tata_letak": "apa"}, "tidak dipakai lagi"),
        ({"identitas": "on"}, "Tulis untuk keperluan apa"),
        ({"identitas": "on", "tujuan": "pendek"}, "paling sedikit 10 huruf"),
        ({"identitas": "on", "tujuan": "Bantuan bagi 6472 0352 0558 9001"}, "Jangan menulis NIK"),
    ],
)
def test_formulir_yang_salah_menyebut_sebabnya(masuk, isi, pesan):
    jawab = borang(masuk("tksk"), **isi)
    assert jawab.status_code == 422 and pesan in jawab.content.decode()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Ekspor.objects.exists()


def test_yang_tidak_berhak_tidak_dapat_memaksa_identitas(masuk):
    klien = masuk("dinsos")
    assert "Dengan identitas" not in klien.get("/ekspor/baru/rekaan/").content.decode()
    borang(klien, identitas="on", tujuan=TUJUAN)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Ekspor.objects.get().identitas is False


def test_terlalu_besar_sudah_ditolak_di_formulir(masuk):
    with ganti(REKAAN, dihitung=30_000_000):
        jawab = borang(masuk("tksk"))
    assert jawab.status_code == 422 and "pilih CSV" in jawab.content.decode()


def test_catatan_kantor_menyebut_siapa_apa_kapan_tanpa_data_orang(dunia, masuk):
    jadi(dunia.tksk.lingkup, "rekaan", "biasa", identitas=True, tujuan=TUJUAN)
    jadi(dunia.dinsos_lain.lingkup, "rekaan", "kode")
    isi = masuk("dinsos").get("/ekspor/catatan/").content.decode()
    assert "Nurhayati" in isi and TUJUAN in isi and "Orang 1" not in isi
    assert "Dinsos Balikpapan" not in isi
    assert "Dinsos Balikpapan" in masuk("provinsi").get("/ekspor/catatan/").content.decode()
    assert "Dinsos Balikpapan" not in masuk("provinsi").get("/ekspor/catatan/?identitas=1").content.decode()
    for lain in ("tksk", "camat", "admin"):
        assert masuk(lain).get("/ekspor/catatan/").status_code == 403


def kolom_borang(kolom: list[tuple]) -> dict:
    isi = {"kolom-TOTAL_FORMS": str(len(kolom)), "kolom-INITIAL_FORMS": "0"}
    for i, (urutan, judul, medan, teks) in enumerate(kolom):
        isi |= {f"kolom-{i}-urutan": urutan, f"kolom-{i}-judul": judul, f"kolom-{i}-medan": medan}
        isi |= {f"kolom-{i}-teks": teks}
    return isi


TATA = {
    **{"nama": "Usulan kami", "kode": "", "satuan": "baris", "format": "xlsx", "format_tanggal": "dd-mm-yyyy"},
    **{"format_kode": "PMKS-00", "nama_lembar": "Usulan", "judul": "Daftar {tempat}", "pemisah": ";", "versi": "0"},
    "berita_acara": "# BERITA ACARA\nJumlah | {jumlah}",
}


def test_admin_menyusun_menyalin_dan_menonaktifkan_tata_letak(dunia, masuk):
    klien = masuk("admin")
    kolom = [("2", "Kode", "kode", ""), ("1", "Nama", "nama", ""), ("", "Asal", "", "Kaltim"), ("", "", "", "")]
    jawab = klien.post("/ekspor/tata-letak/rekaan/baru/", TATA | kolom_borang(kolom))
    assert jawab.url == "/ekspor/tata-letak/rekaan/isi/usulan-kami/"
    isi = klien.get(jawab.url).content.decode()
    assert "PMKS-08" in isi and "Contoh" in isi and "Kecamatan Contoh" in isi
    _, berkas = jadi(dunia.tksk.lingkup, "rekaan", "usulan-kami")
    lembar = openpyxl_data(berkas, "Usulan")
    assert [lembar.cell(2, i).value for i in (1, 2, 3)] == ["Nama", "Kode", "Asal"]
    assert [lembar.cell(3, i).value for i in (1, 2, 3)] == ["O••••", "PMKS-01", "Kaltim"]
    assert sel(berkas, 2) == [["BERITA ACARA", ""], ["Jumlah", "5"]]
    klien = masuk("admin")
    klien.post(f"{jawab.url}aktif/", {"aktif": "0"})
    with lingkup.masuk(dunia.tksk.lingkup):
        assert "usulan-kami" not in tata_letak_berlaku(REKAAN, dunia.tksk.lingkup)
    assert "(salinan)" in klien.get("/ekspor/tata-letak/rekaan/baru/?dari=usulan-kami").content.decode()
    assert "Riwayat" in klien.get(jawab.url).content.decode()


def test_tata_letak_yang_salah_menyebut_sebabnya(masuk):
    klien = masuk("admin")
    kasus = [
        (TATA, [("", "", "nama", "")], "Tulis judul kolomnya"),
        (TATA, [("", "", "", "")], "paling sedikit satu kolom"),
        (TATA | {"format_kode": "PMKS"}, [("", "A", "nama", "")], "Akhiri dengan satu sampai tiga nol"),
        (TATA | {"nama_lembar": "=a/b"}, [("", "A", "nama", "")], "Nama lembar tidak boleh"),
        (TATA | {"kode": "biasa"}, [("", "A", "nama", "")], "milik tata letak bawaan"),
    ]
    for isi, kolom, pesan in kasus:
        jawab = klien.post("/ekspor/tata-letak/rekaan/baru/", isi | kolom_borang(kolom))
        assert jawab.status_code == 422 and pesan in jawab.content.decode(), pesan


def test_semua_tata_letak_bawaan_hanya_memakai_medan_yang_ada(masuk):
    klien = masuk("admin")
    for sumber in daftar_sumber().values():
        for tata in sumber.bawaan:
            alamat = f"/ekspor/tata-letak/{sumber.kode}/isi/{tata.kode}/"
            assert klien.get(alamat).status_code == klien.get(f"{alamat}ubah/").status_code == 200
            assert "tidak dikenal lagi" not in klien.get(alamat).content.decode()
