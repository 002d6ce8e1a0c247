"""Menggabungkan dua data seorang dan mengurungkannya: angka benar di tiap langkah, tidak ada yang hilang."""

from contextlib import suppress
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmks.actions import (
    IsianKasus,
    SudahDigabung,
    ajukan_orang,
    gabungkan,
    tambah_berkas,
    ubah_orang,
    urungkan_gabung,
)
from pmks.actions.anak_orang import KEPUTUSAN, Urus, anak_orang
from pmks.actions.gabung import PILIHAN, halangan_gabung, ringkas_gabung, usul_pilihan
from pmks.actions.terapkan import IDENTITAS
from pmks.models import BerkasOrang, Kasus, Orang, Penggabungan, PutusanKasus, Revisi
from tests.arsip.bahan import foto
from tests.conftest import baca_dunia
from tests.pmks.bahan import (
    DESA,
    DESA_LAIN,
    DESA_TETANGGA,
    NIK,
    catat,
    isian,
    kasus_dari,
    lakukan,
    nik_ke,
    pada_status,
    segar,
)
from tests.pmks.test_ringkasan import padatkan, periksa, periksa_gerak
from tksk_portal.akses import lingkup
from tksk_portal.arsip.models import Berkas
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Aksi, Status

KOLOM = [f.attname for f in Orang._meta.concrete_fields]
# Yang memang maju pada tiap perubahan, juga pada pengurungan.
MAJU = {"versi", "diubah_pada", "diubah_oleh_id"}
KOLOM_KASUS = [f.attname for f in Kasus._meta.concrete_fields if f.name not in ("versi", "bergerak_pada", "temuan")]


def gabung(dunia, utama, lain, *, nama: str = "tksk", pilih: dict | None = None, **lain_lain) -> Penggabungan:
    """Merge as an inhabitant, from what is in the database now."""
    u, k = segar(utama), segar(lain)
    with lingkup.masuk(dunia[nama].lingkup) as by:
        isi = {"versi_utama": u.versi, "versi_lain": k.versi, "alasan": "NIK keliru satu angka"} | lain_lain
        return gabungkan(utama=u, lain=k, pilih=pilih or {}, by=by, **isi)


def urungkan(dunia, penggabungan, nama: str = "tksk") -> Penggabungan:
    """Undo a merge as an inhabitant."""
    with lingkup.masuk(dunia[nama].lingkup) as by:
        return urungkan_gabung(penggabungan=penggabungan, by=by)


def potret(*orang) -> dict:
    """Return everything of these persons that an undo must bring back."""
    kunci = [o.pk for o in orang]
    with lingkup.masuk(lingkup.sistem("uji")):
        baris = {o.pk: {k: getattr(o, k) for k in KOLOM if k not in MAJU} for o in Orang.objects.filter(pk__in=kunci)}
        kasus = {k.pk: {c: getattr(k, c) for c in KOLOM_KASUS} for k in Kasus.objects.filter(orang__in=kunci)}
        berkas = sorted(BerkasOrang.objects.filter(orang__in=kunci).values_list("pk", "orang", "wilayah", "keterangan"))
        arsip = sorted(Berkas.objects.values_list("pk", "wilayah"))
        usulan = sorted(Revisi.objects.filter(orang__in=kunci).values_list("pk", "orang", "wilayah", "status"))
    return {"orang": baris, "kasus": kasus, "berkas": berkas, "arsip": arsip, "usulan": usulan}


