"""Pekerjaan Excel yang sebenarnya, dengan potongan kecil dan jeda ulang yang pendek. Hanya bagi pekerja uji."""

from datetime import timedelta

from pmks.ekspor import sumber
from tksk_portal.excel.keluar.kerja import kerjakan
from tksk_portal.excel.masuk import kerja
from tksk_portal.excel.masuk.kerja import kembalikan, periksa, tulis, urungkan
from tksk_portal.pekerjaan import antrean

kerja.POTONG, kerja.POTONG_TULIS, sumber.BAGIAN = 8, 8, 25
antrean.JEDA_ULANG = timedelta(seconds=0.2)

__all__ = ("kembalikan", "kerjakan", "periksa", "tulis", "urungkan")
