"""Data yang sudah digabung hanya penunjuk: tidak diubah, tidak ditambahi."""

from uuid import UUID

from pmks.models import Orang
from tksk_portal.tinjauan.actions import Ditolak


class SudahDigabung(Ditolak):
    """The record was merged into another; `utama` is the key of that one."""

    def __init__(self, utama: UUID) -> None:
        super().__init__("Data ini sudah digabung dengan data lain orang yang sama. Bukalah data itu.")
        self.utama = utama


def check_belum_digabung(*orang: Orang) -> None:
    """Raise SudahDigabung for a record that was merged into another."""
    for o in orang:
        if o.digabung_ke_id:
            raise SudahDigabung(o.digabung_ke_id)
