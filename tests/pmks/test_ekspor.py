"""PMKS keluar dari portal: isi daftar, samaran, tata letak sungguhan, dan skenario 6, 7, 8 dari pelajaran."""

import io
import re
import threading
import time
import zipfile
from datetime import date
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction
from django.http import QueryDict

from pmks.ekspor import SUMBER
from pmks.ekspor.bawaan import BAWAAN, LENGKAP
from pmks.ekspor.medan import MEDAN
from pmks.ekspor.samaran import AMAN, HARI
from pmks.ekspor.sumber import KASUS_DB, ORANG_DB
from pmks.models import Kasus, Orang
from pmks.rincian import NAMA_RINCI
from tests.conftest import baca_dunia
from tests.excel.bahan_keluar import isi_berkas, jadi, minta
from tests.excel.bahan_masuk import isi_baris, pesan, unggah
from tests.excel.test_tulis import csv_baris, openpyxl_data, sel
from tests.pekerjaan.bahan import kerjakan_semua
from tests.pmks.bahan import catat, kasus_isian, nik_ke, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.excel.keluar import kerja as modul_kerja
from tksk_portal.excel.keluar.tataletak import tata_letak_berlaku
from tksk_portal.excel.models import Ekspor
from tksk_portal.pekerjaan.models import Pekerjaan
from tksk_portal.tinjauan.enums import Status

TUJUAN = "Rapat verifikasi bulan ini"
# Identitas kenari: tidak boleh ada di berkas tersamar dalam bentuk apa pun.
KENARI = {
    "nama": "Zafira Kenarisari",
    "nik": "6472035205589771",
    "no_kk": "6472030101109772",
    "alamat": "Jl. Kenari Rahasia 77",
    "rt": "077",
    "rw": "078",
    "dusun": "Dusun Kenarikecil",
    "alamat_ktp": "Gg. Kenaribesar",
    "tempat_lahir": "Kenarikota",
    "telepon": "081176543210",
    "lintang": "-0.467712",
    "bujur": "117.167712",
}
PEKA, BIASA, ANAK = 16, 8, 2


def kenari(dunia, jenis: int, status: Status = Status.DISAHKAN, **ganti) -> Kasus:
    kasus = pada_status(dunia, status, jenis=jenis, **(KENARI | ganti))
    with lingkup.masuk(lingkup.sistem("uji")):
        Kasus.objects.filter(pk=kasus.pk).update(keterangan="Zafira dijemput kakaknya", alasan_khusus="Kenari khusus")
    return kasus


def xml(isi: bytes) -> str:
    """Return everything in a workbook as one text."""
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        return "\n".join(arsip.read(n).decode() for n in arsip.namelist())


def baris(isi: bytes, *, kepala: int = 0) -> list[dict]:
    semua = sel(isi)
    return [dict(zip(semua[kepala], b, strict=True)) for b in semua[kepala + 1 :]]


# Samaran -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("tata", ["ringkas", "lengkap"])
@pytest.mark.parametrize(
    ("siapa", "jenis", "ganti"),
    [
        *((s, PEKA, {}) for s in ("tksk", "camat", "dinsos", "provinsi", "kemensos")),
        *((s, BIASA, {}) for s in ("provinsi", "kemensos")),
        *((s, ANAK, {"tanggal_lahir": date(2015, 5, 12), "nik": "6472035205159771"}) for s in ("tksk", "camat")),
    ],
)
def test_kenari_tersamar_tidak_ada_di_mana_pun_dalam_xml(dunia, siapa, jenis, ganti, tata):
    kasus = kenari(dunia, jenis, **ganti)
    ekspor, isi = jadi(dunia[siapa].lingkup, "pmks", tata)
    assert ekspor.baris_ditulis == 1, "orangnya harus ada di dalamnya"
    teks = xml(isi)
    assert ">tertutup<" in teks and str(kasus.orang_id) not in teks and "••••9771" not in teks
    orang = kasus.orang
    serial = str((orang.tanggal_lahir - date(1899, 12, 30)).days)
    rahasia = [*map(str, (KENARI | ganti).values()), "Zafira", "Kenari", "dijemput", f"<v>{serial}</v>"]
    rahasia += [orang.tanggal_lahir.strftime(p) for p in ("%d-%m-%Y", "%Y-%m-%d")] + [KENARI["nik"][:12]]
    # 077 dan 078 dicari sebagai isi sel, bukan sebagai potongan angka lain.
    ditemukan = [r for r in rahasia if (f">{r}<" if r in ("077", "078") else r) in teks]
    assert ditemukan == []


