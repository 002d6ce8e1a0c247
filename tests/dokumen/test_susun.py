"""Menyusun PDF: isi yang tercetak, suntikan kode, huruf, tetap sama, tabel panjang, kecepatan."""

import re
import time

import psutil
import pytest
import typst

from tests.dokumen.baca_pdf import halaman, rapat, teks
from tksk_portal.dokumen import susun
from tksk_portal.dokumen.isi import (
    Daftar,
    IsiSurat,
    KolomTabel,
    Paragraf,
    Rincian,
    Tabel,
    bersih,
    dari_ketikan,
    ke_ketikan,
)
from tksk_portal.dokumen.tanda import qr_svg

SUNTIKAN = (
    '#read("/etc/passwd")',
    '#{ import "bagian.typ": * }',
    "$x^2$ @rujukan <label> \\ *tebal* _miring_ `kode` ~ // komentar /* lagi */",
    '"), #panic("jebol") ("',
    "= Judul\n- butir\n+ nomor",
    ']} #eval("1") [{',
    '{"nomor": "palsu"}',
)


def data_surat(**ganti) -> dict:
    """Return the least that the letter's template needs."""
    return {
        "judul": "Surat nomor 1",
        "penerbit": "Dinas Sosial",
        "tanggal": {"year": 2026, "month": 11, "day": 24},
        "pratinjau": False,
        "kaki": "Dinas Sosial",
        "kop": {"baris": ["PEMERINTAH", "DINAS SOSIAL"], "keterangan": ["Jalan Dahlia 2"], "logo": None, "garis": True},
        "nomor": "400/001/DINSOS/XI/2026",
        "sebutan": "surat",
        "judul_tengah": "",
        "tempat_tanggal": "Samarinda, 24 November 2026",
        "tanggal_kata": "24 November 2026",
        "perihal": "Undangan",
        "sifat": "",
        "lampiran": "",
        "tujuan": ["Yth. Camat"],
        "isi": [{"jenis": "paragraf", "teks": "Isi.", "menjorok": True}],
        "ttd": {"jabatan": ["Kepala,"], "nama": "Sri Wahyuni", "keterangan": ["NIP 1"]},
        "pembuka_ttd": [],
        "periksa": None,
        "tembusan": [],
        "lampiran_isi": [],
    } | ganti


def tabel(banyak: int) -> dict:
    """Return a table of many rows as the template takes it."""
    kolom = [KolomTabel("No.", angka=True), KolomTabel("Kecamatan", lebar=3), KolomTabel("Jumlah", angka=True, lebar=1)]
    baris = [(str(n), f"Kecamatan ke-{n}", f"{n * 3}") for n in range(1, banyak + 1)]
    isi = IsiSurat(perihal="", blok=[Tabel(kolom, baris, jumlah=("", "Jumlah", "9.999"))])
    return isi.ke_json()["blok"][0]


def data_laporan(**ganti) -> dict:
    """Return the least that the report's template needs."""
    return {
        "judul": "Rekapitulasi",
        "penerbit": "Dinas Sosial",
        "tanggal": {"year": 2026, "month": 11, "day": 24},
        "pratinjau": False,
        "kaki": "Dinas Sosial",
        "kop": None,
        "judul_tengah": "Rekapitulasi",
        "perihal": "November 2026",
        "rincian": [["Wilayah", "Kota Samarinda"]],
        "isi": [tabel(3)],
        "ttd": None,
        "pembuka_ttd": [],
        "periksa": None,
        "mendatar": False,
    } | ganti


@pytest.mark.parametrize("jahat", SUNTIKAN)
def test_teks_tercetak_apa_adanya_dan_tidak_dijalankan(jahat):
    data = data_surat(
        perihal=jahat,
        nomor=jahat,
        tujuan=[jahat],
        tembusan=[jahat],
        kop={"baris": [jahat], "keterangan": [jahat], "logo": None, "garis": True},
        isi=[
            {"jenis": "paragraf", "teks": jahat, "menjorok": True},
            {"jenis": "daftar", "butir": [jahat]},
            {"jenis": "rincian", "baris": [[jahat, jahat]]},
            {
                "jenis": "tabel",
                "judul": jahat,
                "kolom": [{"judul": jahat, "angka": False, "lebar": None}],
                "baris": [[jahat]],
                "jumlah": [jahat],
            },
        ],
        ttd={"jabatan": [jahat], "nama": jahat, "keterangan": [jahat]},
    )
    hasil = teks(susun.pdf("surat", data))
    assert hasil.count(rapat(jahat)) >= 14
    assert "root:" not in hasil


def test_templat_tidak_dapat_membaca_di_luar_foldernya():
    """The attack that the JSON road makes impossible would fail at the root too."""
    with pytest.raises(typst.TypstError):
        typst.compile(b'#read("/etc/passwd")', root=susun.FOLDER, ignore_system_fonts=True)


def test_bagian_surat_tercetak():
    data = data_surat(
        sifat="Segera",
        lampiran="Satu berkas",
        tembusan=["Wali Kota", "Arsip"],
        periksa={"qr": qr_svg("http://localhost:8000/surat/abc/"), "pendek": "localhost:8000/surat/abc/"},
    )
    hasil = teks(susun.pdf("surat", data))
    for kata in (
        "DINAS SOSIAL",
        "400/001/DINSOS/XI/2026",
        "Segera",
        "Satu berkas",
        "Undangan",
        "Samarinda, 24 November 2026",
        "Yth. Camat",
        "Sri Wahyuni",
        "Tembusan:1.Wali Kota2.Arsip",
        "Periksa keaslian di",
        "localhost:8000/surat/abc/",
        "Halaman 1 / 1",
    ):
        assert rapat(kata) in hasil, kata


