import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import tksk_portal.wilayah.dinding
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from pmks.dinding import AnakBerubah
from pmks.lindung.sasaran import KODE, SASARAN
from tksk_portal.jejak.kunci import KunciRiwayat
from tksk_portal.lindung.sasaran import PasangSasaran
from tksk_portal.wilayah.dinding import Acuan, PasangDinding
from tksk_portal.wilayah.migrasi import LingkupSistem
from tksk_portal.basisdata.serentak import Serentak

KUNCI_ANAK = """
ALTER TABLE pmks_pembatasan ADD CONSTRAINT pembatasan_ikut_orang
    FOREIGN KEY (orang_id, wilayah_id) REFERENCES pmks_orang (id, wilayah_id) ON UPDATE CASCADE;
"""
KUNCI_ANAK_BALIK = "ALTER TABLE pmks_pembatasan DROP CONSTRAINT pembatasan_ikut_orang;"

# Program yang sudah ada sebelum riwayatnya dicatat: keadaannya sekarang menjadi catatan pertamanya.
AWAL_PROGRAM = """
INSERT INTO pmks_programriwayat (berlaku_dari, berlaku_sampai, id, keterangan, kode, nama, pemberi,
    pgh_context, pgh_created_at, pgh_label, pgh_obj_id)
SELECT berlaku_dari, berlaku_sampai, id, keterangan, kode, nama, pemberi,
    CASE WHEN diubah_oleh_id IS NULL THEN NULL ELSE jsonb_build_object('akun', diubah_oleh_id::text) END,
    diubah_pada, 'insert', id
FROM pmks_program ORDER BY id;
"""


