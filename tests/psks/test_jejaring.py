"""Jejaring: siapa bekerja dengan siapa, sebagai catatan, gambar, dan tabel yang sama isinya."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from psks.actions import catat_jejaring, tarik_jejaring
from psks.gambar import susun
from psks.models import Jejaring, PihakJejaring
from tests.arsip.bahan import foto
from tests.psks.bahan import DESA_TETANGGA, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Status

pytestmark = pytest.mark.django_db
ISI = {"jenis": "perjanjian", "judul": "Rujukan lansia", "lingkup": "", "mulai": date(2026, 3, 1), "sampai": None}
ISI |= {"target": "20 lansia", "tokoh": "Ketua RT 21", "hasil": "12 dirujuk"}


@pytest.fixture
def tiga(dunia):
    """Two partners of the kecamatan, and a verified one of the next."""
    satu = pada_status(dunia, Status.DRAF, nama="Panti Satu")
    dua = pada_status(dunia, Status.DRAF, "karang_taruna", nama="Karang Taruna Dua")
    luar = pada_status(dunia, Status.DIVERIFIKASI, nama="Panti Luar", wilayah_id=DESA_TETANGGA, siapa="tetangga")
    return satu, dua, luar


def _catat(dunia, *mitra, kunci=None, **ganti) -> Jejaring:
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return catat_jejaring(kunci=kunci or uuid4(), isi=ISI | ganti, pihak=[m.pk for m in mitra], by=by)


def test_gambar_dan_tabel_mengatakan_hal_yang_sama(dunia, tiga, masuk):
    satu, dua, luar = tiga
    _catat(dunia, satu, dua)
    _catat(dunia, satu, dua, jenis="pertemuan", judul="Rapat bulanan")
    _catat(dunia, satu, luar, judul="Titip asuh")
    with lingkup.masuk(dunia.tksk.lingkup):
        g = susun(list(Jejaring.objects.tersimpan().order_by("mulai", "id")))
    assert [({a, b}, n) for a, b, n, _ in g.tabel] == [
        ({"Panti Satu", "Karang Taruna Dua"}, 2),
        ({"Panti Satu", "Panti Luar"}, 1),
    ]
    assert [(s.nama, s.banyak, s.luar) for s in g.simpul] == [
        *(("Panti Satu", 3, False), ("Karang Taruna Dua", 2, False), ("Panti Luar", 1, True)),
    ]
    assert [t for *_, t in g.garis] == [3, 2]
    halaman = masuk("tksk").get(reverse("psks:gambar")).content.decode()
    assert "<svg" in halaman and halaman.count("<circle") == 3 and halaman.count("<line") == 2
    assert "Rujukan lansia; Rapat bulanan" in halaman or "Rapat bulanan; Rujukan lansia" in halaman


def test_pihak_harus_dikenal(dunia, tiga):
    tersembunyi = pada_status(dunia, Status.DRAF, nama="Draf tetangga", wilayah_id=DESA_TETANGGA, siapa="tetangga")
    for pihak in ([tersembunyi], []):
        with pytest.raises(Ditolak):
            _catat(dunia, *pihak)


def test_kiriman_ulang_satu_catatan(dunia, tiga):
    kunci = uuid4()
    _catat(dunia, *tiga[:2], kunci=kunci)
    _catat(dunia, *tiga[:2], kunci=kunci)
    with lingkup.masuk(dunia.tksk.lingkup):
        assert Jejaring.objects.count() == 1 and PihakJejaring.objects.count() == 2


def test_lewat_layar_ubah_dan_tarik(dunia, tiga, masuk):
    klien, kunci = masuk("tksk"), str(uuid4())
    kirim = {"id": kunci, "jenis": "pertemuan", "judul": "Rapat", "mulai": "02-03-2026", "pihak": [str(tiga[0].pk)]}
    assert klien.post(reverse("psks:jejaring_baru"), kirim | {"sampai": "02-03-2027"}).status_code == 422
    assert klien.post(reverse("psks:jejaring_baru"), kirim).status_code == 302
    alamat = reverse("psks:jejaring_ubah", args=[kunci])
    assert "Rapat" in klien.get(alamat).content.decode()
    kirim |= {"versi": "1", "pihak": [str(tiga[1].pk)], "hasil": "Sepakat"}
    naskah = SimpleUploadedFile("MoU Panti.jpg", foto())
    assert klien.post(alamat, kirim | {"berkas": naskah}).status_code == 302
    with lingkup.masuk(dunia.tksk.lingkup):
        berkas = Jejaring.objects.select_related("berkas").get(pk=kunci).berkas
    unduh = reverse("arsip:unduh", args=[berkas.pk])
    assert berkas.nama == "naskah-jejaring.jpg" and klien.get(unduh).status_code == 200
    for nama in ("camat", "provinsi", "tetangga"):
        assert masuk(nama).get(unduh).status_code == 404, nama
    klien = masuk("tksk")
    assert klien.post(alamat, kirim).status_code == 422  # versinya sudah lewat
    with lingkup.masuk(dunia.tksk.lingkup):
        kini = PihakJejaring.objects.filter(jejaring=kunci, lepas_pada=None)
        assert list(kini.values_list("mitra_id", flat=True)) == [tiga[1].pk]
    assert masuk("tetangga").get(alamat).status_code == 404
    assert masuk("dinsos").get(alamat).status_code == 200
    masuk("tksk").post(reverse("psks:jejaring_tarik", args=[kunci]))
    assert masuk("tksk").get(alamat).status_code == 404


def test_camat_tidak_mencatat(dunia, tiga):
    j = _catat(dunia, tiga[0])
    with lingkup.masuk(dunia.camat.lingkup) as by, pytest.raises(PermissionDenied):
        tarik_jejaring(jejaring=j, by=by)
