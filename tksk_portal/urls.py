"""Alamat portal."""

from django.urls import path

from tksk_portal.akses import views as akses

urlpatterns = [
    path("sehat/", akses.sehat, name="sehat"),
    path("ganti-tugas/", akses.ganti_tugas, name="ganti_tugas"),
]
