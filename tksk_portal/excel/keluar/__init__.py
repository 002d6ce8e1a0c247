"""Buku kerja keluar: daftar mana pun dengan saringannya menjadi xlsx atau csv, sebagai pekerjaan latar."""
