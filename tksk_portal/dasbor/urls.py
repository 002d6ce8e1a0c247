"""Alamat beranda dan angka."""

from django.urls import path

from tksk_portal.akses import alamat  # noqa: F401 - mendaftarkan kode_wilayah
from tksk_portal.dasbor import views

urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("angka/<kode_wilayah:kode>/", views.angka_wilayah, name="angka"),
]
