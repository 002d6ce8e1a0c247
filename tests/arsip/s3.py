"""Penyimpanan S3 tiruan yang kecil: objek dalam ingatan, satu ember, tanpa jaringan luar."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

EMBER = "tksk"


class _Jawab(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    objek: dict[str, bytes]
    permintaan: list[tuple[str, str]]

    def log_message(self, *_) -> None:
        """Stay silent."""

    def _kunci(self) -> tuple[str, dict[str, list[str]]]:
        alamat = urlsplit(self.path)
        self.permintaan.append((self.command, self.path))
        assert self.headers["Authorization"].startswith("AWS4-HMAC-SHA256 Credential=kunci/")
        return unquote(alamat.path).removeprefix(f"/{EMBER}").lstrip("/"), parse_qs(alamat.query)

    def _kirim(self, kode: int, isi: bytes = b"", **kepala: str) -> None:
        self.send_response(kode)
        self.send_header("Content-Length", kepala.pop("panjang", str(len(isi))))
        for nama, nilai in kepala.items():
            self.send_header(nama.replace("_", "-"), nilai)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(isi)

    def do_PUT(self) -> None:
        """Store an object."""
        kunci, _ = self._kunci()
        isi = self.rfile.read(int(self.headers["Content-Length"]))
        assert "aws-chunked" not in self.headers.get("Content-Encoding", "")
        self.objek[kunci] = isi
        self._kirim(200, ETag=f'"{hashlib.md5(isi).hexdigest()}"')  # noqa: S324

    def do_HEAD(self) -> None:
        """Tell about an object."""
        kunci, _ = self._kunci()
        if kunci not in self.objek:
            self._kirim(404)
            return
        isi = self.objek[kunci]
        self._kirim(200, panjang=str(len(isi)), ETag='"x"', Last_Modified=formatdate(usegmt=True))

    def do_GET(self) -> None:
        """Send an object, or list."""
        kunci, tanya = self._kunci()
        if not kunci:
            self._daftar(tanya)
        elif kunci not in self.objek:
            self._kirim(404, b"<Error><Code>NoSuchKey</Code></Error>")
        else:
            isi = self.objek[kunci]
            awal, akhir = 0, len(isi) - 1
            if rentang := self.headers.get("Range"):
                awal, akhir = (int(n) if n else len(isi) - 1 for n in rentang.removeprefix("bytes=").split("-"))
                akhir = min(akhir, len(isi) - 1)
            potong = isi[awal : akhir + 1]
            self._kirim(
                206 if rentang else 200,
                potong,
                ETag='"x"',
                Last_Modified=formatdate(usegmt=True),
                **({"Content_Range": f"bytes {awal}-{akhir}/{len(isi)}"} if rentang else {}),
            )

    def do_DELETE(self) -> None:
        """Remove an object."""
        kunci, _ = self._kunci()
        self.objek.pop(kunci, None)
        self._kirim(204)

    def _daftar(self, tanya: dict[str, list[str]]) -> None:
        awalan, pemisah = tanya.get("prefix", [""])[0], tanya.get("delimiter", [""])[0]
        isi, folder = [], set()
        for kunci in sorted(k for k in self.objek if k.startswith(awalan)):
            sisa = kunci[len(awalan) :]
            if pemisah and pemisah in sisa:
                folder.add(awalan + sisa.split(pemisah)[0] + pemisah)
            else:
                isi.append(kunci)
        xml = "".join(f"<Contents><Key>{escape(k)}</Key><Size>{len(self.objek[k])}</Size></Contents>" for k in isi)
        xml += "".join(f"<CommonPrefixes><Prefix>{escape(f)}</Prefix></CommonPrefixes>" for f in sorted(folder))
        self._kirim(200, f"<ListBucketResult><IsTruncated>false</IsTruncated>{xml}</ListBucketResult>".encode())


@contextmanager
def server_s3() -> Iterator[tuple[str, dict[str, bytes], list[tuple[str, str]]]]:
    """Run the server on loopback; yield its address, its objects, and what was asked of it."""
    objek: dict[str, bytes] = {}
    permintaan: list[tuple[str, str]] = []
    kelas = type("Jawab", (_Jawab,), {"objek": objek, "permintaan": permintaan})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kelas)
    utas = threading.Thread(target=server.serve_forever, daemon=True)
    utas.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", objek, permintaan
    finally:
        server.shutdown()
        server.server_close()
        utas.join()
