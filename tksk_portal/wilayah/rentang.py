"""Rentang kode: wilayah dan semua yang di bawahnya sebagai satu rentang teks dalam kolasi C.

`/` tepat setelah `.` dalam kolasi C, jadi rentang [kode, kode + "/") memuat kode itu sendiri dan turunannya,
dan tidak memuat saudara seperti "64.720".
"""

NASIONAL = "0"
KOSONG = ("~", "!")  # rentang yang tidak memuat apa pun, untuk orang tanpa tugas


def rentang(kode: str) -> tuple[str, str]:
    """Return the half-open range (awal, akhir) of codes at and under a place."""
    if kode == NASIONAL:
        return "0", ":"
    return kode, kode + "/"


def jalur(kode: str) -> list[str]:
    """Return the ancestors of a place from the nation down, without the place itself."""
    if kode == NASIONAL:
        return []
    bagian = kode.split(".")
    return [NASIONAL, *(".".join(bagian[:n]) for n in range(1, len(bagian)))]


def leluhur_bersama(satu: str, dua: str) -> str:
    """Return the lowest place that both codes lie at or under."""
    atas = [*jalur(dua), dua]
    return [k for k in (*jalur(satu), satu) if k in atas][-1]


def memuat(atas: str, kode: str) -> bool:
    """Tell whether `kode` is at or under the place `atas`."""
    awal, akhir = rentang(atas)
    return awal <= kode < akhir


def tingkat(kode: str) -> int:
    """Return the level of a code: 0 nation, 1 provinsi, 2 kabupaten/kota, 3 kecamatan, 4 desa/kelurahan."""
    return 0 if kode == NASIONAL else kode.count(".") + 1
