"""Keluarga, kelompok, komunitas, dan hitungan sebagai sumber ekspor: saringan daftarnya, per kesatuan atau per anggota.

Tanpa identitas semua baris tertutup dengan cara yang sama (`pmks.ekspor.samaran`). Jiwanya pun tidak keluar: daftar di
layar menyebutnya di samping nama samar, jadi ia akan mengaitkan baris dengan jenisnya ke keluarga yang dikenal. Karena
alasan yang sama baris anggota yang tertutup tidak menyebut jenis keluarganya. Hitungan jenis 14 tidak memuat siapa pun:
angkanya keluar seperti di layar.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import ClassVar

from django.db.models import Case, QuerySet, When
from django.utils import timezone

from pmks.bentuk import KODE_KELOMPOK
from pmks.ekspor.keluarga_medan import BAWAAN, MEDAN
from pmks.ekspor.samaran import NAMA, samarkan
from pmks.enums import BentukKesatuan, HubunganKeluarga
from pmks.jiwa import jumlah_kesatuan
from pmks.models import AnggotaKesatuan, KasusKesatuan, Kesatuan, acuan_jenis
from pmks.saringan_kesatuan import baca_saring, kesatuan_tersaring
from pmks.tampak_kesatuan import HITUNGAN, boleh_angka_tepat, boleh_tepat, jiwa_tampak
from pmks.umur import kelompok_umur
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.keluar.daftar import SumberDaftar
from tksk_portal.excel.keluar.kenalan import Kenalan
from tksk_portal.excel.keluar.sumber import Baris
from tksk_portal.tinjauan.enums import DERAJAT, Status
from tksk_portal.tinjauan.saring import KATA

KODE = "keluarga"
BAGIAN = 1000
KOLOM = (
    *("id", "wilayah_id", "bentuk", "nama", "no_kk", "alasan_tanpa_kk", "jumlah_kk", "alamat", "rt", "rw", "dusun"),
    *("lintang", "bujur", "sumber", "tanggal_data", "dibuat_pada", "diubah_pada", "dibuat_oleh_id"),
)
KASUS = ("kesatuan_id", "jenis_id", "kriteria", "ditemukan_pada", "keterangan", "status")
JIWA = ("jiwa", "jiwa_l", "jiwa_p", "jiwa_bulat")
ANGGOTA = ("hubungan", "nama_anggota", "nik_anggota", "jk_anggota", "lahir_anggota", "umur_anggota", "terdaftar")
# Yang lewat tanpa identitas di samping `samaran.AMAN`; kelompok umur dan kelamin tidak menunjuk seorang anggota.
AMAN = ("bentuk", "hubungan", "jk_anggota", "kelompok_umur")


class SumberKeluarga(SumberDaftar):
    """Families, groups, communities and counts, as their list shows them."""

    kode = KODE
    nama = "Keluarga dan komunitas"
    izin = "pmks.lihat"
    satuan: ClassVar[Mapping[str, str]] = {
        "kesatuan": "satu baris per keluarga atau komunitas",
        "anggota": "satu baris per anggota keluarga",
    }
    medan = MEDAN
    bawaan = BAWAAN
    alamat = "pmks:daftar_kesatuan"
    kata: ClassVar[Mapping[str, Callable[[str], str]]] = {
        "bentuk": lambda nilai: f"bentuk {str(BentukKesatuan(nilai).label).lower()}",
        "jenis": lambda nilai: f"jenis {acuan_jenis()[int(nilai)].nama}",
        **KATA,
    }

    def baca_saring(self, tanya: Mapping[str, object]) -> dict[str, str]:
        """Return the list's filters as codes."""
        return baca_saring(tanya)

    def kira(self, saring: Mapping[str, object], satuan: str, by: Lingkup) -> int | None:
        """Return the rows of one type from the summary; None otherwise, and for rounded type 14."""
        if satuan != "kesatuan" or "jenis" not in saring or saring.get("status") == Status.DIBATALKAN:
            return None
        jenis = int(saring["jenis"])
        if jenis == KODE_KELOMPOK and not boleh_angka_tepat(by):
            return None
        status = [s for s in Status if DERAJAT[s] >= max(0, by.derajat) and saring.get("status") in (None, s)]
        tempat = str(saring.get("wilayah", by.tempat))
        return jumlah_kesatuan(tempat, jenis=jenis, bentuk=str(saring.get("bentuk", "")), status=status)

    def _rekaman(self, saring: Mapping[str, object], satuan: str) -> QuerySet:
        kesatuan = kesatuan_tersaring(baca_saring(saring))
        if satuan == "kesatuan":
            return kesatuan
        return AnggotaKesatuan.objects.kini().filter(kesatuan__in=kesatuan)

    def jumlah(self, saring: Mapping[str, object], satuan: str, by: Lingkup) -> int:
        """Count the rows."""
        return self._rekaman(saring, satuan).count()

    def baris(
        self, saring: Mapping[str, object], satuan: str, by: Lingkup, *, identitas: bool
    ) -> Iterator[list[Baris]]:
        """Yield the rows by place; members under their family, the head first; masked ones as they were recorded."""
        rekaman = self._rekaman(saring, satuan)
        penghias = _Penghias(by, saring, identitas=identitas)
        if satuan == "kesatuan":
            mentah = rekaman.order_by("wilayah_id", "id").iterator(chunk_size=BAGIAN)
            while bagian := list(islice(mentah, BAGIAN)):
                yield penghias.kesatuan(bagian)
            return
        kepala = Case(When(hubungan=HubunganKeluarga.KEPALA, then=0), default=1)
        urut = ("kesatuan_id", kepala, "dibuat_pada") if identitas else ()
        mentah = rekaman.select_related("orang", "kesatuan").order_by("wilayah_id", *urut, "id").iterator(BAGIAN)
        while bagian := list(islice(mentah, BAGIAN)):
            yield penghias.anggota(bagian)

    def contoh(self) -> list[Baris]:
        """Return two made-up rows."""
        dasar = dict.fromkeys((*KOLOM, *ANGGOTA), "") | {
            **{"bentuk": "keluarga", "nama": "Contoh Satu", "no_kk": "0000000000000011", "nik_kepala": ""},
            **{"jumlah_kk": 1, "jiwa": 3, "jiwa_l": 1, "jiwa_p": 2, "jiwa_bulat": False, "sumber": "lapangan"},
            **{"lintang": None, "bujur": None, "tanggal_data": date(2026, 11, 2), "petugas": {}},
            **dict.fromkeys(("dibuat_pada", "diubah_pada"), timezone.now()),
            **{"hubungan": "kepala", "nama_anggota": "Contoh Satu", "nik_anggota": "0000000000000001"},
            **{"jk_anggota": "L", "lahir_anggota": date(1980, 3, 4), "umur_anggota": 46, "kelompok_umur": 2},
            **{"terdaftar": False, "alamat": "Jl. Contoh 1", "wilayah_id": "64.72.03.1001"},
            "daftar_kasus": [_kasus_contoh(24)],
            "tempat": ("", "Provinsi Contoh", "Kota Contoh", "Kecamatan Contoh", "Desa Contoh"),
        }
        komunitas = {"bentuk": "komunitas", "nama": "Komunitas Contoh", "no_kk": "", "jumlah_kk": 12}
        jiwa = {"jiwa": 59, "jiwa_l": 31, "jiwa_p": 28, "daftar_kasus": [_kasus_contoh(26)]}
        return [dasar, dasar | dict.fromkeys(ANGGOTA, "") | komunitas | jiwa | {"kelompok_umur": ""}]


