"""Penyesuaian allauth: pendaftaran umum tertutup."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AkunAdapter(DefaultAccountAdapter):
    """Accounts come from the admin's invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody signs up."""
        return False
