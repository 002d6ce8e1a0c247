"""Alur unggahan buku kerja, dari berkas sampai data dan kembali. Nomor dalam nama uji: pelajaran.md."""

import io
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from pmks.models import Kasus, Orang
from tests.excel.bahan_masuk import (
    PILIHAN,
    baris,
    isi_baris,
    isi_csv,
    lakukan,
    masukkan,
    pesan,
    segar,
    semua_kasus,
    semua_orang,
    unggah,
)
from tests.pekerjaan.bahan import kerjakan_semua
from tests.pmks.bahan import ajukan
from tksk_portal.akses import lingkup
from tksk_portal.arsip.berkas import buka
from tksk_portal.arsip.models import Berkas
from tksk_portal.excel.enums import StatusUnggahan as S
from tksk_portal.excel.masuk import alur
from tksk_portal.excel.masuk.jadwal import bersihkan
from tksk_portal.excel.models import BarisUnggahan, PetaKolom, Unggahan
from tksk_portal.excel.sumber import daftar_sumber
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan


def test_berkas_baik_masuk_seluruhnya(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(n) for n in range(1, 4)]))
    assert u.status == S.PRATINJAU, (u.pesan, u.kenal)
    assert u.hitung["baru"] == 3
    assert not semua_orang(), "pratinjau tidak menulis"
    u = masukkan(dunia.tksk, u)
    assert u.status == S.DITULIS
    assert u.ditulis_oleh_id == dunia.tksk.akun.pk
    assert [o.nik[-4:] for o in semua_orang()] == ["0001", "0002", "0003"]
    assert {k.status for k in semua_kasus()} == {"draf"}, "TKSK yang mengajukan, bukan impor"
    assert {o.dibuat_oleh_id for o in semua_orang()} == {dunia.tksk.akun.pk}


def test_20_riwayat_menyebut_pengunggah_walau_ditulis_di_latar(dunia):
    masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv([baris()])))
    with lingkup.masuk(dunia.tksk.lingkup):
        konteks = Orang.objects.get().riwayat.get().pgh_context
    assert konteks["akun"] == str(dunia.tksk.akun.pk)
    assert konteks["penempatan"] == str(dunia.tksk.tugas.pk)


def test_14_yang_ditolak_menyebut_kolom_dan_alasan_dan_yang_baik_tetap_masuk(dunia):
    isi = [baris(1), baris(2, nik="6472035205580", jk="x"), baris(3, tanggal_lahir="31-02-1958"), baris(4, desa="")]
    u = unggah(dunia.tksk, isi_csv(isi))
    b = isi_baris(u)
    assert [b[n].status for n in (2, 3, 4, 5)] == ["baru", "salah", "salah", "salah"]
    assert "16 angka" in pesan(b[3]) and "[jk]" in pesan(b[3]), "semua cacat disebut, bukan hanya yang pertama"
    assert "[tanggal_lahir]" in pesan(b[4]) and "tidak ada di kalender" in pesan(b[4])
    assert "[desa]" in pesan(b[5])
    masukkan(dunia.tksk, u)
    assert len(semua_orang()) == 1


def test_15_nik_sebagai_bilangan_ditolak_dengan_alasannya(dunia):
    buku = openpyxl.Workbook()
    lembar = buku.active
    lembar.append(["NIK", "Nama", "JK", "Tanggal Lahir", "Jenis PMKS", "Kelurahan", "No KK", "Alamat"])
    lembar.append([6472035205580010, "Siti", "P", "12-05-1958", 8, "Air Putih", "6472030101109001", "Jl. A"])
    lembar.append(["'6472035205580011", "Ani", "P", "12-05-1958", 8, "Air Putih", "6472030101109001", "Jl. A"])
    aliran = io.BytesIO()
    buku.save(aliran)
    u = unggah(dunia.tksk, aliran.getvalue(), nama="data.xlsx")
    b = isi_baris(u)
    assert b[2].status == "salah" and "angka terakhir mungkin sudah hilang" in pesan(b[2]).lower()
    assert b[3].status == "baru"


