"""Rekap memuat jiwa: keluarga, kelompok, komunitas, hitungan; juga yang tidak lagi ditangani; kini dan di potret."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from openpyxl import load_workbook

from pmks.actions import IsianAnggota, ubah_keadaan
from pmks.actions.potret import akhir_triwulan, ambil_potret
from pmks.jiwa import Jiwa
from pmks.models import Gerak, Orang, Potret, PotretJiwa
from pmks.rekap import periode_tersedia, rekap_jenis, rekap_wilayah
from tests.pmks import bahan
from tests.pmks.bahan import DESA, DESA_TETANGGA, JALAN, nik_ke
from tests.pmks.bahan_kesatuan import ISTRI, KEPALA, pada_status
from tests.pmks.bahan_kesatuan import catat as catat_kesatuan
from tksk_portal.akses import lingkup
from tksk_portal.contoh.potret import buat_potret
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.wilayah.models import Wilayah


def _orang(dunia, status: Status, *, nik: str, jenis: int = 24, kembalikan: bool = False) -> Orang:
    """Record a person in a type and bring it to a status; `kembalikan`: the province then sends it back."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = bahan.catat(by, jenis=(jenis,), nik=nik)
    kasus = bahan.kasus_dari(orang)
    for nama, aksi in (*JALAN[status], *((("provinsi", Aksi.KEMBALIKAN),) if kembalikan else ())):
        kasus = bahan.lakukan(dunia, kasus, nama, aksi)
    return orang


@pytest.fixture
def isi(dunia):
    """A family with a registered wife, a community, a count, and one who left."""
    istri = _orang(dunia, Status.DISAHKAN, nik=nik_ke(1))
    pada_status(dunia, Status.DIVERIFIKASI, anggota=[KEPALA, IsianAnggota("pasangan", orang_id=istri.pk)])
    pada_status(dunia, Status.DISAHKAN, "komunitas")
    pada_status(dunia, Status.DIVERIFIKASI, "hitungan")
    pada_status(dunia, Status.DRAF, "kelompok")
    keluar = _orang(dunia, Status.DIVERIFIKASI, nik=nik_ke(2), jenis=8)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        hari = date(2026, 11, 20)
        ubah_keadaan(orang=keluar, kunci=uuid4(), keadaan="meninggal", tanggal=hari, alasan="Keterangan RT", by=by)


def _rekap(kode: str, periode: str = "kini", *, status: str = "verifikasi", bulat14: bool = False, **lain):
    """Return the rows by key."""
    with lingkup.masuk(lingkup.sistem("uji")):
        tempat = Wilayah.objects.get(pk=kode)
        satu = {p.kode: p for p in periode_tersedia(kode, hari=timezone.localdate())}[periode]
        susun = rekap_wilayah if lain else rekap_jenis
        return {b.kunci: b for b in susun(tempat, satu, status=status, bulat14=bulat14, **lain)}


def _jiwa(kode: str = "64.72.03", *arg, **kw) -> dict[str, Jiwa]:
    return {k: b.jiwa for k, b in _rekap(kode, *arg, **kw).items() if b.jiwa != Jiwa()}


VERIFIKASI = {
    "0": Jiwa(orang=1, kesatuan=2, kk=13, jiwa_l=32, jiwa_p=29),
    "14": Jiwa(kesatuan=1, jiwa_l=11, jiwa_p=6),
    "24": Jiwa(orang=1, kesatuan=1, kk=1, jiwa_l=1, jiwa_p=1),
    "26": Jiwa(kesatuan=1, kk=12, jiwa_l=31, jiwa_p=28),
}
SAH = {
    "0": Jiwa(orang=1, kesatuan=1, kk=12, jiwa_l=31, jiwa_p=29),
    "24": Jiwa(orang=1, jiwa_p=1),
    "26": VERIFIKASI["26"],
}


def test_jiwa_tiap_jenis_menurut_status_dan_yang_rangkap_sekali(isi):
    assert _jiwa() == VERIFIKASI
    assert _jiwa(status="sah") == SAH
    semua = _jiwa(status="semua")
    assert semua["21"] == Jiwa(kesatuan=1, kk=4, jiwa_l=9, jiwa_p=8) and semua["24"] == VERIFIKASI["24"]


