"""Keluarga, kelompok, komunitas, dan hitungan jenis 14 lewat layar: dicatat, ditolak, diubah, ditautkan, ditinjau."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from pmks.actions import (
    IsianAnggota,
    ajukan_kesatuan,
)
from pmks.models import (
    AnggotaKesatuan,
    KasusKesatuan,
    Kesatuan,
    Orang,
    acuan_jenis,
)
from tests.pmks import bahan
from tests.pmks.bahan import DESA, DESA_LAIN, DESA_TETANGGA, NIK, banyak, nik_ke
from tests.pmks.bahan_kesatuan import (
    ISTRI,
    KEPALA,
    KK,
    borang,
    catat,
    kasus_dari,
    lakukan,
    pada_status,
    ubah,
)
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Aksi, Status

BARU = {"keluarga": "/pmks/keluarga/baru/", "komunitas": "/pmks/komunitas/baru/", "hitungan": "/pmks/hitungan/baru/"}
BARU["kelompok"] = BARU["komunitas"]


def kesatuan() -> Kesatuan:
    """Return the only subject there is."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return Kesatuan.objects.get()


# Dicatat lewat layar -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bentuk", "jenis"),
    [
        *(("keluarga", j) for j in ("19", "24", "25")),
        *(("kelompok", j) for j in ("19", "21", "22")),
        *(("komunitas", j) for j in ("19", "26")),
        ("hitungan", "14"),
    ],
)
def test_tiap_jenis_bagi_tiap_bentuk_dicatat_lewat_layar(masuk, bentuk, jenis):
    klien = masuk("tksk")
    assert klien.get(BARU[bentuk]).status_code == 200
    jawab = klien.post(BARU[bentuk], borang(bentuk, jenis, **{f"ditemukan_pada_{jenis}": "30-10-2026", "ajukan": "1"}))
    satu = kesatuan()
    assert jawab.status_code == 302 and jawab["Location"] == f"/pmks/kesatuan/{satu.pk}/?tersimpan=1"
    k = kasus_dari(satu)
    assert (satu.bentuk, k.jenis_id, k.status, k.kriteria) == (bentuk, int(jenis), "diajukan", ["a"])
    assert k.ditemukan_pada == date(2026, 10, 30)
    assert klien.get(jawab["Location"]).status_code == 200


def test_pasangan_bentuk_dan_jenis_di_atas_adalah_seluruh_acuan(db):
    subjek = {"K": "keluarga", "G": "kelompok", "M": "komunitas"}
    acuan = {(subjek[h], j.kode) for j in acuan_jenis().values() if j.kode != 14 for h in j.subjek if h in subjek}
    (param,) = test_tiap_jenis_bagi_tiap_bentuk_dicatat_lewat_layar.pytestmark
    assert {(b, int(j)) for b, j in param.args[1] if j != "14"} == acuan


