from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.akun.bahan import buat, masukkan, serentak, tutup, ubah_masa
from tests.conftest import baca_dunia
from tksk_portal.akses import lingkup
from tksk_portal.akun.enums import JenisTautan, Peran
from tksk_portal.akun.models import Akun, Penempatan, Tautan
from tksk_portal.kelola import actions
from tksk_portal.kelola.actions import Ditolak, IsiAkun, Masa
from tksk_portal.wilayah.models import Wilayah

MULAI = date(2026, 3, 1)


@pytest.fixture
def by(dunia):
    """The admin's scope, entered for the whole test."""
    with lingkup.masuk(dunia.admin.lingkup) as admin:
        yield admin


def tambah(by, akun, peran="camat", tempat="64.72.05", mulai=MULAI, selesai=None) -> Penempatan:
    return actions.beri_tugas(akun=akun, peran=peran, tempat=tempat, masa=Masa(mulai, selesai), by=by)


def test_akun_baru_punya_tugas_dan_undangan(by, dunia):
    isi = IsiAkun(username="tksk.64.72.05", nama="Rahmat")
    akun, tautan, token = actions.buat_akun(isi=isi, peran="camat", tempat="64.72.05", masa=Masa(MULAI), by=by)
    assert (akun.wilayah_id, akun.sudah_menerima) == ("64", False)
    tugas = akun.penempatan.get()
    assert (tugas.tempat_id, tugas.mulai, tugas.dibuat_oleh_id) == ("64.72.05", MULAI, by.akun_id)
    assert (tautan.jenis, tautan.keadaan, len(token)) == ("undangan", "menunggu", 43)
    assert akun.riwayat.get().pgh_context["akun"] == str(by.akun_id)


def test_nama_pengguna_yang_terpakai_ditolak_tanpa_sisa(by, dunia):
    banyak = Akun.objects.count()
    with pytest.raises(Ditolak, match="sudah dipakai") as tolak:
        actions.buat_akun(isi=IsiAkun("tksk", "x"), peran="camat", tempat="64.72.05", masa=Masa(MULAI), by=by)
    assert tolak.value.medan == "username"
    assert Akun.objects.count() == banyak


def test_akun_baru_batal_seluruhnya_bila_tugasnya_ditolak(by, dunia):
    with pytest.raises(Ditolak):
        actions.buat_akun(isi=IsiAkun("baru.sekali", "x"), peran="camat", tempat="64.72", masa=Masa(MULAI), by=by)
    assert not Akun.objects.filter(username="baru.sekali").exists()


@pytest.mark.parametrize(
    ("peran", "tempat", "medan"),
    [
        ("camat", "64.72", "tempat"),
        ("camat", "64.72.03.1004", "tempat"),
        ("kabkota", "64.72.03", "tempat"),
        ("admin", "64.72", "tempat"),
        ("camat", "63.71.01", "tempat"),
        ("camat", "99", "tempat"),
        ("admin", "0", "tempat"),
        ("kemensos", "0", "peran"),
        ("tksk", "64.72.05", "peran"),  # dari roster (penugasan/petugas)
    ],
)
def test_tugas_di_luar_wewenang_ditolak(by, dunia, peran, tempat, medan):
    with pytest.raises(Ditolak) as tolak:
        tambah(by, dunia.tksk.akun, peran, tempat)
    assert tolak.value.medan == medan


def test_tugas_di_wilayah_yang_berakhir_ditolak(dunia):
    Wilayah.objects.filter(pk="64.72.05").update(berlaku_sampai=date(2025, 1, 1))
    with lingkup.masuk(dunia.admin.lingkup) as by, pytest.raises(Ditolak, match="tidak ada"):
        tambah(by, dunia.tksk.akun)


def test_tugas_tumpang_tindih_disebut_di_isian_mulai(by, dunia):
    with pytest.raises(Ditolak, match="sudah punya tugas yang sama") as tolak:
        tambah(by, dunia.camat.akun, tempat="64.72.03")
    assert tolak.value.medan == "mulai"


def test_tugas_selesai_sebelum_mulai_disebut_di_isian_selesai(by, dunia):
    with pytest.raises(Ditolak, match="tidak boleh sebelum") as tolak:
        tambah(by, dunia.tksk.akun, selesai=MULAI - timedelta(days=1))
    assert tolak.value.medan == "selesai"


@pytest.mark.parametrize("tahun", [180, 2008, 2099])
def test_tahun_yang_mustahil_ditolak(by, dunia, tahun):
    with pytest.raises(Ditolak, match="Periksa tahunnya"):
        tambah(by, dunia.tksk.akun, mulai=date(tahun, 1, 1))