def _kasus_contoh(jenis: int) -> dict[str, object]:
    return {"jenis_id": jenis, "kriteria": ["a"], "ditemukan_pada": None, "keterangan": "", "status": "disahkan"}


class _Penghias:
    """Turns records into rows: places, types, head and souls of a portion in a fixed number of queries; and masks."""

    def __init__(self, by: Lingkup, saring: Mapping[str, object], *, identitas: bool) -> None:
        self.by, self.identitas = by, identitas
        self.batal = saring.get("status") == Status.DIBATALKAN
        self.hari_ini = timezone.localdate()
        self.kenalan = Kenalan()

    def kesatuan(self, daftar: list[Kesatuan]) -> list[Baris]:
        """Return the rows of subjects."""
        hasil = self._dasar(daftar)
        return [self._tutup(b, k) for b, k in zip(hasil, daftar, strict=True)]

    def anggota(self, daftar: list[AnggotaKesatuan]) -> list[Baris]:
        """Return the rows of members, each with what its family is."""
        keluarga = {a.kesatuan_id: a.kesatuan for a in daftar}
        dasar = dict(zip(keluarga, self._dasar(list(keluarga.values())), strict=True))
        return [self._tutup(dasar[a.kesatuan_id] | self._satu_anggota(a), a.kesatuan) for a in daftar]

    def _satu_anggota(self, a: AnggotaKesatuan) -> dict[str, object]:
        isi = (a.hubungan, a.nama_asli, a.nik_asli, a.jk_asli, a.lahir, a.umur, a.orang_id is not None)
        umur = kelompok_umur(a.lahir, self.hari_ini) if a.lahir else None
        return dict(zip(ANGGOTA, isi, strict=True)) | {"kelompok_umur": umur}

    def _dasar(self, daftar: list[Kesatuan]) -> list[dict]:
        hasil = [{n: getattr(k, n) for n in KOLOM} for k in daftar]
        self.kenalan.kenali(hasil, ("dibuat_oleh_id",))
        kasus = self._kasus([k.pk for k in daftar])
        keluarga: dict = {k.pk: [] for k in daftar if k.keluarga}
        for a in AnggotaKesatuan.objects.kini().filter(kesatuan__in=keluarga).urut():
            keluarga[a.kesatuan_id].append(a)
        for b, k in zip(hasil, daftar, strict=True):
            b["tempat"], b["petugas"] = self.kenalan.tempat[k.wilayah_id], self.kenalan.petugas
            b["daftar_kasus"] = kasus.get(k.pk, [])
            b |= self._jiwa(k, keluarga.get(k.pk, []))
        return hasil

    def _kasus(self, kunci: list) -> dict:
        kasus = KasusKesatuan.objects.filter(kesatuan__in=kunci)
        kasus = kasus if self.batal else kasus.aktif()
        hasil: dict = {}
        for nilai in kasus.order_by("jenis_id", "id").values_list(*KASUS):
            hasil.setdefault(nilai[0], []).append(dict(zip(KASUS, nilai, strict=True)))
        return hasil

    def _jiwa(self, k: Kesatuan, anggota: list[AnggotaKesatuan]) -> dict[str, object]:
        laki, perempuan = k.jiwa_l, k.jiwa_p
        kepala = next((a for a in anggota if a.hubungan == HubunganKeluarga.KEPALA), None)
        if k.keluarga:
            laki, perempuan = (sum(a.jk_asli == jk for a in anggota) for jk in "LP")
        jiwa = jiwa_tampak(k, laki, perempuan, tepat=boleh_tepat(k, self.by))
        # Anggota terdaftar yang belum tampak bagi pembacanya tetap satu jiwa, tanpa kelaminnya.
        jumlah = len(anggota) if k.keluarga else jiwa.jumlah
        hasil = dict(zip(JIWA, (jumlah, jiwa.laki, jiwa.perempuan, jiwa.bulat), strict=True))
        if kepala is None:
            return hasil | ({"nama": HITUNGAN} if k.hitungan else {}) | {"nik_kepala": ""}
        return hasil | {"nama": kepala.nama_asli, "nik_kepala": kepala.nik_asli}

    def _tutup(self, baris: dict, k: Kesatuan) -> dict:
        if self.identitas or k.hitungan:
            return baris
        aman = {n: baris[n] for n in AMAN if n in baris}
        tertutup = samarkan(baris) | aman
        if "hubungan" in aman:
            tertutup |= {"nama_anggota": NAMA, "daftar_kasus": []}
        return tertutup


SUMBER = SumberKeluarga()
