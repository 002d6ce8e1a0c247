"""Untuk apa data orang PMKS diolah, dalam kata: bagian dari daftar kegiatan pemrosesan."""

from tksk_portal.lindung.kegiatan import BELUM_JRA, Kegiatan

REKAMAN = "pmks.orang"
DASAR = (
    "Permensos 8/2012 (pendataan dan pengelolaan data PMKS); UU 27/2022 Ps. 20: kewajiban hukum, pelayanan publik, dan "
    "kewenangan pengendali data (nomor pasal perlu dicocokkan kantor)."
)
KEGIATAN = (
    Kegiatan(
        kode="pendataan-pmks",
        rekaman=REKAMAN,
        nama="Pendataan PMKS menurut nama dan alamat",
        tujuan="Mengetahui siapa penyandang masalah kesejahteraan sosial, di mana, dan apa masalahnya.",
        dasar=DASAR,
        subjek="Orang yang didata, termasuk anak dan penyandang disabilitas",
        kategori=(
            "Nama, NIK, KK, tempat dan tanggal lahir, alamat dan titik rumah, telepon, bantuan; jenis masalah, yang "
            "dapat mengungkap kesehatan, disabilitas, atau perkara hukum (data spesifik); foto dan dokumen"
        ),
        penerima="TKSK dan camat kecamatannya, dinas sosial kabupaten/kota dan provinsi, Kementerian Sosial",
        simpan=BELUM_JRA,
        pengamanan=(
            "Tiap petugas hanya melihat wilayah tugasnya (dipaksakan basis data); nama anak dan jenis peka samar; di "
            "atas kabupaten/kota identitas samar sampai keperluannya disebut; tiap pembukaan dicatat"
        ),
    ),
    Kegiatan(
        kode="tinjauan-pmks",
        rekaman=REKAMAN,
        nama="Pemeriksaan dan pengesahan data PMKS",
        tujuan="Memastikan data benar sebelum dipakai menghitung dan melayani.",
        dasar=DASAR,
        subjek="Orang yang didata",
        kategori="Data pendataan, catatan pemeriksa, temuan otomatis (data mirip, NIK beda); manusia yang memutuskan",
        penerima="Dinas sosial kabupaten/kota (verifikasi) dan provinsi (pengesahan)",
        simpan=BELUM_JRA,
        pengamanan="Pengaju, pemeriksa, dan pengesah tiga orang berbeda; putusan tidak dapat diubah",
    ),
    Kegiatan(
        kode="angka-pmks",
        rekaman=REKAMAN,
        nama="Angka PMKS",
        tujuan="Menghitung banyaknya orang menurut wilayah, jenis, umur, dan jenis kelamin.",
        dasar=DASAR,
        subjek="Orang yang didata, sebagai hitungan",
        kategori="Jumlah; tanpa identitas",
        penerima="Petugas di wilayahnya; laporan berkala",
        simpan="Angka periode yang lewat tetap, juga sesudah orangnya dihapus",
        pengamanan="Hanya hitungan; angka kecil dapat menunjuk orang, jadi tidak diumumkan dari sini",
    ),
)
