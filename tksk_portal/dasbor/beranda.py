"""Isi beranda tiap peran: apa yang menunggu, apa yang bergerak."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from pmks.angka import gerak, jumlah_sel
from pmks.models import Kasus, KasusKesatuan, KeadaanOrang, Kebutuhan, Pengesahan, PutusanKasus, Revisi
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.excel.enums import BISA_MASUK, StatusBaris
from tksk_portal.excel.menunggu import PETAKAN, PRATINJAU, SIAP, TERBANYAK, BukuMenunggu, buku_menunggu
from tksk_portal.pekerjaan.menu import belum_dibaca
from tksk_portal.tampilan.templatetags.tampilan import angka as rapi
from tksk_portal.tampilan.templatetags.tampilan import lalu
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.wilayah.rentang import rentang

BATAS = 500


@dataclass(frozen=True)
class Tunggu:
    """One thing that waits: title, reason, address, badge."""

    judul: str
    teks: str
    url: str
    lencana: str
    nada: str


def _hitung(rekaman) -> str:
    jumlah = rekaman.order_by()[: BATAS + 1].count()
    return f"lebih dari {BATAS}" if jumlah > BATAS else rapi(jumlah)


def _di(by: Lingkup) -> Q:
    """The own range, said once more: the wall of a child asks its person row by row, and this asks fewer."""
    awal, akhir = rentang(by.tempat)
    return Q(wilayah__gte=awal, wilayah__lt=akhir)


def _alamat(status: str) -> str:
    return f"{reverse('pmks:daftar')}?status={status}"


def menunggu_tksk(by: Lingkup) -> list[Tunggu]:
    """Return what waits for a TKSK: returned records with the reason, drafts not submitted."""
    hasil = []
    kembali = Kasus.objects.ditangani().filter(status=Status.DIKEMBALIKAN)
    kunci = list(kembali.values_list("pk", flat=True)[:BATAS])
    contoh = PutusanKasus.objects.filter(aksi=Aksi.KEMBALIKAN, rekaman__in=kunci).order_by("-pada").first()
    if contoh:
        hasil.append(
            Tunggu(
                f"{_hitung(kembali)} data dikembalikan",
                f"“{contoh.komentar}” – {contoh.sebagai}, {lalu(contoh.pada)}",
                _alamat(Status.DIKEMBALIKAN),
                "perbaiki",
                "kuning",
            )
        )
    usul = Revisi.objects.filter(status=Status.DIKEMBALIKAN, diterapkan_pada=None)
    if pertama := list(usul[:1]):
        hasil.append(
            Tunggu(
                f"{_hitung(usul)} usulan perubahan dikembalikan",
                "Perbaiki atau batalkan usulan itu.",
                reverse("pmks:rinci", args=[pertama[0].orang_id]),
                "perbaiki",
                "kuning",
            )
        )
    desak = Kebutuhan.objects.terbuka().filter(_di(by), mendesak=True)
    if desak.exists():
        hasil.append(
            Tunggu(
                f"{_hitung(desak)} kebutuhan mendesak",
                "Tandai yang sudah terpenuhi, atau catat layanannya.",
                f"{reverse('pmks:daftar')}?perlu=mendesak",
                "mendesak",
                "merah",
            )
        )
    draf = Kasus.objects.ditangani().filter(status=Status.DRAF)
    tertua = draf.aggregate(n=Min("dibuat_pada"))["n"]
    if tertua:
        hasil.append(
            Tunggu(
                f"{_hitung(draf)} draf belum diajukan",
                f"Tertua dicatat {lalu(tertua)}",
                _alamat(Status.DRAF),
                "draf",
                "abu",
            )
        )
    return hasil


def menunggu_kabkota(by: Lingkup) -> list[Tunggu]:
    """Return what waits for the kabupaten/kota: the queue, returned by the province, pending changes."""
    hasil = []
    antre = Kasus.objects.ditangani().filter(status=Status.DIAJUKAN)
    tertua = antre.aggregate(n=Min("diajukan_pada"))["n"]
    if tertua:
        hasil.append(
            Tunggu(
                f"{_hitung(antre)} data menunggu diperiksa",
                f"Terlama masuk {lalu(tertua)}",
                reverse("pmks:periksa"),
                "periksa",
                "kuning",
            )
        )
    ulang = Kasus.objects.ditangani().filter(status=Status.DITINJAU_ULANG)
    if ulang.exists():
        hasil.append(
            Tunggu(
                f"{_hitung(ulang)} data dikembalikan provinsi",
                "Periksa catatannya, lalu verifikasi lagi atau teruskan ke TKSK.",
                _alamat(Status.DITINJAU_ULANG),
                "periksa ulang",
                "kuning",
            )
        )
    usul = Revisi.objects.filter(status__in=(Status.DIAJUKAN, Status.DITINJAU_ULANG), diterapkan_pada=None)
    if usul.exists():
        hasil.append(
            Tunggu(
                f"{_hitung(usul)} usulan perubahan",
                "Data lama berlaku sampai Anda memutuskan.",
                reverse("pmks:usulan"),
                "periksa",
                "kuning",
            )
        )
    awal = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    berubah = KeadaanOrang.objects.filter(_di(by), dibuat_pada__gte=awal)
    if berubah.exists():
        hasil.append(
            Tunggu(
                f"{_hitung(berubah)} perubahan keadaan bulan ini",
                "Yang tertangani, pindah, meninggal, atau kembali; sudah berlaku.",
                reverse("pmks:perubahan_keadaan"),
                "lihat",
                "biru",
            )
        )
    return hasil


def menunggu_provinsi(by: Lingkup) -> list[Tunggu]:
    """Return what waits for the province: verified records to approve."""
    jumlah = jumlah_sel(by.tempat, status=(Status.DIVERIFIKASI,))
    if not jumlah:
        return []
    terakhir = Pengesahan.objects.aggregate(n=Max("pada"))["n"]
    kata = f"Pengesahan terakhir {lalu(terakhir)}" if terakhir else "Belum pernah ada pengesahan"
    return [Tunggu(f"{rapi(jumlah)} data menunggu pengesahan", kata, reverse("pmks:pengesahan"), "sahkan", "kuning")]


# Status yang menunggu sebuah peran -> (kata, lencana).
KESATUAN_MENUNGGU = {
    Peran.TKSK: {Status.DIKEMBALIKAN: ("dikembalikan", "perbaiki"), Status.DRAF: ("draf belum diajukan", "draf")},
    Peran.KABKOTA: {
        Status.DIAJUKAN: ("menunggu diperiksa", "periksa"),
        Status.DITINJAU_ULANG: ("dikembalikan provinsi", "periksa ulang"),
    },
    Peran.PROVINSI: {Status.DIVERIFIKASI: ("menunggu pengesahan", "sahkan")},
}


def menunggu_kesatuan(by: Lingkup) -> list[Tunggu]:
    """Return which families, groups and communities wait for this duty, in one query."""
    kata = KESATUAN_MENUNGGU.get(by.peran, {})
    semua = KasusKesatuan.objects.filter(status__in=list(kata)).order_by()
    jumlah = dict(semua.values_list("status").annotate(n=Count("pk"))) if kata else {}
    tetap = {Peran.KABKOTA: reverse("pmks:periksa_kesatuan"), Peran.PROVINSI: reverse("pmks:pengesahan")}
    daftar = reverse("pmks:daftar_kesatuan")
    return [
        Tunggu(
            f"{rapi(jumlah[status])} keluarga atau komunitas {sebutan}",
            "Keluarga, kelompok, komunitas, dan hitungan.",
            tetap.get(by.peran, f"{daftar}?status={status}"),
            lencana,
            "abu" if status == Status.DRAF else "kuning",
        )
        for status, (sebutan, lencana) in kata.items()
        if jumlah.get(status)
    ]


def baru_disahkan() -> list[Tunggu]:
    """Return the latest approvals, which is what is new for Kemensos."""
    return [
        Tunggu(
            f"{p.wilayah.nama}: {rapi(p.jumlah)} data disahkan",
            lalu(p.pada),
            reverse("pmks:rinci_pengesahan", args=[p.pk]),
            "baru",
            "biru",
        )
        for p in Pengesahan.objects.select_related("wilayah").order_by("-pada")[:5]
    ]


MENUNGGU = {
    Peran.TKSK: menunggu_tksk,
    Peran.KABKOTA: menunggu_kabkota,
    Peran.PROVINSI: menunggu_provinsi,
}


def menunggu_semua(request: HttpRequest) -> list[Tunggu]:
    """Return what waits for any duty: workbooks (one query), and unread notices, which the menu counts anyway."""
    hasil = menunggu_buku(request.lingkup)
    if jumlah := belum_dibaca(request):
        kata = "Yang dikembalikan kepada Anda, dan pekerjaan yang sudah berakhir."
        hasil.append(Tunggu(f"{rapi(jumlah)} kabar belum dibaca", kata, reverse("kabar:daftar"), "baru", "biru"))
    return hasil


def menunggu_buku(by: Lingkup) -> list[Tunggu]:
    """Return uploads that need a decision or their columns, and exports that are ready; one alone is opened at once."""
    buku = buku_menunggu(by)
    susun = ((PRATINJAU, _tunggu_putusan), (PETAKAN, _tunggu_kolom), (SIAP, _tunggu_unduh))
    return [kata(ada) for apa, kata in susun if (ada := [b for b in buku if b.apa == apa])]


def _tunggu_putusan(buku: Sequence[BukuMenunggu]) -> Tunggu:
    masuk = sum(b.isi.get(s, 0) for b in buku for s in BISA_MASUK)
    tolak = sum(b.isi.get(StatusBaris.SALAH, 0) for b in buku)
    kata = f"{rapi(masuk)} baris dapat dimasukkan" + (f", {rapi(tolak)} ditolak" if tolak else "")
    return Tunggu(f"{_banyak(buku)} unggahan Excel selesai diperiksa", kata, _buka(buku, "excel"), "putuskan", "kuning")


def _tunggu_kolom(buku: Sequence[BukuMenunggu]) -> Tunggu:
    return Tunggu(
        f"{_banyak(buku)} unggahan Excel belum dikenali",
        "Tunjuk kolom mana yang berisi apa.",
        _buka(buku, "excel"),
        "tunjuk kolom",
        "kuning",
    )


def _tunggu_unduh(buku: Sequence[BukuMenunggu]) -> Tunggu:
    baris = f"{rapi(buku[0].isi['baris'])} baris, selesai {lalu(buku[0].pada)}"
    kata = baris if len(buku) == 1 else f"Terbaru {baris}"
    return Tunggu(f"{_banyak(buku)} berkas siap diunduh", kata, _buka(buku, "ekspor"), "siap", "hijau")


def _banyak(buku: Sequence[BukuMenunggu]) -> str:
    return f"{TERBANYAK} lebih" if len(buku) >= TERBANYAK else rapi(len(buku))


def _buka(buku: Sequence[BukuMenunggu], ruang: str) -> str:
    return reverse(f"{ruang}:rinci", args=[buku[0].id]) if len(buku) == 1 else reverse(f"{ruang}:daftar")


def bergerak(by: Lingkup) -> list[tuple[str, int, int]]:
    """Return (act in words, last 7 days, last 30 days) for the territory."""
    kini = timezone.localdate()
    semua = gerak(by.tempat, sejak=kini - timedelta(days=29), sampai=kini)
    pekan = kini - timedelta(days=6)
    kata = {
        "catat": "dicatat",
        "ajukan": "diajukan",
        "kembalikan": "dikembalikan",
        "verifikasi": "diverifikasi",
        "sahkan": "disahkan",
    }
    # Keadaan orang, hanya bila ada yang berubah.
    kata |= {
        aksi: label
        for aksi, label in {
            "tertangani": "tertangani",
            "pindah": "pindah keluar wilayah",
            "meninggal": "meninggal",
            "hilang": "tidak ditemukan",
            "kembali": "kembali ditangani",
        }.items()
        if _jumlah(semua, aksi, date.min)
    }
    return [(label, _jumlah(semua, aksi, pekan), _jumlah(semua, aksi, date.min)) for aksi, label in kata.items()]


def _jumlah(semua: dict, aksi: str, sejak: date) -> int:
    return sum(n for (tanggal, a), n in semua.items() if a == aksi and tanggal >= sejak)
