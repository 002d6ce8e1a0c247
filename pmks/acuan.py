"""26 jenis PMKS dan kriterianya sebagai data (Permensos 8/2012, lampiran; fakta dari domain.md bagian 2).

Nama adalah sebutan resmi; definisi dan kriteria ditulis ringkas. Batas umur termasuk tahun yang
disebut. Migrasi `0004_acuan` memuatnya; perubahan aturan kelak menjadi migrasi data baru.

Jenis 5 dan 9 berbagi kedisabilitasan menurut umur: anak (di bawah 18) pada 5, selebihnya pada 9. Lampiran
tidak mencetak batas untuk jenis 9, jadi tidak ada yang diperingatkan. Anak jalanan (4) juga tanpa batas
tercetak; di sini "anak" dibaca sebagai di bawah 18 tahun.
"""

from typing import NamedTuple

from pmks.enums import JenisKelamin, Peka


class Jenis(NamedTuple):
    """One of the 26 types: fields as in `JenisPMKS`, criteria as letter -> text."""

    kode: int
    nama: str
    pendek: str
    subjek: str
    definisi: str
    kriteria: dict[str, str]
    umur_min: int | None = None
    umur_maks: int | None = None
    jk: str = ""
    peka: int = Peka.BIASA
    tanya_disabilitas: bool = False


