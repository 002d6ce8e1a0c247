"""Kenari di tiap jenis yang peka: di mana pun nama, NIK, atau KK-nya tampil, pembukaannya tercatat, dan sebaliknya.

Halaman baru ikut dijalani dengan sendirinya: yang menampilkan seseorang tanpa mencatat membuat uji ini gagal.
"""

import io
import logging
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as setelan
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from pmks.actions import catat_kebutuhan, putuskan_kasus, ubah_keadaan, usulkan_pindah
from pmks.enums import Peka
from pmks.models import Kasus, Orang, acuan_jenis
from pmks.views import rinci as halaman_rinci
from tests.excel.bahan_keluar import jadi
from tests.jalan.langkah import Alamat, semua_alamat
from tests.pekerjaan.bahan import Jam
from tests.pmks.bahan import DESA_TETANGGA, borang, borang_rinci, catat
from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import IZIN
from tksk_portal.arsip.models import Berkas
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.pekerjaan import jadwal, kabar, ringkasan
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan
from tksk_portal.tinjauan.enums import Aksi

PEMBACA = ("tetangga", "camat", "dinsos", "dinsos_lain", "provinsi", "kemensos", "admin")
DICARI = "6472035205589316"
KELOMPOK = 14  # dicatat sebagai angka saja
BIASA, ANAK, PEKA = 8, 3, 16


@pytest.fixture
def kenari(dunia) -> dict:
    """Person -> texts that only who opened it may meet: one in each sensitive type, and a child of an ordinary type."""
    hasil = {}
    jenis = [j for j in acuan_jenis().values() if (j.peka > Peka.BIASA and j.kode != KELOMPOK) or j.kode == 24]
    for j in jenis:
        anak = j.kode == 24 or (j.umur_maks or 99) < 19
        nama = f"Kenari{chr(96 + j.kode)} Xylo{chr(96 + j.kode)}{chr(96 + j.kode)}"
        nomor = f"64720352{'0515' if anak else '0558'}{9300 + j.kode}"
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            lahir = date(2015, 5, 12) if anak else date(1958, 5, 12)
            isi = {"nama": nama, "nik": nomor, "no_kk": f"647203010110{9300 + j.kode}", "tanggal_lahir": lahir}
            orang = catat(by, jenis=(j.kode,), ajukan=True, alamat=f"Jl. {nama}", **isi)
        for siapa, aksi in (("dinsos", "diverifikasi"), ("provinsi", "disahkan")):
            with lingkup.masuk(dunia[siapa].lingkup):
                sifat = {"status": aksi, f"{aksi}_pada": timezone.now(), f"{aksi}_oleh_id": dunia[siapa].akun.pk}
                Kasus.objects.filter(orang=orang).update(**sifat)
        hasil[orang.pk] = (nama, isi["nik"], isi["no_kk"], nama.split()[1])
    return hasil


def _boleh(alamat: list[Alamat], peran: str) -> list[Alamat]:
    return [a for a in alamat if a.izin and peran in {str(p) for p in IZIN[a.izin]}]


def _tamu(dunia, nama: str) -> Client:
    klien = Client(raise_request_exception=False)
    klien.force_login(dunia[nama].akun)
    return klien


def _kenali(respons, kenari: dict) -> set:
    isi = b"".join(respons.streaming_content) if respons.streaming else respons.content
    teks = isi.decode(errors="replace") + str(respons.headers) + respons.cookies.output()
    teks = teks.replace(f'value="{DICARI}"', "")  # kolom cari mengulang yang diketik pembacanya
    return {pk for pk, rahasia in kenari.items() if any(r in teks for r in rahasia)}


