"""NIK di formulir: kalimat, pertentangan yang diperbaiki atau dinyatakan, dan satu ketukan, juga tanpa skrip."""

import re
from datetime import date

import pytest

from pmks.models import Orang
from pmks.nik import tanda
from tests.pmks.baca import di_sebelah, nilai
from tests.pmks.bahan import NIK, banyak, borang, catat, kasus_dari, nik_ke
from tksk_portal.akses import lingkup

BARU, PERIKSA = "/pmks/baru/", "/pmks/nik/"


def tanya(masuk, **isi) -> str:
    r = masuk("tksk").post(PERIKSA, borang() | isi)
    assert r.status_code == 200
    return " ".join(r.content.decode().split())


def test_jawaban_menyebut_tempat_terbit_dan_tidak_menulis(masuk):
    teks = tanya(masuk)
    assert "Terbit di Kec. Samarinda Ulu, Kota Samarinda." in teks
    assert "nik_yakin" not in teks and "Pakai" not in teks
    assert banyak(Orang) == 0


def test_tanggal_yang_berbeda_disebut_dengan_angka_yang_mungkin_salah(masuk):
    teks = tanya(masuk, tanggal_lahir="13-05-1958")
    assert "Menurut NIK lahir 12 Mei 1958, yang diketik 13 Mei 1958." in teks
    assert 'value="tanggal_lahir=12-05-1958"' in teks and "Pakai tanggal dari NIK" in teks
    assert "Angka ke-8 NIK mungkin 3, bukan 2." in teks and 'value="nik=6472035305589001"' in teks
    assert f'name="nik_yakin" value="{tanda(NIK, date(1958, 5, 13), "P")}"' in teks
    assert teks.index('id="nik-di-tanggal_lahir"') < teks.index("Menurut NIK lahir")


def test_kelamin_yang_berbeda_di_bawah_isiannya_sendiri(masuk):
    teks = tanya(masuk, jk="L")
    assert "Menurut NIK perempuan, yang diketik laki-laki." in teks and 'value="jk=P"' in teks
    assert "Angka ke-7 NIK mungkin 1, bukan 5." in teks
    assert teks.index('id="nik-di-jk"') < teks.index("Menurut NIK perempuan") < teks.index('id="nik-di-tanggal_lahir"')


def test_hari_dan_bulan_tertukar_disebut(masuk):
    assert "Hari dan bulannya mungkin tertukar." in tanya(masuk, tanggal_lahir="05-12-1958")


def test_tahun_perkiraan_tidak_bertentangan_dan_tanggalnya_ditawarkan(masuk):
    teks = tanya(masuk, tanggal_lahir="1958")
    assert "Menurut NIK lahir 12 Mei 1958." in teks and "Pakai tanggal dari NIK" in teks and "nik_yakin" not in teks
    assert "jauh dari tahun yang diketik (1980)" in tanya(masuk, tanggal_lahir="1980")


def test_daerah_lain_hanya_catatan_yang_ramah(masuk):
    teks = tanya(masuk, nik="6472045205589001")
    assert "catatan-biru" in teks and "catatan-kuning" not in teks
    assert "itu wajar bila orangnya pindah atau kodenya berganti" in teks
    assert "Angka ke-6 NIK mungkin 3, bukan 4." in teks
    assert masuk("tksk").post(BARU, borang(nik="6472045205589001")).status_code == 302
    (o,) = semua()
    assert not any(t.startswith("nik") for t in kasus_dari(o).temuan)


def semua() -> list[Orang]:
    with lingkup.masuk(lingkup.sistem("uji")):
        return list(Orang.objects.all())


def test_kode_yang_tidak_dikenal_diperingatkan_dan_menjadi_temuan(masuk):
    teks = tanya(masuk, nik="6472835205589001")
    assert "Kode kecamatan 64.72.83 tidak ada dalam daftar Kota Samarinda." in teks
    assert "Angka ke-5 NIK mungkin 0, bukan 8." in teks
    masuk("tksk").post(BARU, borang(nik="6472835205589001"))
    assert "nik_daerah" in kasus_dari(semua()[0]).temuan


@pytest.mark.parametrize(
    ("nik", "kata"),
    [
        ("6473015205589001", "Terbit dengan kode lama 64.73; daerah itu sekarang bagian Kalimantan Utara."),
        ("3578085205589001", "Terbit di Kec. Gubeng, Kota Surabaya."),
        ("3578995205589001", "Kode kecamatan 35.78.99 tidak ada dalam daftar Kota Surabaya."),
    ],
)
def test_daerah_jauh_dan_lama_tetap_terbaca_tanpa_temuan(masuk, nik, kata):
    assert kata in tanya(masuk, nik=nik)
    masuk("tksk").post(BARU, borang(nik=nik))
    assert "nik_daerah" not in kasus_dari(semua()[0]).temuan


