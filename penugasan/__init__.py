"""Penugasan: petugas, tugas, kegiatan, laporan (ruang disiapkan)."""
