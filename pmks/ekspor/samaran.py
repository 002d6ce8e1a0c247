"""Apa yang keluar dari identitas seseorang tanpa "dengan identitas" (docs/keputusan/apa-yang-boleh-diketahui.md).

Semua baris tertutup dengan cara yang sama, siapa pun orangnya dan apa pun jenisnya: jenis ada di sampingnya, jadi tidak
ada yang boleh mengaitkannya dengan orang yang dikenal pembacanya. Tertutup dari awal: hanya kolom di `AMAN` yang lewat;
kolom baru tertutup sampai disebut.
"""

from datetime import datetime

from django.utils import timezone

from tksk_portal.dasar.nama import samarkan_nomor_rapat

# Keadaan dan tempat, tanpa kunci, tanggal lahir, umur tepat, atau jam.
AMAN = frozenset(
    {
        *("wilayah_id", "jk", "kelompok_umur", "sumber", "jenis_id", "kriteria", "disabilitas", "temuan", "status"),
        *("lahir_perkiraan", "daftar_kasus", "tempat", "petugas", "diverifikasi_oleh_id", "disahkan_oleh_id"),
        "keadaan",
    }
)
# Waktu disebut harinya saja: jamnya mengaitkan baris ini dengan baris lain di portal.
HARI = frozenset({"diajukan_pada", "diverifikasi_pada", "disahkan_pada", "bergerak_pada", "dibuat_pada", "diubah_pada"})
NOMOR = ("nik", "no_kk")
NAMA = "tertutup"


def samarkan(baris: dict) -> dict:
    """Close one row in place for an export without identities, and return it."""
    for k in baris.keys() - AMAN:
        baris[k] = _hari(baris[k]) if k in HARI else samarkan_nomor_rapat(baris[k]) if k in NOMOR else None
    baris["nama"], baris["id"] = NAMA, ""
    for kasus in baris.get("daftar_kasus", ()):
        kasus.update(dict.fromkeys(kasus.keys() - AMAN - {"orang_id"}, ""))
    return baris


def _hari(saat: datetime | None) -> datetime | None:
    return saat and timezone.localtime(saat).replace(hour=0, minute=0, second=0, microsecond=0)
