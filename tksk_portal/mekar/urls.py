"""Alamat pemekaran."""

from django.urls import path

from tksk_portal.mekar import views

app_name = "mekar"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("baru/", views.baru, name="baru"),
    path("<uuid:pk>/", views.rinci, name="rinci"),
    path("<uuid:pk>/jalankan/", views.jalankan, name="jalankan"),
    path("<uuid:pk>/urungkan/", views.urungkan, name="urungkan"),
    path("<uuid:pk>/buang/", views.buang, name="buang"),
]
