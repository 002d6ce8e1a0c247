"""Cadangan dan pemulihan: basis data dan berkas pribadi bersama, dalam satu berkas tersandi.

Pemilik tabel tidak dapat mencadangkan: di balik dinding ia melihat nol baris. Cadangan dibuat peran
`tksk_cadangan` (BYPASSRLS, hanya membaca). Tanda LEAKPROOF tidak ikut tercadang; `siapkan` memasangnya lagi.
Semuanya mengalir: besar memorinya tetap, dan tidak ada isi terbuka di disk. Berkas muncul dengan namanya hanya bila
lengkap, dapat dibuka lagi, dan semua sidiknya cocok.
"""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import psycopg2
from django.core.files.base import File
from django.core.files.storage import Storage
from psycopg2 import sql

from tksk_portal.basisdata import bungkus
from tksk_portal.basisdata.alat_pg import alirkan_dump, cari_program, menerima
from tksk_portal.basisdata.bungkus import Isi, Penghitung, telusuri
from tksk_portal.basisdata.sandi import KunciCadangan, membuka, menyandi
from tksk_portal.basisdata.siapkan import TidakSiap, ganti_basis, siapkan

SEKALIGUS = ("--single-transaction", "--exit-on-error", "--no-comments")
Penyimpanan = dict[str, Storage]


def cadangkan(
    url: str, berkas: Path, *, kunci: KunciCadangan, simpanan: Penyimpanan | None = None, program: Path | None = None
) -> Isi:
    """Write database and private files to one encrypted file (readable by its owner only), and read it back whole.

    Args:
        url: URL of `tksk_cadangan`.
        kunci: how it is locked.
        simpanan: stores by name, from the settings.
        program: folder of `pg_dump`; by default that of the server's version.

    Raises:
        TidakSiap: no key, no fitting program, unreachable, not allowed, disk full. No file is left behind.
    """
    program = program or cari_program(url)
    berkas.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sebagian = berkas.with_name(berkas.name + ".sebagian")
    try:
        with _disk_penuh():
            sebagian.touch(mode=0o600)
            with buka_tulis(sebagian) as keluar:
                isi, pembaca = _tulis(url, keluar, kunci, simpanan or {}, program)
                keluar.flush()
                os.fsync(keluar.fileno())
        periksa(sebagian, kunci=pembaca, program=program)
        sebagian.rename(berkas)
    finally:
        sebagian.unlink(missing_ok=True)
    return isi


def buka_tulis(jalan: Path) -> BinaryIO:
    """Open the file that is being written."""
    return jalan.open("wb")


@contextmanager
def _disk_penuh() -> Iterator[None]:
    try:
        yield
    except OSError as salah:
        if salah.errno == errno.ENOSPC:
            raise TidakSiap("Disk penuh saat menulis cadangan. Kosongkan tempat, lalu ulangi.") from None
        raise TidakSiap(f"Cadangan tidak dapat ditulis: {salah.strerror or salah}") from None


def _tulis(
    url: str, keluar: BinaryIO, kunci: KunciCadangan, simpanan: Penyimpanan, program: Path
) -> tuple[Isi, KunciCadangan]:
    with _cuplikan(url) as (cuplikan, keterangan), menyandi(keluar, kunci) as (aliran, pembaca):
        basis = alirkan_dump(program, url, cuplikan=cuplikan, potong=bungkus.POTONG)
        return bungkus.tulis(aliran, keterangan=keterangan, basis=basis, simpanan=simpanan), pembaca


@contextmanager
def _cuplikan(url: str) -> Iterator[tuple[str, dict]]:
    """Hold a snapshot open: what is dumped and what is counted is the same moment."""
    try:
        sambungan = psycopg2.connect(url, connect_timeout=10)
    except psycopg2.Error as salah:
        raise TidakSiap(str(salah).strip().splitlines()[0]) from None
    try:
        sambungan.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with sambungan.cursor() as kursor:
            kursor.execute("SELECT pg_export_snapshot(), current_database(), current_setting('server_version')")
            cuplikan, basis, versi = kursor.fetchone()
            keterangan = {
                "dibuat_pada": datetime.now(UTC).isoformat(timespec="seconds"),
                "basis": basis,
                "postgresql": versi,
                "baris": hitung_baris(kursor),
            }
        yield cuplikan, keterangan
    except psycopg2.Error as salah:
        raise TidakSiap(str(salah).strip().splitlines()[0]) from None
    finally:
        sambungan.close()


