"""Siapa melihat apa: samaran di daftar dan halaman, tujuan membuka, catatan pembukaan, pencarian."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone

from pmks.actions import IsianKasus
from pmks.models import Orang
from tests.pmks import bahan
from tests.pmks.bahan import NIK, lakukan, nik_ke, pada_status, segar
from tests.pmks.test_ubah import ubah
from tksk_portal.akses import lingkup
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.tinjauan.enums import Aksi, Status

KK = "6472030101109001"
NAMA = "Siti Aminah"


@pytest.fixture
def biasa(dunia):
    """An approved person of an ordinary type (lanjut usia telantar)."""
    return pada_status(dunia, Status.DISAHKAN)


@pytest.fixture
def sangat_peka(dunia):
    """An approved person of a very sensitive type (ODHA)."""
    return pada_status(dunia, Status.DISAHKAN, jenis=16, nik=nik_ke(9160), nama="Rahasia Sekali")


@pytest.fixture
def anak(dunia):
    """An approved child of a type that carries stigma (anak jalanan)."""
    lahir = timezone.localdate().replace(day=1) - timedelta(days=365 * 10)
    return pada_status(
        dunia, Status.DISAHKAN, jenis=4, nik="", alasan_tanpa_nik="anak", nama="Bocah Kecil", tanggal_lahir=lahir
    )


def pembukaan(orang: Orang) -> list[tuple]:
    """Return the openings of a person, oldest first: (part, purpose, duty in words)."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return list(Pembukaan.objects.pada(orang).order_by("pada").values_list("bagian", "tujuan", "sebagai"))


def teks(respons) -> str:
    """Return a page's text; it must be a page."""
    assert respons.status_code == 200
    return respons.content.decode()


# Daftar ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nama", "terbuka"),
    [("tksk", True), ("dinsos", False), ("camat", True), ("provinsi", False), ("kemensos", False)],
)
def test_daftar_memuat_angka_akhir_nik_hanya_di_baris_terbuka(masuk, biasa, nama, terbuka):
    isi = teks(masuk(nama).get("/pmks/"))
    assert NIK not in isi and KK not in isi
    assert ("6472••••••••9001" in isi, "6472••••••••••••" in isi) == (terbuka, not terbuka)
    assert (NAMA in isi, "lencana-" in isi.split("<tbody>")[1]) == (terbuka, terbuka)


@pytest.mark.parametrize("nama", ["dinsos", "provinsi", "kemensos"])
def test_daftar_menyamarkan_semua_yang_belum_dibuka(masuk, sangat_peka, anak, nama):
    isi = teks(masuk(nama).get("/pmks/"))
    assert "Rahasia" not in isi and "Bocah" not in isi and "B•••• K••••" in isi
    assert ("R•••• S••••" in isi) == (nama == "dinsos"), "di atas kab/kota yang sangat peka tidak didaftar"


def test_daftar_camat_tidak_memuat_yang_peka(masuk, sangat_peka, anak, biasa):
    isi = teks(masuk("camat").get("/pmks/"))
    assert NAMA in isi
    for tersembunyi in (sangat_peka, anak):
        assert str(tersembunyi.orang_id) not in isi


def test_pencatatnya_sendiri_melihat_yang_dicatatnya(masuk, sangat_peka):
    assert "Rahasia Sekali" in teks(masuk("tksk").get("/pmks/"))
    assert pembukaan(sangat_peka.orang) == []


