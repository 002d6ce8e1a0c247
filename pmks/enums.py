from django.db import models

from tksk_portal.dasar.enums import JenisKelamin as JenisKelamin


class AlasanTanpaNIK(models.TextChoices):
    """Why a person has no NIK; such persons are never merged by an empty key (pelajaran.md 16)."""

    BELUM_REKAM = "belum_rekam", "Belum pernah direkam Dukcapil"
    ANAK = "anak", "Anak yang belum didaftarkan"
    HILANG = "hilang", "KTP/KK hilang, nomornya tidak diingat"
    BERPINDAH = "berpindah", "Hidup berpindah, tidak punya dokumen"
    KAT = "kat", "Warga komunitas adat terpencil"
    TIDAK_MAMPU = "tidak_mampu", "Tidak dapat ditanya (sakit, gangguan jiwa, bayi)"
    BELUM_DITUNJUKKAN = "belum_ditunjukkan", "Dokumen belum ditunjukkan, akan dilengkapi"


class AlasanTanpaKK(models.TextChoices):
    """Why the number of the family card is missing."""

    BELUM_PUNYA = "belum_punya", "Belum punya KK"
    HILANG = "hilang", "KK hilang, nomornya tidak diingat"
    BERPINDAH = "berpindah", "Hidup berpindah, terpisah dari keluarga"
    BELUM_DITUNJUKKAN = "belum_ditunjukkan", "Dokumen belum ditunjukkan, akan dilengkapi"


class Sumber(models.TextChoices):
    """Where the record comes from."""

    LAPANGAN = "lapangan", "Kunjungan TKSK"
    DESA = "desa", "Usulan desa/kelurahan"
    RT = "rt", "Usulan RT/RW"
    WARGA = "warga", "Laporan warga"
    LEMBAGA = "lembaga", "Panti atau lembaga sosial"
    DTSEN = "dtsen", "DTSEN/SIKS-NG"
    LAIN = "lain", "Lainnya"


class Bantuan(models.TextChoices):
    """Social aid received when the data were taken."""

    PKH = "pkh", "PKH"
    SEMBAKO = "sembako", "Sembako/BPNT"
    PBI = "pbi", "PBI Jaminan Kesehatan"
    BLT_DESA = "blt_desa", "BLT Dana Desa"
    ATENSI = "atensi", "Atensi Kemensos"
    DAERAH = "daerah", "Bantuan daerah"


class Disabilitas(models.TextChoices):
    """Kind of disability asked with types 5 and 9 (domain.md 2)."""

    FISIK = "fisik", "Fisik"
    INTELEKTUAL = "intelektual", "Intelektual"
    MENTAL = "mental", "Mental"
    SENSORIK = "sensorik", "Sensorik"


class Kedudukan(models.TextChoices):
    """What a child in conflict with the law is in the case (type 3; domain.md 2: also victim and witness)."""

    PELAKU = "pelaku", "Pelaku (disangka, didakwa, atau dijatuhi pidana)"
    KORBAN = "korban", "Korban"
    SAKSI = "saksi", "Saksi"


class Negeri(models.TextChoices):
    """Where it happened or where the person worked (types 18 and 20)."""

    DALAM = "dalam", "Dalam negeri"
    LUAR = "luar", "Luar negeri"


class Bencana(models.TextChoices):
    """Kind of disaster; which of them a type offers is data of its version (types 21 and 22)."""

    GEMPA = "gempa", "Gempa bumi"
    TSUNAMI = "tsunami", "Tsunami"
    GUNUNG = "gunung", "Gunung meletus"
    BANJIR = "banjir", "Banjir"
    KEKERINGAN = "kekeringan", "Kekeringan"
    ANGIN = "angin", "Angin topan"
    LONGSOR = "longsor", "Tanah longsor"
    KONFLIK = "konflik", "Konflik antarkelompok"
    TEROR = "teror", "Teror"
    LAIN = "lain", "Lainnya (terangkan di Keterangan)"


class Skema(models.TextChoices):
    """A later naming that is derived from the 26 types (domain.md 4.3, 4.4)."""

    PPKS = "ppks", "PPKS"
    PAS = "pas12", "12-PAS"


class Keadaan(models.TextChoices):
    """What became of a person, or of a person in one type. Only `AKTIF` counts in the totals of today."""

    AKTIF = "aktif", "Masih ditangani"
    TERTANGANI = "tertangani", "Sudah tertangani"
    PINDAH = "pindah", "Pindah keluar wilayah"
    MENINGGAL = "meninggal", "Meninggal"
    TIDAK_DITEMUKAN = "hilang", "Tidak ditemukan"


