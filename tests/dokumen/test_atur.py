"""Kop, penandatangan, dan pola nomor: siapa yang mengaturnya, lambang, contoh, dan isian yang keliru."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from tests.dokumen.bahan import isi_pdf, siapkan_kantor, terbitkan
from tksk_portal.akses import lingkup
from tksk_portal.arsip.models import Berkas
from tksk_portal.dokumen.models import Kop, Penandatangan, PolaNomor

KOP = {
    "nama": "Dinas Sosial Kota Samarinda",
    "singkatan": "DINSOS",
    "baris": "PEMERINTAH KOTA SAMARINDA\r\nDINAS SOSIAL",
    "alamat": "Jalan Dahlia Nomor 2",
    "kota": "Samarinda",
    "garis": "on",
}


def _png(sisi: int = 900) -> bytes:
    wadah = io.BytesIO()
    Image.new("RGBA", (sisi, sisi), (10, 120, 60, 128)).save(wadah, "PNG")
    return wadah.getvalue()


def _semua(model):
    with lingkup.masuk(lingkup.sistem("uji")):
        return list(model.objects.all())


def test_kantor_mengisi_kopnya_sendiri_sekali(masuk, dunia):
    klien = masuk("dinsos")
    awal = klien.get("/dokumen/kantor/baru/").content.decode()
    assert "PEMERINTAH KOTA SAMARINDA" in awal and 'name="tempat"' not in awal
    klien.post("/dokumen/kantor/baru/", KOP)
    (kop,) = _semua(Kop)
    assert (kop.wilayah_id, kop.kantor, kop.baris) == (
        "64.72",
        "kabkota",
        ["PEMERINTAH KOTA SAMARINDA", "DINAS SOSIAL"],
    )
    assert klien.get("/dokumen/kantor/baru/").headers["Location"] == f"/dokumen/kantor/{kop.pk}/"
    assert klien.get("/dokumen/kantor/").headers["Location"] == f"/dokumen/kantor/{kop.pk}/"


def test_admin_mengisi_kop_kantor_di_provinsinya(masuk, dunia):
    klien = masuk("admin")
    isi = KOP | {"tempat": "64.72.03", "kantor": "camat", "nama": "Kecamatan Samarinda Ulu"}
    klien.post("/dokumen/kantor/baru/", isi)
    (kop,) = _semua(Kop)
    assert (kop.wilayah_id, kop.kantor) == ("64.72.03", "camat")
    jawaban = klien.post("/dokumen/kantor/baru/", isi)
    assert jawaban.status_code == 422 and "sudah punya kop" in jawaban.content.decode()
    jawaban = klien.post("/dokumen/kantor/baru/", isi | {"tempat": "64.72"})
    assert jawaban.status_code == 422 and "tidak sesuai" in jawaban.content.decode()
    assert "Kecamatan Samarinda Ulu" in klien.get("/dokumen/kantor/").content.decode()


def test_tempat_di_luar_provinsi_ditolak(masuk, dunia):
    assert (
        masuk("admin").post("/dokumen/kantor/baru/", KOP | {"tempat": "63.01", "kantor": "kabkota"}).status_code == 422
    )


@pytest.mark.parametrize(("siapa", "kode"), [("dinsos_lain", 404), ("provinsi", 404), ("camat", 403), ("tksk", 403)])
def test_kop_kantor_lain_tidak_dapat_dilihat_dan_diubah(masuk, dunia, siapa, kode):
    kop = siapkan_kantor()
    (penandatangan,), (pola,) = _semua(Penandatangan), _semua(PolaNomor)
    klien = masuk(siapa)
    for jalan in (
        "",
        "ubah/",
        "contoh/",
        "penandatangan/baru/",
        f"penandatangan/{penandatangan.pk}/",
        "pola/baru/",
        f"pola/{pola.pk}/",
    ):
        assert klien.get(f"/dokumen/kantor/{kop.pk}/{jalan}").status_code == kode, jalan
    assert klien.post(f"/dokumen/kantor/{kop.pk}/ubah/", KOP | {"nama": "Palsu"}).status_code == kode
    assert _semua(Kop)[0].nama == "Dinas Sosial Kota Samarinda"


def test_isi_kop_tidak_dapat_dicapai_lewat_kop_lain(masuk, dunia):
    kop, lain = siapkan_kantor(), siapkan_kantor("64.71", nama="Dinas Sosial Kota Balikpapan")
    pola = next(p for p in _semua(PolaNomor) if p.kop_id == lain.pk)
    assert masuk("admin").get(f"/dokumen/kantor/{kop.pk}/pola/{pola.pk}/").status_code == 404


def test_lambang_dikecilkan_tercetak_dan_dilepas(masuk, dunia):
    kop = siapkan_kantor()
    klien = masuk("dinsos")
    jalan = f"/dokumen/kantor/{kop.pk}/ubah/"
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        tanpa = len(isi_pdf(terbitkan(by)))
    assert klien.post(jalan, KOP | {"lambang": SimpleUploadedFile("l.png", _png())}).status_code == 302
    (kop,) = _semua(Kop)
    assert kop.logo_id and klien.get(f"/berkas/{kop.logo_id}/").status_code == 200
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        isi = isi_pdf(terbitkan(by))
    assert b"/Subtype/Image" in isi and tanpa < len(isi) < tanpa + 60_000
    klien.post(jalan, KOP | {"lepas_lambang": "on"})
    assert _semua(Kop)[0].logo_id is None
    assert {b.dibuang_pada is None for b in _semua(Berkas) if b.keperluan == "dokumen.logo"} == {False}


@pytest.mark.parametrize("isi", [b"<svg onload=alert(1)>", b"GIF89a", _png(100)[:60]])
def test_lambang_yang_bukan_gambar_ditolak_dan_kop_lama_tetap(masuk, dunia, isi):
    kop = siapkan_kantor()
    kiriman = KOP | {"nama": "Nama Baru", "lambang": SimpleUploadedFile("l.png", isi)}
    jawaban = masuk("dinsos").post(f"/dokumen/kantor/{kop.pk}/ubah/", kiriman)
    assert jawaban.status_code == 422 and "Nama Baru" in jawaban.content.decode()
    assert _semua(Kop)[0].nama == "Dinas Sosial Kota Samarinda"


def test_kop_dengan_huruf_yang_tidak_tercetak_ditolak(masuk, dunia):
    kop = siapkan_kantor()
    jawaban = masuk("dinsos").post(f"/dokumen/kantor/{kop.pk}/ubah/", KOP | {"alamat": "Jalan 漢"})
    assert jawaban.status_code == 422 and "漢" in jawaban.content.decode()
    assert _semua(Kop)[0].alamat.startswith("Jalan Dahlia")


def test_contoh_surat_berupa_gambar(masuk, dunia):
    kop = siapkan_kantor()
    jawaban = masuk("admin").get(f"/dokumen/kantor/{kop.pk}/contoh/")
    assert jawaban.headers["Content-Type"] == "image/png" and jawaban.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"pola": "tanpa"}, "tepat satu kali"),
        ({"pola": "{nomor}/{apa}"}, "tidak dikenal"),
        ({"mulai": "0"}, "lebih besar"),
        ({"tahun": "2026"}, "sudah punya pola"),
    ],
)
def test_pola_yang_keliru_dijawab_di_isiannya(masuk, dunia, isi, kata):
    kop = siapkan_kantor()
    kiriman = {"tahun": "2027", "pola": "{nomor}/{tahun}", "kode": "", "mulai": "1"} | isi
    jawaban = masuk("dinsos").post(f"/dokumen/kantor/{kop.pk}/pola/baru/", kiriman)
    assert jawaban.status_code == 422 and kata in jawaban.content.decode()


def test_contoh_nomor_tanpa_menyimpan(masuk, dunia):
    kop = siapkan_kantor()
    kiriman = {"tahun": "2027", "pola": "{kode}/{nomor:04}/{unit}", "kode": "400", "mulai": "12", "contoh": "1"}
    isi = masuk("dinsos").post(f"/dokumen/kantor/{kop.pk}/pola/baru/", kiriman).content.decode()
    assert "400/0012/DINSOS" in isi
    assert len(_semua(PolaNomor)) == 1


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"nip": "123"}, "NIP 18 angka"),
        ({"awalan": "a.n."}, "atas nama jabatan apa"),
        ({"atas_nama": "Kepala"}, "atas nama jabatan apa"),
        ({"sampai": "01-01-2020"}, "tidak boleh sebelum"),
    ],
)
def test_penandatangan_yang_keliru_dijawab_di_isiannya(masuk, dunia, isi, kata):
    kop = siapkan_kantor()
    kiriman = {"nama": "Budi", "jabatan": "Kepala", "mulai": "01-01-2026"} | isi
    jawaban = masuk("dinsos").post(f"/dokumen/kantor/{kop.pk}/penandatangan/baru/", kiriman)
    assert jawaban.status_code == 422 and kata in jawaban.content.decode()


def test_nip_ditulis_berkelompok(masuk, dunia):
    kop = siapkan_kantor()
    kiriman = {"nama": "Budi", "jabatan": "Kepala", "mulai": "01-01-2026", "nip": "197005121995032001"}
    masuk("dinsos").post(f"/dokumen/kantor/{kop.pk}/penandatangan/baru/", kiriman)
    assert {p.nip for p in _semua(Penandatangan) if p.nama == "Budi"} == {"19700512 199503 2 001"}


def test_kop_terwaris_ke_bawah_dan_hanya_ditulis_dalam_rentang(dunia):
    siapkan_kantor()
    with lingkup.masuk(dunia.tksk.lingkup):
        assert Kop.objects.count() == 1 and Penandatangan.objects.count() == PolaNomor.objects.count() == 0
        assert Kop.objects.update(nama="Palsu") == 0
    with lingkup.masuk(dunia.dinsos_lain.lingkup):
        assert Kop.objects.count() == 0


@pytest.mark.parametrize(
    ("nilai", "batas"),
    [
        ({"wilayah_id": "64.72", "kantor": "kabkota"}, "kop_satu_per_kantor"),
        ({"wilayah_id": "64.72", "kantor": "camat"}, "kop_tingkat_sesuai"),
        ({"wilayah_id": "64", "kantor": "kabkota"}, "kop_tingkat_sesuai"),
        ({"wilayah_id": "64.74", "kantor": "kabkota", "baris": []}, "kop_berbaris"),
    ],
)
def test_basis_data_menolak_kop_yang_keliru(dunia, nilai, batas):
    siapkan_kantor()
    with lingkup.masuk(lingkup.sistem("uji")), pytest.raises(IntegrityError, match=batas), transaction.atomic():
        Kop.objects.create(**({"nama": "x", "singkatan": "x", "baris": ["x"], "alamat": "x", "kota": "x"} | nilai))
