"""Menyimpan: foto ditulis ulang bersih, isi menentukan jenis, yang jahat ditolak dengan pesannya."""

import hashlib
import io
import tracemalloc

import pytest
from PIL import Image

from tests.arsip.bahan import (
    MB,
    PDF,
    UMUM,
    foto,
    png_raksasa,
    simpan_uji,
    xlsx,
    zip_berisi,
)
from tksk_portal.akses import lingkup
from tksk_portal.arsip import berkas as arsip
from tksk_portal.arsip.berkas import BerkasDitolak, buka, buka_kecil, jalan
from tksk_portal.arsip.jenis import Jenis, kenali
from tksk_portal.arsip.models import Berkas


@pytest.fixture
def by(dunia):
    """The officer, in scope."""
    with lingkup.masuk(dunia.tksk.lingkup) as masuk:
        yield masuk


def test_foto_dikecilkan_dan_punya_gambar_kecil(by):
    satu = simpan_uji(by, foto(4000, 3000))
    assert (satu.lebar, satu.tinggi, satu.jenis_isi) == (1600, 1200, Jenis.JPEG)
    with buka(satu) as isi, buka_kecil(satu) as kecil:
        assert Image.open(isi).size == (1600, 1200)
        assert Image.open(kecil).size == (320, 240)


def test_sidik_dan_ukuran_adalah_milik_isi_yang_tersimpan(by):
    satu = simpan_uji(by)
    with buka(satu) as isi, buka_kecil(satu) as kecil:
        nyata, mini = isi.read(), kecil.read()
    assert (satu.ukuran, satu.sha256) == (len(nyata), hashlib.sha256(nyata).hexdigest())
    assert (satu.ukuran_kecil, satu.sha256_kecil) == (len(mini), hashlib.sha256(mini).hexdigest())


def test_lokasi_dan_nama_kamera_tidak_tersimpan(by):
    asal = foto(gps=True)
    assert b"Kamera Rahasia" in asal and Image.open(io.BytesIO(asal)).getexif().get_ifd(0x8825)
    satu = simpan_uji(by, asal)
    for pembuka in (buka, buka_kecil):
        with pembuka(satu) as isi:
            nyata = isi.read()
        hasil = Image.open(io.BytesIO(nyata))
        assert not hasil.getexif() and "icc_profile" not in hasil.info and b"Kamera" not in nyata


def test_foto_yang_diputar_kamera_disimpan_tegak(by):
    satu = simpan_uji(by, foto(400, 300, putar=6))  # 90 derajat searah jarum jam: kiri merah menjadi atas merah
    with buka(satu) as isi:
        hasil = Image.open(isi)
        assert hasil.size == (300, 400)
        assert hasil.getpixel((150, 20))[0] > 200 and hasil.getpixel((150, 380))[2] > 200


def test_png_tembus_pandang_menjadi_jpeg_di_atas_putih(by):
    keluar = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 0)).save(keluar, "PNG")
    satu = simpan_uji(by, keluar.getvalue(), nama="foto.png")
    assert satu.nama == "foto.jpg" and satu.tipe == "image/jpeg"
    with buka(satu) as isi:
        assert min(Image.open(isi).getpixel((25, 25))) > 250


def test_gambar_yang_diminta_utuh_tidak_ditulis_ulang(by):
    asal = foto(jenis="PNG")
    satu = simpan_uji(by, asal, nama="logo.png", keperluan="uji.asli")
    with buka(satu) as isi:
        assert isi.read() == asal
    assert satu.kecil and satu.tipe == "image/png"


TEMPELAN = {
    "zip": zip_berisi({"jahat.html": b"<script>alert(1)</script>"}),
    "html": b"<html><script>alert(1)</script></html>",
    "pdf": PDF,
}


@pytest.mark.parametrize("tempelan", TEMPELAN)
@pytest.mark.parametrize("jenis", ["JPEG", "PNG", "WEBP"])
def test_berkas_berwajah_dua_kehilangan_wajah_keduanya(by, jenis, tempelan):
    asal = foto(jenis=jenis) + TEMPELAN[tempelan]
    satu = simpan_uji(by, asal, nama="foto")
    with buka(satu) as isi:
        nyata = isi.read()
    assert TEMPELAN[tempelan] not in nyata and b"alert(1)" not in nyata and b"PK\x03\x04" not in nyata
    assert Image.open(io.BytesIO(nyata)).size == (400, 300)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SANDI_ZIP = bytearray(xlsx())