@pytest.mark.parametrize(
    ("bentuk", "ganti", "medan"),
    [
        ("keluarga", {"no_kk": ""}, "no_kk"),
        ("keluarga", {"no_kk": "123"}, "no_kk"),
        ("keluarga", {"a0_nama": ""}, "a0_nama"),
        ("keluarga", {"a0_jk": ""}, "a0_jk"),
        ("keluarga", {"a0_hubungan": "anak"}, "a0_nama"),
        ("keluarga", {"a1_hubungan": "kepala"}, "a0_hubungan"),
        ("keluarga", {"a1_hubungan": ""}, "a1_hubungan"),
        ("keluarga", {"a1_nik": "6472"}, "a1_nik"),
        ("keluarga", {"a1_lahir": "31-02-1990"}, "a1_lahir"),
        ("keluarga", {"alamat": ""}, "alamat"),
        ("keluarga", {"jenis": []}, "jenis"),
        ("keluarga", {"jenis": ["26"]}, "jenis"),
        ("keluarga", {"wilayah": DESA_TETANGGA}, "wilayah"),
        ("komunitas", {"nama": ""}, "nama"),
        ("komunitas", {"jumlah_kk": ""}, "jumlah_kk"),
        ("komunitas", {"jumlah_kk": "0"}, "jumlah_kk"),
        ("komunitas", {"jiwa_l": "0", "jiwa_p": "0"}, "jiwa_l"),
        ("komunitas", {"jiwa_l": ""}, "jiwa_l"),
        ("komunitas", {"bentuk": "kelompok"}, "jenis"),
        ("komunitas", {"alamat": ""}, "alamat"),
        ("komunitas", {"umur_l_0": "3"}, "umur_l_0"),
        ("komunitas", {"titik": "100, 200"}, "titik"),
        ("kelompok", {"jiwa_l": "0", "jiwa_p": "0"}, "jiwa_l"),
        ("kelompok", {"bentuk": "komunitas", "jumlah_kk": "3"}, "jenis"),
        ("hitungan", {"jiwa_l": "0", "jiwa_p": "0"}, "jiwa_l"),
        ("hitungan", {"wilayah": ""}, "wilayah"),
        ("hitungan", {"tanggal_data": "besok"}, "tanggal_data"),
        ("hitungan", {"ditemukan_pada_14": "31-02-2026"}, "ditemukan_pada_14"),
    ],
)
def test_isian_yang_kurang_ditolak_di_sebelah_medannya(masuk, bentuk, ganti, medan):
    jawab = masuk("tksk").post(BARU[bentuk], borang(bentuk) | ganti)
    assert jawab.status_code == 422
    assert medan in jawab.context["form"].errors, jawab.context["form"].errors
    assert banyak(Kesatuan) == 0
    nama = borang(bentuk).get("nama", "Yulita Bulan" if bentuk == "keluarga" else "11")
    assert "nama" in ganti or "jiwa_l" in ganti or nama in jawab.content.decode(), "yang diketik tetap ada"


def test_kelompok_umur_disimpan_bila_cocok(masuk):
    umur = {"umur_l_0": "1", "umur_l_2": "10", "umur_p_3": "6"}
    assert masuk("tksk").post(BARU["hitungan"], borang("hitungan", **umur)).status_code == 302
    assert (kesatuan().umur_l, kesatuan().umur_p) == ([1, 0, 10, 0], [0, 0, 0, 6])


def test_kiriman_ulang_dijawab_sama_dan_kunci_dengan_isi_lain_ditolak(masuk):
    klien, isi = masuk("tksk"), borang()
    satu, dua = klien.post(BARU["keluarga"], isi), klien.post(BARU["keluarga"], isi)
    assert satu["Location"] == dua["Location"] and banyak(Kesatuan) == 1 and banyak(AnggotaKesatuan) == 2
    lain = klien.post(BARU["keluarga"], isi | {"alamat": "Jl. Mawar 9", "a1_nama": "Lain Bulan"})
    assert lain.status_code == 409
    teks = lain.content.decode()
    assert "Jl. Anggrek 14" in teks and "Jl. Mawar 9" in teks and "Lain Bulan" in teks
    assert kesatuan().alamat == "Jl. Anggrek 14"


def test_kunci_milik_wilayah_lain_dijawab_netral(dunia, masuk):
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        lain = catat(by, wilayah_id=DESA_TETANGGA, alamat="Jl. Rahasia 5")
    jawab = masuk("tksk").post(BARU["keluarga"], borang(id=str(lain.pk)))
    assert jawab.status_code == 409 and "Rahasia" not in jawab.content.decode()
    assert "Kunci isian ini tidak dapat dipakai" in jawab.content.decode() and banyak(Kesatuan) == 1


def test_keluarga_dengan_kk_yang_sama_ditunjukkan(masuk):
    klien = masuk("tksk")
    klien.post(BARU["keluarga"], borang())
    jawab = klien.post(BARU["keluarga"], borang(a0_nama="Lain"))
    assert jawab.status_code == 422 and f"/pmks/kesatuan/{kesatuan().pk}/" in jawab.content.decode()


def test_kk_yang_keluarganya_dibatalkan_dapat_dicatat_lagi(dunia):
    lakukan(dunia, pada_status(dunia, Status.DRAF), "tksk", Aksi.BATALKAN)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    assert banyak(Kesatuan) == 2


