import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from tksk_portal.jejak.kunci import KunciRiwayat
from tksk_portal.wilayah.migrasi import LingkupSistem
from tksk_portal.basisdata.serentak import Serentak


class Migration(Serentak, migrations.Migration):

    dependencies = [
        ('pmks', '0010_indeks_hemat'),
        ('wilayah', '0004_batas_sebaris'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LingkupSistem(),
        pgtrigger.migrations.RemoveTrigger(
            model_name='kasus',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='kasus',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='orang',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='orang',
            name='update_update',
        ),
        migrations.AddField(
            model_name='kasus',
            name='ditemukan_pada',
            field=models.DateField(blank=True, help_text='Kosong: tanggal data orangnya.', null=True, verbose_name='ditemukan pada'),
        ),
        migrations.AddField(
            model_name='kasus',
            name='keadaan',
            field=models.CharField(choices=[('aktif', 'Masih ditangani'), ('tertangani', 'Sudah tertangani'), ('pindah', 'Pindah keluar wilayah'), ('meninggal', 'Meninggal'), ('hilang', 'Tidak ditemukan')], db_default='aktif', default='aktif', editable=False, max_length=10, verbose_name='keadaan'),
        ),
        migrations.AddField(
            model_name='kasus',
            name='keadaan_pada',
            field=models.DateField(editable=False, null=True, verbose_name='keadaan sejak'),
        ),
        migrations.AddField(
            model_name='kasusriwayat',
            name='ditemukan_pada',
            field=models.DateField(blank=True, help_text='Kosong: tanggal data orangnya.', null=True, verbose_name='ditemukan pada'),
        ),
        migrations.AddField(
            model_name='kasusriwayat',
            name='keadaan',
            field=models.CharField(choices=[('aktif', 'Masih ditangani'), ('tertangani', 'Sudah tertangani'), ('pindah', 'Pindah keluar wilayah'), ('meninggal', 'Meninggal'), ('hilang', 'Tidak ditemukan')], db_default='aktif', default='aktif', editable=False, max_length=10, verbose_name='keadaan'),
        ),
        migrations.AddField(
            model_name='kasusriwayat',
            name='keadaan_pada',
            field=models.DateField(editable=False, null=True, verbose_name='keadaan sejak'),
        ),
        migrations.AddField(
            model_name='orang',
            name='digabung_ke',
            field=models.ForeignKey(db_constraint=False, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pmks.orang'),
        ),
        migrations.AddField(
            model_name='orang',
            name='keadaan',
            field=models.CharField(choices=[('aktif', 'Masih ditangani'), ('tertangani', 'Sudah tertangani'), ('pindah', 'Pindah keluar wilayah'), ('meninggal', 'Meninggal'), ('hilang', 'Tidak ditemukan')], db_default='aktif', default='aktif', editable=False, max_length=10, verbose_name='keadaan'),
        ),
        migrations.AddField(
            model_name='orang',
            name='keadaan_pada',
            field=models.DateField(editable=False, null=True, verbose_name='keadaan sejak'),
        ),
        migrations.AddField(
            model_name='orangriwayat',
            name='digabung_ke',
            field=models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pmks.orang'),
        ),
        migrations.AddField(
            model_name='orangriwayat',
            name='keadaan',
            field=models.CharField(choices=[('aktif', 'Masih ditangani'), ('tertangani', 'Sudah tertangani'), ('pindah', 'Pindah keluar wilayah'), ('meninggal', 'Meninggal'), ('hilang', 'Tidak ditemukan')], db_default='aktif', default='aktif', editable=False, max_length=10, verbose_name='keadaan'),
        ),
        migrations.AddField(
            model_name='orangriwayat',
            name='keadaan_pada',
            field=models.DateField(editable=False, null=True, verbose_name='keadaan sejak'),
        ),
        migrations.AlterField(
            model_name='kasus',
            name='temuan',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('nik_tanggal', 'Tanggal lahir berbeda dengan NIK'), ('nik_kelamin', 'Jenis kelamin berbeda dengan NIK'), ('tanpa_nik', 'Tanpa NIK'), ('tanpa_kk', 'KK belum ada'), ('aturan_umur', 'Di luar aturan umur atau jenis kelamin'), ('tanpa_kriteria', 'Belum ada kriteria yang dicentang'), ('mirip', 'Mirip data lain'), ('nik_ganda', 'NIK tercatat juga di tempat lain'), ('nik_selisih', 'NIK berbeda satu angka dengan data lain'), ('nik_akhir', 'Angka terakhir NIK mungkin hilang di Excel'), ('nik_daerah', 'Kode daerah dalam NIK tidak dikenal'), ('rincian_kurang', 'Rincian jenis belum lengkap')], max_length=16), blank=True, default=list, size=None, verbose_name='temuan'),
        ),
        migrations.AlterField(
            model_name='kasusriwayat',
            name='temuan',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('nik_tanggal', 'Tanggal lahir berbeda dengan NIK'), ('nik_kelamin', 'Jenis kelamin berbeda dengan NIK'), ('tanpa_nik', 'Tanpa NIK'), ('tanpa_kk', 'KK belum ada'), ('aturan_umur', 'Di luar aturan umur atau jenis kelamin'), ('tanpa_kriteria', 'Belum ada kriteria yang dicentang'), ('mirip', 'Mirip data lain'), ('nik_ganda', 'NIK tercatat juga di tempat lain'), ('nik_selisih', 'NIK berbeda satu angka dengan data lain'), ('nik_akhir', 'Angka terakhir NIK mungkin hilang di Excel'), ('nik_daerah', 'Kode daerah dalam NIK tidak dikenal'), ('rincian_kurang', 'Rincian jenis belum lengkap')], max_length=16), blank=True, default=list, size=None, verbose_name='temuan'),
        ),
        migrations.AddIndex(
            model_name='orang',
            index=models.Index(condition=models.Q(('digabung_ke__isnull', False)), fields=['digabung_ke'], name='orang_digabung'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kasus',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pmks_kasusriwayat" ("alasan_khusus", "diajukan_oleh_id", "diajukan_pada", "dibuat_oleh_id", "dibuat_pada", "disabilitas", "disahkan_oleh_id", "disahkan_pada", "ditemukan_pada", "diverifikasi_oleh_id", "diverifikasi_pada", "id", "jenis_id", "keadaan", "keadaan_pada", "keterangan", "kriteria", "orang_id", "pengesahan_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "temuan", "versi", "wilayah_id") VALUES (NEW."alasan_khusus", NEW."diajukan_oleh_id", NEW."diajukan_pada", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."disabilitas", NEW."disahkan_oleh_id", NEW."disahkan_pada", NEW."ditemukan_pada", NEW."diverifikasi_oleh_id", NEW."diverifikasi_pada", NEW."id", NEW."jenis_id", NEW."keadaan", NEW."keadaan_pada", NEW."keterangan", NEW."kriteria", NEW."orang_id", NEW."pengesahan_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."status", NEW."temuan", NEW."versi", NEW."wilayah_id"); RETURN NULL;', hash='b6ee5061fb1be3269b0b29b4aae0b611318bb1ea', operation='INSERT', pgid='pgtrigger_insert_insert_ccf2c', table='pmks_kasus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='kasus',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."alasan_khusus" IS DISTINCT FROM (NEW."alasan_khusus") OR OLD."diajukan_oleh_id" IS DISTINCT FROM (NEW."diajukan_oleh_id") OR OLD."diajukan_pada" IS DISTINCT FROM (NEW."diajukan_pada") OR OLD."dibuat_oleh_id" IS DISTINCT FROM (NEW."dibuat_oleh_id") OR OLD."dibuat_pada" IS DISTINCT FROM (NEW."dibuat_pada") OR OLD."disabilitas" IS DISTINCT FROM (NEW."disabilitas") OR OLD."disahkan_oleh_id" IS DISTINCT FROM (NEW."disahkan_oleh_id") OR OLD."disahkan_pada" IS DISTINCT FROM (NEW."disahkan_pada") OR OLD."ditemukan_pada" IS DISTINCT FROM (NEW."ditemukan_pada") OR OLD."diverifikasi_oleh_id" IS DISTINCT FROM (NEW."diverifikasi_oleh_id") OR OLD."diverifikasi_pada" IS DISTINCT FROM (NEW."diverifikasi_pada") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jenis_id" IS DISTINCT FROM (NEW."jenis_id") OR OLD."keadaan" IS DISTINCT FROM (NEW."keadaan") OR OLD."keadaan_pada" IS DISTINCT FROM (NEW."keadaan_pada") OR OLD."keterangan" IS DISTINCT FROM (NEW."keterangan") OR OLD."kriteria" IS DISTINCT FROM (NEW."kriteria") OR OLD."orang_id" IS DISTINCT FROM (NEW."orang_id") OR OLD."pengesahan_id" IS DISTINCT FROM (NEW."pengesahan_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."temuan" IS DISTINCT FROM (NEW."temuan") OR OLD."versi" IS DISTINCT FROM (NEW."versi") OR OLD."wilayah_id" IS DISTINCT FROM (NEW."wilayah_id"))', func='INSERT INTO "pmks_kasusriwayat" ("alasan_khusus", "diajukan_oleh_id", "diajukan_pada", "dibuat_oleh_id", "dibuat_pada", "disabilitas", "disahkan_oleh_id", "disahkan_pada", "ditemukan_pada", "diverifikasi_oleh_id", "diverifikasi_pada", "id", "jenis_id", "keadaan", "keadaan_pada", "keterangan", "kriteria", "orang_id", "pengesahan_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "temuan", "versi", "wilayah_id") VALUES (NEW."alasan_khusus", NEW."diajukan_oleh_id", NEW."diajukan_pada", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."disabilitas", NEW."disahkan_oleh_id", NEW."disahkan_pada", NEW."ditemukan_pada", NEW."diverifikasi_oleh_id", NEW."diverifikasi_pada", NEW."id", NEW."jenis_id", NEW."keadaan", NEW."keadaan_pada", NEW."keterangan", NEW."kriteria", NEW."orang_id", NEW."pengesahan_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."status", NEW."temuan", NEW."versi", NEW."wilayah_id"); RETURN NULL;', hash='a24b3afbd8524bf8bdef62abdb89280bf67270d7', operation='UPDATE', pgid='pgtrigger_update_update_d208b', table='pmks_kasus', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='orang',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pmks_orangriwayat" ("alamat", "alamat_ktp", "alasan_tanpa_kk", "alasan_tanpa_nik", "bantuan", "bujur", "desil", "digabung_ke_id", "dusun", "id", "jk", "keadaan", "keadaan_pada", "lahir_perkiraan", "lintang", "nama", "nik", "no_kk", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rt", "rw", "sumber", "tanggal_data", "tanggal_lahir", "telepon", "tempat_lahir", "versi", "wilayah_id") VALUES (NEW."alamat", NEW."alamat_ktp", NEW."alasan_tanpa_kk", NEW."alasan_tanpa_nik", NEW."bantuan", NEW."bujur", NEW."desil", NEW."digabung_ke_id", NEW."dusun", NEW."id", NEW."jk", NEW."keadaan", NEW."keadaan_pada", NEW."lahir_perkiraan", NEW."lintang", NEW."nama", NEW."nik", NEW."no_kk", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rt", NEW."rw", NEW."sumber", NEW."tanggal_data", NEW."tanggal_lahir", NEW."telepon", NEW."tempat_lahir", NEW."versi", NEW."wilayah_id"); RETURN NULL;', hash='54d05a4dcf3467f36ed34a74e0c3d7bda2f15a48', operation='INSERT', pgid='pgtrigger_insert_insert_64e2c', table='pmks_orang', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='orang',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."alamat" IS DISTINCT FROM (NEW."alamat") OR OLD."alamat_ktp" IS DISTINCT FROM (NEW."alamat_ktp") OR OLD."alasan_tanpa_kk" IS DISTINCT FROM (NEW."alasan_tanpa_kk") OR OLD."alasan_tanpa_nik" IS DISTINCT FROM (NEW."alasan_tanpa_nik") OR OLD."bantuan" IS DISTINCT FROM (NEW."bantuan") OR OLD."bujur" IS DISTINCT FROM (NEW."bujur") OR OLD."desil" IS DISTINCT FROM (NEW."desil") OR OLD."digabung_ke_id" IS DISTINCT FROM (NEW."digabung_ke_id") OR OLD."dusun" IS DISTINCT FROM (NEW."dusun") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jk" IS DISTINCT FROM (NEW."jk") OR OLD."keadaan" IS DISTINCT FROM (NEW."keadaan") OR OLD."keadaan_pada" IS DISTINCT FROM (NEW."keadaan_pada") OR OLD."lahir_perkiraan" IS DISTINCT FROM (NEW."lahir_perkiraan") OR OLD."lintang" IS DISTINCT FROM (NEW."lintang") OR OLD."nama" IS DISTINCT FROM (NEW."nama") OR OLD."nik" IS DISTINCT FROM (NEW."nik") OR OLD."no_kk" IS DISTINCT FROM (NEW."no_kk") OR OLD."rt" IS DISTINCT FROM (NEW."rt") OR OLD."rw" IS DISTINCT FROM (NEW."rw") OR OLD."sumber" IS DISTINCT FROM (NEW."sumber") OR OLD."tanggal_data" IS DISTINCT FROM (NEW."tanggal_data") OR OLD."tanggal_lahir" IS DISTINCT FROM (NEW."tanggal_lahir") OR OLD."telepon" IS DISTINCT FROM (NEW."telepon") OR OLD."tempat_lahir" IS DISTINCT FROM (NEW."tempat_lahir") OR OLD."versi" IS DISTINCT FROM (NEW."versi") OR OLD."wilayah_id" IS DISTINCT FROM (NEW."wilayah_id"))', func='INSERT INTO "pmks_orangriwayat" ("alamat", "alamat_ktp", "alasan_tanpa_kk", "alasan_tanpa_nik", "bantuan", "bujur", "desil", "digabung_ke_id", "dusun", "id", "jk", "keadaan", "keadaan_pada", "lahir_perkiraan", "lintang", "nama", "nik", "no_kk", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rt", "rw", "sumber", "tanggal_data", "tanggal_lahir", "telepon", "tempat_lahir", "versi", "wilayah_id") VALUES (NEW."alamat", NEW."alamat_ktp", NEW."alasan_tanpa_kk", NEW."alasan_tanpa_nik", NEW."bantuan", NEW."bujur", NEW."desil", NEW."digabung_ke_id", NEW."dusun", NEW."id", NEW."jk", NEW."keadaan", NEW."keadaan_pada", NEW."lahir_perkiraan", NEW."lintang", NEW."nama", NEW."nik", NEW."no_kk", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rt", NEW."rw", NEW."sumber", NEW."tanggal_data", NEW."tanggal_lahir", NEW."telepon", NEW."tempat_lahir", NEW."versi", NEW."wilayah_id"); RETURN NULL;', hash='d23c461893840d678fc21b2d469c002771bebc6e', operation='UPDATE', pgid='pgtrigger_update_update_f5179', table='pmks_orang', when='AFTER')),
        ),
        KunciRiwayat(),
    ]
