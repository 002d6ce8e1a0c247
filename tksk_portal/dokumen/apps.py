from django.apps import AppConfig


class DokumenConfig(AppConfig):
    name = "tksk_portal.dokumen"
    label = "dokumen"
