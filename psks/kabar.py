"""Jenis kabar ruang PSKS."""

from tksk_portal.pekerjaan.kabar import JenisKabar

DIKEMBALIKAN = JenisKabar("psks.dikembalikan", "Data PSKS yang dikembalikan kepada saya")
DOKUMEN = JenisKabar("psks.dokumen", "Izin, SK, dan sertifikat mitra yang segera habis")
