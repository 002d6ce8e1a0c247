"""Jiwa per jenis sama dengan hitungan langsung dari barisnya, sesudah urutan tindakan apa pun; tidak ada yang ganda."""

from collections import Counter
from contextlib import suppress
from datetime import date
from threading import Event, Thread
from time import monotonic
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmks.actions import (
    AnggotaTerdaftar,
    IsianAnggota,
    IsianJenis,
    KKSudahAda,
    ajukan_kesatuan,
    ajukan_orang,
    anggota_kini,
    putuskan_kasus,
    putuskan_kasus_kesatuan,
    putuskan_revisi_kesatuan,
    sahkan_periode,
)
from pmks.bulat import bulatkan5
from pmks.enums import BentukKesatuan
from pmks.jiwa import Jiwa, angka_bentuk, angka_jiwa
from pmks.models import AnggotaKesatuan, JiwaKesatuan, Kasus, KasusKesatuan, Kesatuan, Orang, RevisiKesatuan
from tests.conftest import baca_dunia
from tests.pmks import bahan
from tests.pmks.bahan import DESA, DESA_LAIN, DESA_TETANGGA, nik_ke
from tests.pmks.bahan_kesatuan import ANAK, ISTRI, KEPALA, catat, kasus_dari, lakukan, pada_status, segar, ubah
from tests.pmks.test_ringkasan import padatkan
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.wilayah.rentang import rentang

TEMPAT = ["0", "64", "64.72", "64.71", "64.72.03", "64.72.04", DESA, DESA_LAIN, DESA_TETANGGA]


def hitung_langsung(tempat: str, derajat: int) -> dict[int, Jiwa]:
    """Count souls one by one without the summary: who is a person in the type, who a member of a family in it.

    A member who is a person in the type is counted where the person is, so that villages add up to their kecamatan.
    """
    sejak = max(derajat, 0)
    semua: dict[int, dict] = {0: {o.pk: o for o in Orang.objects.filter(derajat__gte=sejak)}}
    for k in Kasus.objects.filter(derajat__gte=sejak).select_related("orang"):
        semua.setdefault(k.jenis_id, {})[k.orang_id] = k.orang
    awal, akhir = rentang(tempat)
    orang = {j: [o for o in isi.values() if awal <= o.wilayah_id < akhir] for j, isi in semua.items()}
    jiwa: dict[int, Counter] = {j: Counter(o.jk for o in isi) for j, isi in orang.items()}
    lain: Counter = Counter()
    for satu in Kesatuan.objects.di_bawah(tempat):
        jenis = [k.jenis_id for k in satu.kasus.filter(derajat__gte=sejak)]
        if jenis and not satu.hitungan:
            jenis.append(0)
        for j in jenis:
            lain[j, "kesatuan"] += 1
            lain[j, "kk"] += satu.jumlah_kk
            isi = jiwa.setdefault(j, Counter())
            isi.update(L=satu.jiwa_l, P=satu.jiwa_p)
            isi.update(a.jk_asli for a in satu.anggota.kini().urut() if a.orang_id not in semua.get(j, {}))
    return {
        j: Jiwa(len(orang.get(j, [])), lain[j, "kesatuan"], lain[j, "kk"], isi["L"], isi["P"])
        for j, isi in jiwa.items()
    }


def periksa() -> None:
    """Compare every level and every degree of review with the direct count."""
    with lingkup.masuk(lingkup.sistem("uji")):
        for tempat in TEMPAT:
            for derajat in (-1, 1, 2, 3):
                dihitung = angka_jiwa([tempat], di_bawah=tempat, derajat=derajat, bulat14=False)[tempat]
                langsung = hitung_langsung(tempat, derajat)
                for jenis in set(dihitung) | set(langsung):
                    assert dihitung[jenis] == langsung.get(jenis, Jiwa()), (tempat, derajat, jenis)
        for satu in Kesatuan.objects.all():
            derajat = [k.derajat for k in satu.kasus.all()]
            assert satu.derajat == max(derajat), satu.pk


# Urutan acak ---------------------------------------------------------------------------------------------------------

LANGKAH = st.tuples(
    st.sampled_from(
        (
            *("catat", "hitung", "orang", "jenis_orang", "tautkan", "lepas", "ajukan", "putus", "putus_orang"),
            *("pindah", "pindah_orang", "batal", "ubah_jiwa", "padat", "sahkan", "usul", "keadaan"),
        )
    ),
    st.integers(0, 5),
    st.integers(0, 3),
)


