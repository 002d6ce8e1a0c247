"""PostgreSQL sekali pakai: dari program mana, dan tidak ada yang tersisa."""

import sys
from pathlib import Path

import pytest

from tksk_portal.basisdata import sekali_pakai
from tksk_portal.basisdata.tertanam import folder_program


@pytest.fixture
def bohongan(tmp_path) -> Path:
    """A folder that looks like Debian's, with versions 13, 15, and 17 (without initdb)."""
    for versi, ada in (("13", True), ("15", True), ("17", False)):
        program = tmp_path / versi / "bin"
        program.mkdir(parents=True)
        if ada:
            (program / "initdb").touch()
    return tmp_path


def test_memilih_versi_terbaru_yang_lengkap(bohongan):
    assert sekali_pakai.cari_program((bohongan,)) == bohongan / "15" / "bin"


def test_tanpa_postgresql_dikatakan_caranya(monkeypatch, capsys):
    monkeypatch.setattr(sekali_pakai, "cari_program", lambda: None)
    assert sekali_pakai.main(["--", "true"]) == 2
    assert "apt install postgresql" in capsys.readouterr().err


def test_perintah_mendapat_basis_data_yang_siap_dan_kodenya_diteruskan(monkeypatch, tmp_path):
    monkeypatch.setattr(sekali_pakai, "cari_program", folder_program)
    tulis = (
        "import os, sys, psycopg2; s = psycopg2.connect(os.environ['DATABASE_URL']); k = s.cursor(); "
        "k.execute('SELECT current_user, current_database()'); open(sys.argv[1], 'w').write(' '.join(k.fetchone())); "
        "sys.exit(7)"
    )
    hasil = tmp_path / "hasil"
    assert sekali_pakai.main(["--", sys.executable, "-c", tulis, str(hasil)]) == 7
    assert hasil.read_text() == "tksk_pemilik tksk"


def test_server_dibuang_sesudahnya(monkeypatch):
    with sekali_pakai.server(folder_program()) as url:
        folder = Path(url.split("host=")[1].replace("%2F", "/"))
        assert folder.exists()
    assert not folder.exists()
