"""Riwayat yang tidak dapat dimatikan dan tidak dapat dipalsukan dari dalam.

Pemicu dari django-pgtrigger bertanya pada fungsi `_pgtrigger_should_ignore`, yang menurut sebuah pengaturan sesi
melewatkan pemicu. Siapa pun dapat memasang pengaturan itu, jadi fungsi itu dijadikan selalu menjawab "tidak". Itu
juga menghapus satu blok penangkap galat per baris, yang membuat tulisan massal melambat kuadratik.

Fungsi pemicunya berjalan dengan hak pemilik tabel, dan peran aplikasi tidak boleh menyisipkan riwayat sendiri
(`Riwayat.hak`). Dinding tetap berlaku bagi pemilik (FORCE), jadi batas tugas yang sedang dipakai ikut memeriksa. Jalur
pencarian nama dipatok: tabel sementara bernama sama tidak dapat menampung riwayat sebagai gantinya. Hak menjalankan
dicabut dari semua orang: pemicu yang sudah terpasang tidak memerlukannya, tetapi tanpa itu tidak ada yang dapat
memasang fungsi ini pada tabel sementara miliknya lalu menulis riwayat lewat tabel itu.
"""

from django.db.migrations.operations.base import Operation

FUNGSI = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT FALSE $$
"""

# Semua fungsi pemicu milik pgtrigger di portal ini menulis riwayat (tests/jejak/test_kunci.py memeriksanya).
HAK_PEMICU = """
DO $$ DECLARE f regprocedure; BEGIN
    FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND prorettype = 'trigger'::regtype AND proname ~ '^pgtrigger_'
    LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', f);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
END $$
"""


class KunciRiwayat(Operation):
    """Migration operation that stands after every operation that adds a trigger, since each rewrites the functions."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label, state) -> None:
        """Functions are no part of the model state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Make the function answer "no", and let the triggers write with the owner's rights."""
        schema_editor.execute(FUNGSI)
        schema_editor.execute(HAK_PEMICU, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        """Leave it: the earlier state was the fault."""

    def describe(self) -> str:
        """Say what the operation does."""
        return "Kunci riwayat: pemicu tidak dapat dilewati, hanya pemicu yang menulis riwayat"
