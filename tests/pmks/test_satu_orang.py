"""Satu orang tercatat di dua kabupaten/kota: diputuskan, diserahkan, diterima, digabungkan; langkahnya di layar."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from pmks.actions import NIKBentrok, terima_pindah, usulkan_pindah
from pmks.actions.satu_orang import NIK_DITITIPKAN
from pmks.enums import PutusanBentrok, SebabSelesai, StatusBentrok
from pmks.models import Bentrok, Kasus, Orang, PasanganMirip, Penggabungan, Pindahan
from tests.conftest import Penghuni
from tests.pmks.bahan import DESA, DESA_LAIN, DESA_TETANGGA, NIK, kasus_dari, nik_ke, pada_status, segar
from tests.pmks.test_bentrok import (
    DESA_JAUH,
    JAUH,
    RAHASIA,
    SANA,
    SINI,
    baru,
    coba_ajukan,
    jauh,
    kabar,
    lama,
    putus,
    sisi,
)
from tests.pmks.test_pindah import ALAMAT
from tests.pmks.test_ringkasan import periksa
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Status

__all__ = ["jauh"]

TANGGAL = date(2026, 11, 20)


def serahkan(siapa: Penghuni, orang: Orang, ke: str) -> Pindahan:
    """Hand over as an officer."""
    with lingkup.masuk(siapa.lingkup) as by:
        return usulkan_pindah(orang=segar(orang), ke=ke, tanggal=TANGGAL, alasan="Orang yang sama", by=by)


def terima(siapa: Penghuni, pindahan: Pindahan, desa: str = DESA) -> Orang:
    """Accept as an officer."""
    with lingkup.masuk(siapa.lingkup) as by:
        return terima_pindah(pindahan=pindahan, desa=desa, alamat=ALAMAT, by=by)


def halaman(siapa: Penghuni, jalan: str) -> tuple[Client, str]:
    """Return a logged-in client and the text of a page."""
    klien = Client()
    klien.force_login(siapa.akun)
    respons = klien.get(jalan)
    assert respons.status_code == 200, (jalan, respons.status_code)
    return klien, respons.content.decode()


def jalan_bentrok(orang: Orang) -> str:
    """Return the address of the page of a person's clash."""
    return reverse("pmks:bentrok", args=[sisi(orang).pk])


def tombol(teks: str, kata: str) -> str:
    """Return where the button with these words leads."""
    (url,) = re.findall(rf'<a class="btn btn-primary" href="([^"]+)">{re.escape(kata)}</a>', teks)
    return url


# Seluruh jalannya, lewat layar ---------------------------------------------------------------------------------------


