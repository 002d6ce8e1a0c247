from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from tests.akun.bahan import buat
from tksk_portal.akses import lingkup
from tksk_portal.akun.enums import JenisTautan
from tksk_portal.akun.models import Akun, Penempatan, SyaratMasuk, Tautan


def melanggar(nama: str):
    """Return a context that expects the database to refuse by this constraint."""
    return pytest.raises(IntegrityError, match=nama)


def tautan(akun: Akun, **ubah) -> Tautan:
    kini = timezone.now()
    isi = {"sidik": "a" * 64, "dibuat_pada": kini, "berlaku_sampai": kini + timedelta(days=1)}
    return Tautan.objects.create(akun=akun, jenis=JenisTautan.SANDI, **isi | ubah)


def test_akun_ditutup_berpasangan(sistem, dunia):
    with melanggar("akun_ditutup_berpasangan"), transaction.atomic():
        Akun.objects.filter(pk=dunia.tksk.akun.pk).update(ditutup_pada=timezone.now())
    with melanggar("akun_ditutup_berpasangan"):
        Akun.objects.filter(pk=dunia.tksk.akun.pk).update(ditutup_oleh=dunia.admin.akun)


def test_nama_pengguna_tunggal(sistem, dunia):
    with melanggar("akun_akun_username_key"):
        Akun.objects.create(username="tksk", nama="x", wilayah_id="64")


@pytest.mark.parametrize("nama", ["Ab.c", "ab", ".abc", "a b c", "abc\n", "a" * 65, "ábc"])
def test_nama_pengguna_yang_buruk_ditolak(sistem, nama):
    akun = Akun(username=nama, nama="x", wilayah_id="64")
    akun.set_unusable_password()
    with pytest.raises(ValidationError, match=r"username"):
        akun.full_clean()


def test_penempatan_masa_urut(sistem, dunia):
    with melanggar("penempatan_masa_urut"):
        Penempatan.objects.filter(pk=dunia.tksk.tugas.pk).update(selesai=date(2025, 12, 31))


@pytest.mark.parametrize(
    ("peran", "tempat"),
    [
        ("tksk", "64.72"),
        ("camat", "64"),
        ("kabkota", "64.72.03"),
        ("provinsi", "64.72"),
        ("admin", "0"),
        ("kemensos", "64"),
    ],
)
def test_penempatan_tingkat_sesuai(sistem, dunia, peran, tempat):
    with melanggar("penempatan_tingkat_sesuai"):
        Penempatan.objects.create(akun=dunia.tksk.akun, peran=peran, tempat_id=tempat)


def test_penempatan_tidak_tumpang_tindih(sistem, dunia):
    tugas = dunia.tksk.tugas
    Penempatan.objects.filter(pk=tugas.pk).update(selesai=date(2026, 6, 30))
    with melanggar("penempatan_tidak_tumpang_tindih"), transaction.atomic():
        Penempatan.objects.create(akun=tugas.akun, peran="tksk", tempat_id="64.72.03", mulai=date(2026, 6, 30))
    Penempatan.objects.create(akun=tugas.akun, peran="tksk", tempat_id="64.72.03", mulai=date(2026, 7, 1))
    Penempatan.objects.create(akun=tugas.akun, peran="tksk", tempat_id="64.72.05", mulai=date(2026, 1, 1))


def test_tautan_sidik_bentuk(sistem, dunia):
    with melanggar("tautan_sidik_bentuk"):
        tautan(dunia.tksk.akun, sidik="token-terang")


def test_tautan_masa_urut(sistem, dunia):
    with melanggar("tautan_masa_urut"):
        tautan(dunia.tksk.akun, berlaku_sampai=timezone.now() - timedelta(days=1))


def test_tautan_berakhir_sekali(sistem, dunia):
    with melanggar("tautan_berakhir_sekali"):
        tautan(dunia.tksk.akun, dipakai_pada=timezone.now(), dibatalkan_pada=timezone.now())


def test_tautan_batal_berpasangan(sistem, dunia):
    with melanggar("tautan_batal_berpasangan"):
        tautan(dunia.tksk.akun, dibatalkan_oleh=dunia.admin.akun)


def test_tautan_terbuka_sekali(sistem, dunia):
    tautan(dunia.tksk.akun, dibatalkan_pada=timezone.now())
    tautan(dunia.tksk.akun, sidik="b" * 64)
    with melanggar("tautan_terbuka_sekali"):
        tautan(dunia.tksk.akun, sidik="c" * 64)


def test_sidik_tautan_tunggal(sistem, dunia):
    tautan(dunia.tksk.akun)
    with melanggar("akun_tautan_sidik"):
        tautan(dunia.tetangga.akun)


def test_syarat_masuk_sekali(sistem, dunia):
    SyaratMasuk.objects.create(wilayah_id="64", peran="tksk")
    with melanggar("syarat_masuk_sekali"):
        SyaratMasuk.objects.create(wilayah_id="64", peran="tksk")


def test_syarat_masuk_hanya_ditulis_kantornya(dunia):
    with pytest.raises(DatabaseError, match="row-level security"), lingkup.masuk(dunia.tksk.lingkup):
        SyaratMasuk.objects.create(wilayah_id="64", peran="tksk")


def test_akun_dikelola_menurut_kantornya(sistem, dunia):
    buat("pusat", "0")
    assert set(Akun.objects.dikelola("64").values_list("username", flat=True)) >= {"tksk", "admin"}
    assert "pusat" not in Akun.objects.dikelola("64").values_list("username", flat=True)
    assert not Akun.objects.dikelola("63").exists()


def test_riwayat_akun_sendiri_dari_kecamatan(dunia):
    akun = dunia.tksk.akun
    with lingkup.masuk(dunia.tksk.lingkup):
        akun.nama = "Nurhayati, S.Sos"
        akun.save(update_fields=["nama"])
        satu = akun.riwayat.order_by("-pgh_id").first()
    assert (satu.nama, satu.pgh_context["akun"]) == ("Nurhayati, S.Sos", str(akun.pk))


def test_petugas_tidak_dapat_mengubah_akun_orang_lain(dunia):
    tetangga = dunia.tetangga.akun
    with pytest.raises(DatabaseError, match="row-level security"), lingkup.masuk(dunia.tksk.lingkup):
        tetangga.nama = "diubah"
        tetangga.save(update_fields=["nama"])


def test_riwayat_akun_orang_lain_tidak_terbaca_petugas(dunia):
    with lingkup.masuk(dunia.tksk.lingkup):
        assert not dunia.tetangga.akun.riwayat.exists()
    with lingkup.masuk(dunia.admin.lingkup):
        assert dunia.tetangga.akun.riwayat.exists()
