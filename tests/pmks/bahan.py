"""Bahan uji PMKS: isian yang sah, untuk aksi dan untuk formulir."""

from datetime import date
from uuid import uuid4

from django.db import connection

from pmks.actions import IsianKasus, ajukan_orang, catat_orang, putuskan_kasus
from pmks.models import Kasus, Orang, Pengesahan, Revisi, acuan_jenis
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.basisdata.siapkan import APLIKASI
from tksk_portal.tinjauan.actions import putuskan_massal
from tksk_portal.tinjauan.enums import Aksi, Status

DESA = "64.72.03.1001"
DESA_LAIN = "64.72.03.1002"  # kelurahan lain di kecamatan yang sama
DESA_TETANGGA = "64.72.04.1001"
NIK = "6472035205589001"  # perempuan, lahir 12 Mei 1958
# Siapa melakukan apa untuk sampai pada sebuah status.
JALAN = {
    Status.DRAF: (),
    Status.DIAJUKAN: (("tksk", Aksi.AJUKAN),),
    Status.DIKEMBALIKAN: (("tksk", Aksi.AJUKAN), ("dinsos", Aksi.KEMBALIKAN)),
    Status.DIVERIFIKASI: (("tksk", Aksi.AJUKAN), ("dinsos", Aksi.VERIFIKASI)),
    Status.DITINJAU_ULANG: (("tksk", Aksi.AJUKAN), ("dinsos", Aksi.VERIFIKASI), ("provinsi", Aksi.KEMBALIKAN)),
    Status.DISAHKAN: (("tksk", Aksi.AJUKAN), ("dinsos", Aksi.VERIFIKASI), ("provinsi", Aksi.SAHKAN)),
    Status.DIBATALKAN: (("tksk", Aksi.BATALKAN),),
}


def nik_ke(n: int) -> str:
    """Return a valid NIK of a woman born 12 May 1958; another for each number up to 9999."""
    return f"647203520558{n:04d}"


def isian(**ganti) -> dict:
    """Return cleaned columns of a person for `catat_orang`."""
    return {
        "wilayah_id": DESA,
        "nik": NIK,
        "alasan_tanpa_nik": "",
        "no_kk": "6472030101109001",
        "alasan_tanpa_kk": "",
        "nama": "Siti Aminah",
        "tempat_lahir": "Samarinda",
        "tanggal_lahir": date(1958, 5, 12),
        "lahir_perkiraan": False,
        "jk": "P",
        "alamat": "Jl. Anggrek 14",
        "rt": "21",
        "rw": "",
        "dusun": "",
        "alamat_ktp": "",
        "telepon": "",
        "lintang": None,
        "bujur": None,
        "desil": None,
        "bantuan": [],
        "sumber": "lapangan",
        "tanggal_data": date(2026, 11, 1),
    } | ganti


# Jawaban yang sah untuk tiap medan rincian.
RINCI = {
    **{"disabilitas": ["fisik"], "kedudukan": "saksi", "bebas_pada": date(2025, 3, 1), "negeri": "luar"},
    **{"negara": "Malaysia", "kejadian_pada": date(2026, 10, 2), "tanggungan": 2},
}


def rinci(kode: int, pada: date = date(2026, 11, 1)) -> dict:
    """Return valid answers to what a type asks on a day."""
    ditanya = acuan_jenis(pada)[kode].ditanya
    return {d.nama: RINCI[d.nama] if d.nama in RINCI else d.pilihan[0][0] for d in ditanya}


def kasus_isian(kode: int, **ganti) -> IsianKasus:
    """Return an entry of a type with all that it asks."""
    return IsianKasus(**({"jenis": kode, "kriteria": ["a"]} | rinci(kode) | ganti))


def borang_rinci(kode: int) -> dict:
    """Return the same answers as POST data."""
    tulis = {n: f"{v:%d-%m-%Y}" if isinstance(v, date) else v for n, v in rinci(kode).items()}
    return {f"{n}_{kode}": v for n, v in tulis.items()}


def catat(by: Lingkup, *, jenis=(8,), ajukan: bool = False, kunci=None, kasus=None, **ganti):
    """Record a person; needs the scope `by` to be entered. Returns the person."""
    kasus = kasus or [kasus_isian(j) for j in jenis]
    return catat_orang(kunci=kunci or uuid4(), orang=isian(**ganti), kasus=kasus, by=by, ajukan=ajukan).orang


