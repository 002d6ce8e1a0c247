"""Halaman pemekaran: dari berkas ke laporan lewat pekerjaan latar; peran lain ditolak; pintu tulis."""

import threading
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from tests.mekar import bahan
from tests.mekar.bahan import DESA, DESA_BARU
from tests.pekerjaan.bahan import kerjakan_semua
from tksk_portal.akses import lingkup
from tksk_portal.akses.pintu import PintuDipakai, lewat_pintu, tutup_pintu
from tksk_portal.mekar import actions
from tksk_portal.mekar.enums import StatusMekar
from tksk_portal.mekar.models import Mekar
from tksk_portal.pekerjaan.enums import Status
from tksk_portal.pekerjaan.models import Pekerjaan
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.wilayah.enums import Edisi
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.muat import muat

BARU = "/wilayah/pemekaran/baru/"


@pytest.fixture
def dulu(dunia):
    muat(["64"], edisi=Edisi.E2019)
    return dunia


def kiriman(isi: str | bytes | None = None, **ganti) -> dict:
    data = {"id": str(uuid4()), "asal": "paket", "dasar": "Perda 6/2020", "berlaku_sejak": "14-02-2022"}
    if isi is not None:
        data |= {
            "asal": "berkas",
            "berkas": SimpleUploadedFile("kode.csv", isi if isinstance(isi, bytes) else isi.encode()),
        }
    return data | ganti


def _segar(pk) -> Mekar:
    with lingkup.masuk(lingkup.sistem("uji")):
        return Mekar.objects.get(pk=pk)


def test_dari_selisih_sampai_laporan_lalu_urung(dulu, masuk):
    client = masuk("admin")
    awal = client.get(BARU).content.decode()
    assert "20 kode berbeda dari daftar Kemendagri" in awal
    assert "Perda Kutai Kartanegara 6/2020" in awal
    data = kiriman()
    jawab = client.post(BARU, data)
    assert client.post(BARU, data).url == jawab.url  # kiriman ulang: rencana yang sama
    lain = client.post(BARU, data | {"dasar": "Perda lain"})
    assert (lain.status_code, "sudah dipakai rencana lain" in lain.content.decode()) == (422, True)
    pk = jawab.url.split("/")[-2]
    rencana = client.get(jawab.url).content.decode()
    assert "Yang akan berpindah" in rencana
    assert "Kota Bangun Darat" in rencana
    client.post(reverse("mekar:jalankan", args=[pk]))
    assert "Sedang dijalankan" in client.get(jawab.url).content.decode()
    assert [p.status for p in kerjakan_semua()] == [Status.SELESAI]
    laporan = client.get(jawab.url).content.decode()
    assert "kode lama berakhir dan menunjuk penerusnya" in laporan
    assert "Belum ada TKSK yang bertugas di Kec. Kota Bangun Darat" in laporan
    assert "masih dapat diurungkan" in laporan
    client.post(reverse("mekar:urungkan", args=[pk]))
    kerjakan_semua()
    assert "Kode lama berlaku lagi" in client.get(jawab.url).content.decode()
    assert _segar(pk).status == StatusMekar.DIURUNGKAN
    assert Wilayah.objects.get(pk=DESA).berlaku_sampai is None


def test_berkas_yang_salah_menyebut_barisnya_dan_isian_tetap(dulu, masuk):
    isi = f"kode lama,kode baru,nama\n{DESA},64.02.77.2001,X\n"
    jawab = masuk("admin").post(BARU, kiriman(isi, dasar="Perda yang diketik"))
    teks = jawab.content.decode()
    assert jawab.status_code == 422
    assert "Kecamatan 64.02.77 belum ada" in teks
    assert "Perda yang diketik" in teks


@pytest.mark.parametrize(
    ("ganti", "kata"),
    [
        ({"asal": "berkas"}, "Pilih berkas daftar kodenya"),
        ({"asal": "x"}, "pilihan"),
        ({"berlaku_sejak": "besok"}, "Tulis tanggal seperti"),
        ({"berlaku_sejak": "01-01-2099"}, "belum tiba"),
        ({"dasar": ""}, "Isi dahulu bagian ini"),
        ({"id": "bukan"}, ""),
        ({"dasar": "x\x00"}, ""),
    ],
)
def test_isian_yang_salah_ditolak_dengan_kalimat(dulu, masuk, ganti, kata):
    jawab = masuk("admin").post(BARU, kiriman(**ganti))
    assert jawab.status_code == 422
    assert kata.lower() in jawab.content.decode().lower()


@pytest.mark.parametrize("isi", [b"", b"%PDF-1.4 x", b"\x00\xff\xfe" * 50, b"nama;umur\nSiti;4\n", b"PK\x03\x04rusak"])
def test_berkas_asing_ditolak(dulu, masuk, isi):
    assert masuk("admin").post(BARU, kiriman(isi)).status_code == 422


