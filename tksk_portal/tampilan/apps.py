from django.apps import AppConfig

from tksk_portal.tampilan.isian import pasang_kalimat


class TampilanConfig(AppConfig):
    """Tag dan penyaring templat, kalimat isian kosong; tanpa model."""

    name = "tksk_portal.tampilan"
    label = "tampilan"
    verbose_name = "Tampilan"

    def ready(self) -> None:
        """Install the sentences of empty fields."""
        pasang_kalimat()
