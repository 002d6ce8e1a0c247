from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from pmks.acuan import JENIS
from pmks.enums import JenisKelamin, Peka
from pmks.models import JenisPMKS, KriteriaPMKS

PADA = date(2026, 11, 24)


def test_basis_data_memuat_26_jenis_seperti_acuan(sistem):
    ada = {j.kode: j for j in JenisPMKS.objects.all()}
    assert sorted(ada) == list(range(1, 27))
    for acuan in JENIS:
        for medan, nilai in acuan._asdict().items():
            if medan != "kriteria":
                assert getattr(ada[acuan.kode], medan) == nilai, (acuan.kode, medan)


def test_basis_data_memuat_semua_kriteria(sistem):
    ada = {(k.jenis_id, k.huruf): k.teks for k in KriteriaPMKS.objects.all()}
    assert ada == {(j.kode, huruf): teks for j in JENIS for huruf, teks in j.kriteria.items()}


@pytest.mark.parametrize("jenis", JENIS, ids=lambda j: str(j.kode))
def test_tiap_jenis_muat_dalam_kolomnya(jenis):
    for medan in ("nama", "pendek", "subjek", "jk"):
        assert len(getattr(jenis, medan)) <= JenisPMKS._meta.get_field(medan).max_length
    assert jenis.definisi
    assert set(jenis.subjek) <= set("IKGM")
    assert "".join(jenis.kriteria) == "abcdefgh"[: len(jenis.kriteria)]
    assert all(0 < len(teks) <= 300 for teks in jenis.kriteria.values())


def test_nama_dan_sebutan_pendek_berbeda_satu_sama_lain():
    assert len({j.nama for j in JENIS}) == len({j.pendek for j in JENIS}) == 26


def test_jenis_anak_selalu_disamarkan():
    assert all(j.peka >= Peka.ANAK_STIGMA for j in JENIS if j.kode <= 7)


def test_jenis_sangat_peka_seperti_domain_md():
    assert {j.kode for j in JENIS if j.peka == Peka.SANGAT} == {3, 5, 6, 7, 9, 10, 14, 15, 16, 17, 18, 19}


def test_hanya_jenis_5_dan_9_menanyakan_disabilitas():
    assert [j.kode for j in JENIS if j.tanya_disabilitas] == [5, 9]


def test_kelompok_minoritas_tanpa_kriteria_perilaku_seksual():
    jenis = JENIS[13]
    assert jenis.kode == 14
    assert list(jenis.kriteria) == ["a", "b", "c"]
    assert not any("seksual" in teks.lower() for teks in jenis.kriteria.values())


# Umur tertua dan termuda yang masih memenuhi, dan yang tepat di luarnya (domain.md 2, aturan mesin).
@pytest.mark.parametrize(
    ("kode", "di_dalam", "di_luar"),
    [
        (1, (0, 5), (6,)),
        (2, (6, 18), (5, 19)),
        (3, (12, 17), (11, 18)),
        (4, (0, 17), (18,)),
        (5, (0, 17), (18,)),
        (6, (0, 17), (18,)),
        (7, (6, 18), (5, 19)),
        (8, (60, 101), (59,)),
        (9, (0, 90), ()),
        (15, (19, 80), (18,)),
        (16, (18, 80), (17,)),
        (23, (18, 59), (17, 60)),
        (24, (0, 90), ()),
    ],
)
def test_aturan_umur_pada_batasnya(sistem, kode, di_dalam, di_luar):
    jenis = JenisPMKS.objects.get(pk=kode)

    def memenuhi(tahun):
        return jenis.memenuhi(lahir=date(PADA.year - tahun, 11, 24), jk=JenisKelamin.PEREMPUAN, pada=PADA)

    assert all(memenuhi(t) for t in di_dalam)
    assert not any(memenuhi(t) for t in di_luar)


def test_prse_hanya_perempuan(sistem):
    jenis = JenisPMKS.objects.get(pk=23)
    assert jenis.memenuhi(lahir=date(1990, 1, 1), jk="P", pada=PADA)
    assert not jenis.memenuhi(lahir=date(1990, 1, 1), jk="L", pada=PADA)
    assert [j.kode for j in JENIS if j.jk] == [23]


def test_migrasi_dapat_dibalik_dan_dimuat_ulang(db):
    migrasi = import_module("pmks.migrations.0004_acuan")
    with connection.schema_editor() as penyunting:
        migrasi.hapus(apps, penyunting)
    assert not JenisPMKS.objects.exists()
    assert not KriteriaPMKS.objects.exists()
    migrasi.isi(apps, None)
    assert JenisPMKS.objects.count() == 26
