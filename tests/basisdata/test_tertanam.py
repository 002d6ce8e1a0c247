"""Server tertanam: dipakai bersama, ditinggal mati, dan tetap bersih."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg2
import pytest
from django.conf import settings

from tests.basisdata.bahan import Pemakai, folder_sementara, proses_di
from tksk_portal.basisdata import pengguna, soket
from tksk_portal.basisdata.tertanam import ADMIN, ServerTertanam, TidakMenyala, folder_program


@pytest.fixture(scope="module")
def cetakan():
    """A data folder that was made once, to be copied: initdb is the slow part."""
    with folder_sementara() as tempat:
        server = ServerTertanam(tempat / "pg", tanpa_fsync=True)
        server.mulai()
        server.selesai()
        yield tempat / "pg"


@pytest.fixture
def tempat():
    """An empty folder; servers that a test leaves running in it are stopped."""
    with folder_sementara() as folder:
        yield folder
        sisa = [p for p in psutil.process_iter(["cmdline"]) if str(folder) in " ".join(p.info["cmdline"] or [])]
        for p in sisa:
            p.kill()
        psutil.wait_procs(sisa, timeout=10)


@pytest.fixture
def folder(cetakan, tempat):
    """A fresh copy of the data folder."""
    salin(cetakan, tempat / "pg")
    return tempat / "pg"


def salin(asal: Path, tujuan: Path) -> None:
    """Copy a data folder with its owner."""
    shutil.copytree(asal, tujuan)
    pemilik = asal.stat()
    for jalan in [tujuan, *tujuan.rglob("*")]:
        os.chown(jalan, pemilik.st_uid, pemilik.st_gid)


def hidup(pid: int) -> bool:
    """Tell whether a process runs (a zombie does not)."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def tanya(server: ServerTertanam, kueri: str):
    """Run one query as the server's administrator and return the first value."""
    sambungan = psycopg2.connect(server.url(ADMIN, "postgres"))
    try:
        with sambungan.cursor() as kursor:
            kursor.execute(kueri)
            sambungan.commit()
            return kursor.fetchone()[0] if kursor.description else None
    finally:
        sambungan.close()


def test_server_menyala_dan_berhenti_bersama_pemakai_terakhir(folder):
    satu, dua = Pemakai(folder), Pemakai(folder)
    assert satu.pid_server == dua.pid_server
    assert satu.akhiri() == ""
    assert hidup(dua.pid_server)
    assert dua.akhiri() == ""
    assert not hidup(dua.pid_server)
    assert proses_di(folder) == []


def test_pemakai_tidak_memberi_peringatan(folder):
    # -W error menjadikan setiap peringatan (juga XDG_RUNTIME_DIR yang kosong) galat.
    assert Pemakai(folder).akhiri() == ""


def test_pemakai_dibunuh_lalu_mulai_dan_berhenti_bersih(folder):
    mati = Pemakai(folder)
    mati.bunuh()
    assert hidup(mati.pid_server)
    berikut = Pemakai(folder)
    assert berikut.pid_server == mati.pid_server
    berikut.akhiri()
    assert not hidup(mati.pid_server)
    assert not (folder / "postmaster.pid").exists()


def test_pemakai_dibunuh_saat_ada_pemakai_lain(folder):
    mati, tetap = Pemakai(folder), Pemakai(folder)
    mati.bunuh()
    assert hidup(tetap.pid_server)
    tetap.akhiri()
    assert not hidup(tetap.pid_server)


def test_dua_proses_menyalakan_folder_kosong_serentak(tempat):
    semua = [Pemakai(tempat / "pg", tunggu=False) for _ in range(2)]
    assert len({p.baca() for p in semua}) == 1
    assert [p.akhiri() for p in semua] == ["", ""]
    assert proses_di(tempat / "pg") == []


def test_pid_basi_milik_proses_lain_tidak_dipercaya(folder):
    (folder / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}\n1700000000\n5432\n{folder}\n\n  0 0\nready   \n")
    server = ServerTertanam(folder, tanpa_fsync=True)
    server.mulai()
    try:
        assert tanya(server, "SELECT 1") == 1
        assert server.proses().pid != os.getpid()
    finally:
        server.selesai()
    assert not server.hidup()


def test_server_dibunuh_dapat_dinyalakan_lagi_tanpa_kehilangan_isi(folder):
    server = ServerTertanam(folder)
    server.mulai()
    try:
        tanya(server, "CREATE TABLE t (n int); INSERT INTO t VALUES (7)")
        os.kill(server.proses().pid, signal.SIGKILL)
        while server.hidup():
            time.sleep(0.01)
        server.nyalakan_lagi()
        assert tanya(server, "SELECT n FROM t") == 7
    finally:
        server.selesai()
    assert proses_di(folder) == []


