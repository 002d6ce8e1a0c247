"""Acuan 26 jenis: isinya seperti domain.md, dan tiap aturan umur tepat pada batasnya, dibangkitkan dari datanya."""

from datetime import date, timedelta

import pytest

from pmks.acuan import JENIS
from pmks.acuan_awal import MEDAN, PAS
from pmks.enums import JenisKelamin, Peka, Skema
from pmks.models import AturanJenis, JenisPMKS, LabelTurunan, Peraturan, acuan, acuan_jenis
from pmks.rincian import KATALOG

PADA = date(2026, 11, 24)
# Hari penilaian: biasa, 28 Februari dan 1 Maret tahun biasa, 29 Februari tahun kabisat.
HARI = (PADA, date(2026, 2, 28), date(2026, 3, 1), date(2024, 2, 29))
LAKI, PEREMPUAN = JenisKelamin.LAKI, JenisKelamin.PEREMPUAN


def test_basis_data_memuat_26_jenis_seperti_acuan(sistem):
    ada = acuan_jenis()
    assert sorted(ada) == list(range(1, 27))
    for asal in JENIS:
        for medan, nilai in asal._asdict().items():
            if medan not in ("kriteria", "tanya_disabilitas"):
                assert getattr(ada[asal.kode], medan) == nilai, (asal.kode, medan)


def test_tiap_jenis_punya_satu_versi_sejak_awal_tanpa_akhir(sistem):
    versi = AturanJenis.objects.select_related("peraturan")
    assert [(v.jenis_id, v.berlaku_sejak, v.berlaku_sampai) for v in versi] == [(j.kode, None, None) for j in JENIS]
    assert {v.peraturan.kode for v in versi} == {"Permensos 8/2012"}
    assert Peraturan.objects.get().berlaku_sejak is None


def test_basis_data_memuat_semua_kriteria(sistem):
    for j in JENIS:
        assert {k.huruf: k.teks for k in acuan_jenis()[j.kode].kriteria.all()} == j.kriteria


@pytest.mark.parametrize("jenis", JENIS, ids=lambda j: str(j.kode))
def test_tiap_jenis_muat_dalam_kolomnya(jenis):
    for medan, model in (("nama", JenisPMKS), ("pendek", JenisPMKS), ("subjek", AturanJenis), ("jk", AturanJenis)):
        assert len(getattr(jenis, medan)) <= model._meta.get_field(medan).max_length
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


def test_rincian_yang_ditanyakan_ada_di_katalog_dan_di_basis_data(sistem):
    for kode, jenis in acuan_jenis().items():
        assert [d.nama for d in jenis.ditanya] == [m["nama"] for m in MEDAN.get(kode, [])]
        assert all(d.wajib for d in jenis.ditanya)
    assert {m["nama"] for semua in MEDAN.values() for m in semua} == set(KATALOG)
    assert [k for k, j in acuan_jenis().items() if j.menanyakan("disabilitas")] == [5, 9]


def test_kelompok_minoritas_tanpa_kriteria_perilaku_seksual():
    jenis = JENIS[13]
    assert jenis.kode == 14
    assert list(jenis.kriteria) == ["a", "b", "c"]
    assert not any("seksual" in teks.lower() for teks in jenis.kriteria.values())


def test_hanya_14_25_dan_26_bukan_jenis_perorangan(sistem):
    assert [k for k, j in acuan_jenis().items() if not j.perorangan] == [14, 25, 26]


def test_tiap_jenis_punya_satu_label_per_skema_dan_yang_perkiraan_ditandai(sistem):
    for kode in acuan_jenis():
        assert sorted(la.skema for la in acuan().label_jenis(kode)) == [Skema.PAS, Skema.PPKS]
    belum = LabelTurunan.objects.filter(skema=Skema.PAS, pasti=False).values_list("kode", flat=True)
    assert list(belum) == [9, 10, 11, 12]
    assert sorted(k for la in PAS for k in la.jenis) == list(range(1, 27))


# Batas umur dan jenis kelamin, menurut data ---------------------------------------------------------------------


def lahir_berumur(tahun: int, pada: date) -> date:
    """Return the last birth date with that age on the day."""
    try:
        return pada.replace(year=pada.year - tahun)
    except ValueError:  # hari ini 29 Februari, tahun lahirnya bukan kabisat: yang lahir 1 Maret belum berulang tahun
        return date(pada.year - tahun, 2, 28)


def tepi(jenis: JenisPMKS, pada: date) -> list[tuple[date, bool]]:
    """Return (birth date, whether the age rule is met) for the day before, of, and after each bounding birthday."""
    hasil = []
    if jenis.umur_min is not None:
        ulang = lahir_berumur(jenis.umur_min, pada)
        hasil += [(ulang + timedelta(days=n), n <= 0) for n in (-1, 0, 1)]
    if jenis.umur_maks is not None:
        # Sehari sesudah ulang tahun berikutnya ia sudah terlalu tua.
        ulang = lahir_berumur(jenis.umur_maks + 1, pada)
        hasil += [(ulang + timedelta(days=n), n > 0) for n in (-1, 0, 1)]
    return hasil


@pytest.mark.parametrize("pada", HARI, ids=str)
@pytest.mark.parametrize("kode", range(1, 27))
def test_aturan_umur_sehari_sebelum_pada_dan_sesudah_ulang_tahun(sistem, kode, pada):
    jenis = acuan_jenis(pada)[kode]
    jk = jenis.jk or LAKI
    for lahir, harapan in tepi(jenis, pada):
        assert jenis.memenuhi(lahir=lahir, jk=jk, pada=pada) is harapan, (kode, lahir, pada)
    if jenis.umur_min is None and jenis.umur_maks is None:
        assert all(jenis.memenuhi(lahir=lahir_berumur(t, pada), jk=jk, pada=pada) for t in (0, 17, 18, 59, 60, 101))


@pytest.mark.parametrize("kode", range(1, 27))
def test_yang_lahir_29_februari_berulang_tahun_1_maret_di_tahun_biasa(sistem, kode):
    jenis = acuan_jenis()[kode]
    jk = jenis.jk or LAKI
    for batas in (jenis.umur_min, None if jenis.umur_maks is None else jenis.umur_maks + 1):
        if batas is None:
            continue
        tahun = 2024 + batas % 4
        lahir = date(tahun - batas, 2, 29)
        ulang = date(tahun, 3, 1) if batas % 4 else date(tahun, 2, 29)
        belum, sudah = (jenis.memenuhi(lahir=lahir, jk=jk, pada=h) for h in (date(tahun, 2, 28), ulang))
        assert (belum, sudah) == ((False, True) if batas == jenis.umur_min else (True, False)), (kode, lahir)


@pytest.mark.parametrize("kode", range(1, 27))
def test_aturan_jenis_kelamin(sistem, kode):
    jenis = acuan_jenis()[kode]
    lahir = lahir_berumur(jenis.umur_min or 0, PADA)
    cocok = [jk for jk in JenisKelamin if jenis.memenuhi(lahir=lahir, jk=jk, pada=PADA)]
    assert cocok == ([jenis.jk] if jenis.jk else list(JenisKelamin))