def hitung_baris(kursor) -> dict[str, int]:
    """Return how many rows each table of the schema public holds."""
    kursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    hasil = {}
    for (tabel,) in kursor.fetchall():
        kursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(tabel)))
        hasil[tabel] = kursor.fetchone()[0]
    return hasil


def periksa(
    berkas: Path, *, kunci: KunciCadangan, program: Path, sidik: dict[tuple[str, str], bytes] | None = None
) -> Isi:
    """Read a backup whole: decrypt, compare every hash, let `pg_restore` read its list. Nothing is written.

    Args:
        sidik: is filled with the hash of every stored file, by (store, key).

    Raises:
        TidakSiap: wrong key, altered, truncated, or not a backup.
    """

    def catat(alias: str, nama: str, isi: Penghitung) -> None:
        _habiskan(isi)
        if sidik is not None:
            sidik[alias, nama] = isi.sidik.digest()

    with _membaca(berkas) as masuk, menerima(program, "--list") as basis, membuka(masuk, kunci) as aliran:
        isi = bungkus.baca(aliran, basis=basis, berkas=catat)
        # Sampai penutupnya: baru di sana terlihat bahwa tidak ada yang terpotong.
        _habiskan(aliran)
    return isi


def _habiskan(aliran: BinaryIO | Penghitung) -> None:
    while aliran.read(256 * 1024):
        pass


@contextmanager
def _membaca(berkas: Path) -> Iterator[BinaryIO]:
    try:
        masuk = berkas.open("rb")
    except OSError as salah:
        raise TidakSiap(f"{berkas} tidak terbaca: {salah.strerror}.") from None
    with masuk:
        yield masuk


@dataclass(frozen=True)
class Sasaran:
    """Where a backup is restored to.

    Args:
        url_admin: URL of a superuser.
        basis: name of the database.
        ganti: replace what is there; without it database and stores must be empty.
    """

    url_admin: str
    basis: str
    ganti: bool = False


def pulihkan(
    url_admin: str,
    berkas: Path,
    *,
    kunci: KunciCadangan,
    basis: str,
    simpanan: Penyimpanan | None,
    ganti: bool = False,
    program: Path | None = None,
) -> Isi:
    """Restore database and files, all or nothing, and compare rows and hashes with the backup.

    The backup is read whole before anything is touched. The database is built beside the old one and takes its place
    at the end; files are added first, and those that the backup does not know go last. A failure leaves what was.

    Args:
        kunci: what opens it.
        simpanan: stores by name, from the settings; None leaves files alone and restores the database only.
        ganti: replace what is there; without it database and stores must be empty.

    Raises:
        TidakSiap: the file cannot be read, something is not empty, the disk is full, or the server refuses.
    """
    program = program or cari_program(url_admin)
    sasaran = Sasaran(url_admin, basis, ganti)
    sidik: dict[tuple[str, str], bytes] = {}
    isi = periksa(berkas, kunci=kunci, program=program, sidik=sidik)
    tersimpan = _Tersimpan(simpanan, sidik)
    _check_kosong(sasaran, simpanan or {})
    sementara = f"{basis}_dipulihkan"
    try:
        _buat_baru(sasaran, sementara)
        url_baru = ganti_basis(url_admin, sementara)
        with (
            _membaca(berkas) as masuk,
            menerima(program, *SEKALIGUS, url=url_baru) as dump,
            membuka(masuk, kunci) as aliran,
        ):
            bungkus.baca(aliran, basis=dump, berkas=tersimpan.terima)
            _habiskan(aliran)
        siapkan(url_admin, basis=sementara)
        _check_baris(url_baru, isi)
        tersimpan.check()
        _tukar(sasaran, sementara)
    except BaseException:
        tersimpan.batalkan()
        with suppress(TidakSiap):
            _buang_basis(url_admin, sementara)
        raise
    tersimpan.selesaikan()
    return isi


