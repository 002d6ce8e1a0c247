"""Lingkup: bersarang dan dikembalikan, nyaring tanpanya, satu per permintaan, dan tidak ada yang setengah tersimpan."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from pmks.models import Orang
from tests.conftest import baca_dunia
from tests.jalan.basis import sambung
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import perlu, terbuka
from tksk_portal.akun.models import Penempatan
from tksk_portal.basisdata.mesin.base import DatabaseWrapper
from tksk_portal.basisdata.siapkan import APLIKASI, PEMILIK
from tksk_portal.jejak.models import Pembukaan

BELUM = "lingkup belum ditetapkan"


def _kini() -> tuple[str, str, str]:
    """Return role, lower bound and lowest degree as the database has them."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT current_user, coalesce(current_setting('tksk.awal', true), ''), "
            "coalesce(current_setting('tksk.derajat', true), '')"
        )
        return kursor.fetchone()


def _tanpa() -> bool:
    return _kini() == (PEMILIK, "", "") and lingkup.sekarang() == lingkup.ORANG_LUAR


# Bersarang ---------------------------------------------------------------------------------------------------


def test_lingkup_memasang_peran_dan_batas_lalu_melepasnya(dunia):
    assert _tanpa()
    with lingkup.masuk(dunia.tksk.lingkup):
        assert _kini() == (APLIKASI, "64.72.03", "-1")
        assert lingkup.sekarang() == dunia.tksk.lingkup
    assert _tanpa()


def test_lingkup_bersarang_kembali_ke_yang_luar(dunia):
    with lingkup.masuk(dunia.provinsi.lingkup):
        with lingkup.masuk(dunia.tksk.lingkup):
            with lingkup.masuk(dunia.kemensos.lingkup):
                assert _kini() == (APLIKASI, "0", "3")
            assert _kini() == (APLIKASI, "64.72.03", "-1")
        assert _kini() == (APLIKASI, "64", "2")
        assert lingkup.sekarang() == dunia.provinsi.lingkup
    assert _tanpa()


def test_galat_mengembalikan_lingkup_dan_membatalkan_tulisan(dunia):
    with lingkup.masuk(dunia.dinsos.lingkup):
        with pytest.raises(RuntimeError, match="sengaja"), lingkup.masuk(dunia.tksk.lingkup) as by:
            catat(by)
            raise RuntimeError("sengaja")
        assert _kini() == (APLIKASI, "64.72", "-1")
        assert lingkup.sekarang() == dunia.dinsos.lingkup
        assert not Orang.objects.exists()
    assert _tanpa()


def test_galat_basis_data_di_dalam_tidak_merusak_yang_luar(dunia):
    with lingkup.masuk(dunia.dinsos.lingkup):
        with pytest.raises(DatabaseError), lingkup.masuk(dunia.tksk.lingkup), connection.cursor() as kursor:
            kursor.execute("SELECT 1/0")
        assert _kini() == (APLIKASI, "64.72", "-1")


