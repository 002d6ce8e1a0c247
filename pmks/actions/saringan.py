"""Menyimpan dan membuang saringan."""

from django.db import IntegrityError, transaction

from pmks.models import Saringan
from tksk_portal.akses.lingkup import Lingkup

PALING_BANYAK = 12


class SaringanDitolak(Exception):
    """The filters cannot be kept; `pesan` is for the user."""

    def __init__(self, pesan: str) -> None:
        super().__init__(pesan)
        self.pesan = pesan


@transaction.atomic
def simpan_saringan(*, halaman: str, nama: str, isi: dict[str, str], by: Lingkup) -> Saringan:
    """Keep filters under a name for the present duty; the same name again takes the new filters.

    Args:
        isi: filter -> value, as in the address; no search text.

    Raises:
        SaringanDitolak: no filter is set, or there are `PALING_BANYAK` already.
    """
    if not isi:
        raise SaringanDitolak("Pilih saringannya dahulu, lalu simpan.")
    milik = Saringan.objects.filter(akun=by.akun_id, wilayah=by.tempat, halaman=halaman)
    ada = milik.filter(nama=nama).first()
    if ada is None and milik.count() >= PALING_BANYAK:
        raise SaringanDitolak(f"Paling banyak {PALING_BANYAK} saringan. Buang yang tidak dipakai lagi.")
    if ada is None:
        try:
            with transaction.atomic():
                return Saringan.objects.create(
                    wilayah_id=by.tempat, akun_id=by.akun_id, halaman=halaman, nama=nama, isi=isi
                )
        except IntegrityError:  # dua ketukan bersamaan
            ada = milik.get(nama=nama)
    ada.isi = isi
    ada.save(update_fields=["isi"])
    return ada


def saringan_milik(halaman: str, by: Lingkup) -> list[Saringan]:
    """Return the filters that the present duty keeps for a page, by name."""
    return list(Saringan.objects.filter(akun=by.akun_id, wilayah=by.tempat, halaman=halaman).order_by("nama"))
