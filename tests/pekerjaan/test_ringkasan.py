"""Surat ringkasan dengan jam yang dikendalikan: sekali tiap masa, tidak hilang, tidak ganda, tanpa data orang."""

import smtplib
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from tests.pekerjaan import bahan
from tksk_portal.akses import lingkup
from tksk_portal.pekerjaan import jadwal, kabar, ringkasan
from tksk_portal.pekerjaan.models import Kabar, PilihanKabar, Ringkasan

ZONA = ZoneInfo("Asia/Makassar")
SENIN = datetime(2026, 11, 2, 8, 0, tzinfo=ZONA)


@pytest.fixture
def jam(dunia, settings, monkeypatch):
    """Monday 08.00 in Samarinda; mail works, the TKSK and the neighbour have an address, nothing was sent yet."""
    settings.SUREL_AKTIF, settings.TIME_ZONE = True, "Asia/Makassar"
    settings.JENIS_KABAR = ["tests.pekerjaan.bahan.UJI", "tksk_portal.pekerjaan.kabar.PEKERJAAN_BERAKHIR"]
    settings.PEKERJAAN_TERJADWAL = ["tksk_portal.pekerjaan.ringkasan.kirim_ringkasan"]
    jam = bahan.Jam(SENIN)
    for modul in (jadwal, kabar, ringkasan):
        monkeypatch.setattr(modul, "kini", jam)
    with lingkup.masuk(lingkup.sistem("uji")):
        for nama in ("tksk", "tetangga"):
            dunia[nama].akun.email = f"{nama}@contoh.go.id"
            dunia[nama].akun.save()
    return jam


def kirim(dunia, ke: str = "tksk", **isi) -> None:
    """Put a notice into a box."""
    with lingkup.masuk(dunia.dinsos.lingkup):
        kabar.kabari(akun_id=dunia[ke].akun.pk, wilayah=dunia[ke].lingkup.tempat, **{"jenis": "uji", **isi})


def pilih(dunia, ke: str, irama: str) -> None:
    """Choose the rhythm of mail."""
    with lingkup.masuk(dunia[ke].lingkup) as by:
        kabar.pilih(by=by, pilihan={"uji": (True, irama)})


def surat() -> list[tuple[str, str]]:
    """Return (to, subject) of what was sent since the last look."""
    hasil = [(s.to[0], s.subject) for s in mail.outbox]
    mail.outbox.clear()
    return hasil


def test_kabar_hari_ini_masuk_satu_surat_besok_pagi(dunia, jam):
    kirim(dunia, teks="{n} data dikembalikan Dinsos Samarinda", kelompok="a", banyak=3)
    kirim(dunia, teks="Batas waktu laporan 5 Desember")
    jadwal.jalankan_yang_tempo()
    assert surat() == []
    jam.maju(hours=23)
    jadwal.jalankan_yang_tempo()
    (satu,) = mail.outbox
    assert (satu.to, satu.subject) == (["tksk@contoh.go.id"], "Portal TKSK: 2 kabar belum dibaca")
    assert "- 3 data dikembalikan Dinsos Samarinda (2 November 2026)" in satu.body
    assert "/kabar/pilihan/" in satu.body
    surat()
    for _ in range(8):
        jam.maju(hours=1)
        jadwal.jalankan_yang_tempo()
    assert surat() == []


def test_mati_tiga_hari_satu_surat_dengan_semuanya(dunia, jam):
    kirim(dunia, teks="Senin")
    jam.maju(hours=23)
    jadwal.jalankan_yang_tempo()
    assert len(surat()) == 1
    for hari in ("Selasa", "Rabu", "Kamis"):
        kirim(dunia, teks=hari)
        jam.maju(days=1)
    jadwal.jalankan_yang_tempo()
    jam.maju(minutes=20)
    jadwal.jalankan_yang_tempo()
    (satu,) = mail.outbox
    assert satu.subject == "Portal TKSK: 3 kabar belum dibaca"
    assert all(h in satu.body for h in ("Selasa", "Rabu", "Kamis")) and "Senin" not in satu.body


