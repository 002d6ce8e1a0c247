"""NIK yang sama di dua kecamatan: draf yang tertahan, apa yang tampak bagi tiap peran, dan jalan keluarnya."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from pmks.actions import (
    NIKBentrok,
    ajukan_orang,
    gabungkan,
    kontak,
    putuskan_bentrok,
    putuskan_kasus,
    putuskan_revisi,
    ubah_orang,
)
from pmks.actions.bentrok import kata_bentrok
from pmks.actions.catat import IsianKasus, NIKSudahAda
from pmks.actions.ubah import HasilUbah
from pmks.enums import PutusanBentrok, SebabSelesai, StatusBentrok, Temuan
from pmks.jadwal import segarkan_semua_bentrok
from pmks.models import Bentrok, Kasus, Orang, PencarianNIK, Revisi
from tests.conftest import PENGHUNI, SANDI, Penghuni
from tests.excel.bahan_masuk import isi_baris, isi_csv, masukkan, pesan, unggah
from tests.pmks.bahan import (
    DESA_TETANGGA,
    NIK,
    ajukan,
    banyak,
    borang,
    catat,
    isian,
    kasus_dari,
    lakukan,
    nik_ke,
    pada_status,
    revisi_dari,
    segar,
)
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.jejak.models import Bagian, Pembukaan
from tksk_portal.pekerjaan.models import Kabar
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.tinjauan.enums import Aksi, Status

SINI, SANA, JAUH = "64.72.03", "64.72.04", "64.71.01"
DESA_JAUH = "64.71.01.1001"
RAHASIA = "Rahasiawati Tersembunyi"
KK_RAHASIA = "6472030101109777"


@pytest.fixture
def jauh(dunia) -> Penghuni:
    """The TKSK of a kecamatan in another kota."""
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = Akun(username="tksk_jauh", nama="Rusdiana Balikpapan", telepon="0811 5550", wilayah_id="64")
        akun.set_password(SANDI)
        akun.save()
        tugas = Penempatan.objects.create(akun=akun, peran="tksk", tempat_id=JAUH, mulai="2026-01-01")
        tugas = Penempatan.objects.select_related("tempat").get(pk=tugas.pk)
        return Penghuni(akun, tugas, lingkup.dari_penempatan(tugas))


def lama(dunia, **lain) -> Orang:
    """The record that was there first, in the kecamatan of the TKSK."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return catat(by, nama=RAHASIA, no_kk=KK_RAHASIA, **lain)


def baru(siapa: Penghuni, desa: str, **lain) -> Orang:
    """The same NIK recorded by somebody in another kecamatan."""
    with lingkup.masuk(siapa.lingkup) as by:
        return catat(by, wilayah_id=desa, nama="Minarni Kedua", no_kk="6472040101109555", **lain)


def sisi(orang: Orang) -> Bentrok:
    """Return a person's only clash."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return Bentrok.objects.select_related("orang").get(orang=orang)


def kabar(siapa: Penghuni) -> list[str]:
    """Return the texts of somebody's notices on clashes."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return list(Kabar.objects.filter(akun=siapa.akun, jenis="pmks.bentrok").values_list("teks", flat=True))


def coba_ajukan(siapa: Penghuni, orang: Orang) -> int:
    """Submit as an officer."""
    with lingkup.masuk(siapa.lingkup) as by:
        return ajukan_orang(orang=orang, by=by)


# Tertahan ----------------------------------------------------------------------------------------------------------


def test_pelajaran_12_nik_yang_dicatat_lagi_di_kecamatan_lain_tetap_draf(dunia):
    lama(dunia)
    orang = baru(dunia.tetangga, DESA_TETANGGA)
    kasus = kasus_dari(orang)
    assert kasus.status == Status.DRAF and Temuan.NIK_GANDA in kasus.temuan
    with pytest.raises(NIKBentrok) as salah:
        coba_ajukan(dunia.tetangga, orang)
    pesan_ = str(salah.value)
    assert "Kec. Samarinda Ulu, Kota Samarinda" in pesan_ and "Hubungi TKSK Nurhayati" in pesan_
    assert RAHASIA not in pesan_ and NIK not in pesan_
    assert kasus_dari(orang).status == Status.DRAF


