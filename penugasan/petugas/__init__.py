"""Petugas: formasi tiap kecamatan, siapa menghuninya kapan, riwayat petugas, pengusulan, dan serah terima."""
