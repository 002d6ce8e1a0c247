"""Mengembalikan buku kerja yang sama: sel yang ditolak diwarnai dan diberi komentar, selebihnya tidak disentuh.

Berkas xlsx diubah langsung di dalam zip-nya sambil dialirkan, sehingga lembar lain, lebar kolom, gabungan, dan daftar
pilihan tetap byte demi byte. Berkas xls, ods, dan csv menjadi xlsx dengan baris yang sama.
"""

import re
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tksk_portal.excel.bentuk import BATAS, LEMBAR_HASIL, Batas, huruf_kolom, kolom_dari_huruf
from tksk_portal.excel.buku_xlsx import BagianLembar, daftar_lembar, hubungan_dari, sasaran
from tksk_portal.excel.cacat import Cacat, per_baris, teks_komentar
from tksk_portal.excel.gayaxml import GAYA_POLOS, Gaya
from tksk_portal.excel.hasil import lembar_hasil
from tksk_portal.excel.komentar import TERBANYAK, susun_komentar, susun_vml
from tksk_portal.excel.lembarxml import xml_polos
from tksk_portal.excel.salin import salin
from tksk_portal.excel.sisip import Penyisip
from tksk_portal.excel.zipaman import ZipAman

__all__ = ["Cacat", "kembalikan"]

ID_KOMENTAR, ID_GAMBAR, ID_HASIL, ID_GAYA = "rIdTkskKomentar", "rIdTkskGambar", "rIdTkskHasil", "rIdTkskGaya"
GAYA_BARU = "xl/styles.xml"
HUBUNGAN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS_HUBUNGAN = "http://schemas.openxmlformats.org/package/2006/relationships"
JENIS_SML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
JENIS_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
KOSONG_HUBUNGAN = f'<Relationships xmlns="{NS_HUBUNGAN}"></Relationships>'
TINGKAT_KEMAS = 4  # lebih tinggi dua kali lebih lama untuk beberapa persen


def kembalikan(
    asal: Path,
    keluar: Path,
    *,
    buku_jenis: str,
    lembar: int,
    cacat: Iterable[Cacat],
    batas: Batas = BATAS,
) -> None:
    """Write the workbook back with marks.

    Args:
        asal: the uploaded file, accepted by `buka` before.
        keluar: where the xlsx is written.
        buku_jenis: `Buku.jenis`.
        lembar: index into `Buku.lembar` of the sheet that was checked.
        cacat: the findings. Earlier marks of the portal are taken away, so an empty list gives a clean workbook.
        batas: the limits.

    Raises:
        BukuDitolak: the file is not what was accepted.
    """
    temuan = sorted(cacat, key=lambda c: (c.baris, c.kolom or 0))
    if buku_jenis == "xlsx":
        _Kembali(asal, keluar, lembar, temuan, batas).jalankan()
        return
    with tempfile.TemporaryDirectory(prefix="tksk-excel-") as folder:
        polos = Path(folder) / "salinan.xlsx"
        buku = salin(asal, polos, jenis=buku_jenis, batas=batas)
        kembali = _Kembali(polos, keluar, lembar, temuan, replace(batas, urai=4 * batas.urai))
        if any(satu.rumus for satu in buku.lembar):
            kembali.tambahan.append("Rumus pada berkas asal menjadi nilainya yang terakhir; periksa sel-sel itu.")
        kembali.jalankan()


