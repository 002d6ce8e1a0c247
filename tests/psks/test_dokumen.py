"""Dokumen: digantikan, ditandai habis, dan diingatkan sekali tiap langkah, juga sesudah server lama mati."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from psks.actions import akhiri_dokumen, ganti_foto, tambah_dokumen
from psks.jadwal import ingatkan_dokumen
from psks.models import DokumenMitra, Mitra
from tests.arsip.bahan import foto
from tests.psks.bahan import pada_status
from tksk_portal.akses import lingkup
from tksk_portal.pekerjaan.models import Kabar
from tksk_portal.tinjauan.enums import Status

pytestmark = pytest.mark.django_db


def _tambah(dunia, mitra, hari: int | None = None, jenis: str = "izin_kabkota", siapa: str = "tksk", **isi):
    sampai = timezone.localdate() + timedelta(days=hari) if hari is not None else None
    with lingkup.masuk(dunia[siapa].lingkup) as by:
        return tambah_dokumen(
            mitra=mitra, kunci=uuid4(), isi={"jenis": jenis, "nomor": "503/7", "berlaku_sampai": sampai} | isi, by=by
        )


def _putar(maju: int = 0) -> int:
    """Run the schedule as if so many days had passed."""
    with lingkup.masuk(lingkup.sistem("uji")):
        for d in DokumenMitra.objects.exclude(berlaku_sampai=None):
            DokumenMitra.objects.filter(pk=d.pk).update(berlaku_sampai=d.berlaku_sampai - timedelta(days=maju))
        return ingatkan_dokumen()


def _kabar(nama: str) -> list[tuple[str, int]]:
    with lingkup.masuk(lingkup.sistem("uji")):
        semua = Kabar.objects.filter(akun__username=nama, jenis="psks.dokumen").order_by("dibuat_pada", "pk")
        return [(k.teks, k.banyak) for k in semua]


def test_diingatkan_sekali_tiap_langkah(dunia):
    m = pada_status(dunia, Status.DIVERIFIKASI)
    _tambah(dunia, m, 91)
    assert [_putar(), _putar(1), _putar(), _putar(30), _putar(30), _putar(), _putar(23), _putar(8), _putar()] == [
        *(0, 1, 0, 0, 1, 0, 1, 1, 0)
    ]
    teks = [t for t, _ in _kabar("tksk")]
    assert [t.split("dalam ")[-1] for t in teks] == [
        *("90 hari", "30 hari", "7 hari"),
        "{n} dokumen mitra sudah habis masa berlakunya",
    ]
    assert _kabar("dinsos") == _kabar("tksk")
    assert _kabar("tetangga") == _kabar("camat") == []


@pytest.mark.parametrize(("mati", "langkah"), [(65, "30 hari"), (88, "7 hari"), (120, "sudah habis")])
def test_sesudah_lama_mati_langkah_yang_dicapai_saja_dan_sekali(dunia, mati, langkah):
    _tambah(dunia, pada_status(dunia, Status.DISAHKAN), 95)
    assert _putar() == 0
    assert [_putar(mati), _putar(), _putar()] == [1, 0, 0]
    assert len(_kabar("tksk")) == 1 and langkah in _kabar("tksk")[0][0]


def test_kabar_tidak_menyebut_siapa_pun_dan_dijumlahkan(dunia):
    m = pada_status(dunia, Status.DIVERIFIKASI)
    _tambah(dunia, m, 20)
    _tambah(dunia, m, 25, jenis="akreditasi")
    assert _putar() == 2
    assert _kabar("tksk") == [("{n} dokumen mitra habis dalam 30 hari", 2)]


def test_yang_digantikan_dan_yang_dibatalkan_tidak_diingatkan(dunia):
    m = pada_status(dunia, Status.DRAF)
    lama = _tambah(dunia, m, 10)
    baru = _tambah(dunia, m, 800)
    with lingkup.masuk(dunia.tksk.lingkup):
        lama.refresh_from_db()
        assert lama.diganti_pada is not None and lama.keadaan == "digantikan"
    assert _putar() == 0
    with lingkup.masuk(lingkup.sistem("uji")):
        DokumenMitra.objects.filter(pk=baru.pk).update(berlaku_sampai=timezone.localdate())
        Mitra.objects.filter(pk=m.pk).update(status=Status.DIBATALKAN)
    assert _putar() == 0


def test_yang_habis_ditandai_di_mana_mana(dunia, masuk):
    m = pada_status(dunia, Status.DRAF)
    _tambah(dunia, m, -3)
    klien = masuk("tksk")
    assert "habis 3 hari lalu" in klien.get(reverse("psks:rinci", args=[m.pk])).content.decode()
    assert "dokumen habis" in klien.get(reverse("psks:daftar")).content.decode()
    assert "habis 3 hari lalu" in klien.get(reverse("psks:dokumen_habis")).content.decode()
    assert m.nama in klien.get(reverse("psks:daftar"), {"dokumen": "habis"}).content.decode()


def test_dokumen_lewat_layar_dengan_berkasnya_dan_siapa_yang_membukanya(dunia, masuk):
    m = pada_status(dunia, Status.DISAHKAN)
    isi = {"id": str(uuid4()), "jenis": "akreditasi", "nomor": "A-1", "tanggal": "01-02-2026"}
    isi |= {"berlaku_sampai": "01-02-2031", "nilai": "B"}
    berkas = SimpleUploadedFile("Akreditasi Panti.jpg", foto())
    alamat = reverse("psks:dokumen_baru", args=[m.pk])
    assert masuk("tksk").post(alamat, isi | {"berkas": berkas}).status_code == 302
    with lingkup.masuk(lingkup.sistem("uji")):
        d = DokumenMitra.objects.select_related("berkas").get(mitra=m)
        assert d.berkas.nama == "dokumen-akreditasi.jpg" and d.nilai == "B"
    unduh = reverse("arsip:unduh", args=[d.berkas_id])
    assert masuk("tksk").get(unduh).status_code == 200
    assert masuk("dinsos").get(unduh).status_code == 200
    for nama in ("camat", "provinsi", "kemensos", "tetangga"):
        assert masuk(nama).get(unduh).status_code == 404, nama


@pytest.mark.parametrize(
    ("isi", "medan"),
    [
        ({"jenis": ""}, "jenis"),
        ({"nomor": ""}, "nomor"),
        ({"tanggal": "31-02-2026"}, "tanggal"),
        ({"tanggal": "01-02-2026", "berlaku_sampai": "01-01-2026"}, "berlaku_sampai"),
        ({"nomor": "<b>"}, "nomor"),
    ],
)
def test_isian_dokumen_yang_salah(dunia, masuk, isi, medan):
    m = pada_status(dunia, Status.DRAF)
    kirim = {"id": str(uuid4()), "jenis": "sk", "nomor": "7"} | isi
    jawaban = masuk("tksk").post(reverse("psks:dokumen_baru", args=[m.pk]), kirim)
    assert jawaban.status_code == 422 and list(jawaban.context["form"].errors) == [medan]


def test_kantor_lain_tidak_mengurus_dokumen(dunia):
    m = pada_status(dunia, Status.DRAF)
    d = _tambah(dunia, m, 9)
    with lingkup.masuk(dunia.provinsi.lingkup) as by, pytest.raises(PermissionDenied):
        akhiri_dokumen(dokumen=d, by=by)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        assert akhiri_dokumen(dokumen=d, by=by) and not akhiri_dokumen(dokumen=d, by=by)


def test_foto_diganti_dan_foto_lama_dibuang(dunia, masuk):
    m = pada_status(dunia, Status.DIVERIFIKASI)
    isi = foto()
    for _ in range(2):
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            m = ganti_foto(mitra=m, berkas=BytesIO(isi), nama_berkas="papan.jpg", by=by)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert m.foto.nama == "foto-mitra.jpg" and m.foto.dibuang_pada is None
    assert "Foto Panti Kasih Ibu" in masuk("camat").get(reverse("psks:rinci", args=[m.pk])).content.decode()


def test_tempat_kosong_langsung_tampil_di_kartu(dunia, masuk):
    m = pada_status(dunia, Status.DISAHKAN, kapasitas=40, terisi=40)
    assert "penuh" in masuk("tetangga").get(reverse("psks:direktori"), {"wilayah": "64.72"}).content.decode()
    alamat = reverse("psks:tempat", args=[m.pk])
    masuk("tksk").post(alamat, {"kapasitas": "40", "terisi": "41"})
    masuk("tksk").post(alamat, {"kapasitas": "40", "terisi": "37"})
    halaman = masuk("tetangga").get(reverse("psks:direktori"), {"wilayah": "64.72"}).content.decode()
    assert "3 tempat kosong dari 40" in halaman
