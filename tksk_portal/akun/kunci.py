"""Kunci antar proses yang hidup sampai transaksi selesai."""

from django.db import connection


def kunci_transaksi(nama: str) -> None:
    """Wait for the lock of this name; it is given back when the transaction ends.

    Statements after it see what the earlier holder committed (READ COMMITTED).
    """
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [nama])
