"""Pelindungan data PMKS: apa yang dilaporkan, dihapus, dan disimpan berapa lama."""