def test_pratinjau_dicap_dan_tidak_pada_yang_terbit():
    assert "PRATINJAU" in teks(susun.pdf("surat", data_surat(pratinjau=True)))
    assert "PRATINJAU" not in teks(susun.pdf("surat", data_surat()))


def test_data_yang_sama_menjadi_berkas_yang_sama_persis():
    assert susun.pdf("surat", data_surat()) == susun.pdf("surat", data_surat())
    assert susun.pdf("surat", data_surat()) != susun.pdf("surat", data_surat(perihal="undangan"))


def test_pdf_arsip_yang_terbaca_pembaca_layar():
    isi = susun.pdf("surat", data_surat())
    assert b"/Lang(id-ID)" in isi
    assert b"pdfaid:part" in isi and b"pdfuaid:part" in isi
    assert b"/StructTreeRoot" in isi
    assert b"/Title(Surat nomor 1)" in isi
    assert b"/Encrypt" not in isi and b"/EmbeddedFile" not in isi and b"/JavaScript" not in isi


def test_judul_dokumen_tidak_memuat_hal_dan_tujuan():
    isi = susun.pdf("surat", data_surat(perihal="Rujukan an. Siti Kanari", tujuan=["Yth. Budi Kanari"]))
    meta = isi[isi.index(b"<x:xmpmeta") :] if b"<x:xmpmeta" in isi else isi
    assert b"Kanari" not in meta and b"Kanari" not in re.search(rb"<</Title.*?>>", isi, re.DOTALL)[0]


@pytest.mark.parametrize("huruf", ["漢", "😀", "ꦲ"])
def test_huruf_yang_tidak_dapat_dicetak_disebut(huruf):
    with pytest.raises(susun.TidakTercetak) as salah:
        susun.pdf("surat", data_surat(perihal=f"Undangan {huruf}"))
    assert huruf in salah.value.pesan


def test_peringatan_templat_menjadi_galat(monkeypatch, tmp_path):
    (tmp_path / "salah.typ").write_text('#set text(font: "Huruf Yang Tidak Ada")\nIsi #sys.inputs.data')
    monkeypatch.setattr(susun, "FOLDER", tmp_path)
    with pytest.raises(susun.PeringatanSusun):
        susun.gambar("salah", {})


def test_tabel_panjang_mengulang_judul_kolom_dan_menomori_halaman():
    lembar = halaman(susun.pdf("laporan", data_laporan(isi=[tabel(150)])))
    assert len(lembar) >= 3
    assert all("No.KecamatanJumlah" in satu for satu in lembar)
    for n, satu in enumerate(lembar, start=1):
        assert f"Halaman{n}/{len(lembar)}" in satu
    assert "Jumlah9.999" in lembar[-1] and "9.999" not in "".join(lembar[:-1])
    semua = "".join(lembar)
    assert all(f"Kecamatanke-{n}{n * 3}" in semua for n in range(1, 151))


def test_kata_yang_sangat_panjang_tidak_meluap_dari_selnya():
    nama = "Muhammadabdurrahmanalbanjarisamarindakalimantantimurrayasekali"
    kolom = [{"judul": "Nama", "angka": False, "lebar": 1}, {"judul": "Hal", "angka": False, "lebar": 5}]
    isi = {"jenis": "tabel", "judul": "", "kolom": kolom, "baris": [[nama, "x"]], "jumlah": None}
    hasil = susun.pdf("laporan", data_laporan(isi=[isi]))
    assert nama in teks(hasil)
    assert susun.lipat(nama).count("\u200b") >= 4


def test_seribu_baris_cepat():
    susun.pdf("laporan", data_laporan())
    mulai = time.perf_counter()
    isi = susun.pdf("laporan", data_laporan(isi=[tabel(1000)]))
    assert time.perf_counter() - mulai < 5
    assert len(halaman(isi)) > 15


@pytest.mark.berat
def test_laporan_besar_berkali_kali_tidak_menumpuk_di_memori():
    proses = psutil.Process()
    susun.pdf("laporan", data_laporan(isi=[tabel(1000)]))
    awal = proses.memory_info().rss
    for n in range(8):
        susun.pdf("laporan", data_laporan(perihal=f"Ke-{n}", isi=[tabel(1000) | {"judul": f"Tabel {n}"}]))
    assert proses.memory_info().rss - awal < 150 * 1024 * 1024


# Isi -----------------------------------------------------------------------------------------------------------------


def test_ketikan_menjadi_paragraf_daftar_dan_rincian():
    ketikan = "Dengan hormat,\nkami undang:\n\n- Camat\n- Lurah\n\nHari : Senin\nPukul : 09.00 WITA\n\nTerima kasih."
    blok = dari_ketikan(ketikan)
    assert blok == [
        Paragraf("Dengan hormat,\nkami undang:"),
        Daftar(["Camat", "Lurah"]),
        Rincian([("Hari", "Senin"), ("Pukul", "09.00 WITA")]),
        Paragraf("Terima kasih."),
    ]
    assert ke_ketikan(IsiSurat(perihal="", blok=blok).ke_json()) == ketikan


def test_isi_dari_data_tidak_menjadi_ketikan():
    assert ke_ketikan({"blok": [tabel(2)]}) is None


def test_tabel_yang_selnya_kurang_ditolak():
    with pytest.raises(ValueError, match="sel"):
        Tabel((KolomTabel("A"), KolomTabel("B")), [("1",)])


def test_huruf_kendali_dan_arah_dibuang():
    assert bersih("a\u202eb\x00c\ufeff\r\nd\te ") == "abc\nd e"
