"""Tempat terbit NIK dalam kalimat. Orang boleh pindah dan kode boleh berganti: daerah yang lain bukan kesalahan."""

from dataclasses import dataclass

# Kode kab/kota yang tidak ada lagi di Kalimantan Timur; daerahnya menjadi Kalimantan Utara (domain.md 6, disimpulkan
# dari urutan kode yang bolong; nama tiap kodenya belum dipastikan, jadi tidak disebut).
PINDAH_PROVINSI = dict.fromkeys(("64.04", "64.05", "64.06", "64.10", "64.73"), "Kalimantan Utara")


@dataclass(frozen=True)
class Daerah:
    """What is known of the code in a NIK.

    Attributes:
        sebutan: kecamatan and kab/kota by name; empty when the kecamatan is not known.
        kabkota: the kab/kota by name; empty when unknown.
        penerus: names of the successors of an ended code.
        dimuat: whether the list of the province is complete here, so that a missing code means something.
    """

    kode: str
    sebutan: str = ""
    kabkota: str = ""
    penerus: tuple[str, ...] = ()
    berakhir: bool = False
    dimuat: bool = True

    @property
    def pindah(self) -> str:
        """The province that the kab/kota went to, or an empty text."""
        return "" if self.sebutan else PINDAH_PROVINSI.get(self.kode[:5], "")

    @property
    def asing(self) -> bool:
        """Whether the code is in no list although its province's list is here."""
        return self.dimuat and not self.sebutan and not self.pindah

    @property
    def kalimat(self) -> str:
        """Where the NIK was issued, as a sentence."""
        if self.berakhir and self.penerus:
            return f"Terbit di {self.sebutan} (kode lama; sekarang {', '.join(self.penerus)})."
        if self.berakhir:
            return f"Terbit di {self.sebutan} (kode lama yang sudah tidak dipakai)."
        if self.sebutan:
            return f"Terbit di {self.sebutan}."
        if self.pindah:
            return f"Terbit dengan kode lama {self.kode[:5]}; daerah itu sekarang bagian {self.pindah}."
        if self.kabkota:
            return f"Kode kecamatan {self.kode} tidak ada dalam daftar {self.kabkota}."
        return f"Kode daerah {self.kode} tidak ada dalam daftar kami."
