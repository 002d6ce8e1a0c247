"""Ringkasan angka sama dengan hitungan langsung, sesudah urutan tindakan apa pun, sebelum dan sesudah dipadatkan."""

from collections import Counter
from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmks.actions import (
    IsianKasus,
    ajukan_orang,
    catat_orang,
    putuskan_kasus,
    putuskan_revisi,
    sahkan_periode,
    ubah_keadaan,
    ubah_orang,
)
from pmks.angka import angka, angka_pokok, angka_satu, gerak, jumlah_sel
from pmks.enums import Keadaan
from pmks.jadwal import padatkan_ringkasan, perbarui_kelompok_umur
from pmks.models import Kasus, KeadaanOrang, Orang, PutusanKasus, Revisi, Sel, Selisih
from pmks.models.ringkasan import KELUAR
from pmks.umur import kelompok_umur
from tests.conftest import baca_dunia
from tests.pmks.bahan import DESA, DESA_LAIN, catat, isian, nik_ke, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import DERAJAT, Aksi, Status
from tksk_portal.wilayah.rentang import rentang

TEMPAT = ["0", "64", "64.72", "64.71", "64.72.03", "64.72.04", DESA, DESA_LAIN, "64.72.04.1001"]
STATUS_ORANG = {DERAJAT[s]: s for s in (Status.DRAF, Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DISAHKAN)}


def hitung_langsung(tempat: str) -> Counter:
    """Count persons and types one by one, without the summary: (type, status, sex, age group) -> n."""
    hasil: Counter = Counter()
    for o in Orang.objects.di_bawah(tempat).aktif():
        status = STATUS_ORANG[o.derajat] if o.keadaan == Keadaan.AKTIF else KELUAR
        hasil[0, status, o.jk, kelompok_umur(o.tanggal_lahir, timezone.localdate())] += 1
    for k in Kasus.objects.di_bawah(tempat).aktif().select_related("orang"):
        o = k.orang
        status = k.status if k.keadaan == Keadaan.AKTIF else KELUAR
        hasil[k.jenis_id, status, o.jk, kelompok_umur(o.tanggal_lahir, timezone.localdate())] += 1
    return hasil


def seluruh_sel(a) -> Counter:
    """Return all cells of a place, with those no longer looked after under their pseudo-status."""
    return +a.sel + Counter({(j, KELUAR, jk, u): n for (j, jk, u), n in a.keluar.items()})


def periksa() -> None:
    """Compare every level with the direct count."""
    with lingkup.masuk(lingkup.sistem("uji")):
        for tempat in TEMPAT:
            assert seluruh_sel(angka_satu(tempat)) == hitung_langsung(tempat), tempat
            _periksa_jumlah(tempat)
        for di_bawah, panjang in (("0", 2), ("64", 5), ("64.72", 8), ("64.72.03", 13)):
            anak = [t for t in TEMPAT if len(t) == panjang and (di_bawah == "0" or t.startswith(di_bawah))]
            for kode, a in angka(anak, di_bawah=di_bawah).items():
                assert seluruh_sel(a) == hitung_langsung(kode), kode
        # Yang sudah digabung tidak punya jenis lagi.
        derajat = {o.pk: o.derajat for o in Orang.objects.filter(digabung_ke=None)}
        terbaik = Counter()
        for orang, d in Kasus.objects.values_list("orang", "derajat"):
            terbaik[orang] = max(terbaik.get(orang, -1), d)
        assert derajat == dict(terbaik)
        for o in Orang.objects.aktif():
            jenis = set(Kasus.objects.aktif().filter(orang=o).values_list("keadaan", flat=True))
            assert (Keadaan.AKTIF in jenis) <= (o.keadaan == Keadaan.AKTIF), "jenis yang ditangani, orangnya juga"


