"""Pengaturan Portal TKSK: satu berkas, dibaca dari lingkungan.

Dua mode. `demo` (bawaan): komputer sendiri, PostgreSQL tertanam, hanya alamat loopback. `server`
(`TKSK_MODE=server`): kantor sungguhan; nilai yang kurang disebut dengan cara memperbaikinya.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

import dj_database_url
import pghistory
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("TKSK_DATA") or BASE_DIR / ".data").resolve()
VERSI = "0.1.0"

MODE = os.environ.get("TKSK_MODE", "demo")
if MODE not in {"demo", "server"}:
    raise ImproperlyConfigured(f"TKSK_MODE={MODE!r} tidak dikenal; pakai 'demo' atau 'server'.")
SERVER = MODE == "server"
UJI = os.environ.get("TKSK_UJI") == "1"
DEBUG = os.environ.get("TKSK_DEBUG") == "1" and not SERVER


def _wajib(nama: str, cara: str) -> str:
    nilai = os.environ.get(nama, "").strip()
    if not nilai:
        raise ImproperlyConfigured(f"{nama} belum diisi. {cara}")
    return nilai


def _kunci_rahasia() -> str:
    if SERVER:
        return _wajib(
            "TKSK_SECRET_KEY", "Buat sekali dengan: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    berkas = DATA_DIR / "kunci-rahasia"
    try:
        if not berkas.exists():
            _tulis_sekali(berkas, secrets.token_urlsafe(64))
        return berkas.read_text()
    except PermissionError:
        raise ImproperlyConfigured(
            f"Folder data {DATA_DIR} tidak dapat ditulis. Pakai folder lain: TKSK_DATA=… make run"
        ) from None


def _tulis_sekali(berkas: Path, isi: str) -> None:
    """Write a private file whole, unless another process was first."""
    berkas.parent.mkdir(parents=True, exist_ok=True)
    sementara = berkas.with_name(f"{berkas.name}.{os.getpid()}")
    sementara.touch(mode=0o600)
    sementara.write_text(isi)
    with suppress(FileExistsError):
        berkas.hardlink_to(sementara)
    sementara.unlink()


SECRET_KEY = _kunci_rahasia()
ALLOWED_HOSTS = (
    [
        nama.strip()
        for nama in _wajib("TKSK_ALAMAT", "Nama host portal, dipisah koma, misalnya: tksk.contoh.go.id").split(",")
    ]
    if SERVER
    else ["localhost", "127.0.0.1", "[::1]"]
)
# Alamat dasar di luar permintaan web: kode QR pada surat, surel.
ALAMAT_PORTAL = f"https://{ALLOWED_HOSTS[0]}" if SERVER else f"http://localhost:{os.environ.get('PORT', '8000')}"
CSRF_TRUSTED_ORIGINS = [f"https://{nama}" for nama in ALLOWED_HOSTS] if SERVER else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_filters",
    "tksk_portal.basisdata",
    "tksk_portal.tampilan",
    "tksk_portal.wilayah",
    "tksk_portal.akun",
    "tksk_portal.akses",
    "tksk_portal.jejak",
    "tksk_portal.kelola",
    "tksk_portal.tinjauan",
    "import_export",
    "tksk_portal.pekerjaan",
    "tksk_portal.arsip",
    "tksk_portal.excel",
    "tksk_portal.dokumen",
    "tksk_portal.lindung",
    "tksk_portal.mekar",
    "pmks",
    "psks",
    "penugasan.petugas",
    "tksk_portal.dasbor",
    "tksk_portal.contoh",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Halaman <= 30 KB di jaringan (desain.md, Screens); token csrf berganti sandi tiap jawaban, panjangnya diacak.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "tksk_portal.akses.middleware.KepalaPribadiMiddleware",
    "tksk_portal.arsip.middleware.BatasKirimanMiddleware",
    "tksk_portal.dokumen.unggah.SidikKirimanMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tksk_portal.akses.middleware.LingkupMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tksk_portal.akun.middleware.SesiMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tksk_portal.akun.middleware.SyaratMasukMiddleware",
    "tksk_portal.lindung.middleware.SudahDihapusMiddleware",
]

ROOT_URLCONF = "tksk_portal.urls"
WSGI_APPLICATION = "tksk_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tksk_portal.akses.konteks.portal",
            ],
            "builtins": ["tksk_portal.tampilan.templatetags.tampilan"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"


def _basis_data() -> dict:
    url = os.environ.get("DATABASE_URL", "").strip()
    if url:
        try:
            atur = dj_database_url.parse(url)
        except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError):
            raise ImproperlyConfigured(
                "DATABASE_URL tidak terbaca. Bentuknya: postgresql://tksk_pemilik:SANDI@host:5432/tksk"
            ) from None
        if "postgresql" not in atur["ENGINE"]:
            raise ImproperlyConfigured("DATABASE_URL harus PostgreSQL: postgresql://tksk_pemilik:SANDI@host:5432/tksk")
    elif SERVER:
        raise ImproperlyConfigured(
            "DATABASE_URL belum diisi. Siapkan server dengan manage.py siapkan_basisdata, lalu isi: "
            "postgresql://tksk_pemilik:SANDI@host:5432/tksk"
        )
    else:
        atur = {
            "NAME": "tksk",
            "TERTANAM": {"folder": DATA_DIR / ("pg-uji" if UJI else "pg"), "tanpa_fsync": UJI},
        }
    return atur | {
        "ENGINE": "tksk_portal.basisdata.mesin",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Lingkup dipasang middleware; tiap view punya savepoint sendiri di dalamnya (docs/lingkup.md).
        "ATOMIC_REQUESTS": True,
        "TEST": {"TEMPLATE": "tksk_templat"},
    }


DATABASES = {"default": _basis_data()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Acuan PMKS disimpan tiap proses dan dibandingkan dengan basis data sesering ini (pmks/models/acuan.py). Dalam uji
# tidak pernah dengan sendirinya: jumlah kueri sebuah halaman harus tetap.
ACUAN_SEGAR_DETIK = float("inf") if UJI else 3.0

# Satu tembolok untuk semua proses: batas percobaan masuk dihitung bersama.
# Bawaan 300 isi terlalu sedikit: hitungan percobaan dapat terdesak keluar oleh ratusan nama palsu.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "tksk_tembolok",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

AUTH_USER_MODEL = "akun.Akun"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{nama}", "OPTIONS": pilihan}
    for nama, pilihan in {
        "UserAttributeSimilarityValidator": {"user_attributes": ("username", "nama", "email")},
        "MinimumLengthValidator": {"min_length": 10},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
if UJI:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LOGIN_URL = reverse_lazy("account_login")
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tksk_portal.akun.adapter.AkunAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/masuk/"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_FORMS = {
    "login": "tksk_portal.akun.forms.MasukForm",
    "change_password": "tksk_portal.akun.forms.GantiSandiForm",
    "reauthenticate": "tksk_portal.akun.forms.PastikanForm",
}
# Percobaan sandi dibatasi tksk_portal.akun.percobaan: batas allauth per alamat mengunci satu kantor yang berbagi
# alamat selama sandi diperiksa. `login_failed` di sini berlaku bagi kode verifikasi dua langkah, per akun.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
# Di belakang nginx alamat pengunjung dibaca dari X-Forwarded-For, sebanyak perantara yang dipercaya.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TKSK_JUMLAH_PERANTARA", "1")) if SERVER else 0
MFA_ADAPTER = "tksk_portal.akun.adapter.DuaLangkahAdapter"
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Portal TKSK"
# Jam ponsel sering tidak tepat: kode sebelum dan sesudahnya ikut diterima.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SERVER
USERSESSIONS_TRACK_ACTIVITY = True

PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
# Tanpa kunci asing ke rekaman: riwayat hidup lebih lama, dan muat massal tidak menjadi kuadratik (jebakan.md).
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_constraint=False, related_name="riwayat")
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_constraint=False, related_name="+", related_query_name="+")


def _surel() -> SplitResult | None:
    """EMAIL_URL: smtp:// (STARTTLS) atau smtps://. Kosong: portal tidak mengirim surel; kabar tetap ada di portal."""
    url = os.environ.get("EMAIL_URL", "").strip()
    if not url:
        return None
    bagian = urlsplit(url)
    if bagian.scheme not in {"smtp", "smtps"} or not bagian.hostname:
        raise ImproperlyConfigured(
            "EMAIL_URL tidak terbaca. Bentuknya: smtp://NAMA:SANDI@host:587 atau smtps://NAMA:SANDI@host:465"
        )
    return bagian


