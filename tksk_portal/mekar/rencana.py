"""Menilai daftar kode: setiap baris yang salah diterangkan, yang benar menjadi butir rencana."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from lokal import wilayah as paket

from tksk_portal.mekar.daftar_kode import Baris
from tksk_portal.mekar.enums import Aksi
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Penerus, Wilayah
from tksk_portal.wilayah.muat import bangun
from tksk_portal.wilayah.nama import untuk_cari
from tksk_portal.wilayah.rentang import jalur, memuat, tingkat

SEBUT = 5
DIBATALKAN = "Pemekaran diurungkan"
BARU_KELIRU = "Kode baru harus kode kecamatan (64.02.19) atau desa/kelurahan (64.02.19.2001), bukan “{kode}”."
PECAHAN = (
    "Kode lama {lama} dipecah menjadi {pecahan}. Isi “ya” pada kolom “Data pindah ke sini” di satu baris saja; semua "
    "data di kode lama pindah ke sana, lalu yang tinggal di pecahannya dipindahkan satu per satu."
)
LAMA_KELIRU = "Kode lama harus kode kecamatan atau desa/kelurahan, bukan “{kode}”."


@dataclass
class Penilaian:
    """What came of a list: the plan's lines, and per line of the list what is wrong with it."""

    butir: list[dict] = field(default_factory=list)
    galat: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def sah(self) -> bool:
        """Whether it can become a plan."""
        return bool(self.butir) and not self.galat


class DaftarSalah(Exception):
    """The list cannot become a plan; `penilaian` says why, line by line."""

    def __init__(self, penilaian: Penilaian, baris: Sequence[Baris]) -> None:
        super().__init__("daftar kode belum benar")
        self.penilaian, self.baris = penilaian, list(baris)

    @property
    def rincian(self) -> list[tuple[Baris, list[str]]]:
        """The lines that are wrong, with the reasons."""
        return [(b, self.penilaian.galat[b.nomor]) for b in self.baris if b.nomor in self.penilaian.galat]


def nilai(baris: Sequence[Baris], *, tempat: str, berlaku_sejak: date) -> Penilaian:
    """Judge a list against the regions in use.

    Args:
        tempat: place of the office; all codes lie under it.
        berlaku_sejak: first day of the new codes.
    """
    return _Penilai(baris, tempat, berlaku_sejak).nilai()