def test_akhiri_tugas_mencatat_riwayat(by, dunia):
    tugas = dunia.camat.tugas
    actions.ubah_tugas(tugas=tugas, masa=Masa(tugas.mulai, date(2026, 6, 30), "SK 12"), by=by)
    assert tugas.riwayat.order_by("-pgh_id").first().selesai == date(2026, 6, 30)


def test_akun_ditutup_tidak_diberi_tugas(by, dunia):
    tutup(dunia.tksk.akun, dunia.admin.akun)
    with pytest.raises(Ditolak, match="ditutup"):
        tambah(by, Akun.objects.get(pk=dunia.tksk.akun.pk))


def test_tutup_akun_mengakhiri_sesi_dan_tautan(dunia, undang):
    client = Client()
    masukkan(client, "tksk")
    undang(dunia.tksk.akun, JenisTautan.SANDI)
    with lingkup.masuk(dunia.admin.lingkup) as by:
        actions.tutup_akun(akun=dunia.tksk.akun, by=by)
    assert not type(client.session)().exists(client.cookies["tksk_sesi"].value)
    assert client.get("/akun/").status_code == 302
    satu = Tautan.objects.get(akun=dunia.tksk.akun)
    assert (satu.keadaan, satu.dibatalkan_oleh) == ("dibatalkan", dunia.admin.akun)
    with lingkup.masuk(dunia.admin.lingkup) as by:
        akun = actions.buka_akun(akun=dunia.tksk.akun, by=by)
    assert akun.is_active
    assert client.get("/akun/").status_code == 302


def test_tutup_dua_kali_menyebut_siapa(by, dunia):
    actions.tutup_akun(akun=dunia.tksk.akun, by=by)
    with pytest.raises(Ditolak, match="sudah ditutup oleh Admin Kaltim"):
        actions.tutup_akun(akun=dunia.tksk.akun, by=by)
    actions.buka_akun(akun=dunia.tksk.akun, by=by)
    with pytest.raises(Ditolak, match="sudah terbuka"):
        actions.buka_akun(akun=dunia.tksk.akun, by=by)


def test_akun_sendiri_tidak_dapat_ditutup(by, dunia, admin_kedua):
    with pytest.raises(Ditolak, match="Akun sendiri"):
        actions.tutup_akun(akun=dunia.admin.akun, by=by)


def test_admin_lain_boleh_ditutup_selama_ada_yang_tersisa(by, dunia, admin_kedua):
    actions.tutup_akun(akun=admin_kedua.akun, by=by)


def test_admin_terakhir_tidak_dapat_ditutup(dunia, admin_kedua):
    ubah_masa(admin_kedua.tugas, selesai=timezone.localdate() - timedelta(days=1))
    with lingkup.masuk(admin_kedua.lingkup) as by, pytest.raises(Ditolak, match="tidak akan punya admin"):
        actions.tutup_akun(akun=dunia.admin.akun, by=by)


@pytest.mark.parametrize("hari", [-1, 0, 30])
def test_tugas_admin_terakhir_tidak_dapat_diakhiri(by, dunia, hari):
    tugas = dunia.admin.tugas
    selesai = timezone.localdate() + timedelta(days=hari)
    with pytest.raises(Ditolak, match="tidak akan punya admin"):
        actions.ubah_tugas(tugas=tugas, masa=Masa(tugas.mulai, selesai), by=by)


def test_tugas_admin_terakhir_tidak_dapat_diundur_mulainya(by, dunia):
    with pytest.raises(Ditolak, match="tidak akan punya admin"):
        actions.ubah_tugas(tugas=dunia.admin.tugas, masa=Masa(timezone.localdate() + timedelta(days=1)), by=by)


def test_tugas_admin_dapat_diakhiri_bila_ada_penerus(by, dunia, admin_kedua):
    tugas = dunia.admin.tugas
    actions.ubah_tugas(tugas=tugas, masa=Masa(tugas.mulai, timezone.localdate()), by=by)


@pytest.mark.parametrize("kurang", ["belum menerima", "ditutup", "berakhir"])
def test_penerus_admin_harus_dapat_bekerja(dunia, admin_kedua, kurang):
    if kurang == "belum menerima":
        admin_kedua.akun.set_unusable_password()
        admin_kedua.akun.save(update_fields=["password"])
    elif kurang == "ditutup":
        tutup(admin_kedua.akun, dunia.admin.akun)
    else:
        ubah_masa(admin_kedua.tugas, selesai=timezone.localdate())
    tugas = dunia.admin.tugas
    with lingkup.masuk(dunia.admin.lingkup) as by, pytest.raises(Ditolak, match="tidak akan punya admin"):
        actions.ubah_tugas(tugas=tugas, masa=Masa(tugas.mulai, timezone.localdate()), by=by)


