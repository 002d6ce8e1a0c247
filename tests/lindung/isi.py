"""Pelindungan data di dunia uji yang lengkap: permintaan, tahan hukum, orang terhapus, insiden, kegiatan."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from penugasan.petugas.lindung.sasaran import KODE as PETUGAS
from pmks.lindung.sasaran import KODE
from pmks.models import Pembatasan
from psks.lindung.sasaran import KODE as MITRA
from psks.lindung.sasaran import KONTAK
from tests.lindung.bahan import hapus, insiden, minta
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.lindung.actions.aturan import atur_retensi, atur_tenggat, simpan_kegiatan
from tksk_portal.lindung.actions.permintaan import lampirkan, pasang_tahan, putuskan
from tksk_portal.lindung.kegiatan import ISI
from tksk_portal.lindung.models import Permintaan
from tksk_portal.lindung.subjek import daftar_subjek

KEGIATAN = "bantuan-daerah"


@dataclass
class LindungUji:
    """What was made: key -> (id, place)."""

    permintaan: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    tahan: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    pembatasan: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    """Key -> (restriction, key of the person)."""
    insiden: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    nisan: dict[str, tuple[UUID, str]] = field(default_factory=dict)


def _mitra(isi, kunci: str) -> tuple[UUID, str]:
    r = isi.psks.mitra[kunci]
    return r.id, r.wilayah


def bangun_lindung(isi) -> LindungUji:
    """Fill the world; each step in its own committed transaction."""
    hasil, d = LindungUji(), isi.dunia
    kini = timezone.now()
    for kunci, siapa, orang, ganti in (
        ("akses", d.tksk, "disahkan", {"jenis": "akses", "nama_pemohon": "Pemohon"}),
        ("lewat", d.tksk, "diverifikasi", {"jenis": "perbaikan", "diterima_pada": kini - timedelta(days=5)}),
        ("hapus", d.tksk, "diverifikasi", {}),
        ("lain", d.tksk_lain, "lain_sah", {}),
    ):
        r = isi.orang[orang]
        hasil.permintaan[kunci] = (minta(siapa, r.id, **ganti).pk, r.wilayah)
    for kunci, siapa, subjek, (pk, wilayah), jenis in (
        ("psks", d.tksk, MITRA, _mitra(isi, "m_ajuan"), "penghapusan"),
        ("kontak", d.tksk, KONTAK, _mitra(isi, "m_sah"), "perbaikan"),
        ("petugas", d.dinsos, PETUGAS, isi.petugas.petugas["sini"], "penghapusan"),
    ):
        hasil.permintaan[kunci] = (minta(siapa, pk, subjek=subjek, jenis=jenis).pk, wilayah)
    with lingkup.masuk(d.dinsos.lingkup) as by:
        akses = Permintaan.objects.get(pk=hasil.permintaan["akses"][0])
        lampirkan(permintaan=akses, isi=b"%PDF-1.4\nuji\n%%EOF", nama="jawaban.pdf", by=by)
    for kunci, siapa, orang in (("sendiri", d.dinsos, "dikembalikan"), ("lain", d.dinsos_lain, "lain_ajuan")):
        r = isi.orang[orang]
        with lingkup.masuk(siapa.lingkup) as by:
            tahan = pasang_tahan(
                subjek=daftar_subjek()[KODE], objek_id=r.id, alasan="Perkara uji", tinjau_pada=None, by=by
            )
        hasil.tahan[kunci] = (tahan.pk, r.wilayah)
    for kunci, siapa, dinas, orang in (
        ("sendiri", d.tksk, d.dinsos, "dikembalikan"),
        ("lain", d.tksk_lain, d.dinsos_lain, "lain_ajuan"),
    ):
        r = isi.orang[orang]
        permintaan = minta(siapa, r.id, jenis="keberatan", nama_pemohon="", kontak_pemohon="", isi="")
        with lingkup.masuk(dinas.lingkup) as by:
            putuskan(permintaan=permintaan, versi=1, dipenuhi=True, alasan="Keberatannya beralasan", by=by)
            batas = Pembatasan.objects.get(permintaan=permintaan.pk)
        hasil.pembatasan[kunci] = (batas.pk, orang)
    for kunci, siapa, dinas, desa, nik in (
        ("sendiri", d.tksk, d.dinsos, "64.72.03.1001", "6472035205589551"),
        ("lain", d.tksk_lain, d.dinsos_lain, "64.71.01.1001", "6471015205589552"),
    ):
        with lingkup.masuk(siapa.lingkup) as by:
            orang = catat(by, wilayah_id=desa, nik=nik, nama="Camar Terhapus", ajukan=True)
        hasil.nisan[kunci] = (hapus(dinas, minta(siapa, orang.pk)).pk, desa)
    for kunci, siapa, ganti in (
        ("dinsos", d.dinsos, {}),
        ("lewat", d.provinsi, {"diketahui_pada": kini - timedelta(days=4), "terjadi_pada": kini - timedelta(days=5)}),
        ("lain", d.dinsos_lain, {}),
    ):
        satu = insiden(siapa, **ganti)
        hasil.insiden[kunci] = (satu.pk, satu.wilayah_id)
    for admin in (d.admin.lingkup, replace(d.admin.lingkup, tempat="64.71")):
        with lingkup.masuk(admin) as by:
            simpan_kegiatan(kode=KEGIATAN, versi=0, isi=dict.fromkeys(ISI, "Uji") | {"aktif": True}, by=by)
            atur_retensi(subjek=KODE, hari=1, mulai="gerak", dasar="JRA uji", by=by)
            atur_tenggat(jam={"akses": 72, "perbaikan": 72}, by=by)
    return hasil
