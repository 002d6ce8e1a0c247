"""Perjalanan orang: kebutuhan, layanan, keadaan, DTSEN; yang tidak lagi ditangani keluar dari angka hari ini."""

import re
from importlib import import_module

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import tksk_portal.wilayah.dinding
from django.conf import settings
from django.db import migrations, models

from pmks.dinding import AnakBerubah
from tksk_portal.jejak.kunci import KunciRiwayat
from tksk_portal.wilayah.dinding import Acuan, PasangDinding, Riwayat
from tksk_portal.wilayah.migrasi import PASANG, LingkupSistem
from tksk_portal.basisdata.serentak import Serentak

ANAK = ("kebutuhan", "layanan", "keadaanorang", "datadtsen")
KUNCI_ANAK = (
    "".join(
        f"ALTER TABLE pmks_{t} ADD CONSTRAINT {t}_ikut_orang "
        "FOREIGN KEY (orang_id, wilayah_id) REFERENCES pmks_orang (id, wilayah_id) ON UPDATE CASCADE;\n"
        for t in ANAK
    )
    + """
ALTER TABLE pmks_layanan ADD CONSTRAINT layanan_untuk_kebutuhan
    FOREIGN KEY (kebutuhan_id) REFERENCES pmks_kebutuhan (id);
ALTER TABLE pmks_keadaanorang ADD CONSTRAINT keadaanorang_pada_kasus
    FOREIGN KEY (kasus_id) REFERENCES pmks_kasus (id);
"""
)
KUNCI_ANAK_BALIK = """
ALTER TABLE pmks_keadaanorang DROP CONSTRAINT keadaanorang_pada_kasus;
ALTER TABLE pmks_layanan DROP CONSTRAINT layanan_untuk_kebutuhan;
""" + "".join(f"ALTER TABLE pmks_{t} DROP CONSTRAINT {t}_ikut_orang;\n" for t in reversed(ANAK))

