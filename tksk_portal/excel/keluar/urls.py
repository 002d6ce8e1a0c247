"""Alamat ekspor."""

from django.urls import path

from tksk_portal.excel.keluar import views, views_tataletak

app_name = "ekspor"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("catatan/", views.catatan, name="catatan"),
    path("baru/<slug:sumber>/", views.baru, name="baru"),
    path("tata-letak/", views_tataletak.daftar, name="tata_letak"),
    path("tata-letak/<slug:sumber>/baru/", views_tataletak.baru, name="tata_letak_baru"),
    path("tata-letak/<slug:sumber>/isi/<slug:kode>/", views_tataletak.rinci, name="tata_letak_rinci"),
    path("tata-letak/<slug:sumber>/isi/<slug:kode>/ubah/", views_tataletak.ubah, name="tata_letak_ubah"),
    path("tata-letak/<slug:sumber>/isi/<slug:kode>/aktif/", views_tataletak.aktif, name="tata_letak_aktif"),
    path("<uuid:pk>/", views.rinci, name="rinci"),
]