# Anggota -------------------------------------------------------------------------------------------------------------


def test_kepala_dari_data_orang_tidak_disimpan_dua_kali(dunia, masuk):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = bahan.catat(by, jenis=(24,))
    klien = masuk("tksk")
    halaman = klien.get(BARU["keluarga"] + f"?kepala={orang.pk}")
    assert "Siti Aminah" in halaman.content.decode() and 'value="Jl. Anggrek 14"' in halaman.content.decode()
    isi = borang(a0_orang=str(orang.pk), a0_nama="", a0_jk="", a0_lahir="")
    assert klien.post(BARU["keluarga"], isi).status_code == 302
    with lingkup.masuk(dunia.tksk.lingkup):
        a = AnggotaKesatuan.objects.get(hubungan="kepala")
        assert (a.orang_id, a.nama, a.nik, a.tanggal_lahir) == (orang.pk, "", "", None)
    assert "Keluarga Siti Aminah" in klien.get(f"/pmks/kesatuan/{kesatuan().pk}/").content.decode()
    assert f"/pmks/kesatuan/{kesatuan().pk}/" in klien.get(f"/pmks/{orang.pk}/").content.decode()


def test_orang_kecamatan_lain_tidak_dapat_menjadi_anggota(dunia, masuk):
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        lain = bahan.catat(by, wilayah_id=DESA_TETANGGA, nama="Merpati Rahasia")
    klien = masuk("tksk")
    assert klien.get(BARU["keluarga"] + f"?kepala={lain.pk}").status_code == 404
    jawab = klien.post(BARU["keluarga"], borang(a1_orang=str(lain.pk), a1_nama=""))
    assert jawab.status_code == 422 and "Merpati" not in jawab.content.decode()
    # Kunci yang tampak bagi dinas, tetapi di kecamatan lain: ditolak tindakannya juga.
    with lingkup.masuk(lingkup.sistem("uji")), pytest.raises(PermissionDenied):
        catat(dunia.dinsos.lingkup)
    with lingkup.masuk(dunia.tksk.lingkup) as by, pytest.raises(Ditolak, match="tidak ada di kecamatan ini"):
        catat(by, anggota=[KEPALA, IsianAnggota("anak", orang_id=lain.pk)])


def test_nik_diketik_yang_sudah_terdaftar_ditunjukkan_orangnya(dunia, masuk):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = bahan.catat(by)
    jawab = masuk("tksk").post(BARU["keluarga"], borang(a1_nik=NIK))
    assert jawab.status_code == 422 and "a1_nik" in jawab.context["form"].errors
    assert f"/pmks/{orang.pk}/" in jawab.content.decode() and banyak(Kesatuan) == 0


def test_orang_dengan_kk_yang_sama_disarankan_dan_ditautkan(dunia, masuk):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = bahan.catat(by, jenis=(24,), no_kk=KK)
        satu = catat(by, ajukan=True)
    klien, sini = masuk("tksk"), f"/pmks/kesatuan/{satu.pk}/"
    assert "1 orang dengan nomor KK atau NIK yang sama" in klien.get(sini).content.decode()
    halaman = klien.get(sini + "anggota/")
    assert "Siti Aminah" in halaman.content.decode()
    kirim = {"orang": str(orang.pk), "versi": satu.versi, "hubungan": "orang_tua"}
    assert klien.post(sini + "anggota/", kirim | {"hubungan": ""}).status_code == 422
    assert klien.post(sini + "anggota/", kirim).status_code == 302
    with lingkup.masuk(dunia.tksk.lingkup):
        assert AnggotaKesatuan.objects.kini().get(orang=orang).hubungan == "orang_tua"
    assert klien.post(sini + "anggota/", kirim).status_code == 409, "versi lama"
    assert "nomor KK atau NIK yang sama" not in klien.get(sini).content.decode()


