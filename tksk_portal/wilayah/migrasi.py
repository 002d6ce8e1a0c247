"""Lingkup sebuah migrasi, bagi yang menyentuh tabel yang dindingnya sudah terpasang."""

from django.db.migrations.operations.base import Operation

PASANG = (
    "SELECT set_config('tksk.awal', '0', true), set_config('tksk.akhir', ':', true), "
    "set_config('tksk.derajat', '-1', true), set_config('tksk.jalur', '-', true), set_config('tksk.peran', '-', true)"
)


class LingkupSistem(Operation):
    """Migration operation: from here to the end of this migration the scope is that of the system.

    Put first. Without it a foreign key to a walled table cannot be added, not even to an empty one: checking the rows
    that exist reads both tables, also the keys that Django adds after the last operation. The setting ends with the
    migration's transaction.
    """

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label, state) -> None:
        """The scope is no part of the model state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Set the scope of the transaction."""
        schema_editor.execute(PASANG)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Set it too: what is undone touches the same tables."""
        schema_editor.execute(PASANG)

    def describe(self) -> str:
        """Say what the operation does."""
        return "Lingkup sistem untuk migrasi ini"
