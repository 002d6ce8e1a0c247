"""Orang di depan peramban selama gangguan: mengulang dengan formulir yang sama, memuat ulang, menekan tombol."""

import http.client
import re
import threading
import time
from collections import Counter
from collections.abc import Callable

from tests.berat.kiriman import Ekspor, Impor, pilihan_borang
from tests.server import Klien
from tksk_portal.excel.enums import StatusUnggahan as S

TERLAMA = 420
JEDA = 0.25
AKHIR = {"masukkan": S.DITULIS, "buang": S.DIBUANG, "urungkan": S.DIURUNGKAN}
_ID = re.compile(r'name="id"[^>]*value="([0-9a-f-]{36})"|value="([0-9a-f-]{36})"[^>]*name="id"')
_SUB = re.compile(r'<p class="sub">.*?class="lencana[^"]*">([^<]+)<', re.S)
_BERKAS = re.compile(r'href="(/berkas/[0-9a-f-]{36}/)"')


class Pemakai(threading.Thread):
    """One person with a list of things to do, one after the other.

    Attributes:
        ulang: how often something had to be tried again, per reason.
        salah: what ended the thread, if anything.
    """

    def __init__(self, nama: str, klien: Klien, tugas: list[Impor | Ekspor]) -> None:
        super().__init__(name=nama, daemon=True)
        self.klien, self.tugas = klien, tugas
        self.ulang: Counter = Counter()
        self.selesai = 0
        self.salah: BaseException | None = None

    def run(self) -> None:
        """Do everything on the list."""
        try:
            for satu in self.tugas:
                self.batas = time.monotonic() + TERLAMA
                (self._impor if isinstance(satu, Impor) else self._ekspor)(satu)
                self.selesai += 1
        except BaseException as salah:
            self.salah = salah
        finally:
            self.klien.tutup()

    def _sampai_dijawab(self, kirim: Callable[[], tuple]) -> tuple:
        """Send until somebody answers; only a broken line and "the database does not answer" are tried again."""
        while True:
            assert time.monotonic() < self.batas, f"{self.name}: tidak selesai, {dict(self.ulang)}"
            try:
                jawab = kirim()
            except (OSError, http.client.HTTPException) as salah:
                self.ulang[type(salah).__name__] += 1
            else:
                if jawab[0] != 503:
                    return jawab
                self.ulang["503"] += 1
            time.sleep(JEDA)

    def _baca(self, alamat: str) -> str:
        kode, kepala, isi = self._sampai_dijawab(lambda: self.klien.get(alamat))
        assert kode == 200, f"GET {alamat}: {kode} {kepala.get('Location', '')} {_inti(isi)}"
        return isi

    def _kirim(self, alamat: str, kirim: Callable[[], tuple]) -> str:
        """Send a form until it is answered; return where it leads."""
        kode, kepala, isi = self._sampai_dijawab(kirim)
        assert kode == 302, f"POST {alamat}: {kode} {_inti(isi)}"
        return kepala["Location"]

    def _tekan(self, alamat: str) -> None:
        self._kirim(alamat, lambda: self.klien.post(alamat, {}))

    def _kunci(self, alamat: str) -> str:
        cocok = _ID.search(self._baca(alamat))
        assert cocok, f"{alamat} tanpa kunci"
        return cocok[1] or cocok[2]

    # Impor -------------------------------------------------------------------------------------------------------

    def _impor(self, i: Impor) -> None:
        alamat = "/excel/unggah/pmks/"
        i.kunci = self._kunci(alamat)
        isian = pilihan_borang() | {"id": i.kunci}
        tuju = self._kirim(alamat, lambda: self.klien.unggah(alamat, isian, {"berkas": (i.nama, i.isi)}))
        assert tuju == f"/excel/{i.kunci}/", "kunci yang sama adalah unggahan yang sama"
        while (keadaan := self._keadaan(tuju)) != AKHIR[i.putusan].label:
            self._tindak(tuju, keadaan, i.putusan)

    def _keadaan(self, alamat: str) -> str:
        """Wait on the upload's page until nothing moves; return its state, with a mark when its job has stopped."""
        while True:
            isi = self._baca(alamat)
            if 'id="unggahan-keadaan"' in isi:
                time.sleep(JEDA)
                continue
            return ("terhenti: " if "terhenti.</b>" in isi else "") + _SUB.search(isi)[1].strip()

    def _tindak(self, alamat: str, keadaan: str, putusan: str) -> None:
        """Press the button that a person would press at this state."""
        if keadaan.startswith("terhenti: "):
            self.ulang["tombol lanjut"] += 1
            tombol = {S.DIBACA.label: "periksa", S.MENULIS.label: "masukkan", S.MENGURUNGKAN.label: "urungkan"}
            self._tekan(f"{alamat}{tombol[keadaan.removeprefix('terhenti: ')]}/")
        elif keadaan == S.PRATINJAU.label:
            self._tekan(f"{alamat}{'buang' if putusan == 'buang' else 'masukkan'}/")
        elif keadaan == S.DITULIS.label and putusan == "urungkan":
            self._tekan(f"{alamat}urungkan/")
        else:
            raise AssertionError(f"{alamat}: {keadaan}, padahal hendak {putusan}")

    # Ekspor ------------------------------------------------------------------------------------------------------

    def _ekspor(self, e: Ekspor) -> None:
        alamat = f"/ekspor/baru/pmks/?wilayah={e.desa}"
        isian = {"tata_letak": e.tata, "format": e.bentuk}
        if e.tata != "ringkas":
            isian |= {"identitas": "on", "tujuan": "Rapat verifikasi bulan ini"}
        while True:
            e.kunci = self._kunci(alamat)
            kiriman = isian | {"id": e.kunci}
            tuju = self._kirim(alamat, lambda kiriman=kiriman: self.klien.post(alamat, kiriman))
            assert tuju == f"/pekerjaan/{e.kunci}/", "kunci yang sama adalah ekspor yang sama"
            isi = self._tunggu_pekerjaan(tuju)
            if berkas := _BERKAS.search(isi):
                break
            # Gagal berkali-kali karena gangguan: minta lagi dari halamannya.
            self.ulang["ekspor diminta lagi"] += 1
            e.gagal.append(e.kunci)
        kode, _, e.isi = self._sampai_dijawab(lambda: self.klien.unduh(berkas[1]))
        assert kode == 200, f"{berkas[1]}: {kode}"

    def _tunggu_pekerjaan(self, alamat: str) -> str:
        while 'hx-get="' + alamat in (isi := self._baca(alamat)):
            time.sleep(JEDA)
        return isi


def _inti(isi: str) -> str:
    """Return what a page says, without its tags."""
    utama = isi.partition("<main")[2] or isi
    return " ".join(re.sub(r"<[^>]+>", " ", utama).split())[:600]