def test_yang_sudah_dibaca_tidak_dikirim(dunia, jam):
    kirim(dunia, teks="x")
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        kabar.baca(by.akun_id)
    jam.maju(days=1)
    jadwal.jalankan_yang_tempo()
    assert surat() == []


def test_pilihan_orang_dihormati(dunia, jam):
    pilih(dunia, "tksk", "tidak"), pilih(dunia, "tetangga", "mingguan")
    kirim(dunia, teks="x"), kirim(dunia, "tetangga", teks="x")
    for _ in range(6):
        jam.maju(days=1)
        jadwal.jalankan_yang_tempo()
    assert surat() == []
    jam.maju(days=1)
    jadwal.jalankan_yang_tempo()
    assert surat() == [("tetangga@contoh.go.id", "Portal TKSK: 1 kabar belum dibaca")]


def test_jenis_yang_bawaannya_tanpa_surel_tidak_dikirim(dunia, jam):
    kirim(dunia, jenis="pekerjaan.berakhir", teks="Ekspor: selesai")
    jam.maju(days=1)
    jadwal.jalankan_yang_tempo()
    assert surat() == []


@pytest.mark.parametrize("apa", ["tanpa alamat", "ditutup", "surel mati"])
def test_yang_tidak_dapat_disurati_tidak_disurati(dunia, jam, settings, apa):
    kirim(dunia, teks="x")
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = dunia.tksk.akun
        if apa == "tanpa alamat":
            akun.email = ""
        elif apa == "ditutup":
            akun.ditutup_pada, akun.ditutup_oleh = timezone.now(), dunia.admin.akun
        akun.save()
    settings.SUREL_AKTIF = apa != "surel mati"
    jam.maju(days=1)
    assert jadwal.jalankan_yang_tempo().gagal == ()
    assert surat() == []


class SuratRusak:
    """A mail connection that fails for the first messages."""

    def __init__(self, galat: list[Exception | None]) -> None:
        self.galat, self.terkirim = galat, []

    def send_messages(self, pesan) -> int:
        """Fail as told, then deliver."""
        galat = self.galat.pop(0) if self.galat else None
        if galat:
            raise galat
        self.terkirim += [p.to[0] for p in pesan]
        return len(pesan)

    def close(self) -> None:
        """Nothing to close."""


def test_server_surel_yang_gagal_tidak_menghilangkan_dan_tidak_menggandakan(dunia, jam, monkeypatch, caplog):
    kirim(dunia, teks="x"), kirim(dunia, "tetangga", teks="y")
    rusak = SuratRusak([None, smtplib.SMTPServerDisconnected("putus"), OSError("mati")])
    monkeypatch.setattr(ringkasan, "get_connection", lambda: rusak)
    jam.maju(days=1)
    assert len(jadwal.jalankan_yang_tempo().gagal) == 1
    assert len(rusak.terkirim) == 1
    jam.maju(minutes=1)
    assert len(jadwal.jalankan_yang_tempo().gagal) == 1
    jam.maju(minutes=2)
    assert jadwal.jalankan_yang_tempo().gagal == ()
    jam.maju(hours=2)
    jadwal.jalankan_yang_tempo()
    assert sorted(rusak.terkirim) == ["tetangga@contoh.go.id", "tksk@contoh.go.id"]
    assert "contoh.go.id" not in caplog.text


def test_alamat_yang_ditolak_tidak_menahan_yang_lain_dan_dicoba_lagi_masa_berikutnya(dunia, jam, monkeypatch, caplog):
    kirim(dunia, teks="x"), kirim(dunia, "tetangga", teks="y")
    rusak = SuratRusak([smtplib.SMTPRecipientsRefused({"a@contoh.go.id": (550, b"tidak ada")})])
    monkeypatch.setattr(ringkasan, "get_connection", lambda: rusak)
    jam.maju(days=1)
    for _ in range(3):
        assert jadwal.jalankan_yang_tempo().gagal == ()
        jam.maju(hours=1)
    assert len(rusak.terkirim) == 1
    jam.maju(days=1)
    jadwal.jalankan_yang_tempo()
    assert len(set(rusak.terkirim)) == 2
    assert "contoh.go.id" not in caplog.text


