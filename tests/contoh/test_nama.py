from random import Random

import pytest
from django.db import connection

from tksk_portal.contoh.nama import CAMPURAN, RASA, karang_nama, kemiripan, salah_eja, tabel_rasa
from tksk_portal.dasar.nama import untuk_cari


def test_campuran_berjumlah_seratus():
    assert all(len(tabel_rasa(kab)) == 100 for kab in [*CAMPURAN, "64.72"])


@pytest.mark.parametrize("rasa", RASA)
def test_nama_beragam_dan_aman_untuk_copy(rasa):
    acak = Random(3)
    nama = [karang_nama(acak, rasa, jk) for jk in "LP" for _ in range(500)]
    assert len(set(nama)) > 350
    assert all(2 <= len(n) <= 100 and not set("\t\n\\") & set(n) for n in nama)


def test_kemiripan_sama_dengan_pg_trgm(db):
    pasangan = [
        ("siti aminah", "sitti aminah"),
        ("sulastri suryani", "soelastri suryani"),
        ("a", "b"),
        ("yosef", "yosef"),
    ]
    with connection.cursor() as kursor:
        for a, b in pasangan:
            kursor.execute("SELECT similarity(%s, %s)", [a, b])
            assert kemiripan(a, b) == pytest.approx(kursor.fetchone()[0], abs=1e-6)


def test_salah_eja_tetap_mirip():
    acak = Random(5)
    nama = [karang_nama(acak, "jawa", "P") for _ in range(300)]
    assert all(salah_eja(n) != n for n in nama)
    mirip = [kemiripan(untuk_cari(n), untuk_cari(salah_eja(n))) >= 0.45 for n in nama]
    assert sum(mirip) > 250
