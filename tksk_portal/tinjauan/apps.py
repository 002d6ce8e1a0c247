from django.apps import AppConfig


class TinjauanConfig(AppConfig):
    name = "tksk_portal.tinjauan"
    label = "tinjauan"
    verbose_name = "Tinjauan"
