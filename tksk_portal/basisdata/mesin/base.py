"""Mesin basis data portal: PostgreSQL biasa, dengan dua tambahan pada saat menyambung.

1. Tanpa `DATABASE_URL`, server tertanam dinyalakan dan disiapkan pada sambungan pertama, bukan pada impor.
2. Peran yang menembus dinding (superuser, BYPASSRLS) ditolak.
"""

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base

from tksk_portal.basisdata.siapkan import PEMILIK, siapkan
from tksk_portal.basisdata.tertanam import pakai

_siap: set = set()


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL wrapper that starts the embedded server on demand and refuses roles that pass the wall."""

    def get_connection_params(self) -> dict:
        """Return psycopg2 parameters; for the embedded server, host and user come from the running server."""
        tertanam = self.settings_dict.get("TERTANAM")
        if tertanam:
            server = pakai(tertanam["folder"], tanpa_fsync=tertanam["tanpa_fsync"])
            if tertanam["folder"] not in _siap:
                siapkan(server.url("postgres", "postgres"))
                _siap.add(tertanam["folder"])
            self.settings_dict.update(HOST=server.soket, USER=PEMILIK)
        return super().get_connection_params()

    def get_new_connection(self, conn_params):
        """Connect and check the role.

        Raises:
            ImproperlyConfigured: the role is superuser or BYPASSRLS.
        """
        sambungan = super().get_new_connection(conn_params)
        with sambungan.cursor() as kursor:
            kursor.execute("SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = session_user")
            nama, super_, tembus = kursor.fetchone()
        sambungan.rollback()
        if super_ or tembus:
            sambungan.close()
            raise ImproperlyConfigured(
                f"DATABASE_URL memakai peran '{nama}' yang menembus dinding data (superuser atau BYPASSRLS). "
                "Pakai peran tksk_pemilik; siapkan dengan: manage.py siapkan_basisdata --url-admin …"
            )
        return sambungan