# Fungsi dari migrasi 0003, dengan satu beda: yang keadaannya bukan `aktif` dihitung di bawah status semu `keluar`.
PEMICU = """
CREATE OR REPLACE FUNCTION pmks_orang_hitung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO pmks_selisih (wilayah_id, jenis, status, jk, kelompok_umur, jumlah)
        SELECT wilayah_id, 0, CASE keadaan WHEN 'aktif' THEN pmks_status_orang(derajat) ELSE 'keluar' END,
               jk, kelompok_umur, count(*)
        FROM baru WHERE derajat >= 0 GROUP BY 1, 3, 4, 5;
    ELSE
        INSERT INTO pmks_selisih (wilayah_id, jenis, status, jk, kelompok_umur, jumlah)
        SELECT wilayah_id, 0, status, jk, kelompok_umur, sum(n) FROM (
            SELECT wilayah_id, CASE keadaan WHEN 'aktif' THEN pmks_status_orang(derajat) ELSE 'keluar' END AS status,
                   jk, kelompok_umur, 1 AS n FROM baru WHERE derajat >= 0
            UNION ALL
            SELECT wilayah_id, CASE keadaan WHEN 'aktif' THEN pmks_status_orang(derajat) ELSE 'keluar' END,
                   jk, kelompok_umur, -1 FROM lama WHERE derajat >= 0
        ) s GROUP BY wilayah_id, status, jk, kelompok_umur HAVING sum(n) <> 0;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION pmks_kasus_hitung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO pmks_selisih (wilayah_id, jenis, status, jk, kelompok_umur, jumlah)
        SELECT wilayah_id, jenis_id, CASE keadaan WHEN 'aktif' THEN status ELSE 'keluar' END, jk, kelompok_umur, count(*)
        FROM baru WHERE derajat >= 0 GROUP BY 1, 2, 3, 4, 5;
        INSERT INTO pmks_selisihgerak (wilayah_id, tanggal, aksi, jumlah)
        SELECT left(wilayah_id, 8), (dibuat_pada AT TIME ZONE tksk_zona())::date, 'catat', count(*)
        FROM baru GROUP BY 1, 2;
        UPDATE pmks_orang o SET derajat = k.derajat, peka = k.peka FROM (
            SELECT s.orang_id, max(s.derajat) AS derajat,
                   coalesce(max(j.peka) FILTER (WHERE s.derajat >= 0), 0) AS peka
            FROM pmks_kasus s JOIN pmks_jenispmks j ON j.kode = s.jenis_id
            WHERE s.orang_id IN (SELECT orang_id FROM baru) GROUP BY s.orang_id
        ) k WHERE o.id = k.orang_id AND (o.derajat, o.peka) IS DISTINCT FROM (k.derajat, k.peka::smallint);
    ELSE
        INSERT INTO pmks_selisih (wilayah_id, jenis, status, jk, kelompok_umur, jumlah)
        SELECT wilayah_id, jenis_id, status, jk, kelompok_umur, sum(n) FROM (
            SELECT wilayah_id, jenis_id, CASE keadaan WHEN 'aktif' THEN status ELSE 'keluar' END AS status,
                   jk, kelompok_umur, 1 AS n FROM baru WHERE derajat >= 0
            UNION ALL
            SELECT wilayah_id, jenis_id, CASE keadaan WHEN 'aktif' THEN status ELSE 'keluar' END,
                   jk, kelompok_umur, -1 FROM lama WHERE derajat >= 0
        ) s GROUP BY wilayah_id, jenis_id, status, jk, kelompok_umur HAVING sum(n) <> 0;
        -- Derajat orang adalah yang tertinggi dari jenisnya.
        UPDATE pmks_orang o SET derajat = k.derajat FROM (
            SELECT s.orang_id, max(s.derajat) AS derajat FROM pmks_kasus s
            WHERE s.orang_id IN (
                SELECT b.orang_id FROM baru b JOIN lama l ON l.id = b.id WHERE b.derajat <> l.derajat)
            GROUP BY s.orang_id
        ) k WHERE o.id = k.orang_id AND o.derajat <> k.derajat;
        -- Kepekaan hanya dihitung ulang oleh yang melihat semua jenisnya: bila ada yang dibatalkan.
        UPDATE pmks_orang o SET peka = k.peka FROM (
            SELECT s.orang_id, coalesce(max(j.peka) FILTER (WHERE s.derajat >= 0), 0) AS peka
            FROM pmks_kasus s JOIN pmks_jenispmks j ON j.kode = s.jenis_id
            WHERE s.orang_id IN (
                SELECT b.orang_id FROM baru b JOIN lama l ON l.id = b.id WHERE b.derajat = -1 OR l.derajat = -1)
            GROUP BY s.orang_id
        ) k WHERE o.id = k.orang_id AND o.peka <> k.peka;
    END IF;
    RETURN NULL;
END $$;

-- Gerak keluar dan kembali: satu baris catatan keadaan, satu gerak. Yang menyebut jenis tidak menghitung orangnya.
CREATE FUNCTION pmks_keadaan_hitung() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pmks_selisihgerak (wilayah_id, tanggal, aksi, jumlah)
    SELECT left(wilayah_id, 8), (dibuat_pada AT TIME ZONE tksk_zona())::date,
           CASE WHEN kasus_id IS NULL THEN CASE keadaan WHEN 'aktif' THEN 'kembali' ELSE keadaan END
                WHEN keadaan = 'aktif' THEN 'jenis_lagi' ELSE 'jenis_tuntas' END, count(*)
    FROM baru GROUP BY 1, 2, 3;
    RETURN NULL;
END $$;
CREATE TRIGGER keadaan_hitung AFTER INSERT ON pmks_keadaanorang REFERENCING NEW TABLE AS baru
    FOR EACH STATEMENT EXECUTE FUNCTION pmks_keadaan_hitung();
"""
LAMA = "\n".join(
    f.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    for f in re.findall(
        r"CREATE FUNCTION pmks_(?:orang|kasus)_hitung\(\).*?END \$\$;",
        import_module("pmks.migrations.0003_ringkasan").PEMICU,
        re.DOTALL,
    )
)
# Mundur: catatan keadaan hilang bersama tabelnya, jadi semua kembali dihitung; pemicunya sendiri memindahkan angkanya.
PEMICU_BALIK = f"""
{PASANG};
UPDATE pmks_kasus SET keadaan = 'aktif', keadaan_pada = NULL WHERE keadaan <> 'aktif';
UPDATE pmks_orang SET keadaan = 'aktif', keadaan_pada = NULL WHERE keadaan <> 'aktif';
DROP TRIGGER keadaan_hitung ON pmks_keadaanorang; DROP FUNCTION pmks_keadaan_hitung();
{LAMA}
"""

# Titik awal, bukan ketentuan: admin melengkapi, memberi tanggal, dan mengakhiri.
PROGRAM = (
    ("pkh", "Program Keluarga Harapan (PKH)", "pusat"),
    ("sembako", "Program Sembako (BPNT)", "pusat"),
    ("pbi-jk", "PBI Jaminan Kesehatan", "pusat"),
    ("atensi", "Asistensi Rehabilitasi Sosial (ATENSI)", "pusat"),
    ("blt-desa", "BLT Dana Desa", "desa"),
    ("bansos-provinsi", "Bantuan sosial provinsi", "provinsi"),
    ("bansos-kabkota", "Bantuan sosial kabupaten/kota", "kabkota"),
    ("lembaga", "Bantuan lembaga, zakat, atau warga", "lembaga"),
)