def test_antrean_dan_pengesahan_tanpa_identitas_sampai_dibuka(dunia, masuk):
    sah = pada_status(dunia, Status.DIVERIFIKASI, jenis=16, nik=nik_ke(9160), nama="Rahasia Sekali")
    pada_status(dunia, Status.DIAJUKAN, nik=nik_ke(9163), nama="Panel Pertama")
    baris = [
        pada_status(dunia, Status.DIAJUKAN, jenis=16, nik=nik_ke(9161), nama="Tertutup Rapat"),
        pada_status(dunia, Status.DIAJUKAN, nik=nik_ke(9162), nama="Terbuka Saja"),
    ]
    klien = masuk("dinsos")
    daftar = teks(klien.get("/pmks/periksa/")).split('id="tinjau-isi"')[0]
    assert "Tertutup Rapat" not in daftar and "Terbuka Saja" not in daftar and "T••••" not in daftar
    assert daftar.count("Identitas tertutup") == 2 * 2, "nama dan sebutan kotak centangnya"
    assert not any(str(k.orang_id) in daftar for k in baris)
    klien.post("/pmks/tampilkan/periksa/")
    daftar = teks(klien.get("/pmks/periksa/")).split('id="tinjau-isi"')[0]
    assert "Tertutup Rapat" in daftar and "Terbuka Saja" in daftar
    assert [[b for b, _, _ in pembukaan(k.orang)] for k in baris] == [["daftar"], ["daftar"]]
    isi = teks(masuk("provinsi").get("/pmks/pengesahan/64.72/"))
    assert "Rahasia" not in isi and "R••••" not in isi and str(sah.orang_id) not in isi
    buka = f"/pmks/jenis/{sah.pk}/buka/"
    assert masuk("provinsi").post(buka, {"tujuan": "", "kembali": "64.72"}).url == "/pmks/pengesahan/64.72/"
    assert pembukaan(sah.orang) == []
    r = masuk("provinsi").post(buka, {"tujuan": "Memeriksa sebelum disahkan"}, follow=True)
    assert "Rahasia Sekali" in teks(r)
    assert [b for b, _, _ in pembukaan(sah.orang)] == ["rinci"]


# Halaman satu orang ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", ["tksk", "dinsos"])
def test_petugas_daerah_melihat_nama_dan_nik_hanya_setelah_dibuka(masuk, biasa, nama):
    alamat = f"/pmks/{biasa.orang_id}/"
    c = masuk(nama)
    isi = teks(c.get(alamat))
    assert NAMA in isi and "Jl. Anggrek 14" in isi
    assert NIK not in isi and KK not in isi
    assert c.post(f"{alamat}buka/", {"bagian": "nik"}).status_code == 302
    isi = teks(c.get(alamat))
    assert NIK in isi and KK in isi


@pytest.mark.parametrize("nama", ["provinsi", "kemensos"])
def test_di_atas_kabkota_samar_sampai_tujuan_disebut(masuk, biasa, nama):
    alamat = f"/pmks/{biasa.orang_id}/"
    c = masuk(nama)
    isi = teks(c.get(alamat))
    for rahasia in ("Aminah", "Anggrek", NIK, KK, "12 Mei 1958"):
        assert rahasia not in isi, rahasia
    for tujuan in ("", "singkat", "         ", "a" * 301, "<b>pemeriksaan</b>", "\x00" * 12):
        c.post(f"{alamat}buka/", {"tujuan": tujuan})
        assert NAMA not in teks(c.get(alamat)), tujuan
    assert pembukaan(biasa.orang) == []
    c.post(f"{alamat}buka/", {"tujuan": "Pemeriksaan data bantuan"})
    isi = teks(c.get(alamat))
    assert NAMA in isi and NIK in isi and "Jl. Anggrek 14" in isi


def test_pembukaan_berakhir_setelah_satu_jam(masuk, biasa, monkeypatch):
    alamat = f"/pmks/{biasa.orang_id}/"
    c = masuk("provinsi")
    c.post(f"{alamat}buka/", {"tujuan": "Pemeriksaan data bantuan"})
    kini = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: kini + timedelta(minutes=59))
    assert NAMA in teks(c.get(alamat))
    monkeypatch.setattr("django.utils.timezone.now", lambda: kini + timedelta(minutes=61))
    isi = teks(c.get(alamat))
    assert NAMA not in isi and NIK not in isi


def test_pembukaan_hanya_bagi_tugas_yang_membuka(masuk, biasa):
    alamat = f"/pmks/{biasa.orang_id}/"
    masuk("provinsi").post(f"{alamat}buka/", {"tujuan": "Pemeriksaan data bantuan"})
    assert NAMA not in teks(masuk("kemensos").get(alamat))
    masuk("dinsos").post(f"{alamat}buka/", {"bagian": "nik"})
    assert NIK not in teks(masuk("tksk").get(alamat))


def test_camat_tidak_pernah_mendapat_nama_peka_atau_nik(masuk, biasa, sangat_peka, anak):
    c = masuk("camat")
    isi = teks(c.get(f"/pmks/{biasa.orang_id}/"))
    assert NAMA in isi and NIK not in isi and KK not in isi
    for k, rahasia in ((sangat_peka, "Rahasia"), (anak, "Bocah")):
        alamat = f"/pmks/{k.orang_id}/"
        for bagian in ("nik", "rinci", "semua", ""):
            assert c.post(f"{alamat}buka/", {"bagian": bagian, "tujuan": "Ingin tahu namanya"}).status_code == 403
        r = c.get(alamat)
        assert r.status_code == 404 and rahasia not in r.content.decode()
        assert c.get(f"{alamat}riwayat/").status_code == 403


