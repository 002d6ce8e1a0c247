"""Isi dunia uji yang lengkap: orang di tiga tempat dan semua keadaan, usulan, pengesahan, pembukaan, akun lain."""

from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone

from pmks.actions import (
    IsianKasus,
    cari_nik,
    gabungkan,
    minta_pindah,
    putuskan_kasus,
    putuskan_kasus_kesatuan,
    putuskan_revisi,
    sahkan_periode,
    tambah_berkas,
    ubah_orang,
    usulkan_pindah,
)
from pmks.actions.acuan import ISI_VERSI, buat_versi, simpan_peraturan
from pmks.actions.saringan import simpan_saringan
from pmks.models import (
    AturanJenis,
    Bentrok,
    JenisPMKS,
    Kasus,
    KasusKesatuan,
    Kesatuan,
    LabelTurunan,
    Orang,
    PasanganMirip,
    Pengesahan,
    Peraturan,
    Potret,
    PotretJiwa,
    Program,
    Revisi,
)
from tests.arsip.bahan import foto
from tests.conftest import PENGHUNI, SANDI, Dunia, Penghuni, baca_dunia
from tests.dokumen.bahan import SuratUji, bangun_surat
from tests.excel.isi_keluar import bangun_ekspor
from tests.excel.isi_masuk import bangun_unggahan
from tests.jalan.isi_jalan import bangun_jalan
from tests.lindung.isi import LindungUji, bangun_lindung
from tests.mekar.isi import bangun_mekar
from tests.penugasan.petugas.isi import PetugasUji, bangun_petugas
from tests.pmks import bahan_kesatuan
from tests.pmks.bahan import catat, isian
from tests.psks.isi import PsksUji, bangun_psks
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan, SyaratMasuk
from tksk_portal.arsip.models import catat_unduhan
from tksk_portal.jejak.models import Bagian, catat_pembukaan
from tksk_portal.kelola import tautan
from tksk_portal.pekerjaan.kabar import kabari, pilih
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan, Ringkasan
from tksk_portal.tinjauan.enums import Aksi

# Tempat yang tidak dimiliki penghuni dunia uji: TKSK kota lain.
TAMBAHAN = {"tksk_lain": ("tksk", "64.71.01", "Rusdiana Balikpapan")}
TANPA_TUGAS, BERAKHIR, ASING, KORBAN = "tanpa_tugas", "tugas_berakhir", "akun_asing", "akun_korban"


@dataclass(frozen=True)
class Rekaman:
    """A person in the test world, with what must not leak."""

    id: UUID
    kasus_id: UUID
    wilayah: str
    nama: str
    nik: str
    no_kk: str

    @property
    def rahasia(self) -> tuple[str, ...]:
        """Texts that only somebody who may see the person may meet."""
        return (self.nama, self.nik, self.no_kk)

    def derajat(self) -> int:
        """The degree of review now, read outside the wall's role limits."""
        with lingkup.masuk(lingkup.sistem("uji")):
            return Orang.objects.values_list("derajat", flat=True).get(pk=self.id)


@dataclass(frozen=True)
class RekamanKesatuan:
    """A family, group, community or count in the test world, with what must not leak."""

    id: UUID
    kasus_id: UUID
    wilayah: str
    bentuk: str
    nama: str
    no_kk: str

    @property
    def rahasia(self) -> tuple[str, ...]:
        """Texts that only somebody who may see it may meet."""
        return tuple(t for t in (self.nama, self.no_kk) if t)

    def derajat(self) -> int:
        """The degree of review now, read outside the wall's role limits."""
        with lingkup.masuk(lingkup.sistem("uji")):
            return Kesatuan.objects.values_list("derajat", flat=True).get(pk=self.id)


