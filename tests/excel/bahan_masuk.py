"""Bahan uji unggahan: menulis buku kerja kecil, mengunggahnya lewat aksi, dan menjalankan pekerjaannya."""

import csv
import io
from uuid import uuid4

from pmks.models import Kasus, Orang
from tests.pekerjaan.bahan import kerjakan_semua
from tksk_portal.akses import lingkup
from tksk_portal.excel.masuk import alur
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.excel.sumber import daftar_sumber

JUDUL = {
    "nik": "NIK",
    "nama": "Nama",
    "jk": "JK",
    "tanggal_lahir": "Tanggal lahir",
    "jenis": "Jenis PMKS",
    "desa": "Kelurahan",
    "alamat": "Alamat",
    "no_kk": "No KK",
    "alasan_tanpa_nik": "Alasan tanpa NIK",
}
PILIHAN = {
    "alasan_tanpa_nik": "",
    "alasan_tanpa_kk": "belum_ditunjukkan",
    "sumber": "desa",
    "tanggal_data": "2026-11-01",
    "jenis": None,
    "desa": "",
}


def baris(n: int = 1, **ganti) -> dict:
    """Return one good row: a woman born 12 May 1958, another for each number."""
    return {
        "nik": f"647203520558{n:04d}",
        "nama": f"Siti Aminah {'abcdefghij'[n % 10]}",
        "jk": "P",
        "tanggal_lahir": "12-05-1958",
        "jenis": "8",
        "desa": "Air Putih",
        "alamat": f"Jl. Anggrek {n}",
        "no_kk": "6472030101109001",
    } | ganti


def isi_csv(rekaman: list[dict], judul: dict[str, str] = JUDUL) -> bytes:
    """Return rows as a CSV file with semicolons; columns that no row fills are left out."""
    kolom = [k for k in judul if any(k in r for r in rekaman)]
    aliran = io.StringIO()
    tulis = csv.writer(aliran, delimiter=";")
    tulis.writerow([judul[k] for k in kolom])
    tulis.writerows([r.get(k, "") for k in kolom] for r in rekaman)
    return aliran.getvalue().encode()


def unggah(penghuni, isi: bytes, *, nama: str = "data.csv", kunci=None, **pilihan) -> Unggahan:
    """Upload as an inhabitant and run the check; return the upload, fresh."""
    by = penghuni.lingkup
    with lingkup.masuk(by):
        u = alur.unggah(
            kunci=kunci or uuid4(),
            sumber=daftar_sumber()["pmks"],
            isi=io.BytesIO(isi),
            nama=nama,
            pilihan=PILIHAN | pilihan,
            by=by,
        )
    kerjakan_semua()
    return segar(u)


def lakukan(penghuni, aksi, u: Unggahan, **lain) -> Unggahan:
    """Carry out an act on an upload and run its jobs; return the upload, fresh."""
    with lingkup.masuk(penghuni.lingkup):
        aksi(unggahan=u, by=penghuni.lingkup, **lain)
    kerjakan_semua()
    return segar(u)


def masukkan(penghuni, u: Unggahan, *, mungkin: bool = False) -> Unggahan:
    """Take the good rows in."""
    return lakukan(penghuni, alur.masukkan, u, mungkin=mungkin)


def segar(u: Unggahan) -> Unggahan:
    """Return an upload as it is now."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return Unggahan.objects.get(pk=u.pk)


def isi_baris(u: Unggahan) -> dict[int, BarisUnggahan]:
    """Return the judged rows by Excel row number."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return {b.nomor: b for b in BarisUnggahan.objects.filter(unggahan=u).order_by("nomor")}


def pesan(b: BarisUnggahan) -> str:
    """Return all remarks of a row as one text."""
    return " ".join(f"[{p['medan']}] {p['pesan']} {p['saran']}" for p in b.pesan)


def semua_orang(**saring) -> list[Orang]:
    """Return recorded persons with an active type."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return list(Orang.objects.aktif().filter(**saring).order_by("nama"))


def semua_kasus(**saring) -> list[Kasus]:
    """Return types that were not cancelled."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return list(Kasus.objects.aktif().filter(**saring).select_related("orang").order_by("orang__nama", "jenis_id"))
