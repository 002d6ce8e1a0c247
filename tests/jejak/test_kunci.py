"""Riwayat tidak dapat dimatikan lewat pengaturan sesi, dialihkan, atau dipalsukan: hanya pemicu yang menulisnya."""

import re

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from pgtrigger.migrations import AddTrigger

from pmks.models import Orang
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun
from tksk_portal.basisdata.siapkan import APLIKASI, PEMILIK
from tksk_portal.jejak.kunci import KunciRiwayat

DITOLAK = "permission denied"
PEMICU = (
    "SELECT p.proname, pg_get_userbyid(p.proowner), p.prosecdef, p.proconfig, p.prosrc, "
    "has_function_privilege('public', p.oid, 'EXECUTE'), "
    "ARRAY(SELECT t.tgrelid::regclass::text FROM pg_trigger t WHERE t.tgfoid = p.oid) "
    "FROM pg_proc p WHERE p.proname ~ '^pgtrigger_' ORDER BY 1"
)


def _pemicu() -> list[tuple]:
    with connection.cursor() as kursor:
        kursor.execute(PEMICU)
        return kursor.fetchall()


def test_pengaturan_pengabai_pemicu_tidak_mematikan_riwayat(dunia):
    with lingkup.masuk(dunia.tksk.lingkup):
        orang = catat(dunia.tksk.lingkup)
        awal = orang.riwayat.count()
        with connection.cursor() as kursor:
            kursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = 'pmks_orang'::regclass AND NOT tgisinternal")
            semua = ",".join(nama for (nama,) in kursor.fetchall())
            kursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + semua + "}"])
        Orang.objects.filter(pk=orang.pk).update(alamat="Jl. Baru")
        assert orang.riwayat.count() == awal + 1


def test_setiap_rekaman_beriwayat_ditulis_pemicu_berhak_pemilik_dengan_jalur_terpatok(db):
    per_tabel: dict[str, int] = {}
    for nama, pemilik, berhak_pemilik, atur, isi, umum, tabel in _pemicu():
        assert (pemilik, berhak_pemilik, atur) == (PEMILIK, True, ["search_path=public, pg_temp"]), nama
        assert not umum, f"{nama} dapat dipasang siapa pun pada tabel miliknya"
        riwayat = apps.get_model(next(m for m in apps.get_models() if m._meta.db_table == tabel[0])._meta.label).riwayat
        tulis = re.findall(r"\b(?:INSERT INTO|UPDATE|DELETE FROM|EXECUTE|PERFORM)\b\s+\"?(\w*)", isi)
        assert tulis == [riwayat.field.model._meta.db_table], f"{nama} berbuat lain daripada menulis riwayat: {tulis}"
        per_tabel[tabel[0]] = per_tabel.get(tabel[0], 0) + 1
    beriwayat = {m._meta.db_table for m in apps.get_models() if hasattr(m, "riwayat")}
    assert {t for t, n in per_tabel.items() if n >= 2} == beriwayat


@pytest.mark.parametrize("model", [Orang, Akun])
@pytest.mark.parametrize("sasaran", ["yang sama", "wilayah lain", "tidak ada"])
def test_riwayat_palsu_tidak_dapat_disisipkan_juga_di_wilayah_sendiri(dunia, model, sasaran):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
        riwayat = model.riwayat.field.model
        if model is Akun:
            Akun.objects.filter(pk=dunia.tksk.akun.pk).update(telepon="0541 1")
        palsu = riwayat.objects.latest("pgh_id")
        palsu.pk = None
        if sasaran == "tidak ada":
            palsu.pgh_obj_id = "00000000-0000-4000-8000-000000000000"
        if sasaran == "wilayah lain":
            palsu.wilayah_id = "64.72.04.1001"
        with pytest.raises(DatabaseError, match=DITOLAK), transaction.atomic():
            palsu.save(force_insert=True)
        assert orang.riwayat.count() >= 1


def test_riwayat_tidak_dapat_dipalsukan_lewat_pemicu_pada_tabel_sementara(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        with connection.cursor() as kursor:
            kursor.execute(
                "SELECT tgfoid::regproc::text FROM pg_trigger WHERE tgrelid = 'pmks_orang'::regclass "
                "AND tgfoid::regproc::text ~ '^pgtrigger_insert'"
            )
            (fungsi,) = kursor.fetchone()
            kursor.execute("CREATE TEMP TABLE tiruan AS SELECT * FROM pmks_orang")
            with pytest.raises(DatabaseError, match=DITOLAK), transaction.atomic():
                kursor.execute(f"CREATE TRIGGER palsu AFTER INSERT ON tiruan FOR EACH ROW EXECUTE FUNCTION {fungsi}()")


def test_riwayat_tidak_dapat_dialihkan_ke_tabel_sementara_bernama_sama(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
        awal = orang.riwayat.count()
        with connection.cursor() as kursor:
            kursor.execute("CREATE TEMP TABLE pmks_orangriwayat AS SELECT * FROM pmks_orangriwayat")
            kursor.execute("GRANT ALL ON pmks_orangriwayat TO PUBLIC")
            Orang.objects.filter(pk=orang.pk).update(alamat="Jl. Baru")
            kursor.execute("SELECT count(*) FROM public.pmks_orangriwayat WHERE pgh_obj_id = %s", [str(orang.pk)])
            assert kursor.fetchone() == (awal + 1,)


def test_pemicu_berhak_pemilik_tetap_dibatasi_dinding(dunia):
    """The trigger's own insert obeys the scope: a row outside it would be refused, whoever owns the function."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
    with connection.cursor() as kursor:
        # Pemilik di luar lingkup: dindingnya berlaku juga baginya.
        kursor.execute("RESET ROLE")
        with pytest.raises(DatabaseError, match="lingkup belum ditetapkan"), transaction.atomic():
            kursor.execute("INSERT INTO pmks_orangriwayat (pgh_obj_id) VALUES (%s)", [str(orang.pk)])
        kursor.execute("SELECT has_table_privilege(%s, 'pmks_orangriwayat', 'INSERT')", [APLIKASI])
        assert kursor.fetchone() == (False,)


def test_migrasi_yang_memasang_pemicu_menguncinya_atau_diikuti_yang_mengunci():
    """On a fresh database another room's later migration would do it; on one that is updated nobody would."""
    graf = MigrationLoader(None, ignore_no_migrations=True).graph

    def jenis(kunci):
        return [type(o) for o in graf.nodes[kunci].operations if isinstance(o, AddTrigger | KunciRiwayat)]

    memasang = [k for k in graf.nodes if AddTrigger in jenis(k) and jenis(k)[-1] is not KunciRiwayat]
    assert memasang
    lalai = [k for k in memasang if not any(KunciRiwayat in jenis(anak) for anak in graf.backwards_plan(k))]
    assert lalai == []
