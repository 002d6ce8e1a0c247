"""Cadangan penuh di balik dinding, basis data dan berkas bersama, dan pemulihannya di server lain."""

import errno
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import psycopg2
import pyrage
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from tests.arsip.s3 import EMBER, server_s3
from tests.basisdata.bahan import folder_sementara
from tksk_portal.arsip.penyimpanan import BerkasS3
from tksk_portal.basisdata import bungkus, cadangan
from tksk_portal.basisdata.bungkus import telusuri
from tksk_portal.basisdata.sandi import KunciCadangan, buat_identitas
from tksk_portal.basisdata.siapkan import CADANGAN, LEAKPROOF, PEMILIK, TidakSiap, siapkan
from tksk_portal.basisdata.tertanam import ADMIN, ServerTertanam, folder_program

# Tabel berdinding paksa yang tidak menunjukkan satu baris pun kepada pemiliknya.
ISI = """
CREATE TABLE kotak (id int PRIMARY KEY, wilayah text COLLATE "C" NOT NULL);
INSERT INTO kotak SELECT n, '64.72.03' FROM generate_series(1, 500) n;
ALTER TABLE kotak ENABLE ROW LEVEL SECURITY;
ALTER TABLE kotak FORCE ROW LEVEL SECURITY;
CREATE POLICY kotak_baca ON kotak FOR SELECT USING (false);
"""
IDENTITAS, PENERIMA = buat_identitas()
KUNCI = KunciCadangan(penerima=(PENERIMA,))
PEMBUKA = KunciCadangan(identitas=(IDENTITAS,))
SANDI = KunciCadangan(sandi="kata sandi yang panjang")
FOTO = {"ab/cd01": os.urandom(70_000), "ab/cd01-kecil": b"kecil", "ff/kosong": b"", "9c/x.bin": os.urandom(300_000)}


@pytest.fixture(scope="module")
def pg():
    """A prepared server with a walled table of 500 rows."""
    with folder_sementara() as tempat:
        server = ServerTertanam(tempat / "pg", tanpa_fsync=True)
        server.mulai()
        siapkan(server.url(ADMIN, "postgres"))
        tanya(server.url(PEMILIK, "tksk"), ISI)
        yield server
        server.selesai()


def _isi(folder: Path, isi: dict[str, bytes] = FOTO) -> FileSystemStorage:
    simpanan = FileSystemStorage(location=folder)
    for kunci, teks in isi.items():
        simpanan.save(kunci, ContentFile(teks))
    return simpanan


@pytest.fixture
def foto(tmp_path):
    """A store with files."""
    return _isi(tmp_path / "arsip")


@pytest.fixture(scope="module")
def jadi(pg, tmp_path_factory):
    """Two backups of that server and the same files, made once: by key and by passphrase."""
    folder = tmp_path_factory.mktemp("cadangan")
    simpanan = _isi(folder / "arsip")
    return {
        nama: buat(pg, folder / nama / "tksk.tksk", simpanan, k) for nama, k in (("kunci", KUNCI), ("sandi", SANDI))
    }


@pytest.fixture
def berkas(jadi):
    """A backup of that server and store."""
    return jadi["kunci"]


@pytest.fixture
def tempat():
    """An empty data folder."""
    with folder_sementara() as folder:
        yield folder


def buat(pg, tujuan: Path, simpanan, kunci=KUNCI) -> Path:
    """Write a backup."""
    url = pg.url(CADANGAN, "tksk")
    cadangan.cadangkan(url, tujuan, kunci=kunci, simpanan={"arsip": simpanan}, program=folder_program())
    return tujuan


def pulih(pg, berkas: Path, basis: str, simpanan=None, **lain):
    """Restore a backup."""
    pilihan = {"kunci": PEMBUKA, "program": folder_program()} | lain
    simpanan = {"arsip": simpanan} if simpanan is not None else None
    return cadangan.pulihkan(pg.url(ADMIN, "postgres"), berkas, basis=basis, simpanan=simpanan, **pilihan)


def baris(pg, basis: str) -> int | None:
    """Return how many rows a database truly has; None when there is no such database."""
    ada = tanya(pg.url(ADMIN, "postgres"), f"SELECT count(*) FROM pg_database WHERE datname = '{basis}'")
    return tanya(pg.url(ADMIN, basis), "SELECT count(*) FROM kotak") if ada else None


def semua(simpanan) -> dict[str, bytes]:
    """Return everything in a store."""
    hasil = {}
    for kunci in telusuri(simpanan):
        with simpanan.open(kunci) as isi:
            hasil[kunci] = isi.read()
    return hasil


