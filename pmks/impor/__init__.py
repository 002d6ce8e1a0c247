"""PMKS dari buku kerja: tata letak yang dikenal, pembacaan baris, pembandingan, penulisan massal, pengurungan."""