def test_savepoint_yang_dibatalkan_tidak_membawa_lingkup_keluar(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        with lingkup.masuk(dunia.tksk.lingkup):
            Orang.objects.update(alamat="Jl. Baru 1")
            transaction.set_rollback(True)
        assert _kini() == (APLIKASI, "64.72.03", "-1")
        assert Orang.objects.get().alamat != "Jl. Baru 1"
    assert _tanpa()


def test_benang_lain_tidak_mewarisi_lingkup(dunia):
    hasil = []
    with lingkup.masuk(dunia.tksk.lingkup):
        benang = Thread(target=lambda: hasil.append(lingkup.sekarang()))
        benang.start()
        benang.join()
    assert hasil == [lingkup.ORANG_LUAR]


def test_tanpa_tugas_tidak_melihat_dan_tidak_menulis(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    with lingkup.masuk(lingkup.ORANG_LUAR):
        assert not Orang.objects.exists()
        assert Orang.objects.update(alamat="x") == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Pembukaan.objects.create(
                wilayah_id="64.72.03",
                jenis="pmks.orang",
                objek_id=dunia.tksk.akun.pk,
                bagian="rinci",
                oleh=dunia.tksk.akun,
                penempatan=dunia.tksk.tugas,
            )
    assert lingkup.ORANG_LUAR.derajat == 9
    assert not lingkup.ORANG_LUAR.memuat("64.72.03")


# Nyaring -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "perbuatan",
    [
        lambda: Orang.objects.first(),
        lambda: Orang.objects.count(),
        lambda: Orang.objects.filter(pk=None).exists() or list(Orang.objects.filter(nama="x")),
        lambda: Orang.objects.update(alamat="x"),
        lambda: Orang.objects.filter(nama="x").delete(),
        lambda: Orang.riwayat.field.model.objects.update(nama="x"),
        lambda: Penempatan.objects.create(akun_id=None, peran="tksk", tempat_id="64.72.03"),
    ],
)
def test_tanpa_lingkup_ditolak(dunia, perbuatan):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    with pytest.raises(DatabaseError, match=BELUM), transaction.atomic():
        perbuatan()


def test_sesudah_transaksi_selesai_lingkup_tidak_tertinggal(data_tetap):
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Orang.objects.exists()
    assert not connection.in_atomic_block
    with pytest.raises(DatabaseError, match=BELUM):
        Orang.objects.exists()


# Pekerjaan dan perintah --------------------------------------------------------------------------------------


def test_lingkup_pekerjaan_adalah_lingkup_tugasnya(dunia):
    assert lingkup.untuk_pekerjaan(dunia.tksk.tugas.pk) == dunia.tksk.lingkup


def test_lingkup_pekerjaan_menolak_tugas_berakhir(dunia):
    with lingkup.masuk(lingkup.sistem("uji")):
        Penempatan.objects.filter(pk=dunia.tksk.tugas.pk).update(selesai=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Penempatan.DoesNotExist):
        lingkup.untuk_pekerjaan(dunia.tksk.tugas.pk)


def test_lingkup_pekerjaan_menolak_tugas_yang_belum_mulai(dunia):
    with lingkup.masuk(lingkup.sistem("uji")):
        Penempatan.objects.filter(pk=dunia.tksk.tugas.pk).update(mulai=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Penempatan.DoesNotExist):
        lingkup.untuk_pekerjaan(dunia.tksk.tugas.pk)


def test_lingkup_pekerjaan_menolak_akun_tertutup(dunia):
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = dunia.tksk.akun
        akun.ditutup_pada, akun.ditutup_oleh = timezone.now(), dunia.admin.akun
        akun.save(update_fields=["ditutup_pada", "ditutup_oleh"])
    with pytest.raises(Penempatan.DoesNotExist):
        lingkup.untuk_pekerjaan(dunia.tksk.tugas.pk)


def test_lingkup_perintah_terbatas_pada_tempatnya(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Orang.objects.count() == 1
    with lingkup.masuk(lingkup.sistem("uji", "64.71")):
        assert not Orang.objects.exists()


# Permintaan --------------------------------------------------------------------------------------------------

AKHIR = {
    "404": Http404,
    "403": PermissionDenied,
    "500": RuntimeError,
    "400": SuspiciousOperation,
}


@perlu("pmks.catat")
def tulis(request, akhir):
    catat(request.lingkup)
    if akhir in AKHIR:
        raise AKHIR[akhir]("sengaja")
    return HttpResponse("tersimpan")


@perlu("pmks.catat")
def tulis_lalu_alirkan(request):
    catat(request.lingkup)
    return StreamingHttpResponse(o.nama for o in Orang.objects.all())


@perlu("pmks.lihat")
def kirim_berkas(request):
    return FileResponse([b"isi"])


@perlu("pmks.catat")
def langgar_saat_commit(request):
    catat(request.lingkup)
    with connection.cursor() as kursor:
        kursor.execute(
            'INSERT INTO account_emailaddress (email, verified, "primary", user_id) '
            "VALUES ('a@contoh.id', false, false, gen_random_uuid())"
        )
    return HttpResponse("tersimpan")


@perlu("pmks.catat")
def putus_di_tengah(request):
    catat(request.lingkup)
    putuskan()
    return HttpResponse(str(Orang.objects.count()))


@perlu("pmks.catat")
def putus_lain(request):
    putuskan()
    try:
        return HttpResponse(str(Orang.objects.count()))
    except OperationalError as salah:
        raise DatabaseError("server closed the connection unexpectedly") from salah


def putuskan() -> None:
    """End this thread's connection from another one, as a database that stops does."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_backend_pid()")
        (pid,) = kursor.fetchone()
    kedua = sambung()
    with kedua.cursor() as kursor:
        kursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    kedua.close()


@perlu("pmks.catat")
def pindah_keluar(request):
    orang = catat(request.lingkup)
    Orang.objects.filter(pk=orang.pk).update(wilayah_id="64.71.01.1001")
    return HttpResponse("pindah")


@terbuka("uji")
def intip(request):
    return HttpResponse("|".join([*_kini(), lingkup.sekarang().tempat]))


urlpatterns = [
    path("tulis/<str:akhir>/", tulis),
    path("alirkan/", tulis_lalu_alirkan),
    path("berkas/", kirim_berkas),
    path("langgar/", langgar_saat_commit),
    path("putus/", putus_di_tengah),
    path("putus-lain/", putus_lain),
    path("pindah/", pindah_keluar),
    path("intip/", intip),
    path("", include("tksk_portal.urls")),
]


@pytest.fixture
def klien(data_tetap, settings) -> Client:
    """A client of the TKSK on committed data, with the views of this file."""
    settings.ROOT_URLCONF = __name__
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = baca_dunia().tksk.akun
    klien = Client(raise_request_exception=False)
    klien.force_login(akun)
    return klien


def _jumlah() -> int:
    with lingkup.masuk(lingkup.sistem("uji")):
        return Orang.objects.count() + Orang.riwayat.field.model.objects.count()


@pytest.mark.parametrize("akhir", AKHIR)
def test_view_yang_berakhir_dengan_galat_tidak_menyimpan_apa_pun(klien, akhir):
    assert klien.get(f"/tulis/{akhir}/").status_code == int(akhir)
    assert _jumlah() == 0
    assert not connection.in_atomic_block


def test_yang_berhasil_tersimpan_sebelum_dijawab(klien):
    assert klien.get("/tulis/baik/").content == b"tersimpan"
    kedua = sambung()
    with kedua.cursor() as kursor:
        kursor.execute("ALTER TABLE pmks_orang NO FORCE ROW LEVEL SECURITY; SELECT count(*) FROM pmks_orang")
        assert kursor.fetchone() == (1,)
    kedua.rollback()
    kedua.close()


def test_pelanggaran_saat_commit_tidak_dijawab_berhasil(klien):
    assert klien.get("/langgar/").status_code == 500
    assert _jumlah() == 0


def test_penolakan_oleh_dinding_dijawab_403_dan_tidak_menyimpan(klien):
    respons = klien.get("/pindah/")
    assert respons.status_code == 403
    assert "Bukan tugas Anda" in respons.content.decode()
    assert _jumlah() == 0


def test_jawaban_beraliran_ditolak_dan_tidak_menyimpan(klien):
    respons = klien.get("/alirkan/")
    assert respons.status_code == 500
    assert "beraliran" in str(respons.exc_info[1])
    assert _jumlah() == 0


def test_berkas_boleh_dikirim(klien):
    assert b"".join(klien.get("/berkas/").streaming_content) == b"isi"


def test_permintaan_berjalan_dalam_lingkup_tugas(klien):
    assert klien.get("/intip/").content.decode() == f"{APLIKASI}|64.72.03|-1|64.72.03"
    assert Client().get("/intip/").content.decode() == f"{APLIKASI}|~|9|"
    assert lingkup.sekarang() == lingkup.ORANG_LUAR


@pytest.mark.parametrize("akhir", ["403", "404"])
def test_halaman_galat_disusun_dalam_lingkup(klien, akhir):
    respons = klien.get(f"/tulis/{akhir}/")
    assert respons.context["tugas"].tempat_id == "64.72.03"
    assert [b["label"] for b in respons.context["menu"]][:1] == ["Beranda"]


def test_tugas_yang_berakhir_di_tengah_sesi_langsung_berlaku(klien):
    assert klien.get("/pmks/").status_code == 200
    ubah = Penempatan.objects.filter(akun__username="tksk")
    try:
        with lingkup.masuk(lingkup.sistem("uji")):
            ubah.update(selesai=timezone.localdate() - timedelta(days=1))
        respons = klien.get("/pmks/")
        assert respons.status_code == 403
        assert "berakhir" in respons.content.decode()
    finally:
        with lingkup.masuk(lingkup.sistem("uji")):
            ubah.update(selesai=None, mulai=date(2026, 1, 1))


# Basis data tidak menjawab -----------------------------------------------------------------------------------


@pytest.fixture
def mati(klien, monkeypatch):
    """The database refuses new connections, and the old one is gone."""

    def tolak(*_):
        raise OperationalError("connection refused")

    connection.close()
    monkeypatch.setattr(DatabaseWrapper, "get_new_connection", tolak)
    yield klien
    monkeypatch.undo()


@pytest.mark.parametrize("alamat", ["/", "/pmks/", "/pmks/baru/", "/masuk/", "/tidak-ada/"])
def test_basis_data_mati_dijawab_503(mati, alamat):
    for orang in (mati, Client(raise_request_exception=False)):
        respons = orang.get(alamat)
        assert respons.status_code == 503, alamat
        assert respons.headers["Retry-After"] == "30"
        assert "<h1" in respons.content.decode()


def test_basis_data_mati_kiriman_dijawab_503(mati):
    assert mati.post("/pmks/baru/", {"nama": "Siti"}).status_code == 503


def test_basis_data_mati_pemeriksaan_layanan_menyebutnya(mati):
    respons = mati.get("/sehat/")
    assert (respons.status_code, respons.json()) == (503, {"status": "basis data tidak menjawab"})


def test_sambungan_putus_di_tengah_dijawab_503_dan_tidak_menyimpan(klien):
    assert klien.get("/putus/").status_code == 503
    connection.close()
    assert _jumlah() == 0
    assert klien.get("/pmks/").status_code == 200


def test_sambungan_putus_dengan_nama_galat_lain_juga_dijawab_503(klien):
    """When the server dies in the middle of an answer psycopg2 may raise a plain DatabaseError."""
    respons = klien.get("/putus-lain/")
    assert respons.status_code == 503 and respons.headers["Retry-After"] == "30"
    connection.close()
    assert klien.get("/pmks/").status_code == 200


def test_integrity_error_yang_diharapkan_ada_dalam_savepoint(dunia):
    """After an expected refusal of the database, the request goes on in its scope."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
        with pytest.raises(IntegrityError), transaction.atomic():
            Orang.objects.filter(pk=orang.pk).update(nik="123")
        assert Orang.objects.get().nik == orang.nik