class Kantor:
    """Does random acts as the inhabitants; refusals are part of life."""

    def __init__(self) -> None:
        with lingkup.masuk(lingkup.sistem("uji")):
            self.dunia = baca_dunia()
        self.nomor = 0
        self.orang: list[Orang] = []
        self.kesatuan: list[Kesatuan] = []

    def lakukan(self, aksi: str, a: int, b: int) -> None:
        """Carry out one act in a savepoint of its own."""
        self.nomor += 1
        ditolak = (Ditolak, KKSudahAda, AnggotaTerdaftar, ValueError)
        with suppress(*ditolak), transaction.atomic():
            getattr(self, f"_{aksi}")(a, b)

    def _sebagai(self, nama: str):
        return lingkup.masuk(self.dunia[nama].lingkup)

    def _satu(self, a: int) -> Kesatuan | None:
        return segar(self.kesatuan[a % len(self.kesatuan)]) if self.kesatuan else None

    def _catat(self, a: int, b: int) -> None:
        desa = (DESA, DESA_LAIN)[a % 2]
        jenis = ((24,), (25,), (19, 24), (24, 25))[b]
        with self._sebagai("tksk") as by:
            kk = f"64720301011{self.nomor:05d}"
            anggota = [KEPALA, ISTRI, ANAK][: 1 + a % 3]
            self.kesatuan.append(catat(by, jenis=jenis, anggota=anggota, no_kk=kk, wilayah_id=desa, ajukan=a > 2))

    def _hitung(self, a: int, b: int) -> None:
        bentuk = ("kelompok", "komunitas", "hitungan", "hitungan")[b]
        with self._sebagai("tksk") as by:
            self.kesatuan.append(catat(by, bentuk, jiwa_l=a, jiwa_p=b + 1, ajukan=a > 2))

    def _orang(self, a: int, b: int) -> None:
        with self._sebagai("tksk") as by:
            jenis = ((24,), (8,), (24, 25), (25,))[b]
            satu = bahan.catat(by, jenis=jenis, nik=nik_ke(9000 + self.nomor), ajukan=a > 2)
            self.orang.append(satu)

    def _jenis_orang(self, a: int, b: int) -> None:
        if self.orang:
            with self._sebagai("tksk") as by:
                ajukan_orang(orang=self.orang[a % len(self.orang)], by=by)

    def _tautkan(self, a: int, b: int) -> None:
        satu = self._satu(a)
        if satu and satu.keluarga and self.orang:
            orang = self.orang[b % len(self.orang)]
            with self._sebagai("tksk") as by:
                baru = IsianAnggota("famili", orang_id=orang.pk)
                ubah(by, satu, anggota=[*anggota_kini(satu), baru], alasan="uji")

    def _lepas(self, a: int, b: int) -> None:
        satu = self._satu(a)
        if satu and satu.keluarga:
            with self._sebagai("tksk") as by:
                kini = anggota_kini(satu)
                tetap = [x for n, x in enumerate(kini) if x.hubungan == "kepala" or n != len(kini) - 1 - b % 2]
                ubah(by, satu, anggota=tetap, alasan="uji")

    def _ajukan(self, a: int, b: int) -> None:
        if satu := self._satu(a):
            with self._sebagai("tksk") as by:
                ajukan_kesatuan(kesatuan=satu, by=by)

    def _putus(self, a: int, b: int) -> None:
        if not (satu := self._satu(a)):
            return
        aksi = (Aksi.VERIFIKASI, Aksi.VERIFIKASI, Aksi.KEMBALIKAN, Aksi.KEMBALIKAN)[b]
        with self._sebagai(("dinsos", "dinsos", "dinsos", "provinsi")[b]) as by:
            for k in KasusKesatuan.objects.filter(kesatuan=satu).order_by("jenis")[:1]:
                putuskan_kasus_kesatuan(kasus=k, aksi=aksi, by=by, versi=k.versi, komentar="uji")

    def _putus_orang(self, a: int, b: int) -> None:
        if not self.orang:
            return
        orang = self.orang[a % len(self.orang)]
        aksi = (Aksi.VERIFIKASI, Aksi.VERIFIKASI, Aksi.KEMBALIKAN, Aksi.KEMBALIKAN)[b]
        with self._sebagai(("dinsos", "dinsos", "dinsos", "provinsi")[b]) as by:
            for k in Kasus.objects.filter(orang=orang).order_by("jenis"):
                putuskan_kasus(kasus=k, aksi=aksi, by=by, versi=k.versi, komentar="uji")

    def _pindah(self, a: int, b: int) -> None:
        if satu := self._satu(a):
            with self._sebagai("tksk") as by:
                ubah(by, satu, wilayah_id=(DESA, DESA_LAIN)[b % 2], alasan="uji")

    def _pindah_orang(self, a: int, b: int) -> None:
        if self.orang:
            with lingkup.masuk(lingkup.sistem("uji")):
                pk = self.orang[a % len(self.orang)].pk
                Orang.objects.filter(pk=pk).update(wilayah_id=(DESA, DESA_LAIN, DESA_TETANGGA, DESA)[b])

    def _batal(self, a: int, b: int) -> None:
        if not (satu := self._satu(a)):
            return
        with self._sebagai("tksk") as by:
            for k in KasusKesatuan.objects.filter(kesatuan=satu).order_by("jenis")[: 1 + b % 2]:
                putuskan_kasus_kesatuan(kasus=k, aksi=Aksi.BATALKAN, by=by, versi=k.versi, komentar="uji")

    def _ubah_jiwa(self, a: int, b: int) -> None:
        satu = self._satu(a)
        if satu and not satu.keluarga:
            with self._sebagai("tksk") as by:
                ubah(by, satu, jiwa_l=a * 3, jiwa_p=b + 1, alasan="uji")

    def _usul(self, a: int, b: int) -> None:
        aksi = (Aksi.VERIFIKASI, Aksi.SAHKAN, Aksi.KEMBALIKAN, Aksi.VERIFIKASI)[b]
        with self._sebagai("provinsi" if b == 1 else "dinsos") as by:
            for r in RevisiKesatuan.objects.filter(diterapkan_pada=None).order_by("pk")[:2]:
                putuskan_revisi_kesatuan(revisi=r, aksi=aksi, by=by, versi=r.versi, komentar="uji")

    def _keadaan(self, a: int, b: int) -> None:
        """A cancelled person is a soul of its family still."""
        if self.orang:
            with self._sebagai("tksk") as by:
                for k in Kasus.objects.filter(orang=self.orang[a % len(self.orang)]).order_by("jenis"):
                    putuskan_kasus(kasus=k, aksi=Aksi.BATALKAN, by=by, versi=k.versi, komentar="uji")

    def _padat(self, a: int, b: int) -> None:
        padatkan()

    def _sahkan(self, a: int, b: int) -> None:
        with self._sebagai("provinsi") as by:
            tetap = {"kabkota": "64.72", "periode": date(2026, 11, 1), "kecuali": {}}
            sahkan_periode(kunci=uuid4(), dilihat=timezone.now(), by=by, **tetap)


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(langkah=st.lists(LANGKAH, min_size=10, max_size=30))
def test_jiwa_sama_dengan_hitungan_langsung(db, langkah):
    with transaction.atomic():
        kantor = Kantor()
        for satu in langkah:
            kantor.lakukan(*satu)
        periksa()
        padatkan()
        periksa()
        transaction.set_rollback(True)


