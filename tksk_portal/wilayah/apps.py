from django.apps import AppConfig


class WilayahConfig(AppConfig):
    name = "tksk_portal.wilayah"
    label = "wilayah"
    verbose_name = "Wilayah"