def test_yang_dicatat_lebih_dahulu_tidak_tertahan(dunia):
    pertama = lama(dunia)
    baru(dunia.tetangga, DESA_TETANGGA)
    assert not sisi(pertama).menghalangi
    assert coba_ajukan(dunia.tksk, pertama) == 1
    assert Temuan.NIK_GANDA not in kasus_dari(pertama).temuan


def test_sisi_lain_diberi_kabar_sekali_tanpa_data_orang(dunia):
    lama(dunia)
    orang = baru(dunia.tetangga, DESA_TETANGGA)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        ubah_orang(
            orang=orang,
            versi=1,
            isian=isian(wilayah_id=DESA_TETANGGA, nama="Minarni Ketiga", no_kk="6472040101109555"),
            kasus=[IsianKasus(jenis=8, kriteria=["a"])],
            by=by,
        )
    assert kabar(dunia.tksk) == ["NIK yang sama dicatat di Kec. Samarinda Ilir"]
    assert kabar(dunia.tetangga) == []


def test_simpan_dan_ajukan_menyimpan_draf_dan_menyebut_siapa_yang_dihubungi(masuk, dunia):
    lama(dunia)
    kirim = borang(wilayah=DESA_TETANGGA, nama="Minarni", no_kk="6472040101109555", ajukan="1")
    respons = masuk("tetangga").post("/pmks/baru/", kirim, follow=True)
    teks = respons.content.decode()
    assert "Tersimpan sebagai draf, belum diajukan" in teks and "Nurhayati" in teks and RAHASIA not in teks
    assert kasus_dari(Orang(pk=kirim["id"])).status == Status.DRAF
    # Kiriman yang sama diulang: tetap satu draf, dan alasannya disebut lagi.
    teks = masuk("tetangga").post("/pmks/baru/", kirim, follow=True).content.decode()
    assert "belum diajukan" in teks


def test_mengubah_nik_menjadi_milik_orang_di_kecamatan_lain_menahan(dunia):
    lama(dunia)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        orang = catat(by, wilayah_id=DESA_TETANGGA, nik=nik_ke(77))
        ubah_orang(
            orang=orang,
            versi=1,
            isian=isian(wilayah_id=DESA_TETANGGA),
            kasus=[IsianKasus(jenis=8, kriteria=["a"])],
            by=by,
        )
        assert PencarianNIK.objects.filter(cara="catat").count() == 1
    assert Temuan.NIK_GANDA in kasus_dari(orang).temuan
    with pytest.raises(NIKBentrok):
        coba_ajukan(dunia.tetangga, segar(orang))
    assert kabar(dunia.tksk)


def test_ubah_dan_ajukan_lewat_halaman_menyimpan_perubahannya(masuk, dunia):
    lama(dunia)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        orang = catat(by, wilayah_id=DESA_TETANGGA, nik="", alasan_tanpa_nik="hilang")
    kirim = borang(wilayah=DESA_TETANGGA, versi="1", ajukan="1")
    teks = masuk("tetangga").post(f"/pmks/{orang.pk}/ubah/", kirim, follow=True).content.decode()
    assert "Belum diajukan" in teks and "Samarinda Ulu" in teks
    assert segar(orang).nik == NIK and kasus_dari(orang).status == Status.DRAF


def usul_nik(dunia, kasus: Kasus, **ganti) -> HasilUbah:
    """Propose the NIK of somebody else for a verified person, as the TKSK."""
    orang = segar(kasus.orang)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        isi = {"isian": isian(**ganti), "kasus": [IsianKasus(jenis=8, kriteria=["a"])], "alasan": "NIK keliru"}
        kembali = Revisi.objects.filter(orang=orang).dapat_diperbaiki()
        return ubah_orang(orang=orang, versi=orang.versi, by=by, usulan={r.pk: r.versi for r in kembali}, **isi)