@dataclass
class Isi:
    """Everything in the world: persons by name, revisions, approvals, accounts, links."""

    dunia: Dunia
    orang: dict[str, Rekaman] = field(default_factory=dict)
    revisi: dict[str, UUID] = field(default_factory=dict)
    pengesahan: dict[str, UUID] = field(default_factory=dict)
    akun: dict[str, Akun] = field(default_factory=dict)
    tautan: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    tugas: dict[str, UUID] = field(default_factory=dict)
    kesatuan: dict[str, RekamanKesatuan] = field(default_factory=dict)
    revisi_kesatuan: dict[str, UUID] = field(default_factory=dict)
    berkas: dict[str, tuple[UUID, UUID]] = field(default_factory=dict)
    # (macam, orang) -> kunci catatannya: kebutuhan terbuka, layanan, data DTSEN.
    jalan: dict[tuple[str, str], UUID] = field(default_factory=dict)
    pekerjaan: dict[str, UUID] = field(default_factory=dict)
    kabar: dict[str, UUID] = field(default_factory=dict)
    surat: dict[str, SuratUji] = field(default_factory=dict)
    ekspor: dict[str, UUID] = field(default_factory=dict)
    lindung: LindungUji = field(default_factory=LindungUji)
    unggahan: dict[str, UUID] = field(default_factory=dict)
    psks: PsksUji = field(default_factory=PsksUji)
    bentrok: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    pasangan: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    acuan: dict[str, int] = field(default_factory=dict)
    mekar: dict[str, UUID] = field(default_factory=dict)
    saringan: dict[str, UUID] = field(default_factory=dict)
    faktor_asing: int = 0
    gabung: dict[str, UUID] = field(default_factory=dict)
    pindahan: dict[str, UUID] = field(default_factory=dict)
    program: int = 0
    petugas: PetugasUji = field(default_factory=PetugasUji)


# kunci: (pencatat, desa, nama, jenis)
ORANG = {
    "draf": ("tksk", "64.72.03.1001", "Kanari Drafiana", 8),
    "diajukan": ("tksk", "64.72.03.1001", "Kanari Ajuwati", 8),
    "dikembalikan": ("tksk", "64.72.03.1002", "Kanari Kembaliana", 8),
    "diverifikasi": ("tksk", "64.72.03.1002", "Kanari Verawati", 8),
    "disahkan": ("tksk", "64.72.03.1001", "Kanari Sahwati", 8),
    "batal": ("tksk", "64.72.03.1001", "Kanari Batalina", 8),
    "tetangga_draf": ("tetangga", "64.72.04.1001", "Merpati Drafina", 8),
    "tetangga_sah": ("tetangga", "64.72.04.1001", "Merpati Sahrina", 8),
    "lain_ajuan": ("tksk_lain", "64.71.01.1001", "Gelatik Ajurina", 8),
    "lain_kecuali": ("tksk_lain", "64.71.01.1001", "Gelatik Verina", 8),
    "lain_sah": ("tksk_lain", "64.71.01.1001", "Gelatik Sahrini", 8),
}
# kunci: (pencatat, desa, bentuk, nama kepala atau komunitas)
KESATUAN = {
    "k_draf": ("tksk", "64.72.03.1001", "keluarga", "Cendrawasih Drafio"),
    "k_ajuan": ("tksk", "64.72.03.1001", "keluarga", "Cendrawasih Ajuwan"),
    "k_hitungan": ("tksk", "64.72.03.1002", "hitungan", ""),
    "k_verif": ("tksk", "64.72.03.1002", "komunitas", "Cendrawasih Verifa"),
    "k_sah": ("tksk", "64.72.03.1001", "keluarga", "Cendrawasih Sahwan"),
    "k_tetangga": ("tetangga", "64.72.04.1001", "keluarga", "Cendrawasih Tetanga"),
    "k_lain_kecuali": ("tksk_lain", "64.71.01.1001", "kelompok", "Cendrawasih Kecualia"),
    "k_lain": ("tksk_lain", "64.71.01.1001", "keluarga", "Cendrawasih Laina"),
}
KESATUAN_VERIFIKASI = ("k_verif", "k_sah", "k_tetangga", "k_lain_kecuali", "k_lain")
DINAS = {"64.72": "dinsos", "64.71": "dinsos_lain"}
VERIFIKASI = ("diverifikasi", "disahkan", "tetangga_sah", "lain_kecuali", "lain_sah")


