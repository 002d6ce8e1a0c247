"""Membaca PMKS untuk ekspor: saringan daftar, dua satuan baris, dalam potret dan lingkup pembacanya."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import ClassVar

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from pmks.angka import ORANG, jumlah_sel
from pmks.ekspor.bawaan import BAWAAN
from pmks.ekspor.medan import MEDAN
from pmks.ekspor.samaran import samarkan
from pmks.enums import JenisKelamin, Keadaan, KelompokUmur
from pmks.models import Kasus, Orang, acuan_jenis
from pmks.models.pembatasan import tanpa_dibatasi, yang_dibatasi
from pmks.rincian import NAMA_RINCI
from pmks.saringan import KATA_KEADAAN, KATA_PERLU, SaringOrang
from pmks.umur import umur
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.keluar.daftar import SumberDaftar
from tksk_portal.excel.keluar.kenalan import Kenalan
from tksk_portal.excel.keluar.sumber import Baris
from tksk_portal.tinjauan.enums import DERAJAT, Status
from tksk_portal.tinjauan.saring import KATA

BAGIAN = 2000
DIBATASI = "{n} orang, karena pemrosesan datanya dibatasi atas permintaannya"
SARINGAN = ("jenis", "status", "wilayah", "umur", "jk", "nik", "keadaan", "perlu")
ORANG_DB = (
    *("id", "wilayah_id", "nik", "alasan_tanpa_nik", "no_kk", "alasan_tanpa_kk", "nama", "tempat_lahir"),
    *("tanggal_lahir", "lahir_perkiraan", "jk", "alamat", "rt", "rw", "dusun", "alamat_ktp", "telepon", "lintang"),
    *("bujur", "desil", "bantuan", "sumber", "tanggal_data", "peka", "kelompok_umur", "dibuat_pada", "diubah_pada"),
    *("dibuat_oleh_id", "keadaan", "keadaan_pada"),
)
KASUS_DB = (
    *("jenis_id", "kriteria", "disabilitas", "keterangan", "alasan_khusus", "temuan", "status", "diajukan_pada"),
    *("diajukan_oleh_id", "diverifikasi_pada", "diverifikasi_oleh_id", "disahkan_pada", "disahkan_oleh_id"),
    *("bergerak_pada", "ditemukan_pada", *(n for n in NAMA_RINCI if n != "disabilitas")),
    *("keadaan", "keadaan_pada"),
)
PETUGAS = ("dibuat_oleh_id", "diajukan_oleh_id", "diverifikasi_oleh_id", "disahkan_oleh_id")
# Di daftar per orang tiap jenis diringkas; teks bebasnya tetap tunduk pada samaran orangnya.
KASUS_ORANG = (
    *("orang_id", "jenis_id", "kriteria", "keterangan", "alasan_khusus", "temuan", "status", "ditemukan_pada"),
    *NAMA_RINCI,
)


class SumberPMKS(SumberDaftar):
    """Persons with social-welfare problems, as the list shows them."""

    kode = "pmks"
    nama = "PMKS"
    izin = "pmks.lihat"
    satuan: ClassVar[Mapping[str, str]] = {
        "orang": "satu baris per orang",
        "kasus": "satu baris per orang dan jenis",
    }
    medan = MEDAN
    bawaan = BAWAAN
    alamat = "pmks:daftar"
    semua = "Semua yang masih ditangani"
    kata: ClassVar[Mapping[str, Callable[[str], str]]] = {
        "jenis": lambda nilai: f"jenis {acuan_jenis()[int(nilai)].nama}",
        **KATA,
        "umur": lambda nilai: f"umur {KelompokUmur(int(nilai)).label}",
        "nik": lambda nilai: "tanpa NIK, akan dilengkapi",
        "jk": lambda nilai: str(JenisKelamin(nilai).label).lower(),
        "keadaan": lambda nilai: f"keadaan {KATA_KEADAAN[nilai].lower()}",
        "perlu": lambda nilai: KATA_PERLU[nilai].lower(),
    }

    def saring(self, tanya: QueryDict | Mapping[str, object], by: Lingkup) -> dict[str, object] | None:
        """Return the list's filters as codes; the search text is left out, since it holds names and NIK."""
        isi = {n: str(tanya[n]) for n in SARINGAN if tanya.get(n) not in (None, "")}
        return isi if self._saringan(isi, by).is_valid() else None

    def _saringan(self, saring: Mapping[str, object], by: Lingkup) -> SaringOrang:
        return SaringOrang(dict(saring), queryset=Orang.objects.all(), lingkup=by)

    def kira(self, saring: Mapping[str, object], satuan: str, by: Lingkup) -> int | None:
        """Return the rows from the summary; None where it cannot: persons by status alone, and what it leaves out."""
        if saring.get("status") == Status.DIBATALKAN or "nik" in saring or "perlu" in saring:
            return None
        if saring.get("keadaan", Keadaan.AKTIF) != Keadaan.AKTIF:
            return None
        if satuan == "orang" and "status" in saring and "jenis" not in saring:
            return None
        terlihat = [s for s in Status if DERAJAT[s] >= max(0, by.derajat)]
        per_orang = satuan == "orang" and "jenis" not in saring
        return jumlah_sel(
            str(saring.get("wilayah", by.tempat)),
            jenis=ORANG if per_orang else (int(saring["jenis"]) if "jenis" in saring else None),
            status=[s for s in terlihat if saring.get("status") in (None, s)],
            jk=saring.get("jk"),
            umur=int(saring["umur"]) if "umur" in saring else None,
        )

    def _rekaman(self, saring: Mapping[str, object], satuan: str, by: Lingkup) -> QuerySet:
        return tanpa_dibatasi(self._semua(saring, satuan, by), lewat="orang_id" if satuan == "kasus" else "pk")

    def _semua(self, saring: Mapping[str, object], satuan: str, by: Lingkup) -> QuerySet:
        penyaring = self._saringan(saring, by)
        if not penyaring.is_valid():
            raise ValueError("saringan tidak lagi berlaku")
        return penyaring.kasus() if satuan == "kasus" else penyaring.qs

    def catatan(self, saring: Mapping[str, object], satuan: str, by: Lingkup) -> list[tuple[str, str]]:
        """Say how many persons were left out because their processing is restricted; names nobody."""
        semua = self._semua(saring, satuan, by).order_by()
        if satuan == "kasus":
            jumlah = yang_dibatasi(semua, lewat="orang_id").values("orang_id").distinct().count()
        else:
            jumlah = yang_dibatasi(semua).count()
        return [("Tidak disertakan", DIBATASI.format(n=jumlah))] if jumlah else []

    def jumlah(self, saring: Mapping[str, object], satuan: str, by: Lingkup) -> int:
        """Count the rows."""
        return self._rekaman(saring, satuan, by).count()

    def baris(
        self, saring: Mapping[str, object], satuan: str, by: Lingkup, *, identitas: bool
    ) -> Iterator[list[Baris]]:
        """Yield the rows, masked; by place, then by name.

        Without identities the order within a place is that of recording: an alphabet would tell masked names.
        """
        rekaman = self._rekaman(saring, satuan, by)
        if satuan == "kasus":
            medan = (*(f"orang__{n}" for n in ORANG_DB), *KASUS_DB)
            urut = ("orang__nama_cari",) if identitas else ()
            rekaman = rekaman.order_by("wilayah_id", *urut, "orang_id", "jenis_id", "id")
        else:
            medan = ORANG_DB
            rekaman = rekaman.order_by("wilayah_id", *(("nama_cari",) if identitas else ()), "id")
        nama = ORANG_DB + (KASUS_DB if satuan == "kasus" else ())
        penghias = _Penghias(identitas=identitas)
        mentah = rekaman.values_list(*medan).iterator(chunk_size=BAGIAN)
        while bagian := list(islice(mentah, BAGIAN)):
            hasil = [dict(zip(nama, b, strict=True)) for b in bagian]
            if satuan == "orang":
                _lampirkan_kasus(hasil, saring)
            yield penghias.hias(hasil)

    def contoh(self) -> list[Baris]:
        """Return two made-up persons."""
        dasar = dict.fromkeys((*ORANG_DB, *KASUS_DB), "") | {
            **{"kriteria": ["a"], "disabilitas": [], "temuan": [], "bantuan": ["pkh"], "lintang": None, "bujur": None},
            **{"desil": 1, "jenis_id": 8, "status": "disahkan", "jk": "P", "kelompok_umur": 3, "sumber": "lapangan"},
            **{"lahir_perkiraan": False, "tanggal_data": date(2026, 11, 2), "umur": 68, "petugas": {}, "peka": 0},
            **dict.fromkeys(("dibuat_pada", "diubah_pada", "diajukan_pada", "diverifikasi_pada"), timezone.now()),
            **dict.fromkeys(("disahkan_pada", "bergerak_pada"), timezone.now()),
            **dict.fromkeys(("ditemukan_pada", "bebas_pada", "kejadian_pada", "tanggungan")),
            **{"keadaan": "aktif", "keadaan_pada": None},
            "wilayah_id": "64.72.03.1001",
            "tempat": ("", "Provinsi Contoh", "Kota Contoh", "Kecamatan Contoh", "Desa Contoh"),
        }
        return [
            dasar
            | {"id": "0197-contoh-1", "nama": "Contoh Satu", "nik": "0000000000000001", "no_kk": "0000000000000011"}
            | {"tanggal_lahir": date(1958, 5, 12), "alamat": "Jl. Contoh 1", "tempat_lahir": "Contoh"},
            dasar
            | {"id": "0197-contoh-2", "nama": "Contoh Dua", "nik": "", "alasan_tanpa_nik": "belum_rekam", "jk": "L"}
            | {"tanggal_lahir": date(1961, 8, 17), "alamat": "Jl. Contoh 2", "jenis_id": 24, "umur": 65},
        ]


