"""Rekap: angka hari ini dan potret triwulan sama dengan menghitung barisnya, dan yang lampau tidak berubah."""

from datetime import date
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from openpyxl import load_workbook

from pmks.actions.potret import akhir_triwulan, ambil_potret
from pmks.models import Gerak, Potret
from pmks.rekap import KOLOM, periode_tersedia, rekap_jenis, rekap_wilayah
from tests.pmks.bahan import DESA, DESA_TETANGGA, JALAN, catat, kasus_dari, lakukan, nik_ke
from tksk_portal.akses import lingkup
from tksk_portal.contoh.potret import buat_potret
from tksk_portal.tinjauan.enums import Status
from tksk_portal.wilayah.models import Wilayah

T3 = date(2026, 9, 30)


@pytest.mark.parametrize(
    ("hari", "akhir"),
    [
        (date(2026, 10, 1), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2026, 9, 30)),
        (date(2027, 1, 1), date(2026, 12, 31)),
        (date(2027, 3, 31), date(2026, 12, 31)),
        (date(2027, 4, 1), date(2027, 3, 31)),
    ],
)
def test_akhir_triwulan_yang_lewat(hari, akhir):
    assert akhir_triwulan(hari) == akhir


def _sampai(dunia, status: Status, *, jenis=(8,), siapa: str = "tksk", **ganti) -> None:
    """Record a person in types and bring each of them to a status."""
    with lingkup.masuk(dunia[siapa].lingkup) as by:
        orang = catat(by, jenis=jenis, **ganti)
    for satu in jenis:
        kasus = kasus_dari(orang, satu)
        for nama, aksi in JALAN[status]:
            kasus = lakukan(dunia, kasus, siapa if nama == "tksk" else nama, aksi)


def _isi(dunia) -> None:
    _sampai(dunia, Status.DISAHKAN, nik=nik_ke(1), jenis=(8, 24))
    _sampai(dunia, Status.DIVERIFIKASI, nik=nik_ke(2))
    _sampai(dunia, Status.DRAF, nik=nik_ke(3))


def _gerak_lampau(hari: date = date(2026, 9, 1)) -> None:
    Gerak.objects.get_or_create(wilayah_id="0", tanggal=hari, aksi="catat", defaults={"jumlah": 1})


def _potret(hari: date) -> int:
    with lingkup.masuk(lingkup.sistem("uji")):
        _gerak_lampau()
        return ambil_potret(hari=hari)


def _angka(kode: str, periode_kode: str, **lain) -> dict[str, int]:
    with lingkup.masuk(lingkup.sistem("uji")):
        tempat = Wilayah.objects.get(pk=kode)
        periode = {p.kode: p for p in periode_tersedia(kode, hari=timezone.localdate())}[periode_kode]
        baris = rekap_wilayah if "jenis" in lain else rekap_jenis
        return {b.kunci: b.jumlah for b in baris(tempat, periode, **{"status": "verifikasi", "bulat14": False, **lain})}


def test_rekap_hari_ini_menghitung_orang_sekali_dan_tiap_jenisnya(dunia):
    _isi(dunia)
    assert _angka("64.72.03", "kini") == {"0": 2, "8": 2, "24": 1}
    assert _angka("64.72.03", "kini", status="sah") == {"0": 1, "8": 1, "24": 1}
    assert _angka("64.72.03", "kini", status="semua") == {"0": 3, "8": 3, "24": 1}


def test_rekap_menurut_wilayah_berjumlah_sama_dengan_induknya(dunia):
    _isi(dunia)
    per = _angka("64.72.03", "kini", jenis=0)
    assert per["64.72.03"] == per[DESA] == 2
    assert sum(n for k, n in per.items() if k != "64.72.03") == 2


def test_kolom_umur_dan_kelamin_berjumlah_sama(dunia):
    _isi(dunia)
    with lingkup.masuk(lingkup.sistem("uji")):
        tempat = Wilayah.objects.get(pk="64.72.03")
        (kini,) = periode_tersedia(tempat.pk, hari=timezone.localdate())
        semua, *_ = rekap_jenis(tempat, kini, status="verifikasi", bulat14=False)
    assert len(semua.isi) == len(KOLOM) and sum(semua.isi) == semua.jumlah == semua.laki + semua.perempuan == 2