def test_seluruh_jalan_lewat_layar_sampai_menjadi_satu_data(dunia, jauh):
    tetap = lama(dunia)
    assert coba_ajukan(dunia.tksk, tetap) == 1
    pindah = baru(jauh, DESA_JAUH)

    # 1. TKSK yang tertahan membaca siapa yang memutuskan; provinsi memutuskan dari sisi data yang tetap.
    _, teks = halaman(jauh, jalan_bentrok(pindah))
    assert "Hubungi petugas di Kec. Samarinda Ulu" in teks and "Kalimantan Timur yang memutuskan" in teks
    klien, teks = halaman(dunia.provinsi, jalan_bentrok(tetap))
    assert "Satu orang, tinggal di Kec. Samarinda Ulu" in teks
    assert "data di Kec. Balikpapan Timur diserahkan ke Kec. Samarinda Ulu" in teks
    isi = {"putusan": "lain_pindah", "komentar": "Disdukcapil: satu orang, tinggal di Samarinda"}
    assert klien.post(jalan_bentrok(tetap) + "putuskan/", isi).status_code == 302
    assert sisi(pindah).putusan == PutusanBentrok.INI_PINDAH
    assert any("serahkan" in t for t in kabar(jauh)) and not any(RAHASIA in t or NIK in t for t in kabar(jauh))

    # 2. Yang pindah tidak dapat diajukan; tombolnya membuka formulir serah terima yang sudah terisi.
    with pytest.raises(NIKBentrok, match="orangnya sama: serahkan data ini ke sana"):
        coba_ajukan(jauh, pindah)
    klien, teks = halaman(jauh, jalan_bentrok(pindah))
    url = tombol(teks, "Serahkan ke Kec. Samarinda Ulu").replace("&amp;", "&")
    teks = klien.get(url).content.decode()
    assert re.search(rf'<option value="{SINI}" selected', teks) or f'value="{SINI}"' in teks
    assert "diputuskan sebagai orang yang sama" in teks
    isi = {"kecamatan": SINI, "kode": "", "tanggal": "20-11-2026", "alasan": "Orang yang sama"}
    assert klien.post(url, isi).status_code == 302
    _, teks = halaman(jauh, jalan_bentrok(pindah))
    assert "Sudah diserahkan" in teks and "Lihat pindahannya" in teks

    # 3. Yang menerima sampai di halaman penggabungan; NIK tinggal pada data yang tetap.
    klien, teks = halaman(dunia.tksk, jalan_bentrok(tetap))
    url = tombol(teks, "Terima pindahannya")
    respons = klien.post(url + "terima/", {"desa": DESA_LAIN, "alamat": "Jl. Anggrek 14"}, follow=True)
    assert respons.redirect_chain[-1][0] == reverse("pmks:gabung", args=[tetap.pk, pindah.pk])
    assert "periksa, lalu gabungkan keduanya" in respons.content.decode()
    assert (segar(pindah).wilayah_id, segar(pindah).nik) == (DESA_LAIN, "")
    assert segar(pindah).alasan_tanpa_nik == NIK_DITITIPKAN and segar(tetap).nik == NIK
    for orang in (tetap, pindah):
        satu = sisi(orang)
        assert satu.status == StatusBentrok.SELESAI and satu.selesai_karena in SebabSelesai.values
    _, teks = halaman(dunia.tksk, jalan_bentrok(tetap))
    assert tombol(teks, "Gabungkan…") == reverse("pmks:gabung", args=[tetap.pk, pindah.pk])
    assert "menunggu digabung" in halaman(dunia.tksk, f"/pmks/{pindah.pk}/")[1]

    # 4. Digabungkan: satu data, dengan NIK-nya; langkahnya habis.
    teks = klien.get(reverse("pmks:gabung", args=[tetap.pk, pindah.pk])).content.decode()
    kirim = dict(re.findall(r'<input type="hidden" name="(versi_\w+)" value="(\d+)"', teks))
    kirim |= dict.fromkeys(set(re.findall(r'name="(pilih_\w+)"', teks)), "utama") | {"alasan": "Orang yang sama"}
    respons = klien.post(reverse("pmks:gabung", args=[tetap.pk, pindah.pk]), kirim, follow=True)
    assert "Kedua data menjadi satu" in respons.content.decode()
    assert segar(pindah).digabung_ke_id == tetap.pk and segar(tetap).nik == NIK
    with lingkup.masuk(dunia.tksk.lingkup):
        assert Kasus.objects.aktif().filter(jenis=8).count() == 1 and Penggabungan.objects.count() == 1
    assert kasus_dari(tetap, jenis=8).status == Status.DIAJUKAN
    assert "Tidak ada lagi yang perlu dilakukan" in halaman(dunia.tksk, jalan_bentrok(tetap))[1]
    periksa()


# Aturannya -----------------------------------------------------------------------------------------------------------


def test_yang_tetap_dapat_diajukan_yang_pindah_tidak(dunia, jauh):
    pertama, kedua = lama(dunia), baru(jauh, DESA_JAUH)
    putus(dunia.provinsi, kedua, PutusanBentrok.LAIN_PINDAH)
    assert coba_ajukan(jauh, kedua) == 1
    with pytest.raises(NIKBentrok, match="serahkan data ini"):
        coba_ajukan(dunia.tksk, pertama)


def test_di_dalam_satu_kota_digabungkan_langsung(dunia):
    lama(dunia)
    kedua = baru(dunia.tetangga, DESA_TETANGGA)
    for putusan in (PutusanBentrok.INI_PINDAH, PutusanBentrok.LAIN_PINDAH):
        with pytest.raises(Ditolak, match="gabungkan langsung"):
            putus(dunia.dinsos, kedua, putusan)
    _, teks = halaman(dunia.dinsos, jalan_bentrok(kedua))
    assert "ini_pindah" not in teks and "/gabung/" in tombol(teks, "Gabungkan…")