@pytest.mark.django_db
@pytest.mark.parametrize("siapa", ["tksk", "camat", "dinsos", "provinsi", "kemensos"])
def test_tanpa_identitas_baris_biasa_tertutup_persis_seperti_yang_peka(dunia, siapa):
    """A row differs by its type only: nothing else tells it from others, and nothing ties it to a person."""
    hasil = []
    for jenis in (BIASA, PEKA):
        with transaction.atomic():
            kasus = kenari(dunia, jenis)
            with lingkup.masuk(dunia[siapa].lingkup) as by:
                satu = next(iter(SUMBER.baris({}, "kasus", by, identitas=False)))[0]
                hasil.append({m.nama: m.ambil(satu) for m in MEDAN.values()})
            transaction.set_rollback(True)
        assert not {str(kasus.orang_id), *KENARI.values()} & set(map(str, hasil[-1].values()))
    beda = {k for k in hasil[0] if hasil[0][k] != hasil[1][k]}
    assert beda <= {"jenis", "jenis_pendek", "kode_jenis", "teks_kriteria"}
    assert hasil[0]["umur"] is None and hasil[0]["kode_data"] == ""


@pytest.mark.django_db
@pytest.mark.parametrize("siapa", ["tksk", "dinsos"])
def test_dengan_identitas_semuanya_utuh_juga_yang_peka(dunia, siapa):
    kenari(dunia, PEKA)
    _, isi = jadi(dunia[siapa].lingkup, "pmks", "lengkap", identitas=True, tujuan=TUJUAN)
    satu = baris(isi)[0]
    assert satu["NIK"] == KENARI["nik"] and satu["Nama lengkap"] == KENARI["nama"]
    assert satu["Tanggal lahir"] == date(1958, 5, 12) and satu["Keterangan"] == "Zafira dijemput kakaknya"
    lembar = openpyxl_data(isi)
    kolom = [c.value for c in lembar[1]].index("NIK") + 1
    assert (lembar.cell(2, kolom).data_type, lembar.cell(2, kolom).number_format) == ("s", "@")


@pytest.mark.django_db
@pytest.mark.parametrize("siapa", ["camat", "provinsi", "kemensos"])
def test_yang_tidak_berhak_tidak_mendapat_pilihan_identitas(masuk, siapa):
    isi = masuk(siapa).get("/ekspor/baru/pmks/").content.decode()
    assert 'name="identitas"' not in isi and "Identitas tersamar" in isi
    assert "Buleleng" not in isi, "tata letak usulan tidak berguna tanpa identitas"


def test_kolom_baru_tertutup_sampai_disebut():
    dikenal = set(ORANG_DB) | set(KASUS_DB) | {"umur", "tempat", "petugas", "daftar_kasus"}
    identitas = {
        *("nik", "no_kk", "nama", "tempat_lahir", "tanggal_lahir", "alamat", "rt", "rw", "dusun", "alamat_ktp"),
        *("telepon", "lintang", "bujur", "keterangan", "alasan_khusus"),
        # Rincian yang dapat menunjuk orangnya di samping jenisnya.
        *(n for n in NAMA_RINCI if n != "disabilitas"),
        # Tidak mengenalkan orangnya sendirian, tetapi mengaitkan baris ini dengan baris lain di portal.
        *("id", "umur", "peka", "desil", "bantuan", "tanggal_data", "alasan_tanpa_nik", "alasan_tanpa_kk"),
        *("dibuat_oleh_id", "diajukan_oleh_id", "ditemukan_pada", "keadaan_pada"),
    }
    assert dikenal - AMAN - HARI == identitas
    assert not identitas & AMAN


