"""Alamat pekerjaan latar."""

from django.urls import path

from tksk_portal.pekerjaan import views

app_name = "pekerjaan"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("<uuid:pk>/", views.rinci, name="rinci"),
    path("<uuid:pk>/batal/", views.batal, name="batal"),
]