def test_tanpa_putusan_nik_yang_sudah_ada_tidak_diterima_dan_jalan_keluarnya_disebut(dunia, jauh):
    lama(dunia)
    kedua = baru(jauh, DESA_JAUH)
    pindahan = serahkan(jauh, kedua, SINI)
    with pytest.raises(Ditolak, match="mintalah dinas sosial provinsi memutuskannya"):
        terima(dunia.tksk, pindahan)
    assert (segar(kedua).wilayah_id, segar(kedua).nik) == (DESA_JAUH, NIK)
    # Yang memutuskan dua orang berbeda bukan izin melepas NIK.
    putus(dunia.provinsi, kedua, PutusanBentrok.INI_KELIRU)
    with pytest.raises(Ditolak, match="mintalah dinas sosial provinsi"):
        terima(dunia.tksk, pindahan)


def test_pindah_ke_kecamatan_ketiga_tidak_melepas_nik(dunia, jauh):
    """The decision speaks of one other kecamatan only."""
    lama(dunia)
    kedua = baru(jauh, DESA_JAUH)
    putus(dunia.provinsi, kedua, PutusanBentrok.INI_PINDAH)
    orang = terima(dunia.tetangga, serahkan(jauh, kedua, SANA), DESA_TETANGGA)
    assert (orang.nik, segar(orang).alasan_tanpa_nik) == (NIK, "")
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Bentrok.objects.terbuka().filter(orang=orang).exists()
        assert not PasanganMirip.objects.filter(skor=100, alasan__contains=["NIK sama, diputuskan orang yang sama"])


def test_yang_pindah_lagi_sebelum_digabung_mendapat_niknya_kembali(dunia, jauh):
    lama(dunia)
    kedua = baru(jauh, DESA_JAUH)
    putus(dunia.provinsi, kedua, PutusanBentrok.INI_PINDAH)
    orang = terima(dunia.tksk, serahkan(jauh, kedua, SINI))
    assert orang.nik == ""
    orang = terima(jauh, serahkan(dunia.tksk, orang, JAUH), DESA_JAUH)
    assert (segar(orang).nik, segar(orang).alasan_tanpa_nik) == (NIK, "")


def test_yang_sudah_diverifikasi_ditawarkan_kepada_dinasnya(dunia, jauh):
    """The TKSK may not merge what was verified; the kabupaten/kota is told, without a name."""
    tetap = pada_status(dunia, Status.DIVERIFIKASI).orang
    kedua = baru(jauh, DESA_JAUH)
    putus(dunia.provinsi, kedua, PutusanBentrok.INI_PINDAH)
    terima(dunia.tksk, serahkan(jauh, kedua, SINI))
    assert any("menunggu digabung" in t for t in kabar(dunia.dinsos))
    assert not any("Minarni" in t or NIK in t for t in kabar(dunia.dinsos))
    assert "orang yang sama" in halaman(dunia.dinsos, "/pmks/kembar/")[1]
    with lingkup.masuk(dunia.dinsos.lingkup):
        (satu,) = PasanganMirip.objects.menunggu()
    assert {satu.kiri_id, satu.kanan_id} == {tetap.pk, kedua.pk} and satu.skor == 100


def test_formulir_serah_terima_hanya_terisi_oleh_putusan(dunia, jauh):
    """The address of the form does not choose a place or a reason of its own accord."""
    lama(dunia)
    kedua = baru(jauh, DESA_JAUH, nik=nik_ke(55))
    _, teks = halaman(jauh, reverse("pmks:usul_pindah", args=[kedua.pk]) + f"?ke={SINI}")
    assert "diputuskan sebagai orang yang sama" not in teks
    for aneh in ("", "x" * 90, "64.72.03'", "%00"):
        halaman(jauh, reverse("pmks:usul_pindah", args=[kedua.pk]) + f"?ke={aneh}")


def test_putusan_satu_orang_hanya_dari_provinsi(dunia, jauh):
    lama(dunia)
    kedua = baru(jauh, DESA_JAUH)
    for siapa in (dunia.dinsos, dunia.dinsos_lain, jauh, dunia.tksk):
        with pytest.raises(PermissionDenied):
            putus(siapa, kedua, PutusanBentrok.INI_PINDAH)
    assert sisi(kedua).status == StatusBentrok.MENUNGGU
