"""PostgreSQL sekali pakai dari pemasangan di komputer ini, untuk menjalankan satu perintah (`make uji-postgres`).

    python -m tksk_portal.basisdata.sekali_pakai -- python -m pytest

Servernya dibuat di folder sementara, disiapkan seperti server kantor, dan dibuang sesudahnya. Perintahnya mendapat
`DATABASE_URL`.
"""

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from tksk_portal.basisdata.siapkan import BASIS, PEMILIK, TidakSiap, siapkan
from tksk_portal.basisdata.tertanam import ADMIN, ServerTertanam

VERSI_TERENDAH = 15
TEMPAT = (Path("/usr/lib/postgresql"), Path("/usr/local/pgsql"), Path("/opt/homebrew/opt"))


def cari_program(tempat: tuple[Path, ...] = TEMPAT) -> Path | None:
    """Return the folder of programs of the newest installed PostgreSQL >= 15, or None."""
    calon = []
    for akar in tempat:
        for program in akar.glob("*/bin"):
            versi = "".join(c for c in program.parent.name if c.isdigit())
            if versi and int(versi) >= VERSI_TERENDAH and (program / "initdb").exists():
                calon.append((int(versi), program))
    return max(calon)[1] if calon else None


@contextmanager
def server(program: Path):
    """Yield the URL of the owner of a fresh, prepared server; it is destroyed afterwards."""
    with tempfile.TemporaryDirectory(prefix="tksk-pg-") as folder:
        pg = ServerTertanam(Path(folder) / "pg", tanpa_fsync=True, program=program)
        pg.mulai()
        try:
            siapkan(pg.url(ADMIN, "postgres"))
            yield pg.url(PEMILIK, BASIS)
        finally:
            pg.selesai()


def main(argumen: list[str]) -> int:
    """Run a command against a throw-away server and return its exit code."""
    perintah = argumen[1:] if argumen[:1] == ["--"] else argumen
    program = cari_program()
    if not perintah:
        sys.stderr.write("Beri perintahnya: python -m tksk_portal.basisdata.sekali_pakai -- python -m pytest\n")
        return 2
    if program is None:
        sys.stderr.write("Tidak ada PostgreSQL >= 15 di komputer ini (di Debian: apt install postgresql).\n")
        return 2
    # SIGTERM berakhir lewat jalan yang sama dengan Ctrl-C, supaya server ikut dibuang.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with server(program) as url:
            sys.stderr.write(f"PostgreSQL dari {program}\n")
            return subprocess.run(perintah, env=os.environ | {"DATABASE_URL": url}).returncode
    except (ImproperlyConfigured, TidakSiap) as salah:
        sys.stderr.write(f"{salah}\n")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
