"""Rumah: kalimat galat saat mulai, pemeriksaan penerapan, kesehatan, berkas kunci, dan Makefile."""

import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from tests.basisdata.bahan import folder_sementara
from tksk_portal.basisdata.siapkan import APLIKASI, PEMILIK, siapkan
from tksk_portal.basisdata.tertanam import ADMIN, ServerTertanam

AKAR: Path = settings.BASE_DIR
KUNCI = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt")
SERVER = {
    "TKSK_MODE": "server",
    "TKSK_ALAMAT": "tksk.contoh.go.id",
    "TKSK_SECRET_KEY": secrets.token_urlsafe(64),
    "DATABASE_URL": "postgresql://tksk_app:rahasia@127.0.0.1:1/tksk",
}


def lingkungan(**isi: str) -> dict[str, str]:
    """Return the environment of a command with nothing of this project set but `isi`."""
    buang = ("TKSK_", "DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE")
    asal = {k: v for k, v in os.environ.items() if not k.startswith(buang)}
    return asal | {"DJANGO_SETTINGS_MODULE": "tksk_portal.settings"} | isi


def perintah(*argumen: str, **isi: str) -> subprocess.CompletedProcess:
    """Run a command of Python in the project's folder."""
    return subprocess.run(
        [sys.executable, *argumen], cwd=AKAR, env=lingkungan(**isi), capture_output=True, text=True, timeout=300
    )


def satu_baris(hasil: subprocess.CompletedProcess) -> str:
    """Return the only line on stderr of a command that failed."""
    assert hasil.returncode != 0
    assert len(hasil.stderr.strip().splitlines()) == 1, hasil.stderr
    return hasil.stderr.strip()


@pytest.fixture(scope="module")
def pg():
    """A prepared server of its own; the tests stop and start it."""
    with folder_sementara() as tempat:
        server = ServerTertanam(tempat / "pg", tanpa_fsync=True)
        server.mulai()
        siapkan(server.url(ADMIN, "postgres"), sandi={APLIKASI: "sandi-uji"})
        yield server
        server.selesai()


# Kalimat saat mulai ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "kata"),
    [
        ("bukan-url", "DATABASE_URL"),
        ("mysql://a:rahasia@h/b", "harus PostgreSQL"),
        ("postgresql://a:rahasia@h:bukanport/b", "DATABASE_URL tidak terbaca"),
        ("postgresql://a:rahasia@127.0.0.1:1/b", "tidak dapat dipakai"),
        ("postgresql://a:rahasia@/b?host=/tidak/ada", "tidak dapat dipakai"),
    ],
)
def test_url_basis_data_salah_satu_baris_tanpa_sandi(tmp_path, url, kata):
    baris = satu_baris(perintah("manage.py", "migrate", "--check", TKSK_DATA=str(tmp_path), DATABASE_URL=url))
    assert kata in baris
    assert "rahasia" not in baris


def test_url_superuser_ditolak(pg, tmp_path):
    url = pg.url(ADMIN, "tksk")
    baris = satu_baris(perintah("manage.py", "migrate", "--check", TKSK_DATA=str(tmp_path), DATABASE_URL=url))
    assert "menembus dinding" in baris
    assert "tksk_pemilik" in baris


def test_peran_cadangan_ditolak_untuk_portal(pg, tmp_path):
    url = pg.url("tksk_cadangan", "tksk")
    baris = satu_baris(perintah("manage.py", "migrate", "--check", TKSK_DATA=str(tmp_path), DATABASE_URL=url))
    assert "menembus dinding" in baris


@pytest.mark.parametrize("kurang", ["TKSK_ALAMAT", "TKSK_SECRET_KEY", "DATABASE_URL"])
@pytest.mark.parametrize("lewat", [("manage.py", "check"), ("-m", "gunicorn")])
def test_nilai_server_yang_kurang_disebut_dengan_caranya(tmp_path, kurang, lewat):
    isi = {k: v for k, v in SERVER.items() if k != kurang} | {"TKSK_DATA": str(tmp_path)}
    tambahan = ("-c", "python:tksk_portal.pekerjaan.gunicorn_conf") if lewat[0] == "-m" else ()
    assert satu_baris(perintah(*lewat, *tambahan, **isi)).startswith(f"Pengaturan: {kurang} belum diisi.")


def test_mode_yang_tidak_dikenal_disebut(tmp_path):
    assert "TKSK_MODE='kantor'" in satu_baris(
        perintah("manage.py", "check", TKSK_DATA=str(tmp_path), TKSK_MODE="kantor")
    )


def test_web_menolak_url_superuser(pg, tmp_path):
    argumen = ("-m", "gunicorn", "-c", "python:tksk_portal.pekerjaan.gunicorn_conf", "-b", "127.0.0.1:0")
    hasil = perintah("-W", "ignore", *argumen, TKSK_DATA=str(tmp_path), DATABASE_URL=pg.url(ADMIN, "tksk"))
    assert "menembus dinding" in satu_baris(hasil)


def test_web_demo_menolak_alamat_selain_loopback(pg, tmp_path):
    argumen = ("-m", "gunicorn", "-c", "python:tksk_portal.pekerjaan.gunicorn_conf", "-b", "0.0.0.0:0")
    hasil = perintah("-W", "ignore", *argumen, TKSK_DATA=str(tmp_path), DATABASE_URL=pg.url(PEMILIK, "tksk"))
    assert "hanya untuk komputer ini" in satu_baris(hasil)


