"""Membaca baris, membandingkannya dengan baris lain di berkas yang sama dan dengan mitra yang sudah ada."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from uuid_utils.compat import uuid7

from psks.actions.isian import kosong, luar_aturan
from psks.enums import Bentuk, JenisDokumen
from psks.impor.jenis import BELUM_PASTI, PembacaJenis
from psks.impor.resource import MitraResource
from psks.impor.tata_letak import KARANG_TARUNA
from psks.medan import KATALOG
from psks.models import DokumenMitra, JenisPSKS, Mitra, acuan_psks
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dasar.nama import untuk_cari
from tksk_portal.dasar.nik import NIK
from tksk_portal.excel import sel
from tksk_portal.excel.enums import StatusBaris
from tksk_portal.excel.medan import TidakDikenal
from tksk_portal.excel.sumber import HasilBaris, Pemeriksa, Pesan
from tksk_portal.excel.tempat import PengenalTempat, TempatSalah
from tksk_portal.tinjauan.enums import SUDAH_DIPERIKSA, Status
from tksk_portal.tinjauan.isi import ke_json

DIRI = ("nik", "jk", "tempat_lahir", "tanggal_lahir")
SK = ("sk_nomor", "sk_tanggal", "sk_penerbit", "sk_selaku")
TERVERIFIKASI = "Data ini sudah diverifikasi; perubahannya diusulkan di portal dengan alasannya."
BUKA = "Buka datanya di portal dan ubah di sana."


@dataclass(slots=True)
class Calon:
    """One row on its way: what it says, what it would become."""

    nomor: int
    nilai: dict[str, object]
    wilayah: str = ""
    jenis: JenisPSKS | None = None
    pesan: list[Pesan] = field(default_factory=list)
    status: str = StatusBaris.SALAH
    kunci: UUID | None = None
    isi: dict = field(default_factory=dict)
    sebelum: dict | None = None

    def tolak(self, medan: str, pesan: str, saran: str = "") -> None:
        """Refuse the row."""
        self.pesan.append(Pesan(medan, pesan, saran))

    def ingatkan(self, medan: str, pesan: str, saran: str = "") -> None:
        """Add a warning."""
        self.pesan.append(Pesan(medan, pesan, saran, "peringatan"))

    @property
    def sah(self) -> bool:
        """Whether nothing refuses it."""
        return not any(p.nada == "tolak" for p in self.pesan)

    @property
    def nama(self) -> str:
        """The name as written."""
        return str(self.nilai.get("nama", ""))

    @property
    def pengenal(self) -> tuple:
        """By what the same partner is known within a file."""
        if self.nilai.get("nik"):
            return ("nik", self.wilayah[:8], self.nilai["nik"])
        return (self.wilayah, untuk_cari(self.nama), self.jenis.bentuk if self.jenis else "")

    def hasil(self) -> HasilBaris:
        """Return what the flow keeps of it."""
        status = self.status if self.sah else StatusBaris.SALAH
        tampil = [self.nama, self.jenis.kode if self.jenis else "", self.wilayah]
        return HasilBaris(self.nomor, status, self.isi | {"tampil": tampil}, self.pesan, self.kunci, self.sebelum)


class PemeriksaPSKS(Pemeriksa):
    """Judges the rows of one file in order."""

    def __init__(self, *, by: Lingkup, pilihan: dict, dipakai: set[str]) -> None:
        self.by, self.pilihan, self.dipakai = by, pilihan, dipakai
        self.acuan = dict(acuan_psks())
        self.pembaca = PembacaJenis(self.acuan)
        self.bersih = MitraResource()
        self.pembersih = self.bersih.pembersih(dipakai)
        self.tempat = PengenalTempat(by, pilihan.get("desa") or "")
        self.sudah: dict[tuple, int] = {}
        self.tanggal = date.fromisoformat(pilihan["tanggal_data"])
        self.hanya_draf = not boleh(by, "psks.catat")

    # Membaca --------------------------------------------------------------------------------------------------------

    def siapkan(self, baris: Sequence[tuple[int, dict[str, object]]]) -> Callable[[], list[Calon]]:
        """Look up the places of a chunk; return what reads its rows."""
        tempat: dict[int, str | TempatSalah] = {}
        for nomor, mentah in baris:
            try:
                tempat[nomor] = self.tempat.kode(mentah.get("desa"), mentah.get("kecamatan"), mentah.get("kabkota"))
            except TempatSalah as salah:
                tempat[nomor] = salah
        return lambda: [self._baca(nomor, mentah, tempat[nomor]) for nomor, mentah in baris]

    def _baca(self, nomor: int, mentah: dict[str, object], tempat: str | TempatSalah) -> Calon:
        rapi = self.bersih.rapikan(mentah, self.pembersih)
        nilai = dict(rapi.nilai)
        nama_kt = nilai.pop(KARANG_TARUNA, "")
        nilai.setdefault("nama", nama_kt)
        if isinstance(nilai.get("nik"), NIK):
            nilai["nik"] = nilai["nik"].digits
        if "tanggal_lahir" in nilai:
            nilai["tanggal_lahir"] = nilai["tanggal_lahir"][0]
        c = Calon(nomor, nilai)
        for medan, pesan, saran in rapi.salah:
            c.tolak(medan, pesan, saran)
        if isinstance(tempat, TempatSalah):
            c.tolak(tempat.medan, tempat.pesan, tempat.saran)
        else:
            c.wilayah = tempat
        if not c.nama:
            c.tolak("nama", "Nama belum diisi.", "Setiap PSKS punya nama.")
        self._baca_jenis(c, mentah)
        if c.jenis is not None:
            self._periksa_bentuk(c)
        return c

    def _baca_jenis(self, c: Calon, mentah: dict[str, object]) -> None:
        tulisan, tipe = mentah.get("jenis"), mentah.get("tipe_lembaga")
        if KARANG_TARUNA in self.dipakai:
            c.jenis = self.acuan["karang_taruna"]
            return
        if not sel.kosong(tipe):
            try:
                c.jenis = self.acuan[self.pembaca.baca(tipe)]
                return
            except TidakDikenal:
                c.ingatkan("tipe_lembaga", f"Tipe lembaga “{str(tipe)[:40]}” tidak dikenal; kode kategorinya dipakai.")
        if sel.kosong(tulisan):
            if not self.pilihan.get("jenis"):
                c.tolak("jenis", "Jenis PSKS belum diisi.", "Tulis nama jenisnya.")
                return
            tulisan = self.pilihan["jenis"]
        try:
            c.jenis = self.acuan[self.pembaca.baca(tulisan)]
        except TidakDikenal as salah:
            c.tolak("jenis", salah.pesan, salah.saran)
            return
        if self.pembaca.berkode(tulisan):
            c.ingatkan("jenis", BELUM_PASTI, f"Dibaca sebagai {c.jenis.nama}.")

    def _periksa_bentuk(self, c: Calon) -> None:
        if c.jenis.bentuk != Bentuk.INDIVIDU:
            for kolom in DIRI:
                if c.nilai.pop(kolom, None):
                    c.ingatkan(kolom, f"{c.jenis.pendek} bukan perorangan; data dirinya tidak ikut.")
            return
        if not c.nilai.get("nik"):
            c.tolak("nik", "Perorangan memerlukan NIK.", "Isi 16 angka dari KTP atau KK.")
        if not c.nilai.get("jk"):
            c.tolak("jk", "Jenis kelamin belum diisi.", "Tulis L atau P.")
        isian = {"jenis": [c.jenis.kode], "tanggal_data": self._tanggal(c)}
        for _, kalimat in luar_aturan(isian | {k: c.nilai.get(k) for k in ("tanggal_lahir", "jk")}):
            c.ingatkan("jenis", kalimat, "Pemeriksa melihatnya sebagai temuan.")

    def _tanggal(self, c: Calon) -> date:
        return c.nilai.get("tanggal_data") or self.tanggal

    # Membandingkan --------------------------------------------------------------------------------------------------

    def periksa(self, terbaca: list[Calon]) -> list[HasilBaris]:
        """Return one result per row."""
        sah = [c for c in terbaca if c.sah]
        for c in sah:
            lama = self.sudah.setdefault(c.pengenal, c.nomor)
            if lama != c.nomor:
                c.tolak("nama", f"PSKS yang sama sudah ada pada baris {lama}.", "Hapus salah satu barisnya.")
        sah = [c for c in sah if c.sah]
        ada = self._ada(sah)
        sk = self._sk([m.pk for m in ada.values()])
        for c in sah:
            mitra = ada.get(c.pengenal) or ada.get(("reg", c.nilai.get("nomor_registrasi"), c.jenis.bentuk))
            if mitra is None:
                self._baru(c)
            else:
                self._bandingkan(c, mitra, sk.get(mitra.pk))
        return [c.hasil() for c in terbaca]

    @staticmethod
    def _ada(sah: list[Calon]) -> dict[tuple, Mitra]:
        """Return the recorded partners by NIK, by name and place, and by registration number; three queries."""
        aktif = Mitra.objects.aktif()
        hasil: dict[tuple, Mitra] = {}
        nomor = {n for c in sah if (n := c.nilai.get("nomor_registrasi"))}
        for m in aktif.filter(nomor_registrasi__in=nomor).order_by("dibuat_pada"):
            hasil.setdefault(("reg", m.nomor_registrasi, m.bentuk), m)
        nama = {untuk_cari(c.nama) for c in sah if not c.nilai.get("nik")}
        tempat = {c.wilayah for c in sah}
        for m in aktif.filter(wilayah_id__in=tempat, nama_cari__in=nama).order_by("dibuat_pada"):
            hasil.setdefault((m.wilayah_id, m.nama_cari, m.bentuk), m)
        for m in aktif.filter(nik__in={n for c in sah if (n := c.nilai.get("nik"))}).order_by("dibuat_pada"):
            hasil.setdefault(("nik", m.wilayah_id[:8], m.nik), m)
        return hasil

    @staticmethod
    def _sk(kunci: list[UUID]) -> dict[UUID, DokumenMitra]:
        semua = DokumenMitra.objects.berlaku().filter(mitra__in=kunci, jenis=JenisDokumen.SK)
        return {d.mitra_id: d for d in semua}

    def _diberi(self, c: Calon) -> dict:
        """Return the columns that the row fills."""
        kolom = {k: v for k, v in c.nilai.items() if k not in KATALOG and k not in SK and k != "tipe_lembaga"}
        return kolom | {"wilayah_id": c.wilayah}

    @staticmethod
    def _sk_diberi(c: Calon) -> dict:
        nama = {"sk_nomor": "nomor", "sk_tanggal": "tanggal", "sk_penerbit": "penerbit", "sk_selaku": "selaku"}
        isi = {nama[k]: c.nilai[k] for k in SK if c.nilai.get(k)}
        return isi if isi.get("nomor") or isi.get("tanggal") else {}

    def _baru(self, c: Calon) -> None:
        isi = kosong() | self._diberi(c)
        isi |= {"jenis": [c.jenis.kode], "tanggal_data": self._tanggal(c)}
        isi["rincian"] = {k: v for k, v in c.nilai.items() if k in KATALOG}
        isi["kartu_publik"] = c.jenis.bentuk == Bentuk.LEMBAGA
        if isi["terisi"] is not None and (isi["kapasitas"] is None or isi["terisi"] > isi["kapasitas"]):
            c.tolak("terisi", "Yang terisi melebihi daya tampung.")
            return
        c.status, c.kunci = StatusBaris.BARU, uuid7()
        isi = {k: ke_json(v) for k, v in isi.items()}
        sk = {k: ke_json(v) for k, v in self._sk_diberi(c).items()}
        c.isi = {"op": "baru", "bentuk": c.jenis.bentuk, "mitra": isi, "sk": sk}

    def _bandingkan(self, c: Calon, mitra: Mitra, sk: DokumenMitra | None) -> None:
        c.kunci = mitra.pk
        beda = {k: v for k, v in self._diberi(c).items() if getattr(mitra, k) != v and k != "tanggal_data"}
        if "nama" in beda and " ".join(mitra.nama.split()).casefold() == c.nama.casefold():
            del beda["nama"]
        rincian = mitra.rincian | {k: v for k, v in c.nilai.items() if k in KATALOG}
        if rincian != mitra.rincian:
            beda["rincian"] = rincian
        if c.jenis.kode not in mitra.jenis:
            if c.jenis.bentuk != mitra.bentuk:
                c.tolak("jenis", "PSKS dengan nomor yang sama tercatat dalam bentuk lain.", BUKA)
                return
            beda["jenis"] = [*mitra.jenis, c.jenis.kode]
        sk_baru = self._sk_diberi(c)
        if sk is not None and all(getattr(sk, k) == v for k, v in sk_baru.items()):
            sk_baru = {}
        if not beda and not sk_baru:
            c.status = StatusBaris.SAMA
            return
        if mitra.status in SUDAH_DIPERIKSA and beda:
            c.tolak("", TERVERIFIKASI, BUKA)
            return
        if self.hanya_draf and mitra.status != Status.DRAF:
            c.tolak("", "Data ini sudah diajukan; petugas kecamatan yang mengubahnya.", BUKA)
            return
        c.status = StatusBaris.BERUBAH
        c.sebelum = {k: ke_json(getattr(mitra, k)) for k in beda}
        c.isi = {
            "op": "ubah",
            "versi": mitra.versi,
            "mitra": {k: ke_json(v) for k, v in beda.items()},
            "sk": {k: ke_json(v) for k, v in sk_baru.items()},
        }
