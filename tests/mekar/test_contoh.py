"""Data contoh edisi 2019, lalu dua puluh kodenya diganti admin di halamannya: dari awal sampai diurungkan."""

from datetime import date
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from penugasan.petugas.models import Hunian, Petugas
from penugasan.petugas.papan import Hitungan, hitung
from pmks.rekap import periode_tersedia, rekap_jenis, rekap_wilayah
from tests.pekerjaan.bahan import kerjakan_semua
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.mekar.models import Mekar
from tksk_portal.wilayah import pemekaran
from tksk_portal.wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
TEMPAT = ("64", "64.02", "64.02.08", "64.02.13")
LALU = date(2022, 1, 31)  # sebelum kode barunya berlaku


def jumlah_wilayah() -> tuple[int, int]:
    berlaku = Wilayah.objects.di_bawah("64").berlaku()
    return tuple(berlaku.filter(tingkat=t).count() for t in (3, 4))


def angka_kini() -> dict[str, int]:
    """Return today's people per place, by the recap."""
    hari_ini = periode_tersedia("64", hari=timezone.localdate())[0]
    tempat = Wilayah.objects.in_bulk(TEMPAT)
    return {k: rekap_jenis(w, hari_ini, status="semua", bulat14=False)[0].jumlah for k, w in tempat.items()}


def angka_lalu() -> dict:
    """Return every number of every earlier recap: per type, and per place below where there is any."""
    hasil = {}
    for tempat in Wilayah.objects.filter(pk__in=TEMPAT).order_by("pk"):
        for p in periode_tersedia(tempat.pk, hari=timezone.localdate())[1:]:
            jenis = rekap_jenis(tempat, p, status="semua", bulat14=True)
            per_tempat = rekap_wilayah(tempat, p, status="semua", jenis=0, bulat14=False)
            hasil[tempat.pk, p.kode] = [(b.kunci, b.isi) for b in (*jenis, *per_tempat) if any(b.isi)]
    return hasil


def roster() -> tuple:
    """Return the board's counts today and on an earlier day, and who has access to which kecamatan as officer."""
    tugas = Penempatan.objects.berlaku().filter(peran="tksk", akun__petugas__isnull=False)
    akses = set(tugas.values_list("akun__petugas", "tempat_id"))
    assert akses == set(Hunian.objects.pada().values_list("petugas_id", "wilayah_id"))
    return hitung("64")["64"], hitung("64", LALU)["64"], akses


def potret_semua() -> dict:
    with lingkup.masuk(lingkup.sistem("uji")):
        return {
            "wilayah": jumlah_wilayah(),
            "kini": angka_kini(),
            "lalu": angka_lalu(),
            "roster": roster(),
            "petugas": sorted(Petugas.objects.values_list("pk", "wilayah_id", "domisili_id")),
        }


def test_data_contoh_2019_dimekarkan_admin_lalu_diurungkan(db):
    call_command("muat_contoh", edisi="2019", skala=700, sandi="sandi-contoh-uji", stdout=StringIO())
    # Menyalakan portal lagi memanggil ini; kodenya tidak berganti di belakang punggung admin.
    call_command("muat_wilayah", stdout=StringIO(), stderr=StringIO())
    dulu = potret_semua()
    assert dulu["wilayah"] == (103, 1038)
    papan, _, _ = dulu["roster"]
    assert (papan.jumlah, papan.terisi, papan.lowong) == (103, 103, 0)
    for tempat in TEMPAT:
        assert any(isi for (t, _), isi in dulu["lalu"].items() if t == tempat), f"masa lalu {tempat} ada angkanya"

    admin = Client()
    admin.force_login(Akun.objects.get(username="admin"))
    kiriman = {"id": str(uuid4()), "asal": "paket", "dasar": pemekaran.DASAR, "berlaku_sejak": "14-02-2022"}
    jawab = admin.post("/wilayah/pemekaran/baru/", kiriman)
    assert jawab.status_code == 302, jawab.content.decode()
    kunci = jawab.url.split("/")[-2]
    admin.post(reverse("mekar:jalankan", args=[kunci]))
    kerjakan_semua()

    with lingkup.masuk(lingkup.sistem("uji")):
        mekar = Mekar.objects.get(pk=kunci)
    assert (mekar.status, len(mekar.pasangan)) == ("selesai", 20), mekar.pesan
    assert {tuple(p) for p in mekar.pasangan} == {(p.lama, p.baru) for p in pemekaran.PINDAH}
    kini = potret_semua()
    assert kini["wilayah"] == (105, 1038)
    assert (kini["kini"]["64"], kini["kini"]["64.02"]) == (dulu["kini"]["64"], dulu["kini"]["64.02"])
    assert kini["kini"]["64.02.08"] < dulu["kini"]["64.02.08"] and kini["kini"]["64.02.13"] < dulu["kini"]["64.02.13"]
    assert kini["lalu"] == dulu["lalu"], "rekap masa lalu tetap pada kode dan jumlahnya"
    papan, lalu, akses = kini["roster"]
    assert papan == Hitungan(jumlah=105, terisi=103, dirangkap=0, lowong=2, sk=papan.sk)
    assert (lalu, akses) == dulu["roster"][1:], "formasi baru tidak tampil pada hari sebelum kecamatannya ada"
    lowong = admin.get("/petugas/?keadaan=lowong").content.decode()
    assert "Kota Bangun Darat" in lowong and "Samboja Barat" in lowong and lowong.count(">Lowong</span>") == 2

    admin.post(reverse("mekar:urungkan", args=[kunci]))
    kerjakan_semua()
    assert potret_semua() == dulu
    # Yang diurungkan tidak dijalankan lagi oleh pemuatan wilayah.
    call_command("muat_wilayah", stdout=StringIO(), stderr=StringIO())
    assert jumlah_wilayah() == (103, 1038)
