from django.apps import AppConfig


class JejakConfig(AppConfig):
    name = "tksk_portal.jejak"
    label = "jejak"
    verbose_name = "Jejak"
