"""Pengaturan Portal TKSK: satu berkas, dibaca dari lingkungan.

Dua mode. `demo` (bawaan): komputer sendiri, PostgreSQL tertanam, hanya alamat loopback. `server`
(`TKSK_MODE=server`): kantor sungguhan; nilai yang kurang disebut dengan cara memperbaikinya.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

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
    "django_tasks",
    "django_tasks_db",
    "import_export",
    "tksk_portal.pekerjaan",
    "tksk_portal.arsip",
    "tksk_portal.excel",
    "tksk_portal.dokumen",
    "pmks",
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
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if (UJI and not STATIS) or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
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

# Pesan dalam kue bertanda tangan: menyimpan satu rekaman tidak menulis sesi juga. Pesan tidak memuat data orang.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# Yang ditunjukkan ruang bawah dari ruang atas didaftarkan di sini, bukan diimpor (desain.md, Rooms).
MENU = [
    "tksk_portal.dasbor.menu.beranda",
    "pmks.menu.menu",
    "tksk_portal.akses.menu.menu",
    "tksk_portal.kelola.menu.menu",
]
PEKERJAAN_TERJADWAL = [
    "pmks.jadwal.perbarui_kelompok_umur",
    "pmks.jadwal.padatkan_ringkasan",
    "tksk_portal.akun.jadwal.bersihkan",
]

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
