"""PSKS: dua belas jenis potensi dan sumber kesejahteraan sosial (ruang disiapkan)."""
