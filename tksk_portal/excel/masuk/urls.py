"""Alamat unggahan Excel."""

from django.urls import path

from tksk_portal.excel.masuk import views, views_tindak

app_name = "excel"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("unggah/<slug:kode>/", views.unggah, name="unggah"),
    path("templat/<slug:kode>/", views.templat, name="templat"),
    path("<uuid:pk>/", views.rinci, name="rinci"),
    path("<uuid:pk>/tampilkan/", views_tindak.tampilkan, name="tampilkan"),
    path("<uuid:pk>/kolom/", views_tindak.petakan, name="petakan"),
    path("<uuid:pk>/masukkan/", views_tindak.masukkan, name="masukkan"),
    path("<uuid:pk>/buang/", views_tindak.buang, name="buang"),
    path("<uuid:pk>/periksa/", views_tindak.periksa, name="periksa"),
    path("<uuid:pk>/urungkan/", views_tindak.urungkan, name="urungkan"),
    path("<uuid:pk>/kembalian/", views_tindak.kembalian, name="kembalian"),
]
