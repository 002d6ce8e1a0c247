"""Bahan uji pelindungan data: permintaan, penghapusan, insiden, dan apa yang tersisa di basis data."""

import json
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from pmks.lindung.sasaran import KODE
from tests.jalan.basis import isi_sebenarnya
from tksk_portal.akses import lingkup
from tksk_portal.lindung.actions.hapus import hapus_identitas
from tksk_portal.lindung.actions.insiden import catat_insiden
from tksk_portal.lindung.actions.permintaan import IsianPermintaan, catat_permintaan
from tksk_portal.lindung.models import Insiden, Penghapusan, Permintaan
from tksk_portal.lindung.subjek import daftar_subjek, nomor_pendek


def minta(penghuni, objek_id: UUID, *, subjek: str = KODE, kunci: UUID | None = None, **ganti) -> Permintaan:
    """Register a request as an inhabitant."""
    isian = {
        "jenis": "penghapusan",
        "hubungan": "diri",
        "cara_periksa": "ktp",
        "cara_terima": "kunjungan",
        "diterima_pada": timezone.now(),
        "nama_pemohon": "Pemohon Kenari",
        "kontak_pemohon": "0811 222 333",
        "isi": "Mohon data saya dihapus.",
    } | ganti
    with lingkup.masuk(penghuni.lingkup) as by:
        jenis = daftar_subjek()[subjek]
        return catat_permintaan(
            kunci=kunci or uuid4(), subjek=jenis, objek_id=objek_id, isian=IsianPermintaan(**isian), by=by
        )


def hapus(penghuni, permintaan: Permintaan, *, ketik: str | None = None) -> Penghapusan:
    """Carry out an erasure as an inhabitant."""
    with lingkup.masuk(penghuni.lingkup) as by:
        kini = Permintaan.objects.get(pk=permintaan.pk)
        nomor = nomor_pendek(kini.objek_id) if ketik is None else ketik
        return hapus_identitas(permintaan=kini, versi=kini.versi, ketik=nomor, by=by)


def insiden(penghuni, **ganti) -> Insiden:
    """Log a breach as an inhabitant."""
    isian = {
        "judul": "Laptop kantor hilang",
        "diketahui_pada": timezone.now() - timedelta(hours=1),
        "terjadi_pada": None,
        "uraian": "Tas berisi laptop tertinggal di bus.",
        "kategori": "Nama, alamat, dan jenis masalah",
        "jumlah": 120,
        "penanganan": "Sandi akun diganti, sesi diakhiri.",
        "pemulihan": "",
        "subjek_pada": None,
        "cara_subjek": "",
        "lembaga_pada": None,
        "cara_lembaga": "",
        "umum_pada": None,
        "alasan_umum": "",
    } | ganti
    with lingkup.masuk(penghuni.lingkup) as by:
        return catat_insiden(kunci=uuid4(), isian=isian, by=by)


def semua_tabel() -> list[str]:
    """Return every table of the database."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [t for (t,) in kursor.fetchall()]


def sisa_di_basis_data(*kata: str) -> list[str]:
    """Return "table: word" for every place in any table where one of the words still is, as the true owner reads."""
    hasil = []
    for tabel, baris in isi_sebenarnya(semua_tabel()).items():
        teks = json.dumps(baris, ensure_ascii=False).casefold()
        hasil += [f"{tabel}: {k}" for k in kata if k.casefold() in teks]
    return sorted(hasil)


def pada_jam(jam: float) -> datetime:
    """Return the moment so many hours ago."""
    return timezone.now() - timedelta(hours=jam)