def terima_usulan(dunia, revisi: Revisi) -> Revisi:
    """Accept a pending change as the kabupaten/kota."""
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        return putuskan_revisi(revisi=revisi, aksi=Aksi.VERIFIKASI, by=by, versi=revisi.versi)


def lepaskan(dunia, orang: Orang) -> None:
    """Let the other person leave the NIK, in the neighbour's kecamatan."""
    with lingkup.masuk(dunia.tetangga.lingkup):
        Orang.objects.filter(pk=orang.pk).update(nik=nik_ke(99))


def test_usulan_nik_milik_kecamatan_lain_tetap_draf_sejak_diusulkan(dunia):
    kasus = pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(88))
    lain = baru(dunia.tetangga, DESA_TETANGGA)
    hasil = usul_nik(dunia, kasus)
    assert "Kec. Samarinda Ilir" in hasil.tertahan and "tetap draf" in hasil.tertahan
    assert "Minarni" not in hasil.tertahan and NIK not in hasil.tertahan
    revisi = revisi_dari(kasus.orang)
    assert (revisi.status, revisi.isi["nik"], revisi.diajukan_pada) == (Status.DRAF, NIK, None)
    assert segar(kasus.orang).nik == nik_ke(88) and len(kabar(dunia.tetangga)) == 1
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        assert PencarianNIK.objects.filter(akun=by.akun_id, cara="catat", ketemu=1).count() == 1
        with pytest.raises(NIKBentrok, match="Samarinda Ilir"):
            putuskan_revisi(revisi=revisi, aksi=Aksi.AJUKAN, by=by, versi=revisi.versi)
    lepaskan(dunia, lain)
    assert not usul_nik(dunia, kasus).tertahan
    assert revisi_dari(kasus.orang).pk == revisi.pk  # usulan yang sama diajukan lagi, bukan yang kedua
    terima_usulan(dunia, revisi_dari(kasus.orang))
    assert segar(kasus.orang).nik == NIK


def test_usulan_nik_yang_dicatat_orang_lain_sesudah_diusulkan_tidak_dapat_diterima(dunia):
    kasus = pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(88))
    assert not usul_nik(dunia, kasus).tertahan
    lain = baru(dunia.tetangga, DESA_TETANGGA)
    revisi = revisi_dari(kasus.orang)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        with pytest.raises(Ditolak, match="Samarinda Ilir") as salah:
            putuskan_revisi(revisi=revisi, aksi=Aksi.VERIFIKASI, by=by, versi=revisi.versi)
        assert "Minarni" not in str(salah.value) and NIK not in str(salah.value)
        assert PencarianNIK.objects.filter(akun=by.akun_id, ketemu=1).count() == 1
    assert segar(kasus.orang).nik == nik_ke(88) and kabar(dunia.tetangga)
    lepaskan(dunia, lain)
    terima_usulan(dunia, segar(revisi))
    assert segar(kasus.orang).nik == NIK


def test_usulan_nik_milik_orang_sekecamatan_ditolak_saat_diusulkan(dunia):
    kasus = pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(88))
    pertama = lama(dunia)
    with pytest.raises(NIKSudahAda) as salah:
        usul_nik(dunia, kasus)
    assert salah.value.orang == pertama
    assert banyak(Revisi) == 0


def test_usulan_nik_yang_bentrok_disimpan_dengan_yang_diketik_dan_dibuka_lagi_di_formulir(masuk, dunia):
    kasus = pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(88))
    baru(dunia.tetangga, DESA_TETANGGA)
    kirim = borang(versi=str(segar(kasus.orang).versi), alasan="NIK keliru disalin", telepon="081255500011")
    klien, jalan = masuk("tksk"), f"/pmks/{kasus.orang_id}/"
    teks = klien.post(jalan + "ubah/", kirim, follow=True).content.decode()
    assert "Usulan tersimpan sebagai draf, belum diajukan" in teks and "Samarinda Ilir" in teks
    assert "Perbaiki usulan" in teks
    isi = klien.get(jalan + "ubah/").content.decode()
    assert f'value="{NIK}"' in isi and "081255500011" in isi