def tanya(url: str, kueri: str):
    """Run a query on a connection of its own and return the first value."""
    sambungan = psycopg2.connect(url)
    try:
        with sambungan, sambungan.cursor() as kursor:
            kursor.execute(kueri)
            return kursor.fetchone()[0] if kursor.description else None
    finally:
        sambungan.close()


# Utuh kembali ------------------------------------------------------------------------------------------------


def test_cadangan_memuat_baris_yang_tidak_dilihat_pemilik(pg, berkas):
    assert tanya(pg.url(PEMILIK, "tksk"), "SELECT count(*) FROM kotak") == 0
    pulih(pg, berkas, "pulih")
    assert baris(pg, "pulih") == 500


def test_dicadangkan_dimusnahkan_dipulihkan_baris_dan_sidiknya_sama(pg, berkas, foto):
    tanya(pg.url(ADMIN, "tksk"), "DELETE FROM kotak WHERE id > 7")
    shutil.rmtree(foto.location)
    _isi(Path(foto.location), {"zz/baru": b"sesudah cadangan"})
    isi = pulih(pg, berkas, "tksk", foto, ganti=True)
    assert baris(pg, "tksk") == isi.keterangan["baris"]["kotak"] == 500
    assert semua(foto) == FOTO
    assert (isi.berkas, isi.besar_berkas) == (len(FOTO), sum(map(len, FOTO.values())))


def test_sesudah_pulih_dinding_pemilik_dan_leakproof_kembali(pg, berkas):
    pulih(pg, berkas, "pulih2")
    url = pg.url(ADMIN, "pulih2")
    assert tanya(pg.url(PEMILIK, "pulih2"), "SELECT count(*) FROM kotak") == 0
    assert tanya(url, "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = 'kotak'")
    assert tanya(url, "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'kotak'") == PEMILIK
    assert tanya(url, "SELECT has_table_privilege('tksk_app', 'kotak', 'INSERT')")
    for fungsi in LEAKPROOF:
        assert tanya(url, f"SELECT proleakproof FROM pg_proc WHERE oid = '{fungsi}'::regprocedure"), fungsi


def test_kata_sandi_membuka_kembali(pg, tmp_path, jadi):
    berkas = jadi["sandi"]
    kosong = FileSystemStorage(location=tmp_path / "kosong")
    pulih(pg, berkas, "pulih_sandi", kosong, kunci=SANDI)
    assert baris(pg, "pulih_sandi") == 500 and semua(kosong) == FOTO


def test_dibuka_tanpa_portal_dengan_age_dan_tar(berkas, tmp_path):
    """The format is public: any `age` opens it, `sha256sum -c` checks it, `cat` joins the dump."""
    terang = io.BytesIO()
    pyrage.decrypt_io(io.BytesIO(berkas.read_bytes()), terang, [pyrage.x25519.Identity.from_str(IDENTITAS)])
    terang.seek(0)
    with tarfile.open(fileobj=terang) as tar:
        tar.extractall(tmp_path / "buka", filter="data")
    for garis in (tmp_path / "buka" / "sidik.txt").read_text().splitlines():
        sidik, nama = garis.split("  ")
        assert hashlib.sha256((tmp_path / "buka" / nama).read_bytes()).hexdigest() == sidik
    assert (tmp_path / "buka" / "berkas" / "arsip" / "ab" / "cd01").read_bytes() == FOTO["ab/cd01"]
    dump = b"".join(p.read_bytes() for p in sorted((tmp_path / "buka" / "basisdata").iterdir()))
    assert dump.startswith(b"PGDMP")


def test_isi_tidak_terbaca_di_berkasnya(berkas):
    isi = berkas.read_bytes()
    for rahasia in (b"PGDMP", b"kotak", b"64.72.03", FOTO["ab/cd01"][:50], b"ab/cd01", b"keterangan"):
        assert rahasia not in isi


def test_dari_disk_ke_s3_dan_kembali(pg, berkas, tmp_path):
    with server_s3() as (alamat, objek, _):
        s3 = BerkasS3(
            bucket_name=EMBER, endpoint_url=alamat, region_name="id-1", access_key="kunci", secret_key="rahasia"
        )
        pulih(pg, berkas, "pulih_s3", s3)
        assert objek == FOTO
        lagi = buat(pg, tmp_path / "s3.tksk", s3)
    disk = FileSystemStorage(location=tmp_path / "disk")
    pulih(pg, lagi, "pulih_disk", disk)
    assert semua(disk) == FOTO