def test_diunggah_dua_kali_tidak_ada_yang_baru(dunia):
    isi = isi_csv([baris(1), baris(2, jenis="8; 24"), baris(3, nik="", alasan_tanpa_nik="hilang")], JUDUL_ALASAN)
    masukkan(dunia.tksk, unggah(dunia.tksk, isi))
    sebelum = [(o.pk, o.versi) for o in semua_orang()]
    u = unggah(dunia.tksk, isi)
    assert u.hitung["sama"] == 3, [pesan(b) for b in isi_baris(u).values()]
    with pytest.raises(alur.Ditolak), lingkup.masuk(dunia.tksk.lingkup) as by:
        alur.masukkan(unggahan=u, mungkin=False, by=by)
    assert [(o.pk, o.versi) for o in semua_orang()] == sebelum


JUDUL_ALASAN = {
    **{"nik": "NIK", "nama": "Nama", "jk": "JK", "tanggal_lahir": "Tanggal lahir", "jenis": "Jenis PMKS"},
    **{"desa": "Kelurahan", "alamat": "Alamat", "no_kk": "No KK", "alasan_tanpa_nik": "Alasan tanpa NIK"},
}


def test_dua_unggahan_berkas_yang_sama_hanya_satu_yang_dikerjakan(dunia):
    isi = isi_csv([baris()])
    u = unggah(dunia.tksk, isi)
    with lingkup.masuk(dunia.tksk.lingkup) as by, pytest.raises(alur.SedangDikerjakan) as salah:
        alur.unggah(
            kunci=uuid4(), sumber=daftar_sumber()["pmks"], isi=io.BytesIO(isi), nama="d.csv", pilihan=PILIHAN, by=by
        )
    assert salah.value.unggahan == u
    assert salah.value.unggahan.dibuat_oleh_id == dunia.tksk.akun.pk
    with lingkup.masuk(dunia.tksk.lingkup):
        assert Unggahan.objects.count() == 1 and Berkas.objects.tersimpan().count() == 1


def test_1_kunci_yang_sama_adalah_unggahan_yang_sama(dunia):
    kunci, isi = uuid4(), isi_csv([baris()])
    assert unggah(dunia.tksk, isi, kunci=kunci).pk == unggah(dunia.tksk, isi, kunci=kunci).pk
    with lingkup.masuk(dunia.tksk.lingkup):
        assert Unggahan.objects.count() == 1


def test_kolom_tak_dikenal_ditunjuk_dan_diingat(dunia):
    judul = {"nik": "Nomor A", "nama": "Kolom B", "jk": "Kolom C", "tanggal_lahir": "Kolom D", "jenis": "Kolom E"}
    judul |= {"desa": "Kolom F", "alamat": "Kolom G", "no_kk": "Kolom H"}
    u = unggah(dunia.tksk, isi_csv([baris()], judul))
    assert u.status == S.PETAKAN
    assert u.contoh["baris"][0][1] == "Siti Aminah b"
    peta = {nama: n for n, nama in enumerate(judul, 1)}
    u = lakukan(dunia.tksk, alur.petakan, u, peta=peta, pilihan=PILIHAN)
    assert u.hitung["baru"] == 1
    with lingkup.masuk(dunia.tksk.lingkup):
        assert PetaKolom.objects.get().peta == peta
    dua = unggah(dunia.tksk, isi_csv([baris(2)], judul))
    assert dua.status == S.PRATINJAU and dua.hitung["baru"] == 1, "pemetaan diingat untuk judul yang sama"
    assert unggah(dunia.tetangga, isi_csv([baris(3)], judul)).status == S.PETAKAN, "tidak diingat bagi kantor lain"


def test_kolom_wajib_yang_kurang_tidak_dapat_diperiksa(dunia):
    u = unggah(dunia.tksk, isi_csv([{"nama": "Siti", "jk": "P", "alamat": "Jl. A", "tanggal_lahir": "1958"}]))
    assert u.status == S.PETAKAN
    with lingkup.masuk(dunia.tksk.lingkup) as by, pytest.raises(alur.Ditolak, match="Jenis PMKS"):
        alur.petakan(unggahan=u, peta={"nama": 1, "jk": 2, "tanggal_lahir": 3}, pilihan=PILIHAN, by=by)


def test_berkas_yang_bukan_buku_kerja_gagal_dengan_alasan(dunia):
    u = unggah(dunia.tksk, b"\xef\xbb\xbfnama;nik\n")
    assert u.status in (S.GAGAL, S.PETAKAN)
    assert not isi_baris(u)


