"""Buku kerja masuk: unggah, kenali, periksa, pratinjau, masukkan, kembalikan, urungkan."""
