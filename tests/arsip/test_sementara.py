"""Salinan sementara yang ditinggalkan proses yang dibunuh tidak tinggal di disk."""

import os
import tempfile
import time

from django.conf import settings

from tksk_portal.arsip.sementara import AWALAN, sapu_sementara


def _tua(jalan) -> None:
    lalu = time.time() - 24 * 3600
    os.utime(jalan, (lalu, lalu), follow_symlinks=False)


def test_sisa_proses_yang_mati_disapu_yang_lain_tidak(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = tmp_path / f"{AWALAN}abc"
    folder.mkdir()
    (folder / "kembalian.xlsx").write_bytes(b"NIK orang")
    kiriman, excel, baru = tmp_path / "tmpabc.upload.csv", tmp_path / "tksk-excel-x", tmp_path / f"{AWALAN}baru"
    asing, tautan, milik = tmp_path / "catatan.txt", tmp_path / f"{AWALAN}tautan", tmp_path / "tksk-0badc0de"
    excel.mkdir()
    for berkas in (kiriman, baru, asing, milik):
        berkas.write_bytes(b"isi")
    tautan.symlink_to(asing)
    for satu in (folder, kiriman, excel, asing, tautan, milik):
        _tua(satu)
    assert sapu_sementara() == 4
    assert {s.name for s in tmp_path.iterdir()} == {baru.name, asing.name, milik.name}
    assert asing.read_bytes() == b"isi", "tautan dilepas, sasarannya tidak disentuh"


def test_sapuan_terjadwal():
    assert "tksk_portal.arsip.sementara.sapu_sementara" in settings.PEKERJAAN_TERJADWAL
