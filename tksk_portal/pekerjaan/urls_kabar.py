"""Alamat kotak kabar."""

from django.urls import path

from tksk_portal.pekerjaan import views_kabar as views

app_name = "kabar"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("terkirim/", views.terkirim, name="terkirim"),
    path("pilihan/", views.pilihan, name="pilihan"),
    path("baca/", views.baca_semua, name="baca_semua"),
    path("<uuid:pk>/", views.buka, name="buka"),
]
