"""Catatan (log) tanpa data pribadi."""

import logging
import re

# NIK dan KK: 16 angka, juga bila dipisah spasi, titik, atau strip.
NOMOR = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
# Nilai baris yang ditambahkan PostgreSQL pada galat; nilainya sendiri dapat berisi baris baru.
RINCIAN = re.compile(
    r"(DETAIL|CONTEXT|QUERY|STATEMENT|LINE \d+):.*?"
    r"(?=\n\nThe above exception|\n\nDuring handling|\n(?:HINT|DETAIL|CONTEXT|QUERY|STATEMENT):|\Z)",
    re.DOTALL,
)
# Nilai yang dikutip PostgreSQL dalam kalimat galatnya sendiri.
KUTIPAN = re.compile(r'(invalid input (?:syntax|value)[^:\n]*: |value )"[^\n]*"')


class SaringDataPribadi(logging.Filter):
    """Replace NIK and KK numbers in messages and stack traces, and drop values from database error details."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the record in place and let it pass."""
        record.msg = samarkan(record.getMessage())
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = samarkan(record.exc_text)
        if record.stack_info:
            record.stack_info = samarkan(record.stack_info)
        return True


def samarkan(teks: str) -> str:
    """Return the text without NIK/KK numbers and without the row values PostgreSQL adds to errors."""
    teks = RINCIAN.sub(r"\1: (disamarkan)", teks)
    teks = KUTIPAN.sub(r'\1"(disamarkan)"', teks)
    return NOMOR.sub(lambda m: m.group()[:4] + "••••••••••••", teks)
