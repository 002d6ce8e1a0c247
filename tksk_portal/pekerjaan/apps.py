from django.apps import AppConfig


class PekerjaanConfig(AppConfig):
    name = "tksk_portal.pekerjaan"
    label = "pekerjaan"