def _periksa_jumlah(tempat: str) -> None:
    """The sums that lists, home and approval show leave out who left."""
    orang = Orang.objects.di_bawah(tempat).ditangani().count()
    assert jumlah_sel(tempat, jenis=0) == angka_satu(tempat).orang == orang, tempat
    for status in Status:
        kasus = Kasus.objects.di_bawah(tempat).ditangani().filter(status=status).count()
        assert jumlah_sel(tempat, status=[status]) == kasus, (tempat, status)
    menunggu = Kasus.objects.di_bawah(tempat).menunggu_verifikasi().count()
    assert angka_satu(tempat).menunggu == menunggu, tempat
    if tempat != "0":
        pokok = angka_pokok([tempat], di_bawah=tempat)[tempat]
        assert (pokok.orang, pokok.menunggu) == (orang, menunggu), tempat
    assert angka_satu(tempat).orang_keluar == Orang.objects.di_bawah(tempat).aktif().count() - orang


def periksa_gerak() -> None:
    """The acts of each day equal the decisions and the types recorded."""
    hari = timezone.localdate()
    with lingkup.masuk(lingkup.sistem("uji")):
        for tempat in [t for t in TEMPAT if len(t) <= 8]:
            harap: Counter = Counter()
            awal, akhir = rentang(tempat)
            putusan = PutusanKasus.objects.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir)
            for aksi, pada in putusan.values_list("aksi", "pada"):
                harap[timezone.localdate(pada), aksi] += 1
            for pada in Kasus.objects.di_bawah(tempat).values_list("dibuat_pada", flat=True):
                harap[timezone.localdate(pada), "catat"] += 1
            for c in KeadaanOrang.objects.filter(wilayah_id__gte=awal, wilayah_id__lt=akhir):
                per_orang = "kembali" if c.keadaan == Keadaan.AKTIF else c.keadaan
                per_jenis = "jenis_lagi" if c.keadaan == Keadaan.AKTIF else "jenis_tuntas"
                harap[timezone.localdate(c.dibuat_pada), per_jenis if c.kasus_id else per_orang] += 1
            assert gerak(tempat, sejak=hari - timedelta(days=2), sampai=hari) == dict(harap), tempat


def padatkan() -> None:
    """Fold the waiting differences into the cells, as the schedule does."""
    with lingkup.masuk(lingkup.sistem("uji")):
        padatkan_ringkasan()
        assert not Selisih.objects.exists()


# Urutan acak -----------------------------------------------------------------------------------------------------

LAHIR = [date(2024, 1, 5), date(2015, 6, 1), date(1990, 3, 3), date(1950, 7, 7)]
LANGKAH = st.tuples(
    st.sampled_from(
        [
            "catat",
            "catat",
            "ubah",
            "pindah",
            "jenis",
            "ajukan",
            "kembalikan",
            "verifikasi",
            "sahkan",
            "batalkan",
            "revisi",
            "padat",
            "keluar",
            "keluar",
            "tuntas",
            "kembali",
        ]
    ),
    st.integers(0, 3),
    st.integers(0, 3),
)