class StatusPindahan(models.TextChoices):
    """State of a hand-over between kecamatan. `DIMINTA` waits for the giver, `DIUSULKAN` for the receiver."""

    DIMINTA = "diminta", "Diminta"
    DIUSULKAN = "diusulkan", "Menunggu diterima"
    DITERIMA = "diterima", "Diterima"
    DITOLAK = "ditolak", "Ditolak"
    DITARIK = "ditarik", "Ditarik kembali"


class JenisKebutuhan(models.TextChoices):
    """What somebody needs."""

    PANGAN = "pangan", "Pangan"
    SANDANG = "sandang", "Sandang"
    HUNIAN = "hunian", "Hunian"
    KESEHATAN = "kesehatan", "Kesehatan"
    PENDIDIKAN = "pendidikan", "Pendidikan"
    DOKUMEN = "dokumen", "Dokumen kependudukan"
    ALAT_BANTU = "alat_bantu", "Alat bantu"
    PEKERJAAN = "pekerjaan", "Pekerjaan atau usaha"
    PERLINDUNGAN = "perlindungan", "Perlindungan"
    PENDAMPINGAN = "pendampingan", "Pendampingan"
    LAIN = "lain", "Lainnya"


class HasilKebutuhan(models.TextChoices):
    """How a need ended; without one it is still open."""

    TERPENUHI = "terpenuhi", "Terpenuhi"
    TIDAK_PERLU = "tidak_perlu", "Tidak diperlukan lagi"
    MENINGGAL = "meninggal", "Ditutup karena orangnya meninggal"


class TingkatPemberi(models.TextChoices):
    """Which level of government, or who else, gives a programme."""

    PUSAT = "pusat", "Pemerintah pusat"
    PROVINSI = "provinsi", "Pemerintah provinsi"
    KABKOTA = "kabkota", "Pemerintah kabupaten/kota"
    DESA = "desa", "Desa/kelurahan"
    LEMBAGA = "lembaga", "Lembaga atau masyarakat"


class SumberLayanan(models.TextChoices):
    """How it is known that aid was received."""

    PENERIMA = "penerima", "Keterangan penerima atau keluarganya"
    DILIHAT = "dilihat", "Disaksikan petugas"
    PEMBERI = "pemberi", "Data atau berita acara pemberi"
    SIKS = "siks", "DTSEN/SIKS-NG"
    LAIN = "lain", "Lainnya"


class SumberDTSEN(models.TextChoices):
    """Where a decile was read."""

    SIKS = "siks", "SIKS-NG"
    CEK_BANSOS = "cek_bansos", "Cek Bansos"
    DESA = "desa", "Daftar desa/kelurahan"
    DINAS = "dinas", "Data dinas sosial"
    IMPOR = "impor", "Unggahan Excel"
    LAIN = "lain", "Lainnya"


class JenisBerkas(models.TextChoices):
    """What a photo or document of a person shows."""

    DIRI = "diri", "Foto orangnya"
    RUMAH = "rumah", "Foto tempat tinggal"
    KTP = "ktp", "KTP atau KK"
    SURAT = "surat", "Surat keterangan"
    LAIN = "lain", "Lainnya"


class KelompokUmur(models.IntegerChoices):
    """Age group; its bounds follow the age rules of Permensos 8/2012."""

    BALITA = 0, "0–5 tahun"
    ANAK = 1, "6–17 tahun"
    DEWASA = 2, "18–59 tahun"
    LANSIA = 3, "60 tahun ke atas"


class Peka(models.IntegerChoices):
    """How sensitive it is that a person belongs to a type (domain.md 2, column Sens)."""

    BIASA = 0, "Biasa"
    ANAK_STIGMA = 1, "Anak atau rawan stigma"
    SANGAT = 2, "Sangat peka"