def _check_kosong(sasaran: Sasaran, simpanan: Penyimpanan) -> None:
    siapkan(sasaran.url_admin, basis=sasaran.basis)
    if sasaran.ganti:
        return
    if _terisi(ganti_basis(sasaran.url_admin, sasaran.basis)):
        raise TidakSiap(
            f"Basis data {sasaran.basis} tidak kosong. Pakai nama lain (--basis), atau --ganti untuk membuang isinya."
        )
    for alias, tempat in simpanan.items():
        if next(telusuri(tempat), None) is not None:
            raise TidakSiap(
                f"Penyimpanan {alias} tidak kosong. Pakai --tanpa-berkas untuk basis data saja, atau --ganti untuk "
                "mengganti isinya."
            )


def _terisi(url: str) -> bool:
    sambungan = psycopg2.connect(url)
    try:
        with sambungan.cursor() as kursor:
            kursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            return kursor.fetchone()[0] > 0
    finally:
        sambungan.close()


def _buat_baru(sasaran: Sasaran, sementara: str) -> None:
    """Make the empty database beside the old one; what an interrupted restore left there goes first."""
    _buang_basis(sasaran.url_admin, sementara)
    siapkan(sasaran.url_admin, basis=sementara)


def _buang_basis(url_admin: str, basis: str) -> None:
    _perintah(url_admin, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(basis)))


def _check_baris(url: str, isi: Isi) -> None:
    sambungan = psycopg2.connect(url)
    try:
        with sambungan.cursor() as kursor:
            nyata = hitung_baris(kursor)
    finally:
        sambungan.close()
    beda = [t for t, n in isi.keterangan["baris"].items() if nyata.get(t) != n]
    if beda:
        raise TidakSiap(f"Banyak baris sesudah dipulihkan tidak sama: {', '.join(beda[:5])}. Tidak ada yang diubah.")


def _tukar(sasaran: Sasaran, sementara: str) -> None:
    """Put the new database in the place of the old one; the old one is dropped when the new one stands."""
    url, basis, lama = sasaran.url_admin, sasaran.basis, f"{sasaran.basis}_lama"
    _buang_basis(url, lama)
    _tutup(url, basis, boleh=False)
    try:
        _lepas_sambungan(url, basis, sementara)
        _ganti_nama(url, basis, lama)
        try:
            _ganti_nama(url, sementara, basis)
        except TidakSiap:
            _ganti_nama(url, lama, basis)
            raise
    except TidakSiap:
        _tutup(url, basis, boleh=True)
        raise
    # Yang baru sudah berlaku; yang lama, bila tertinggal, dibuang pemulihan berikutnya.
    with suppress(TidakSiap):
        _buang_basis(url, lama)


def _ganti_nama(url_admin: str, dari: str, ke: str) -> None:
    _perintah(url_admin, sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(dari), sql.Identifier(ke)))


def _tutup(url_admin: str, basis: str, *, boleh: bool) -> None:
    """Let nobody in, or let everybody in again: a database in use cannot be renamed."""
    _perintah(
        url_admin,
        sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(sql.Identifier(basis), sql.Literal(boleh)),
    )


def _lepas_sambungan(url_admin: str, *basis: str) -> None:
    """End all sessions in the databases."""
    daftar = sql.SQL(", ").join(map(sql.Literal, basis))
    kueri = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname IN ({}) AND backend_type = {}"
    _perintah(url_admin, sql.SQL(kueri).format(daftar, sql.Literal("client backend")))


