"""Menyerang ekspor: kunci yang dipakai ulang, alamat palsu, dua tugas, tugas yang berakhir, isi yang jahat."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.excel.bahan_keluar import jadi, minta
from tests.pekerjaan.bahan import kerjakan_semua
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.akses.middleware import KUNCI_TUGAS
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.excel.keluar.actions import Ditolak
from tksk_portal.excel.models import Ekspor
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.pekerjaan.models import Pekerjaan

DESA_LUAR = "64.72.04.1001"
TUJUAN = "Rapat verifikasi bulan ini"
ANEH = (
    "\x00",
    "\u202e",
    "' OR 1=1 --",
    "9" * 400,
    "٣",
    "[",
    "{{7*7}}",
    "../../etc/passwd",
    "%0d%0aX: y",
    "64.71",
    "-1",
)


def test_kunci_yang_sama_dengan_isi_lain_ditolak(dunia):
    """Design: the same key with other content is refused, not answered with the first export."""
    kunci = uuid4()
    satu = minta(dunia.tksk.lingkup, "pmks", "ringkas", kunci=kunci)
    assert minta(dunia.tksk.lingkup, "pmks", "ringkas", kunci=kunci) == satu
    for lain in ({"identitas": True, "tujuan": TUJUAN}, {"saring": {"jk": "P"}}, {"format_berkas": "csv"}):
        with pytest.raises(Ditolak):
            minta(dunia.tksk.lingkup, "pmks", "ringkas", kunci=kunci, **lain)
    with lingkup.masuk(dunia.tksk.lingkup):
        assert Ekspor.objects.count() == 1 and not Pembukaan.objects.exists()


def test_kunci_ekspor_atau_pekerjaan_orang_lain_dijawab_netral(dunia, masuk):
    lain = minta(dunia.tetangga.lingkup, "pmks", "ringkas")
    respons = masuk("tksk").post(
        reverse("ekspor:baru", args=["pmks"]), {"id": str(lain.pk), "tata_letak": "ringkas", "format": "xlsx"}
    )
    isi = respons.content.decode()
    assert respons.status_code == 422 and "Yosef" not in isi and "dipakai" in isi
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Ekspor.objects.count() == Pekerjaan.objects.count() == 1


@pytest.mark.parametrize("medan", ["jenis", "status", "wilayah", "umur", "jk", "sesudah", "sebelum", "cari", "dicari"])
def test_alamat_yang_dipalsukan_tidak_merobohkan_dan_tidak_keluar_wilayah(dunia, masuk, medan):
    klien = masuk("tksk")
    for aneh in (*ANEH, DESA_LUAR):
        respons = klien.get(reverse("ekspor:baru", args=["pmks"]), {medan: aneh})
        assert respons.status_code in (200, 404), (medan, aneh)
        if medan == "wilayah":
            assert respons.status_code == 404, aneh


@pytest.mark.parametrize(
    ("nama", "medan"),
    [
        ("ekspor:daftar", "sesudah"),
        ("pekerjaan:daftar", "status"),
        ("pekerjaan:daftar", "sebelum"),
        ("kabar:daftar", "sesudah"),
        ("kabar:terkirim", "sebelum"),
        ("excel:daftar", "sesudah"),
    ],
)
def test_daftar_dengan_kunci_halaman_palsu_tetap_terbuka(masuk, nama, medan):
    klien = masuk("tksk")
    for aneh in (*ANEH, "W1tdLFtdXQ", "WyIiLCAiIl0", "WyJcdTAwMDAiLCAiXHUwMDAwIl0", "Ww" * 900):
        assert klien.get(reverse(nama), {medan: aneh}).status_code == 200, aneh


def _tugas_kedua(dunia, **lain) -> Penempatan:
    with lingkup.masuk(lingkup.sistem("uji")):
        isi = {"akun": dunia.tksk.akun, "peran": Peran.TKSK, "tempat_id": "64.72.04", "mulai": "2026-02-01"}
        return Penempatan.objects.create(**(isi | lain))


def test_akun_bertugas_dua_tidak_membawa_ekspor_ke_tugas_lain(dunia, masuk):
    """What was taken under one duty opens under that duty only, also its job and its page."""
    e, _ = jadi(dunia.tksk.lingkup, "pmks", "ringkas")
    kedua, klien = _tugas_kedua(dunia), masuk("tksk")
    alamat = [
        reverse("arsip:unduh", args=[e.berkas]),
        reverse("ekspor:rinci", args=[e.pk]),
        reverse("pekerjaan:rinci", args=[e.pekerjaan]),
    ]
    assert [klien.get(a).status_code for a in alamat] == [200, 200, 200]
    sesi = klien.session
    sesi[KUNCI_TUGAS] = str(kedua.pk)
    sesi.save()
    assert [klien.get(a).status_code for a in alamat] == [404, 404, 404]


def test_tugas_yang_ditukar_di_sesi_bukan_milik_sendiri_diabaikan(dunia, masuk):
    e, _ = jadi(dunia.dinsos.lingkup, "pmks", "ringkas")
    klien = masuk("tksk")
    sesi = klien.session
    sesi[KUNCI_TUGAS] = str(dunia.dinsos.tugas.pk)
    sesi.save()
    assert klien.get(reverse("arsip:unduh", args=[e.berkas])).status_code == 404


def test_tugas_yang_berakhir_menutup_unduhan_dan_menggagalkan_yang_antre(dunia, masuk):
    e, _ = jadi(dunia.tksk.lingkup, "pmks", "ringkas")
    antre = minta(dunia.tksk.lingkup, "pmks", "ringkas")
    with lingkup.masuk(lingkup.sistem("uji")):
        kemarin = timezone.localdate() - timedelta(days=1)
        Penempatan.objects.filter(pk=dunia.tksk.tugas.pk).update(selesai=kemarin)
    assert masuk("tksk").get(reverse("arsip:unduh", args=[e.berkas])).status_code == 403
    kerjakan_semua()
    with lingkup.masuk(lingkup.sistem("uji")):
        p, antre = Pekerjaan.objects.get(pk=antre.pekerjaan), Ekspor.objects.get(pk=antre.pk)
    assert p.status == "gagal" and "berakhir" in p.pesan and antre.berkas is None


def test_tujuan_dengan_penanda_dan_nomor_ditolak(dunia, masuk):
    data = {"id": str(uuid4()), "tata_letak": "ringkas", "format": "xlsx", "identitas": "on"}
    for tujuan in ("<b>rapat</b> besar", "NIK 6472 0355 0558 0001 ya", "rapat\x1bverifikasi"):
        respons = masuk("tksk").post(reverse("ekspor:baru", args=["pmks"]), data | {"tujuan": tujuan})
        assert respons.status_code == 422, tujuan


def test_isi_pekerjaan_dan_kabar_ekspor_tidak_menyebut_orang(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, nama="Melati Tersembunyi")
    jadi(dunia.tksk.lingkup, "pmks", "lengkap", identitas=True, tujuan="Untuk Melati Tersembunyi")
    with lingkup.masuk(lingkup.sistem("uji")):
        teks = str(list(Pekerjaan.objects.values()))
    assert "Melati" not in teks
