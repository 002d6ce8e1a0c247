"""Halaman petugas."""
