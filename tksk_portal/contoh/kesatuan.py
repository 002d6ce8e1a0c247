"""Keluarga, komunitas adat terpencil, kelompok, dan hitungan jenis 14 rekaan, lewat tindakan yang dipakai halamannya.

Sedikit dan cepat dimuat: cukup untuk melihat tiap bentuk dan tiap tahap tinjauan.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from pmks.actions import (
    IsianAnggota,
    IsianJenis,
    ajukan_kesatuan,
    catat_kesatuan,
    jenis_bagi,
    putuskan_kasus_kesatuan,
)
from pmks.actions.kesatuan_isian import KOLOM
from pmks.enums import AlasanTanpaKK, BentukKesatuan, HubunganKeluarga
from pmks.models import AnggotaKesatuan, KasusKesatuan, Kesatuan, Orang, Pengesahan, acuan_jenis
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.contoh.kantor import lingkup_akun
from tksk_portal.contoh.nama import karang_nama
from tksk_portal.contoh.nomor import kunci_bernama
from tksk_portal.contoh.tulis import LINGKUP
from tksk_portal.tinjauan.actions import putuskan_massal
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.wilayah.models import Wilayah

B = BentukKesatuan
# (akun TKSK, bentuk, jenis, nama, KK, laki-laki, perempuan, sampai status); keluarga: berapa anggota diketik.
ISI = (
    ("tksk.64.72.03", B.KELUARGA, 24, "", 1, 2, 1, Status.DIAJUKAN),
    ("tksk.64.72.03", B.KELUARGA, 25, "", 1, 1, 2, Status.DIAJUKAN),
    ("tksk.64.72.03", B.KELUARGA, 24, "", 1, 1, 1, Status.DRAF),
    ("tksk.64.72.03", B.KELUARGA, 24, "", 1, 2, 2, Status.DIVERIFIKASI),
    ("tksk.64.72.03", B.KELOMPOK, 21, "Korban banjir Karang Mumus", 14, 26, 29, Status.DISAHKAN),
    ("tksk.64.72.03", B.HITUNGAN, 14, "", 0, 11, 7, Status.DIVERIFIKASI),
    ("tksk.64.72.01", B.HITUNGAN, 14, "", 0, 6, 2, Status.DISAHKAN),
    ("tksk.64.71.01", B.KELUARGA, 25, "", 1, 1, 1, Status.DISAHKAN),
    ("tksk.64.71.01", B.HITUNGAN, 14, "", 0, 9, 13, Status.DIAJUKAN),
    ("tksk.64.02.13", B.KOMUNITAS, 26, "Punan Sungai Berun", 31, 68, 61, Status.DISAHKAN),
    ("tksk.64.01.02", B.KOMUNITAS, 26, "Muluy Gunung Lumut", 44, 92, 87, Status.DIVERIFIKASI),
)
TAHAP = (Status.DRAF, Status.DIAJUKAN, Status.DIVERIFIKASI, Status.DISAHKAN)


def buat_kesatuan(*, benih: int, hari_ini: date) -> int:
    """Record the demo families, communities, group and counts; return how many. People and accounts must exist."""
    for nomor, (akun, bentuk, jenis, nama, kk, laki, perempuan, sampai) in enumerate(ISI):
        acak = Random(f"kesatuan|{benih}|{nomor}")  # noqa: S311 - data contoh
        by = lingkup_akun(akun)
        with lingkup.masuk(by):
            kepala = _kepala(by) if bentuk == B.KELUARGA else None
            isian = _isian(by, acak, hari_ini, kepala) | _jumlah(bentuk, nama, kk, laki, perempuan)
            if bentuk == B.KELUARGA and kepala is None:
                isian["alasan_tanpa_kk"] = AlasanTanpaKK.BELUM_PUNYA
            if bentuk == B.HITUNGAN:
                isian |= dict.fromkeys(("alamat", "rt"), "")
            hasil = catat_kesatuan(
                kunci=kunci_bernama("kesatuan", benih, str(nomor)),
                bentuk=bentuk,
                isian=isian,
                anggota=list(_anggota(acak, hari_ini, kepala, laki, perempuan)) if bentuk == B.KELUARGA else [],
                kasus=[_jenis(bentuk, jenis, acak)],
                by=by,
            )
        _tinjau(hasil.kesatuan, by, TAHAP.index(sampai))
    return len(ISI)


def _kepala(by: Lingkup) -> Orang | None:
    """Return a person of the kecamatan with a family card, who is a member of no family yet."""
    anggota = AnggotaKesatuan.objects.kini().filter(orang__isnull=False).values("orang")
    calon = Orang.objects.di_bawah(by.tempat).aktif().filter(peka=0, kelompok_umur=2, jk="L").exclude(no_kk="")
    ada = Kesatuan.objects.exclude(no_kk="").values("no_kk")
    return calon.exclude(pk__in=anggota).exclude(no_kk__in=ada).order_by("dibuat_pada", "pk").first()


def _isian(by: Lingkup, acak: Random, hari_ini: date, kepala: Orang | None) -> dict:
    kosong = dict.fromkeys(KOLOM, "") | dict.fromkeys(("umur_l", "umur_p", "lintang", "bujur"))
    tetap = {"sumber": "lapangan", "tanggal_data": hari_ini - timedelta(days=acak.randrange(3, 90))}
    if kepala:
        sama = ("wilayah_id", "no_kk", "alamat", "rt", "rw", "dusun")
        return kosong | tetap | {n: getattr(kepala, n) for n in sama}
    desa = Wilayah.objects.di_bawah(by.tempat).berlaku().filter(tingkat=4).order_by("kode")
    tempat = desa[acak.randrange(desa.count())]
    return kosong | tetap | {"wilayah_id": tempat.pk, "alamat": f"Hulu {tempat.nama}", "rt": str(acak.randrange(1, 9))}


def _jumlah(bentuk: str, nama: str, kk: int, laki: int, perempuan: int) -> dict:
    if bentuk == B.KELUARGA:
        return {"jumlah_kk": 1, "jiwa_l": 0, "jiwa_p": 0}
    return {"nama": nama, "jumlah_kk": kk, "jiwa_l": laki, "jiwa_p": perempuan}


def _anggota(acak: Random, hari_ini: date, kepala: Orang | None, laki: int, perempuan: int) -> Iterator[IsianAnggota]:
    """Yield the head, linked to a registered person where there is one, and typed members."""

    def lahir(tua: int, muda: int) -> date:
        return hari_ini.replace(day=1) - timedelta(days=acak.randrange(muda * 365, tua * 365))

    if kepala:
        yield IsianAnggota(HubunganKeluarga.KEPALA, orang_id=kepala.pk)
    else:
        nama = karang_nama(acak, "banjar", "L")
        yield IsianAnggota(HubunganKeluarga.KEPALA, nama=nama, jk="L", tanggal_lahir=lahir(58, 35))
    for ke in range(perempuan):
        hubungan = HubunganKeluarga.ANAK if ke else HubunganKeluarga.PASANGAN
        masa = (17, 2) if ke else (54, 30)
        yield IsianAnggota(hubungan, nama=karang_nama(acak, "banjar", "P"), jk="P", tanggal_lahir=lahir(*masa))
    for _ in range(laki):
        nama = karang_nama(acak, "banjar", "L")
        yield IsianAnggota(HubunganKeluarga.ANAK, nama=nama, jk="L", tanggal_lahir=lahir(17, 2))


def _jenis(bentuk: str, jenis: int, acak: Random) -> IsianJenis:
    if jenis not in jenis_bagi(bentuk):
        raise ValueError(f"{jenis} bukan jenis bagi {bentuk}")
    huruf = sorted(k.huruf for k in acuan_jenis()[jenis].kriteria.all())
    return IsianJenis(jenis, sorted(acak.sample(huruf, min(2, len(huruf)))))


def _tinjau(kesatuan: Kesatuan, by: Lingkup, tahap: int) -> None:
    """Submit, verify and approve as the offices do, as far as the stage says."""
    if tahap >= 1:
        with lingkup.masuk(by):
            ajukan_kesatuan(kesatuan=kesatuan, by=by)
    if tahap >= 2:
        dinas = lingkup_akun(f"dinsos.{by.tempat[:5]}")
        with lingkup.masuk(dinas):
            kasus = KasusKesatuan.objects.get(kesatuan=kesatuan)
            putuskan_kasus_kesatuan(kasus=kasus, aksi=Aksi.VERIFIKASI, by=dinas, versi=kasus.versi)
    if tahap >= 3:
        _sahkan(kesatuan)


def _sahkan(kesatuan: Kesatuan) -> None:
    """Approve one with the latest approval of its kabupaten/kota, when there is one."""
    with lingkup.masuk(LINGKUP):
        sah = Pengesahan.objects.filter(wilayah=kesatuan.wilayah_id[:5]).order_by("pada").last()
    provinsi = lingkup_akun("provinsi")
    with lingkup.masuk(provinsi):
        satu = KasusKesatuan.objects.filter(kesatuan=kesatuan)
        tambahan = {"pengesahan_id": sah.pk if sah else None}
        putuskan_massal(rekaman=satu, aksi=Aksi.SAHKAN, by=provinsi, tambahan=tambahan)
