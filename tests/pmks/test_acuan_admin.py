"""Halaman acuan: semua membaca, admin mengatur, yang ditolak disebut di samping isiannya."""

from datetime import date

import pytest
from django.urls import reverse

from pmks.models import AturanJenis, LabelTurunan, Peraturan, acuan_jenis

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("acuan_sendiri")]
SEMUA = ("tksk", "camat", "dinsos", "provinsi", "kemensos", "admin")


def isian_versi(**ganti) -> dict:
    """Return POST data of a version of type 21."""
    return {
        **{"peraturan": str(Peraturan.objects.first().pk), "berlaku_sejak": "01-01-2027", "definisi": "Korban banjir"},
        **{"subjek": ["I", "G"], "umur_min": "", "umur_maks": "", "jk": "", "peka": "0", "catatan": ""},
        **{"kriteria": "Terluka\n\nKehilangan  harta benda\n", "tanya_kejadian": "wajib"},
        **{"pilihan_kejadian": ["banjir", "longsor"], "tanya_kejadian_pada": "boleh"},
    } | ganti


@pytest.mark.parametrize("nama", SEMUA)
def test_semua_peran_membaca_dan_hanya_admin_melihat_tombol_atur(masuk, nama):
    klien = masuk(nama)
    for alamat in ("pmks:acuan", "pmks:acuan_label", "pmks:acuan_peraturan"):
        halaman = klien.get(reverse(alamat))
        assert halaman.status_code == 200
        assert ("peraturan/baru" in halaman.content.decode()) == (nama == "admin" and alamat != "pmks:acuan_label")
    satu = klien.get(reverse("pmks:acuan_rinci", args=[8])).content.decode()
    assert "60 tahun ke atas" in satu
    assert ("versi/baru" in satu) == (nama == "admin")
    for alamat in (reverse("pmks:versi_baru", args=[8]), reverse("pmks:peraturan_baru")):
        assert klien.get(alamat).status_code == (200 if nama == "admin" else 403)


@pytest.mark.parametrize(("kata", "ada"), [("jompo", 8), ("BANJIR", 21), ("gizi buruk", 1), ("21", 21), ("tki", 20)])
def test_pencarian_menemukan_dari_kata_sehari_hari_dan_kriteria(masuk, kata, ada):
    daftar = [b["j"].kode for b in masuk("tksk").get(reverse("pmks:acuan"), {"q": kata}).context["daftar"]]
    assert ada in daftar
    assert len(daftar) < 6


def test_pencarian_tanpa_hasil_memberi_jalan_kembali(masuk):
    halaman = masuk("tksk").get(reverse("pmks:acuan"), {"q": "zzz"}).content.decode()
    assert "Tidak ada jenis yang cocok" in halaman
    assert reverse("pmks:acuan") in halaman


def test_label_yang_belum_dipastikan_ditandai(masuk):
    halaman = masuk("tksk").get(reverse("pmks:acuan_label")).content.decode()
    assert halaman.count("belum dipastikan</span>") == 4
    assert "padanannya belum dipastikan" in masuk("tksk").get(reverse("pmks:acuan_rinci", args=[24])).content.decode()


def test_admin_membuat_versi_dari_salinan_yang_lama(masuk):
    klien = masuk("admin")
    alamat = reverse("pmks:versi_baru", args=[21])
    awal = klien.get(alamat).context["form"]
    assert awal["kriteria"].value() == "\n".join(AturanJenis.objects.get(jenis=21).kriteria)
    assert awal["tanya_kejadian"].value() == "wajib"
    assert klien.post(alamat, isian_versi()).status_code == 302
    baru = acuan_jenis(date(2027, 1, 1))[21]
    assert [str(k) for k in baru.kriteria] == ["a. Terluka", "b. Kehilangan harta benda"]
    assert [(d.nama, d.wajib) for d in baru.ditanya] == [("kejadian", True), ("kejadian_pada", False)]
    assert [nilai for nilai, _ in baru.ditanya[0].pilihan] == ["banjir", "longsor"]
    assert baru.subjek == "IG"
    halaman = klien.get(reverse("pmks:acuan_rinci", args=[21])).content.decode()
    assert "belum mulai" in halaman
    assert "Admin Kaltim" in halaman


@pytest.mark.parametrize(
    ("ubah", "medan", "kata"),
    [
        ({"berlaku_sejak": ""}, "berlaku_sejak", ""),
        ({"berlaku_sejak": "bukan"}, "berlaku_sejak", ""),
        ({"definisi": ""}, "definisi", ""),
        ({"subjek": []}, "subjek", "satu subjek"),
        ({"umur_min": "18", "umur_maks": "17"}, "umur_maks", "di bawah umur paling muda"),
        ({"kriteria": "Sama\nsama"}, "kriteria", "dua kali"),
        ({"kriteria": "x" * 301}, "kriteria", "ke-1 lebih dari 300"),
        ({"kriteria": "\n".join(f"k{n}" for n in range(27))}, "kriteria", "Paling banyak 26"),
        ({"pilihan_kejadian": []}, "pilihan_kejadian", "satu macam"),
        ({"tanya_negara": "wajib"}, "tanya_negara", "bersama"),
        ({"peraturan": "0"}, "peraturan", ""),
    ],
)
def test_isian_versi_yang_salah_ditolak_di_samping_isiannya(masuk, ubah, medan, kata):
    respons = masuk("admin").post(reverse("pmks:versi_baru", args=[21]), isian_versi(**ubah))
    assert respons.status_code == 422
    assert respons.context["form"].errors.keys() == {medan}
    assert kata in str(respons.context["form"].errors[medan])
    assert AturanJenis.objects.filter(jenis=21).count() == 1


