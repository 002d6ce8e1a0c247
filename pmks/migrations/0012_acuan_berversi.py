import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from pmks.acuan_awal import CATATAN, MEDAN, PAS, PERATURAN, SUMBER_PPKS
from tksk_portal.dasar.migrasi import acuan_berversi
from tksk_portal.jejak.kunci import KunciRiwayat
from tksk_portal.wilayah.dinding import Acuan, PasangDinding
from tksk_portal.wilayah.migrasi import LingkupSistem
from tksk_portal.basisdata.serentak import Serentak

# Yang sudah dicatat tanpa rincian yang kini ditanyakan, dan belum diputuskan. Yang sudah diputuskan tidak disentuh.
KURANG = """
UPDATE pmks_kasus SET temuan = array_append(temuan, 'rincian_kurang')
WHERE status IN ('draf', 'diajukan', 'dikembalikan', 'ditinjau_ulang') AND NOT 'rincian_kurang' = ANY (temuan)
  AND (jenis_id IN (3, 15, 18, 20, 21, 22, 23) OR (jenis_id IN (5, 9) AND disabilitas = '{}'));
"""
# Kunci asing yang ditunda diperiksa sekarang: sesudah ini tabelnya diubah lagi.
PERIKSA = "SET CONSTRAINTS ALL IMMEDIATE"


def isi(apps, schema_editor) -> None:
    """Make the first version of each type from the columns it had until now."""
    model = {n: apps.get_model("pmks", n) for n in ("JenisPMKS", "KriteriaPMKS", "Peraturan", "AturanJenis")}
    peraturan = model["Peraturan"].objects.create(**PERATURAN)
    kriteria: dict[int, list[str]] = {}
    for k in model["KriteriaPMKS"].objects.order_by("jenis_id", "huruf"):
        kriteria.setdefault(k.jenis_id, []).append(k.teks)
    jenis = list(model["JenisPMKS"].objects.order_by("kode"))
    model["AturanJenis"].objects.bulk_create(
        model["AturanJenis"](
            jenis=j,
            peraturan=peraturan,
            kriteria=kriteria.get(j.kode, []),
            medan=MEDAN.get(j.kode, []),
            catatan=CATATAN.get(j.kode, ""),
            **{n: getattr(j, n) for n in ("definisi", "subjek", "umur_min", "umur_maks", "jk", "peka")},
        )
        for j in jenis
    )
    label = apps.get_model("pmks", "LabelTurunan")
    label.objects.bulk_create(
        label(skema="ppks", kode=j.kode, nama=j.nama, jenis=[j.kode], pasti=True, sumber=SUMBER_PPKS) for j in jenis
    )
    label.objects.bulk_create(
        label(skema="pas12", kode=p.kode, nama=p.nama, jenis=list(p.jenis), pasti=p.pasti, sumber=p.sumber) for p in PAS
    )


def kembalikan(apps, schema_editor) -> None:
    """Put the rules that hold now back into the columns of the types."""
    jenis, kriteria = apps.get_model("pmks", "JenisPMKS"), apps.get_model("pmks", "KriteriaPMKS")
    for v in apps.get_model("pmks", "AturanJenis").objects.filter(berlaku_sampai=None):
        kolom = {n: getattr(v, n) for n in ("definisi", "subjek", "umur_min", "umur_maks", "jk")}
        tanya = any(m["nama"] == "disabilitas" for m in v.medan)
        jenis.objects.filter(pk=v.jenis_id).update(tanya_disabilitas=tanya, **kolom)
        kriteria.objects.bulk_create(
            kriteria(jenis_id=v.jenis_id, huruf=chr(ord("a") + n), teks=teks) for n, teks in enumerate(v.kriteria)
        )


