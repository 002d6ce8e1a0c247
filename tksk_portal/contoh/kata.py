"""Kata-kata data contoh: alamat, tempat lahir, keterangan, komentar peninjau."""


def _daftar(teks: str) -> tuple[str, ...]:
    return tuple(teks.split("|"))


JALAN = _daftar(
    "Pangeran Antasari|Ahmad Yani|Merdeka|Gajah Mada|Mulawarman|Pahlawan|Cendana|Kakap|Belibis|Rajawali|"
    "Sultan Alimuddin|Pelabuhan|Melati|Kenanga|Mawar|Damai|Gerilya|Padat Karya|Swadaya|Karya Bersama|Pramuka|"
    "Juanda|Slamet Riyadi|Suryanata|Soekarno Hatta|Bhayangkara|Kemakmuran|Lambung Mangkurat|"
    "Otto Iskandardinata|Wahid Hasyim|Delima|Rambutan"
)
GANG = _daftar(
    "Keluarga|Sepakat|Rukun|Bersama|Al-Huda|Nusa Indah|Pelita|Sejahtera|Mufakat|Ikhlas|Family|Kita|Tenang|"
    "Rahmat|Usaha|Karya Baru"
)
DUSUN = [
    "Mulya Jaya",
    "Sumber Sari",
    "Tani Makmur",
    "Suka Maju",
    "Hulu",
    "Hilir",
    "Tengah",
    "Seberang",
    "Karya Baru",
    "Beringin",
    "Muara",
    "Baru",
]

KOTA_LAHIR = {
    "64.01": "Tanah Grogot",
    "64.02": "Tenggarong",
    "64.03": "Tanjung Redeb",
    "64.07": "Sendawar",
    "64.08": "Sangatta",
    "64.09": "Penajam",
    "64.11": "Ujoh Bilang",
    "64.71": "Balikpapan",
    "64.72": "Samarinda",
    "64.74": "Bontang",
}
LUAR_DAERAH = _daftar(
    "Banjarmasin|Amuntai|Barabai|Kandangan|Bone|Wajo|Sidrap|Pinrang|Makassar|Blitar|Kediri|Malang|Jember|"
    "Lamongan|Ngawi|Banyuwangi|Surabaya|Tarakan|Nunukan|Toraja"
)

KETERANGAN = {
    8: (
        "Tinggal sendiri, makan dibantu tetangga.",
        "Anak merantau dan tidak berkabar.",
        "Tidak kuat bekerja lagi, rumah bocor.",
    ),
    9: ("Memerlukan alat bantu jalan.", "Tidak pernah bersekolah.", "Dirawat ibunya di rumah."),
    5: ("Belum pernah diterapi.", "Bersekolah di SLB.", "Orang tua buruh harian."),
    23: ("Suami pergi tanpa kabar.", "Berjualan kue keliling, tiga anak sekolah.", "Mencuci pakaian tetangga."),
    24: ("Buruh harian lepas.", "Penghasilan tidak tentu, rumah menumpang.", "Nelayan tanpa perahu sendiri."),
    21: ("Rumah terendam banjir.", "Rumah rusak karena longsor.", "Mengungsi di rumah saudara."),
    2: ("Diasuh neneknya.", "Putus sekolah, membantu orang tua bekerja.", "Ayah dan ibu berpisah."),
    1: ("Berat badan di bawah garis merah.", "Diasuh kakek dan neneknya."),
    11: ("Tidur di emperan pasar.", "Berpindah-pindah antar kecamatan."),
}
KETERANGAN_UMUM = (
    "Perlu kunjungan ulang.",
    "Diusulkan ketua RT.",
    "Bersedia didampingi.",
    "Sudah dikunjungi dua kali.",
)

ALASAN_KHUSUS_TUA = (
    "Umur melewati batas sejak pendataan terakhir, pendampingan belum selesai.",
    "Umur di dokumen berbeda dengan keadaan sebenarnya menurut keluarga.",
    "Masih bergantung penuh pada keluarga; disepakati dalam musyawarah kelurahan.",
)
ALASAN_KHUSUS_MUDA = (
    "Keadaannya sama dengan sasaran jenis ini menurut hasil kunjungan.",
    "Umur di dokumen lebih muda daripada keterangan keluarga.",
    "Diusulkan musyawarah desa karena sakit menahun.",
)

KOMENTAR_KABKOTA = (
    "Lengkapi nomor KK.",
    "Foto rumah belum ada, mohon dikunjungi ulang.",
    "Tanggal lahir berbeda dengan NIK, periksa lagi dokumennya.",
    "Alamat belum jelas, tulis RT dan patokannya.",
    "Kriteria belum sesuai dengan keterangan.",
    "NIK belum diisi, tanyakan ke kantor desa/kelurahan.",
    "Mirip dengan data lain di kecamatan ini, pastikan bukan orang yang sama.",
    "Jenis kurang tepat, bandingkan dengan definisinya.",
    "Jelaskan bantuan yang sudah diterima.",
    "Tanggal data sudah lama, perbarui dulu.",
)
KOMENTAR_PROVINSI = (
    "Jumlahnya melonjak dibanding bulan lalu, mohon dipastikan.",
    "Jenis disabilitas belum sesuai dengan kriteria.",
    "Alasan di luar aturan umur belum cukup.",
    "Mohon dicek silang dengan data DTSEN.",
)
KOMENTAR_BATAL = (
    "Tercatat dua kali.",
    "Sudah pindah ke luar daerah.",
    "Salah orang.",
    "Meninggal sebelum diajukan.",
    "Tidak memenuhi kriteria setelah dikunjungi.",
)
ALASAN_KECUALI = (
    "Menunggu hasil pemadanan NIK.",
    "Menunggu berita acara musyawarah kelurahan.",
    "Masih dalam klarifikasi kab/kota.",
)
ALASAN_REVISI = ("Pindah rumah.", "Salah ketik saat pendataan.", "Dokumen baru ditunjukkan.", "Hasil kunjungan ulang.")
