"""manage.py mekarkan: pemekaran wilayah dari sebuah daftar kode, tindakan yang sama dengan halamannya."""

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import IZIN
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.models import Penempatan
from tksk_portal.excel.bentuk import BukuDitolak
from tksk_portal.mekar import actions, laporan
from tksk_portal.mekar.daftar_kode import Baris, dari_berkas
from tksk_portal.mekar.enums import Asal, StatusMekar
from tksk_portal.mekar.models import Mekar
from tksk_portal.mekar.rencana import DaftarSalah
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.wilayah import pemekaran

GALAT_TAMPIL = 50


class Command(BaseCommand):
    help = "Memindahkan data dari kode wilayah lama ke kode baru menurut sebuah daftar."

    tahap = ""

    def add_arguments(self, parser) -> None:
        """Declare the options."""
        parser.add_argument("berkas", nargs="?", metavar="FILE", help="daftar kode: xlsx, xls, ods, atau csv")
        parser.add_argument("--paket", action="store_true", help="dari selisih dengan daftar Kemendagri yang terpasang")
        parser.add_argument("--akun", required=True, help="nama pengguna admin yang menjalankannya")
        parser.add_argument("--dasar", default=pemekaran.DASAR, help="dasar hukum; bawaan milik pemekaran Kukar 2020")
        parser.add_argument("--sejak", help="hari pertama kode baru, misalnya 24-11-2026; bawaan hari ini")
        parser.add_argument("--catatan", default="", help="catatan tentang tanggal itu")
        parser.add_argument("--periksa", action="store_true", help="perlihatkan saja, lalu buang rencananya")
        parser.add_argument("--urungkan", metavar="KUNCI", help="urungkan pemekaran dengan kunci ini")

    def handle(self, *, berkas, paket, akun, urungkan, **pilihan) -> None:
        """Do it and report."""
        if sum(map(bool, (berkas, paket, urungkan))) != 1:
            raise CommandError("Sebutkan salah satu: FILE, --paket, atau --urungkan KUNCI.")
        by = _pelaku(akun)
        try:
            if urungkan:
                self._urungkan(urungkan, by)
            else:
                self._jalankan(berkas, by, **pilihan)
        except (Ditolak, BukuDitolak) as salah:
            raise CommandError(str(salah)) from None
        except PermissionDenied:
            raise CommandError("Akun itu tidak boleh menjalankan pemekaran ini.") from None
        except DaftarSalah as salah:
            baris = [f"  baris {b.nomor}: {' '.join(pesan)}" for b, pesan in salah.rincian]
            lebih = [f"  … {len(baris)} baris seluruhnya"] if len(baris) > GALAT_TAMPIL else []
            raise CommandError("\n".join(["Daftarnya belum benar:", *baris[:GALAT_TAMPIL], *lebih])) from None

    def _jalankan(self, berkas: str | None, by: Lingkup, *, dasar, sejak, catatan, periksa, **_) -> None:
        with lingkup.masuk(by):
            mekar = actions.rencanakan(
                baris=_baris(berkas, by),
                asal=Asal.BERKAS if berkas else Asal.PAKET,
                nama_berkas=Path(berkas).name if berkas else "",
                dasar=dasar,
                berlaku_sejak=_hari(sejak),
                catatan_masa=catatan,
                by=by,
            )
            self._sebut(laporan.susun(mekar, by))
            if periksa:
                actions.buang(mekar=mekar, by=by)
                self.stdout.write("Hanya diperiksa; tidak ada yang berubah.")
                return
        mekar = actions.langsung(mekar=mekar, urungkan=False, by=by, lapor=self._lapor)
        jumlah = sum(n for _, _, n in mekar.hitung)
        self.stdout.write(f"Selesai: {len(mekar.pasangan)} kode diganti, {jumlah} baris berpindah. Kunci: {mekar.pk}")

    def _urungkan(self, kunci: str, by: Lingkup) -> None:
        with lingkup.masuk(by):
            mekar = Mekar.objects.filter(pk=_kunci(kunci), status=StatusMekar.SELESAI).first()
            if mekar is None:
                raise CommandError("Tidak ada pemekaran yang sudah dijalankan dengan kunci itu.")
        actions.langsung(mekar=mekar, urungkan=True, by=by, lapor=self._lapor)
        self.stdout.write("Diurungkan: kode lama berlaku lagi dan datanya kembali.")

    def _sebut(self, isi: dict) -> None:
        self.stdout.write(f"{isi['jumlah_kode']} kode diganti, {isi['jumlah']} baris berpindah:")
        for label, n in isi["berpindah"]:
            self.stdout.write(f"  {n:>9} {label}")

    def _lapor(self, tahap: str, selesai: int, jumlah: int) -> None:
        if tahap != self.tahap:
            self.stdout.write(f"  {selesai} dari {jumlah}: {tahap}")
        self.tahap = tahap


def _pelaku(nama: str) -> Lingkup:
    with lingkup.masuk(lingkup.sistem("memeriksa tugas pelaku")):
        tugas = Penempatan.objects.berlaku().akun_terbuka().filter(akun__username=nama, peran__in=IZIN[actions.IZIN])
        satu = tugas.select_related("tempat").order_by("tempat").first()
        if satu is None:
            raise CommandError(f"Akun {nama} tidak ada, ditutup, atau tidak sedang bertugas sebagai admin.")
        return lingkup.dari_penempatan(satu)


def _baris(berkas: str | None, by: Lingkup) -> list[Baris]:
    if berkas is None:
        return actions.selisih(by)[0]
    jalan = Path(berkas)
    if not jalan.is_file():
        raise CommandError(f"Berkas {berkas} tidak ada.")
    return dari_berkas(jalan, nama=jalan.name)


def _hari(teks: str | None) -> date:
    if not teks:
        return timezone.localdate()
    for pola in settings.DATE_INPUT_FORMATS:
        try:
            return datetime.strptime(teks, pola).date()
        except ValueError:
            continue
    raise CommandError("Tulis --sejak seperti 24-11-2026.")


def _kunci(teks: str) -> UUID:
    try:
        return UUID(teks)
    except ValueError:
        raise CommandError("Kuncinya tidak benar; lihat di halaman pemekaran.") from None
