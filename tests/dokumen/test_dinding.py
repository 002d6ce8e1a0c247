"""Dinding surat pada data tersimpan, lewat sambungan kedua: tanda keaslian hanya terbuka dengan tokennya."""

from django.db import connection

from tests.conftest import baca_dunia
from tests.dokumen.bahan import siapkan_kantor, terbitkan
from tests.jalan.basis import sambung
from tksk_portal.akses import lingkup
from tksk_portal.basisdata.siapkan import APLIKASI
from tksk_portal.dokumen.tanda import sidik_token


def test_orang_luar_tidak_dapat_menelusuri_tabel_tanda(data_tetap):
    """On committed data and a bare connection: whatever is asked, only the row whose token is shown comes back."""
    with lingkup.masuk(lingkup.sistem("uji")):
        dunia = baca_dunia()
    siapkan_kantor()
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        semua = [terbitkan(by) for _ in range(3)]
    connection.close()
    kedua = sambung()
    try:
        with kedua.cursor() as kursor:
            kursor.execute(f"SET LOCAL ROLE {APLIKASI}")
            for nama, nilai in {"awal": "~", "akhir": "!", "derajat": "9", "jalur": "-", "peran": "-"}.items():
                kursor.execute("SELECT set_config(%s, %s, true)", [f"tksk.{nama}", nilai])
            for tanya in ("true", "sidik_token LIKE '%'", "nomor <> ''", "sidik_token = ''", "sidik_token IS NOT NULL"):
                kursor.execute(f"SELECT count(*) FROM dokumen_tandasurat WHERE {tanya}")
                assert kursor.fetchone() == (0,), tanya
            kursor.execute("SELECT set_config('tksk.token_surat', %s, true)", [sidik_token(semua[1].token)])
            kursor.execute("SELECT nomor FROM dokumen_tandasurat")
            assert kursor.fetchall() == [(semua[1].nomor,)]
            # Token hanya membuka bacaan: tidak dapat dipakai mengubah.
            kursor.execute("UPDATE dokumen_tandasurat SET status = 'dibatalkan'")
            assert kursor.rowcount == 0
            for tabel in ("dokumen_surat", "dokumen_kop", "dokumen_penandatangan", "dokumen_pencacah"):
                kursor.execute(f"SELECT count(*) FROM {tabel}")
                assert kursor.fetchone() == (0,), tabel
    finally:
        kedua.rollback()
        kedua.close()