class Kantor:
    """Carries out random acts as the right office; an act that is refused changes nothing."""

    def __init__(self) -> None:
        with lingkup.masuk(lingkup.sistem("uji")):
            self.dunia = baca_dunia()
        self.orang: list = []

    def lakukan(self, aksi: str, a: int, b: int) -> None:
        """Carry out one act; `a` chooses the person, `b` the variant."""
        if aksi == "padat":
            padatkan()
        elif aksi == "catat":
            self._catat(a, b)
        elif self.orang:
            with suppress(Ditolak):
                getattr(self, f"_{aksi}")(self.orang[a % len(self.orang)], b)

    def _sebagai(self, nama: str):
        return lingkup.masuk(self.dunia[nama].lingkup)

    def _catat(self, a: int, b: int) -> None:
        nama = "tetangga" if a == 3 else "tksk"
        with self._sebagai(nama) as by:
            kasus = [IsianKasus(j) for j in ((8,), (8, 24), (16, 12), (4,))[b]]
            o = catat_orang(
                kunci=uuid4(), orang=self._isi(f"{by.tempat}.1001", b), kasus=kasus, by=by, ajukan=a == 1
            ).orang
        self.orang.append((o.pk, nama))

    def _isi(self, desa: str, b: int) -> dict:
        return isian(wilayah_id=desa, nik="", alasan_tanpa_nik="hilang", tanggal_lahir=LAHIR[b], jk="LP"[b % 2])

    def _simpan(self, orang, desa: str, b: int, kasus=None) -> None:
        with self._sebagai(orang[1]) as by:
            o = Orang.objects.get(pk=orang[0])
            ada = [IsianKasus(k.jenis_id, k.kriteria) for k in Kasus.objects.aktif().filter(orang=o)]
            desa = desa or o.wilayah_id
            ubah_orang(orang=o, versi=o.versi, isian=self._isi(desa, b), kasus=kasus or ada, by=by, alasan="uji acak")

    def _ubah(self, orang, b: int) -> None:
        self._simpan(orang, "", b)

    def _pindah(self, orang, b: int) -> None:
        self._simpan(orang, f"{self.dunia[orang[1]].lingkup.tempat}.{1001 + b % 2}", b)

    def _jenis(self, orang, b: int) -> None:
        self._simpan(orang, "", b, kasus=[IsianKasus(j) for j in ((8,), (24, 11), (16,), (8, 16, 24))[b]])

    def _keadaan(self, orang, keadaan: str, b: int, kasus: Kasus | None = None) -> None:
        with self._sebagai("dinsos" if b % 2 else orang[1]) as by:
            o = Orang.objects.get(pk=orang[0])
            ubah_keadaan(
                orang=o,
                kunci=uuid4(),
                keadaan=keadaan,
                tanggal=timezone.localdate(),
                alasan="uji acak",
                by=by,
                kasus=kasus,
            )

    def _keluar(self, orang, b: int) -> None:
        self._keadaan(orang, ("tertangani", "pindah", "meninggal", "hilang")[b], b)

    def _kembali(self, orang, b: int) -> None:
        self._keadaan(orang, "aktif", b)

    def _tuntas(self, orang, b: int) -> None:
        with self._sebagai(orang[1]):
            kasus = list(Kasus.objects.aktif().filter(orang_id=orang[0]).order_by("jenis"))
        if kasus:
            satu = kasus[b % len(kasus)]
            keadaan = "tertangani" if satu.keadaan == Keadaan.AKTIF else "aktif"
            self._keadaan(orang, keadaan, 0, satu)

    def _ajukan(self, orang, b: int) -> None:
        with self._sebagai(orang[1]) as by:
            ajukan_orang(orang=Orang.objects.get(pk=orang[0]), by=by)

    def _putuskan(self, nama: str, orang, aksi: Aksi) -> None:
        with self._sebagai(nama) as by:
            for k in Kasus.objects.aktif().filter(orang_id=orang[0]).order_by("jenis")[:1]:
                putuskan_kasus(kasus=k, aksi=aksi, by=by, versi=k.versi, komentar="uji acak")

    def _kembalikan(self, orang, b: int) -> None:
        self._putuskan(("dinsos", "provinsi")[b % 2], orang, Aksi.KEMBALIKAN)

    def _verifikasi(self, orang, b: int) -> None:
        self._putuskan("dinsos", orang, Aksi.VERIFIKASI)

    def _batalkan(self, orang, b: int) -> None:
        self._putuskan(orang[1], orang, Aksi.BATALKAN)

    def _sahkan(self, orang, b: int) -> None:
        tetap = {"kabkota": "64.72", "periode": date(2026, 11, 1), "kecuali": {}}
        with suppress(ValueError), self._sebagai("provinsi") as by:
            sahkan_periode(kunci=uuid4(), dilihat=timezone.now(), by=by, **tetap)

    def _revisi(self, orang, b: int) -> None:
        nama = ("dinsos", "provinsi")[b % 2]
        aksi = (Aksi.VERIFIKASI, Aksi.SAHKAN, Aksi.KEMBALIKAN, Aksi.KEMBALIKAN)[b]
        with self._sebagai(nama) as by:
            for r in Revisi.objects.filter(orang_id=orang[0], diterapkan_pada=None)[:2]:
                putuskan_revisi(revisi=r, aksi=aksi, by=by, versi=r.versi, komentar="uji acak")


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(langkah=st.lists(LANGKAH, min_size=8, max_size=24))
def test_ringkasan_sama_dengan_hitungan_langsung(db, langkah):
    with transaction.atomic():
        kantor = Kantor()
        for satu in langkah:
            kantor.lakukan(*satu)
        periksa()
        periksa_gerak()
        padatkan()
        periksa()
        periksa_gerak()
        transaction.set_rollback(True)