def test_usulan_nik_sekecamatan_lewat_halaman_ditolak_di_isiannya_dan_ketikan_tetap(masuk, dunia):
    kasus = pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(88))
    lama(dunia)
    kirim = borang(versi=str(segar(kasus.orang).versi), alasan="NIK keliru disalin", telepon="081255500011")
    respons = masuk("tksk").post(f"/pmks/{kasus.orang_id}/ubah/", kirim)
    teks = respons.content.decode()
    assert respons.status_code == 422 and "sudah tercatat di kecamatan ini" in teks
    assert f'value="{NIK}"' in teks and "081255500011" in teks


def test_usulan_nik_dibatasi_sebanyak_mencatat(dunia, settings):
    settings.BATAS_CARI_NIK = settings.BATAS_CARI_NIK | {"catat": 1}
    kasus = pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(88))
    usul_nik(dunia, kasus, nik=nik_ke(86))
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        r = revisi_dari(kasus.orang)
        putuskan_revisi(revisi=r, aksi=Aksi.TARIK, by=by, versi=r.versi)
    with pytest.raises(Ditolak, match="Terlalu banyak"):
        usul_nik(dunia, kasus, nik=nik_ke(87))
    assert revisi_dari(kasus.orang).isi["nik"] == nik_ke(86)


# Siapa melihat apa -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("siapa", ["tksk_jauh", "tksk", *(n for n in PENGHUNI if n not in ("tksk", "tetangga"))])
def test_lintas_kabkota_yang_tampak_hanya_kecamatan_dan_yang_dihubungi(client, dunia, jauh, siapa):
    """The page of the clash, the queue, the own record and the live check, searched for the other's data."""
    pertama = lama(dunia)
    kedua = baru(jauh, DESA_JAUH)
    dunia["tksk_jauh"] = jauh
    client.force_login(dunia[siapa].akun)
    di_sana = {"tksk_jauh", "dinsos_lain"}
    sendiri, lain = (kedua, pertama) if siapa in di_sana else (pertama, kedua)
    satu = sisi(sendiri)
    jalan = ["/pmks/kembar/", f"/pmks/kembar/bentrok/{satu.pk}/", f"/pmks/{sendiri.pk}/", "/kabar/"]
    teks = "".join(client.get(j).content.decode() for j in jalan)
    if siapa == "tksk_jauh":
        cek = {"nik": NIK, "nama": "Minarni Kedua", "tanggal_lahir": "12-05-1958", "id": str(kedua.pk)}
        teks += client.post("/pmks/nik/", cek).content.decode()
    nama_lain = {pertama.pk: RAHASIA, kedua.pk: "Minarni Kedua"}[lain.pk]
    # Provinsi memutuskan keduanya: ia mengenal kunci bentroknya, bukan orangnya.
    kunci = [] if siapa == "provinsi" else [str(sisi(lain).pk)]
    for rahasia in (nama_lain, str(lain.pk), *kunci, lain.no_kk, NIK, str(satu.pasangan)):
        assert rahasia not in teks, rahasia
    if siapa in {"tksk", "tksk_jauh", "dinsos", "dinsos_lain", "provinsi"}:
        sana = "Kec. Samarinda Ulu" if siapa in di_sana else "Kec. Balikpapan Timur"
        petugas = "Nurhayati" if siapa in di_sana else "Rusdiana Balikpapan"
        assert sana in teks and petugas in teks
    else:
        assert client.get(jalan[1]).status_code == 403