class _Penghias:
    """Adds place names, officers and age to raw rows, and masks them."""

    def __init__(self, *, identitas: bool) -> None:
        self.identitas = identitas
        self.hari_ini = timezone.localdate()
        self.kenalan = Kenalan()

    def hias(self, baris: list[dict]) -> list[Baris]:
        """Return the rows complete and masked. Two small queries, and only for what is new."""
        self.kenalan.kenali(baris, PETUGAS)
        for b in baris:
            b["umur"] = umur(b["tanggal_lahir"], self.hari_ini)
            b["tempat"] = self.kenalan.tempat[b["wilayah_id"]]
            b["petugas"] = self.kenalan.petugas
            if not self.identitas:
                samarkan(b)
        return baris


def _lampirkan_kasus(baris: list[dict], saring: Mapping[str, object]) -> None:
    """Add to each person its types that the reader may see; one query per portion."""
    milik: dict = {b["id"]: [] for b in baris}
    tanggal = {b["id"]: b["tanggal_data"] for b in baris}
    kasus = Kasus.objects.filter(orang__in=milik)
    kasus = kasus if saring.get("status") == Status.DIBATALKAN else kasus.aktif()
    for nilai in kasus.order_by("jenis_id", "id").values_list(*KASUS_ORANG):
        satu = dict(zip(KASUS_ORANG, nilai, strict=True))
        milik[satu["orang_id"]].append(satu | {"tanggal_data": tanggal[satu["orang_id"]]})
    for b in baris:
        b["daftar_kasus"] = milik[b["id"]]


SUMBER = SumberPMKS()
