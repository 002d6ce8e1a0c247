"""Pembulatan angka bagi pembaca tanpa hak atas identitas: satu aturan, di mana pun angkanya tampil."""

DASAR = 5


def bulatkan5(n: int) -> int:
    """Return the nearest multiple of 5: 1 and 2 become 0, 3 to 7 become 5.

    Cells and totals alike are rounded from their true numbers, so that the same number is the same everywhere; a
    total may therefore differ from the sum of its rounded cells.
    """
    return (n + DASAR // 2) // DASAR * DASAR