class _Penilai:
    def __init__(self, baris: Sequence[Baris], tempat: str, sejak: date) -> None:
        self.baris, self.tempat, self.sejak = list(baris), tempat, sejak
        self.hasil = Penilaian()
        kode = {k for b in self.baris for k in (b.lama, b.baru) if k}
        kode |= {atas for k in kode for atas in jalur(k)}
        self.ada = Wilayah.objects.in_bulk(list(kode))
        self.penerus: dict[str, list[str]] = defaultdict(list)
        for lama, baru in Penerus.objects.filter(lama__in=kode).order_by("baru").values_list("lama_id", "baru_id"):
            self.penerus[lama].append(baru)
        self.per_lama = Counter(b.lama for b in self.baris if b.lama)
        self.letak_lama = {b.lama: b.nomor for b in reversed(self.baris) if b.lama}
        self.letak_baru = {b.baru: b.nomor for b in reversed(self.baris) if b.baru}
        self.dibuat: dict[str, dict] = {}

    def nilai(self) -> Penilaian:
        for b in self.baris:
            self._satu(b)
        self._pecahan()
        self._kecamatan_berakhir()
        if not self.hasil.galat:
            self._susun()
        return self.hasil

    def _tolak(self, b: Baris, pesan: str) -> None:
        self.hasil.galat[b.nomor].append(pesan)

    # Satu baris --------------------------------------------------------------------------------------------------

    def _satu(self, b: Baris) -> None:
        if b.galat:
            self._tolak(b, b.galat)
        baru_benar = self._bentuk(b, b.baru, "Kode baru belum diisi.", BARU_KELIRU)
        lama_benar = self._bentuk(b, b.lama, "", LAMA_KELIRU)
        if not (baru_benar and lama_benar):
            return
        if b.lama:
            self._lama(b)
        self._baru(b)
        if b.lama == b.baru:
            self._tolak(b, "Kode lama dan kode baru sama.")
        elif b.lama and tingkat(b.lama) != tingkat(b.baru):
            self._tolak(
                b, "Tingkatnya berbeda: kecamatan hanya menjadi kecamatan, desa/kelurahan menjadi desa/kelurahan."
            )
        self._berantai(b)

    def _bentuk(self, b: Baris, kode: str, kosong: str, keliru: str) -> bool:
        if not kode:
            if kosong:
                self._tolak(b, kosong)
            return not kosong
        if not kode.replace(".", "").isdigit() or tingkat(kode) not in (Tingkat.KECAMATAN, Tingkat.DESA):
            self._tolak(b, keliru.format(kode=kode))
            return False
        if not memuat(self.tempat, kode):
            self._tolak(b, f"Kode {kode} di luar wilayah kantor Anda.")
            return False
        return True

    def _lama(self, b: Baris) -> None:
        lama = self.ada.get(b.lama)
        if lama is None:
            self._tolak(b, f"Kode lama {b.lama} tidak dikenal.")
        elif lama.berlaku_sampai and b.baru not in self.penerus[b.lama]:
            lanjut = ", ".join(self.penerus[b.lama]) or "belum dicatat"
            self._tolak(
                b, f"Kode {b.lama} ({lama.sebutan}) sudah berakhir {_hari(lama.berlaku_sampai)}; penerusnya {lanjut}."
            )
        elif lama.berlaku_sejak and not lama.berlaku_sampai and self.sejak <= lama.berlaku_sejak:
            self._tolak(
                b, f"Kode lama {b.lama} baru berlaku sejak {_hari(lama.berlaku_sejak)}, sesudah tanggal yang Anda isi."
            )

    def _baru(self, b: Baris) -> None:
        if self.letak_baru[b.baru] != b.nomor:
            sama = next(x for x in self.baris if x.baru == b.baru)
            pesan = (
                f"Baris ini sama dengan baris {sama.nomor}."
                if sama.lama == b.lama
                else f"Kode baru {b.baru} juga pada baris {sama.nomor}. Penggabungan wilayah tidak dijalankan di sini."
            )
            self._tolak(b, pesan)
        ada = self.ada.get(b.baru)
        if ada is not None:
            self._sudah_ada(b, ada)
        elif not self._nama(b):
            self._tolak(
                b, f"Nama bagi kode baru {b.baru} belum diisi, dan tidak ada dalam daftar Kemendagri yang terpasang."
            )
        self._induk(b)

    def _sudah_ada(self, b: Baris, ada: Wilayah) -> None:
        nama = self._nama(b)
        if nama and untuk_cari(nama) != ada.nama_cari and not ada.catatan_masa.startswith(DIBATALKAN):
            keadaan = "sudah dipakai" if ada.berlaku_sampai is None else "pernah dipakai"
            self._tolak(b, f"Kode baru {b.baru} {keadaan} {ada.sebutan}, bukan {nama}.")
        elif not b.lama and ada.berlaku_sampai is None:
            self._tolak(b, f"Kode {b.baru} ({ada.sebutan}) sudah berlaku; tidak ada yang dibentuk.")

    def _induk(self, b: Baris) -> None:
        induk = jalur(b.baru)[-1]
        if induk in self.letak_lama:
            self._tolak(b, f"Induknya, {induk}, berakhir pada baris {self.letak_lama[induk]}.")
        elif induk in self.letak_baru or self._berlaku(induk):
            return
        elif tingkat(induk) == Tingkat.KABKOTA or not self._berlaku(jalur(induk)[-1]):
            kabkota = b.baru[:5]
            self._tolak(b, f"Kabupaten/kota {kabkota} tidak ada atau tidak berlaku, jadi {b.baru} tidak punya induk.")
        elif nama := self._nama_paket(induk):
            if induk not in self.dibuat:
                self.dibuat[induk] = _butir(Baris(0, "", induk, nama), Aksi.BENTUK, nama)
        else:
            self._tolak(
                b,
                f"Kecamatan {induk} belum ada. Tambahkan satu baris: kode lama kosong, kode baru {induk}, dan namanya.",
            )

    def _berlaku(self, kode: str) -> bool:
        ada = self.ada.get(kode)
        return ada is not None and ada.berlaku_sampai is None

    def _berantai(self, b: Baris) -> None:
        if b.lama and b.baru in self.letak_lama and b.baru != b.lama:
            lain = self.letak_lama[b.baru]
            pasangan = {x.lama: x.baru for x in self.baris if x.lama}
            kata = "berputar" if _berputar(b.lama, pasangan) else "berantai"
            saran = "" if kata == "berputar" else " Jalankan dalam dua daftar, satu sesudah yang lain."
            self._tolak(b, f"Kode baru {b.baru} juga menjadi kode lama pada baris {lain}: daftarnya {kata}.{saran}")

    def _nama(self, b: Baris) -> str:
        lama = self.ada.get(b.lama)
        return b.nama or self._nama_paket(b.baru) or (lama.nama if lama else "")

    @staticmethod
    def _nama_paket(kode: str) -> str:
        ada = paket.get_wilayah(kode)
        return ada.name if ada and ada.code == kode else ""

    # Seluruh daftar ----------------------------------------------------------------------------------------------

    def _pecahan(self) -> None:
        """An old code with several new ones: exactly one of them must say that the records go there."""
        for lama, banyak in self.per_lama.items():
            if banyak < 2:
                continue
            kelompok = [b for b in self.baris if b.lama == lama]
            if sum(b.data is True for b in kelompok) != 1 and len({b.baru for b in kelompok}) > 1:
                pecahan = ", ".join(sorted({x.baru for x in kelompok}))
                for b in kelompok:
                    self._tolak(b, PECAHAN.format(lama=lama, pecahan=pecahan))

    def _kecamatan_berakhir(self) -> None:
        """A kecamatan that ends takes its villages along; none may stay under a code that is over."""
        akhir = {b.lama: b for b in self.baris if b.lama and tingkat(b.lama) == Tingkat.KECAMATAN}
        if not akhir:
            return
        sisa: dict[str, list[str]] = defaultdict(list)
        desa = Wilayah.objects.berlaku().filter(induk__in=list(akhir)).exclude(kode__in=list(self.per_lama))
        for induk, kode in desa.order_by("kode").values_list("induk_id", "kode"):
            sisa[induk].append(kode)
        for kode, daftar in sisa.items():
            contoh = ", ".join(daftar[:SEBUT]) + (" …" if len(daftar) > SEBUT else "")
            self._tolak(
                akhir[kode],
                f"Kecamatan {kode} berakhir, tetapi {len(daftar)} desa/kelurahannya tidak ada di daftar ini: {contoh}.",
            )

    def _susun(self) -> None:
        self.hasil.butir = [self.dibuat[k] for k in sorted(self.dibuat)]
        self.hasil.butir += [_butir(b, self._aksi(b), self._nama(b), self.ada.get(b.lama)) for b in self.baris]
        self.hasil.butir.sort(key=lambda d: (d["tingkat"], d["nomor"]))

    def _aksi(self, b: Baris) -> Aksi:
        if not b.lama:
            return Aksi.BENTUK
        if self.per_lama[b.lama] > 1 and b.data is not True:
            return Aksi.PECAH
        return Aksi.SUSUL if self.ada[b.lama].berlaku_sampai else Aksi.PINDAH


