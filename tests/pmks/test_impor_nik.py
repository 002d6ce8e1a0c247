"""NIK dalam buku kerja: angka terakhir yang hilang di Excel, kode daerah, dan beda satu angka dengan data lain."""

from datetime import date

import pytest

from pmks.actions import IsianKasus, ubah_orang
from pmks.enums import Temuan
from pmks.impor.mirip import selisih_sesama
from pmks.models import Orang
from tests.excel.bahan_masuk import baris, isi_baris, isi_csv, masukkan, pesan, semua_kasus, semua_orang, unggah
from tests.pmks.bahan import catat, isian, kasus_dari, nik_ke
from tksk_portal.akses import lingkup
from tksk_portal.excel.enums import StatusBaris as B

AKHIR = "mungkin hilang di Excel"


def masuk(dunia, *isi: dict, **pilihan):
    u = unggah(dunia.tksk, isi_csv(list(isi)), **pilihan)
    hasil = list(isi_baris(u).values())
    masukkan(dunia.tksk, u)
    return hasil


def temuan() -> dict[str, list[str]]:
    return {k.orang.nik[-4:]: k.temuan for k in semua_kasus()}


def test_kolom_yang_pernah_menjadi_bilangan_dicurigai(dunia):
    hasil = masuk(dunia, *(baris(n, nik=nik_ke(9000 + 10 * n)) for n in range(1, 7)), baris(7, nik=nik_ke(9077)))
    assert [AKHIR in pesan(b) for b in hasil] == [True] * 6 + [False]
    assert {b.status for b in hasil} == {B.BARU}, "hanya curiga: barisnya tetap masuk"
    assert {n: "nik_akhir" in t for n, t in temuan().items()} == {f"90{n}0": True for n in range(1, 7)} | {
        "9077": False
    }


def test_satu_dua_nik_berakhir_nol_bukan_apa_apa(dunia):
    hasil = masuk(dunia, *(baris(n) for n in range(1, 8)), baris(8, nik=nik_ke(9080)), baris(9, nik=nik_ke(9090)))
    assert not any(AKHIR in pesan(b) for b in hasil)
    assert not any("nik_akhir" in t for t in temuan().values())


def test_berkas_kecil_dinilai_bersama_nomor_kk(dunia):
    a, b = masuk(
        dunia,
        baris(1, nik=nik_ke(9010), no_kk="6472030101109000"),
        baris(2, nik=nik_ke(9020), no_kk="6472030101109001"),
    )
    assert AKHIR in pesan(a) and AKHIR not in pesan(b)


@pytest.mark.parametrize("sel", ["6,47203E+15", "6472035205589000.0"])
def test_bentuk_bilangan_ditolak(dunia, sel):
    (b,) = isi_baris(unggah(dunia.tksk, isi_csv([baris(1, nik=sel)]))).values()
    assert b.status == B.SALAH and "hilang di Excel" in pesan(b) and "Format Sel > Teks" in pesan(b)


def test_kecurigaan_bertahan_sampai_nik_diganti(dunia):
    masuk(dunia, baris(1, nik=nik_ke(9010), no_kk="6472030101109000", nama="Siti Aminah"))
    (o,) = semua_orang()
    for ganti, ada in (({"alamat": "Jl. Mawar 2"}, True), ({"nik": nik_ke(9011)}, False), ({"rt": "4"}, False)):
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            o = Orang.objects.get(pk=o.pk)
            baru = {k: getattr(o, k) for k in isian()} | ganti
            ubah_orang(orang=o, versi=o.versi, isian=baru, kasus=[IsianKasus(8, ["a"]), IsianKasus(24)], by=by)
            assert [Temuan.NIK_AKHIR in k.temuan for k in o.kasus.aktif().order_by("jenis_id")] == [ada, ada]


def test_kode_daerah_asing_diperingatkan(dunia):
    (b,) = masuk(dunia, baris(1, nik="6472835205589001"))
    assert "Kode daerah 64.72.83 dalam NIK tidak dikenal." in pesan(b)
    assert "nik_daerah" in semua_kasus()[0].temuan


def test_tanggal_yang_berbeda_disertai_angka_yang_mungkin_salah(dunia):
    (b,) = masuk(dunia, baris(1, tanggal_lahir="13-05-1958"))
    assert "Angka ke-8 NIK mungkin 3, bukan 2." in pesan(b)


def test_beda_satu_angka_dengan_data_dan_dengan_baris_lain(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, nama="Siti Aminah", nik=nik_ke(1))
    hasil = masuk(
        dunia,
        baris(2, nik=nik_ke(2), nama="Siti Aminnah"),
        baris(3, nik=nik_ke(4711), nama="Yosefa Lawai"),
        baris(4, nik=nik_ke(4712), nama="Yosefa Laway"),
        baris(5, nik=nik_ke(4713), nama="Budi Hartono"),
    )
    assert ["berbeda satu angka" in pesan(b) for b in hasil] == [True, False, False, False]
    assert {n: "nik_selisih" in t for n, t in temuan().items()} == {
        **{"0001": False, "0002": True, "4711": False, "4712": True, "4713": False},
    }


def test_sekartu_dengan_tanggal_lain_juga_dibandingkan(dunia):
    kk = "6472030101109055"
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, nama="Siti Aminah", nik=nik_ke(1), no_kk=kk)
        lain = catat(by, nama="Siti Aminah", nik="6472035305580001", tanggal_lahir=date(1958, 5, 13), no_kk=kk)
    assert "nik_selisih" in kasus_dari(lain).temuan
    masuk(dunia, baris(3, nik="6472035405580001", nama="Siti Aminah", tanggal_lahir="14-05-1958", no_kk=kk))
    assert "nik_selisih" in semua_kasus(orang__nik="6472035405580001")[0].temuan


def test_selisih_sesama_hanya_dengan_baris_sebelumnya_yang_namanya_mirip():
    lahir = date(1958, 5, 12)
    calon = [(n, str(n), nama, lahir, "64.72.03") for n, nama in enumerate(("siti aminah", "budi", "siti aminnah"))]
    assert selisih_sesama(calon, [("6472035205580001", ""), ("6472035205580002", ""), ("6472035205580003", "")]) == {2}
    assert selisih_sesama(calon, [("6472035205580001", ""), ("", ""), ("6472035205580039", "")]) == set()