def test_kk_menjelaskan_daerah_yang_berbeda(masuk):
    lain = "6472045205589001"
    assert "itu wajar bila" in tanya(masuk, nik=lain)
    assert "itu wajar bila" not in tanya(masuk, nik=lain, no_kk="6472040101109001")


def test_nik_yang_rusak_disertai_usul_dari_isian_lain(masuk):
    teks = tanya(masuk, nik="6472035213589001")
    assert "Tanggal 12-13 dalam NIK tidak ada." in teks
    assert "Angka ke-9 NIK mungkin 0, bukan 1." not in teks, "13 menjadi 03: bukan bulan yang diketik"
    teks = tanya(masuk, nik="6472035225589001")
    assert "Angka ke-9 NIK mungkin 0, bukan 2." in teks and f'value="nik={NIK}"' in teks


@pytest.mark.parametrize("bentuk", ["6,47203E+15", "6.4720352E15", "6472035205589000.0"])
def test_bentuk_excel_ditolak_dengan_jalan_keluarnya(masuk, bentuk):
    r = masuk("tksk").post(BARU, borang(nik=bentuk))
    assert r.status_code == 422
    assert "mungkin hilang di Excel. Ketik ulang 16 angkanya" in di_sebelah(r, "nik")


def test_nik_berakhir_nol_yang_diketik_bukan_apa_apa(masuk):
    teks = tanya(masuk, nik=nik_ke(9010))
    assert "Excel" not in teks and "kuning" not in teks
    masuk("tksk").post(BARU, borang(nik=nik_ke(9010)))
    assert "nik_akhir" not in kasus_dari(semua()[0]).temuan


def test_pertentangan_menahan_sampai_diperbaiki_atau_dinyatakan(masuk):
    c = masuk("tksk")
    isi = borang(tanggal_lahir="13-05-1958")
    r = c.post(BARU, isi)
    assert r.status_code == 422
    assert "Berbeda dengan NIK" in di_sebelah(r, "tanggal_lahir")
    assert "yang diketik 13 Mei 1958" in r.content.decode(), "tanpa skrip jawabannya sama"
    assert banyak(Orang) == 0
    nilai_ = re.search(r'name="nik_yakin" value="([0-9a-f]{16})">', r.content.decode())[1]
    assert c.post(BARU, isi | {"nik_yakin": "1"}).status_code == 422
    r = c.post(BARU, isi | {"nik_yakin": nilai_, "jk": "L"})
    assert r.status_code == 422, "pernyataan untuk satu pertentangan tidak berlaku bagi yang lain"
    assert c.post(BARU, isi | {"nik_yakin": nilai_}).status_code == 302
    assert kasus_dari(semua()[0]).temuan[0] == "nik_tanggal"


