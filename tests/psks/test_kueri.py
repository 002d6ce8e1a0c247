"""Banyaknya kueri halaman PSKS sama pada sedikit dan banyak baris."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from psks.actions import catat_jejaring, ganti_foto, tambah_dokumen
from tests.arsip.bahan import foto
from tests.psks.bahan import pada_status
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.enums import Status

pytestmark = pytest.mark.django_db
HALAMAN = (
    *("/psks/", "/psks/?jenis=lks&dokumen=habis", "/psks/periksa/", "/psks/dokumen/", "/psks/kembar/"),
    *("/psks/direktori/", "/psks/jejaring/", "/psks/jejaring/gambar/"),
)
PAPAN = foto(64, 64)


def _tambah(dunia, awal: int, banyak: int) -> None:
    isi = {"jenis": "pertemuan", "lingkup": "", "mulai": date(2026, 5, 2), "sampai": None, "target": "", "tokoh": ""}
    for n in range(awal, awal + banyak):
        # Berpasangan namanya, supaya ada yang mungkin kembar.
        m = pada_status(dunia, Status.DIVERIFIKASI if n % 2 else Status.DIAJUKAN, nama=f"Panti {n // 2}")
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            habis = timezone.localdate() - timedelta(days=n + 1)
            if n % 2:
                ganti_foto(mitra=m, berkas=BytesIO(PAPAN), nama_berkas="papan.jpg", by=by)
            tambah_dokumen(mitra=m, kunci=uuid4(), isi={"jenis": "sk", "nomor": "1", "berlaku_sampai": habis}, by=by)
            catat_jejaring(kunci=uuid4(), isi=isi | {"judul": f"Rapat {n}", "hasil": ""}, pihak=[m.pk], by=by)


def _hitung(klien, kirim: dict | None, url: str) -> int:
    def minta():
        return klien.post(url, kirim) if kirim else klien.get(url)

    minta()
    with CaptureQueriesContext(
        connection,
    ) as kueri:
        assert minta().status_code == 200
    return len(kueri)


def test_kueri_tidak_bertambah_dengan_barisnya(dunia, masuk):
    klien = masuk("dinsos")
    cari = [(u, None) for u in HALAMAN] + [("/psks/direktori/cari/", {"sasaran": "8", "titik": "-0.48, 117.13"})]
    _tambah(dunia, 0, 4)
    sedikit = {u: _hitung(klien, k, u) for u, k in cari}
    _tambah(dunia, 4, 16)
    banyak = {u: _hitung(klien, k, u) for u, k in cari}
    assert banyak == sedikit
    assert klien.get("/psks/direktori/").content.decode().count('class="foto-kartu"') == 10
    assert max(banyak.values()) <= 32, banyak