def test_17_potret_triwulan_tidak_berubah_sesudahnya(dunia):
    _isi(dunia)
    assert _potret(date(2026, 10, 1)) > 0
    lama = _angka("64.72.03", "2026-T3")
    assert lama == {"0": 2, "8": 2, "24": 1} == _angka("64.72.03", "2026")
    _sampai(dunia, Status.DISAHKAN, nik=nik_ke(4))
    assert _angka("64.72.03", "2026-T3") == lama and _angka("64.72.03", "kini")["0"] == 3
    assert _potret(date(2026, 10, 2)) == 0, "sekali saja"


def test_potret_tidak_dapat_diubah_atau_dihapus_peran_jalan(dunia):
    _isi(dunia)
    _potret(date(2026, 10, 1))
    for perintah in ("UPDATE pmks_potret SET jumlah = 0", "DELETE FROM pmks_potret"):
        with pytest.raises(DatabaseError), lingkup.masuk(lingkup.sistem("uji")), transaction.atomic():
            connection.cursor().execute(perintah)


def test_potret_yang_terlalu_terlambat_tidak_diambil(dunia):
    _isi(dunia)
    assert _potret(date(2026, 11, 15)) == 0
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Potret.objects.exists()


def test_tanpa_data_sebelum_akhir_triwulan_tidak_ada_potret(dunia):
    _isi(dunia)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert ambil_potret(hari=date(2026, 10, 1)) == 0


def test_potret_demo_sama_dengan_potret_sungguhan(dunia):
    _isi(dunia)
    besok = timezone.localdate()
    with lingkup.masuk(lingkup.sistem("uji")):
        _gerak_lampau(akhir_triwulan(besok))
        connection.cursor().execute("SELECT pmks_padatkan()")
    jumlah = buat_potret(hari_ini=date(besok.year + 1, 1, 1))
    assert jumlah == 1, "hanya triwulan yang sudah berisi"
    with lingkup.masuk(lingkup.sistem("uji")), connection.cursor() as kursor:
        kursor.execute(
            "(SELECT wilayah_id, jenis, status, jk, kelompok_umur, jumlah FROM pmks_sel WHERE jumlah <> 0 EXCEPT "
            "SELECT wilayah_id, jenis, status, jk, kelompok_umur, jumlah FROM pmks_potret) UNION ALL "
            "(SELECT wilayah_id, jenis, status, jk, kelompok_umur, jumlah FROM pmks_potret EXCEPT "
            "SELECT wilayah_id, jenis, status, jk, kelompok_umur, jumlah FROM pmks_sel)"
        )
        assert kursor.fetchall() == []


# Layar ---------------------------------------------------------------------------------------------------------


def test_layar_rekap_memuat_angka_dan_wilayah_sendiri_saja(dunia, masuk):
    _isi(dunia)
    _sampai(dunia, Status.DIVERIFIKASI, nik=nik_ke(5), siapa="tetangga", wilayah_id=DESA_TETANGGA)
    jawaban = masuk("tksk").get("/pmks/rekap/")
    assert [(b.kunci, b.jumlah) for b in jawaban.context["baris"]] == [("0", 2), ("8", 2), ("24", 1)]
    # Wilayah di luar tugas diganti dengan wilayah sendiri, dan itu dikatakan.
    jawaban = masuk("tksk").get("/pmks/rekap/?wilayah=64.72.04")
    assert jawaban.context["p"].tempat.pk == "64.72.03"
    assert "tidak tersedia" in jawaban.content.decode()
    assert masuk("dinsos").get("/pmks/rekap/").context["baris"][0].jumlah == 3


@pytest.mark.parametrize(
    "tanya", ["periode=2031", "periode=x", "status=x", "menurut=x", "jenis=99", "jenis=²", "wilayah=x"]
)
def test_pilihan_yang_tidak_ada_tidak_merusak_halaman(dunia, masuk, tanya):
    assert masuk("dinsos").get(f"/pmks/rekap/?{tanya}").status_code == 200


def test_unduhan_rekap_sama_dengan_layarnya(dunia, masuk):
    _isi(dunia)
    jawaban = masuk("dinsos").get("/pmks/rekap/unduh/?menurut=wilayah&jenis=8")
    lembar = load_workbook(BytesIO(jawaban.content))["Rekap"]
    baris = list(lembar.iter_rows(values_only=True))
    assert baris[1][0] == "Kota Samarinda" and baris[1][-1] == 2
    assert "rekap-pmks-64.72-kini.xlsx" in jawaban["Content-Disposition"]


def test_admin_tidak_melihat_rekap(dunia, masuk):
    assert masuk("admin").get("/pmks/rekap/").status_code == 403
