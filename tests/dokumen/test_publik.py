"""Halaman pemeriksa keaslian: apa yang dikatakan, perbandingan berkas, batas, dan tidak dapat ditelusuri."""

import io
import secrets

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.dokumen.bahan import ISI, bertanda_tangan, isi_pdf, siapkan_kantor, terbitkan
from tksk_portal.akses import lingkup
from tksk_portal.arsip.models import Berkas
from tksk_portal.dokumen import actions
from tksk_portal.dokumen.models import Surat, TandaSurat
from tksk_portal.dokumen.tanda import TERBESAR, cari, sidik_token
from tksk_portal.dokumen.views.publik import BANDING, BUKA


@pytest.fixture
def surat(dunia):
    siapkan_kantor()
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        satu = terbitkan(by)
        satu.pdf = isi_pdf(satu)
        return satu


@pytest.fixture(autouse=True)
def hitungan_kosong(db):
    cache.clear()


def _alamat(surat) -> str:
    return f"/surat/{surat.token}/"


def _banding(client, surat, isi: bytes, nama: str = "surat.pdf"):
    return client.post(_alamat(surat), {"berkas": SimpleUploadedFile(nama, isi)})


def test_orang_luar_hanya_melihat_nomor_tanggal_kantor_dan_status(client, surat):
    jawaban = client.get(_alamat(surat))
    teks = jawaban.content.decode()
    assert jawaban.status_code == 200
    assert surat.nomor in teks and "Dinas Sosial Kota Samarinda" in teks and "berlaku" in teks
    for rahasia in (ISI.perihal, "Camat", "Sri Wahyuni", "19700512", str(surat.pk), surat.sidik_pdf, "64.72", "Dahlia"):
        assert rahasia not in teks
    assert "no-store" in jawaban.headers["Cache-Control"]


def test_yang_batal_disebut_batal_tanpa_alasannya(client, dunia, surat):
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        actions.batalkan(surat=surat, alasan="Kanari salah tulis", by=by)
    teks = client.get(_alamat(surat)).content.decode()
    assert "dibatalkan" in teks and "berlaku lagi" in teks and "Kanari" not in teks
    assert "Sama dengan yang terbit" in _banding(client, surat, surat.pdf).content.decode()


def test_berkas_yang_terbit_dikenali(client, surat):
    assert "Sama dengan yang terbit" in _banding(client, surat, surat.pdf).content.decode()


def test_salinan_bertanda_tangan_dikenali(client, dunia, surat):
    isi = bertanda_tangan(surat.pdf)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        actions.unggah_tte(surat=surat, isi=io.BytesIO(isi), nama="Surat.pdf", by=by)
    assert "salinan bertanda tangan elektronik" in _banding(client, surat, isi).content.decode()
    assert "Sama dengan yang terbit" in _banding(client, surat, surat.pdf).content.decode()


@pytest.mark.parametrize("letak", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_satu_bita_berubah_berarti_berubah(client, surat, letak):
    isi = bytearray(surat.pdf)
    di = max(8, int(len(isi) * letak))
    isi[di] ^= 1
    assert "BERUBAH: bukan berkas yang diterbitkan" in _banding(client, surat, bytes(isi)).content.decode()
    assert "BERUBAH" in _banding(client, surat, surat.pdf + b"\n").content.decode()


def test_surat_lain_yang_asli_pun_disebut_berubah(client, dunia, surat):
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        lain = isi_pdf(terbitkan(by))
    assert "BERUBAH" in _banding(client, surat, lain).content.decode()


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"PK\x03\x04bukan pdf", "bukan PDF"),
        (b"\xff\xd8\xff\xe0foto", "bukan PDF"),
        (b"", "kosong"),
        (b"%PDF-1.7" + b"0" * TERBESAR, "lebih dari 10 MB"),
    ],
)
def test_yang_bukan_pdf_atau_terlalu_besar_diberi_tahu(client, surat, isi, kata):
    jawaban = _banding(client, surat, isi)
    assert jawaban.status_code == 422
    assert kata in jawaban.content.decode() and "BERUBAH" not in jawaban.content.decode()


