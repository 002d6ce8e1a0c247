"""Katalog isian menurut jenis: apa yang dapat ditanyakan sebuah jenis PSKS (domain.md 3, kolom "Data collected").

Versi aturan sebuah jenis menyebut isian mana yang ditanyakannya dan mana yang wajib; arti dan bentuknya ada di sini.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

TAHUN_PALING_LAMA = 1900
PALING_BANYAK = 1_000_000
KEPEMILIKAN = (
    ("masyarakat", "Masyarakat"),
    ("kabkota", "Pemerintah kabupaten/kota"),
    ("provinsi", "Pemerintah provinsi"),
    ("kemensos", "Kementerian Sosial"),
)
KINERJA = (("aktif", "Aktif"), ("kurang", "Kurang aktif"), ("tidak", "Tidak aktif"))
PENDIDIKAN = (
    ("sd", "SD atau sederajat"),
    ("smp", "SMP atau sederajat"),
    ("sma", "SMA atau sederajat"),
    ("diploma", "Diploma"),
    ("s1", "S1 atau D4"),
    ("s2", "S2 atau S3"),
)
YA = (("ya", "Ya"), ("tidak", "Tidak"))


@dataclass(frozen=True)
class Medan:
    """One field that a type may ask.

    Args:
        jenis: "teks", "panjang", "bilangan", "tahun" or "pilihan".
        sebutan: other headings it is known by in workbooks.
    """

    nama: str
    label: str
    jenis: str = "teks"
    pilihan: tuple[tuple[str, str], ...] = ()
    bantuan: str = ""
    sebutan: tuple[str, ...] = ()

    def kata(self, nilai: object) -> str:
        """Return a stored value in words."""
        return dict(self.pilihan).get(nilai, "" if nilai is None else str(nilai))


_SEMUA = (
    Medan("instansi", "Instansi atau lembaga tempat bekerja", sebutan=("instansi", "tempat bekerja")),
    Medan("jabatan", "Jabatan", sebutan=("jabatan pekerjaan",)),
    Medan("pekerjaan", "Pekerjaan", sebutan=("pekerjaan utama",)),
    Medan("pendidikan", "Pendidikan terakhir", "pilihan", PENDIDIKAN, sebutan=("pendidikan",)),
    Medan("no_anggota", "Nomor anggota", sebutan=("no anggota", "nomor induk anggota")),
    Medan("niat", "NIAT (nomor induk anggota TKSK)", bantuan="Ditulis seperti pada kartunya.", sebutan=("niat",)),
    Medan("tahun_pengangkatan", "Tahun pengangkatan", "tahun", sebutan=("tahun diangkat",)),
    Medan("lokasi_tugas", "Lokasi tugas", sebutan=("wilayah tugas",)),
    Medan("pelatihan_dasar", "Sudah ikut pelatihan dasar", "pilihan", YA, sebutan=("bimtek dasar",)),
    Medan("pelatihan", "Pelatihan lain yang diikuti", "panjang"),
    Medan("keahlian", "Keahlian", sebutan=("keterampilan",)),
    Medan("kepemilikan", "Kepemilikan", "pilihan", KEPEMILIKAN),
    Medan("badan_hukum", "Berbadan hukum", "pilihan", YA),
    Medan("npwp", "NPWP lembaga"),
    Medan("berdiri", "Berdiri sejak tahun", "tahun", sebutan=("sejak", "tahun berdiri")),
    Medan("klien_l", "Klien laki-laki", "bilangan", sebutan=("jumlah klien l",)),
    Medan("klien_p", "Klien perempuan", "bilangan", sebutan=("jumlah klien p",)),
    Medan("pengurus_l", "Pengurus laki-laki", "bilangan", sebutan=("jumlah pengurus l", "pengurus l")),
    Medan("pengurus_p", "Pengurus perempuan", "bilangan", sebutan=("jumlah pengurus p", "pengurus p")),
    Medan("anggota_l", "Anggota laki-laki", "bilangan", sebutan=("jumlah anggota l", "anggota l")),
    Medan("anggota_p", "Anggota perempuan", "bilangan", sebutan=("jumlah anggota p", "anggota p")),
    Medan("klasifikasi", "Klasifikasi", bantuan="Seperti yang ditetapkan dinas sosial."),
    Medan("kinerja", "Status kinerja", "pilihan", KINERJA, sebutan=("status kinerja",)),
    Medan("kegiatan", "Jenis kegiatan", "panjang", sebutan=("jenis kegiatan",)),
    Medan("tenaga_peksos", "Pekerja sosial yang bekerja di sana", "bilangan", sebutan=("jumlah peksos",)),
    Medan("bidang_usaha", "Bidang usaha"),
    Medan("program_sosial", "Program sosial (TJSL/CSR)", "panjang", sebutan=("csr", "program csr")),
    Medan("jumlah_anggota", "Jumlah anggota keluarga", "bilangan"),
    Medan("peran_keluarga", "Yang dilakukan keluarga ini", "panjang", sebutan=("peran keluarga",)),
)
KATALOG: Mapping[str, Medan] = MappingProxyType({m.nama: m for m in _SEMUA})


@dataclass(frozen=True)
class Ditanya:
    """A field as a type asks it."""

    medan: Medan
    wajib: bool

    @property
    def nama(self) -> str:
        """The field's name."""
        return self.medan.nama

    @property
    def label(self) -> str:
        """The field's label."""
        return self.medan.label


def baca_medan(isi: list[dict]) -> tuple[Ditanya, ...]:
    """Return the fields of a version from how they are stored: [{"nama": …, "wajib": …}, …]."""
    return tuple(Ditanya(KATALOG[m["nama"]], bool(m.get("wajib"))) for m in isi if m["nama"] in KATALOG)
