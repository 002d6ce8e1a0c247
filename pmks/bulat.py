"""Pembulatan angka bagi pembaca yang tidak berhak atas identitas."""


def bulatkan5(n: int) -> int:
    """Return a count rounded to the nearest multiple of 5, half up: 1, 2 -> 0; 3 to 7 -> 5."""
    return (n + 2) // 5 * 5