def test_urutan_lengkap_setiap_langkah_diperiksa(dunia):
    """One long life of a record, compared after every single act."""
    kantor = Kantor()
    for satu in (
        ("catat", 0, 1),
        ("ubah", 0, 3),
        ("ajukan", 0, 0),
        ("kembalikan", 0, 0),
        ("pindah", 0, 1),
        ("ajukan", 0, 0),
        ("verifikasi", 0, 0),
        ("padat", 0, 0),
        ("kembalikan", 0, 1),
        ("verifikasi", 0, 0),
        ("sahkan", 0, 0),
        ("ubah", 0, 2),
        ("revisi", 0, 0),
        ("revisi", 0, 1),
        ("jenis", 0, 1),
        ("revisi", 0, 0),
        ("revisi", 0, 1),
        ("padat", 0, 0),
        ("batalkan", 0, 0),
    ):
        kantor.lakukan(*satu)
        periksa()
    periksa_gerak()
    with lingkup.masuk(lingkup.sistem("uji")):
        # Semua langkah di atas benar-benar terjadi: usulan diterapkan, jenis yang disahkan dihapus lewat usulan.
        assert Revisi.objects.filter(diterapkan_pada__isnull=False).count() == 3
        o = Orang.objects.get()
        assert (o.jk, o.tanggal_lahir, o.wilayah_id) == ("P", LAHIR[1], DESA_LAIN)
        assert {k.jenis_id: k.status for k in o.kasus.all()} == {8: "dibatalkan", 24: "diajukan", 11: "dibatalkan"}


def test_keluar_dan_kembali_setiap_langkah_diperiksa(dunia):
    """Helped out in one type, then in the last; returned, approved while away, died, taken back, moved village."""
    kantor = Kantor()
    langkah = (
        *(("catat", 1, 1), ("tuntas", 0, 0), ("tuntas", 0, 1), ("kembali", 0, 0), ("verifikasi", 0, 0)),
        *(("tuntas", 0, 0), ("keluar", 0, 2), ("padat", 0, 0), ("keluar", 0, 1), ("verifikasi", 0, 0)),
        *(("jenis", 0, 3), ("pindah", 0, 1), ("kembali", 0, 1), ("tuntas", 0, 0), ("sahkan", 0, 0), ("padat", 0, 0)),
        *(("keluar", 0, 3), ("kembali", 0, 0)),
    )
    for satu in langkah:
        kantor.lakukan(*satu)
        periksa()
        periksa_gerak()
    with lingkup.masuk(lingkup.sistem("uji")):
        log = KeadaanOrang.objects.order_by("dibuat_pada").values_list("keadaan", "kasus__jenis")
        assert [k for k, _ in log] == [
            *("tertangani", "tertangani", "tertangani", "aktif", "tertangani", "meninggal", "pindah", "aktif", "aktif"),
            *("hilang", "aktif"),
        ]


