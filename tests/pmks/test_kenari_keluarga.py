"""Keluarga tertutup sampai dibuka, apa pun jenisnya: kenari di keluarga berjenis peka, dijalani seperti orangnya."""

import re
from datetime import date

import pytest
from django.urls import reverse

from pmks.actions import IsianAnggota
from pmks.models import AnggotaKesatuan, KasusKesatuan, Orang
from tests.jalan.langkah import semua_alamat
from tests.pmks import bahan
from tests.pmks.bahan import nik_ke
from tests.pmks.bahan_kesatuan import ANAK, ISTRI, KEPALA, catat, kasus_dari, lakukan, pada_status, ubah
from tests.pmks.test_kenari import PEMBACA, _boleh, _halaman, _kenali, _tamu
from tksk_portal.akses import lingkup
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.tinjauan.enums import Aksi, Status

TUJUAN = {"tujuan": "Pemeriksaan data bantuan"}
PEKA, SANGAT, BIASA = 25, 19, 24


@pytest.fixture
def kenari(dunia) -> dict:
    """Family -> texts that only who opened it may meet: one of a stigmatised type, one of a very sensitive one."""
    hasil = {}
    for n, jenis in enumerate((PEKA, SANGAT)):
        kata = f"Kenarik{'ab'[n]} Xylok{'ab'[n]}"
        kk, nik = f"647203010110933{n}", nik_ke(9330 + n)
        anggota = [
            IsianAnggota("kepala", nama=kata, jk="P", nik=nik, tanggal_lahir=date(1958, 5, 12)),
            IsianAnggota("anak", nama=f"Anak {kata}", jk="L", tanggal_lahir=date(2018, 1, 2)),
        ]
        k = pada_status(dunia, Status.DISAHKAN, anggota=anggota, jenis=(jenis,), no_kk=kk, alamat=f"Jl. {kata}")
        hasil[k.kesatuan_id] = (kata, nik, kk, kata.split()[1])
    return hasil


def _alamat(klien, peran: str) -> list[str]:
    jenis = [f"jenis={k}" for k in (PEKA, SANGAT, BIASA)]
    saring = ["", *jenis, "bentuk=keluarga", "status=disahkan", f"bentuk=keluarga&jenis={PEKA}&status=disahkan"]
    return _halaman(klien, peran) + ([] if peran == "admin" else [f"/pmks/kesatuan/?{s}" for s in saring])


def _dicatat(dunia, nama: str) -> set:
    with lingkup.masuk(lingkup.sistem("uji")):
        semua = Pembukaan.objects.filter(penempatan=dunia[nama].tugas.pk, jenis="pmks.kesatuan")
        return set(semua.values_list("objek_id", flat=True))


def test_tidak_seorang_pun_bertemu_keluarga_kenari_sebelum_membuka(dunia, kenari):
    for nama in PEMBACA:
        klien = _tamu(dunia, nama)
        for alamat in _alamat(klien, dunia[nama].lingkup.peran):
            r = klien.get(alamat)
            assert r.status_code < 500, alamat
            assert _kenali(r, kenari) == set(), f"{nama} {alamat}"
        assert _dicatat(dunia, nama) == set(), nama


@pytest.mark.parametrize("nama", ["dinsos", "provinsi", "kemensos"])
def test_keluarga_yang_tampil_persis_yang_dicatat(dunia, kenari, nama):
    klien, peran = _tamu(dunia, nama), dunia[nama].lingkup.peran
    peka, sangat = kenari
    halaman = [f"/pmks/kesatuan/{peka}/"]
    if nama != "kemensos":
        halaman.append(f"/pmks/kesatuan/{peka}/riwayat/")
    tampak = {k for a in halaman for k in _kenali(klien.get(a), kenari)}
    assert tampak == _dicatat(dunia, nama) == ({peka} if nama == "dinsos" else set())
    klien.post(f"/pmks/tampilkan/keluarga/?jenis={SANGAT}", TUJUAN)
    tampak |= _kenali(klien.get(f"/pmks/kesatuan/?jenis={SANGAT}"), kenari)
    assert sangat in tampak and tampak == _dicatat(dunia, nama)
    klien.post(f"/pmks/kesatuan/{peka}/buka/", TUJUAN)
    tampak |= _kenali(klien.get(f"/pmks/kesatuan/{peka}/"), kenari)
    assert tampak == set(kenari) == _dicatat(dunia, nama)
    with lingkup.masuk(lingkup.sistem("uji")):
        tujuan = set(Pembukaan.objects.filter(objek_id=sangat).values_list("tujuan", flat=True))
    assert tujuan == ({""} if nama == "dinsos" else {TUJUAN["tujuan"]})
    for alamat in _alamat(klien, peran):
        assert _kenali(klien.get(alamat), kenari) <= tampak, alamat
    assert "Pemeriksaan data bantuan" in _tamu(dunia, "tksk").get(f"/pmks/kesatuan/{sangat}/").text or nama == "dinsos"


