"""Rincian jenis dari buku kerja: ditanyakan dan ditolak seperti formulir; kolom yang tidak ada diperingatkan."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from pmks.impor.tata_letak import SEBUTAN
from pmks.models import Kasus, acuan_jenis
from pmks.rincian import NAMA_RINCI
from tests.excel.bahan_masuk import (
    JUDUL,
    baris,
    isi_baris,
    isi_csv,
    lakukan,
    masukkan,
    pesan,
    semua_kasus,
    unggah,
)
from tests.pmks.bahan import ajukan, catat, kasus_isian
from tksk_portal.akses import lingkup
from tksk_portal.excel.bentuk import LEMBAR_PILIHAN
from tksk_portal.excel.enums import StatusBaris as B
from tksk_portal.excel.enums import StatusUnggahan as S
from tksk_portal.excel.masuk import alur

RINCIAN = (*NAMA_RINCI, "ditemukan_pada", "tanggal_data")
SEMUA = JUDUL | {n: SEBUTAN[n][0] for n in RINCIAN}
DEWASA = {"tanggal_lahir": "12-05-1990", "nik": "6472035205909001"}
ANAK = {"tanggal_lahir": "12-05-2012", "nik": "6472035205129001"}


def periksa(dunia, *isi: dict, **pilihan):
    return list(isi_baris(unggah(dunia.tksk, isi_csv(list(isi), SEMUA), **pilihan)).values())


def tulis(dunia, *isi: dict):
    u = unggah(dunia.tksk, isi_csv(list(isi), SEMUA))
    salah = [pesan(b) for b in isi_baris(u).values() if b.status == B.SALAH]
    assert not salah
    return masukkan(dunia.tksk, u)


@pytest.mark.parametrize(
    ("jenis", "orang", "sel", "harapan"),
    [
        (3, ANAK, {"kedudukan": "Saksi"}, {"kedudukan": "saksi"}),
        (3, ANAK, {"kedudukan": "Pelaku"}, {"kedudukan": "pelaku"}),
        (5, ANAK, {"disabilitas": "tuna rungu; lumpuh"}, {"disabilitas": ["fisik", "sensorik"]}),
        (15, DEWASA, {"bebas_pada": "12-05-2025"}, {"bebas_pada": date(2025, 5, 12)}),
        (15, DEWASA, {"bebas_pada": "2025"}, {"bebas_pada": date(2025, 7, 1)}),
        (18, DEWASA, {"negeri": "Luar negeri", "negara": "Malaysia"}, {"negeri": "luar", "negara": "Malaysia"}),
        (20, DEWASA, {"negeri": "dalam negeri", "negara": ""}, {"negeri": "dalam", "negara": ""}),
        (
            21,
            DEWASA,
            {"kejadian": "Gempa bumi", "kejadian_pada": "02-10-2026"},
            {"kejadian": "gempa", "kejadian_pada": date(2026, 10, 2)},
        ),
        (22, DEWASA, {"kejadian": "teror", "kejadian_pada": "2026"}, {"kejadian": "teror"}),
        (23, DEWASA, {"tanggungan": "0"}, {"tanggungan": 0}),
        (23, DEWASA, {"tanggungan": "4", "ditemukan_pada": "20-11-2026"}, {"ditemukan_pada": date(2026, 11, 20)}),
    ],
)
def test_rincian_masuk_lengkap_dan_dapat_diajukan(dunia, jenis, orang, sel, harapan):
    tulis(dunia, baris(1, jenis=str(jenis), **orang, **sel))
    (kasus,) = semua_kasus()
    assert {n: getattr(kasus, n) for n in harapan} == harapan
    assert "rincian_kurang" not in kasus.temuan
    assert ajukan(dunia, kasus.orang) == 1


@pytest.mark.parametrize(
    ("jenis", "orang", "sel", "medan", "kata"),
    [
        (3, ANAK, {"kedudukan": ""}, "kedudukan", "belum diisi untuk jenis 3. Pilih: Pelaku"),
        (3, ANAK, {"kedudukan": "tetangga"}, "kedudukan", "“tetangga” tidak dikenal. Pilih: Pelaku"),
        (5, ANAK, {"disabilitas": ""}, "disabilitas", "belum diisi untuk jenis 5. Tulis satu atau lebih: Fisik"),
        (15, DEWASA, {"bebas_pada": ""}, "bebas_pada", "Isi tanggal bebas dari lapas"),
        (15, DEWASA, {"bebas_pada": "05-11-2026"}, "bebas_pada", "tidak boleh sesudah tanggal ditemukan"),
        (15, DEWASA, {"bebas_pada": "05-11-1980"}, "bebas_pada", "tidak boleh sebelum tanggal lahir"),
        (18, DEWASA, {"negeri": "luar", "negara": ""}, "negara", "Tulis nama negaranya."),
        (18, DEWASA, {"negeri": "", "negara": "Malaysia"}, "negeri", "belum jelas dalam atau luar negeri"),
        (21, DEWASA, {"kejadian": "Teror", "kejadian_pada": "2026"}, "kejadian", "bukan pilihan jenis 21"),
        (21, DEWASA, {"kejadian": "Banjir", "kejadian_pada": "akhir tahun"}, "kejadian_pada", "tidak terbaca"),
        (23, DEWASA, {"tanggungan": "31"}, "tanggungan", "di luar batas 0 sampai 30"),
        (23, DEWASA, {"tanggungan": "dua"}, "tanggungan", "harus bilangan bulat"),
        (23, DEWASA, {"tanggungan": "1", "ditemukan_pada": "1980"}, "ditemukan_pada", "sebelum tanggal lahir"),
    ],
)
def test_rincian_yang_salah_ditolak_di_kolomnya_dengan_saran(dunia, jenis, orang, sel, medan, kata):
    (b,) = periksa(dunia, baris(1, jenis=str(jenis), **orang, **sel))
    tolak = [p for p in b.pesan if p["nada"] == "tolak"]
    assert b.status == B.SALAH and [p["medan"] for p in tolak] == [medan], pesan(b)
    assert kata in pesan(b)


def test_kolom_yang_tidak_ada_hanya_diperingatkan(dunia):
    (b,) = periksa(dunia, baris(1, jenis="21", **DEWASA, kejadian="Banjir"))
    assert b.status == B.BARU and "Rincian jenis 21 belum ada: tanggal kejadian." in pesan(b)


def test_jawaban_yang_tidak_ditanyakan_disebut_dan_tidak_masuk(dunia):
    (b,) = periksa(dunia, baris(1, jenis="23", **DEWASA, tanggungan="2", kejadian="Banjir"))
    assert b.status == B.BARU and "Macam kejadian tidak dipakai: tidak ditanyakan jenis 23." in pesan(b)
    tulis(dunia, baris(1, jenis="20", **DEWASA, negeri="Dalam negeri", negara="Malaysia"))
    (kasus,) = semua_kasus()
    assert (kasus.negeri, kasus.negara) == ("dalam", "")


def test_satu_sel_berlaku_bagi_semua_jenis_yang_menanyakannya(dunia):
    tulis(dunia, baris(1, jenis="18; 20", **DEWASA, negeri="Luar negeri", negara="Malaysia"))
    assert {(k.jenis_id, k.negara) for k in semua_kasus()} == {(18, "Malaysia"), (20, "Malaysia")}


def test_baris_menyusul_membawa_rinciannya_sendiri_dan_jatuh_bersama_yang_pertama(dunia):
    a, b = baris(1, jenis="21", **DEWASA), baris(1, jenis="22", **DEWASA, kejadian_pada="2026")
    hasil = periksa(dunia, a | {"kejadian": "Banjir", "kejadian_pada": "2026"}, b | {"kejadian": "Teror"})
    assert [x.status for x in hasil] == [B.BARU, B.BARU], [pesan(x) for x in hasil]
    hasil = periksa(dunia, a | {"kejadian": "", "kejadian_pada": "2026"}, b | {"kejadian": "Teror"})
    assert [x.status for x in hasil] == [B.SALAH, B.SALAH] and "Baris 2 (orang yang sama) ditolak" in pesan(hasil[1])


def test_yang_sudah_tercatat_tidak_perlu_diulang_dan_diubah_lalu_diurungkan(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by, nik=DEWASA["nik"], tanggal_lahir=date(1990, 5, 12), kasus=[kasus_isian(18), kasus_isian(23)])
    sama = baris(1, jenis="18", **DEWASA, nama="Siti Aminah", alamat="Jl. Anggrek 14", desa="64.72.03.1001")
    (b,) = periksa(dunia, sama | {"negeri": "", "negara": "", "ditemukan_pada": "01-11-2026"})
    assert (b.status, pesan(b)) == (B.SAMA, "")
    ubah = [sama | {"negeri": "Dalam negeri"}, sama | {"jenis": "23", "tanggungan": "5"}]
    u = unggah(dunia.tksk, isi_csv(ubah[:1], SEMUA))
    u = masukkan(dunia.tksk, u)
    kini = kasus_ke(orang, 18)
    assert (u.hitung["berubah"], kini.negeri, kini.negara, kini.versi) == (1, "dalam", "", 2)
    u = lakukan(dunia.tksk, alur.urungkan, u)
    kini = kasus_ke(orang, 18)
    assert u.status == S.DIURUNGKAN and (kini.negeri, kini.negara) == ("luar", "Malaysia")
    u = tulis(dunia, ubah[1] | {"ditemukan_pada": "20-11-2026"})
    kini = kasus_ke(orang, 23)
    assert (kini.tanggungan, kini.ditemukan_pada) == (5, date(2026, 11, 20))
    lakukan(dunia.tksk, alur.urungkan, u)
    kini = kasus_ke(orang, 23)
    assert (kini.tanggungan, kini.ditemukan_pada) == (2, None), "yang semula kosong kosong lagi"


def kasus_ke(orang, kode: int) -> Kasus:
    with lingkup.masuk(lingkup.sistem("uji")):
        return Kasus.objects.get(orang=orang, jenis=kode)


def test_aturan_hari_ditemukan_yang_dipakai(dunia):
    (b,) = periksa(dunia, baris(1, jenis="5", **ANAK, disabilitas="fisik", ditemukan_pada="20-11-2026"))
    assert b.status == B.BARU and "di luar aturan" not in pesan(b)
    (b,) = periksa(dunia, baris(1, jenis="5", **ANAK | {"tanggal_lahir": "12-11-2008"}, disabilitas="fisik"))
    assert "di luar aturan" not in pesan(b), "17 tahun pada tanggal data"
    lewat = {"tanggal_lahir": "12-11-2008", "ditemukan_pada": "20-11-2026"}
    (b,) = periksa(dunia, baris(1, jenis="5", **ANAK | lewat, disabilitas="fisik"))
    assert "di luar aturan" in pesan(b), "18 tahun pada hari ditemukan"


def test_templat_memuat_semua_rincian_dengan_daftarnya(dunia, masuk):
    buku = openpyxl.load_workbook(
        BytesIO(masuk("tksk").get(reverse("excel:templat", args=["pmks"])).content), data_only=True
    )
    judul = [c.value for c in buku["Isian"][3]]
    assert {SEBUTAN[n][0] for n in (*NAMA_RINCI, "ditemukan_pada")} <= {str(j).removesuffix(" *") for j in judul}
    assert {n for j in acuan_jenis().values() if j.perorangan for n in (d.nama for d in j.ditanya)} <= set(SEBUTAN)
    pilihan = {k[0].value: [c.value for c in k[1:] if c.value] for k in buku[LEMBAR_PILIHAN].columns}
    assert pilihan["Dalam atau luar negeri"] == ["Dalam negeri", "Luar negeri"]