# Potongan ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nama", "sejak"), [("tksk", -1), ("dinsos", -1), ("camat", 1), ("provinsi", 2), ("kemensos", 3)]
)
def test_angka_menurut_yang_boleh_dibaca_peran(dunia, nama, sejak):
    for n, status in enumerate((Status.DRAF, Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DISAHKAN)):
        pada_status(dunia, status, nik=nik_ke(9100 + n))
    with lingkup.masuk(dunia[nama].lingkup) as by:
        a = angka_satu(by.tempat, derajat=by.derajat)
        assert a.orang == Orang.objects.aktif().count() == 4 - max(sejak, 0)
        assert a.disahkan == 1


def test_memadatkan_dua_kali_tidak_menggandakan(dunia):
    pada_status(dunia, Status.DISAHKAN)
    padatkan()
    with lingkup.masuk(lingkup.sistem("uji")):
        sebelum = sorted(Sel.objects.values_list("wilayah", "jenis", "status", "jk", "kelompok_umur", "jumlah"))
    padatkan()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert sorted(Sel.objects.values_list("wilayah", "jenis", "status", "jk", "kelompok_umur", "jumlah")) == sebelum
    periksa()


def test_tindakan_yang_gagal_tidak_meninggalkan_selisih(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        try:
            catat(by, nama="NIK sama")
        except Exception as salah:
            assert "NIK" in str(salah)
    periksa()


# Ulang tahun ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tahun", "sebelum", "sesudah"), [(6, 0, 1), (18, 1, 2), (60, 2, 3)])
def test_ulang_tahun_memindahkan_kelompok_umur_dan_angkanya(dunia, tahun, sebelum, sesudah, monkeypatch):
    kini = datetime(2026, 11, 20, 12, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr("django.utils.timezone.now", lambda: kini)
    lahir = date(2026 - tahun, 11, 21)
    k = pada_status(dunia, Status.DIVERIFIKASI, nik="", alasan_tanpa_nik="hilang", tanggal_lahir=lahir)
    assert k.kelompok_umur == k.orang.kelompok_umur == sebelum
    with lingkup.masuk(lingkup.sistem("uji")):
        assert perbarui_kelompok_umur() == 0
    monkeypatch.setattr("django.utils.timezone.now", lambda: kini + timedelta(days=1))
    with lingkup.masuk(lingkup.sistem("uji")):
        assert perbarui_kelompok_umur() == 1
        k.refresh_from_db()
        assert k.kelompok_umur == sesudah and Orang.objects.get().kelompok_umur == sesudah
        assert perbarui_kelompok_umur() == 0
        assert angka_satu(DESA).jumlah(umur=sesudah) == 1 and angka_satu(DESA).jumlah(umur=sebelum) == 0
    periksa()


@pytest.mark.parametrize("tahun", [1924, 1966, 1967, 2008, 2009, 2020, 2021])
def test_kelompok_umur_basis_data_sama_dengan_rumusnya_pada_batas(dunia, tahun, monkeypatch):
    """Born on and around 28 February and 1 March, read on those days of common and leap years."""
    lahir = [date(tahun, 2, 27), date(tahun, 2, 28), date(tahun, 3, 1)]
    lahir += [date(tahun, 2, 29)] if tahun % 4 == 0 else []
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        for hari in lahir:
            catat(by, nik="", alasan_tanpa_nik="hilang", tanggal_lahir=hari)
    for pada in (date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)):
        kini = datetime(pada.year, pada.month, pada.day, 12, tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr("django.utils.timezone.now", lambda kini=kini: kini)
        with lingkup.masuk(lingkup.sistem("uji")):
            perbarui_kelompok_umur()
            for o in Orang.objects.all():
                assert o.kelompok_umur == kelompok_umur(o.tanggal_lahir, pada), (o.tanggal_lahir, pada)


def test_padatkan_hanya_dalam_lingkup(db):
    with (
        pytest.raises(Exception, match="lingkup belum ditetapkan"),
        transaction.atomic(),
        connection.cursor() as kursor,
    ):
        kursor.execute("SET LOCAL ROLE tksk_app; SELECT pmks_padatkan()")
