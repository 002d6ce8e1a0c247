"""Mencatat galat tanpa kalimatnya: di situ dapat ada nama, alamat, atau isi baris."""

import logging
import traceback


def catat_galat(logger: logging.Logger, apa: str, salah: BaseException) -> None:
    """Log what failed, the kind of error and where, for each error in its chain."""
    baris = []
    while salah is not None:
        baris.append(f"{type(salah).__name__}\n{''.join(traceback.format_tb(salah.__traceback__))}")
        salah = salah.__cause__ or salah.__context__
    logger.error("%s gagal: %s", apa, "sesudah: ".join(baris))
