"""Halaman surat: dari menulis sampai terbit, pratinjau, unduhan, pembatalan, buku surat dan cetakannya."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.dokumen.baca_pdf import rapat, teks
from tests.dokumen.bahan import ISI, bertanda_tangan, draf, isi_pdf, siapkan_kantor, terbitkan
from tksk_portal.akses import lingkup
from tksk_portal.dokumen import actions, buku
from tksk_portal.dokumen.models import Penandatangan, Surat
from tksk_portal.dokumen.nomor import intip

BORANG = {
    "jenis": "surat",
    "perihal": "Undangan rapat",
    "sifat": "Segera",
    "tujuan": "Yth. Camat\r\ndi Samarinda",
    "isi": "Kami mengundang Saudara:\r\n\r\nHari : Senin\r\n\r\nTerima kasih.",
    "tembusan": "Arsip",
}


@pytest.fixture
def kop(dunia):
    return siapkan_kantor()


@pytest.fixture
def klien(masuk, kop):
    return masuk("dinsos")


def _satu(dunia, buat=terbitkan, **ganti) -> Surat:
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        return buat(by, **ganti)


def _segar(dunia, pk) -> Surat:
    with lingkup.masuk(dunia.dinsos.lingkup):
        return Surat.objects.select_related("kop", "berkas_tte").get(pk=pk)


def test_menulis_melihat_pratinjau_lalu_menerbitkan(klien, dunia):
    kunci = uuid4()
    jawaban = klien.post("/dokumen/baru/", BORANG | {"id": str(kunci)}, follow=True)
    assert jawaban.redirect_chain == [(f"/dokumen/{kunci}/", 302)]
    isi = jawaban.content.decode()
    assert f'src="/dokumen/{kunci}/gambar/1/?v=1"' in isi and f'content="surat:{kunci}"' in isi
    pratinjau = klien.get(f"/dokumen/{kunci}/pratinjau/")
    tertulis = teks(pratinjau.content)
    assert "PRATINJAU" in tertulis and rapat("Hari : Senin") in tertulis and rapat("Yth. Camat") in tertulis
    penandatangan = _satu(dunia, lambda by: Penandatangan.objects.get())
    jawaban = klien.post(
        f"/dokumen/{kunci}/terbitkan/", {"versi": 1, "penandatangan": penandatangan.pk, "cara": "otomatis"}, follow=True
    )
    surat = _segar(dunia, kunci)
    assert surat.status == "terbit" and surat.nomor in jawaban.content.decode()
    pdf = b"".join(klien.get(f"/berkas/{surat.berkas_id}/").streaming_content)
    assert rapat(surat.nomor) in teks(pdf)


def test_pratinjau_pdf_berkepala_aman(klien, dunia):
    surat = _satu(dunia, draf)
    jawaban = klien.get(f"/dokumen/{surat.pk}/pratinjau/")
    assert jawaban.headers["Content-Type"] == "application/pdf"
    assert jawaban.headers["Content-Disposition"] == 'inline; filename="Pratinjau surat.pdf"'
    assert jawaban.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in jawaban.headers["Cache-Control"]
    assert "default-src 'none'" in jawaban.headers["Content-Security-Policy"]
    gambar = klien.get(f"/dokumen/{surat.pk}/gambar/1/")
    assert gambar.headers["Content-Type"] == "image/png" and gambar.content.startswith(b"\x89PNG")
    assert klien.get(f"/dokumen/{surat.pk}/gambar/2/").status_code == 404


def test_yang_terbit_tidak_punya_pratinjau_dan_tidak_dapat_diubah(klien, dunia):
    surat = _satu(dunia)
    assert klien.get(f"/dokumen/{surat.pk}/pratinjau/").status_code == 404
    assert klien.get(f"/dokumen/{surat.pk}/gambar/1/").status_code == 404
    for jalan in ("ubah/", "terbitkan/"):
        assert klien.get(f"/dokumen/{surat.pk}/{jalan}").headers["Location"] == f"/dokumen/{surat.pk}/"
    klien.post(f"/dokumen/{surat.pk}/ubah/", BORANG | {"versi": "2", "perihal": "Lain"})
    assert _segar(dunia, surat.pk).perihal == ISI.perihal


@pytest.mark.parametrize(
    ("kiriman", "kata"),
    [
        ({"cara": "manual"}, "Ketik nomor dari buku agenda"),
        ({"cara": "otomatis", "nomor": "1/X"}, "Nomor sudah diketik"),
        ({"cara": "otomatis", "tanggal": "01-11-2026"}, "selalu bertanggal hari ini"),
        ({"cara": "manual", "nomor": "1/X", "tanggal": "31-12-2099"}, "tidak boleh sesudah hari ini"),
        ({"cara": "manual", "nomor": "<b>"}, "Nomor hanya huruf"),
        ({"cara": "otomatis", "versi": "9"}, "baru saja diubah"),
        ({"cara": "otomatis", "penandatangan": str(uuid4())}, "tidak berwenang"),
    ],
)
def test_isian_terbit_yang_keliru_dijawab_di_isiannya_dan_ketikan_tetap(klien, dunia, kiriman, kata):
    surat = _satu(dunia, draf)
    penandatangan = _satu(dunia, lambda by: Penandatangan.objects.get())
    isi = {"versi": "1", "penandatangan": str(penandatangan.pk)} | kiriman
    jawaban = klien.post(f"/dokumen/{surat.pk}/terbitkan/", isi)
    assert jawaban.status_code == 422 and kata in jawaban.content.decode()
    if "nomor" in kiriman and "<" not in kiriman["nomor"]:
        assert f'value="{kiriman["nomor"]}"' in jawaban.content.decode()
    assert _segar(dunia, surat.pk).status == "draf"


def test_nomor_manual_kembar_dijawab_di_isiannya(klien, dunia):
    _satu(dunia, nomor="460/12/Dinsos")
    surat = _satu(dunia, draf)
    penandatangan = _satu(dunia, lambda by: Penandatangan.objects.get())
    isi = {"versi": "1", "penandatangan": str(penandatangan.pk), "cara": "manual", "nomor": "460/12/dinsos"}
    jawaban = klien.post(f"/dokumen/{surat.pk}/terbitkan/", isi)
    assert jawaban.status_code == 422 and "sudah dipakai" in jawaban.content.decode()


def test_surat_kosong_dijawab_di_isiannya(klien):
    jawaban = klien.post("/dokumen/baru/", {"id": str(uuid4()), "jenis": "surat", "tembusan": "Arsip"})
    assert jawaban.status_code == 422 and "Arsip" in jawaban.content.decode()


def test_jenis_dari_data_tidak_dapat_diketik(masuk, dunia):
    siapkan_kantor("64", "provinsi", nama="Dinas Sosial Provinsi")
    jawaban = masuk("provinsi").post("/dokumen/baru/", BORANG | {"jenis": "pmks.berita_acara", "id": str(uuid4())})
    assert jawaban.status_code == 422


def test_batal_dengan_alasan_tercatat_di_buku(klien, dunia, kop):
    surat = _satu(dunia)
    jawaban = klien.post(f"/dokumen/{surat.pk}/batalkan/", {"alasan": ""})
    assert jawaban.status_code == 422 and "Tulis alasan" in jawaban.content.decode()
    klien.post(f"/dokumen/{surat.pk}/batalkan/", {"alasan": "Salah tujuan"})
    isi = klien.get("/dokumen/").content.decode()
    assert surat.nomor in isi and "Batal: Salah tujuan" in isi and "Dibatalkan" in isi


def test_salinan_tte_lewat_halaman(klien, dunia):
    surat = _satu(dunia)
    jalan = f"/dokumen/{surat.pk}/tte/"
    jawaban = klien.post(jalan, {"berkas": SimpleUploadedFile("x.pdf", isi_pdf(surat))})
    assert jawaban.status_code == 422 and "belum ditandatangani" in jawaban.content.decode()
    klien.post(jalan, {"berkas": SimpleUploadedFile("Siti Kanari.pdf", bertanda_tangan(isi_pdf(surat)))})
    surat = _segar(dunia, surat.pk)
    assert surat.sidik_tte and "Kanari" not in surat.berkas_tte.nama
    assert klien.get(f"/berkas/{surat.berkas_tte_id}/").status_code == 200


@pytest.mark.parametrize("siapa", ["dinsos_lain", "provinsi", "kemensos", "camat", "tksk", "admin"])
def test_kantor_lain_mendapat_404_atau_403(masuk, dunia, kop, siapa):
    terbit, tulis = _satu(dunia), _satu(dunia, draf)
    klien = masuk(siapa)
    boleh = {404} if siapa in ("dinsos_lain", "provinsi", "kemensos", "camat") else {403}
    for surat, jalan in ((terbit, ""), (tulis, ""), (tulis, "pratinjau/"), (tulis, "gambar/1/"), (tulis, "ubah/")):
        jawaban = klien.get(f"/dokumen/{surat.pk}/{jalan}")
        assert jawaban.status_code in boleh, jalan
        assert terbit.nomor not in jawaban.content.decode()
    for jalan in ("batalkan/", "buang/", "tte/"):
        assert klien.post(f"/dokumen/{terbit.pk}/{jalan}", {"alasan": "x"}).status_code in boleh
    assert klien.get(f"/berkas/{terbit.berkas_id}/").status_code == 404
    assert _segar(dunia, terbit.pk).status == "terbit"


# Buku surat ----------------------------------------------------------------------------------------------------------


def test_buku_dicari_tanpa_kata_di_alamat(klien, dunia):
    _satu(dunia)
    lain = _satu(dunia, nomor="KHUSUS/9")
    jawaban = klien.post("/dokumen/?tahun=2026", {"q": "khusus"})
    assert "khusus" not in jawaban.headers["Location"]
    isi = klien.get(jawaban.headers["Location"]).content.decode()
    assert lain.nomor in isi and "/001/" not in isi


def test_buku_per_tahun_dan_halaman_berkunci(klien, dunia, kop, monkeypatch):
    for _ in range(27):
        _satu(dunia)
    satu = klien.get("/dokumen/")
    assert satu.content.decode().count("tabel-judul") == 25
    dua = klien.get(satu.context["halaman"].sesudah_url)
    assert dua.content.decode().count("tabel-judul") == 2
    assert "Belum ada surat terbit" in klien.get("/dokumen/?tahun=2025").content.decode()


def test_cetakan_buku_memuat_semua_juga_yang_batal(klien, dunia, kop):
    surat = [_satu(dunia) for _ in range(3)]
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        actions.batalkan(surat=surat[1], alasan="Salah tujuan", by=by)
    jawaban = klien.get(f"/dokumen/cetak/?tahun={timezone.localdate().year}")
    tertulis = teks(jawaban.content)
    assert all(rapat(s.nomor) in tertulis for s in surat)
    assert rapat("DIBATALKAN: Salah tujuan") in tertulis and rapat("3, di antaranya 1 dibatalkan") in tertulis


def test_cetakan_buku_yang_terlalu_besar_diminta_disaring(klien, dunia, kop, monkeypatch):
    _satu(dunia)
    monkeypatch.setattr("tksk_portal.dokumen.views.buku.TERBANYAK_CETAK", 0)
    assert "Cari sebagian dahulu" in klien.get("/dokumen/cetak/", follow=True).content.decode()
    assert buku.TERBANYAK_CETAK == 1000


def test_kantor_tanpa_kop_diajak_mengisinya(masuk, dunia):
    isi = masuk("dinsos").get("/dokumen/").content.decode()
    assert "Isi kop kantor dahulu" in isi and "/dokumen/kantor/baru/" in isi
    assert "Admin provinsi yang mengisi" in masuk("camat").get("/dokumen/").content.decode()
    assert masuk("dinsos").get("/dokumen/baru/").headers["Location"] == "/dokumen/"
    assert masuk("dinsos").get("/dokumen/cetak/").headers["Location"] == "/dokumen/"


def test_halaman_terbit_menyebut_nomor_berikutnya(klien, dunia, kop):
    surat = _satu(dunia, draf)
    with lingkup.masuk(dunia.dinsos.lingkup):
        nomor = intip(kop, tanggal=timezone.localdate())
    assert nomor in klien.get(f"/dokumen/{surat.pk}/terbitkan/").content.decode()
