"""Catatan (log) tidak memuat NIK, KK, atau nilai baris dari galat basis data."""

import io
import logging

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils.module_loading import import_string

from pmks.models import Orang
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.jejak.catatan import samarkan

NIK = "6472035205589001"


@pytest.fixture
def tulis():
    """Return a function that logs through the portal's own handler settings and gives back the text."""
    atur = settings.LOGGING
    alir = io.StringIO()
    layar = logging.StreamHandler(alir)
    layar.setFormatter(logging.Formatter(atur["formatters"]["baris"]["format"], style="{"))
    for nama in atur["handlers"]["layar"]["filters"]:
        layar.addFilter(import_string(atur["filters"][nama]["()"])())
    pencatat = logging.Logger("uji")
    pencatat.addHandler(layar)

    def catat_(cara, *isi, **lain) -> str:
        getattr(pencatat, cara)(*isi, **lain)
        return alir.getvalue()

    return catat_


@pytest.mark.parametrize(
    "nomor", [NIK, "6472 0352 0558 9001", "647203.520558.9001", "64-72-03-52-05-58-9001", f"nik={NIK},", f"({NIK})"]
)
def test_nomor_disamarkan(nomor):
    hasil = samarkan(f"isian {nomor} ditolak")
    assert "9001" not in hasil
    assert hasil.startswith("isian ") and hasil.endswith(" ditolak")


@pytest.mark.parametrize("teks", ["64.72.03.1001", "2026-11-24 13:09:11,803", "1234567890", "12345678901234567890"])
def test_yang_bukan_nomor_dibiarkan(teks):
    assert samarkan(teks) == teks


def test_argumen_pesan_disamarkan(tulis):
    assert NIK not in tulis("error", "nik %s dan %(sisa)s".replace("%(sisa)s", "%s"), NIK, [NIK])


def test_pesan_dengan_tanda_persen_tidak_merusak(tulis):
    assert "100 % selesai" in tulis("warning", "100 %% selesai %s", "")


def _galat(perintah: str, nilai: list) -> DatabaseError:
    with pytest.raises(DatabaseError) as tangkap, transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(perintah, nilai)
    return tangkap.value


def test_galat_di_balik_dinding_tidak_menyebut_nilai_baris(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by, nama="Kanari Rahasia", nik=NIK)
        galat = _galat("UPDATE pmks_orang SET desil = 77 WHERE id = %s", [orang.pk])
    assert "Kanari" not in str(galat) and NIK not in str(galat)


@pytest.mark.django_db
def test_jejak_galat_basis_data_tanpa_nilai_baris(tulis):
    with connection.cursor() as kursor:
        kursor.execute("CREATE TEMP TABLE uji (nama text, nik text UNIQUE, desil int CHECK (desil < 11))")
        kursor.execute("INSERT INTO uji VALUES ('Siti', %s, 1)", [NIK])
    for nilai in (["Kanari Rahasia", "1", 77], ["Kanari\nRahasia", NIK, 1]):
        salah = _galat("INSERT INTO uji VALUES (%s, %s, %s)", nilai)
        assert "DETAIL" in str(salah)
        teks = tulis("error", "gagal: %s", salah, exc_info=salah)
        assert "constraint" in teks and "Traceback" in teks
        for rahasia in ("Kanari", "Rahasia", NIK, NIK[4:12]):
            assert rahasia not in teks, teks


def test_nilai_berisi_baris_baru_tetap_disamarkan():
    teks = (
        'psycopg2.errors.CheckViolation: new row violates check constraint "x"\n'
        "DETAIL:  Failing row contains (1, Siti\nAminah, Jl. Anggrek\n\n14).\n"
        "\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n"
        "django.db.utils.IntegrityError: new row violates\nDETAIL:  Failing row contains (Siti\nAminah)."
    )
    hasil = samarkan(teks)
    for kata in ("Siti", "Aminah", "Anggrek", "14)"):
        assert kata not in hasil
    assert "The above exception" in hasil and "IntegrityError" in hasil and "CheckViolation" in hasil


def test_petunjuk_tetap_terbaca():
    hasil = samarkan("ERROR: lingkup belum ditetapkan\nDETAIL:  nilai (Siti)\nHINT:  Masuki lingkup dahulu")
    assert "Masuki lingkup dahulu" in hasil and "Siti" not in hasil


def test_objek_orang_dalam_catatan_tidak_menyebut_namanya(dunia, tulis):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by, nama="Kanari Rahasia")
        teks = tulis("error", "%s %r %s", orang, orang, Orang.objects.filter(nama="Kanari Rahasia"))
    assert "Rahasia" not in teks
    assert str(orang.pk) in teks


def test_penangan_portal_memakai_penyamar():
    atur = settings.LOGGING
    assert all("samaran" in h["filters"] for h in atur["handlers"].values())
    assert all("handlers" not in isi or "layar" in isi["handlers"] for isi in atur["loggers"].values())
    assert atur["root"]["handlers"] == ["layar"]


def test_potongan_sql_dan_nilai_yang_dikutip_galat_disamarkan(db):
    """psycopg2 sends values inside the statement: PostgreSQL quotes both in its message."""
    for kueri in ("SELECT %s::date", "SELECT %s::uuid", "SELECT %s::int"):
        with pytest.raises(DatabaseError) as salah, transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(kueri, ["Siti Aminah, Jl. Anggrek 3"])
        assert "Siti" in str(salah.value)
        hasil = samarkan(str(salah.value))
        assert "Siti" not in hasil and "Anggrek" not in hasil and "invalid input" in hasil
