"""Banyaknya kueri tiap halaman: sama pada 3 dan 60 baris, dan sama dengan yang dicatat di tests/kueri.json.

Bila sengaja berubah: `TKSK_TULIS_KUERI=1 python -m pytest tests/test_kueri.py` menulis ulang catatannya; perubahannya
terlihat dalam tinjauan kode.
"""

import json
import os
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pmks.models import Kasus, Orang, Pengecualian, Pengesahan, PutusanKasus, Revisi
from pmks.views import daftar
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.tinjauan.enums import Status

CATATAN = Path(__file__).with_name("kueri.json")
SEDIKIT, BANYAK = 3, 60
KEADAAN = (Status.DRAF, Status.DIAJUKAN, Status.DIKEMBALIKAN, Status.DIVERIFIKASI, Status.DISAHKAN)
HALAMAN: dict[str, tuple[str, ...]] = {
    "tksk": (
        "/",
        "/pmks/",
        "/pmks/?jenis=8&status=draf&umur=3",
        "/pmks/baru/",
        "{orang}",
        "{orang}ubah/",
        "/angka/64.72.03/",
    ),
    "camat": ("/", "/pmks/", "{orang}"),
    "dinsos": (
        *("/", "/pmks/", "/pmks/?wilayah=64.72.03", "/pmks/periksa/", "/pmks/periksa/?temuan=tanpa"),
        *("/pmks/periksa/usulan/", "{orang}", "{orang}riwayat/", "/angka/64.72/"),
    ),
    "provinsi": (
        *("/", "/pmks/", "/pmks/pengesahan/", "/pmks/pengesahan/64.72/", "/pmks/pengesahan/{pengesahan}/", "{orang}"),
        "/angka/64/",
    ),
    "kemensos": ("/", "/pmks/", "{orang}", "/angka/0/"),
    "admin": ("/", "/akun/kelola/", "/akun/kelola/undangan/", "/akun/kelola/baru/", "{akun}", "/akun/"),
}
WILAYAH = ("/wilayah/", "/wilayah/64/", "/wilayah/64.72.03/", "/wilayah/?q=samarinda")
HALAMAN["tksk"] += WILAYAH


class Isi:
    """The register of the test: one record that pages show, and as many others as asked for."""

    def __init__(self, dunia) -> None:
        self.dunia = dunia
        self.nomor = 0
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            self.contoh = catat(by)
        with lingkup.masuk(lingkup.sistem("uji")):
            self.pengesahan = Pengesahan.objects.create(
                id=uuid4(), wilayah_id="64.72", periode=date(2026, 11, 1), oleh=dunia.provinsi.akun, sebagai="Provinsi"
            )
            self._majukan(Kasus.objects.filter(orang=self.contoh), Status.DISAHKAN)

    def tambah(self, banyak: int) -> None:
        """Add this many persons in each state, with decisions, exceptions, pending changes, and as many accounts."""
        with lingkup.masuk(lingkup.sistem("uji")):
            for keadaan in KEADAAN:
                self._tambah(banyak, keadaan)
            awal = Akun.objects.count()
            for n in range(banyak):
                akun = Akun.objects.create(
                    username=f"petugas{awal + n}", nama=f"Petugas {n}", wilayah_id="64", password="!"
                )
                Penempatan.objects.create(akun=akun, peran="tksk", tempat_id="64.72.05", mulai=date(2026, 1, 1))

    def _tambah(self, banyak: int, keadaan: Status) -> None:
        orang, kasus = [], []
        for _ in range(banyak):
            self.nomor += 1
            satu = Orang.objects.get(pk=self.contoh.pk)
            satu.pk, satu.nik = UUID(int=self.nomor), f"64720352055{80000 + self.nomor}"
            satu.nama, satu.nama_cari = f"Warga {self.nomor}", f"warga {self.nomor}"
            orang.append(satu)
            sifat = {"wilayah_id": satu.wilayah_id, "jk": satu.jk, "kelompok_umur": satu.kelompok_umur}
            kasus.append(Kasus(orang=satu, jenis_id=8, kriteria=["a"], dibuat_oleh=self.dunia.tksk.akun, **sifat))
        Orang.objects.bulk_create(orang)
        Kasus.objects.bulk_create(kasus)
        semua = Kasus.objects.filter(pk__in=[k.pk for k in kasus])
        self._majukan(semua, keadaan)
        bersama = {"wilayah_id": self.contoh.wilayah_id}
        PutusanKasus.objects.bulk_create(
            PutusanKasus(
                rekaman=k, aksi="ajukan", dari="draf", ke=keadaan, oleh=self.dunia.tksk.akun, sebagai="TKSK", **bersama
            )
            for k in kasus
        )
        if keadaan == Status.DIVERIFIKASI:
            Pengecualian.objects.bulk_create(
                Pengecualian(pengesahan=self.pengesahan, kasus=k, alasan="Belum jelas", **bersama) for k in kasus
            )
        if keadaan == Status.DISAHKAN:
            for k in kasus:
                Revisi.objects.create(
                    orang_id=k.orang_id,
                    isi={"alamat": "Jl. Lain 3"},
                    alasan="Pindah",
                    dasar_versi=1,
                    dibuat_oleh=self.dunia.tksk.akun,
                    status=Status.DIAJUKAN,
                    diajukan_pada=timezone.now(),
                    diajukan_oleh=self.dunia.tksk.akun,
                    **bersama,
                )

    def _majukan(self, kasus, keadaan: Status) -> None:
        kini = timezone.now()
        langkah = {"diajukan": "tksk", "diverifikasi": "dinsos", "disahkan": "provinsi"}
        sampai = {
            Status.DRAF: 0,
            Status.DIAJUKAN: 1,
            Status.DIKEMBALIKAN: 1,
            Status.DIVERIFIKASI: 2,
            Status.DISAHKAN: 3,
        }
        ubah = {"status": keadaan}
        for nama, siapa in list(langkah.items())[: sampai[keadaan]]:
            ubah |= {f"{nama}_pada": kini, f"{nama}_oleh": self.dunia[siapa].akun}
        kasus.update(**ubah)


