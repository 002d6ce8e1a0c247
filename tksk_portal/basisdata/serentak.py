"""Migrasi besar yang menyusun keadaan model sekali, bukan sekali tiap langkah."""

from itertools import groupby

from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, RunPython
from django.db.migrations.state import ProjectState


class Serentak:
    """Mix into a `Migration`: the state takes all steps up to the next `RunPython`, then the database takes them.

    Django renders the models around a change anew after each operation; with a hundred models that is nearly all of a
    migration's time. Only for migrations that touch no field twice between two `RunPython`. Going back is Django's own
    way, operation by operation.
    """

    def apply(self, project_state: ProjectState, schema_editor, collect_sql: bool = False) -> ProjectState:
        """Apply the migration; see `django.db.migrations.Migration.apply`."""
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        for _, langkah in groupby(self.operations, lambda o: isinstance(o, RunPython)):
            self._terapkan(list(langkah), project_state, schema_editor)
        return project_state

    def _terapkan(self, langkah: list, keadaan: ProjectState, schema_editor) -> None:
        asal = keadaan.clone()
        keadaan.__dict__.pop("apps", None)
        for satu in langkah:
            satu.state_forwards(self.app_label, keadaan)
        # Tabel baru dibuat menurut keadaan akhir: dengan kolom, indeks, dan batasan yang ditambahkan sesudahnya.
        baru = {o.name_lower for o in langkah if isinstance(o, CreateModel)}
        for satu in langkah:
            if isinstance(satu, (AddField, AddIndex, AddConstraint)) and satu.model_name_lower in baru:
                continue
            if not isinstance(satu, CreateModel):
                _tuntaskan(schema_editor)
            satu.database_forwards(self.app_label, schema_editor, asal, keadaan)


def _tuntaskan(schema_editor) -> None:
    """Make the keys and indexes that Django keeps for the migration's end: SQL that follows may build on them."""
    while schema_editor.deferred_sql:
        schema_editor.execute(schema_editor.deferred_sql.pop(0), None)
