"""Memutuskan banyak data sekaligus, saringan tersimpan, dan daftar cek lapangan."""

from datetime import date
from uuid import uuid4

import pytest

from pmks.actions.banyak import HasilBanyak, putuskan_banyak
from pmks.actions.saringan import PALING_BANYAK as SARINGAN_PALING_BANYAK
from pmks.models import Kasus, Orang, PutusanKasus, Saringan
from tests.pmks.bahan import lakukan, nik_ke, pada_status, segar
from tksk_portal.akses import lingkup
from tksk_portal.jejak.models import Bagian, Pembukaan
from tksk_portal.pekerjaan.models import Kabar
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Aksi, Status

CATATAN = "Lengkapi alamat RT dan RW"


def _dilihat(*kasus: Kasus) -> dict:
    return {k.pk: (k.versi, k.orang.versi) for k in kasus}


def _putuskan(penghuni, dilihat, aksi=Aksi.VERIFIKASI, komentar="") -> HasilBanyak:
    with lingkup.masuk(penghuni.lingkup) as by:
        return putuskan_banyak(dilihat=dilihat, aksi=aksi, by=by, komentar=komentar)


def _tiga(dunia, status=Status.DIAJUKAN) -> list[Kasus]:
    return [segar(pada_status(dunia, status, nik=nik_ke(n))) for n in range(1, 4)]


def test_tiga_diverifikasi_sekaligus_tiap_satu_berputusan(dunia):
    kasus = _tiga(dunia)
    assert _putuskan(dunia.dinsos, _dilihat(*kasus)) == HasilBanyak(3, 0, 0)
    assert {segar(k).status for k in kasus} == {Status.DIVERIFIKASI}
    with lingkup.masuk(lingkup.sistem("uji")):
        assert PutusanKasus.objects.filter(aksi=Aksi.VERIFIKASI, oleh=dunia.dinsos.akun).count() == 3


def test_dikembalikan_sekaligus_dengan_satu_catatan_dan_satu_kabar(dunia):
    kasus = _tiga(dunia)
    _putuskan(dunia.dinsos, _dilihat(*kasus), Aksi.KEMBALIKAN, CATATAN)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert set(PutusanKasus.objects.filter(aksi=Aksi.KEMBALIKAN).values_list("komentar", flat=True)) == {CATATAN}
        (kabar,) = Kabar.objects.milik(dunia.tksk.akun.pk)
    assert kabar.kalimat.startswith("3 data PMKS dikembalikan")


def test_12_yang_berubah_sejak_dilihat_dilewati_dan_dihitung(dunia):
    satu, dua, tiga = _tiga(dunia)
    dilihat = _dilihat(satu, dua, tiga)
    lakukan(dunia, dua, "dinsos", Aksi.KEMBALIKAN)
    with lingkup.masuk(dunia.tksk.lingkup):
        Orang.objects.filter(pk=tiga.orang_id).update(versi=tiga.orang.versi + 1)
    assert _putuskan(dunia.dinsos, dilihat) == HasilBanyak(1, 2, 0)
    assert [segar(k).status for k in (satu, dua, tiga)] == [
        Status.DIVERIFIKASI,
        Status.DIKEMBALIKAN,
        Status.DIAJUKAN,
    ]


def test_provinsi_mengembalikan_banyak_ke_kabupaten(dunia):
    kasus = _tiga(dunia, Status.DIVERIFIKASI)
    assert _putuskan(dunia.provinsi, _dilihat(*kasus), Aksi.KEMBALIKAN, CATATAN).jumlah == 3
    assert {segar(k).status for k in kasus} == {Status.DITINJAU_ULANG}