@pytest.mark.parametrize("siapa", PENGHUNI)
def test_bentrok_di_wilayah_lain_tidak_ada(masuk, dunia, jauh, siapa):
    lama(dunia)
    kedua = baru(jauh, DESA_JAUH)
    kode = masuk(siapa).get(f"/pmks/kembar/bentrok/{sisi(kedua).pk}/").status_code
    harapan = {"dinsos_lain": 200, "provinsi": 200, "camat": 403, "admin": 403, "kemensos": 403}
    assert kode == harapan.get(siapa, 404)


def test_provinsi_melihat_kedua_sisi_tersamar_dan_dicatat(masuk, dunia, jauh):
    pertama = lama(dunia)
    kedua = baru(jauh, DESA_JAUH)
    klien = masuk("provinsi")
    assert klien.get(f"/pmks/{kedua.pk}/").status_code == 404  # draf
    teks = klien.get(f"/pmks/kembar/bentrok/{sisi(kedua).pk}/").content.decode()
    for rahasia in (RAHASIA, "Minarni Kedua", NIK, KK_RAHASIA, str(pertama.pk), str(kedua.pk), "12-05-1958", "Anggrek"):
        assert rahasia not in teks, rahasia
    assert "R•••• T••••" in teks and "M•••• K••••" in teks
    with lingkup.masuk(lingkup.sistem("uji")):
        for orang in (pertama, kedua):
            (satu,) = Pembukaan.objects.pada(orang)
            assert (satu.bagian, satu.oleh_id) == (Bagian.BANDING, dunia.provinsi.akun.pk)


def test_provinsi_tidak_melihat_bentrok_di_dalam_satu_kota(masuk, dunia):
    lama(dunia)
    kedua = baru(dunia.tetangga, DESA_TETANGGA)
    assert masuk("provinsi").get(f"/pmks/kembar/bentrok/{sisi(kedua).pk}/").status_code == 404
    assert "Tidak ada bentrok" in masuk("provinsi").get("/pmks/kembar/").content.decode()


def test_dinas_kota_melihat_kedua_sisi_dan_dicatat_pada_keduanya(masuk, dunia):
    pertama = lama(dunia)
    kedua = baru(dunia.tetangga, DESA_TETANGGA)
    teks = masuk("dinsos").get(f"/pmks/kembar/bentrok/{sisi(kedua).pk}/").content.decode()
    assert RAHASIA in teks and "Minarni Kedua" in teks and NIK not in teks
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Pembukaan.objects.filter(bagian=Bagian.BANDING, objek_id__in=[pertama.pk, kedua.pk]).count() == 2


def test_cek_saat_mengetik_mencatat_dan_terbatas(masuk, dunia, settings):
    settings.BATAS_CARI_NIK = settings.BATAS_CARI_NIK | {"satu": 2}
    lama(dunia)
    kirim = {"nik": NIK, "nama": "", "tanggal_lahir": ""}
    for _ in range(2):
        teks = masuk("tetangga").post("/pmks/nik/", kirim).content.decode()
        assert "Kec. Samarinda Ulu" in teks and "Nurhayati" in teks and RAHASIA not in teks
    teks = masuk("tetangga").post("/pmks/nik/", kirim).content.decode()
    assert "Terlalu banyak NIK" in teks and "Samarinda Ulu" not in re.sub("Terbit di [^<]*", "", teks)
    with lingkup.masuk(dunia.tetangga.lingkup):
        assert PencarianNIK.objects.filter(akun=dunia.tetangga.akun).count() == 2


@pytest.mark.parametrize("status", [Status.DRAF, Status.DISAHKAN])
def test_jawaban_tidak_menunjukkan_keadaan_atau_jenis_orang_itu(masuk, dunia, status):
    """Draft or approved, ordinary or very sensitive: the same words and the same number of queries."""
    pada_status(dunia, status, jenis=16, nama=RAHASIA)
    teks = masuk("tetangga").post("/pmks/nik/", {"nik": NIK}).content.decode()
    isi = re.findall(r"NIK ini tercatat juga di [^<]*", teks)
    assert len(isi) == 1 and "Nurhayati" in isi[0]
    for kata in (RAHASIA, "ODHA", "HIV", "disahkan", "draf", "sensitif"):
        assert kata.lower() not in isi[0].lower().replace("disimpan sebagai draf", "")


