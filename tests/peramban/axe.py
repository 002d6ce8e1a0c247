"""Memeriksa satu keadaan halaman: aksesibilitas dengan axe-core, dan lebar pada layar ponsel."""

from django.conf import settings
from playwright.sync_api import BrowserContext, Page

from tests.peramban.bahan import LEBAR, PONSEL, SEMPIT, foto, tidak_melebar

AXE = (settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text()
ATURAN = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    # Aturan yang memerlukannya (css-orientation-lock) memeriksa lembar gaya, bukan halaman: `tidak_mengunci_arah`.
    "preload": False,
}
# Yang sedang tertutup pilihan atau laci yang dibuka tidak ditawarkan untuk diketuk.
TERTUTUP = """(n) => {
  const buka = [...document.querySelectorAll(".cip-pilih[open] .cip-isi")].filter((e) => e.getClientRects().length);
  return buka.length > 0 && !buka.some((e) => e.contains(document.querySelector(n)));
}"""


def siapkan(konteks: BrowserContext) -> None:
    """Let the pages of a profile load axe when they are looked at; sent once, not with every page."""
    konteks.add_init_script(f"window.muatAxe = () => {{ {AXE} }}")


def _axe(h: Page) -> list[str]:
    """Return the violations as readable lines."""
    if not h.evaluate("Boolean(window.axe) || Boolean(window.muatAxe && (window.muatAxe(), true))"):
        h.evaluate(AXE)
    keluhan = []
    for v in h.evaluate("async (aturan) => (await axe.run(document, aturan)).violations", ATURAN):
        sasaran = [n["target"][0] for n in v["nodes"]]
        if v["id"] == "target-size":
            sasaran = [s for s in sasaran if not h.evaluate(TERTUTUP, s)]
        if sasaran:
            keluhan.append(f"{v['id']}: {' '.join(sasaran[:3])}")
    return keluhan


def tidak_mengunci_arah(h: Page) -> list[str]:
    """Return the media rules of the page's style sheets that depend on how the screen is turned."""
    return h.evaluate(
        """() => [...document.styleSheets].flatMap((s) => [...s.cssRules])
             .filter((r) => r.media && /orientation/.test(r.media.mediaText)).map((r) => r.media.mediaText)"""
    )


def periksa(h: Page, nama: str, *, lebar: bool = True, axe_di: int = PONSEL) -> list[str]:
    """Look at the present state of a page at 360, 320 and 1280; return what is wrong with it.

    Args:
        lebar: False for what only the phone shows.
        axe_di: the width at which axe runs, the slow half of it; overflow is looked for at every width.
    """
    keluhan = []
    for ukuran in (PONSEL, SEMPIT, *([LEBAR] if lebar else [])):
        h.set_viewport_size({"width": ukuran, "height": 860 if ukuran == LEBAR else 740})
        try:
            tidak_melebar(h)
        except AssertionError as salah:
            keluhan.append(f"{nama} {ukuran}: {salah}")
        if ukuran == axe_di:
            keluhan += [f"{nama} {ukuran}: {k}" for k in _axe(h)]
        if ukuran != SEMPIT:
            foto(h, f"{nama}-{ukuran}")
    h.set_viewport_size({"width": PONSEL, "height": 740})
    return keluhan
