"""Uji berat memakai server sungguhan."""

from tests.server import server

__all__ = ["server"]
