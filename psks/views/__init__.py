"""Halaman PSKS."""