def test_yang_sudah_tersimpan_tidak_ditanya_lagi(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        o = catat(by, tanggal_lahir=date(1958, 5, 13))
    c = masuk("tksk")
    ubah = f"/pmks/{o.pk}/ubah/"
    assert "yang diketik 13 Mei 1958" in c.get(ubah).content.decode()
    assert c.post(ubah, borang(versi="1", tanggal_lahir="13-05-1958", alamat="Jl. Mawar 2")).status_code == 302
    assert c.post(ubah, borang(versi="2", tanggal_lahir="14-05-1958")).status_code == 422


def test_tombol_pakai_tanpa_skrip_mengisikan_dan_tidak_menyimpan(masuk):
    c = masuk("tksk")
    isi = borang(tanggal_lahir="13-05-1958")
    r = c.post(BARU, isi | {"pakai": "tanggal_lahir=12-05-1958"})
    assert r.status_code == 200 and nilai(r, "tanggal_lahir") == ["12-05-1958"]
    assert "belum disimpan" in r.content.decode()
    r = c.post(BARU, isi | {"pakai": "nik=6472035305589001"})
    assert nilai(r, "nik") == ["6472035305589001"]
    r = c.post(BARU, isi | {"pakai": "nama=Orang Lain"})
    assert r.status_code == 422 and nilai(r, "nama") == ["Siti Aminah"]
    assert banyak(Orang) == 0


def test_enter_tanpa_skrip_menyimpan_draf_bukan_mengambil_alih(masuk):
    r = masuk("tksk").post(BARU, borang(tanggal_lahir="13-05-1958"))
    isi = r.content.decode()
    awal = isi.index('<form method="post" novalidate')
    pertama = isi.index('type="submit"', awal)
    assert 'name="draf"' in isi[pertama : pertama + 80]


def test_abad_menurut_jenis(masuk):
    lansia, balita = "6472030403209001", {"jenis": ["1"]}
    assert "Tahun 1920, bukan 2020: umurnya sesuai dengan aturan" in tanya(masuk, nik=lansia, tanggal_lahir="", jk="L")
    assert "Tahun 2024, bukan 1924" in tanya(masuk, nik="6472030403249001", tanggal_lahir="", jk="L", **balita)
    assert "Tahun 2020 lebih mungkin" in tanya(masuk, nik=lansia, tanggal_lahir="", jk="L", jenis=["24"])


def test_satu_angka_dari_orang_yang_sama_disebut_letaknya(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        ada = catat(by)
    teks = tanya(masuk, nik=nik_ke(9007))
    assert "hanya berbeda satu angka (angka ke-16) dengan data <b>Siti Aminah</b>" in teks
    assert f"/pmks/{ada.pk}/" in teks and teks.count("Mungkin sudah ada") == 0
    assert "hanya berbeda" not in tanya(masuk, nik=nik_ke(9007), nama="Budi Hartono"), "saudara kembar, orang lain"
    assert "urutan angka ke-15 dan ke-16" in tanya(masuk, nik="6472035205589010")


def test_satu_angka_di_kecamatan_tetangga_tidak_terlihat(masuk, dunia):
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat(by, wilayah_id="64.72.04.1001")
    assert "hanya berbeda" not in tanya(masuk, nik=nik_ke(9007))


def test_temuan_selisih_disimpan_dan_diterangkan_kepada_pemeriksa(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        o = catat(by, nik=nik_ke(9007), tanggal_lahir=date(1958, 5, 12), ajukan=True)
        lain = catat(by, nik=nik_ke(9008), nama="Budi Hartono", ajukan=True)
    assert "nik_selisih" in kasus_dari(o).temuan and "nik_selisih" not in kasus_dari(lain).temuan
    r = masuk("dinsos").get(f"/pmks/periksa/?pilih={kasus_dari(o).pk}").content.decode()
    assert "hanya berbeda satu angka (angka ke-16)" in " ".join(r.split())


def test_pemeriksa_membaca_kalimatnya_bukan_hanya_sebutannya(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        o = catat(by, tanggal_lahir=date(1958, 5, 13), ajukan=True)
    teks = " ".join(masuk("dinsos").get(f"/pmks/periksa/?pilih={kasus_dari(o).pk}").content.decode().split())
    assert "Menurut NIK lahir 12 Mei 1958, yang tercatat 13 Mei 1958. Angka ke-8 NIK mungkin 3, bukan 2." in teks
    assert "Pakai tanggal" not in teks
    assert "Menurut NIK" not in masuk("camat").get(f"/pmks/{o.pk}/").content.decode()
    assert "Menurut NIK" in masuk("tksk").get(f"/pmks/{o.pk}/").content.decode()
    assert "Menurut NIK" not in masuk("provinsi").get(f"/pmks/{o.pk}/").content.decode()


def test_daftar_tanpa_nik_yang_akan_dilengkapi(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, nik="", alasan_tanpa_nik="belum_ditunjukkan", nama="Yang Menyusul")
        catat(by, nik="", alasan_tanpa_nik="kat", nama="Tanpa Dokumen")
        bernomor = catat(by, nama="Ber Nomor")
    teks = masuk("tksk").get("/pmks/?nik=menyusul").content.decode()
    assert "Yang Menyusul" in teks and "Tanpa Dokumen" not in teks and "Ber Nomor" not in teks
    assert "Tanpa NIK, akan dilengkapi" in teks
    assert "Yang Menyusul" not in masuk("tksk").get("/pmks/?nik=menyusul&jenis=8").content.decode()
    for jenis, ada in ((8, True), (24, False)):
        alamat = f"?nik=menyusul&jenis={jenis}"
        teks = masuk("tksk").post(f"/pmks/tampilkan/daftar/{alamat}", follow=True).content.decode()
        assert ("Yang Menyusul" in teks) == ada and "Tanpa Dokumen" not in teks
    lain = masuk("dinsos").get("/pmks/?nik=menyusul").content.decode()
    assert "akan dilengkapi</a>" not in lain and bernomor.nama_samar in lain, "bukan saringan bagi yang tidak mencatat"
