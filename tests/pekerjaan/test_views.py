"""Halaman pekerjaan milik sendiri: kemajuan, hasil, gagal, batal; milik orang lain tidak ada."""

import threading

import pytest

from tests.pekerjaan.bahan import kerjakan_semua
from tests.pekerjaan.test_antrean import DINI, minta
from tksk_portal.akses import lingkup
from tksk_portal.pekerjaan.antrean import Kerja, ambil
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan


@pytest.fixture(autouse=True)
def jenis(settings):
    """Register the demo jobs."""
    semua = ("menolak", "maju_lalu_rusak")
    settings.JENIS_PEKERJAAN = ["tests.pekerjaan.bahan.tulis_baris", *(DINI + n for n in semua)]
    settings.JENIS_KABAR = [*settings.JENIS_KABAR, "tests.pekerjaan.bahan.UJI"]


def isi(klien, p: Pekerjaan, **kepala) -> str:
    """Return a job's page."""
    jawab = klien.get(f"/pekerjaan/{p.pk}/", headers=kepala)
    assert jawab.status_code == 200
    return jawab.content.decode()


@pytest.mark.parametrize("siapa", ["tetangga", "camat", "dinsos", "dinsos_lain", "provinsi", "admin", "kemensos"])
def test_pekerjaan_orang_lain_tidak_ada(dunia, masuk, siapa):
    p = minta(dunia.tksk, judul="Ekspor rahasia")
    klien = masuk(siapa)
    assert klien.get(f"/pekerjaan/{p.pk}/").status_code == 404
    assert klien.post(f"/pekerjaan/{p.pk}/batal/").status_code == 404
    assert "Ekspor rahasia" not in klien.get("/pekerjaan/").content.decode()


def test_kemajuan_tampak_dan_bertahan_sesudah_dimuat_ulang(dunia, masuk):
    p = minta(dunia.tksk)
    klien = masuk("tksk")
    assert "Menunggu giliran" in isi(klien, p)
    kerja = Kerja(ambil(), dunia.tksk.lingkup, threading.Event())
    kerja.maju(10, 25, tahap="Menulis baris")
    for _ in range(2):
        teks = isi(klien, p)
        assert 'max="100" value="40"' in teks and "10 dari 25" in teks and "Menulis baris" in teks
        # Dengan skrip htmx memuat bagiannya; tanpa skrip ada tautan untuk memuat ulang.
        assert 'hx-trigger="every 2s"' in teks
        assert "Muat ulang</a></noscript>" in teks


def test_htmx_mendapat_bagian_yang_bergerak_saja(dunia, masuk):
    p = minta(dunia.tksk)
    teks = isi(masuk("tksk"), p, HX_Request="true", HX_Target="pekerjaan-keadaan")
    assert teks.lstrip().startswith("<section") and "<html" not in teks


def test_sesudah_berakhir_halaman_tidak_memuat_diri_lagi(dunia, masuk):
    p = minta(dunia.tksk)
    kerjakan_semua()
    teks = isi(masuk("tksk"), p)
    assert "hx-trigger" not in teks and "Muat ulang" not in teks and "Batalkan" not in teks
    assert "<dt>Baris</dt><dd>25</dd>" in teks


def test_hasil_membawa_ke_halaman_berikutnya(dunia, masuk):
    p = minta(dunia.tksk, "uji.maju_lalu_rusak")
    kerjakan_semua(lempar=False)
    assert '<a class="btn btn-primary" href="/pmks/">Lihat data</a>' in isi(masuk("tksk"), p)


def test_yang_gagal_mengatakan_sebab_dan_yang_harus_dilakukan(dunia, masuk):
    p = minta(dunia.tksk, "uji.menolak")
    kerjakan_semua()
    teks = isi(masuk("tksk"), p)
    assert "Buku kerja ini kosong" in teks and "Minta lagi dari halaman asalnya" in teks


def test_membuka_halaman_yang_berakhir_menandai_kabarnya_dibaca(dunia, masuk):
    p = minta(dunia.tksk)
    kerjakan_semua()
    isi(masuk("tksk"), p)
    with lingkup.masuk(dunia.tksk.lingkup):
        assert Kabar.objects.get(kunci=f"pekerjaan:{p.pk}").dibaca_pada is not None


def test_tombol_batal_menghentikan(dunia, masuk):
    p = minta(dunia.tksk)
    klien = masuk("tksk")
    assert klien.post(f"/pekerjaan/{p.pk}/batal/").url == f"/pekerjaan/{p.pk}/"
    assert "Anda batalkan" in isi(klien, p)
    klien.post(f"/pekerjaan/{p.pk}/batal/")
    assert "sudah berakhir" in isi(klien, p)


def test_daftar_berhalaman_dan_tersaring(dunia, masuk, django_assert_max_num_queries):
    klien = masuk("tksk")
    assert "Belum ada pekerjaan" in klien.get("/pekerjaan/").content.decode()
    for n in range(30):
        minta(dunia.tksk, judul=f"Ekspor {n}")
    klien.get("/pekerjaan/")
    with django_assert_max_num_queries(20):
        halaman = klien.get("/pekerjaan/").context["halaman"]
    assert len(halaman.baris) == 25
    assert len(klien.get(halaman.sesudah_url).context["halaman"].baris) == 5
    assert "Tidak ada pekerjaan seperti ini" in klien.get("/pekerjaan/?status=gagal").content.decode()
    kerjakan_semua()
    assert len(klien.get("/pekerjaan/?status=selesai").context["baris"]) == 25
    assert klien.get("/pekerjaan/?status=apa").status_code == 200


def test_lencana_menu_menghitung_yang_belum_selesai(dunia, masuk):
    minta(dunia.tksk), minta(dunia.dinsos)
    butir = next(b for b in masuk("tksk").get("/pekerjaan/").context["menu"] if b["label"] == "Pekerjaan")
    assert (butir["lencana"], butir["aktif"]) == (1, True)
