from django.apps import AppConfig


class ContohConfig(AppConfig):
    name = "tksk_portal.contoh"
    label = "contoh"
