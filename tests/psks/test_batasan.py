"""Yang dapat ditolak basis data, ditolaknya: tiap kendala bernama punya baris yang melanggarnya."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from psks.actions import catat_jejaring, tambah_dokumen
from psks.models import AturanPSKS, DokumenMitra, Jejaring, JenisPSKS, Mitra, PihakJejaring, RevisiMitra
from tests.psks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.isi import nama_batas

pytestmark = pytest.mark.django_db
MITRA = {
    "mitra_di_desa": {"wilayah_id": "64.72.03"},
    "mitra_bernama": {"nama": ""},
    "mitra_berjenis": {"jenis": []},
    "mitra_nomor_bentuk": {"nik": "12"},
    "mitra_diri_perorangan": {"jk": ""},
    "mitra_kk_keluarga": {"no_kk": "6472030101109001"},
    "mitra_lahir_wajar": {"tanggal_lahir": date(1899, 1, 1)},
    "mitra_terisi_muat": {"kapasitas": 3, "terisi": 4},
    "mitra_titik_lengkap": {"lintang": "-0.5"},
    "psks_mitra_diajukan_berpasangan": {"diajukan_pada": timezone.now()},
    "psks_mitra_diverifikasi_berpasangan": {"diverifikasi_pada": timezone.now()},
    "psks_mitra_disahkan_berpasangan": {"disahkan_pada": timezone.now()},
    "psks_mitra_status_lengkap": {"status": "diajukan"},
}
# Kendala yang dimiliki kunci anak, atau diuji bersama pemakaiannya.
DIUJI_LAIN = {
    *("mitra_sasaran_anak", "jejaring_sasaran_anak", "revisimitra_sasaran_anak"),
    *("mitra_nik_sekali_per_kecamatan", "revisimitra_satu_berjalan", "pihak_sekali", "dokumenmitra_satu_berlaku"),
    *("aturanpsks_satu_per_hari", "aturanpsks_masa_urut", "aturanpsks_umur_urut", "jenispsks_resmi_bernomor"),
    *("dokumenmitra_masa_urut", "dokumenmitra_berisi", "jejaring_masa_urut", "jejaring_berjudul"),
    *(
        f"psks_{m}_{k}"
        for m in ("mitra", "revisimitra")
        for k in (
            *("bukan_verifikasi_sendiri", "bukan_sahkan_sendiri", "diajukan_berpasangan"),
            *("diverifikasi_berpasangan", "disahkan_berpasangan", "status_lengkap"),
        )
    ),
    *("psks_putusanmitra_berkomentar", "psks_putusanrevisimitra_berkomentar"),
}


@pytest.fixture
def orang(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        yield catat(by, "psm")


def _tolak(fungsi) -> str:
    with pytest.raises(IntegrityError) as salah, transaction.atomic():
        fungsi()
    return nama_batas(salah.value)


@pytest.mark.parametrize("nama", MITRA)
def test_mitra(orang, nama):
    with lingkup.masuk(lingkup.sistem("uji")):
        assert _tolak(lambda: Mitra.objects.filter(pk=orang.pk).update(**MITRA[nama])) == nama


def test_nik_sekali_per_kecamatan(dunia, orang):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        lain = catat(by, "tagana", nik="", nama="Orang Lain")
        ubah = Mitra.objects.filter(pk=lain.pk)
        assert _tolak(lambda: ubah.update(nik=orang.nik)) == "mitra_nik_sekali_per_kecamatan"
        Mitra.objects.filter(pk=orang.pk).update(status="dibatalkan")
        assert ubah.update(nik=orang.nik) == 1


def test_satu_usulan_berjalan(dunia, orang):
    isi = {"mitra": orang, "wilayah_id": orang.wilayah_id, "isi": {}, "alasan": "x", "dibuat_oleh": dunia.tksk.akun}
    with lingkup.masuk(dunia.tksk.lingkup):
        RevisiMitra.objects.create(**isi)
        assert _tolak(lambda: RevisiMitra.objects.create(**isi)) == "revisimitra_satu_berjalan"


def test_dokumen(dunia, orang):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        d = tambah_dokumen(mitra=orang, kunci=uuid4(), isi={"jenis": "sk", "nomor": "1"}, by=by)
        ubah = DokumenMitra.objects.filter(pk=d.pk)
        hari = timezone.localdate()
        assert _tolak(lambda: ubah.update(nomor="")) == "dokumenmitra_berisi"
        masa = {"tanggal": hari, "berlaku_sampai": hari - timedelta(days=1)}
        assert _tolak(lambda: ubah.update(**masa)) == "dokumenmitra_masa_urut"
        d.pk = uuid4()
        assert _tolak(lambda: d.save(force_insert=True)) == "dokumenmitra_satu_berlaku"


def test_jejaring(dunia, orang):
    isi = {"jenis": "pertemuan", "judul": "Rapat", "lingkup": "", "mulai": date(2026, 1, 2), "sampai": None}
    isi |= {"target": "", "tokoh": "", "hasil": ""}
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        j = catat_jejaring(kunci=uuid4(), isi=isi, pihak=[orang.pk], by=by)
        ubah = Jejaring.objects.filter(pk=j.pk)
        assert _tolak(lambda: ubah.update(sampai=date(2026, 2, 1))) == "jejaring_masa_urut"
        assert _tolak(lambda: ubah.update(judul="")) == "jejaring_berjudul"
        pihak = {"jejaring": j, "wilayah_id": j.wilayah_id, "mitra_id": orang.pk}
        assert _tolak(lambda: PihakJejaring.objects.create(**pihak)) == "pihak_sekali"


def test_acuan(sistem):
    lks = AturanPSKS.objects.filter(jenis="lks")
    assert _tolak(lambda: lks.update(definisi="lain")) == "aturanpsks_tetap"
    isi = {"jenis_id": "lks", "dasar": "x", "definisi": "y", "berlaku_sejak": date(2030, 1, 1)}
    assert _tolak(lambda: AturanPSKS.objects.create(**isi)) == "aturanpsks_satu_per_hari"
    lks.update(berlaku_sampai=date(2029, 12, 31))
    assert _tolak(lambda: AturanPSKS.objects.create(**isi, umur_min=9, umur_maks=8)) == "aturanpsks_umur_urut"
    lama = {"berlaku_sejak": date(2031, 1, 1), "berlaku_sampai": date(2030, 1, 1)}
    # PostgreSQL menolak rentang terbalik sebelum kendala bernamanya; keduanya menolak.
    with pytest.raises(Exception, match=r"range|masa_urut"), transaction.atomic():
        AturanPSKS.objects.create(**(isi | lama))
    jenis = {"kode": "baru", "nama": "Baru", "pendek": "Baru", "bentuk": "lembaga", "golongan": "daerah"}
    assert _tolak(lambda: JenisPSKS.objects.create(**jenis, nomor=3)) in (
        *("jenispsks_resmi_bernomor", "psks_jenispsks_nomor_key"),
    )


def test_setiap_kendala_bernama_diuji():
    ada = {
        k.name
        for m in apps.get_app_config("psks").get_models()
        for k in m._meta.constraints
        if isinstance(k, models.BaseConstraint)
    }
    assert ada - MITRA.keys() - DIUJI_LAIN == set()
