"""Kegiatan pemrosesan data petugas, bagi daftar kegiatan kantor (settings.KEGIATAN_PEMROSESAN)."""

from tksk_portal.lindung.kegiatan import BELUM_JRA, DASAR_UMUM, Kegiatan

KEGIATAN = (
    Kegiatan(
        kode="roster-tksk",
        rekaman="petugas.petugas",
        nama="Roster TKSK dan pengusulannya",
        tujuan="Mengetahui siapa bertugas di tiap kecamatan, memberi akses sesuai masanya, dan mencatat tali asih.",
        dasar="Permensos 28/2018 tentang TKSK. " + DASAR_UMUM,
        subjek="TKSK, mantan TKSK, dan calon TKSK",
        kategori="Nama, nama ibu, NIK, NIAT, lahir, alamat, kontak, rekening, foto, SK, penilaian, tali asih",
        penerima="Admin provinsi; dinas sosial dan Kementerian Sosial tanpa NIK dan rekening utuh; orangnya sendiri",
        simpan=BELUM_JRA
        + " Calon yang tidak diangkat ikut tersimpan sampai jadwal itu ditetapkan, atau sampai ia memintanya dihapus.",
        pengamanan="Dinding wilayah; NIK, nama ibu, dan rekening samar; membuka dan mengunduhnya tercatat",
    ),
)
