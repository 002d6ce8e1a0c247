"""Nama rekaan dengan rasa Kalimantan Timur. Gabungannya acak; kemiripan dengan orang sungguhan kebetulan."""

from random import Random


def _kata(teks: str) -> tuple[str, ...]:
    return tuple(teks.split())


# Per rasa: (depan laki-laki, depan perempuan, belakang laki-laki, belakang perempuan).
RASA: dict[str, tuple[tuple[str, ...], ...]] = {
    "banjar": (
        _kata(
            "Ahmad Muhammad Syahrani Rusdi Hamdani Abdul Rahmatullah Gazali Sarkani Jarkasi Busra Syarkawi Asmuni "
            "Fahrurrazi Mastur Khairul Rahmadi Supiani Ardiansyah Masrani Juhdi Anang Utuh Aspiani"
        ),
        _kata(
            "Siti Norhayati Noor Rusmini Galuh Masitah Jamilah Mastora Raudah Halimatus Fauziah Arbayah Norlina "
            "Mariatul Zubaidah Rahmawati Hamdiah Sarinah Noorjanah Asiah Aluh Rusdiana Ma'rifah Nur'aini"
        ),
        _kata(
            "Rifani Hidayat Basri Anshari Syahbana Arsyad Effendi Ridwan Saberan Noor Hamid Fansuri Kasim Yamani "
            "Muslim Ilham Zainuddin Ma'ruf Mahyuni Rahman Haderi Syamsuri Aini Halim"
        ),
        _kata(
            "Hasanah Jannah Hayati Mariani Aminah Fitriah Syahrida Rahmah Azizah Laila Mahmudah Salamah Hidayah "
            "Kamaliah Ramlah Nafisah Saudah Sa'diah Khadijah Ariani Maulida Wardah Mukarramah Hamidah"
        ),
    ),
    "kutai": (
        _kata(
            "Aji Awang Encek Syaiful Suriansyah Hamzah Kaspul Burhan Edi Darmawi Hendra Rudiansyah Iskandar "
            "Jumansyah Herliansyah Marwan Asran Bahrun Masdari Sabran Erhansyah Kadrie Adiansyah Thamrin"
        ),
        _kata(
            "Aji Dayang Encik Rohani Erna Juriah Misnawati Hairunnisa Rabiatul Maimunah Rusnah Sukmawati Jumiati "
            "Darlina Hartati Ernawati Siti Lisnawati Sabariah Marliana Asnah Kartini Yuliana Mahrita"
        ),
        _kata(
            "Panji Bambang Rahmadi Muhtar Kusuma Jaya Setia Adiwijaya Rahman Surya Bachtiar Amiruddin Hasan Idham "
            "Salman Taufik Darmansyah Mulia Wijaya Arifin Sulaiman Akhmad Perdana Batara"
        ),
        _kata(
            "Ratna Puspita Sari Mayasari Kesuma Intan Melati Indah Suryani Wulandari Bungsu Kencana Komala Dewi "
            "Rahayu Purnama Nilam Permata Juwita Aminah Siti Zahra Mawarni Utami"
        ),
    ),
    "dayak": (
        _kata(
            "Yosef Markus Petrus Lukas Yohanes Paulus Stepanus Ding Lawai Bith Ibau Usat Lejau Balan Jalung Kahang "
            "Hajang Benyamin Simon Thomas Liah Gun Ajang Kule"
        ),
        _kata(
            "Maria Lusia Marta Yuliana Bulan Lahai Huring Peluq Do Ping Ubung Devung Lirin Elisabet Kristina Asong "
            "Yosefina Agnes Ruth Sintia Hunyang Tening Bungan Lian"
        ),
        _kata(
            "Ngau Lawing Hubung Ibung Luhat Bilung Juk Tingang Belawing Merang Laing Lirung Imang Jau Uluk Batoo "
            "Bungai Nyuk Ngerong Kuleh Apui Liban Anye Encuk"
        ),
        _kata(
            "Hunyang Ubung Lejau Urai Ping Sulau Ngah Luhung Usun Bulan Igang Lahang Paya Tipung Hong Ului Buaq "
            "Aran Devung Livan Mening Song Asung Tipang"
        ),
    ),
    "bugis": (
        _kata(
            "Andi Muh. Baharuddin Syamsuddin Ambo Lamming Sudirman Abdul Nasruddin Beddu Amiruddin Kamaruddin Mappa "
            "Rusli Tahir Saharuddin Jufri Daeng Laupe Makmur Sultan Firman Arman Hamka"
        ),
        _kata(
            "Andi Indo Hasnah St. Rosmini Naharia Besse Tenri Sitti Marhumah Nurdiana Hapsah Sennang Jumriah "
            "Nurhaeda Rosdiana Suriani Hasni Becce Marwah Nuraeni Isah Rahmatia"
        ),
        _kata(
            "Tahang Sappe Palallo Rauf Makkarennu Pabbentengi Patongai Mallawa Tang Rahim Mustafa Akbar Nur Sanusi "
            "Basri Bennu Takdir Wahid Azis Parenrengi Gani Salam Yusuf Lolo"
        ),
        _kata(
            "Sari Tenri Batari Abeng Uleng Mira Wati Nur Fatmawati Rahma Asia Hasan Aminah Bunga Ati Salma Ratu "
            "Wahyuni Idris Yuliana Amalia Ramli Sabang Matahari"
        ),
    ),
    "jawa": (
        _kata(
            "Suparman Slamet Sugeng Bambang Jarwo Agus Wahyu Sutrisno Mulyono Eko Dwi Tri Paijan Ponimin Kasno "
            "Suyatno Tukiman Heri Budi Sugiarto Wagiman Ngatijo Supriyadi Yanto"
        ),
        _kata(
            "Sri Sumarni Ngatinem Tuminah Endang Siti Wahyuni Sulastri Partini Suparmi Dwi Eka Tri Painem Lestari "
            "Sutini Mujiati Katini Poniyem Rini Wiwik Ida Sumiyati Yatmi"
        ),
        _kata(
            "Santoso Widodo Prasetyo Rahardi Setiawan Utomo Wibowo Nugroho Hartono Sasongko Purnomo Saputra "
            "Kurniawan Handoko Subagyo Wijayanto Riyanto Sudarsono Prayitno Haryanto Mulyadi Sukamto Gutama Iswanto"
        ),
        _kata(
            "Wahyuni Lestari Handayani Rahayu Astuti Utami Ningsih Wulandari Susanti Hartini Widayati Purwanti "
            "Setyowati Kusumawati Mulyati Suryani Pertiwi Yuliani Indrawati Sulistyowati Marlina Anggraini "
            "Puspitasari Rohmah"
        ),
    ),
    # Nama anak masa kini, tanpa melihat suku.
    "anak": (
        _kata(
            "Muhammad Rafa Rizky Aditya Fahri Dimas Arya Bayu Alif Reyhan Kevin Gilang Daffa Zidan Raka Ilham Yusuf "
            "Fajar Bagas Galih Nathan Farel Azka Haikal"
        ),
        _kata(
            "Aisyah Nabila Putri Zahra Naura Salsabila Kayla Bunga Citra Intan Rara Aulia Keisha Syifa Cahaya Tiara "
            "Nayla Adinda Fitri Anisa Gita Melati Azzahra Humaira"
        ),
        _kata(
            "Pratama Ramadhan Saputra Al-Fatih Maulana Hidayat Wijaya Kurniawan Firmansyah Akbar Syahputra Nugraha "
            "Alfarizi Setiawan Prayoga Permana Hakim Ibrahim Fadillah Mahesa Zulfikar Ardana Bastian Sanjaya"
        ),
        _kata(
            "Ramadhani Az-Zahra Maharani Putri Salsabila Khairunnisa Lestari Amelia Safitri Oktaviani Nur'aini "
            "Permatasari Anggraini Kirana Rahmadani Aprilia Maulida Ayuningtyas Nuraini Cantika Azkia Pratiwi "
            "Damayanti Safira"
        ),
    ),
}

