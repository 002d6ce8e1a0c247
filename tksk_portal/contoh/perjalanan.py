"""Perjalanan orang rekaan: kebutuhan, layanan, keadaan, dan data DTSEN, dengan acak sendiri per orang.

Acaknya diturunkan dari kunci orangnya: yang lain dari data contoh tidak berubah karenanya.
"""

from dataclasses import dataclass
from random import Random

from pmks.enums import Bantuan, HasilKebutuhan, JenisKebutuhan, Keadaan, SumberDTSEN, SumberLayanan
from tksk_portal.contoh.baris import NIHIL, Paket, larik
from tksk_portal.contoh.nomor import kunci
from tksk_portal.contoh.pelaku import Pelaku
from tksk_portal.contoh.waktu import HARI, Waktu, teks
from tksk_portal.tinjauan.enums import DERAJAT, Status

KELUAR, BUTUH, MENDESAK, TERPENUHI, DILAYANI, TERDATA = 0.06, 0.45, 0.18, 0.4, 0.5, 0.6
K, J = Keadaan, JenisKebutuhan
# Keadaan menurut bobotnya, dengan keterangannya.
BAGIAN_KELUAR = (
    *[(K.TERTANGANI, "Sudah bekerja dan tidak perlu dibantu lagi")] * 4,
    *[(K.MENINGGAL, "Keterangan keluarga dan ketua RT")] * 3,
    *[(K.PINDAH, "Ikut keluarga ke luar kecamatan")] * 2,
    (K.TIDAK_DITEMUKAN, "Tiga kali didatangi, tetangga tidak tahu"),
)
MENURUT_JENIS = {
    5: (J.ALAT_BANTU, J.PENDIDIKAN, J.KESEHATAN),
    8: (J.PANGAN, J.KESEHATAN, J.PENDAMPINGAN),
    9: (J.ALAT_BANTU, J.PEKERJAAN, J.KESEHATAN),
    11: (J.DOKUMEN, J.HUNIAN),
    12: (J.DOKUMEN, J.PEKERJAAN),
    21: (J.HUNIAN, J.PANGAN, J.SANDANG),
    23: (J.PEKERJAAN, J.PANGAN),
}
UMUM = (J.PANGAN, J.HUNIAN, J.PEKERJAAN, J.DOKUMEN, J.KESEHATAN)
CATATAN = {
    J.ALAT_BANTU: "kursi roda",
    J.DOKUMEN: "belum punya KTP",
    J.HUNIAN: "atap bocor",
    J.PEKERJAAN: "modal usaha kecil",
    J.PENDIDIKAN: "biaya sekolah",
}
# Bantuan yang diterima -> (kode program, rupiah, barang).
DARI_BANTUAN = {
    Bantuan.PKH: ("pkh", 600_000, ""),
    Bantuan.SEMBAKO: ("sembako", 200_000, ""),
    Bantuan.BLT_DESA: ("blt-desa", 300_000, ""),
    Bantuan.ATENSI: ("atensi", None, "pendampingan dan alat bantu"),
    Bantuan.DAERAH: ("bansos-kabkota", 500_000, ""),
}


@dataclass(slots=True)
class Rekaan:
    """The person whose course is drawn."""

    orang: str
    desa: str
    saat: int
    jenis: int
    status: str
    desil: str
    bantuan: str
    tksk: Pelaku


