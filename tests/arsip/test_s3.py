"""Berkas di penyimpanan S3: disimpan, dibuka, disajikan, dibuang, dan diperiksa dengan jalan yang sama."""

import os
import subprocess
import sys

import pytest
from django.core.files.storage import storages
from django.test import override_settings
from django.urls import reverse

from tests.arsip.bahan import foto, simpan_uji
from tests.arsip.s3 import EMBER, server_s3
from tksk_portal.akses import lingkup
from tksk_portal.arsip.berkas import buang, buka, jalan
from tksk_portal.arsip.penyimpanan import penyimpanan, semua_kunci
from tksk_portal.arsip.yatim import periksa


@pytest.fixture
def s3(settings):
    """The store `arsip` in an S3 server of this test; yields its objects."""
    with server_s3() as (alamat, objek, _):
        pilihan = {
            "bucket_name": EMBER,
            "endpoint_url": alamat,
            "region_name": "id-1",
            "access_key": "kunci",
            "secret_key": "rahasia",
            "location": "portal",
        }
        atur = {"BACKEND": "tksk_portal.arsip.penyimpanan.BerkasS3", "OPTIONS": pilihan}
        with override_settings(STORAGES=settings.STORAGES | {"arsip": atur}):
            yield objek


@pytest.fixture
def satu(dunia, s3):
    """A photo of the officer in S3."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return simpan_uji(by, foto(2000, 1500))


def test_isi_tersimpan_di_s3_dengan_nama_acak(satu, s3):
    assert set(s3) == {f"portal/{satu.kunci}", f"portal/{satu.kecil}"}
    with buka(satu) as isi:
        assert isi.read() == s3[f"portal/{satu.kunci}"]


def test_disajikan_lewat_portal_saja(satu, s3, masuk):
    respons = masuk("tksk").get(reverse("arsip:unduh", args=[satu.pk]))
    assert respons.status_code == 200
    assert b"".join(respons.streaming_content) == s3[f"portal/{satu.kunci}"]
    assert masuk("tetangga").get(reverse("arsip:unduh", args=[satu.pk])).status_code == 404
    with pytest.raises(ValueError, match="tidak punya alamat umum"):
        penyimpanan().url(satu.kunci)


def test_jalan_memberi_salinan_sementara_yang_hilang_lagi(satu, s3):
    with jalan(satu) as tempat:
        assert tempat.read_bytes() == s3[f"portal/{satu.kunci}"] and tempat.suffix == ".jpg"
    assert not tempat.exists()


def test_dibuang_dan_diperiksa_seperti_di_disk(satu, s3, dunia, django_capture_on_commit_callbacks, masuk):
    assert set(semua_kunci()) == {satu.kunci, satu.kecil} and periksa(buang=True).bersih
    s3["portal/zz/asing"] = b"x"
    assert periksa(buang=True).muda == 1
    kecil = s3.pop(f"portal/{satu.kecil}")
    assert periksa(buang=True).isi_hilang == [satu.pk]
    s3[f"portal/{satu.kecil}"] = kecil
    with django_capture_on_commit_callbacks(execute=True), lingkup.masuk(dunia.tksk.lingkup) as by:
        buang(satu, by=by)
    assert set(s3) == {"portal/zz/asing"}


def test_isi_yang_hilang_di_s3_dijawab_410(satu, s3, masuk):
    s3.clear()
    assert masuk("tksk").get(reverse("arsip:unduh", args=[satu.pk])).status_code == 410


def test_pengaturan_s3_dari_lingkungan():
    perintah = "from django.conf import settings; print(settings.STORAGES['arsip'])"

    def jalankan(**lain: str) -> subprocess.CompletedProcess:
        lingkungan = os.environ | {"DJANGO_SETTINGS_MODULE": "tksk_portal.settings", "TKSK_S3_BUCKET": EMBER} | lain
        return subprocess.run([sys.executable, "-c", perintah], env=lingkungan, capture_output=True, text=True)

    assert "TKSK_S3_KUNCI belum diisi" in jalankan().stderr
    lengkap = jalankan(TKSK_S3_KUNCI="a", TKSK_S3_RAHASIA="b", TKSK_S3_ENDPOINT="https://s3.contoh.go.id")
    assert "BerkasS3" in lengkap.stdout and "'endpoint_url': 'https://s3.contoh.go.id'" in lengkap.stdout


def test_satu_penyimpanan_untuk_seluruh_portal(s3):
    assert storages["arsip"] is penyimpanan()
