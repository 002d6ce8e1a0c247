"""Alamat beranda dan angka."""

from django.urls import path

from tksk_portal.dasbor import views

urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("angka/<str:kode>/", views.angka_wilayah, name="angka"),
]
