"""Bentuk isian teks yang diterima, sama bagi formulir dan impor."""

from django.core.validators import RegexValidator

HURUF_NAMA = RegexValidator(
    r"^[^\W\d_][\w .,'’`/()-]*\Z",
    "Nama dimulai dengan huruf dan hanya berisi huruf, angka, titik, koma, petik, dan garis.",
)
TEKS_BIASA = RegexValidator(r"^[^\x00-\x08\x0b\x0c\x0e-\x1f<>]*\Z", "Jangan pakai tanda < atau > atau tanda kendali.")
TELEPON = RegexValidator(r"^\+?[0-9][0-9 -]{6,18}\Z", "Nomor telepon hanya angka, misalnya 0812 3456 7890.")
RT = RegexValidator(r"^[0-9]{1,3}\Z", "RT berupa angka, paling banyak 3.")
RW = RegexValidator(r"^[0-9]{1,3}\Z", "RW berupa angka, paling banyak 3.")