def _butir(b: Baris, aksi: Aksi, nama: str, lama: Wilayah | None = None) -> dict:
    w = bangun(b.baru, nama)
    return {
        "nomor": b.nomor,
        "aksi": str(aksi),
        "lama": b.lama,
        "nama_lama": lama.nama if lama else "",
        "baru": b.baru,
        "nama": nama,
        "nama_cari": w.nama_cari,
        "jenis": str(w.jenis),
        "tingkat": int(w.tingkat),
        "induk": w.induk_id,
    }


def baris_dari(butir: Iterable[dict]) -> list[Baris]:
    """Return the lines of a stored plan, to be judged again; a kecamatan added by the portal is a line of its own."""
    return [
        Baris(n, b["lama"], b["baru"], b["nama"], True if b["aksi"] in (Aksi.PINDAH, Aksi.SUSUL) else None)
        for n, b in enumerate(butir, 1)
    ]


def _berputar(awal: str, pasangan: dict[str, str]) -> bool:
    kini, lewat = pasangan.get(awal, ""), set()
    while kini in pasangan and kini not in lewat:
        if kini == awal:
            return True
        lewat.add(kini)
        kini = pasangan[kini]
    return kini == awal


def _hari(hari: date) -> str:
    return f"{hari:%d-%m-%Y}"