def test_mengurungkan_seluruhnya(dunia):
    masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv([baris(1), baris(5)])))
    isi = [baris(1, alamat="Jl. Baru 9", jenis="8; 24"), baris(2), baris(5, jenis="13")]
    u = masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv(isi)))
    assert len(semua_kasus()) == 5 and semua_orang(nama="Siti Aminah b")[0].alamat == "Jl. Baru 9"
    u = lakukan(dunia.tksk, alur.urungkan, u)
    assert u.status == S.DIURUNGKAN and u.diurungkan_oleh_id == dunia.tksk.akun.pk
    assert semua_orang(nama="Siti Aminah b")[0].alamat == "Jl. Anggrek 1"
    assert [(k.orang.nama, k.jenis_id) for k in semua_kasus()] == [("Siti Aminah b", 8), ("Siti Aminah f", 8)]
    with lingkup.masuk(dunia.tksk.lingkup):
        batal = Kasus.objects.filter(status="dibatalkan")
        assert batal.count() == 3
        assert {p.komentar[:14] for k in batal for p in k.putusan.all()} == {"Unggahan Excel"}


def test_yang_sudah_diurungkan_dapat_dimasukkan_lagi(dunia):
    isi = isi_csv([baris(1)])
    u = masukkan(dunia.tksk, unggah(dunia.tksk, isi))
    lakukan(dunia.tksk, alur.urungkan, u)
    assert not semua_orang()
    u = masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv([baris(1, nama="Siti Aminah Baru")])))
    assert [o.nama for o in semua_orang()] == ["Siti Aminah Baru"]
    lakukan(dunia.tksk, alur.urungkan, u)
    assert not semua_orang()


def test_tidak_dapat_diurungkan_sesudah_ada_yang_dibangun_di_atasnya(dunia):
    u = masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv([baris(1), baris(2)])))
    ajukan(dunia, semua_orang()[1])
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        alur.urungkan(unggahan=u, by=by)
    kerjakan_semua(lempar=False)
    u = segar(u)
    assert u.status == S.DITULIS
    assert u.kenal["halangan"] == [[3, "sudah diajukan"]]
    assert len(semua_kasus()) == 2, "tidak ada yang diurungkan sebagian"


def test_membuang_menghapus_isi_dan_menyisakan_angka(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(1)]))
    u = lakukan(dunia.tksk, alur.buang, u)
    assert u.status == S.DIBUANG and u.hitung["baru"] == 1 and u.contoh == {} and u.nama_berkas == ""
    assert not isi_baris(u)
    with lingkup.masuk(dunia.tksk.lingkup):
        assert not Berkas.objects.tersimpan().exists()


def test_20_isi_unggahan_dihapus_pada_waktunya_angkanya_tetap(dunia):
    u = masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv([baris(1)])))
    bersihkan()
    assert segar(u).dibersihkan_pada is None
    with lingkup.masuk(lingkup.sistem("uji")):
        Unggahan.objects.filter(pk=u.pk).update(kedaluwarsa_pada=timezone.now() - timedelta(days=1))
    bersihkan()
    u = segar(u)
    assert u.dibersihkan_pada and u.hitung["baru"] == 1 and not isi_baris(u)
    assert len(semua_orang()) == 1, "datanya sendiri tetap"
    with lingkup.masuk(dunia.tksk.lingkup) as by, pytest.raises(alur.Ditolak):
        alur.urungkan(unggahan=u, by=by)


@pytest.mark.parametrize(("selesai", "menjadi"), [(1, S.DITULIS), (0, S.DIBUANG)])
def test_penulisan_yang_terhenti_dan_lewat_masanya_tidak_menahan_berkas_itu(dunia, selesai, menjadi):
    u = unggah(dunia.tksk, isi_csv([baris(1)]))
    with lingkup.masuk(lingkup.sistem("uji")):
        lewat = timezone.now() - timedelta(days=1)
        Unggahan.objects.filter(pk=u.pk).update(
            status=S.MENULIS, hitung=u.hitung | {"selesai": selesai, "sampai": 2 * selesai}, kedaluwarsa_pada=lewat
        )
    bersihkan()
    u = segar(u)
    assert (u.status, bool(u.ditulis_pada)) == (menjadi, bool(selesai)) and u.dibersihkan_pada
    assert unggah(dunia.tksk, isi_csv([baris(1)])).status == S.PRATINJAU, "berkas yang sama dapat diunggah lagi"


