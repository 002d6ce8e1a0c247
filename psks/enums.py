from django.db import models


class Bentuk(models.TextChoices):
    """The shape of a partner (domain.md 3)."""

    INDIVIDU = "individu", "Perorangan"
    KELUARGA = "keluarga", "Keluarga"
    LEMBAGA = "lembaga", "Lembaga"


class Golongan(models.TextChoices):
    """Where a type comes from."""

    RESMI = "resmi", "12 jenis PSKS"
    DAERAH = "daerah", "Jenis daerah"
    SDM = "sdm", "SDM kesejahteraan sosial lain"


class Cakupan(models.TextChoices):
    """How far a partner serves."""

    DESA = "desa", "Desa/kelurahan sendiri"
    KECAMATAN = "kecamatan", "Satu kecamatan"
    KABKOTA = "kabkota", "Satu kabupaten/kota"
    PROVINSI = "provinsi", "Seluruh provinsi"


class Temuan(models.TextChoices):
    """What the checks found; a warning, never a refusal."""

    UMUR = "umur", "Umur di luar aturan jenisnya"
    KELAMIN = "kelamin", "Jenis kelamin di luar aturan jenisnya"
    TANPA_NIK = "tanpa_nik", "Belum ada NIK"
    NIK_BEDA = "nik_beda", "Tanggal lahir atau kelamin berbeda dengan NIK"
    KURANG = "kurang", "Isian wajib jenisnya belum lengkap"
    MIRIP = "mirip", "Mirip data lain"


class JenisDokumen(models.TextChoices):
    """A kind of paper that a partner holds."""

    AKTA = "akta", "Akta pendirian"
    KEMENKUMHAM = "kemenkumham", "SK Kemenkumham"
    IZIN_KABKOTA = "izin_kabkota", "Izin operasional kabupaten/kota"
    IZIN_PROVINSI = "izin_provinsi", "Izin operasional provinsi"
    SK = "sk", "Surat keputusan (SK)"
    AKREDITASI = "akreditasi", "Akreditasi"
    SERTIFIKAT = "sertifikat", "Sertifikat kompetensi"
    PELATIHAN = "pelatihan", "Sertifikat pelatihan"
    LAIN = "lain", "Dokumen lain"


class JenisJejaring(models.TextChoices):
    """What partners did together."""

    PERJANJIAN = "perjanjian", "Kerja sama"
    PERTEMUAN = "pertemuan", "Pertemuan"
    KONTAK = "kontak", "Kontak"
    KEGIATAN = "kegiatan", "Kegiatan bersama"
