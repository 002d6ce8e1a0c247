"""Pelindungan data PSKS: apa yang dilaporkan, dihapus, dan disimpan berapa lama."""