# Persen (banjar, kutai, dayak, bugis, jawa) per kab/kota; bawaan untuk yang tidak disebut.
CAMPURAN = {
    "64.01": (32, 10, 6, 22, 30),
    "64.02": (18, 32, 8, 15, 27),
    "64.03": (20, 6, 14, 30, 30),
    "64.07": (12, 12, 52, 6, 18),
    "64.08": (14, 18, 14, 22, 32),
    "64.09": (16, 6, 2, 32, 44),
    "64.11": (8, 4, 78, 4, 6),
    "64.71": (24, 4, 2, 26, 44),
    "64.74": (16, 8, 3, 34, 39),
}
CAMPURAN_LAIN = (32, 12, 5, 19, 32)
URUTAN = ("banjar", "kutai", "dayak", "bugis", "jawa")
# Ejaan yang sering tertukar antara dua pendataan; dipakai untuk membuat data yang mirip.
TERTUKAR = (
    ("Siti ", "Sitti "),
    ("Muhammad", "Mohammad"),
    ("Ahmad", "Akhmad"),
    ("Sri ", "Srie "),
    ("oe", "u"),
    ("yah", "iah"),
    ("Nor", "Nur"),
    ("udd", "ud"),
    ("ss", "s"),
    ("ny", "ni"),
    ("u", "oe"),
    ("j", "dj"),
    ("ll", "l"),
)


def tabel_rasa(kabkota: str) -> tuple[str, ...]:
    """Return a hundred flavours of a kabupaten/kota, to draw from with one number."""
    persen = CAMPURAN.get(kabkota, CAMPURAN_LAIN)
    return tuple(rasa for rasa, banyak in zip(URUTAN, persen, strict=True) for _ in range(banyak))


def karang_nama(acak: Random, rasa: str, jk: str) -> str:
    """Return a made-up name of a flavour."""
    r = acak.random
    laki = jk == "L"
    depan, belakang = RASA[rasa][0 if laki else 1], RASA[rasa][2 if laki else 3]
    nama = depan[int(r() * len(depan))]
    x = r()
    if x < 0.05 and len(nama) > 4:
        return nama
    akhir = belakang[int(r() * len(belakang))]
    if x < 0.22:
        tengah = belakang[int(r() * len(belakang))]
        if tengah != akhir:
            return f"{nama} {tengah} {akhir}"
    return f"{nama} {akhir}"


def salah_eja(nama: str) -> str:
    """Return the name as another recorder might have written it."""
    for lama, baru in TERTUKAR:
        if lama in nama:
            return nama.replace(lama, baru, 1)
    return f"{nama} {nama[0]}."


def kemiripan(a: str, b: str) -> float:
    """Return the trigram similarity of two search names as pg_trgm computes it."""
    satu, dua = _trigram(a), _trigram(b)
    return len(satu & dua) / len(satu | dua) if satu | dua else 0.0


def _trigram(teks: str) -> set[str]:
    return {k[i : i + 3] for kata in teks.split() for k in [f"  {kata} "] for i in range(len(k) - 2)}
