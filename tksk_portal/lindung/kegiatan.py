"""Daftar kegiatan pemrosesan data pribadi: bawaan portal, digantikan kata kantor bila admin mengubahnya.

Bawaan menulis apa yang benar-benar dilakukan portal ini. Yang belum dipastikan disebut begitu, bukan sebagai hukum.
"""

from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.module_loading import import_string

from tksk_portal.lindung.models import KegiatanPemrosesan
from tksk_portal.wilayah.rentang import jalur

ISI = ("nama", "tujuan", "dasar", "subjek", "kategori", "penerima", "simpan", "pengamanan")
LABEL = {
    "nama": "Kegiatan",
    "tujuan": "Tujuan",
    "dasar": "Dasar hukum",
    "subjek": "Data siapa",
    "kategori": "Kategori data",
    "penerima": "Penerima",
    "simpan": "Masa simpan",
    "pengamanan": "Pengamanan",
}
BELUM_JRA = "Belum dipastikan: menunggu jadwal retensi arsip kantor."
DASAR_UMUM = (
    "UU 27/2022 Ps. 20: kewajiban hukum, pelayanan publik, dan kewenangan pengendali data (nomor pasal perlu "
    "dicocokkan kantor)."
)


@dataclass(frozen=True)
class Kegiatan:
    """One processing activity. `milik` names the office whose words these are; empty: the portal's own."""

    kode: str
    nama: str
    tujuan: str
    dasar: str
    subjek: str
    kategori: str
    penerima: str
    simpan: str
    pengamanan: str
    rekaman: str = ""
    milik: str = ""
    versi: int = 0
    aktif: bool = True

    @property
    def rincian(self) -> list[tuple[str, str]]:
        """Label and text of everything but the name."""
        return [(LABEL[k], getattr(self, k)) for k in ISI if k != "nama"]


