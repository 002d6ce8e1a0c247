"""Memeriksa satu keadaan halaman: aksesibilitas dengan axe-core, dan lebar pada layar ponsel."""

from django.conf import settings
from playwright.sync_api import Page

from tests.peramban.bahan import LEBAR, PONSEL, SEMPIT, foto, tidak_melebar

AXE = (settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text()
ATURAN = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


def _axe(h: Page) -> list[str]:
    """Return the violations as readable lines."""
    if not h.evaluate("Boolean(window.axe)"):
        h.evaluate(AXE)
    hasil = h.evaluate("async (aturan) => (await axe.run(document, aturan)).violations", ATURAN)
    return [f"{v['id']}: {' '.join(n['target'][0] for n in v['nodes'][:3])}" for v in hasil]


def periksa(h: Page, nama: str, *, lebar: bool = True) -> list[str]:
    """Look at the present state of a page at 360, 320 and 1280; return what is wrong with it."""
    keluhan = []
    for ukuran in (PONSEL, SEMPIT, *([LEBAR] if lebar else [])):
        h.set_viewport_size({"width": ukuran, "height": 860 if ukuran == LEBAR else 740})
        try:
            tidak_melebar(h)
        except AssertionError as salah:
            keluhan.append(f"{nama} {ukuran}: {salah}")
        if ukuran != SEMPIT:
            keluhan += [f"{nama} {ukuran}: {k}" for k in _axe(h)]
            foto(h, f"{nama}-{ukuran}")
    h.set_viewport_size({"width": PONSEL, "height": 740})
    return keluhan
