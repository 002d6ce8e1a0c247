"""Berita acara pengesahan: surat resmi provinsi dari angka sungguhan, tanpa nama orang."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pmks.actions import sahkan_periode
from pmks.models import Pengesahan
from pmks.surat import buat_berita_acara
from tests.dokumen.baca_pdf import halaman, rapat
from tests.dokumen.bahan import isi_pdf, siapkan_kantor
from tests.pmks.bahan import NIK, nik_ke, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.dokumen import actions
from tksk_portal.dokumen.models import Penandatangan, Surat
from tksk_portal.tinjauan.enums import Status

BANYAK = 7


@pytest.fixture
def pengesahan(dunia):
    """An approval of seven persons by the province, in two types."""
    for n in range(BANYAK):
        pada_status(
            dunia,
            Status.DIVERIFIKASI,
            nik=nik_ke(100 + n),
            nama=f"Kanari Rahasia {n}",
            jenis=16 if n == 0 else 8,
        )
    with lingkup.masuk(dunia.provinsi.lingkup) as by:
        return sahkan_periode(
            kunci=uuid4(),
            kabkota="64.72",
            periode=timezone.localdate(),
            dilihat=timezone.now(),
            kecuali={},
            by=by,
        )


@pytest.fixture
def kop(dunia):
    return siapkan_kantor("64", "provinsi", nama="Dinas Sosial Provinsi Kalimantan Timur")


def test_berita_acara_terbit_dari_halaman_pengesahan(masuk, dunia, kop, pengesahan):
    klien = masuk("provinsi")
    jalan = f"/pmks/pengesahan/{pengesahan.pk}/"
    assert "Susun berita acara" in klien.get(jalan).content.decode()
    jawaban = klien.post(f"{jalan}berita-acara/", follow=True)
    with lingkup.masuk(dunia.provinsi.lingkup):
        (surat,) = Surat.objects.all()
        penandatangan = Penandatangan.objects.get()
    assert jawaban.redirect_chain == [(f"/dokumen/{surat.pk}/", 302)]
    kiriman = {"versi": surat.versi, "penandatangan": penandatangan.pk, "cara": "otomatis"}
    klien.post(f"/dokumen/{surat.pk}/terbitkan/", kiriman)
    with lingkup.masuk(dunia.provinsi.lingkup):
        surat.refresh_from_db()
        lembar = halaman(isi_pdf(surat))
    assert surat.nomor in klien.get(jalan).content.decode()
    depan, lampiran = lembar[0], "".join(lembar[1:])
    for kata in ("BERITA ACARA", f"Nomor: {surat.nomor}", "Data disahkan : 7", "Kota Samarinda", "Sri Wahyuni"):
        assert rapat(kata) in depan
    for kata in ("Menurut kecamatan", "Samarinda Ulu 7", "Menurut jenis", "Jumlah 7"):
        assert rapat(kata) in lampiran
    semua = "".join(lembar)
    assert "Kanari" not in semua and NIK not in semua and nik_ke(100) not in semua


def test_angka_berita_acara_sama_dengan_pengesahan(dunia, kop, pengesahan):
    with lingkup.masuk(dunia.provinsi.lingkup) as by:
        surat = buat_berita_acara(pengesahan, by=by)
    kecamatan, jenis = surat.isi["lampiran_isi"][0]["isi"]
    assert len(jenis["baris"]) == 2
    for tabel in (kecamatan, jenis):
        assert sum(int(b[2]) for b in tabel["baris"]) == int(tabel["jumlah"][2]) == pengesahan.jumlah == BANYAK


def test_diminta_dua_kali_satu_draf_dan_sesudah_batal_disusun_lagi(dunia, kop, pengesahan):
    with lingkup.masuk(dunia.provinsi.lingkup) as by:
        satu, dua = (buat_berita_acara(pengesahan, by=by) for _ in range(2))
        assert satu.pk == dua.pk
        terbit = actions.terbitkan_surat(surat=satu, by=by, penandatangan=Penandatangan.objects.get())
        assert buat_berita_acara(pengesahan, by=by).pk == terbit.pk
        actions.batalkan(surat=terbit, alasan="Salah angka", by=by)
        assert buat_berita_acara(pengesahan, by=by).pk != terbit.pk


@pytest.mark.parametrize("siapa", ["dinsos", "kemensos"])
def test_hanya_provinsi_yang_menyusun(masuk, dunia, kop, pengesahan, siapa):
    klien = masuk(siapa)
    isi = klien.get(f"/pmks/pengesahan/{pengesahan.pk}/").content.decode()
    assert "Berita acara" not in isi
    assert klien.post(f"/pmks/pengesahan/{pengesahan.pk}/berita-acara/").status_code == 403
    with lingkup.masuk(dunia[siapa].lingkup) as by, pytest.raises(PermissionDenied):
        buat_berita_acara(Pengesahan.objects.select_related("wilayah").get(pk=pengesahan.pk), by=by)


def test_tanpa_kop_diberi_tahu(masuk, dunia, pengesahan):
    jawaban = masuk("provinsi").post(f"/pmks/pengesahan/{pengesahan.pk}/berita-acara/", follow=True)
    assert "belum punya kop" in jawaban.content.decode()