@pytest.mark.django_db
def test_teks_bebas_tersamar_juga_di_baris_per_orang(dunia):
    kenari(dunia, PEKA)
    for identitas, ada in ((False, False), (True, True)):
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            (satu,) = next(iter(SUMBER.baris({}, "orang", by, identitas=identitas)))
        assert ("dijemput" in str([m.ambil(satu) for m in MEDAN.values()])) is ada


@pytest.mark.django_db
def test_urutan_berkas_tersamar_tidak_membocorkan_abjad(dunia):
    for nomor, nama in enumerate(("Zulaikha", "Aminah", "Mariam")):
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            catat(by, nama=nama, nik=nik_ke(9100 + nomor), kunci=uuid4())
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        urutan = list(Orang.objects.order_by("id").values_list("dibuat_pada", flat=True))
        semua = [b for bagian in SUMBER.baris({}, "kasus", by, identitas=False) for b in bagian]
    assert len(urutan) == len(semua) == 3
    assert {b["nama"] for b in semua} == {"tertutup"}
    _, isi = jadi(dunia.tksk.lingkup, "pmks", "lengkap", identitas=True, tujuan=TUJUAN)
    assert [b["Nama lengkap"] for b in baris(isi)] == ["Aminah", "Mariam", "Zulaikha"]