def test_pengirim_kedua_dengan_daftar_basi_tidak_menggandakan(dunia, jam):
    kirim(dunia, teks="x")
    jam.maju(days=1)
    batas = ringkasan.batas_terakhir("harian", jam())
    (akun,) = ringkasan._penerima("harian", batas)
    with lingkup.masuk(lingkup.sistem("uji")):
        Kabar.objects.create(wilayah_id="64.72.03", akun=akun, jenis="uji", teks="y", dibuat_pada=SENIN)
    assert [ringkasan._kirim(akun, "harian", batas, None), len(surat())] == [True, 1]
    with lingkup.masuk(lingkup.sistem("uji")):
        # Tersimpan baru sesudah surat itu, walau ditulis sebelumnya: menunggu masa berikutnya.
        Kabar.objects.create(wilayah_id="64.72.03", akun=akun, jenis="uji", teks="z", dibuat_pada=SENIN)
    assert [ringkasan._kirim(akun, "harian", batas, None), len(surat())] == [False, 0]


def test_surat_yang_sama_bernomor_sama(dunia, jam):
    kirim(dunia, teks="x")
    jam.maju(days=1)
    jadwal.jalankan_yang_tempo()
    pertama = mail.outbox[0].extra_headers["Message-ID"]
    with lingkup.masuk(lingkup.sistem("uji")):
        Ringkasan.objects.all().delete()
        Kabar.objects.update(disurel_pada=None)
    jam.maju(minutes=20)
    jadwal.jalankan_yang_tempo()
    assert mail.outbox[1].extra_headers["Message-ID"] == pertama


def test_kabar_sesudah_disurati_menjadi_baris_baru_dan_dihitung_sekali(dunia, jam):
    kirim(dunia, teks="{n} data", kelompok="a", banyak=3)
    jam.maju(days=1)
    jadwal.jalankan_yang_tempo()
    kirim(dunia, teks="{n} data", kelompok="a", banyak=2)
    jam.maju(days=1)
    jadwal.jalankan_yang_tempo()
    assert ["- 3 data" in mail.outbox[0].body, "- 2 data" in mail.outbox[1].body] == [True, True]


@pytest.mark.parametrize(
    ("irama", "saat", "batas"),
    [
        ("harian", datetime(2026, 11, 4, 6, 59), datetime(2026, 11, 3, 7)),
        ("harian", datetime(2026, 11, 4, 7, 0), datetime(2026, 11, 4, 7)),
        ("mingguan", datetime(2026, 11, 2, 6, 59), datetime(2026, 10, 26, 7)),
        ("mingguan", datetime(2026, 11, 8, 23, 0), datetime(2026, 11, 2, 7)),
    ],
)
def test_masa_surat_mulai_pukul_tujuh_waktu_setempat(settings, irama, saat, batas):
    settings.TIME_ZONE = "Asia/Makassar"
    assert ringkasan.batas_terakhir(irama, saat.replace(tzinfo=ZONA)) == batas.replace(tzinfo=ZONA)


def test_kabar_lama_dibersihkan(dunia, jam, settings):
    settings.PEKERJAAN_TERJADWAL = ["tksk_portal.pekerjaan.ringkasan.bersihkan"]
    kirim(dunia, teks="lama")
    jam.maju(days=401)
    kirim(dunia, teks="baru")
    jadwal.jalankan_yang_tempo()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert [k.teks for k in Kabar.objects.all()] == ["baru"]
        assert PilihanKabar.objects.count() == 0
