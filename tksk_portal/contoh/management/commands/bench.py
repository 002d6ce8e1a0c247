"""manage.py bench: angka kecepatan pada tiga ukuran data, dicetak sebagai tabel dan ditulis ke bench.json."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg2
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from psycopg2 import sql

from pmks.jadwal import padatkan_ringkasan
from pmks.models import Orang
from tksk_portal.akses import lingkup
from tksk_portal.basisdata.siapkan import TEMPLAT, ganti_basis
from tksk_portal.contoh.beban import catat_per_detik
from tksk_portal.contoh.tulis import LINGKUP, rawat
from tksk_portal.contoh.ukur import ALAMAT_UJI, Pengukur
from tksk_portal.contoh.ukur_ekspor import ukur as ukur_ekspor
from tksk_portal.contoh.ukur_excel import susun_berkas, ukur_impor
from tksk_portal.contoh.ukur_mekar import ukur_mekar
from tksk_portal.contoh.ukur_petugas import ukur_papan


class Command(BaseCommand):
    help = "Mengukur daftar, pencarian, beranda, dan pencatatan pada 10.000, 20.000, dan 1.000.000 orang."

    def add_arguments(self, parser) -> None:
        """Declare the options."""
        parser.add_argument("--skala", default="10000,20000,1000000", help="banyak orang, dipisah koma")
        parser.add_argument("--ulang", type=int, default=60, help="permintaan per halaman")
        parser.add_argument("--catat", type=int, default=1500, help="pencatatan untuk mengukur laju tulis")
        parser.add_argument("--baru", action="store_true", help="buang basis data bench yang ada")
        parser.add_argument(
            "--ukur", action="store_true", help="(dipakai perintah ini sendiri) ukur basis data sekarang"
        )

        parser.add_argument("--excel", type=int, default=0, help="hanya ukur impor Excel sebanyak baris ini")
        parser.add_argument("--berkas-excel", default="", help="(dipakai perintah ini sendiri) berkas yang diukur")

    def handle(self, *, skala, ulang, catat, baru, ukur, excel, berkas_excel, **_) -> None:
        """Prepare a database per size, measure each in a process of its own, print and write the figures."""
        if berkas_excel:
            self._ukur_excel(Path(berkas_excel), excel)
            return
        if excel:
            self._banding_excel(skala, excel, baru)
            return
        if ukur:
            self._ukur(ulang, catat)
            return
        connection.ensure_connection()
        hasil = []
        for besar in [int(s) for s in skala.split(",")]:
            url = self._siapkan(besar, baru)
            self.stdout.write(f"mengukur {_ribu(besar)} orang …")
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

    def _banding_excel(self, skala: str, banyak: int, baru: bool) -> None:
        """Measure the import on a copy of each database, so that the kept one stays as it is."""
        hasil = []
        for besar in [int(s) for s in skala.split(",")]:
            self._siapkan(besar, baru)
            url = self._salin(f"tksk_bench_{besar}", "tksk_bench_excel")
            with tempfile.TemporaryDirectory() as folder:
                perintah = [sys.executable, "manage.py", "bench", "--excel", str(banyak)]
                perintah += ["--berkas-excel", str(Path(folder) / "ukur.xlsx")]
                lingkungan = os.environ | {"DATABASE_URL": url, "TKSK_ARSIP": folder}
                self.stdout.write(f"mengukur impor {banyak} baris pada {besar} orang …")
                keluar = subprocess.run(
                    perintah, env=lingkungan, cwd=settings.BASE_DIR, check=True, stdout=subprocess.PIPE
                )
            hasil += [{"size": besar, **baris} for baris in json.loads(keluar.stdout.decode().splitlines()[-1])]
            self._buang("tksk_bench_excel")
        self._cetak(hasil)

    def _salin(self, asal: str, nama: str) -> str:
        self._buang(nama)
        connection.ensure_connection()
        atur = connection.get_connection_params()
        server = psycopg2.connect(_url(atur, atur["dbname"]))
        server.autocommit = True
        with server.cursor() as kursor:
            kursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(nama), sql.Identifier(asal)))
        server.close()
        return _url(atur, nama)

    def _buang(self, nama: str) -> None:
        atur = connection.get_connection_params()
        server = psycopg2.connect(_url(atur, atur["dbname"]))
        server.autocommit = True
        with server.cursor() as kursor:
            kursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(nama)))
        server.close()

    def _ukur_excel(self, berkas: Path, banyak: int) -> None:
        with connection.cursor() as kursor:
            kursor.execute("ANALYZE")
        if not berkas.exists():
            susun_berkas(berkas, banyak)
        hasil = list(ukur_impor(berkas, banyak))
        self.stdout.write(json.dumps([{"name": u.nama, "value": u.nilai, "unit": u.satuan} for u in hasil]))

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
            ["muat_contoh", "--skala", str(besar), "--tanpa-pelengkap"],
        ):
            subprocess.run([sys.executable, "manage.py", *perintah], env=lingkungan, cwd=settings.BASE_DIR, check=True)
        return url

    def _ukur(self, ulang: int, catat: int) -> None:
        # Yang pada portal yang berjalan dikerjakan pekerja tiap 10 detik dan autovacuum; pencatatan putaran sebelumnya
        # tidak ikut terukur.
        with lingkup.masuk(LINGKUP):
            padatkan_ringkasan()
        rawat()
        hasil = [*Pengukur(ulang=ulang).semua(), *ukur_papan(ulang=ulang)]
        angka_ekspor = ukur_ekspor(("sintetis", "pmks"))
        hasil += catat_per_detik(os.environ["DATABASE_URL"], jumlah=catat, mulai_nomor=_nomor_berikut())
        hasil += ukur_mekar()
        angka = [{"name": u.nama, "value": u.nilai, "unit": u.satuan} for u in hasil] + angka_ekspor
        self.stdout.write(json.dumps(angka))

    def _cetak(self, hasil: list[dict]) -> None:
        ukuran = sorted({h["size"] for h in hasil})
        kepala = "".join(f"{_ribu(n):>14}" for n in ukuran)
        banding = f"{'':12}{_ribu(ukuran[-1])} : {_ribu(ukuran[0])}" if len(ukuran) > 1 else ""
        self.stdout.write(f"\n{'':34}{kepala}{banding}")
        for nama in dict.fromkeys(h["name"] for h in hasil):
            baris = {h["size"]: h for h in hasil if h["name"] == nama}
            isi = "".join(f"{baris[n]['value']:>14.1f}" if n in baris else f"{'–':>14}" for n in ukuran)
            kecil, besar = baris.get(ukuran[0]), baris.get(ukuran[-1])
            kali = f"{besar['value'] / kecil['value']:>10.2f}" if banding and kecil and besar and kecil["value"] else ""
            self.stdout.write(f"{nama:34}{isi} {next(iter(baris.values()))['unit']:10}{kali}")


def _ribu(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def _url(atur: dict, basis: str) -> str:
    pengguna = atur.get("user", "")
    if str(atur.get("host", "")).startswith("/"):
        return f"postgresql://{pengguna}@/{basis}?host={atur['host']}"
    asal = os.environ["DATABASE_URL"]
    return ganti_basis(asal, basis)


def _nomor_berikut() -> int:
    with lingkup.masuk(LINGKUP):
        return Orang.objects.filter(alamat=ALAMAT_UJI).count()
