"""Batasan basis data bagi keluarga, komunitas, dan hitungan: satu contoh bagi tiap batasan bernama."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from pmks.models import (
    AnggotaKesatuan,
    JiwaKesatuan,
    Kasus,
    KasusKesatuan,
    Kesatuan,
    PengecualianKesatuan,
    Pengesahan,
    PotretJiwa,
    PutusanKesatuan,
    PutusanRevisiKesatuan,
    RevisiKesatuan,
    SelJiwa,
)
from tests.pmks.bahan import DESA, DESA_LAIN, catat
from tests.pmks.bahan_kesatuan import catat as catat_kesatuan
from tests.pmks.bahan_kesatuan import pada_status
from tests.pmks.batasan import KINI, ditinjau, ganda
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.enums import Status


class Isi:
    """A verified family with a pending change, a community, a count, an approval; everything raw."""

    def __init__(self, dunia) -> None:
        self.kasus = pada_status(dunia, Status.DIVERIFIKASI)
        self.keluarga = self.kasus.kesatuan
        self.akun = {n: dunia[n].akun.pk for n in ("tksk", "dinsos", "provinsi")}
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            self.orang = catat(by)
            self.kat, self.hitungan = catat_kesatuan(by, "komunitas"), catat_kesatuan(by, "hitungan")
            self.lain = catat_kesatuan(by, no_kk="6472030101109051")
        with lingkup.masuk(lingkup.sistem("uji")):
            self.revisi = self.usul()
            isi = {"wilayah_id": "64.72", "periode": date(2026, 11, 1), "oleh_id": self.akun["provinsi"]}
            self.pengesahan = Pengesahan.objects.create(id=uuid4(), sebagai="uji", **isi)

    def usul(self, **ganti) -> RevisiKesatuan:
        """Create a pending change."""
        isi = {"kesatuan": self.keluarga, "wilayah_id": DESA, "isi": {}, "alasan": "uji", "dasar_versi": 1}
        return RevisiKesatuan.objects.create(**isi | {"dibuat_oleh_id": self.akun["tksk"]} | ganti)

    def kecuali(self, **ganti) -> PengecualianKesatuan:
        """Create an exception."""
        isi = {"pengesahan": self.pengesahan, "kasus": self.kasus, "wilayah_id": DESA, "alasan": "uji"}
        return PengecualianKesatuan.objects.create(**isi | ganti)

    def putus(self, model, rekaman, **ganti):
        """Create a decision."""
        isi = {"aksi": "ajukan", "dari": "draf", "ke": "diajukan", "sebagai": "uji", "wilayah_id": DESA}
        return model.objects.create(rekaman_id=rekaman, oleh_id=self.akun["tksk"], **isi | ganti)

    def tambah(self, **ganti) -> AnggotaKesatuan:
        """Create a member of the family."""
        isi = {"kesatuan": self.keluarga, "wilayah_id": DESA, "hubungan": "anak", "nama": "Bayi", "jk": "L"}
        return AnggotaKesatuan.objects.create(**isi | {"dibuat_oleh_id": self.akun["tksk"]} | ganti)

    def kk(self, **ubah) -> None:
        """Write columns of the family."""
        Kesatuan.objects.filter(pk=self.keluarga.pk).update(**ubah)

    def m(self, **ubah) -> None:
        """Write columns of the community."""
        Kesatuan.objects.filter(pk=self.kat.pk).update(**ubah)

    def k(self, **ubah) -> None:
        """Write columns of the family's type."""
        KasusKesatuan.objects.filter(pk=self.kasus.pk).update(**ubah)

    def r(self, **ubah) -> None:
        """Write columns of the pending change."""
        RevisiKesatuan.objects.filter(pk=self.revisi.pk).update(**ubah)


_SEL = {"jenis": 0, "bentuk": "keluarga", "status": "draf", "jumlah": 1}
_SEL |= dict.fromkeys(("kk", "jiwa_l", "jiwa_p", "rangkap_l", "rangkap_p"), 0)
_TAUT = {"nama": "", "jk": ""}


def _potret(akhir: date) -> PotretJiwa:
    return PotretJiwa.objects.create(wilayah_id="64", akhir=akhir, **_SEL)


