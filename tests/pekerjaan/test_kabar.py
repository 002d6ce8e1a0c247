"""Kotak kabar: sekali, berkelompok, milik sendiri, tanpa data orang; pilihan dan tautan WhatsApp."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Penempatan
from tksk_portal.pekerjaan.kabar import Alamat, baca, daftar_jenis, kabari, kabari_banyak, tautan_wa
from tksk_portal.pekerjaan.models import Kabar, PilihanKabar


@pytest.fixture(autouse=True)
def jenis(settings):
    """Register a kind of notice."""
    settings.JENIS_KABAR = [*settings.JENIS_KABAR, "tests.pekerjaan.bahan.UJI"]


def kirim(dunia, *, dari: str = "dinsos", ke: str = "tksk", **isi) -> None:
    """Send a notice from one inhabitant to another."""
    isi = {"jenis": "uji", "teks": "{n} data dikembalikan Dinsos", "url": "/pmks/", **isi}
    with lingkup.masuk(dunia[dari].lingkup):
        kabari(akun_id=dunia[ke].akun.pk, wilayah=dunia[ke].lingkup.tempat, **isi)


def kotak(dunia, siapa: str = "tksk") -> list[Kabar]:
    """Return an inhabitant's notices as he would read them."""
    with lingkup.masuk(dunia[siapa].lingkup) as by:
        return list(Kabar.objects.milik(by.akun_id).order_by("pk"))


def test_kabar_dengan_kunci_yang_sama_datang_sekali(dunia):
    for _ in range(3):
        kirim(dunia, kunci="laporan:11")
    kirim(dunia, kunci="laporan:12")
    assert [k.kunci for k in kotak(dunia)] == ["laporan:11", "laporan:12"]


def test_kabar_sekelompok_menjadi_satu_baris_dengan_jumlahnya(dunia):
    for _ in range(3):
        kirim(dunia, kelompok="kembali:64.72")
    kirim(dunia, kelompok="kembali:64.72", banyak=40)
    (k,) = kotak(dunia)
    assert (k.kalimat, k.banyak) == ("43 data dikembalikan Dinsos", 43)


def test_kabar_sekelompok_sesudah_dibaca_mulai_baris_baru(dunia):
    kirim(dunia, kelompok="kembali:64.72")
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        assert baca(by.akun_id) == 1
    kirim(dunia, kelompok="kembali:64.72")
    assert [(k.banyak, k.dibaca_pada is None) for k in kotak(dunia)] == [(1, False), (1, True)]


def test_satu_kabar_ke_banyak_kotak_satu_perintah(dunia, django_assert_num_queries):
    kepada = [Alamat(dunia[n].akun.pk, dunia[n].lingkup.tempat) for n in ("tksk", "tetangga", "camat")]
    with lingkup.masuk(dunia.dinsos.lingkup), django_assert_num_queries(1):
        kabari_banyak([*kepada, kepada[0]], jenis="uji", teks="Batas waktu 5 Desember")
    assert [len(kotak(dunia, n)) for n in ("tksk", "tetangga", "camat", "dinsos")] == [1, 1, 1, 0]


def test_kabar_ke_luar_wilayah_ditolak_dinding(dunia):
    with pytest.raises(DatabaseError), transaction.atomic():
        kirim(dunia, dari="dinsos_lain")
    assert kotak(dunia) == []


def test_kunci_dan_kelompok_bersama_ditolak(dunia):
    with pytest.raises(ValueError, match="kunci atau kelompok"):
        kirim(dunia, kunci="a", kelompok="b")


def test_jenis_yang_tidak_terdaftar_ditolak(dunia):
    with pytest.raises(KeyError):
        kirim(dunia, jenis="tidak.ada")


def test_teks_kabar_tidak_memuat_nik(dunia):
    kirim(dunia, teks="Data 6472031201800001 dikembalikan")
    assert "1201800001" not in kotak(dunia)[0].kalimat


@pytest.mark.parametrize("url", ["https://contoh.id/", "//contoh.id/", "/\\contoh.id", "javascript:alert(1)"])
def test_kabar_hanya_menunjuk_halaman_portal(dunia, url):
    with pytest.raises(IntegrityError), transaction.atomic():
        kirim(dunia, url=url)


def test_kabar_orang_lain_tidak_terlihat_dan_tidak_dapat_dibuka(dunia, masuk):
    kirim(dunia)
    (k,) = kotak(dunia)
    for siapa in ("tetangga", "camat", "dinsos", "provinsi", "kemensos", "admin"):
        klien = masuk(siapa)
        assert klien.get(f"/kabar/{k.pk}/").status_code == 404
        assert "data dikembalikan" not in klien.get("/kabar/").content.decode()
    assert kotak(dunia)[0].dibaca_pada is None


def test_membuka_kabar_menandainya_dibaca_dan_membawa_ke_halamannya(dunia, masuk):
    kirim(dunia)
    klien = masuk("tksk")
    assert klien.get(f"/kabar/{kotak(dunia)[0].pk}/").url == "/pmks/"
    assert kotak(dunia)[0].dibaca_pada is not None


def test_lencana_menghitung_yang_belum_dibaca_dan_hilang_sesudah_dibaca(dunia, masuk):
    kirim(dunia), kirim(dunia, teks="Lain")
    klien = masuk("tksk")
    assert lencana(klien) == [2]
    klien.post("/kabar/baca/")
    assert lencana(klien) == [None]


def lencana(klien) -> list:
    """Return the badge at the menu's notices."""
    return [b["lencana"] for b in klien.get("/kabar/").context["menu_kepala"]]


