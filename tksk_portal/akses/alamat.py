"""Bagian alamat: kode wilayah. Mengimpor modul ini mendaftarkan `<kode_wilayah:…>`."""

from django.urls import register_converter


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
