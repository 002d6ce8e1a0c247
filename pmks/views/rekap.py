"""Rekap jenis x wilayah x jenis kelamin x umur, dan jiwa; di layar, di kertas, dan sebagai buku kerja."""

from collections.abc import Callable
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from pmks.angka import ORANG
from pmks.enums import JenisKelamin, KelompokUmur
from pmks.models import acuan_jenis
from pmks.rekap import (
    KOLOM,
    STATUS,
    Baris,
    Periode,
    diambil_pada,
    gerak_periode,
    periode_tersedia,
    rekap_jenis,
    rekap_wilayah,
)
from pmks.tampak_kesatuan import boleh_angka_tepat
from tksk_portal.akses.izin import perlu
from tksk_portal.excel.kerangka import KolomKeluar
from tksk_portal.excel.tulis import tulis_xlsx
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import memuat, tingkat

MENURUT = {"jenis": "Jenis PMKS", "wilayah": "Wilayah"}
DESA = 4
KOLOM_JIWA = ("Keluarga, kelompok, komunitas", "KK", "Jiwa laki-laki", "Jiwa perempuan", "Jiwa")
ARTI_KELUAR = (
    "Tidak lagi ditangani: tertangani, pindah, meninggal, atau tidak ditemukan, apa pun status tinjauannya. "
    "Tidak ikut angka lain."
)
ARTI_JIWA = (
    "Orang, anggota keluarga, dan warga kelompok atau komunitas pada status yang dipilih; seorang dihitung sekali "
    "di tiap baris. Hitungan tanpa nama (jenis 14) tidak ikut jumlah semua jenis."
)
BULAT = "Angka jenis 14 dibulatkan ke kelipatan 5."
TANPA_JIWA = (
    "Potret ini diambil sebelum keluarga, kelompok, komunitas, dan jiwa ikut dipotret; yang terhitung hanya orang."
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Pilihan:
    """What the address asks for. A value that cannot be is replaced by the first choice, and said so."""

    def __init__(self, request: HttpRequest) -> None:
        by, tanya = request.lingkup, request.GET
        kode = tanya.get("wilayah", "")
        self.bulat14 = not boleh_angka_tepat(by)
        self.tempat = get_object_or_404(Wilayah, pk=kode if kode and by.memuat(kode) else by.tempat)
        self.periode_ada = periode_tersedia(self.tempat.pk, hari=timezone.localdate())
        self.periode = next((p for p in self.periode_ada if p.kode == tanya.get("periode")), self.periode_ada[0])
        self.status = tanya.get("status") if tanya.get("status") in STATUS else next(iter(STATUS))
        self.menurut = tanya.get("menurut") if tanya.get("menurut") in MENURUT else "jenis"
        if tingkat(self.tempat.pk) >= DESA:
            self.menurut = "jenis"
        jenis = tanya.get("jenis", "")
        self.jenis = int(jenis) if jenis.isascii() and jenis.isdigit() and int(jenis[:3]) in acuan_jenis() else ORANG
        self.diganti = any(
            diminta and diminta != jadi
            for diminta, jadi in (
                (kode, self.tempat.pk),
                (tanya.get("periode"), self.periode.kode),
                (tanya.get("status"), self.status),
                (tanya.get("menurut"), self.menurut),
            )
        )

    @property
    def tanya(self) -> dict[str, str]:
        """The address's query that gives this recap again."""
        return {
            "periode": self.periode.kode,
            "wilayah": self.tempat.pk,
            "status": self.status,
            "menurut": self.menurut,
            "jenis": str(self.jenis),
        }

    def baris(self) -> list[Baris]:
        """Return the rows, the total first."""
        pilih = {"status": self.status, "bulat14": self.bulat14}
        if self.menurut == "wilayah":
            return rekap_wilayah(self.tempat, self.periode, jenis=self.jenis, **pilih)
        return rekap_jenis(self.tempat, self.periode, **pilih)


@require_safe
@perlu("pmks.angka")
def rekap(request: HttpRequest) -> HttpResponse:
    """Show the recap of a place: by type or by the places under it, today or at the end of a quarter or year."""
    pilih = Pilihan(request)
    baris = pilih.baris()
    for b in baris[1:]:
        if pilih.menurut == "wilayah":
            b.url = "?" + urlencode(pilih.tanya | {"wilayah": b.kunci})
        elif tingkat(pilih.tempat.pk) < DESA:
            b.url = "?" + urlencode(pilih.tanya | {"menurut": "wilayah", "jenis": b.kunci})
    konteks = {
        "p": pilih,
        "baris": baris,
        "baris_orang": _berisi(pilih, baris, lambda b: b.jumlah or b.keluar),
        "baris_jiwa": _berisi(pilih, baris, _berkesatuan),
        "tanpa_jiwa": baris[0].jiwa is None,
        "umur": list(KelompokUmur),
        "status_label": STATUS[pilih.status][0],
        "jenis_label": acuan_jenis()[pilih.jenis].nama if pilih.jenis else "semua orang",
        "gerak": gerak_periode(pilih.tempat.pk, pilih.periode) if tingkat(pilih.tempat.pk) < DESA else [],
        "diambil": diambil_pada(pilih.tempat.pk, pilih.periode.akhir) if pilih.periode.akhir else None,
        "arti": {"jiwa": ARTI_JIWA, "keluar": ARTI_KELUAR, "tanpa_jiwa": TANPA_JIWA, "bulat": BULAT},
        "kini": timezone.now(),
        "pilihan": _pilihan(pilih),
        "unduh_url": reverse("pmks:rekap_unduh") + "?" + urlencode(pilih.tanya),
        "remah": _remah(pilih, request.lingkup.tempat),
    }
    return render(request, "pmks/rekap.html", konteks)


def _berkesatuan(b: Baris) -> bool:
    """Tell whether a row has more souls to tell of than its persons."""
    return b.jiwa is not None and bool(b.jiwa.kesatuan or b.jiwa.jiwa != b.jiwa.orang)


def _berisi(pilih: Pilihan, baris: list[Baris], ada: Callable[[Baris], object]) -> list[Baris]:
    """Return the rows of one table: none when all are empty; by type only those that are not."""
    if not any(ada(b) for b in baris):
        return []
    return [b for n, b in enumerate(baris) if n == 0 or pilih.menurut == "wilayah" or ada(b)]


def _pilihan(pilih: Pilihan) -> list[dict]:
    butir = {
        "periode": ("Periode", [(p.kode, p.label) for p in pilih.periode_ada], pilih.periode.kode),
        "menurut": ("Baris", list(MENURUT.items()), pilih.menurut),
        "status": ("Data", [(k, label) for k, (label, _) in STATUS.items()], pilih.status),
    }
    if tingkat(pilih.tempat.pk) >= DESA:
        del butir["menurut"]
    if pilih.menurut == "wilayah":
        jenis = [(str(ORANG), "Semua orang"), *((str(k), f"{k}. {j.nama}") for k, j in acuan_jenis().items())]
        butir["jenis"] = ("Jenis", jenis, str(pilih.jenis))
    return [
        {
            "label": label,
            "kini": dict(isi)[kini],
            "butir": [
                {"label": teks, "url": "?" + urlencode(pilih.tanya | {nama: nilai}), "aktif": nilai == kini}
                for nilai, teks in isi
            ],
        }
        for nama, (label, isi, kini) in butir.items()
    ]


def _remah(pilih: Pilihan, tempat: str) -> list[tuple[str, str | None]]:
    jalur = [w for w in Wilayah.objects.jalur(pilih.tempat.pk) if memuat(tempat, w.pk) and w.pk != pilih.tempat.pk]
    return [(w.sebutan, "?" + urlencode(pilih.tanya | {"wilayah": w.pk})) for w in jalur]


@require_safe
@perlu("pmks.angka")
def unduh(request: HttpRequest) -> HttpResponse:
    """Answer the same recap as a workbook: counts only, so it needs no job and no purpose."""
    pilih = Pilihan(request)
    baris = pilih.baris()
    kolom = [
        KolomKeluar(MENURUT[pilih.menurut], lebar=44),
        KolomKeluar("Kode", lebar=14),
        *(KolomKeluar(f"{KelompokUmur(umur).label}, {jk}", "angka", lebar=11) for jk, umur in KOLOM),
        *(KolomKeluar(judul, "angka", lebar=11) for judul in (*JenisKelamin.labels, "Jumlah orang", "Keluar")),
        *(KolomKeluar(judul, "angka", lebar=11) for judul in KOLOM_JIWA),
    ]
    isi = BytesIO()
    tulis_xlsx(
        isi,
        kolom=kolom,
        baris=([b.label, b.kunci, *b.isi, b.laki, b.perempuan, b.jumlah, b.keluar, *_isi_jiwa(b)] for b in baris),
        lembar_keterangan=_keterangan(pilih, request.lingkup.keterangan) | _keterangan_jiwa(baris),
        diharapkan=len(baris),
        nama_data="Rekap",
    )
    jawaban = HttpResponse(isi.getvalue(), content_type=XLSX)
    jawaban["Content-Disposition"] = f'attachment; filename="rekap-pmks-{pilih.tempat.pk}-{pilih.periode.kode}.xlsx"'
    return jawaban


def _isi_jiwa(b: Baris) -> list[int | None]:
    """Return the cells of `KOLOM_JIWA`; empty ones where nobody knows."""
    j = b.jiwa
    return [None] * len(KOLOM_JIWA) if j is None else [j.kesatuan, j.kk, j.jiwa_l, j.jiwa_p, j.jiwa]


def _keterangan_jiwa(baris: list[Baris]) -> dict[str, str]:
    if baris[0].jiwa is None:
        return {"Jiwa": TANPA_JIWA}
    return {"Jiwa": ARTI_JIWA} | ({"Pembulatan": BULAT} if any(b.bulat for b in baris) else {})


def _keterangan(pilih: Pilihan, oleh: str) -> dict[str, object]:
    return {
        "Isi": "Rekap PMKS: orang menurut jenis kelamin dan umur, keluarga, kelompok, komunitas, dan jiwa",
        "Wilayah": f"{pilih.tempat.sebutan} ({pilih.tempat.pk})",
        "Periode": _kata_periode(pilih.periode),
        "Data": STATUS[pilih.status][0],
        "Jenis": acuan_jenis()[pilih.jenis].nama if pilih.jenis and pilih.menurut == "wilayah" else "Semua",
        "Dibuat": date_format(timezone.localtime(), "j F Y H.i"),
        "Oleh": oleh,
        "Catatan": "Satu orang dapat tercatat pada beberapa jenis; jumlah per jenis tidak dijumlahkan menjadi orang.",
        "Keluar": ARTI_KELUAR,
    }


def _kata_periode(periode: Periode) -> str:
    if periode.akhir is None:
        return f"{periode.label}, {date_format(timezone.localdate(), 'j F Y')}"
    return f"{periode.label}, keadaan {date_format(periode.akhir, 'j F Y')}"
