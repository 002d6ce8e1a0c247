"""Calon: satu baris buku kerja sesudah selnya dirapikan, sebelum dibandingkan dengan data yang ada."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from uuid import UUID

from django.utils import timezone

from pmks.actions.nik import daerah_asing, kecamatan_dimuat
from pmks.actions.terapkan import ISI_KASUS
from pmks.enums import Temuan
from pmks.impor.jenis import TidakDikenal, baca_kriteria
from pmks.impor.resource import OrangResource
from pmks.models import JenisPMKS, acuan
from pmks.nik import NIK, bandingkan, usul_selip
from pmks.rincian import KATALOG
from pmks.umur import umur
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.nama import untuk_cari
from tksk_portal.excel.enums import BISA_MASUK, StatusBaris
from tksk_portal.excel.sumber import ARAH, HasilBaris, Pesan
from tksk_portal.excel.tempat import PengenalTempat, TempatSalah
from tksk_portal.tinjauan.isi import ke_json
from tksk_portal.wilayah.models import Wilayah

_RT_RW = re.compile(r"\s*(?:rt\.?\s*)?([0-9]{1,3})\s*[/\\-]\s*(?:rw\.?\s*)?([0-9]{1,3})\s*", re.I)
# Kolom `Orang` yang isinya datang dari sel atau pilihan; sisanya diturunkan.
KOSONG = {
    **dict.fromkeys(("nik", "alasan_tanpa_nik", "no_kk", "alasan_tanpa_kk", "tempat_lahir", "rt", "rw"), ""),
    **dict.fromkeys(("dusun", "alamat_ktp", "telepon"), ""),
    **dict.fromkeys(("lintang", "bujur", "desil")),
    "lahir_perkiraan": False,
}
SEL_TEKS = (
    *("nama", "jk", "tempat_lahir", "alamat", "alamat_ktp", "rt", "rw", "dusun", "telepon", "lintang", "bujur"),
    *("desil", "no_kk"),
)


def kasus_json(isi: dict) -> dict:
    """Return columns of a type as they are staged."""
    return {n: ke_json(v) for n, v in isi.items()}


@dataclass(slots=True)
class Rincian:
    """What a row says about one type; None where the row says nothing."""

    jenis: int
    kriteria: list[str] | None = None
    disabilitas: list[str] | None = None
    keterangan: str | None = None
    alasan_khusus: str | None = None
    kedudukan: str | None = None
    bebas_pada: date | None = None
    negeri: str | None = None
    negara: str | None = None
    kejadian: str | None = None
    kejadian_pada: date | None = None
    tanggungan: int | None = None
    ditemukan_pada: date | None = None

    def diberi(self) -> dict:
        """Return the columns of `Kasus` that the row fills."""
        return {n: v for n in ISI_KASUS if (v := getattr(self, n)) is not None}


@dataclass(slots=True)
class Calon:
    """One row.

    Attributes:
        diberi: columns of `Orang` that the row itself fills; bawaan: what a new record takes besides.
        nik_akhir: the last digit of the NIK may have been lost in Excel.
        dtsen: the decile of a recorded person that is news (`pmks.impor.dtsen`); that of a new one is in its columns.
        usul: what is proposed about verified data (`pmks.impor.usulan`).
    """

    nomor: int
    diberi: dict = field(default_factory=dict)
    bawaan: dict = field(default_factory=dict)
    kasus: list[Rincian] = field(default_factory=list)
    pesan: list[Pesan] = field(default_factory=list)
    nama_cari: str = ""
    status: str = ""
    op: str = ""
    kunci: UUID | None = None
    induk: int | None = None
    versi: int | None = None
    ubah: dict | None = None
    ubah_kasus: dict = field(default_factory=dict)
    dtsen: dict | None = None
    usul: dict | None = None
    sebelum: dict | None = None
    mentah: str = ""
    nik_akhir: bool = False

    @property
    def sah(self) -> bool:
        """Whether nothing in it is refused so far."""
        return not self.status and not any(p.nada == "tolak" for p in self.pesan)

    @property
    def sah_isinya(self) -> bool:
        """Whether it was judged and nothing in it is refused."""
        return bool(self.status) and not any(p.nada == "tolak" for p in self.pesan)

    @property
    def sah_untuk_masuk(self) -> bool:
        """Whether it can be written: judged, and nothing refused."""
        return bool(self.op) and not any(p.nada == "tolak" for p in self.pesan)

    @property
    def nik(self) -> str:
        """The NIK, or an empty text."""
        return self.diberi.get("nik", "")

    @property
    def kecamatan(self) -> str:
        """The code of the kecamatan."""
        return self.diberi["wilayah_id"][:8]

    @property
    def lahir(self) -> date:
        """The birth date."""
        return self.diberi["tanggal_lahir"]

    def tolak(self, medan: str, pesan: str, saran: str = "") -> None:
        """Refuse the row."""
        self.pesan.append(Pesan(medan, pesan, saran))

    def ingatkan(self, medan: str, pesan: str, saran: str = "") -> None:
        """Let the row pass with a remark."""
        self.pesan.append(Pesan(medan, pesan, saran, "peringatan"))

    def baru(self) -> dict:
        """Return all columns of a new record."""
        hasil = KOSONG | {"bantuan": []} | self.bawaan | self.diberi
        if hasil["nik"]:
            hasil["alasan_tanpa_nik"] = ""
        if hasil["no_kk"]:
            hasil["alasan_tanpa_kk"] = ""
        if not self.diberi.get("alamat"):
            # Hanya alamat KTP yang ada: itulah alamatnya sampai diketahui lain.
            hasil["alamat"] = self.diberi.get("alamat_ktp") or self.bawaan["alamat"]
            hasil["alamat_ktp"] = ""
        return hasil

    def hidup(self) -> dict:
        """Return all columns of a record that is taken up again; its decile follows the notes, not the row."""
        return {k: v for k, v in self.baru().items() if k != "desil"}

    def hasil(self) -> HasilBaris:
        """Return the row as it is staged."""
        ditolak = any(p.nada == "tolak" for p in self.pesan)
        status = StatusBaris.SALAH if ditolak or not self.status else self.status
        d = self.diberi
        isi = {
            "tampil": [
                d.get("nama") or self.mentah,
                d.get("jk", ""),
                d["tanggal_lahir"].isoformat() if "tanggal_lahir" in d else "",
                d.get("wilayah_id", ""),
                [k.jenis for k in self.kasus],
            ]
        }
        if status in (*BISA_MASUK, StatusBaris.MUNGKIN):
            orang = self.baru() if self.op == "baru" else self.hidup() if self.op == "hidup" else (self.ubah or {})
            isi |= {
                "op": self.op,
                "orang": {k: ke_json(v) for k, v in orang.items()},
                "kasus": [{"jenis": k.jenis, **kasus_json(k.diberi())} for k in self.kasus],
                "ubah_kasus": self.ubah_kasus,
                "versi": self.versi,
                "induk": self.induk,
            }
            if self.nik_akhir:
                isi["nik_akhir"] = True
            if self.dtsen:
                isi["dtsen"] = self.dtsen
            if self.usul:
                isi["usul"] = self.usul | {"orang": {k: ke_json(v) for k, v in self.usul["orang"].items()}}
        return HasilBaris(self.nomor, status, isi, self.pesan, self.kunci, self.sebelum)


class Pembaca:
    """Reads raw rows into `Calon`; every distinct cell is worked out once."""

    def __init__(self, *, by: Lingkup, pilihan: dict, dipakai: set[str]) -> None:
        self.pilihan, self.dipakai = pilihan, dipakai
        self.tempat = PengenalTempat(by, pilihan.get("desa") or "")
        self.resource = OrangResource()
        self.hari = timezone.localdate()
        self.pembersih = self.resource.pembersih(dipakai)
        self.acuan = acuan()
        self.daerah = kecamatan_dimuat()
        self.sebutan_desa = cache(lambda kode: Wilayah.objects.get(pk=kode).sebutan)
        self.tanggal_data = date.fromisoformat(pilihan["tanggal_data"]) if pilihan.get("tanggal_data") else self.hari

    def kenali_tempat(self, baris: Iterable[tuple[int, dict[str, object]]]) -> None:
        """Look up the places of rows, so that `baca` needs no database for them."""
        for tulisan in {(m.get("desa"), m.get("kecamatan"), m.get("kabkota")) for _, m in baris}:
            try:
                self.sebutan_desa(self.tempat.kode(*tulisan))
            except TempatSalah:
                continue  # diingat; diterangkan pada barisnya

    def baca(self, nomor: int, mentah: dict[str, object]) -> Calon:
        """Return one row with all faults that can be seen in the row alone."""
        c = Calon(nomor, mentah=str(mentah.get("nama") or "")[:100].translate(ARAH))
        mentah = self._pisah_rt(mentah)
        rapi = self.resource.rapikan(mentah, self.pembersih)
        for medan, pesan, saran in rapi.salah:
            c.tolak(medan, pesan, saran)
        self._orang(c, rapi.nilai)
        self._tempat(c, mentah)
        self._kasus(c, mentah, rapi.nilai)
        if c.sah:
            self._bawaan(c, rapi.nilai)
        if c.sah:
            c.nama_cari = untuk_cari(c.diberi["nama"])[:200]
            self._temuan(c, rapi.nilai.get("nik"))
        return c

    @staticmethod
    def _pisah_rt(mentah: dict[str, object]) -> dict[str, object]:
        """Split "003/004" in the RT column when RW is empty."""
        rt = mentah.get("rt")
        if isinstance(rt, str) and not mentah.get("rw") and (cocok := _RT_RW.fullmatch(rt)):
            return mentah | {"rt": cocok[1], "rw": cocok[2]}
        return mentah

    @staticmethod
    def _orang(c: Calon, nilai: dict[str, object]) -> None:
        d = c.diberi
        for n in SEL_TEKS:
            if n in nilai:
                d[n] = nilai[n]
        if "nik" in nilai:
            d["nik"] = nilai["nik"].digits
        if "bantuan" in nilai:
            d["bantuan"] = list(nilai["bantuan"])
        if "tanggal_lahir" in nilai:
            d["tanggal_lahir"], d["lahir_perkiraan"] = nilai["tanggal_lahir"]
        if "tanggal_data" in nilai:
            d["tanggal_data"] = nilai["tanggal_data"][0]
        if "sumber" in nilai:
            d["sumber"] = nilai["sumber"]
        sudah = {p.medan for p in c.pesan}
        for n, label in (("nama", "Nama"), ("jk", "Jenis kelamin"), ("tanggal_lahir", "Tanggal lahir")):
            if n not in d and n not in sudah:
                c.tolak(n, f"{label} belum diisi.")
        if ("lintang" in d) != ("bujur" in d) and not sudah & {"lintang", "bujur"}:
            c.tolak("lintang", "Titik harus lengkap: lintang dan bujur.")

    def _tempat(self, c: Calon, mentah: dict[str, object]) -> None:
        try:
            c.diberi["wilayah_id"] = self.tempat.kode(
                mentah.get("desa"), mentah.get("kecamatan"), mentah.get("kabkota")
            )
        except TempatSalah as salah:
            c.tolak(salah.medan, salah.pesan, salah.saran)

    def _kasus(self, c: Calon, mentah: dict[str, object], nilai: dict[str, object]) -> None:
        jenis = nilai.get("jenis") or ()
        if not jenis and self.pilihan.get("jenis"):
            jenis = (int(self.pilihan["jenis"]),)
        if not jenis and not any(p.medan == "jenis" for p in c.pesan):
            c.tolak(
                "jenis", "Jenis PMKS belum diisi.", "Tulis nomor atau namanya, misalnya 8 atau Lanjut usia telantar."
            )
        aturan_hari = self.aturan(c, nilai.get("ditemukan_pada"))
        kriteria = self._kriteria(c, mentah.get("kriteria"), jenis, aturan_hari)
        for kode in jenis:
            rinci = {d.nama: nilai[d.nama] for d in aturan_hari[kode].ditanya if d.nama in nilai}
            if "disabilitas" in rinci:
                rinci["disabilitas"] = list(rinci["disabilitas"])
            c.kasus.append(
                Rincian(
                    kode,
                    kriteria=list(kriteria[kode]) if kode in kriteria else None,
                    keterangan=nilai.get("keterangan"),
                    alasan_khusus=nilai.get("alasan_khusus"),
                    ditemukan_pada=nilai.get("ditemukan_pada"),
                    **rinci,
                )
            )
        self._tak_ditanya(c, nilai)

    def aturan(self, c: Calon, ditemukan: date | None) -> dict[int, JenisPMKS]:
        """Return the types with the rules of the day they were found, or else of the row's data."""
        return self.acuan.pada(ditemukan or c.diberi.get("tanggal_data") or self.tanggal_data)

    @staticmethod
    def _tak_ditanya(c: Calon, nilai: dict[str, object]) -> None:
        """Say which answers are not used, since none of the row's types asks for them."""
        for nama, medan in KATALOG.items():
            if nama in nilai and c.kasus and all(getattr(k, nama) is None for k in c.kasus):
                kode = ", ".join(str(k.jenis) for k in c.kasus)
                c.ingatkan(nama, f"{medan.label} tidak dipakai: tidak ditanyakan jenis {kode}.")

    @staticmethod
    def _kriteria(
        c: Calon, sel: object, jenis: tuple[int, ...], aturan: dict[int, JenisPMKS]
    ) -> dict[int, tuple[str, ...]]:
        if not sel or not jenis:
            return {}
        try:
            return baca_kriteria(sel, jenis, aturan)
        except TidakDikenal as salah:
            c.tolak("kriteria", salah.pesan, salah.saran)
        return {}

    def _bawaan(self, c: Calon, nilai: dict[str, object]) -> None:
        """Fill what a new record takes from the choices made for the file, and check what is still missing."""
        p = self.pilihan
        c.bawaan = {
            "alasan_tanpa_nik": nilai.get("alasan_tanpa_nik") or p.get("alasan_tanpa_nik") or "",
            "alasan_tanpa_kk": nilai.get("alasan_tanpa_kk") or p.get("alasan_tanpa_kk") or "",
            "sumber": p.get("sumber") or "lain",
            "tanggal_data": self.tanggal_data,
            "alamat": f"{self.sebutan_desa(c.diberi['wilayah_id'])} (alamat rinci belum dicatat)",
        }
        if not c.nik and not c.bawaan["alasan_tanpa_nik"]:
            c.tolak("nik", "NIK belum diisi.", "Isi NIK, atau isi kolom alasan tanpa NIK.")
        if not c.diberi.get("no_kk") and not c.bawaan["alasan_tanpa_kk"]:
            c.tolak("no_kk", "Nomor KK belum diisi.", "Isi nomor KK, atau isi kolom alasan tanpa KK.")
        if c.lahir > (c.diberi.get("tanggal_data") or self.tanggal_data):
            c.tolak("tanggal_lahir", "Tanggal lahir sesudah tanggal data.")

    def _temuan(self, c: Calon, nik: NIK | None) -> None:
        """Warn as the form does; the same findings are stored with the record when it is written."""
        d = c.diberi
        if nik is not None:
            self._temuan_nik(c, nik)
        for k in c.kasus:
            pada = k.ditemukan_pada or d.get("tanggal_data") or self.tanggal_data
            jenis = self.aturan(c, k.ditemukan_pada)[k.jenis]
            self._ingatkan_jenis(c, jenis)
            if not jenis.memenuhi(lahir=c.lahir, jk=d["jk"], pada=pada):
                pesan = f"Umur {umur(c.lahir, pada)} tahun atau jenis kelaminnya di luar aturan {jenis.nama}"
                c.ingatkan("jenis", f"{pesan} ({jenis.aturan}).", "Periksa tanggal lahir dan jenisnya.")

    @staticmethod
    def _ingatkan_jenis(c: Calon, jenis: JenisPMKS) -> None:
        """Warn of a type that is no matter of single persons."""
        if not jenis.perorangan:
            satuan = "komunitas" if "M" in jenis.subjek else "keluarga" if "K" in jenis.subjek else "kelompok"
            c.ingatkan(
                "jenis", f"Jenis {jenis.kode} dicatat per {satuan}, bukan per orang.", f"Periksa {satuan}nya di portal."
            )

    def _temuan_nik(self, c: Calon, nik: NIK) -> None:
        jk, perkiraan = c.diberi["jk"], bool(c.diberi.get("lahir_perkiraan"))
        beda = bandingkan(nik, lahir=c.lahir, jk=jk)
        if perkiraan and Temuan.NIK_TANGGAL in beda:
            beda.remove(Temuan.NIK_TANGGAL)
        usul = usul_selip(nik.digits, lahir=None if perkiraan else c.lahir, jk=jk, pada=self.hari) if beda else ()
        selip = "".join(f" {u.kalimat}" for u in usul[:1])
        if Temuan.NIK_TANGGAL in beda:
            saran = f"Menurut NIK: {nik.lahir:%d-%m-%Y}.{selip}"
            c.ingatkan("tanggal_lahir", str(Temuan.NIK_TANGGAL.label) + ".", saran)
            selip = ""
        if Temuan.NIK_KELAMIN in beda:
            c.ingatkan("jk", str(Temuan.NIK_KELAMIN.label) + ".", f"Menurut NIK: {nik.jk}.{selip}")
        if daerah_asing(nik.digits, self.daerah):
            saran = "Bisa kode lama yang belum kami ketahui, bisa juga salah satu angka. Cocokkan dengan KTP."
            c.ingatkan("nik", f"Kode daerah {nik.kode_kecamatan} dalam NIK tidak dikenal.", saran)