def dua(dunia, **ganti) -> tuple[Orang, Orang]:
    """Record one person twice, with two NIK that differ in a digit."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        utama = catat(by, jenis=(8, 24), ajukan=True)
        lain = catat(
            by, **{"jenis": (8, 11), "nik": nik_ke(9008), "nama": "Sitti Aminah", "telepon": "0811 1234"} | ganti
        )
    return utama, lain


# Berhasil ------------------------------------------------------------------------------------------------------------


def test_semua_yang_dimiliki_pindah_dan_yang_lain_tinggal_penunjuk(dunia):
    utama, lain = dua(dunia)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        isi = {"isi": BytesIO(foto(64, 48)), "nama": "a.jpg", "jenis": "rumah", "keterangan": "", "kunci": uuid4()}
        satu = tambah_berkas(orang=lain, by=by, **isi).satu
    hasil = gabung(dunia, utama, lain, pilih={"telepon": "lain"})
    u, k = segar(utama), segar(lain)
    assert (k.digabung_ke_id, k.derajat, k.nik, k.versi) == (utama.pk, -1, "", 2)
    assert (u.nama, u.telepon, u.nik, u.versi) == ("Siti Aminah", "0811 1234", NIK, 2)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Kasus.objects.filter(orang=lain).exists()
        status = sorted(Kasus.objects.filter(orang=utama).values_list("jenis", "status"))
        assert status == [(8, "diajukan"), (8, "dibatalkan"), (11, "draf"), (24, "diajukan")]
        assert BerkasOrang.objects.get(pk=satu.pk).orang_id == utama.pk
        batal = PutusanKasus.objects.get(rekaman__orang=utama, aksi=Aksi.BATALKAN)
        assert batal.komentar.startswith("Digabung") and (batal.dari, batal.ke) == ("draf", "dibatalkan")
        assert hasil.alasan == "NIK keliru satu angka"
    periksa()
    periksa_gerak()


def test_jenis_yang_lebih_jauh_ditinjau_yang_tetap(dunia):
    utama = pada_status(dunia, Status.DIAJUKAN).orang
    lain = pada_status(dunia, Status.DISAHKAN, nik=nik_ke(9008))
    gabung(dunia, utama, lain.orang, nama="dinsos")
    aktif = kasus_dari(utama)
    assert (aktif.pk, aktif.status, aktif.pengesahan_id) == (lain.pk, "disahkan", lain.pengesahan_id)
    assert segar(utama).derajat == 3
    periksa()


def test_nik_yang_dipilih_dari_yang_lain_pindah_dan_kembali(dunia):
    utama, lain = dua(dunia)
    hasil = gabung(dunia, utama, lain, pilih={"nik": "lain", "nama": "lain"})
    assert (segar(utama).nik, segar(utama).nama, segar(utama).nama_cari) == (
        nik_ke(9008),
        "Sitti Aminah",
        "sitti aminah",
    )
    urungkan(dunia, hasil)
    assert (segar(utama).nik, segar(lain).nik, segar(lain).alasan_tanpa_nik) == (NIK, nik_ke(9008), "")


def test_kepekaan_dan_kelompok_ikut_dihitung_ulang(dunia):
    utama, lain = dua(dunia, jenis=(16,), jk="L", tanggal_lahir=isian()["tanggal_lahir"].replace(year=2015))
    hasil = gabung(dunia, utama, lain)
    u = segar(utama)
    with lingkup.masuk(lingkup.sistem("uji")):
        pindah = Kasus.objects.get(orang=u, jenis=16)
    assert (u.peka, pindah.jk, pindah.kelompok_umur) == (2, "P", 3)
    periksa()
    urungkan(dunia, hasil)
    assert (segar(utama).peka, segar(lain).peka, segar(lain).kelompok_umur) == (0, 2, 1)
    periksa()


def test_antarkecamatan_oleh_kabkota_tempat_data_utama_yang_tetap(dunia):
    utama = pada_status(dunia, Status.DIVERIFIKASI).orang
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        # NIK yang sama di dua kecamatan: tidak boleh bentrok saat berdampingan.
        lain = catat(by, jenis=(11,), ajukan=True, wilayah_id=DESA_TETANGGA)
    sebelum = potret(utama, lain)
    hasil = gabung(dunia, utama, lain, nama="dinsos", pilih={"alamat": "lain"})
    assert segar(lain).wilayah_id == segar(utama).wilayah_id == DESA
    assert kasus_dari(utama, 11).wilayah_id == DESA
    periksa()
    with pytest.raises(PermissionDenied):
        urungkan(dunia, hasil, "tksk")
    urungkan(dunia, hasil, "dinsos")
    assert potret(utama, lain) == sebelum
    periksa()


def test_rantai_penggabungan_menunjuk_data_terakhir_dan_terurai_dari_ujungnya(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        a, b, c = (catat(by, jenis=(j,), nik=nik_ke(9010 + j)) for j in (8, 11, 12))
    sebelum = potret(a, b, c)
    pertama, kedua = gabung(dunia, b, a), None
    kedua = gabung(dunia, c, b)
    assert segar(a).digabung_ke_id == segar(b).digabung_ke_id == c.pk
    periksa()
    with pytest.raises(Ditolak, match="penggabungan yang terakhir"):
        urungkan(dunia, pertama)
    urungkan(dunia, kedua)
    urungkan(dunia, pertama)
    assert potret(a, b, c) == sebelum
    periksa()


# Urungkan ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "status", [Status.DRAF, Status.DIAJUKAN, Status.DIKEMBALIKAN, Status.DIVERIFIKASI, Status.DISAHKAN]
)
def test_urungkan_mengembalikan_semuanya_persis(dunia, status):
    utama = pada_status(dunia, Status.DIAJUKAN).orang
    lain = pada_status(dunia, status, nik=nik_ke(9008), nama="Sitti Aminah", desil=2, bantuan=["pkh"]).orang
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        isi = {"isi": BytesIO(foto(64, 48)), "nama": "a.jpg", "jenis": "rumah", "keterangan": "", "kunci": uuid4()}
        tambah_berkas(orang=lain, by=by, **isi)
    sebelum = potret(utama, lain)
    hasil = gabung(dunia, utama, lain, nama="dinsos", pilih=dict.fromkeys(PILIHAN, "lain"))
    assert potret(utama, lain) != sebelum
    periksa()
    urungkan(dunia, hasil, "dinsos")
    assert potret(utama, lain) == sebelum
    periksa()
    periksa_gerak()
    akhir = segar_gabung(hasil)
    assert akhir.diurungkan_pada and akhir.diurungkan_oleh_id == dunia.dinsos.akun.pk


def segar_gabung(penggabungan) -> Penggabungan:
    with lingkup.masuk(lingkup.sistem("uji")):
        return Penggabungan.objects.get(pk=penggabungan.pk)


def test_tidak_diurungkan_dua_kali(dunia):
    hasil = gabung(dunia, *dua(dunia))
    urungkan(dunia, hasil)
    with pytest.raises(Ditolak, match="sudah diurungkan"):
        urungkan(dunia, hasil)


def _ubah_alamat(dunia, utama) -> None:
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        o = Orang.objects.get(pk=utama.pk)
        kasus = [IsianKasus(k.jenis_id, k.kriteria) for k in Kasus.objects.aktif().filter(orang=o)]
        ubah_orang(orang=o, versi=o.versi, isian=isian(alamat="Jl. Baru 9"), kasus=kasus, by=by, alasan="pindah")


def _putuskan(dunia, utama) -> None:
    lakukan(dunia, kasus_dari(utama, 11), "dinsos", Aksi.VERIFIKASI)


def _hapus_isi(dunia, utama) -> None:
    with lingkup.masuk(dunia.tksk.lingkup):
        Penggabungan.objects.update(isi={})


@pytest.mark.parametrize(
    ("perbuatan", "nama", "pesan"),
    [
        (_ubah_alamat, "tksk", "identitasnya sudah berubah"),
        (_putuskan, "dinsos", "jenis .* sudah berubah"),
        (_putuskan, "tksk", "Mintalah dinas"),
        (_hapus_isi, "tksk", "sudah dihapus"),
    ],
)
def test_yang_dibangun_di_atasnya_menghalangi_pengurungan(dunia, perbuatan, nama, pesan):
    utama, lain = dua(dunia)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        ajukan_orang(orang=lain, by=by)
    hasil = gabung(dunia, utama, lain)
    perbuatan(dunia, utama)
    sesudah = potret(utama, lain)
    with pytest.raises(Ditolak, match=pesan):
        urungkan(dunia, hasil, nama)
    assert potret(utama, lain) == sesudah


def test_berkas_yang_pindah_lalu_dihapus_menghalangi_dan_disebut(dunia):
    utama, lain = dua(dunia)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        isi = {"isi": BytesIO(foto(64, 48)), "nama": "a.jpg", "jenis": "rumah", "keterangan": "", "kunci": uuid4()}
        satu = tambah_berkas(orang=lain, by=by, **isi).satu
    hasil = gabung(dunia, utama, lain)
    with lingkup.masuk(dunia.tksk.lingkup):
        BerkasOrang.objects.filter(pk=satu.pk).update(keterangan="lain")
    with pytest.raises(Ditolak, match="foto dan dokumen sudah berubah"):
        urungkan(dunia, hasil)


def test_nik_yang_sudah_dicatat_lagi_menghalangi_pengurungan(dunia):
    utama, lain = dua(dunia)
    hasil = gabung(dunia, utama, lain)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, nik=nik_ke(9008), nama="Orang Lain")
    with pytest.raises(Ditolak, match="NIK itu sudah tercatat"):
        urungkan(dunia, hasil)
    periksa()


# Ditolak -------------------------------------------------------------------------------------------------------------


def test_bukan_peran_atau_bukan_tempatnya(dunia):
    utama, lain = dua(dunia)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        jauh = catat(by, wilayah_id=DESA_TETANGGA)
    for nama in ("camat", "provinsi", "admin", "kemensos", "tetangga", "dinsos_lain"):
        with pytest.raises(PermissionDenied):
            gabung(dunia, utama, lain, nama=nama)
    for pasangan in ((utama, jauh), (jauh, utama)):
        with pytest.raises(PermissionDenied):
            gabung(dunia, *pasangan)


def test_tksk_hanya_sebelum_ada_yang_diverifikasi(dunia):
    utama = pada_status(dunia, Status.DIVERIFIKASI).orang
    lain = pada_status(dunia, Status.DRAF, nik=nik_ke(9008)).orang
    for pasangan in ((utama, lain), (lain, utama)):
        with pytest.raises(Ditolak, match="dinas sosial kabupaten/kota"):
            gabung(dunia, *pasangan)
    gabung(dunia, utama, lain, nama="dinsos")


def test_isian_yang_tidak_benar_ditolak(dunia):
    utama, lain = dua(dunia)
    for salah in ({"alasan": "  "}, {"pilih": {"derajat": "lain"}}, {"pilih": {"nama": "x"}}):
        with pytest.raises(Ditolak):
            gabung(dunia, utama, lain, **salah)
    with pytest.raises(Ditolak, match="dua data yang berbeda"):
        gabung(dunia, utama, utama)
    assert not segar(lain).digabung_ke_id


def test_usulan_yang_berjalan_menghalangi(dunia):
    utama = pada_status(dunia, Status.DIVERIFIKASI).orang
    lain = pada_status(dunia, Status.DRAF, nik=nik_ke(9008)).orang
    _ubah_alamat(dunia, utama)
    with pytest.raises(Ditolak, match="usulan perubahan"):
        gabung(dunia, utama, lain, nama="dinsos")


def test_tanggal_yang_tidak_serasi_ditolak_sebelum_ditulis(dunia):
    utama, lain = dua(dunia, tanggal_lahir=isian()["tanggal_data"], jenis=(1,))
    with lingkup.masuk(lingkup.sistem("uji")):
        Orang.objects.filter(pk=utama.pk).update(tanggal_data=isian()["tanggal_data"].replace(month=10))
    with pytest.raises(Ditolak, match="Tanggal lahir"):
        gabung(dunia, utama, lain, pilih={"tanggal_lahir": "lain"})
    periksa()


def test_yang_sudah_digabung_tidak_diubah_ditambahi_atau_digabung_lagi(dunia):
    utama, lain = dua(dunia)
    gabung(dunia, utama, lain)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        o = Orang.objects.get(pk=lain.pk)
        with pytest.raises(SudahDigabung) as salah:
            ubah_orang(orang=o, versi=o.versi, isian=isian(), kasus=[IsianKasus(8)], by=by)
        assert salah.value.utama == utama.pk
        with pytest.raises(SudahDigabung):
            tambah_berkas(orang=o, isi=BytesIO(b""), nama="a", jenis="diri", keterangan="", kunci=uuid4(), by=by)
    with pytest.raises(SudahDigabung):
        gabung(dunia, utama, lain)
    # Jalan lain mana pun ditolak basis data.
    sama = {"wilayah_id": DESA, "jk": "P", "kelompok_umur": 3, "dibuat_oleh_id": dunia.tksk.akun.pk}
    with (
        lingkup.masuk(lingkup.sistem("uji")),
        pytest.raises(IntegrityError, match="orang_digabung_kosong"),
        transaction.atomic(),
    ):
        Kasus.objects.create(orang=o, jenis_id=8, **sama)


# Pilihan -------------------------------------------------------------------------------------------------------------


def test_setiap_kolom_identitas_dapat_dipilih():
    kolom = [k for semua in PILIHAN.values() for k in semua]
    assert sorted(kolom) == sorted((*IDENTITAS, "keadaan", "keadaan_pada"))


def test_usul_pilihan_yang_terisi_lalu_yang_diverifikasi_lalu_yang_baru(dunia):
    utama = pada_status(dunia, Status.DIVERIFIKASI, telepon="", nama="Siti Aminah").orang
    lain = pada_status(dunia, Status.DRAF, nik="", alasan_tanpa_nik="hilang", telepon="0811 1234", nama="Aminah").orang
    with lingkup.masuk(lingkup.sistem("uji")):
        assert usul_pilihan(utama, lain) == {"nik": "utama", "telepon": "lain", "nama": "utama"}
        assert usul_pilihan(lain, utama) == {"nik": "lain", "telepon": "utama", "nama": "lain"}
        Kasus.objects.filter(orang=utama).update(status="draf")
        assert usul_pilihan(utama, lain)["nama"] == "lain"


def test_ringkasan_menyebut_jumlah_yang_akan_terjadi(dunia):
    utama, lain = dua(dunia)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        r = ringkas_gabung(utama, lain)
        assert (r.jenis_pindah, r.jenis_kembar, r.lain) == (1, 1, [])
        assert halangan_gabung(utama=utama, lain=lain, by=by) == ""


# Anak yang menunjuk orang --------------------------------------------------------------------------------------------


def test_setiap_tabel_yang_menunjuk_orang_punya_keputusan():
    """A new table that points at persons: decide in pmks/actions/anak_orang.py what a merge does with its rows."""
    nyata = {a.nama for a in anak_orang() if not hasattr(a.model, "pgh_tracked_model")}
    assert nyata - set(KEPUTUSAN) == set(), "putuskan di pmks/actions/anak_orang.py"
    assert set(KEPUTUSAN) - nyata == set()
    assert {"pmks.Kasus.orang", "pmks.BerkasOrang.orang", "pmks.Revisi.orang"} <= nyata


def test_tanpa_keputusan_penggabungan_ditolak_bukan_kehilangan(dunia, monkeypatch):
    utama, lain = dua(dunia)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        isi = {"isi": BytesIO(foto(64, 48)), "nama": "a.jpg", "jenis": "rumah", "keterangan": "", "kunci": uuid4()}
        tambah_berkas(orang=lain, by=by, **isi)
    monkeypatch.delitem(KEPUTUSAN, "pmks.BerkasOrang.orang")
    anak_orang.cache_clear()
    try:
        assert next(a for a in anak_orang() if a.nama == "pmks.BerkasOrang.orang").urus == Urus.LARANG
        with pytest.raises(Ditolak, match="foto dan dokumen"):
            gabung(dunia, utama, lain)
    finally:
        anak_orang.cache_clear()
    periksa()


# Urutan acak ---------------------------------------------------------------------------------------------------------

STATUS = [
    Status.DRAF,
    Status.DIAJUKAN,
    Status.DIKEMBALIKAN,
    Status.DIVERIFIKASI,
    Status.DITINJAU_ULANG,
    Status.DISAHKAN,
]


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pasangan=st.lists(st.tuples(st.sampled_from(STATUS), st.sampled_from((8, 16, 24))), min_size=3, max_size=4),
    pilih=st.dictionaries(st.sampled_from(sorted(PILIHAN)), st.sampled_from(("utama", "lain")), max_size=6),
    padat=st.booleans(),
    urut=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=4),
)
def test_angka_benar_pada_setiap_langkah_gabung_dan_urungkan(db, pasangan, pilih, padat, urut):
    with transaction.atomic():
        with lingkup.masuk(lingkup.sistem("uji")):
            dunia = baca_dunia()
        orang = []
        for n, (status, jenis) in enumerate(pasangan):
            lain = {"jk": "LP"[n % 2], "wilayah_id": (DESA, DESA_LAIN)[n % 2], "nama": f"Warga {'abcd'[n]}"}
            orang.append(pada_status(dunia, status, jenis=jenis, nik=nik_ke(9300 + n), **lain).orang)
        sebelum, tumpuk = potret(*orang), []
        for a, b in urut:
            with suppress(Ditolak):
                tumpuk.append(gabung(dunia, orang[a % len(orang)], orang[b % len(orang)], nama="dinsos", pilih=pilih))
            periksa()
        if padat:
            padatkan()
        for hasil in reversed(tumpuk):
            urungkan(dunia, hasil, "dinsos")
            periksa()
        assert potret(*orang) == sebelum
        transaction.set_rollback(True)
