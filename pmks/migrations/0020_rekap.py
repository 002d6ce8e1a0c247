import django.db.models.deletion
import django.utils.timezone
import tksk_portal.wilayah.dinding
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from tksk_portal.wilayah.dinding import Milik, PasangDinding, Tambah
from tksk_portal.wilayah.migrasi import LingkupSistem
from tksk_portal.basisdata.serentak import Serentak


class Migration(Serentak, migrations.Migration):

    dependencies = [
        ('pmks', '0019_lindung'),
        ('wilayah', '0004_batas_sebaris'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LingkupSistem(),
        migrations.CreateModel(
            name='Potret',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('akhir', models.DateField(help_text='Hari terakhir triwulan.')),
                ('jenis', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('draf', 'Draf'), ('diajukan', 'Diajukan'), ('dikembalikan', 'Dikembalikan'), ('diverifikasi', 'Terverifikasi'), ('ditinjau_ulang', 'Dikembalikan provinsi'), ('disahkan', 'Disahkan'), ('dibatalkan', 'Dibatalkan')], max_length=14)),
                ('jk', models.CharField(choices=[('L', 'Laki-laki'), ('P', 'Perempuan')], max_length=1)),
                ('kelompok_umur', models.PositiveSmallIntegerField(choices=[(0, '0–5 tahun'), (1, '6–17 tahun'), (2, '18–59 tahun'), (3, '60 tahun ke atas')])),
                ('jumlah', models.IntegerField()),
                ('diambil_pada', models.DateTimeField(default=django.utils.timezone.now)),
                ('wilayah', tksk_portal.wilayah.dinding.KolomWilayah(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah')),
            ],
            options={
                'verbose_name': 'potret angka',
                'verbose_name_plural': 'potret angka',
                'constraints': [models.UniqueConstraint(fields=('wilayah', 'akhir', 'jenis', 'status', 'jk', 'kelompok_umur'), name='potret_sekali'), models.CheckConstraint(condition=models.Q(models.Q(('akhir__day', 31), ('akhir__month__in', (3, 12))), models.Q(('akhir__day', 30), ('akhir__month__in', (6, 9))), _connector='OR'), name='potret_akhir_triwulan', violation_error_message='Potret bertanggal hari terakhir triwulan.')],
            },
        ),
        migrations.CreateModel(
            name='Saringan',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('halaman', models.CharField(choices=[('daftar', 'Daftar PMKS'), ('periksa', 'Periksa data')], editable=False, max_length=8)),
                ('nama', models.CharField(max_length=40, verbose_name='nama saringan')),
                ('isi', models.JSONField(editable=False)),
                ('dibuat_pada', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('akun', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('wilayah', tksk_portal.wilayah.dinding.KolomWilayah(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wilayah.wilayah')),
            ],
            options={
                'verbose_name': 'saringan tersimpan',
                'verbose_name_plural': 'saringan tersimpan',
                'constraints': [models.UniqueConstraint(fields=('akun', 'wilayah', 'halaman', 'nama'), name='saringan_nama_sekali', violation_error_message='Nama itu sudah dipakai untuk saringan lain.')],
            },
        ),
        PasangDinding("pmks_potret", Tambah()),
        PasangDinding("pmks_saringan", Milik(hapus=True)),
    ]
