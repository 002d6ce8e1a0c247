"""Kenari di tiap jenis yang peka: di mana pun nama, NIK, atau KK-nya tampil, pembukaannya tercatat, dan sebaliknya.

Halaman baru ikut dijalani dengan sendirinya: yang menampilkan seseorang tanpa mencatat membuat uji ini gagal.
"""

import logging
from datetime import date

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from pmks.enums import Peka
from pmks.models import Kasus, acuan_jenis
from tests.excel.bahan_keluar import jadi
from tests.jalan.langkah import Alamat, semua_alamat
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import IZIN
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan

PEMBACA = ("tetangga", "camat", "dinsos", "dinsos_lain", "provinsi", "kemensos", "admin")
DICARI = "6472035205589316"
KELOMPOK = 14  # dicatat sebagai angka saja


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
    saring = [f"jenis={k}" for k in acuan_jenis()] + [
        "status=disahkan",
        "umur=1",
        "umur=3&jk=P",
        "wilayah=64.72.03.1001",
    ]
    cari = [klien.post("/pmks/cari/", {"q": q}).url for q in ("kenari", "xylopp", "6472035205589316", "kenarip xilopp")]
    return alamat + [f"/pmks/?{s}" for s in saring] + cari


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
