"""Putusan: komentar wajib, versi yang dilihat, tidak ada yang menilai pekerjaannya sendiri, putusan massal."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pmks.actions import putuskan_kasus, sahkan_periode, verifikasi_tanpa_temuan
from pmks.models import Kasus, PutusanKasus
from tests.pmks.bahan import banyak, borang, lakukan, nik_ke, pada_status, segar
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.tinjauan.actions import Bentrok, Ditolak, check_putuskan, putuskan_massal
from tksk_portal.tinjauan.enums import Aksi, Status


@pytest.fixture
def rangkap(dunia, client):
    """Return a function that signs in one account which holds three duties, under one of them."""
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = Akun.objects.create(username="rangkap", nama="Rangkap Tugas", wilayah_id="64")
        tugas = {
            peran: Penempatan.objects.create(akun=akun, peran=peran, tempat_id=tempat, mulai=date(2026, 1, 1))
            for peran, tempat in (("tksk", "64.72.03"), ("kabkota", "64.72"), ("provinsi", "64"))
        }
    client.force_login(akun)

    def sebagai(peran):
        assert client.post("/ganti-tugas/", {"tugas": str(tugas[peran].pk)}).status_code == 302
        return client

    sebagai.akun = akun
    sebagai.lingkup = {p: lingkup.Lingkup(akun.pk, t.pk, p, t.tempat_id, p) for p, t in tugas.items()}
    return sebagai


def _kasus() -> Kasus:
    with lingkup.masuk(lingkup.sistem("uji")):
        return Kasus.objects.select_related("orang").get()


# Pekerjaan sendiri ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aksi", ["verifikasi", "kembalikan"])
def test_pengaju_yang_juga_kabkota_tidak_menilai_miliknya(rangkap, aksi):
    rangkap("tksk").post("/pmks/baru/", borang() | {"ajukan": "1"})
    k = _kasus()
    c = rangkap("kabkota")
    assert "Anda sendiri yang mengajukan" in c.get(f"/pmks/periksa/?pilih={k.pk}").content.decode()
    isi = {"versi": k.versi, "komentar": "Karena sebab"}
    r = c.post(f"/pmks/{k.orang_id}/jenis/{k.pk}/{aksi}/", isi, follow=True)
    assert "Anda sendiri yang mengajukan" in r.content.decode()
    assert segar(k).status == "diajukan"
    assert banyak(PutusanKasus) == 1


def test_verifikator_yang_juga_provinsi_tidak_mengesahkan_miliknya(rangkap, dunia):
    k = pada_status(dunia, Status.DIAJUKAN)
    rangkap("kabkota").post(f"/pmks/{k.orang_id}/jenis/{k.pk}/verifikasi/", {"versi": k.versi})
    k = segar(k)
    assert k.diverifikasi_oleh_id == rangkap.akun.pk
    with lingkup.masuk(rangkap.lingkup["provinsi"]) as by:
        with pytest.raises(Ditolak, match="orang lain harus memeriksanya"):
            check_putuskan(rekaman=Kasus.objects.get(pk=k.pk), aksi=Aksi.SAHKAN, by=by)
        assert putuskan_massal(rekaman=Kasus.objects.filter(pk=k.pk), aksi=Aksi.SAHKAN, by=by).jumlah == 0
    assert segar(k).status == "diverifikasi"


def test_provinsi_tidak_mengesahkan_satu_data_di_luar_pengesahan(dunia, masuk):
    """Approved is always part of an approval of a kabupaten/kota and period: there is no button, and no way around."""
    k = pada_status(dunia, Status.DIVERIFIKASI)
    r = masuk("provinsi").post(f"/pmks/{k.orang_id}/jenis/{k.pk}/sahkan/", {"versi": k.versi}, follow=True)
    assert "lewat halaman Pengesahan" in r.content.decode()
    with lingkup.masuk(dunia.provinsi.lingkup) as by, pytest.raises(Ditolak, match="per kabupaten/kota dan periode"):
        putuskan_kasus(kasus=k, aksi=Aksi.SAHKAN, by=by, versi=k.versi)
    assert (segar(k).status, segar(k).pengesahan_id, banyak(PutusanKasus)) == ("diverifikasi", None, 2)


def test_massal_melewati_pekerjaan_sendiri_dan_menyebut_jumlahnya(rangkap, dunia):
    rangkap("tksk").post("/pmks/baru/", borang(nik=nik_ke(9100)) | {"ajukan": "1"})
    orang_lain = pada_status(dunia, Status.DIAJUKAN, nama="Yohana Lahai")
    r = rangkap("kabkota").post("/pmks/periksa/tanpa-temuan/", {"dilihat": timezone.now().isoformat()}, follow=True)
    assert "1 data tanpa temuan terverifikasi. 1 dilewati karena Anda sendiri" in r.content.decode()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert dict(Kasus.objects.values_list("orang__nik", "status")) == {
            nik_ke(9100): "diajukan",
            orang_lain.orang.nik: "diverifikasi",
        }


def test_pengesahan_melewati_yang_diajukan_atau_diverifikasi_sendiri(rangkap, dunia):
    milik = pada_status(dunia, Status.DIAJUKAN, nik=nik_ke(9100))
    with lingkup.masuk(rangkap.lingkup["kabkota"]) as by:
        putuskan_kasus(kasus=milik, aksi=Aksi.VERIFIKASI, by=by, versi=milik.versi)
    lain = pada_status(dunia, Status.DIVERIFIKASI)
    with lingkup.masuk(rangkap.lingkup["provinsi"]) as by:
        p = sahkan_periode(
            kunci=milik.pk, kabkota="64.72", periode=date(2026, 11, 24), dilihat=timezone.now(), kecuali={}, by=by
        )
    assert p.jumlah == 1
    assert (segar(milik).status, segar(lain).status) == ("diverifikasi", "disahkan")


# Komentar --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("komentar", ["", "   ", "\n"])
def test_mengembalikan_tanpa_alasan_ditolak(dunia, masuk, komentar):
    k = pada_status(dunia, Status.DIAJUKAN)
    with lingkup.masuk(dunia.dinsos.lingkup) as by, pytest.raises(Ditolak, match="Tulis alasannya"):
        putuskan_kasus(kasus=k, aksi=Aksi.KEMBALIKAN, by=by, versi=k.versi, komentar=komentar)
    isi = {"versi": k.versi, "komentar": komentar}
    r = masuk("dinsos").post(f"/pmks/{k.orang_id}/jenis/{k.pk}/kembalikan/", isi, follow=True)
    assert "Tulis alasannya, supaya petugas tahu" in r.content.decode()
    assert segar(k).status == "diajukan"


@pytest.mark.parametrize(("komentar", "pesan"), [("a" * 501, "500"), ("<b>tebal</b>", "tanda"), ("a\x00b", "")])
def test_komentar_buruk_ditolak(dunia, masuk, komentar, pesan):
    k = pada_status(dunia, Status.DIAJUKAN)
    isi = {"versi": k.versi, "komentar": komentar}
    r = masuk("dinsos").post(f"/pmks/{k.orang_id}/jenis/{k.pk}/kembalikan/", isi, follow=True)
    assert r.status_code == 200 and pesan in r.content.decode()
    assert segar(k).status == "diajukan"


def test_komentar_berbaris_diterima_dan_sampai_ke_tksk(dunia, masuk):
    k = pada_status(dunia, Status.DIAJUKAN)
    isi = {"versi": k.versi, "komentar": "Alamat kurang.\r\nLengkapi RT.", "ke": "periksa"}
    r = masuk("dinsos").post(f"/pmks/{k.orang_id}/jenis/{k.pk}/kembalikan/", isi)
    assert (r.status_code, r.url) == (302, "/pmks/periksa/")
    for alamat in ("/", f"/pmks/{k.orang_id}/"):
        assert "Lengkapi RT." in masuk("tksk").get(alamat).content.decode()


def test_massal_mengembalikan_perlu_alasan(dunia):
    k = pada_status(dunia, Status.DIAJUKAN)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        semua = Kasus.objects.filter(pk=k.pk)
        with pytest.raises(Ditolak, match="Tulis alasannya"):
            putuskan_massal(rekaman=semua, aksi=Aksi.KEMBALIKAN, by=by, komentar=" ")
        assert putuskan_massal(rekaman=semua, aksi=Aksi.KEMBALIKAN, by=by, komentar="Perbaiki").jumlah == 1
    assert segar(k).status == "dikembalikan"


def test_massal_oleh_peran_tanpa_langkah_ditolak(dunia):
    pada_status(dunia, Status.DIAJUKAN)
    for nama in ("tksk", "camat", "provinsi"):
        with lingkup.masuk(dunia[nama].lingkup) as by, pytest.raises(Ditolak):
            verifikasi_tanpa_temuan(kasus=Kasus.objects.all(), by=by, sampai=timezone.now())


# Versi -----------------------------------------------------------------------------------------------------------


def test_versi_lama_bentrok_dan_tidak_menulis(dunia, masuk):
    k = pada_status(dunia, Status.DIAJUKAN)
    k = lakukan(dunia, k, "tksk", Aksi.TARIK)
    k = lakukan(dunia, k, "tksk", Aksi.AJUKAN)
    with lingkup.masuk(dunia.dinsos.lingkup) as by, pytest.raises(Bentrok):
        putuskan_kasus(kasus=k, aksi=Aksi.VERIFIKASI, by=by, versi=k.versi - 2)
    for versi in (k.versi - 1, k.versi + 1, "", "-1", "9" * 20):
        r = masuk("dinsos").post(f"/pmks/{k.orang_id}/jenis/{k.pk}/verifikasi/", {"versi": versi}, follow=True)
        assert "sudah diubah atau diputuskan orang lain" in r.content.decode()
        assert segar(k).status == "diajukan", versi


def test_putusan_kedua_atas_data_yang_sama_diberi_tahu(dunia, masuk):
    k = pada_status(dunia, Status.DIAJUKAN)
    alamat = f"/pmks/{k.orang_id}/jenis/{k.pk}/verifikasi/"
    c = masuk("dinsos")
    assert "Terverifikasi." in c.post(alamat, {"versi": k.versi}, follow=True).content.decode()
    r = c.post(alamat, {"versi": k.versi}, follow=True)
    isi = r.content.decode()
    assert r.status_code == 409 and "Putusan kedua Anda belum dicatat" in isi
    assert f"<b>{dunia.dinsos.akun.nama}</b> mem" in isi and "<b>Anda</b> memverifikasi" in isi
    assert segar(k).versi == k.versi + 1


# Massal tanpa temuan ----------------------------------------------------------------------------------------------


def test_massal_hanya_yang_dilihat_dan_tanpa_temuan(dunia, masuk):
    bersih = pada_status(dunia, Status.DIAJUKAN)
    bertemuan = pada_status(dunia, Status.DIAJUKAN, nik="", alasan_tanpa_nik="hilang", nama="Budi Hartono")
    ulang = pada_status(dunia, Status.DITINJAU_ULANG, nik=nik_ke(9101), nama="Yohana Lahai")
    draf = pada_status(dunia, Status.DRAF, nik=nik_ke(9102), nama="Rahmat Effendi")
    dilihat = timezone.now()
    susulan = pada_status(dunia, Status.DIAJUKAN, nik=nik_ke(9103), nama="Dayang Kesuma")
    assert bersih.temuan == susulan.temuan == [] and bertemuan.temuan == ["tanpa_nik"]
    r = masuk("dinsos").post("/pmks/periksa/tanpa-temuan/", {"dilihat": dilihat.isoformat()}, follow=True)
    assert "1 data tanpa temuan terverifikasi." in r.content.decode()
    kini = [segar(k).status for k in (bersih, bertemuan, ulang, draf, susulan)]
    assert kini == ["diverifikasi", "diajukan", "ditinjau_ulang", "draf", "diajukan"]
    with lingkup.masuk(lingkup.sistem("uji")):
        assert bersih.putusan.filter(aksi="verifikasi", oleh=dunia.dinsos.akun).count() == 1


def test_massal_menurut_saringan_yang_tampak(dunia, masuk):
    satu = pada_status(dunia, Status.DIAJUKAN)
    dua = pada_status(dunia, Status.DIAJUKAN, jenis=24, nik=nik_ke(9104), nama="Budi Hartono")
    masuk("dinsos").post("/pmks/periksa/tanpa-temuan/?jenis=24", {"dilihat": timezone.now().isoformat()})
    assert (segar(satu).status, segar(dua).status) == ("diajukan", "diverifikasi")


def test_massal_tidak_melintasi_wilayah(dunia, masuk):
    k = pada_status(dunia, Status.DIAJUKAN)
    r = masuk("dinsos_lain").post("/pmks/periksa/tanpa-temuan/", {"dilihat": timezone.now().isoformat()}, follow=True)
    assert "0 data" in r.content.decode() and segar(k).status == "diajukan"


@pytest.mark.parametrize("dilihat", ["", "kapan-kapan", "2026-99-99T00:00:00+08:00", "2026-11-24T00:00:00", "\x00"])
def test_massal_tanpa_waktu_yang_jelas_tidak_menulis(dunia, masuk, dilihat):
    k = pada_status(dunia, Status.DIAJUKAN)
    r = masuk("dinsos").post("/pmks/periksa/tanpa-temuan/", {"dilihat": dilihat}, follow=True)
    assert "Muat ulang halaman ini" in r.content.decode()
    assert segar(k).status == "diajukan"


def test_massal_dengan_waktu_di_masa_depan_tidak_lebih_dari_yang_ada(dunia, masuk):
    k = pada_status(dunia, Status.DIAJUKAN)
    besok = (timezone.now() + timedelta(days=1)).isoformat()
    masuk("dinsos").post("/pmks/periksa/tanpa-temuan/", {"dilihat": besok})
    assert segar(k).status == "diverifikasi"
