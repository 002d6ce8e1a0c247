"""Mengukur pemekaran: dua puluh desa menjadi dua kecamatan baru, dijalankan lalu diurungkan; semua dibatalkan lagi."""

import time

from django.db import transaction
from django.utils import timezone

from penugasan.petugas.papan import hitung
from pmks.angka import angka
from pmks.models import Orang
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.contoh.kantor import lingkup_akun
from tksk_portal.contoh.pelaku import PROVINSI
from tksk_portal.contoh.tulis import LINGKUP
from tksk_portal.contoh.ukur import Ukuran
from tksk_portal.mekar import actions
from tksk_portal.mekar.daftar_kode import Baris
from tksk_portal.mekar.enums import Asal
from tksk_portal.mekar.models import Mekar
from tksk_portal.wilayah import pemekaran
from tksk_portal.wilayah.models import Wilayah

# Kecamatan asal -> kecamatan rekaan yang menerima semua desanya.
KE = dict(zip(pemekaran.KECAMATAN_BARU, ("64.02.91", "64.02.92"), strict=True))


def ukur_mekar() -> list[Ukuran]:
    """Return seconds and rows of a split of the size of the real one, and seconds of its undoing.

    Everything runs in one transaction that is rolled back.

    Raises:
        RuntimeError: a total changed, or undoing did not bring everything back.
    """
    with transaction.atomic():
        by = lingkup_akun("admin")
        dulu = _jumlah()
        mekar = _rencana(by)
        mulai = time.perf_counter()
        mekar = actions.langsung(mekar=mekar, urungkan=False, by=by)
        jalan = time.perf_counter() - mulai
        kini = _jumlah()
        if (kini["64"], kini["formasi"]) != (dulu["64"], dulu["formasi"] + len(KE)):
            raise RuntimeError(f"pemekaran mengubah jumlah: {dulu} menjadi {kini}")
        mulai = time.perf_counter()
        actions.langsung(mekar=mekar, urungkan=True, by=by)
        urung = time.perf_counter() - mulai
        if _jumlah() != dulu:
            raise RuntimeError("pengurungan tidak mengembalikan semuanya")
        baris = sum(n for _, _, n in mekar.hitung)
        transaction.set_rollback(True)
    nama = f"pemekaran {len(mekar.pasangan)} desa"
    return [
        Ukuran(f"{nama}, dijalankan", jalan, "s"),
        Ukuran(f"{nama}, diurungkan", urung, "s"),
        Ukuran(f"{nama}, berpindah", baris, "baris"),
    ]


def _rencana(by: Lingkup) -> Mekar:
    with lingkup.masuk(by):
        desa = Wilayah.objects.berlaku().filter(induk__in=KE).order_by("kode")
        baris = [Baris(0, "", kode, f"Kecamatan Ukur {n}") for n, kode in enumerate(KE.values(), 1)]
        baris += [Baris(0, d.kode, KE[d.induk_id] + d.kode[8:], d.nama) for d in desa]
        for n, b in enumerate(baris, 1):
            b.nomor = n
        isi = {"asal": Asal.BERKAS, "dasar": "Pengukuran", "berlaku_sejak": timezone.localdate()}
        return actions.rencanakan(baris=baris, by=by, **isi)


def _jumlah() -> dict:
    """Return the people of the province and of the kecamatan that change, by summary and by count, and its seats."""
    with lingkup.masuk(LINGKUP):
        hasil = {}
        for kode in (PROVINSI, *KE, *KE.values()):
            sel = angka([kode], di_bawah=kode, derajat=0)[kode].sel
            ringkasan = sum(n for (jenis, *_), n in sel.items() if jenis == 0)
            hasil[kode] = (ringkasan, Orang.objects.di_bawah(kode).count())
        return hasil | {"formasi": hitung(PROVINSI)[PROVINSI].jumlah}
