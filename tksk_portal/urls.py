"""Alamat portal."""

from django.urls import include, path

from tksk_portal.akses import views as akses

urlpatterns = [
    path("", include("tksk_portal.dasbor.urls")),
    path("pmks/", include("pmks.urls")),
    path("psks/", include("psks.urls")),
    path("", include("penugasan.petugas.urls")),
    path("berkas/", include("tksk_portal.arsip.urls")),
    path("excel/", include("tksk_portal.excel.masuk.urls")),
    path("ekspor/", include("tksk_portal.excel.keluar.urls")),
    path("pekerjaan/", include("tksk_portal.pekerjaan.urls")),
    path("kabar/", include("tksk_portal.pekerjaan.urls_kabar")),
    path("", include("tksk_portal.dokumen.urls")),
    path("lindung/", include("tksk_portal.lindung.urls")),
    path("sehat/", akses.sehat, name="sehat"),
    path("ganti-tugas/", akses.ganti_tugas, name="ganti_tugas"),
    path("", include("tksk_portal.kelola.urls")),
    path("wilayah/pemekaran/", include("tksk_portal.mekar.urls")),
    path("wilayah/", include("tksk_portal.akses.wilayah_urls")),
]

# Dibaca allauth bila permintaan terlalu sering.
handler429 = "tksk_portal.kelola.views_diri.terlalu_sering"