def test_tanpa_berkas_diberi_tahu(client, surat):
    assert "Pilih berkas PDF" in client.post(_alamat(surat), {}).content.decode()


def test_kiriman_tidak_ditulis_ke_mana_pun(client, surat, monkeypatch, tmp_path):
    """Neither a temporary file, nor the archive, nor memory beyond the piece at hand."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with lingkup.masuk(lingkup.sistem("uji")):
        banyak = Berkas.objects.count()
        besar = surat.pdf + b"0" * (5 * 1024 * 1024)
        assert "BERUBAH" in _banding(client, surat, besar).content.decode()
        assert Berkas.objects.count() == banyak
    assert list(tmp_path.iterdir()) == []


def test_nama_berkas_kiriman_tidak_terbaca_di_mana_pun(client, surat):
    jawaban = _banding(client, surat, surat.pdf, nama="Siti Kanari.pdf")
    assert "Kanari" not in jawaban.content.decode() + str(jawaban.headers)


@pytest.mark.parametrize("token", ["x", "a" * 32, "A-_9" * 8, "a" * 500, "0" * 64, "é" * 32])
def test_token_keliru_selalu_dijawab_halaman_netral_yang_sama(client, surat, token):
    baku = client.get("/surat/bukan-token/")
    jawaban = client.get(f"/surat/{token}/")
    assert jawaban.status_code == baku.status_code == 404
    assert jawaban.content == baku.content
    assert client.post(f"/surat/{token}/", {"berkas": SimpleUploadedFile("a.pdf", surat.pdf)}).content == baku.content
    assert surat.nomor not in jawaban.content.decode()


def test_sidik_token_dan_kunci_surat_bukan_token(client, surat):
    for bukan in (surat.pk, surat.pk.hex, sidik_token(surat.token), surat.token.swapcase(), surat.token[:-1]):
        assert client.get(f"/surat/{bukan}/").status_code == 404


def test_draf_tidak_punya_halaman(client, dunia, surat):
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        satu = actions.simpan_draf(jenis="surat", isi=ISI, by=by)
        assert satu.token == "" and not TandaSurat.objects.filter(pk=satu.pk).exists()


# Batas ---------------------------------------------------------------------------------------------------------------


def test_perbandingan_dibatasi_per_jaringan(client, surat):
    kode = [_banding(client, surat, surat.pdf).status_code for _ in range(BANDING.banyak + 2)]
    assert kode == [200] * BANDING.banyak + [429] * 2
    jawaban = _banding(client, surat, surat.pdf)
    assert int(jawaban.headers["Retry-After"]) > 0 and "Sama dengan" not in jawaban.content.decode()
    lain = Client(REMOTE_ADDR="10.9.8.7")
    assert _banding(lain, surat, surat.pdf).status_code == 200


def test_alamat_jaringan_yang_dipalsukan_tidak_meluputkan_dari_batas(client, surat):
    """Anybody may write X-Forwarded-For; it counts only when a proxy of one's own is declared."""
    kode = [
        client.get(f"/surat/{secrets.token_urlsafe(24)}/", headers={"x-forwarded-for": f"10.0.{n}.1"}).status_code
        for n in range(BUKA.banyak + 1)
    ]
    assert kode[-1] == 429


def test_menebak_token_dibatasi_juga(client, surat):
    kode = {client.get(f"/surat/{secrets.token_urlsafe(24)}/").status_code for _ in range(BUKA.banyak)}
    assert kode == {404}
    assert client.get(_alamat(surat)).status_code == 429


# Penelusuran di basis data -------------------------------------------------------------------------------------------


def test_token_dicari_dalam_lingkup_orang_luar_dan_tidak_tertinggal(dunia, surat):
    with lingkup.masuk(lingkup.ORANG_LUAR):
        assert TandaSurat.objects.count() == 0
        assert cari(surat.token).nomor == surat.nomor
        assert TandaSurat.objects.count() == 0
        assert cari("a" * 32) is None
        assert Surat.objects.count() == 0
