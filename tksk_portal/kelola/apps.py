from django.apps import AppConfig


class KelolaConfig(AppConfig):
    name = "tksk_portal.kelola"
    label = "kelola"
    verbose_name = "Pengelolaan akun"