def test_jiwa_tiap_tempat_sama_dengan_induknya(isi):
    per = _rekap("64.72.03", jenis=26)
    assert per["64.72.03"].jiwa == per[DESA].jiwa == VERIFIKASI["26"]
    assert sum(b.jiwa.jiwa for k, b in per.items() if k != "64.72.03") == 59
    assert _rekap("64", jenis=0)["64.72"].jiwa == VERIFIKASI["0"]


def test_yang_keluar_disebut_dan_tidak_ikut_angka_lain(isi):
    per = _rekap("64.72.03")
    assert {k: b.keluar for k, b in per.items() if b.keluar} == {"0": 1, "8": 1}
    assert per["0"].jumlah == 1 and per["8"].jumlah == 0 and per["8"].jiwa == Jiwa()
    assert _rekap("64.72.03", jenis=8)[DESA].keluar == 1


@pytest.mark.parametrize("keluarga", [Status.DIVERIFIKASI, Status.DISAHKAN])
def test_anggota_yang_dikembalikan_provinsi_tetap_jiwa_keluarganya(dunia, keluarga):
    """The person is not among the verified, so the family counts the member; at "all" nobody counts twice."""
    orang = _orang(dunia, Status.DIVERIFIKASI, nik=nik_ke(1), kembalikan=True)
    pada_status(dunia, keluarga, anggota=[KEPALA, IsianAnggota("pasangan", orang_id=orang.pk)])
    assert _jiwa()["24"] == Jiwa(kesatuan=1, kk=1, jiwa_l=1, jiwa_p=1)
    assert _jiwa(status="semua")["24"] == Jiwa(orang=1, kesatuan=1, kk=1, jiwa_l=1, jiwa_p=1)


# Potret ---------------------------------------------------------------------------------------------------------


def _potret() -> None:
    with lingkup.masuk(lingkup.sistem("uji")):
        Gerak.objects.get_or_create(wilayah_id="0", tanggal=date(2026, 9, 1), aksi="catat", defaults={"jumlah": 1})
        assert ambil_potret(hari=date(2026, 10, 1)) > 0


def test_potret_memuat_jiwa_dan_tidak_berubah(dunia, isi):
    _potret()
    pada_status(dunia, Status.DISAHKAN, anggota=[KEPALA, ISTRI], no_kk="6472030101109051")
    assert _jiwa("64.72.03", "2026-T3") == VERIFIKASI == _jiwa("64.72", "2026")
    assert _jiwa("64.72.03", "2026-T3", status="sah") == SAH
    assert _rekap("64.72.03", "2026-T3")["0"].keluar == 1
    assert _rekap("64.72.03", "2026-T3", jenis=26)[DESA].jiwa == VERIFIKASI["26"]
    assert _jiwa()["24"].kesatuan == 2


def test_tempat_tanpa_keluarga_nol_dan_tempat_tanpa_orang_ikut_terpotret(dunia):
    _orang(dunia, Status.DISAHKAN, nik=nik_ke(1))
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat_kesatuan(by, "hitungan", wilayah_id=DESA_TETANGGA, jiwa_l=3, jiwa_p=4)
    _potret()
    assert _rekap("64.72.03", "2026-T3")["0"].jiwa == Jiwa(orang=1, jiwa_p=1), "nol, bukan tidak diketahui"
    assert _rekap("64.72.04", "2026-T3", status="semua")["14"].jiwa == Jiwa(kesatuan=1, jiwa_l=3, jiwa_p=4)


def test_potret_lama_mengatakan_jiwanya_tidak_dipotret(dunia, isi, masuk):
    sel = {"akhir": date(2026, 6, 30), "jenis": 0, "status": "disahkan", "jk": "P", "kelompok_umur": 3, "jumlah": 7}
    with lingkup.masuk(lingkup.sistem("uji")):
        Potret.objects.create(wilayah_id="64.72", **sel)
    assert _rekap("64.72", "2026-T2")["0"].jiwa is None
    jawaban = masuk("dinsos").get("/pmks/rekap/?periode=2026-T2")
    assert "diambil sebelum keluarga" in jawaban.content.decode() and not jawaban.context["baris_jiwa"]
    lembar = load_workbook(BytesIO(masuk("dinsos").get("/pmks/rekap/unduh/?periode=2026-T2").content))["Rekap"]
    assert [c.value for c in lembar[2]][-6:] == [0, None, None, None, None, None]


