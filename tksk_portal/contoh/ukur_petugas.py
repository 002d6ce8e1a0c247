"""Mengukur papan formasi pada ukuran nasional: 7.285 kecamatan, hampir semuanya berpetugas; semua dibatalkan lagi."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from penugasan.petugas.models import SK, Formasi, Hunian, Petugas
from tksk_portal.akses import lingkup
from tksk_portal.contoh.tulis import LINGKUP
from tksk_portal.contoh.ukur import Pengukur, Ukuran
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.muat import daftar_provinsi, muat

LOWONG_TIAP, RANGKAP_TIAP = 97, 61


def ukur_papan(*, ulang: int) -> list[Ukuran]:
    """Return p50 and p95 of the board for the ministry (all formations) and the admin of a province.

    Everything is written in one transaction that is rolled back.
    """
    with transaction.atomic():
        muat(daftar_provinsi())
        with lingkup.masuk(LINGKUP):
            jumlah = _isi_nasional()
        with connection.cursor() as kursor:
            kursor.execute("ANALYZE petugas_formasi, petugas_hunian, petugas_petugas, petugas_sk, wilayah_wilayah")
        hasil = list(_ukur(Pengukur(ulang=ulang), jumlah))
        transaction.set_rollback(True)
    return hasil


def _ukur(p: Pengukur, jumlah: int) -> Iterator[Ukuran]:
    halaman = {
        "kemensos": "/petugas/",
        "kemensos lowong": "/petugas/?keadaan=lowong",
        "kemensos SK": "/petugas/?keadaan=sk",
        "admin": "/petugas/",
    }
    for nama, alamat in halaman.items():
        minta = lambda c, alamat=alamat: c.get(alamat)  # noqa: E731 - sekali pakai
        yield from p.halaman(f"papan {jumlah} {nama}", minta, nama.partition(" ")[0])


def _isi_nasional() -> int:
    """Give every kecamatan of the country a formation, most of them an officer with a decree; return how many."""
    ada = set(Formasi.objects.terbuka().values_list("wilayah_id", flat=True))
    semua = Wilayah.objects.berlaku().filter(tingkat=Tingkat.KECAMATAN).order_by("kode").values_list("pk", flat=True)
    formasi = [Formasi(wilayah_id=k) for k in semua if k not in ada]
    hari = timezone.localdate()
    petugas, hunian, sk = [], [], []
    for n, f in enumerate(formasi):
        p = Petugas(wilayah_id=f.wilayah_id, nama=f"Petugas {n}", nama_cari=f"petugas {n}", jk="L")
        p.nik, p.tanggal_lahir = f"{n:016d}", hari - timedelta(days=12_000)
        petugas.append(p)
        sk.append(SK(petugas=p, wilayah_id=f.wilayah_id, tingkat="kemensos", nomor=str(n), tanggal=hari, mulai=hari))
        sk[-1].selesai = hari + timedelta(days=n % 700)
        if n % LOWONG_TIAP:
            masa = {"jenis": "petugas", "mulai": hari - timedelta(days=300)}
            if n % RANGKAP_TIAP == 0:
                masa = {"jenis": "rangkap", "mulai": hari - timedelta(days=9), "selesai": hari + timedelta(days=30)}
            hunian.append(Hunian(formasi=f, wilayah_id=f.wilayah_id, petugas=p, **masa))
    for model, isi in ((Formasi, formasi), (Petugas, petugas), (Hunian, hunian), (SK, sk)):
        model.objects.bulk_create(isi, batch_size=2000)
    return len(ada) + len(formasi)