def _halaman(klien: Client, peran: str) -> list[str]:
    """Return all addresses without an object that this role may open, and lists under every filter and search."""
    alamat = [reverse(a.nama) for a in _boleh(semua_alamat()[0], peran) if not a.perlu_objek]
    if peran == "admin":
        return alamat
    saring = [f"jenis={k}" for k in (BIASA, ANAK, PEKA)] + [
        *("status=disahkan", "umur=1", "umur=3&jk=P", "wilayah=64.72.03.1001", "keadaan=semua"),
        *("perlu=mendesak&wilayah=64.72.03", "perlu=belum_dilayani&wilayah=64.72.03", f"status=disahkan&jenis={PEKA}"),
    ]
    cari = [klien.post("/pmks/cari/", {"q": q}).url for q in ("kenari", "xylopp", DICARI, "kenarip xilopp")]
    galat = ["/pmks/kenari/", f"/pmks/{UUID(int=1)}/", f"/pmks/{UUID(int=1)}/berkas/", "/pmks/pengesahan/99.99/"]
    return alamat + [f"/pmks/?{s}" for s in saring] + [f"/pmks/kesatuan/?jenis={k}" for k in (25, 26)] + cari + galat


def _dicatat(dunia, nama: str) -> set:
    with lingkup.masuk(lingkup.sistem("uji")):
        kunci = Pembukaan.objects.filter(penempatan=dunia[nama].tugas.pk, jenis="pmks.orang").values_list("objek_id")
        return {pk for (pk,) in kunci}


def test_tidak_seorang_pun_bertemu_kenari_sebelum_membuka(dunia, kenari, caplog):
    caplog.set_level(logging.DEBUG)
    for nama in PEMBACA:
        klien = _tamu(dunia, nama)
        for alamat in _halaman(klien, dunia[nama].lingkup.peran):
            r = klien.get(alamat)
            assert r.status_code < 500, alamat
            assert _kenali(r, kenari) == set(), f"{nama} {alamat}"
        assert _dicatat(dunia, nama) == set(), nama
    with lingkup.masuk(lingkup.sistem("uji")):
        tulisan = str([*Kabar.objects.values_list("teks", "url"), *Pekerjaan.objects.values_list("judul", "pesan")])
    for rahasia in kenari.values():
        assert not any(t in caplog.text or t in tulisan for t in rahasia)


@pytest.mark.parametrize("nama", ["dinsos", "provinsi", "kemensos"])
def test_yang_tampil_persis_yang_dicatat(dunia, kenari, nama):
    """Pages of persons and of opened lists: who was met is who was logged, no more and no less."""
    klien, peran = _tamu(dunia, nama), dunia[nama].lingkup.peran
    tampak: set = set()
    semua = list(kenari)
    halaman = []
    for a in _boleh(semua_alamat()[0], peran):
        if a.nama.startswith("pmks:") and a.perlu_objek:
            try:
                halaman += [reverse(a.nama, kwargs={"pk": pk}) for pk in semua[:3]]
            except NoReverseMatch:
                continue
    for alamat in halaman:
        tampak |= _kenali(klien.get(alamat), kenari)
    assert tampak == _dicatat(dunia, nama) == (set(semua[:3]) if nama == "dinsos" else set())
    klien.post("/pmks/tampilkan/daftar/?jenis=16", {"tujuan": "Pemeriksaan data bantuan"})
    tampak |= _kenali(klien.get("/pmks/?jenis=16"), kenari)
    assert len(tampak) == (4 if nama == "dinsos" else 1)
    klien.post(f"/pmks/{semua[4]}/buka/", {"bagian": "rinci", "tujuan": "Pemeriksaan data bantuan"})
    tampak |= _kenali(klien.get(f"/pmks/{semua[4]}/"), kenari)
    assert tampak == _dicatat(dunia, nama)
    # Yang sudah dibuka boleh tampil lagi di daftar lain; selain itu tetap tidak.
    for alamat in _halaman(klien, peran):
        assert _kenali(klien.get(alamat), kenari) <= tampak, alamat
    assert tampak == _dicatat(dunia, nama)