def borang(**ganti) -> dict:
    """Return POST data of the form."""
    return {
        "id": str(uuid4()),
        "nik": NIK,
        "nama": "Siti Aminah",
        "jk": "P",
        "tanggal_lahir": "12-05-1958",
        "wilayah": DESA,
        "jenis": ["8"],
        "kriteria_8": ["a"],
        "alamat": "Jl. Anggrek 14",
        "rt": "21",
        "no_kk": "6472030101109001",
        "sumber": "lapangan",
        "tanggal_data": "01-11-2026",
    } | ganti


def pada_status(dunia, status: Status, *, jenis: int = 8, **ganti) -> Kasus:
    """Record a person in one type and bring it to a status through the actions; return the type, fresh."""
    with lingkup.masuk(dunia.tksk.lingkup):
        orang = catat(dunia.tksk.lingkup, jenis=(jenis,), **ganti)
    kasus = kasus_dari(orang)
    for nama, aksi in JALAN[status]:
        kasus = lakukan(dunia, kasus, nama, aksi)
    return kasus


def lakukan(dunia, kasus: Kasus, nama: str, aksi: Aksi, komentar: str = "Perbaiki alamatnya") -> Kasus:
    """Carry out one act of review as an inhabitant; return the type, fresh."""
    by = dunia[nama].lingkup
    with lingkup.masuk(by):
        if aksi == Aksi.SAHKAN:
            _sahkan_satu(kasus, by, komentar)
            return segar(kasus)
        putuskan_kasus(kasus=Kasus.objects.get(pk=kasus.pk), aksi=aksi, by=by, versi=kasus.versi, komentar=komentar)
    return segar(kasus)


def _sahkan_satu(kasus: Kasus, by: Lingkup, komentar: str) -> None:
    """Approve one person in a type, with the approval it belongs to."""
    isi = {"id": uuid4(), "wilayah_id": kasus.wilayah_id[:5], "periode": date(2026, 11, 1), "jumlah": 1}
    pengesahan = Pengesahan.objects.create(**isi, oleh_id=by.akun_id, sebagai=by.keterangan)
    satu = Kasus.objects.filter(pk=kasus.pk)
    masuk = {"komentar": komentar, "tambahan": {"pengesahan_id": pengesahan.pk}}
    putuskan_massal(rekaman=satu, aksi=Aksi.SAHKAN, by=by, **masuk)


def ajukan(dunia, orang: Orang) -> int:
    """Submit a person as the TKSK."""
    with lingkup.masuk(dunia.tksk.lingkup):
        return ajukan_orang(orang=orang, by=dunia.tksk.lingkup)


def segar(objek):
    """Return a person, type or pending change as it is now in the database."""
    dengan = {Kasus: ("orang", "jenis"), Revisi: ("orang",)}.get(type(objek), ())
    with lingkup.masuk(lingkup.sistem("uji")):
        return type(objek).objects.select_related(*dengan).get(pk=objek.pk)


def kasus_dari(orang: Orang, jenis: int | None = None) -> Kasus:
    """Return the only type of a person (or the one named) that was not cancelled."""
    with lingkup.masuk(lingkup.sistem("uji")):
        semua = Kasus.objects.aktif().filter(orang=orang).select_related("orang", "jenis")
        return semua.get(jenis=jenis) if jenis else semua.get()


def revisi_dari(orang: Orang) -> Revisi:
    """Return the newest pending change of a person."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return Revisi.objects.filter(orang=orang).select_related("orang").latest("dibuat_pada")


def banyak(model) -> int:
    """Return how many rows a table has, over all territories."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return model.objects.count()


def cabut_langkah(jenis: str, aksi: str) -> None:
    """Take a step of review away for this test; only the database's owner can."""
    with connection.cursor() as kursor:
        kursor.execute("RESET ROLE")
        kursor.execute("DELETE FROM tinjauan_langkah WHERE jenis = %s AND aksi = %s", [jenis, aksi])
        kursor.execute(f"SET LOCAL ROLE {APLIKASI}")