KEGIATAN = (
    Kegiatan(
        kode="akun-petugas",
        nama="Akun dan tugas petugas",
        tujuan="Mengenali siapa yang bekerja, dengan tugas apa dan di mana; membatasi apa yang dapat dibukanya.",
        dasar=DASAR_UMUM,
        subjek="TKSK, camat, petugas dinas sosial, admin, petugas Kementerian Sosial",
        kategori="Nama, nama pengguna, telepon, surel, masa tugas, nomor SK, perangkat dan alamat IP saat masuk",
        penerima="Admin dinas sosial provinsi; nama dan tugasnya tampak pada riwayat yang dikerjakannya",
        simpan=BELUM_JRA + " Sesi berakhir sesudah 14 hari.",
        pengamanan="Sandi disimpan sebagai sidik; verifikasi dua langkah; percobaan masuk dibatasi",
    ),
    Kegiatan(
        kode="jejak-pembukaan",
        nama="Jejak perubahan dan pembukaan data",
        tujuan="Menunjukkan siapa mengubah dan membuka data seseorang, kapan dan untuk apa (perekaman pemrosesan).",
        dasar="UU 27/2022: kewajiban merekam kegiatan pemrosesan (nomor pasal perlu dicocokkan kantor).",
        subjek="Orang yang didata dan petugas",
        kategori="Isi sebelum dan sesudah tiap perubahan, pelaku, tugasnya, waktu, keperluan membuka",
        penerima="Petugas yang boleh membuka datanya; pemilik data lewat laporan akses",
        simpan="Selama rekamannya. Identitas di dalamnya dikosongkan bila rekamannya dihapus.",
        pengamanan="Ditulis pemicu basis data, tidak dapat diubah petugas, admin, maupun kode portal",
    ),
    Kegiatan(
        kode="buku-kerja",
        nama="Buku kerja masuk dan keluar (Excel)",
        tujuan="Memasukkan data dari daftar desa, dan menyerahkan daftar bernama kepada yang berwenang.",
        dasar=DASAR_UMUM,
        subjek="Orang yang didata",
        kategori="Sama dengan pendataannya; tanpa identitas kecuali keperluannya disebut",
        penerima="Petugas yang memintanya, dalam wilayah tugasnya; tiap unduhan dicatat",
        simpan=f"Berkas unggahan {settings.UMUR_UNGGAHAN_HARI} hari, berkas unduhan {settings.UMUR_EKSPOR_HARI} hari; "
        "catatan siapa mengunduh apa tetap. Salinan di komputer kantor di luar jangkauan portal.",
        pengamanan="Dibatasi dinding wilayah; identitas samar bawaan; formula berbahaya dimatikan",
    ),
    Kegiatan(
        kode="surat",
        nama="Surat dan laporan kantor",
        tujuan="Menerbitkan surat, berita acara, dan laporan bernomor.",
        dasar=DASAR_UMUM,
        subjek="Penandatangan; orang yang disebut dalam surat bila ada",
        kategori="Nama, jabatan, NIP penandatangan; isi surat",
        penerima="Yang dituju surat; pemegang surat dapat memeriksa nomor dan keasliannya, bukan isinya",
        simpan="Surat yang sudah bernomor adalah arsip dan tidak diubah. " + BELUM_JRA,
        pengamanan="Hanya dibaca kantor yang menulisnya; halaman keaslian hanya menjawab pemegang tokennya",
    ),
    Kegiatan(
        kode="hak-pemilik",
        nama="Permintaan pemilik data dan insiden",
        tujuan="Menjawab permintaan akses, perbaikan, dan penghapusan; mencatat dan memberitahukan insiden.",
        dasar="UU 27/2022 Ps. 32 dan 33 (akses), Ps. 46 (pemberitahuan 3x24 jam).",
        subjek="Pemohon (orangnya, orang tua, wali, ahli waris, kuasa)",
        kategori="Nama dan kontak pemohon, cara identitasnya diperiksa, isi permintaan, putusan",
        penerima="TKSK yang menerima, dinas sosial kabupaten/kota dan provinsi",
        simpan=BELUM_JRA + " Dikosongkan bila rekamannya dihapus; nomor, waktu, dan putusannya tetap.",
        pengamanan="Tidak dibaca camat, admin, dan Kementerian Sosial; catatan insiden menolak NIK dan KK",
    ),
    Kegiatan(
        kode="cadangan",
        nama="Cadangan",
        tujuan="Memulihkan data bila server rusak.",
        dasar=DASAR_UMUM,
        subjek="Semua yang datanya ada di portal",
        kategori="Seluruh isi basis data dan berkas",
        penerima="Tidak diserahkan; hanya pemegang kunci pembuka",
        simpan="Belum dipastikan: diatur pengelola server. Cadangan lama memuat yang sudah dihapus sampai dibuang.",
        pengamanan="Tersandi; kunci pembuka tidak disimpan di server; sesudah dipulihkan penghapusan diulang",
    ),
)


def bawaan() -> dict[str, Kegiatan]:
    """Return the shipped activities by code, in the order of the settings."""
    return {k.kode: k for nama in settings.KEGIATAN_PEMROSESAN for k in import_string(nama)}


def berlaku(wilayah: str) -> list[Kegiatan]:
    """Return the activities at a place: the shipped ones in the words of the nearest office, then the offices' own."""
    hasil = bawaan()
    semua = KegiatanPemrosesan.objects.filter(wilayah__in=[*jalur(wilayah), wilayah]).select_related("wilayah")
    for satu in sorted(semua, key=lambda k: (len(k.wilayah_id), k.kode)):
        isi = {k: getattr(satu, k) for k in ISI} | {"aktif": satu.aktif, "versi": satu.versi}
        asal = hasil.get(satu.kode)
        milik = satu.wilayah.sebutan
        hasil[satu.kode] = replace(asal, milik=milik, **isi) if asal else Kegiatan(satu.kode, milik=milik, **isi)
    return list(hasil.values())


def tentang(rekaman: str, wilayah: str) -> list[Kegiatan]:
    """Return the activities that process one kind of record, for the access report."""
    return [k for k in berlaku(wilayah) if k.aktif and k.rekaman == rekaman]
