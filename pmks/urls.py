"""Alamat PMKS."""

from django.urls import path

from pmks.views import banyak, berkas, catat, cek_lapangan, daftar, nik, pengesahan, periksa, rekap, rinci, simpanan
from tksk_portal.akses import alamat  # noqa: F401 - mendaftarkan kode_wilayah

app_name = "pmks"
urlpatterns = [
    path("", daftar.daftar, name="daftar"),
    path("cari/", daftar.kirim_cari, name="cari"),
    path("baru/", catat.baru, name="baru"),
    path("nik/", nik.periksa_nik, name="periksa_nik"),
    path("cek-lapangan/", cek_lapangan.cek_lapangan, name="cek_lapangan"),
    path("saringan/simpan/", simpanan.simpan, name="simpan_saringan"),
    path("saringan/<uuid:pk>/buang/", simpanan.buang, name="buang_saringan"),
    path("rekap/", rekap.rekap, name="rekap"),
    path("rekap/unduh/", rekap.unduh, name="rekap_unduh"),
    path("periksa/", periksa.meja, name="periksa"),
    path("periksa/tanpa-temuan/", periksa.verifikasi_bersih, name="verifikasi_bersih"),
    path("periksa/banyak/", banyak.putuskan, name="putuskan_banyak"),
    path("periksa/usulan/", periksa.usulan, name="usulan"),
    path("periksa/<uuid:pk>/", periksa.panel, name="panel"),
    path("pengesahan/", pengesahan.daftar, name="pengesahan"),
    path("pengesahan/<uuid:pk>/", pengesahan.rinci, name="rinci_pengesahan"),
    path("pengesahan/<uuid:pk>/berita-acara/", pengesahan.berita_acara, name="berita_acara"),
    path("pengesahan/<kode_wilayah:kode>/", pengesahan.siapkan, name="siapkan_pengesahan"),
    path("pengesahan/<kode_wilayah:kode>/kecualikan/", pengesahan.kecualikan, name="kecualikan"),
    path("pengesahan/<kode_wilayah:kode>/sahkan/", pengesahan.sahkan, name="sahkan"),
    path("<uuid:pk>/", rinci.rinci, name="rinci"),
    path("<uuid:pk>/ubah/", catat.ubah, name="ubah"),
    path("<uuid:pk>/riwayat/", rinci.lihat_riwayat, name="riwayat"),
    path("<uuid:pk>/buka/", rinci.buka, name="buka"),
    path("<uuid:pk>/berkas/", berkas.daftar, name="berkas"),
    path("<uuid:pk>/berkas/tambah/", berkas.tambah, name="tambah_berkas"),
    path("<uuid:pk>/berkas/<uuid:berkas_pk>/hapus/", berkas.hapus, name="hapus_berkas"),
    path("<uuid:pk>/ajukan/", rinci.ajukan, name="ajukan"),
    path("<uuid:pk>/jenis/<uuid:kasus_pk>/<slug:aksi>/", rinci.aksi_kasus, name="aksi_kasus"),
    path("<uuid:pk>/usulan/<uuid:revisi_pk>/<slug:aksi>/", rinci.aksi_revisi, name="aksi_revisi"),
]
