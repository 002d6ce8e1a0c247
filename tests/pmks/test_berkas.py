"""Foto dan dokumen orang: siapa menambah, siapa membuka, batasnya, jejaknya, dan nasibnya saat orang pindah."""

import io
import re
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from pmks.actions import berkas as aksi
from pmks.actions import hapus_berkas, tambah_berkas
from pmks.berkas import UKURAN_TERBESAR
from pmks.models import BerkasOrang, Orang
from tests.arsip.bahan import PDF, foto
from tests.conftest import baca_dunia
from tests.pmks.bahan import DESA_LAIN, banyak, catat, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.arsip.berkas import BerkasDitolak
from tksk_portal.arsip.models import Berkas
from tksk_portal.arsip.penyimpanan import semua_kunci
from tksk_portal.arsip.yatim import periksa
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.tinjauan.enums import Status

BIASA, PEKA = 8, 17  # lanjut usia; korban penyalahgunaan NAPZA (samar)


@pytest.fixture
def orang(dunia) -> Orang:
    """A grown-up, drafted by the officer."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return catat(by)


def tambah(dunia, orang, isi=None, **lain) -> BerkasOrang:
    """Add a photo as the officer."""
    pilihan = {"jenis": "diri", "keterangan": "", "kunci": uuid4(), "nama": "foto.jpg"} | lain
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return tambah_berkas(orang=orang, isi=io.BytesIO(isi or foto()), by=by, **pilihan).satu


def unggah(*isi, nama="rumah.jpg", **lain) -> dict:
    """Return POST data of the form."""
    berkas = [SimpleUploadedFile(nama, i) for i in isi]
    return {"id": str(uuid4()), "jenis": "rumah", "keterangan": "dari jalan", "berkas": berkas} | lain


def _semua(orang) -> list[BerkasOrang]:
    with lingkup.masuk(lingkup.sistem("uji")):
        return list(BerkasOrang.objects.filter(orang=orang).select_related("berkas").order_by("dibuat_pada"))


def _dunia_tetap() -> tuple:
    """Return the committed world with one person in it."""
    with lingkup.masuk(lingkup.sistem("uji")):
        dunia = baca_dunia()
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return dunia, catat(by)


def _url(nama: str, *argumen) -> str:
    return reverse(f"pmks:{nama}", args=argumen)


# Menambah ----------------------------------------------------------------------------------------------------


def test_jawaban_menyebut_yang_tersimpan_dan_halamannya_menampilkannya(masuk, orang):
    """pelajaran.md 2: "saved" although photos were lost (kobocat#432)."""
    klien = masuk("tksk")
    respons = klien.post(_url("tambah_berkas", orang.pk), unggah(foto(), foto(500, 500)), follow=True)
    assert respons.redirect_chain == [(_url("berkas", orang.pk), 302)]
    isi = respons.content.decode()
    assert "2 berkas tersimpan" in isi and isi.count("dari jalan</p>") == 2
    for alamat in re.findall(r'(?:src|href)="(/berkas/[^"]+)"', isi):
        assert klien.get(alamat).status_code == 200
    assert len(_semua(orang)) == 2


def test_yang_baik_tersimpan_yang_ditolak_kembali_dengan_alasannya(masuk, orang):
    """pelajaran.md 2: what was not stored is said, file by file, beside the field."""
    kiriman = unggah(foto(), foto()[:900] + b"", PDF[:-20])
    for berkas, nama in zip(kiriman["berkas"], ("baik.jpg", "putus.jpg", "surat.pdf"), strict=True):
        berkas.name = nama
    respons = masuk("tksk").post(_url("tambah_berkas", orang.pk), kiriman)
    isi = respons.content.decode()
    assert respons.status_code == 422 and len(_semua(orang)) == 1
    assert "<b>1 berkas tersimpan</b>: baik.jpg" in isi
    assert "putus.jpg: Gambar ini terpotong atau rusak" in isi and "surat.pdf: PDF ini terpotong" in isi
    assert 'value="dari jalan"' in isi, "yang diketik tetap ada"


def test_commit_yang_gagal_tidak_pernah_dijawab_tersimpan(data_tetap, monkeypatch):
    """pelajaran.md 2: the answer comes after the commit; here the database refuses at COMMIT itself."""
    dunia, orang = _dunia_tetap()
    asli = aksi.simpan
    monkeypatch.setattr(aksi, "simpan", lambda isi, **lain: asli(isi, **(lain | {"wilayah": DESA_LAIN})))
    klien = Client(raise_request_exception=False)
    klien.force_login(dunia.tksk.akun)
    respons = klien.post(_url("tambah_berkas", orang.pk), unggah(foto()))
    assert respons.status_code == 500 and "berkas tersimpan" not in respons.content.decode()
    assert _semua(orang) == [] and banyak(Berkas) == 0
    monkeypatch.undo()
    assert klien.post(_url("tambah_berkas", orang.pk), unggah(foto())).status_code == 302
    assert len(_semua(orang)) == 1


def test_kiriman_yang_sama_dua_kali_menyimpan_satu(masuk, orang):
    kunci, klien = str(uuid4()), masuk("tksk")
    for _ in range(2):
        respons = klien.post(_url("tambah_berkas", orang.pk), unggah(foto(), id=kunci), follow=True)
        assert "1 berkas tersimpan" in respons.content.decode()
    assert len(_semua(orang)) == 1
    klien.post(_url("tambah_berkas", orang.pk), unggah(foto(), id=str(uuid4())))
    assert len(_semua(orang)) == 2


@pytest.mark.parametrize(
    ("ganti", "pesan"),
    [
        ({"berkas": []}, "Pilih berkasnya dahulu."),
        ({"jenis": ""}, "Pilih isi berkasnya."),
        ({"keterangan": "x" * 121}, "120"),
        ({"keterangan": "<script>"}, "is-invalid"),
        ({"id": "bukan-uuid"}, "Belum ada yang tersimpan"),
    ],
)
def test_isian_yang_salah_disebut_di_sebelahnya(masuk, orang, ganti, pesan):
    respons = masuk("tksk").post(_url("tambah_berkas", orang.pk), unggah(foto(), **ganti))
    assert respons.status_code == 422 and pesan in respons.content.decode()
    assert _semua(orang) == []


def test_berkas_kosong_dan_terlalu_besar_punya_pesannya(masuk, orang):
    klien = masuk("tksk")
    isi = klien.post(_url("tambah_berkas", orang.pk), unggah(b"")).content.decode()
    assert "kosong (0 bita)" in isi
    isi = klien.post(_url("tambah_berkas", orang.pk), unggah(b"\xff\xd8\xff" + b"0" * UKURAN_TERBESAR)).content.decode()
    assert "Berkas ini terlalu besar; paling besar 8 MB" in isi


def test_paling_banyak_sepuluh_berkas_seorang(dunia, orang, masuk, monkeypatch):
    monkeypatch.setattr(aksi, "TERBANYAK", 2)
    for _ in range(2):
        tambah(dunia, orang)
    with pytest.raises(BerkasDitolak, match="Sudah ada 2 berkas"):
        tambah(dunia, orang)
    respons = masuk("tksk").post(_url("tambah_berkas", orang.pk), unggah(foto()))
    assert respons.status_code == 422 and "Hapus yang tidak diperlukan" in respons.content.decode()


def test_lebih_dari_sepuluh_sekali_kirim_ditolak(masuk, orang):
    respons = masuk("tksk").post(_url("tambah_berkas", orang.pk), unggah(*[b"x"] * 11))
    assert respons.status_code == 422 and "Paling banyak 10 berkas sekali kirim; ini 11" in respons.content.decode()


def test_nama_asli_berkas_tidak_tersimpan_di_mana_pun(dunia, orang):
    satu = tambah(dunia, orang, nama="KTP Siti Aminah 6472035205589001.jpg", jenis="ktp")
    assert satu.berkas.nama == "ktp-kk.jpg"
    with lingkup.masuk(lingkup.sistem("uji")), connection.cursor() as kursor:
        for tabel in ("pmks_berkasorang", "pmks_berkasorangriwayat", "arsip_berkas"):
            kursor.execute(f"SELECT count(*) FROM {tabel} t WHERE t::text LIKE '%Aminah%'")
            assert kursor.fetchone() == (0,), tabel


@pytest.mark.parametrize("siapa", ["camat", "dinsos", "provinsi", "admin", "kemensos"])
def test_hanya_tksk_yang_menambah_dan_menghapus(masuk, dunia, siapa):
    orang = pada_status(dunia, Status.DISAHKAN).orang
    satu = tambah(dunia, orang)
    klien = masuk(siapa)
    assert klien.get(_url("tambah_berkas", orang.pk)).status_code == 403
    assert klien.post(_url("tambah_berkas", orang.pk), unggah(foto())).status_code == 403
    assert klien.post(_url("hapus_berkas", orang.pk, satu.pk)).status_code == 403
    assert len(_semua(orang)) == 1


def test_tksk_tetangga_mendapat_404(masuk, dunia, orang):
    satu = tambah(dunia, orang)
    klien = masuk("tetangga")
    assert klien.get(_url("berkas", orang.pk)).status_code == 404
    assert klien.post(_url("tambah_berkas", orang.pk), unggah(foto())).status_code == 404
    assert klien.post(_url("hapus_berkas", orang.pk, satu.pk)).status_code == 404
    assert klien.get(reverse("arsip:unduh", args=[satu.berkas_id])).status_code == 404


def test_tindakan_memeriksa_haknya_sendiri(dunia, orang):
    for nama in ("dinsos", "tetangga"):
        with lingkup.masuk(dunia[nama].lingkup) as by, pytest.raises(PermissionDenied):
            tambah_berkas(
                orang=orang, isi=io.BytesIO(foto()), nama="a.jpg", jenis="diri", keterangan="", kunci=uuid4(), by=by
            )


# Membuka -----------------------------------------------------------------------------------------------------


def _boleh(klien, satu: BerkasOrang) -> int:
    return klien.get(reverse("arsip:unduh", args=[satu.berkas_id])).status_code


def test_foto_terbuka_menurut_peran_dan_keadaan(masuk, dunia):
    """pelajaran.md 9, both ways, for every role at every state of review."""
    seharusnya = {
        Status.DRAF: {"tksk", "dinsos"},
        Status.DIAJUKAN: {"tksk", "dinsos", "camat"},
        Status.DISAHKAN: {"tksk", "dinsos", "camat"},  # provinsi dan Kemensos sesudah menyebut keperluan
    }
    for nomor, (status, boleh) in enumerate(seharusnya.items()):
        orang = pada_status(dunia, status, nik=f"647203520558910{nomor}", nama=f"Orang {status}").orang
        satu = tambah(dunia, orang)
        siapa = ("tksk", "tetangga", "camat", "dinsos", "dinsos_lain", "provinsi", "admin", "kemensos")
        assert {n for n in siapa if _boleh(masuk(n), satu) == 200} == boleh, status


@pytest.mark.parametrize("siapa", ["provinsi", "kemensos"])
def test_provinsi_dan_kemensos_membuka_sesudah_menyebut_keperluan(masuk, dunia, siapa):
    orang = pada_status(dunia, Status.DISAHKAN).orang
    satu = tambah(dunia, orang, keterangan="rumah Bu Siti")
    klien = masuk(siapa)
    assert _boleh(klien, satu) == 404
    isi = klien.get(_url("berkas", orang.pk)).content.decode()
    assert "Ada 1 berkas, tersamar" in isi and "Bu Siti" not in isi and str(satu.berkas_id) not in isi
    isi = klien.get(_url("rinci", orang.pk)).content.decode()
    assert str(satu.berkas_id) not in isi and "Foto dan dokumen" not in isi and "Identitas disamarkan" in isi
    klien.post(_url("buka", orang.pk), {"tujuan": "Pemeriksaan data penerima bantuan"})
    assert _boleh(klien, satu) == 200
    assert str(satu.berkas_id) in klien.get(_url("rinci", orang.pk)).content.decode()
    assert "Bu Siti" in klien.get(_url("berkas", orang.pk)).content.decode()


def test_camat_tidak_membuka_foto_jenis_peka(masuk, dunia):
    orang = pada_status(dunia, Status.DIAJUKAN, jenis=PEKA).orang
    satu = tambah(dunia, orang)
    klien = masuk("camat")
    assert _boleh(klien, satu) == 404
    assert str(satu.berkas_id) not in klien.get(_url("berkas", orang.pk)).content.decode()


def test_camat_tidak_membuka_ktp_siapa_pun(masuk, dunia):
    orang = pada_status(dunia, Status.DIAJUKAN).orang
    ktp, rumah = tambah(dunia, orang, jenis="ktp"), tambah(dunia, orang, foto(300, 300), jenis="rumah")
    klien = masuk("camat")
    assert (_boleh(klien, ktp), _boleh(klien, rumah)) == (404, 200)
    isi = klien.get(_url("berkas", orang.pk)).content.decode()
    assert str(ktp.berkas_id) not in isi and str(rumah.berkas_id) in isi


def test_ktp_tidak_tampil_sebelum_dibuka(masuk, dunia, orang):
    ktp = tambah(dunia, orang, jenis="ktp")
    for nama in ("rinci", "berkas"):
        isi = masuk("tksk").get(_url(nama, orang.pk)).content.decode()
        assert reverse("arsip:unduh", args=[ktp.berkas_id]) in isi
        assert reverse("arsip:kecil", args=[ktp.berkas_id]) not in isi


def test_membuka_foto_tercatat_sebagai_melihat_orangnya(masuk, dunia, orang):
    foto_orang, ktp = tambah(dunia, orang), tambah(dunia, orang, foto(300, 300), jenis="ktp")
    klien = masuk("dinsos")

    def tercatat() -> list[tuple]:
        with lingkup.masuk(lingkup.sistem("uji")):
            return list(Pembukaan.objects.pada(orang).order_by("pada").values_list("oleh__username", "bagian"))

    for _ in range(2):
        _boleh(klien, foto_orang)
    assert tercatat() == [("dinsos", "rinci")]
    _boleh(klien, ktp)
    assert tercatat() == [("dinsos", "rinci"), ("dinsos", "nik")]
    assert _boleh(masuk("tetangga"), ktp) == 404 and len(tercatat()) == 2


def test_admin_tidak_membaca_baris_foto(dunia, orang):
    tambah(dunia, orang, keterangan="rumah Bu Siti")
    for nama in ("admin", "kemensos", "provinsi", "camat", "tetangga"):
        with lingkup.masuk(dunia[nama].lingkup):
            assert not BerkasOrang.objects.exists() and not BerkasOrang.riwayat.field.model.objects.exists()


# Halaman -----------------------------------------------------------------------------------------------------


def test_keadaan_kosong_menurut_peran(masuk, orang):
    isi = masuk("tksk").get(_url("berkas", orang.pk)).content.decode()
    assert "Belum ada foto atau dokumen" in isi and "Tambah foto pertama" in isi
    isi = masuk("dinsos").get(_url("berkas", orang.pk)).content.decode()
    assert "TKSK kecamatan ini belum menambahkannya" in isi and "Tambah foto pertama" not in isi


def test_penuh_tidak_menawarkan_tambah(masuk, dunia, orang, monkeypatch):
    monkeypatch.setattr("pmks.views.berkas.TERBANYAK", 1)
    tambah(dunia, orang)
    isi = masuk("tksk").get(_url("berkas", orang.pk)).content.decode()
    assert "Sudah 1 berkas" in isi and _url("tambah_berkas", orang.pk) not in isi


# Menghapus dan jejak -----------------------------------------------------------------------------------------


def test_menghapus_membuang_isinya_dan_meninggalkan_riwayat(
    masuk, dunia, orang, arsip_sendiri, django_capture_on_commit_callbacks
):
    satu = tambah(dunia, orang, keterangan="rumah lama")
    klien = masuk("tksk")
    with django_capture_on_commit_callbacks(execute=True):
        respons = klien.post(_url("hapus_berkas", orang.pk, satu.pk), follow=True)
    assert "Foto orangnya dihapus." in respons.content.decode()
    assert not {satu.berkas.kunci, satu.berkas.kecil} & set(semua_kunci())
    assert "Belum ada foto" in respons.content.decode()
    respons = klien.get(reverse("arsip:unduh", args=[satu.berkas_id]))
    assert respons.status_code == 410 and _url("berkas", orang.pk) in respons.content.decode()
    (lama,) = _semua(orang)
    assert lama.dihapus_oleh_id == dunia.tksk.akun.pk and lama.berkas.dibuang_oleh_id == dunia.tksk.akun.pk
    isi = klien.get(_url("riwayat", orang.pk)).content.decode()
    assert isi.count("Foto dan dokumen") == 2 and "rumah lama" in isi
    with lingkup.masuk(lingkup.sistem("uji")):
        assert [r.pgh_label for r in lama.riwayat.order_by("pgh_id")] == ["insert", "update"]
    assert (
        "sudah dihapus sebelumnya" in klien.post(_url("hapus_berkas", orang.pk, satu.pk), follow=True).content.decode()
    )


def test_foto_orang_lain_tidak_terhapus_lewat_orang_ini(masuk, dunia, orang):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        lain = catat(by, nik="6472035205589777", nama="Orang Lain")
    satu = tambah(dunia, lain)
    assert masuk("tksk").post(_url("hapus_berkas", orang.pk, satu.pk)).status_code == 404
    assert _semua(lain)[0].dihapus_pada is None


def test_rollback_penghapusan_membiarkan_foto(dunia, orang, django_capture_on_commit_callbacks):
    satu = tambah(dunia, orang)
    sesudah = django_capture_on_commit_callbacks(execute=True)
    batal = pytest.raises(ZeroDivisionError)
    with sesudah, lingkup.masuk(dunia.tksk.lingkup) as by, batal, transaction.atomic():
        hapus_berkas(satu=satu, by=by)
        raise ZeroDivisionError
    assert satu.berkas.kunci in set(semua_kunci()) and _semua(orang)[0].dihapus_pada is None


def test_pemeriksaan_yatim_mengenal_foto_orang(dunia, orang, arsip_sendiri):
    satu = tambah(dunia, orang)
    assert satu.berkas.induk == satu.pk and periksa(buang=False).tanpa_induk == []


# Tempat ------------------------------------------------------------------------------------------------------


def test_orang_pindah_fotonya_ikut(dunia, orang):
    satu = tambah(dunia, orang)
    with lingkup.masuk(dunia.tksk.lingkup):
        Orang.objects.filter(pk=orang.pk).update(wilayah_id=DESA_LAIN)
        with connection.cursor() as kursor:
            kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    (kini,) = _semua(orang)
    assert kini.wilayah_id == kini.berkas.wilayah_id == DESA_LAIN != satu.wilayah_id


def test_foto_tidak_dapat_menunjuk_orang_atau_berkas_di_tempat_lain(dunia, orang):
    satu = tambah(dunia, orang)
    with lingkup.masuk(dunia.tksk.lingkup):
        with pytest.raises(IntegrityError, match="berkasorang_ikut_orang"), transaction.atomic():
            BerkasOrang.objects.filter(pk=satu.pk).update(wilayah_id=DESA_LAIN)
        with pytest.raises(IntegrityError, match="berkasorang_ikut_berkas"), transaction.atomic():
            Berkas.objects.filter(pk=satu.berkas_id).update(wilayah_id=DESA_LAIN)
            with connection.cursor() as kursor:
                kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_dihapus_harus_berpasangan(dunia, orang):
    satu = tambah(dunia, orang)
    ditolak = pytest.raises(IntegrityError, match="berkasorang_dihapus_berpasangan")
    with lingkup.masuk(dunia.tksk.lingkup) as by, ditolak, transaction.atomic():
        BerkasOrang.objects.filter(pk=satu.pk).update(dihapus_oleh_id=by.akun_id)


# Serempak ----------------------------------------------------------------------------------------------------


def test_dua_kiriman_serempak_tidak_melampaui_batas_dan_yang_sama_satu(data_tetap, monkeypatch):
    """Race: the person's row is locked, so the count holds and the repeated key is seen."""
    monkeypatch.setattr(aksi, "TERBANYAK", 3)
    dunia, orang = _dunia_tetap()
    kunci, palang, hasil = uuid4(), Barrier(6), []

    def kirim(k, sisi):
        try:
            palang.wait()
            tambah(dunia, orang, foto(sisi, 300), kunci=k)
            hasil.append("baik")
        except BerkasDitolak:
            hasil.append("penuh")
        finally:
            connection.close()

    utas = [Thread(target=kirim, args=(kunci, 300)) for _ in range(2)]
    utas += [Thread(target=kirim, args=(uuid4(), 310 + n)) for n in range(4)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    assert len(_semua(orang)) == 3 and len(hasil) == 6