class _Kembali:
    """One workbook on its way back."""

    def __init__(self, asal: Path, keluar: Path, lembar: int, cacat: list[Cacat], batas: Batas) -> None:
        self.asal, self.keluar, self.nomor, self.cacat, self.batas = asal, keluar, lembar, cacat, batas
        self.tambahan: list[str] = []  # kalimat tambahan pada lembar hasil
        self.ganti: dict[str, bytes] = {}  # bagian (huruf kecil) -> isi baru
        self.tambah: dict[str, bytes] = {}  # nama bagian baru -> isi

    def jalankan(self) -> None:
        with ZipAman(self.asal, self.batas) as masuk:
            self.masuk = masuk
            daftar = daftar_lembar(masuk)
            lembar = daftar[self.nomor]
            self.gaya = Gaya(self._siapkan_gaya())
            with zipfile.ZipFile(
                self.keluar, "w", zipfile.ZIP_DEFLATED, compresslevel=TINGKAT_KEMAS, allowZip64=False
            ) as keluar:
                penyisip = Penyisip(self.gaya, per_baris(self.cacat), id_gambar=self._siapkan_gambar(lembar))
                self._tulis(keluar, lembar.bagian, penyisip.jalankan(masuk.alir(lembar.bagian)))
                self._komentar(penyisip.letak_baris)
                self._hasil(daftar, lembar, penyisip.letak_baris)
                gaya = self.gaya.tulis().encode()
                (self.tambah if GAYA_BARU in self.tambah else self.ganti)[self.bagian_gaya] = gaya
                self._jenis_isi()
                for bagian in masuk.bagian:
                    if bagian != lembar.bagian:
                        isi = [self.ganti[bagian]] if bagian in self.ganti else masuk.alir(bagian)
                        self._tulis(keluar, bagian, isi)
                for nama, isi in self.tambah.items():
                    keluar.writestr(nama, isi)

    def _tulis(self, keluar: zipfile.ZipFile, bagian: str, isi: Iterable[bytes]) -> None:
        lama = self.masuk.bagian[bagian]
        info = zipfile.ZipInfo(lama.filename, lama.date_time)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = lama.external_attr
        with keluar.open(info, "w") as tulis:
            for potong in isi:
                tulis.write(potong)

    def _teks(self, bagian: str) -> str:
        return self.masuk.baca(bagian, terbesar=32 * 2**20).decode("utf-8-sig") if bagian in self.masuk else ""

    def _siapkan_gaya(self) -> str:
        """Return styles.xml; a workbook without one (some programs leave it out) gets a plain one."""
        for satu in hubungan_dari(self.masuk, "xl/_rels/workbook.xml.rels"):
            if satu.get("Type", "").endswith("/styles"):
                self.bagian_gaya = sasaran("xl/workbook.xml", satu.get("Target", ""))
                if self.bagian_gaya in self.masuk:
                    teks = self._teks(self.bagian_gaya)
                    return xml_polos(teks) if "cellXfs" in teks and "fills" in teks else GAYA_POLOS
        self.bagian_gaya = GAYA_BARU
        if GAYA_BARU in self.masuk:
            self.ganti[GAYA_BARU] = b""
        else:
            self.tambah[GAYA_BARU] = b""
        self._tambah_hubungan("xl/_rels/workbook.xml.rels", _hubungan(ID_GAYA, "styles", f"/{GAYA_BARU}"))
        return GAYA_POLOS

    def _siapkan_gambar(self, lembar: BagianLembar) -> str:
        """Find or choose the parts of notes and boxes; return the id that <legacyDrawing> needs."""
        folder, _, nama = lembar.bagian.rpartition("/")
        self.rels = f"{folder}/_rels/{nama}.rels"
        hubungan = hubungan_dari(self.masuk, self.rels)

        def cari(jenis: str) -> str:
            satu = next((h for h in hubungan if h.get("Type", "").endswith(jenis)), None)
            return sasaran(lembar.bagian, satu.get("Target", "")) if satu else ""

        self.komentar, self.gambar = cari("/comments"), cari("/vmlDrawing")
        self.id_gambar = next((h["Id"] for h in hubungan if h.get("Type", "").endswith("/vmlDrawing")), ID_GAMBAR)
        return self.id_gambar if self.cacat or self.gambar else ""

    def _komentar_lama(self) -> str:
        lama = self._teks(self.komentar)
        return xml_polos(lama) if lama else ""

    def _komentar(self, letak: dict[int, int]) -> None:
        if not self.cacat and not self.komentar:
            return
        isi = teks_komentar(self.cacat, letak, TERBANYAK)
        per_acuan = {_acuan(sel): teks for sel, teks in isi.items()}
        sel = {_acuan(satu): satu for satu in isi}
        komentar, dibuang, baru = susun_komentar(self._komentar_lama(), per_acuan)
        tinggi = {(b - 1, k - 1): min(30, 3 + len(teks) // 32 + teks.count("\n")) for (b, k), teks in isi.items()}
        gambar = susun_vml(
            self._teks(self.gambar),
            {_letak(acuan) for acuan in dibuang},
            [(sel[acuan][0] - 1, sel[acuan][1] - 1) for acuan in per_acuan if acuan in baru],
            tinggi,
        )
        tambahan = ""
        if not self.komentar:
            self.komentar = f"xl/commentsTksk{self.nomor + 1}.xml"
            self.tambah[self.komentar] = b""
            tambahan += _hubungan(ID_KOMENTAR, "comments", f"/{self.komentar}")
        if not self.gambar:
            self.gambar = f"xl/drawings/vmlDrawingTksk{self.nomor + 1}.vml"
            self.tambah[self.gambar] = b""
            tambahan += _hubungan(ID_GAMBAR, "vmlDrawing", f"/{self.gambar}")
        for bagian, teks in ((self.komentar, komentar), (self.gambar, gambar)):
            (self.tambah if bagian in self.tambah else self.ganti)[bagian] = teks.encode()
        if tambahan:
            self._tambah_hubungan(self.rels, tambahan)

    def _tambah_hubungan(self, bagian: str, tambahan: str) -> None:
        lama = self.ganti.get(bagian, b"").decode() or self._teks(bagian) or KOSONG_HUBUNGAN
        if "</" not in lama.rpartition("Relationships>")[0][-3:]:  # <Relationships/> tanpa isi
            lama = KOSONG_HUBUNGAN
        letak = lama.rindex("</")
        baru = (lama[:letak] + tambahan + lama[letak:]).encode()
        if bagian in self.masuk:
            self.ganti[bagian] = baru
        else:
            folder, _, nama = bagian.rpartition("/")
            asli = self.masuk.nama_asli(f"{folder.removesuffix('/_rels')}/{nama.removesuffix('.rels')}")
            atas, _, nama = asli.rpartition("/")
            self.tambah[f"{atas}/_rels/{nama}.rels"] = baru

    def _hasil(self, daftar: list[BagianLembar], lembar: BagianLembar, letak: dict[int, int]) -> None:
        lama = next((satu for satu in daftar if satu.nama == LEMBAR_HASIL), None)
        if lama is lembar:
            return
        xml = lembar_hasil(self.cacat, letak, lembar.nama, self.gaya, self.tambahan).encode()
        if lama:
            self.ganti[lama.bagian] = xml
            return
        buku = self._teks("xl/workbook.xml")
        nomor = max([0, *(int(n) for n in re.findall(r'\bsheetId="(\d+)"', buku))]) + 1
        awalan = re.findall(r"</((?:\w+:)?)sheets>", buku)
        if not awalan:
            return
        sifat = f'xmlns:r="{HUBUNGAN}" name={quoteattr(LEMBAR_HASIL)} sheetId="{nomor}" r:id="{ID_HASIL}"'
        sebut = f"<{awalan[0]}sheet {sifat}/>"
        letak_tutup = buku.index(f"</{awalan[0]}sheets>")
        self.ganti["xl/workbook.xml"] = (buku[:letak_tutup] + sebut + buku[letak_tutup:]).encode()
        self.hasil_baru = f"xl/worksheets/hasilTksk{nomor}.xml"
        self.tambah[self.hasil_baru] = xml
        self._tambah_hubungan("xl/_rels/workbook.xml.rels", _hubungan(ID_HASIL, "worksheet", f"/{self.hasil_baru}"))

    def _jenis_isi(self) -> None:
        bagian = "[content_types].xml"
        jenis = self._teks(bagian)
        tambahan = ""
        if any(nama.endswith(".vml") for nama in self.tambah) and 'Extension="vml"' not in jenis:
            tambahan += f'<Default Extension="vml" ContentType="{JENIS_VML}"/>'
        for nama in self.tambah:
            if nama == GAYA_BARU:
                tambahan += f'<Override PartName="/{nama}" ContentType="{JENIS_SML}.styles+xml"/>'
            elif nama.startswith("xl/commentsTksk"):
                tambahan += f'<Override PartName="/{nama}" ContentType="{JENIS_SML}.comments+xml"/>'
            elif nama.startswith("xl/worksheets/hasilTksk"):
                tambahan += f'<Override PartName="/{nama}" ContentType="{JENIS_SML}.worksheet+xml"/>'
        if tambahan:
            letak = jenis.rindex("</")
            self.ganti[bagian] = (jenis[:letak] + tambahan + jenis[letak:]).encode()


def _hubungan(id_: str, jenis: str, target: str) -> str:
    return f'<Relationship xmlns="{NS_HUBUNGAN}" Id="{id_}" Type="{HUBUNGAN}/{jenis}" Target="{target}"/>'


def _acuan(sel: tuple[int, int]) -> str:
    return f"{huruf_kolom(sel[1])}{sel[0]}"


def _letak(acuan: str) -> tuple[int, int]:
    """Return the 0-based (row, column) of "B7"."""
    huruf = acuan.rstrip("0123456789")
    return int(acuan[len(huruf) :] or 1) - 1, kolom_dari_huruf(huruf.upper()) - 1
