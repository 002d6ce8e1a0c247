"""Dua puluh kode diganti: semua ikut, tidak ada yang hilang, masa lalu tetap; lalu semuanya kembali."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from pmks.actions.bentrok import cari_nik
from pmks.angka import angka
from pmks.models import AnggotaKesatuan, Bentrok, Gerak, Kasus, Kesatuan, Orang, Pindahan, Potret, Saringan
from tests.mekar import bahan
from tests.mekar.bahan import ASAL, BARU, DESA, DESA_BARU, DESA_TETAP
from tests.pmks.bahan import catat, nik_ke
from tksk_portal.akses import lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.excel.enums import StatusUnggahan
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.jejak.riwayat import riwayat
from tksk_portal.mekar import actions, kait, tabel
from tksk_portal.mekar.daftar_kode import Baris
from tksk_portal.mekar.enums import Sifat, StatusMekar
from tksk_portal.mekar.models import Mekar
from tksk_portal.pekerjaan.models import Kabar
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Penerus, Wilayah
from tksk_portal.wilayah.muat import muat

pytestmark = pytest.mark.django_db
KODE = ("0", "64", "64.02", ASAL, BARU, "64.02.13", "64.02.20", DESA, DESA_BARU, "64.72.03")


@pytest.fixture
def dulu(dunia):
    return bahan.bangun(dunia)


def jumlah_wilayah() -> tuple[int, int]:
    berlaku = Wilayah.objects.di_bawah("64").berlaku()
    return tuple(berlaku.filter(tingkat=t).count() for t in (Tingkat.KECAMATAN, Tingkat.DESA))


def jumlah_orang(kode: str) -> tuple[int, int]:
    """Count persons at or under a place by the summary, and directly."""
    sel = angka([kode], di_bawah=kode, derajat=0)[kode].sel
    return sum(n for (jenis, *_), n in sel.items() if jenis == 0), Orang.objects.di_bawah(kode).count()


def isi_tabel(*model) -> list[list[dict]]:
    return [list(m.objects.order_by("pk").values()) for m in model]


def sistem():
    return lingkup.masuk(lingkup.sistem("uji"))


def test_dua_puluh_kode_diganti_tanpa_mengubah_jumlah_dan_masa_lalu(dunia, dulu):
    with sistem():
        semua, masa_lalu = jumlah_orang("64"), isi_tabel(Potret, Gerak)
    assert jumlah_wilayah() == (103, 1038)

    mekar = bahan.jalankan(dunia)

    assert (mekar.status, len(mekar.pasangan)) == (StatusMekar.SELESAI, 20)
    assert jumlah_wilayah() == (105, 1038)
    assert Wilayah.objects.get(pk="64").isi == {
        "kabupaten": 7,
        "kota": 3,
        "kecamatan": 105,
        "kelurahan": 197,
        "desa": 841,
    }
    with sistem():
        assert jumlah_orang("64") == semua
        assert [jumlah_orang(k) for k in (ASAL, BARU, DESA, DESA_BARU)] == [(1, 1), (2, 2), (0, 0), (2, 2)]
        assert isi_tabel(Potret, Gerak) == masa_lalu
        assert {k.wilayah_id for k in Kasus.objects.filter(orang=dulu.orang["kepala"])} == {DESA_BARU}
        assert Kesatuan.objects.get(pk=dulu.keluarga.pk).wilayah_id == DESA_BARU
        assert not Penempatan.objects.berlaku().filter(tempat__in=(BARU, "64.02.20")).exists()
        assert Saringan.objects.get(nama="Kedang Ipil").isi == {"wilayah": DESA_BARU}
    lama = Wilayah.objects.get(pk=DESA)
    assert (lama.berlaku_sampai, [w.kode for w in lama.penerus.all()]) == (date(2022, 2, 13), [DESA_BARU])
    assert {b["baru"] for b in mekar.butir if b["tingkat"] == Tingkat.KECAMATAN} == {BARU, "64.02.20"}
    # Daftar Kemendagri yang dimuat sesudahnya tidak menemukan yang lain lagi.
    hasil = muat(["64"])
    assert (hasil.ditambah, hasil.diakhiri, hasil.dicabut) == (0, 0, 0)


def test_yang_menyeberang_batas_baru_diselesaikan(dunia, dulu):
    bahan.jalankan(dunia)
    with sistem():
        kini = {a.orang_id: a.keluar_sebab for a in AnggotaKesatuan.objects.filter(kesatuan=dulu.keluarga)}
        assert kini == {dulu.orang["kepala"].pk: "", dulu.orang["anak"].pk: "", dulu.orang["tinggal"].pk: "pindah"}
        pindahan = Pindahan.objects.get(pk=dulu.pindahan.pk)
        assert (pindahan.dari_id, pindahan.ke_id) == (BARU, "64.02.13")
        assert Bentrok.objects.get(orang=dulu.orang["kembar"]).kecamatan_lain_id == BARU
        assert Bentrok.objects.get(orang=dulu.orang["kepala"]).wilayah_id == DESA_BARU
        catatan = riwayat(Orang.objects.get(pk=dulu.orang["kepala"].pk))
        assert catatan[0].oleh == "Admin Kaltim"
    with lingkup.masuk(dunia.tksk.lingkup):
        assert cari_nik([nik_ke(2)], [""]) == [[BARU]]


def test_siapa_melihat_apa_sesudahnya(dunia, dulu, client):
    alamat = reverse("pmks:rinci", args=[dulu.orang["kepala"].pk])
    client.force_login(dulu.akun["tksk.asal"])
    assert client.get(alamat).status_code == 200
    bahan.jalankan(dunia)
    assert client.get(alamat).status_code == 404
    daftar = client.get(reverse("pmks:daftar")).content.decode()
    assert "Tinggal" in daftar
    assert "Kepala" not in daftar
    client.force_login(dulu.akun["dinsos.kukar"])
    assert client.get(alamat).status_code == 200
    akun_baru, tugas_baru = bahan.pemain(Peran.TKSK, BARU, "tksk.baru")
    client.force_login(akun_baru)
    assert client.get(alamat).status_code == 200
    with sistem():
        (kabar,) = Kabar.objects.filter(jenis="wilayah.mekar", akun=dulu.akun["tksk.asal"])
        pindah = "10 desa/kelurahan Kec. Kota Bangun sekarang termasuk Kec. Kota Bangun Darat (64.02.19)"
        assert kabar.teks == f"{pindah}; datanya ikut pindah"
        assert Kabar.objects.filter(jenis="wilayah.mekar", akun=dulu.akun["dinsos.kukar"]).count() == 2
    with lingkup.masuk(tugas_baru) as by:
        catat(by, nik=nik_ke(9), wilayah_id=DESA_BARU)


def test_diurungkan_semuanya_kembali(dunia, dulu):
    with sistem():
        sebelum = {k: jumlah_orang(k) for k in KODE}
        wilayah = list(Wilayah.objects.berlaku().values())
        anggota, pindahan, saringan = isi_tabel(AnggotaKesatuan, Pindahan, Saringan)
    mekar = bahan.jalankan(dunia)
    assert bahan.halangan(dunia, mekar) == []
    mekar = bahan.urungkan(dunia, mekar)
    assert mekar.status == StatusMekar.DIURUNGKAN
    with sistem():
        assert {k: jumlah_orang(k) for k in KODE} == sebelum
        assert list(Wilayah.objects.berlaku().values()) == wilayah
        assert isi_tabel(AnggotaKesatuan, Pindahan, Saringan) == [anggota, pindahan, saringan]
    assert not Penerus.objects.exists()
    assert Wilayah.objects.get(pk=BARU).catatan_masa == "Pemekaran diurungkan; kode ini tidak dipakai."
    # Dan dapat dijalankan lagi: kode yang dibatalkan hidup kembali.
    bahan.jalankan(dunia)
    assert jumlah_wilayah() == (105, 1038)


def _orang_baru(dunia, dulu):
    with lingkup.masuk(dulu.tugas["dinsos.kukar"]):
        Orang.objects.filter(pk=dulu.orang["tinggal"].pk).update(wilayah_id="64.02.19.2002")


def _tugas_baru(dunia, dulu):
    bahan.pemain(Peran.TKSK, BARU, "tksk.baru")


def _potret_baru(dunia, dulu):
    with sistem():
        isi = {"jenis": 0, "status": "diajukan", "jk": "P", "kelompok_umur": 2, "jumlah": 2}
        Potret.objects.create(wilayah_id=BARU, akhir=date(2026, 12, 31), **isi)


def _mekar_lagi(dunia, dulu):
    baris = [Baris(1, DESA_BARU, "64.02.19.2050", "Kedang Ipil")]
    bahan.jalankan(dunia, baris, berlaku_sejak=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("bangun", "kata"),
    [
        (_orang_baru, "Orang: 1 baris baru pada kode baru"),
        (_tugas_baru, "Tugas: 1 baris baru pada kode baru"),
        (_potret_baru, "Potret angka: 1 baris baru pada kode baru"),
        (_mekar_lagi, "memakai kodenya; urungkan dahulu"),
    ],
)
def test_yang_dibangun_di_atasnya_menghalangi_pengurungan(dunia, dulu, bangun, kata):
    mekar = bahan.jalankan(dunia)
    bangun(dunia, dulu)
    assert any(kata in h for h in bahan.halangan(dunia, mekar)), bahan.halangan(dunia, mekar)
    with pytest.raises(Ditolak, match=r"baris baru|urungkan dahulu"):
        bahan.urungkan(dunia, mekar)
    assert jumlah_wilayah()[0] == 105
    with sistem():
        assert Orang.objects.get(pk=dulu.orang["kepala"].pk).wilayah_id != DESA
        assert Mekar.objects.get(pk=mekar.pk).status == StatusMekar.SELESAI


def test_unggahan_yang_belum_diputuskan_ikut_atau_ditolak_barisnya(dunia, dulu):
    kunci = {}
    for nama in ("tksk.asal", "dinsos.kukar"):
        by = dulu.tugas[nama]
        with sistem():
            u = Unggahan.objects.create(
                id=uuid4(),
                wilayah_id=by.tempat,
                sumber="pmks",
                status=StatusUnggahan.PRATINJAU,
                nama_berkas="a.xlsx",
                sidik="0",
                berkas=uuid4(),
                pilihan={"desa": DESA},
                hitung={"baru": 1},
                dibuat_oleh_id=by.akun_id,
                penempatan_id=by.penempatan_id,
                sebagai=by.keterangan,
                kedaluwarsa_pada=timezone.now(),
            )
            isi = {"op": "baru", "orang": {"wilayah_id": DESA}, "kasus": []}
            BarisUnggahan.objects.create(unggahan=u, wilayah_id=by.tempat, nomor=2, status="baru", isi=isi)
        kunci[nama] = u.pk
    bahan.jalankan(dunia)
    with sistem():
        baris = {n: BarisUnggahan.objects.get(unggahan=pk) for n, pk in kunci.items()}
        assert {b.isi["orang"]["wilayah_id"] for b in baris.values()} == {DESA_BARU}
        assert (baris["tksk.asal"].status, baris["dinsos.kukar"].status) == ("salah", "baru")
        assert "kecamatan lain karena pemekaran" in baris["tksk.asal"].pesan[0]["pesan"]
        assert Unggahan.objects.get(pk=kunci["tksk.asal"]).hitung == {"salah": 1, "jumlah": 1, "peringatan": 0}
        assert Unggahan.objects.get(pk=kunci["dinsos.kukar"]).pilihan == {"desa": DESA_BARU}


def test_kecamatan_yang_berakhir_membawa_tugas_dan_kantornya(dunia, dulu):
    desa = Wilayah.objects.berlaku().filter(induk=ASAL).order_by("kode")
    baris = [Baris(1, ASAL, "64.02.88", "Kota Bangun")]
    baris += [Baris(n, w.kode, w.kode.replace(ASAL, "64.02.88"), w.nama) for n, w in enumerate(desa, 2)]
    bahan.jalankan(dunia, baris)
    assert jumlah_wilayah() == (103, 1038)
    with sistem():
        tugas = Penempatan.objects.filter(akun=dulu.akun["tksk.asal"]).select_related("tempat").get()
        assert (tugas.tempat_id, Saringan.objects.get(nama="Kedang Ipil").wilayah_id) == ("64.02.88", "64.02.88")
        assert Pindahan.objects.get(pk=dulu.pindahan.pk).dari_id == "64.02.88"
        assert set(AnggotaKesatuan.objects.values_list("keluar_sebab", flat=True)) == {""}
    with lingkup.masuk(lingkup.dari_penempatan(tugas)):
        assert Orang.objects.count() == 3


def test_data_yang_menyusul_sesudah_daftar_kemendagri_dimuat(dunia, dulu):
    muat(["64"])  # kode lama berakhir, orangnya tertinggal di sana
    susul = bahan.pasangan()[:1]
    with lingkup.masuk(dunia.admin.lingkup) as by:
        assert [(b.lama, b.baru) for b in actions.selisih(by)[0]] == [(DESA, DESA_BARU)]
    mekar = bahan.jalankan(dunia, susul)
    assert mekar.butir[0]["aksi"] == "susul"
    with sistem():
        assert Orang.objects.get(pk=dulu.orang["kepala"].pk).wilayah_id == DESA_BARU
    with pytest.raises(Exception, match="belum benar") as salah:
        bahan.rencana(dunia, susul)
    assert salah.value.rincian[0][1] == [f"Kode {DESA} sudah diganti, dan tidak ada data yang tertinggal di sana."]


def test_kode_baru_yang_sudah_berisi_dijalankan_tetapi_tidak_dapat_diurungkan(dunia, dulu):
    muat(["64"])
    with lingkup.masuk(dulu.tugas["dinsos.kukar"]):
        Orang.objects.filter(pk=dulu.orang["tinggal"].pk).update(wilayah_id=DESA_BARU)
    mekar = bahan.jalankan(dunia, bahan.pasangan()[:1])
    assert mekar.bercampur
    with pytest.raises(Ditolak, match="tidak dapat dipisahkan"):
        bahan.urungkan(dunia, mekar)


def test_gagal_di_tengah_tidak_meninggalkan_apa_pun(dunia, dulu, monkeypatch):
    rusak = kait.Kait(sesudah=lambda m: 1 / 0)
    monkeypatch.setattr(actions, "daftar_kait", lambda: {"uji.rusak": rusak})
    mekar = bahan.rencana(dunia)
    with pytest.raises(ZeroDivisionError):
        actions.langsung(mekar=mekar, urungkan=False, by=dunia.admin.lingkup)
    assert jumlah_wilayah() == (103, 1038)
    with sistem():
        assert Orang.objects.di_bawah(DESA).count() == 2
        sisa = Mekar.objects.get(pk=mekar.pk)
    assert (sisa.status, sisa.pesan) == (StatusMekar.RENCANA, actions.TERHENTI)


def test_kait_dipanggil_dengan_catatannya_dan_dapat_menghalangi(dunia, dulu, monkeypatch):
    dipanggil, halangan = [], ["Formasinya sudah terisi."]
    satu = kait.Kait(
        sesudah=lambda m: {"formasi": [b["baru"] for b in m.butir if b["tingkat"] == Tingkat.KECAMATAN]},
        urungkan=lambda m, catatan: dipanggil.append(catatan),
        halangan=lambda m, catatan: halangan if catatan else [],
    )
    monkeypatch.setattr(actions, "daftar_kait", lambda: {"uji.satu": satu})
    mekar = bahan.jalankan(dunia)
    with pytest.raises(Ditolak, match="Formasinya sudah terisi"):
        bahan.urungkan(dunia, mekar)
    halangan.clear()
    bahan.urungkan(dunia, mekar)
    assert dipanggil == [{"formasi": [BARU, "64.02.20"]}]


def test_baris_yang_tersembunyi_tidak_ditinggalkan_diam_diam(dunia, dulu, monkeypatch):
    monkeypatch.setattr(tabel, "_ganti", lambda *_: None)
    mekar = bahan.rencana(dunia)
    with pytest.raises(RuntimeError, match="baris tertinggal"):
        actions.langsung(mekar=mekar, urungkan=False, by=dunia.admin.lingkup)


def test_pemicu_tempat_hanya_diam_selama_pemekaran(dunia, dulu):
    tetap = pytest.raises(DatabaseError, match="tempat sebuah pindahan tidak berubah")
    with sistem(), tetap, transaction.atomic():
        Pindahan.objects.filter(pk=dulu.pindahan.pk).update(dari_id="64.02.13")


def test_fungsi_wilayah_menolak_yang_tidak_sedang_dijalankan(dunia, dulu):
    mekar = bahan.rencana(dunia)
    ditolak = pytest.raises(DatabaseError, match="tidak ada dalam lingkup")
    with sistem(), ditolak, transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("SELECT mekar_wilayah(%s)", [mekar.pk])
    # Bagian dalamnya, yang menerima rencana sebagai nilai, tidak dapat dipanggil peran jalan sama sekali.
    for fungsi in ("mekar_terapkan(m)", "mekar_kembalikan(m)", "mekar_isi_wilayah(ARRAY['64'])"):
        ditolak = pytest.raises(DatabaseError, match="permission denied")
        with sistem(), ditolak, transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(f"SELECT {fungsi} FROM mekar_mekar m")


def test_ringkasan_tidak_dipindahkan_dua_kali(dunia, dulu):
    tetap = {k.nama for k in tabel.semua_kolom() if k.sifat == Sifat.TETAP}
    assert {"pmks_sel.wilayah_id", "pmks_selisih.wilayah_id", "pmks_seljiwa.wilayah_id"} <= tetap
    assert DESA_TETAP.startswith(ASAL)
