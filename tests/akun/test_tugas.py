from datetime import date, timedelta

from django.utils import timezone

from tests.akun.bahan import beri, buat, ubah_masa
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Penempatan


def test_tugas_berlaku_sampai_hari_terakhirnya(sistem, dunia):
    selesai = date(2026, 6, 30)
    tugas = Penempatan.objects.filter(pk=dunia.tksk.tugas.pk)
    tugas.update(selesai=selesai)
    assert tugas.berlaku(selesai).exists()
    assert not tugas.berlaku(selesai + timedelta(days=1)).exists()
    assert tugas.berlaku(date(2026, 1, 1)).exists()
    assert not tugas.berlaku(date(2025, 12, 31)).exists()


def test_tugas_yang_berakhir_hari_ini_masih_dapat_bekerja(masuk, dunia):
    ubah_masa(dunia.tksk.tugas, selesai=timezone.localdate())
    assert masuk("tksk").get("/akun/").status_code == 200


def test_tugas_yang_berakhir_kemarin_dijelaskan(masuk, dunia):
    ubah_masa(dunia.tksk.tugas, selesai=timezone.localdate() - timedelta(days=1))
    jawab = masuk("tksk").get("/akun/")
    assert jawab.status_code == 403
    isi = jawab.content.decode()
    assert "TKSK · Kec. Samarinda Ulu berakhir" in isi
    assert "Admin dinas sosial di" in isi


def test_tugas_yang_baru_mulai_besok_dijelaskan(masuk, dunia):
    ubah_masa(dunia.tksk.tugas, mulai=timezone.localdate() + timedelta(days=1))
    isi = masuk("tksk").get("/akun/").content.decode()
    assert "baru mulai" in isi


def test_akun_tanpa_tugas_tidak_melihat_apa_pun(client, dunia):
    client.force_login(buat("kosong"))
    for jalan in ("/", "/akun/", "/akun/kelola/"):
        jawab = client.get(jalan)
        assert jawab.status_code == 403
        assert "Akun ini belum diberi tugas." in jawab.content.decode()


def test_ganti_tugas_memindahkan_lingkup(masuk, dunia):
    kedua = beri(dunia.tksk.akun, "tksk", "64.72.05", date(2026, 2, 1))
    client = masuk("tksk")
    assert client.get("/akun/").context["tugas"] == dunia.tksk.tugas
    client.post("/ganti-tugas/", {"tugas": str(kedua.pk)})
    jawab = client.get("/akun/")
    assert jawab.context["tugas"] == kedua
    assert jawab.wsgi_request.lingkup.tempat == "64.72.05"


def test_ganti_ke_tugas_orang_lain_diabaikan(masuk, dunia):
    beri(dunia.tksk.akun, "tksk", "64.72.05", date(2026, 2, 1))
    client = masuk("tksk")
    for palsu in (str(dunia.admin.tugas.pk), "bukan-uuid", ""):
        client.post("/ganti-tugas/", {"tugas": palsu})
        assert client.get("/akun/").wsgi_request.lingkup.tempat == "64.72.03"


def test_tugas_orang_lain_yang_ditanam_di_sesi_diabaikan(masuk, dunia):
    client = masuk("tksk")
    sesi = client.session
    sesi["tugas"] = str(dunia.admin.tugas.pk)
    sesi.save()
    assert client.get("/akun/").wsgi_request.lingkup.peran == "tksk"


def test_tugas_kedua_yang_berakhir_kembali_ke_yang_pertama(masuk, dunia):
    kedua = beri(dunia.tksk.akun, "tksk", "64.72.05", date(2026, 2, 1))
    client = masuk("tksk")
    client.post("/ganti-tugas/", {"tugas": str(kedua.pk)})
    ubah_masa(kedua, selesai=timezone.localdate() - timedelta(days=1))
    assert client.get("/akun/").wsgi_request.lingkup.tempat == "64.72.03"


def test_tugas_orang_lain_tidak_terbaca_petugas(dunia):
    with lingkup.masuk(dunia.tksk.lingkup):
        assert set(Penempatan.objects.values_list("akun__username", flat=True)) == {"tksk", "camat"}