def test_dump_yang_besar_dipotong_dan_disatukan(pg, tmp_path, foto, monkeypatch):
    monkeypatch.setattr(bungkus, "POTONG", 1000)
    berkas = buat(pg, tmp_path / "potong.tksk", foto)
    isi = pulih(pg, berkas, "pulih_potong")
    assert isi.besar_basis > 3000 and baris(pg, "pulih_potong") == 500


# Yang ditolak, dan tidak ada yang setengah pulih -------------------------------------------------------------


def test_basis_data_terisi_tidak_ditimpa_tanpa_diminta(pg, berkas):
    with pytest.raises(TidakSiap, match="--ganti"):
        pulih(pg, berkas, "tksk")
    assert baris(pg, "tksk") == 500
    pulih(pg, berkas, "tksk", ganti=True)
    assert baris(pg, "tksk") == 500


def test_penyimpanan_terisi_tidak_ditimpa_tanpa_diminta(pg, berkas, foto):
    with pytest.raises(TidakSiap, match="Penyimpanan arsip tidak kosong"):
        pulih(pg, berkas, "baru_sama_sekali", foto)
    assert semua(foto) == FOTO


def _ubah_satu_bita(isi: bytes, di: float) -> bytes:
    rusak = bytearray(isi)
    rusak[int(len(isi) * di)] ^= 1
    return bytes(rusak)