@pytest.mark.parametrize(
    ("nama", "aksi", "komentar", "pesan"),
    [
        ("dinsos", Aksi.KEMBALIKAN, " ", "Tulis alasannya"),
        ("dinsos", Aksi.SAHKAN, "", "verifikasi dan kembalikan"),
        ("tksk", Aksi.VERIFIKASI, "", "tidak dapat"),
        ("kemensos", Aksi.KEMBALIKAN, CATATAN, "tidak dapat"),
    ],
)
def test_yang_tidak_boleh_ditolak_dan_tidak_ada_yang_berubah(dunia, nama, aksi, komentar, pesan):
    kasus = _tiga(dunia)
    with pytest.raises(Ditolak, match=pesan):
        _putuskan(dunia[nama], _dilihat(*kasus), aksi, komentar)
    assert {segar(k).status for k in kasus} == {Status.DIAJUKAN}


def test_tidak_memilih_atau_terlalu_banyak_ditolak(dunia):
    with pytest.raises(Ditolak, match="Centang dahulu"):
        _putuskan(dunia.dinsos, {})
    with pytest.raises(Ditolak, match="Paling banyak 100"):
        _putuskan(dunia.dinsos, {uuid4(): (1, 1) for _ in range(101)})


def test_dinas_lain_tidak_menyentuh_yang_bukan_wilayahnya(dunia):
    kasus = _tiga(dunia)
    assert _putuskan(dunia.dinsos_lain, _dilihat(*kasus)) == HasilBanyak(0, 3, 0)
    assert {segar(k).status for k in kasus} == {Status.DIAJUKAN}


def test_kueri_tetap_berapa_pun_yang_dipilih(dunia, django_assert_max_num_queries):
    kasus = _tiga(dunia)
    with lingkup.masuk(dunia.dinsos.lingkup) as by, django_assert_max_num_queries(16):
        putuskan_banyak(dilihat=_dilihat(*kasus), aksi=Aksi.KEMBALIKAN, by=by, komentar=CATATAN)


def test_meja_menerima_centang_dan_menyimpan_catatan_yang_ditolak(dunia, masuk):
    kasus = _tiga(dunia)
    klien = masuk("dinsos")
    pilih = [f"{k.pk}:{k.versi}:{k.orang.versi}" for k in kasus] + ["bukan:1:1", "x" * 40]
    jawaban = klien.post(
        "/pmks/periksa/banyak/", {"aksi": "kembalikan", "komentar": CATATAN, "jenis": "8"}, follow=True
    )
    assert jawaban.redirect_chain[0][0] == "/pmks/periksa/?jenis=8"
    assert "Centang dahulu" in jawaban.content.decode() and CATATAN in jawaban.content.decode()
    jawaban = klien.post("/pmks/periksa/banyak/", {"aksi": "verifikasi", "pilih": pilih}, follow=True)
    assert "3 data terverifikasi." in jawaban.content.decode()
    assert CATATAN not in klien.get("/pmks/periksa/").content.decode()


# Saringan tersimpan ----------------------------------------------------------------------------------------------


def _simpan(klien, nama="Lansia disahkan", **isi):
    return klien.post("/pmks/saringan/simpan/", {"halaman": "daftar", "nama": nama, "jenis": "8"} | isi, follow=True)


def test_saringan_disimpan_dipakai_dan_dibuang_pemiliknya_saja(dunia, masuk):
    klien = masuk("tksk")
    _simpan(klien, status="disahkan", umur="", q="Siti Aminah")
    with lingkup.masuk(lingkup.sistem("uji")):
        satu = Saringan.objects.get()
    assert satu.isi == {"jenis": "8", "status": "disahkan"}, "kata cari tidak ikut"
    teks = klien.get("/pmks/").content.decode()
    assert "Lansia disahkan" in teks and "/pmks/?jenis=8&amp;status=disahkan" in teks
    assert "Lansia disahkan" not in masuk("dinsos").get("/pmks/").content.decode()
    assert masuk("dinsos").post(f"/pmks/saringan/{satu.pk}/buang/").status_code == 404
    klien.post(f"/pmks/saringan/{satu.pk}/buang/")
    assert "Lansia disahkan" not in klien.get("/pmks/").content.decode()