for _tanda, _geser in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
    _di = -1
    while (_di := SANDI_ZIP.find(_tanda, _di + 1)) >= 0:
        SANDI_ZIP[_di + _geser] |= 1
JAHAT = {
    "kosong": (b"", "x.jpg", "kosong"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "x.svg", "halaman web"),
    "svg bernama jpg": (b'<?xml version="1.0"?><svg/>', "x.jpg", "halaman web"),
    "html": (b"\xef\xbb\xbf \n<!DOCTYPE html><script>1</script>", "x.csv", "halaman web"),
    "gif berwajah html": (b"GIF89a/*" + b"<script>alert(1)</script>", "x.gif", "GIF tidak diterima"),
    "program": (b"MZ\x90\x00\x03" + b"\0" * 60, "x.jpg", "program"),
    "zip": (zip_berisi({"a.txt": b"a"}), "x.zip", "ZIP tidak diterima"),
    "zip terpotong": (xlsx()[:-40], "x.xlsx", "terpotong"),
    "makro": (xlsx(**{"xl/vbaProject.bin": b"x"}), "x.xlsm", "makro"),
    "xlsx bersandi": (OLE + "EncryptedPackage".encode("utf-16-le"), "x.xlsx", "dikunci dengan sandi"),
    "bagian zip bersandi": (bytes(SANDI_ZIP), "x.xlsx", "dikunci dengan sandi"),
    "word lama": (OLE + "WordDocument".encode("utf-16-le"), "x.doc", "bukan buku kerja"),
    "pdf terpotong": (PDF[:-20], "x.pdf", "terpotong"),
    "pdf bersandi": (PDF.replace(b"/Root", b"/Encrypt 5 0 R/Root"), "x.pdf", "dikunci dengan sandi"),
    "pdf berprogram": (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"), "x.pdf", "program"),
    "jpeg terpotong": (foto(1200, 900)[:5000], "x.jpg", "terpotong atau rusak"),
    "png terpotong": (foto(jenis="PNG")[:-60], "x.png", "terpotong atau rusak"),
    "hanya kepala jpeg": (b"\xff\xd8\xff\xe0" + b"\0" * 200, "x.jpg", "terpotong atau rusak"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "x.heic", "HEIC"),
    "akhiran bohong": (foto(), "x.png", "berakhiran .png, tetapi isinya JPEG"),
    "pdf bernama jpg": (PDF, "ktp.jpg", "berakhiran .jpg, tetapi isinya PDF"),
    "acak": (bytes(range(256)) * 4, "x.bin", "tidak dikenali"),
    "terlalu besar": (b"a;b\n" * MB, "x.csv", "Berkas ini 4 MB; paling besar 2 MB"),
}


@pytest.mark.parametrize("nama", JAHAT)
def test_yang_jahat_ditolak_dengan_pesannya(by, arsip_kosong, nama):
    isi, sebutan, pesan = JAHAT[nama]
    with pytest.raises(BerkasDitolak) as salah:
        arsip.simpan(isi, keperluan="uji.umum", nama=sebutan, wilayah=by.tempat, by=by)
    assert pesan in salah.value.pesan
    assert not Berkas.objects.exists() and list(arsip_kosong.iterdir()) == []


def test_buku_kerja_yang_mengaku_membengkak_ditolak_tanpa_dibuka(by):
    asal = bytearray(xlsx())
    di = asal.find(b"PK\x01\x02")
    asal[di + 24 : di + 28] = (2 * 1024 * MB - 1).to_bytes(4, "little")
    with pytest.raises(BerkasDitolak, match="membengkak"):
        simpan_uji(by, bytes(asal), nama="x.xlsx")


def test_gambar_30000_x_30000_ditolak_sebelum_dibuka(by):
    asal = png_raksasa()
    assert len(asal) < 2 * MB
    tracemalloc.start()
    with pytest.raises(BerkasDitolak, match="jauh lebih besar daripada foto biasa"):
        simpan_uji(by, asal, nama="x.png")
    puncak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert puncak < 5 * MB


def test_gambar_di_atas_batas_menyebut_ukurannya(by):
    with pytest.raises(BerkasDitolak, match="6000 × 6000 titik; paling besar 25 juta titik"):
        simpan_uji(by, png_raksasa(6000), nama="x.png")


@pytest.mark.parametrize(
    ("isi", "nama", "jenis"),
    [
        (PDF, "surat.pdf", Jenis.PDF),
        (xlsx(), "data.xlsx", Jenis.XLSX),
        (zip_berisi({"[Content_Types].xml": b"", "word/document.xml": b""}), "surat.docx", Jenis.DOCX),
        (zip_berisi({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "data.ods", Jenis.ODS),
        (OLE + "Workbook".encode("utf-16-le"), "data.xls", Jenis.XLS),
        ("nik;nama\n6472;Siti Nur’aini\n".encode("cp1252"), "data.csv", Jenis.CSV),
        (b"BMT Sejahtera;1\n", "data.csv", Jenis.CSV),
    ],
)
def test_dokumen_dikenali_dari_isinya_dan_disimpan_utuh(by, isi, nama, jenis):
    satu = simpan_uji(by, isi, nama=nama)
    assert (satu.jenis_isi, satu.nama, satu.kecil) == (jenis, nama, "")
    with buka(satu) as tersimpan:
        assert tersimpan.read() == isi


def test_aliran_yang_tidak_dapat_diputar_ulang_dibatasi(by):
    class Pipa(io.RawIOBase):
        dibaca = 0

        def readable(self):
            return True

        def seekable(self):
            return False

        def readinto(self, tempat):
            self.dibaca += len(tempat)
            tempat[:] = b"a" * len(tempat)
            return len(tempat)

    pipa = Pipa()
    with pytest.raises(BerkasDitolak, match="paling besar 2 MB"):
        simpan_uji(by, pipa, nama="x.csv")
    assert pipa.dibaca < 3 * MB


def test_jenis_yang_tidak_diminta_disebut_bersama_yang_diterima(by):
    with pytest.raises(BerkasDitolak, match="Jenis berkas ini PDF; yang diterima di sini: PNG"):
        simpan_uji(by, PDF, nama="x.pdf", keperluan="uji.asli")


@pytest.mark.parametrize(
    ("nama", "bersih"),
    [
        ("../../etc/passwd.jpg", ".. .. etc passwd.jpg"),
        ('a"; filename="x.exe.jpg', "a ; filename= x.exe.jpg"),
        ("nama\r\nSet-Cookie: a.JPG", "nama Set-Cookie a.jpg"),
        ("gnp\u202egpj.jpg", "gnp gpj.jpg"),
        (".jpg", "berkas.jpg"),
        ("x" * 300 + ".jpeg", "x" * 100 + ".jpg"),
    ],
)
def test_nama_berkas_dibersihkan(nama, bersih):
    assert arsip.nama_aman(nama, Jenis.JPEG).lstrip(". ") == bersih.lstrip(". ")


def test_wilayah_lain_ditolak_sebelum_ada_yang_tersimpan(by, arsip_kosong):
    with pytest.raises(arsip.PermissionDenied):
        arsip.simpan(foto(), keperluan="uji.umum", nama="a.jpg", wilayah="64.71.01", by=by)
    assert list(arsip_kosong.iterdir()) == []


def test_di_disk_hanya_terbaca_pemiliknya(by, arsip_kosong):
    satu = simpan_uji(by)
    with jalan(satu) as tempat:
        assert tempat.is_relative_to(arsip_kosong)
        assert tempat.stat().st_mode & 0o777 == 0o600 and tempat.parent.stat().st_mode & 0o777 == 0o700
        assert "foto" not in str(tempat.name)


def test_umur_keperluan_menjadi_kedaluwarsa(by, monkeypatch):
    tempo = simpan_uji(by, kedaluwarsa_pada=None).kedaluwarsa_pada
    assert tempo is None and UMUM.umur is None


def test_accept_untuk_isian_berkas():
    assert arsip.terima(arsip.keperluan_dari("uji.asli")) == ".png"


def test_kenali_mengembalikan_posisi_ke_awal():
    aliran = io.BytesIO(PDF)
    kenali(aliran)
    assert aliran.tell() == 0