def test_camat_melihat_sejak_diajukan(dunia, masuk):
    k = pada_status(dunia, Status.DRAF)
    alamat = f"/pmks/{k.orang_id}/"
    assert masuk("camat").get(alamat).status_code == 404
    lakukan(dunia, k, "tksk", Aksi.AJUKAN)
    assert NAMA in teks(masuk("camat").get(alamat))


def test_catatan_jenis_tidak_terbaca_selama_identitasnya_tersamar(dunia, masuk):
    """Free notes may name the person or the house; they are shown with the identity, not before."""
    k = pada_status(dunia, Status.DISAHKAN, jenis=16, nama="Rahasia Sekali")
    with lingkup.masuk(lingkup.sistem("uji")):
        type(k).objects.filter(pk=k.pk).update(
            keterangan="Rumah di sebelah Pak Lurah Hasan", alasan_khusus="Umur Hasan"
        )
    alamat = f"/pmks/{k.orang_id}/"
    for nama in ("provinsi", "kemensos"):
        assert "Hasan" not in teks(masuk(nama).get(alamat)), nama
    assert masuk("camat").get(alamat).status_code == 404
    masuk("provinsi").post(f"{alamat}buka/", {"tujuan": "Pemeriksaan data bantuan"})
    assert "Pak Lurah Hasan" in teks(masuk("provinsi").get(alamat))
    assert "Pak Lurah Hasan" in teks(masuk("dinsos").get(alamat))


def test_riwayat_menyamarkan_nomor_dan_dicatat(masuk, biasa):
    alamat = f"/pmks/{biasa.orang_id}/"
    c = masuk("dinsos")
    isi = teks(c.get(f"{alamat}riwayat/"))
    assert NAMA in isi and NIK not in isi and KK not in isi
    assert [b for b, _, _ in pembukaan(biasa.orang)] == ["riwayat"]
    c.post(f"{alamat}buka/", {"bagian": "nik"})
    assert NIK in teks(c.get(f"{alamat}riwayat/"))


def test_riwayat_provinsi_tertutup_sampai_dibuka(masuk, biasa):
    alamat = f"/pmks/{biasa.orang_id}/"
    c = masuk("provinsi")
    r = c.get(f"{alamat}riwayat/", follow=True)
    assert "menyebut keperluannya" in teks(r) and "Aminah" not in teks(r)
    c.post(f"{alamat}buka/", {"tujuan": "Pemeriksaan data bantuan"})
    assert NAMA in teks(c.get(f"{alamat}riwayat/"))
    assert masuk("kemensos").get(f"{alamat}riwayat/").status_code == 403


# Catatan pembukaan --------------------------------------------------------------------------------------------------


def test_membaca_dicatat_sekali_sejam_per_tugas(dunia, masuk, biasa, monkeypatch):
    alamat = f"/pmks/{biasa.orang_id}/"
    for _ in range(3):
        masuk("dinsos").get(alamat)
    masuk("tksk").get(alamat)
    assert pembukaan(biasa.orang) == [
        ("rinci", "", dunia.dinsos.lingkup.keterangan),
        ("rinci", "", dunia.tksk.lingkup.keterangan),
    ]
    kini = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: kini + timedelta(minutes=61))
    masuk("dinsos").get(alamat)
    assert len(pembukaan(biasa.orang)) == 3


def test_membuka_dengan_tujuan_dicatat_dua_baris(dunia, masuk, biasa):
    alamat = f"/pmks/{biasa.orang_id}/"
    c = masuk("kemensos")
    c.get(alamat)
    assert pembukaan(biasa.orang) == []
    c.post(f"{alamat}buka/", {"tujuan": "Pemeriksaan data bantuan"})
    c.get(alamat)
    sebagai = dunia.kemensos.lingkup.keterangan
    assert pembukaan(biasa.orang) == [
        ("rinci", "Pemeriksaan data bantuan", sebagai),
        ("nik", "Pemeriksaan data bantuan", sebagai),
    ]
    isi = teks(masuk("tksk").get(alamat))
    assert "Pemeriksaan data bantuan" in isi and sebagai in isi


def test_meja_periksa_mencatat_yang_dibaca(masuk, dunia):
    k = pada_status(dunia, Status.DIAJUKAN)
    masuk("dinsos").get(f"/pmks/periksa/{k.pk}/", headers={"HX-Request": "true"})
    assert [b for b, _, _ in pembukaan(k.orang)] == ["rinci"]


