"""Bahan uji keluarga, kelompok, komunitas, dan hitungan."""

from datetime import date
from uuid import uuid4

from pmks.actions import (
    IsianAnggota,
    IsianJenis,
    ajukan_kesatuan,
    anggota_kini,
    catat_kesatuan,
    putuskan_kasus_kesatuan,
    ubah_kesatuan,
)
from pmks.actions.kesatuan_isian import KOLOM
from pmks.models import KasusKesatuan, Kesatuan
from tests.pmks.bahan import DESA, JALAN
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.actions import putuskan_massal
from tksk_portal.tinjauan.enums import Aksi, Status

KK = "6472030101109050"
JENIS = {"keluarga": 24, "kelompok": 21, "komunitas": 26, "hitungan": 14}
KEPALA = IsianAnggota("kepala", nama="Darius Laing", jk="L", tanggal_lahir=date(1980, 3, 4))
ISTRI = IsianAnggota("pasangan", nama="Yulita Bulan", jk="P", tanggal_lahir=date(1984, 8, 9))
ANAK = IsianAnggota("anak", nama="Petrus Laing", jk="L", tanggal_lahir=date(2018, 1, 2))
_TEMPAT = {"alamat": "Jl. Anggrek 14", "rt": "21"}
_PER_BENTUK = {
    "keluarga": _TEMPAT | {"no_kk": KK, "jumlah_kk": 1},
    "kelompok": _TEMPAT | {"nama": "Korban banjir Anggrek", "jumlah_kk": 4, "jiwa_l": 9, "jiwa_p": 8},
    "komunitas": _TEMPAT | {"nama": "Punan Sungai Berun", "jumlah_kk": 12, "jiwa_l": 31, "jiwa_p": 28},
    "hitungan": {"jiwa_l": 11, "jiwa_p": 6},
}


def isian(bentuk: str = "keluarga", **ganti) -> dict:
    """Return cleaned columns of a subject."""
    kosong = dict.fromkeys(KOLOM, "") | {"jumlah_kk": 0, "jiwa_l": 0, "jiwa_p": 0}
    kosong |= dict.fromkeys(("umur_l", "umur_p", "lintang", "bujur"))
    tetap = {"wilayah_id": DESA, "sumber": "lapangan", "tanggal_data": date(2026, 11, 1)}
    return kosong | tetap | _PER_BENTUK[bentuk] | ganti


def borang(bentuk: str = "keluarga", jenis: str = "", **ganti) -> dict:
    """Return POST data of the form of a subject."""
    kode = jenis or {"keluarga": "24", "kelompok": "21", "komunitas": "26", "hitungan": "14"}[bentuk]
    umum = {"id": str(uuid4()), "wilayah": DESA, "sumber": "lapangan", "tanggal_data": "01-11-2026", "jenis": [kode]}
    umum[f"kriteria_{kode}"] = ["a"]
    tempat = {"alamat": "Jl. Anggrek 14", "rt": "21"}
    kepala = {"a0_nama": "Darius Laing", "a0_jk": "L", "a0_lahir": "04-03-1980", "a0_hubungan": "kepala"}
    istri = {"a1_nama": "Yulita Bulan", "a1_jk": "P", "a1_lahir": "1984", "a1_hubungan": "pasangan"}
    per = {
        "keluarga": tempat | {"no_kk": KK} | kepala | istri,
        "kelompok": tempat | {"bentuk": "kelompok", "nama": "Korban banjir", "jiwa_l": "9", "jiwa_p": "8"},
        "komunitas": tempat
        | {"bentuk": "komunitas", "nama": "Punan Berun", "jumlah_kk": "12", "jiwa_l": "31", "jiwa_p": "28"},
        "hitungan": {"jiwa_l": "11", "jiwa_p": "6"},
    }
    return umum | per[bentuk] | ganti


def catat(
    by: Lingkup, bentuk: str = "keluarga", *, jenis=None, anggota=None, kunci=None, ajukan: bool = False, **ganti
) -> Kesatuan:
    """Record a subject; needs the scope `by` to be entered."""
    if anggota is None:
        anggota = [KEPALA, ISTRI, ANAK] if bentuk == "keluarga" else []
    kasus = [IsianJenis(j, ["a"]) for j in jenis or (JENIS[bentuk],)]
    return catat_kesatuan(
        kunci=kunci or uuid4(),
        bentuk=bentuk,
        isian=isian(bentuk, **ganti),
        anggota=anggota,
        kasus=kasus,
        by=by,
        ajukan=ajukan,
    ).kesatuan


def ubah(by: Lingkup, kesatuan: Kesatuan, *, anggota=None, kasus=None, alasan="", usulan=None, versi=None, **ganti):
    """Change a subject through the action, from its present state; needs the scope `by` to be entered."""
    kini = Kesatuan.objects.get(pk=kesatuan.pk)
    if kasus is None:
        ada = KasusKesatuan.objects.aktif().filter(kesatuan=kini)
        kasus = [IsianJenis(k.jenis_id, k.kriteria, k.ditemukan_pada, k.keterangan) for k in ada]
    return ubah_kesatuan(
        kesatuan=kini,
        versi=versi or kini.versi,
        isian={k: getattr(kini, k) for k in KOLOM} | ganti,
        anggota=anggota_kini(kini) if anggota is None else anggota,
        kasus=kasus,
        by=by,
        alasan=alasan,
        usulan=usulan,
    )


def kasus_dari(kesatuan: Kesatuan, jenis: int | None = None) -> KasusKesatuan:
    """Return the only type of a subject (or the one named) that was not cancelled."""
    with lingkup.masuk(lingkup.sistem("uji")):
        semua = KasusKesatuan.objects.aktif().filter(kesatuan=kesatuan).select_related("kesatuan", "jenis")
        return semua.get(jenis=jenis) if jenis else semua.get()


def segar(objek):
    """Return a record as it is now in the database."""
    with lingkup.masuk(lingkup.sistem("uji")):
        dengan = ("kesatuan",) if isinstance(objek, KasusKesatuan) else ()
        return type(objek).objects.select_related(*dengan).get(pk=objek.pk)


def lakukan(dunia, kasus: KasusKesatuan, nama: str, aksi: Aksi, komentar: str = "Lengkapi anggotanya") -> KasusKesatuan:
    """Carry out one act of review as an inhabitant; return the type, fresh."""
    with lingkup.masuk(dunia[nama].lingkup) as by:
        if aksi == Aksi.SAHKAN:
            putuskan_massal(rekaman=KasusKesatuan.objects.filter(pk=kasus.pk), aksi=aksi, by=by)
        else:
            kini = KasusKesatuan.objects.get(pk=kasus.pk)
            putuskan_kasus_kesatuan(kasus=kini, aksi=aksi, by=by, versi=kini.versi, komentar=komentar)
    return segar(kasus)


def pada_status(dunia, status: Status, bentuk: str = "keluarga", **lain) -> KasusKesatuan:
    """Record a subject in one type and bring it to a status through the actions."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        kesatuan = catat(by, bentuk, **lain)
    kasus = kasus_dari(kesatuan)
    for nama, aksi in JALAN[status]:
        kasus = lakukan(dunia, kasus, nama, aksi)
    return kasus


def ajukan(dunia, kesatuan: Kesatuan) -> int:
    """Submit a subject as the TKSK."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return ajukan_kesatuan(kesatuan=kesatuan, by=by)
