"""Bagian bersama formulir petugas."""


def pilihan_petugas(daftar) -> list[tuple[str, str]]:
    """Return officers as choices: name and kecamatan of duty."""
    return [("", "Pilih petugas…"), *((str(p.pk), f"{p.nama} – {p.wilayah.sebutan}") for p in daftar)]
