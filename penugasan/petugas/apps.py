from django.apps import AppConfig


class PetugasConfig(AppConfig):
    name = "penugasan.petugas"
    label = "petugas"
    verbose_name = "Petugas"