def bangun() -> Isi:
    """Fill the present database, each step in its own committed transaction, and return what was made."""
    _akun_tambahan()
    with lingkup.masuk(lingkup.sistem("uji")):
        isi = Isi(baca_dunia())
        isi.dunia |= _baca(TAMBAHAN)
        isi.akun = {a.username: a for a in Akun.objects.all()}
        isi.tugas = {t.akun.username: t.pk for t in Penempatan.objects.select_related("akun")}
        data = {"name": "Kunci 1", "credential": {}}
        isi.faktor_asing = Authenticator.objects.create(user=isi.akun[ASING], type="webauthn", data=data).pk
    for nomor, (kunci, (pencatat, desa, nama, jenis)) in enumerate(ORANG.items()):
        isi.orang[kunci] = _catat(isi, pencatat, desa, nama, jenis, nomor, ajukan="draf" not in kunci)
    _putuskan(isi, "dikembalikan", Aksi.KEMBALIKAN)
    _putuskan(isi, "batal", Aksi.KEMBALIKAN)
    with lingkup.masuk(isi.dunia.tksk.lingkup) as by:
        kasus = Kasus.objects.get(pk=isi.orang["batal"].kasus_id)
        putuskan_kasus(kasus=kasus, aksi=Aksi.BATALKAN, by=by, versi=kasus.versi, komentar="Salah catat")
    for kunci in VERIFIKASI:
        _putuskan(isi, kunci, Aksi.VERIFIKASI)
    for nomor, kunci in enumerate(KESATUAN):
        isi.kesatuan[kunci] = _catat_kesatuan(isi, kunci, nomor)
    _sahkan(isi)
    _padatkan()
    for kunci in ("k_sah", "k_lain"):
        isi.revisi_kesatuan[kunci] = _usulkan_kesatuan(isi, kunci)
    for kunci in ("disahkan", "tetangga_sah", "lain_sah"):
        isi.revisi[kunci] = _usulkan(isi, kunci)
    with lingkup.masuk(isi.dunia.dinsos_lain.lingkup) as by:
        revisi = Revisi.objects.get(pk=isi.revisi["lain_sah"])
        putuskan_revisi(revisi=revisi, aksi=Aksi.VERIFIKASI, by=by, versi=revisi.versi)
    isi.acuan = _acuan(isi)
    _buka(isi)
    _kembar(isi)
    _tautan(isi)
    _gabung(isi)
    _pindah(isi)
    _berkas(isi)
    isi.jalan = bangun_jalan(isi)
    isi.program = Program.objects.get(kode="pkh").pk
    isi.unggahan = bangun_unggahan(isi.dunia)
    isi.petugas = bangun_petugas(isi.dunia)
    _pekerjaan(isi)
    isi.surat = bangun_surat(isi.dunia)
    isi.psks = bangun_psks(isi.dunia)
    # Penghapusan identitas mengakhiri ekspor yang sudah jadi, jadi ekspor dibuat sesudahnya.
    isi.lindung = bangun_lindung(isi)
    isi.mekar = bangun_mekar(isi.dunia)
    isi.ekspor = bangun_ekspor(isi.dunia)
    for nama in ("tksk", "tksk_lain", "dinsos"):
        with lingkup.masuk(isi.dunia[nama].lingkup) as by:
            satu = simpan_saringan(halaman="daftar", nama="Lansia", isi={"jenis": "8"}, by=by)
            isi.saringan[nama] = satu.pk
    return isi


def _acuan(isi: Isi) -> dict[str, int]:
    """Add a regulation and a version of type 24 that starts next year."""
    with lingkup.masuk(isi.dunia.admin.lingkup) as by:
        jenis = JenisPMKS.objects.get(pk=24)
        lama = AturanJenis.objects.get(jenis=jenis)
        baru = Peraturan(kode="Permensos contoh", nama="Peraturan contoh", berlaku_sejak=date(2027, 1, 1))
        baru = simpan_peraturan(peraturan=baru, by=by)
        kolom = {n: getattr(lama, n) for n in ISI_VERSI}
        versi = buat_versi(jenis=jenis, isi=kolom | {"peraturan": baru, "berlaku_sejak": date(2027, 1, 1)}, by=by)
        label = LabelTurunan.objects.get(skema="pas12", kode=11)
        return {"peraturan": baru.pk, "lama": lama.pk, "nanti": versi.pk, "label": label.pk}


