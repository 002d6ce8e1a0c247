"""Siapa melihat apa: camat, provinsi, Kemensos, tetangga; pembukaan tercatat; acuan diatur admin."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from psks.models import AturanPSKS, JenisPSKS, Mitra, acuan_psks
from tests.psks.bahan import NIK, borang, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.tinjauan.enums import Status

pytestmark = pytest.mark.django_db


def _rinci(klien, m) -> str:
    jawaban = klien.get(reverse("psks:rinci", args=[m.pk]))
    return jawaban.content.decode() if jawaban.status_code == 200 else str(jawaban.status_code)


def test_tiap_peran_melihat_sejak_tahapnya(dunia, masuk):
    terendah = {"tksk": Status.DRAF, "dinsos": Status.DRAF, "camat": Status.DIAJUKAN}
    terendah |= {"provinsi": Status.DIVERIFIKASI, "kemensos": Status.DISAHKAN}
    urut = [Status.DRAF, Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DISAHKAN]
    semua = {s: pada_status(dunia, s, nama=f"Panti {s.label}") for s in urut}
    for nama, sejak in terendah.items():
        for status, m in semua.items():
            terlihat = urut.index(status) >= urut.index(sejak)
            assert (_rinci(masuk(nama), m) != "404") == terlihat, (nama, status)
    assert _rinci(masuk("tetangga"), semua[Status.DISAHKAN]) == "404"
    assert masuk("admin").get(reverse("psks:daftar")).status_code == 403


def test_orang_tanpa_kartu_samar_bagi_provinsi_sampai_keperluannya_disebut(dunia, masuk):
    m = pada_status(dunia, Status.DISAHKAN, "psm", kartu_publik=False)
    klien = masuk("provinsi")
    assert "Rahmawati" not in klien.get(reverse("psks:daftar")).content.decode()
    tertutup = _rinci(klien, m)
    assert "Rahmawati" not in tertutup and NIK not in tertutup and "0812 3456 7890" not in tertutup
    assert "Rahmawati" not in klien.post(reverse("psks:daftar"), {"q": "rahmawati"}).content.decode()
    klien.post(reverse("psks:buka", args=[m.pk]), {"tujuan": "pendek"})
    assert "Rahmawati" not in _rinci(klien, m)
    klien.post(reverse("psks:buka", args=[m.pk]), {"tujuan": "Memeriksa data relawan"})
    assert "Rahmawati" in _rinci(klien, m)
    with lingkup.masuk(lingkup.sistem("uji")):
        dibuka = Pembukaan.objects.pada(m).filter(penempatan=dunia.provinsi.tugas)
        assert {p.tujuan for p in dibuka} == {"Memeriksa data relawan"}


def test_kontak_lembaga_samar_bagi_provinsi_dan_nik_bagi_semua(dunia, masuk):
    panti = pada_status(dunia, Status.DISAHKAN)
    orang = pada_status(dunia, Status.DISAHKAN, "psm")
    provinsi = _rinci(masuk("provinsi"), panti)
    assert panti.nama in provinsi and "Kurnia Lestari" not in provinsi and "0811 2222 333" not in provinsi
    assert "Kurnia Lestari" in _rinci(masuk("dinsos"), panti)
    for nama in ("tksk", "dinsos", "camat"):
        assert NIK not in _rinci(masuk(nama), orang).replace(" ", ""), nama
    klien = masuk("tksk")
    klien.post(reverse("psks:buka", args=[orang.pk]))
    assert NIK in _rinci(klien, orang).replace(" ", "")


def test_riwayat_menyebut_perubahannya(dunia, masuk):
    m = pada_status(dunia, Status.DRAF)
    klien = masuk("tksk")
    klien.post(reverse("psks:ubah", args=[m.pk]), borang("lks", versi=str(m.versi), nama="Panti Baru"))
    halaman = klien.get(reverse("psks:riwayat", args=[m.pk])).content.decode()
    assert "<del>Panti Kasih Ibu</del> → <ins>Panti Baru</ins>" in halaman and "Nurhayati" in halaman
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Mitra.objects.get(pk=m.pk).riwayat.count() == 2


def test_pengesahan_banyak_melewati_yang_bertemuan(dunia, masuk):
    bersih = pada_status(dunia, Status.DIVERIFIKASI)
    bertemuan = pada_status(dunia, Status.DIVERIFIKASI, "psm", nik="")
    alamat = reverse("psks:sahkan_banyak")
    masuk("provinsi").post(alamat, {"mitra": [str(bersih.pk), str(bertemuan.pk), "bukan-kunci"]})
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Mitra.objects.get(pk=bersih.pk).status == Status.DISAHKAN
        assert Mitra.objects.get(pk=bertemuan.pk).status == Status.DIVERIFIKASI


def test_admin_menambah_jenis_daerah_yang_langsung_dapat_dicatat(acuan_sendiri, dunia, masuk):
    kirim = {"kode": "bank_sampah", "nama": "Bank Sampah", "pendek": "Bank sampah", "golongan": "daerah"}
    kirim |= {"bentuk": "lembaga", "dasar": "Perwali", "definisi": "Pengelola sampah", "medan": ["kegiatan"]}
    salah = masuk("admin").post(reverse("psks:acuan_baru"), kirim | {"golongan": "resmi", "wajib": ["npwp"]})
    assert {"golongan", "wajib"} <= salah.context["form"].errors.keys()
    assert masuk("admin").post(reverse("psks:acuan_baru"), kirim | {"wajib": ["kegiatan"]}).status_code == 302
    assert "Bank Sampah" in masuk("tksk").get(reverse("psks:baru")).content.decode()
    isi = borang("bank_sampah") if "bank_sampah" in acuan_psks() else {}
    assert masuk("tksk").post(reverse("psks:baru_lembaga"), isi).status_code == 302
    assert masuk("dinsos").post(reverse("psks:acuan_baru"), kirim).status_code == 403


def test_versi_baru_berlaku_kelak_dan_yang_lama_tetap(acuan_sendiri, masuk, sistem):
    mulai = timezone.localdate() + timedelta(days=30)
    kirim = {"mulai": f"{mulai:%d-%m-%Y}", "dasar": "Permensos baru", "definisi": "Relawan", "umur_min": "18"}
    kirim |= {"umur_maks": "45", "medan": ["no_anggota"]}
    alamat = reverse("psks:acuan_versi", args=["tagana"])
    kini = f"{timezone.localdate():%d-%m-%Y}"
    assert "mulai" in masuk("admin").post(alamat, kirim | {"mulai": kini}).context["form"].errors
    assert masuk("admin").post(alamat, kirim).status_code == 302
    assert acuan_psks()["tagana"].versi.umur_maks == 40
    assert acuan_psks(mulai)["tagana"].versi.umur_maks == 45
    assert AturanPSKS.objects.filter(jenis="tagana").count() == 2 and JenisPSKS.objects.filter(pk="tagana").exists()
    assert "Masih ada versi" in str(masuk("admin").post(alamat, kirim).context["form"].errors["mulai"])