CONTOH = {
    "kasus_bukan_jenis_hitungan": lambda i: Kasus.objects.filter(orang=i.orang).update(jenis=14),
    "kesatuan_kk_sekali_per_kecamatan": lambda i: i.kk(no_kk=i.lain.no_kk),
    "kesatuan_di_desa": lambda i: i.kk(wilayah_id="64.72.03"),
    "kesatuan_no_kk_bentuk": lambda i: i.kk(no_kk="123"),
    "kesatuan_kk_atau_alasan": lambda i: i.kk(alasan_tanpa_kk="hilang"),
    "kesatuan_bernama": lambda i: i.kk(nama="Keluarga Budi"),
    "kesatuan_hitungan_tanpa_identitas": lambda i: Kesatuan.objects.filter(pk=i.hitungan.pk).update(alamat="Jl. A"),
    "kesatuan_beralamat": lambda i: i.m(alamat=""),
    "kesatuan_jiwa_lengkap": lambda i: i.m(jumlah_kk=0),
    "kesatuan_umur_cocok": lambda i: i.m(umur_l=[31, 0, 0, 1], umur_p=[28, 0, 0, 0]),
    "kesatuan_titik_lengkap": lambda i: i.m(lintang=-0.4),
    "anggota_hanya_keluarga": lambda i: i.tambah(kesatuan=i.kat, bentuk="komunitas"),
    "anggota_nik_bentuk": lambda i: i.tambah(nik="123"),
    "anggota_satu_asal": lambda i: i.tambah(orang=i.orang),
    "anggota_lahir_wajar": lambda i: i.tambah(tanggal_lahir=date(1899, 12, 31)),
    "anggota_keluar_berpasangan": lambda i: i.tambah(keluar_pada=date(2026, 11, 1)),
    "anggota_satu_kepala": lambda i: i.tambah(hubungan="kepala"),
    "anggota_orang_sekali": lambda i: ganda(lambda: i.tambah(orang=i.orang, **_TAUT)),
    "anggota_nik_sekali_per_kecamatan": lambda i: ganda(lambda: i.tambah(nik="6472035205589555")),
    "anggota_ikut_kesatuan": lambda i: i.tambah(wilayah_id=DESA_LAIN),
    "anggota_orang_ada": lambda i: i.tambah(orang_id=uuid4(), **_TAUT),
    **ditinjau("kasuskesatuan", "k"),
    "kasuskesatuan_jenis_sekali": lambda i: KasusKesatuan.objects.create(
        kesatuan=i.keluarga, wilayah_id=DESA, bentuk="keluarga", jenis_id=24, dibuat_oleh_id=i.akun["tksk"]
    ),
    "kasuskesatuan_hitungan_jenis_14": lambda i: i.k(jenis=14),
    "kasuskesatuan_ikut_kesatuan": lambda i: i.k(wilayah_id=DESA_LAIN),
    "kasuskesatuan_pengesahan": lambda i: i.k(pengesahan_id=uuid4()),
    **ditinjau("revisikesatuan", "r"),
    "revisikesatuan_satu_berjalan": lambda i: i.usul(),
    "revisikesatuan_ikut_kesatuan": lambda i: i.r(wilayah_id=DESA_LAIN),
    "pmks_putusankesatuan_berkomentar": lambda i: i.putus(PutusanKesatuan, i.kasus.pk, aksi="kembalikan"),
    "pmks_putusanrevisikesatuan_berkomentar": lambda i: i.putus(PutusanRevisiKesatuan, i.revisi.pk, aksi="batalkan"),
    "putusankesatuan_ikut_kasus": lambda i: i.putus(PutusanKesatuan, i.kasus.pk, wilayah_id=DESA_LAIN),
    "putusanrevisikes_ikut_revisi": lambda i: i.putus(PutusanRevisiKesatuan, i.revisi.pk, wilayah_id=DESA_LAIN),
    "pengecualiankesatuan_sekali": lambda i: ganda(i.kecuali),
    "pengecualiankesatuan_beralasan": lambda i: i.kecuali(alasan=""),
    "pengecualiankesatuan_ikut_kasus": lambda i: i.kecuali(wilayah_id=DESA_LAIN),
    "pengecualiankesatuan_ikut_sah": lambda i: i.kecuali(pengesahan_id=uuid4(), pengesahan=None),
    "potretjiwa_sekali": lambda i: ganda(lambda: _potret(date(2026, 9, 30))),
    "potretjiwa_akhir_triwulan": lambda i: _potret(date(2026, 9, 29)),
    "seljiwa_sekali": lambda i: ganda(lambda: SelJiwa.objects.create(wilayah_id="64", **_SEL)),
    "jiwakesatuan_milik_kesatuan": lambda i: JiwaKesatuan.objects.create(wilayah_id=DESA, kesatuan_id=uuid4(), **_SEL),
}
# Sasaran kunci asing (id dengan kolom lain): id saja sudah tunggal, jadi tidak dapat dilanggar sendiri.
SASARAN = {
    *("kesatuan_sasaran_anak", "kesatuan_sasaran_bentuk", "kasuskesatuan_sasaran_anak", "revisikesatuan_sasaran_anak"),
}


@pytest.fixture
def isi(dunia) -> Isi:
    """Return rows to break rules on; the scope of the system is entered for the test."""
    semua = Isi(dunia)
    with lingkup.masuk(lingkup.sistem("uji")):
        yield semua


@pytest.mark.parametrize("nama", CONTOH)
def test_batasan_menolak(isi, nama):
    with pytest.raises(IntegrityError) as salah, transaction.atomic():
        CONTOH[nama](isi)
        with connection.cursor() as kursor:
            kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert salah.value.__cause__.diag.constraint_name == nama


def test_isi_wajar_diterima(isi):
    """The rows that the cases start from break nothing themselves."""
    isi.m(lintang=-0.4, bujur=117.1, umur_l=[1, 10, 10, 10], umur_p=[7, 7, 7, 7])
    isi.k(disahkan_pada=KINI, disahkan_oleh_id=isi.akun["provinsi"], status="disahkan")
    isi.kecuali()
    isi.tambah(orang=isi.orang, **_TAUT)
    isi.putus(PutusanKesatuan, isi.kasus.pk, aksi="kembalikan", komentar="ada")
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
