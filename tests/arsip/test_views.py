"""Membuka berkas: hanya yang berhak, dengan kepala yang aman, dicatat; yang habis menunjukkan jalan."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.arsip.bahan import PDF, foto, simpan_uji
from tksk_portal.akses import lingkup
from tksk_portal.arsip.berkas import buang
from tksk_portal.arsip.models import Berkas, Unduhan
from tksk_portal.arsip.penyimpanan import penyimpanan


@pytest.fixture
def satu(dunia):
    """A photo of the officer."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return simpan_uji(by)


def _url(berkas, nama: str = "unduh") -> str:
    return reverse(f"arsip:{nama}", args=[berkas.pk])


def _isi(respons) -> bytes:
    return b"".join(respons.streaming_content)


def test_foto_tidak_terbuka_tanpa_masuk(client, satu):
    """pelajaran.md 9: photos open without login (kobocat#551, #261)."""
    for nama in ("unduh", "kecil"):
        respons = client.get(_url(satu, nama))
        assert respons.status_code == 302 and respons.url.startswith("/masuk/")


def test_foto_terbuka_bagi_yang_berhak(masuk, satu):
    """pelajaran.md 9, the reverse: not visible to those allowed (kpi#3371)."""
    klien = masuk("tksk")
    with penyimpanan().open(satu.kunci) as asli:
        respons = klien.get(_url(satu))
        assert respons.status_code == 200 and _isi(respons) == asli.read()
    respons = klien.get(_url(satu, "kecil"))
    assert respons.status_code == 200 and len(_isi(respons)) == satu.ukuran_kecil


@pytest.mark.parametrize("siapa", ["tetangga", "camat", "dinsos", "dinsos_lain", "provinsi", "admin", "kemensos"])
@pytest.mark.parametrize("nama", ["unduh", "kecil"])
def test_berkas_orang_lain_dijawab_404(masuk, satu, siapa, nama):
    """pelajaran.md 8: a restricted user given the address of another's file."""
    assert masuk(siapa).get(_url(satu, nama)).status_code == 404


def test_yang_tidak_ada_dan_yang_asing_dijawab_sama(masuk, satu):
    klien = masuk("tetangga")
    asing, kosong = klien.get(_url(satu)), klien.get(reverse("arsip:unduh", args=[uuid4()]))
    assert (asing.status_code, asing.content) == (kosong.status_code, kosong.content)


def test_kepala_jawaban_tidak_dapat_menjalankan_apa_pun(masuk, satu):
    respons = masuk("tksk").get(_url(satu), headers={"Accept-Encoding": "gzip, br"})
    kepala = respons.headers
    assert kepala["Content-Type"] == "image/jpeg"
    assert kepala["X-Content-Type-Options"] == "nosniff"
    assert kepala["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in kepala["Content-Security-Policy"]
    assert kepala["Cross-Origin-Resource-Policy"] == "same-origin"
    assert kepala["Cache-Control"] == "private, no-store"
    assert kepala["Content-Disposition"] == 'inline; filename="foto.jpg"'
    assert int(kepala["Content-Length"]) == satu.ukuran == len(_isi(respons))


@pytest.mark.parametrize(
    ("isi", "nama", "cara"), [(b"a;b\n", "a.csv", "attachment"), (PDF, "a.pdf", "inline"), (foto(), "a.jpg", "inline")]
)
def test_yang_bukan_gambar_atau_pdf_selalu_diunduh(masuk, dunia, isi, nama, cara):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu = simpan_uji(by, isi, nama=nama)
    assert masuk("tksk").get(_url(satu)).headers["Content-Disposition"] == f'{cara}; filename="{nama}"'


def test_setiap_pembukaan_dicatat(masuk, dunia, satu):
    klien = masuk("tksk")
    klien.get(_url(satu))
    klien.get(_url(satu, "kecil"))
    klien.head(_url(satu))
    masuk("tetangga").get(_url(satu))
    with lingkup.masuk(lingkup.sistem("uji")):
        baris = list(
            Unduhan.objects.filter(berkas=satu).order_by("pada").values_list("oleh__username", "kecil", "sebagai")
        )
    assert baris == [("tksk", False, dunia.tksk.tugas.label), ("tksk", True, dunia.tksk.tugas.label)]


def test_yang_dihapus_dijawab_410_dengan_jalan_keluar(masuk, dunia, satu, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), lingkup.masuk(dunia.tksk.lingkup) as by:
        buang(satu, by=by)
    for nama in ("unduh", "kecil"):
        respons = masuk("tksk").get(_url(satu, nama))
        assert respons.status_code == 410
        assert "sudah dihapus" in respons.content.decode() and 'href="/pmks/"' in respons.content.decode()
    assert masuk("tetangga").get(_url(satu)).status_code == 404


def test_yang_lewat_masanya_dijawab_410_juga_sebelum_dibuang(masuk, dunia, satu):
    with lingkup.masuk(lingkup.sistem("uji")):
        lalu = timezone.now() - timedelta(minutes=1)
        Berkas.objects.filter(pk=satu.pk).update(kedaluwarsa_pada=lalu, dibuat_pada=lalu - timedelta(days=1))
    respons = masuk("tksk").get(_url(satu))
    assert respons.status_code == 410 and "Masa simpan berkas ini sudah lewat" in respons.content.decode()


def test_isi_yang_hilang_tidak_menjadi_galat(masuk, satu):
    penyimpanan().delete(satu.kunci)
    respons = masuk("tksk").get(_url(satu))
    assert respons.status_code == 410 and "isinya tidak ditemukan" in respons.content.decode()


def test_dokumen_tidak_punya_gambar_kecil(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu = simpan_uji(by, PDF, nama="a.pdf")
    assert masuk("tksk").get(_url(satu, "kecil")).status_code == 404


def test_keperluan_yang_tidak_dikenal_lagi_dijawab_404(masuk, satu, settings):
    settings.KEPERLUAN_BERKAS = []
    assert masuk("tksk").get(_url(satu)).status_code == 404


def test_hak_diperiksa_lagi_sesudah_tugas_berakhir(masuk, dunia, satu):
    klien = masuk("tksk")
    assert klien.get(_url(satu)).status_code == 200
    with lingkup.masuk(lingkup.sistem("uji")):
        dunia.tksk.tugas.selesai = timezone.localdate() - timedelta(days=1)
        dunia.tksk.tugas.save()
    assert klien.get(_url(satu)).status_code == 403


def test_alamat_umum_penyimpanan_ditolak(satu):
    with pytest.raises(ValueError, match="tidak punya alamat umum"):
        penyimpanan().url(satu.kunci)


class Tabu:
    """A body that must not be read."""

    def read(self, *_):
        raise AssertionError("isi kiriman dibaca")

    readline = read


def test_kiriman_dua_gigabita_ditolak_sebelum_dibaca(client):
    respons = client.post(
        "/pmks/baru/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(2 * 1024**3),
        **{"wsgi.input": Tabu()},
    )
    assert respons.status_code == 413
    assert "Kiriman ini 2 GB; paling besar 40 MB" in respons.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("panjang", ["", "abc", "-5", "²"])
def test_panjang_kiriman_yang_aneh_tidak_merobohkan(client, panjang):
    assert client.get("/sehat/", CONTENT_LENGTH=panjang).status_code == 200
