"""Pelengkap data contoh, supaya tiap halaman ada isinya: kop dan surat, keluarga, urusan register, pelindungan.

Semuanya lewat tindakan yang dipakai halamannya, dalam lingkup akun demo. Unggahan dan ekspor hanya diantrekan:
pekerja yang menyala bersama portal menyelesaikannya, jadi portal tidak menunggu.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, Max, QuerySet
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone

from pmks.kabar import DIKEMBALIKAN
from pmks.models import Kasus, PutusanKasus
from tksk_portal.akses import lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.contoh import kantor
from tksk_portal.contoh.buku import unggah_buku
from tksk_portal.contoh.foto import tambah_foto
from tksk_portal.contoh.kesatuan import buat_kesatuan
from tksk_portal.contoh.nomor import kunci_bernama
from tksk_portal.contoh.pelaku import Pelaku, baca_pelaku
from tksk_portal.contoh.pelindungan import buat_penghapusan, buat_permintaan, catat_satu_insiden, tahan_satu
from tksk_portal.contoh.potret import buat_potret
from tksk_portal.contoh.psks import buat_psks
from tksk_portal.contoh.surat import buat_surat
from tksk_portal.contoh.tulis import LINGKUP
from tksk_portal.contoh.urusan import (
    Pencatat,
    buat_bentrok,
    buat_gabungan,
    buat_kembar,
    buat_pindahan,
    buat_versi_acuan,
    simpan_semua_saringan,
)
from tksk_portal.excel.keluar.actions import minta_ekspor
from tksk_portal.excel.keluar.sumber import daftar_sumber
from tksk_portal.pekerjaan.kabar import kabari
from tksk_portal.pekerjaan.models import Kabar
from tksk_portal.tinjauan.enums import Aksi, Status

# Akun, tata letak, format, saringan.
EKSPOR = (
    ("tksk.64.72.03", "ringkas", "xlsx", {}),
    ("dinsos.64.72", "ringkas", "xlsx", {"status": Status.DIAJUKAN}),
    ("dinsos.64.72", "lengkap", "csv", {"wilayah": "64.72.03"}),
)
# Status yang dikembalikan -> (siapa yang memperbaiki, panjang kode tempatnya, siapa yang mengembalikan, panjangnya).
KEMBALI = {
    Status.DIKEMBALIKAN: (Peran.TKSK, 8, Peran.KABKOTA, 5),
    Status.DITINJAU_ULANG: (Peran.KABKOTA, 5, Peran.PROVINSI, 2),
}


@transaction.atomic
def lengkapi(*, benih: int, kini: datetime | None = None) -> list[str]:
    """Add what is missing around the people, all or nothing; return what was added, in words, empty when it is there.

    People and accounts must exist.
    """
    if kantor.sudah_ada():
        return []
    hari_ini = timezone.localdate(kini or timezone.now())
    p = Pencatat(benih, hari_ini)
    langkah: dict[str, Callable[[], int]] = {
        "kop surat": lambda: kantor.buat_kantor(benih=benih, hari_ini=hari_ini),
        "surat": lambda: buat_surat(benih=benih, hari_ini=hari_ini),
        "keluarga dan komunitas": lambda: buat_kesatuan(benih=benih, hari_ini=hari_ini),
        "mitra PSKS": lambda: buat_psks(benih=benih, hari_ini=hari_ini),
        "gambar tempat tinggal": lambda: tambah_foto(benih=benih),
        "potret triwulan": lambda: buat_potret(hari_ini=hari_ini),
        "pasangan kembar": lambda: buat_kembar(p),
        "NIK bentrok": lambda: buat_bentrok(p),
        "pindahan": lambda: buat_pindahan(p),
        "penggabungan": lambda: buat_gabungan(p),
        "permintaan pemilik data": lambda: buat_permintaan(p),
        "penghapusan identitas": lambda: buat_penghapusan(p),
        "tahan hukum": lambda: tahan_satu(p),
        "insiden": lambda: catat_satu_insiden(benih=benih),
        "saringan": simpan_semua_saringan,
        "versi acuan": lambda: buat_versi_acuan(hari_ini=hari_ini),
        "kabar": kabari_dikembalikan,
        "unggahan Excel": lambda: unggah_buku(benih=benih, hari_ini=hari_ini),
        "ekspor": lambda: minta_semua_ekspor(benih=benih),
    }
    return [f"{jumlah} {nama}" for nama, buat in langkah.items() if (jumlah := buat())]


def minta_semua_ekspor(*, benih: int) -> int:
    """Ask for the demo exports; the worker makes them. Return how many."""
    sumber = daftar_sumber()["pmks"]
    tata = {t.kode: t for t in sumber.bawaan}
    for username, kode, bentuk, saring in EKSPOR:
        by = kantor.lingkup_akun(username)
        with lingkup.masuk(by):
            minta_ekspor(
                kunci=kunci_bernama("ekspor", benih, username, kode),
                sumber=sumber,
                tata=tata[kode],
                saring=sumber.saring(saring, by) or {},
                format_berkas=bentuk,
                identitas=False,
                tujuan="",
                by=by,
            )
    return len(EKSPOR)


def kabari_dikembalikan() -> int:
    """Put a notice into the box of everybody with returned records, one per office that returned; return how many."""
    with lingkup.masuk(LINGKUP):
        pelaku = baca_pelaku()
        return sum(_kabari(pelaku, status, *siapa) for status, siapa in KEMBALI.items())


def _kabari(
    pelaku: dict[tuple[str, str], Pelaku], status: str, peran: str, panjang: int, dari: str, panjang_dari: int
) -> int:
    """Write the notices of one state, dated at the last return."""
    jumlah = 0
    for tempat, banyak, pada in _kembali(status, panjang):
        penerima, pengirim = pelaku.get((peran, tempat)), pelaku.get((dari, tempat[:panjang_dari]))
        if penerima is None or pengirim is None:
            continue
        kelompok = f"{Kasus._meta.label_lower}:{tempat[:panjang_dari]}"
        kabari(
            akun_id=penerima.akun,
            wilayah=tempat,
            jenis=DIKEMBALIKAN.kode,
            teks=f"{{n}} data PMKS dikembalikan {pengirim.sebagai}",
            url=f"{reverse('pmks:daftar')}?status={status}" if peran == Peran.TKSK else reverse("pmks:periksa"),
            kelompok=kelompok,
            banyak=banyak,
        )
        Kabar.objects.filter(akun_id=penerima.akun, wilayah_id=tempat, kelompok=kelompok).update(
            dibuat_pada=pada, dari_id=pengirim.akun
        )
        jumlah += 1
    return jumlah


def _kembali(status: str, panjang: int) -> QuerySet:
    """Return (place, records in the state, last return) per place."""
    putusan = PutusanKasus.objects.filter(aksi=Aksi.KEMBALIKAN, ke=status, rekaman__status=status)
    per_tempat = putusan.annotate(tempat=Left(F("wilayah_id"), panjang)).order_by("tempat").values("tempat")
    return per_tempat.annotate(banyak=Count("rekaman", distinct=True), terakhir=Max("pada")).values_list(
        "tempat", "banyak", "terakhir"
    )
