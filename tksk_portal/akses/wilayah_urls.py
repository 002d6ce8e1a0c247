"""Alamat halaman wilayah."""

from django.urls import path, register_converter

from tksk_portal.akses import wilayah_views as views


class KodeWilayah:
    """A Kemendagri code with dots, or 0 for the nation."""

    regex = r"0|[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?"

    def to_python(self, value: str) -> str:
        """Return the code as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the code as it is."""
        return value


register_converter(KodeWilayah, "kode_wilayah")

urlpatterns = [
    path("", views.daftar, name="wilayah"),
    path("<kode_wilayah:kode>/", views.rinci, name="wilayah_rinci"),
]
