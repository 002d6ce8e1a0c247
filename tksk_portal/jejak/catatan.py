"""Catatan (log) tanpa data pribadi."""

import logging
import re

# NIK dan KK: 16 angka, juga bila dipisah spasi, titik, atau strip.
NOMOR = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")


class SaringDataPribadi(logging.Filter):
    """Replace NIK and KK numbers in messages and stack traces, and drop values from database error details."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the record in place and let it pass."""
        record.msg = samarkan(record.getMessage())
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = samarkan(logging.Formatter().formatException(record.exc_info))
        return True


def samarkan(teks: str) -> str:
    """Return the text without NIK/KK numbers and without the row values PostgreSQL adds to errors."""
    teks = re.sub(r"(DETAIL|CONTEXT): .*", r"\1: (disamarkan)", teks)
    return NOMOR.sub(lambda m: m.group()[:4] + "••••••••••••", teks)
