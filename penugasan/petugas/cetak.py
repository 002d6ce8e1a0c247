"""Berita acara serah terima dan kartu petugas sebagai PDF."""

import io
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from PIL import Image

from penugasan.petugas.models import Hunian, Kartu, Petugas, SerahTerima
from tksk_portal.arsip.berkas import buka
from tksk_portal.arsip.models import Berkas
from tksk_portal.dokumen.isi import KolomTabel, Paragraf, Rincian, Tabel, bersihkan, blok_json
from tksk_portal.dokumen.susun import pdf
from tksk_portal.dokumen.tanda import qr_svg
from tksk_portal.tampilan.templatetags.tampilan import angka, tanggal, tanggal_hari

SISI_FOTO = (480, 624)
DINAS = "Dinas Sosial"
TITIK = "…" * 14


@dataclass(frozen=True)
class Pihak:
    """One side of a hand-over."""

    sebagai: str
    nama: str
    keterangan: str
    kantor: bool = False


def pihak(serah: SerahTerima) -> list[Pihak]:
    """Return who gives and who takes; without a successor the kabupaten/kota takes."""
    tempat = serah.formasi.wilayah
    hasil = [_pihak("Yang menyerahkan", serah.dari, tempat.sebutan)]
    if serah.ke_id:
        return [*hasil, _pihak("Yang menerima", serah.ke, tempat.sebutan)]
    return [
        *hasil,
        Pihak("Yang menerima", f"{DINAS} {tempat.induk.nama}", "sampai formasinya terisi atau dirangkap", True),
    ]


def _tanda_tangan(p: Pihak) -> dict[str, str]:
    """Return one side as its signature reads: for an office somebody signs whose name is written by hand."""
    if p.kantor:
        return {"sebagai": f"{p.sebagai},", "nama": TITIK, "keterangan": p.nama}
    return {"sebagai": f"{p.sebagai},", "nama": p.nama, "keterangan": p.keterangan}


def _pihak(sebagai: str, hunian: Hunian, tempat: str) -> Pihak:
    orang = Petugas.objects.filter(pk=hunian.petugas_id).first()
    kata = "TKSK" if hunian.jenis == "petugas" else "Perangkap TKSK"
    niat = f" · NIAT\N{NO-BREAK SPACE}{orang.niat}" if orang and orang.niat else ""
    return Pihak(sebagai, orang.nama if orang else "Petugas lain daerah", f"{kata} {tempat}{niat}")


def berita_acara(serah: SerahTerima, *, penerbit: str) -> bytes:
    """Return the berita acara: who, what is open, what is handed over besides.

    Raises:
        TidakTercetak: a letter is missing from the typeface.
    """
    tempat = serah.formasi.wilayah
    sisi = pihak(serah)
    blok = [
        Paragraf(
            f"Pada hari {tanggal_hari(serah.tanggal)} telah dilakukan serah terima pekerjaan Tenaga Kesejahteraan "
            f"Sosial Kecamatan (TKSK) {tempat.sebutan}, {tempat.induk.nama}, sebagai berikut."
        ),
        Rincian(
            [("Dari", f"{sisi[0].nama}, {sisi[0].keterangan}"), ("Kepada", f"{sisi[1].nama}, {sisi[1].keterangan}")]
        ),
        Tabel(
            (KolomTabel("Pekerjaan yang masih terbuka", lebar=4), KolomTabel("Jumlah", angka=True, lebar=1)),
            [(label, angka(jumlah)) for _, label, jumlah in serah.isi],
            judul="Pekerjaan terbuka",
        ),
        Paragraf(
            "Rincian tiap pekerjaan ada di Portal TKSK dan dibuka oleh pemegang tugas kecamatan itu. Sejak hari "
            "tugasnya berakhir, yang menyerahkan tidak lagi dapat membukanya."
        ),
    ]
    lain = (("Barang dan dokumen", serah.barang), ("Mitra", serah.mitra), ("Catatan bagi penerus", serah.catatan))
    blok += [Rincian([(judul, isi)]) for judul, isi in lain if isi]
    blok.append(Paragraf("Berita acara ini dibuat untuk dipergunakan sebagaimana mestinya."))
    data = {
        "judul": f"Berita acara serah terima TKSK {tempat.sebutan}",
        "penerbit": bersihkan(penerbit),
        "tanggal": _hari(serah.tanggal),
        "pratinjau": False,
        "kaki": f"Serah terima TKSK {tempat.sebutan} · {tanggal(serah.tanggal)}",
        "judul_tengah": "Berita Acara Serah Terima",
        "perihal": f"Pekerjaan TKSK {tempat.sebutan}, {tempat.induk.nama}",
        "isi": [blok_json(b) for b in blok],
        "pihak": bersihkan([_tanda_tangan(p) for p in sisi]),
        "saksi": bersihkan(serah.saksi),
        "periksa": None,
    }
    return pdf("serah_terima", data)


def kartu(kartu: Kartu, petugas: Petugas, token: str) -> bytes:
    """Return the card as PDF in the size of a bank card. The token is in its QR code and nowhere else.

    Raises:
        TidakTercetak: a letter is missing from the typeface.
    """
    alamat = settings.ALAMAT_PORTAL + reverse("periksa_kartu", args=[token])
    data = {
        "judul": "Kartu petugas TKSK",
        "penerbit": "Portal TKSK",
        "tanggal": _hari(kartu.dicetak_pada.date()),
        "kepala": "Tenaga Kesejahteraan Sosial Kecamatan",
        "foto": _foto(petugas),
        "nama": bersihkan(kartu.nama),
        "tugas": bersihkan(kartu.tugas),
        "baris": [["NIAT", bersihkan(kartu.niat) or "–"], ["Berlaku sampai", tanggal(kartu.berlaku_sampai)]],
        "kaki": "Kartu ini bukan tanda penerimaan bantuan. Bila ditemukan, serahkan ke dinas sosial.",
        "periksa": {"qr": qr_svg(alamat)},
    }
    return pdf("kartu", data)


def _foto(petugas: Petugas) -> list[int] | None:
    """Return the photo as the bytes of a small JPEG; None when there is none or its content is lost."""
    berkas = Berkas.objects.filter(pk=petugas.foto).first() if petugas.foto else None
    if berkas is None or not berkas.gambar:
        return None
    try:
        with buka(berkas) as isi, Image.open(isi) as gambar:
            gambar = gambar.convert("RGB")
            gambar.thumbnail(SISI_FOTO)
            wadah = io.BytesIO()
            gambar.save(wadah, "JPEG", quality=85)
    except FileNotFoundError:
        return None
    return list(wadah.getvalue())


def _hari(hari: date) -> dict:
    return {"year": hari.year, "month": hari.month, "day": hari.day}
