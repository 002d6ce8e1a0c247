"""Kolom yang ditulis per tabel, dan baris dalam bentuk COPY."""

from dataclasses import dataclass, field


def _kolom(teks: str) -> tuple[str, ...]:
    return tuple(teks.split())


KOLOM = {
    "pmks_orang": _kolom(
        "id wilayah_id nik alasan_tanpa_nik no_kk alasan_tanpa_kk nama nama_cari tempat_lahir tanggal_lahir "
        "lahir_perkiraan jk alamat rt rw dusun alamat_ktp telepon lintang bujur desil bantuan sumber tanggal_data "
        "derajat peka kelompok_umur versi sidik_kiriman dibuat_pada dibuat_oleh_id diubah_pada diubah_oleh_id "
        "keadaan keadaan_pada"
    ),
    "pmks_kasus": _kolom(
        "id orang_id wilayah_id jk kelompok_umur jenis_id kriteria disabilitas kedudukan bebas_pada negeri "
        "negara kejadian kejadian_pada tanggungan ditemukan_pada keterangan alasan_khusus temuan "
        "pengesahan_id dibuat_pada dibuat_oleh_id status versi diajukan_pada diajukan_oleh_id diverifikasi_pada "
        "diverifikasi_oleh_id disahkan_pada disahkan_oleh_id bergerak_pada keadaan keadaan_pada"
    ),
    "pmks_putusankasus": _kolom("id rekaman_id wilayah_id aksi dari ke komentar oleh_id sebagai pada"),
    "pmks_pengecualian": _kolom("pengesahan_id kasus_id wilayah_id alasan"),
    "pmks_revisi": _kolom(
        "id orang_id kasus_id wilayah_id isi alasan dasar_versi dibuat_pada dibuat_oleh_id status versi "
        "diajukan_pada diajukan_oleh_id bergerak_pada"
    ),
    "pmks_kebutuhan": _kolom(
        "id orang_id wilayah_id sidik_kiriman dibuat_pada dibuat_oleh_id jenis catatan mendesak ditemukan_pada hasil "
        "selesai_pada cara"
    ),
    "pmks_layanan": _kolom(
        "id orang_id wilayah_id sidik_kiriman dibuat_pada dibuat_oleh_id program_id program_lain tanggal hanya_bulan "
        "rupiah barang pemberi sumber catatan kebutuhan_id versi alasan_ubah"
    ),
    "pmks_keadaanorang": _kolom(
        "id orang_id wilayah_id sidik_kiriman dibuat_pada dibuat_oleh_id keadaan tanggal alasan sebagai terverifikasi"
    ),
    "pmks_datadtsen": _kolom(
        "id orang_id wilayah_id sidik_kiriman dibuat_pada dibuat_oleh_id tanggal desil program sumber catatan "
        "alasan_ubah"
    ),
    "pmks_putusanrevisi": _kolom("id rekaman_id wilayah_id aksi dari ke komentar oleh_id sebagai pada"),
}
NIHIL = r"\N"


def larik(isi) -> str:
    """Return an array of plain words as PostgreSQL reads it."""
    return "{" + ",".join(isi) + "}"


@dataclass
class Paket:
    """A chunk of the demo data: COPY lines per table, and how many were approved in which act."""

    baris: dict[str, list[str]] = field(default_factory=lambda: {tabel: [] for tabel in KOLOM})
    sah: dict = field(default_factory=dict)
    orang: int = 0

    def tambah(self, tabel: str, *nilai: str) -> None:
        """Add a row; values are texts in the order of `KOLOM`."""
        self.baris[tabel].append("\t".join(nilai))
