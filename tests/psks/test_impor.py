"""Kedua tata letak nyata masuk, dan hasil ekspornya yang diunggah kembali tidak mengubah apa pun."""

import csv
import io
from uuid import uuid4

import pytest

from psks.models import DokumenMitra, Mitra
from tests.excel.bahan_keluar import jadi
from tests.excel.bahan_masuk import isi_baris, lakukan, masukkan, pesan, segar
from tests.pekerjaan.bahan import kerjakan_semua
from tests.psks.bahan import DESA, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.excel.masuk import alur
from tksk_portal.excel.sumber import daftar_sumber
from tksk_portal.tinjauan.enums import Status

pytestmark = pytest.mark.django_db
PILIHAN = {"desa": DESA, "jenis": "", "tanggal_data": "2026-11-01"}
BULELENG = [
    ["kode_kategori", "nik", "nama", "tgl_lahir", "jenis_kelamin", "tipe_lembaga", "nomor_registrasi", "catatan"],
    ["PSKS-J-02", "6472035205880001", "Rahmawati", "12-05-1988", "P", "", "", "Aktif di posyandu"],
    ["PSKS-J-03", "6472031205780002", "Ardiansyah", "12-05-1978", "L", "", "TGN-7", ""],
    ["PSKS-L-01", "", "Panti Kasih Ibu", "", "", "LKS", "LKS-001", ""],
    ["PSKS-L-02", "", "Karang Taruna Mekar", "", "", "Karang Taruna", "", ""],
    ["PSKS-J-02", "", "Tanpa NIK", "12-05-1988", "P", "", "", ""],
    ["PSKS-L-09", "", "Lembaga Asing", "", "", "Padepokan", "", ""],
]
KT = [
    ["DATA KARANG TARUNA"],
    [
        *("No", "Nama Karang Taruna", "Alamat Lengkap Sekretariat", "Kabupaten", "Kecamatan", "Desa"),
        *("Nomor Telepon Sekretariat", "Alamat Email", "Nomor SK", "Tanggal Bulan Tahun SK", "Penandatangan SK"),
        *("Selaku", "Nama Ketua", "Nomor Telepon Ketua", "Jumlah Pengurus L", "Jumlah Pengurus P"),
        *("Jumlah Anggota L", "Jumlah Anggota P", "Klasifikasi", "Status Kinerja"),
    ],
    [
        *("1", "KT Tunas Muda", "Jl. Anggrek 1", "Kota Samarinda", "Samarinda Ulu", "Air Putih", "0541 220011"),
        *("tunas@contoh.id", "188/7/2025", "12 Januari 2025", "Suparman", "Lurah", "Yusuf Ramadhan", "0812 1111 222"),
        *("12", "9", "40", "31", "Maju", "Aktif"),
    ],
    [
        *("2", "KT Bina Karya", "Jl. Melati 3", "Kota Samarinda", "Samarinda Ulu", "Sidodadi", "", "", "188/9/2024"),
        *("2024-03-01", "Suparman", "Lurah", "Dewi Lestari", "", "7", "8", "22", "19", "Berkembang", "Kurang aktif"),
    ],
]


def _csv(baris: list[list[str]]) -> bytes:
    aliran = io.StringIO()
    csv.writer(aliran, delimiter=";").writerows(baris)
    return aliran.getvalue().encode()


def _unggah(penghuni, isi: bytes, nama: str = "psks.csv", **pilihan):
    with lingkup.masuk(penghuni.lingkup) as by:
        u = alur.unggah(
            kunci=uuid4(),
            sumber=daftar_sumber()["psks"],
            isi=io.BytesIO(isi),
            nama=nama,
            pilihan=PILIHAN | pilihan,
            by=by,
        )
    kerjakan_semua()
    return segar(u)


def _status(u) -> list[str]:
    return [b.status for b in isi_baris(u).values()]


def _semua() -> dict[str, Mitra]:
    with lingkup.masuk(lingkup.sistem("uji")):
        return {m.nama: m for m in Mitra.objects.aktif()}


def test_buleleng_masuk_dengan_alasan_tiap_penolakan(dunia):
    u = _unggah(dunia.tksk, _csv(BULELENG))
    assert u.status == "pratinjau", u.pesan
    assert u.kenal["sebutan"] == "PSKS Kabupaten Buleleng" if "sebutan" in u.kenal else True
    baris = isi_baris(u)
    assert [b.status for b in baris.values()] == ["baru", "baru", "baru", "baru", "salah", "salah"]
    assert "Perorangan memerlukan NIK" in pesan(baris[6])
    assert "tidak dikenal" in pesan(baris[7])
    assert "belum dipastikan" in pesan(baris[2]) and "18–40 tahun" in pesan(baris[3])
    masukkan(dunia.tksk, u)
    ada = _semua()
    assert ada["Rahmawati"].jenis == ["psm"] and ada["Ardiansyah"].jenis == ["tagana"]
    assert ada["Ardiansyah"].temuan == ["umur", "kurang"] and ada["Rahmawati"].keterangan == "Aktif di posyandu"
    assert ada["Panti Kasih Ibu"].jenis == ["lks"] and ada["Panti Kasih Ibu"].nomor_registrasi == "LKS-001"
    assert {m.status for m in ada.values()} == {Status.DRAF} and {m.wilayah_id for m in ada.values()} == {DESA}