@pytest.mark.parametrize("nama", ["tetangga", "dinsos_lain", "camat", "admin"])
def test_halaman_orang_tertutup_bagi_yang_tidak_berhak(dunia, kenari, nama):
    klien = _tamu(dunia, nama)
    peka = [pk for pk, (n, *_) in kenari.items() if "Kenarix" not in n]  # 24, jenis biasa
    for a in semua_alamat()[0]:
        if not (a.nama.startswith("pmks:") and a.perlu_objek):
            continue
        try:
            alamat = reverse(a.nama, kwargs={"pk": peka[0]})
        except NoReverseMatch:
            continue
        r = klien.get(alamat)
        assert r.status_code in {403, 404, 405}, alamat
        assert _kenali(r, kenari) == set(), alamat
    assert _dicatat(dunia, nama) == set()


@pytest.mark.parametrize("nama", ["tksk", "dinsos", "camat", "provinsi", "kemensos"])
def test_berkas_ekspor_tanpa_identitas_tidak_memuat_kenari(dunia, kenari, nama):
    _, isi = jadi(dunia[nama].lingkup, "pmks", "lengkap", format_berkas="csv")
    teks = isi.decode()
    assert teks.count("tertutup") >= len(kenari)
    assert not any(r in teks for rahasia in kenari.values() for r in rahasia)


def test_formulir_ubah_dicatat_seperti_membuka_semuanya(dunia, kenari):
    pk = next(iter(kenari))
    assert pk in _kenali(_tamu(dunia, "tksk").get(f"/pmks/{pk}/ubah/"), kenari)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert set(Pembukaan.objects.filter(objek_id=pk).values_list("bagian", flat=True)) == {"rinci", "nik"}


# Yang keluar dari halaman: catatan server, halaman galat, kabar, surat, judul pekerjaan, nama berkas --------------


@pytest.fixture
def catatan():
    """Everything that the portal logs, through its own handler settings, as text."""
    atur, alir = setelan.LOGGING, io.StringIO()
    layar = logging.StreamHandler(alir)
    layar.setFormatter(logging.Formatter(atur["formatters"]["baris"]["format"], style="{"))
    for nama in atur["handlers"]["layar"]["filters"]:
        layar.addFilter(import_string(atur["filters"][nama]["()"])())
    logging.getLogger().addHandler(layar)
    yield alir
    logging.getLogger().removeHandler(layar)


def _ada(teks: str, kenari: dict) -> list[str]:
    return [r for rahasia in kenari.values() for r in rahasia if r in teks]


def test_galat_basis_data_di_tengah_halaman_tidak_menyebut_kenari(dunia, kenari, catatan, monkeypatch):
    """The row in the hands of a failing page is named neither on the error page nor in the log."""
    pk, lain, *_ = kenari

    def rusak(request, templat, konteks):
        Orang.objects.filter(pk=pk).update(nik=kenari[lain][1])

    monkeypatch.setattr(halaman_rinci, "render", rusak)
    r = _tamu(dunia, "tksk").get(f"/pmks/{pk}/")
    assert r.status_code == 500 and _kenali(r, kenari) == set()
    teks = catatan.getvalue()
    assert "IntegrityError" in teks and "Internal Server Error" in teks and _ada(teks, kenari) == []


def _perjalanan(dunia, kenari: dict) -> None:
    """Let happen to canaries what others are told of: returned, gone and back, handed over, the same NIK elsewhere."""
    satu, dua, tiga, *_ = kenari
    with lingkup.masuk(lingkup.sistem("uji")):
        Kasus.objects.filter(orang=satu).update(status="diajukan", diverifikasi_pada=None, diverifikasi_oleh_id=None)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        kasus = Kasus.objects.get(orang=satu)
        putuskan_kasus(kasus=kasus, aksi=Aksi.KEMBALIKAN, by=by, versi=kasus.versi, komentar="Perbaiki")
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = Orang.objects.get(pk=dua)
        isi = {"jenis": "alat_bantu", "catatan": "", "mendesak": True, "ditemukan_pada": date(2026, 11, 2)}
        catat_kebutuhan(orang=orang, kunci=UUID(int=90), isi=isi, by=by)
        sejak = {"tanggal": date(2026, 11, 2), "alasan": "Keterangan keluarga"}
        ubah_keadaan(orang=orang, kunci=UUID(int=91), keadaan="tertangani", by=by, **sejak)
        hari = date(2026, 11, 20)
        usulkan_pindah(orang=Orang.objects.get(pk=tiga), ke="64.72.04", tanggal=hari, alasan="Ikut anaknya", by=by)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat(by, nik=kenari[dua][1], nama="Orang Lain", wilayah_id=DESA_TETANGGA)


