"""Pemeriksa buku kerja roster: sel dirapikan, kerusakan yang dikenal dijelaskan, baris dibandingkan dengan yang ada."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_email
from django.utils import timezone
from uuid_utils.compat import uuid7

from penugasan.petugas.enums import Agama, HasilPenilaian, JenisHunian, Pendidikan
from penugasan.petugas.models import Hunian, Petugas
from penugasan.petugas.models.petugas import REKENING
from pmks.enums import Temuan
from pmks.nik import NIKSalah, baca_nik, bandingkan
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.bentuk import HURUF_NAMA, RT, RW, TEKS_BIASA, TELEPON
from tksk_portal.excel import sel
from tksk_portal.excel.enums import StatusBaris
from tksk_portal.excel.sel import SelSalah
from tksk_portal.excel.sumber import HasilBaris, Pemeriksa, Pesan
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.kenali import Ambigu, TidakDikenal, kenali, lengkap
from tksk_portal.wilayah.models import Wilayah

NIAT_BIASA = re.compile(r"(\d{2}\.\d{2}\.\d{2})-\d{4}")
AGAMA = {**{a.label: a for a in Agama}, "budha": Agama.BUDDHA, "protestan": Agama.KRISTEN, "katholik": Agama.KATOLIK}
PENDIDIKAN = {
    **{p.label: p for p in Pendidikan},
    **{"sd": Pendidikan.SD, "smp": Pendidikan.SMP, "sltp": Pendidikan.SMP},
    **dict.fromkeys(("sma", "smk", "slta", "smu", "ma", "sma smk"), Pendidikan.SMA),
    **dict.fromkeys(("d1", "d2", "d3", "diii", "d iii"), Pendidikan.D3),
    **dict.fromkeys(("s1", "d4", "sarjana", "strata 1"), Pendidikan.S1),
    **dict.fromkeys(("s2", "s3", "magister"), Pendidikan.S2),
}
KINERJA = {"aktif": True, "ya": True, "tidak aktif": False, "nonaktif": False, "non aktif": False, "tidak": False}
NILAI = {h.label: h for h in HasilPenilaian}
TEKS: dict[str, tuple[int, RegexValidator]] = {
    "nama_ibu": (100, HURUF_NAMA),
    "niat": (30, TEKS_BIASA),
    "tempat_lahir": (60, TEKS_BIASA),
    "alamat": (200, TEKS_BIASA),
    "rt": (3, RT),
    "rw": (3, RW),
    "pekerjaan": (80, TEKS_BIASA),
    "bank1": (40, TEKS_BIASA),
    "bank2": (40, TEKS_BIASA),
    "rekening1": (30, REKENING),
    "rekening2": (30, REKENING),
    "telepon": (20, TELEPON),
}
PILIHAN = {"agama": AGAMA, "pendidikan": PENDIDIKAN}
PANJANG_TEMPAT = 120


@dataclass
class Bacaan:
    """One row with its cells cleaned; `salah` are the faults of single cells."""

    nomor: int
    nilai: dict[str, object] = field(default_factory=dict)
    pesan: list[Pesan] = field(default_factory=list)

    @property
    def tertolak(self) -> bool:
        """Whether a fault refuses it."""
        return any(p.nada == "tolak" for p in self.pesan)

    def tolak(self, medan: str, pesan: str, saran: str = "") -> None:
        """Add a fault."""
        self.pesan.append(Pesan(medan, pesan, saran))

    def ingat(self, medan: str, pesan: str, saran: str = "") -> None:
        """Add a warning."""
        self.pesan.append(Pesan(medan, pesan, saran, "peringatan"))


def _teks(nilai: object, panjang: int, bentuk: RegexValidator) -> str:
    isi = sel.teks(nilai, panjang=panjang)
    if isi:
        bentuk(isi)
    return isi


def _rekening(nilai: object, panjang: int, bentuk: RegexValidator) -> str:
    if isinstance(nilai, (int, float)) and not isinstance(nilai, bool) and abs(nilai) >= 10**15:
        raise SelSalah("Nomor rekening disimpan sebagai bilangan; angka terakhirnya mungkin hilang.", "Jadikan Teks.")
    return _teks(nilai, panjang, bentuk)


def _tahun(nilai: object) -> int | None:
    return sel.bilangan(nilai, sebutan="Tahun pengangkatan", paling_kecil=2009, paling_besar=timezone.localdate().year)


def _wajib(nilai: object, sebutan: str, baca: Callable[[object], object]) -> object:
    if sel.kosong(nilai):
        raise SelSalah(f"{sebutan} belum diisi.")
    return baca(nilai)


def _email(nilai: object) -> str:
    isi = sel.teks(nilai, panjang=254)
    if isi:
        validate_email(isi)
    return isi


def _nik(nilai: object, hari: date) -> str:
    return baca_nik(sel.nomor16(nilai, sebutan="NIK"), pada=hari).digits


def baca_baris(baris: Sequence[tuple[int, dict[str, object]]], hari: date) -> list[Bacaan]:
    """Clean the cells of a chunk; no database."""
    pembaca: dict[str, Callable[[object], object]] = {
        "nama": lambda v: _wajib(v, "Nama", lambda x: _teks(x, 100, HURUF_NAMA)),
        "nik": lambda v: _wajib(v, "NIK", lambda x: _nik(x, hari)),
        "tanggal_lahir": lambda v: _wajib(v, "Tanggal lahir", lambda x: sel.tanggal(x, paling_akhir=hari)[0]),
        "jk": sel.jenis_kelamin,
        "email": _email,
        "tahun_angkat": _tahun,
        "kinerja": lambda v: True if sel.kosong(v) else sel.pilihan(v, KINERJA, "Status kinerja"),
        "penilaian": lambda v: "" if sel.kosong(v) else sel.pilihan(v, NILAI, "Penilaian tahunan"),
        **{n: partial(_teks, panjang=p, bentuk=b) for n, (p, b) in TEKS.items()},
        **{n: partial(_rekening, panjang=30, bentuk=REKENING) for n in ("rekening1", "rekening2")},
        **{n: partial(_boleh_kosong, peta=peta, sebutan=n.capitalize()) for n, peta in PILIHAN.items()},
        **{n: partial(sel.teks, panjang=PANJANG_TEMPAT) for n in TEMPAT},
    }
    return [_satu(nomor, mentah, pembaca) for nomor, mentah in baris]


TEMPAT = ("kabkota", "kecamatan", "desa", "kabkota_tugas", "kecamatan_tugas")


def _boleh_kosong(nilai: object, peta: dict, sebutan: str) -> str:
    return "" if sel.kosong(nilai) else str(sel.pilihan(nilai, peta, sebutan))


def _satu(nomor: int, mentah: dict[str, object], pembaca: dict[str, Callable]) -> Bacaan:
    b = Bacaan(nomor)
    for nama, baca in pembaca.items():
        try:
            b.nilai[nama] = baca(mentah.get(nama))
        except SelSalah as salah:
            b.tolak(nama, salah.pesan, salah.saran)
        except NIKSalah as salah:
            b.tolak(nama, salah.pesan)
        except ValidationError as salah:
            b.tolak(nama, " ".join(salah.messages))
    return b


class PemeriksaRoster(Pemeriksa):
    """Judges the rows of one roster, in order; remembers what earlier rows took."""

    def __init__(self, *, by: Lingkup, mulai: date) -> None:
        self.by, self.mulai = by, mulai
        self.nik: dict[str, int] = {}
        self.niat: dict[str, int] = {}
        self.kecamatan: dict[str, int] = {}
        self.kenal: dict[tuple, Wilayah | Exception] = {}

    def siapkan(self, baris: Sequence[tuple[int, dict[str, object]]]) -> Callable[[], object]:
        """Return what cleans a chunk."""
        return partial(baca_baris, baris, timezone.localdate())

    def periksa(self, terbaca: list[Bacaan]) -> list[HasilBaris]:
        """Return one result per row."""
        nik = [b.nilai["nik"] for b in terbaca if b.nilai.get("nik")]
        niat = [b.nilai["niat"] for b in terbaca if b.nilai.get("niat")]
        ada = {p.nik: p for p in Petugas.objects.ada().filter(nik__in=nik)}
        pemilik = dict(Petugas.objects.ada().filter(niat__in=niat).values_list("niat", "pk"))
        # Sekali baca: seluruh roster provinsi paling banyak beberapa ratus kursi.
        huni = Hunian.objects.sejak(self.mulai).filter(jenis=JenisHunian.PETUGAS).select_related("petugas")
        self.terhuni = {h.wilayah_id: h for h in huni}
        self.menghuni = {h.petugas_id: h.wilayah_id for h in huni}
        return [self._nilai(b, ada.get(b.nilai.get("nik", "")), pemilik) for b in terbaca]

    def _nilai(self, b: Bacaan, ada: Petugas | None, pemilik: dict[str, UUID]) -> HasilBaris:
        tempat = self._tempat_tugas(b)
        domisili = self._domisili(b)
        self._ganda(b, ada, pemilik)
        self._cocokkan_nik(b)
        aktif = bool(b.nilai.get("kinerja", True))
        huni = self._huni(b, ada, tempat) if aktif and tempat else False
        orang = _kolom(b.nilai, domisili, ada)
        isi = {
            "nama": b.nilai.get("nama", ""),
            "tempat": tempat.sebutan if tempat else "",
            "wilayah": tempat.pk if tempat else "",
            "orang": orang,
            "huni": huni,
            "nilai": b.nilai.get("penilaian", ""),
            "versi": ada.versi if ada else None,
        }
        kunci = ada.pk if ada else uuid7()
        if b.tertolak:
            return HasilBaris(b.nomor, StatusBaris.SALAH, {"nama": isi["nama"], "tempat": isi["tempat"]}, b.pesan)
        sebelum = {k: _json(getattr(ada, k)) for k in orang} if ada else None
        status = StatusBaris.BARU if ada is None else StatusBaris.BERUBAH if orang or huni else StatusBaris.SAMA
        return HasilBaris(b.nomor, status, isi, b.pesan, kunci, sebelum)

    def _tempat_tugas(self, b: Bacaan) -> Wilayah | None:
        teks = b.nilai.get("kecamatan_tugas", "")
        if not teks:
            if "kecamatan_tugas" in b.nilai:
                b.tolak("kecamatan_tugas", "Kecamatan lokasi tugas belum diisi.")
            return None
        atas = self.by.tempat
        if kabkota := b.nilai.get("kabkota_tugas"):
            induk = self._kenali(kabkota, atas, Tingkat.KABKOTA)
            if isinstance(induk, Exception):
                b.tolak("kabkota_tugas", str(induk))
                return None
            atas = induk.pk
        hasil = self._kenali(teks, atas, Tingkat.KECAMATAN)
        if isinstance(hasil, Exception):
            b.tolak("kecamatan_tugas", str(hasil))
            return None
        if sel.normal(teks.removeprefix("Kec. ")) != sel.normal(hasil.nama) and not teks[:1].isdigit():
            b.ingat("kecamatan_tugas", f"Dibaca sebagai {lengkap(hasil)}.")
        return hasil

    def _domisili(self, b: Bacaan) -> str | None:
        """Return the village of the home, else the kecamatan; what is not known is left out with a warning."""
        atas = None
        for medan, tingkat in (("kabkota", 2), ("kecamatan", 3), ("desa", 4)):
            teks = b.nilai.get(medan)
            if not teks:
                continue
            hasil = self._kenali(teks, atas or self.by.tempat[:2], tingkat)
            if isinstance(hasil, Exception):
                b.ingat(medan, f"{hasil} Tempat tinggalnya dicatat sejauh yang dikenal.")
                break
            atas = hasil.pk
        return atas if atas and atas.count(".") >= 2 else None

    def _kenali(self, teks: str, atas: str, tingkat: int) -> Wilayah | Exception:
        kunci = (teks, atas, tingkat)
        if kunci not in self.kenal:
            try:
                self.kenal[kunci] = kenali(teks, di_bawah=atas, tingkat=tingkat)
            except (TidakDikenal, Ambigu) as salah:
                self.kenal[kunci] = salah
        return self.kenal[kunci]

    def _ganda(self, b: Bacaan, ada: Petugas | None, pemilik: dict[str, UUID]) -> None:
        for medan, dahulu in (("nik", self.nik), ("niat", self.niat)):
            nilai = b.nilai.get(medan)
            if not nilai:
                continue
            if nilai in dahulu:
                b.tolak(medan, f"{medan.upper()} ini sudah dipakai baris {dahulu[nilai]}.", "Cocokkan dengan KTP/SK.")
            dahulu.setdefault(nilai, b.nomor)
        niat = b.nilai.get("niat")
        if niat and niat in pemilik and (ada is None or pemilik[niat] != ada.pk):
            b.tolak("niat", "NIAT ini sudah dipakai petugas lain.", "Cocokkan dengan SK-nya.")

    def _cocokkan_nik(self, b: Bacaan) -> None:
        nik, lahir, jk = (b.nilai.get(n) for n in ("nik", "tanggal_lahir", "jk"))
        if nik and lahir and jk:
            beda = bandingkan(baca_nik(nik, pada=timezone.localdate()), lahir=lahir, jk=jk)
            if Temuan.NIK_TANGGAL in beda:
                b.ingat("nik", "NIK berbeda dengan tanggal lahirnya.", "Cocokkan dengan KTP.")
            if Temuan.NIK_KELAMIN in beda:
                b.ingat("nik", "NIK berbeda dengan jenis kelaminnya.", "Cocokkan dengan KTP.")
        cocok = NIAT_BIASA.fullmatch(b.nilai.get("niat") or "")
        if b.nilai.get("niat") and not cocok:
            b.ingat("niat", "Bentuk NIAT tidak seperti biasanya (64.72.03-0001).", "Cocokkan dengan SK-nya.")

    def _huni(self, b: Bacaan, ada: Petugas | None, tempat: Wilayah) -> bool:
        """Tell whether the row brings an occupancy; refuse what cannot be."""
        if ada is not None and ada.pk in self.menghuni:
            if self.menghuni[ada.pk] != tempat.pk:
                b.tolak(
                    "kecamatan_tugas",
                    f"Petugas ini sudah menghuni formasi {self.menghuni[ada.pk]}.",
                    "Akhiri dahulu di halaman formasinya.",
                )
            return False
        if lain := self.terhuni.get(tempat.pk):
            saran = "Bila ia diganti, akhiri dahulu masa tugasnya di halaman formasinya."
            b.tolak("kecamatan_tugas", f"{tempat.sebutan} sudah punya petugas: {lain.petugas.nama}.", saran)
        elif tempat.pk in self.kecamatan:
            b.tolak(
                "kecamatan_tugas",
                f"{tempat.sebutan} sudah diisi baris {self.kecamatan[tempat.pk]}; satu kecamatan satu petugas.",
                "Hapus salah satunya, atau isi Status Kinerja “Tidak aktif”.",
            )
        if not b.tertolak:
            self.kecamatan[tempat.pk] = b.nomor
        return True


def _json(nilai: object) -> object:
    return nilai.isoformat() if isinstance(nilai, date) else nilai


def _kolom(nilai: dict, domisili: str | None, ada: Petugas | None) -> dict[str, object]:
    """Return the columns to be written; of a recorded officer only what differs and is filled."""
    nama = ("nama", "nik", "tanggal_lahir", "jk", "agama", "pendidikan", "email", "tahun_angkat", *TEKS)
    isi = {n: nilai.get(n) for n in nama} | {"domisili_id": domisili}
    isi = {n: v for n, v in isi.items() if v not in (None, "")}
    if ada is not None:
        isi = {n: v for n, v in isi.items() if getattr(ada, n) != v}
    return {n: _json(v) for n, v in isi.items()}
