"""Halaman PMKS."""