def test_kontak_tanpa_petugas_menyebut_kantornya(dunia):
    with lingkup.masuk(dunia.tksk.lingkup):
        (satu,) = kontak(["64.71.02"])
    assert satu.nama == "" and "kantor Kec. Balikpapan Barat" in satu.kata


# Jalan keluar ------------------------------------------------------------------------------------------------------


def test_a_nik_sendiri_diperbaiki_menyelesaikan(dunia):
    pertama = lama(dunia)
    orang = baru(dunia.tetangga, DESA_TETANGGA)
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        data = isian(wilayah_id=DESA_TETANGGA, nama="Minarni Kedua", no_kk="6472040101109555", nik=nik_ke(70))
        ubah_orang(orang=orang, versi=1, isian=data, kasus=[IsianKasus(jenis=8, kriteria=["a"])], by=by)
    assert (sisi(orang).selesai_karena, sisi(pertama).selesai_karena) == (
        SebabSelesai.INI_LEPAS,
        SebabSelesai.LAIN_LEPAS,
    )
    assert Temuan.NIK_GANDA not in kasus_dari(orang).temuan
    assert coba_ajukan(dunia.tetangga, segar(orang)) == 1


@pytest.mark.parametrize("cara", ["diperbaiki", "dibatalkan", "digabung", "pindah", "dihapus"])
def test_b_data_lain_melepas_nik_menyelesaikan_dan_dapat_diajukan(dunia, cara):
    pertama = lama(dunia)
    orang = baru(dunia.tetangga, DESA_TETANGGA)
    if cara == "dibatalkan":
        lakukan(dunia, kasus_dari(pertama), "tksk", Aksi.BATALKAN)
    else:
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            if cara == "digabung":
                ke, lepas = catat(by, nik=nik_ke(41), nama="Penerima"), Orang.objects.get(pk=pertama.pk)
                versi = {"versi_utama": ke.versi, "versi_lain": lepas.versi}
                gabungkan(utama=ke, lain=lepas, pilih={}, by=by, alasan="Dicatat dua kali", **versi)
            else:
                ubah = {
                    "diperbaiki": {"nik": nik_ke(40)},
                    "pindah": {"keadaan": "pindah"},
                    "dihapus": {"nik": "", "alasan_tanpa_nik": "hilang"},
                }[cara]
                Orang.objects.filter(pk=pertama.pk).update(**ubah)
    assert sisi(orang).selesai_karena == SebabSelesai.LAIN_LEPAS
    assert Temuan.NIK_GANDA in kasus_dari(orang).temuan  # belum dihitung ulang: dilakukan di wilayah lain
    assert coba_ajukan(dunia.tetangga, orang) == 1
    assert Temuan.NIK_GANDA not in kasus_dari(orang).temuan


def test_bentrok_yang_terlewat_dua_transaksi_bersilang_dibetulkan_saat_mengajukan(dunia):
    pertama = lama(dunia)
    orang = baru(dunia.tetangga, DESA_TETANGGA)
    with lingkup.masuk(dunia.tksk.lingkup):
        Orang.objects.filter(pk=pertama.pk).update(nik=nik_ke(40))
    with lingkup.masuk(lingkup.sistem("uji")):
        Bentrok.objects.update(status=StatusBentrok.MENUNGGU, selesai_pada=None, selesai_karena="")
    assert coba_ajukan(dunia.tetangga, orang) == 1
    with lingkup.masuk(lingkup.sistem("uji")):
        Bentrok.objects.update(status=StatusBentrok.MENUNGGU, selesai_pada=None, selesai_karena="")
        assert segarkan_semua_bentrok() == 2
        assert not Bentrok.objects.terbuka().exists()