def test_kembalian_yang_disiapkan_sendiri_tidak_menambah_kabar(dunia):
    unggah(dunia.tksk, isi_csv([baris(1), baris(2, jenis="Lansia terlntar")]))
    with lingkup.masuk(dunia.tksk.lingkup):
        assert [k.kalimat for k in Kabar.objects.milik(dunia.tksk.akun.pk)] == [
            "Memeriksa data PMKS dari Excel: selesai"
        ]


def test_penulisan_yang_terhenti_dilanjutkan_tanpa_ganda(dunia, monkeypatch):
    monkeypatch.setattr("tksk_portal.excel.masuk.kerja.POTONG_TULIS", 2)
    u = unggah(dunia.tksk, isi_csv([baris(n) for n in range(1, 6)]))
    asli, panggilan = type(daftar_sumber()["pmks"]).tulis, []

    def mati(self, baris_, **kw):
        panggilan.append(len(baris_))
        hasil = asli(self, baris_, **kw)
        if len(panggilan) == 2:
            raise RuntimeError("listrik padam sesudah menulis, sebelum commit")
        return hasil

    monkeypatch.setattr(type(daftar_sumber()["pmks"]), "tulis", mati)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        alur.masukkan(unggahan=u, mungkin=False, by=by)
    kerjakan_semua(lempar=False)
    u = segar(u)
    assert panggilan == [2, 2, 2, 1], "potongan yang gagal diulang, yang sudah tersimpan tidak"
    assert u.status == S.DITULIS and len(semua_orang()) == 5 and len(semua_kasus()) == 5


def test_berkas_bertanda_memuat_alasan_di_selnya(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(1), baris(2, jenis="Lansia terlntar")]))
    assert u.kembalian, "disiapkan sendiri bila ada yang ditolak"
    with lingkup.masuk(dunia.tksk.lingkup):
        berkas = Berkas.objects.get(pk=u.kembalian)
        isi = _isi(berkas)
    lembar = openpyxl.load_workbook(io.BytesIO(isi)).worksheets[0]
    komentar = {s.coordinate: s.comment.text for b in lembar.iter_rows() for s in b if s.comment}
    assert list(komentar) == ["E3"]
    assert "bukan salah satu dari 26 jenis" in komentar["E3"] and "Lanjut usia telantar" in komentar["E3"]
    assert [s.value for s in lembar[2]][1] == "Siti Aminah b"


def _isi(berkas: Berkas) -> bytes:
    with buka(berkas) as aliran:
        return aliran.read()


def test_hanya_tksk_dan_kabkota_yang_mengunggah(dunia, masuk):
    for nama, status in (("tksk", 200), ("dinsos", 200), ("camat", 403), ("provinsi", 403), ("admin", 403)):
        assert masuk(nama).get(reverse("excel:unggah", args=["pmks"])).status_code == status
    with lingkup.masuk(dunia.camat.lingkup), pytest.raises(PermissionDenied):
        alur.unggah(
            kunci=uuid4(),
            sumber=daftar_sumber()["pmks"],
            isi=io.BytesIO(b"a"),
            nama="a.csv",
            pilihan=PILIHAN,
            by=dunia.camat.lingkup,
        )


@pytest.mark.parametrize("siapa", ["tetangga", "dinsos", "dinsos_lain"])
def test_8_kantor_lain_mendapat_404_atas_unggahan_dan_berkasnya(dunia, masuk, siapa):
    u = unggah(dunia.tksk, isi_csv([baris(1), baris(2, jenis="x")]))
    c = masuk(siapa)
    assert c.get(reverse("excel:rinci", args=[u.pk])).status_code == 404
    assert c.get(reverse("arsip:unduh", args=[u.berkas])).status_code == 404
    assert c.get(reverse("arsip:unduh", args=[u.kembalian])).status_code == 404
    for nama in ("masukkan", "buang", "urungkan", "kembalian", "periksa"):
        assert c.post(reverse(f"excel:{nama}", args=[u.pk])).status_code == 404
    assert segar(u).status == S.PRATINJAU


