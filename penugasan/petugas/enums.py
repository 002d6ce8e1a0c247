"""Pilihan pada data petugas."""

from django.db import models


class JenisHunian(models.TextChoices):
    """How somebody holds a formation."""

    PETUGAS = "petugas", "Petugas"
    RANGKAP = "rangkap", "Perangkap (Plt)"


class Keadaan(models.TextChoices):
    """What a formation is on a day; vacancy is what remains when nobody holds it."""

    TERISI = "terisi", "Terisi"
    DIRANGKAP = "dirangkap", "Dirangkap"
    LOWONG = "lowong", "Lowong"


class AlasanSelesai(models.TextChoices):
    """Why an occupancy ended (seen in practice, domain.md 1.5; the articles on dismissal are not confirmed)."""

    MUNDUR = "mundur", "Mengundurkan diri"
    MASA = "masa", "Masa tugas habis"
    MENINGGAL = "meninggal", "Meninggal dunia"
    BERHENTI = "berhenti", "Diberhentikan"
    PINDAH = "pindah", "Pindah tugas"
    CUTI = "cuti", "Cuti"
    KEMBALI = "kembali", "Petugasnya kembali atau terisi"
    KELIRU = "keliru", "Salah catat"


ALASAN_BERHENTI = (
    AlasanSelesai.MUNDUR,
    AlasanSelesai.MASA,
    AlasanSelesai.MENINGGAL,
    AlasanSelesai.BERHENTI,
    AlasanSelesai.PINDAH,
)


class Agama(models.TextChoices):
    """Religion as the real form asks for it; may stay empty."""

    ISLAM = "islam", "Islam"
    KRISTEN = "kristen", "Kristen"
    KATOLIK = "katolik", "Katolik"
    HINDU = "hindu", "Hindu"
    BUDDHA = "buddha", "Buddha"
    KONGHUCU = "konghucu", "Konghucu"
    KEPERCAYAAN = "kepercayaan", "Kepercayaan terhadap Tuhan YME"


class Pendidikan(models.TextChoices):
    """Highest schooling, lowest first."""

    SD = "sd", "SD/sederajat"
    SMP = "smp", "SMP/sederajat"
    SMA = "sma", "SMA/sederajat"
    D3 = "d3", "Diploma"
    S1 = "s1", "Sarjana (S1/D4)"
    S2 = "s2", "Pascasarjana"


class TingkatSK(models.TextChoices):
    """Which level signed a decree; several may hold at once."""

    KEMENSOS = "kemensos", "Kementerian Sosial"
    PROVINSI = "provinsi", "Dinas sosial provinsi"
    KABKOTA = "kabkota", "Dinas sosial kabupaten/kota"
    LAIN = "lain", "Pejabat lain"


class HasilPenilaian(models.TextChoices):
    """The yearly evaluation, in the words of the real form."""

    BAIK = "baik", "Baik"
    CUKUP = "cukup", "Cukup"
    BURUK = "buruk", "Buruk"


class SumberTali(models.TextChoices):
    """Who pays tali asih; amounts differ and are typed, never assumed."""

    APBN = "apbn", "APBN (Kementerian Sosial)"
    PROVINSI = "provinsi", "APBD provinsi"
    KABKOTA = "kabkota", "APBD kabupaten/kota"
    PROGRAM = "program", "Pendampingan program"


class Tahap(models.TextChoices):
    """Where a nomination stands."""

    DIUSULKAN = "diusulkan", "Menunggu rekomendasi kab/kota"
    DIREKOMENDASIKAN = "direkomendasikan", "Menunggu diteruskan provinsi"
    DITERUSKAN = "diteruskan", "Menunggu SK"
    DITETAPKAN = "ditetapkan", "SK terbit"
    DITUTUP = "ditutup", "Ditutup tanpa SK"


TAHAP_BERJALAN = (Tahap.DIUSULKAN, Tahap.DIREKOMENDASIKAN, Tahap.DITERUSKAN)
NADA_KEADAAN = {Keadaan.TERISI: "hijau", Keadaan.DIRANGKAP: "biru", Keadaan.LOWONG: "kuning"}
NADA_TAHAP = {
    Tahap.DIUSULKAN: "kuning",
    Tahap.DIREKOMENDASIKAN: "kuning",
    Tahap.DITERUSKAN: "biru",
    Tahap.DITETAPKAN: "hijau",
    Tahap.DITUTUP: "abu",
}
NADA_NILAI = {HasilPenilaian.BAIK: "hijau", HasilPenilaian.CUKUP: "kuning", HasilPenilaian.BURUK: "merah"}
