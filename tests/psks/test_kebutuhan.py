"""Siapa melayani siapa di dekat sini: urutan menurut jarak, mundur ke kelurahan dan kecamatan, kartu seprovinsi."""

from io import BytesIO

import pytest
from django.db import connection
from django.urls import reverse

from psks.actions import ganti_foto
from psks.kebutuhan import cari_kebutuhan, jarak_km
from psks.migrations import _sql as sql
from psks.models import KartuMitra, KartuSasaran, Mitra
from tests.arsip.bahan import foto
from tests.psks.bahan import DESA, DESA_LAIN, DESA_TETANGGA, catat, lakukan, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.arsip.berkas import buka_kecil
from tksk_portal.arsip.models import Unduhan
from tksk_portal.arsip.views import KEBIJAKAN
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.wilayah.migrasi import PASANG
from tksk_portal.wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
ASAL = (-0.4800, 117.1300)


def _sah(dunia, nama: str, *, siapa: str = "tksk", **ganti):
    return pada_status(dunia, Status.DIVERIFIKASI, siapa=siapa, nama=nama, **ganti)


def _nama(hasil) -> list[str]:
    return [m.kartu.nama for m in hasil]


@pytest.fixture
def peta(dunia):
    """Partners at 1, 8 and 40 km, and without points in the kelurahan, the kecamatan and the next kecamatan."""
    _sah(dunia, "Jauh 40", lintang="-0.8400", bujur="117.1300", wilayah_id=DESA_TETANGGA, siapa="tetangga")
    _sah(dunia, "Dekat 8", lintang="-0.4080", bujur="117.1300", wilayah_id=DESA_LAIN)
    _sah(dunia, "Dekat 1", lintang="-0.4890", bujur="117.1300", wilayah_id=DESA_LAIN)
    _sah(dunia, "Tetangga", wilayah_id=DESA_TETANGGA, siapa="tetangga")
    _sah(dunia, "Sekecamatan", wilayah_id=DESA_LAIN)
    _sah(dunia, "Sekelurahan", wilayah_id=DESA)
    _sah(dunia, "Bukan lansia", wilayah_id=DESA, sasaran=[2])
    pada_status(dunia, Status.DIAJUKAN, nama="Belum diverifikasi")
    return dunia


def test_urutan_menurut_jarak_dan_yang_tanpa_titik_di_lingkaran_yang_sepadan(peta):
    with lingkup.masuk(peta.tksk.lingkup):
        hasil = cari_kebutuhan(sasaran=8, asal=DESA, titik=ASAL)
    assert _nama(hasil) == ["Dekat 1", "Sekelurahan", "Dekat 8", "Sekecamatan", "Jauh 40", "Tetangga"]
    assert [None if m.km is None else round(m.km) for m in hasil] == [1, None, 8, None, 40, None]


def test_tanpa_titik_asal_mundur_ke_kelurahan_lalu_kecamatan(peta):
    with lingkup.masuk(peta.tksk.lingkup):
        nama = _nama(cari_kebutuhan(sasaran=8, asal=DESA))
        sedikit = _nama(cari_kebutuhan(sasaran=8, asal=DESA, banyak=2))
    assert nama[0] == "Sekelurahan"
    assert set(nama[1:4]) == {"Dekat 1", "Dekat 8", "Sekecamatan"}
    assert set(nama[4:]) == {"Jauh 40", "Tetangga"}
    assert sedikit[0] == "Sekelurahan" and len(sedikit) == 2


def test_di_luar_wilayah_layanan_dikatakan(peta):
    _sah(peta, "Hanya kelurahannya", wilayah_id=DESA, cakupan="desa")
    with lingkup.masuk(peta.tetangga.lingkup):
        hasil = {m.kartu.nama: m for m in cari_kebutuhan(sasaran=8, asal=DESA_TETANGGA)}
    assert hasil["Tetangga"].melayani and hasil["Sekelurahan"].melayani  # sekabupaten/kota
    assert hasil["Hanya kelurahannya"].di_luar


def test_jarak_di_bola():
    assert round(jarak_km((0, 117), (0, 118))) == 111
    assert jarak_km(ASAL, ASAL) == 0


def test_indeks_menjawab_yang_terdekat(peta):
    """Rencana memakai indeks GiST jenis dan titik, bukan menyusun seluruh kartu."""
    with lingkup.masuk(peta.tksk.lingkup), connection.cursor() as kursor:
        kursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        kursor.execute(
            "EXPLAIN SELECT kartu_id FROM psks_kartusasaran WHERE sasaran = 8 AND lintang IS NOT NULL "
            "ORDER BY point(bujur, lintang) <-> point(117.13, -0.48) LIMIT 50"
        )
        rencana = "\n".join(b for (b,) in kursor.fetchall())
    assert "kartusasaran_titik" in rencana and "Sort" not in rencana