class PembuatPerjalanan:
    """Writes the course of persons into a chunk."""

    def __init__(self, waktu: Waktu, program: dict[str, int]) -> None:
        self.waktu, self.program = waktu, program

    def keadaan(self, acak: Random, saat: int, status: str) -> tuple[str, int, str]:
        """Return (state, when it was noted, reason); most are still looked after."""
        r = acak.random()
        if r >= KELUAR or DERAJAT[Status(status)] < 1:
            return Keadaan.AKTIF, 0, ""
        pada = self.waktu.kerja(saat, 30 + acak.random() * 200, acak)
        if pada > self.waktu.kini:
            return Keadaan.AKTIF, 0, ""
        keadaan, alasan = BAGIAN_KELUAR[int(acak.random() * len(BAGIAN_KELUAR))]
        return keadaan, pada, alasan

    def tulis(self, acak: Random, paket: Paket, o: Rekaan, keadaan: tuple[str, int, str]) -> None:
        """Write needs, services, DTSEN data and the state of one person."""
        if DERAJAT[Status(o.status)] < 0:
            return
        if keadaan[1]:
            dasar = self._dasar(acak, o, keadaan[1])
            sah = "t" if DERAJAT[Status(o.status)] >= 2 else "f"
            hari = self.waktu.tanggal(keadaan[1]).isoformat()
            paket.tambah("pmks_keadaanorang", *dasar, keadaan[0], hari, keadaan[2], o.tksk.sebagai, sah)
        akhir = keadaan[1] or self.waktu.kini
        if acak.random() < BUTUH:
            self._kebutuhan(acak, paket, o, akhir, mati=keadaan[0] == Keadaan.MENINGGAL)
        if acak.random() < DILAYANI:
            self._layanan(acak, paket, o, akhir)
        if o.desil != NIHIL and acak.random() < TERDATA:
            hari = self.waktu.tanggal(o.saat).isoformat()
            program = [DARI_BANTUAN[b][0] for b in _daftar(o.bantuan) if b in DARI_BANTUAN]
            isi = (hari, o.desil, larik(program), SumberDTSEN.SIKS, "", "")
            paket.tambah("pmks_datadtsen", *self._dasar(acak, o, o.saat), *isi)

    def _dasar(self, acak: Random, o: Rekaan, saat: int) -> tuple[str, ...]:
        """Return key, person, place, fingerprint, moment and author."""
        return kunci(acak, saat), o.orang, o.desa, f"{acak.getrandbits(256):064x}", teks(saat), o.tksk.akun.hex

    def _kebutuhan(self, acak: Random, paket: Paket, o: Rekaan, akhir: int, *, mati: bool) -> None:
        pilihan = MENURUT_JENIS.get(o.jenis, UMUM)
        jenis = pilihan[int(acak.random() * len(pilihan))]
        dasar = self._dasar(acak, o, o.saat)
        sejak = self.waktu.tanggal(o.saat).isoformat()
        hasil, selesai, cara = "", NIHIL, ""
        pada = self.waktu.kerja(o.saat, 10 + acak.random() * 120, acak)
        if acak.random() < TERPENUHI and pada < akhir:
            hasil, selesai, cara = (
                HasilKebutuhan.TERPENUHI,
                self.waktu.tanggal(pada).isoformat(),
                "Dibantu dinas sosial",
            )
        elif mati:
            hasil, selesai, cara = HasilKebutuhan.MENINGGAL, self.waktu.tanggal(akhir).isoformat(), "Orangnya meninggal"
        mendesak = "t" if acak.random() < MENDESAK else "f"
        paket.tambah("pmks_kebutuhan", *dasar, jenis, CATATAN.get(jenis, ""), mendesak, sejak, hasil, selesai, cara)

    def _layanan(self, acak: Random, paket: Paket, o: Rekaan, akhir: int) -> None:
        terima = [DARI_BANTUAN[b] for b in _daftar(o.bantuan) if b in DARI_BANTUAN]
        pilihan = terima or [("bansos-kabkota", None, "paket sembako"), ("lembaga", 250_000, "")]
        for n in range(1 + int(acak.random() * 3)):
            saat = o.saat + int((n * 90 + acak.random() * 30) * HARI)
            if saat > akhir:
                return
            kode, rupiah, barang = pilihan[int(acak.random() * len(pilihan))]
            hari, bulan = self.waktu.tanggal(saat), acak.random() < 0.4
            tanggal = (hari.replace(day=1) if bulan else hari).isoformat()
            uang = NIHIL if rupiah is None else str(rupiah)
            isi = (str(self.program[kode]), "", tanggal, "t" if bulan else "f", uang, barang, "")
            paket.tambah("pmks_layanan", *self._dasar(acak, o, saat), *isi, SumberLayanan.PENERIMA, "", NIHIL, "1", "")


def _daftar(bantuan: str) -> list[str]:
    """Return the words of an array as COPY writes it."""
    return [b for b in bantuan.strip("{}").split(",") if b]


def tanggal_keadaan(waktu: Waktu, keadaan: tuple[str, int, str]) -> tuple[str, str]:
    """Return the two columns of person and type."""
    return keadaan[0], waktu.tanggal(keadaan[1]).isoformat() if keadaan[1] else NIHIL