def test_kabar_surat_dan_judul_tidak_menyebut_kenari(dunia, kenari, catatan, settings, monkeypatch):
    settings.SUREL_AKTIF, settings.TIME_ZONE = True, "Asia/Makassar"
    settings.PEKERJAAN_TERJADWAL = ["tksk_portal.pekerjaan.ringkasan.kirim_ringkasan"]
    jam = Jam(datetime(2026, 11, 2, 8, 0, tzinfo=ZoneInfo("Asia/Makassar")))
    for modul in (jadwal, kabar, ringkasan):
        monkeypatch.setattr(modul, "kini", jam)
    with lingkup.masuk(lingkup.sistem("uji")):
        for nama, penghuni in dunia.items():
            penghuni.akun.email = f"{nama}@contoh.go.id"
            penghuni.akun.save()
    _perjalanan(dunia, kenari)
    ekspor, _ = jadi(dunia.tksk.lingkup, "pmks", "lengkap", identitas=True, tujuan="Pemeriksaan data bantuan")
    jam.maju(hours=25)
    jadwal.jalankan_yang_tempo()
    surat = [f"{s.subject}\n{s.body}\n{s.extra_headers}\n{getattr(s, 'alternatives', '')}" for s in mail.outbox]
    assert {s.to[0] for s in mail.outbox} >= {f"{n}@contoh.go.id" for n in ("tksk", "tetangga", "dinsos")}
    with lingkup.masuk(lingkup.sistem("uji")):
        kabar_ = list(Kabar.objects.values_list("teks", "url", "kelompok"))
        judul = list(Pekerjaan.objects.values_list("judul", "pesan", "tahap", "hasil"))
        berkas = list(Berkas.objects.filter(pk=ekspor.berkas).values_list("nama", flat=True))
    assert len({k[0] for k in kabar_}) >= 4 and berkas
    for tempat in (surat, kabar_, judul, berkas, catatan.getvalue()):
        assert _ada(str(tempat), kenari) == []
    # Kunci orangnya pun tidak: yang diberi tahu melihatnya sesudah membuka.
    assert not any(str(pk) in str(surat) for pk in kenari)


@pytest.mark.parametrize("ruas", ["baru", "ubah"])
def test_bentrok_penyuntingan_yang_menampilkan_isi_tersimpan_dicatat(dunia, kenari, ruas):
    """The second of two editors meets the stored record, also without having opened the form: that is an opening."""
    pk, (nama, nik, kk, _) = next((pk, r) for pk, r in kenari.items() if r[0].startswith("Kenarip "))
    klien = _tamu(dunia, "tksk")
    isi = borang(nama="Orang Lain", nik=nik, no_kk=kk, jenis=[str(PEKA)], **borang_rinci(PEKA))
    isi |= {f"kriteria_{PEKA}": ["a"], "versi": "7"}
    r = klien.post("/pmks/baru/" if ruas == "baru" else f"/pmks/{pk}/ubah/", isi | {"id": str(pk)})
    assert r.status_code == 409 and nama in r.content.decode()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert set(Pembukaan.objects.filter(objek_id=pk).values_list("bagian", flat=True)) == {"rinci", "nik"}
    assert _dicatat(dunia, "tksk") == {pk}


def test_kertas_cek_lapangan_mencatat_semua_yang_cocok(dunia, kenari):
    klien = _tamu(dunia, "dinsos")
    assert _kenali(klien.get("/pmks/cek-lapangan/"), kenari) == set() == _dicatat(dunia, "dinsos")
    assert _kenali(klien.post("/pmks/cek-lapangan/"), kenari) == set()
    # Tidak di kertas, tetapi ketiadaannya mengatakan siapa yang peka: dicatat juga.
    assert _dicatat(dunia, "dinsos") == set(kenari)