def test_urutan_lengkap_setiap_langkah_diperiksa(dunia):
    """One long life of a family and its registered member, compared after every single act."""
    kantor = Kantor()
    for satu in (
        ("catat", 2, 0),
        ("orang", 0, 0),
        ("tautkan", 0, 0),
        ("jenis_orang", 0, 0),
        ("ajukan", 0, 0),
        ("putus", 0, 0),
        ("padat", 0, 0),
        ("putus_orang", 0, 0),
        ("sahkan", 0, 0),
        ("pindah", 0, 1),
        ("usul", 0, 0),
        ("usul", 0, 1),
        ("pindah_orang", 0, 1),
        ("lepas", 0, 0),
        ("usul", 0, 0),
        ("usul", 0, 1),
        ("tautkan", 0, 0),
        ("usul", 0, 0),
        ("usul", 0, 1),
        ("pindah_orang", 0, 2),
        ("padat", 0, 0),
    ):
        kantor.lakukan(*satu)
        periksa()
    with lingkup.masuk(lingkup.sistem("uji")):
        # Semuanya sungguh terjadi: disahkan, pindah desa dan berganti anggota lewat usulan, orangnya pindah kecamatan.
        k = KasusKesatuan.objects.get()
        assert (k.status, k.wilayah_id) == ("disahkan", DESA_LAIN)
        assert RevisiKesatuan.objects.filter(diterapkan_pada__isnull=False).count() == 3
        assert AnggotaKesatuan.objects.get(keluar_sebab="pindah").orang_id == kantor.orang[0].pk
        assert angka_jiwa(["64"], di_bawah="64", derajat=3)["64"][24] == Jiwa(1, 1, 1, 2, 2)


