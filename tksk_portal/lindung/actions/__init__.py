"""Perbuatan ruang pelindungan data. Halaman, jadwal, dan perintah memakai fungsi yang sama."""