def _akun_tambahan() -> None:
    with lingkup.masuk(lingkup.sistem("uji")):
        for nama, wilayah in ((TANPA_TUGAS, "64"), (BERAKHIR, "64"), (ASING, "0"), (KORBAN, "64")):
            _akun(nama, wilayah)
        lama = {"mulai": date(2025, 1, 1), "selesai": date(2025, 12, 31)}
        _tugas(BERAKHIR, "tksk", "64.72.03", **lama)
        _tugas(ASING, "kemensos", "0")
        _tugas(KORBAN, "camat", "64.72.05")
        for nama, (peran, tempat, orang) in TAMBAHAN.items():
            _akun(nama, "64", orang)
            _tugas(nama, peran, tempat)
        for tempat in ("0", "64", "64.71"):
            SyaratMasuk.objects.create(wilayah_id=tempat, peran="camat", wajib_dua_langkah=False)


def _akun(username: str, wilayah: str, nama: str = "") -> None:
    akun = Akun(username=username, nama=nama or f"Petugas {username}", wilayah_id=wilayah)
    akun.set_password(SANDI)
    akun.save()


def _tugas(username: str, peran: str, tempat: str, **masa) -> None:
    akun = Akun.objects.get(username=username)
    Penempatan.objects.create(akun=akun, peran=peran, tempat_id=tempat, **({"mulai": date(2026, 1, 1)} | masa))


def _baca(nama: dict) -> dict[str, Penghuni]:
    semua = Penempatan.objects.filter(akun__username__in=nama).select_related("akun", "tempat")
    return {t.akun.username: Penghuni(t.akun, t, lingkup.dari_penempatan(t)) for t in semua}


def _catat(isi: Isi, pencatat: str, desa: str, nama: str, jenis: int, nomor: int, *, ajukan: bool) -> Rekaman:
    kecamatan = desa.replace(".", "")[:6]
    nik, kk = f"{kecamatan}520558{9101 + nomor}", f"{kecamatan}010110{9301 + nomor}"
    with lingkup.masuk(isi.dunia[pencatat].lingkup) as by:
        orang = catat(by, jenis=(jenis,), ajukan=ajukan, wilayah_id=desa, nama=nama, nik=nik, no_kk=kk)
        return Rekaman(orang.pk, orang.kasus.get().pk, desa, nama, nik, kk)


def _catat_kesatuan(isi: Isi, kunci: str, nomor: int) -> RekamanKesatuan:
    pencatat, desa, bentuk, nama = KESATUAN[kunci]
    kk = f"{desa.replace('.', '')[:6]}010110{9401 + nomor}" if bentuk == "keluarga" else ""
    ganti = {"no_kk": kk} if kk else {"nama": nama}
    anggota = [replace(bahan_kesatuan.KEPALA, nama=nama), bahan_kesatuan.ANAK] if kk else []
    with lingkup.masuk(isi.dunia[pencatat].lingkup) as by:
        satu = bahan_kesatuan.catat(by, bentuk, anggota=anggota, wilayah_id=desa, ajukan=kunci != "k_draf", **ganti)
    kasus = bahan_kesatuan.kasus_dari(satu)
    if kunci in KESATUAN_VERIFIKASI:
        with lingkup.masuk(isi.dunia[DINAS[desa[:5]]].lingkup) as by:
            kasus = KasusKesatuan.objects.get(pk=kasus.pk)
            putuskan_kasus_kesatuan(kasus=kasus, aksi=Aksi.VERIFIKASI, by=by, versi=kasus.versi)
    return RekamanKesatuan(satu.pk, kasus.pk, desa, bentuk, nama, kk)


def _usulkan_kesatuan(isi: Isi, kunci: str) -> UUID:
    with lingkup.masuk(isi.dunia[KESATUAN[kunci][0]].lingkup) as by:
        satu = Kesatuan.objects.get(pk=isi.kesatuan[kunci].id)
        revisi = bahan_kesatuan.ubah(by, satu, alamat="Jl. C 3", alasan="Pindah rumah").revisi
        catat_pembukaan(objek=satu, bagian=Bagian.RINCI, by=by)
        return revisi.pk