def test_baris_unggahan_tidak_terbaca_peran_lain_lewat_dinding(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(1)]))
    for nama, banyak in (("tksk", 1), ("dinsos", 1), ("camat", 0), ("provinsi", 0), ("kemensos", 0), ("tetangga", 0)):
        with lingkup.masuk(dunia[nama].lingkup):
            assert BarisUnggahan.objects.filter(unggahan=u).count() == banyak, nama


def test_pratinjau_menyamarkan_jenis_peka_dan_anak(dunia, masuk):
    isi = [baris(1), baris(2, jenis="16"), baris(3, nik="", nama="Bocah Kecil", tanggal_lahir="01-02-2020", jenis="1")]
    u = unggah(dunia.tksk, isi_csv(isi), alasan_tanpa_nik="anak")
    teks = masuk("tksk").get(reverse("excel:rinci", args=[u.pk])).content.decode()
    assert "Siti Aminah b" in teks
    assert "Siti Aminah c" not in teks and "S•••" in teks
    assert "Bocah Kecil" not in teks


def test_halaman_unggah_sampai_hasil_lewat_web(dunia, masuk):
    c = masuk("tksk")
    isian = {k: v or "" for k, v in PILIHAN.items()} | {"tanggal_data": "01-11-2026", "id": str(uuid4())}
    berkas = io.BytesIO(isi_csv([baris(1), baris(2)]))
    berkas.name = "data kelurahan.csv"
    r = c.post(reverse("excel:unggah", args=["pmks"]), isian | {"berkas": berkas})
    assert r.status_code == 302, r.content.decode()[:2000]
    alamat = r.url
    assert "Menunggu giliran" in c.get(alamat).content.decode()
    kerjakan_semua()
    assert "Masukkan 2 baris" in c.get(alamat).content.decode()
    assert c.post(alamat + "masukkan/").status_code == 302
    kerjakan_semua()
    teks = c.get(alamat).content.decode()
    assert "Sudah masuk" in teks and "Urungkan seluruhnya" in teks
    assert c.post(alamat + "urungkan/").status_code == 302
    kerjakan_semua()
    assert "Sudah diurungkan" in c.get(alamat).content.decode()


def test_berkas_yang_bukan_lembar_kerja_ditolak_di_samping_isiannya(dunia, masuk):
    c = masuk("tksk")
    berkas = io.BytesIO(b"%PDF-1.7 bukan buku kerja")
    berkas.name = "data.xlsx"
    isian = {k: v or "" for k, v in PILIHAN.items()} | {"tanggal_data": "01-11-2026", "id": str(uuid4())}
    r = c.post(reverse("excel:unggah", args=["pmks"]), isian | {"berkas": berkas})
    assert r.status_code == 422 and "invalid-feedback" in r.content.decode()
    with lingkup.masuk(dunia.tksk.lingkup):
        assert not Unggahan.objects.exists() and not Pekerjaan.objects.exists()


def test_templat_memuat_kelurahan_tempat_tugas_dan_dikenali_kembali(dunia, masuk):
    r = masuk("tksk").get(reverse("excel:templat", args=["pmks"]))
    assert r.status_code == 200 and "attachment" in r.headers["Content-Disposition"]
    buku = openpyxl.load_workbook(io.BytesIO(r.content))
    daftar = [s.value for lembar in buku for b in lembar.iter_rows() for s in b]
    assert "Air Putih" in daftar and "Sungai Pinang Luar" not in daftar
    lembar = buku["Isian"]
    kolom = {str(s.value).rstrip(" *"): s.column for s in lembar[3] if s.value}
    for judul, isi in zip(
        ("NIK", "Nama lengkap", "Jenis kelamin", "Tanggal lahir", "Jenis PMKS", "Desa/kelurahan", "Nomor KK"),
        ("6472035205580001", "Siti", "P", "12-05-1958", "8. Lanjut usia telantar", "Air Putih", "6472030101109001"),
        strict=True,
    ):
        lembar.cell(5, kolom[judul], isi)
    aliran = io.BytesIO()
    buku.save(aliran)
    u = unggah(dunia.tksk, aliran.getvalue(), nama="templat.xlsx")
    assert u.kenal["tata_letak"] == "Templat Portal TKSK"
    assert u.hitung["baru"] == 1 and u.hitung["jumlah"] == 1, "baris contoh tidak ikut"
