from django.apps import AppConfig


class TampilanConfig(AppConfig):
    """Tag dan penyaring templat; tanpa model."""

    name = "tksk_portal.tampilan"
    label = "tampilan"
    verbose_name = "Tampilan"