def test_pemeriksaan_penerapan_bersih(tmp_path):
    hasil = perintah("manage.py", "check", "--deploy", "--fail-level", "WARNING", TKSK_DATA=str(tmp_path), **SERVER)
    assert hasil.returncode == 0, hasil.stderr
    assert "no issues (0 silenced)" in hasil.stdout


# Kesehatan ---------------------------------------------------------------------------------------------------


def sehat(port: int) -> tuple[int, dict]:
    """Ask for the health of a running web server: status and answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sehat/", timeout=30) as jawab:
            return jawab.status, json.load(jawab)
    except urllib.error.HTTPError as salah:
        return salah.code, json.load(salah)
    except OSError:
        return 0, {}


def tunggu_sehat(port: int, kode: int) -> dict:
    """Wait for a status and return the answer."""
    batas = time.monotonic() + 60
    while (jawab := sehat(port))[0] != kode:
        assert time.monotonic() < batas, jawab
        time.sleep(0.1)
    return jawab[1]


def test_sehat_503_selama_basis_data_mati_dan_pulih_sendiri(pg, tmp_path):
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "python:tksk_portal.pekerjaan.gunicorn_conf"]
    with socket.create_server(("127.0.0.1", 0)) as soket:
        port = soket.getsockname()[1]
        web = subprocess.Popen(
            [*gunicorn, "--workers", "1", "--log-level", "critical", "--bind", f"fd://{soket.fileno()}"],
            cwd=AKAR,
            env=lingkungan(TKSK_DATA=str(tmp_path), DATABASE_URL=pg.url(APLIKASI, "tksk")),
            pass_fds=(soket.fileno(),),
            stderr=subprocess.DEVNULL,
        )
        try:
            assert tunggu_sehat(port, 200) == {"status": "sehat"}
            pg._hentikan()
            assert "tidak menjawab" in tunggu_sehat(port, 503)["status"]
            pg.nyalakan_lagi()
            tunggu_sehat(port, 200)
        finally:
            web.terminate()
            web.wait(30)
            pg.nyalakan_lagi()


@pytest.mark.berat
def test_peran_aplikasi_cukup_untuk_web_dan_pekerja(pg, tmp_path):
    isi = {"TKSK_DATA": str(tmp_path), "TKSK_UJI": "1"}
    for nama in ("migrate", "createcachetable", "muat_wilayah"):
        hasil = perintah("manage.py", nama, DATABASE_URL=pg.url(PEMILIK, "tksk"), **isi)
        assert hasil.returncode == 0, hasil.stderr
    aplikasi = isi | {"DATABASE_URL": pg.url(APLIKASI, "tksk")}
    hasil = perintah("manage.py", "jadwal", **aplikasi)
    assert hasil.returncode == 0, hasil.stderr
    assert hasil.stdout.count("selesai") == len(settings.PEKERJAAN_TERJADWAL)
    masuk = "from django.test import Client; print(Client(headers={'host': 'localhost'}).get('/masuk/').status_code)"
    assert perintah("manage.py", "shell", "-v", "0", "-c", masuk, **aplikasi).stdout.strip() == "200"
    assert perintah("manage.py", "muat_wilayah", "--provinsi", "63", **aplikasi).returncode != 0


# Berkas kunci dan Makefile -----------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", KUNCI)
def test_kunci_python_ber_hash_dan_tidak_menyebut_alamat(nama):
    isi = (AKAR / nama).read_text()
    paket = re.findall(r"^([a-z0-9][\w.-]*)==\S+(.*(?:\n .*)*)", isi, re.M)
    assert paket
    assert [p for p, sisa in paket if "--hash=sha256:" not in sisa] == []
    assert "://" not in isi
    assert "--index-url" not in isi


def test_kunci_npm_tidak_menyebut_alamat_unduhan():
    isi = (AKAR / "package-lock.json").read_text()
    assert "://" not in isi
    paket = json.loads(isi)["packages"]
    assert [nama for nama, p in paket.items() if "resolved" in p] == []
    assert [nama for nama, p in paket.items() if nama and "integrity" not in p] == []


def versi(nama: str) -> dict[str, str]:
    """Return package -> version of a lock."""
    return dict(re.findall(r"^([a-z0-9][\w.-]*)==([^ ;\\]+)", (AKAR / nama).read_text(), re.M))


def test_kunci_uji_memuat_kunci_jalan_dengan_versi_yang_sama():
    assert versi("requirements.txt").items() <= versi("requirements-dev.txt").items()


def test_semua_ketergantungan_ada_di_kunci_dan_beralasan():
    isi = (AKAR / "pyproject.toml").read_text()
    bagian = isi[isi.index("dependencies = [") : isi.index("[tool.setuptools]")]
    baris = re.findall(r'^    "([\w.-]+)[^"]*",(.*)$', bagian, re.M)
    assert len(baris) > 20
    assert [nama for nama, sisa in baris if "#" not in sisa] == []
    assert {nama.lower() for nama, _ in baris} <= versi("requirements-dev.txt").keys()


def test_makefile_menyebut_semua_perintah_kontrak():
    hasil = subprocess.run(["make", "-s", "bantuan"], cwd=AKAR, capture_output=True, text=True, check=True)
    for nama in ("run", "test", "lint", "uji-berat", "bench", "uji-postgres", "kunci", "bersih"):
        assert f"make {nama} " in hasil.stdout


def test_ci_menjalankan_uji_lalu_pemeriksaan():
    isi = (AKAR / ".ci" / "run").read_text()
    assert isi.startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in isi
    assert isi.index("make test") < isi.index("make lint")