def test_admin_provinsi_lain_tidak_menyentuh(dunia, kalsel):
    akun = dunia.tksk.akun
    with lingkup.masuk(kalsel.lingkup) as by:
        for perbuatan in (
            lambda: actions.tutup_akun(akun=akun, by=by),
            lambda: actions.buat_tautan(akun=akun, jenis=JenisTautan.SANDI, by=by),
            lambda: actions.keluarkan(akun=akun, by=by),
            lambda: actions.ubah_akun(akun=akun, nama="x", telepon="", email="", by=by),
            lambda: actions.beri_tugas(akun=akun, peran="admin", tempat="63", masa=Masa(MULAI), by=by),
            lambda: actions.ubah_tugas(tugas=dunia.tksk.tugas, masa=Masa(MULAI), by=by),
        ):
            with pytest.raises(Ditolak, match="kantor lain"):
                perbuatan()
        assert not Penempatan.objects.filter(akun=akun).exists()
    assert Akun.objects.get(pk=akun.pk).is_active


@pytest.mark.parametrize(
    ("jenis", "siapa", "kata"),
    [
        ("undangan", "tksk", "sudah menerima"),
        ("faktor", "tksk", "tidak memakai"),
        ("sandi", "admin", "akun sendiri"),
    ],
)
def test_tautan_yang_tidak_masuk_akal_ditolak(by, dunia, jenis, siapa, kata):
    with pytest.raises(Ditolak, match=kata):
        actions.buat_tautan(akun=dunia[siapa].akun, jenis=jenis, by=by)
    assert not actions.can_tautan(akun=dunia[siapa].akun, jenis=jenis, by=by)


def test_batalkan_tautan_sekali(by, dunia):
    tautan, _ = actions.buat_tautan(akun=dunia.tksk.akun, jenis=JenisTautan.SANDI, by=by)
    actions.batalkan_tautan(tautan=tautan, by=by)
    with pytest.raises(Ditolak, match="sudah dipakai atau dibatalkan"):
        actions.batalkan_tautan(tautan=tautan, by=by)


def test_undang_banyak_dibatasi(by, dunia, monkeypatch):
    monkeypatch.setattr(actions, "TERBANYAK_UNDANGAN", 1)
    with pytest.raises(Ditolak, match="Paling banyak 1"):
        actions.undang_banyak(akun=[buat("a.satu"), buat("a.dua")], by=by)


def test_dua_admin_menutup_bersama_hanya_satu_menang(data_tetap):
    with transaction.atomic(), lingkup.masuk(lingkup.sistem("uji")):
        dunia = baca_dunia()
    akun = dunia.tetangga.akun

    def menutup() -> Akun:
        with lingkup.masuk(dunia.admin.lingkup) as by:
            return actions.tutup_akun(akun=akun, by=by)

    try:
        hasil = serentak(menutup, menutup)
        assert {type(h) for h in hasil} == {Akun, Ditolak}
    finally:
        with lingkup.masuk(lingkup.sistem("uji")):
            Akun.objects.filter(pk=akun.pk).update(ditutup_pada=None, ditutup_oleh=None)


def test_dua_admin_saling_mengakhiri_menyisakan_satu(data_tetap):
    with transaction.atomic(), lingkup.masuk(lingkup.sistem("uji")):
        dunia = baca_dunia()
        kedua = Penempatan.objects.create(akun=dunia.provinsi.akun, peran=Peran.ADMIN, tempat_id="64", mulai=MULAI)
    kemarin = timezone.localdate() - timedelta(days=1)

    def akhiri(tugas: Penempatan):
        def kerja():
            with lingkup.masuk(dunia.admin.lingkup) as by:
                satu = Penempatan.objects.select_related("akun").get(pk=tugas.pk)
                return actions.ubah_tugas(tugas=satu, masa=Masa(satu.mulai, kemarin), by=by)

        return kerja

    try:
        hasil = serentak(akhiri(dunia.admin.tugas), akhiri(kedua))
        assert {type(h) for h in hasil} == {Penempatan, Ditolak}
    finally:
        with lingkup.masuk(lingkup.sistem("uji")):
            Penempatan.objects.filter(pk=dunia.admin.tugas.pk).update(selesai=None)
        _hapus(kedua)


def _hapus(tugas: Penempatan) -> None:
    """Take a committed duty out of the test world: as the owner, with the wall open for a moment."""
    with connection.cursor() as kursor:
        kursor.execute("ALTER TABLE akun_penempatan NO FORCE ROW LEVEL SECURITY")
        kursor.execute("DELETE FROM akun_penempatan WHERE id = %s", [tugas.pk])
        kursor.execute("ALTER TABLE akun_penempatan FORCE ROW LEVEL SECURITY")


def test_beri_tugas_ditolak_dinding_bila_lingkup_bukan_admin(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by, pytest.raises(Ditolak, match="kantor lain"):
        tambah(by, dunia.tksk.akun, tempat="64.72.03")
