"""Isi dunia uji: kebutuhan, layanan, keadaan, dan data DTSEN beberapa orang, lewat tindakannya."""

from datetime import date
from uuid import UUID, uuid4

from pmks.actions import catat_dtsen, catat_kebutuhan, catat_layanan, ubah_keadaan
from pmks.models import Orang
from tksk_portal.akses import lingkup

# Orang -> TKSK yang mencatat.
ORANG = {"draf": "tksk", "disahkan": "tksk", "tetangga_sah": "tetangga", "lain_sah": "tksk_lain"}
HARI = date(2026, 11, 2)


def bangun_jalan(isi) -> dict[tuple[str, str], UUID]:
    """Fill the course of some persons; return (kind, person) -> key."""
    hasil = {}
    for kunci, nama in ORANG.items():
        with lingkup.masuk(isi.dunia[nama].lingkup) as by:
            orang = Orang.objects.get(pk=isi.orang[kunci].id)
            butuh = {"jenis": "alat_bantu", "catatan": f"Kursi roda {orang.nama}", "mendesak": True}
            isian = butuh | {"ditemukan_pada": HARI}
            hasil["kebutuhan", kunci] = catat_kebutuhan(orang=orang, kunci=uuid4(), isi=isian, by=by)[0].pk
            layan = {"program_id": None, "program_lain": "Zakat desa", "tanggal": HARI, "hanya_bulan": False}
            layan |= {"rupiah": 600_123, "barang": "beras", "pemberi": "", "sumber": "penerima", "kebutuhan_id": None}
            layan |= {"catatan": f"Diterima {orang.nama}"}
            hasil["layanan", kunci] = catat_layanan(orang=orang, kunci=uuid4(), isi=layan, by=by)[0].pk
            dtsen = {"tanggal": HARI, "desil": 2, "program": ["pkh"], "sumber": "siks", "catatan": ""}
            hasil["dtsen", kunci] = catat_dtsen(orang=orang, kunci=uuid4(), isi=dtsen, by=by)[0].pk
            # Keluar lalu kembali: angkanya sama, tetapi daftar perubahan punya isi.
            for keadaan in ("tertangani", "aktif"):
                sejak = {"tanggal": HARI, "alasan": f"Keterangan keluarga {orang.nama}"}
                ubah_keadaan(orang=orang, kunci=uuid4(), keadaan=keadaan, by=by, **sejak)
    return hasil