def _perintah(url_admin: str, perintah: sql.Composable) -> None:
    try:
        sambungan = psycopg2.connect(ganti_basis(url_admin, "postgres"), connect_timeout=10)
    except psycopg2.Error as salah:
        raise TidakSiap(str(salah).strip().splitlines()[0]) from None
    sambungan.autocommit = True
    try:
        with sambungan.cursor() as kursor:
            kursor.execute(perintah)
    except psycopg2.Error as salah:
        raise TidakSiap(str(salah).strip().splitlines()[0]) from None
    finally:
        sambungan.close()


class _Tersimpan:
    """Puts files into their stores, and takes back what it added when the restore fails.

    Content that is there already is left; other content under the same name (a damaged disk) is replaced last.
    """

    AKHIRAN = ".pulih"

    def __init__(self, simpanan: Penyimpanan | None, sidik: dict[tuple[str, str], bytes]) -> None:
        asing = {alias for alias, _ in sidik} - set(simpanan or {})
        if asing and simpanan is not None:
            raise TidakSiap(f"Cadangan memuat penyimpanan {', '.join(sorted(asing))}, yang tidak ada di pengaturan.")
        self.simpanan = simpanan or {}
        self.sidik = sidik if simpanan else {}
        self.ditambah: list[tuple[str, str]] = []
        self.diganti: list[tuple[str, str]] = []

    def terima(self, alias: str, kunci: str, isi: Penghitung) -> None:
        """Store one file, unless the same content is there already."""
        tempat = self.simpanan.get(alias)
        ada = _sidik(tempat, kunci) if tempat else b""
        if tempat is None or ada == self.sidik[alias, kunci]:
            return
        if ada is not None:
            self.diganti.append((alias, kunci))
            kunci += self.AKHIRAN
            tempat.delete(kunci)
        with tempfile.SpooledTemporaryFile(max_size=bungkus.POTONG) as salinan:
            while potong := isi.read(256 * 1024):
                salinan.write(potong)
            salinan.seek(0)
            self._tulis(alias, kunci, File(salinan))

    def _tulis(self, alias: str, kunci: str, isi: File) -> None:
        self.ditambah.append((alias, kunci))
        try:
            nama = self.simpanan[alias].save(kunci, isi)
        except OSError as salah:
            if salah.errno == errno.ENOSPC:
                raise TidakSiap("Disk penuh saat memulihkan berkas. Tidak ada yang diubah.") from None
            raise
        if nama != kunci:
            self.ditambah.append((alias, nama))
            raise TidakSiap(f"Penyimpanan {alias} mengganti nama berkas. Tidak ada yang diubah.")

    def check(self) -> None:
        """Read every file back from its store and compare.

        Raises:
            TidakSiap: one differs.
        """
        diganti = set(self.diganti)
        for (alias, kunci), sidik in self.sidik.items():
            nama = kunci + self.AKHIRAN if (alias, kunci) in diganti else kunci
            if _sidik(self.simpanan[alias], nama) != sidik:
                raise TidakSiap(f"Berkas {kunci} tidak sama sesudah ditulis ke {alias}. Tidak ada yang diubah.")

    def batalkan(self) -> None:
        """Remove what was added."""
        for alias, kunci in self.ditambah:
            with suppress(OSError):
                self.simpanan[alias].delete(kunci)

    def selesaikan(self) -> None:
        """Put replaced content in its place, and remove what the backup does not know."""
        for alias, kunci in self.diganti:
            tempat = self.simpanan[alias]
            with tempat.open(kunci + self.AKHIRAN, "rb") as isi:
                tempat.delete(kunci)
                tempat.save(kunci, isi)
        for alias, tempat in self.simpanan.items():
            for kunci in list(telusuri(tempat)):
                if (alias, kunci) not in self.sidik:
                    tempat.delete(kunci)


def _sidik(tempat: Storage, kunci: str) -> bytes | None:
    """Return the hash of a stored file, None when there is none."""
    try:
        with tempat.open(kunci, "rb") as isi:
            sidik = hashlib.sha256()
            while potong := isi.read(256 * 1024):
                sidik.update(potong)
    except FileNotFoundError:
        return None
    return sidik.digest()