def _tksk_muara_wis(client):
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = Akun.objects.create(username="wis", nama="Petugas Muara Wis", wilayah_id="64")
        Penempatan.objects.create(akun=akun, peran="tksk", tempat_id="64.02.18", mulai="2026-01-01")
    client.force_login(akun)
    return client


def test_tksk_muara_wis_menemukan_panti_di_samarinda_hanya_lewat_kartunya(peta, client):
    with lingkup.masuk(lingkup.sistem("uji")):
        panti = KartuMitra.objects.get(nama="Dekat 1")
    wis = _tksk_muara_wis(client)
    halaman = wis.post(reverse("psks:kebutuhan"), {"sasaran": "8"}).content.decode()
    assert "Dekat 1" in halaman and reverse("psks:kartu", args=[panti.pk]) in halaman
    kartu = wis.get(reverse("psks:kartu", args=[panti.pk])).content.decode()
    assert "0812 3456 7890" in kartu and "tel:+628123456789" in kartu and "wa.me/6281234567890" in kartu
    assert "Kurnia Lestari" not in kartu and "0811 2222 333" not in kartu
    for nama in ("psks:rinci", "psks:riwayat", "psks:ubah"):
        assert wis.get(reverse(nama, args=[panti.pk])).status_code == 404
    assert "Dekat 1" not in wis.get(reverse("psks:daftar")).content.decode()
    assert "Dekat 1" in wis.get(reverse("psks:direktori"), {"wilayah": "64.72.03"}).content.decode()


def test_rumah_orang_tidak_pernah_di_kartu(dunia):
    m = pada_status(dunia, Status.DIVERIFIKASI, "psm", lintang="-0.48", bujur="117.13")
    with lingkup.masuk(lingkup.sistem("uji")):
        kartu = KartuMitra.objects.get(pk=m.pk)
        assert (kartu.alamat, kartu.lintang, kartu.bujur) == ("", None, None)
        assert KartuSasaran.objects.get(kartu_id=m.pk).lintang is None


def test_kartu_terbit_sesudah_verifikasi_dan_hilang_sesudah_ditutup(dunia):
    m = pada_status(dunia, Status.DIVERIFIKASI)
    tanpa_izin = pada_status(dunia, Status.DIVERIFIKASI, "psm", kartu_publik=False)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert list(KartuMitra.objects.values_list("pk", flat=True)) == [m.pk]
        assert not KartuMitra.objects.filter(pk=tanpa_izin.pk).exists()
    lakukan(dunia, m, "dinsos", Aksi.BATALKAN, "Panti sudah bubar")
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not KartuMitra.objects.exists() and not KartuSasaran.objects.exists()


