"""Penyesuaian allauth: pendaftaran umum tertutup, batas percobaan bersama, kalimat Indonesia."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest

from tksk_portal.akun import percobaan
from tksk_portal.akun.models import Akun

# Pesan allauth menurut templatnya; None = tidak perlu dikatakan.
PESAN = {
    "account/messages/logged_in.txt": None,
    "account/messages/logged_out.txt": "Anda sudah keluar.",
    "account/messages/password_changed.txt": "Sandi sudah diganti.",
    "account/messages/password_set.txt": "Sandi sudah disimpan.",
    "mfa/messages/totp_activated.txt": "Aplikasi autentikator sudah aktif.",
    "mfa/messages/totp_deactivated.txt": "Aplikasi autentikator sudah dimatikan.",
    "mfa/messages/recovery_codes_generated.txt": "Kode pemulihan baru sudah dibuat. Kode lama tidak berlaku lagi.",
    "mfa/messages/webauthn_added.txt": "Kunci masuk sudah ditambahkan.",
    "mfa/messages/webauthn_removed.txt": "Kunci masuk sudah dihapus.",
    "usersessions/messages/sessions_logged_out.txt": "Perangkat lain sudah dikeluarkan.",
}


class AkunAdapter(DefaultAccountAdapter):
    """Accounts come from the admin's invitation only; wrong tries are counted for all processes together."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Akun ini sudah ditutup.",
        "enter_current_password": "Sandi lama tidak cocok.",
        "incorrect_code": "Kode tidak cocok. Periksa jam di ponsel Anda, lalu coba kode yang baru.",
        "incorrect_password": "Sandi tidak cocok.",
        "invalid_login": "Nama pengguna atau sandi tidak cocok.",
        "too_many_login_attempts": "Terlalu banyak percobaan. Tunggu 5 menit, lalu coba lagi.",
        "username_password_mismatch": "Nama pengguna atau sandi tidak cocok.",
        "rate_limited": "Terlalu sering. Tunggu sebentar, lalu coba lagi.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody signs up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the client's address; a fixed one where there is none (a local socket without proxy header)."""
        try:
            return super().get_client_ip(request)
        except PermissionDenied:
            return "0.0.0.0"  # noqa: S104 - bukan alamat dengar, hanya pengganti "tidak diketahui"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wait for the login name's turn and refuse when there were too many failures.

        The answer is the same whether or not the account exists.

        Raises:
            ValidationError: how long to wait.
        """
        detik = percobaan.giliran(_nama(credentials))
        if detik:
            raise ValidationError(
                f"Terlalu banyak percobaan untuk nama pengguna ini. Coba lagi sesudah {percobaan.kata_tunggu(detik)}.",
                code="too_many_login_attempts",
            )
        detik = percobaan.tunggu("alamat", self.get_client_ip(request), percobaan.PER_ALAMAT)
        if detik:
            raise ValidationError(
                f"Terlalu banyak percobaan dari jaringan ini. Coba lagi sesudah {percobaan.kata_tunggu(detik)}.",
                code="too_many_login_attempts",
            )

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the failure."""
        percobaan.catat_gagal(nama=_nama(credentials), alamat=self.get_client_ip(request))

    def set_password(self, user: Akun, password: str) -> None:
        """Save the password alone: a full save could undo a closing that happens at the same moment."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def add_message(
        self, request: HttpRequest, level: int, message_template=None, *args, message=None, **kwargs
    ) -> None:
        """Say it in the portal's words, or not at all."""
        if message is None and message_template in PESAN:
            message = PESAN[message_template]
            if message is None:
                return
        super().add_message(request, level, message_template, *args, message=message, **kwargs)


class DuaLangkahAdapter(DefaultMFAAdapter):
    """Second factor in Indonesian, labelled with the user name (an e-mail address is often missing)."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Verifikasi dua langkah tidak dapat dimatikan.",
        "cannot_generate_recovery_codes": "Aktifkan verifikasi dua langkah dahulu, baru buat kode pemulihan.",
        "incorrect_code": AkunAdapter.error_messages["incorrect_code"],
    }

    def _get_user_identifier(self, user: Akun) -> str:
        return user.username

    def generate_authenticator_name(self, user: Akun, type) -> str:
        """Return a name for a new passkey: "Kunci 1", "Kunci 2" …"""
        return f"Kunci {user.authenticator_set.filter(type=type).count() + 1}"


def _nama(credentials: dict[str, Any]) -> str:
    return credentials.get("username", "").strip().lower()
