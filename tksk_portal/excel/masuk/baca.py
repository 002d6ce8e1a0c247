"""Membaca berkas unggahan: mengenali tata letaknya, atau memakai kolom yang ditunjuk orang."""

from collections.abc import Iterator
from itertools import islice

from tksk_portal.excel.baris import alasan_dilewati
from tksk_portal.excel.bentuk import Buku
from tksk_portal.excel.masuk.alur import sidik_judul
from tksk_portal.excel.models import PetaKolom, Unggahan
from tksk_portal.excel.sel import RUMUS, TEMPEL_NILAI, curiga_tertukar, tampil
from tksk_portal.excel.sumber import HasilBaris, Pesan, Sumber
from tksk_portal.excel.tataletak import Pengenalan, kenali

CONTOH = 5
DILEWATI_TERCATAT = 50
LEBAR_CONTOH = 60


def kenali_unggahan(unggahan: Unggahan, buku: Buku, sumber: Sumber) -> Pengenalan:
    """Return what the columns mean: as pointed out by hand, as remembered for this office, or as recognised."""
    k = unggahan.kenal
    if k.get("tangan"):
        return Pengenalan(
            sumber.tata_letak[0],
            k["lembar"],
            tuple(k["baris_judul"]),
            dict(k["peta"]),
            judul={int(n): j for n, j in k["judul"].items()},
            yakin=True,
        )
    kenal = kenali(buku, sumber.tata_letak, lembar=k.get("pilih_lembar"))
    if kenal.yakin and not sumber.wajib(unggahan.pilihan) - kenal.peta.keys():
        return kenal
    ingat = PetaKolom.objects.filter(
        wilayah_id=unggahan.wilayah_id, sumber=unggahan.sumber, sidik_judul=sidik_judul(_urut_judul(kenal))
    ).first()
    if ingat is not None and not kenal.lembar_lain:
        kenal.peta, kenal.yakin, kenal.ragu = dict(ingat.peta), True, []
        kenal.tata_letak = kenal.tata_letak or sumber.tata_letak[0]
    return kenal


def _urut_judul(kenal: Pengenalan) -> list[str]:
    return [kenal.judul.get(n, "") for n in range(1, max(kenal.judul, default=0) + 1)]


def ringkas_kenal(kenal: Pengenalan, buku: Buku, sumber: Sumber, *, tangan: bool) -> dict:
    """Return what is kept of the recognition (no cell contents)."""
    judul = list(kenal.judul.values())
    nama = sumber.sebut_tata_letak(judul) or (kenal.tata_letak.nama if kenal.tata_letak else "")
    return {
        "lembar": kenal.lembar,
        "nama_lembar": buku.lembar[kenal.lembar].nama if buku.lembar else "",
        "daftar_lembar": [b.nama for b in buku.lembar],
        "baris_judul": list(kenal.baris_judul),
        "peta": kenal.peta,
        "judul": {str(n): j for n, j in kenal.judul.items()},
        "asing": list(kenal.asing.values())[:40],
        "tata_letak": "Kolom ditunjuk sendiri" if tangan else nama,
        "ragu": kenal.ragu,
        "tangan": tangan,
        "jenis_buku": buku.jenis,
    }


def contoh(buku: Buku, kenal: Pengenalan) -> dict:
    """Return headings and a few rows for pointing out columns: personal, erased with the upload."""
    lembar = buku.lembar[kenal.lembar]
    awal = max(0, kenal.baris_judul[1] - lembar.mulai + 1)
    baris = [b for b in islice(lembar.baris, awal, awal + 40) if any(s is not None for s in b)][:CONTOH]
    lebar = max([max(kenal.judul, default=0), *(len(b) for b in baris)])
    return {
        "judul": [kenal.judul.get(n, "") for n in range(1, lebar + 1)],
        "baris": [[tampil(b[n])[:LEBAR_CONTOH] if n < len(b) else "" for n in range(lebar)] for b in baris],
    }


def catatan(buku: Buku, kenal: Pengenalan) -> dict:
    """Return what the preview says about the file as a whole."""
    hasil = list(buku.peringatan)
    lembar = buku.lembar[kenal.lembar]
    for medan in ("tanggal_lahir", "tanggal_data"):
        kolom = kenal.peta.get(medan)
        if kolom and (ragu := curiga_tertukar(b[kolom - 1] for b in lembar.baris if len(b) >= kolom)):
            hasil.append(ragu)
    return {"peringatan": hasil}


class Penanda:
    """Refuses rows whose used cells hold a formula: what stands there may change, or never was what it shows."""

    def __init__(self, buku: Buku, kenal: Pengenalan) -> None:
        medan = {kolom: nama for nama, kolom in kenal.peta.items()}
        self.rumus: dict[int, list[str]] = {}
        for baris, kolom in buku.lembar[kenal.lembar].rumus:
            if kolom in medan:
                self.rumus.setdefault(baris, []).append(medan[kolom])

    def tandai(self, hasil: list[HasilBaris]) -> None:
        """Add the refusal to the rows of a chunk."""
        if not self.rumus:
            return
        for h in hasil:
            for medan in sorted(self.rumus.get(h.nomor, ())):
                h.pesan.append(Pesan(medan, RUMUS, TEMPEL_NILAI))
                h.status, h.isi = "salah", {"tampil": h.isi.get("tampil")}


class Penyusur:
    """Walks the rows of data in chunks, once and to the last row, and notes the rows that are none."""

    def __init__(self, buku: Buku, kenal: Pengenalan) -> None:
        wajib = frozenset(k.nama for k in kenal.tata_letak.kolom if k.wajib) if kenal.tata_letak else frozenset()
        self.letak = [(nama, kolom - 1) for nama, kolom in kenal.peta.items()]
        self.baris = alasan_dilewati(buku.lembar[kenal.lembar], kenal.baris_judul, kenal.peta, wajib)
        self.lewat: list[tuple[int, str]] = []

    def potongan(self, ukuran: int) -> Iterator[list[tuple[int, dict[str, object]]]]:
        """Yield lists of (Excel row number, field -> raw cell)."""
        potong: list[tuple[int, dict[str, object]]] = []
        for nomor, isi, alasan in self.baris:
            if alasan:
                self.lewat.append((nomor, alasan))
                continue
            lebar = len(isi)
            potong.append((nomor, {nama: isi[kolom] for nama, kolom in self.letak if kolom < lebar}))
            if len(potong) == ukuran:
                yield potong
                potong = []
        if potong:
            yield potong

    def dilewati(self) -> dict:
        """Return the rows that were passed over, as the preview shows them."""
        return {"dilewati": [list(x) for x in self.lewat[:DILEWATI_TERCATAT]], "jumlah_lewat": len(self.lewat)}