RUSAK = {
    "satu bita di depan": (lambda isi: _ubah_satu_bita(isi, 0.001), "rusak|tidak cocok"),
    "satu bita di tengah": (lambda isi: _ubah_satu_bita(isi, 0.5), "rusak atau terpotong"),
    "satu bita di akhir": (lambda isi: _ubah_satu_bita(isi, 0.9999), "rusak atau terpotong"),
    "terpotong di akhir": (lambda isi: isi[:-1], "rusak atau terpotong"),
    "terpotong di batas potongan": (lambda isi: isi[: 200 + 65_552 * 3], "rusak atau terpotong"),
    "separuh": (lambda isi: isi[: len(isi) // 2], "rusak atau terpotong"),
    "kosong": (lambda isi: b"", "rusak"),
    "bukan cadangan": (lambda isi: b"PK\x03\x04" + b"x" * 999, "rusak"),
    "ditempeli": (lambda isi: isi + b"x" * 100, "rusak"),
}


# Kata sandi sengaja mahal dihitung: bagian sesudah kepalanya sama, jadi beberapa saja diulang dengannya.
@pytest.mark.parametrize(
    ("nama", "sandi"),
    [*((n, False) for n in RUSAK), *((n, True) for n in ("satu bita di depan", "terpotong di akhir"))],
)
def test_cadangan_rusak_ditolak_sebelum_apa_pun_disentuh(pg, jadi, foto, tmp_path, nama, sandi):
    asal = jadi["sandi" if sandi else "kunci"]
    ubah, pesan = RUSAK[nama]
    rusak = tmp_path / "rusak.tksk"
    rusak.write_bytes(ubah(asal.read_bytes()))
    with pytest.raises(TidakSiap, match=pesan if not sandi else "rusak|terpotong|kunci"):
        pulih(pg, rusak, "tksk", foto, ganti=True, kunci=SANDI if sandi else PEMBUKA)
    assert baris(pg, "tksk") == 500 and semua(foto) == FOTO and baris(pg, "tksk_dipulihkan") is None


@pytest.mark.parametrize(
    ("tulis", "buka", "pesan"),
    [
        ("kunci", KunciCadangan(identitas=(buat_identitas()[0],)), "tidak cocok"),
        ("kunci", SANDI, "disandi dengan kunci, bukan kata sandi"),
        ("sandi", PEMBUKA, "tidak cocok"),
        ("sandi", KunciCadangan(sandi="kata sandi yang lain"), "Kata sandi cadangan salah"),
        ("sandi", KunciCadangan(), "disandi dengan kata sandi"),
    ],
)
def test_kunci_yang_salah_ditolak_dengan_jelas(pg, jadi, foto, tulis, buka, pesan):
    with pytest.raises(TidakSiap, match=pesan):
        pulih(pg, jadi[tulis], "tksk", foto, ganti=True, kunci=buka)
    assert baris(pg, "tksk") == 500 and semua(foto) == FOTO


def test_tanpa_kunci_tidak_ada_cadangan(pg, foto, tmp_path):
    with pytest.raises(TidakSiap, match="belum diisi"):
        buat(pg, tmp_path / "a.tksk", foto, KunciCadangan())
    with pytest.raises(TidakSiap, match="terlalu pendek"):
        KunciCadangan(sandi="pendek")
    with pytest.raises(TidakSiap, match="tidak terbaca"):
        buat(pg, tmp_path / "a.tksk", foto, KunciCadangan(penerima=("age1bukan",)))
    assert not (tmp_path / "a.tksk").exists() and not list(tmp_path.glob("*.sebagian"))


class DiskPenuh(io.FileIO):
    """A file on a disk with room for 100 KB."""

    def write(self, isi):
        if self.tell() > 100_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(isi)


def test_disk_penuh_saat_mencadangkan(pg, foto, tmp_path, monkeypatch):
    monkeypatch.setattr(cadangan, "buka_tulis", lambda jalan: DiskPenuh(jalan, "w"))
    with pytest.raises(TidakSiap, match="Disk penuh saat menulis cadangan"):
        buat(pg, tmp_path / "dalam" / "a.tksk", foto)
    assert list((tmp_path / "dalam").iterdir()) == []


class SimpananPenuh(FileSystemStorage):
    """A store with room for two files."""

    def _save(self, name, content):
        if len(list(telusuri(self))) >= 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super()._save(name, content)


def test_disk_penuh_saat_memulihkan_tidak_meninggalkan_apa_pun(pg, berkas, tmp_path):
    penuh = SimpananPenuh(location=tmp_path / "penuh")
    with pytest.raises(TidakSiap, match="Disk penuh saat memulihkan"):
        pulih(pg, berkas, "baru_penuh", penuh)
    assert semua(penuh) == {} and baris(pg, "tksk") == 500
    assert tanya(pg.url(ADMIN, "baru_penuh"), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0


@pytest.mark.parametrize("langkah", ["_check_baris", "_tukar"])
def test_gagal_di_akhir_mengembalikan_basis_dan_berkas_lama(pg, berkas, foto, monkeypatch, langkah):
    def gagal(*_):
        raise TidakSiap("putus")

    lama = {"ab/lama": b"lama", "ab/cd01": b"isi lain"}
    shutil.rmtree(foto.location)
    _isi(Path(foto.location), lama)
    monkeypatch.setattr(cadangan, langkah, gagal)
    with pytest.raises(TidakSiap, match="putus"):
        pulih(pg, berkas, "tksk", foto, ganti=True)
    assert baris(pg, "tksk") == 500 and semua(foto) == lama and baris(pg, "tksk_dipulihkan") is None
    monkeypatch.undo()
    pulih(pg, berkas, "tksk", foto, ganti=True)
    assert semua(foto) == FOTO


def test_ganti_nama_yang_gagal_mengembalikan_yang_lama(pg, berkas, monkeypatch):
    asli = cadangan._ganti_nama

    def sekali_gagal(url, dari, ke):
        if dari == "tksk_dipulihkan":
            raise TidakSiap("sedang dipakai")
        asli(url, dari, ke)

    monkeypatch.setattr(cadangan, "_ganti_nama", sekali_gagal)
    with pytest.raises(TidakSiap, match="sedang dipakai"):
        pulih(pg, berkas, "tksk", ganti=True)
    assert baris(pg, "tksk") == 500 and baris(pg, "tksk_lama") is None


def test_sambungan_yang_masih_terbuka_tidak_menghalangi(pg, berkas):
    terbuka = psycopg2.connect(pg.url(PEMILIK, "tksk"))
    pulih(pg, berkas, "tksk", ganti=True)
    with pytest.raises(psycopg2.Error), terbuka.cursor() as kursor:
        kursor.execute("SELECT 1")
    assert baris(pg, "tksk") == 500


def test_penyimpanan_yang_tidak_dikenal_tidak_dilewati_diam_diam(pg, berkas, tmp_path):
    with pytest.raises(TidakSiap, match="arsip, yang tidak ada di pengaturan"):
        cadangan.pulihkan(
            pg.url(ADMIN, "postgres"),
            berkas,
            kunci=PEMBUKA,
            basis="baru_lain",
            simpanan={"lain": FileSystemStorage(location=tmp_path / "lain")},
            program=folder_program(),
        )


def _bungkus(isi: dict[str, bytes], *, sidik: bytes | None = None) -> io.BytesIO:
    keluar, catatan = io.BytesIO(), b""
    with tarfile.open(fileobj=keluar, mode="w") as tar:
        for nama, teks in isi.items():
            catatan += f"{hashlib.sha256(teks).hexdigest()}  {nama}\n".encode()
            _tambah(tar, nama, teks)
        _tambah(tar, "sidik.txt", catatan if sidik is None else sidik)
    keluar.seek(0)
    return keluar


def _tambah(tar, nama: str, teks: bytes) -> None:
    anggota = tarfile.TarInfo(nama)
    anggota.size = len(teks)
    tar.addfile(anggota, io.BytesIO(teks))


K = b'{"bentuk": 1}'


@pytest.mark.parametrize(
    "masuk",
    [
        _bungkus({"keterangan.json": K, "berkas/arsip/../../etc/passwd": b"x"}),
        _bungkus({"keterangan.json": K, "berkas/arsip//etc/passwd": b"x"}),
        _bungkus({"keterangan.json": K, "lain.txt": b"x"}),
        _bungkus({"basisdata/000000": b"x", "keterangan.json": K}),
        _bungkus({"keterangan.json": b"bukan json"}),
        _bungkus({"keterangan.json": b'{"bentuk": 99}'}),
        _bungkus({"keterangan.json": K}, sidik=b"0" * 64 + b"  keterangan.json\n"),
        _bungkus({"keterangan.json": K}, sidik=b""),
        io.BytesIO(b"\0" * 10240),
    ],
    ids=["keluar folder", "dari akar", "asing", "urutan", "bukan json", "versi", "sidik", "sidik kosong", "tar kosong"],
)
def test_bungkus_yang_tidak_wajar_ditolak(masuk):
    masuk.seek(0)
    with pytest.raises(TidakSiap):
        bungkus.baca(masuk)


def test_bungkus_yang_wajar_diterima():
    isi = bungkus.baca(_bungkus({"keterangan.json": K, "basisdata/000000": b"x", "berkas/arsip/ab/c": b"yy"}))
    assert (isi.besar_basis, isi.berkas, isi.besar_berkas) == (1, 1, 2)


# Berkasnya sendiri -------------------------------------------------------------------------------------------


def test_cadangan_hanya_terbaca_pemiliknya(berkas):
    assert berkas.stat().st_mode & 0o077 == 0
    assert [b.name for b in berkas.parent.iterdir()] == ["tksk.tksk"]


def test_cadangan_gagal_tidak_meninggalkan_berkas(pg, tmp_path):
    with pytest.raises(TidakSiap):
        cadangan.cadangkan(pg.url(CADANGAN, "tidak_ada"), tmp_path / "x", kunci=KUNCI, program=folder_program())
    assert list(tmp_path.iterdir()) == []


def test_pemilik_tidak_dapat_mencadangkan(pg, tmp_path):
    with pytest.raises(TidakSiap, match=r"row-level security|permission denied"):
        cadangan.cadangkan(pg.url(PEMILIK, "tksk"), tmp_path / "x", kunci=KUNCI, program=folder_program())
    assert list(tmp_path.iterdir()) == []


def test_yang_tertulis_dibuka_lagi_sebelum_diberi_nama(pg, foto, tmp_path, monkeypatch):
    """A disk that loses a byte is noticed now, not on the day of the restore."""

    class Lupa(io.FileIO):
        def write(self, isi):
            isi = bytes(isi)
            return super().write(_ubah_satu_bita(isi, 0.5) if len(isi) > 60_000 else isi)

    monkeypatch.setattr(cadangan, "buka_tulis", lambda jalan: Lupa(jalan, "w"))
    with pytest.raises(TidakSiap, match="rusak atau terpotong"):
        buat(pg, tmp_path / "dalam" / "a.tksk", foto)
    assert list((tmp_path / "dalam").iterdir()) == []


def test_berkas_yang_dihapus_selagi_dicadangkan_disebut(pg, foto, tmp_path, monkeypatch):
    asli = telusuri

    def telusuri_lama(simpanan, folder=""):
        yield from [*asli(simpanan, folder), *(["zz/baru-saja-dihapus"] if not folder else [])]

    monkeypatch.setattr(bungkus, "telusuri", telusuri_lama)
    isi = cadangan.cadangkan(
        pg.url(CADANGAN, "tksk"), tmp_path / "a", kunci=KUNCI, simpanan={"arsip": foto}, program=folder_program()
    )
    assert isi.hilang == ["zz/baru-saja-dihapus"] and isi.berkas == len(FOTO)


def test_memori_tetap_untuk_isi_yang_besar(tmp_path):
    """400 MB through encryption, tar and hashes in a process that may not grow by as much."""
    program = """
import io, resource, sys
from pathlib import Path
from tksk_portal.basisdata import bungkus
from tksk_portal.basisdata.sandi import KunciCadangan, buat_identitas, membuka, menyandi
rahasia, umum = buat_identitas()
awal = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with Path(sys.argv[1]).open("wb") as keluar, menyandi(keluar, KunciCadangan(penerima=(umum,))) as (aliran, _):
    bungkus.tulis(aliran, keterangan={}, basis=(b"x" * bungkus.POTONG for _ in range(50)), simpanan={})
with Path(sys.argv[1]).open("rb") as masuk, membuka(masuk, KunciCadangan(identitas=(rahasia,))) as aliran:
    isi = bungkus.baca(aliran)
print(isi.besar_basis, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - awal) // 1024)
"""
    hasil = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "besar")], capture_output=True, text=True, cwd=settings.BASE_DIR
    )
    besar, tumbuh = map(int, hasil.stdout.split())
    assert besar == 50 * bungkus.POTONG and tumbuh < 80, hasil


