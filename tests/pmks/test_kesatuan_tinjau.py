"""Keluarga, kelompok, komunitas, dan hitungan: ditinjau, disahkan, diubah sesudahnya, dan siapa melihat apa."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from pmks.actions import (
    IsianJenis,
    anggota_kini,
    putuskan_kasus_kesatuan,
    putuskan_revisi_kesatuan,
    sahkan_periode,
)
from pmks.models import (
    AnggotaKesatuan,
    KasusKesatuan,
    Kesatuan,
    PengecualianKesatuan,
    RevisiKesatuan,
)
from tests.pmks import bahan
from tests.pmks.bahan import DESA, DESA_LAIN
from tests.pmks.bahan_kesatuan import (
    KK,
    borang,
    catat,
    isian,
    kasus_dari,
    lakukan,
    pada_status,
    segar,
    ubah,
)
from tests.pmks.test_kesatuan import BARU, kesatuan
from tksk_portal.akses import lingkup
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.pekerjaan.models import Kabar
from tksk_portal.tinjauan.actions import Bentrok, Ditolak
from tksk_portal.tinjauan.enums import Aksi, Status

# Tinjauan ------------------------------------------------------------------------------------------------------------


def test_dari_draf_sampai_disahkan_lewat_layar(dunia, masuk):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu = catat(by)
    k, sini = kasus_dari(satu), f"/pmks/kesatuan/{satu.pk}/"
    assert masuk("tksk").post(sini + "ajukan/").status_code == 302
    meja = masuk("dinsos").get("/pmks/periksa/kesatuan/").content.decode()
    assert "Identitas tertutup" in meja and "Darius" not in meja and sini not in meja
    klien = masuk("dinsos")
    assert klien.post(f"/pmks/kesatuan/jenis/{k.pk}/buka/").url == sini
    assert "Keluarga Darius Laing" in klien.get("/pmks/periksa/kesatuan/").content.decode()
    klien.post(f"{sini}jenis/{k.pk}/kembalikan/", {"versi": "2", "komentar": ""})
    assert segar(k).status == "diajukan", "tanpa komentar tidak dikembalikan"
    klien.post(f"{sini}jenis/{k.pk}/kembalikan/", {"versi": "2", "komentar": "Lengkapi anak-anaknya"})
    assert segar(k).status == "dikembalikan"
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Kabar.objects.get(jenis="pmks.dikembalikan").url == sini
    teks = masuk("tksk").get(sini + "ubah/").content.decode()
    assert "Lengkapi anak-anaknya" in teks
    masuk("tksk").post(sini + "ajukan/")
    klien = masuk("dinsos")
    klien.post(f"{sini}jenis/{k.pk}/verifikasi/", {"versi": "4", "versi_kesatuan": "9"})
    assert segar(k).status == "diajukan", "isi yang dilihat sudah lama"
    klien.post(f"{sini}jenis/{k.pk}/verifikasi/", {"versi": "4", "versi_kesatuan": "1"})
    assert segar(k).status == "diverifikasi"
    klien = masuk("provinsi")
    teks = klien.get("/pmks/pengesahan/64.72/").content.decode()
    assert "Identitas tertutup" in teks and "D••••" not in teks and sini not in teks
    kirim = {"id": str(uuid4()), "dilihat": timezone.now().isoformat()}
    jawab = klien.post("/pmks/pengesahan/64.72/sahkan/", kirim, follow=True)
    assert segar(k).status == "disahkan" and "Keluarga dan komunitas disahkan" in jawab.content.decode()


def test_pengajuan_sendiri_tidak_diverifikasi_sendiri(dunia):
    k = pada_status(dunia, Status.DIAJUKAN)
    with lingkup.masuk(lingkup.sistem("uji")):
        KasusKesatuan.objects.filter(pk=k.pk).update(dibuat_oleh_id=dunia.dinsos.akun.pk)
    with pytest.raises(Ditolak, match="orang lain harus memeriksanya"):
        lakukan(dunia, k, "dinsos", Aksi.VERIFIKASI)


def test_dua_pemeriksa_yang_kedua_diberi_tahu(dunia):
    k = pada_status(dunia, Status.DIAJUKAN)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        lama = KasusKesatuan.objects.get(pk=k.pk)
        putuskan_kasus_kesatuan(kasus=lama, aksi=Aksi.VERIFIKASI, by=by, versi=k.versi)
        basi = KasusKesatuan(pk=k.pk, status="diajukan", kesatuan_id=k.kesatuan_id, wilayah_id=DESA)
        with pytest.raises(Bentrok):
            putuskan_kasus_kesatuan(kasus=basi, aksi=Aksi.KEMBALIKAN, by=by, versi=k.versi, komentar="uji")


def sahkan(dunia, kecuali=None):
    """Approve what waits in 64.72."""
    with lingkup.masuk(dunia.provinsi.lingkup) as by:
        return sahkan_periode(
            kunci=uuid4(),
            kabkota="64.72",
            periode=date(2026, 11, 1),
            dilihat=timezone.now(),
            kecuali=kecuali or {},
            by=by,
        )


def test_satu_pengesahan_memuat_orang_dan_kesatuan_dengan_pengecualian(dunia):
    orang = bahan.pada_status(dunia, Status.DIVERIFIKASI)
    satu = pada_status(dunia, Status.DIVERIFIKASI)
    dua = pada_status(dunia, Status.DIVERIFIKASI, "komunitas")
    p = sahkan(dunia, {dua.pk: "Jumlah KK diragukan"})
    assert (p.jumlah, bahan.segar(orang).status, segar(satu).status, segar(dua).status) == (
        1,
        "disahkan",
        "disahkan",
        "diverifikasi",
    )
    with lingkup.masuk(dunia.provinsi.lingkup):
        assert p.kasus_kesatuan.count() == 1
        assert PengecualianKesatuan.objects.get().alasan == "Jumlah KK diragukan"
    assert sahkan(dunia).jumlah == 0 and segar(dua).status == "disahkan"
    with pytest.raises(ValueError, match="Tidak ada data"):
        sahkan(dunia)


def test_kecualikan_lewat_layar(dunia, masuk):
    k = pada_status(dunia, Status.DIVERIFIKASI, "komunitas")
    klien = masuk("provinsi")
    kirim = {"kasus": str(k.pk), "alasan": "Jumlah KK diragukan"}
    teks = klien.post("/pmks/pengesahan/64.72/kecualikan/", kirim, follow=True).content.decode()
    assert "1 dikecualikan" in teks and "Jumlah KK diragukan" in teks


# Perubahan sesudah diverifikasi --------------------------------------------------------------------------------------


def test_perubahan_sesudah_verifikasi_menjadi_usulan_dan_berlaku_setelah_diputuskan(dunia):
    k = pada_status(dunia, Status.DIVERIFIKASI)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        kini = anggota_kini(k.kesatuan)
        with pytest.raises(Ditolak, match="Tulis alasan"):
            ubah(by, k.kesatuan, anggota=kini[:2])
        hasil = ubah(by, k.kesatuan, anggota=kini[:2], alamat="Jl. Mawar 9", alasan="Anaknya menikah")
        assert Kesatuan.objects.get().alamat == "Jl. Anggrek 14" and AnggotaKesatuan.objects.kini().count() == 3
        with pytest.raises(Ditolak, match="belum diputuskan"):
            ubah(by, k.kesatuan, alamat="Jl. Melati 1", alasan="uji")
    putus_revisi(dunia, hasil.revisi, "dinsos", Aksi.VERIFIKASI)
    with lingkup.masuk(dunia.tksk.lingkup):
        assert Kesatuan.objects.get().alamat == "Jl. Mawar 9" and AnggotaKesatuan.objects.kini().count() == 2
        assert RevisiKesatuan.objects.get().diterapkan_pada is not None


def test_perubahan_atas_yang_disahkan_berlaku_setelah_provinsi_mengesahkan(dunia):
    k = pada_status(dunia, Status.DISAHKAN, "komunitas")
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        revisi = ubah(by, k.kesatuan, jiwa_l=40, alasan="Pendataan ulang").revisi
    putus_revisi(dunia, revisi, "dinsos", Aksi.VERIFIKASI)
    assert segar(k.kesatuan).jiwa_l == 31
    assert sahkan(dunia).jumlah_revisi == 1
    assert segar(k.kesatuan).jiwa_l == 40


def test_usulan_dikembalikan_dibuka_lagi_dengan_isinya(dunia, masuk):
    k = pada_status(dunia, Status.DIVERIFIKASI)
    sini = f"/pmks/kesatuan/{k.kesatuan_id}/"
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        revisi = ubah(by, k.kesatuan, alamat="Jl. Mawar 9", alasan="Pindah rumah").revisi
    assert "Jl. Mawar 9" in masuk("dinsos").get(sini).content.decode()
    masuk("dinsos").post(f"{sini}usulan/{revisi.pk}/kembalikan/", {"versi": revisi.versi, "komentar": "RT berapa?"})
    klien = masuk("tksk")
    halaman = klien.get(sini + "ubah/")
    teks, form = halaman.content.decode(), halaman.context["form"]
    assert "RT berapa?" in teks and 'value="Jl. Mawar 9"' in teks
    isi = {n: form[n].value() for n in form.fields if form[n].value() not in (None, "", [])}
    assert klien.post(sini + "ubah/", isi | {"rt": "7"}).status_code == 302
    with lingkup.masuk(dunia.tksk.lingkup):
        baru = RevisiKesatuan.objects.get()
        assert baru.status == "diajukan" and baru.isi["kolom"] == {"alamat": "Jl. Mawar 9", "rt": "7"}


def test_jenis_yang_disahkan_dihapus_lewat_usulan(dunia):
    k = pada_status(dunia, Status.DIVERIFIKASI)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        revisi = ubah(by, k.kesatuan, kasus=[IsianJenis(25, ["a"])], alasan="Salah jenis").revisi
    assert segar(k).status == "diverifikasi" and kasus_dari(k.kesatuan, 25).status == "draf"
    putus_revisi(dunia, revisi, "dinsos", Aksi.VERIFIKASI)
    assert segar(k).status == "dibatalkan"


def putus_revisi(dunia, revisi: RevisiKesatuan, nama: str, aksi: Aksi) -> None:
    """Decide on a pending change as an inhabitant."""
    with lingkup.masuk(dunia[nama].lingkup) as by:
        kini = RevisiKesatuan.objects.get(pk=revisi.pk)
        putuskan_revisi_kesatuan(revisi=kini, aksi=aksi, by=by, versi=kini.versi, komentar="uji")


def test_dua_penyunting_yang_kedua_melihat_bedanya(dunia, masuk):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu = catat(by, "komunitas")
        ubah(by, satu, alamat="Hulu Sungai Berun")
    klien, jalan = masuk("tksk"), f"/pmks/kesatuan/{satu.pk}/ubah/"
    isi = borang("komunitas", versi="1", alamat="Jl. Lama 1", nama="Punan Sungai Berun")
    jawab = klien.post(jalan, isi)
    teks = jawab.content.decode()
    assert jawab.status_code == 409 and "Hulu Sungai Berun" in teks and "Jl. Lama 1" in teks
    assert kesatuan().alamat == "Hulu Sungai Berun"
    versi = jawab.context["form"]["versi"].value()
    assert klien.post(jalan, isi | {"versi": versi}).status_code == 302 and kesatuan().alamat == "Jl. Lama 1"


# Dinding, peran, samaran ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", ["tetangga", "dinsos_lain"])
def test_wilayah_lain_tidak_menemukannya(dunia, masuk, nama):
    k = pada_status(dunia, Status.DISAHKAN)
    klien = masuk(nama)
    assert klien.get(f"/pmks/kesatuan/{k.kesatuan_id}/").status_code == 404
    assert "Darius" not in klien.get("/pmks/kesatuan/").content.decode()


def test_peran_yang_tidak_mencatat_ditolak(dunia, masuk):
    k = pada_status(dunia, Status.DISAHKAN)
    for nama in ("camat", "dinsos", "provinsi", "kemensos", "admin"):
        klien = masuk(nama)
        for jalan in (*BARU.values(), f"/pmks/kesatuan/{k.kesatuan_id}/ubah/"):
            assert klien.get(jalan).status_code == 403, (nama, jalan)
    assert masuk("admin").get("/pmks/kesatuan/").status_code == 403
    assert masuk("camat").get("/pmks/periksa/kesatuan/").status_code == 403


@pytest.mark.parametrize(("nama", "sejak"), [("camat", 1), ("provinsi", 2), ("kemensos", 3)])
def test_tiap_peran_melihat_sejak_derajatnya(dunia, masuk, nama, sejak):
    kunci = []
    for n, status in enumerate((Status.DRAF, Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DISAHKAN)):
        kunci.append(pada_status(dunia, status, no_kk=f"647203010110906{n}").kesatuan_id)
    klien = masuk(nama)
    kode = [klien.get(f"/pmks/kesatuan/{pk}/").status_code for pk in kunci]
    assert kode == [404] * sejak + [200] * (4 - sejak)


def test_di_atas_kabkota_perlu_keperluan_dan_tiap_pembukaan_dicatat(dunia, masuk):
    k = pada_status(dunia, Status.DISAHKAN)
    klien, sini = masuk("provinsi"), f"/pmks/kesatuan/{k.kesatuan_id}/"
    teks = klien.get(sini).content.decode()
    assert "Darius" not in teks and "Jl. Anggrek" not in teks and KK not in teks
    assert klien.get(sini + "riwayat/").status_code == 302
    klien.post(sini + "buka/", {"tujuan": "pendek"})
    assert "Darius" not in klien.get(sini).content.decode()
    klien.post(sini + "buka/", {"tujuan": "Pemeriksaan data penerima bantuan"})
    teks = klien.get(sini).content.decode()
    assert "Darius Laing" in teks and "Jl. Anggrek" in teks and KK in teks
    masuk("tksk").get(sini)
    with lingkup.masuk(lingkup.sistem("uji")):
        jejak = sorted(Pembukaan.objects.pada(k.kesatuan).values_list("oleh__username", "bagian", "tujuan"))
    tujuan = "Pemeriksaan data penerima bantuan"
    assert jejak == [("provinsi", "nik", tujuan), ("provinsi", "rinci", tujuan), ("tksk", "rinci", "")]


def test_camat_tidak_melihat_nama_anak_dan_nomor(dunia, masuk):
    k = pada_status(dunia, Status.DIAJUKAN)
    teks = masuk("camat").get(f"/pmks/kesatuan/{k.kesatuan_id}/").content.decode()
    assert "Darius Laing" in teks and "Petrus" not in teks and KK not in teks
    assert masuk("camat").post(f"/pmks/kesatuan/{k.kesatuan_id}/buka/").status_code == 403


def test_saringan_daftar(dunia, masuk):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        catat(by, "komunitas", wilayah_id=DESA_LAIN, ajukan=True)
        catat(by, "kelompok")
    klien = masuk("tksk")
    for tanya, jumlah in (
        ("", 3),
        ("bentuk=keluarga", 1),
        ("jenis=26", 0),
        ("status=diajukan", 1),
        (f"wilayah={DESA_LAIN}", 1),
        ("status=disahkan", 0),
        ("bentuk=apa&jenis=999&status=x&wilayah=!", 3),
    ):
        assert len(klien.get(f"/pmks/kesatuan/?{tanya}").context["kesatuan"]) == jumlah, tanya
    assert klien.get("/pmks/kesatuan/?jenis=26").context["banyak"] == 1, "sebuah jenis memberi angka sampai dibuka"
    assert klien.post("/pmks/tampilkan/keluarga/?jenis=26").url == "/pmks/kesatuan/?jenis=26"
    assert len(klien.get("/pmks/kesatuan/?jenis=26").context["kesatuan"]) == 1


def test_beranda_menyebut_yang_menunggu(dunia, masuk):
    pada_status(dunia, Status.DIAJUKAN)
    pada_status(dunia, Status.DIVERIFIKASI, "komunitas")
    pada_status(dunia, Status.DRAF, "hitungan")
    for nama, kata in (("dinsos", "menunggu diperiksa"), ("provinsi", "menunggu pengesahan"), ("tksk", "draf belum")):
        assert f"1 keluarga atau komunitas {kata}" in masuk(nama).get("/").content.decode(), nama
    assert "keluarga atau komunitas" not in masuk("camat").get("/").content.decode()


def test_halaman_angka_memuat_jiwa_dan_membulatkan_jenis_14(dunia, masuk):
    pada_status(dunia, Status.DISAHKAN)
    pada_status(dunia, Status.DISAHKAN, "hitungan", jiwa_l=13, jiwa_p=8)
    for nama, tepat in (("dinsos", True), ("camat", False)):
        isi = masuk(nama).get("/angka/64.72.03/").context["jiwa"]
        assert [(n, j.kesatuan, j.jiwa, b) for n, j, b in isi] == [
            ("Kelompok minoritas", 1 if tepat else 0, 21 if tepat else 25, not tepat),
            ("Fakir miskin", 1, 3, False),
        ]


def test_isian_bahan_uji_adalah_seluruh_kolom():
    assert set(isian()) == set(isian("hitungan"))