def test_versi_tidak_mendahului_peraturannya(masuk):
    Peraturan.objects.update(berlaku_sejak=date(2027, 2, 1))
    respons = masuk("admin").post(reverse("pmks:versi_baru", args=[21]), isian_versi())
    assert "baru berlaku 01-02-2027" in str(respons.context["form"].errors["berlaku_sejak"])


def test_versi_yang_sudah_berlaku_tidak_dapat_dibuka_untuk_diubah(masuk):
    lama = AturanJenis.objects.get(jenis=21)
    klien = masuk("admin")
    for alamat in ("pmks:ubah_versi", "pmks:batalkan_versi"):
        respons = klien.post(reverse(alamat, args=[21, lama.pk]), isian_versi(), follow=True)
        assert "sudah berlaku" in respons.content.decode()
    assert AturanJenis.objects.get(jenis=21).definisi == lama.definisi


def test_admin_membatalkan_versi_yang_belum_mulai(masuk):
    klien = masuk("admin")
    klien.post(reverse("pmks:versi_baru", args=[21]), isian_versi())
    baru = AturanJenis.objects.get(jenis=21, berlaku_sampai=None)
    assert klien.post(reverse("pmks:batalkan_versi", args=[21, baru.pk])).status_code == 302
    assert AturanJenis.objects.get(jenis=21).berlaku_sampai is None


def test_jenis_yang_sudah_punya_label_dalam_skema_itu_ditolak(masuk):
    label = LabelTurunan.objects.get(skema="pas12", kode=11)
    isi = {"nama": label.nama, "jenis": ["23", "24"], "sumber": "", "versi": str(label.versi)}
    respons = masuk("admin").post(reverse("pmks:ubah_label", args=[label.pk]), isi)
    assert "12-PAS 12. Fakir miskin" in str(respons.context["form"].errors["jenis"])


def test_label_dipastikan_harus_menyebut_sumbernya(masuk):
    label = LabelTurunan.objects.get(skema="pas12", kode=11)
    isi = {"nama": label.nama, "jenis": ["23"], "pasti": "on", "sumber": "", "versi": str(label.versi)}
    klien, alamat = masuk("admin"), reverse("pmks:ubah_label", args=[label.pk])
    assert klien.post(alamat, isi).context["form"].errors.keys() == {"sumber"}
    assert klien.post(alamat, isi | {"sumber": "Naskah Kepmensos, halaman 3"}).status_code == 302
    assert LabelTurunan.objects.get(pk=label.pk).pasti


def test_dua_admin_mengubah_label_yang_sama_yang_kedua_melihat_keduanya(masuk):
    label = LabelTurunan.objects.get(skema="pas12", kode=11)
    klien, alamat = masuk("admin"), reverse("pmks:ubah_label", args=[label.pk])
    isi = {"jenis": ["23"], "sumber": "", "versi": str(label.versi)}
    assert klien.post(alamat, isi | {"nama": "Pertama"}).status_code == 302
    respons = klien.post(alamat, isi | {"nama": "Kedua"})
    assert respons.status_code == 409
    assert ("nama", "Pertama", "Kedua") in respons.context["basi"]
    assert LabelTurunan.objects.get(pk=label.pk).nama == "Pertama"
    kirim_lagi = isi | {"nama": "Kedua", "versi": respons.context["form"]["versi"].value()}
    assert klien.post(alamat, kirim_lagi).status_code == 302
    assert LabelTurunan.objects.get(pk=label.pk).nama == "Kedua"


def test_peraturan_dengan_kode_sama_ditolak(masuk):
    isi = {"kode": "Permensos 8/2012", "nama": "Lain"}
    respons = masuk("admin").post(reverse("pmks:peraturan_baru"), isi)
    assert respons.status_code == 422
    assert "kode" in respons.context["form"].errors
    assert masuk("admin").post(reverse("pmks:peraturan_baru"), isi | {"kode": "Uji"}).status_code == 302


def test_masa_peraturan_yang_terbalik_ditolak(masuk):
    isi = {"kode": "Uji", "nama": "Uji", "berlaku_sejak": "02-01-2027", "berlaku_sampai": "01-01-2027"}
    respons = masuk("admin").post(reverse("pmks:peraturan_baru"), isi)
    assert respons.status_code == 422
    assert "sebelum tanggal mulai" in respons.content.decode()
