"""Pelengkap data contoh: kop, surat, gambar, kabar, unggahan, ekspor, semuanya lewat tindakan yang sebenarnya."""

from collections import Counter
from io import BytesIO, StringIO
from random import Random

import pytest
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image

from pmks.models import AnggotaKesatuan, BerkasOrang, Kasus, KasusKesatuan, Kesatuan, Orang
from tests.contoh.conftest import BENIH, KINI
from tests.pekerjaan.bahan import kerjakan_semua
from tksk_portal.akses import lingkup
from tksk_portal.arsip.models import Berkas
from tksk_portal.contoh.buku import buku_contoh
from tksk_portal.contoh.foto import gambar_rumah
from tksk_portal.contoh.kesatuan import ISI
from tksk_portal.contoh.nomor import kunci_bernama
from tksk_portal.contoh.pelengkap import EKSPOR, lengkapi
from tksk_portal.dokumen.enums import StatusSurat
from tksk_portal.dokumen.models import Kop, Penandatangan, PolaNomor, Surat, TandaSurat
from tksk_portal.excel.models import BarisUnggahan, Ekspor, Unggahan
from tksk_portal.pekerjaan.enums import Status as StatusKerja
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan
from tksk_portal.tinjauan.enums import Status


@pytest.fixture(scope="module")
def pelengkap(muatan):
    """What was added, before any job ran."""
    return lengkapi(benih=BENIH)


@pytest.fixture(scope="module")
def sesudah_pekerja(pelengkap):
    """The same after the worker did what was queued."""
    return kerjakan_semua()


def test_kop_tiap_kantor_lulus_pemeriksaan_formulirnya(pelengkap):
    assert pelengkap[0] == "12 kop surat"
    for model in (Kop, Penandatangan, PolaNomor):
        semua = list(model.objects.all())
        assert len(semua) >= 12
        for satu in semua:
            satu.full_clean(validate_unique=False, validate_constraints=False)
    assert {len(k.wilayah_id) for k in Kop.objects.all()} == {2, 5, 8}
    samarinda = Kop.objects.get(wilayah="64.72")
    assert (samarinda.nama, samarinda.kota) == ("Dinas Sosial Kota Samarinda", "Samarinda")
    assert samarinda.baris == ["PEMERINTAH KOTA SAMARINDA", "DINAS SOSIAL"]


def test_tiap_kantor_punya_tepat_satu_penandatangan_yang_berwenang(pelengkap):
    kini = Counter(Penandatangan.objects.berlaku(timezone.localdate()).values_list("wilayah_id", flat=True))
    assert len(kini) == 12 and set(kini.values()) == {1}
    assert Penandatangan.objects.filter(wilayah="64.72").count() == 2


def test_kop_tidak_memuat_nomor_telepon(pelengkap):
    for kop in Kop.objects.all():
        assert "elepon" not in kop.kontak + kop.alamat
        assert kop.kontak.endswith(".example")


def test_nip_rekaan_berurut_sembilan_ratusan(pelengkap):
    assert all(p.nip.split()[-1] >= "900" for p in Penandatangan.objects.all())


def test_surat_berlaku_batal_dan_draf(pelengkap):
    jumlah = Counter(Surat.objects.values_list("wilayah_id", "status"))
    assert jumlah == {
        ("64", StatusSurat.TERBIT): 2,
        ("64", StatusSurat.DIBATALKAN): 1,
        ("64.72", StatusSurat.TERBIT): 2,
        ("64.72", StatusSurat.DRAF): 1,
        ("64.71", StatusSurat.DIBATALKAN): 1,
    }
    tanda = dict(TandaSurat.objects.values_list("pk", "sidik_pdf"))
    for s in Surat.objects.bernomor():
        assert tanda[s.pk] == s.sidik_pdf
        assert Berkas.objects.get(pk=s.berkas_id).sha256 == s.sidik_pdf


def test_berita_acara_menyebut_jumlah_pengesahannya(pelengkap):
    surat = Surat.objects.get(jenis="pmks.berita_acara")
    kasus = Kasus.objects.filter(pengesahan=surat.acuan_id)
    assert kasus.count() > 0
    rincian = dict(tuple(b) for b in surat.isi["blok"][1]["baris"])
    assert rincian["Data disahkan"].startswith(f"{kasus.count()} ")


def test_gambar_hanya_pada_data_tidak_peka_dan_jelas_rekaan(pelengkap):
    semua = list(BerkasOrang.objects.select_related("orang", "berkas"))
    assert 0 < len(semua) <= 5
    assert all(b.orang.peka == 0 and b.jenis == "rumah" and b.berkas.kecil for b in semua)


def test_gambar_yang_sama_dari_benih_yang_sama():
    satu, dua, lain = gambar_rumah(Random(5)), gambar_rumah(Random(5)), gambar_rumah(Random(6))
    assert satu == dua != lain
    assert Image.open(BytesIO(satu)).size == (640, 480)


