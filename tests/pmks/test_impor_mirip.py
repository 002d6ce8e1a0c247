"""Kemiripan nama pada impor: sama dengan basis data, tanpa membandingkan semua dengan semua."""

from datetime import date
from itertools import combinations
from random import Random
from uuid import uuid4

from django.db import connection

from pmks.actions.temuan import BATAS_MIRIP, ada_mirip
from pmks.impor import cari, mirip
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.contoh.nama import RASA, karang_nama, salah_eja
from tksk_portal.dasar.nama import untuk_cari

LAHIR, KECAMATAN = date(1958, 7, 1), "64.72.03"


def _nama(banyak: int, benih: int = 7) -> list[str]:
    acak = Random(benih)
    nama = [karang_nama(acak, acak.choice(list(RASA)), acak.choice("LP")) for _ in range(banyak)]
    return [untuk_cari(salah_eja(n) if acak.random() < 0.2 else n) for n in nama]


def _baris(nama: list[str]) -> list[tuple]:
    return [(n, uuid4(), isi, LAHIR, KECAMATAN) for n, isi in enumerate(nama, 1)]


def test_ukurannya_sama_dengan_pg_trgm_juga_tepat_pada_batasnya(db):
    # Sembilan dari dua puluh trigram: tepat 0,45, yang oleh basis data (ketelitian tunggal) dianggap kurang.
    tepat = ("abcdefghij", "abcdefghi" + "klmnopqrs")
    assert len(mirip.trigram(tepat[0]) & mirip.trigram(tepat[1])) == 9
    assert len(mirip.trigram(tepat[0]) | mirip.trigram(tepat[1])) in (20, 21)
    pasangan = [*combinations(_nama(60), 2), tepat, (tepat[0], tepat[1][:-1])]
    with connection.cursor() as kursor:
        kursor.execute(
            f"SELECT similarity(a, b) >= {BATAS_MIRIP} FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY s(a, b, n) "
            "ORDER BY n",
            [list(k) for k in zip(*pasangan, strict=True)],
        )
        basis_data = [ya for (ya,) in kursor.fetchall()]
    assert [mirip.cukup_mirip(mirip.trigram(a), mirip.trigram(b)) for a, b in pasangan] == basis_data
    assert 0 < sum(basis_data) < len(basis_data)


def test_tepat_pada_batas_dianggap_tidak_mirip():
    satu, dua = frozenset(map(str, range(9))), frozenset(map(str, range(20)))
    assert not mirip.cukup_mirip(satu, dua) and mirip.cukup_mirip(dua, frozenset(map(str, range(10))))


def test_indeks_tidak_melewatkan_satu_pun():
    baris = _baris([*_nama(400), "", "", "a", "a"])
    dengan_semua = {
        n
        for k, (n, _, nama, *_) in enumerate(baris)
        if any(mirip.cukup_mirip(*map(mirip.trigram, (nama, b[2]))) for b in baris[:k])
    }
    assert mirip.mirip_sesama(baris) == dengan_semua
    assert 10 < len(dengan_semua) < 380


def test_ribuan_orang_bertanggal_sama_tidak_dibandingkan_semua_dengan_semua(monkeypatch):
    baris, panggilan, asli = _baris(_nama(3_000)), [], mirip.cukup_mirip
    monkeypatch.setattr(mirip, "cukup_mirip", lambda a, b: panggilan.append(1) or asli(a, b))
    assert mirip.mirip_sesama(baris)
    assert len(panggilan) < 3_000 * 3_000 / 2 / 10


def test_kelompok_besar_dijawab_sama_dengan_formulir(dunia, monkeypatch):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        ada = [
            catat(by, nama=nama, nik="", alasan_tanpa_nik="belum_ditunjukkan", tanggal_lahir=LAHIR)
            for nama in ("Siti Aminah", "Siti Aminahh", "Yosef Lawai")
        ]
        baris = [(n, o.pk, o.nama_cari, LAHIR, KECAMATAN) for n, o in enumerate(ada)]
        baris += [(n, uuid4(), nama, LAHIR, KECAMATAN) for n, nama in enumerate(("yosef lawai", "i ketut", ""), 10)]
        formulir = {
            n
            for n, kunci, nama, *_ in baris
            if ada_mirip(nama_cari=nama, lahir=LAHIR, kecamatan=KECAMATAN, kecuali=kunci)
        }
        kecil = cari.yang_mirip(baris)
        monkeypatch.setattr(cari, "KELOMPOK_BESAR", 0)
        assert cari.yang_mirip(baris) == kecil == formulir == {0, 1, 10}
