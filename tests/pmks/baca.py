"""Membaca halaman seperti orang membacanya: pesan di sebelah isian, dan nilai yang masih ada di dalamnya."""

from html.parser import HTMLParser

HAMPA = {"input", "br", "hr", "img", "link", "meta", "use", "path", "source", "wbr"}


class _Pembaca(HTMLParser):
    """Collects the text inside one element, the values of form fields, and links."""

    def __init__(self, id_: str = "") -> None:
        super().__init__()
        self.id_, self.teks, self.dalam = id_, [], 0
        self.nilai: dict[str, list[str]] = {}
        self.tautan: list[str] = []
        self._area = self._pilih = None

    def handle_starttag(self, tag: str, attrs: list) -> None:
        a = dict(attrs)
        if tag not in HAMPA and (self.dalam or (self.id_ and a.get("id") == self.id_)):
            self.dalam += 1
        if tag == "a" and a.get("href"):
            self.tautan.append(a["href"])
        if tag == "input" and a.get("name"):
            isi = self.nilai.setdefault(a["name"], [])
            if a.get("type") not in ("radio", "checkbox") or "checked" in a:
                isi.append(a.get("value") or "")
        elif tag == "textarea":
            self._area = a.get("name", "")
            self.nilai.setdefault(self._area, [""])
        elif tag == "select":
            self._pilih = a.get("name", "")
            self.nilai.setdefault(self._pilih, [])
        elif tag == "option" and self._pilih and "selected" in a:
            self.nilai[self._pilih].append(a.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if self.dalam and tag not in HAMPA:
            self.dalam -= 1
        if tag == "textarea":
            self._area = None
        elif tag == "select":
            self._pilih = None

    def handle_data(self, data: str) -> None:
        if self.dalam:
            self.teks.append(data)
        if self._area is not None:
            self.nilai[self._area][0] += data


def _baca(respons, id_: str = "") -> _Pembaca:
    pembaca = _Pembaca(id_)
    pembaca.feed(respons.content.decode())
    return pembaca


def dalam(respons, id_: str) -> str:
    """Return the text inside the element with an id; empty when there is none."""
    return " ".join(" ".join(_baca(respons, id_).teks).split())


def di_sebelah(respons, medan: str) -> str:
    """Return the text of a form field's own block: label, help and messages."""
    return dalam(respons, f"div_id_{medan}")


def nilai(respons, medan: str) -> list[str]:
    """Return what a form field holds on the page: typed text, chosen options, ticked boxes."""
    return [n.removeprefix("\n") for n in _baca(respons).nilai.get(medan, [])]


def tautan(respons) -> list[str]:
    """Return the addresses of all links."""
    return _baca(respons).tautan
