"""Dimuat paling awal (addopts -p): pengaturan membaca ini sebelum conftest dibaca."""

import os

os.environ["TKSK_UJI"] = "1"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
