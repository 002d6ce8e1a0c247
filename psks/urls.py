"""Alamat PSKS."""

from django.urls import path

from psks.views import acuan, catat, daftar, direktori, jejaring, mitra

app_name = "psks"
urlpatterns = [
    path("", daftar.daftar, name="daftar"),
    path("baru/", catat.baru, name="baru"),
    path("perorangan/baru/", catat.catat, {"bentuk": "individu"}, name="baru_individu"),
    path("keluarga/baru/", catat.catat, {"bentuk": "keluarga"}, name="baru_keluarga"),
    path("lembaga/baru/", catat.catat, {"bentuk": "lembaga"}, name="baru_lembaga"),
    path("periksa/", daftar.periksa, name="periksa"),
    path("periksa/sahkan/", daftar.sahkan_banyak, name="sahkan_banyak"),
    path("dokumen/", daftar.dokumen_habis, name="dokumen_habis"),
    path("kembar/", daftar.kembar, name="kembar"),
    path("direktori/", direktori.direktori, name="direktori"),
    path("direktori/cari/", direktori.kebutuhan, name="kebutuhan"),
    path("direktori/<uuid:pk>/", direktori.kartu, name="kartu"),
    path("direktori/<uuid:pk>/foto/", direktori.kartu_foto, name="kartu_foto"),
    path("jejaring/", jejaring.daftar, name="jejaring"),
    path("jejaring/gambar/", jejaring.gambar, name="gambar"),
    path("jejaring/baru/", jejaring.baru, name="jejaring_baru"),
    path("jejaring/<uuid:pk>/", jejaring.ubah, name="jejaring_ubah"),
    path("jejaring/<uuid:pk>/tarik/", jejaring.tarik, name="jejaring_tarik"),
    path("acuan/", acuan.daftar, name="acuan"),
    path("acuan/baru/", acuan.baru, name="acuan_baru"),
    path("acuan/<slug:kode>/", acuan.rinci, name="acuan_rinci"),
    path("acuan/<slug:kode>/versi/", acuan.versi, name="acuan_versi"),
    path("<uuid:pk>/", mitra.rinci, name="rinci"),
    path("<uuid:pk>/ubah/", catat.ubah, name="ubah"),
    path("<uuid:pk>/riwayat/", mitra.lihat_riwayat, name="riwayat"),
    path("<uuid:pk>/buka/", mitra.buka, name="buka"),
    path("<uuid:pk>/ajukan/", mitra.ajukan, name="ajukan"),
    path("<uuid:pk>/tempat/", mitra.tempat, name="tempat"),
    path("<uuid:pk>/foto/", mitra.foto, name="foto"),
    path("<uuid:pk>/dokumen/baru/", mitra.dokumen_baru, name="dokumen_baru"),
    path("<uuid:pk>/dokumen/<uuid:dokumen_pk>/akhiri/", mitra.dokumen_akhiri, name="dokumen_akhiri"),
    path("<uuid:pk>/usulan/<uuid:revisi_pk>/<slug:aksi>/", mitra.aksi_revisi, name="aksi_revisi"),
    path("<uuid:pk>/<slug:aksi>/", mitra.aksi, name="aksi"),
]
