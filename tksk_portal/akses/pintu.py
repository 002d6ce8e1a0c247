"""Pintu tulis: siapa pun yang menulis memegangnya bersama-sama; penggantian kode wilayah menutupnya sendirian.

Yang menulis memeriksa kode desa lebih dahulu, lalu menulis. Bila kodenya berakhir di antaranya, barisnya tertinggal
pada kode yang tidak berlaku. Kunci tabel tidak menolong: yang menunggu kunci itu sudah selesai memeriksa. Karena itu
pintunya dipegang sejak awal permintaan, sampai transaksinya selesai. Membaca tidak memerlukannya.
"""

from django.db import OperationalError, connection, transaction

KUNCI_TULIS = 0x746B736B  # "tksk"


class PintuDipakai(Exception):
    """Somebody kept writing for the whole time; the door could not be closed."""


def lewat_pintu() -> bool:
    """Hold the door open until the present transaction ends; False at once when it is closed."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s)", [KUNCI_TULIS])
        return kursor.fetchone()[0]


def tutup_pintu(*, menunggu: int) -> None:
    """Close the door until the present transaction ends: wait for all who write, let nobody else begin.

    Args:
        menunggu: seconds at most.

    Raises:
        PintuDipakai: somebody wrote longer than that; the door is open again.
    """
    try:
        with transaction.atomic(), connection.cursor() as kursor:
            kursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{menunggu}s"])
            kursor.execute("SELECT pg_advisory_xact_lock(%s)", [KUNCI_TULIS])
            kursor.execute("SELECT set_config('lock_timeout', '0', true)")
    except OperationalError as salah:  # LockNotAvailable, DeadlockDetected
        raise PintuDipakai from salah
