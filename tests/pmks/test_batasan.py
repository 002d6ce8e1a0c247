"""Yang dapat ditolak basis data, ditolaknya: satu contoh bagi tiap batasan bernama."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from pmks.models import (
    AturanJenis,
    Bentrok,
    DataDTSEN,
    Gerak,
    IndeksNIK,
    Kasus,
    KeadaanOrang,
    Kebutuhan,
    KunciNIK,
    LabelTurunan,
    Layanan,
    Orang,
    PasanganMirip,
    Pembatasan,
    Pengecualian,
    Pengesahan,
    Penggabungan,
    Peraturan,
    Pindahan,
    Potret,
    Program,
    PutusanKasus,
    PutusanRevisi,
    Revisi,
    SapuanKembar,
    Saringan,
    Sel,
)
from tests.pmks import test_batasan_kesatuan as kesatuan
from tests.pmks.bahan import DESA, DESA_LAIN, nik_ke, pada_status
from tests.pmks.batasan import KINI, ditinjau, ganda
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.models import Langkah


class Isi:
    """One person with a verified type, a pending change, decisions, and an approval; everything raw."""

    def __init__(self, dunia) -> None:
        self.dunia = dunia
        self.kasus = pada_status(dunia, Status.DIVERIFIKASI)
        self.lain = pada_status(dunia, Status.DIAJUKAN, nik=nik_ke(9200))
        self.orang = self.kasus.orang
        self.akun = {n: dunia[n].akun.pk for n in ("tksk", "dinsos", "provinsi")}
        with lingkup.masuk(lingkup.sistem("uji")):
            self.revisi = self.usul()
            self.pengesahan = self.sah()

    def usul(self, **ganti) -> Revisi:
        """Create a pending change."""
        isi = {
            "orang": self.orang,
            "wilayah_id": DESA,
            "isi": {},
            "alasan": "uji",
            "dasar_versi": 1,
            "dibuat_oleh_id": self.akun["tksk"],
        }
        return Revisi.objects.create(**isi | ganti)

    def potret(self, akhir: date) -> Potret:
        """Keep a cell of a quarter."""
        sel = {"jenis": 0, "status": "draf", "jk": "L", "kelompok_umur": 0, "jumlah": 1}
        return Potret.objects.create(wilayah_id="64", akhir=akhir, **sel)

    def sah(self, **ganti) -> Pengesahan:
        """Create an approval."""
        isi = {"id": uuid4(), "wilayah_id": "64.72", "periode": date(2026, 11, 1), "sebagai": "uji"}
        return Pengesahan.objects.create(**isi | {"oleh_id": self.akun["provinsi"]} | ganti)

    def kecuali(self, **ganti) -> Pengecualian:
        """Create an exception."""
        isi = {"pengesahan": self.pengesahan, "kasus": self.kasus, "wilayah_id": DESA, "alasan": "uji"}
        return Pengecualian.objects.create(**isi | ganti)

    def putus(self, model, rekaman, **ganti):
        """Create a decision."""
        isi = {"aksi": "ajukan", "dari": "draf", "ke": "diajukan", "sebagai": "uji", "wilayah_id": DESA}
        return model.objects.create(rekaman_id=rekaman, oleh_id=self.akun["tksk"], **isi | ganti)

    def bentrok(self, **ganti) -> Bentrok:
        """Create one side of a clash."""
        isi = {"orang": self.orang, "wilayah_id": DESA, "kecamatan_lain_id": "64.72.04", "belakangan": True}
        return Bentrok.objects.create(**{"pasangan": UUID(int=7)} | isi | ganti)

    def batasi(self, **ganti) -> Pembatasan:
        """Create a restriction."""
        isi = {"orang": self.orang, "wilayah_id": DESA, "dasar": "keberatan", "permintaan": UUID(int=7)}
        isi |= {"alasan": "uji", "dipasang_oleh_id": self.akun["dinsos"], "dipasang_sebagai": "uji"}
        return Pembatasan.objects.create(**isi | ganti)

    def mirip(self, **ganti) -> PasanganMirip:
        """Create a pair of the two persons."""
        kiri, kanan = sorted((self.orang.pk, self.lain.orang_id))
        isi = {"kiri_id": kiri, "kanan_id": kanan, "wilayah_id": DESA, "skor": 80}
        return PasanganMirip.objects.create(**isi | ganti)

    def _anak(self, model, **isi):
        return model.objects.create(
            **{"id": uuid4(), "orang": self.orang, "wilayah_id": DESA, "dibuat_oleh_id": self.akun["tksk"]} | isi
        )

    def butuh(self, **ganti) -> None:
        """Create a need."""
        self._anak(Kebutuhan, **{"jenis": "pangan", "ditemukan_pada": date(2026, 11, 1)} | ganti)

    def layan(self, **ganti) -> None:
        """Create a service."""
        self._anak(Layanan, **{"program_lain": "uji", "tanggal": date(2026, 11, 1), "rupiah": 1} | ganti)

    def keadaan(self, **ganti) -> None:
        """Create a change of state."""
        isi = {"keadaan": "pindah", "tanggal": date(2026, 11, 1), "alasan": "uji", "sebagai": "uji"}
        self._anak(KeadaanOrang, **isi | ganti)

    def dtsen(self, **ganti) -> None:
        """Create a DTSEN entry."""
        self._anak(DataDTSEN, **{"tanggal": date(2026, 11, 1), "desil": 1} | ganti)

    def o(self, **ubah) -> None:
        """Write columns of the person."""
        Orang.objects.filter(pk=self.orang.pk).update(**ubah)

    def k(self, **ubah) -> None:
        """Write columns of the type."""
        Kasus.objects.filter(pk=self.kasus.pk).update(**ubah)

    def r(self, **ubah) -> None:
        """Write columns of the pending change."""
        Revisi.objects.filter(pk=self.revisi.pk).update(**ubah)

    def gabung(self, **ganti) -> Penggabungan:
        """Create a merge of the second person into the first."""
        isi = {"utama": self.orang, "lain": self.lain.orang, "wilayah_id": DESA, "alasan": "uji", "sebagai": "uji"}
        return Penggabungan.objects.create(**isi | {"oleh_id": self.akun["tksk"]} | ganti)

    def pindah(self, **ganti) -> Pindahan:
        """Create an open hand-over."""
        isi = {"orang": self.orang, "dari_id": "64.72.03", "ke_id": "64.72.04", "status": "diusulkan"}
        isi |= {"alasan": "uji", "dibuat_oleh_id": self.akun["tksk"], "dibuat_sebagai": "uji"}
        return Pindahan.objects.create(**isi | ganti)


def aturan(**ganti) -> AturanJenis:
    """Create one more version of type 8."""
    isi = {"jenis_id": 8, "peraturan": Peraturan.objects.first(), "definisi": "Uji", "subjek": "I"}
    return AturanJenis.objects.create(**isi | ganti)


CONTOH = {
    "orang_nik_bentuk": lambda i: i.o(nik="647203520558900X"),
    "orang_nik_atau_alasan": lambda i: i.o(nik="", alasan_tanpa_nik=""),
    "orang_no_kk_bentuk": lambda i: i.o(no_kk="123"),
    "orang_no_kk_atau_alasan": lambda i: i.o(alasan_tanpa_kk="hilang"),
    "orang_nik_sekali_per_kecamatan": lambda i: i.o(nik=nik_ke(9200)),
    "orang_di_desa": lambda i: i.o(wilayah_id="64.72.03"),
    "orang_lahir_wajar": lambda i: i.o(tanggal_lahir=date(1899, 12, 31)),
    "orang_titik_lengkap": lambda i: i.o(lintang=-0.4),
    "orang_desil_wajar": lambda i: i.o(desil=11),
    **ditinjau("kasus", "k"),
    "kasus_jenis_sekali": lambda i: Kasus.objects.create(
        orang=i.orang, wilayah_id=DESA, jk="P", kelompok_umur=3, jenis_id=8, dibuat_oleh_id=i.akun["tksk"]
    ),
    "kasus_ikut_orang": lambda i: i.k(wilayah_id=DESA_LAIN),
    "kasus_pengesahan": lambda i: i.k(pengesahan_id=uuid4()),
    **ditinjau("revisi", "r"),
    "revisi_satu_berjalan": lambda i: i.usul(),
    "revisi_ikut_orang": lambda i: i.r(wilayah_id=DESA_LAIN),
    "revisi_ikut_kasus": lambda i: i.usul(kasus_id=uuid4()),
    "pmks_putusankasus_berkomentar": lambda i: i.putus(PutusanKasus, i.kasus.pk, aksi="kembalikan"),
    "pmks_putusanrevisi_berkomentar": lambda i: i.putus(PutusanRevisi, i.revisi.pk, aksi="batalkan"),
    "putusankasus_ikut_kasus": lambda i: i.putus(PutusanKasus, i.kasus.pk, wilayah_id=DESA_LAIN),
    "putusanrevisi_ikut_revisi": lambda i: i.putus(PutusanRevisi, i.revisi.pk, wilayah_id=DESA_LAIN),
    "pengesahan_per_kabkota": lambda i: i.sah(wilayah_id="64"),
    "pengesahan_awal_bulan": lambda i: i.sah(periode=date(2026, 11, 2)),
    "pengecualian_sekali": lambda i: ganda(i.kecuali),
    "pengecualian_beralasan": lambda i: i.kecuali(alasan=""),
    "pengecualian_ikut_kasus": lambda i: i.kecuali(wilayah_id=DESA_LAIN),
    "pengecualian_ikut_pengesahan": lambda i: i.kecuali(pengesahan_id=uuid4(), pengesahan=None),
    "orang_digabung_kosong": lambda i: i.o(digabung_ke_id=i.lain.orang_id),
    "penggabungan_beda_orang": lambda i: i.gabung(lain=i.orang),
    "penggabungan_beralasan": lambda i: i.gabung(alasan=""),
    "penggabungan_urung_berpasangan": lambda i: i.gabung(diurungkan_pada=KINI),
    "penggabungan_sekali": lambda i: ganda(i.gabung),
    "penggabungan_ikut_orang": lambda i: i.gabung(wilayah_id=DESA_LAIN),
    "penggabungan_lain": lambda i: i.gabung(lain_id=uuid4(), lain=None),
    "pindahan_antarkecamatan": lambda i: i.pindah(ke_id="64.72.03"),
    "pindahan_beralasan": lambda i: i.pindah(alasan=""),
    "pindahan_ada_orang": lambda i: i.pindah(orang=None),
    "pindahan_nik_permintaan": lambda i: i.pindah(nik=nik_ke(1)),
    "pindahan_dijawab_lengkap": lambda i: i.pindah(dijawab_pada=KINI),
    "pindahan_satu_terbuka": lambda i: ganda(i.pindah),
    "pindahan_satu_permintaan": lambda i: ganda(lambda: i.pindah(orang=None, status="diminta", nik=nik_ke(1))),
    "pindahan_orang_ada": lambda i: i.pindah(orang_id=uuid4(), orang=None),
    "bentrok_ikut_orang": lambda i: i.bentrok(wilayah_id=DESA_LAIN),
    "pembatasan_ikut_orang": lambda i: i.batasi(wilayah_id=DESA_LAIN),
    "pembatasan_sekali": lambda i: ganda(i.batasi),
    "pembatasan_beralasan": lambda i: i.batasi(alasan=""),
    "pembatasan_dilepas_lengkap": lambda i: i.batasi(dilepas_pada=KINI),
    "bentrok_satu_sisi": lambda i: ganda(i.bentrok),
    "bentrok_putusan_lengkap": lambda i: i.bentrok(putusan="ini_keliru", komentar="uji"),
    "bentrok_selesai_lengkap": lambda i: i.bentrok(status="selesai"),
    "bentrok_diputuskan_berputusan": lambda i: i.bentrok(status="diputuskan"),
    "pasangan_kiri": lambda i: i.mirip(kiri_id=UUID(int=1)),
    "pasangan_kanan": lambda i: i.mirip(kanan_id=UUID(int=2**128 - 1)),
    "pasangan_sekali": lambda i: ganda(i.mirip),
    "pasangan_urut": lambda i: i.mirip(kanan_id=min(i.orang.pk, i.lain.orang_id)),
    "pasangan_skor_wajar": lambda i: i.mirip(skor=101),
    "pasangan_diputus_berpasangan": lambda i: i.mirip(status="bukan"),
    "indeksnik_urut": lambda i: IndeksNIK.objects.bulk_create(
        IndeksNIK(orang_id=uuid4(), sidik=UUID(int=9), urut=1, kecamatan="64.72.03") for _ in range(2)
    ),
    "kuncinik_satu": lambda i: KunciNIK.objects.create(id=2, dalam=b"", luar=b""),
    "sapuankembar_satu": lambda i: SapuanKembar.objects.create(id=2, sampai=KINI),
    **{
        f"{t}_ikut_orang": lambda i, buat=buat: getattr(i, buat)(wilayah_id=DESA_LAIN)
        for t, buat in (
            *(("kebutuhan", "butuh"), ("layanan", "layan"), ("keadaanorang", "keadaan"), ("datadtsen", "dtsen")),
        )
    },
    "kebutuhan_selesai_lengkap": lambda i: i.butuh(hasil="terpenuhi"),
    "kebutuhan_berurutan": lambda i: i.butuh(hasil="terpenuhi", cara="uji", selesai_pada=date(2026, 10, 31)),
    "layanan_satu_program": lambda i: i.layan(program_lain=""),
    "layanan_berisi": lambda i: i.layan(rupiah=None),
    "layanan_rupiah_wajar": lambda i: i.layan(rupiah=0),
    "layanan_dihapus_beralasan": lambda i: i.layan(dihapus_pada=KINI, dihapus_oleh_id=i.akun["tksk"]),
    "layanan_untuk_kebutuhan": lambda i: i.layan(kebutuhan_id=uuid4()),
    "keadaanorang_beralasan": lambda i: i.keadaan(alasan=""),
    "keadaanorang_jenis": lambda i: i.keadaan(kasus=i.kasus),
    "keadaanorang_pada_kasus": lambda i: i.keadaan(kasus_id=uuid4(), keadaan="tertangani"),
    "datadtsen_desil_wajar": lambda i: i.dtsen(desil=11),
    "datadtsen_berisi": lambda i: i.dtsen(desil=None),
    "datadtsen_dihapus_beralasan": lambda i: i.dtsen(dihapus_pada=KINI, dihapus_oleh_id=i.akun["tksk"]),
    "program_berurutan": lambda i: Program.objects.create(
        kode="uji", nama="Uji", pemberi="desa", berlaku_dari=date(2026, 2, 1), berlaku_sampai=date(2026, 1, 1)
    ),
    "sel_sekali": lambda i: ganda(
        lambda: Sel.objects.create(wilayah_id="64", jenis=0, status="draf", jk="L", kelompok_umur=0, jumlah=1)
    ),
    "gerak_sekali": lambda i: ganda(
        lambda: Gerak.objects.create(wilayah_id="64", tanggal=date(2026, 1, 1), aksi="catat", jumlah=1)
    ),
    "kasus_negara_luar": lambda i: i.k(negeri="dalam", negara="Malaysia"),
    "kasus_tanggungan_wajar": lambda i: i.k(tanggungan=31),
    "kasus_kejadian_dahulu": lambda i: i.k(kejadian_pada=date(2026, 10, 2), ditemukan_pada=date(2026, 10, 1)),
    "kasus_bebas_dahulu": lambda i: i.k(bebas_pada=date(2026, 10, 2), ditemukan_pada=date(2026, 10, 1)),
    "peraturan_masa_urut": lambda i: Peraturan.objects.create(
        kode="Uji", nama="Uji", berlaku_sejak=date(2027, 1, 2), berlaku_sampai=date(2027, 1, 1)
    ),
    "aturan_satu_per_hari": lambda i: aturan(berlaku_sejak=date(2027, 1, 1)),
    "aturan_masa_urut": lambda i: aturan(berlaku_sejak=date(2027, 1, 2), berlaku_sampai=date(2027, 1, 1)),
    "aturan_umur_urut": lambda i: aturan(umur_min=6, umur_maks=5),
    "aturan_subjek_dikenal": lambda i: aturan(subjek="IX"),
    "aturan_tetap": lambda i: AturanJenis.objects.filter(jenis=8).update(umur_min=55),
    "label_sekali": lambda i: LabelTurunan.objects.create(skema="pas12", kode=1, nama="Uji"),
    "potret_sekali": lambda i: ganda(lambda: i.potret(date(2026, 9, 30))),
    "potret_akhir_triwulan": lambda i: i.potret(date(2026, 9, 29)),
    "saringan_nama_sekali": lambda i: ganda(
        lambda: Saringan.objects.create(
            wilayah_id="64.72", akun_id=i.akun["dinsos"], halaman="daftar", nama="a", isi={}
        )
    ),
    "langkah_sekali": lambda i: Langkah.objects.create(
        jenis="pmks.kasus", aksi="ajukan", dari="draf", ke="draf", peran="tksk"
    ),
}
# Sasaran kunci asing (id dengan kolom lain): id saja sudah tunggal, jadi tidak dapat dilanggar sendiri.
SASARAN = {"orang_sasaran_kasus", "orang_sasaran_anak", "kasus_sasaran_anak", "revisi_sasaran_anak"}
PEMICU = {"aturan_tetap"}  # ditolak pemicu, bukan batasan tabel
# Memerlukan berkas di arsip: contohnya di test_berkas.py.
BERKAS = {"berkasorang_ikut_orang", "berkasorang_ikut_berkas", "berkasorang_dihapus_berpasangan"}


@pytest.fixture
def isi(dunia) -> Isi:
    """Return rows to break rules on; the scope of the system is entered for the test."""
    semua = Isi(dunia)
    with lingkup.masuk(lingkup.sistem("uji")):
        yield semua


@pytest.mark.parametrize("nama", CONTOH)
def test_batasan_menolak(isi, nama):
    if nama in (
        "langkah_sekali",
        "indeksnik_urut",
        "kuncinik_satu",
    ):  # acuan tidak ditulis peran aplikasi
        with connection.cursor() as kursor:
            kursor.execute("RESET ROLE")
    with pytest.raises(IntegrityError) as salah, transaction.atomic():
        CONTOH[nama](isi)
        with connection.cursor() as kursor:
            kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert salah.value.__cause__.diag.constraint_name == nama


def test_isi_wajar_diterima(isi):
    """The rows that the cases start from break nothing themselves."""
    isi.o(lintang=-0.4, bujur=117.1, desil=10)
    isi.k(disahkan_pada=KINI, disahkan_oleh_id=isi.akun["provinsi"], status="disahkan")
    isi.kecuali()
    isi.putus(PutusanKasus, isi.kasus.pk, aksi="kembalikan", komentar="ada")
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_tiap_batasan_bernama_punya_contoh(db):
    """Constraints with a name of ours, from models and migrations; Django's own names end in a hash or a type."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid::regclass::text ~ '^(pmks|tinjauan)_' "
            "AND contype IN ('c', 'u', 'f', 'x') AND conname !~ '(_fk(_.*)?|_check|_uniq|_key|_pkey|_[0-9a-f]{8}_.*)$' "
            "UNION SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class t ON t.oid = indrelid "
            "WHERE indisunique AND NOT indisprimary AND t.relname ~ '^(pmks|tinjauan)_' "
            "AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)"
        )
        bernama = {nama for (nama,) in kursor.fetchall()}
    contoh = set(CONTOH) | SASARAN | BERKAS | set(kesatuan.CONTOH) | kesatuan.SASARAN
    assert bernama == contoh - PEMICU
