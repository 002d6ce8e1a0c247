"""Alamat berkas pribadi: satu-satunya jalan ke isinya."""

from django.urls import path

from tksk_portal.arsip import views

app_name = "arsip"
urlpatterns = [
    path("<uuid:pk>/", views.unduh, name="unduh"),
    path("<uuid:pk>/kecil/", views.kecil, name="kecil"),
]