# Perintah ----------------------------------------------------------------------------------------------------


def _perintah(tempat: Path, *argumen: str, **lain: str) -> subprocess.CompletedProcess:
    bersih = ("TKSK_URL", "DATABASE_URL", "TKSK_ARSIP", "TKSK_CADANGAN", "TKSK_S3")
    lingkungan = {k: v for k, v in os.environ.items() if not k.startswith(bersih)}
    return subprocess.run(
        [sys.executable, "manage.py", *argumen],
        cwd=settings.BASE_DIR,
        env=lingkungan | {"TKSK_DATA": str(tempat)} | lain,
        capture_output=True,
        text=True,
    )


def test_perintah_cadangkan_dan_pulihkan_dengan_server_tertanam(tempat):
    berkas, folder = tempat / "c.tksk", tempat / "arsip-uji"
    _isi(folder)
    assert _perintah(tempat, "createcachetable").returncode == 0
    hasil = _perintah(tempat, "cadangkan", str(berkas))
    assert str(berkas) in hasil.stdout and "4 berkas" in hasil.stdout, hasil.stderr
    assert (tempat / "kunci-cadangan").stat().st_mode & 0o077 == 0
    assert "sudah ada" in _perintah(tempat, "cadangkan", str(berkas)).stderr
    assert "--ganti" in _perintah(tempat, "pulihkan", str(berkas)).stderr
    shutil.rmtree(folder)
    assert "dipulihkan" in _perintah(tempat, "pulihkan", str(berkas), "--ganti").stdout
    assert semua(FileSystemStorage(location=folder)) == FOTO


