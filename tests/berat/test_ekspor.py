"""Pekerja ekspor dibunuh di tengah jalan: berkasnya jadi utuh sekali, atau tidak ada sama sekali."""

import random
import time

import pytest
from django.utils.timezone import now as kini_utc

from tests.conftest import baca_dunia
from tests.excel.bahan_keluar import isi_berkas, minta
from tests.excel.test_tulis import sel
from tests.pekerjaan.proses import ProsesPekerja, kini, tunggu
from tksk_portal.akses import lingkup
from tksk_portal.arsip.models import Berkas
from tksk_portal.excel.models import Ekspor

pytestmark = pytest.mark.berat


def pekerja_ekspor() -> ProsesPekerja:
    """Start a worker that knows the slow source."""
    return ProsesPekerja(setelan="tests.excel.setelan")


@pytest.fixture
def lambat(settings):
    settings.SUMBER_EKSPOR = [*settings.SUMBER_EKSPOR, "tests.excel.bahan_keluar.LAMBAT"]


def _sedang_menulis(ekspor: Ekspor) -> bool:
    p = kini(ekspor.pekerjaan)
    return p.status == "berjalan" and p.selesai_butir > 0 and (kini_utc() - p.denyut_pada).total_seconds() < 0.5


def test_ekspor_dibunuh_berkali_kali_tetap_satu_berkas_dengan_baris_yang_tepat(data_tetap, lambat):
    acak = random.Random(7)
    with lingkup.masuk(lingkup.sistem("uji")):
        dunia = baca_dunia()
    by = dunia.tksk.lingkup
    ekspor = [minta(by, "lambat", "biasa") for _ in range(3)]
    for _ in range(4):
        pekerja = pekerja_ekspor()
        tunggu(lambda: any(_sedang_menulis(e) for e in ekspor), "pekerja tidak mulai")
        time.sleep(acak.uniform(0, 1))
        pekerja.bunuh()
    pekerja = pekerja_ekspor()
    try:
        tunggu(lambda: all(kini(e.pekerjaan).status == "selesai" for e in ekspor), "ekspor tidak selesai", 120)
    finally:
        pekerja.hentikan()
    with lingkup.masuk(by):
        segar = list(Ekspor.objects.filter(pk__in=[e.pk for e in ekspor]))
        assert Berkas.objects.count() == 3
        for e in segar:
            assert [b[0] for b in sel(isi_berkas(e))[1:]] == list(range(1, 41))
        assert sum(kini(e.pekerjaan).percobaan for e in segar) > 3, "harus ada yang terbunuh di tengah"