def _putuskan(isi: Isi, kunci: str, aksi: Aksi) -> None:
    rekaman = isi.orang[kunci]
    with lingkup.masuk(isi.dunia[DINAS[rekaman.wilayah[:5]]].lingkup) as by:
        kasus = Kasus.objects.get(pk=rekaman.kasus_id)
        putuskan_kasus(kasus=kasus, aksi=aksi, by=by, versi=kasus.versi, komentar="Lengkapi alamatnya")


def _sahkan(isi: Isi) -> None:
    kecuali = {"64.72": "diverifikasi", "64.71": "lain_kecuali"}
    kecuali_kesatuan = {"64.72": "k_verif", "64.71": "k_lain_kecuali"}
    for kabkota, nama in kecuali.items():
        with lingkup.masuk(isi.dunia.provinsi.lingkup) as by:
            hasil = sahkan_periode(
                kunci=uuid4(),
                kabkota=kabkota,
                periode=date(2026, 11, 1),
                dilihat=timezone.now(),
                kecuali={
                    isi.orang[nama].kasus_id: "Alamat belum jelas",
                    isi.kesatuan[kecuali_kesatuan[kabkota]].kasus_id: "Jumlah jiwa belum jelas",
                },
                by=by,
            )
            isi.pengesahan[kabkota] = Pengesahan.objects.get(pk=hasil.pk).pk


def _padatkan() -> None:
    with lingkup.masuk(lingkup.sistem("uji")), connection.cursor() as kursor:
        kursor.execute("SELECT pmks_padatkan()")
        # Dunia ini baru dicatat hari ini, jadi potret triwulan lalu ditulis langsung.
        sel = {"akhir": date(2026, 9, 30), "jenis": 0, "status": "disahkan", "jk": "P", "kelompok_umur": 3, "jumlah": 1}
        tempat = ("0", "64", "64.71", "64.71.01")
        Potret.objects.bulk_create(Potret(wilayah_id=kode, **sel) for kode in tempat)
        jiwa = {"akhir": date(2026, 9, 30), "jenis": 26, "bentuk": "komunitas", "status": "disahkan", "jumlah": 1}
        jiwa |= {"kk": 4, "jiwa_l": 9, "jiwa_p": 8, "rangkap_l": 0, "rangkap_p": 0}
        PotretJiwa.objects.bulk_create(PotretJiwa(wilayah_id=kode, **jiwa) for kode in tempat)


def _usulkan(isi: Isi, kunci: str) -> UUID:
    rekaman = isi.orang[kunci]
    pencatat = ORANG[kunci][0]
    with lingkup.masuk(isi.dunia[pencatat].lingkup) as by:
        orang = Orang.objects.get(pk=rekaman.id)
        baru = isian(
            wilayah_id=rekaman.wilayah, nama=rekaman.nama, nik=rekaman.nik, no_kk=rekaman.no_kk, alamat="Jl. B 2"
        )
        kasus = [IsianKasus(jenis=ORANG[kunci][3], kriteria=["a"])]
        ubah_orang(orang=orang, versi=orang.versi, isian=baru, kasus=kasus, by=by, alasan="Pindah rumah")
        return Revisi.objects.get(orang=orang).pk


def _buka(isi: Isi) -> None:
    for nama, kunci in (("tksk", "draf"), ("tetangga", "tetangga_draf"), ("tksk_lain", "lain_ajuan")):
        with lingkup.masuk(isi.dunia[nama].lingkup) as by:
            catat_pembukaan(objek=Orang.objects.get(pk=isi.orang[kunci].id), bagian=Bagian.RINCI, by=by)
    # Yang dicatat sesudah pemadatan masih berupa selisih, di tiap tempat.
    for nomor, (nama, desa) in enumerate((("tksk", "64.72.03.1001"), ("tetangga", "64.72.04.1001"))):
        _catat(isi, nama, desa, "Punai Selisih", 8, 80 + nomor, ajukan=True)
    _catat(isi, "tksk_lain", "64.71.01.1001", "Punai Selisih", 8, 90, ajukan=True)
    for nama, desa in (("tksk", "64.72.03.1001"), ("tetangga", "64.72.04.1001"), ("tksk_lain", "64.71.01.1001")):
        with lingkup.masuk(isi.dunia[nama].lingkup) as by:
            bahan_kesatuan.catat(by, "hitungan", wilayah_id=desa, ajukan=True)


