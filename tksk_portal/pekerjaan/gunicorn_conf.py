"""Pengaturan gunicorn, untuk `make run` dan untuk server (`gunicorn -c python:tksk_portal.pekerjaan.gunicorn_conf`).

`WEB_CONCURRENCY` mengubah jumlah proses (bawaan 2), `TKSK_DENGAR` alamatnya (bawaan 127.0.0.1:8000).
"""

import os

from tksk_portal.pekerjaan.induk import ikut_induk

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
loglevel = os.environ.get("TKSK_TINGKAT_CATATAN", "warning")
accesslog = None
forwarded_allow_ips = os.environ.get("TKSK_PERANTARA", "127.0.0.1,::1")


def on_starting(server) -> None:
    """Stop with the supervisor that started this server."""
    ikut_induk()
