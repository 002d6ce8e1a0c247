"""Pratinjau unggahan: isian tercatat di sebelah isian berkas, tertutup sampai orangnya dibuka, dan tercatat."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmks.models import Orang
from tests.excel.bahan_masuk import baris, isi_csv, masukkan, unggah
from tests.pmks.bahan import catat, nik_ke, pada_status
from tests.pmks.test_impor_usulan import KOLOM, TETAP
from tksk_portal.akses import lingkup
from tksk_portal.excel.enums import StatusBaris
from tksk_portal.jejak.models import Bagian, Pembukaan
from tksk_portal.tinjauan.enums import Status

LAMA, BARU = "Jl. Anggrek 14", "Jl. Baru"


def _berkas(*n: int, **ganti) -> bytes:
    """Return a file that changes the address of persons."""
    tetap = TETAP | {"alamat": BARU} | ganti
    return isi_csv([baris(k, **(tetap | {"nama": _nama(k)})) for k in n], KOLOM | {"kecamatan": "Kecamatan"})


def _nama(k: int) -> str:
    return f"Siti Aminah {'abcd'[k - 1]}"


def _catat(dunia, *n: int) -> None:
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        for k in n:
            catat(by, nik=nik_ke(k), nama=_nama(k))


def _beda(jawaban) -> dict[int, list[tuple[str, str, str]]]:
    return {b.nomor: [tuple(x) for x in b.beda.butir] for b in jawaban.context["baris"] if b.beda}


def _dibuka() -> list[tuple]:
    with lingkup.masuk(lingkup.sistem("uji")):
        return list(Pembukaan.objects.values_list("bagian", "objek_id"))


def test_yang_mencatat_melihat_lama_dan_baru_berdampingan(masuk, dunia):
    _catat(dunia, 1)
    u = unggah(dunia.tksk, _berkas(1, keterangan="Tinggal sendiri", no_kk="6472030101109009", jenis="8; 24", desil="3"))
    jawaban = masuk("tksk").get(f"/excel/{u.pk}/")
    assert _beda(jawaban) == {
        2: [
            ("nomor KK", "6472••••••••9001", "6472••••••••9009"),
            ("alamat tinggal", LAMA, BARU),
            ("desil", "–", "3"),
            ("Lansia telantar: keterangan", "–", "Tinggal sendiri"),
            ("jenis", "tidak tercatat", "Fakir miskin"),
        ]
    }
    assert "6472030101109009" not in jawaban.content.decode() and "Tampilkan (dicatat)" not in jawaban.content.decode()
    assert _dibuka() == [], "yang dicatat sendiri terbuka tanpa catatan, seperti di daftar"


@pytest.mark.parametrize("status", [Status.DIVERIFIKASI, Status.DISAHKAN])
def test_usulan_menunjukkan_yang_berlaku_di_sebelahnya_juga_sesudah_dimasukkan(masuk, dunia, status):
    pada_status(dunia, status, nik=nik_ke(1), nama="Siti Aminah a")
    u = unggah(dunia.tksk, _berkas(1, kriteria="a, b"))
    harapan = {2: [("alamat tinggal", LAMA, BARU), ("Lansia telantar: kriteria terpenuhi", "a", "a, b")]}
    klien = masuk("tksk")
    assert _beda(klien.get(f"/excel/{u.pk}/?status={StatusBaris.USULAN}")) == harapan
    masukkan(dunia.tksk, u)
    assert _beda(klien.get(f"/excel/{u.pk}/")) == harapan


def test_tertutup_sampai_dibuka_dan_tiap_orang_dicatat_sekali(masuk, dunia):
    _catat(dunia, 1, 2)
    u = unggah(dunia.dinsos, _berkas(1, 2, kecamatan="Samarinda Ulu"))
    klien, alamat = masuk("dinsos"), f"/excel/{u.pk}/?status=berubah"
    isi = klien.get(alamat)
    assert _beda(isi) == {n: [("alamat tinggal", "", "")] for n in (2, 3)}
    teks = isi.content.decode()
    assert LAMA not in teks and BARU not in teks and _dibuka() == []
    jawaban = klien.post(f"/excel/{u.pk}/tampilkan/?status=berubah")
    assert (jawaban.status_code, jawaban["Location"]) == (302, alamat)
    assert _beda(klien.get(alamat)) == {n: [("alamat tinggal", LAMA, BARU)] for n in (2, 3)}
    with lingkup.masuk(lingkup.sistem("uji")):
        orang = set(Orang.objects.values_list("pk", flat=True))
    assert sorted(_dibuka()) == sorted((Bagian.DAFTAR, pk) for pk in orang)
    klien.get(alamat)
    assert len(_dibuka()) == 2, "sekali dalam sejam"


def test_membuka_hanya_unggahan_kantor_sendiri(masuk, dunia):
    _catat(dunia, 1)
    u = unggah(dunia.tksk, _berkas(1))
    assert masuk("tetangga").post(f"/excel/{u.pk}/tampilkan/").status_code == 404
    assert masuk("provinsi").post(f"/excel/{u.pk}/tampilkan/").status_code == 403


def test_banyak_baris_tidak_menambah_kueri(masuk, dunia):
    _catat(dunia, 1, 2, 3, 4)
    klien, banyak = masuk("tksk"), []
    for n in ((1,), (2, 3, 4)):
        u = unggah(dunia.tksk, _berkas(*n, desa="64.72.03.1002"))
        klien.get(f"/excel/{u.pk}/")
        with CaptureQueriesContext(connection) as kueri:
            jawaban = klien.get(f"/excel/{u.pk}/")
        assert [b[0][0] for b in _beda(jawaban).values()] == ["alamat tinggal"] * len(n)
        banyak.append(len(kueri))
    assert banyak[0] == banyak[1]