def test_pembuatan_yang_terputus_diulang(tempat):
    (tempat / "pg.baru").mkdir()
    (tempat / "pg.baru" / "PG_VERSION").write_text("18\n")
    (tempat / "pg").mkdir()
    pemakai = Pemakai(tempat / "pg")
    assert pemakai.akhiri() == ""
    assert not (tempat / "pg.baru").exists()


@pytest.mark.parametrize("nama", ["x" * 120, "a, b", 'kutip"nya', "pakai spasi"])
def test_folder_dengan_nama_sulit(cetakan, tempat, nama):
    folder = tempat / nama / "pg"
    folder.parent.mkdir()
    salin(cetakan, folder)
    server = ServerTertanam(folder, tanpa_fsync=True)
    server.mulai()
    try:
        assert tanya(server, "SELECT 1") == 1
    finally:
        server.selesai()
    assert soket.pilih(folder) == folder or not soket.pilih(folder).exists()


def test_folder_soket_milik_orang_lain_ditolak(tmp_path, monkeypatch):
    monkeypatch.setattr(soket.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = tmp_path / ("y" * 120)
    folder.mkdir()
    soket.pilih(folder).mkdir(mode=0o777)
    soket.pilih(folder).chmod(0o777)
    with pytest.raises(soket.ImproperlyConfigured, match="milik pengguna lain"):
        soket.siapkan(folder)


def test_versi_data_berbeda_dikatakan(folder):
    (folder / "PG_VERSION").write_text("17\n")
    with pytest.raises(TidakMenyala, match="dibuat oleh PostgreSQL 17"):
        ServerTertanam(folder, tanpa_fsync=True).mulai()


def test_server_rusak_dikatakan_dengan_sebabnya(folder):
    (folder / "global" / "pg_control").unlink()
    with pytest.raises(TidakMenyala, match=r"tidak menyala: .*pg_control"):
        ServerTertanam(folder, tanpa_fsync=True).mulai()
    assert proses_di(folder) == []


def test_ctrl_c_di_terminal_tidak_sampai_ke_server(folder):
    pemakai = Pemakai(folder)
    assert os.getsid(pemakai.pid_server) == pemakai.pid_server
    pemakai.akhiri()


def test_catatan_server_tidak_memuat_isi_baris(folder):
    server = ServerTertanam(folder, tanpa_fsync=True)
    server.mulai()
    try:
        tanya(server, "CREATE TABLE t (nik text UNIQUE); INSERT INTO t VALUES ('6472031201800001')")
        with pytest.raises(psycopg2.errors.UniqueViolation):
            tanya(server, "INSERT INTO t VALUES ('6472031201800001')")
    finally:
        server.selesai()
    catatan = (folder / "log").read_text()
    assert "t_nik_key" in catatan
    assert "6472031201800001" not in catatan


def test_hanya_pemilik_yang_dapat_membuka_soket(folder):
    server = ServerTertanam(folder, tanpa_fsync=True)
    server.mulai()
    try:
        assert Path(server.soket).stat().st_mode & 0o077 == 0
        assert tanya(server, "SHOW listen_addresses") == ""
    finally:
        server.selesai()


def test_cabang_proses_tidak_menghentikan_server(folder):
    server = ServerTertanam(folder, tanpa_fsync=True)
    server.mulai()
    server.pid -= 1  # seperti dilihat cabang dari prosesnya
    server.selesai()
    assert server.hidup()
    server.pid += 1
    server.selesai()
    assert not server.hidup()


def test_pengguna_biasa_menjalankan_sebagai_dirinya(tmp_path, monkeypatch):
    monkeypatch.setattr(pengguna.os, "geteuid", lambda: 1234)
    assert pengguna.untuk(tmp_path, folder_program()) == {}


def test_pengguna_biasa_tidak_memakai_data_orang_lain(folder, monkeypatch):
    monkeypatch.setattr(pengguna.os, "geteuid", lambda: folder.stat().st_uid + 1)
    with pytest.raises(pengguna.ImproperlyConfigured, match="milik pengguna lain"):
        pengguna.untuk(folder, folder_program())


def test_root_hanya_memberi_hak_lewat_pada_folder_induk(tmp_path, monkeypatch):
    monkeypatch.setattr(pengguna.os, "geteuid", lambda: 0)
    program = tmp_path / "pemasangan" / "bin"
    program.mkdir(parents=True)
    (program / "postgres").touch(mode=0o755)
    rumah = tmp_path / "rumah"
    (rumah / "pg").mkdir(parents=True)
    rumah.chmod(0o700)
    monkeypatch.setattr(pengguna, "_cari", lambda pemilik: pengguna.pwd.getpwuid(os.getuid()))
    pengguna.untuk(rumah / "pg", program)
    assert rumah.stat().st_mode & 0o777 == 0o701


def test_perintah_tanpa_pemakaian_basis_data_tidak_menyalakan_server(tmp_path):
    subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"TKSK_DATA": str(tmp_path)},
        check=True,
        capture_output=True,
    )
    assert not (tmp_path / "pg-uji").exists()
