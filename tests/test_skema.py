"""Basis data seperti modelnya: yang dibuat migrasi, juga dengan `Serentak`, adalah yang dinyatakan model."""

from django.apps import apps
from django.db import connection

KOLOM = """
SELECT table_name, column_name, is_nullable = 'YES' AND is_generated = 'NEVER' FROM information_schema.columns
WHERE table_schema = 'public' AND table_name = ANY (%s)
"""
NAMA = """
SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public'
UNION SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal
"""


def test_setiap_kolom_batasan_indeks_dan_pemicu_model_ada_di_basis_data(db):
    model = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
    with connection.cursor() as kursor:
        kursor.execute(KOLOM, [[m._meta.db_table for m in model]])
        kolom = set(kursor.fetchall())
        kursor.execute(NAMA)
        nama = set(kursor.fetchall())
    assert kolom == {(m._meta.db_table, f.column, f.null) for m in model for f in m._meta.local_concrete_fields}
    bernama = {(m._meta.db_table, b.name) for m in model for b in [*m._meta.constraints, *m._meta.indexes]}
    bernama |= {(m._meta.db_table, p.get_pgid(m)) for m in model for p in getattr(m._meta, "triggers", [])}
    assert len(bernama) > 300
    assert bernama - nama == set()