def test_kabar_tentang_tugas_lain_berganti_tugas_saat_dibuka(dunia, masuk):
    kirim(dunia)
    with lingkup.masuk(lingkup.sistem("uji")):
        Kabar.objects.update(wilayah="64.72.05")
        lain = Penempatan.objects.create(
            akun=dunia.tksk.akun, peran="tksk", tempat_id="64.72.05", mulai=timezone.localdate()
        )
    klien = masuk("tksk")
    assert "untuk tugas di" in klien.get("/kabar/").content.decode()
    assert klien.get(f"/kabar/{kotak(dunia)[0].pk}/").url == "/pmks/"
    assert klien.session["tugas"] == str(lain.pk)


def test_kabar_tentang_tugas_yang_sudah_berakhir_tidak_membawa_ke_mana_pun(dunia, masuk):
    kirim(dunia)
    with lingkup.masuk(lingkup.sistem("uji")):
        Kabar.objects.update(wilayah="64.72.05")
    assert masuk("tksk").get(f"/kabar/{kotak(dunia)[0].pk}/").url == "/kabar/"


def test_pilihan_menyembunyikan_sejenis_dari_portal(dunia, masuk):
    kirim(dunia)
    klien = masuk("tksk")
    isi = {f"portal_{kode.replace('.', '_')}": "on" for kode in daftar_jenis() if kode != "uji"}
    assert klien.post("/kabar/pilihan/", isi).status_code == 302
    assert lencana(klien) == [None]
    assert "data dikembalikan" not in klien.get("/kabar/").content.decode()
    assert klien.post("/kabar/pilihan/", {**isi, "portal_uji": "on"}).status_code == 302
    assert lencana(klien) == [1]
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        assert PilihanKabar.objects.filter(akun=by.akun_id).count() == len(isi) + 1


def test_pilihan_surel_ditanyakan_hanya_bila_surel_dapat_dikirim(dunia, masuk, settings):
    klien = masuk("tksk")
    assert "tidak mengirim surel" in klien.get("/kabar/pilihan/").content.decode()
    settings.SUREL_AKTIF = True
    assert "belum punya alamat surel" in klien.get("/kabar/pilihan/").content.decode()
    with lingkup.masuk(lingkup.sistem("uji")):
        dunia.tksk.akun.email = "nurhayati@contoh.go.id"
        dunia.tksk.akun.save()
    assert "surel_uji" in klien.get("/kabar/pilihan/").context["form"].fields
    assert klien.post("/kabar/pilihan/", {"surel_uji": "tiap jam"}).status_code == 422
    isi = {f"surel_{kode.replace('.', '_')}": "mingguan" for kode in daftar_jenis()}
    isi |= {"surel_pmks_dikembalikan": "tidak", "surel_pekerjaan_berakhir": "harian"}
    assert klien.post("/kabar/pilihan/", isi).status_code == 302
    with lingkup.masuk(dunia.tksk.lingkup):
        pilihan = dict(PilihanKabar.objects.values_list("jenis", "surel"))
    assert pilihan == {k.removeprefix("surel_").replace("_", ".", 1): v for k, v in isi.items()}


def test_pengirim_melihat_kabarnya_dibaca_atau_belum_dengan_teks_whatsapp(dunia, masuk):
    kirim(dunia, kelompok="a"), kirim(dunia, kelompok="a")
    klien = masuk("dinsos")
    halaman = klien.get("/kabar/terkirim/")
    assert "belum dibaca" in halaman.content.decode()
    (k,) = halaman.context["halaman"].baris
    wa = urlsplit(k.wa)
    assert (wa.scheme, wa.netloc, wa.path) == ("https", "wa.me", "/")
    teks = parse_qs(wa.query)["text"][0]
    assert teks == "Portal TKSK: 2 data dikembalikan Dinsos.\nhttp://testserver/kabar/"
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        baca(by.akun_id)
    assert "sudah dibaca" in klien.get("/kabar/terkirim/").content.decode()
    assert masuk("dinsos_lain").get("/kabar/terkirim/").context["halaman"].baris == []


def test_tautan_whatsapp_menyandikan_teksnya():
    assert tautan_wa("a & b?", "https://x/?a=1") == "https://wa.me/?text=a%20%26%20b%3F%0Ahttps%3A//x/%3Fa%3D1"


def test_daftar_kabar_berhalaman_tanpa_kueri_per_baris(dunia, masuk, django_assert_max_num_queries):
    with lingkup.masuk(dunia.dinsos.lingkup):
        for n in range(60):
            kabari(akun_id=dunia.tksk.akun.pk, wilayah="64.72.03", jenis="uji", teks=f"kabar {n}")
    klien = masuk("tksk")
    klien.get("/kabar/")
    with django_assert_max_num_queries(22):
        halaman = klien.get("/kabar/").context["halaman"]
    assert (len(halaman.baris), halaman.sebelum_url) == (25, None)
    kedua = klien.get(halaman.sesudah_url).context["halaman"]
    assert not {k.pk for k in halaman.baris} & {k.pk for k in kedua.baris}


def test_hanya_sistem_yang_menghapus_kabar_lama(dunia):
    kirim(dunia)
    with lingkup.masuk(dunia.tksk.lingkup):
        assert Kabar.objects.all().delete()[0] == 0
    with lingkup.masuk(lingkup.sistem("uji")):
        Kabar.objects.update(dibuat_pada=timezone.now() - timedelta(days=500))
        assert Kabar.objects.all().delete()[0] == 1
