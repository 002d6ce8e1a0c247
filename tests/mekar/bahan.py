"""Dunia uji pemekaran: Kaltim menurut edisi 2019, dengan orang, keluarga, pindahan, dan kantor di kecamatan asalnya."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils import timezone

from pmks.actions import IsianAnggota, usulkan_pindah
from pmks.actions.saringan import simpan_saringan
from pmks.models import Gerak, Kesatuan, Orang, Pindahan, Potret
from tests.pmks import bahan_kesatuan
from tests.pmks.bahan import catat, nik_ke
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.mekar import actions
from tksk_portal.mekar.daftar_kode import Baris
from tksk_portal.mekar.enums import Asal
from tksk_portal.mekar.models import Mekar
from tksk_portal.wilayah import pemekaran
from tksk_portal.wilayah.enums import Edisi
from tksk_portal.wilayah.muat import muat

ASAL, BARU = "64.02.08", "64.02.19"
DESA, DESA_BARU = "64.02.08.2001", "64.02.19.2001"
DESA_TETAP = "64.02.08.2004"  # tidak ikut dimekarkan
DESA_TETANGGA = "64.72.03.1001"
KK = "6402080101109001"
SEJAK = date(2022, 2, 14)


@dataclass
class DuniaMekar:
    """What was made before the split."""

    tugas: dict[str, Lingkup] = field(default_factory=dict)
    akun: dict[str, Akun] = field(default_factory=dict)
    orang: dict[str, Orang] = field(default_factory=dict)
    keluarga: Kesatuan | None = None
    pindahan: Pindahan | None = None


def pemain(peran: Peran, tempat: str, nama: str) -> tuple[Akun, Lingkup]:
    """Make an account with one duty."""
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = Akun.objects.create(username=nama, nama=nama, wilayah_id="64")
        tugas = Penempatan.objects.create(akun=akun, peran=peran, tempat_id=tempat, mulai=date(2020, 1, 1))
        return akun, lingkup.dari_penempatan(Penempatan.objects.select_related("tempat").get(pk=tugas.pk))


def bangun(dunia) -> DuniaMekar:
    """Load edition 2019 and record what a split has to carry along. Call outside any scope."""
    muat(["64"], edisi=Edisi.E2019)
    d = DuniaMekar()
    for nama, peran, tempat in (
        ("tksk.asal", Peran.TKSK, ASAL),
        ("camat.asal", Peran.CAMAT, ASAL),
        ("dinsos.kukar", Peran.KABKOTA, "64.02"),
    ):
        d.akun[nama], d.tugas[nama] = pemain(peran, tempat, nama)
    with lingkup.masuk(d.tugas["tksk.asal"]) as by:
        d.orang["kepala"] = catat(by, nik=nik_ke(1), no_kk=KK, wilayah_id=DESA, nama="Kepala")
        d.orang["anak"] = catat(by, nik=nik_ke(2), no_kk=KK, wilayah_id=DESA, nama="Anak")
        d.orang["tinggal"] = catat(by, nik=nik_ke(3), no_kk=KK, wilayah_id=DESA_TETAP, nama="Tinggal")
        anggota = [
            IsianAnggota("kepala", orang_id=d.orang["kepala"].pk),
            IsianAnggota("anak", orang_id=d.orang["anak"].pk),
            IsianAnggota("lain", orang_id=d.orang["tinggal"].pk),
        ]
        d.keluarga = bahan_kesatuan.catat(by, wilayah_id=DESA, no_kk=KK, anggota=anggota)
        simpan_saringan(halaman="daftar", nama="Kedang Ipil", isi={"wilayah": DESA}, by=by)
        isi = {"tanggal": timezone.localdate(), "alasan": "Ikut anaknya"}
        d.pindahan = usulkan_pindah(orang=d.orang["anak"], ke="64.02.13", by=by, **isi)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        d.orang["kembar"] = catat(by, nik=nik_ke(1), wilayah_id=DESA_TETANGGA, nama="Kepala")
    _potret()
    return d


def _potret() -> None:
    with lingkup.masuk(lingkup.sistem("uji")):
        for kode in (DESA, ASAL, "64.02", "64", "0"):
            satu = {"jenis": 0, "status": "diajukan", "jk": "P", "kelompok_umur": 2, "jumlah": 7}
            Potret.objects.create(wilayah_id=kode, akhir=date(2026, 9, 30), **satu)
            Gerak.objects.create(wilayah_id=kode, tanggal=date(2026, 9, 1), aksi="catat", jumlah=7)


def pasangan() -> list[Baris]:
    """Return the project's own twenty changed codes as lines."""
    return [Baris(n, p.lama, p.baru, p.nama) for n, p in enumerate(pemekaran.PINDAH, 2)]


def berkas(jalan: Path, kepala: str = "kode_lama,kode_baru,nama", pisah: str = ",") -> Path:
    """Write the twenty codes as a CSV file."""
    baris = [pisah.join((p.lama, p.baru, p.nama)) for p in pemekaran.PINDAH]
    jalan.write_text("\n".join([kepala, *baris]) + "\n", encoding="utf-8")
    return jalan


def rencana(dunia, baris: list[Baris] | None = None, **lain) -> Mekar:
    """Make a plan as the admin."""
    isi = {"asal": Asal.PAKET, "dasar": pemekaran.DASAR, "berlaku_sejak": SEJAK} | lain
    with lingkup.masuk(dunia.admin.lingkup) as by:
        return actions.rencanakan(baris=pasangan() if baris is None else baris, by=by, **isi)


def jalankan(dunia, baris: list[Baris] | None = None, **lain) -> Mekar:
    """Plan and run as the admin."""
    mekar = rencana(dunia, baris, **lain)
    return actions.langsung(mekar=mekar, urungkan=False, by=dunia.admin.lingkup)


def urungkan(dunia, mekar: Mekar) -> Mekar:
    """Undo as the admin."""
    return actions.langsung(mekar=mekar, urungkan=True, by=dunia.admin.lingkup)


def halangan(dunia, mekar: Mekar) -> list[str]:
    """Return what prevents undoing."""
    with lingkup.masuk(dunia.admin.lingkup) as by:
        return actions.halangan_urung(Mekar.objects.get(pk=mekar.pk), by)
