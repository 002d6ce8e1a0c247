from django.apps import AppConfig


class LindungConfig(AppConfig):
    name = "tksk_portal.lindung"
    label = "lindung"
    verbose_name = "Pelindungan data"
