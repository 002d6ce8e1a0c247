"""Alamat halaman wilayah."""

from django.urls import path

from tksk_portal.akses import alamat  # noqa: F401 - mendaftarkan kode_wilayah
from tksk_portal.akses import wilayah_views as views

urlpatterns = [
    path("", views.daftar, name="wilayah"),
    path("<kode_wilayah:kode>/", views.rinci, name="wilayah_rinci"),
]