# kunci: (pencatat, desa, nomor): NIK yang sudah dicatat TKSK 64.72.03 ("Punai Selisih", nomor 80), di dua tempat lain.
BENTROK = {"kota": ("tetangga", "64.72.04.1001"), "provinsi": ("tksk_lain", "64.71.01.1001")}


def _kembar(isi: Isi) -> None:
    """Record a NIK in three kecamatan, and a name and birth date twice in two of them; everybody looks a NIK up."""
    for kunci, (pencatat, desa) in BENTROK.items():
        with lingkup.masuk(isi.dunia[pencatat].lingkup) as by:
            orang = catat(by, wilayah_id=desa, nama="Punai Selisih", nik="6472035205589181", no_kk="6472030101109381")
            isi.bentrok[f"{kunci}_baru"] = (Bentrok.objects.get(orang=orang, kecamatan_lain="64.72.03").pk, desa)
            cari_nik(["6472035205589181"], [by.tempat])
    with lingkup.masuk(isi.dunia.tksk.lingkup):
        for kunci, (_, desa) in BENTROK.items():
            lama = Bentrok.objects.get(kecamatan_lain=desa[:8])
            isi.bentrok[f"{kunci}_lama"] = (lama.pk, lama.wilayah_id)
    for nomor, (pencatat, desa) in enumerate((("tksk", "64.72.03.1001"), ("tksk_lain", "64.71.01.1001"))):
        _catat(isi, pencatat, desa, "Punai Selisih", 8, 60 + nomor, ajukan=False)
        with lingkup.masuk(isi.dunia[pencatat].lingkup):
            satu = PasanganMirip.objects.order_by("pk").first()
            isi.pasangan[pencatat] = (satu.pk, satu.wilayah_id)


# kunci: (pemohon, keadaan)
PEKERJAAN = {
    "antre": ("tksk", {}),
    "berjalan": ("tksk", {"status": "berjalan", "tahap": "Membaca baris", "selesai_butir": 420, "jumlah_butir": 1000}),
    "selesai": ("tksk", {"status": "selesai", "hasil": {"ringkas": [["Baris", "1.000"]], "url": "/pmks/"}}),
    "gagal": ("tksk", {"status": "gagal", "pesan": "Buku kerja ini kosong. Isi dahulu, lalu unggah lagi."}),
    "dibatalkan": ("tksk", {"status": "dibatalkan"}),
    "dinsos": ("dinsos", {"status": "selesai"}),
    "lain": ("tksk_lain", {"status": "selesai"}),
}


def _pekerjaan(isi: Isi) -> None:
    kini = timezone.now()
    for kunci, (pemohon, keadaan) in PEKERJAAN.items():
        with lingkup.masuk(isi.dunia[pemohon].lingkup) as by:
            jalan = {"percobaan": 1, "mulai_pada": kini, "denyut_pada": kini} if keadaan else {}
            akhir = {"selesai_pada": kini} if keadaan.get("status", "berjalan") != "berjalan" else {}
            satu = Pekerjaan.objects.create(
                wilayah_id=by.tempat,
                jenis="uji",
                judul=f"Pekerjaan {kunci}",
                pemohon_id=by.akun_id,
                penempatan_id=by.penempatan_id,
                **jalan,
                **akhir,
                **keadaan,
            )
            isi.pekerjaan[kunci] = satu.pk
    for nama in ("tksk", "dinsos", "tksk_lain"):
        with lingkup.masuk(isi.dunia[nama].lingkup) as by:
            kabari(akun_id=by.akun_id, wilayah=by.tempat, jenis="pmks.dikembalikan", teks="Kabar uji", url="/pmks/")
            isi.kabar[nama] = Kabar.objects.get(akun=by.akun_id, teks="Kabar uji").pk
            pilih(by=by, pilihan={"pmks.dikembalikan": (True, "harian")})
            masa = {"irama": "harian", "batas": kini, "terkirim_pada": kini, "banyak": 1}
            Ringkasan.objects.create(wilayah_id=by.tempat, akun_id=by.akun_id, **masa)


