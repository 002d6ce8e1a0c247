import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tksk_portal.wilayah.dinding
from tksk_portal.basisdata.serentak import Serentak

# Indeks satu kolom yang dibuat Django bagi tiap kunci asing dan tidak dipakai pembaca mana pun: indeks lain sudah
# dimulai dengan kolom itu, atau kolomnya tidak dicari (akun tidak pernah dihapus, riwayat dibaca menurut rekamannya).
# Tiap pencatatan orang menulis dua puluhan lebih sedikit. Dibuang langsung: AlterField memasang ulang kunci asingnya,
# dan pemeriksaannya membaca tabel berdinding di luar lingkup.
KOLOM = (
    ("pmks_gerak", ("wilayah_id",)),
    (
        "pmks_kasus",
        (
            "diajukan_oleh_id",
            "dibuat_oleh_id",
            "disahkan_oleh_id",
            "diverifikasi_oleh_id",
            "jenis_id",
            "orang_id",
            "wilayah_id",
        ),
    ),
    ("pmks_orang", ("dibuat_oleh_id", "diubah_oleh_id", "wilayah_id")),
    ("pmks_putusankasus", ("oleh_id", "rekaman_id", "wilayah_id")),
    ("pmks_putusanrevisi", ("oleh_id", "wilayah_id")),
    ("pmks_revisi", ("diajukan_oleh_id", "disahkan_oleh_id", "diverifikasi_oleh_id")),
    ("pmks_sel", ("wilayah_id",)),
    ("pmks_selisih", ("wilayah_id",)),
    ("pmks_selisihgerak", ("wilayah_id",)),
    ("pmks_orangriwayat", ("wilayah_id",)),
    (
        "pmks_kasusriwayat",
        (
            "diajukan_oleh_id",
            "dibuat_oleh_id",
            "disahkan_oleh_id",
            "diverifikasi_oleh_id",
            "jenis_id",
            "orang_id",
            "pengesahan_id",
            "wilayah_id",
        ),
    ),
    (
        "pmks_revisiriwayat",
        (
            "diajukan_oleh_id",
            "dibuat_oleh_id",
            "disahkan_oleh_id",
            "diverifikasi_oleh_id",
            "kasus_id",
            "orang_id",
            "wilayah_id",
        ),
    ),
)
BUANG = """
DO $$ DECLARE indeks regclass; BEGIN
    FOR indeks IN SELECT i.indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = '{tabel}'::regclass AND NOT i.indisunique
            AND c.relname ~ '^{tabel}_({kolom})_[0-9a-f]{{8}}(_like)?$'
    LOOP
        EXECUTE format('DROP INDEX %s', indeks);
    END LOOP;
END $$
"""


class Migration(Serentak, migrations.Migration):

    dependencies = [
        ('pmks', '0009_impor'),
        ('wilayah', '0003_pencarian'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='gerak',
                    name='wilayah',
                    field=tksk_portal.wilayah.dinding.KolomWilayah(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah'),
                ),
                migrations.AlterField(
                    model_name='kasus',
                    name='diajukan_oleh',
                    field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='kasus',
                    name='dibuat_oleh',
                    field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='kasus',
                    name='disahkan_oleh',
                    field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='kasus',
                    name='diverifikasi_oleh',
                    field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='kasus',
                    name='jenis',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pmks.jenispmks'),
                ),
                migrations.AlterField(
                    model_name='kasus',
                    name='orang',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='kasus', to='pmks.orang'),
                ),
                migrations.AlterField(
                    model_name='kasus',
                    name='wilayah',
                    field=tksk_portal.wilayah.dinding.KolomWilayah(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah'),
                ),
                migrations.AlterField(
                    model_name='orang',
                    name='dibuat_oleh',
                    field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pendata'),
                ),
                migrations.AlterField(
                    model_name='orang',
                    name='diubah_oleh',
                    field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='orang',
                    name='wilayah',
                    field=tksk_portal.wilayah.dinding.KolomWilayah(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah', verbose_name='desa/kelurahan'),
                ),
                migrations.AlterField(
                    model_name='putusankasus',
                    name='oleh',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='putusankasus',
                    name='rekaman',
                    field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='putusan', to='pmks.kasus'),
                ),
                migrations.AlterField(
                    model_name='putusankasus',
                    name='wilayah',
                    field=tksk_portal.wilayah.dinding.KolomWilayah(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah'),
                ),
                migrations.AlterField(
                    model_name='putusanrevisi',
                    name='oleh',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='putusanrevisi',
                    name='wilayah',
                    field=tksk_portal.wilayah.dinding.KolomWilayah(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah'),
                ),
                migrations.AlterField(
                    model_name='revisi',
                    name='diajukan_oleh',
                    field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='revisi',
                    name='disahkan_oleh',
                    field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='revisi',
                    name='diverifikasi_oleh',
                    field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AlterField(
                    model_name='sel',
                    name='wilayah',
                    field=tksk_portal.wilayah.dinding.KolomWilayah(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah'),
                ),
                migrations.AlterField(
                    model_name='selisih',
                    name='wilayah',
                    field=tksk_portal.wilayah.dinding.KolomWilayah(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah'),
                ),
                migrations.AlterField(
                    model_name='selisihgerak',
                    name='wilayah',
                    field=tksk_portal.wilayah.dinding.KolomWilayah(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah'),
                ),
            ],
            # Mundur: tanpa indeks itu portal tetap benar.
            database_operations=[
                migrations.RunSQL(BUANG.format(tabel=tabel, kolom="|".join(kolom)), migrations.RunSQL.noop)
                for tabel, kolom in KOLOM
            ],
        ),
        migrations.RemoveIndex(
            model_name='kasus',
            name='kasus_jenis_status',
        ),
        migrations.RemoveIndex(
            model_name='kasus',
            name='kasus_jenis_urut',
        ),
        migrations.RemoveIndex(
            model_name='kasus',
            name='kasus_status_urut',
        ),
        migrations.AddIndex(
            model_name='kasus',
            index=models.Index(fields=['wilayah'], name='kasus_wilayah'),
        ),
        migrations.AddIndex(
            model_name='kasus',
            index=models.Index(fields=['jenis', 'status', 'kelompok_umur', 'jk', 'wilayah', 'derajat', 'bergerak_pada', 'id'], name='kasus_saring'),
        ),
        migrations.AddIndex(
            model_name='kasus',
            index=models.Index(condition=models.Q(('derajat__gte', 0)), fields=['jenis', '-bergerak_pada', '-id', 'wilayah', 'status', 'derajat', 'kelompok_umur', 'jk'], name='kasus_jenis_bergerak'),
        ),
        migrations.AddIndex(
            model_name='kasus',
            index=models.Index(condition=models.Q(('derajat__gte', 0)), fields=['status', '-bergerak_pada', '-id', 'wilayah', 'derajat', 'kelompok_umur', 'jk'], name='kasus_status_bergerak'),
        ),
        migrations.AddIndex(
            model_name='selisih',
            index=models.Index(fields=['wilayah'], name='selisih_wilayah'),
        ),
        migrations.AddIndex(
            model_name='selisihgerak',
            index=models.Index(fields=['wilayah'], name='selisihgerak_wilayah'),
        ),
    ]
