import django.db.models.deletion
import django.utils.timezone
import tksk_portal.wilayah.dinding
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from pmks.dinding import AnakBerubah
from pmks.lindung.sasaran import KODE, SASARAN
from tksk_portal.lindung.sasaran import PasangSasaran
from tksk_portal.wilayah.dinding import PasangDinding
from tksk_portal.wilayah.migrasi import LingkupSistem

KUNCI_ANAK = """
ALTER TABLE pmks_pembatasan ADD CONSTRAINT pembatasan_ikut_orang
    FOREIGN KEY (orang_id, wilayah_id) REFERENCES pmks_orang (id, wilayah_id) ON UPDATE CASCADE;
"""
KUNCI_ANAK_BALIK = "ALTER TABLE pmks_pembatasan DROP CONSTRAINT pembatasan_ikut_orang;"


class Migration(migrations.Migration):

    dependencies = [
        ('pmks', '0020_rekap'),
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
        migrations.CreateModel(
            name='Pembatasan',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('dasar', models.CharField(choices=[('keberatan', 'Keberatan atas pemrosesan'), ('pembatasan', 'Permintaan membatasi pemrosesan')], max_length=12, verbose_name='dasar')),
                ('permintaan', models.UUIDField(editable=False, verbose_name='permintaan')),
                ('alasan', models.CharField(max_length=1000, verbose_name='alasan')),
                ('dipasang_pada', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='dipasang pada')),
                ('dipasang_sebagai', models.CharField(editable=False, max_length=160)),
                ('dilepas_pada', models.DateTimeField(editable=False, null=True, verbose_name='dilepas pada')),
                ('dilepas_sebagai', models.CharField(blank=True, editable=False, max_length=160)),
                ('alasan_lepas', models.CharField(blank=True, max_length=300, verbose_name='mengapa dilepas')),
                ('dilepas_oleh', models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dipasang_oleh', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('orang', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='pembatasan', to='pmks.orang')),
                ('wilayah', tksk_portal.wilayah.dinding.KolomWilayah(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah')),
            ],
            options={
                'verbose_name': 'pembatasan',
                'verbose_name_plural': 'pembatasan',
                'indexes': [models.Index(fields=['orang'], name='pembatasan_orang'), models.Index(fields=['wilayah'], name='pembatasan_wilayah')],
                'constraints': [models.UniqueConstraint(fields=('permintaan',), name='pembatasan_sekali', violation_error_message='Permintaan ini sudah membatasi data orangnya.'), models.CheckConstraint(condition=models.Q(('alasan', ''), _negated=True), name='pembatasan_beralasan', violation_error_message='Tulis mengapa pemrosesannya dibatasi.'), models.CheckConstraint(condition=models.Q(models.Q(('alasan_lepas', ''), ('dilepas_oleh', None), ('dilepas_pada', None)), models.Q(('dilepas_oleh__isnull', False), ('dilepas_pada__isnull', False), models.Q(('alasan_lepas', ''), _negated=True)), _connector='OR'), name='pembatasan_dilepas_lengkap', violation_error_message='Yang dilepas harus punya waktu, pelaku, dan alasannya.')],
            },
        ),
        migrations.RunSQL(KUNCI_ANAK, KUNCI_ANAK_BALIK),
        PasangDinding("pmks_pembatasan", AnakBerubah("pmks_orang", "orang_id")),
        PasangSasaran(KODE, SASARAN),
    ]
