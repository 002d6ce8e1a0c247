"""Dinding kartu publik: dibaca di seluruh provinsi, ditulis hanya oleh pemicu di wilayah penulisnya."""

from dataclasses import dataclass

from tksk_portal.wilayah.dinding import Milik

FUNGSI = """
CREATE FUNCTION tksk_provinsi(nama text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE awal text := tksk_batas('awal');
BEGIN
    IF awal ~ '^[0-9][0-9]([.]|$)' THEN
        RETURN left(awal, 2) || CASE nama WHEN 'akhir' THEN '/' ELSE '' END;
    END IF;
    RETURN tksk_batas(nama);
END $$;
"""
FUNGSI_BALIK = "DROP FUNCTION tksk_provinsi(text);"


@dataclass(frozen=True)
class KartuPublik(Milik):
    """A partner's public card: readable by every duty of its province, so that a far kecamatan finds a home in town.

    Only the owner's trigger writes it (migration 0001), inside the range of who writes the partner.
    """

    def aturan(self) -> list[tuple[str, str, str]]:
        """Return policies as (command, USING, WITH CHECK)."""
        baca = f"{self.kolom} >= tksk_provinsi('awal') AND {self.kolom} < tksk_provinsi('akhir')"
        (_, tulis, _), *_ = Milik(self.kolom).aturan()
        return [("SELECT", baca, ""), ("INSERT", "", tulis), ("UPDATE", tulis, tulis), ("DELETE", tulis, "")]

    def hak(self) -> str:
        """Return the privileges of the runtime role."""
        return "SELECT"
