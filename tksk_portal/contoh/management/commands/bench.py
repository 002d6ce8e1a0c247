"""manage.py bench: angka kecepatan pada dua ukuran data, dicetak sebagai tabel dan ditulis ke bench.json."""

import json
import os
import subprocess
import sys

import psycopg2
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from psycopg2 import sql

from tksk_portal.basisdata.siapkan import TEMPLAT, ganti_basis


class Command(BaseCommand):
    help = "Mengukur daftar, pencarian, beranda, dan pencatatan pada 20.000 dan 1.000.000 orang."

    def add_arguments(self, parser) -> None:
        """Declare the options."""
        parser.add_argument("--skala", default="20000,1000000", help="banyak orang, dipisah koma")
        parser.add_argument("--ulang", type=int, default=60, help="permintaan per halaman")
        parser.add_argument("--catat", type=int, default=1500, help="pencatatan untuk mengukur laju tulis")
        parser.add_argument("--baru", action="store_true", help="buang basis data bench yang ada")
        parser.add_argument(
            "--ukur", action="store_true", help="(dipakai perintah ini sendiri) ukur basis data sekarang"
        )

    def handle(self, *, skala, ulang, catat, baru, ukur, **_) -> None:
        """Prepare a database per size, measure each in a process of its own, print and write the figures."""
        if ukur:
            self._ukur(ulang, catat)
            return
        connection.ensure_connection()
        hasil = []
        for besar in [int(s) for s in skala.split(",")]:
            url = self._siapkan(besar, baru)
            self.stdout.write(f"mengukur {besar:,} orang …".replace(",", "."))
            perintah = [sys.executable, "manage.py", "bench", "--ukur", "--ulang", str(ulang), "--catat", str(catat)]
            keluar = subprocess.run(
                perintah,
                env=os.environ | {"DATABASE_URL": url},
                cwd=settings.BASE_DIR,
                check=True,
                stdout=subprocess.PIPE,
            )
            hasil += [{"size": besar, **baris} for baris in json.loads(keluar.stdout.decode().splitlines()[-1])]
        self._cetak(hasil)
        berkas = settings.BASE_DIR / "bench.json"
        berkas.write_text(json.dumps(hasil, indent=1, ensure_ascii=False) + "\n")
        self.stdout.write(f"ditulis ke {berkas.name}")

    def _siapkan(self, besar: int, baru: bool) -> str:
        """Return the URL of a filled database of that size; it is kept for the next run."""
        nama = f"tksk_bench_{besar}"
        atur = connection.get_connection_params()
        url = _url(atur, nama)
        server = psycopg2.connect(_url(atur, atur["dbname"]))
        server.autocommit = True
        with server.cursor() as kursor:
            if baru:
                kursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(nama)))
            kursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [nama])
            if not kursor.fetchone():
                kursor.execute(
                    sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(nama), sql.Identifier(TEMPLAT))
                )
        server.close()
        lingkungan = os.environ | {
            "DATABASE_URL": url,
            "TKSK_SANDI_DEMO": os.environ.get("TKSK_SANDI_DEMO", "bench-bench"),
        }
        for perintah in (
            ["collectstatic", "--noinput", "-v0"],
            ["migrate", "-v0"],
            ["createcachetable"],
            ["muat_contoh", "--skala", str(besar)],
        ):
            subprocess.run([sys.executable, "manage.py", *perintah], env=lingkungan, cwd=settings.BASE_DIR, check=True)
        return url

    def _ukur(self, ulang: int, catat: int) -> None:
        from tksk_portal.contoh.beban import catat_per_detik
        from tksk_portal.contoh.ukur import Pengukur

        with connection.cursor() as kursor:
            kursor.execute("ANALYZE")
        hasil = list(Pengukur(ulang=ulang).semua())
        hasil += catat_per_detik(os.environ["DATABASE_URL"], jumlah=catat, mulai_nomor=_nomor_berikut())
        self.stdout.write(json.dumps([{"name": u.nama, "value": u.nilai, "unit": u.satuan} for u in hasil]))

    def _cetak(self, hasil: list[dict]) -> None:
        ukuran = sorted({h["size"] for h in hasil})
        kepala = "".join(f"{n:>14,}".replace(",", ".") for n in ukuran)
        self.stdout.write(f"\n{'':34}{kepala}")
        for nama in dict.fromkeys(h["name"] for h in hasil):
            baris = {h["size"]: h for h in hasil if h["name"] == nama}
            isi = "".join(f"{baris[n]['value']:>14.1f}" if n in baris else f"{'–':>14}" for n in ukuran)
            self.stdout.write(f"{nama:34}{isi} {next(iter(baris.values()))['unit']}")


def _url(atur: dict, basis: str) -> str:
    pengguna = atur.get("user", "")
    if str(atur.get("host", "")).startswith("/"):
        return f"postgresql://{pengguna}@/{basis}?host={atur['host']}"
    asal = os.environ["DATABASE_URL"]
    return ganti_basis(asal, basis)


def _nomor_berikut() -> int:
    from pmks.models import Orang
    from tksk_portal.akses import lingkup

    with lingkup.masuk(lingkup.sistem("bench")):
        return Orang.objects.filter(nama__startswith="Uji Bench ").count()
