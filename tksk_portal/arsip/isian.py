"""Isian berkas dalam formulir: satu atau beberapa berkas, dikecilkan di peramban bila ada skrip."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from tksk_portal.arsip.berkas import Keperluan, sebut_jenis, sebut_ukuran, terima


class PilihBerkas(forms.FileInput):
    """File input that takes several files."""

    allow_multiple_selected = True


class BerkasField(forms.FileField):
    """Files for a purpose, as a list. Their content is judged when they are stored (`arsip.berkas.simpan`).

    Args:
        guna: the purpose; its kinds and limit go to the browser as hints.
        terbanyak: how many files at once.
    """

    def __init__(self, *, guna: Keperluan, terbanyak: int = 1, **kwargs) -> None:
        atribut = {
            "accept": terima(guna),
            "data-berkas": "1",
            "data-terbesar": str(guna.ukuran_terbesar),
            "data-terbanyak": str(terbanyak),
        }
        if guna.gambar:
            atribut["data-kecilkan"] = "1"
        banyak = {"multiple": True} if terbanyak > 1 else {}
        kwargs.setdefault("widget", PilihBerkas(attrs=atribut | banyak))
        kwargs.setdefault(
            "help_text", f"{sebut_jenis(guna)}, paling besar {sebut_ukuran(guna.ukuran_terbesar)} tiap berkas."
        )
        kwargs.setdefault(
            "error_messages",
            {"required": "Pilih berkasnya dahulu.", "invalid": "Berkas tidak ikut terkirim. Pilih lagi, lalu kirim."},
        )
        self.terbanyak = terbanyak
        super().__init__(**kwargs)

    def clean(self, data, initial=None) -> list[UploadedFile]:
        """Return the uploaded files; an empty one passes here and is refused by its content, with its own message."""
        daftar = [d for d in (data if isinstance(data, (list, tuple)) else [data]) if d]
        daftar = daftar or [d for d in (data if isinstance(data, (list, tuple)) else [data]) if d is not None]
        if not daftar and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(daftar) > self.terbanyak:
            raise forms.ValidationError(
                f"Paling banyak {self.terbanyak} berkas sekali kirim; ini {len(daftar)}.", code="max"
            )
        return daftar