# kunci: (orang, jenis); tiap satunya pernah dibuka pencatatnya. Yang bernama `buang…` dihapus pejalannya.
BERKAS = {
    "draf": ("draf", "diri"),
    "ktp": ("disahkan", "ktp"),
    "rumah": ("disahkan", "rumah"),
    "tetangga": ("tetangga_sah", "rumah"),
    "lain": ("lain_sah", "diri"),
    "buang": ("draf", "surat"),
    "buang_lain": ("lain_sah", "lain"),
}


def _berkas(isi: Isi) -> None:
    for kunci, (nama, jenis) in BERKAS.items():
        with lingkup.masuk(isi.dunia[ORANG[nama][0]].lingkup) as by:
            orang = Orang.objects.get(pk=isi.orang[nama].id)
            satu = tambah_berkas(
                orang=orang,
                isi=BytesIO(foto(640, 480)),
                nama="a.jpg",
                jenis=jenis,
                keterangan=f"milik {orang.nama}",
                kunci=uuid4(),
                by=by,
            ).satu
            catat_unduhan(satu.berkas, by=by)
            isi.berkas[kunci] = (satu.pk, satu.berkas_id)


def _gabung(isi: Isi) -> None:
    """Merge two records in two cities; the second of each pair is nobody's secret any more."""
    for nomor, (kunci, nama, desa) in enumerate(
        (("sini", "tksk", "64.72.03.1001"), ("lain", "tksk_lain", "64.71.01.1001"))
    ):
        utama, lain = (_catat(isi, nama, desa, "Punai Kembar", 8, 64 + nomor * 2 + n, ajukan=n == 0) for n in (0, 1))
        with lingkup.masuk(isi.dunia[nama].lingkup) as by:
            satu = gabungkan(
                utama=Orang.objects.get(pk=utama.id),
                lain=Orang.objects.get(pk=lain.id),
                pilih={},
                by=by,
                alasan="NIK keliru satu angka",
                versi_utama=1,
                versi_lain=1,
            )
        isi.gabung |= {kunci: satu.pk, f"{kunci}_utama": utama.id, f"{kunci}_lain": lain.id}


# kunci: (pengusul, desa asal, kecamatan tujuan)
PINDAHAN = {
    "keluar": ("tksk", "64.72.03.1001", "64.72.04"),
    "masuk": ("tetangga", "64.72.04.1001", "64.72.03"),
    "jauh": ("tksk_lain", "64.71.01.1001", "64.71.02"),
}


def _pindah(isi: Isi) -> None:
    for nomor, (kunci, (nama, desa, ke)) in enumerate(PINDAHAN.items()):
        rekaman = _catat(isi, nama, desa, "Punai Pindah", 8, 70 + nomor, ajukan=True)
        with lingkup.masuk(isi.dunia[nama].lingkup) as by:
            orang = Orang.objects.get(pk=rekaman.id)
            hari = date(2026, 11, 20)
            isi.pindahan[kunci] = usulkan_pindah(orang=orang, ke=ke, tanggal=hari, alasan="Ikut anaknya", by=by).pk
    with lingkup.masuk(isi.dunia.tetangga.lingkup) as by:
        diminta = isi.orang["diajukan"].nik
        satu = minta_pindah(nik=diminta, dari="64.72.03", ke="64.72.04", alasan="Tinggal di sini", by=by)
        isi.pindahan["diminta"] = satu.pk


def _tautan(isi: Isi) -> None:
    with lingkup.masuk(lingkup.sistem("uji")):
        for nama in (KORBAN, ASING):
            satu, token = tautan.buat(akun=isi.akun[nama], jenis="sandi", oleh_id=None)
            isi.tautan[nama] = (satu.pk, token)


SEMUA_PENGHUNI = (*PENGHUNI, *TAMBAHAN)