_SUREL = _surel()
SUREL_AKTIF = _SUREL is not None
if _SUREL:
    EMAIL_HOST = _SUREL.hostname
    EMAIL_USE_SSL = _SUREL.scheme == "smtps"
    # Pengantar surat di mesin yang sama tidak perlu disandikan.
    EMAIL_USE_TLS = not EMAIL_USE_SSL and EMAIL_HOST not in {"localhost", "127.0.0.1", "::1"}
    EMAIL_PORT = _SUREL.port or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_SUREL.username or ""), unquote(_SUREL.password or "")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("TKSK_SUREL_DARI", "").strip() or f"Portal TKSK <portal@{ALLOWED_HOSTS[0]}>"

LANGUAGE_CODE = "id"
TIME_ZONE = os.environ.get("TKSK_ZONA_WAKTU", "Asia/Makassar")
USE_I18N = True
USE_TZ = True
DATE_INPUT_FORMATS = ["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"]

STATIC_URL = "static/"
# TKSK_STATIS: folder lain bagi berkas statis, juga dalam uji (peramban diuji dengan nama bersidik seperti di server).
STATIS = os.environ.get("TKSK_STATIS")
STATIC_ROOT = Path(STATIS) if STATIS else DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static" / "dist"]


def _arsip() -> dict:
    """Berkas pribadi: folder di disk, atau S3 bila TKSK_S3_BUCKET diisi (docs/server.md)."""
    ember = os.environ.get("TKSK_S3_BUCKET", "").strip()
    if not ember:
        folder = os.environ.get("TKSK_ARSIP") or DATA_DIR / ("arsip-uji" if UJI else "arsip")
        return {"BACKEND": "tksk_portal.arsip.penyimpanan.BerkasDiDisk", "OPTIONS": {"location": folder}}
    cara = "TKSK_S3_BUCKET diisi, jadi penyimpanan S3 perlu"
    return {
        "BACKEND": "tksk_portal.arsip.penyimpanan.BerkasS3",
        "OPTIONS": {
            "bucket_name": ember,
            "endpoint_url": os.environ.get("TKSK_S3_ENDPOINT", "").strip() or None,
            "region_name": os.environ.get("TKSK_S3_REGION", "").strip() or None,
            "access_key": _wajib("TKSK_S3_KUNCI", f"{cara} kunci akses."),
            "secret_key": _wajib("TKSK_S3_RAHASIA", f"{cara} rahasia kunci itu."),
            "location": os.environ.get("TKSK_S3_AWALAN", "").strip(),
            "gaya": os.environ.get("TKSK_S3_GAYA", "path"),
        },
    }


STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if (UJI and not STATIS) or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    "arsip": _arsip(),
}
# Penyimpanan yang ikut dicadangkan bersama basis data (tksk_portal/basisdata/cadangan.py).
CADANGAN_PENYIMPANAN = ["arsip"]
WHITENOISE_MANIFEST_STRICT = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_NAME = "tksk_sesi"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "tksk_csrf"
CSRF_FAILURE_VIEW = "tksk_portal.akses.views.csrf_gagal"
if SERVER:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^sehat/$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# Kiriman dengan berkas; yang menyatakan diri lebih besar ditolak sebelum dibaca. Tiap keperluan punya batasnya sendiri.
KIRIMAN_TERBESAR = int(os.environ.get("TKSK_KIRIMAN_TERBESAR_MB", "40")) * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Pesan dalam kue bertanda tangan: menyimpan satu rekaman tidak menulis sesi juga. Pesan tidak memuat data orang.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# Yang ditunjukkan ruang bawah dari ruang atas didaftarkan di sini, bukan diimpor (desain.md, Rooms).
MENU = [
    "tksk_portal.dasbor.menu.beranda",
    "pmks.menu.menu",
    "psks.menu.menu",
    "penugasan.petugas.menu.menu",
    "tksk_portal.dokumen.menu.menu",
    "tksk_portal.akses.menu.menu",
    "tksk_portal.mekar.menu.menu",
    "tksk_portal.kelola.menu.menu",
    "tksk_portal.lindung.menu.menu",
    "tksk_portal.pekerjaan.menu.menu",
    "tksk_portal.excel.masuk.menu.menu",
    "tksk_portal.excel.keluar.menu.menu",
]
# Pekerjaan latar dan jenis kabar, didaftarkan ruang yang memilikinya (tksk_portal/pekerjaan/antrean.py, kabar.py).
JENIS_PEKERJAAN = [
    "tksk_portal.excel.masuk.kerja.periksa",
    "tksk_portal.excel.masuk.kerja.tulis",
    "tksk_portal.excel.masuk.kerja.urungkan",
    "tksk_portal.excel.masuk.kerja.kembalikan",
    "tksk_portal.excel.keluar.kerja.kerjakan",
    "tksk_portal.mekar.kerja.jalankan",
    "tksk_portal.mekar.kerja.urungkan",
]
# Yang dikerjakan ruang lain bila kode wilayah diganti (tksk_portal/mekar/kait.py), menurut urutan ini.
SAAT_MEKAR = [
    "pmks.mekar.KAIT",
    "penugasan.petugas.mekar.KAIT",
]
JENIS_KABAR = [
    "pmks.kabar.DIKEMBALIKAN",
    "pmks.kabar.PINDAHAN",
    "pmks.kabar.BENTROK",
    "pmks.kabar.KEADAAN",
    "pmks.kabar.PEMBATASAN",
    "psks.kabar.DIKEMBALIKAN",
    "psks.kabar.DOKUMEN",
    "tksk_portal.lindung.kabar.TENGGAT",
    "tksk_portal.mekar.kabar.MEKAR",
    "tksk_portal.pekerjaan.kabar.PEKERJAAN_BERAKHIR",
]
# Detik tanpa denyut sesudahnya pekerjaan dianggap ditinggalkan pekerjanya dan diambil kembali.
PEKERJAAN_DENYUT_MATI = float(os.environ.get("TKSK_DENYUT_MATI", "30"))
PEKERJAAN_TERJADWAL = [
    "pmks.jadwal.perbarui_kelompok_umur",
    "pmks.jadwal.padatkan_ringkasan",
    "pmks.jadwal.ingatkan_pindahan",
    "pmks.jadwal.sapu_kembar",
    "pmks.jadwal.segarkan_semua_bentrok",
    "pmks.jadwal.potret_triwulan",
    "psks.jadwal.ingatkan_dokumen",
    "tksk_portal.akun.jadwal.bersihkan",
    "tksk_portal.excel.masuk.jadwal.bersihkan",
    "tksk_portal.pekerjaan.ringkasan.kirim_ringkasan",
    "tksk_portal.pekerjaan.ringkasan.bersihkan",
    "tksk_portal.arsip.jadwal.buang_kedaluwarsa",
    "tksk_portal.arsip.jadwal.periksa_yatim",
    "tksk_portal.arsip.sementara.sapu_sementara",
    "tksk_portal.lindung.jadwal.ingatkan",
    "tksk_portal.lindung.jadwal.ulangi_penghapusan",
]
# NIK yang boleh ditanyakan sebuah akun kepada indeks lintas dinding dalam satu jam: satu per satu, lewat impor, dan
# banyaknya bentrok yang boleh ditemukannya dengan mencatat (mencatat draf pun memberi tahu di mana NIK-nya dipakai).
# Fungsi basis datanya sendiri tidak menjawab lebih dari 1.000 dan 5.000.000 (pmks/migrations/0015_kembar.py).
BATAS_CARI_NIK = {
    "satu": int(os.environ.get("TKSK_BATAS_CARI_NIK", "120")),
    "catat": int(os.environ.get("TKSK_BATAS_BENTROK", "60")),
    "impor": int(os.environ.get("TKSK_BATAS_CARI_NIK_IMPOR", "400000")),
}
# Untuk apa berkas pribadi disimpan: Keperluan, atau daftar Keperluan (tksk_portal/arsip/berkas.py).
KEPERLUAN_BERKAS = [
    "tksk_portal.excel.masuk.berkas.KEPERLUAN",
    "pmks.berkas.KEPERLUAN",
    "psks.berkas.KEPERLUAN",
    "tksk_portal.dokumen.keperluan.KEPERLUAN",
    "tksk_portal.excel.keluar.kerja.KEPERLUAN_EKSPOR",
    "tksk_portal.lindung.berkas.KEPERLUAN",
    "penugasan.petugas.berkas.KEPERLUAN",
]
# Jenis surat dan hak menerbitkannya: JenisSurat, atau daftar JenisSurat (tksk_portal/dokumen/jenis.py).
JENIS_SURAT = ["tksk_portal.dokumen.jenis.BAWAAN", "pmks.surat.BERITA_ACARA"]

