"""Menulis paket ke tabel berdinding: COPY ke tabel sementara, lalu INSERT … SELECT dalam lingkup sistem.

COPY langsung ditolak pada tabel berdinding (jebakan.md). Pemicu riwayat dan ringkasan tetap berjalan.
"""

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.db import connection
from psycopg2 import sql

from pmks.jadwal import padatkan_ringkasan
from pmks.models import Pengesahan
from tksk_portal.akses import lingkup
from tksk_portal.contoh.baris import KOLOM, Paket
from tksk_portal.contoh.jalan import Sah
from tksk_portal.contoh.pelaku import Pelaku

# Termasuk selisih yang sudah dipadatkan: tabel kosong yang besar memperlambat pembacanya.
TABEL_ISI = (
    *KOLOM,
    "pmks_orangriwayat",
    "pmks_kasusriwayat",
    *("pmks_kebutuhanriwayat", "pmks_layananriwayat", "pmks_keadaanorangriwayat", "pmks_datadtsenriwayat"),
    "pmks_pengesahan",
    "pmks_sel",
    "pmks_selisih",
    "pmks_gerak",
    "pmks_selisihgerak",
)
LINGKUP = lingkup.sistem("data contoh")
# Tanpa nilai ini tiap baris riwayat memulai dan membatalkan satu subtransaksi (fungsi pgtrigger menangkap galat
# current_setting), dan pembatalan memeriksa semua kejadian tertunda: kuadratik, 17 detik untuk 20.000 baris.
# Daftar kosong tidak mematikan pemicu apa pun.
PERCEPAT_RIWAYAT = "SELECT set_config('pgtrigger.ignore', '{}', true)"
# Catatan pengesahan selama pemuatan berjalan; `tutup` mengosongkannya.
SEDANG_DIMUAT = "Data contoh sedang dimuat."


def tulis_paket(paket: Paket, provinsi: Pelaku, sudah: set[Sah]) -> None:
    """Write a chunk in one scoped transaction; approvals that it points to are created first."""
    baru = sorted(set(paket.sah) - sudah)
    with lingkup.masuk(LINGKUP), connection.cursor() as kursor:
        kursor.execute(PERCEPAT_RIWAYAT)
        Pengesahan.objects.bulk_create(_pengesahan(baru, provinsi))
        for tabel, baris in paket.baris.items():
            if baris:
                _salin(kursor, tabel, baris)
    sudah.update(baru)


def _pengesahan(daftar: Iterable[Sah], provinsi: Pelaku) -> Iterable[Pengesahan]:
    for sah in daftar:
        yield Pengesahan(
            id=sah.id,
            wilayah_id=sah.kabkota,
            periode=date.fromisoformat(sah.periode),
            oleh_id=provinsi.akun,
            sebagai=provinsi.sebagai,
            catatan=SEDANG_DIMUAT,
            pada=datetime.fromtimestamp(sah.saat, UTC),
        )


def _salin(kursor, tabel: str, baris: list[str]) -> None:
    nama = {
        "tabel": sql.Identifier(tabel),
        "kolom": sql.SQL(", ").join(map(sql.Identifier, KOLOM[tabel])),
        "salin": sql.Identifier("contoh_salin"),
    }
    kursor.execute(sql.SQL("CREATE TEMPORARY TABLE {salin} AS SELECT {kolom} FROM {tabel} WITH NO DATA").format(**nama))
    isi = io.StringIO("\n".join(baris) + "\n")
    kursor.copy_expert(sql.SQL("COPY {salin} ({kolom}) FROM STDIN").format(**nama), isi)
    kursor.execute(sql.SQL("INSERT INTO {tabel} ({kolom}) SELECT {kolom} FROM {salin}").format(**nama))
    kursor.execute(sql.SQL("DROP TABLE {salin}").format(**nama))


def tutup(jumlah: dict[Sah, int]) -> None:
    """Write how many each approval holds and fold the summary: the mark of a finished load."""
    with lingkup.masuk(LINGKUP):
        for sah, banyak in jumlah.items():
            Pengesahan.objects.filter(pk=sah.id).update(jumlah=banyak, catatan="")
        padatkan_ringkasan()


def rawat() -> None:
    """Refresh the planner's statistics as the owner, outside any scope; inside a transaction without vacuum."""
    perintah = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
    with connection.cursor() as kursor:
        for tabel in TABEL_ISI:
            kursor.execute(f"{perintah} {tabel}")