def test_perintah_buat_kunci_dan_kata_sandi_dari_berkas(tempat):
    kunci, sandi, berkas = tempat / "kunci.txt", tempat / "sandi.txt", tempat / "c.tksk"
    hasil = _perintah(tempat, "cadangkan", "--buat-kunci", str(kunci))
    assert "TKSK_CADANGAN_PENERIMA=age1" in hasil.stdout and kunci.stat().st_mode & 0o077 == 0
    assert "AGE-SECRET-KEY" not in hasil.stdout
    assert "sudah ada" in _perintah(tempat, "cadangkan", "--buat-kunci", str(kunci)).stderr
    sandi.write_text("# kantor\nkata sandi yang panjang\n")
    lain = {"TKSK_CADANGAN_SANDI_BERKAS": str(sandi)}
    assert _perintah(tempat, "createcachetable").returncode == 0
    assert _perintah(tempat, "cadangkan", str(berkas), **lain).returncode == 0
    assert (
        "tidak cocok"
        in _perintah(tempat, "pulihkan", str(berkas), "--ganti", TKSK_CADANGAN_IDENTITAS=str(kunci)).stderr
    )
    assert "dipulihkan" in _perintah(tempat, "pulihkan", str(berkas), "--ganti", **lain).stdout


def test_server_tanpa_kunci_menolak_dengan_caranya(tempat):
    hasil = _perintah(
        tempat,
        "cadangkan",
        TKSK_MODE="server",
        TKSK_SECRET_KEY="x" * 60,
        TKSK_ALAMAT="tksk.contoh.go.id",
        DATABASE_URL="postgresql://tksk_app@localhost/tksk",
        TKSK_URL_CADANGAN="postgresql://tksk_cadangan@localhost/tksk",
    )
    assert "Kunci cadangan belum diisi" in hasil.stderr and "--buat-kunci" in hasil.stderr