class Temuan(models.TextChoices):
    """What the machine noticed about a record; a person decides."""

    NIK_TANGGAL = "nik_tanggal", "Tanggal lahir berbeda dengan NIK"
    NIK_KELAMIN = "nik_kelamin", "Jenis kelamin berbeda dengan NIK"
    TANPA_NIK = "tanpa_nik", "Tanpa NIK"
    TANPA_KK = "tanpa_kk", "KK belum ada"
    ATURAN_UMUR = "aturan_umur", "Di luar aturan umur atau jenis kelamin"
    TANPA_KRITERIA = "tanpa_kriteria", "Belum ada kriteria yang dicentang"
    MIRIP = "mirip", "Mirip data lain"
    NIK_GANDA = "nik_ganda", "NIK tercatat juga di tempat lain"
    NIK_SELISIH = "nik_selisih", "NIK berbeda satu angka dengan data lain"
    NIK_AKHIR = "nik_akhir", "Angka terakhir NIK mungkin hilang di Excel"
    NIK_DAERAH = "nik_daerah", "Kode daerah dalam NIK tidak dikenal"
    RINCIAN_KURANG = "rincian_kurang", "Rincian jenis belum lengkap"


class BentukKesatuan(models.TextChoices):
    """What a subject that is not one person is (domain.md 2, column Subj); `HITUNGAN` is a number without names."""

    KELUARGA = "keluarga", "Keluarga"
    KELOMPOK = "kelompok", "Kelompok"
    KOMUNITAS = "komunitas", "Komunitas"
    HITUNGAN = "hitungan", "Hitungan tanpa nama"


class HubunganKeluarga(models.TextChoices):
    """Relation to the head of the family, as on the family card."""

    KEPALA = "kepala", "Kepala keluarga"
    PASANGAN = "pasangan", "Suami/istri"
    ANAK = "anak", "Anak"
    MENANTU = "menantu", "Menantu"
    CUCU = "cucu", "Cucu"
    ORANG_TUA = "orang_tua", "Orang tua"
    MERTUA = "mertua", "Mertua"
    FAMILI = "famili", "Famili lain"
    LAIN = "lain", "Lainnya"


class SebabKeluar(models.TextChoices):
    """Why somebody is no longer a member of a family."""

    DIKELUARKAN = "dikeluarkan", "Dikeluarkan petugas"
    PINDAH = "pindah", "Pindah ke kecamatan lain"


class CaraCari(models.TextChoices):
    """How the index of NIK was used; each has its own limit per account and hour."""

    SATU = "satu", "Satu per satu"
    CATAT = "catat", "Bentrok saat mencatat"
    IMPOR = "impor", "Impor"


class DasarPembatasan(models.TextChoices):
    """What a restriction of processing rests on; the same codes as `lindung.enums.JenisPermintaan`."""

    KEBERATAN = "keberatan", "Keberatan atas pemrosesan"
    PEMBATASAN = "pembatasan", "Permintaan membatasi pemrosesan"


class StatusBentrok(models.TextChoices):
    """State of a clash of NIK."""

    MENUNGGU = "menunggu", "Menunggu putusan"
    DIPUTUSKAN = "diputuskan", "Menunggu perbaikan"
    SELESAI = "selesai", "Selesai"


class PutusanBentrok(models.TextChoices):
    """What two records with one NIK are, seen from the row's own side: two people, of whom one has it wrong; or one
    person in two kabupaten/kota, of whose records one moves to the other."""

    INI_KELIRU = "ini_keliru", "NIK di sini keliru"
    LAIN_KELIRU = "lain_keliru", "NIK di kecamatan lain keliru"
    INI_PINDAH = "ini_pindah", "Orang yang sama; data di sini pindah ke kecamatan lain"
    LAIN_PINDAH = "lain_pindah", "Orang yang sama; data di kecamatan lain pindah ke sini"


class SebabSelesai(models.TextChoices):
    """Why a clash is over; seen from the row's own side."""

    INI_LEPAS = "ini_lepas", "Data ini tidak lagi memakai NIK itu"
    LAIN_LEPAS = "lain_lepas", "Data di kecamatan lain tidak lagi memakai NIK itu"


class StatusPasangan(models.TextChoices):
    """State of a pair that may be one person."""

    MENUNGGU = "menunggu", "Menunggu"
    BUKAN = "bukan", "Bukan orang yang sama"
    GABUNG = "gabung", "Digabung"
    GUGUR = "gugur", "Gugur"


class KeyakinanKembar(models.TextChoices):
    """How sure it is that two records are one person, from the score."""

    HAMPIR_PASTI = "pasti", "Hampir pasti"
    MUNGKIN = "mungkin", "Mungkin"
    RAGU = "ragu", "Perlu dilihat"

    @classmethod
    def dari_skor(cls, skor: int) -> "KeyakinanKembar":
        """Return the word for a score of 0 to 100."""
        return cls.HAMPIR_PASTI if skor >= 90 else cls.MUNGKIN if skor >= 80 else cls.RAGU
