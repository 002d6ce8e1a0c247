"""Untuk apa data orang dalam PSKS diolah: bagian dari daftar kegiatan pemrosesan."""

from tksk_portal.lindung.kegiatan import BELUM_JRA, DASAR_UMUM, Kegiatan

KEGIATAN = (
    Kegiatan(
        kode="pendataan-psks",
        rekaman="psks.mitra",
        nama="Pendataan PSKS dan direktori kontaknya",
        tujuan="Mengetahui siapa yang dapat melayani dan bagaimana dihubungi; menjaga izin dan SK-nya berlaku.",
        dasar=f"Permensos 8/2012 (pendataan dan pengelolaan data PSKS); {DASAR_UMUM}",
        subjek="Relawan dan petugas perorangan, kepala keluarga pioner, pimpinan lembaga",
        kategori="Nama, NIK atau KK, kelamin, lahir, alamat, telepon; pendidikan, pelatihan, jabatan; dokumen dan foto",
        penerima=(
            "TKSK dan camat kecamatannya, dinas sosial kabupaten/kota dan provinsi, Kementerian Sosial; kartu publik "
            "mitra terverifikasi dibaca petugas seprovinsi, perorangan hanya bila setuju"
        ),
        simpan=BELUM_JRA,
        pengamanan=(
            "Tiap petugas hanya melihat wilayah tugasnya (dipaksakan basis data); rumah orang tidak pernah di kartu; "
            "kontak pribadi samar di atas kabupaten/kota, NIK bagi semua, sampai dibuka; tiap pembukaan dicatat"
        ),
    ),
)
