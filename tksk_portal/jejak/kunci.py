"""Riwayat yang tidak dapat dimatikan dari dalam.

Pemicu dari django-pgtrigger bertanya pada fungsi `_pgtrigger_should_ignore`, yang menurut sebuah pengaturan sesi
melewatkan pemicu. Siapa pun dapat memasang pengaturan itu, jadi fungsi itu dijadikan selalu menjawab "tidak". Itu
juga menghapus satu blok penangkap galat per baris, yang membuat tulisan massal melambat kuadratik.
"""

from django.db.migrations.operations.base import Operation

FUNGSI = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT FALSE $$
"""


class KunciRiwayat(Operation):
    """Migration operation that stands after every operation that adds a trigger, since each rewrites the function."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label, state) -> None:
        """The function is no part of the model state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Make the function answer "no"."""
        schema_editor.execute(FUNGSI)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Leave it: the earlier state was the fault."""

    def describe(self) -> str:
        """Say what the operation does."""
        return "Kunci riwayat: pemicu tidak dapat dilewati"