JENIS: tuple[Jenis, ...] = (
    Jenis(
        1,
        "Anak balita telantar",
        "Balita telantar",
        "I",
        "Anak 5 tahun ke bawah yang ditelantarkan orang tuanya, atau yang keluarganya tidak mampu "
        "mengasuh, merawat, membina, dan melindunginya.",
        {
            "a": "Telantar atau tanpa asuhan yang layak",
            "b": "Berasal dari keluarga sangat miskin atau miskin",
            "c": "Kehilangan hak asuh dari orang tua atau keluarga",
            "d": "Diperlakukan salah dan ditelantarkan oleh orang tua atau keluarga",
            "e": "Dieksploitasi secara ekonomi, misalnya dijadikan pengemis di jalanan",
            "f": "Menderita gizi buruk atau gizi kurang",
        },
        umur_maks=5,
        peka=Peka.ANAK_STIGMA,
    ),
    Jenis(
        2,
        "Anak terlantar",
        "Anak telantar",
        "I",
        "Anak 6 sampai 18 tahun yang diperlakukan salah, ditelantarkan, atau kehilangan hak asuh.",
        {
            "a": "Berasal dari keluarga fakir miskin",
            "b": "Dilalaikan oleh orang tuanya",
            "c": "Tidak terpenuhi kebutuhan dasarnya",
        },
        umur_min=6,
        umur_maks=18,
        peka=Peka.ANAK_STIGMA,
    ),
    Jenis(
        3,
        "Anak yang berhadapan dengan hukum",
        "Anak berhadapan hukum",
        "I",
        "Anak 12 sampai sebelum 18 tahun yang disangka, didakwa, atau dipidana, termasuk yang menjadi "
        "korban atau saksi.",
        {
            "a": "Disangka melakukan tindak pidana",
            "b": "Didakwa melakukan tindak pidana",
            "c": "Dijatuhi pidana",
        },
        umur_min=12,
        umur_maks=17,
        peka=Peka.SANGAT,
    ),
    Jenis(
        4,
        "Anak jalanan",
        "Anak jalanan",
        "I",
        "Anak yang rentan bekerja, bekerja, atau hidup di jalanan dan tempat umum.",
        {
            "a": "Menghabiskan sebagian besar waktunya di jalanan atau tempat umum",
            "b": "Mencari nafkah atau berkeliaran di jalanan atau tempat umum",
        },
        umur_maks=17,
        peka=Peka.ANAK_STIGMA,
    ),
    Jenis(
        5,
        "Anak dengan kedisabilitasan (ADK)",
        "Disabilitas anak",
        "I",
        "Anak di bawah 18 tahun dengan kelainan fisik atau mental yang merintangi kegiatannya sehari-hari.",
        {
            "a": "Disabilitas fisik: tubuh, netra, rungu wicara",
            "b": "Disabilitas mental: retardasi mental, eks psikotik",
            "c": "Disabilitas fisik dan mental (ganda)",
            "d": "Tidak mampu melaksanakan kehidupan sehari-hari",
        },
        umur_maks=17,
        peka=Peka.SANGAT,
        tanya_disabilitas=True,
    ),
    Jenis(
        6,
        "Anak yang menjadi korban tindak kekerasan atau diperlakukan salah",
        "Anak korban kekerasan",
        "I",
        "Anak yang terancam secara fisik atau nonfisik karena kekerasan atau perlakuan salah di keluarga "
        "atau lingkungan terdekatnya.",
        {
            "a": "Anak laki-laki atau perempuan di bawah 18 tahun",
            "b": "Sering mendapat perlakuan kasar atau kejam yang berakibat fisik atau psikologis",
            "c": "Pernah dianiaya atau diperkosa",
            "d": "Dipaksa bekerja, tidak atas kemauannya",
        },
        umur_maks=17,
        peka=Peka.SANGAT,
    ),
    Jenis(
        7,
        "Anak yang memerlukan perlindungan khusus",
        "Anak perlu perlindungan",
        "I",
        "Anak 6 sampai 18 tahun dalam keadaan darurat, terisolasi, dieksploitasi, diperdagangkan, menjadi "
        "korban kekerasan atau penyalahgunaan NAPZA, atau keadaan lain yang memerlukan perlindungan "
        "khusus.",
        {
            "a": "Berumur 6 sampai 18 tahun",
            "b": "Dalam situasi darurat dan lingkungan buruk atau diskriminatif",
            "c": "Korban perdagangan manusia",
            "d": "Korban kekerasan fisik, mental, atau seksual",
            "e": "Korban eksploitasi ekonomi atau seksual",
            "f": "Dari kelompok minoritas dan terisolasi, atau komunitas adat terpencil",
            "g": "Korban penyalahgunaan NAPZA",
            "h": "Terinfeksi HIV/AIDS",
        },
        umur_min=6,
        umur_maks=18,
        peka=Peka.SANGAT,
    ),
    Jenis(
        8,
        "Lanjut usia telantar",
        "Lansia telantar",
        "I",
        "Orang 60 tahun ke atas yang tidak dapat memenuhi kebutuhan dasarnya.",
        {
            "a": "Tidak terpenuhi kebutuhan dasar sandang, pangan, dan papan",
            "b": "Telantar secara psikis dan sosial",
        },
        umur_min=60,
    ),
    Jenis(
        9,
        "Penyandang disabilitas",
        "Penyandang disabilitas",
        "I",
        "Orang dengan keterbatasan fisik, mental, intelektual, atau sensorik dalam jangka lama.",
        {
            "a": "Terhambat melakukan aktivitas sehari-hari",
            "b": "Terhambat bekerja sehari-hari",
            "c": "Tidak mampu memecahkan masalah secara memadai",
            "d": "Disabilitas fisik: tubuh, netra, rungu wicara",
            "e": "Disabilitas mental: retardasi mental, eks psikotik",
            "f": "Disabilitas fisik dan mental (ganda)",
        },
        peka=Peka.SANGAT,
        tanya_disabilitas=True,
    ),
    Jenis(
        10,
        "Tuna susila",
        "Tuna susila",
        "I",
        "Orang yang melakukan hubungan seksual di luar perkawinan untuk memperoleh imbalan.",
        {
            "a": "Menjajakan diri di tempat umum, lokasi, atau tempat terselubung",
            "b": "Memperoleh imbalan uang, materi, atau jasa",
        },
        peka=Peka.SANGAT,
    ),
    Jenis(
        11,
        "Gelandangan",
        "Gelandangan",
        "I",
        "Orang yang hidup mengembara tanpa pencaharian dan tempat tinggal tetap, tidak sesuai norma yang layak.",
        {
            "a": "Tanpa kartu tanda penduduk",
            "b": "Tanpa tempat tinggal yang pasti atau tetap",
            "c": "Tanpa penghasilan tetap",
            "d": "Tanpa rencana hari depan bagi anak-anaknya maupun dirinya",
        },
    ),
    Jenis(
        12,
        "Pengemis",
        "Pengemis",
        "I",
        "Orang yang memperoleh penghasilan dengan meminta-minta di tempat umum.",
        {
            "a": "Mata pencaharian bergantung pada belas kasihan orang lain",
            "b": "Berpakaian kumuh dan compang-camping",
            "c": "Berada di tempat ramai atau strategis",
            "d": "Memperalat sesama untuk merangsang belas kasihan",
        },
    ),
    Jenis(
        13,
        "Pemulung",
        "Pemulung",
        "I",
        "Orang yang hidup dari memungut dan mengumpulkan barang bekas.",
        {"a": "Tidak mempunyai pekerjaan tetap", "b": "Mengumpulkan barang bekas"},
    ),
    Jenis(
        14,
        "Kelompok minoritas",
        "Kelompok minoritas",
        "G",
        "Kelompok yang terganggu keberfungsian sosialnya karena diskriminasi dan marginalisasi.",
        # Butir lampiran tentang perilaku seksual sengaja tidak menjadi kriteria yang dicentang pada
        # seseorang: keadaan itu hanya boleh dicatat sebagai jumlah (domain.md 2, baris 14).
        {"a": "Gangguan keberfungsian sosial", "b": "Mengalami diskriminasi", "c": "Mengalami marginalisasi"},
        peka=Peka.SANGAT,
    ),
    Jenis(
        15,
        "Bekas warga binaan lembaga pemasyarakatan (BWBLP)",
        "Bekas warga binaan",
        "I",
        "Orang yang telah selesai menjalani pidana dan terhambat menyesuaikan diri kembali.",
        {
            "a": "Laki-laki atau perempuan di atas 18 tahun",
            "b": "Telah selesai dan keluar dari lembaga pemasyarakatan karena masalah pidana",
            "c": "Kurang diterima, dijauhi, atau diabaikan keluarga dan masyarakat",
            "d": "Sulit mendapat pekerjaan tetap",
            "e": "Kepala keluarga atau pencari nafkah utama yang tidak dapat menjalankan tugasnya",
        },
        umur_min=19,
        peka=Peka.SANGAT,
    ),
    Jenis(
        16,
        "Orang dengan HIV/AIDS (ODHA)",
        "ODHA",
        "I",
        "Orang yang terinfeksi HIV/AIDS dan membutuhkan pelayanan sosial.",
        {"a": "Laki-laki atau perempuan berusia 18 tahun ke atas", "b": "Telah terinfeksi HIV/AIDS"},
        umur_min=18,
        peka=Peka.SANGAT,
    ),
    Jenis(
        17,
        "Korban penyalahgunaan NAPZA",
        "Korban NAPZA",
        "I",
        "Orang yang memakai NAPZA di luar tujuan pengobatan atau tanpa pengawasan dokter.",
        {
            "a": "Pernah menyalahgunakan NAPZA, sekali, lebih, atau coba-coba",
            "b": "Secara medis dinyatakan bebas ketergantungan oleh dokter yang berwenang",
            "c": "Tidak dapat melaksanakan keberfungsian sosialnya",
        },
        peka=Peka.SANGAT,
    ),
    Jenis(
        18,
        "Korban trafficking",
        "Korban perdagangan orang",
        "I",
        "Orang yang menderita akibat tindak pidana perdagangan orang.",
        {
            "a": "Mengalami tindak kekerasan",
            "b": "Mengalami eksploitasi seksual",
            "c": "Mengalami penelantaran",
            "d": "Mengalami pengusiran (deportasi)",
            "e": "Tidak mampu menyesuaikan diri di tempat kerja baru sehingga fungsi sosialnya terganggu",
        },
        peka=Peka.SANGAT,
    ),
    Jenis(
        19,
        "Korban tindak kekerasan",
        "Korban kekerasan",
        "IKGM",
        "Orang, keluarga, kelompok, atau kesatuan masyarakat yang menjadi korban kekerasan.",
        {
            "a": "Mengalami perlakuan salah",
            "b": "Mengalami penelantaran",
            "c": "Mengalami eksploitasi",
            "d": "Mengalami diskriminasi",
            "e": "Dibiarkan dalam situasi berbahaya",
        },
        peka=Peka.SANGAT,
    ),
    Jenis(
        20,
        "Pekerja migran bermasalah sosial (PMBS)",
        "Pekerja migran bermasalah",
        "I",
        "Pekerja migran di dalam negeri atau lintas negara yang mengalami masalah sosial.",
        {
            "a": "Pekerja migran domestik",
            "b": "Pekerja migran lintas negara",
            "c": "Bekas pekerja migran domestik dan lintas negara",
            "d": "Bekas pekerja migran yang sakit, menyandang disabilitas, atau meninggal",
            "e": "Pekerja migran tidak berdokumen",
            "f": "Pekerja migran miskin",
            "g": "Mengalami kekerasan, eksploitasi, penelantaran, deportasi, trafficking, sulit beradaptasi",
        },
        peka=Peka.ANAK_STIGMA,
    ),
    Jenis(
        21,
        "Korban bencana alam",
        "Korban bencana alam",
        "IG",
        "Orang atau kelompok yang menderita akibat gempa, tsunami, letusan gunung, banjir, kekeringan, "
        "angin topan, atau tanah longsor.",
        {
            "a": "Korban terluka atau meninggal",
            "b": "Mengalami kerugian harta benda",
            "c": "Mengalami dampak psikologis",
            "d": "Terganggu dalam melaksanakan fungsi sosial",
        },
    ),
    Jenis(
        22,
        "Korban bencana sosial",
        "Korban bencana sosial",
        "IG",
        "Orang atau kelompok yang menderita akibat konflik antarkelompok atau antarkomunitas, atau teror.",
        {
            "a": "Korban jiwa manusia",
            "b": "Mengalami kerugian harta benda",
            "c": "Mengalami dampak psikologis",
        },
        peka=Peka.ANAK_STIGMA,
    ),
    Jenis(
        23,
        "Perempuan rawan sosial ekonomi (PRSE)",
        "PRSE",
        "I",
        "Perempuan dewasa, menikah, belum menikah, atau janda, yang tidak berpenghasilan cukup untuk "
        "kebutuhan pokoknya.",
        {
            "a": "Perempuan berusia 18 sampai 59 tahun",
            "b": "Istri yang ditinggal suami tanpa kejelasan",
            "c": "Menjadi pencari nafkah utama keluarga",
            "d": "Berpenghasilan kurang atau tidak mencukupi",
        },
        umur_min=18,
        umur_maks=59,
        jk=JenisKelamin.PEREMPUAN,
    ),
    Jenis(
        24,
        "Fakir miskin",
        "Fakir miskin",
        "IK",
        "Orang yang tidak mempunyai mata pencaharian, atau mempunyainya tetapi tidak cukup untuk "
        "kebutuhan dasar yang layak bagi diri dan keluarganya.",
        {
            "a": "Tidak mempunyai sumber mata pencaharian",
            "b": "Mempunyai mata pencaharian, tetapi tidak mampu memenuhi kebutuhan dasar yang layak",
        },
    ),
    Jenis(
        25,
        "Keluarga bermasalah sosial psikologis",
        "Keluarga bermasalah",
        "K",
        "Keluarga yang hubungan antaranggotanya kurang serasi sehingga tugas dan fungsi keluarga terganggu.",
        {
            "a": "Suami atau istri sering tidak saling memperhatikan dan kurang berkomunikasi",
            "b": "Sering bertengkar, hidup sendiri-sendiri dalam ikatan keluarga",
            "c": "Hubungan dengan tetangga kurang baik",
            "d": "Kebutuhan jasmani, rohani, dan sosial anak kurang terpenuhi",
        },
        peka=Peka.ANAK_STIGMA,
    ),
    Jenis(
        26,
        "Komunitas adat terpencil (KAT)",
        "Komunitas adat terpencil",
        "M",
        "Kelompok sosial budaya yang setempat dan terpencar, belum atau kurang terlibat dalam jaringan dan pelayanan.",
        {
            "a": "Komunitas relatif kecil, tertutup, dan homogen",
            "b": "Pranata sosial bertumpu pada kekerabatan",
            "c": "Terpencil secara geografis dan sulit dijangkau",
            "d": "Hidup dengan ekonomi subsisten",
            "e": "Peralatan dan teknologi sederhana",
            "f": "Sangat bergantung pada lingkungan dan sumber daya alam setempat",
            "g": "Terbatas akses pelayanan sosial, ekonomi, dan politik",
        },
        peka=Peka.ANAK_STIGMA,
    ),
)