def test_nama_yang_sama_mengganti_saringannya(dunia, masuk):
    klien = masuk("tksk")
    _simpan(klien)
    _simpan(klien, jenis="9")
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Saringan.objects.get().isi == {"jenis": "9"}


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ({"nama": ""}, "Beri nama"),
        ({"nama": "Data 6472035205589001"}, "Jangan menulis NIK"),
        ({"nama": "<b>"}, "Jangan pakai tanda"),
        ({"nama": "n" * 41}, "paling banyak 40"),
        ({"jenis": ""}, "Pilih saringannya dahulu"),
    ],
)
def test_saringan_yang_tidak_sah_ditolak_dengan_pesannya(dunia, masuk, isi, pesan):
    assert pesan in _simpan(masuk("tksk"), **isi).content.decode()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Saringan.objects.exists()


def test_saringan_berbatas(dunia, masuk):
    klien = masuk("tksk")
    for n in range(SARINGAN_PALING_BANYAK):
        _simpan(klien, nama=f"Saringan {n}")
    assert "Paling banyak 12 saringan" in _simpan(klien, nama="Satu lagi").content.decode()


# Daftar cek lapangan ---------------------------------------------------------------------------------------------


@pytest.fixture
def tiga_orang(dunia):
    biasa = pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(1), nama="Ramlah Biasa")
    peka = pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(2), nama="Kumala Peka", jenis=16)
    anak = pada_status(
        dunia, Status.DIVERIFIKASI, nik=nik_ke(3), nama="Dimas Anak", jenis=24, tanggal_lahir=date(2016, 5, 12)
    )
    return biasa, peka, anak


def test_daftar_cek_tanpa_anak_dan_jenis_peka(dunia, masuk, tiga_orang):
    klien = masuk("tksk")
    siap = klien.get("/pmks/cek-lapangan/")
    assert siap.context["banyak"] == 3 and "d" not in siap.context, "berapa yang peka baru tampak sesudah dicatat"
    assert "Ramlah" not in siap.content.decode(), "sebelum dicetak tidak ada nama"
    assert klien.get("/pmks/cek-lapangan/?jenis=16").context["banyak"] is None
    teks = klien.post("/pmks/cek-lapangan/").content.decode()
    assert "Ramlah Biasa" in teks and "Kumala" not in teks and "Dimas" not in teks
    assert "2 orang tidak dicetak" in teks


def test_daftar_cek_dengan_yang_peka_tidak_menyebut_jenisnya(dunia, masuk, tiga_orang):
    teks = masuk("tksk").post("/pmks/cek-lapangan/", {"peka": "1"}).content.decode()
    assert "Kumala Peka" in teks and "Dimas Anak" in teks
    assert "ODHA" not in teks and "HIV" not in teks


def test_mencetak_dicatat_pada_tiap_orang_yang_cocok(dunia, masuk, tiga_orang):
    klien = masuk("tksk")
    klien.get("/pmks/cek-lapangan/")
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Pembukaan.objects.filter(bagian=Bagian.CETAK).exists(), "melihat jumlahnya belum membuka siapa pun"
    klien.post("/pmks/cek-lapangan/")
    with lingkup.masuk(lingkup.sistem("uji")):
        catatan = Pembukaan.objects.filter(bagian=Bagian.CETAK)
        dibuka = {(c.objek_id, c.oleh_id) for c in catatan}
    # Yang tidak ada di kertas pun diketahui: ketiadaannya mengatakan ia peka atau anak.
    assert dibuka == {(k.orang_id, dunia.tksk.akun.pk) for k in tiga_orang}


def test_daftar_cek_mengikuti_saringan_dan_hak(dunia, masuk, tiga_orang):
    assert masuk("tksk").get("/pmks/cek-lapangan/?jk=L").context["banyak"] == 0
    assert masuk("tksk").get("/pmks/cek-lapangan/?wilayah=64.71").status_code == 302
    assert masuk("provinsi").get("/pmks/cek-lapangan/").status_code == 403
    assert masuk("dinsos_lain").get("/pmks/cek-lapangan/").context["banyak"] == 0
