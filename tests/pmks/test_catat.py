"""Mencatat orang: kiriman pertama, ulangan, kunci yang terpakai, NIK ganda, dan wilayah yang diakali."""

import re
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied

from pmks.actions import IsianKasus, KunciAsing, KunciTerpakai, NIKSudahAda, catat_orang
from pmks.models import Kasus, Orang, PutusanKasus
from tests.pmks import bahan
from tests.pmks.baca import di_sebelah, nilai, tautan
from tests.pmks.bahan import DESA_TETANGGA, banyak, borang, catat, isian, nik_ke
from tksk_portal.akses import lingkup

BARU = "/pmks/baru/"


@pytest.fixture
def tksk(dunia):
    """Enter the officer's scope for the test and return it."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        yield by


# Tindakan ---------------------------------------------------------------------------------------------------


def test_draf_disimpan_utuh(tksk):
    hasil = catat_orang(
        kunci=uuid4(), orang=isian(nama="  Siti   Aminah "), kasus=[IsianKasus(8, ["b", "a"]), IsianKasus(24)], by=tksk
    )
    o = Orang.objects.get(pk=hasil.orang.pk)
    assert not hasil.ulang
    assert (o.nama, o.nama_cari, o.kelompok_umur, o.derajat, o.peka, o.versi) == (
        "Siti Aminah",
        "siti aminah",
        3,
        0,
        0,
        1,
    )
    assert (o.dibuat_oleh_id, o.diubah_oleh_id) == (tksk.akun_id, tksk.akun_id)
    kasus = {k.jenis_id: k for k in o.kasus.all()}
    assert {j: (k.status, k.kriteria, k.wilayah_id, k.jk) for j, k in kasus.items()} == {
        8: ("draf", ["a", "b"], o.wilayah_id, "P"),
        24: ("draf", [], o.wilayah_id, "P"),
    }
    assert not PutusanKasus.objects.exists()


def test_langsung_diajukan_menulis_putusan(tksk):
    o = Orang.objects.get(pk=catat(tksk, ajukan=True).pk)
    k = o.kasus.get()
    assert (k.status, k.diajukan_oleh_id, o.derajat) == ("diajukan", tksk.akun_id, 1)
    p = k.putusan.get()
    assert (p.aksi, p.dari, p.ke, p.oleh_id, p.sebagai) == ("ajukan", "draf", "diajukan", tksk.akun_id, tksk.keterangan)


def test_kunci_dan_isi_sama_memberi_jawaban_pertama(tksk):
    kunci = uuid4()
    pertama = catat(tksk, kunci=kunci, ajukan=True)
    kedua = catat_orang(kunci=kunci, orang=isian(), kasus=[IsianKasus(8, ["a"])], by=tksk, ajukan=True)
    assert kedua.ulang and kedua.orang == pertama
    assert (Orang.objects.count(), Kasus.objects.count(), PutusanKasus.objects.count()) == (1, 1, 1)


def test_ulangan_dikenali_walau_urutan_jenis_lain_dan_data_sudah_diubah(tksk):
    kunci, kasus = uuid4(), [IsianKasus(8, ["a"]), IsianKasus(24)]
    orang = catat_orang(kunci=kunci, orang=isian(), kasus=kasus, by=tksk).orang
    Orang.objects.filter(pk=kunci).update(nama="Nama Sudah Diubah", versi=5)
    ulang = catat_orang(kunci=kunci, orang=isian(), kasus=kasus[::-1], by=tksk)
    assert ulang.ulang and ulang.orang == orang and ulang.orang.nama == "Nama Sudah Diubah"


@pytest.mark.parametrize(
    ("ganti", "kasus"),
    [
        ({"nama": "Siti Aminah Dua"}, [IsianKasus(8, ["a"])]),
        ({}, [IsianKasus(8, ["b"])]),
        ({}, [IsianKasus(8, ["a"]), IsianKasus(24)]),
    ],
    ids=["identitas", "kriteria", "jenis"],
)
def test_kunci_sama_isi_lain_ditolak(tksk, ganti, kasus):
    lama = catat(tksk)
    with pytest.raises(KunciTerpakai) as salah:
        catat_orang(kunci=lama.pk, orang=isian(**ganti), kasus=kasus, by=tksk)
    assert salah.value.orang == lama
    assert Orang.objects.get().nama == "Siti Aminah" and Kasus.objects.get().status == "draf"


def test_draf_yang_sama_lalu_diajukan_menjadi_diajukan_tanpa_ganda(tksk):
    lama = catat(tksk)
    ulang = catat_orang(kunci=lama.pk, orang=isian(), kasus=[IsianKasus(8, ["a"])], by=tksk, ajukan=True)
    assert ulang.ulang and ulang.orang == lama
    assert Kasus.objects.get().status == "diajukan"


def test_kunci_dan_isi_sama_dari_akun_lain_bukan_ulangan(dunia, tksk):
    lama = catat(tksk)
    rekan = lingkup.Lingkup(dunia.dinsos.akun.pk, dunia.tksk.tugas.pk, "tksk", "64.72.03", "TKSK lain")
    with lingkup.masuk(rekan), pytest.raises(KunciTerpakai):
        catat(rekan, kunci=lama.pk)


def test_kunci_milik_wilayah_lain_netral_dan_tidak_menulis(dunia):
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        asing = catat(by, wilayah_id=DESA_TETANGGA)
    with lingkup.masuk(dunia.tksk.lingkup) as by, pytest.raises(KunciAsing) as salah:
        catat(by, kunci=asing.pk, nik=nik_ke(9100))
    assert str(salah.value) == "" and salah.value.__cause__ is None
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Orang.objects.get().wilayah_id == DESA_TETANGGA
        assert Kasus.objects.count() == 1


def test_nik_ganda_di_kecamatan_ditolak(tksk):
    lama = catat(tksk)
    with pytest.raises(NIKSudahAda) as salah:
        catat(tksk, wilayah_id=bahan.DESA_LAIN, nama="Orang Lain")
    assert salah.value.orang == lama
    assert Orang.objects.count() == Kasus.objects.count() == 1


def test_nik_sama_di_kecamatan_lain_untuk_sementara_boleh(dunia, tksk):
    catat(tksk)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat(by, wilayah_id=DESA_TETANGGA)
    assert banyak(Orang) == 2


def test_orang_tanpa_nik_tidak_saling_bentrok(tksk):
    for _ in range(2):
        catat(tksk, nik="", alasan_tanpa_nik="hilang")
    assert Orang.objects.count() == 2


def test_desa_di_luar_wilayah_ditolak_tindakan(tksk):
    for desa in (DESA_TETANGGA, "64.71.01.1001", "64.72.03"):
        with pytest.raises(PermissionDenied if desa != "64.72.03" else Exception):
            catat(tksk, wilayah_id=desa)
    assert not Orang.objects.exists()


@pytest.mark.parametrize("nama", ["camat", "dinsos", "provinsi", "admin", "kemensos"])
def test_peran_lain_tidak_dapat_mencatat(dunia, masuk, nama):
    with lingkup.masuk(dunia[nama].lingkup) as by, pytest.raises(PermissionDenied):
        catat(by)
    assert masuk(nama).post(BARU, borang()).status_code == 403
    assert masuk(nama).get(BARU).status_code == 403
    assert banyak(Orang) == 0


# Halaman ----------------------------------------------------------------------------------------------------


def test_formulir_kosong_membawa_kunci_dan_tanggal(masuk):
    r = masuk("tksk").get(BARU)
    assert r.status_code == 200
    assert UUID(nilai(r, "id")[0]).version == 7
    assert nilai(r, "tanggal_data")[0]


@pytest.mark.parametrize(("tombol", "status"), [("draf", "draf"), ("ajukan", "diajukan")])
def test_simpan_lewat_halaman(masuk, tombol, status):
    isi = borang() | {tombol: "1"}
    r = masuk("tksk").post(BARU, isi)
    assert (r.status_code, r.url) == (302, f"/pmks/{isi['id']}/?tersimpan=1")
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Kasus.objects.get().status == status


def test_kirim_dua_kali_satu_baris_dan_jawaban_sama(masuk):
    isi = borang() | {"ajukan": "1"}
    c = masuk("tksk")
    satu, dua = c.post(BARU, isi), c.post(BARU, isi)
    assert (satu.status_code, satu.url) == (dua.status_code, dua.url) == (302, f"/pmks/{isi['id']}/?tersimpan=1")
    assert "tidak ada yang digandakan" in c.get(dua.url).content.decode()
    assert (banyak(Orang), banyak(Kasus), banyak(PutusanKasus)) == (1, 1, 1)


def test_kunci_sama_isi_lain_memperlihatkan_keduanya(masuk):
    isi = borang()
    c = masuk("tksk")
    c.post(BARU, isi)
    r = c.post(BARU, isi | {"nama": "Siti Aminah Baru", "alamat": "Jl. Mawar 1"})
    teks = r.content.decode()
    assert r.status_code == 409
    assert "Siti Aminah Baru" in teks and "Jl. Anggrek 14" in teks and "Jl. Mawar 1" in teks
    assert f"/pmks/{isi['id']}/" in tautan(r)
    assert nilai(r, "nama") == ["Siti Aminah Baru"]
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Orang.objects.get().nama == "Siti Aminah"


def test_kunci_asing_dijawab_netral_dengan_kunci_baru(dunia, masuk):
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        asing = catat(by, wilayah_id=DESA_TETANGGA, nama="Rahasia Tetangga")
    isi = borang(id=str(asing.pk), nik=nik_ke(9100), nama="Orang Kami", keterangan_8="catatan panjang", rt="7")
    r = masuk("tksk").post(BARU, isi | {"ajukan": "1"})
    teks = r.content.decode()
    assert r.status_code == 409
    assert (
        "Rahasia" not in teks and str(asing.pk) not in teks and "Samarinda Ilir" not in teks and "64.72.04" not in teks
    )
    assert (nilai(r, "nama"), nilai(r, "keterangan_8"), nilai(r, "rt")) == (["Orang Kami"], ["catatan panjang"], ["7"])
    assert nilai(r, "jenis") == ["8"]
    baru = nilai(r, "id")[0]
    assert UUID(baru) != asing.pk
    assert banyak(Orang) == 1
    assert masuk("tksk").post(BARU, isi | {"id": baru}).status_code == 302
    assert banyak(Orang) == 2


def test_kunci_asing_tidak_dapat_dibedakan_dari_kunci_yang_ditolak_karena_sebab_lain(dunia, masuk, monkeypatch):
    """The same page, whether the key is taken elsewhere or refused for a technical reason."""
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        asing = catat(by, wilayah_id=DESA_TETANGGA)
    isi = borang(nik=nik_ke(9100))
    c = masuk("tksk")
    dipakai = c.post(BARU, isi | {"id": str(asing.pk)})

    def tolak(**_):
        raise KunciAsing

    monkeypatch.setattr("pmks.views.catat.catat_orang", tolak)
    bebas = c.post(BARU, isi)

    def polos(r):
        return re.sub(r'="[A-Za-z0-9]{64}"', "TOKEN", r.content.decode().replace(nilai(r, "id")[0], "KUNCI"))

    assert dipakai.status_code == bebas.status_code == 409
    assert polos(dipakai) == polos(bebas)


def test_nik_ganda_menunjuk_data_yang_ada(masuk):
    isi = borang()
    c = masuk("tksk")
    c.post(BARU, isi)
    r = c.post(BARU, borang(nama="Orang Lain"))
    assert r.status_code == 422
    assert "sudah tercatat di kecamatan ini" in di_sebelah(r, "nik")
    assert f"/pmks/{isi['id']}/" in tautan(r)
    assert nilai(r, "nama") == ["Orang Lain"]
    assert banyak(Orang) == 1


def test_desa_kecamatan_lain_dengan_mengakali_formulir(masuk):
    r = masuk("tksk").post(BARU, borang(wilayah=DESA_TETANGGA))
    assert r.status_code == 422
    assert "kecamatan tugas Anda" in di_sebelah(r, "wilayah")
    assert nilai(r, "nama") == ["Siti Aminah"]
    assert banyak(Orang) == 0


def test_langkah_ajukan_dicabut_kantor_isian_tetap(masuk, sistem):
    bahan.cabut_langkah("pmks.kasus", "ajukan")
    r = masuk("tksk").post(BARU, borang() | {"ajukan": "1"})
    assert r.status_code == 422
    assert "tidak dapat mengajukan" in r.content.decode()
    assert nilai(r, "nama") == ["Siti Aminah"]
    assert not Orang.objects.exists()


def test_periksa_nik_menyebut_data_yang_sama_dan_mirip(dunia, masuk):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        catat(by, nik=nik_ke(9200), nama="Siti Aminnah")
        catat(by, nik=nik_ke(9300), nama="Budi Hartono")
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat(by, nik=nik_ke(9400), nama="Siti Amina", wilayah_id=DESA_TETANGGA)
    r = masuk("tksk").post("/pmks/nik/", {"nik": bahan.NIK, "nama": "Siti Aminah", "tanggal_lahir": "12-05-1958"})
    teks = r.content.decode()
    assert r.status_code == 200
    assert "Siti Aminah" in teks and "Siti Aminnah" in teks
    assert "Budi" not in teks and "Siti Amina<" not in teks


@pytest.mark.parametrize(
    "isi", [{}, {"nik": "\x00", "nama": "\x00", "tanggal_lahir": "\x00", "id": "\x00"}, {"nik": "9" * 9999}]
)
def test_periksa_nik_dengan_isian_buruk_tetap_menjawab(masuk, isi):
    assert masuk("tksk").post("/pmks/nik/", isi).status_code == 200


def test_periksa_nik_hanya_untuk_pencatat(masuk):
    assert masuk("dinsos").post("/pmks/nik/", {"nik": bahan.NIK}).status_code == 403
