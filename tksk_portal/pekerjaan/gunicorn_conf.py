"""Pengaturan gunicorn, untuk `make run` dan untuk server (`gunicorn -c python:tksk_portal.pekerjaan.gunicorn_conf`).

`WEB_CONCURRENCY` mengubah jumlah proses (bawaan 2), `TKSK_DENGAR` alamatnya (bawaan 127.0.0.1:8000).
"""

import ipaddress
import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from tksk_portal.pekerjaan.induk import ikut_induk

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tksk_portal.settings")
try:
    DEMO = not settings.SERVER
except ImproperlyConfigured as salah:
    sys.exit(f"Pengaturan: {salah}")

wsgi_app = "tksk_portal.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
bind = os.environ.get("TKSK_DENGAR", "127.0.0.1:8000").split(",")
# Dimuat sekali, lalu dicabangkan: menyala lebih cepat, galat pemuatan tampak satu kali. Sambungan basis data
# baru dibuka pada permintaan pertama, jadi tidak ada yang terbawa cabang.
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 5
# Proses diganti berkala agar memori yang pecah-pecah kembali; acak supaya tidak serentak.
max_requests = 20000
max_requests_jitter = 4000
# Detak proses ditulis di memori, bukan di cakram yang mungkin sedang sibuk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
# Tanpa soket kendali: gunicorn menaruhnya di folder rumah, yang di server bukan milik portal.
control_socket_disable = True
loglevel = os.environ.get("TKSK_TINGKAT_CATATAN", "warning")
accesslog = None
forwarded_allow_ips = os.environ.get("TKSK_PERANTARA", "127.0.0.1,::1")


def on_starting(server) -> None:
    """Check address and database role in one clear line, and stop with the supervisor that started this server.

    A database that does not answer yet is no reason to stop: `/sehat/` tells it (503) until it does.
    """
    luar = [a[0] for a in server.cfg.address if isinstance(a, tuple) and not _loopback(a[0])]
    if DEMO and luar:
        sys.exit(f"Mode demo hanya untuk komputer ini (127.0.0.1), bukan {luar[0]}. Untuk kantor: docs/server.md")
    try:
        connection.ensure_connection()
        connection.close()
    except ImproperlyConfigured as salah:
        sys.exit(f"Pengaturan: {salah}")
    except OperationalError as salah:
        server.log.warning("Basis data belum menjawab: %s", str(salah).strip().splitlines()[0])
    ikut_induk()


def _loopback(alamat: str) -> bool:
    try:
        return ipaddress.ip_address(alamat).is_loopback
    except ValueError:
        return alamat == "localhost"
