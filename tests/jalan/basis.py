"""Salinan basis data uji: data sungguh tersimpan, setiap permintaan transaksi sendiri, dan sesudahnya dibuang."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from django.db import connection
from psycopg2 import sql

from tests.jalan import peran
from tksk_portal.basisdata.siapkan import APLIKASI


def sambung(basis: str | None = None, peran: str | None = None):
    """Open a second connection beside Django's, to the same database unless another is named."""
    atur = connection.get_connection_params()
    kunci = ("host", "port", "user", "password", "dbname")
    return psycopg2.connect(**{k: atur[k] for k in kunci if k in atur} | _isi(dbname=basis, user=peran))


def _isi(**nilai) -> dict:
    return {k: v for k, v in nilai.items() if v}


def _jalankan(perintah: str, *nama: str) -> None:
    pengelola = sambung("postgres")
    pengelola.autocommit = True
    try:
        with pengelola.cursor() as kursor:
            kursor.execute(sql.SQL(perintah).format(*map(sql.Identifier, nama)))
    finally:
        pengelola.close()


def putus(basis: str) -> None:
    """End what is left of earlier sessions in a database: a database in use cannot be cloned."""
    pengelola = sambung("postgres")
    try:
        with pengelola.cursor() as kursor:
            # Hanya sambungan sendiri: autovacuum milik superuser; CREATE dan DROP menghentikannya sendiri.
            kursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE datname = %s AND usename = current_user",
                [basis],
            )
    finally:
        pengelola.close()


def _buang(basis: str) -> None:
    putus(basis)
    _jalankan("DROP DATABASE IF EXISTS {}", basis)


@contextmanager
def salinan(akhiran: str) -> Iterator[str]:
    """Clone the present database and let Django work in the clone; yield its name, drop it afterwards."""
    connection.ensure_connection()
    asal = connection.settings_dict["NAME"]
    tiruan = f"{asal}_{akhiran}"
    connection.close()
    _buang(tiruan)
    putus(asal)
    _jalankan("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", tiruan, asal)
    connection.settings_dict["NAME"] = tiruan
    try:
        yield tiruan
    finally:
        connection.close()
        connection.settings_dict["NAME"] = asal
        _buang(tiruan)


@contextmanager
def dalam_lingkup(sambungan, lingkup) -> Iterator:
    """Enter a scope by hand on a bare connection, as the database itself defines it; always rolled back.

    Written without the code under test: role, range and lowest degree come from `tests.jalan.peran`.
    """
    awal, akhir = ("0", ":") if lingkup.tempat == "0" else (lingkup.tempat, f"{lingkup.tempat}/")
    isi = {
        "awal": awal,
        "akhir": akhir,
        "derajat": str(peran.TERENDAH[lingkup.peran]),
        "akun": str(lingkup.akun_id),
        "jalur": ",".join(peran.leluhur(lingkup.tempat)) or "-",
        "peran": lingkup.peran,
    }
    try:
        with sambungan.cursor() as kursor:
            kursor.execute(f"SET LOCAL ROLE {APLIKASI}")
            for nama, nilai in isi.items():
                kursor.execute("SELECT set_config(%s, %s, true)", [f"tksk.{nama}", nilai])
            yield kursor
    finally:
        sambungan.rollback()


def isi_sebenarnya(tabel) -> dict[str, list[dict]]:
    """Return all rows of tables as they truly are: the owner lifts its own wall, reads, and rolls back."""
    kedua = sambung()
    hasil = {}
    try:
        with kedua.cursor() as kursor:
            for t in tabel:
                kursor.execute(f'ALTER TABLE "{t}" NO FORCE ROW LEVEL SECURITY')
                kursor.execute(f'SELECT to_jsonb(t) FROM "{t}" t')
                hasil[t] = [b for (b,) in kursor.fetchall()]
    finally:
        kedua.rollback()
        kedua.close()
    return hasil
