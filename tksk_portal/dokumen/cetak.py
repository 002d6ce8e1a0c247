"""Data surat untuk templat typst: kop, nomor, tanggal, penandatangan, dan tanda keaslian dalam kata."""

import io
from collections.abc import Sequence
from datetime import date

from PIL import Image

from tksk_portal.arsip.berkas import buka
from tksk_portal.dokumen import susun
from tksk_portal.dokumen.isi import Blok, bersihkan, blok_json
from tksk_portal.dokumen.jenis import JenisSurat, semua_jenis
from tksk_portal.dokumen.models import Kop, Penandatangan, Surat
from tksk_portal.dokumen.tanda import alamat_periksa, qr_svg
from tksk_portal.tampilan.templatetags.tampilan import tanggal as kata_tanggal

SISI_LOGO = 420
BELUM_BERNOMOR = "(nomor diberikan saat terbit)"


def data_kop(kop: Kop) -> dict:
    """Return a letterhead for the template."""
    return {
        "baris": kop.baris,
        "keterangan": [b for b in (kop.alamat, kop.kontak) if b],
        "logo": _logo(kop),
        "garis": kop.garis,
    }


def _logo(kop: Kop) -> list[int] | None:
    """Return the emblem as the bytes of a small PNG; None when there is none or its content is lost."""
    if kop.logo_id is None:
        return None
    try:
        with buka(kop.logo) as isi, Image.open(isi) as gambar:
            gambar.thumbnail((SISI_LOGO, SISI_LOGO))
            wadah = io.BytesIO()
            gambar.convert("RGBA").save(wadah, "PNG", optimize=True)
    except FileNotFoundError:
        return None
    return list(wadah.getvalue())


def data_ttd(penandatangan: Penandatangan | None) -> dict | None:
    """Return the signer's block for the template."""
    if penandatangan is None:
        return None
    nip = f"NIP {penandatangan.nip}" if penandatangan.nip else ""
    return {
        "jabatan": penandatangan.baris_jabatan,
        "nama": penandatangan.nama,
        "keterangan": [b for b in (penandatangan.pangkat, nip) if b],
    }


def _hari(tanggal: date) -> dict:
    return {"year": tanggal.year, "month": tanggal.month, "day": tanggal.day}


def data_surat(surat: Surat, *, tanggal: date, nomor: str = "", token: str = "") -> dict:
    """Return everything that the letter's template prints.

    Without a number it is a preview: marked as such, without QR code.
    """
    kop = surat.kop
    jenis = semua_jenis().get(surat.jenis) or JenisSurat(surat.jenis, surat.jenis)
    tempat_tanggal = f"{kop.kota}, {kata_tanggal(tanggal)}"
    tengah = bool(jenis.judul_tengah)
    sebutan = jenis.sebutan
    return {
        "judul": f"{sebutan.capitalize()} nomor {nomor}" if nomor else f"Pratinjau {sebutan}",
        "penerbit": kop.nama,
        "tanggal": _hari(tanggal),
        "pratinjau": not nomor,
        "kaki": f"{kop.nama} · Nomor {nomor}" if nomor else f"{kop.nama} · Pratinjau, belum terbit",
        "kop": data_kop(kop),
        "nomor": nomor or BELUM_BERNOMOR,
        "sebutan": sebutan,
        "judul_tengah": jenis.judul_tengah,
        "tempat_tanggal": tempat_tanggal,
        "tanggal_kata": kata_tanggal(tanggal),
        "perihal": surat.perihal,
        "sifat": surat.isi.get("sifat", ""),
        "lampiran": surat.isi.get("lampiran", ""),
        "tujuan": surat.isi.get("tujuan", []),
        "isi": surat.isi.get("blok", []),
        "ttd": data_ttd(surat.penandatangan),
        "pembuka_ttd": [tempat_tanggal] if tengah and not surat.isi.get("tujuan") else [],
        "periksa": _periksa(token) if token else None,
        "tembusan": surat.isi.get("tembusan", []),
        "lampiran_isi": surat.isi.get("lampiran_isi", []),
    }


def _periksa(token: str) -> dict:
    alamat = alamat_periksa(token)
    return {"qr": qr_svg(alamat), "pendek": alamat.partition("://")[2]}


def pratinjau_pdf(surat: Surat, *, tanggal: date) -> bytes:
    """Return the preview of a draft: marked PRATINJAU, without number and QR code.

    Raises:
        susun.TidakTercetak: a letter is missing from the typeface.
    """
    return susun.pdf("surat", data_surat(surat, tanggal=tanggal))


def pratinjau_gambar(surat: Surat, *, tanggal: date, ppi: int = 90) -> list[bytes]:
    """Return the preview's pages as pictures, for phones that show no PDF."""
    return susun.gambar("surat", data_surat(surat, tanggal=tanggal), ppi=ppi)


def laporan_pdf(
    *,
    judul: str,
    blok: Sequence[Blok],
    tanggal: date,
    penerbit: str,
    sub_judul: str = "",
    rincian: Sequence[tuple[str, str]] = (),
    kop: Kop | None = None,
    penandatangan: Penandatangan | None = None,
    mendatar: bool = False,
) -> bytes:
    """Return a table report: long tables with repeated headings, page numbers x/y, totals. No number, no QR code.

    About 0.3 s for 1,000 rows; with more, make it in a job.

    Args:
        judul: title; also the document's title, so without personal data.
        penerbit: the office, for the footer and the document's author.
        mendatar: landscape.

    Raises:
        susun.TidakTercetak: a letter is missing from the typeface.
    """
    return susun.pdf(
        "laporan",
        {
            "judul": bersihkan(judul),
            "penerbit": bersihkan(penerbit),
            "tanggal": _hari(tanggal),
            "pratinjau": False,
            "kaki": f"{bersihkan(penerbit)} · {kata_tanggal(tanggal)}",
            "kop": data_kop(kop) if kop else None,
            "judul_tengah": bersihkan(judul),
            "perihal": bersihkan(sub_judul),
            "rincian": bersihkan([list(r) for r in rincian]),
            "isi": [blok_json(b) for b in blok],
            "ttd": data_ttd(penandatangan),
            "pembuka_ttd": [f"{kop.kota}, {kata_tanggal(tanggal)}"] if kop and penandatangan else [],
            "periksa": None,
            "mendatar": mendatar,
        },
    )
