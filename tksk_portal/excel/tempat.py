"""Desa/kelurahan dari tulisan di dalam sel: setiap tulisan yang sama dicari sekali saja per berkas."""

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.sel import SelSalah
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.kenali import Ambigu, TidakDikenal, cari_wilayah, kenali, lengkap
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import memuat, tingkat

# Sesudah sebanyak ini tulisan yang berbeda, saran tidak dicari lagi: berkas itu bukan daftar orang satu daerah.
BANYAK_TULISAN = 2_000
BANYAK_INGAT = 20_000


class PengenalTempat:
    """Turns the place cells of a row into the code of a village in scope; remembers every spelling."""

    def __init__(self, by: Lingkup, bawaan: str = "") -> None:
        self.by = by
        self.bawaan = bawaan
        self.rapi: dict[tuple, tuple[str, ...]] = {}
        self.jawaban: dict[tuple[str, ...], str | tuple[str, str, str]] = {}
        self.wilayah_tugas = Wilayah.objects.select_related("induk").get(pk=by.tempat)

    def kode(self, desa: object, kecamatan: object = None, kabkota: object = None) -> str:
        """Return the code of the village.

        Raises:
            TempatSalah: unknown, ambiguous, or outside the scope; says which cell.
        """
        mentah = (desa, kecamatan, kabkota)
        kunci = self.rapi.get(mentah)
        if kunci is None:
            kunci = tuple(_teks(n) for n in mentah)
            # Bilangan tidak diingat: 1, 1.0, dan BENAR kunci yang sama bagi Python.
            if len(self.rapi) < BANYAK_INGAT and all(type(n) in (str, type(None)) for n in mentah):
                self.rapi[mentah] = kunci
        if kunci not in self.jawaban:
            try:
                self.jawaban[kunci] = self._cari(*kunci)
            except TempatSalah as salah:
                self.jawaban[kunci] = (salah.medan, salah.pesan, salah.saran)
        hasil = self.jawaban[kunci]
        if isinstance(hasil, tuple):
            raise TempatSalah(*hasil)
        return hasil

    def _cari(self, desa: str, kecamatan: str, kabkota: str) -> str:
        if not desa:
            if self.bawaan and not kecamatan:
                return self.bawaan
            raise TempatSalah("desa", "Desa/kelurahan belum diisi.", "Tulis nama atau kode desa/kelurahannya.")
        if len(self.jawaban) > BANYAK_TULISAN:
            raise TempatSalah("desa", f"Terlalu banyak nama desa yang berbeda; “{desa[:40]}” tidak dicari lagi.")
        atas = self.by.tempat
        if kabkota and tingkat(atas) <= Tingkat.KABKOTA:
            atas = self._atas("kabkota", kabkota, Tingkat.KABKOTA, atas)
        if kecamatan:
            atas = self._atas("kecamatan", kecamatan, Tingkat.KECAMATAN, atas)
        try:
            return kenali(desa, di_bawah=atas, tingkat=Tingkat.DESA).kode
        except Ambigu as salah:
            saran = "Isi juga kolom kecamatan, atau tulis kodenya."
            raise TempatSalah("desa", str(salah), saran) from None
        except TidakDikenal as salah:
            saran = f"Mungkin maksudnya {lengkap(salah.saran[0])}." if salah.saran else ""
            raise TempatSalah("desa", self._pesan(str(salah), desa), saran) from None

    def _pesan(self, pesan: str, desa: str) -> str:
        lain = [w for w in cari_wilayah(desa, tingkat=Tingkat.DESA) if not self.by.memuat(w.kode)]
        if len(lain) == 1:
            return f"{lengkap(lain[0])} di luar tempat tugas Anda ({self.wilayah_tugas.sebutan})."
        return pesan

    def _atas(self, medan: str, teks: str, tingkat_: int, di_bawah: str) -> str:
        """Return the code of a kecamatan or kabupaten/kota that is named beside the village."""
        cocok = [
            w for w in cari_wilayah(teks, tingkat=tingkat_) if memuat(di_bawah, w.kode) or memuat(w.kode, di_bawah)
        ]
        if len(cocok) == 1:
            return max(cocok[0].kode, di_bawah, key=len)
        if cocok:
            pilihan = "; ".join(lengkap(w) for w in cocok[:3])
            raise TempatSalah(medan, f"“{teks[:40]}” ada lebih dari satu: {pilihan}.", "Tulis kodenya.")
        di_luar = cari_wilayah(teks, tingkat=tingkat_)
        tugas = self.wilayah_tugas.sebutan
        if di_luar:
            raise TempatSalah(medan, f"{lengkap(di_luar[0])} di luar tempat tugas Anda ({tugas}).")
        try:
            kenali(teks, di_bawah=di_bawah, tingkat=tingkat_)
        except (Ambigu, TidakDikenal) as salah:
            raise TempatSalah(medan, str(salah)) from None
        return di_bawah


class TempatSalah(SelSalah):
    """The place cells cannot be used; `medan` names the cell."""

    def __init__(self, medan: str, pesan: str, saran: str = "") -> None:
        super().__init__(pesan, saran)
        self.medan = medan


def _teks(nilai: object) -> str:
    if nilai is None:
        return ""
    if isinstance(nilai, float) and nilai.is_integer():
        nilai = int(nilai)
    teks = " ".join(str(nilai).split())[:120]
    return "" if teks in ("-", "–") else teks


def pilihan_tempat(by: Lingkup) -> dict[str, list[str]]:
    """Return what a template offers in its columns `desa` and, above a kecamatan, `kecamatan`."""
    desa = Wilayah.objects.berlaku().di_bawah(by.tempat).filter(tingkat=Tingkat.DESA).select_related("induk")
    desa = list(desa.order_by("kode"))
    if tingkat(by.tempat) >= Tingkat.KECAMATAN:
        return {"desa": [w.nama for w in desa]}
    return {"desa": sorted({w.nama for w in desa}), "kecamatan": sorted({w.induk.nama for w in desa})}
