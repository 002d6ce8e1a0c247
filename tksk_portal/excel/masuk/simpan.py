"""Menyimpan hasil pemeriksaan per potongan: COPY ke tabel sementara, lalu satu INSERT."""

import io
from collections.abc import Sequence

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Count, Q

from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.excel.sumber import HasilBaris

_BUAT = """
CREATE TEMPORARY TABLE excel_salin (
    nomor int, status text, peringatan boolean, kunci uuid, isi jsonb, pesan jsonb, sebelum jsonb
) ON COMMIT DROP
"""
_PINDAH = """
INSERT INTO excel_barisunggahan
    (unggahan_id, wilayah_id, derajat, nomor, status, peringatan, kunci, isi, pesan, sebelum)
SELECT %s, %s, %s, nomor, status, peringatan, kunci, isi, pesan, sebelum FROM excel_salin
"""
# Sekali baca: tiap potongan COPY menunggu giliran benang lain yang sedang membaca baris berikutnya.
BESAR_COPY = 1 << 26
_LOLOS = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_encode = DjangoJSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(nilai: object) -> str:
    # \u0000 ditolak jsonb; sel yang memuatnya sudah ditolak pembaca, ini jaring terakhir.
    return _encode(nilai).replace("\\u0000", "").translate(_LOLOS)


def simpan_baris(unggahan: Unggahan, hasil: Sequence[HasilBaris]) -> None:
    """Stage a chunk of judged rows inside the caller's transaction."""
    aliran = io.StringIO()
    for h in hasil:
        aliran.write(
            f"{h.nomor}\t{h.status}\t{'t' if h.peringatan else 'f'}\t{h.kunci or chr(92) + 'N'}\t{_json(h.isi)}\t"
            f"{_json([p.json() for p in h.pesan]) if h.pesan else '[]'}\t"
            f"{chr(92) + 'N' if h.sebelum is None else _json(h.sebelum)}\n"
        )
    aliran.seek(0)
    with connection.cursor() as kursor:
        kursor.execute("DROP TABLE IF EXISTS pg_temp.excel_salin")
        kursor.execute(_BUAT)
        kursor.copy_expert("COPY excel_salin FROM STDIN", aliran, BESAR_COPY)
        kursor.execute(_PINDAH, [unggahan.pk, unggahan.wilayah_id, unggahan.derajat])
        kursor.execute("DROP TABLE excel_salin")


def hitung(unggahan: Unggahan) -> dict[str, int]:
    """Return how many rows there are per status, and how many carry a warning."""
    baris = BarisUnggahan.objects.filter(unggahan=unggahan).order_by()
    per_status = baris.values("status").annotate(n=Count("pk"), ingat=Count("pk", filter=Q(peringatan=True)))
    hasil = {b["status"]: b["n"] for b in per_status}
    return hasil | {
        "jumlah": sum(hasil.values()),
        "peringatan": BarisUnggahan.objects.filter(unggahan=unggahan, peringatan=True).count(),
    }
