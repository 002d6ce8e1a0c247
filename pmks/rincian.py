"""Katalog medan rincian: apa yang dapat ditanyakan sebuah jenis, dengan sebutan, pesan, dan pilihannya.

Jenis mana menanyakan yang mana, dan mana yang wajib, adalah data pada versi aturannya (`AturanJenis.medan`).
Di sini hanya bentuknya: satu medan di sini satu kolom pada `Kasus`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pmks.enums import Bencana, Disabilitas, Kedudukan, Negeri

PALING_BANYAK_TANGGUNGAN = 30


@dataclass(frozen=True)
class MedanRinci:
    """One field that a type may ask.

    Attributes:
        bentuk: "banyak" (several choices), "pilihan" (one), "tanggal", "teks", or "bilangan".
        kosong: what is said when it is required and missing.
        sebagian: whether a type may offer a part of the choices.
        bila: (field, value): asked only where the other field has that value.
    """

    nama: str
    label: str
    bentuk: str
    kosong: str
    bantuan: str = ""
    pilihan: tuple[tuple[str, str], ...] = ()
    sebagian: bool = False
    bila: tuple[str, str] | None = None

    @property
    def hampa(self) -> object:
        """The value of the column when nothing was answered."""
        return {"banyak": [], "pilihan": "", "teks": ""}.get(self.bentuk)


def _pilihan(kelas: type) -> tuple[tuple[str, str], ...]:
    return tuple((nilai, str(label)) for nilai, label in kelas.choices)


_SEMUA = (
    MedanRinci(
        "disabilitas",
        "Jenis disabilitas",
        "banyak",
        "Pilih paling sedikit satu jenis disabilitas.",
        pilihan=_pilihan(Disabilitas),
    ),
    MedanRinci(
        "kedudukan",
        "Kedudukan anak dalam perkara",
        "pilihan",
        "Pilih kedudukan anak dalam perkara: pelaku, korban, atau saksi.",
        pilihan=_pilihan(Kedudukan),
    ),
    MedanRinci(
        "bebas_pada",
        "Bebas dari lapas pada",
        "tanggal",
        "Isi tanggal bebas dari lapas. Bila hanya tahunnya yang diketahui, tulis tahunnya.",
        "Contoh 12-05-2025 atau 2025.",
    ),
    MedanRinci(
        "negeri",
        "Tempat kejadian atau bekerja",
        "pilihan",
        "Pilih dalam negeri atau luar negeri.",
        pilihan=_pilihan(Negeri),
    ),
    MedanRinci(
        "negara",
        "Negara",
        "teks",
        "Tulis nama negaranya.",
        "Hanya bila di luar negeri, misalnya Malaysia.",
        bila=("negeri", Negeri.LUAR),
    ),
    MedanRinci(
        "kejadian",
        "Macam kejadian",
        "pilihan",
        "Pilih macam kejadiannya.",
        pilihan=_pilihan(Bencana),
        sebagian=True,
    ),
    MedanRinci(
        "kejadian_pada",
        "Tanggal kejadian",
        "tanggal",
        "Isi tanggal kejadiannya. Bila hanya tahunnya yang diketahui, tulis tahunnya.",
        "Contoh 02-11-2026 atau 2026.",
    ),
    MedanRinci(
        "tanggungan",
        "Jumlah tanggungan",
        "bilangan",
        "Isi jumlah orang yang ditanggung; tulis 0 bila tidak ada.",
        "Anak atau anggota keluarga yang dinafkahinya.",
    ),
)
KATALOG: Mapping[str, MedanRinci] = MappingProxyType({m.nama: m for m in _SEMUA})
NAMA_RINCI = tuple(KATALOG)


@dataclass(frozen=True)
class Ditanya:
    """A field as one version of a type asks it."""

    medan: MedanRinci
    wajib: bool
    pilihan: tuple[tuple[str, str], ...]

    @property
    def nama(self) -> str:
        """The column."""
        return self.medan.nama

    @property
    def label(self) -> str:
        """What it is called."""
        return self.medan.label


def baca_medan(medan: Iterable[Mapping]) -> tuple[Ditanya, ...]:
    """Return the fields of a version from its data, in the order of the catalogue."""
    isi = {m["nama"]: m for m in medan if m["nama"] in KATALOG}
    hasil = []
    for nama, m in KATALOG.items():
        if nama not in isi:
            continue
        boleh = isi[nama].get("pilihan") or [nilai for nilai, _ in m.pilihan]
        pilihan = tuple((nilai, label) for nilai, label in m.pilihan if nilai in boleh)
        hasil.append(Ditanya(m, bool(isi[nama].get("wajib")), pilihan))
    return tuple(hasil)


def kurang(ditanya: Sequence[Ditanya], nilai: Callable[[str], object]) -> list[Ditanya]:
    """Return the required fields that were not answered, or answered outside the choices of the version.

    Args:
        nilai: gives the value of a column.
    """
    return [d for d in ditanya if d.wajib and berlaku(d.medan, nilai) and not terjawab(d, nilai(d.nama))]


def berlaku(medan: MedanRinci, nilai: Callable[[str], object]) -> bool:
    """Tell whether a field is asked, given the other answers."""
    return medan.bila is None or nilai(medan.bila[0]) == medan.bila[1]


def terjawab(ditanya: Ditanya, isi: object) -> bool:
    """Tell whether an answer counts."""
    if ditanya.medan.bentuk in ("pilihan", "banyak"):
        boleh = {nilai for nilai, _ in ditanya.pilihan}
        return bool(isi) and set(isi if isinstance(isi, (list, tuple)) else [isi]) <= boleh
    return isi not in (None, "")