# Contoh yang dibaca orang --------------------------------------------------------------------------------------------


def jiwa(jenis: int, derajat: int = -1, tempat: str = "64.72") -> Jiwa:
    with lingkup.masuk(lingkup.sistem("uji")):
        return angka_jiwa([tempat], di_bawah=tempat, derajat=derajat)[tempat][jenis]


def test_keluarga_dihitung_anggotanya_komunitas_jiwanya(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        catat(by, "komunitas")
        bahan.catat(by, jenis=(24,))
    assert jiwa(24) == Jiwa(orang=1, kesatuan=1, kk=1, jiwa_l=2, jiwa_p=2) and jiwa(24).jiwa == 4
    assert jiwa(26) == Jiwa(orang=0, kesatuan=1, kk=12, jiwa_l=31, jiwa_p=28)
    assert jiwa(0) == Jiwa(orang=1, kesatuan=2, kk=13, jiwa_l=33, jiwa_p=30)
    assert jiwa(25) == Jiwa()


def test_anggota_yang_terdaftar_pada_jenis_yang_sama_dihitung_sekali(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = bahan.catat(by, jenis=(24,))
        satu = catat(by, anggota=[KEPALA, IsianAnggota("pasangan", orang_id=orang.pk)])
    assert jiwa(24) == Jiwa(1, 1, 1, 1, 1)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        ubah(by, satu, anggota=[a for a in anggota_kini(satu) if a.orang_id is None])
    assert jiwa(24) == Jiwa(1, 1, 1, 1, 1), "dilepas dari keluarga: tetap seorang, sebagai orang"


def test_anggota_pada_jenis_lain_tetap_jiwa_keluarganya(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = bahan.catat(by, jenis=(8,))
        catat(by, anggota=[KEPALA, IsianAnggota("orang_tua", orang_id=orang.pk)])
    assert jiwa(24) == Jiwa(0, 1, 1, 1, 1) and jiwa(8) == Jiwa(1, 0, 0, 0, 1)
    assert jiwa(0) == Jiwa(1, 1, 1, 1, 1), "pada semua jenis bersama-sama ia tetap seorang"


def test_pembaca_yang_sudah_disahkan_melihat_anggotanya_walau_datanya_sendiri_draf(dunia):
    """The person is a draft, the family approved: above, the member is a soul of the family; below, a person."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = bahan.catat(by, jenis=(24,))
    pada_status(dunia, Status.DISAHKAN, anggota=[KEPALA, IsianAnggota("pasangan", orang_id=orang.pk)])
    assert jiwa(24, derajat=3) == Jiwa(0, 1, 1, 1, 1)
    assert jiwa(24) == Jiwa(1, 1, 1, 1, 1)
    bahan.ajukan(dunia, orang)
    kasus = bahan.kasus_dari(orang)
    for nama, aksi in (("dinsos", Aksi.VERIFIKASI), ("provinsi", Aksi.SAHKAN)):
        kasus = bahan.lakukan(dunia, kasus, nama, aksi)
        periksa()
    assert jiwa(24, derajat=3) == Jiwa(1, 1, 1, 1, 1)


def test_provinsi_yang_tidak_melihat_draf_keluarga_tidak_merusak_angkanya(dunia):
    kasus = bahan.pada_status(dunia, Status.DIVERIFIKASI, jenis=24)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, anggota=[KEPALA, IsianAnggota("pasangan", orang_id=kasus.orang_id)])
    bahan.lakukan(dunia, kasus, "provinsi", Aksi.SAHKAN)
    periksa()
    with lingkup.masuk(dunia.provinsi.lingkup):
        with connection.cursor() as kursor:
            kursor.execute("SELECT current_setting('tksk.derajat')")
            assert kursor.fetchone() == ("2",), "batas derajat dipasang lagi sesudah pemicu"
        assert not Kesatuan.objects.exists()


def test_yang_meninggal_bukan_jiwa_keluarga_lagi(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = bahan.catat(by, jenis=(8,))
        catat(by, anggota=[KEPALA, IsianAnggota("orang_tua", orang_id=orang.pk)])
        Orang.objects.filter(pk=orang.pk).update(keadaan="meninggal", keadaan_pada=date(2026, 11, 2))
    assert jiwa(24) == Jiwa(0, 1, 1, 1, 0)


def test_jenis_14_dibulatkan_kecuali_diminta_tepat(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, "hitungan", jiwa_l=11, jiwa_p=2)
    assert jiwa(14) == Jiwa(0, 0, 0, 10, 0) and jiwa(0) == Jiwa()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert angka_jiwa(["0"], di_bawah="0", bulat14=False)["0"][14] == Jiwa(0, 1, 0, 11, 2)


def test_angka_per_bentuk_menghitung_tiap_keluarga_sekali(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, jenis=(24, 25))
        catat(by, "kelompok")
        catat(by, "hitungan")
        per = angka_bentuk("64.72.03")
    assert per[BentukKesatuan.KELUARGA] == Jiwa(0, 1, 1, 2, 1)
    assert per[BentukKesatuan.KELOMPOK] == Jiwa(0, 1, 4, 9, 8)
    assert per[BentukKesatuan.HITUNGAN] == Jiwa(0, 0, 0, 10, 5)


def test_memadatkan_dua_kali_tidak_menggandakan(dunia):
    pada_status(dunia, Status.DISAHKAN)
    padatkan()
    padatkan()
    assert jiwa(24, derajat=3) == Jiwa(0, 1, 1, 2, 1)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert JiwaKesatuan.objects.count() == 2


def test_dibatalkan_tidak_dihitung_lagi(dunia):
    k = pada_status(dunia, Status.DIKEMBALIKAN)
    lakukan(dunia, k, "tksk", Aksi.BATALKAN)
    assert jiwa(24) == jiwa(0) == Jiwa()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Kesatuan.objects.get().derajat == -1
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        ubah(by, k.kesatuan, kasus=[IsianJenis(25, ["a"])])
    assert jiwa(25) == Jiwa(0, 1, 1, 2, 1) and kasus_dari(k.kesatuan, 25).status == "draf"


@pytest.mark.parametrize(
    ("n", "bulat"), [(0, 0), (1, 0), (2, 0), (3, 5), (4, 5), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1003, 1005)]
)
def test_bulatkan_ke_kelipatan_lima(n, bulat):
    assert bulatkan5(n) == bulat


# Serempak ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dahulu", ["tautkan", "verifikasi"])
def test_ditautkan_dan_diverifikasi_serempak_tetap_dihitung_sekali(data_tetap, dahulu):
    """Whoever comes second waits for the first, and its trigger sees what the first did."""
    with lingkup.masuk(lingkup.sistem("uji")):
        dunia = baca_dunia()
    kasus = bahan.pada_status(dunia, Status.DIAJUKAN, jenis=24)
    keluarga = pada_status(dunia, Status.DRAF, anggota=[KEPALA]).kesatuan
    sudah, lanjut, waktu = Event(), Event(), {}

    def tautkan() -> None:
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            baru = IsianAnggota("pasangan", orang_id=kasus.orang_id)
            ubah(by, keluarga, anggota=[*anggota_kini(keluarga), baru])
            sudah.set()
            lanjut.wait(10)

    def verifikasi() -> None:
        with lingkup.masuk(dunia.dinsos.lingkup) as by:
            putuskan_kasus(kasus=Kasus.objects.get(pk=kasus.pk), aksi=Aksi.VERIFIKASI, by=by, versi=kasus.versi)
            sudah.set()
            lanjut.wait(10)

    def jalankan(tindakan) -> None:
        try:
            tindakan()
            waktu[tindakan.__name__] = monotonic()
        finally:
            connection.close()

    urut = [tautkan, verifikasi] if dahulu == "tautkan" else [verifikasi, tautkan]
    utas = [Thread(target=jalankan, args=(t,)) for t in urut]
    utas[0].start()
    assert sudah.wait(10)
    utas[1].start()
    utas[1].join(1)
    assert utas[1].is_alive(), "yang kedua menunggu yang pertama"
    lanjut.set()
    for u in utas:
        u.join(20)
    assert sorted(waktu, key=waktu.get) == [t.__name__ for t in urut]
    periksa()
    assert jiwa(24) == Jiwa(1, 1, 1, 1, 1)
