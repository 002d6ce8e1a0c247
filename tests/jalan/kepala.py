"""Kepala jawaban yang wajib ada di setiap halaman, dan isi yang akan ditolak kebijakannya."""

import re

# Ditolak peramban karena CSP: skrip dan gaya di dalam halaman (data JSON bukan skrip).
SEBARIS = re.compile(
    r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>|<style\b|\sstyle=\"|\son[a-z]+=\"|javascript:", re.IGNORECASE
)

ISI_KEBIJAKAN = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def keluhan_kepala(respons) -> list[str]:
    """Return what is wrong with the headers of an answer."""
    if berkas := respons.headers.get("Cross-Origin-Resource-Policy"):
        return _keluhan_berkas(respons, berkas)
    keluhan = []
    csp = respons.headers.get("Content-Security-Policy", "")
    bagian = dict(b.strip().partition(" ")[::2] for b in csp.split(";") if b.strip())
    keluhan += [f"CSP {k}: {bagian.get(k)!r}" for k, v in ISI_KEBIJAKAN.items() if bagian.get(k) != v]
    keluhan += [f"CSP memuat {kata}" for kata in ("unsafe", "http:", "https:", "*") if kata in csp]
    if "no-store" not in respons.headers.get("Cache-Control", ""):
        keluhan.append(f"Cache-Control {respons.headers.get('Cache-Control')!r}")
    for nama, nilai in (("X-Frame-Options", "DENY"), ("X-Content-Type-Options", "nosniff")):
        if respons.headers.get(nama) != nilai:
            keluhan.append(f"{nama} {respons.headers.get(nama)!r}")
    if respons.headers.get("Referrer-Policy") not in {"same-origin", "no-referrer"}:
        keluhan.append(f"Referrer-Policy {respons.headers.get('Referrer-Policy')!r}")
    if not respons.streaming and "html" in respons.headers.get("Content-Type", ""):
        keluhan += [f"skrip atau gaya sebaris: {m.group()}" for m in SEBARIS.finditer(respons.content.decode())]
    return keluhan


def _keluhan_berkas(respons, asal: str) -> list[str]:
    """Return what is wrong with the headers of a private file: it may do nothing at all, and is kept nowhere."""
    seharusnya = {
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
    }
    keluhan = [f"{n} {respons.headers.get(n)!r}" for n, v in seharusnya.items() if respons.headers.get(n) != v]
    csp = respons.headers.get("Content-Security-Policy", "")
    if not csp.startswith("default-src 'none'") or "unsafe" in csp or "frame-ancestors 'none'" not in csp:
        keluhan.append(f"CSP berkas {csp!r}")
    if respons.headers.get("Content-Type", "").startswith(("text/html", "image/svg")):
        keluhan.append(f"jenis berkas {respons.headers['Content-Type']}")
    return keluhan
