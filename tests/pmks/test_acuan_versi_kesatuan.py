"""Versi aturan pada keluarga dan komunitas: dibaca, ditanyakan, dan dinilai menurut hari ditemukannya."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pmks.actions import putuskan_revisi_kesatuan
from pmks.enums import Peka
from pmks.models import Kesatuan, RevisiKesatuan, acuan_jenis
from tests.pmks.bahan_kesatuan import borang, catat, pada_status, segar, ubah
from tests.pmks.test_acuan_versi import MULAI, versi
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Aksi, Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("acuan_sendiri")]
BARU = ["Tidak berpenghasilan tetap", "Rumahnya tidak layak huni", "Berutang untuk makan"]


def _halaman(masuk, kesatuan: Kesatuan, nama: str = "tksk") -> str:
    return masuk(nama).get(reverse("pmks:kesatuan", args=[kesatuan.pk])).content.decode()


def test_halaman_memuat_kriteria_menurut_hari_ditemukannya(masuk, dunia):
    lama = pada_status(dunia, Status.DIVERIFIKASI)
    versi(dunia, 24, kriteria=BARU)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        baru = catat(by, no_kk="6472030101109051", tanggal_data=MULAI)
    teks_lama = str(acuan_jenis(date(2026, 11, 1))[24].kriteria[0])
    halaman = _halaman(masuk, lama.kesatuan)
    assert teks_lama in halaman and BARU[0] not in halaman
    halaman = _halaman(masuk, baru)
    assert f"a. {BARU[0]}" in halaman and teks_lama not in halaman


def test_banyak_jenis_tidak_menambah_kueri(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu, tiga = catat(by), catat(by, no_kk="6472030101109051", jenis=(19, 24, 25))
    klien, banyak = masuk("tksk"), []
    for kesatuan in (satu, tiga):
        _halaman(masuk, kesatuan)
        with CaptureQueriesContext(connection) as kueri:
            klien.get(reverse("pmks:kesatuan", args=[kesatuan.pk]))
        banyak.append(len(kueri))
    assert banyak[0] == banyak[1]


def test_formulir_ubah_menanyakan_kriteria_versinya(masuk, dunia):
    kasus = pada_status(dunia, Status.DIVERIFIKASI)
    lama = acuan_jenis(date(2026, 11, 1))[24]
    versi(dunia, 24, kriteria=BARU)
    halaman = masuk("tksk").get(reverse("pmks:ubah_kesatuan", args=[kasus.kesatuan_id])).content.decode()
    assert lama.kriteria[0].teks in halaman and BARU[0] not in halaman
    assert f'name="aturan_24" value="{lama.versi.pk}"' in halaman
    assert BARU[0] in masuk("tksk").get(reverse("pmks:keluarga_baru")).content.decode()


def test_huruf_yang_dicentang_pada_versi_lain_ditanyakan_lagi(masuk, dunia):
    lama = acuan_jenis(date(2026, 11, 1))[24]
    baru = versi(dunia, 24, kriteria=BARU)
    klien, alamat = masuk("tksk"), reverse("pmks:keluarga_baru")
    isi = borang(aturan_24=str(baru.pk), kriteria_24=["b"], ditemukan_pada_24="02-11-2026")
    respons = klien.post(alamat, isi)
    assert respons.status_code == 422
    halaman = respons.content.decode()
    assert "berlaku aturan lain" in halaman and lama.kriteria[1].teks in halaman
    assert f'name="aturan_24" value="{lama.versi.pk}"' in halaman
    assert not respons.context["form"]["kriteria_24"].value()
    assert klien.post(alamat, isi | {"aturan_24": str(lama.versi.pk)}).status_code == 302


def test_jenis_bagi_bentuk_menurut_hari_ditemukannya(masuk, dunia):
    kasus = pada_status(dunia, Status.DIVERIFIKASI)
    versi(dunia, 24, subjek="I")
    # Yang terlanjur tercatat tetap dapat diubah, yang baru tidak lagi ditawarkan.
    halaman = masuk("tksk").get(reverse("pmks:ubah_kesatuan", args=[kasus.kesatuan_id])).content.decode()
    assert 'value="24"' in halaman
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        with pytest.raises(Ditolak, match="bukan jenis bagi keluarga"):
            catat(by, no_kk="6472030101109051", tanggal_data=MULAI)
        assert catat(by, no_kk="6472030101109051", tanggal_data=date(2026, 11, 9)).pk


def test_tanggal_data_yang_maju_tidak_memindahkan_yang_sudah_dinilai(dunia):
    kasus = pada_status(dunia, Status.DIVERIFIKASI)
    versi(dunia, 24, kriteria=BARU, subjek="I")
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        ubah(by, kasus.kesatuan, tanggal_data=date(2026, 11, 20), alasan="Kunjungan ulang")
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        revisi = RevisiKesatuan.objects.get()
        putuskan_revisi_kesatuan(revisi=revisi, aksi=Aksi.VERIFIKASI, by=by, versi=revisi.versi)
    kasus = segar(kasus)
    assert (kasus.kesatuan.tanggal_data, kasus.ditemukan_pada) == (date(2026, 11, 20), date(2026, 11, 1))
    assert kasus.teks_kriteria == [acuan_jenis(date(2026, 11, 1))[24].kriteria[0]]


def test_versi_tidak_dimulai_pada_hari_yang_sudah_dipakai_menilai_keluarga(dunia):
    pada_status(dunia, Status.DIVERIFIKASI)
    with pytest.raises(Ditolak, match="01-11-2026"):
        versi(dunia, 24, sejak=date(2026, 11, 1), kriteria=BARU)
    assert versi(dunia, 24, sejak=date(2026, 11, 2), kriteria=BARU).pk


def test_jenis_yang_menjadi_lebih_peka_menutup_keluarganya_juga(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        keluarga = catat(by)
    assert segar(keluarga).peka == Peka.BIASA
    versi(dunia, 24, peka=Peka.SANGAT)
    assert segar(keluarga).peka == Peka.SANGAT
