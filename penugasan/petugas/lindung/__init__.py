"""Pelindungan data petugas: apa yang dilaporkan, dihapus, dan disimpan berapa lama."""
