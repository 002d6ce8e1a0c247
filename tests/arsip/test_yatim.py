"""Dibuang bersama rekamannya, kedaluwarsa, dan pemeriksaan yang yatim."""

import os
import time
from datetime import timedelta
from io import BytesIO, StringIO
from uuid import UUID

import pytest
from django.core.files.base import File
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from tests.arsip import bahan
from tests.arsip.bahan import simpan_uji
from tksk_portal.akses import lingkup
from tksk_portal.arsip import berkas as arsip
from tksk_portal.arsip import jadwal
from tksk_portal.arsip.berkas import Keperluan, buang, buka
from tksk_portal.arsip.jenis import Jenis
from tksk_portal.arsip.models import Berkas
from tksk_portal.arsip.penyimpanan import penyimpanan, semua_kunci
from tksk_portal.arsip.yatim import periksa
from tksk_portal.pekerjaan.jadwal import daftar

LAMA = 25 * 3600


@pytest.fixture
def satu(dunia, arsip_kosong):
    """A photo of the officer in an otherwise empty store."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return simpan_uji(by)


def _tuakan(folder) -> None:
    lalu = time.time() - LAMA
    for jalan in folder.rglob("*"):
        if jalan.is_file():
            os.utime(jalan, (lalu, lalu))


def _segar(berkas: Berkas) -> Berkas:
    with lingkup.masuk(lingkup.sistem("uji")):
        return Berkas.objects.get(pk=berkas.pk)


def test_isi_dibuang_sesudah_commit_saja(dunia, satu, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as sesudah, lingkup.masuk(dunia.tksk.lingkup) as by:
        buang(satu, by=by)
        assert len(list(semua_kunci())) == 2
    for panggil in sesudah:
        panggil()
    assert list(semua_kunci()) == []
    lama = _segar(satu)
    assert lama.dibuang_pada and lama.dibuang_oleh_id == dunia.tksk.akun.pk
    with pytest.raises(FileNotFoundError):
        buka(lama)


def test_rollback_membiarkan_isinya(dunia, satu, django_capture_on_commit_callbacks):
    sesudah = django_capture_on_commit_callbacks(execute=True)
    batal = pytest.raises(ZeroDivisionError)
    with sesudah, lingkup.masuk(dunia.tksk.lingkup) as by, batal, transaction.atomic():
        buang(satu, by=by)
        raise ZeroDivisionError
    assert len(list(semua_kunci())) == 2 and _segar(satu).dibuang_pada is None


def test_membuang_dua_kali_tidak_mengubah_apa_pun(dunia, satu, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as pertama, lingkup.masuk(dunia.tksk.lingkup) as by:
        buang(satu, by=by)
    kapan = _segar(satu).dibuang_pada
    with django_capture_on_commit_callbacks(execute=True) as kedua, lingkup.masuk(dunia.dinsos.lingkup) as by:
        buang(satu, by=by)
    assert (len(pertama), len(kedua)) == (1, 0) and _segar(satu).dibuang_pada == kapan


def test_penyimpanan_yang_menolak_menghapus_tidak_merobohkan(dunia, satu, monkeypatch, caplog):
    def tolak(self, nama):
        raise OSError("penyimpanan penuh")

    monkeypatch.setattr(type(penyimpanan()), "delete", tolak)
    arsip.hapus_isi(satu)
    assert "belum terhapus" in caplog.text and satu.kunci not in caplog.text


def test_isi_yatim_yang_lama_dibuang_yang_muda_dibiarkan(satu, arsip_kosong):
    simpanan = penyimpanan()
    simpanan.save("zz/lama", File(BytesIO(b"x")))
    simpanan.save("lepas", File(BytesIO(b"x")))
    _tuakan(arsip_kosong)
    simpanan.save("00/muda", File(BytesIO(b"x")))
    laporan = periksa(buang=False)
    assert (laporan.isi_yatim, laporan.muda, laporan.dibuang) == (["lepas", "zz/lama"], 1, 0)
    assert periksa(buang=True).dibuang == 2
    assert set(semua_kunci()) == {satu.kunci, satu.kecil, "00/muda"}
    assert periksa(buang=True).bersih


def test_isi_dari_transaksi_yang_batal_menjadi_yatim_lalu_dibuang(dunia, arsip_kosong):
    with pytest.raises(ZeroDivisionError), lingkup.masuk(dunia.tksk.lingkup) as by:
        simpan_uji(by)
        raise ZeroDivisionError
    assert len(list(semua_kunci())) == 2 and periksa(buang=True).muda == 2
    _tuakan(arsip_kosong)
    assert periksa(buang=True).dibuang == 2 and list(semua_kunci()) == []


def test_isi_milik_baris_yang_sudah_dibuang_tidak_menunggu_sehari(dunia, satu, arsip_kosong):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        Berkas.objects.filter(pk=satu.pk).update(dibuang_pada=timezone.now(), dibuang_oleh_id=by.akun_id)
    assert periksa(buang=True).dibuang == 2 and list(semua_kunci()) == []


def test_baris_tanpa_isi_dilaporkan_dan_tidak_disentuh(satu, caplog):
    penyimpanan().delete(satu.kunci)
    keluar = StringIO()
    with pytest.raises(CommandError, match="kehilangan isinya"):
        call_command("periksa_arsip", "--buang", stdout=keluar)
    assert f"isi hilang       {satu.pk}" in keluar.getvalue()
    assert _segar(satu).dibuang_pada is None
    jadwal.periksa_yatim()
    assert "1 berkas kehilangan isinya" in caplog.text


def test_gambar_kecil_yang_hilang_juga_dilaporkan(satu):
    penyimpanan().delete(satu.kecil)
    assert periksa(buang=False).isi_hilang == [satu.pk]


def test_berkas_tanpa_induk_dibuang_sesudah_sehari(dunia, settings, arsip_kosong, monkeypatch):
    induk = [UUID(int=n) for n in (1, 2)]
    guna = Keperluan(
        nama="uji.anak",
        label="uji",
        jenis=frozenset(Jenis),
        ukuran_terbesar=bahan.MB,
        boleh_baca=lambda by, berkas: True,
        ada_induk=lambda kunci: kunci & {induk[0]},
    )
    monkeypatch.setattr(bahan, "KEPERLUAN", (*bahan.KEPERLUAN, guna))
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        tetap, yatim = (simpan_uji(by, keperluan="uji.anak", induk=i) for i in induk)
    assert periksa(buang=True).tanpa_induk == []
    with lingkup.masuk(lingkup.sistem("uji")):
        Berkas.objects.update(dibuat_pada=timezone.now() - timedelta(hours=25))
    assert periksa(buang=True).tanpa_induk == [yatim.pk]
    assert _segar(yatim).dibuang_pada and not _segar(tetap).dibuang_pada


def test_yang_kedaluwarsa_dibuang_yang_lain_tidak(dunia, arsip_kosong, django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(jadwal, "SEKALI", 2)
    besok = timezone.now() + timedelta(days=1)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        lewat = [simpan_uji(by, kedaluwarsa_pada=besok) for _ in range(5)]
        tetap = [simpan_uji(by), simpan_uji(by, kedaluwarsa_pada=besok)]
        lalu = timezone.now() - timedelta(days=3)
        Berkas.objects.filter(pk__in=[b.pk for b in lewat]).update(
            dibuat_pada=lalu, kedaluwarsa_pada=lalu + timedelta(hours=1)
        )
    with django_capture_on_commit_callbacks(execute=True):
        assert jadwal.buang_kedaluwarsa() == 5
    assert jadwal.buang_kedaluwarsa() == 0
    assert set(semua_kunci()) == {k for b in tetap for k in (b.kunci, b.kecil)}


def test_pekerjaan_arsip_terdaftar_dengan_jangkanya(db):
    setiap = {t.nama.rsplit(".", 1)[-1]: t.fungsi.setiap for t in daftar() if ".arsip." in t.nama}
    jam, hari = timedelta(hours=1), timedelta(days=1)
    assert setiap == {"buang_kedaluwarsa": jam, "periksa_yatim": hari, "sapu_sementara": jam}