class Migration(Serentak, migrations.Migration):
    dependencies = [
        ("pmks", "0011_dasar"),
        ("wilayah", "0004_batas_sebaris"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LingkupSistem(),
        pgtrigger.migrations.RemoveTrigger(
            model_name="kasus",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="kasus",
            name="insert_insert",
        ),
        migrations.CreateModel(
            name="LabelTurunan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "skema",
                    models.CharField(
                        choices=[("ppks", "PPKS"), ("pas12", "12-PAS")], max_length=8, verbose_name="skema"
                    ),
                ),
                ("kode", models.PositiveSmallIntegerField(verbose_name="nomor")),
                ("nama", models.CharField(max_length=80, verbose_name="nama")),
                (
                    "jenis",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="jenis PMKS",
                    ),
                ),
                ("pasti", models.BooleanField(default=False, verbose_name="padanannya sudah dipastikan")),
                ("sumber", models.CharField(blank=True, max_length=200, verbose_name="sumber")),
                ("versi", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "label turunan",
                "verbose_name_plural": "label turunan",
                "ordering": ("skema", "kode"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("skema", "kode"),
                        name="label_sekali",
                        violation_error_message="Nomor ini sudah dipakai label lain dalam skema yang sama.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LabelTurunanRiwayat",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "skema",
                    models.CharField(
                        choices=[("ppks", "PPKS"), ("pas12", "12-PAS")], max_length=8, verbose_name="skema"
                    ),
                ),
                ("kode", models.PositiveSmallIntegerField(verbose_name="nomor")),
                ("nama", models.CharField(max_length=80, verbose_name="nama")),
                (
                    "jenis",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="jenis PMKS",
                    ),
                ),
                ("pasti", models.BooleanField(default=False, verbose_name="padanannya sudah dipastikan")),
                ("sumber", models.CharField(blank=True, max_length=200, verbose_name="sumber")),
                ("versi", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="riwayat",
                        to="pmks.labelturunan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Peraturan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kode",
                    models.CharField(
                        help_text="Sebutan pendek, misalnya Permensos 8/2012.",
                        max_length=40,
                        unique=True,
                        verbose_name="kode",
                    ),
                ),
                ("nama", models.CharField(max_length=200, verbose_name="nama lengkap")),
                ("berlaku_sejak", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                ("berlaku_sampai", models.DateField(blank=True, null=True, verbose_name="berlaku sampai")),
                ("catatan", models.CharField(blank=True, max_length=500, verbose_name="catatan")),
                ("pasti", models.BooleanField(default=False, verbose_name="isinya sudah dipastikan")),
                ("versi", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "peraturan",
                "verbose_name_plural": "peraturan",
                "ordering": (models.OrderBy(models.F("berlaku_sejak"), nulls_first=True), "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("berlaku_sejak", None),
                            ("berlaku_sampai", None),
                            ("berlaku_sampai__gte", models.F("berlaku_sejak")),
                            _connector="OR",
                        ),
                        name="peraturan_masa_urut",
                        violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AturanJenis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("berlaku_sejak", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                ("berlaku_sampai", models.DateField(editable=False, null=True, verbose_name="berlaku sampai")),
                ("definisi", models.TextField(max_length=1000, verbose_name="definisi")),
                (
                    "subjek",
                    models.CharField(
                        help_text="I individu, K keluarga, G kelompok, M komunitas", max_length=4, verbose_name="subjek"
                    ),
                ),
                (
                    "umur_min",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(130)],
                        verbose_name="umur paling muda",
                    ),
                ),
                (
                    "umur_maks",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(130)],
                        verbose_name="umur paling tua",
                    ),
                ),
                (
                    "jk",
                    models.CharField(
                        blank=True,
                        choices=[("L", "Laki-laki"), ("P", "Perempuan")],
                        max_length=1,
                        verbose_name="hanya jenis kelamin",
                    ),
                ),
                (
                    "peka",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Biasa"), (1, "Anak atau rawan stigma"), (2, "Sangat peka")],
                        default=0,
                        verbose_name="kepekaan",
                    ),
                ),
                (
                    "kriteria",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="kriteria",
                    ),
                ),
                ("medan", models.JSONField(blank=True, default=list, verbose_name="rincian yang ditanyakan")),
                ("catatan", models.CharField(blank=True, max_length=500, verbose_name="catatan")),
                (
                    "jenis",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="daftar_versi", to="pmks.jenispmks"
                    ),
                ),
                (
                    "peraturan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="aturan", to="pmks.peraturan"
                    ),
                ),
            ],
            options={
                "verbose_name": "aturan jenis",
                "verbose_name_plural": "aturan jenis",
                "ordering": ("jenis", models.OrderBy(models.F("berlaku_sejak"), nulls_first=True)),
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("jenis", "="),
                            (
                                models.Func(
                                    models.F("berlaku_sejak"),
                                    models.F("berlaku_sampai"),
                                    models.Value("[]"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                        ],
                        name="aturan_satu_per_hari",
                        violation_error_message="Jenis ini sudah punya aturan lain pada hari-hari itu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("berlaku_sejak", None),
                            ("berlaku_sampai", None),
                            ("berlaku_sampai__gte", models.F("berlaku_sejak")),
                            _connector="OR",
                        ),
                        name="aturan_masa_urut",
                        violation_error_message="Tanggal akhir tidak boleh sebelum tanggal mulai.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("umur_min", None),
                            ("umur_maks", None),
                            ("umur_maks__gte", models.F("umur_min")),
                            _connector="OR",
                        ),
                        name="aturan_umur_urut",
                        violation_error_message="Umur paling tua tidak boleh di bawah umur paling muda.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subjek__regex", "^I?K?G?M?$"), models.Q(("subjek", ""), _negated=True)),
                        name="aturan_subjek_dikenal",
                        violation_error_message="Pilih paling sedikit satu subjek.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AturanJenisRiwayat",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("berlaku_sejak", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                ("berlaku_sampai", models.DateField(editable=False, null=True, verbose_name="berlaku sampai")),
                ("definisi", models.TextField(max_length=1000, verbose_name="definisi")),
                (
                    "subjek",
                    models.CharField(
                        help_text="I individu, K keluarga, G kelompok, M komunitas", max_length=4, verbose_name="subjek"
                    ),
                ),
                (
                    "umur_min",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(130)],
                        verbose_name="umur paling muda",
                    ),
                ),
                (
                    "umur_maks",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(130)],
                        verbose_name="umur paling tua",
                    ),
                ),
                (
                    "jk",
                    models.CharField(
                        blank=True,
                        choices=[("L", "Laki-laki"), ("P", "Perempuan")],
                        max_length=1,
                        verbose_name="hanya jenis kelamin",
                    ),
                ),
                (
                    "peka",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Biasa"), (1, "Anak atau rawan stigma"), (2, "Sangat peka")],
                        default=0,
                        verbose_name="kepekaan",
                    ),
                ),
                (
                    "kriteria",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="kriteria",
                    ),
                ),
                ("medan", models.JSONField(blank=True, default=list, verbose_name="rincian yang ditanyakan")),
                ("catatan", models.CharField(blank=True, max_length=500, verbose_name="catatan")),
                (
                    "jenis",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.jenispmks",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="riwayat",
                        to="pmks.aturanjenis",
                    ),
                ),
                (
                    "peraturan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="pmks.peraturan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PeraturanRiwayat",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "kode",
                    models.CharField(
                        help_text="Sebutan pendek, misalnya Permensos 8/2012.", max_length=40, verbose_name="kode"
                    ),
                ),
                ("nama", models.CharField(max_length=200, verbose_name="nama lengkap")),
                ("berlaku_sejak", models.DateField(blank=True, null=True, verbose_name="berlaku sejak")),
                ("berlaku_sampai", models.DateField(blank=True, null=True, verbose_name="berlaku sampai")),
                ("catatan", models.CharField(blank=True, max_length=500, verbose_name="catatan")),
                ("pasti", models.BooleanField(default=False, verbose_name="isinya sudah dipastikan")),
                ("versi", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="riwayat",
                        to="pmks.peraturan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StempelAcuan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nomor", models.BigIntegerField()),
            ],
            options={
                "verbose_name": "stempel acuan",
                "verbose_name_plural": "stempel acuan",
            },
        ),
        migrations.AddField(
            model_name="kasus",
            name="bebas_pada",
            field=models.DateField(blank=True, null=True, verbose_name="bebas dari lapas pada"),
        ),
        migrations.AddField(
            model_name="kasus",
            name="kedudukan",
            field=models.CharField(
                blank=True,
                choices=[
                    ("pelaku", "Pelaku (disangka, didakwa, atau dijatuhi pidana)"),
                    ("korban", "Korban"),
                    ("saksi", "Saksi"),
                ],
                max_length=8,
                verbose_name="kedudukan dalam perkara",
            ),
        ),
        migrations.AddField(
            model_name="kasus",
            name="kejadian",
            field=models.CharField(
                blank=True,
                choices=[
                    ("gempa", "Gempa bumi"),
                    ("tsunami", "Tsunami"),
                    ("gunung", "Gunung meletus"),
                    ("banjir", "Banjir"),
                    ("kekeringan", "Kekeringan"),
                    ("angin", "Angin topan"),
                    ("longsor", "Tanah longsor"),
                    ("konflik", "Konflik antarkelompok"),
                    ("teror", "Teror"),
                    ("lain", "Lainnya (terangkan di Keterangan)"),
                ],
                max_length=12,
                verbose_name="macam kejadian",
            ),
        ),
        migrations.AddField(
            model_name="kasus",
            name="kejadian_pada",
            field=models.DateField(blank=True, null=True, verbose_name="tanggal kejadian"),
        ),
        migrations.AddField(
            model_name="kasus",
            name="negara",
            field=models.CharField(blank=True, max_length=60, verbose_name="negara"),
        ),
        migrations.AddField(
            model_name="kasus",
            name="negeri",
            field=models.CharField(
                blank=True,
                choices=[("dalam", "Dalam negeri"), ("luar", "Luar negeri")],
                max_length=6,
                verbose_name="tempat kejadian atau bekerja",
            ),
        ),
        migrations.AddField(
            model_name="kasus",
            name="tanggungan",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jumlah tanggungan"),
        ),
        migrations.AddField(
            model_name="kasusriwayat",
            name="bebas_pada",
            field=models.DateField(blank=True, null=True, verbose_name="bebas dari lapas pada"),
        ),
        migrations.AddField(
            model_name="kasusriwayat",
            name="kedudukan",
            field=models.CharField(
                blank=True,
                choices=[
                    ("pelaku", "Pelaku (disangka, didakwa, atau dijatuhi pidana)"),
                    ("korban", "Korban"),
                    ("saksi", "Saksi"),
                ],
                max_length=8,
                verbose_name="kedudukan dalam perkara",
            ),
        ),
        migrations.AddField(
            model_name="kasusriwayat",
            name="kejadian",
            field=models.CharField(
                blank=True,
                choices=[
                    ("gempa", "Gempa bumi"),
                    ("tsunami", "Tsunami"),
                    ("gunung", "Gunung meletus"),
                    ("banjir", "Banjir"),
                    ("kekeringan", "Kekeringan"),
                    ("angin", "Angin topan"),
                    ("longsor", "Tanah longsor"),
                    ("konflik", "Konflik antarkelompok"),
                    ("teror", "Teror"),
                    ("lain", "Lainnya (terangkan di Keterangan)"),
                ],
                max_length=12,
                verbose_name="macam kejadian",
            ),
        ),
        migrations.AddField(
            model_name="kasusriwayat",
            name="kejadian_pada",
            field=models.DateField(blank=True, null=True, verbose_name="tanggal kejadian"),
        ),
        migrations.AddField(
            model_name="kasusriwayat",
            name="negara",
            field=models.CharField(blank=True, max_length=60, verbose_name="negara"),
        ),
        migrations.AddField(
            model_name="kasusriwayat",
            name="negeri",
            field=models.CharField(
                blank=True,
                choices=[("dalam", "Dalam negeri"), ("luar", "Luar negeri")],
                max_length=6,
                verbose_name="tempat kejadian atau bekerja",
            ),
        ),
        migrations.AddField(
            model_name="kasusriwayat",
            name="tanggungan",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jumlah tanggungan"),
        ),
        migrations.AddConstraint(
            model_name="kasus",
            constraint=models.CheckConstraint(
                condition=models.Q(("negara", ""), ("negeri", "luar"), _connector="OR"),
                name="kasus_negara_luar",
                violation_error_message="Negara hanya diisi bila tempatnya di luar negeri.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kasus",
            constraint=models.CheckConstraint(
                condition=models.Q(("tanggungan", None), ("tanggungan__lte", 30), _connector="OR"),
                name="kasus_tanggungan_wajar",
                violation_error_message="Jumlah tanggungan paling banyak 30.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kasus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kejadian_pada", None),
                    ("ditemukan_pada", None),
                    ("kejadian_pada__lte", models.F("ditemukan_pada")),
                    _connector="OR",
                ),
                name="kasus_kejadian_dahulu",
                violation_error_message="Tanggal kejadian tidak boleh sesudah tanggal ditemukan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="kasus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("bebas_pada", None),
                    ("ditemukan_pada", None),
                    ("bebas_pada__lte", models.F("ditemukan_pada")),
                    _connector="OR",
                ),
                name="kasus_bebas_dahulu",
                violation_error_message="Tanggal bebas tidak boleh sesudah tanggal ditemukan.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kasus",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_kasusriwayat" ("alasan_khusus", "bebas_pada", "diajukan_oleh_id", "diajukan_pada", "dibuat_oleh_id", "dibuat_pada", "disabilitas", "disahkan_oleh_id", "disahkan_pada", "ditemukan_pada", "diverifikasi_oleh_id", "diverifikasi_pada", "id", "jenis_id", "keadaan", "keadaan_pada", "kedudukan", "kejadian", "kejadian_pada", "keterangan", "kriteria", "negara", "negeri", "orang_id", "pengesahan_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tanggungan", "temuan", "versi", "wilayah_id") VALUES (NEW."alasan_khusus", NEW."bebas_pada", NEW."diajukan_oleh_id", NEW."diajukan_pada", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."disabilitas", NEW."disahkan_oleh_id", NEW."disahkan_pada", NEW."ditemukan_pada", NEW."diverifikasi_oleh_id", NEW."diverifikasi_pada", NEW."id", NEW."jenis_id", NEW."keadaan", NEW."keadaan_pada", NEW."kedudukan", NEW."kejadian", NEW."kejadian_pada", NEW."keterangan", NEW."kriteria", NEW."negara", NEW."negeri", NEW."orang_id", NEW."pengesahan_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."status", NEW."tanggungan", NEW."temuan", NEW."versi", NEW."wilayah_id"); RETURN NULL;',
                    hash="e7896b1bc5fdb48004e296320767ff9a64f94787",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ccf2c",
                    table="pmks_kasus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kasus",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."alasan_khusus" IS DISTINCT FROM (NEW."alasan_khusus") OR OLD."bebas_pada" IS DISTINCT FROM (NEW."bebas_pada") OR OLD."diajukan_oleh_id" IS DISTINCT FROM (NEW."diajukan_oleh_id") OR OLD."diajukan_pada" IS DISTINCT FROM (NEW."diajukan_pada") OR OLD."dibuat_oleh_id" IS DISTINCT FROM (NEW."dibuat_oleh_id") OR OLD."dibuat_pada" IS DISTINCT FROM (NEW."dibuat_pada") OR OLD."disabilitas" IS DISTINCT FROM (NEW."disabilitas") OR OLD."disahkan_oleh_id" IS DISTINCT FROM (NEW."disahkan_oleh_id") OR OLD."disahkan_pada" IS DISTINCT FROM (NEW."disahkan_pada") OR OLD."ditemukan_pada" IS DISTINCT FROM (NEW."ditemukan_pada") OR OLD."diverifikasi_oleh_id" IS DISTINCT FROM (NEW."diverifikasi_oleh_id") OR OLD."diverifikasi_pada" IS DISTINCT FROM (NEW."diverifikasi_pada") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."jenis_id" IS DISTINCT FROM (NEW."jenis_id") OR OLD."keadaan" IS DISTINCT FROM (NEW."keadaan") OR OLD."keadaan_pada" IS DISTINCT FROM (NEW."keadaan_pada") OR OLD."kedudukan" IS DISTINCT FROM (NEW."kedudukan") OR OLD."kejadian" IS DISTINCT FROM (NEW."kejadian") OR OLD."kejadian_pada" IS DISTINCT FROM (NEW."kejadian_pada") OR OLD."keterangan" IS DISTINCT FROM (NEW."keterangan") OR OLD."kriteria" IS DISTINCT FROM (NEW."kriteria") OR OLD."negara" IS DISTINCT FROM (NEW."negara") OR OLD."negeri" IS DISTINCT FROM (NEW."negeri") OR OLD."orang_id" IS DISTINCT FROM (NEW."orang_id") OR OLD."pengesahan_id" IS DISTINCT FROM (NEW."pengesahan_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."tanggungan" IS DISTINCT FROM (NEW."tanggungan") OR OLD."temuan" IS DISTINCT FROM (NEW."temuan") OR OLD."versi" IS DISTINCT FROM (NEW."versi") OR OLD."wilayah_id" IS DISTINCT FROM (NEW."wilayah_id"))',
                    func='INSERT INTO "pmks_kasusriwayat" ("alasan_khusus", "bebas_pada", "diajukan_oleh_id", "diajukan_pada", "dibuat_oleh_id", "dibuat_pada", "disabilitas", "disahkan_oleh_id", "disahkan_pada", "ditemukan_pada", "diverifikasi_oleh_id", "diverifikasi_pada", "id", "jenis_id", "keadaan", "keadaan_pada", "kedudukan", "kejadian", "kejadian_pada", "keterangan", "kriteria", "negara", "negeri", "orang_id", "pengesahan_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "tanggungan", "temuan", "versi", "wilayah_id") VALUES (NEW."alasan_khusus", NEW."bebas_pada", NEW."diajukan_oleh_id", NEW."diajukan_pada", NEW."dibuat_oleh_id", NEW."dibuat_pada", NEW."disabilitas", NEW."disahkan_oleh_id", NEW."disahkan_pada", NEW."ditemukan_pada", NEW."diverifikasi_oleh_id", NEW."diverifikasi_pada", NEW."id", NEW."jenis_id", NEW."keadaan", NEW."keadaan_pada", NEW."kedudukan", NEW."kejadian", NEW."kejadian_pada", NEW."keterangan", NEW."kriteria", NEW."negara", NEW."negeri", NEW."orang_id", NEW."pengesahan_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."status", NEW."tanggungan", NEW."temuan", NEW."versi", NEW."wilayah_id"); RETURN NULL;',
                    hash="0097fa741a5c83c0dff1affb34c5ec6da7642852",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d208b",
                    table="pmks_kasus",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labelturunan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_labelturunanriwayat" ("id", "jenis", "kode", "nama", "pasti", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skema", "sumber", "versi") VALUES (NEW."id", NEW."jenis", NEW."kode", NEW."nama", NEW."pasti", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."skema", NEW."sumber", NEW."versi"); RETURN NULL;',
                    hash="9f747eeb92bca8baab1f6ddd4c804cf1b90a8b4e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f463a",
                    table="pmks_labelturunan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="labelturunan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pmks_labelturunanriwayat" ("id", "jenis", "kode", "nama", "pasti", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skema", "sumber", "versi") VALUES (NEW."id", NEW."jenis", NEW."kode", NEW."nama", NEW."pasti", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."skema", NEW."sumber", NEW."versi"); RETURN NULL;',
                    hash="8f066783fda82c03974eafabc784fc42a92fafbc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4b725",
                    table="pmks_labelturunan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="peraturan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_peraturanriwayat" ("berlaku_sampai", "berlaku_sejak", "catatan", "id", "kode", "nama", "pasti", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "versi") VALUES (NEW."berlaku_sampai", NEW."berlaku_sejak", NEW."catatan", NEW."id", NEW."kode", NEW."nama", NEW."pasti", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."versi"); RETURN NULL;',
                    hash="98e0e71403ce39cd1a6d59891618dc896b3e76e2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_be63b",
                    table="pmks_peraturan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="peraturan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pmks_peraturanriwayat" ("berlaku_sampai", "berlaku_sejak", "catatan", "id", "kode", "nama", "pasti", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "versi") VALUES (NEW."berlaku_sampai", NEW."berlaku_sejak", NEW."catatan", NEW."id", NEW."kode", NEW."nama", NEW."pasti", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."versi"); RETURN NULL;',
                    hash="1dcbddf75c07bd8bcf507d26dadeda5138aae36b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_94420",
                    table="pmks_peraturan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aturanjenis",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_aturanjenisriwayat" ("berlaku_sampai", "berlaku_sejak", "catatan", "definisi", "id", "jenis_id", "jk", "kriteria", "medan", "peka", "peraturan_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subjek", "umur_maks", "umur_min") VALUES (NEW."berlaku_sampai", NEW."berlaku_sejak", NEW."catatan", NEW."definisi", NEW."id", NEW."jenis_id", NEW."jk", NEW."kriteria", NEW."medan", NEW."peka", NEW."peraturan_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."subjek", NEW."umur_maks", NEW."umur_min"); RETURN NULL;',
                    hash="f39001c29b30656416a5a416c830d67861f4ee37",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_20c72",
                    table="pmks_aturanjenis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aturanjenis",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pmks_aturanjenisriwayat" ("berlaku_sampai", "berlaku_sejak", "catatan", "definisi", "id", "jenis_id", "jk", "kriteria", "medan", "peka", "peraturan_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subjek", "umur_maks", "umur_min") VALUES (NEW."berlaku_sampai", NEW."berlaku_sejak", NEW."catatan", NEW."definisi", NEW."id", NEW."jenis_id", NEW."jk", NEW."kriteria", NEW."medan", NEW."peka", NEW."peraturan_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."subjek", NEW."umur_maks", NEW."umur_min"); RETURN NULL;',
                    hash="14826694f9a988a619efdfc1532aeddf2130b45e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e10b7",
                    table="pmks_aturanjenis",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aturanjenis",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pmks_aturanjenisriwayat" ("berlaku_sampai", "berlaku_sejak", "catatan", "definisi", "id", "jenis_id", "jk", "kriteria", "medan", "peka", "peraturan_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subjek", "umur_maks", "umur_min") VALUES (OLD."berlaku_sampai", OLD."berlaku_sejak", OLD."catatan", OLD."definisi", OLD."id", OLD."jenis_id", OLD."jk", OLD."kriteria", OLD."medan", OLD."peka", OLD."peraturan_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."subjek", OLD."umur_maks", OLD."umur_min"); RETURN NULL;',
                    hash="b706ff9b3ecf14cce3243127d43c81c0c0a4d7ac",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_202e5",
                    table="pmks_aturanjenis",
                    when="AFTER",
                ),
            ),
        ),
        acuan_berversi(
            stempel="pmks_stempelacuan",
            fungsi="pmks_stempel_acuan",
            pemicu="stempel_acuan",
            tabel=("pmks_jenispmks", "pmks_peraturan", "pmks_aturanjenis", "pmks_labelturunan"),
            aturan="pmks_aturanjenis",
            fungsi_tetap="pmks_aturan_tetap",
            tetap="aturan_tetap",
        ),
        migrations.RunSQL(migrations.RunSQL.noop, PERIKSA),
        migrations.RunPython(isi, kembalikan),
        migrations.RunSQL(PERIKSA, migrations.RunSQL.noop),
        # Dengan bawaan: bila dibalik, kolomnya kembali pada baris yang ada.
        migrations.AlterField(
            model_name="jenispmks",
            name="subjek",
            field=models.CharField(default="I", max_length=4, verbose_name="subjek"),
        ),
        # Memisahkan dua perubahan kolom yang sama (`Serentak`).
        migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop),
        migrations.DeleteModel(
            name="KriteriaPMKS",
        ),
        migrations.RemoveField(
            model_name="jenispmks",
            name="definisi",
        ),
        migrations.RemoveField(
            model_name="jenispmks",
            name="jk",
        ),
        migrations.RemoveField(
            model_name="jenispmks",
            name="subjek",
        ),
        migrations.RemoveField(
            model_name="jenispmks",
            name="tanya_disabilitas",
        ),
        migrations.RemoveField(
            model_name="jenispmks",
            name="umur_maks",
        ),
        migrations.RemoveField(
            model_name="jenispmks",
            name="umur_min",
        ),
        PasangDinding("pmks_jenispmks", Acuan("acuan 26 jenis", tulis=True)),
        PasangDinding("pmks_peraturan", Acuan("daftar peraturan", tulis=True)),
        PasangDinding("pmks_aturanjenis", Acuan("aturan jenis", tulis=True)),
        PasangDinding("pmks_labelturunan", Acuan("padanan sebutan jenis", tulis=True)),
        PasangDinding("pmks_stempelacuan", Acuan("nomor perubahan acuan")),
        PasangDinding("pmks_peraturanriwayat", Acuan("riwayat acuan")),
        PasangDinding("pmks_aturanjenisriwayat", Acuan("riwayat acuan")),
        PasangDinding("pmks_labelturunanriwayat", Acuan("riwayat acuan")),
        KunciRiwayat(),
        migrations.RunSQL(KURANG, migrations.RunSQL.noop),
    ]