def test_kabar_cocok_dengan_yang_dikembalikan(pelengkap):
    for status, panjang, awal in ((Status.DIKEMBALIKAN, 8, "tksk."), (Status.DITINJAU_ULANG, 5, "dinsos.")):
        tempat = Counter(w[:panjang] for w in Kasus.objects.filter(status=status).values_list("wilayah_id", flat=True))
        kabar = Kabar.objects.filter(akun__username__startswith=awal, jenis="pmks.dikembalikan").select_related(
            "akun", "dari"
        )
        assert {k.wilayah_id: k.banyak for k in kabar} == {w: n for w, n in tempat.items() if w != "64.02.19"}
        assert all(k.dibuat_pada <= KINI and k.dari_id and k.dibaca_pada is None for k in kabar)


def test_unggahan_menunggu_keputusan_dengan_tiga_baris_ditolak(sesudah_pekerja):
    u = Unggahan.objects.get()
    assert u.status == "pratinjau"
    assert {k: u.hitung.get(k) for k in ("baru", "salah")} == {"baru": 33, "salah": 3}
    assert u.hitung["jumlah"] == 36 + u.hitung.get("berubah", 0) + u.hitung.get("sama", 0)
    medan = [p["medan"] for b in BarisUnggahan.objects.filter(status="salah") for p in b.pesan]
    assert sorted(medan) == ["jenis", "nik", "nik"]
    assert u.kembalian is not None
    assert not Orang.objects.filter(nik__in=[b.isi["orang"]["nik"] for b in u.baris.filter(status="baru")]).exists()


def test_nik_dalam_buku_kerja_berurut_9000_sampai_9999(sesudah_pekerja):
    nik = [b.isi["orang"]["nik"] for b in BarisUnggahan.objects.filter(status="baru")]
    assert len(nik) == 33
    assert all(n[-4:] >= "9000" for n in nik)


def test_ekspor_selesai_dengan_jumlah_baris_yang_cocok(sesudah_pekerja):
    semua = list(Ekspor.objects.all())
    assert len(semua) == len(EKSPOR)
    assert all(e.berkas and e.baris_ditulis == e.baris_diharapkan > 0 for e in semua)


def test_tidak_ada_pekerjaan_yang_gagal(sesudah_pekerja):
    assert set(Pekerjaan.objects.values_list("status", flat=True)) == {StatusKerja.SELESAI}


def test_diulang_tidak_menambah(pelengkap):
    sebelum = Surat.objects.count(), Kabar.objects.count(), BerkasOrang.objects.count()
    assert lengkapi(benih=BENIH) == []
    assert (Surat.objects.count(), Kabar.objects.count(), BerkasOrang.objects.count()) == sebelum


def test_kunci_ditentukan_benih(pelengkap):
    assert Kop.objects.filter(pk=kunci_bernama("kop", BENIH, "64.72")).exists()
    assert Unggahan.objects.get().pk == kunci_bernama("unggahan", BENIH, "tksk.64.72.03")
    with lingkup.masuk(lingkup.sistem("uji")):
        satu, dua = (buku_contoh("64.72.03", benih=BENIH, hari_ini=KINI.date()) for _ in range(2))
    assert _isi(satu) == _isi(dua)


def _isi(buku: bytes) -> list[tuple]:
    return list(load_workbook(BytesIO(buku)).active.values)


def test_tanpa_orang_tanpa_pengesahan_tetap_selesai(db):
    call_command("muat_contoh", skala=1, sandi="sandi-contoh-uji", stdout=StringIO())
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Kop.objects.count() == 12
        assert Unggahan.objects.count() == 1


def test_pilihan_tanpa_pelengkap(db):
    call_command("muat_contoh", skala=1, tanpa_pelengkap=True, sandi="sandi-contoh-uji", stdout=StringIO())
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Kop.objects.exists()
        assert not Pekerjaan.objects.exists()


def test_keluarga_komunitas_dan_hitungan_di_tiap_tahap(pelengkap):
    assert f"{len(ISI)} keluarga dan komunitas" in pelengkap
    bentuk = Counter(Kesatuan.objects.values_list("bentuk", flat=True))
    assert bentuk == {"keluarga": 5, "hitungan": 3, "komunitas": 2, "kelompok": 1}
    status = Counter(KasusKesatuan.objects.values_list("status", flat=True))
    assert status == {"draf": 1, "diajukan": 3, "diverifikasi": 3, "disahkan": 4}
    assert AnggotaKesatuan.objects.filter(orang__isnull=False).exists()
    for model in (Kesatuan, KasusKesatuan, AnggotaKesatuan):
        for satu in model.objects.all():
            satu.full_clean(validate_unique=False)
