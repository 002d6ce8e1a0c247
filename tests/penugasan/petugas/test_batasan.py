"""Yang dapat ditolak basis data, ditolaknya: satu contoh bagi tiap batasan bernama."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import UniqueConstraint

from penugasan.petugas.models import (
    SK,
    Formasi,
    Hunian,
    Kartu,
    Pelatihan,
    Penilaian,
    Petugas,
    SerahTerima,
    TaliAsih,
    Usulan,
)
from tests.penugasan.petugas.bahan import LAHIR, formasi, hari, nik_baru, orang

ULU = "64.72.05"
TIDAK_DICOBA = {"petugas_berwilayah", "formasi_berwilayah"}  # kunci bagi anak-anaknya; id sudah tunggal


class Bahan:
    """A formation with an officer, everything raw."""

    def __init__(self, by, akun) -> None:
        self.by, self.akun = by, akun
        self.f, self.p = formasi(by, ULU), orang(by, ULU)
        self.q = orang(by, ULU)

    def petugas(self, **ganti):
        isi = {
            "wilayah_id": ULU,
            "nama": "A",
            "nama_cari": "a",
            "nik": nik_baru(ULU),
            "tanggal_lahir": LAHIR,
            "jk": "L",
        }
        return Petugas.objects.create(**(isi | ganti))

    def huni(self, **ganti):
        isi = {"formasi": self.f, "wilayah_id": ULU, "petugas": self.p, "jenis": "petugas", "mulai": hari(0)}
        return Hunian.objects.create(**(isi | ganti))

    def anak(self, model, **isi):
        return model.objects.create(petugas=self.p, wilayah_id=ULU, **isi)

    def usul(self, **ganti):
        isi = {"formasi": self.f, "wilayah_id": ULU, "petugas": self.p, "diusulkan_pada": hari(0)}
        return Usulan.objects.create(**(isi | ganti))


def dua(buat):
    buat()
    buat()


SK_ISI = {"tingkat": "kemensos", "nomor": "1", "tanggal": hari(0), "mulai": hari(0)}
TALI = {"bulan": hari(0).replace(day=1), "sumber": "apbn", "jumlah": 1}
KARTU = {"petugas": uuid4(), "nama": "A", "tugas": "T", "berlaku_sampai": hari(1)}
KASUS = {
    "petugas_nik_sekali": lambda b: b.petugas(nik=b.p.nik),
    "petugas_nik_bentuk": lambda b: b.petugas(nik="123"),
    "petugas_niat_sekali": lambda b: dua(lambda: b.petugas(niat="64.72.05-0001")),
    "petugas_tahun_wajar": lambda b: b.petugas(tahun_angkat=1990),
    "formasi_sekali": lambda b: Formasi.objects.create(wilayah_id=ULU),
    "hunian_masa_urut": lambda b: b.huni(selesai=hari(-1)),
    "hunian_rangkap_berbatas": lambda b: b.huni(jenis="rangkap"),
    "hunian_formasi_tunggal": lambda b: (b.huni(), b.huni(petugas=b.q, mulai=hari(9))),
    "hunian_petugas_tunggal": lambda b: (b.huni(), b.huni(formasi=formasi(b.by, "64.72.06"), wilayah_id="64.72.06")),
    "hunian_ikut_formasi": lambda b: b.huni(wilayah_id="64.72.06"),
    "sk_ikut_petugas": lambda b: SK.objects.create(petugas=b.p, wilayah_id="64.72.06", **SK_ISI),
    "sk_masa_urut": lambda b: b.anak(SK, **SK_ISI, selesai=hari(-1)),
    "sk_sekali": lambda b: dua(lambda: b.anak(SK, **SK_ISI)),
    "pelatihan_masa_urut": lambda b: b.anak(Pelatihan, nama="A", penyelenggara="B", mulai=hari(0), selesai=hari(-1)),
    "penilaian_sekali": lambda b: dua(lambda: b.anak(Penilaian, tahun=2025, hasil="baik")),
    "penilaian_buruk_beralasan": lambda b: b.anak(Penilaian, tahun=2025, hasil="buruk"),
    "taliasih_sekali": lambda b: dua(lambda: b.anak(TaliAsih, **TALI)),
    "taliasih_awal_bulan": lambda b: b.anak(TaliAsih, **TALI | {"bulan": hari(0).replace(day=2)}),
    "taliasih_ada_jumlah": lambda b: b.anak(TaliAsih, **TALI | {"jumlah": 0}),
    "kartu_sidik_bentuk": lambda b: Kartu.objects.create(sidik="x", dicetak_oleh_id=b.akun, **KARTU),
    "usulan_sekali_berjalan": lambda b: dua(b.usul),
    "usulan_tutup_beralasan": lambda b: b.usul(tahap="ditutup", ditutup_pada=hari(0)),
    "serahterima_sekali": lambda b: serah_dua(b),
}


def serah_dua(b) -> None:
    h = b.huni()
    dua(lambda: SerahTerima.objects.create(formasi=b.f, wilayah_id=ULU, dari=h, tanggal=hari(0)))


@pytest.mark.parametrize("nama", KASUS)
def test_basis_data_menolak(dunia, sistem, nama):
    bahan = Bahan(sistem, dunia.admin.akun.pk)
    with pytest.raises(IntegrityError) as salah, transaction.atomic():
        KASUS[nama](bahan)
    assert salah.value.__cause__.diag.constraint_name == nama


def test_setiap_batasan_punya_contoh_dan_kalimat():
    model = [m for m in apps.get_app_config("petugas").get_models() if not hasattr(m, "pgh_tracked_model")]
    semua = {c.name: c for m in model for c in m._meta.constraints}
    assert set(semua) - TIDAK_DICOBA - set(KASUS) == set()
    bawaan = UniqueConstraint(fields=("id",), name="x").violation_error_message
    for nama, c in semua.items():
        if nama not in TIDAK_DICOBA:
            assert c.violation_error_message != bawaan and "%(name)s" not in str(c.violation_error_message), nama
