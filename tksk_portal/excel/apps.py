from django.apps import AppConfig


class ExcelConfig(AppConfig):
    name = "tksk_portal.excel"
    label = "excel"