# Isi ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def isi_daftar(dunia):
    """Four persons: two types in one, other states, another kelurahan, a cancelled one."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, jenis=(8, 24), ajukan=True, nama="Dua Jenis", nik=nik_ke(9001), bantuan=["pkh", "sembako"])
        catat(by, nama="Masih Draf", nik=nik_ke(9002))
        catat(by, ajukan=True, nama="Desa Lain", nik=nik_ke(9003), wilayah_id="64.72.03.1002", desil=2)
    pada_status(dunia, Status.DIBATALKAN, nama="Batal Sudah", nik=nik_ke(9004))
    with lingkup.masuk(lingkup.sistem("uji")), connection.cursor() as kursor:
        kursor.execute("SELECT pmks_padatkan()")


SARINGAN = [
    {},
    {"jenis": "24"},
    {"status": "diajukan"},
    {"status": "dibatalkan"},
    {"wilayah": "64.72.03.1002"},
    {"umur": "3", "jk": "P"},
    {"jk": "L"},
]


@pytest.mark.django_db
@pytest.mark.parametrize("saring", SARINGAN)
@pytest.mark.parametrize("siapa", ["tksk", "camat", "dinsos"])
def test_berkas_memuat_persis_yang_di_daftar(dunia, isi_daftar, masuk, saring, siapa):
    by = dunia[siapa].lingkup
    klien = masuk(siapa)
    if siapa == "dinsos":
        klien.post("/pmks/tampilkan/daftar/?" + urlencode(saring))
    halaman = klien.get("/pmks/", saring).context
    for tata, satuan in (("ringkas", "orang"), ("lengkap", "kasus")):
        with lingkup.masuk(by):
            kira = SUMBER.kira(saring, satuan, by)
        terbuka = {"identitas": True, "tujuan": TUJUAN} if siapa == "dinsos" else {}
        ekspor, isi = jadi(by, "pmks", tata, saring=saring, **terbuka)
        assert len(baris(isi)) == ekspor.baris_ditulis
        assert kira in (None, ekspor.baris_ditulis), "yang disebut formulir adalah yang ditulis"
        if siapa == "dinsos" and (tata == "ringkas" or halaman["per_kasus"]):
            di_daftar = {o.nama_tampil for o in halaman["orang"]}
            assert {b["Nama lengkap"] for b in baris(isi)} ^ di_daftar == set()


@pytest.mark.django_db
def test_satu_baris_per_orang_menggabungkan_jenisnya(dunia, isi_daftar):
    _, isi = jadi(dunia.tksk.lingkup, "pmks", "ringkas", identitas=True, tujuan=TUJUAN)
    satu = next(b for b in baris(isi) if b["Nama lengkap"] == "Dua Jenis")
    assert satu["Jenis PMKS"] == "Lanjut usia telantar; Fakir miskin"
    assert satu["Status"] == "Diajukan; Diajukan"
    assert satu["Bantuan yang diterima"] == "PKH; Sembako/BPNT"
    assert (satu["Desa/kelurahan"], satu["Kecamatan"]) == ("Teluk Lerong Ilir", "Samarinda Ulu")
    assert [b["No"] for b in baris(isi)] == [1, 2, 3]


@pytest.mark.django_db
def test_saringan_disimpan_sebagai_kode_dan_kata_cari_tidak_pernah(dunia, masuk):
    klien = masuk("tksk")
    kirim = klien.post("/pmks/cari/", {"q": "Zafira Kenarisari"})
    halaman = klien.get(kirim.url).content.decode()
    alamat = re.search(r'href="(/ekspor/baru/pmks/[^"]*)"', halaman)[1]
    assert alamat == "/ekspor/baru/pmks/?dicari=1"
    assert "Kata cari tidak ikut" in klien.get(alamat).content.decode()
    klien.post(alamat, {"id": str(uuid4()), "tata_letak": "ringkas", "format": ""})
    with lingkup.masuk(lingkup.sistem("uji")):
        ekspor = Ekspor.objects.get()
        isi = Pekerjaan.objects.get(pk=ekspor.pekerjaan)
        semua = str([*vars(ekspor).values(), *vars(isi).values()])
    assert ekspor.saring == {} and "Zafira" not in semua
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        assert SUMBER.saring(QueryDict("jenis=8&q=Zafira&cari=x"), by) == {"jenis": "8"}
        assert SUMBER.saring(QueryDict("wilayah=64.71.01"), by) is None, "di luar wilayahnya"
        assert SUMBER.kata_saring({"jenis": "8", "jk": "P"}, by) == "Jenis Lanjut usia telantar, perempuan"


@pytest.mark.django_db
def test_tombol_unduh_membawa_saringan(masuk):
    isi = masuk("dinsos").get("/pmks/?jenis=8&status=disahkan").content.decode()
    assert 'href="/ekspor/baru/pmks/?jenis=8&amp;status=disahkan"' in isi
    form = masuk("dinsos").get("/ekspor/baru/pmks/?jenis=8&status=disahkan").content.decode()
    assert "Jenis Lanjut usia telantar, status Disahkan" in form


# Tata letak sungguhan ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_buleleng_kolom_dan_bentuknya_persis(dunia):
    pada_status(dunia, Status.DIAJUKAN, nama="Siti Aminah", telepon="+62 812 3456 789")
    _, isi = jadi(dunia.tksk.lingkup, "pmks", "buleleng", format_berkas="csv", identitas=True, tujuan=TUJUAN)
    assert isi.startswith("\ufeffnik;nama;tgl_lahir;jenis_kelamin;kode_kategori;catatan;jenis_disabilitas\r\n".encode())
    assert csv_baris(isi)[1] == ["6472035205589001", "Siti Aminah", "12-05-1958", "P", "PMKS-08", "", ""]


@pytest.mark.django_db
def test_garut_kolom_persis_di_bawah_judul(dunia):
    pada_status(dunia, Status.DIAJUKAN)
    _, isi = jadi(dunia.tksk.lingkup, "pmks", "garut", identitas=True, tujuan=TUJUAN)
    semua = sel(isi)
    assert semua[0][0] == "FORMULIR PENDATAAN PPKS" and semua[1][0].startswith("Kec. Samarinda Ulu, keadaan ")
    kolom = (
        "No, Nama PPKS, No. KK, NIK, JK, Tempat Lahir, Tanggal Lahir, Jenis PPKS, Alamat sesuai KTP, Desa, Kecamatan"
    )
    assert semua[2] == kolom.split(", ")
    assert semua[3][:5] == [1, "Siti Aminah", "6472030101109001", "6472035205589001", "P"]
    assert semua[3][6] == date(1958, 5, 12)


@pytest.mark.django_db
def test_usulan_siks_ng_membawa_berita_acara_yang_diatur_kantor(dunia):
    pada_status(dunia, Status.DIAJUKAN)
    _, isi = jadi(dunia.tksk.lingkup, "pmks", "siks-ng", identitas=True, tujuan=TUJUAN)
    acara = {b[0]: b[1] for b in sel(isi, 2) if b[0]}
    assert "BERITA ACARA MUSYAWARAH DESA/KELURAHAN" in acara and "Kepala desa/lurah" in acara
    assert acara["Jumlah yang diusulkan"].startswith("1 baris")
    assert "Cocokkan dengan ketentuan" in acara["Catatan"]


def test_lengkap_memuat_semua_medan_dan_judul_tidak_ganda():
    dipakai = {k.medan for k in LENGKAP.kolom}
    assert set(MEDAN) - dipakai == {"jk_kata", "alamat_ktp_atau_tinggal", "jenis_pendek"}
    for tata in BAWAAN:
        judul = [k.judul.casefold() for k in tata.kolom]
        assert len(judul) == len(set(judul)), tata.kode


@pytest.mark.django_db
def test_rumus_susupan_di_keterangan_tidak_berjalan(dunia):
    kasus = pada_status(dunia, Status.DIAJUKAN)
    with lingkup.masuk(lingkup.sistem("uji")):
        Kasus.objects.filter(pk=kasus.pk).update(keterangan='=HYPERLINK("http://jahat")')
    _, isi = jadi(dunia.tksk.lingkup, "pmks", "lengkap", identitas=True, tujuan=TUJUAN)
    assert baris(isi)[0]["Keterangan"] == '=HYPERLINK("http://jahat")'
    assert all(c.data_type != "f" for b in openpyxl_data(isi).iter_rows() for c in b if c.value is not None)


# Skenario pelajaran.md ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_ekspor_besar_berjalan_di_latar_dengan_kemajuan_pelajaran_6(dunia, masuk, django_assert_max_num_queries):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        for n in range(30):
            catat(by, nik=nik_ke(9100 + n), nama=f"Orang {'abcdefghijklmnopqrstuvwxyzabcd'[n]}")
    klien = masuk("tksk")
    with django_assert_max_num_queries(40):
        jawab = klien.post("/ekspor/baru/pmks/", {"id": str(uuid4()), "tata_letak": "ringkas", "format": ""})
    assert jawab.url.startswith("/pekerjaan/")
    with django_assert_max_num_queries(75):
        kerjakan_semua()
    with lingkup.masuk(lingkup.sistem("uji")):
        p = Pekerjaan.objects.get()
        assert (p.selesai_butir, p.jumlah_butir, p.status) == (30, 30, "selesai")


@pytest.mark.django_db
def test_baris_hilang_di_tengah_menggagalkan_bukan_memotong_pelajaran_7(dunia, monkeypatch):
    for n in range(3):
        pada_status(dunia, Status.DIAJUKAN, nik=nik_ke(9100 + n))
    asli = SUMBER.baris
    monkeypatch.setattr(SUMBER, "baris", lambda *a, **k: (b[:-1] for b in asli(*a, **k)))
    ekspor = minta(dunia.tksk.lingkup, "pmks", "ringkas")
    kerjakan_semua()
    with lingkup.masuk(lingkup.sistem("uji")):
        p = Pekerjaan.objects.get(pk=ekspor.pekerjaan)
        assert p.status == "gagal" and "2 baris terbaca, padahal 3 diharapkan" in p.pesan
        assert Ekspor.objects.get().berkas is None


@pytest.mark.django_db
def test_ekspor_tidak_keluar_dari_lingkup_peminta_pelajaran_8(dunia, masuk):
    pada_status(dunia, Status.DISAHKAN, nama="Milik Ulu", nik=nik_ke(9001))
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat(by, nama="Milik Tetangga", wilayah_id="64.72.04.1001", nik="6472045205589002")
    ekspor, isi = jadi(dunia.tksk.lingkup, "pmks", "ringkas", identitas=True, tujuan=TUJUAN)
    assert "Milik Ulu" in xml(isi) and "Milik Tetangga" not in xml(isi)
    for lain in ("tetangga", "camat", "dinsos", "provinsi"):
        assert masuk(lain).get(f"/berkas/{ekspor.berkas}/").status_code == 404


def test_potret_tidak_berubah_selama_ditulis_dan_kemajuan_terlihat(data_tetap, monkeypatch):
    """Another connection approves, adds and cancels while the rows are written: the file shows one moment."""
    with lingkup.masuk(lingkup.sistem("uji")):
        dunia = baca_dunia()
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        for n in range(5):
            catat(by, nik=nik_ke(9100 + n), nama=f"Awal {'abcde'[n]}")
    lihat: list = []
    asli = SUMBER.baris

    def baris_terganggu(*args, **kwargs):
        # Sesudah dihitung, sebelum baris pertama dibaca.
        _ubah_dari_luar(dunia, lihat)
        yield from asli(*args, **kwargs)

    monkeypatch.setattr("pmks.ekspor.sumber.BAGIAN", 2)
    monkeypatch.setattr(modul_kerja, "JEDA_KABAR", 0.01)
    monkeypatch.setattr(SUMBER, "baris", baris_terganggu)
    ekspor = minta(dunia.tksk.lingkup, "pmks", "lengkap")
    kerjakan_semua()
    with lingkup.masuk(dunia.tksk.lingkup):
        ekspor.refresh_from_db()
        isi = baris(isi_berkas(ekspor))
        assert Orang.objects.count() == 6
    assert [b["Status"] for b in isi] == ["Draf"] * 5
    assert lihat == [("berjalan", 5)], "kemajuan dan jumlahnya terlihat dari sambungan lain selagi menulis"


def _ubah_dari_luar(dunia, lihat: list) -> None:
    """Add a person and submit all others over another connection, and look at the job from there."""

    def kerja() -> None:
        try:
            with lingkup.masuk(dunia.tksk.lingkup) as by:
                catat(by, nik=nik_ke(9199), nama="Baru Tiba", ajukan=True)
                Kasus.objects.filter(status="draf").update(
                    status="diajukan", diajukan_pada="2026-11-24T00:00Z", diajukan_oleh=dunia.tksk.akun
                )
            for _ in range(200):
                with lingkup.masuk(lingkup.sistem("uji")):
                    p = Pekerjaan.objects.get()
                if p.jumlah_butir:
                    break
                time.sleep(0.02)
            lihat.append((p.status, p.jumlah_butir))
        finally:
            connections.close_all()

    utas = threading.Thread(target=kerja)
    utas.start()
    utas.join()


def test_dibatalkan_di_tengah_tidak_meninggalkan_berkas(data_tetap, monkeypatch):
    with lingkup.masuk(lingkup.sistem("uji")):
        dunia = baca_dunia()
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    ekspor = minta(dunia.tksk.lingkup, "pmks", "ringkas")
    sampai: list[int] = []

    def baris_dibatalkan(*args, **kwargs):
        _minta_batal(ekspor)
        for n in range(500):
            sampai.append(n)
            yield []
            time.sleep(0.02)

    monkeypatch.setattr(modul_kerja, "JEDA_KABAR", 0.05)
    monkeypatch.setattr(SUMBER, "baris", baris_dibatalkan)
    kerjakan_semua()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Pekerjaan.objects.get().status == "dibatalkan"
        ekspor.refresh_from_db()
    assert ekspor.berkas is None
    assert len(sampai) < 500, "berhenti selagi membaca, bukan sesudahnya"


def _minta_batal(ekspor: Ekspor) -> None:
    def kerja() -> None:
        try:
            with lingkup.masuk(lingkup.sistem("uji")):
                Pekerjaan.objects.filter(pk=ekspor.pekerjaan).update(batal_diminta_pada="2026-11-24T00:00Z")
        finally:
            connections.close_all()

    utas = threading.Thread(target=kerja)
    utas.start()
    utas.join()


@pytest.mark.django_db
def test_tata_letak_usulan_hanya_ditawarkan_kepada_yang_boleh_identitas(dunia):
    for siapa, ada in (("tksk", True), ("dinsos", True), ("camat", False), ("provinsi", False), ("kemensos", False)):
        by = dunia[siapa].lingkup
        with lingkup.masuk(by):
            assert ("siks-ng" in tata_letak_berlaku(SUMBER, by)) is ada, siapa


# Pulang pergi ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tata", "format_berkas"), [("lengkap", "xlsx"), ("lengkap", "csv"), ("garut", "xlsx"), ("buleleng", "csv")]
)
def test_ekspor_yang_diunggah_kembali_tidak_mengubah_apa_pun(dunia, tata, format_berkas):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, nik=nik_ke(9001), bantuan=["pkh", "sembako"], telepon="+62 812 3456 789", desil=2, rw="07", rt="021")
        catat(by, nik=nik_ke(9002), jenis=(24,), nama="Yosefa Lawai", lintang="-0.462130", bujur="117.123450")
        if tata == "lengkap":
            for n, kode in enumerate((3, 5, 9, 15, 18, 20, 21, 22, 23)):
                kasus = [kasus_isian(kode, ditemukan_pada=date(2026, 11, 15) if n % 2 else None)]
                lahir = date(2012, 5, 12) if kode in (3, 5) else date(1990, 5, 12)
                nik = f"6472035205{lahir:%y}9{n:03d}"
                catat(by, nik=nik, tanggal_lahir=lahir, nama=f"Orang {'abcdefghi'[n]}tanto", kasus=kasus)
        catat(by, nik=nik_ke(9003), nama="Tiga Kolom", alamat_ktp="Jl. Lama 1", dusun="Karang Asam", sumber="warga")
    with lingkup.masuk(lingkup.sistem("uji")):
        semula = [list(m.objects.order_by("pk").values()) for m in (Orang, Kasus)]
    _, isi = jadi(dunia.tksk.lingkup, "pmks", tata, format_berkas=format_berkas, identitas=True, tujuan=TUJUAN)
    lain = {"desa": "64.72.03.1001"} if tata == "buleleng" else {}
    u = unggah(dunia.tksk, isi, nama=f"ekspor.{format_berkas}", **lain)
    semua = isi_baris(u)
    assert {(b.status, pesan(b)) for b in semua.values()} == {("sama", "")}, u.pesan
    assert len(semua) == (12 if tata == "lengkap" else 3)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert [list(m.objects.order_by("pk").values()) for m in (Orang, Kasus)] == semula


@pytest.mark.django_db
def test_ekspor_tersamar_yang_diunggah_kembali_ditolak_bukan_ditulis(dunia):
    kenari(dunia, PEKA)
    _, isi = jadi(dunia.tksk.lingkup, "pmks", "lengkap")
    u = unggah(dunia.tksk, isi, nama="ekspor.xlsx")
    assert [b.status for b in isi_baris(u).values()] == ["salah"]
