"""Pekerjaan terjadwal ruang arsip: yang kedaluwarsa dibuang, yang yatim dicari."""

import logging
from datetime import timedelta

from tksk_portal.akses import lingkup
from tksk_portal.arsip.berkas import buang
from tksk_portal.arsip.models import Berkas
from tksk_portal.arsip.yatim import periksa

logger = logging.getLogger(__name__)
SEKALI = 200


def buang_kedaluwarsa() -> int:
    """Remove the content of files whose time has passed, in short transactions; return how many."""
    jumlah = 0
    while True:
        with lingkup.masuk(lingkup.sistem("jadwal buang_kedaluwarsa")) as by:
            satu_putaran = list(Berkas.objects.kedaluwarsa().order_by("kedaluwarsa_pada")[:SEKALI])
            for berkas in satu_putaran:
                buang(berkas, by=by)
        jumlah += len(satu_putaran)
        if len(satu_putaran) < SEKALI:
            return jumlah


def periksa_yatim() -> None:
    """Compare rows, contents and parents once a day; remove old orphans, log what only a person can mend."""
    laporan = periksa(buang=True)
    if laporan.isi_hilang:
        logger.error("%d berkas kehilangan isinya; jalankan manage.py periksa_arsip", len(laporan.isi_hilang))


buang_kedaluwarsa.setiap = timedelta(hours=1)
buang_kedaluwarsa.lingkup_sendiri = True
periksa_yatim.setiap = timedelta(days=1)
periksa_yatim.lingkup_sendiri = True