def putus(siapa: Penghuni, orang: Orang, putusan: PutusanBentrok, komentar: str = "KTP aslinya dilihat") -> Bentrok:
    """Decide a clash, seen from a person's side."""
    with lingkup.masuk(siapa.lingkup) as by:
        return putuskan_bentrok(bentrok=sisi(orang), putusan=putusan, komentar=komentar, by=by)


def test_c_dinas_memutuskan_yang_lain_keliru_melepas_tahanan(dunia):
    pertama = lama(dunia)
    orang = baru(dunia.tetangga, DESA_TETANGGA)
    putus(dunia.dinsos, orang, PutusanBentrok.LAIN_KELIRU)
    assert coba_ajukan(dunia.tetangga, orang) == 1
    with pytest.raises(NIKBentrok, match="NIK di data inilah yang keliru"):
        coba_ajukan(dunia.tksk, pertama)
    assert any("perbaiki NIK-nya" in t for t in kabar(dunia.tksk))
    assert any("dapat diajukan" in t for t in kabar(dunia.tetangga))
    with lingkup.masuk(dunia.tksk.lingkup):
        Orang.objects.filter(pk=pertama.pk).update(nik=nik_ke(40))
    assert sisi(orang).status == sisi(pertama).status == StatusBentrok.SELESAI
    assert coba_ajukan(dunia.tksk, segar(pertama)) == 1


def test_c_dinas_memutuskan_yang_ini_keliru_tetap_menahan(dunia):
    lama(dunia)
    orang = baru(dunia.tetangga, DESA_TETANGGA)
    hasil = putus(dunia.dinsos, orang, PutusanBentrok.INI_KELIRU)
    assert (hasil.diputus_oleh_id, hasil.diputus_sebagai) == (dunia.dinsos.akun.pk, dunia.dinsos.tugas.label)
    with pytest.raises(NIKBentrok, match="NIK di data inilah yang keliru"):
        coba_ajukan(dunia.tetangga, orang)


def test_c_provinsi_memutuskan_yang_melintasi_kabkota(masuk, dunia, jauh):
    lama(dunia)
    orang = baru(jauh, DESA_JAUH)
    jalan = f"/pmks/kembar/bentrok/{sisi(orang).pk}/"
    assert "Putuskan" in masuk("provinsi").get(jalan).content.decode()
    respons = masuk("provinsi").post(jalan + "putuskan/", {"putusan": "lain_keliru", "komentar": ""})
    assert respons.status_code == 422 and "Tulis alasannya" in respons.content.decode()
    respons = masuk("provinsi").post(jalan + "putuskan/", {"putusan": "lain_keliru", "komentar": "KTP asli dilihat"})
    assert respons.status_code == 302
    assert coba_ajukan(jauh, orang) == 1


@pytest.mark.parametrize("siapa", [n for n in PENGHUNI if n != "provinsi"])
def test_yang_bukan_pemutus_ditolak(dunia, jauh, siapa):
    """Across kabupaten/kota neither of the two may decide, nor the officers themselves."""
    lama(dunia)
    orang = baru(jauh, DESA_JAUH)
    with pytest.raises(PermissionDenied):
        putus(dunia[siapa], orang, PutusanBentrok.LAIN_KELIRU)
    assert sisi(orang).status == StatusBentrok.MENUNGGU


def test_yang_selesai_atau_tanpa_alasan_tidak_diputuskan(dunia):
    lama(dunia)
    orang = baru(dunia.tetangga, DESA_TETANGGA)
    with pytest.raises(Ditolak, match="Tulis alasan"):
        putus(dunia.dinsos, orang, PutusanBentrok.INI_KELIRU, komentar=" ")
    with lingkup.masuk(dunia.tetangga.lingkup):
        Orang.objects.filter(pk=orang.pk).update(nik=nik_ke(40))
    with pytest.raises(Ditolak, match="sudah selesai"):
        putus(dunia.dinsos, orang, PutusanBentrok.INI_KELIRU)


