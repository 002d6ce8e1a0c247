import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import tksk_portal.wilayah.dinding
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from pmks.dinding import AnakBerubah, DuaTempat
from tksk_portal.wilayah.dinding import PasangDinding
from tksk_portal.wilayah.migrasi import LingkupSistem
from tksk_portal.basisdata.serentak import Serentak

KUNCI_ANAK = """
ALTER TABLE pmks_penggabungan ADD CONSTRAINT penggabungan_ikut_orang
    FOREIGN KEY (utama_id, wilayah_id) REFERENCES pmks_orang (id, wilayah_id) ON UPDATE CASCADE;
ALTER TABLE pmks_penggabungan ADD CONSTRAINT penggabungan_lain
    FOREIGN KEY (lain_id) REFERENCES pmks_orang (id);
ALTER TABLE pmks_pindahan ADD CONSTRAINT pindahan_orang_ada
    FOREIGN KEY (orang_id) REFERENCES pmks_orang (id);
-- Serah terima tetap antara dua tempat yang sama: tanpa ini sebuah kantor dapat mengalihkannya ke kantor lain, karena
-- dinding dua tempat masih terpenuhi oleh tempatnya sendiri.
CREATE FUNCTION pmks_pindahan_tetap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'tempat sebuah pindahan tidak berubah' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER pindahan_tetap BEFORE UPDATE OF dari_id, ke_id ON pmks_pindahan
    FOR EACH ROW WHEN (OLD.dari_id <> NEW.dari_id OR OLD.ke_id <> NEW.ke_id) EXECUTE FUNCTION pmks_pindahan_tetap();
"""
KUNCI_ANAK_BALIK = """
DROP TRIGGER pindahan_tetap ON pmks_pindahan;
DROP FUNCTION pmks_pindahan_tetap();
ALTER TABLE pmks_pindahan DROP CONSTRAINT pindahan_orang_ada;
ALTER TABLE pmks_penggabungan DROP CONSTRAINT penggabungan_lain;
ALTER TABLE pmks_penggabungan DROP CONSTRAINT penggabungan_ikut_orang;
"""


