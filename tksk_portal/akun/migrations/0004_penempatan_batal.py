import django.contrib.postgres.constraints
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from tksk_portal.wilayah.migrasi import LingkupSistem


class Migration(migrations.Migration):

    dependencies = [
        ('akun', '0003_tautan_dan_syarat'),
        ('wilayah', '0004_batas_sebaris'),
    ]

    operations = [
        LingkupSistem(),
        pgtrigger.migrations.RemoveTrigger(
            model_name='penempatan',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='penempatan',
            name='update_update',
        ),
        migrations.RemoveConstraint(
            model_name='penempatan',
            name='penempatan_tidak_tumpang_tindih',
        ),
        migrations.AddField(
            model_name='penempatan',
            name='dibatalkan_pada',
            field=models.DateTimeField(editable=False, help_text='Tidak pernah berlaku: batal sebelum mulai, atau salah catat.', null=True, verbose_name='dibatalkan'),
        ),
        migrations.AddField(
            model_name='penempatanriwayat',
            name='dibatalkan_pada',
            field=models.DateTimeField(editable=False, help_text='Tidak pernah berlaku: batal sebelum mulai, atau salah catat.', null=True, verbose_name='dibatalkan'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='penempatan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "akun_penempatanriwayat" ("akun_id", "dasar", "dibatalkan_pada", "dibuat_oleh_id", "dibuat_pada", "id", "mulai", "peran", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai", "tempat_id") VALUES (NEW."akun_id", NEW."dasar", NEW."dibatalkan_pada", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."id", NEW."mulai", NEW."peran", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."selesai", NEW."tempat_id"); RETURN NULL;', hash='a22c9101a76d062416a275af912772ec74e2a220', operation='INSERT', pgid='pgtrigger_insert_insert_d08e0', table='akun_penempatan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='penempatan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "akun_penempatanriwayat" ("akun_id", "dasar", "dibatalkan_pada", "dibuat_oleh_id", "dibuat_pada", "id", "mulai", "peran", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai", "tempat_id") VALUES (NEW."akun_id", NEW."dasar", NEW."dibatalkan_pada", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."id", NEW."mulai", NEW."peran", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."selesai", NEW."tempat_id"); RETURN NULL;', hash='3109cce57d7b55656ea09986c5fdcb7298136591', operation='UPDATE', pgid='pgtrigger_update_update_7e7e8', table='akun_penempatan', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='penempatan',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('dibatalkan_pada', None)), expressions=[('akun', '='), ('peran', '='), ('tempat', '='), (models.Func(models.F('mulai'), models.F('selesai'), models.Value('[]'), function='daterange'), '&&')], name='penempatan_tidak_tumpang_tindih', violation_error_message='Akun ini sudah punya tugas yang sama pada masa itu.'),
        ),
    ]
