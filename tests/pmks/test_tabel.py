"""Tabel angka yang tetap: satu pembulatan di mana pun, tanpa saringan, bagi semua peran."""

import csv
from io import StringIO

import pytest

from pmks.bulat import bulatkan5
from pmks.tabel import JUMLAH
from tests.pmks.bahan import catat, nik_ke, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.enums import Status


@pytest.mark.parametrize(
    ("n", "bulat"),
    [(0, 0), (1, 0), (2, 0), (3, 5), (4, 5), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (997, 995), (998, 1000)],
)
def test_bulat_ke_kelipatan_lima_terdekat(n, bulat):
    assert bulatkan5(n) == bulat


@pytest.fixture
def isi(dunia):
    """Four of an ordinary type, two of a sensitive one, three of both sexes: the cells round apart from the totals."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        for n in range(4):
            catat(by, nik=nik_ke(9001 + n), jk="L" if n < 2 else "P", ajukan=True)
    for n in range(2):
        pada_status(dunia, Status.DISAHKAN, jenis=16, nik=nik_ke(9101 + n))
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat(by, nik="6472045205589201", wilayah_id="64.72.04.1001")


def _sel(respons) -> dict:
    return {
        (t.kode, label, kepala): angka
        for t in respons.context["tabel"]
        for label, semua in t.baris
        for kepala, angka in zip(t.kepala[1:], semua, strict=True)
    }


def test_sel_dan_jumlah_dibulatkan_dari_angka_sebenarnya(masuk, isi):
    sel = _sel(masuk("admin").get("/pmks/tabel/"))
    assert sel["kelamin", "Lanjut usia telantar", "Laki-laki"] == 0, "dua orang"
    assert sel["kelamin", "Lanjut usia telantar", "Perempuan"] == 5, "tiga orang"
    assert sel["kelamin", "Lanjut usia telantar", JUMLAH] == 5, "lima orang, bukan jumlah selnya"
    assert sel["orang", JUMLAH, JUMLAH] == 5, "tujuh orang"
    assert {n % 5 for n in sel.values()} == {0}


def test_angka_yang_sama_sama_di_tiap_tabel_dan_di_csv(masuk, isi):
    klien = masuk("admin")
    sel = _sel(klien.get("/pmks/tabel/"))
    for label in {k[1] for k in sel if k[0] == "kelamin"} - {JUMLAH}:
        assert len({sel[kode, label, JUMLAH] for kode in ("daerah", "kelamin", "umur")}) == 1, label
    assert sel["daerah", "Jumlah orang", JUMLAH] == sel["orang", JUMLAH, JUMLAH]
    teks = klien.get("/pmks/tabel/unduh/").content.decode("utf-8-sig")
    angka = [int(c) for b in csv.reader(StringIO(teks), delimiter=";") for c in b[1:] if c.isdigit()]
    assert angka == list(sel.values())


@pytest.mark.parametrize("tanya", ["jenis=16", "wilayah=64.72.03", "jk=P&umur=3", "status=draf", "menurut=desa"])
def test_alamat_tidak_memilih_apa_pun(masuk, isi, tanya):
    klien = masuk("admin")
    assert _sel(klien.get(f"/pmks/tabel/?{tanya}")) == _sel(klien.get("/pmks/tabel/"))
    assert "?" not in "".join(a for a in klien.get("/pmks/tabel/").content.decode().split('"') if "/pmks/" in a)


@pytest.mark.parametrize("nama", ["tksk", "camat", "dinsos", "provinsi", "kemensos", "admin"])
def test_semua_peran_mendapat_tabel_wilayahnya(masuk, isi, nama):
    sel = _sel(masuk(nama).get("/pmks/tabel/"))
    assert sel["kelamin", "Orang dengan HIV/AIDS (ODHA)", JUMLAH] == 0, "dua orang"
    assert sel["orang", JUMLAH, JUMLAH] == 5


def test_tanpa_hak_identitas_tidak_ada_angka_lain(masuk, isi):
    """The administrator reaches no other page of counts: those answer 403, and the home holds accounts only."""
    klien = masuk("admin")
    for alamat in ("/pmks/", "/pmks/rekap/", "/pmks/rekap/unduh/", "/angka/64/", "/ekspor/baru/pmks/"):
        assert klien.get(alamat).status_code == 403, alamat
    assert "PMKS tercatat" not in klien.get("/").content.decode()
