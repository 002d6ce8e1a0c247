"""Alamat masuk, akun sendiri, undangan, dan pengelolaan akun.

Dari allauth hanya yang ditawarkan yang dipasang; pendaftaran, surel, dan sandi lewat surel tidak ada.
"""

from allauth.account import views as account
from django.urls import include, path

from tksk_portal.kelola import views, views_diri

# Kelas tiap view allauth, untuk uji yang berjalan di semua alamat: `terbuka` bagi orang luar, `sendiri` milik akun
# yang masuk (allauth memeriksanya), `tahap` hanya di tengah proses masuk.
KELAS_ALLAUTH = {
    "account_login": "terbuka",
    "account_logout": "terbuka",
    "account_inactive": "terbuka",
    "mfa_login_webauthn": "terbuka",
    "mfa_authenticate": "tahap",
    "account_reauthenticate": "sendiri",
    "account_change_password": "sendiri",
    "usersessions_list": "sendiri",
    "mfa_index": "sendiri",
    "mfa_reauthenticate": "sendiri",
    "mfa_activate_totp": "sendiri",
    "mfa_deactivate_totp": "sendiri",
    "mfa_view_recovery_codes": "sendiri",
    "mfa_generate_recovery_codes": "sendiri",
    "mfa_download_recovery_codes": "sendiri",
    "mfa_list_webauthn": "sendiri",
    "mfa_add_webauthn": "sendiri",
    "mfa_reauthenticate_webauthn": "sendiri",
    "mfa_remove_webauthn": "sendiri",
    "mfa_edit_webauthn": "sendiri",
}

kelola = [
    path("", views.daftar, name="kelola_daftar"),
    path("baru/", views.baru, name="kelola_baru"),
    path("undangan/", views.undangan_banyak, name="kelola_undangan"),
    path("syarat/", views.syarat, name="kelola_syarat"),
    path("tugas/<uuid:tugas_id>/", views.tugas_ubah, name="kelola_tugas"),
    path("tautan/<uuid:tautan_id>/batal/", views.tautan_batal, name="kelola_tautan_batal"),
    path("<uuid:akun_id>/", views.rincian, name="kelola_rinci"),
    path("<uuid:akun_id>/ubah/", views.ubah, name="kelola_akun_ubah"),
    path("<uuid:akun_id>/tugas/baru/", views.tugas_baru, name="kelola_tugas_baru"),
    path("<uuid:akun_id>/tautan/<slug:jenis>/", views.tautan_buat, name="kelola_tautan_buat"),
    path("<uuid:akun_id>/tutup/", views.tutup, name="kelola_tutup"),
    path("<uuid:akun_id>/buka/", views.buka, name="kelola_buka"),
    path("<uuid:akun_id>/keluarkan/", views.keluarkan, name="kelola_keluarkan"),
]

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("undangan/", views_diri.undangan_isi, name="undangan_isi"),
    path("undangan/<str:token>/", views_diri.undangan, name="undangan"),
    path("akun/", views_diri.saya, name="akun_saya"),
    path("akun/ubah/", views_diri.saya_ubah, name="akun_ubah"),
    path("akun/sandi/", account.password_change, name="account_change_password"),
    path("akun/pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("akun/ditutup/", account.account_inactive, name="account_inactive"),
    path("akun/perangkat/", include("allauth.usersessions.urls")),
    path("akun/dua-langkah/", include("allauth.mfa.urls")),
    path("akun/kelola/", include(kelola)),
]
