"""Yang dipasang migrasi bagi acuan berversi: nomor yang naik pada tiap perubahan, dan aturan berlaku yang tidak diubah.

Dipakai migrasi yang sudah berjalan: SQL-nya tidak diubah lagi; yang baru menjadi fungsi baru.
"""

from collections.abc import Sequence

from django.db import migrations

PASANG = """
CREATE SEQUENCE {stempel}_nomor;
INSERT INTO {stempel} (id, nomor) VALUES (1, nextval('{stempel}_nomor'));
CREATE FUNCTION {fungsi}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE {stempel} SET nomor = nextval('{stempel}_nomor');
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {fungsi}() FROM PUBLIC;
{per_tabel}
CREATE FUNCTION {fungsi_tetap}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.berlaku_sejak IS NULL OR OLD.berlaku_sejak <= CURRENT_DATE THEN
        IF TG_OP = 'DELETE' OR to_jsonb(OLD) - 'berlaku_sampai' <> to_jsonb(NEW) - 'berlaku_sampai' THEN
            RAISE EXCEPTION 'Aturan yang sudah berlaku tidak diubah; buat versi baru.'
                USING ERRCODE = 'check_violation', CONSTRAINT = '{tetap}';
        END IF;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER {tetap} BEFORE UPDATE OR DELETE ON {aturan}
    FOR EACH ROW EXECUTE FUNCTION {fungsi_tetap}();
"""
PER_TABEL = """CREATE TRIGGER {pemicu} AFTER INSERT OR UPDATE OR DELETE ON {tabel}
    FOR EACH STATEMENT EXECUTE FUNCTION {fungsi}();"""
LEPAS = """
DROP TRIGGER {tetap} ON {aturan};
DROP FUNCTION {fungsi_tetap}();
{per_tabel}
DROP FUNCTION {fungsi}();
DROP SEQUENCE {stempel}_nomor;
"""


def acuan_berversi(
    *, stempel: str, fungsi: str, pemicu: str, tabel: Sequence[str], aturan: str, fungsi_tetap: str, tetap: str
) -> migrations.RunSQL:
    """Return the operation that guards reference data with versions (`tksk_portal.dasar.berversi`).

    The stamp comes from a sequence: a change that was rolled back never gives its number to another content. What is
    read is the row, not the sequence, so a number is seen only together with what it stands for.

    Args:
        stempel: table of the one stamp. fungsi, pemicu: names of what moves it.
        tabel: a change of any of these moves the stamp.
        aturan: table of versions; one that already holds may only end.
        fungsi_tetap, tetap: names of what keeps it so; `tetap` is also the constraint that is refused by.
    """
    nama = {"stempel": stempel, "fungsi": fungsi, "aturan": aturan, "fungsi_tetap": fungsi_tetap, "tetap": tetap}
    pasang = "\n".join(PER_TABEL.format(pemicu=pemicu, tabel=t, fungsi=fungsi) for t in tabel)
    lepas = "\n".join(f"DROP TRIGGER {pemicu} ON {t};" for t in tabel)
    return migrations.RunSQL(PASANG.format(per_tabel=pasang, **nama), LEPAS.format(per_tabel=lepas, **nama))
