"""Aturan impor PMKS. Nomor dalam nama uji: pelajaran.md."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmks.actions import ubah_orang
from pmks.models import Kasus, Orang
from tests.excel.bahan_masuk import baris, isi_baris, isi_csv, masukkan, pesan, semua_kasus, semua_orang, unggah
from tests.pmks.bahan import ajukan, catat, isian, lakukan, pada_status, segar
from tksk_portal.akses import lingkup
from tksk_portal.excel.enums import StatusBaris as B
from tksk_portal.tinjauan.actions import Ditolak, putuskan_massal
from tksk_portal.tinjauan.enums import Aksi, Status

AIR_PUTIH = "64.72.03.1004"


def periksa(dunia, *isi: dict, siapa: str = "tksk", **pilihan):
    """Upload rows as an inhabitant and return them judged, in order."""
    return list(isi_baris(unggah(dunia[siapa], isi_csv(list(isi)), **pilihan)).values())


@pytest.mark.parametrize(
    "tulisan", ["Air Putih", "AIR PUTIH", "Kel. Air  Putih", "kelurahan airputih", "6472031004", "64.72.03.1004"]
)
def test_kelurahan_dalam_berbagai_ejaan(dunia, tulisan):
    (b,) = periksa(dunia, baris(desa=tulisan))
    assert b.isi["tampil"][3] == AIR_PUTIH, pesan(b)


def test_wilayah_di_luar_tempat_tugas_ditolak(dunia):
    a, b, c = periksa(dunia, baris(1, desa="64.72.04.1001"), baris(2, desa="Desa Antah"), baris(3, desa="Air Hitam"))
    assert a.status == B.SALAH and "64.72.04.1001" in pesan(a)
    assert b.status == B.SALAH and "tidak dikenal" in pesan(b)
    assert c.status == B.BARU


def test_kecamatan_di_luar_tempat_tugas_ditolak_pada_kolomnya(dunia):
    judul = {"nik": "NIK", "nama": "Nama", "jk": "JK", "tanggal_lahir": "Tanggal lahir", "jenis": "Jenis PMKS"}
    judul |= {"desa": "Kelurahan", "kecamatan": "Kecamatan", "alamat": "Alamat", "no_kk": "No KK"}
    isi = [baris(1, kecamatan="Samarinda Ulu"), baris(2, kecamatan="Samarinda Ilir")]
    a, b = isi_baris(unggah(dunia.tksk, isi_csv(isi, judul))).values()
    assert a.status == B.BARU, pesan(a)
    assert b.status == B.SALAH and "[kecamatan]" in pesan(b) and "di luar tempat tugas" in pesan(b)


@pytest.mark.parametrize(
    ("tulisan", "kode"),
    [
        *(("8", [8]), ("08", [8]), ("PMKS-08", [8]), ("pmks 8", [8]), ("8. Lanjut usia telantar", [8])),
        *(("Lansia Terlantar", [8]), ("LANJUT USIA TELANTAR", [8]), ("8;24", [8, 24]), ("8, 24", [8, 24])),
        *(("Fakir Miskin; Pemulung", [24, 13]), ("PRSE", [23]), ("ADK", [5]), ("WTS", [10]), ("8 / 24", [8, 24])),
        ("8; 8", [8]),
    ],
)
def test_jenis_dalam_berbagai_tulisan(dunia, tulisan, kode):
    (b,) = periksa(dunia, baris(jenis=tulisan))
    assert b.isi["tampil"][4] == kode, pesan(b)


def test_jenis_yang_salah_eja_diberi_saran_dan_kelompok_minoritas_ditolak(dunia):
    a, b, c = periksa(dunia, baris(1, jenis="Lanjut usia telanta"), baris(2, jenis="14"), baris(3, jenis="27"))
    assert a.status == B.SALAH and "8. Lanjut usia telantar" in pesan(a)
    assert b.status == B.SALAH and "jumlah" in pesan(b)
    assert c.status == B.SALAH


def test_satu_orang_beberapa_jenis_dalam_beberapa_baris(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(1, jenis="8"), baris(2), baris(1, jenis="24")]))
    assert u.hitung["baru"] == 3
    masukkan(dunia.tksk, u)
    assert [(k.orang.nik[-4:], k.jenis_id) for k in semua_kasus()] == [("0001", 8), ("0001", 24), ("0002", 8)]


def test_nik_dan_jenis_yang_sama_dua_kali_menyebut_baris_lainnya(dunia):
    a, b = periksa(dunia, baris(1), baris(1))
    assert a.status == B.BARU
    assert b.status == B.SALAH and "baris 2" in pesan(b)


def test_nik_sama_nama_lain_ditolak_bukan_digabung(dunia):
    a, b = periksa(dunia, baris(1), baris(1, nama="Orang Lain", jenis="24"))
    assert a.status == B.BARU
    assert b.status == B.SALAH and "Nama berbeda dengan baris 2" in pesan(b)


def test_16_orang_tanpa_nik_tidak_saling_menimpa(dunia):
    isi = [baris(n, nik="", nama=nama) for n, nama in enumerate(("Ani Suryani", "Budi Santoso", "Citra Dewi"))]
    u = unggah(dunia.tksk, isi_csv(isi), alasan_tanpa_nik="belum_rekam")
    assert u.hitung["baru"] == 3
    masukkan(dunia.tksk, u)
    orang = semua_orang()
    assert len(orang) == 3 and {o.nik for o in orang} == {""}
    assert {o.alasan_tanpa_nik for o in orang} == {"belum_rekam"}


def test_16_tanpa_nik_tanpa_alasan_ditolak(dunia):
    a, b = periksa(dunia, baris(1, nik=""), baris(2, nik="", alasan_tanpa_nik="Anak yang belum didaftarkan"))
    assert a.status == B.SALAH and "NIK belum diisi" in pesan(a)
    assert b.status == B.BARU, pesan(b)


def test_16_tanpa_nik_yang_mungkin_sudah_ada_ditahan_kecuali_diminta(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, nama="Siti Aminah b", wilayah_id=AIR_PUTIH)
    u = unggah(dunia.tksk, isi_csv([baris(1, nik="", alamat="Alamat lain"), baris(2)]), alasan_tanpa_nik="hilang")
    assert u.hitung == {"mungkin": 1, "baru": 1, "jumlah": 2, "peringatan": 2}
    masukkan(dunia.tksk, u)
    assert len(semua_orang(nama="Siti Aminah b")) == 1
    u = unggah(dunia.tksk, isi_csv([baris(1, nik="", alamat="Alamat lain")]), alasan_tanpa_nik="hilang")
    masukkan(dunia.tksk, u, mungkin=True)
    assert len(semua_orang(nama="Siti Aminah b")) == 2


def test_13_cocok_dengan_beberapa_orang_adalah_kesalahan_baris(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, nama="Siti Aminah b", wilayah_id=AIR_PUTIH)
        catat(by, nama="Siti Aminah b", nik="", alasan_tanpa_nik="hilang", wilayah_id=AIR_PUTIH)
    (b,) = periksa(dunia, baris(1, nik=""), alasan_tanpa_nik="hilang")
    assert b.status == B.SALAH and "Cocok dengan 2 orang" in pesan(b)


def test_13_banyak_pernyataan_sql_tidak_bergantung_pada_banyak_baris(dunia):
    def pernyataan(awal: int, banyak: int) -> list[str]:
        isi = [baris(n, nama=f"Warga {'abcdefghij'[n % 10] * 3} {n}") for n in range(awal, awal + banyak)]
        with CaptureQueriesContext(connection) as semua:
            masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv(isi)))
        return [q["sql"] for q in semua]

    pernyataan(1, 3)
    sedikit, banyak = pernyataan(11, 3), pernyataan(21, 80)
    assert len(banyak) <= len(sedikit) + 5


def test_nik_yang_bertentangan_memperingatkan_dan_menjadi_temuan(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(1, jk="L", tanggal_lahir="13-05-1958")]))
    (b,) = isi_baris(u).values()
    assert b.status == B.BARU and b.peringatan
    assert "Menurut NIK: 12-05-1958" in pesan(b) and "Jenis kelamin berbeda" in pesan(b)
    masukkan(dunia.tksk, u)
    assert semua_kasus()[0].temuan[:2] == ["nik_tanggal", "nik_kelamin"]


def test_di_luar_aturan_umur_memperingatkan_dan_menjadi_temuan(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(1, jenis="1")]))
    (b,) = isi_baris(u).values()
    assert b.status == B.BARU and "di luar aturan" in pesan(b)
    masukkan(dunia.tksk, u)
    assert "aturan_umur" in semua_kasus()[0].temuan


def test_jenis_keluarga_dan_komunitas_masuk_dengan_peringatan(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(1, jenis="25"), baris(2, jenis="26", nama="Lain Orang")]))
    keluarga, komunitas = isi_baris(u).values()
    assert (keluarga.status, komunitas.status) == (B.BARU, B.BARU)
    assert "dicatat per keluarga" in pesan(keluarga) and "dicatat per komunitas" in pesan(komunitas)
    masukkan(dunia.tksk, u)
    assert sorted(k.jenis_id for k in semua_kasus()) == [25, 26]


def test_rincian_yang_tidak_ada_kolomnya_menjadi_temuan_dan_menahan_pengajuan(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(1, jenis="21")]))
    (satu,) = isi_baris(u).values()
    assert "Rincian jenis 21 belum ada: macam kejadian, tanggal kejadian" in pesan(satu)
    masukkan(dunia.tksk, u)
    (kasus,) = semua_kasus()
    assert "rincian_kurang" in kasus.temuan
    with pytest.raises(Ditolak, match="macam kejadian"):
        ajukan(dunia, kasus.orang)


def test_mirip_diperingatkan_dan_dihitung_lagi_saat_ditulis(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(1, nama="Siti Aminah"), baris(2, nama="Siti Aminahh")]))
    masukkan(dunia.tksk, u)
    temuan = {k.orang.nama: k.temuan for k in semua_kasus()}
    assert "mirip" not in temuan["Siti Aminah"] and "mirip" in temuan["Siti Aminahh"]


def test_sel_kosong_tidak_menghapus_isian_lama(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by, nik=baris(1)["nik"], nama="Siti Aminah b", telepon="0812 3456 7890", rt="7", jenis=(8,))
    u = unggah(dunia.tksk, isi_csv([baris(1, alamat="Jl. Baru", no_kk="")]))
    masukkan(dunia.tksk, u)
    kini = segar(orang)
    assert (kini.alamat, kini.telepon, kini.rt, kini.no_kk) == ("Jl. Baru", "0812 3456 7890", "7", orang.no_kk)
    assert kini.versi == orang.versi + 1 and kini.diubah_oleh_id == dunia.tksk.akun.pk


def test_jenis_baru_dapat_ditambahkan_pada_orang_yang_sudah_diverifikasi(dunia):
    kasus = pada_status(dunia, Status.DIVERIFIKASI, nik=baris(1)["nik"], nama="Siti Aminah b", wilayah_id=AIR_PUTIH)
    isi = baris(1, jenis="24", alamat=kasus.orang.alamat, no_kk=kasus.orang.no_kk)
    u = masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv([isi])))
    assert u.hitung["berubah"] == 1
    assert [(k.jenis_id, k.status) for k in semua_kasus()] == [(8, "diverifikasi"), (24, "draf")]


def test_kabkota_memasukkan_ke_semua_kecamatannya_sebagai_draf(dunia):
    judul = {"nik": "NIK", "nama": "Nama", "jk": "JK", "tanggal_lahir": "Tanggal lahir", "jenis": "Jenis PMKS"}
    judul |= {"desa": "Kode desa", "alamat": "Alamat", "no_kk": "No KK"}
    isi = [baris(1, desa="64.72.03.1001"), baris(2, desa="64.72.04.1001"), baris(3, desa="64.71.01.1001")]
    u = unggah(dunia.dinsos, isi_csv(isi, judul))
    assert (u.hitung["baru"], u.hitung["salah"]) == (2, 1)
    masukkan(dunia.dinsos, u)
    assert {k.status for k in semua_kasus()} == {"draf"}
    with lingkup.masuk(dunia.tetangga.lingkup):
        assert [o.nik[-4:] for o in Orang.objects.aktif()] == ["0002"], "menunggu di TKSK kecamatannya"


def test_pemeriksa_tidak_memverifikasi_data_yang_dimasukkannya_sendiri(dunia):
    masukkan(dunia.dinsos, unggah(dunia.dinsos, isi_csv([baris(1, desa="64.72.03.1001")])))
    (orang,) = semua_orang()
    assert ajukan(dunia, orang) == 1
    (kasus,) = semua_kasus()
    with pytest.raises(Ditolak, match="orang lain harus memeriksanya"):
        lakukan(dunia, kasus, "dinsos", Aksi.VERIFIKASI)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        hasil = putuskan_massal(rekaman=Kasus.objects.all(), aksi=Aksi.VERIFIKASI, by=by)
    assert (hasil.jumlah, hasil.dilewati) == (0, 1)


def test_pemeriksa_tidak_mengubah_yang_sudah_diajukan(dunia):
    pada_status(dunia, Status.DIAJUKAN, nik=baris(1)["nik"], nama="Siti Aminah b")
    (b,) = periksa(dunia, baris(1, alamat="Jl. Baru", desa="64.72.03.1001"), siapa="dinsos")
    assert b.status == B.SALAH and "sudah diajukan TKSK" in pesan(b)
    (b,) = periksa(dunia, baris(1, alamat="Jl. Baru"))
    assert b.status == B.BERUBAH, "TKSK sendiri boleh, seperti di formulir"


def test_nik_yang_sementara_itu_dicatat_orang_lain_dilewati(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(1), baris(1, jenis="24"), baris(2)]))
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, nik=baris(1)["nik"], nama="Lebih Dahulu")
    u = masukkan(dunia.tksk, u)
    assert (u.hitung["lewat"], u.hitung["baru"]) == (2, 1)
    b = isi_baris(u)
    assert "baru saja dicatat" in pesan(b[2]) and "dilewati" in pesan(b[3])
    assert {o.nama for o in semua_orang()} == {"Lebih Dahulu", "Siti Aminah c"}
    assert [k.jenis_id for k in semua_kasus(orang__nama="Lebih Dahulu")] == [8]


def test_12_yang_diubah_sesudah_pratinjau_tidak_ditimpa(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by, nik=baris(1)["nik"], nama="Siti Aminah b")
    u = unggah(dunia.tksk, isi_csv([baris(1, alamat="Dari Excel")]))
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        baru = isian(nik=baris(1)["nik"], nama="Siti Aminah b", alamat="Dari formulir")
        ubah_orang(orang=orang, versi=1, isian=baru, kasus=[], by=by)
    u = masukkan(dunia.tksk, u)
    assert u.hitung == u.hitung | {"lewat": 1} and "berubah" not in u.hitung
    assert segar(orang).alamat == "Dari formulir"
