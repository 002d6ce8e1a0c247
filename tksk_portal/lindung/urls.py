"""Alamat pelindungan data."""

from django.urls import path

from tksk_portal.lindung.views import aturan, insiden, laporan, permintaan, tahan

app_name = "lindung"
urlpatterns = [
    path("", permintaan.daftar, name="daftar"),
    path("permintaan/<str:subjek>/<uuid:pk>/baru/", permintaan.baru, name="permintaan_baru"),
    path("permintaan/<uuid:pk>/", permintaan.rinci, name="permintaan"),
    path("permintaan/<uuid:pk>/proses/", permintaan.ambil_kerja, name="proses"),
    path("permintaan/<uuid:pk>/putuskan/", permintaan.putus, name="putuskan"),
    path("permintaan/<uuid:pk>/lampirkan/", permintaan.lampiran, name="lampirkan"),
    path("permintaan/<uuid:pk>/hapus/", permintaan.hapus, name="hapus"),
    path("laporan/<str:subjek>/<uuid:pk>/", laporan.laporan, name="laporan"),
    path("tahan/<str:subjek>/<uuid:pk>/", tahan.pasang, name="tahan"),
    path("tahan/<uuid:pk>/lepas/", tahan.lepas, name="lepas"),
    path("simpan/", tahan.tempo, name="tempo"),
    path("simpan/<str:subjek>/<uuid:pk>/usulkan/", tahan.usulkan, name="usulkan"),
    path("terhapus/", tahan.nisan_daftar, name="nisan_daftar"),
    path("terhapus/<uuid:pk>/", tahan.nisan, name="nisan"),
    path("kegiatan/", aturan.kegiatan, name="kegiatan"),
    path("kegiatan/csv/", aturan.kegiatan_csv, name="kegiatan_csv"),
    path("kegiatan/dpia/", aturan.dpia, name="dpia"),
    path("kegiatan/baru/", aturan.kegiatan_baru, name="kegiatan_baru"),
    path("kegiatan/<slug:kode>/", aturan.kegiatan_ubah, name="kegiatan_ubah"),
    path("aturan/", aturan.daftar, name="aturan"),
    path("aturan/tenggat/", aturan.tenggat, name="aturan_tenggat"),
    path("aturan/simpan/<str:subjek>/", aturan.retensi, name="aturan_retensi"),
    path("insiden/", insiden.daftar, name="insiden_daftar"),
    path("insiden/baru/", insiden.baru, name="insiden_baru"),
    path("insiden/<uuid:pk>/", insiden.rinci, name="insiden"),
    path("insiden/<uuid:pk>/ubah/", insiden.ubah, name="insiden_ubah"),
    path("insiden/<uuid:pk>/tutup/", insiden.tutup, name="insiden_tutup"),
    path("insiden/<uuid:pk>/surat/", insiden.surat, name="insiden_surat"),
]