def test_bentrok_ikut_orang_yang_pindah_desa_dan_sisi_lain_tahu_kecamatan_barunya(dunia):
    pertama = lama(dunia)
    orang = baru(dunia.tetangga, DESA_TETANGGA)
    with lingkup.masuk(dunia.dinsos.lingkup):
        Orang.objects.filter(pk=pertama.pk).update(wilayah_id="64.72.05.1004")
    assert sisi(pertama).wilayah_id == "64.72.05.1004"
    assert sisi(orang).kecamatan_lain_id == "64.72.05" and sisi(orang).status == StatusBentrok.MENUNGGU


def test_tiga_kecamatan_dua_bentrok_masing_masing_diselesaikan(dunia, jauh):
    lama(dunia)
    baru(dunia.tetangga, DESA_TETANGGA)
    ketiga = baru(jauh, DESA_JAUH)
    with lingkup.masuk(jauh.lingkup):
        assert set(Bentrok.objects.filter(orang=ketiga).values_list("kecamatan_lain", flat=True)) == {SINI, SANA}
        Orang.objects.filter(pk=ketiga.pk).update(nik=nik_ke(45))
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Bentrok.objects.terbuka().count() == 2


# Impor -------------------------------------------------------------------------------------------------------------


def test_impor_memperingatkan_dan_menulis_draf_yang_tertahan(dunia):
    lama(dunia)
    judul = {"nik": "NIK", "nama": "Nama", "jk": "JK", "tanggal_lahir": "Tanggal lahir", "jenis": "Jenis PMKS"}
    judul |= {"desa": "Desa/Kelurahan", "alamat": "Alamat", "no_kk": "No KK"}
    satu = {"nik": NIK, "nama": "Minarni Kedua", "jk": "P", "tanggal_lahir": "12-05-1958", "jenis": "8"}
    satu |= {"desa": DESA_TETANGGA, "alamat": "Jl. A 1", "no_kk": "6472040101109555"}
    dua = satu | {"nik": nik_ke(55), "nama": "Tanpa Bentrok"}
    u = unggah(dunia.tetangga, isi_csv([satu, dua], judul))
    kena, bebas = (pesan(b) for b in isi_baris(u).values())
    petugas = dunia.tksk.akun
    assert "Kec. Samarinda Ulu" in str(kena) and RAHASIA not in str(kena)
    assert f"Hubungi TKSK {petugas.nama}" in kena and "tetap draf sampai salah satu NIK diperbaiki" in kena
    with lingkup.masuk(dunia.tetangga.lingkup):
        layar = kata_bentrok([Bentrok(kecamatan_lain_id="64.72.03")])
    assert layar in kena, "kata yang sama dengan di formulir, tidak lebih"
    assert "tercatat juga" not in str(bebas)
    masukkan(dunia.tetangga, u)
    with lingkup.masuk(dunia.tetangga.lingkup):
        orang = Orang.objects.get(nik=NIK)
        assert PencarianNIK.objects.filter(cara="impor", diminta=2, ketemu=1).exists()
    kasus = kasus_dari(orang)
    assert kasus.status == Status.DRAF and Temuan.NIK_GANDA in kasus.temuan
    with pytest.raises(NIKBentrok):
        coba_ajukan(dunia.tetangga, orang)
    assert kabar(dunia.tksk) == ["NIK yang sama dicatat di Kec. Samarinda Ilir"]


def test_verifikasi_tanpa_temuan_tidak_menelan_bentrok(dunia):
    """A record that clashes only after it was submitted keeps its place; its officer is told."""
    pertama = lama(dunia)
    ajukan(dunia, pertama)
    orang = baru(dunia.tetangga, DESA_TETANGGA)
    assert kasus_dari(orang).temuan and kasus_dari(pertama).status == Status.DIAJUKAN
    kasus = kasus_dari(pertama)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        putuskan_kasus(kasus=Kasus.objects.get(pk=kasus.pk), aksi=Aksi.VERIFIKASI, by=by, versi=kasus.versi)
    assert kabar(dunia.tksk)
