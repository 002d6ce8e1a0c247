"""Unggahan Excel di dunia uji yang lengkap: menunggu putusan, perlu ditunjuk kolomnya, masuk, diurungkan, dll."""

from uuid import UUID

from tests.excel.bahan_masuk import PILIHAN, baris, isi_csv, lakukan, masukkan, unggah
from tksk_portal.akses import lingkup
from tksk_portal.excel.masuk import alur
from tksk_portal.excel.models import Unggahan

KOLOM_ASING = {k: f"Kolom {k[:2]}" for k in ("nik", "nama", "jk", "tanggal_lahir", "jenis", "desa", "alamat", "no_kk")}
KOLOM_INGAT = {k: f"Isian {judul[6:]}" for k, judul in KOLOM_ASING.items()}
UNGGAHAN = {
    "pratinjau": "tksk",
    "petakan": "tksk",
    "ditulis": "tksk",
    "diurungkan": "tksk",
    "gagal": "tksk",
    "dibuang": "tksk",
    "terhenti": "tksk",
    "lain": "tksk_lain",
    "dinsos": "dinsos",
}


def _isi(awal: int, desa: str = "64.72.03.1004") -> list[dict]:
    kec = desa.replace(".", "")[:6]
    orang = [baris(n, desa=desa, nik=f"{kec}520558{n:04d}", nama=f"Punai Unggah {n}") for n in range(awal, awal + 3)]
    return [*orang, baris(awal + 4, desa=desa, jenis="Lansia terlntar"), baris(awal + 5, desa=desa, nik="123")]


def bangun_unggahan(dunia) -> dict[str, UUID]:
    """Make uploads in all states, committed; return them by name."""
    tksk, hasil = dunia["tksk"], {}
    u = hasil["pratinjau"] = unggah(tksk, isi_csv(_isi(8100)), nama="Data Kelurahan Air Putih.csv")
    hasil["petakan"] = unggah(tksk, isi_csv(_isi(8110), KOLOM_ASING), nama="rekap.csv")
    hasil["ditulis"] = masukkan(tksk, unggah(tksk, isi_csv([baris(8120, nama="Punai Selisih"), baris(8121, nik="1")])))
    hasil["diurungkan"] = masukkan(tksk, unggah(tksk, isi_csv([baris(8130, nama="Punai Selisih")])))
    lakukan(tksk, alur.urungkan, hasil["diurungkan"])
    hasil["gagal"] = unggah(tksk, isi_csv(_isi(8140)))
    hasil["terhenti"] = unggah(tksk, isi_csv(_isi(8150)))
    hasil["dibuang"] = unggah(tksk, isi_csv(_isi(8160)))
    lakukan(tksk, alur.buang, hasil["dibuang"])
    for siapa, awal, desa in (("tksk", 8190, "64.72.03.1004"), ("tksk_lain", 8194, "64.71.01.1001")):
        # Kolomnya pernah ditunjuk di kantor itu; unggahannya sendiri dibuang.
        ingat = unggah(dunia[siapa], isi_csv(_isi(awal, desa), KOLOM_INGAT))
        lakukan(dunia[siapa], alur.petakan, ingat, peta={k: n for n, k in enumerate(KOLOM_INGAT, 1)}, pilihan=PILIHAN)
        lakukan(dunia[siapa], alur.buang, ingat)
    hasil["lain"] = unggah(dunia["tksk_lain"], isi_csv(_isi(8170, "64.71.01.1001")))
    hasil["dinsos"] = unggah(dunia["dinsos"], isi_csv(_isi(8180)))
    with lingkup.masuk(lingkup.sistem("uji")):
        ubah = Unggahan.objects.filter
        ubah(pk=hasil["gagal"].pk).update(status="gagal", pesan="Berkas ini bukan buku kerja.")
        ubah(pk=hasil["terhenti"].pk).update(status="menulis")
    assert u.status == "pratinjau" and hasil["petakan"].status == "petakan"
    return {k: v.pk for k, v in hasil.items()}
