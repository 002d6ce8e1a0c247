"""Pemetaan sosial: putaran, kunjungan, profil desa, peta (ruang disiapkan)."""
