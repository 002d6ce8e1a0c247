"""Menulis .xls (BIFF8 dalam wadah OLE) yang sangat sederhana, untuk menguji pembacanya."""

import struct
from datetime import date
from pathlib import Path

Catatan = tuple[int, bytes]


def tulis_xls(
    jalan: Path,
    lembar: dict[str, list[list[object]]],
    *,
    umum: tuple[Catatan, ...] = (),
    per_lembar: tuple[Catatan, ...] = (),
    sifat: dict[str, tuple[int, int]] | None = None,
    aliran: str = "Workbook",
    lain: tuple[str, ...] = (),
) -> None:
    """Write sheets; text in a shared table, dates as numbers with a date format.

    Args:
        umum: more records for the globals (a password, links).
        per_lembar: more records for each sheet (formulas, merged cells).
        sifat: sheet -> (visibility, kind).
        aliran: name of the stream.
        lain: names of other, empty streams (macros).
    """
    teks: dict[str, int] = {}
    isi = [_lembar(baris, teks, per_lembar) for baris in lembar.values()]
    kepala = _catatan(0x809, struct.pack("<HHHHLL", 0x600, 5, 0, 0, 0, 0))
    kepala += b"".join(_catatan(*satu) for satu in umum)
    for format_ in (0, 14):
        kepala += _catatan(0xE0, struct.pack("<HHHHHHHHL", 0, format_, 0, 0, 0, 0, 0, 0, 0))
    sst = _sst(teks)
    bagian = [(nama, *(sifat or {}).get(nama, (0, 0))) for nama in lembar]
    panjang = len(kepala) + sum(12 + 2 * len(nama) for nama, _, _ in bagian) + len(sst) + 4
    for (nama, terlihat, macam), satu in zip(bagian, isi, strict=True):
        kepala += _catatan(
            0x85, struct.pack("<LBBBB", panjang, terlihat, macam, len(nama), 1) + nama.encode("utf-16-le")
        )
        panjang += len(satu)
    tulis_wadah(jalan, {aliran: kepala + sst + _catatan(0x0A, b"") + b"".join(isi), **dict.fromkeys(lain, b"")})


def _catatan(jenis: int, isi: bytes) -> bytes:
    return struct.pack("<HH", jenis, len(isi)) + isi


def _sst(teks: dict[str, int]) -> bytes:
    """Return the table of shared strings, going on in CONTINUE records where it is full."""
    bagian, kini = [], struct.pack("<LL", len(teks), len(teks))
    for satu in teks:
        butir = struct.pack("<HB", len(satu), 1) + satu.encode("utf-16-le")
        if len(kini) + len(butir) > 8224:
            bagian.append(kini)
            kini = b""
        while len(butir) > 8224:
            potong = 8223 - (8223 - 3) % 2
            bagian.append(butir[:potong])
            butir = b"\x01" + butir[potong:]
        kini += butir
    bagian.append(kini)
    return b"".join(_catatan(0x3C if n else 0xFC, satu) for n, satu in enumerate(bagian))


def _lembar(baris: list[list[object]], teks: dict[str, int], tambahan: tuple[Catatan, ...]) -> bytes:
    isi = [_catatan(0x809, struct.pack("<HHHHLL", 0x600, 0x10, 0, 0, 0, 0))]
    for n, satu in enumerate(baris):
        for k, nilai in enumerate(satu):
            if nilai is None:
                continue
            if isinstance(nilai, bool):
                isi.append(_catatan(0x205, struct.pack("<HHHBB", n, k, 0, nilai, 0)))
            elif isinstance(nilai, date):
                isi.append(_catatan(0x203, struct.pack("<HHHd", n, k, 1, (nilai - date(1899, 12, 30)).days)))
            elif isinstance(nilai, (int, float)):
                isi.append(_catatan(0x203, struct.pack("<HHHd", n, k, 0, nilai)))
            else:
                nomor = teks.setdefault(str(nilai), len(teks))
                isi.append(_catatan(0xFD, struct.pack("<HHHL", n, k, 0, nomor)))
    isi += [_catatan(*satu) for satu in tambahan]
    return b"".join([*isi, _catatan(0x0A, b"")])


def tulis_wadah(jalan: Path, aliran: dict[str, bytes]) -> None:
    """Write an OLE container; every stream takes whole sectors of at least 4096 bytes (so none is a mini stream)."""
    data = {nama: isi.ljust(4096, b"\0") for nama, isi in aliran.items()}
    potong = {nama: -(-len(isi) // 512) for nama, isi in data.items()}
    entri = 1 + len(data)
    daftar = -(-entri // 4)
    jumlah = daftar + sum(potong.values())
    fat = 1
    while fat * 128 < jumlah + fat:
        fat += 1
    rantai = [0xFFFFFFFD] * fat
    awal = {}

    def pasang(banyak: int) -> int:
        mulai = len(rantai)
        rantai.extend([*range(mulai + 1, mulai + banyak), 0xFFFFFFFE])
        return mulai

    awal_daftar = pasang(daftar)
    for nama in data:
        awal[nama] = pasang(potong[nama])
    rantai += [0xFFFFFFFF] * (fat * 128 - len(rantai))
    kepala = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    kepala += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    kepala += struct.pack("<LLLLLLLL", fat, awal_daftar, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    kepala += struct.pack("<109L", *[n if n < fat else 0xFFFFFFFF for n in range(109)])
    catatan = _entri("Root Entry", 5, 0xFFFFFFFE, 0, 1)
    for n, (nama, isi) in enumerate(data.items(), 1):
        catatan += _entri(nama, 2, awal[nama], len(isi), n + 1 if n < len(data) else 0xFFFFFFFF)
    catatan = catatan.ljust(daftar * 512, b"\0")
    isi = b"".join(satu.ljust(potong[nama] * 512, b"\0") for nama, satu in data.items())
    jalan.write_bytes(kepala + struct.pack(f"<{len(rantai)}L", *rantai) + catatan + isi)


def _entri(nama: str, jenis: int, awal: int, ukuran: int, berikut: int) -> bytes:
    isi = nama.encode("utf-16-le")
    kanan, anak = (0xFFFFFFFF, berikut) if jenis == 5 else (berikut, 0xFFFFFFFF)
    return (
        isi.ljust(64, b"\0")
        + struct.pack("<HBBLLL", len(isi) + 2, jenis, 1, 0xFFFFFFFF, kanan, anak)
        + bytes(36)
        + struct.pack("<LLL", awal, ukuran, 0)
    )
