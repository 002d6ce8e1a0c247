from django.apps import AppConfig


class AkunConfig(AppConfig):
    name = "tksk_portal.akun"
    label = "akun"
    verbose_name = "Akun dan tugas"
