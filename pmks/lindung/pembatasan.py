"""Pembatasan pemrosesan pada halaman seseorang dan dalam riwayatnya."""

from pmks.actions.pembatasan import can_lepas
from pmks.models import Orang, Pembatasan
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.jejak.riwayat import Peristiwa, Ubahan


def pembatasan_tampil(orang: Orang, by: Lingkup) -> list[Pembatasan]:
    """Return the restrictions that stand, oldest first, each with whether this duty may lift it. One query."""
    hasil = list(Pembatasan.objects.berlaku().filter(orang=orang).order_by("dipasang_pada", "id"))
    for satu in hasil:
        satu.boleh_lepas = can_lepas(satu, by)
    return hasil


def peristiwa_pembatasan(orang: Orang) -> list[Peristiwa]:
    """Return when the person's processing was restricted and freed, by whom and why, for the history."""
    hasil = []
    semua = Pembatasan.objects.filter(orang=orang).select_related("dipasang_oleh", "dilepas_oleh")
    for p in semua.order_by("dipasang_pada", "id"):
        ubah = [Ubahan("Dasar", "", p.get_dasar_display()), Ubahan("Alasan", "", p.alasan)]
        hasil.append(Peristiwa(p.dipasang_pada, p.dipasang_oleh.nama, p.dipasang_sebagai, "dipasang", ubah))
        if p.dilepas_pada:
            ubah = [Ubahan("Mengapa dilepas", "", p.alasan_lepas)]
            hasil.append(Peristiwa(p.dilepas_pada, p.dilepas_oleh.nama, p.dilepas_sebagai, "dilepas", ubah))
    return hasil