def test_anggota_dicari_menurut_nama_tanpa_jejak_di_alamat(dunia, masuk):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        bahan.catat(by, nama="Maria Kanarita")
        bahan.catat(by, nama="Maria Peka", nik=nik_ke(9100), jenis=(16,))
        satu = catat(by)
    with lingkup.masuk(dunia.dinsos.lingkup):
        Orang.objects.filter(nama="Maria Peka").update(dibuat_oleh=dunia.dinsos.akun)
    klien, sini = masuk("tksk"), f"/pmks/kesatuan/{satu.pk}/anggota/"
    teks = klien.post(sini, {"q": "kanarita"}).content.decode()
    assert "Maria Kanarita" in teks
    teks = klien.post(sini, {"q": "maria peka"}).content.decode()
    assert "Maria Peka" not in teks.replace('value="maria peka"', "") and "M•••• P•••" in teks
    assert "Tidak ada orang yang cocok" in klien.post(sini, {"q": "tidakada"}).content.decode()


def test_anggota_diketik_menjadi_tautan_bila_nik_nya_sama(dunia, masuk):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu = catat(by, anggota=[KEPALA, IsianAnggota("orang_tua", nama="Siti A.", jk="P", nik=NIK)])
        orang = bahan.catat(by)
    klien, sini = masuk("tksk"), f"/pmks/kesatuan/{satu.pk}/"
    assert "1 orang dengan nomor KK atau NIK" in klien.get(sini).content.decode()
    klien.post(sini + "anggota/", {"orang": str(orang.pk), "versi": satu.versi, "hubungan": "famili"})
    with lingkup.masuk(dunia.tksk.lingkup):
        semua = list(AnggotaKesatuan.objects.kini().values_list("hubungan", "nama", "nik", "orang"))
    assert sorted(semua) == sorted([("kepala", "Darius Laing", "", None), ("orang_tua", "", "", orang.pk)])


