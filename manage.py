#!/usr/bin/env python
"""Pintu perintah Portal TKSK."""

import os
import signal
import sys


def main() -> None:
    """Run a management command; a database that cannot be used ends in one clear line, not a trace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tksk_portal.settings")
    if sys.argv[1:2] == ["jalankan"]:
        # Ctrl-C selama impor pertama: berhenti diam-diam; sesudahnya penyelia memasang penanganannya sendiri.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, ProgrammingError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as salah:
        sys.exit(f"Pengaturan: {salah}")
    except (OperationalError, ProgrammingError) as salah:
        sys.exit(f"Basis data tidak dapat dipakai: {str(salah).strip().splitlines()[0]}")


if __name__ == "__main__":
    main()
