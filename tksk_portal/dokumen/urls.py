"""Alamat surat: buku surat dan pengaturannya bagi kantor, halaman pemeriksa keaslian bagi siapa saja."""

from django.urls import include, path

from tksk_portal.dokumen.views import atur, buku, publik, surat

kantor = [
    path("", surat.daftar, name="daftar"),
    path("cetak/", buku.cetak, name="cetak"),
    path("baru/", surat.baru, name="baru"),
    path("kantor/", atur.daftar, name="kantor"),
    path("kantor/baru/", atur.baru, name="kantor_baru"),
    path("kantor/<uuid:pk>/", atur.rinci, name="kantor_rinci"),
    path("kantor/<uuid:pk>/ubah/", atur.ubah, name="kop_ubah"),
    path("kantor/<uuid:pk>/contoh/", atur.contoh, name="kop_contoh"),
    path("kantor/<uuid:pk>/penandatangan/baru/", atur.penandatangan_baru, name="penandatangan_baru"),
    path("kantor/<uuid:pk>/penandatangan/<uuid:isi_pk>/", atur.penandatangan_ubah, name="penandatangan_ubah"),
    path("kantor/<uuid:pk>/pola/baru/", atur.pola_baru, name="pola_baru"),
    path("kantor/<uuid:pk>/pola/<uuid:isi_pk>/", atur.pola_ubah, name="pola_ubah"),
    path("<uuid:pk>/", surat.rinci, name="rinci"),
    path("<uuid:pk>/ubah/", surat.ubah, name="ubah"),
    path("<uuid:pk>/pratinjau/", surat.pratinjau, name="pratinjau"),
    path("<uuid:pk>/gambar/<int:lembar>/", surat.gambar, name="gambar"),
    path("<uuid:pk>/terbitkan/", surat.terbitkan, name="terbitkan"),
    path("<uuid:pk>/buang/", surat.buang, name="buang"),
    path("<uuid:pk>/batalkan/", surat.batalkan, name="batalkan"),
    path("<uuid:pk>/tte/", surat.tte, name="tte"),
]

urlpatterns = [
    path("dokumen/", include((kantor, "dokumen"))),
    path("surat/<str:token>/", publik.periksa, name="periksa_surat"),
]