class Migration(Serentak, migrations.Migration):

    dependencies = [
        ('pmks', '0022_impor'),
        ('lindung', '0002_dinding'),
        ('wilayah', '0004_batas_sebaris'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LingkupSistem(),
        migrations.AlterField(
            model_name='bentrok',
            name='putusan',
            field=models.CharField(blank=True, choices=[('ini_keliru', 'NIK di sini keliru'), ('lain_keliru', 'NIK di kecamatan lain keliru'), ('ini_pindah', 'Orang yang sama; data di sini pindah ke kecamatan lain'), ('lain_pindah', 'Orang yang sama; data di kecamatan lain pindah ke sini')], max_length=11, verbose_name='putusan'),
        ),
        migrations.CreateModel(name="Pembatasan", fields=[('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)), ('dasar', models.CharField(choices=[('keberatan', 'Keberatan atas pemrosesan'), ('pembatasan', 'Permintaan membatasi pemrosesan')], max_length=12, verbose_name='dasar')), ('permintaan', models.UUIDField(editable=False, verbose_name='permintaan')), ('alasan', models.CharField(max_length=1000, verbose_name='alasan')), ('dipasang_pada', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='dipasang pada')), ('dipasang_sebagai', models.CharField(editable=False, max_length=160)), ('dilepas_pada', models.DateTimeField(editable=False, null=True, verbose_name='dilepas pada')), ('dilepas_sebagai', models.CharField(blank=True, editable=False, max_length=160)), ('alasan_lepas', models.CharField(blank=True, max_length=300, verbose_name='mengapa dilepas')), ('dilepas_oleh', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)), ('dipasang_oleh', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)), ('orang', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='pembatasan', to='pmks.orang')), ('wilayah', tksk_portal.wilayah.dinding.KolomWilayah(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah')),],options={"verbose_name": 'pembatasan', "verbose_name_plural": 'pembatasan', "indexes": [models.Index(fields=['orang'], name='pembatasan_orang'), models.Index(fields=['wilayah'], name='pembatasan_wilayah')], "constraints": [models.UniqueConstraint(fields=('permintaan',), name='pembatasan_sekali', violation_error_message='Permintaan ini sudah membatasi data orangnya.'), models.CheckConstraint(condition=models.Q(('alasan', ''), _negated=True), name='pembatasan_beralasan', violation_error_message='Tulis mengapa pemrosesannya dibatasi.'), models.CheckConstraint(condition=models.Q(models.Q(('alasan_lepas', ''), ('dilepas_oleh', None), ('dilepas_pada', None)), models.Q(('dilepas_oleh__isnull', False), ('dilepas_pada__isnull', False), models.Q(('alasan_lepas', ''), _negated=True)), _connector='OR'), name='pembatasan_dilepas_lengkap', violation_error_message='Yang dilepas harus punya waktu, pelaku, dan alasannya.')],},),
        migrations.RunSQL(KUNCI_ANAK, KUNCI_ANAK_BALIK),
        PasangDinding("pmks_pembatasan", AnakBerubah("pmks_orang", "orang_id")),
        PasangSasaran(KODE, SASARAN),
        migrations.CreateModel(name="ProgramRiwayat", fields=[('pgh_id', models.AutoField(primary_key=True, serialize=False)), ('pgh_created_at', models.DateTimeField(auto_now_add=True)), ('pgh_label', models.TextField(help_text='The event label.')), ('pgh_context', pghistory.utils.JSONField(null=True)), ('pgh_context_id', models.UUIDField(null=True)), ('id', models.BigIntegerField()), ('kode', models.SlugField(db_index=False, help_text='Huruf kecil, angka, dan tanda hubung.', max_length=20, verbose_name='kode')), ('nama', models.CharField(max_length=100, verbose_name='nama program')), ('pemberi', models.CharField(choices=[('pusat', 'Pemerintah pusat'), ('provinsi', 'Pemerintah provinsi'), ('kabkota', 'Pemerintah kabupaten/kota'), ('desa', 'Desa/kelurahan'), ('lembaga', 'Lembaga atau masyarakat')], max_length=8, verbose_name='diberikan oleh')), ('berlaku_dari', models.DateField(blank=True, null=True, verbose_name='berlaku sejak')), ('berlaku_sampai', models.DateField(blank=True, null=True, verbose_name='berlaku sampai')), ('keterangan', models.CharField(blank=True, max_length=200, verbose_name='keterangan')), ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='riwayat', to='pmks.program')),],options={"abstract": False,},),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pmks_programriwayat" ("berlaku_dari", "berlaku_sampai", "id", "keterangan", "kode", "nama", "pemberi", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."berlaku_dari", NEW."berlaku_sampai", NEW."id", NEW."keterangan", NEW."kode", NEW."nama", NEW."pemberi", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='7da6109c0022c6a4e7fe4b537447dd797e683607', operation='INSERT', pgid='pgtrigger_insert_insert_75b3a', table='pmks_program', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='program',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."berlaku_dari" IS DISTINCT FROM (NEW."berlaku_dari") OR OLD."berlaku_sampai" IS DISTINCT FROM (NEW."berlaku_sampai") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."keterangan" IS DISTINCT FROM (NEW."keterangan") OR OLD."kode" IS DISTINCT FROM (NEW."kode") OR OLD."nama" IS DISTINCT FROM (NEW."nama") OR OLD."pemberi" IS DISTINCT FROM (NEW."pemberi"))', func='INSERT INTO "pmks_programriwayat" ("berlaku_dari", "berlaku_sampai", "id", "keterangan", "kode", "nama", "pemberi", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."berlaku_dari", NEW."berlaku_sampai", NEW."id", NEW."keterangan", NEW."kode", NEW."nama", NEW."pemberi", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;', hash='4322e7e8aac953fbcec03370d9ab7784e7bb8e5f', operation='UPDATE', pgid='pgtrigger_update_update_bbaf1', table='pmks_program', when='AFTER')),
        ),
        migrations.RunSQL(AWAL_PROGRAM, migrations.RunSQL.noop),
        PasangDinding("pmks_programriwayat", Acuan("riwayat program bantuan")),
        KunciRiwayat(),
    ]
