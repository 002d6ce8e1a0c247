"""Bahan uji PSKS: isian yang sah, untuk aksi dan untuk formulir."""

from datetime import date
from uuid import uuid4

from psks.actions import catat_mitra, putuskan_mitra
from psks.actions.isian import kosong
from psks.models import Mitra, acuan_psks
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.enums import Aksi, Status

DESA, DESA_LAIN, DESA_TETANGGA = "64.72.03.1001", "64.72.03.1002", "64.72.04.1001"
NIK = "6472035205880001"  # perempuan, lahir 12 Mei 1988
CONTOH = {"bilangan": 3, "tahun": 2015, "teks": "Contoh isi", "panjang": "Contoh isi panjang"}
JALAN = {
    Status.DRAF: (),
    Status.DIAJUKAN: (("tksk", Aksi.AJUKAN),),
    Status.DIKEMBALIKAN: (("tksk", Aksi.AJUKAN), ("dinsos", Aksi.KEMBALIKAN)),
    Status.DIVERIFIKASI: (("tksk", Aksi.AJUKAN), ("dinsos", Aksi.VERIFIKASI)),
    Status.DISAHKAN: (("tksk", Aksi.AJUKAN), ("dinsos", Aksi.VERIFIKASI), ("provinsi", Aksi.SAHKAN)),
}


def nilai_medan(medan) -> object:
    """Return a valid value of a field of the catalogue."""
    return medan.pilihan[0][0] if medan.jenis == "pilihan" else CONTOH[medan.jenis]


def isian(jenis: str = "lks", **ganti) -> dict:
    """Return cleaned columns of a partner for `catat_mitra`."""
    j = acuan_psks()[jenis]
    dasar = kosong() | {
        "wilayah_id": DESA,
        "jenis": [jenis],
        "nama": "Panti Kasih Ibu",
        "alamat": "Jl. Anggrek 14",
        "telepon": "0812 3456 7890",
        "kartu_publik": True,
        "layanan": "Pengasuhan dan makan harian",
        "sasaran": [8],
        "cakupan": "kabkota",
        "rincian": {d.nama: nilai_medan(d.medan) for d in j.ditanya},
        "tanggal_data": date(2026, 11, 1),
    }
    if j.bentuk == "individu":
        dasar |= {"nama": "Rahmawati", "nik": NIK, "jk": "P", "tanggal_lahir": date(1988, 5, 12)}
    else:
        dasar |= {"kontak_nama": "Kurnia Lestari", "kontak_telepon": "0811 2222 333"}
    return dasar | ganti


def catat(by: Lingkup, jenis: str = "lks", *, ajukan: bool = False, kunci=None, **ganti) -> Mitra:
    """Record a partner; needs the scope `by` to be entered."""
    bentuk = acuan_psks()[jenis].bentuk
    return catat_mitra(
        kunci=kunci or uuid4(), bentuk=bentuk, isian=isian(jenis, **ganti), by=by, ajukan=ajukan, bukan_kembar=True
    ).mitra


def pada_status(dunia, status: Status, jenis: str = "lks", *, siapa: str = "tksk", **ganti) -> Mitra:
    """Record a partner and bring it to a status through the actions; return it, fresh."""
    with lingkup.masuk(dunia[siapa].lingkup) as by:
        mitra = catat(by, jenis, **ganti)
    for nama, aksi in JALAN[status]:
        mitra = lakukan(dunia, mitra, siapa if nama == "tksk" else nama, aksi)
    return mitra


def lakukan(dunia, mitra: Mitra, nama: str, aksi: Aksi, komentar: str = "Lengkapi alamatnya") -> Mitra:
    """Carry out one act as an inhabitant."""
    with lingkup.masuk(dunia[nama].lingkup) as by:
        kini = Mitra.objects.get(pk=mitra.pk)
        return putuskan_mitra(mitra=kini, aksi=aksi, by=by, versi=kini.versi, komentar=komentar)


def borang(jenis: str = "lks", **ganti) -> dict:
    """Return POST data of the form of a type's shape."""
    j = acuan_psks()[jenis]
    isi = {
        "id": str(uuid4()),
        "jenis": [jenis],
        "nama": f"Mitra {j.pendek.replace('/', ' ')}",
        "wilayah": DESA,
        "alamat": "Jl. Anggrek 14",
        "telepon": "0812 3456 7890",
        "kartu_publik": "on",
        "layanan": "Layanan contoh",
        "sasaran": ["8"],
        "cakupan": "kecamatan",
        "tanggal_data": "01-11-2026",
        **{f"{d.nama}_{jenis}": str(nilai_medan(d.medan)) for d in j.ditanya if d.wajib},
    }
    if j.bentuk == "individu":
        isi |= {"nik": NIK, "jk": "P", "tanggal_lahir": "12-05-1988"}
    else:
        isi |= {"kontak_nama": "Kurnia Lestari"}
    return isi | ganti
