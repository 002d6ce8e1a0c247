"""Catatan petugas yang ditarik bersama roster asalnya: nomornya bebas lagi."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from tksk_portal.jejak.kunci import KunciRiwayat


class Migration(migrations.Migration):
    dependencies = [
        ("petugas", "0002_lindung"),
        ("wilayah", "0004_batas_sebaris"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="petugas",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="petugas",
            name="update_update",
        ),
        migrations.RemoveConstraint(
            model_name="petugas",
            name="petugas_nik_sekali",
        ),
        migrations.RemoveConstraint(
            model_name="petugas",
            name="petugas_niat_sekali",
        ),
        migrations.AddField(
            model_name="petugas",
            name="ditarik_pada",
            field=models.DateTimeField(editable=False, null=True, verbose_name="ditarik pada"),
        ),
        migrations.AddField(
            model_name="petugasriwayat",
            name="ditarik_pada",
            field=models.DateTimeField(editable=False, null=True, verbose_name="ditarik pada"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="petugas",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "petugas_petugasriwayat" ("agama", "akun_id", "alamat", "bank1", "bank2", "ditarik_pada", "domisili_id", "email", "foto", "id", "jk", "nama", "nama_cari", "nama_ibu", "niat", "nik", "pekerjaan", "pendidikan", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rekening1", "rekening2", "rt", "rw", "tahun_angkat", "tanggal_lahir", "telepon", "tempat_lahir", "versi", "wilayah_id") VALUES (NEW."agama", NEW."akun_id", NEW."alamat", NEW."bank1", NEW."bank2", NEW."ditarik_pada", NEW."domisili_id", NEW."email", NEW."foto", NEW."id", NEW."jk", NEW."nama", NEW."nama_cari", NEW."nama_ibu", NEW."niat", NEW."nik", NEW."pekerjaan", NEW."pendidikan", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rekening1", NEW."rekening2", NEW."rt", NEW."rw", NEW."tahun_angkat", NEW."tanggal_lahir", NEW."telepon", NEW."tempat_lahir", NEW."versi", NEW."wilayah_id"); RETURN NULL;',
                    hash="c0bdd703e94507a038716ed895a5fa7f7bca803b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bd0c3",
                    table="petugas_petugas",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="petugas",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agama" IS DISTINCT FROM (NEW."agama") OR OLD."akun_id" IS DISTINCT FROM (NEW."akun_id") OR OLD."alamat" IS DISTINCT FROM (NEW."alamat") OR OLD."bank1" IS DISTINCT FROM (NEW."bank1") OR OLD."bank2" IS DISTINCT FROM (NEW."bank2") OR OLD."ditarik_pada" IS DISTINCT FROM (NEW."ditarik_pada") OR OLD."domisili_id" IS DISTINCT FROM (NEW."domisili_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."foto" IS DISTINCT FROM (NEW."foto") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jk" IS DISTINCT FROM (NEW."jk") OR OLD."nama" IS DISTINCT FROM (NEW."nama") OR OLD."nama_cari" IS DISTINCT FROM (NEW."nama_cari") OR OLD."nama_ibu" IS DISTINCT FROM (NEW."nama_ibu") OR OLD."niat" IS DISTINCT FROM (NEW."niat") OR OLD."nik" IS DISTINCT FROM (NEW."nik") OR OLD."pekerjaan" IS DISTINCT FROM (NEW."pekerjaan") OR OLD."pendidikan" IS DISTINCT FROM (NEW."pendidikan") OR OLD."rekening1" IS DISTINCT FROM (NEW."rekening1") OR OLD."rekening2" IS DISTINCT FROM (NEW."rekening2") OR OLD."rt" IS DISTINCT FROM (NEW."rt") OR OLD."rw" IS DISTINCT FROM (NEW."rw") OR OLD."tahun_angkat" IS DISTINCT FROM (NEW."tahun_angkat") OR OLD."tanggal_lahir" IS DISTINCT FROM (NEW."tanggal_lahir") OR OLD."telepon" IS DISTINCT FROM (NEW."telepon") OR OLD."tempat_lahir" IS DISTINCT FROM (NEW."tempat_lahir") OR OLD."versi" IS DISTINCT FROM (NEW."versi") OR OLD."wilayah_id" IS DISTINCT FROM (NEW."wilayah_id"))',
                    func='INSERT INTO "petugas_petugasriwayat" ("agama", "akun_id", "alamat", "bank1", "bank2", "ditarik_pada", "domisili_id", "email", "foto", "id", "jk", "nama", "nama_cari", "nama_ibu", "niat", "nik", "pekerjaan", "pendidikan", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rekening1", "rekening2", "rt", "rw", "tahun_angkat", "tanggal_lahir", "telepon", "tempat_lahir", "versi", "wilayah_id") VALUES (NEW."agama", NEW."akun_id", NEW."alamat", NEW."bank1", NEW."bank2", NEW."ditarik_pada", NEW."domisili_id", NEW."email", NEW."foto", NEW."id", NEW."jk", NEW."nama", NEW."nama_cari", NEW."nama_ibu", NEW."niat", NEW."nik", NEW."pekerjaan", NEW."pendidikan", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rekening1", NEW."rekening2", NEW."rt", NEW."rw", NEW."tahun_angkat", NEW."tanggal_lahir", NEW."telepon", NEW."tempat_lahir", NEW."versi", NEW."wilayah_id"); RETURN NULL;',
                    hash="bd29dabf0506a7ae62650abcd6e252eaee7c46ea",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f759",
                    table="petugas_petugas",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="petugas",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("nik", ""), _negated=True), ("ditarik_pada", None)),
                fields=("nik",),
                name="petugas_nik_sekali",
                violation_error_message="NIK ini sudah tercatat.",
            ),
        ),
        migrations.AddConstraint(
            model_name="petugas",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("niat", ""), _negated=True), ("ditarik_pada", None)),
                fields=("niat",),
                name="petugas_niat_sekali",
                violation_error_message="NIAT ini sudah dipakai petugas lain.",
            ),
        ),
        KunciRiwayat(),
    ]
