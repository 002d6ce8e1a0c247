"""Sumber PMKS bagi unggahan buku kerja; terdaftar di `settings.SUMBER_EXCEL`."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from pmks.actions.nik import kecamatan_dimuat
from pmks.enums import AlasanTanpaKK, AlasanTanpaNIK, JenisKelamin, KelompokUmur, Peka
from pmks.enums import Sumber as SumberData
from pmks.impor import tulis as penulisan
from pmks.impor import urung
from pmks.impor.beda import beda_baris
from pmks.impor.periksa import PemeriksaPMKS
from pmks.impor.pilihan import PilihanPMKS
from pmks.impor.siap import Olahan, siapkan
from pmks.impor.tata_letak import CIRI, TATA_LETAK, TEMPLAT, TEMPLAT_KABKOTA, WAJIB
from pmks.models import Orang, acuan, acuan_jenis
from pmks.rincian import KATALOG
from pmks.tampak import buka_daftar, daftar_dibuka
from pmks.umur import kelompok_umur
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.nama import samarkan_nama
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.excel.sumber import BarisMentah, BedaBaris, HasilTulis, Pemeriksa, Potongan, Sumber, Tampilan
from tksk_portal.excel.tataletak import TataLetak
from tksk_portal.excel.tempat import pilihan_tempat
from tksk_portal.jejak.tampak import PERLU_TUJUAN
from tksk_portal.wilayah.models import Wilayah


class SumberPMKS(Sumber):
    """Persons with their types."""

    kode = "pmks"
    label = "data PMKS"
    izin = "pmks.impor"
    tata_letak = TATA_LETAK
    ciri = CIRI
    form_pilihan = PilihanPMKS
    catatan = (
        "Satu baris satu orang. Jenis lebih dari satu ditulis dalam satu sel dipisah titik koma, atau satu baris tiap "
        "jenis dengan NIK yang sama.",
        "Yang masuk menjadi draf. TKSK yang mengajukannya ke dinas sosial.",
        "Perubahan atas data yang sudah diverifikasi menjadi usulan; dinas sosial yang memutuskannya.",
        "NIK yang sudah tercatat di kecamatannya dibandingkan; sel kosong tidak menghapus isian lama.",
        "NIK dan nomor KK harus tersimpan sebagai teks. Bilangan 16 angka ditolak: angka terakhirnya sudah hilang.",
    )

    def wajib(self, pilihan: dict) -> frozenset[str]:
        """Return the fields that the columns must give; the type may come from the choices."""
        return frozenset(WAJIB) - ({"jenis"} if pilihan.get("jenis") else set())

    def pemeriksa(self, *, by: Lingkup, pilihan: dict, dipakai: set[str]) -> Pemeriksa:
        """Return the judge of one file."""
        return PemeriksaPMKS(by=by, pilihan=pilihan, dipakai=dipakai)

    def siapkan(self, baris: Sequence[BarisMentah], *, by: Lingkup) -> Callable[[], Olahan]:
        """Return what makes a chunk ready."""
        hari = timezone.localdate()
        return partial(siapkan, baris, by=by, acuan=acuan(), hari=hari, daerah=kecamatan_dimuat())

    def tulis(self, potong: Potongan, *, unggahan: Unggahan, by: Lingkup) -> HasilTulis:
        """Write a chunk."""
        return penulisan.tulis(potong, unggahan=unggahan, by=by)

    def halangan(self, baris: Sequence[BarisUnggahan], *, unggahan: Unggahan, by: Lingkup) -> dict[int, str]:
        """Return what stands in the way of undoing."""
        return urung.halangan(baris, unggahan=unggahan)

    def urungkan(self, baris: Sequence[BarisUnggahan], *, unggahan: Unggahan, by: Lingkup) -> None:
        """Undo a chunk."""
        urung.urungkan(baris, unggahan=unggahan, by=by)

    def tampil(self, baris: Iterable[BarisUnggahan], by: Lingkup) -> list[Tampilan]:
        """Return the rows as lists show persons: sensitive types and children masked (`pmks.tampak`)."""
        baris = list(baris)
        isi = [b.isi.get("tampil") or ["", "", "", "", []] for b in baris]
        desa = dict(Wilayah.objects.filter(pk__in={i[3] for i in isi if i[3]}).values_list("pk", "nama"))
        kunci = _kunci_ada(baris)
        return [self._tampil(b, i, desa, kunci, by) for b, i in zip(baris, isi, strict=True)]

    @staticmethod
    def _tampil(b: BarisUnggahan, isi: list, desa: dict[str, str], ada: dict[UUID, int], by: Lingkup) -> Tampilan:
        nama, jk, lahir, wilayah, jenis = isi
        acuan = acuan_jenis()
        samar = (
            by.peran in PERLU_TUJUAN
            or any(acuan[k].peka > Peka.BIASA for k in jenis)
            # Jenis yang tidak terbaca mungkin yang peka; tulisannya tampil di pesan sebelahnya.
            or not (jenis or b.kunci in ada)
            or not lahir
            or kelompok_umur(date.fromisoformat(lahir), timezone.localdate())
            in (KelompokUmur.BALITA, KelompokUmur.ANAK)
        )
        rinci = [
            ("Jenis", ", ".join(acuan[k].pendek for k in jenis)),
            ("Kelamin", str(JenisKelamin(jk).label) if jk else ""),
            ("Desa/kelurahan", desa.get(wilayah, "")),
        ]
        url = reverse("pmks:rinci", args=[b.kunci]) if b.kunci in ada else ""
        return Tampilan((samarkan_nama(nama) if samar else nama) or "(tanpa nama)", [r for r in rinci if r[1]], url)

    def beda(self, baris: Iterable[BarisUnggahan], by: Lingkup, *, dibuka: bool) -> dict[int, BedaBaris]:
        """Return what rows change, closed until the person is opened."""
        return beda_baris(baris, by, dibuka=dibuka)

    def buka(self, request: HttpRequest, unggahan: Unggahan) -> None:
        """Open what the rows of an upload change."""
        buka_daftar(request, f"unggahan:{unggahan.pk}")

    def dibuka(self, request: HttpRequest, unggahan: Unggahan) -> bool:
        """Tell whether it was opened."""
        return daftar_dibuka(request, f"unggahan:{unggahan.pk}") is not None

    def templat(self, by: Lingkup) -> tuple[TataLetak, dict[str, list[str]], list[dict]]:
        """Return the template of a place: its villages, the types, the reasons."""
        tempat = pilihan_tempat(by)
        jenis = [f"{j.kode}. {j.nama}" for j in acuan_jenis().values() if j.perorangan]
        daftar = {
            **tempat,
            "jk": ["L", "P"],
            "jenis": jenis,
            "alasan_tanpa_nik": [str(x) for x in AlasanTanpaNIK.labels],
            "alasan_tanpa_kk": [str(x) for x in AlasanTanpaKK.labels],
            "sumber": [str(x) for x in SumberData.labels],
            **{n: [label for _, label in KATALOG[n].pilihan] for n in ("kedudukan", "negeri", "kejadian")},
        }
        contoh = [
            {
                "nik": "6400001205580001",
                "nama": "Contoh Nama",
                "jk": "L",
                "tanggal_lahir": "12-05-1958",
                "jenis": "8. Lanjut usia telantar",
                "kriteria": "a",
                "alamat": "Jl. Contoh 1",
                "no_kk": "6400000101100001",
                "desa": next(iter(tempat["desa"]), ""),
            }
        ]
        return (TEMPLAT_KABKOTA if "kecamatan" in tempat else TEMPLAT), daftar, contoh

    def url_daftar(self, by: Lingkup) -> str:
        """Return the list of persons."""
        return reverse("pmks:daftar")


def _kunci_ada(baris: list[BarisUnggahan]) -> dict[UUID, int]:
    """Return the recorded persons that rows point to, with how sensitive they are."""
    kunci = {b.kunci for b in baris if b.kunci}
    return dict(Orang.objects.filter(Q(pk__in=kunci)).values_list("pk", "peka")) if kunci else {}


SUMBER = SumberPMKS()
