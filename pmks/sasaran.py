"""Jenis PMKS bagi ruang lain yang tidak mengenal PMKS (`settings.SASARAN_PSKS`)."""

from pmks.models import acuan_jenis


def sasaran() -> dict[int, str]:
    """Return code -> name of the types as they hold today."""
    return {kode: jenis.nama for kode, jenis in acuan_jenis().items()}
