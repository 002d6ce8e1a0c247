"""Versi aturan: yang ditemukan di bawah aturan lama tetap dibaca dan dinilai menurutnya; satu versi tiap hari."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from pmks.actions import IsianKasus, putuskan_revisi, ubah_orang
from pmks.actions.acuan import ISI_VERSI, batalkan_versi, buat_versi, simpan_label, ubah_versi
from pmks.actions.terapkan import IDENTITAS
from pmks.enums import Temuan
from pmks.models import AturanJenis, JenisPMKS, Kasus, LabelTurunan, Orang, Peraturan, StempelAcuan, acuan, acuan_jenis
from tests.pmks.bahan import ajukan, borang, catat, kasus_dari, lakukan, pada_status, revisi_dari, segar
from tests.pmks.test_acuan import lahir_berumur
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Aksi, Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("acuan_sendiri")]
MULAI = date(2026, 11, 10)
KRITERIA_BARU = ["Tinggal sendiri", "Tidak terpenuhi kebutuhan dasarnya", "Sakit menahun"]


def versi(dunia, kode: int = 8, *, sejak: date = MULAI, **ganti) -> AturanJenis:
    """Start a version as the admin, a copy of the last but for what is named."""
    with lingkup.masuk(dunia.admin.lingkup) as by:
        lama = AturanJenis.objects.get(jenis=kode, berlaku_sampai=None)
        kolom = {n: getattr(lama, n) for n in ISI_VERSI} | {"berlaku_sejak": sejak} | ganti
        return buat_versi(jenis=JenisPMKS.objects.get(pk=kode), isi=kolom, by=by)


def test_satu_versi_tiap_hari_dan_yang_lama_tetap_seperti_semula(dunia):
    lama = AturanJenis.objects.get(jenis=8)
    baru = versi(dunia, umur_min=65, kriteria=KRITERIA_BARU)
    berikut = versi(dunia, sejak=date(2027, 3, 1), umur_min=70)
    for hari, harapan in (
        (date(1990, 1, 1), lama),
        (MULAI - timedelta(days=1), lama),
        (MULAI, baru),
        (date(2027, 2, 28), baru),
        (date(2027, 3, 1), berikut),
        (date(2099, 1, 1), berikut),
    ):
        assert acuan_jenis(hari)[8].versi == harapan
        assert len(acuan_jenis(hari)) == 26
    kini = AturanJenis.objects.get(pk=lama.pk)
    assert {n: getattr(kini, n) for n in ISI_VERSI} == {n: getattr(lama, n) for n in ISI_VERSI}
    assert kini.berlaku_sampai == MULAI - timedelta(days=1)
    assert acuan_jenis(date(1990, 1, 1))[9].versi == acuan_jenis(date(2099, 1, 1))[9].versi


def test_yang_ditemukan_di_bawah_aturan_lama_tampil_dan_dinilai_menurutnya(masuk, dunia):
    lahir = lahir_berumur(62, MULAI)
    lama = pada_status(dunia, Status.DIVERIFIKASI, tanggal_lahir=lahir)
    versi(dunia, umur_min=65, kriteria=KRITERIA_BARU)
    lama = segar(lama)
    assert Temuan.ATURAN_UMUR not in lama.temuan
    assert [str(k) for k in lama.teks_kriteria] == [str(k) for k in acuan_jenis(date(2026, 11, 1))[8].kriteria[:1]]
    halaman = masuk("tksk").get(reverse("pmks:rinci", args=[lama.orang_id])).content.decode()
    assert "60 tahun ke atas" in halaman
    assert "Tinggal sendiri" not in halaman
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        baru = kasus_dari(catat(by, nik="", alasan_tanpa_nik="hilang", tanggal_lahir=lahir, tanggal_data=MULAI))
    assert Temuan.ATURAN_UMUR in baru.temuan
    assert [k.teks for k in baru.teks_kriteria] == ["Tinggal sendiri"]
    halaman = masuk("tksk").get(reverse("pmks:rinci", args=[baru.orang_id])).content.decode()
    assert "65 tahun ke atas" in halaman
    assert "a. Tinggal sendiri" in halaman


def test_perubahan_aturan_tidak_mengubah_yang_sudah_diajukan_atau_dinilai(dunia):
    semua = [
        pada_status(dunia, s, nik=f"64720352055890{n:02d}", tanggal_lahir=lahir_berumur(62, MULAI))
        for n, s in enumerate((Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DISAHKAN), 10)
    ]
    sebelum = [(k.temuan, k.versi, k.status, k.bergerak_pada) for k in map(segar, semua)]
    versi(dunia, umur_min=65)
    assert [(k.temuan, k.versi, k.status, k.bergerak_pada) for k in map(segar, semua)] == sebelum
    lakukan(dunia, semua[0], "dinsos", Aksi.VERIFIKASI)
    assert Temuan.ATURAN_UMUR not in segar(semua[0]).temuan


def test_tanggal_ditemukan_menentukan_versinya_bukan_tanggal_data(masuk, dunia):
    versi(dunia, umur_min=65)
    lahir = f"{lahir_berumur(62, MULAI):%d-%m-%Y}"
    klien = masuk("tksk")
    isi = borang(nik="", alasan_tanpa_nik="hilang", tanggal_lahir=lahir, tanggal_data="20-11-2026")
    respons = klien.post(reverse("pmks:baru"), isi)
    assert respons.context["form"].errors.keys() == {"alasan_khusus_8"}
    assert klien.post(reverse("pmks:baru"), isi | {"ditemukan_pada_8": "09-11-2026"}).status_code == 302
    with lingkup.masuk(lingkup.sistem("uji")):
        kasus = Kasus.objects.select_related("orang").get()
    assert (kasus.ditemukan_pada, kasus.temuan) == (date(2026, 11, 9), [Temuan.TANPA_NIK])


def test_huruf_yang_dicentang_pada_versi_lain_ditanyakan_lagi(masuk, dunia):
    lama = acuan_jenis(date(2026, 11, 1))[8].versi
    baru = versi(dunia, kriteria=KRITERIA_BARU)
    klien = masuk("tksk")
    assert f'name="aturan_8" value="{baru.pk}"' in klien.get(reverse("pmks:baru")).content.decode()
    isi = borang(aturan_8=str(baru.pk), kriteria_8=["b"], ditemukan_pada_8="02-11-2026")
    respons = klien.post(reverse("pmks:baru"), isi)
    assert respons.status_code == 422
    halaman = respons.content.decode()
    assert "berlaku aturan lain" in halaman
    assert lama.kriteria[1] in halaman
    assert f'name="aturan_8" value="{lama.pk}"' in halaman
    assert not respons.context["form"]["kriteria_8"].value()
    assert klien.post(reverse("pmks:baru"), isi | {"aturan_8": str(lama.pk)}).status_code == 302


def test_tanggal_data_yang_maju_tidak_memindahkan_yang_sudah_dinilai_ke_versi_baru(dunia):
    kasus = pada_status(dunia, Status.DIVERIFIKASI, tanggal_lahir=lahir_berumur(62, MULAI))
    versi(dunia, umur_min=65)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        o = Orang.objects.get(pk=kasus.orang_id)
        isian = {n: getattr(o, n) for n in IDENTITAS} | {"tanggal_data": date(2026, 11, 20)}
        ubah_orang(orang=o, versi=o.versi, isian=isian, kasus=[IsianKasus.dari(kasus)], by=by, alasan="Kunjungan ulang")
    lakukan_revisi(dunia, revisi_dari(kasus.orang))
    kasus = segar(kasus)
    assert kasus.orang.tanggal_data == date(2026, 11, 20)
    assert kasus.ditemukan_pada == date(2026, 11, 1)
    assert kasus.jenis_berlaku.umur_min == 60


def lakukan_revisi(dunia, revisi) -> None:
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        putuskan_revisi(revisi=revisi, aksi=Aksi.VERIFIKASI, by=by, versi=revisi.versi)


def test_draf_dinilai_ulang_saat_diajukan(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by, tanggal_lahir=lahir_berumur(62, MULAI), tanggal_data=date(2026, 11, 20))
    versi(dunia, umur_min=65)
    assert Temuan.ATURAN_UMUR not in kasus_dari(orang).temuan
    assert ajukan(dunia, orang) == 1
    assert Temuan.ATURAN_UMUR in kasus_dari(orang).temuan


# Mengatur -----------------------------------------------------------------------------------------------------


def test_versi_tidak_dimulai_pada_hari_yang_sudah_dipakai_menilai(dunia):
    pada_status(dunia, Status.DIVERIFIKASI)
    with pytest.raises(Ditolak, match="01-11-2026"):
        versi(dunia, sejak=date(2026, 11, 1), umur_min=65)
    assert AturanJenis.objects.filter(jenis=8).count() == 1
    assert versi(dunia, sejak=date(2026, 11, 2), umur_min=65).pk


def test_versi_tidak_disisipkan_di_tengah(dunia):
    versi(dunia, umur_min=65)
    with pytest.raises(Ditolak, match="pilih hari sesudahnya"):
        versi(dunia, sejak=MULAI)


def test_versi_yang_belum_mulai_dapat_diubah_dan_dibatalkan(dunia):
    nanti = timezone.localdate() + timedelta(days=30)
    baru = versi(dunia, sejak=nanti, umur_min=65)
    kolom = {n: getattr(baru, n) for n in ISI_VERSI}
    with lingkup.masuk(dunia.admin.lingkup) as by:
        for geser in (10, -5):
            hari = nanti + timedelta(days=geser)
            ubah_versi(versi=baru, isi=kolom | {"berlaku_sejak": hari, "umur_min": 66}, by=by)
            sebelumnya, kini = AturanJenis.objects.filter(jenis=8)
            assert (sebelumnya.berlaku_sampai, kini.berlaku_sejak) == (hari - timedelta(days=1), hari)
        batalkan_versi(versi=baru, by=by)
    satu = AturanJenis.objects.get(jenis=8)
    assert satu.berlaku_sampai is None
    assert acuan_jenis(nanti + timedelta(days=99))[8].umur_min == 60
    with connection.cursor() as kursor:
        kursor.execute("SELECT count(*) FROM pmks_aturanjenisriwayat WHERE jenis_id = 8 AND umur_min >= 65")
        assert kursor.fetchone()[0] >= 3


def test_versi_yang_sudah_mulai_tidak_diubah(dunia):
    lama = AturanJenis.objects.get(jenis=8)
    kolom = {n: getattr(lama, n) for n in ISI_VERSI} | {"berlaku_sejak": MULAI}
    with lingkup.masuk(dunia.admin.lingkup) as by:
        for tindakan in (lambda: ubah_versi(versi=lama, isi=kolom, by=by), lambda: batalkan_versi(versi=lama, by=by)):
            with pytest.raises(Ditolak, match="sudah berlaku"):
                tindakan()


@pytest.mark.parametrize("nama", ["tksk", "dinsos", "provinsi", "kemensos"])
def test_hanya_admin_yang_mengatur(dunia, nama):
    with lingkup.masuk(dunia[nama].lingkup) as by:
        with pytest.raises(PermissionDenied):
            buat_versi(jenis=JenisPMKS.objects.get(pk=8), isi={}, by=by)
        with pytest.raises(PermissionDenied):
            simpan_label(label=LabelTurunan.objects.first(), by=by)


def test_kepekaan_yang_naik_langsung_menyamarkan_dan_tidak_pernah_turun(dunia):
    kasus = pada_status(dunia, Status.DIVERIFIKASI)
    assert kasus.orang.peka == 0
    versi(dunia, sejak=date(2027, 1, 1), peka=2)
    assert segar(kasus).orang.peka == 2
    versi(dunia, sejak=date(2027, 2, 1), peka=0)
    assert acuan_jenis()[8].peka == 2


# Sampai ke semua proses -----------------------------------------------------------------------------------------


def test_perubahan_di_proses_lain_terlihat_sesudah_masa_segarnya(dunia):
    assert acuan_jenis()[8].umur_min == 60
    with connection.cursor() as kursor:  # seperti yang ditulis proses lain: tanpa melewati aksi di proses ini
        kursor.execute("UPDATE pmks_labelturunan SET nama = 'Ganti' WHERE skema = 'pas12' AND kode = 3")
    assert [la.nama for la in acuan().label_jenis(8)] == ["Lanjut usia telantar"] * 2
    with override_settings(ACUAN_SEGAR_DETIK=0):
        assert "Ganti" in [la.nama for la in acuan().label_jenis(8)]


def test_pemakaian_berikutnya_tanpa_kueri(dunia, django_assert_num_queries):
    acuan()
    with django_assert_num_queries(0):
        for n in range(400):
            acuan_jenis(date(2026, 1, 1) + timedelta(days=n))
    with override_settings(ACUAN_SEGAR_DETIK=0), django_assert_num_queries(1):
        acuan_jenis()


def test_tiap_perubahan_memberi_nomor_baru(dunia):
    nomor = {StempelAcuan.objects.get().nomor}
    with lingkup.masuk(dunia.admin.lingkup):
        Peraturan.objects.create(kode="Uji", nama="Uji")
        nomor.add(StempelAcuan.objects.get().nomor)
        JenisPMKS.objects.filter(pk=1).update(peka=2)
        nomor.add(StempelAcuan.objects.get().nomor)
    versi(dunia)
    nomor.add(StempelAcuan.objects.get().nomor)
    assert len(nomor) == 4
