"""Tabel tanpa dinding: daftar pendek, tiap tabel dengan alasannya.

Tabel milik portal sendiri menyatakan jenisnya pada modelnya (`dinding`). Di sini hanya tabel pustaka, dan kolom
yang namanya mirip data orang padahal bukan, atau memang harus terbaca sebelum ada lingkup. `tests/test_dinding.py`
menolak tabel, pandangan, atau kolom yang tidak disebut.
"""

TABEL_PUSTAKA: dict[str, str] = {
    "account_emailaddress": "allauth: alamat surel akun; portal tidak memakainya (undangan lewat tautan)",
    "account_emailconfirmation": "allauth: konfirmasi surel; tidak dipakai",
    "auth_group": "Django: grup izin; tidak dipakai, hak ada di akses/izin.py",
    "auth_group_permissions": "Django: izin grup; tidak dipakai",
    "auth_permission": "Django: nama izin per model; hanya nama",
    "django_content_type": "Django: nama model; hanya nama",
    "django_migrations": "Django: migrasi yang sudah dijalankan; peran aplikasi hanya membaca",
    "django_session": "Django: sesi, dibaca sebelum ada lingkup; dicari hanya dengan kuncinya",
    "mfa_authenticator": "allauth: faktor kedua sebuah akun, dibaca saat masuk",
    "pghistory_context": "pghistory: konteks terpisah; tidak dipakai, konteks ada di kolom JSON tiap riwayat",
    "tksk_tembolok": "tembolok basis data: hitungan percobaan masuk dengan kunci tersandi",
    "usersessions_usersession": "allauth: daftar perangkat milik akun sendiri, dibaca saat masuk",
}

# Kolom di tabel tanpa dinding yang namanya seperti data orang.
KOLOM_MIRIP_PRIBADI: dict[str, str] = {
    "account_emailaddress.email": "surel petugas, bukan orang yang didata; tabelnya tidak dipakai",
    "account_emailconfirmation.email_address_id": "penunjuk ke surel petugas; tidak dipakai",
    "akun_akun.email": "petugas; dibaca saat masuk, daftarnya hanya lewat AkunManager.dikelola",
    "akun_akun.nama": "petugas; tampil sebagai pelaku di riwayat dan putusan",
    "akun_akun.telepon": "petugas; daftarnya hanya lewat AkunManager.dikelola",
    "akun_akun.username": "petugas; dicari saat masuk",
    "pekerjaan_putaran.nama": "nama fungsi terjadwal",
    "petugas_kartu.nama": "tercetak pada kartu yang ditunjukkan kepada umum; dicari hanya dengan sidik token",
    "pmks_jenispmks.nama": "nama jenis PMKS",
    "psks_jenispsks.nama": "nama jenis PSKS",
    "psks_jenispsksriwayat.nama": "nama jenis PSKS",
    "pmks_labelturunan.nama": "nama label 12-PAS atau PPKS",
    "pmks_labelturunanriwayat.nama": "nama label 12-PAS atau PPKS",
    "pmks_peraturan.nama": "nama peraturan",
    "pmks_peraturanriwayat.nama": "nama peraturan",
    "pmks_program.nama": "nama program bantuan",
    "pmks_programriwayat.nama": "nama program bantuan",
    "usersessions_usersession.ip": "perangkat petugas sendiri; ditampilkan kepada pemiliknya",
    "wilayah_wilayah.nama": "nama wilayah",
    "wilayah_wilayah.nama_cari": "nama wilayah",
}

# Tabel berdinding tanpa indeks yang dimulai dengan kolom yang dipakai kebijakan bacanya.
TANPA_INDEKS_DINDING: dict[str, str] = {
    "excel_barisunggahan": "selalu dibaca per unggahan, lewat indeks yang dimulai dengan unggahannya",
}