def test_membaca_samaran_tidak_dicatat_sebagai_pembukaan(masuk, sangat_peka):
    masuk("camat").get(f"/pmks/{sangat_peka.orang_id}/")
    masuk("provinsi").get(f"/pmks/{sangat_peka.orang_id}/")
    masuk("provinsi").get("/pmks/")
    assert pembukaan(sangat_peka.orang) == []


@pytest.mark.parametrize("nama", ["tetangga", "dinsos_lain"])
def test_membuka_data_wilayah_lain(masuk, biasa, nama):
    assert masuk(nama).post(f"/pmks/{biasa.orang_id}/buka/", {"bagian": "nik"}).status_code == 404
    assert pembukaan(biasa.orang) == []


# Pencarian ----------------------------------------------------------------------------------------------------------


def cari(c, kata: str) -> str:
    """Search and return the list's text."""
    return teks(c.post("/pmks/cari/", {"q": kata}, follow=True))


@pytest.mark.parametrize("kata", [NAMA, "aminah siti", "SITI", NIK, "6472 0352 0558 9001", KK, "siti aminnah"])
@pytest.mark.parametrize("nama", ["tksk", "camat", "dinsos", "provinsi", "kemensos"])
def test_cari_menemukan_jenis_biasa(masuk, biasa, nama, kata):
    assert f"/pmks/{biasa.orang_id}/" in cari(masuk(nama), kata)


@pytest.mark.parametrize("nama", ["camat", "provinsi", "kemensos"])
@pytest.mark.parametrize("kata", ["Rahasia Sekali", "rahasia", "Rahasya Sekalli", nik_ke(9160)])
def test_cari_tidak_menemukan_jenis_sangat_peka(masuk, sangat_peka, nama, kata):
    assert str(sangat_peka.orang_id) not in cari(masuk(nama), kata)
    assert str(sangat_peka.orang_id) not in teks(masuk(nama).get("/pmks/")), "daftar dan pencarian sepakat"


@pytest.mark.parametrize("nama", ["tksk", "dinsos"])
def test_cari_oleh_yang_menangani_menemukan_jenis_peka(masuk, sangat_peka, nama):
    isi = cari(masuk(nama), nik_ke(9160))
    assert str(sangat_peka.orang_id) in isi and ("Rahasia" in isi) == (nama == "tksk"), "tksk mencatatnya sendiri"


def test_jenis_peka_yang_ditambahkan_menutup_pencarian_dan_terbuka_lagi_bila_dibatalkan(dunia, masuk):
    k = pada_status(dunia, Status.DISAHKAN)
    ubah(dunia, k.orang, kasus=[IsianKasus(8, ["a"]), IsianKasus(16, ["a"])])
    assert str(k.orang_id) not in cari(masuk("provinsi"), NAMA)
    assert NAMA not in teks(masuk("dinsos").get("/pmks/"))
    ubah(dunia, k.orang, kasus=[IsianKasus(8, ["a"])])
    assert str(k.orang_id) in cari(masuk("provinsi"), NAMA)


@pytest.mark.parametrize("kata", [NAMA, NIK])
def test_alamat_pencarian_tidak_memuat_nama_atau_nik(masuk, biasa, kata):
    c = masuk("tksk")
    r = c.post("/pmks/cari/", {"q": kata})
    for bagian in (*kata.lower().split(), "9001", "sit"):
        assert bagian not in unquote(r.url).lower().replace("cari=", "")
    halaman = c.get(r.url)
    tautan = [b for b in halaman.content.decode().split('"') if b.startswith(("?", "/pmks"))]
    assert tautan and not any("aminah" in t.lower() or NIK in t for t in tautan)


def test_tanda_pencarian_tidak_berlaku_bagi_orang_lain(masuk, biasa, dunia):
    alamat = masuk("tksk").post("/pmks/cari/", {"q": "Aminah"}).url
    lain = Client()
    lain.force_login(dunia.dinsos.akun)
    r = lain.get(alamat)
    assert r.status_code == 200 and r.context["kata"] == ""


def test_bahan_uji_benar_jenisnya(sangat_peka, anak, biasa):
    """The fixtures are what they claim: sensitivity is kept by the database."""
    assert [segar(k.orang).peka for k in (biasa, anak, sangat_peka)] == [0, 1, 2]
    assert bahan.nik_ke(9001) == NIK
