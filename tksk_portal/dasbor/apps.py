from django.apps import AppConfig


class DasborConfig(AppConfig):
    name = "tksk_portal.dasbor"
    label = "dasbor"
