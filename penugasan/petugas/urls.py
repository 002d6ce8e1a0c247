"""Alamat petugas."""

from django.urls import include, path

from penugasan.petugas.views import cetak, formasi, papan, petugas, usulan

ruang = [
    path("", papan.papan, name="papan"),
    path("buka-formasi/", papan.buka, name="buka_formasi"),
    path("unduh/", papan.unduh, name="unduh"),
    path("undang/", cetak.undang, name="undang"),
    path("saya/", petugas.saya, name="saya"),
    path("formasi/<uuid:pk>/", formasi.rinci, name="formasi"),
    path("formasi/<uuid:pk>/baru/", petugas.baru, name="baru"),
    path("formasi/<uuid:pk>/angkat/", formasi.angkat, name="angkat"),
    path("formasi/<uuid:pk>/rangkap/", formasi.rangkap, name="rangkap"),
    path("formasi/<uuid:pk>/usulkan/", usulan.baru, name="usulan_baru"),
    path("hunian/<uuid:pk>/cuti/", formasi.cuti, name="cuti"),
    path("hunian/<uuid:pk>/akhiri/", formasi.akhiri, name="akhiri"),
    path("hunian/<uuid:pk>/batalkan/", formasi.batalkan, name="batalkan"),
    path("hunian/<uuid:pk>/serah/", formasi.serah, name="serah_baru"),
    path("serah/<uuid:pk>/", cetak.serah, name="serah"),
    path("serah/<uuid:pk>/cetak/", cetak.serah_pdf, name="serah_pdf"),
    path("usulan/", usulan.daftar, name="usulan"),
    path("usulan/<uuid:pk>/", usulan.rinci, name="usulan_rinci"),
    path("usulan/<uuid:pk>/maju/", usulan.maju, name="usulan_maju"),
    path("usulan/<uuid:pk>/tutup/", usulan.tutup, name="usulan_tutup"),
    path("<uuid:pk>/", petugas.rinci, name="rinci"),
    path("<uuid:pk>/tampilkan/", petugas.tampilkan, name="tampilkan"),
    path("<uuid:pk>/ubah/", petugas.ubah, name="ubah"),
    path("<uuid:pk>/foto/", petugas.foto, name="foto"),
    path("<uuid:pk>/kartu/", cetak.kartu, name="kartu"),
    path("<uuid:pk>/tambah/<slug:jenis>/", petugas.tambah, name="tambah"),
    path("<uuid:pk>/hapus/<slug:jenis>/<uuid:catatan_pk>/", petugas.hapus, name="hapus"),
]

urlpatterns = [
    path("petugas/", include((ruang, "petugas"))),
    path("kartu/<str:token>/", cetak.periksa_kartu, name="periksa_kartu"),
]
