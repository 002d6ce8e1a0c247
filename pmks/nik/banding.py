"""Membandingkan NIK dengan tanggal lahir dan jenis kelamin yang dicatat."""

from datetime import date

from pmks.enums import Temuan
from tksk_portal.dasar.nik import NIK


def bandingkan(nik: NIK, *, lahir: date, jk: str) -> list[Temuan]:
    """Return what differs between a NIK and the recorded birth date and sex."""
    temuan = []
    if lahir not in nik.lahir_calon:
        temuan.append(Temuan.NIK_TANGGAL)
    if jk != nik.jk:
        temuan.append(Temuan.NIK_KELAMIN)
    return temuan