# Data yang dapat masuk dari buku kerja (tksk_portal/excel/sumber.py), dan umur isi unggahannya.
SUMBER_EXCEL = ["pmks.impor.sumber.SUMBER", "psks.impor.sumber.SUMBER", "penugasan.petugas.impor.SUMBER"]
UMUR_UNGGAHAN_HARI = int(os.environ.get("TKSK_UMUR_UNGGAHAN_HARI", "30"))
# Daftar yang dapat dibawa keluar sebagai xlsx/csv (tksk_portal/excel/keluar/sumber.py), dan umur berkasnya.
SUMBER_EKSPOR = ["pmks.ekspor.SUMBER", "pmks.ekspor.keluarga.SUMBER", "psks.ekspor.SUMBER"]
# Serah terima yang belum dijawab diingatkan sekali sesudah sekian hari (pmks/jadwal.py).
PINDAHAN_INGATKAN_HARI = int(os.environ.get("TKSK_PINDAHAN_INGATKAN_HARI", "14"))
UMUR_EKSPOR_HARI = int(os.environ.get("TKSK_UMUR_EKSPOR_HARI", "7"))

# Jenis PMKS yang dapat dilayani mitra: nama bertitik dari fungsi kode -> nama. PSKS tidak mengenal PMKS.
SASARAN_PSKS = "pmks.sasaran.sasaran"

