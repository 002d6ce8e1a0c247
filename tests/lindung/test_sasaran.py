"""Daftar kolom yang dikosongkan: lengkap bagi tiap register, dan sama dengan yang terpasang di basis data."""

import pytest
from django.apps import apps
from django.db import connection

from penugasan.petugas.lindung.sasaran import TANPA_SASARAN as TANPA_PETUGAS
from pmks.lindung.sasaran import TANPA_SASARAN as TANPA_PMKS
from psks.lindung.sasaran import KONTAK, SASARAN_KONTAK
from psks.lindung.sasaran import TANPA_SASARAN as TANPA_PSKS
from tests.jalan.privasi import KEPUTUSAN
from tksk_portal.akses import lingkup
from tksk_portal.lindung.models import SasaranHapus
from tksk_portal.lindung.subjek import daftar_subjek

TANPA_SASARAN = TANPA_PMKS | TANPA_PSKS | TANPA_PETUGAS
# Model yang kolomnya peka tetapi bukan tentang orang yang didata.
BUKAN_ORANG = {"lindung.Insiden": "jenis data dan jumlah orang, tidak pernah orangnya"}
# Petugas pun pemilik data: kolom tentang dirinya diputuskan, juga yang bukan `identitas` atau `peka`.
TENTANG_PETUGAS = {"petugas": {"petugas"}}
TAMBAHAN = {"petugas.Kartu": {"umum"}, "akun.Akun": {"petugas"}}


def _diputuskan() -> dict[str, set[str]]:
    hasil: dict[str, set[str]] = {}
    for subjek in daftar_subjek().values():
        for s in subjek.sasaran:
            hasil.setdefault(s.tabel, set()).update(k.removesuffix("_id") for k in (*s.kosong, *s.tetap))
    return hasil


def _perlu(nama: str, kelas: str) -> bool:
    peka = {"identitas", "peka"} | TENTANG_PETUGAS.get(nama.split(".")[0], set()) | TAMBAHAN.get(nama, set())
    return kelas in peka and nama not in BUKAN_ORANG


def test_setiap_kolom_pribadi_diputuskan_dikosongkan_atau_tetap():
    per_tabel, kurang = _diputuskan(), []
    for kunci, kelas in KEPUTUSAN.items():
        nama, kolom = kunci.rsplit(".", 1)
        model = apps.get_model(nama)
        kolom = kolom.removesuffix("_id")
        if not _perlu(nama, kelas) or model._meta.db_table in TANPA_SASARAN:
            continue
        semua = [model]
        if riwayat := getattr(model, "riwayat", None):
            semua.append(riwayat.field.model)
        for m in semua:
            ada = {f.name for f in m._meta.concrete_fields}
            if (kolom in ada or m is model) and kolom not in per_tabel.get(m._meta.db_table, ()):
                kurang.append(f"{m._meta.db_table}.{kolom}")
    assert kurang == [], "putuskan di lindung/sasaran.py ruangnya"


@pytest.mark.parametrize("kode", [k for k in daftar_subjek() if k != KONTAK])
def test_identitas_tidak_pernah_tetap(kode):
    """Only what describes a state may stay; what names somebody is blanked."""
    tabel = {}
    for nama in {k.rsplit(".", 1)[0] for k in KEPUTUSAN}:
        model = apps.get_model(nama)
        tabel[model._meta.db_table] = nama
        if riwayat := getattr(model, "riwayat", None):
            tabel[riwayat.field.model._meta.db_table] = nama
    for s in daftar_subjek()[kode].sasaran:
        tetap = [k for k in s.tetap if KEPUTUSAN[f"{tabel[s.tabel]}.{k}"] == "identitas"]
        assert tetap == [], s.tabel


def test_kontak_lembaga_diputuskan_untuk_setiap_kolom_mitra():
    """The institution's own name and address stay, each column with its reason."""
    for s in SASARAN_KONTAK:
        if s.tabel == "psks_mitra":
            semua = {k.rsplit(".", 1)[1] for k, kelas in KEPUTUSAN.items() if k.startswith("psks.Mitra.")}
            teknis = {k.rsplit(".", 1)[1] for k, kelas in KEPUTUSAN.items() if kelas == "teknis"} - {"sidik_kiriman"}
            assert semua - teknis - {*s.kosong, *s.tetap} == set()
            assert {"kontak_nama", "kontak_jabatan", "kontak_telepon"} <= s.kosong.keys()


def test_sasaran_di_basis_data_sama_dengan_daftarnya(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with lingkup.masuk(lingkup.sistem("uji")):
            ada = set(SasaranHapus.objects.values_list("subjek", "tabel", "kunci", "isi", "aplikasi"))
        connection.close()
    daftar = {
        (kode, s.tabel, s.kunci, s.isi, s.aplikasi) for kode, subjek in daftar_subjek().items() for s in subjek.sasaran
    }
    assert ada == daftar, "perlu migrasi baru dengan PasangSasaran"
