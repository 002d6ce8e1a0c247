"""Catatan (log) tanpa token tautan sekali pakai."""

import logging
import re

JALAN_TAUTAN = re.compile(r"(/undangan/)[\w-]{20,}")


class SaringTautan(logging.Filter):
    """Replace the token in paths like /undangan/<token>/ before a record is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the record in place and let it pass."""
        record.msg = JALAN_TAUTAN.sub(r"\1••••", record.getMessage())
        record.args = ()
        if record.exc_text:
            record.exc_text = JALAN_TAUTAN.sub(r"\1••••", record.exc_text)
        return True