def test_kartu_provinsi_lain_tidak_terbaca(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    pada_status(dunia, Status.DIVERIFIKASI, nama="Panti Kaltim")
    luar = lingkup.Lingkup(peran="tksk", tempat="63.01.01")
    with lingkup.masuk(luar):
        assert not KartuMitra.objects.exists()
    with lingkup.masuk(lingkup.Lingkup(peran="kemensos", tempat="0")):
        assert KartuMitra.objects.count() == 1
    with lingkup.masuk(lingkup.ORANG_LUAR):
        assert not KartuMitra.objects.exists()


def test_yang_terdekat_dahulu_selebihnya_bila_diminta(peta, masuk, monkeypatch):
    monkeypatch.setattr("psks.views.direktori.SEHALAMAN", 2)
    kirim = {"sasaran": "8", "desa": DESA, "titik": "-0.48, 117.13"}
    klien, alamat = masuk("tksk"), reverse("psks:kebutuhan")
    sedikit, semua = klien.post(alamat, kirim), klien.post(alamat, kirim | {"lanjut": "1"})
    assert _nama(sedikit.context["hasil"]) == ["Dekat 1", "Sekelurahan"]
    assert len(semua.context["hasil"]) == 6
    tombol = 'form="cari-kebutuhan" name="lanjut"'
    assert tombol in sedikit.content.decode() and tombol not in semua.content.decode()


def _berfoto(dunia, jenis: str = "lks", **ganti) -> tuple[Mitra, str]:
    """Return a verified partner with a photo, and the address of the photo on its card."""
    m = pada_status(dunia, Status.DIVERIFIKASI, jenis, **ganti)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        m = ganti_foto(mitra=m, berkas=BytesIO(foto()), nama_berkas="papan.jpg", by=by)
    return m, reverse("psks:kartu_foto", args=[m.pk])


def test_foto_lembaga_terbaca_seprovinsi_hanya_lewat_kartunya(dunia, client):
    m, alamat = _berfoto(dunia)
    wis = _tksk_muara_wis(client)
    jawaban = wis.get(alamat)
    with lingkup.masuk(lingkup.sistem("uji")), buka_kecil(m.foto) as kecil:
        assert jawaban.status_code == 200 and b"".join(jawaban.streaming_content) == kecil.read()
    assert jawaban["Content-Type"] == "image/jpeg" and jawaban["Content-Security-Policy"] == KEBIJAKAN
    assert jawaban["X-Content-Type-Options"] == "nosniff" and "no-store" in jawaban["Cache-Control"]
    for nama in ("arsip:kecil", "arsip:unduh"):
        assert wis.get(reverse(nama, args=[m.foto_id])).status_code == 404
    halaman = (
        wis.get(reverse("psks:kartu", args=[m.pk])),
        wis.get(reverse("psks:direktori"), {"wilayah": "64.72.03"}),
        wis.post(reverse("psks:kebutuhan"), {"sasaran": "8"}),
    )
    for satu in halaman:
        assert f'<img class="foto-kartu" src="{alamat}"' in satu.content.decode()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Unduhan.objects.exists()
    client.logout()
    assert client.get(alamat).url.startswith(reverse("account_login"))


def test_foto_kartu_mengikuti_yang_terbaru_dan_hilang_sesudah_ditutup(dunia, masuk):
    m, alamat = _berfoto(dunia)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        baru = ganti_foto(mitra=m, berkas=BytesIO(foto(lebar=300, tinggi=200)), nama_berkas="baru.jpg", by=by)
    klien = masuk("tetangga")
    assert int(klien.get(alamat)["Content-Length"]) == baru.foto.ukuran_kecil
    lakukan(dunia, m, "dinsos", Aksi.BATALKAN, "Panti sudah bubar")
    assert klien.get(alamat).status_code == 404


def test_foto_orang_tidak_ikut_kartunya(dunia, masuk):
    m, alamat = _berfoto(dunia, "psm")
    with lingkup.masuk(lingkup.sistem("uji")):
        assert KartuMitra.objects.get(pk=m.pk).foto is None
    assert masuk("tksk").get(alamat).status_code == 404
    assert "foto-kartu" not in masuk("tetangga").get(reverse("psks:kartu", args=[m.pk])).content.decode()


def test_migrasi_mengisi_foto_lembaga_yang_kartunya_sudah_terbit(dunia):
    lembaga, _ = _berfoto(dunia)
    _berfoto(dunia, "psm")
    with connection.cursor() as kursor:
        kursor.execute(PASANG)
        kursor.execute("UPDATE psks_kartumitra SET foto = NULL")
        kursor.execute(sql.FOTO)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert dict(KartuMitra.objects.exclude(foto=None).values_list("pk", "foto")) == {lembaga.pk: lembaga.foto_id}


def test_foto_kartu_provinsi_lain_tidak_ada(dunia, client):
    _, alamat = _berfoto(dunia)
    isi = {"nama": "Kalimantan Selatan", "nama_cari": "kalimantanselatan", "tingkat": 1, "jenis": "provinsi"}
    Wilayah.objects.create(kode="63", induk_id="0", **isi)
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = Akun.objects.create(username="luar", nama="Provinsi Tetangga", wilayah_id="63")
        Penempatan.objects.create(akun=akun, peran="provinsi", tempat_id="63", mulai="2026-01-01")
    client.force_login(akun)
    assert client.get(reverse("psks:direktori")).status_code == 200
    assert client.get(alamat).status_code == 404


def test_jalan_ke_titik_lembaga_dibuka_aplikasi_peta(dunia, masuk):
    lembaga = pada_status(dunia, Status.DIVERIFIKASI, lintang="-0.48", bujur="117.13")
    orang = pada_status(dunia, Status.DIVERIFIKASI, "psm", lintang="-0.48", bujur="117.13")
    klien = masuk("tetangga")
    kartu = [klien.get(reverse("psks:kartu", args=[m.pk])).content.decode() for m in (lembaga, orang)]
    assert 'href="geo:-0.480000,117.130000?q=-0.480000,117.130000">Tunjukkan jalan</a>' in kartu[0]
    assert "geo:" not in kartu[1] and "117.13" not in kartu[1]