def isi_program(apps, schema_editor) -> None:
    program = apps.get_model("pmks", "Program")
    program.objects.bulk_create(program(kode=kode, nama=nama, pemberi=pemberi) for kode, nama, pemberi in PROGRAM)


class Migration(Serentak, migrations.Migration):
    dependencies = [
        ("jejak", "0003_kunci_riwayat"),
        ("pmks", "0016_gabung"),
        ("wilayah", "0004_batas_sebaris"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LingkupSistem(),
        migrations.CreateModel(
            name="DataDTSEN",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("sidik_kiriman", models.CharField(editable=False, max_length=64)),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="dicatat pada"
                    ),
                ),
                ("tanggal", models.DateField(verbose_name="keadaan pada")),
                (
                    "desil",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="desil",
                    ),
                ),
                (
                    "program",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="program tercatat",
                    ),
                ),
                (
                    "sumber",
                    models.CharField(
                        choices=[
                            ("siks", "SIKS-NG"),
                            ("cek_bansos", "Cek Bansos"),
                            ("desa", "Daftar desa/kelurahan"),
                            ("dinas", "Data dinas sosial"),
                            ("lain", "Lainnya"),
                        ],
                        default="siks",
                        max_length=10,
                        verbose_name="sumber",
                    ),
                ),
                ("catatan", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                (
                    "alasan_ubah",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="alasan dihapus"),
                ),
                ("dihapus_pada", models.DateTimeField(editable=False, null=True, verbose_name="dihapus pada")),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dihapus_oleh",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "orang",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dtsen",
                        to="pmks.orang",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="wilayah.wilayah"
                    ),
                ),
            ],
            options={
                "verbose_name": "data DTSEN",
                "verbose_name_plural": "data DTSEN",
                "indexes": [
                    models.Index(fields=["orang", "-tanggal"], name="datadtsen_orang"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("desil", None), models.Q(("desil__gte", 1), ("desil__lte", 10)), _connector="OR"
                        ),
                        name="datadtsen_desil_wajar",
                        violation_error_message="Desil antara 1 dan 10.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("desil__isnull", False),
                            models.Q(("program", []), _negated=True),
                            models.Q(("catatan", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="datadtsen_berisi",
                        violation_error_message="Isi desilnya, programnya, atau catatan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dihapus_oleh", None), ("dihapus_pada", None)),
                            models.Q(
                                ("dihapus_oleh__isnull", False),
                                ("dihapus_pada__isnull", False),
                                models.Q(("alasan_ubah", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="datadtsen_dihapus_beralasan",
                        violation_error_message="Yang dihapus harus punya waktu, pelaku, dan alasannya.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DataDTSENRiwayat",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(editable=False, serialize=False)),
                ("tanggal", models.DateField(verbose_name="keadaan pada")),
                (
                    "desil",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10),
                        ],
                        verbose_name="desil",
                    ),
                ),
                (
                    "program",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="program tercatat",
                    ),
                ),
                (
                    "sumber",
                    models.CharField(
                        choices=[
                            ("siks", "SIKS-NG"),
                            ("cek_bansos", "Cek Bansos"),
                            ("desa", "Daftar desa/kelurahan"),
                            ("dinas", "Data dinas sosial"),
                            ("lain", "Lainnya"),
                        ],
                        default="siks",
                        max_length=10,
                        verbose_name="sumber",
                    ),
                ),
                ("catatan", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                (
                    "alasan_ubah",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="alasan dihapus"),
                ),
                ("dihapus_pada", models.DateTimeField(editable=False, null=True, verbose_name="dihapus pada")),
                (
                    "dihapus_oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "orang",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.orang",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="riwayat",
                        to="pmks.datadtsen",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="KeadaanOrang",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("sidik_kiriman", models.CharField(editable=False, max_length=64)),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="dicatat pada"
                    ),
                ),
                (
                    "keadaan",
                    models.CharField(
                        choices=[
                            ("aktif", "Masih ditangani"),
                            ("tertangani", "Sudah tertangani"),
                            ("pindah", "Pindah keluar wilayah"),
                            ("meninggal", "Meninggal"),
                            ("hilang", "Tidak ditemukan"),
                        ],
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("tanggal", models.DateField(verbose_name="sejak")),
                ("alasan", models.CharField(max_length=300, verbose_name="keterangan")),
                ("sebagai", models.CharField(max_length=160)),
                ("terverifikasi", models.BooleanField(default=False)),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kasus",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks.kasus",
                        verbose_name="jenis",
                    ),
                ),
                (
                    "orang",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="daftar_keadaan",
                        to="pmks.orang",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="wilayah.wilayah"
                    ),
                ),
            ],
            options={
                "verbose_name": "perubahan keadaan",
                "verbose_name_plural": "perubahan keadaan",
                "indexes": [
                    models.Index(fields=["orang", "-dibuat_pada"], name="keadaanorang_orang"),
                    models.Index(fields=["-dibuat_pada", "-id"], name="keadaanorang_terbaru"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alasan", ""), _negated=True),
                        name="keadaanorang_beralasan",
                        violation_error_message="Tulis keterangannya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kasus", None), ("keadaan__in", ("aktif", "tertangani")), _connector="OR"),
                        name="keadaanorang_jenis",
                        violation_error_message="Pindah, meninggal, tidak ditemukan: bagi orangnya, bukan satu jenis.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeadaanOrangRiwayat",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(editable=False, serialize=False)),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="dicatat pada"
                    ),
                ),
                (
                    "keadaan",
                    models.CharField(
                        choices=[
                            ("aktif", "Masih ditangani"),
                            ("tertangani", "Sudah tertangani"),
                            ("pindah", "Pindah keluar wilayah"),
                            ("meninggal", "Meninggal"),
                            ("hilang", "Tidak ditemukan"),
                        ],
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("tanggal", models.DateField(verbose_name="sejak")),
                ("alasan", models.CharField(max_length=300, verbose_name="keterangan")),
                ("sebagai", models.CharField(max_length=160)),
                ("terverifikasi", models.BooleanField(default=False)),
                (
                    "kasus",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.kasus",
                        verbose_name="jenis",
                    ),
                ),
                (
                    "orang",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.orang",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="riwayat",
                        to="pmks.keadaanorang",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Kebutuhan",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("sidik_kiriman", models.CharField(editable=False, max_length=64)),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="dicatat pada"
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("pangan", "Pangan"),
                            ("sandang", "Sandang"),
                            ("hunian", "Hunian"),
                            ("kesehatan", "Kesehatan"),
                            ("pendidikan", "Pendidikan"),
                            ("dokumen", "Dokumen kependudukan"),
                            ("alat_bantu", "Alat bantu"),
                            ("pekerjaan", "Pekerjaan atau usaha"),
                            ("perlindungan", "Perlindungan"),
                            ("pendampingan", "Pendampingan"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=12,
                        verbose_name="kebutuhan",
                    ),
                ),
                ("catatan", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                ("mendesak", models.BooleanField(default=False, verbose_name="mendesak")),
                ("ditemukan_pada", models.DateField(verbose_name="diketahui pada")),
                (
                    "hasil",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("terpenuhi", "Terpenuhi"),
                            ("tidak_perlu", "Tidak diperlukan lagi"),
                            ("meninggal", "Ditutup karena orangnya meninggal"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="hasil",
                    ),
                ),
                ("selesai_pada", models.DateField(editable=False, null=True, verbose_name="selesai pada")),
                ("cara", models.CharField(blank=True, editable=False, max_length=300, verbose_name="bagaimana")),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "orang",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kebutuhan",
                        to="pmks.orang",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="wilayah.wilayah"
                    ),
                ),
            ],
            options={
                "verbose_name": "kebutuhan",
                "verbose_name_plural": "kebutuhan",
                "indexes": [
                    models.Index(fields=["orang", "ditemukan_pada"], name="kebutuhan_orang"),
                    models.Index(
                        condition=models.Q(("hasil", ""), ("mendesak", True)),
                        fields=["orang"],
                        name="kebutuhan_mendesak",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cara", ""), ("hasil", ""), ("selesai_pada", None)),
                            models.Q(
                                models.Q(("hasil", ""), _negated=True),
                                ("selesai_pada__isnull", False),
                                models.Q(("cara", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="kebutuhan_selesai_lengkap",
                        violation_error_message="Kebutuhan yang selesai harus punya hasil, tanggal, dan caranya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("selesai_pada", None), ("selesai_pada__gte", models.F("ditemukan_pada")), _connector="OR"
                        ),
                        name="kebutuhan_berurutan",
                        violation_error_message="Kebutuhan tidak selesai sebelum diketahui.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KebutuhanRiwayat",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(editable=False, serialize=False)),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("pangan", "Pangan"),
                            ("sandang", "Sandang"),
                            ("hunian", "Hunian"),
                            ("kesehatan", "Kesehatan"),
                            ("pendidikan", "Pendidikan"),
                            ("dokumen", "Dokumen kependudukan"),
                            ("alat_bantu", "Alat bantu"),
                            ("pekerjaan", "Pekerjaan atau usaha"),
                            ("perlindungan", "Perlindungan"),
                            ("pendampingan", "Pendampingan"),
                            ("lain", "Lainnya"),
                        ],
                        max_length=12,
                        verbose_name="kebutuhan",
                    ),
                ),
                ("catatan", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                ("mendesak", models.BooleanField(default=False, verbose_name="mendesak")),
                ("ditemukan_pada", models.DateField(verbose_name="diketahui pada")),
                (
                    "hasil",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("terpenuhi", "Terpenuhi"),
                            ("tidak_perlu", "Tidak diperlukan lagi"),
                            ("meninggal", "Ditutup karena orangnya meninggal"),
                        ],
                        editable=False,
                        max_length=12,
                        verbose_name="hasil",
                    ),
                ),
                ("selesai_pada", models.DateField(editable=False, null=True, verbose_name="selesai pada")),
                ("cara", models.CharField(blank=True, editable=False, max_length=300, verbose_name="bagaimana")),
                (
                    "orang",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.orang",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="riwayat",
                        to="pmks.kebutuhan",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Program",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kode",
                    models.SlugField(
                        help_text="Huruf kecil, angka, dan tanda hubung.",
                        max_length=20,
                        unique=True,
                        verbose_name="kode",
                    ),
                ),
                ("nama", models.CharField(max_length=100, unique=True, verbose_name="nama program")),
                (
                    "pemberi",
                    models.CharField(
                        choices=[
                            ("pusat", "Pemerintah pusat"),
                            ("provinsi", "Pemerintah provinsi"),
                            ("kabkota", "Pemerintah kabupaten/kota"),
                            ("desa", "Desa/kelurahan"),
                            ("lembaga", "Lembaga atau masyarakat"),
                        ],
                        max_length=8,
                        verbose_name="diberikan oleh",
                    ),
                ),
                ("berlaku_dari", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                ("berlaku_sampai", models.DateField(blank=True, null=True, verbose_name="berlaku sampai")),
                ("keterangan", models.CharField(blank=True, max_length=200, verbose_name="keterangan")),
                ("diubah_pada", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "diubah_oleh",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "program bantuan",
                "verbose_name_plural": "program bantuan",
                "ordering": ("nama",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("berlaku_dari", None),
                            ("berlaku_sampai", None),
                            ("berlaku_sampai__gte", models.F("berlaku_dari")),
                            _connector="OR",
                        ),
                        name="program_berurutan",
                        violation_error_message="Tanggal berakhir harus sesudah tanggal mulai.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Layanan",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("sidik_kiriman", models.CharField(editable=False, max_length=64)),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="dicatat pada"
                    ),
                ),
                ("program_lain", models.CharField(blank=True, max_length=100, verbose_name="program lain")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("hanya_bulan", models.BooleanField(default=False, verbose_name="hanya bulannya diketahui")),
                ("rupiah", models.BigIntegerField(blank=True, null=True, verbose_name="jumlah uang (rupiah)")),
                ("barang", models.CharField(blank=True, max_length=200, verbose_name="barang atau layanan")),
                ("pemberi", models.CharField(blank=True, max_length=100, verbose_name="diberikan oleh")),
                (
                    "sumber",
                    models.CharField(
                        choices=[
                            ("penerima", "Keterangan penerima atau keluarganya"),
                            ("dilihat", "Disaksikan petugas"),
                            ("pemberi", "Data atau berita acara pemberi"),
                            ("siks", "DTSEN/SIKS-NG"),
                            ("lain", "Lainnya"),
                        ],
                        default="penerima",
                        max_length=8,
                        verbose_name="sumber keterangan",
                    ),
                ),
                ("catatan", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                ("versi", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "alasan_ubah",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="alasan perubahan"),
                ),
                ("dihapus_pada", models.DateTimeField(editable=False, null=True, verbose_name="dihapus pada")),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dihapus_oleh",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kebutuhan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="layanan",
                        to="pmks.kebutuhan",
                        verbose_name="memenuhi kebutuhan",
                    ),
                ),
                (
                    "orang",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="layanan",
                        to="pmks.orang",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="wilayah.wilayah"
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pmks.program",
                    ),
                ),
            ],
            options={
                "verbose_name": "layanan",
                "verbose_name_plural": "layanan",
                "indexes": [
                    models.Index(fields=["orang", "-tanggal"], name="layanan_orang"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("program", None), models.Q(("program_lain", ""), _negated=True)),
                            models.Q(("program__isnull", False), ("program_lain", "")),
                            _connector="OR",
                        ),
                        name="layanan_satu_program",
                        violation_error_message="Pilih programnya, atau tulis nama program lain.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rupiah__isnull", False), models.Q(("barang", ""), _negated=True), _connector="OR"
                        ),
                        name="layanan_berisi",
                        violation_error_message="Isi jumlah uangnya, atau barang atau layanan yang diterima.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rupiah", None),
                            models.Q(("rupiah__gte", 1), ("rupiah__lte", 999999999999)),
                            _connector="OR",
                        ),
                        name="layanan_rupiah_wajar",
                        violation_error_message="Jumlah uang tidak wajar.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dihapus_oleh", None), ("dihapus_pada", None)),
                            models.Q(
                                ("dihapus_oleh__isnull", False),
                                ("dihapus_pada__isnull", False),
                                models.Q(("alasan_ubah", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="layanan_dihapus_beralasan",
                        violation_error_message="Yang dihapus harus punya waktu, pelaku, dan alasannya.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LayananRiwayat",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.UUIDField(editable=False, serialize=False)),
                ("program_lain", models.CharField(blank=True, max_length=100, verbose_name="program lain")),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                ("hanya_bulan", models.BooleanField(default=False, verbose_name="hanya bulannya diketahui")),
                ("rupiah", models.BigIntegerField(blank=True, null=True, verbose_name="jumlah uang (rupiah)")),
                ("barang", models.CharField(blank=True, max_length=200, verbose_name="barang atau layanan")),
                ("pemberi", models.CharField(blank=True, max_length=100, verbose_name="diberikan oleh")),
                (
                    "sumber",
                    models.CharField(
                        choices=[
                            ("penerima", "Keterangan penerima atau keluarganya"),
                            ("dilihat", "Disaksikan petugas"),
                            ("pemberi", "Data atau berita acara pemberi"),
                            ("siks", "DTSEN/SIKS-NG"),
                            ("lain", "Lainnya"),
                        ],
                        default="penerima",
                        max_length=8,
                        verbose_name="sumber keterangan",
                    ),
                ),
                ("catatan", models.CharField(blank=True, max_length=300, verbose_name="catatan")),
                ("versi", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "alasan_ubah",
                    models.CharField(blank=True, editable=False, max_length=300, verbose_name="alasan perubahan"),
                ),
                ("dihapus_pada", models.DateTimeField(editable=False, null=True, verbose_name="dihapus pada")),
                (
                    "dihapus_oleh",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kebutuhan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.kebutuhan",
                        verbose_name="memenuhi kebutuhan",
                    ),
                ),
                (
                    "orang",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.orang",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="riwayat",
                        to="pmks.layanan",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.program",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveIndex(
            model_name="kasus",
            name="kasus_saring",
        ),
        migrations.RemoveIndex(
            model_name="kasus",
            name="kasus_jenis_bergerak",
        ),
        migrations.RemoveIndex(
            model_name="kasus",
            name="kasus_status_bergerak",
        ),
        migrations.AlterField(
            model_name="sel",
            name="status",
            field=models.CharField(
                choices=[
                    ("draf", "Draf"),
                    ("diajukan", "Diajukan"),
                    ("dikembalikan", "Dikembalikan"),
                    ("diverifikasi", "Terverifikasi"),
                    ("ditinjau_ulang", "Dikembalikan provinsi"),
                    ("disahkan", "Disahkan"),
                    ("dibatalkan", "Dibatalkan"),
                    ("keluar", "Tidak lagi ditangani"),
                ],
                max_length=14,
            ),
        ),
        migrations.AddIndex(
            model_name="kasus",
            index=models.Index(
                fields=[
                    "jenis",
                    "status",
                    "kelompok_umur",
                    "jk",
                    "keadaan",
                    "wilayah",
                    "derajat",
                    "bergerak_pada",
                    "id",
                ],
                name="kasus_saring",
            ),
        ),
        migrations.AddIndex(
            model_name="kasus",
            index=models.Index(
                condition=models.Q(("derajat__gte", 0)),
                fields=[
                    "jenis",
                    "-bergerak_pada",
                    "-id",
                    "wilayah",
                    "status",
                    "derajat",
                    "keadaan",
                    "kelompok_umur",
                    "jk",
                ],
                name="kasus_jenis_bergerak",
            ),
        ),
        migrations.AddIndex(
            model_name="kasus",
            index=models.Index(
                condition=models.Q(("derajat__gte", 0)),
                fields=["status", "-bergerak_pada", "-id", "wilayah", "derajat", "keadaan", "kelompok_umur", "jk"],
                name="kasus_status_bergerak",
            ),
        ),
        migrations.AddIndex(
            model_name="kasus",
            index=models.Index(
                condition=models.Q(("keadaan", "aktif"), _negated=True),
                fields=["keadaan", "-bergerak_pada", "-id"],
                name="kasus_keluar",
            ),
        ),
        migrations.AddIndex(
            model_name="orang",
            index=models.Index(
                condition=models.Q(("keadaan", "aktif"), _negated=True),
                fields=["keadaan", "-diubah_pada", "-id"],
                name="orang_keluar",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datadtsen",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_datadtsenriwayat" ("alasan_ubah", "catatan", "desil", "dihapus_oleh_id", "dihapus_pada", "id", "orang_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program", "sumber", "tanggal", "wilayah_id") VALUES (NEW."alasan_ubah", NEW."catatan", NEW."desil", NEW."dihapus_oleh_id", NEW."dihapus_pada", NEW."id", NEW."orang_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."program", NEW."sumber", NEW."tanggal", NEW."wilayah_id"); RETURN NULL;',
                    hash="9ffdc4697e145cdded423d0df778fdb3c1d4ce54",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_204a5",
                    table="pmks_datadtsen",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="datadtsen",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."alasan_ubah" IS DISTINCT FROM (NEW."alasan_ubah") OR OLD."catatan" IS DISTINCT FROM (NEW."catatan") OR OLD."desil" IS DISTINCT FROM (NEW."desil") OR OLD."dihapus_oleh_id" IS DISTINCT FROM (NEW."dihapus_oleh_id") OR OLD."dihapus_pada" IS DISTINCT FROM (NEW."dihapus_pada") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."orang_id" IS DISTINCT FROM (NEW."orang_id") OR OLD."program" IS DISTINCT FROM (NEW."program") OR OLD."sumber" IS DISTINCT FROM (NEW."sumber") OR OLD."tanggal" IS DISTINCT FROM (NEW."tanggal") OR OLD."wilayah_id" IS DISTINCT FROM (NEW."wilayah_id"))',
                    func='INSERT INTO "pmks_datadtsenriwayat" ("alasan_ubah", "catatan", "desil", "dihapus_oleh_id", "dihapus_pada", "id", "orang_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program", "sumber", "tanggal", "wilayah_id") VALUES (NEW."alasan_ubah", NEW."catatan", NEW."desil", NEW."dihapus_oleh_id", NEW."dihapus_pada", NEW."id", NEW."orang_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."program", NEW."sumber", NEW."tanggal", NEW."wilayah_id"); RETURN NULL;',
                    hash="d4bbe4f6b7c6601d63842e5f342a3bac9abfd45d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eb08d",
                    table="pmks_datadtsen",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="keadaanorang",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_keadaanorangriwayat" ("alasan", "dibuat_pada", "id", "kasus_id", "keadaan", "orang_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sebagai", "tanggal", "terverifikasi", "wilayah_id") VALUES (NEW."alasan", NEW."dibuat_pada", NEW."id", NEW."kasus_id", NEW."keadaan", NEW."orang_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sebagai", NEW."tanggal", NEW."terverifikasi", NEW."wilayah_id"); RETURN NULL;',
                    hash="6cae584512b85845d09bc8746218db94c2187440",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8e0cf",
                    table="pmks_keadaanorang",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="keadaanorang",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."alasan" IS DISTINCT FROM (NEW."alasan") OR OLD."dibuat_pada" IS DISTINCT FROM (NEW."dibuat_pada") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kasus_id" IS DISTINCT FROM (NEW."kasus_id") OR OLD."keadaan" IS DISTINCT FROM (NEW."keadaan") OR OLD."orang_id" IS DISTINCT FROM (NEW."orang_id") OR OLD."sebagai" IS DISTINCT FROM (NEW."sebagai") OR OLD."tanggal" IS DISTINCT FROM (NEW."tanggal") OR OLD."terverifikasi" IS DISTINCT FROM (NEW."terverifikasi") OR OLD."wilayah_id" IS DISTINCT FROM (NEW."wilayah_id"))',
                    func='INSERT INTO "pmks_keadaanorangriwayat" ("alasan", "dibuat_pada", "id", "kasus_id", "keadaan", "orang_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sebagai", "tanggal", "terverifikasi", "wilayah_id") VALUES (NEW."alasan", NEW."dibuat_pada", NEW."id", NEW."kasus_id", NEW."keadaan", NEW."orang_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sebagai", NEW."tanggal", NEW."terverifikasi", NEW."wilayah_id"); RETURN NULL;',
                    hash="5b8540a581c1ea8cef3f07d246eef59e74a97347",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bef09",
                    table="pmks_keadaanorang",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kebutuhan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_kebutuhanriwayat" ("cara", "catatan", "ditemukan_pada", "hasil", "id", "jenis", "mendesak", "orang_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai_pada", "wilayah_id") VALUES (NEW."cara", NEW."catatan", NEW."ditemukan_pada", NEW."hasil", NEW."id", NEW."jenis", NEW."mendesak", NEW."orang_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."selesai_pada", NEW."wilayah_id"); RETURN NULL;',
                    hash="2a7c470a85721e9093caaf3ec2b5139ef0223e5d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_66722",
                    table="pmks_kebutuhan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kebutuhan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."cara" IS DISTINCT FROM (NEW."cara") OR OLD."catatan" IS DISTINCT FROM (NEW."catatan") OR OLD."ditemukan_pada" IS DISTINCT FROM (NEW."ditemukan_pada") OR OLD."hasil" IS DISTINCT FROM (NEW."hasil") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jenis" IS DISTINCT FROM (NEW."jenis") OR OLD."mendesak" IS DISTINCT FROM (NEW."mendesak") OR OLD."orang_id" IS DISTINCT FROM (NEW."orang_id") OR OLD."selesai_pada" IS DISTINCT FROM (NEW."selesai_pada") OR OLD."wilayah_id" IS DISTINCT FROM (NEW."wilayah_id"))',
                    func='INSERT INTO "pmks_kebutuhanriwayat" ("cara", "catatan", "ditemukan_pada", "hasil", "id", "jenis", "mendesak", "orang_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "selesai_pada", "wilayah_id") VALUES (NEW."cara", NEW."catatan", NEW."ditemukan_pada", NEW."hasil", NEW."id", NEW."jenis", NEW."mendesak", NEW."orang_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."selesai_pada", NEW."wilayah_id"); RETURN NULL;',
                    hash="f6168ca8d3c1b0f7a820ec8b3b1d1bb40fe6a31f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ea911",
                    table="pmks_kebutuhan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="layanan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_layananriwayat" ("alasan_ubah", "barang", "catatan", "dihapus_oleh_id", "dihapus_pada", "hanya_bulan", "id", "kebutuhan_id", "orang_id", "pemberi", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "program_lain", "rupiah", "sumber", "tanggal", "versi", "wilayah_id") VALUES (NEW."alasan_ubah", NEW."barang", NEW."catatan", NEW."dihapus_oleh_id", NEW."dihapus_pada", NEW."hanya_bulan", NEW."id", NEW."kebutuhan_id", NEW."orang_id", NEW."pemberi", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."program_id", NEW."program_lain", NEW."rupiah", NEW."sumber", NEW."tanggal", NEW."versi", NEW."wilayah_id"); RETURN NULL;',
                    hash="9de011b552cbf2557f7a6c5a010e847baa70f82f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f08ed",
                    table="pmks_layanan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="layanan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."alasan_ubah" IS DISTINCT FROM (NEW."alasan_ubah") OR OLD."barang" IS DISTINCT FROM (NEW."barang") OR OLD."catatan" IS DISTINCT FROM (NEW."catatan") OR OLD."dihapus_oleh_id" IS DISTINCT FROM (NEW."dihapus_oleh_id") OR OLD."dihapus_pada" IS DISTINCT FROM (NEW."dihapus_pada") OR OLD."hanya_bulan" IS DISTINCT FROM (NEW."hanya_bulan") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kebutuhan_id" IS DISTINCT FROM (NEW."kebutuhan_id") OR OLD."orang_id" IS DISTINCT FROM (NEW."orang_id") OR OLD."pemberi" IS DISTINCT FROM (NEW."pemberi") OR OLD."program_id" IS DISTINCT FROM (NEW."program_id") OR OLD."program_lain" IS DISTINCT FROM (NEW."program_lain") OR OLD."rupiah" IS DISTINCT FROM (NEW."rupiah") OR OLD."sumber" IS DISTINCT FROM (NEW."sumber") OR OLD."tanggal" IS DISTINCT FROM (NEW."tanggal") OR OLD."versi" IS DISTINCT FROM (NEW."versi") OR OLD."wilayah_id" IS DISTINCT FROM (NEW."wilayah_id"))',
                    func='INSERT INTO "pmks_layananriwayat" ("alasan_ubah", "barang", "catatan", "dihapus_oleh_id", "dihapus_pada", "hanya_bulan", "id", "kebutuhan_id", "orang_id", "pemberi", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "program_id", "program_lain", "rupiah", "sumber", "tanggal", "versi", "wilayah_id") VALUES (NEW."alasan_ubah", NEW."barang", NEW."catatan", NEW."dihapus_oleh_id", NEW."dihapus_pada", NEW."hanya_bulan", NEW."id", NEW."kebutuhan_id", NEW."orang_id", NEW."pemberi", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."program_id", NEW."program_lain", NEW."rupiah", NEW."sumber", NEW."tanggal", NEW."versi", NEW."wilayah_id"); RETURN NULL;',
                    hash="96649b3daea938c7767e233e5caccbd7dfc5f410",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_06ec5",
                    table="pmks_layanan",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(KUNCI_ANAK, KUNCI_ANAK_BALIK),
        migrations.RunSQL(PEMICU, PEMICU_BALIK),
        migrations.RunPython(isi_program, migrations.RunPython.noop),
        PasangDinding("pmks_program", Acuan("acuan program bantuan", tulis=True)),
        *(PasangDinding(f"pmks_{t}", AnakBerubah("pmks_orang", "orang_id")) for t in ANAK),
        *(PasangDinding(f"pmks_{t}riwayat", Riwayat(f"pmks_{t}")) for t in ANAK),
        KunciRiwayat(),
    ]