@pytest.mark.parametrize("nama", ["tksk", "camat", "dinsos", "provinsi", "kemensos"])
def test_peran_lain_ditolak(dulu, masuk, nama):
    client = masuk(nama)
    assert client.get("/wilayah/pemekaran/").status_code == 403
    assert client.post(BARU, kiriman()).status_code == 403
    with lingkup.masuk(dulu[nama].lingkup) as by, pytest.raises(actions.PermissionDenied):
        actions.rencanakan(baris=[], asal="paket", dasar="x", berlaku_sejak=bahan.SEJAK, by=by)


def test_rencana_kantor_lain_tidak_ada_baginya(dulu, client):
    mekar = bahan.rencana(dulu)
    isi = {"nama": "Kalimantan Selatan", "nama_cari": "kalimantanselatan", "tingkat": 1, "jenis": "provinsi"}
    Wilayah.objects.create(kode="63", induk_id="0", **isi)
    akun, by = bahan.pemain("admin", "63", "admin.lain")
    client.force_login(akun)
    assert client.get(reverse("mekar:rinci", args=[mekar.pk])).status_code == 404
    with pytest.raises(actions.PermissionDenied):
        actions.langsung(mekar=mekar, urungkan=False, by=by)


def test_yang_dibuang_dan_yang_sudah_jalan_tidak_dijalankan_lagi(dulu, masuk):
    client, mekar = masuk("admin"), bahan.rencana(dulu)
    client.post(reverse("mekar:buang", args=[mekar.pk]))
    assert _segar(mekar.pk).status == StatusMekar.DIBUANG
    for aksi in ("jalankan", "urungkan", "buang"):
        teks = client.post(reverse(f"mekar:{aksi}", args=[mekar.pk]), follow=True).content.decode()
        assert "sudah dijalankan, dibuang" in teks
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Pekerjaan.objects.exists()


def test_pekerjaan_yang_ditolak_mengembalikan_rencananya_dengan_alasan(dulu, masuk):
    client, mekar = masuk("admin"), bahan.rencana(dulu)
    client.post(reverse("mekar:jalankan", args=[mekar.pk]))
    Wilayah.objects.filter(pk="64.02.08.2002").update(berlaku_sampai=bahan.SEJAK)
    (p,) = kerjakan_semua()
    assert p.status == Status.GAGAL
    kini = _segar(mekar.pk)
    assert (kini.status, "tidak cocok lagi" in kini.pesan) == (StatusMekar.RENCANA, True)
    assert "Terakhir kali tidak jadi" in client.get(reverse("mekar:rinci", args=[mekar.pk])).content.decode()


def test_pekerjaan_lain_yang_berjalan_ditunggu(dulu):
    mekar = bahan.rencana(dulu)
    tugas = dulu.tksk.tugas
    with lingkup.masuk(lingkup.sistem("uji")):
        Pekerjaan.objects.create(
            *(), wilayah_id="64.02", jenis="x", judul="x", pemohon=dulu.tksk.akun, penempatan_id=tugas.pk,
            status=Status.BERJALAN, coba_lagi_pada=bahan.timezone.now(), mulai_pada=bahan.timezone.now(),
            denyut_pada=bahan.timezone.now(), percobaan=1,
        )  # fmt: skip
    with pytest.raises(Ditolak, match="pekerjaan latar yang berjalan"):
        actions.langsung(mekar=mekar, urungkan=False, by=dulu.admin.lingkup)


def test_dijalankan_dua_kali_sama_dengan_sekali(dulu):
    mekar = bahan.jalankan(dulu)
    sekali = _segar(mekar.pk).dijalankan_pada
    actions.laksanakan(kunci=mekar.pk, by=dulu.admin.lingkup)
    assert _segar(mekar.pk).dijalankan_pada == sekali
    assert Wilayah.objects.get(pk=DESA_BARU).berlaku_sampai is None


def _pegang(siap: threading.Event, lepas: threading.Event, cara) -> threading.Thread:
    def kerja():
        try:
            with lingkup.masuk(lingkup.sistem("uji")):
                cara()
                siap.set()
                lepas.wait(20)
        finally:
            connection.close()

    utas = threading.Thread(target=kerja)
    utas.start()
    assert siap.wait(20)
    return utas


@pytest.mark.parametrize(("cara", "menulis"), [(lambda: tutup_pintu(menunggu=5), 503), (lewat_pintu, 302)])
def test_pintu_tertutup_menahan_yang_menulis_dan_tidak_yang_membaca(data_tetap, client, cara, menulis):
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = bahan.Akun.objects.get(username="tksk")
    client.force_login(akun)
    siap, lepas = threading.Event(), threading.Event()
    utas = _pegang(siap, lepas, cara)
    try:
        assert client.get("/").status_code == 200
        jawab = client.post("/ganti-tugas/", {})
        assert (jawab.status_code == 503) == (menulis == 503)
        if menulis == 503:
            assert "kode wilayah sedang diganti" in jawab.content.decode()
            assert jawab.headers["Retry-After"] == "60"
        else:
            with lingkup.masuk(lingkup.sistem("uji")), pytest.raises(PintuDipakai):
                tutup_pintu(menunggu=1)
    finally:
        lepas.set()
        utas.join()
    assert client.post("/ganti-tugas/", {}).status_code != 503
