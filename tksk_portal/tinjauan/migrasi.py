"""Langkah tinjauan sebuah jenis rekaman, bagi migrasi ruang yang memilikinya.

Dipakai migrasi yang sudah berjalan: isinya tidak diubah lagi; langkah yang bertambah atau berubah menjadi migrasi baru.
"""

from collections.abc import Iterable

from django.db import migrations

LANGKAH = (
    ("ajukan", "draf", "diajukan", "tksk"),
    ("ajukan", "dikembalikan", "diajukan", "tksk"),
    ("tarik", "diajukan", "draf", "tksk"),
    ("batalkan", "draf", "dibatalkan", "tksk"),
    ("batalkan", "dikembalikan", "dibatalkan", "tksk"),
    ("verifikasi", "diajukan", "diverifikasi", "kabkota"),
    ("verifikasi", "ditinjau_ulang", "diverifikasi", "kabkota"),
    ("kembalikan", "diajukan", "dikembalikan", "kabkota"),
    ("kembalikan", "ditinjau_ulang", "dikembalikan", "kabkota"),
    ("sahkan", "diverifikasi", "disahkan", "provinsi"),
    ("kembalikan", "diverifikasi", "ditinjau_ulang", "provinsi"),
)


def isi_langkah(jenis: str, langkah: Iterable[tuple[str, str, str, str]] = LANGKAH) -> migrations.RunPython:
    """Return the operation that writes the steps of a kind of record, as (act, from, to, role)."""

    def isi(apps, schema_editor) -> None:
        model = apps.get_model("tinjauan", "Langkah")
        model.objects.bulk_create(
            model(jenis=jenis, aksi=aksi, dari=dari, ke=ke, peran=peran) for aksi, dari, ke, peran in langkah
        )

    def hapus(apps, schema_editor) -> None:
        apps.get_model("tinjauan", "Langkah").objects.filter(jenis=jenis).delete()

    return migrations.RunPython(isi, hapus)