def test_buleleng_diekspor_lalu_diimpor_tidak_mengubah_apa_pun(dunia):
    masukkan(dunia.tksk, _unggah(dunia.tksk, _csv(BULELENG[:5])))
    sebelum = {m.pk: m.versi for m in _semua().values()}
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        _, isi = jadi(by, "psks", "buleleng", format_berkas="csv", identitas=True, tujuan="Bahan rapat bulanan")
    assert "PSKS-L-02" in isi.decode("utf-8-sig")
    u = _unggah(dunia.tksk, isi, desa="")
    assert _status(u) == ["sama"] * 4
    assert {m.pk: m.versi for m in _semua().values()} == sebelum


def test_karang_taruna_masuk_dengan_sk_nya(dunia):
    u = _unggah(dunia.dinsos, _csv(KT), desa="")
    assert (u.status, _status(u)) == ("pratinjau", ["baru", "baru"]), (u.pesan, u.kenal)
    masukkan(dunia.dinsos, u)
    m = _semua()["KT Tunas Muda"]
    assert m.jenis == ["karang_taruna"] and m.kontak_nama == "Yusuf Ramadhan" and m.telepon == "0541 220011"
    assert m.rincian == {
        **{"pengurus_l": 12, "pengurus_p": 9, "anggota_l": 40, "anggota_p": 31},
        **{"klasifikasi": "Maju", "kinerja": "aktif"},
    }
    with lingkup.masuk(lingkup.sistem("uji")):
        sk = DokumenMitra.objects.get(mitra=m)
    assert (sk.nomor, str(sk.tanggal), sk.penerbit, sk.selaku) == ("188/7/2025", "2025-01-12", "Suparman", "Lurah")


def test_karang_taruna_diekspor_lalu_diimpor_tidak_mengubah_apa_pun(dunia):
    masukkan(dunia.dinsos, _unggah(dunia.dinsos, _csv(KT), desa=""))
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        lain = {"identitas": True, "tujuan": "Bahan rapat bulanan", "saring": {"jenis": "karang_taruna"}}
        _, isi = jadi(by, "psks", "karang-taruna", **lain)
    u = _unggah(dunia.dinsos, isi, nama="kt.xlsx", desa="")
    assert (u.status, _status(u)) == ("pratinjau", ["sama", "sama"]), (
        u.pesan,
        u.kenal,
        [pesan(b) for b in isi_baris(u).values()],
    )


def test_perubahan_lalu_urung(dunia):
    masukkan(dunia.dinsos, _unggah(dunia.dinsos, _csv(KT), desa=""))
    ubah = [list(b) for b in KT]
    ubah[2][16], ubah[2][8] = "44", "188/8/2026"
    u = _unggah(dunia.dinsos, _csv(ubah), desa="")
    assert _status(u) == ["berubah", "sama"]
    masukkan(dunia.dinsos, u)
    m = _semua()["KT Tunas Muda"]
    assert m.rincian["anggota_l"] == 44 and m.versi == 2
    with lingkup.masuk(lingkup.sistem("uji")):
        kini = DokumenMitra.objects.berlaku().get(mitra=m)
        assert kini.nomor == "188/8/2026" and DokumenMitra.objects.filter(mitra=m).count() == 2
    lakukan(dunia.dinsos, alur.urungkan, segar(u))
    assert _semua()["KT Tunas Muda"].rincian["anggota_l"] == 40


def test_yang_baru_diurungkan_menjadi_batal(dunia):
    u = masukkan(dunia.tksk, _unggah(dunia.tksk, _csv(BULELENG[:3])))
    assert len(_semua()) == 2
    lakukan(dunia.tksk, alur.urungkan, u)
    assert _semua() == {}


def test_yang_terverifikasi_dan_yang_diajukan_tidak_ditimpa(dunia):
    pada_status(dunia, Status.DIVERIFIKASI, nama="Panti Kasih Ibu", nomor_registrasi="")
    pada_status(dunia, Status.DIAJUKAN, "karang_taruna", nama="Karang Taruna Mekar")
    isi = [BULELENG[0], ["PSKS-L-01", "", "Panti Kasih Ibu", "", "", "LKS", "BARU-1", ""], BULELENG[4]]
    isi[2] = [*BULELENG[4][:7], "Catatan baru"]
    tksk, dinsos = _unggah(dunia.tksk, _csv(isi)), _unggah(dunia.dinsos, _csv(isi))
    assert _status(tksk) == ["salah", "berubah"]
    assert _status(dinsos) == ["salah", "salah"]
    assert "sudah diverifikasi" in pesan(isi_baris(tksk)[2])


def test_baris_kembar_dalam_berkas_ditolak(dunia):
    u = _unggah(dunia.tksk, _csv([*BULELENG[:5], BULELENG[1], BULELENG[4]]))
    assert _status(u)[-2:] == ["salah", "salah"]
    assert "baris 2" in pesan(isi_baris(u)[6]) and "baris 5" in pesan(isi_baris(u)[7])


def test_camat_dan_provinsi_tidak_membawa_identitas(dunia):
    pada_status(dunia, Status.DISAHKAN, "psm", kartu_publik=False)
    with lingkup.masuk(dunia.provinsi.lingkup) as by:
        _, isi = jadi(by, "psks", "lengkap", format_berkas="csv")
    teks = isi.decode("utf-8-sig")
    assert "Rahmawati" not in teks and "6472035205880001" not in teks and "R••••" in teks
