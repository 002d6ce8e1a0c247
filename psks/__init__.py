"""PSKS: potensi dan sumber kesejahteraan sosial; mitra, kartu publik, dokumen, dan jejaringnya."""