def test_potret_jiwa_tidak_dapat_diubah_atau_dihapus_peran_jalan(isi):
    _potret()
    for perintah in ("UPDATE pmks_potretjiwa SET kk = 0", "DELETE FROM pmks_potretjiwa"):
        with pytest.raises(DatabaseError), lingkup.masuk(lingkup.sistem("uji")), transaction.atomic():
            connection.cursor().execute(perintah)


KOLOM = "wilayah_id, jenis, bentuk, status, jumlah, kk, jiwa_l, jiwa_p, rangkap_l, rangkap_p"
BERISI = "(jumlah, kk, jiwa_l, jiwa_p, rangkap_l, rangkap_p) <> (0, 0, 0, 0, 0, 0)"
ORANG = "wilayah_id, jenis, status, jk, kelompok_umur, jumlah"


def test_potret_demo_sama_dengan_potret_sungguhan(dunia, isi):
    besok = timezone.localdate()
    with lingkup.masuk(lingkup.sistem("uji")), connection.cursor() as kursor:
        Gerak.objects.get_or_create(wilayah_id="0", tanggal=akhir_triwulan(besok), aksi="catat", defaults={"jumlah": 1})
        kursor.execute("SELECT pmks_padatkan()")
    assert buat_potret(hari_ini=date(besok.year + 1, 1, 1)) == 1
    with lingkup.masuk(lingkup.sistem("uji")), connection.cursor() as kursor:
        for kolom, sel, potret, berisi in (
            (KOLOM, "pmks_seljiwa", "pmks_potretjiwa", BERISI),
            (ORANG, "pmks_sel", "pmks_potret", "jumlah <> 0"),
        ):
            kanan, kiri = (f"SELECT {kolom} FROM {t} WHERE {berisi}" for t in (sel, potret))
            kursor.execute(f"({kanan} EXCEPT {kiri}) UNION ALL ({kiri} EXCEPT {kanan})")
            assert kursor.fetchall() == [], potret
        assert PotretJiwa.objects.filter(jenis=26).exists()


# Layar ----------------------------------------------------------------------------------------------------------


def _baris(jawaban, nama: str) -> dict[str, Jiwa]:
    return {b.kunci: b.jiwa for b in jawaban.context[nama]}


@pytest.mark.parametrize(("nama", "tepat"), [("tksk", True), ("dinsos", True), ("camat", False), ("provinsi", False)])
def test_jenis_14_dibulatkan_bagi_yang_tidak_membuka_identitas(isi, masuk, nama, tepat):
    empat_belas = Jiwa(kesatuan=1, jiwa_l=11, jiwa_p=6) if tepat else Jiwa(kesatuan=0, jiwa_l=10, jiwa_p=5)
    kini = masuk(nama)
    jawaban = kini.get("/pmks/rekap/?wilayah=64.72.03")
    assert _baris(jawaban, "baris_jiwa") == VERIFIKASI | {"14": empat_belas}
    assert ("(dibulatkan)" in jawaban.content.decode()) != tepat
    per = kini.get("/pmks/rekap/?wilayah=64.72.03&menurut=wilayah&jenis=14")
    assert _baris(per, "baris_jiwa")[DESA] == _baris(per, "baris_jiwa")["64.72.03"] == empat_belas
    assert per.context["baris_orang"] == []


def test_unduhan_memuat_jiwa_dan_yang_keluar_sama_dengan_layarnya(isi, masuk):
    buku = load_workbook(BytesIO(masuk("provinsi").get("/pmks/rekap/unduh/").content))
    kepala, *baris = buku["Rekap"].iter_rows(values_only=True)
    per = {b[1]: dict(zip(kepala, b, strict=True)) for b in baris}
    assert (per["26"]["KK"], per["26"]["Jiwa"], per["26"]["Jumlah orang"]) == (12, 59, 0)
    assert (per["14"]["Jiwa laki-laki"], per["14"]["Jiwa"]) == (10, 15) and per["8"]["Keluar"] == 1
    keterangan = {b[0]: b[1] for b in buku["Keterangan"].iter_rows(values_only=True) if b[0]}
    assert "dibulatkan" in keterangan["Pembulatan"] and "Tidak lagi ditangani" in keterangan["Keluar"]