# Pelindungan data (tksk_portal/lindung): siapa yang datanya dapat diminta, dilaporkan, dan dihapus, dan untuk apa data
# diolah. Nama bertitik dari sebuah `Subjek`, dan dari daftar `Kegiatan`.
SUBJEK_LINDUNG = [
    "pmks.lindung.subjek.ORANG",
    "psks.lindung.subjek.MITRA",
    "psks.lindung.subjek.PIMPINAN",
    "penugasan.petugas.lindung.subjek.PETUGAS",
]
KEGIATAN_PEMROSESAN = [
    "pmks.lindung.kegiatan.KEGIATAN",
    "psks.lindung.kegiatan.KEGIATAN",
    "penugasan.petugas.lindung.kegiatan.KEGIATAN",
    "tksk_portal.lindung.kegiatan.KEGIATAN",
]
# Kunci rekaman yang sudah dihapus, supaya cadangan lama yang dipulihkan dihapus lagi (docs/server.md).
DAFTAR_PENGHAPUSAN = Path(os.environ.get("TKSK_DAFTAR_HAPUS") or DATA_DIR / ("hapus-uji" if UJI else "hapus"))
# Dijalankan `pulihkan` sesudah basis data berganti.
SESUDAH_PULIH = ["tksk_portal.lindung.ulang.terapkan_ulang"]

# Pekerjaan yang berpindah tangan bila TKSK sebuah kecamatan berganti (tksk_portal/tinjauan/terbuka.py), dan dasar
# penilaian tahunan petugas: fungsi (petugas, tahun) -> [(label, teks)] (penugasan/petugas/actions/petugas.py).
PEKERJAAN_TERBUKA = ["pmks.terbuka.PEKERJAAN"]
DASAR_PENILAIAN: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "samaran": {"()": "tksk_portal.jejak.catatan.SaringDataPribadi"},
        "tautan": {"()": "tksk_portal.kelola.catatan.SaringTautan"},
    },
    "formatters": {"baris": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"layar": {"class": "logging.StreamHandler", "filters": ["samaran", "tautan"], "formatter": "baris"}},
    "root": {"handlers": ["layar"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "WARNING"},
        # Pada DEBUG keduanya menulis isi konteks dan pernyataan, dengan nama dan NIK.
        "django.template": {"level": "WARNING"},
        "django.db.backends": {"level": "WARNING"},
    },
}