@pytest.mark.parametrize("nama", ["tetangga", "dinsos_lain", "camat", "admin"])
def test_halaman_keluarga_peka_tidak_ada_bagi_yang_tidak_berhak(dunia, kenari, nama):
    klien = _tamu(dunia, nama)
    for pk in kenari:
        for a in ("pmks:kesatuan", "pmks:riwayat_kesatuan", "pmks:ubah_kesatuan", "pmks:tambah_anggota"):
            r = klien.get(reverse(a, args=[pk]))
            assert r.status_code in {403, 404}, a
            assert _kenali(r, kenari) == set(), a
    assert _dicatat(dunia, nama) == set()


def test_alamat_keluarga_ikut_dijalani():
    nama = {a.nama for a in _boleh(semua_alamat()[0], "kabkota")}
    assert {"pmks:daftar_kesatuan", "pmks:periksa_kesatuan", "pmks:kesatuan"} <= nama


# Dua dunia yang hanya berbeda jenisnya --------------------------------------------------------------------------------


def _isi(r) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value|nonce|data-csrf|content)="[^"]*"', "", r.text)


@pytest.mark.parametrize(
    ("nama", "alamat", "jenis"),
    [
        ("dinsos", "/pmks/kesatuan/", (PEKA, SANGAT)),
        ("dinsos", "/pmks/kesatuan/?status=disahkan", (PEKA, SANGAT)),
        ("provinsi", "/pmks/kesatuan/", (PEKA,)),
        ("provinsi", "/pmks/kesatuan/{pk}/", (PEKA, SANGAT)),
        ("kemensos", "/pmks/kesatuan/{pk}/", (PEKA, SANGAT)),
    ],
)
def test_yang_tertutup_sama_apa_pun_jenisnya(dunia, nama, alamat, jenis):
    kasus = pada_status(dunia, Status.DISAHKAN)
    klien, alamat = _tamu(dunia, nama), alamat.format(pk=kasus.kesatuan_id)
    biasa = klien.get(alamat)
    # Saringannya menyebut semua jenis, siapa pun yang ada di daftar.
    tampak = re.sub(r'<details class="cip-pilih".*?</details>', "", biasa.text, flags=re.DOTALL)
    assert "D••••" in tampak and "Fakir miskin" not in tampak and "Darius" not in tampak
    for satu in jenis:
        with lingkup.masuk(lingkup.sistem("uji")):
            KasusKesatuan.objects.filter(pk=kasus.pk).update(jenis=satu)
        assert _isi(klien.get(alamat)) == _isi(biasa), satu


def test_sangat_peka_tidak_didaftar_di_atas_kabkota_dan_yang_peka_tidak_ada_bagi_camat(dunia, kenari):
    for nama, banyak in (("dinsos", 2), ("provinsi", 1), ("kemensos", 1), ("camat", 0)):
        assert len(_tamu(dunia, nama).get("/pmks/kesatuan/").context["kesatuan"]) == banyak, nama


# Anggota terdaftar ----------------------------------------------------------------------------------------------------


def _dengan_anggota(dunia, jenis: int, **lain):
    """Record an ordinary family with a registered member of a type; approved, so is the member."""
    orang = bahan.pada_status(dunia, Status.DISAHKAN, jenis=jenis, nama="Rahasia Sekali").orang
    anggota = [KEPALA, IsianAnggota("pasangan", orang_id=orang.pk), ANAK]
    return pada_status(dunia, Status.DISAHKAN, anggota=anggota, **lain).kesatuan, orang


