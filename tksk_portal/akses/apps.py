from django.apps import AppConfig


class AksesConfig(AppConfig):
    name = "tksk_portal.akses"
    label = "akses"
    verbose_name = "Hak akses"
