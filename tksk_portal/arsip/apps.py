from django.apps import AppConfig


class ArsipConfig(AppConfig):
    name = "tksk_portal.arsip"
    label = "arsip"