@pytest.mark.parametrize("jenis", [16, 8])
def test_anggota_terdaftar_terbuka_bersama_keluarganya_dan_dicatat_pada_orangnya(dunia, jenis):
    satu, orang = _dengan_anggota(dunia, jenis)
    assert "Rahasia Sekali" in _tamu(dunia, "dinsos").get(f"/pmks/kesatuan/{satu.pk}/").text
    klien = _tamu(dunia, "provinsi")
    klien.post(f"/pmks/kesatuan/{satu.pk}/buka/", TUJUAN)
    teks = klien.get(f"/pmks/kesatuan/{satu.pk}/").text
    assert "Darius Laing" in teks and "R•••• S•••" in teks and "Rahasia" not in teks, "apa pun jenisnya"
    klien.post(f"/pmks/{orang.pk}/buka/", TUJUAN)
    assert "Rahasia Sekali" in klien.get(f"/pmks/kesatuan/{satu.pk}/").text
    with lingkup.masuk(lingkup.sistem("uji")):
        oleh = list(Pembukaan.objects.filter(objek_id=orang.pk).values_list("oleh__username", "bagian", "tujuan"))
    tujuan = TUJUAN["tujuan"]
    assert sorted(oleh) == [("dinsos", "daftar", ""), ("provinsi", "nik", tujuan), ("provinsi", "rinci", tujuan)]


def test_bagi_camat_keluarga_dengan_anggota_peka_tidak_ada(dunia):
    satu, orang = _dengan_anggota(dunia, 16)
    klien = _tamu(dunia, "camat")
    assert klien.get(f"/pmks/kesatuan/{satu.pk}/").status_code == 404
    assert list(klien.get("/pmks/kesatuan/").context["kesatuan"]) == []
    with lingkup.masuk(lingkup.sistem("uji")):
        AnggotaKesatuan.objects.filter(orang=orang).update(orang=None, nama="Yulita Bulan", jk="P")
        assert Orang.objects.get(pk=orang.pk).peka > 0
    assert "Yulita Bulan" in klien.get(f"/pmks/kesatuan/{satu.pk}/").text


def test_meja_dan_pengecualian_tertutup_sampai_dibuka_dari_barisnya(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu = catat(by, jenis=(PEKA,), ajukan=True)
    kasus = kasus_dari(satu)
    klien = _tamu(dunia, "dinsos")
    teks = klien.get("/pmks/periksa/kesatuan/").text
    assert "Identitas tertutup" in teks and "D••••" not in teks and str(satu.pk) not in teks and "Air Putih" not in teks
    klien.post("/pmks/tampilkan/periksa_keluarga/")
    assert "Keluarga Darius Laing" in klien.get("/pmks/periksa/kesatuan/").text and _dicatat(dunia, "dinsos") == {
        satu.pk
    }
    lakukan(dunia, kasus, "dinsos", Aksi.VERIFIKASI)
    prov = _tamu(dunia, "provinsi")
    prov.post("/pmks/pengesahan/64.72/kecualikan/", {"kasus": str(kasus.pk), "alasan": "Jiwanya belum jelas"})
    teks = prov.get("/pmks/pengesahan/64.72/").text
    assert "Identitas tertutup" in teks and "D••••" not in teks and str(satu.pk) not in teks
    assert prov.post(f"/pmks/kesatuan/jenis/{kasus.pk}/buka/", {"tujuan": "x"}).url == "/"
    assert _dicatat(dunia, "provinsi") == set()
    assert prov.post(f"/pmks/kesatuan/jenis/{kasus.pk}/buka/", TUJUAN).url == f"/pmks/kesatuan/{satu.pk}/"
    assert "Keluarga Darius Laing" in prov.get("/pmks/pengesahan/64.72/").text


def test_usulan_menyamarkan_nama_anak_bagi_camat(dunia):
    k = pada_status(dunia, Status.DIVERIFIKASI)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        bayi = IsianAnggota("anak", nama="Bayi Rahasia", jk="L", tanggal_lahir=date(2025, 1, 2))
        dewasa = IsianAnggota("anak", nama="Dewasa Laing", jk="L", tanggal_lahir=date(2000, 1, 2))
        ubah(by, k.kesatuan, anggota=[KEPALA, ISTRI, bayi, dewasa], alasan="Bertambah")
    teks = _tamu(dunia, "camat").get(f"/pmks/kesatuan/{k.kesatuan_id}/").text
    assert "Dewasa Laing" in teks and "Rahasia" not in teks


def test_formulir_ubah_keluarga_dicatat_seperti_membuka_nomornya(dunia, kenari):
    pk = next(iter(kenari))
    assert pk in _kenali(_tamu(dunia, "tksk").get(f"/pmks/kesatuan/{pk}/ubah/"), kenari)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert set(Pembukaan.objects.filter(objek_id=pk).values_list("bagian", flat=True)) == {"rinci", "nik"}
