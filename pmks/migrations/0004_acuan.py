from django.db import migrations

from pmks.acuan import JENIS


def isi(apps, schema_editor) -> None:
    jenis, kriteria = apps.get_model("pmks", "JenisPMKS"), apps.get_model("pmks", "KriteriaPMKS")
    for j in JENIS:
        medan = j._asdict()
        butir = medan.pop("kriteria")
        jenis.objects.create(**medan)
        kriteria.objects.bulk_create(kriteria(jenis_id=j.kode, huruf=huruf, teks=teks) for huruf, teks in butir.items())


def hapus(apps, schema_editor) -> None:
    # Bukan lewat ORM: penghapusannya membaca pmks_kasus, tabel berdinding, di luar lingkup.
    schema_editor.execute("DELETE FROM pmks_kriteriapmks")
    schema_editor.execute("DELETE FROM pmks_jenispmks")


class Migration(migrations.Migration):
    dependencies = (("pmks", "0003_ringkasan"),)
    operations = (migrations.RunPython(isi, hapus),)