def test_seorang_hanya_anggota_satu_keluarga(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = bahan.catat(by)
        tautan = IsianAnggota("orang_tua", orang_id=orang.pk)
        catat(by, anggota=[KEPALA, tautan])
        with pytest.raises(Ditolak, match="sudah menjadi anggota keluarga"):
            catat(by, anggota=[ISTRI_KEPALA, tautan], no_kk="6472030101109051")


ISTRI_KEPALA = IsianAnggota("kepala", nama="Yulita Bulan", jk="P")


def test_kepala_diganti_dan_yang_dikeluarkan_tetap_dalam_riwayat(dunia, masuk):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu = catat(by)
        a = {x.nama: x for x in satu.anggota.all()}
    kirim = borang(versi="1") | {
        "a0_id": str(a["Darius Laing"].pk),
        "a0_keluar": "on",
        "a1_id": str(a["Yulita Bulan"].pk),
        "a1_hubungan": "kepala",
        "a2_nama": "Bayi Laing",
        "a2_jk": "P",
        "a2_hubungan": "anak",
    }
    klien = masuk("tksk")
    assert klien.post(f"/pmks/kesatuan/{satu.pk}/ubah/", kirim).status_code == 302
    with lingkup.masuk(dunia.tksk.lingkup):
        kini = {x.nama: x.hubungan for x in AnggotaKesatuan.objects.kini()}
        assert kini == {"Yulita Bulan": "kepala", "Bayi Laing": "anak"}
        lama = AnggotaKesatuan.objects.get(nama="Darius Laing")
        assert lama.keluar_pada == timezone.localdate() and lama.keluar_sebab == "dikeluarkan"
    assert "Keluarga Yulita Bulan" in klien.get(f"/pmks/kesatuan/{satu.pk}/").content.decode()
    assert "Darius Laing" in klien.get(f"/pmks/kesatuan/{satu.pk}/riwayat/").content.decode()


def test_orang_yang_pindah_kecamatan_keluar_dari_keluarga_dan_kepalanya_harus_ditentukan_lagi(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = bahan.catat(by)
        satu = catat(by, anggota=[IsianAnggota("kepala", orang_id=orang.pk), ISTRI])
    with lingkup.masuk(lingkup.sistem("uji")):
        Orang.objects.filter(pk=orang.pk).update(wilayah_id=DESA_TETANGGA)
        a = AnggotaKesatuan.objects.get(orang=orang)
        assert (a.keluar_sebab, a.wilayah_id) == ("pindah", DESA)
    with lingkup.masuk(dunia.tksk.lingkup) as by, pytest.raises(Ditolak, match="tidak punya kepala"):
        ajukan_kesatuan(kesatuan=satu, by=by)


def test_pindah_desa_membawa_semua_anaknya(dunia):
    k = pada_status(dunia, Status.DIKEMBALIKAN)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        ubah(by, k.kesatuan, wilayah_id=DESA_LAIN)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert set(AnggotaKesatuan.objects.values_list("wilayah", flat=True)) == {DESA_LAIN}
        assert KasusKesatuan.objects.get().putusan.first().wilayah_id == DESA_LAIN


# Jenis 14 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kolom", "nilai"),
    [("nama", "Budi"), ("alamat", "Jl. A"), ("rt", "1"), ("rw", "1"), ("dusun", "D"), ("no_kk", KK), ("lintang", 0)],
)
def test_hitungan_tidak_dapat_memuat_identitas_juga_lewat_sql(dunia, kolom, nilai):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu = catat(by, "hitungan")
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(f"UPDATE pmks_kesatuan SET {kolom} = %s WHERE id = %s", [nilai, satu.pk])


def test_hitungan_tidak_dapat_beranggota_atau_berjenis_lain_juga_lewat_sql(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu, keluarga = catat(by, "hitungan"), catat(by)
        k = kasus_dari(keluarga)
        for perintah, isi in (
            ("UPDATE pmks_anggotakesatuan SET kesatuan_id = %s WHERE kesatuan_id = %s", [satu.pk, keluarga.pk]),
            ("UPDATE pmks_kasuskesatuan SET jenis_id = 14 WHERE id = %s", [k.pk]),
            ("UPDATE pmks_kasuskesatuan SET jenis_id = 24 WHERE kesatuan_id = %s", [satu.pk]),
            ("UPDATE pmks_kasuskesatuan SET keterangan = 'Budi' WHERE kesatuan_id = %s", [satu.pk]),
            ("UPDATE pmks_kesatuan SET bentuk = 'hitungan' WHERE id = %s", [keluarga.pk]),
        ):
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
                kursor.execute(perintah, isi)
        orang = bahan.catat(by)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute("UPDATE pmks_kasus SET jenis_id = 14 WHERE orang_id = %s", [orang.pk])


def test_formulir_hitungan_tidak_menanyakan_nama_atau_keterangan(masuk):
    form = masuk("tksk").get(BARU["hitungan"]).context["form"]
    assert not {"nama", "alamat", "rt", "rw", "dusun", "titik", "no_kk", "keterangan_14"} & set(form.fields)
    jawab = masuk("tksk").post(BARU["hitungan"], borang("hitungan", nama="Budi", alamat="Jl. A", keterangan_14="Budi"))
    assert jawab.status_code == 302 and (kesatuan().nama, kesatuan().alamat) == ("", "")
    assert kasus_dari(kesatuan()).keterangan == ""


@pytest.mark.parametrize(
    ("nama", "tepat"), [("tksk", True), ("dinsos", True), ("camat", False), ("provinsi", False), ("kemensos", False)]
)
def test_hitungan_dibulatkan_bagi_yang_tidak_membuka_identitas(dunia, masuk, nama, tepat):
    k = pada_status(dunia, Status.DISAHKAN, "hitungan", jiwa_l=43, jiwa_p=28)
    klien = masuk(nama)
    for jalan in (f"/pmks/kesatuan/{k.kesatuan_id}/", "/pmks/kesatuan/"):
        teks = klien.get(jalan).content.decode()
        assert ("sekitar" in teks) is not tepat, jalan
        assert ("71" in _angka(teks)) is tepat and ("75" in _angka(teks)) is not tepat, jalan


def _angka(teks: str) -> set[str]:
    isi = teks[teks.index("<main") : teks.index("</main>")]
    return {k.strip("().,;") for k in isi.replace("<", " ").replace(">", " ").split()}