class Migration(Serentak, migrations.Migration):
    dependencies = [
        ("pmks", "0015_kembar"),
        ("wilayah", "0004_batas_sebaris"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        LingkupSistem(),
        migrations.CreateModel(
            name="Penggabungan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("isi", models.JSONField(default=dict, editable=False, verbose_name="keadaan sebelum digabung")),
                ("alasan", models.CharField(max_length=300, verbose_name="alasan")),
                ("sebagai", models.CharField(max_length=160)),
                ("pada", models.DateTimeField(default=django.utils.timezone.now, verbose_name="digabung pada")),
                ("diurungkan_pada", models.DateTimeField(editable=False, null=True, verbose_name="diurungkan pada")),
                ("diurungkan_sebagai", models.CharField(blank=True, editable=False, max_length=160)),
                (
                    "diurungkan_oleh",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lain",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="digabungkan",
                        to="pmks.orang",
                    ),
                ),
                (
                    "oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "utama",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penggabungan",
                        to="pmks.orang",
                    ),
                ),
                (
                    "wilayah",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                    ),
                ),
            ],
            options={
                "verbose_name": "penggabungan",
                "verbose_name_plural": "penggabungan",
                "indexes": [
                    models.Index(fields=["wilayah"], name="penggabungan_wilayah"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("utama", models.F("lain")), _negated=True), name="penggabungan_beda_orang"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alasan", ""), _negated=True),
                        name="penggabungan_beralasan",
                        violation_error_message="Tulis mengapa kedua data ini orang yang sama.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("diurungkan_oleh", None), ("diurungkan_pada", None)),
                            models.Q(("diurungkan_oleh__isnull", False), ("diurungkan_pada__isnull", False)),
                            _connector="OR",
                        ),
                        name="penggabungan_urung_berpasangan",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("diurungkan_pada", None)),
                        fields=("lain",),
                        name="penggabungan_sekali",
                        violation_error_message="Data ini sudah digabung.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pindahan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("diminta", "Diminta"),
                            ("diusulkan", "Menunggu diterima"),
                            ("diterima", "Diterima"),
                            ("ditolak", "Ditolak"),
                            ("ditarik", "Ditarik kembali"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("nik", models.CharField(blank=True, max_length=16, verbose_name="NIK yang diminta")),
                ("nama", models.CharField(blank=True, max_length=100, verbose_name="nama")),
                (
                    "jk",
                    models.CharField(
                        blank=True,
                        choices=[("L", "Laki-laki"), ("P", "Perempuan")],
                        max_length=1,
                        verbose_name="jenis kelamin",
                    ),
                ),
                ("tahun_lahir", models.PositiveSmallIntegerField(null=True, verbose_name="tahun lahir")),
                ("tanggal", models.DateField(null=True, verbose_name="pindah sejak")),
                ("alasan", models.CharField(max_length=300, verbose_name="alasan")),
                ("jawaban", models.CharField(blank=True, max_length=300, verbose_name="jawaban")),
                ("dibuat_pada", models.DateTimeField(default=django.utils.timezone.now, verbose_name="diajukan pada")),
                ("dibuat_sebagai", models.CharField(max_length=160)),
                ("disetujui_pada", models.DateTimeField(null=True, verbose_name="permintaan disetujui pada")),
                ("dijawab_pada", models.DateTimeField(null=True, verbose_name="dijawab pada")),
                ("dijawab_sebagai", models.CharField(blank=True, max_length=160)),
                ("diingatkan_pada", models.DateTimeField(null=True, verbose_name="diingatkan pada")),
                (
                    "dari",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                        verbose_name="dari kecamatan",
                    ),
                ),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dijawab_oleh",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ke",
                    tksk_portal.wilayah.dinding.KolomWilayah(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wilayah.wilayah",
                        verbose_name="ke kecamatan",
                    ),
                ),
                (
                    "orang",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pindahan",
                        to="pmks.orang",
                    ),
                ),
            ],
            options={
                "verbose_name": "pindahan",
                "verbose_name_plural": "pindahan",
                "indexes": [
                    models.Index(fields=["dari", "-dibuat_pada"], name="pindahan_dari"),
                    models.Index(fields=["ke", "-dibuat_pada"], name="pindahan_ke"),
                    models.Index(condition=models.Q(("orang__isnull", False)), fields=["orang"], name="pindahan_orang"),
                    models.Index(
                        condition=models.Q(("status__in", ("diminta", "diusulkan"))),
                        fields=["dibuat_pada"],
                        name="pindahan_terbuka",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("dari_id"), 8),
                            django.db.models.lookups.Exact(django.db.models.functions.text.Length("ke_id"), 8),
                            models.Q(("dari", models.F("ke")), _negated=True),
                        ),
                        name="pindahan_antarkecamatan",
                        violation_error_message="Pindahan berlangsung antara dua kecamatan yang berbeda.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alasan", ""), _negated=True),
                        name="pindahan_beralasan",
                        violation_error_message="Tulis alasannya.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("diusulkan", "diterima")), _negated=True),
                            ("orang__isnull", False),
                            _connector="OR",
                        ),
                        name="pindahan_ada_orang",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("nik", ""), models.Q(("nik__regex", "^[0-9]{16}$"), ("status", "diminta")), _connector="OR"
                        ),
                        name="pindahan_nik_permintaan",
                        violation_error_message="NIK hanya disimpan selama permintaan belum dijawab.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("dijawab_oleh", None), ("dijawab_pada", None), ("status__in", ("diminta", "diusulkan"))
                            ),
                            models.Q(
                                models.Q(("status__in", ("diminta", "diusulkan")), _negated=True),
                                ("dijawab_oleh__isnull", False),
                                ("dijawab_pada__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="pindahan_dijawab_lengkap",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "diusulkan")),
                        fields=("orang",),
                        name="pindahan_satu_terbuka",
                        violation_error_message="Orang ini sedang diserahkan; tunggu jawabannya.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "diminta")),
                        fields=("ke", "dari", "nik"),
                        name="pindahan_satu_permintaan",
                        violation_error_message="NIK ini sudah Anda minta; tunggu jawabannya.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="orang",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("digabung_ke", None),
                    models.Q(("derajat", -1), ("nik", ""), models.Q(("digabung_ke", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="orang_digabung_kosong",
                violation_error_message="Data yang sudah digabung tidak dapat diisi lagi.",
            ),
        ),
        migrations.RunSQL(KUNCI_ANAK, KUNCI_ANAK_BALIK),
        PasangDinding("pmks_penggabungan", AnakBerubah("pmks_orang", "utama_id")),
        PasangDinding("pmks_pindahan", DuaTempat()),
    ]