def _ukur(masuk, isi: Isi) -> dict[str, int]:
    """Return page -> number of queries of a repeated visit."""
    hasil = {}
    ganti = {
        "{orang}": f"/pmks/{isi.contoh.pk}/",
        "{pengesahan}": str(isi.pengesahan.pk),
        "{akun}": f"/akun/kelola/{isi.dunia.tksk.akun.pk}/",
    }
    for siapa, halaman in HALAMAN.items():
        klien = masuk(siapa)
        for alamat in halaman:
            url = alamat
            for tanda, nilai in ganti.items():
                url = url.replace(tanda, nilai)
            klien.get(url)
            with CaptureQueriesContext(connection) as kueri:
                respons = klien.get(url)
            # Riwayat provinsi menuntut keperluan dahulu; yang lain langsung tampil.
            assert respons.status_code == 200, f"{siapa} {alamat}: {respons.status_code}"
            hasil[f"{siapa} {alamat}"] = len(kueri)
    return hasil


def test_banyaknya_kueri_tetap_dan_seperti_dicatat(dunia, masuk):
    isi = Isi(dunia)
    isi.tambah(SEDIKIT)
    sedikit = _ukur(masuk, isi)
    isi.tambah(BANYAK - SEDIKIT)
    banyak = _ukur(masuk, isi)
    tumbuh = {h: (n, banyak[h]) for h, n in sedikit.items() if banyak[h] != n}
    assert tumbuh == {}, "kueri bertambah menurut banyaknya baris"
    if os.environ.get("TKSK_TULIS_KUERI") == "1":
        CATATAN.write_text(json.dumps(banyak, indent=2, ensure_ascii=False) + "\n")
    dicatat = json.loads(CATATAN.read_text())
    beda = {
        h: {"dicatat": dicatat.get(h), "kini": banyak.get(h)}
        for h in dicatat | banyak
        if dicatat.get(h) != banyak.get(h)
    }
    assert beda == {}, "bila sengaja, tulis ulang dengan TKSK_TULIS_KUERI=1"


def test_kueri_yang_bertambah_terlihat(dunia, masuk, monkeypatch):
    """The measure itself is tested: a page that asks once per row is found."""
    asli = daftar.hias

    def boros(orang, by, kasus=None, **lain):
        for o in orang:
            Orang.objects.filter(pk=o.pk).exists()
        return asli(orang, by, kasus, **lain)

    monkeypatch.setattr(daftar, "hias", boros)
    monkeypatch.setitem(HALAMAN, "tksk", ("/pmks/",))
    for siapa in set(HALAMAN) - {"tksk"}:
        monkeypatch.delitem(HALAMAN, siapa)
    isi = Isi(dunia)
    isi.tambah(1)
    sedikit = _ukur(masuk, isi)
    isi.tambah(2)
    assert _ukur(masuk, isi)["tksk /pmks/"] > sedikit["tksk /pmks/"]


@pytest.mark.parametrize("halaman", ["tksk /pmks/", "kemensos /", "dinsos /pmks/periksa/"])
def test_halaman_utama_hemat(halaman):
    assert json.loads(CATATAN.read_text())[halaman] <= 40
