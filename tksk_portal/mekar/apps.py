from django.apps import AppConfig


class MekarConfig(AppConfig):
    """Splitting of regions: one action that moves everything from old codes to new ones."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "tksk_portal.mekar"
    label = "mekar"
    verbose_name = "pemekaran"
