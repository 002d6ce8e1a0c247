"""Bahan bersama formulir ruang ini."""

from django import forms


class BarisField(forms.CharField):
    """Lines of text; becomes a list without empty lines."""

    def __init__(self, *, terbanyak: int, panjang: int, baris: int = 3, **kwargs) -> None:
        super().__init__(widget=forms.Textarea({"rows": baris}), **kwargs)
        self.terbanyak, self.panjang = terbanyak, panjang

    def prepare_value(self, value) -> str:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value) -> list[str]:
        """Return the lines.

        Raises:
            ValidationError: too many, or one too long.
        """
        baris = [" ".join(b.split()) for b in super().clean(value).splitlines()]
        baris = [b for b in baris if b]
        if len(baris) > self.terbanyak:
            raise forms.ValidationError(f"Paling banyak {self.terbanyak} baris.")
        if any(len(b) > self.panjang for b in baris):
            raise forms.ValidationError(f"Tiap baris paling panjang {self.panjang} huruf.")
        return baris
