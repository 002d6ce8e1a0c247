"""Laporan akses seseorang di register PSKS: semua yang disimpan tentangnya, dan siapa yang membuka dan menerimanya."""

from psks.lindung.hapus import SUMBER
from psks.lindung.sasaran import KODE, KONTAK
from psks.models import DokumenMitra, Jejaring, Mitra, RevisiMitra
from psks.sasaran import nama_sasaran
from psks.usulan import rincian_kata
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dokumen.isi import Blok, Rincian
from tksk_portal.jejak.riwayat import Peristiwa, riwayat
from tksk_portal.lindung import bagian
from tksk_portal.lindung.subjek import BagianLaporan
from tksk_portal.tampilan.templatetags.tampilan import tanggal, waktu

BUKAN_ISI = frozenset(
    {
        *("id", "nama_cari", "derajat", "versi", "sidik_kiriman", "dibuat_oleh", "bergerak_pada", "wilayah", "foto"),
        *("diajukan_oleh", "diverifikasi_oleh", "disahkan_oleh", "jenis", "sasaran", "rincian"),
    }
)
TEKNIS = frozenset({"versi", "diajukan_oleh", "diverifikasi_oleh", "disahkan_oleh", "foto", "mitra", "wilayah"})
MEDAN_KONTAK = frozenset({"kontak_nama", "kontak_jabatan", "kontak_telepon"})
RIWAYAT_RAWAN = "Dapat memuat data orang lain yang tertukar."


def _identitas(mitra: Mitra) -> list[Blok]:
    blok: list[Blok] = [
        Rincian(
            [
                ("Jenis", ", ".join(mitra.nama_jenis)),
                *bagian.isi_rekaman(mitra, BUKAN_ISI),
                ("Jenis PMKS yang dilayani", ", ".join(nama_sasaran(mitra.sasaran))),
                ("Desa/kelurahan", bagian.tempat(mitra.wilayah_id)),
            ]
        )
    ]
    return [*blok, *(Rincian([("Sebagai", nama), *isi]) for nama, isi in rincian_kata(mitra) if isi)]


def _asal(mitra: Mitra) -> BagianLaporan:
    isi = [
        ("Tanggal data", tanggal(mitra.tanggal_data)),
        ("Dicatat", waktu(mitra.dibuat_pada)),
        ("Oleh", bagian.pencatat(mitra) or "petugas pendata"),
    ]
    return BagianLaporan("asal", "Dari mana data ini", [Rincian(isi)], "Dapat menunjuk siapa yang melaporkan.")


def _dokumen(mitra: Mitra) -> BagianLaporan:
    baris = [
        (d.get_jenis_display(), d.nomor or "–", d.penerbit or "–", waktu(d.dibuat_pada), "ada" if d.berkas_id else "–")
        for d in DokumenMitra.objects.filter(mitra=mitra).order_by("dibuat_pada", "pk")
    ]
    kolom = ("Dokumen", "Nomor", "Penerbit", "Disimpan", "Berkas")
    return bagian.daftar("berkas", "Foto dan dokumen", kolom, baris, "Dokumen dapat menyebut orang lain.")


def _jejaring(mitra: Mitra) -> BagianLaporan:
    semua = Jejaring.objects.tersimpan().filter(pihak__mitra_id=mitra.pk, pihak__lepas_pada=None)
    # Yang dicatat kantor lain di provinsi tidak tampak dari sini, tetapi termasuk hak orangnya.
    with lingkup.masuk(lingkup.sistem("menyusun laporan akses")):
        semua = list(semua.order_by("mulai", "pk"))
    baris = [(j.get_jenis_display(), j.judul, tanggal(j.mulai), j.tokoh or "–") for j in semua]
    kolom = ("Macam", "Tentang", "Mulai", "Tokoh yang ikut")
    return bagian.daftar("jejaring", "Kerja sama dan pertemuan", kolom, baris, "Menyebut orang dan lembaga lain.")


def _riwayat(mitra: Mitra) -> list[tuple[str, Peristiwa]]:
    peristiwa = [("Data", p) for p in riwayat(mitra, abaikan=TEKNIS)]
    for satu in DokumenMitra.objects.filter(mitra=mitra):
        peristiwa += [(satu.get_jenis_display(), p) for p in riwayat(satu, abaikan=TEKNIS)]
    return peristiwa


def susun(mitra: Mitra, by: Lingkup) -> list[BagianLaporan]:
    """Return the sections of the report on a person or family. The caller has checked the right and logs it."""
    rawan = "Nomor KK dipakai bersama keluarganya." if mitra.no_kk else ""
    return [
        BagianLaporan("identitas", "Identitas dan isian", _identitas(mitra), rawan),
        _dokumen(mitra),
        _jejaring(mitra),
        _asal(mitra),
        bagian.tujuan(KODE, mitra.wilayah_id),
        bagian.pembukaan(mitra),
        bagian.penerima(SUMBER, mitra.wilayah_id, mitra.dibuat_pada),
        bagian.riwayat(_riwayat(mitra), RIWAYAT_RAWAN),
        bagian.usulan(RevisiMitra.objects.filter(mitra=mitra).order_by("-dibuat_pada")),
        bagian.permintaan(KODE, mitra.pk),
    ]


def susun_kontak(mitra: Mitra, by: Lingkup) -> list[BagianLaporan]:
    """Return the sections of the report on an institution's leader or contact: what is theirs."""
    tanpa = {m.name for m in Mitra._meta.concrete_fields} - MEDAN_KONTAK
    isi = [("Lembaga", mitra.nama), *bagian.isi_rekaman(mitra, tanpa)]
    return [
        BagianLaporan("identitas", "Identitas", [Rincian([*isi, ("Desa/kelurahan", bagian.tempat(mitra.wilayah_id))])]),
        _asal(mitra),
        bagian.tujuan(KODE, mitra.wilayah_id),
        bagian.pembukaan(mitra),
        bagian.penerima(SUMBER, mitra.wilayah_id, mitra.dibuat_pada),
        bagian.riwayat(
            [("Kontak", p) for p in riwayat(mitra, abaikan=frozenset(tanpa)) if p.ubahan],
            "Memuat pimpinan atau kontak sebelumnya.",
        ),
        bagian.permintaan(KONTAK, mitra.pk),
    ]
