"""PSKS dari buku kerja."""
