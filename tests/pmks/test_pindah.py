"""Serah terima antara dua kecamatan: diusulkan atau diminta, diterima, ditolak, ditarik; pergi dan kembali."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from pmks.actions import (
    IsianKasus,
    gabungkan,
    minta_pindah,
    putuskan_kasus,
    setujui_permintaan,
    tambah_berkas,
    tarik_pindah,
    terima_pindah,
    tolak_pindah,
    ubah_orang,
    usulkan_pindah,
)
from pmks.actions.pindah import PERMINTAAN_TERBANYAK, orang_diminta
from pmks.jadwal import ingatkan_pindahan
from pmks.models import BerkasOrang, Kasus, Orang, Pindahan, PutusanKasus, Revisi
from tests.arsip.bahan import foto
from tests.pmks.bahan import DESA, DESA_TETANGGA, NIK, catat, isian, kasus_dari, nik_ke, pada_status, revisi_dari, segar
from tests.pmks.test_gabung import potret
from tests.pmks.test_ringkasan import padatkan, periksa
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.arsip.models import Berkas
from tksk_portal.jejak.riwayat import riwayat
from tksk_portal.pekerjaan.models import Kabar
from tksk_portal.tinjauan.actions import Bentrok, Ditolak
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.wilayah.models import Wilayah

SINI, SANA, JAUH = "64.72.03", "64.72.04", "64.71.01"
DESA_JAUH = "64.71.01.1001"
ALAMAT = {"alamat": "Jl. Anggrek 14", "rt": "21", "rw": "", "dusun": ""}
TANGGAL = date(2026, 11, 20)


def usul(dunia, orang, *, nama: str = "tksk", ke: str = SANA, **lain) -> Pindahan:
    """Propose a hand-over as an inhabitant."""
    with lingkup.masuk(dunia[nama].lingkup) as by:
        isi = {"tanggal": TANGGAL, "alasan": "Ikut anaknya"} | lain
        return usulkan_pindah(orang=Orang.objects.get(pk=orang.pk), ke=ke, by=by, **isi)


def terima(dunia, pindahan, *, nama: str = "tetangga", desa: str = DESA_TETANGGA, **alamat) -> Orang:
    """Accept as an inhabitant."""
    with lingkup.masuk(dunia[nama].lingkup) as by:
        return terima_pindah(pindahan=pindahan, desa=desa, alamat=ALAMAT | alamat, by=by)


def kini(pindahan) -> Pindahan:
    with lingkup.masuk(lingkup.sistem("uji")):
        return Pindahan.objects.get(pk=pindahan.pk)


def petugas(dunia, nama: str, tempat: str, peran: str = "tksk"):
    """Give another kecamatan an officer, and return its scope."""
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = Akun.objects.create(username=nama, nama=nama, wilayah_id="64")
        tugas = Penempatan.objects.create(akun=akun, peran=peran, tempat_id=tempat, mulai=date(2026, 1, 1))
        return lingkup.dari_penempatan(Penempatan.objects.select_related("tempat").get(pk=tugas.pk))


# Pergi dan kembali ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.DRAF, Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DISAHKAN])
def test_pindah_dan_kembali_sekabkota_mengembalikan_semuanya(dunia, status):
    orang = pada_status(dunia, status).orang
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        isi = {"isi": BytesIO(foto(64, 48)), "nama": "a.jpg", "jenis": "rumah", "keterangan": "", "kunci": uuid4()}
        tambah_berkas(orang=orang, by=by, **isi)
    sebelum = potret(orang)
    periksa()
    terima(dunia, usul(dunia, orang))
    o = segar(orang)
    assert (o.wilayah_id, kasus_dari(o).status, o.versi) == (DESA_TETANGGA, status, 2)
    with lingkup.masuk(dunia.tksk.lingkup):
        assert not Orang.objects.filter(pk=o.pk).exists() and not BerkasOrang.objects.exists()
        assert not Berkas.objects.exists()
    with lingkup.masuk(dunia.tetangga.lingkup):
        assert BerkasOrang.objects.get().wilayah_id == Berkas.objects.get().wilayah_id == DESA_TETANGGA
        # Riwayat ditampilkan di tempat rekamannya berada sekarang.
        assert [p.label for p in riwayat(Orang.objects.get())] == ["diubah", "dicatat"]
        assert PutusanKasus.objects.filter(rekaman__orang=o).exists() == (status != Status.DRAF)
    periksa()
    padatkan()
    terima(dunia, usul(dunia, orang, nama="tetangga", ke=SINI), nama="tksk", desa=DESA)
    assert potret(orang) == sebelum
    periksa()


def test_alamat_baru_diketik_penerima_dan_titik_lama_dikosongkan(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by, lintang=-0.4, bujur=117.1)
    o = terima(dunia, usul(dunia, orang), alamat="Jl. Baru 2", rt="3")
    assert (o.alamat, o.rt, o.lintang, o.bujur) == ("Jl. Baru 2", "3", None, None)


@pytest.mark.parametrize("status", [Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DITINJAU_ULANG, Status.DISAHKAN])
def test_lain_kabkota_memverifikasi_ulang_apa_yang_diverifikasi_di_tempat_lama(dunia, status):
    orang = pada_status(dunia, status).orang
    jauh = petugas(dunia, "tksk_jauh", JAUH)
    pindahan = usul(dunia, orang, ke=JAUH)
    with lingkup.masuk(jauh):
        terima_pindah(pindahan=pindahan, desa=DESA_JAUH, alamat=ALAMAT, by=jauh)
    k = kasus_dari(orang)
    assert (k.wilayah_id, k.status, k.diverifikasi_pada, k.pengesahan_id) == (DESA_JAUH, "diajukan", None, None)
    periksa()
    with lingkup.masuk(dunia.dinsos_lain.lingkup) as by:
        if status != Status.DIAJUKAN:
            assert "diverifikasi ulang" in k.putusan.latest("pada").komentar
        putuskan_kasus(kasus=k, aksi=Aksi.VERIFIKASI, by=by, versi=k.versi, versi_orang=k.orang.versi)
    with lingkup.masuk(dunia.dinsos.lingkup):
        assert not Kasus.objects.exists()
    periksa()


def test_usulan_alamat_lama_batal_dan_usulan_lain_ikut(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = pada_status(dunia, Status.DIVERIFIKASI).orang
        lain = pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(9100)).orang
        for o, ubah in ((orang, {"alamat": "Jl. Lama 1"}), (lain, {"alamat": "Jl. Lama 1", "nama": "Siti Aminahwati"})):
            isi = isian(nik=o.nik) | ubah
            ubah_orang(orang=o, versi=1, isian=isi, kasus=[IsianKasus(8, ["a"])], by=by, alasan="keliru")
    for o in (orang, lain):
        terima(dunia, usul(dunia, o))
    assert revisi_dari(orang).status == Status.DIBATALKAN
    sisa = revisi_dari(lain)
    assert (sisa.status, sisa.isi, sisa.wilayah_id) == (Status.DIAJUKAN, {"nama": "Siti Aminahwati"}, DESA_TETANGGA)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Revisi.objects.count() == 2


def test_yang_sudah_digabung_ikut_pindah(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        utama, lain = catat(by), catat(by, nik=nik_ke(9100))
        gabungkan(utama=utama, lain=lain, pilih={}, by=by, alasan="sama", versi_utama=1, versi_lain=1)
    terima(dunia, usul(dunia, utama))
    assert segar(lain).wilayah_id == DESA_TETANGGA
    with lingkup.masuk(dunia.tetangga.lingkup):
        assert segar(utama).penggabungan.get().wilayah_id == DESA_TETANGGA
    periksa()


# Apa yang diketahui pihak lain ---------------------------------------------------------------------------------------


def test_penerima_tahu_siapa_tanpa_nik_dan_nama_peka_samar(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        biasa = usul(dunia, catat(by))
        peka = usul(dunia, catat(by, jenis=(16,), nik=nik_ke(9100), nama="Rahmat Putra"))
    with lingkup.masuk(dunia.tetangga.lingkup):
        assert set(Pindahan.objects.menunggu(SANA)) == {biasa, peka}
        assert not Orang.objects.exists()
    assert (biasa.nama, biasa.jk, biasa.tahun_lahir, biasa.nik) == ("Siti Aminah", "P", 1958, "")
    assert peka.nama == "R•••• P••••"
    terima(dunia, biasa)
    assert kini(biasa).nama == "S••• A••••"


@pytest.mark.parametrize(
    ("nama", "lihat"),
    [
        ("tksk", True), ("tetangga", True), ("dinsos", True), ("dinsos_lain", False), ("camat", False),
        ("provinsi", False), ("kemensos", False), ("admin", False),
    ],
)  # fmt: skip
def test_hanya_kedua_pihak_melihat_pindahan(dunia, nama, lihat):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        pindahan = usul(dunia, catat(by))
    with lingkup.masuk(dunia[nama].lingkup):
        assert Pindahan.objects.filter(pk=pindahan.pk).exists() == lihat
        diubah = Pindahan.objects.filter(pk=pindahan.pk).update(jawaban="x")
        assert diubah == int(lihat)


@pytest.mark.parametrize("kolom", ["dari_id", "ke_id"])
def test_tempat_sebuah_pindahan_tidak_dialihkan(dunia, kolom):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        pindahan = usul(dunia, catat(by))
        with pytest.raises(DatabaseError, match="tidak berubah"), transaction.atomic():
            Pindahan.objects.filter(pk=pindahan.pk).update(**{kolom: JAUH})


def test_kabar_kepada_pihak_lain_tidak_menyebut_orangnya(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        pindahan = usul(dunia, catat(by))
    terima(dunia, pindahan)
    with lingkup.masuk(lingkup.sistem("uji")):
        semua = {k.akun_id: k for k in Kabar.objects.filter(jenis="pmks.pindahan")}
    assert set(semua) == {dunia.tksk.akun.pk, dunia.tetangga.akun.pk}
    for k in semua.values():
        assert k.url == "/pmks/pindah/" and "Siti" not in k.teks and NIK not in k.teks


# Permintaan ----------------------------------------------------------------------------------------------------------


def minta(dunia, *, nama: str = "tetangga", nik: str = NIK, dari: str = SINI, ke: str = SANA, **lain) -> Pindahan:
    with lingkup.masuk(dunia[nama].lingkup) as by:
        return minta_pindah(nik=nik, dari=dari, ke=ke, by=by, **{"alasan": "Tinggal di sini sejak Oktober"} | lain)


def test_permintaan_disetujui_lalu_diterima(dunia):
    orang = pada_status(dunia, Status.DIAJUKAN).orang
    pindahan = minta(dunia)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        assert list(Pindahan.objects.menunggu(SINI)) == [pindahan]
        assert orang_diminta(pindahan) == orang
        pindahan = setujui_permintaan(pindahan=pindahan, tanggal=TANGGAL, by=by)
    assert (pindahan.status, pindahan.nik, pindahan.nama) == ("diusulkan", "", "Siti Aminah")
    assert terima(dunia, pindahan).wilayah_id == DESA_TETANGGA
    periksa()


def test_permintaan_tidak_membocorkan_apakah_niknya_tercatat(dunia):
    ada, tiada = minta(dunia), None
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, nik=nik_ke(9100))
    tiada = minta(dunia, nik=nik_ke(9101))
    with lingkup.masuk(dunia.tetangga.lingkup):
        baris = list(Pindahan.objects.values("orang", "nama", "jk", "tahun_lahir", "status"))
        assert baris[0] == baris[1]
        assert orang_diminta(ada) is None
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        with pytest.raises(Ditolak, match="tidak tercatat di kecamatan Anda"):
            setujui_permintaan(pindahan=tiada, tanggal=TANGGAL, by=by)
        tolak_pindah(pindahan=tiada, alasan="Tidak tercatat di sini", by=by)
    assert (kini(tiada).nik, kini(tiada).status) == ("", "ditolak")


def test_permintaan_yang_tidak_benar_ditolak(dunia):
    minta(dunia)
    for salah, pesan in (
        ({}, "sudah Anda minta"),
        ({"nik": "123"}, "harus 16 angka"),
        ({"alasan": " ", "nik": nik_ke(9100)}, "Tulis mengapa"),
        ({"dari": SANA, "nik": nik_ke(9100)}, "kecamatan yang sama"),
        ({"dari": "64.72", "nik": nik_ke(9100)}, "bukan kecamatan"),
    ):
        with pytest.raises(Ditolak, match=pesan):
            minta(dunia, **salah)
    with pytest.raises(Ditolak, match="TKSK kecamatan"):
        minta(dunia, nama="dinsos", ke="64.72", nik=nik_ke(9100))
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat(by, wilayah_id=DESA_TETANGGA, nik=nik_ke(9101))
    with pytest.raises(Ditolak, match="kecamatan Anda sendiri"):
        minta(dunia, nik=nik_ke(9101))
    for n in range(PERMINTAAN_TERBANYAK - 1):
        minta(dunia, nik=nik_ke(9200 + n))
    with pytest.raises(Ditolak, match="belum dijawab"):
        minta(dunia, nik=nik_ke(9300))


# Ditolak dan ditarik -------------------------------------------------------------------------------------------------


def test_ditolak_dengan_alasan_lalu_dapat_diusulkan_lagi(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
    pindahan = usul(dunia, orang)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        with pytest.raises(Ditolak, match="Tulis alasannya"):
            tolak_pindah(pindahan=pindahan, alasan=" ", by=by)
        tolak_pindah(pindahan=pindahan, alasan="Tidak tinggal di sini", by=by)
        with pytest.raises(Bentrok):
            terima_pindah(pindahan=pindahan, desa=DESA_TETANGGA, alamat=ALAMAT, by=by)
    assert (kini(pindahan).jawaban, segar(orang).wilayah_id) == ("Tidak tinggal di sini", DESA)
    lagi = usul(dunia, orang)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        tarik_pindah(pindahan=lagi, by=by)
    assert kini(lagi).status == "ditarik"


def test_hanya_pihak_yang_ditanya_yang_menjawab_dan_yang_mengirim_yang_menarik(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
        diusulkan = usul(dunia, orang)
        for aksi in (tolak_pindah, terima_pindah):
            isi = {"alasan": "x"} if aksi is tolak_pindah else {"desa": DESA_TETANGGA, "alamat": ALAMAT}
            with pytest.raises(PermissionDenied):
                aksi(pindahan=diusulkan, by=by, **isi)
    diminta = minta(dunia, nik=nik_ke(9100))
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        with pytest.raises(PermissionDenied):
            tarik_pindah(pindahan=diusulkan, by=by)
        with pytest.raises(PermissionDenied):
            tolak_pindah(pindahan=diminta, alasan="x", by=by)
        with pytest.raises(PermissionDenied):
            setujui_permintaan(pindahan=diminta, tanggal=TANGGAL, by=by)
        tarik_pindah(pindahan=diminta, by=by)
    assert kini(diminta).nik == ""


@pytest.mark.parametrize("nama", ["camat", "provinsi", "kemensos", "admin", "tetangga", "dinsos_lain"])
def test_peran_atau_tempat_lain_tidak_menyerahkan(dunia, nama):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
    with lingkup.masuk(dunia[nama].lingkup) as by, pytest.raises(PermissionDenied):
        usulkan_pindah(orang=orang, ke=SANA, tanggal=TANGGAL, alasan="x", by=by)


def test_kabkota_hanya_bertindak_bagi_kecamatan_tanpa_tksk(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
    with pytest.raises(Ditolak, match="punya TKSK"):
        usul(dunia, orang, nama="dinsos")
    with lingkup.masuk(dunia.dinsos.lingkup):
        desa = Wilayah.objects.berlaku().filter(induk="64.72.05").first().pk
    o = terima(dunia, usul(dunia, orang, ke="64.72.05"), nama="dinsos", desa=desa)
    assert o.wilayah_id == desa
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Kabar.objects.filter(akun=dunia.dinsos.akun, jenis="pmks.pindahan").exists()
    kembali = usul(dunia, orang, nama="dinsos", ke=SINI)
    assert terima(dunia, kembali, nama="tksk", desa=DESA).wilayah_id == DESA


@pytest.mark.parametrize("ke", [SINI, "64.72", DESA_TETANGGA, "99.99.99", ""])
def test_tujuan_harus_kecamatan_lain_yang_berlaku(dunia, ke):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
    with pytest.raises(Ditolak):
        usul(dunia, orang, ke=ke)


def test_satu_serah_terima_pada_satu_waktu(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
    usul(dunia, orang)
    with pytest.raises(Ditolak, match="sedang diserahkan"):
        usul(dunia, orang, ke="64.72.05")


def test_nik_yang_sudah_ada_di_tempat_tujuan_dijawab_dengan_jalan_keluarnya(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat(by, wilayah_id=DESA_TETANGGA)
    pindahan = usul(dunia, orang)
    with pytest.raises(Ditolak, match=r"sudah tercatat.*dinas sosial menggabungkan"):
        terima(dunia, pindahan)
    assert (segar(orang).wilayah_id, kini(pindahan).status) == (DESA, "diusulkan")
    periksa()


@pytest.mark.parametrize("desa", [DESA, SANA, "64.72.04.9999", ""])
def test_desa_tujuan_harus_di_kecamatan_penerima(dunia, desa):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        pindahan = usul(dunia, catat(by))
    with pytest.raises(Ditolak, match="Pilih desa"):
        terima(dunia, pindahan, desa=desa)


# Pengingat -----------------------------------------------------------------------------------------------------------


def test_yang_lama_tidak_dijawab_diingatkan_sekali(dunia, settings):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        lama, baru = usul(dunia, catat(by)), usul(dunia, catat(by, nik=nik_ke(9100)))
    diminta = minta(dunia, nik=nik_ke(9101))
    with lingkup.masuk(lingkup.sistem("uji")):
        batas = timezone.now() - timedelta(days=settings.PINDAHAN_INGATKAN_HARI, minutes=1)
        Pindahan.objects.filter(pk__in=(lama.pk, diminta.pk)).update(dibuat_pada=batas)
        Kabar.objects.update(dibaca_pada=timezone.now())
        assert ingatkan_pindahan() == 2
        assert ingatkan_pindahan() == 0
        penerima = set(Kabar.objects.filter(dibaca_pada=None).values_list("akun", flat=True))
    assert penerima == {dunia.tetangga.akun.pk, dunia.tksk.akun.pk}
    assert kini(baru).diingatkan_pada is None


def test_lingkup_bersama_berakhir_bersama_tindakannya(dunia):
    """The wider scope ends with the action: what follows runs in the receiver's own again."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang, tinggal = catat(by), catat(by, nik=nik_ke(9100))
    pindahan = usul(dunia, orang)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        terima_pindah(pindahan=pindahan, desa=DESA_TETANGGA, alamat=ALAMAT, by=by)
        with connection.cursor() as kursor:
            kursor.execute("SELECT tksk_batas('awal'), tksk_batas('peran')")
            assert kursor.fetchone() == (SANA, "tksk")
        assert not Orang.objects.filter(pk=tinggal.pk).exists()
