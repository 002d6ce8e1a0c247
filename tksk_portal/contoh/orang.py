"""Pembangkit orang rekaan, urut waktu pencatatan, paket demi paket. Semua acak dari satu benih."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from pmks.acuan import JENIS
from pmks.enums import AlasanTanpaNIK, Sumber, Temuan
from pmks.umur import kelompok_umur, umur
from tksk_portal.akun.enums import Peran
from tksk_portal.contoh import kata
from tksk_portal.contoh.baris import Paket
from tksk_portal.contoh.jenis import PASANGAN, PROFIL, SEKELUARGA
from tksk_portal.contoh.kasus import Isian, PembuatKasus
from tksk_portal.contoh.keluarga import GELANDANGAN, Keluarga, besar, karang_keluarga
from tksk_portal.contoh.nama import karang_nama, kemiripan, salah_eja
from tksk_portal.contoh.nomor import PembuatKK, PembuatNIK
from tksk_portal.contoh.pelaku import LAMA_BERAKHIR, RANGKAP_BERAKHIR, Pelaku
from tksk_portal.contoh.sebaran import Sebaran
from tksk_portal.contoh.waktu import Waktu
from tksk_portal.dasar.nama import untuk_cari

ACUAN = {j.kode: j for j in JENIS}
DI_LUAR_ATURAN, JENIS_KEDUA, DATA_MIRIP = 0.05, 0.09, 0.004
BEDA_TANGGAL, BEDA_KELAMIN, NIK_DAERAH_LAIN = 0.008, 0.003, 0.06
BATAS_MIRIP = 0.45
DAPAT_MIRIP = (8, 9, 24)
MUNDUR = (1, 9, 10, 31, 365)
SUMBER = (
    *[Sumber.LAPANGAN.value] * 11,
    *[Sumber.DESA.value] * 4,
    *[Sumber.RT.value] * 3,
    Sumber.WARGA.value,
    Sumber.DTSEN.value,
)
ALASAN_NIK = (
    *[AlasanTanpaNIK.BELUM_DITUNJUKKAN.value] * 4,
    AlasanTanpaNIK.BELUM_REKAM.value,
    AlasanTanpaNIK.HILANG.value,
)
PEDALAMAN = ("64.07", "64.11")


def mundur(hari: date, tahun: int) -> date:
    """Return the same day some years earlier (28 February for 29 February)."""
    try:
        return hari.replace(year=hari.year - tahun)
    except ValueError:
        return date(hari.year - tahun, 2, 28)


class Pembangkit:
    """Makes people with their types, reviews and revisions."""

    def __init__(
        self,
        *,
        benih: int,
        skala: int,
        waktu: Waktu,
        sebaran: Sebaran,
        pelaku: dict[tuple[str, str], Pelaku],
        kasus: PembuatKasus,
    ) -> None:
        self.acak = Random(f"orang|{benih}")  # noqa: S311 - data contoh
        self.skala, self.waktu, self.sebaran, self.pelaku, self.kasus = skala, waktu, sebaran, pelaku, kasus
        self.nik, self.kk = PembuatNIK(), PembuatKK()
        self.ke = 0
        self.rentang = {kode: self._rentang_lahir(kode) for kode in PROFIL}
        self.jenis = list(PROFIL)
        self.tumpuk = {
            kota: list(accumulate(p.kota if kota else p.kabupaten for p in PROFIL.values())) for kota in (False, True)
        }
        self.terakhir: dict[str, tuple[str, int, str, int]] = {}
        self.akhir_rangkap = waktu.buka(waktu.hari_ini - timedelta(days=LAMA_BERAKHIR + 60))

    def _rentang_lahir(self, kode: int) -> tuple[int, int]:
        """Return the first and last birth day (ordinals) that meet the rule on every day of data and today."""
        profil, aturan, kini = PROFIL[kode], ACUAN[kode], self.waktu.hari_ini
        awal = mundur(kini, profil.umur_akhir + 1).toordinal() + 1
        akhir = mundur(kini, profil.umur_awal).toordinal()
        if aturan.umur_min is not None:
            akhir = min(akhir, mundur(self.waktu.hari[0] - timedelta(days=10), aturan.umur_min).toordinal())
        if aturan.umur_maks is not None:
            awal = max(awal, mundur(kini, aturan.umur_maks + 1).toordinal() + 1)
        return awal, akhir

    def paket(self, banyak: int) -> Iterator[Paket]:
        """Yield chunks of about so many people until the scale is reached."""
        while self.ke < self.skala:
            paket = Paket()
            while self.ke < self.skala and paket.orang < banyak:
                self._keluarga(paket)
            yield paket

    def _keluarga(self, paket: Paket) -> None:
        acak = self.acak
        r = acak.random
        desa = self.sebaran.pilih(acak)
        saat = self.waktu.catat((self.ke + r()) / self.skala, acak)
        pemegang = RANGKAP_BERAKHIR.get(desa.kecamatan)
        if pemegang and saat > self.akhir_rangkap:
            pilihan = self.sebaran.di_kecamatan[pemegang]
            desa = pilihan[int(r() * len(pilihan))]
        tumpuk = self.tumpuk[desa.kota]
        jenis = self.jenis[bisect_right(tumpuk, r() * tumpuk[-1])]
        keluarga = karang_keluarga(acak, desa, saat, jenis, self.kk)
        tksk = self.pelaku[Peran.TKSK, desa.kecamatan]
        if r() < DATA_MIRIP and desa.kecamatan in self.terakhir:
            self._orang(paket, keluarga, self.terakhir[desa.kecamatan][3], tksk, mirip=True)
            return
        banyak = besar(acak) if PROFIL[jenis].berkeluarga else 1
        for n in range(min(banyak, self.skala - self.ke)):
            if n and jenis != 21:
                jenis = SEKELUARGA[int(r() * len(SEKELUARGA))]
            self._orang(paket, keluarga, jenis, tksk)
            keluarga.saat += 240 + int(r() * 300)

    def _orang(self, paket: Paket, k: Keluarga, jenis: int, tksk: Pelaku, *, mirip: bool = False) -> None:
        r = self.acak.random
        saat = min(k.saat, self.waktu.kini - 30)
        tanggal_data = self.waktu.tanggal(saat) - timedelta(days=int(r() * r() * 6))
        jk = "P" if r() < PROFIL[jenis].perempuan else "L"
        di_luar = not mirip and r() < DI_LUAR_ATURAN and self._punya_batas(jenis)
        lahir = self._lahir(jenis, tanggal_data, di_luar)
        nama = ""
        if mirip:
            nama, lahir, jk, mirip = self._tiruan(k.desa.kecamatan)
        tahun = umur(lahir, tanggal_data)
        nama = nama or self._nama(k, jk, tahun)
        tanpa_nik = r() < (0.5 if mirip else PROFIL[jenis].tanpa_nik)
        perkiraan = tanpa_nik and not mirip and not di_luar and tahun >= 40 and r() < 0.5
        if perkiraan:
            # Hanya tahunnya yang diketahui: 1 Juli, pada tahun yang tidak membuatnya terlalu muda.
            lahir = date(lahir.year - (lahir < date(lahir.year, 7, 1)), 7, 1)
        nik, temuan, lahir = ("", [Temuan.TANPA_NIK], lahir) if tanpa_nik else self._nik(k, lahir, jk)
        alasan_nik = self._alasan_nik(k, jenis, tahun) if tanpa_nik else ""
        if not k.no_kk:
            temuan.append(Temuan.TANPA_KK)
        if mirip:
            temuan.append(Temuan.MIRIP)
        isian = Isian(
            keluarga=k,
            saat=saat,
            tanggal_data=tanggal_data,
            lahir=lahir,
            perkiraan=perkiraan,
            jk=jk,
            kelompok=int(kelompok_umur(lahir, self.waktu.hari_ini)),
            nama=nama,
            nama_cari=untuk_cari(nama),
            nik=nik,
            alasan_nik=alasan_nik,
            tempat_lahir=self._tempat_lahir(k),
            sumber=SUMBER[int(r() * len(SUMBER))],
            temuan=temuan,
            jenis=[jenis, *self._jenis_kedua(jenis, lahir, jk, tanggal_data)],
            tksk=tksk,
        )
        aktif = self.kasus.tulis(self.acak, paket, isian)
        if aktif and jenis in DAPAT_MIRIP and not di_luar:
            self.terakhir[k.desa.kecamatan] = (nama, lahir.toordinal(), jk, jenis)
        self.ke += 1
        paket.orang += 1

    @staticmethod
    def _punya_batas(jenis: int) -> bool:
        return ACUAN[jenis].umur_min is not None or ACUAN[jenis].umur_maks is not None

    def _lahir(self, jenis: int, tanggal_data: date, di_luar: bool) -> date:
        r = self.acak.random
        if di_luar:
            aturan = ACUAN[jenis]
            if aturan.umur_maks is not None and (aturan.umur_min is None or r() < 0.8):
                return mundur(tanggal_data, aturan.umur_maks + 1) - timedelta(days=int(r() * 500))
            return mundur(tanggal_data, aturan.umur_min) + timedelta(days=1 + int(r() * 400))
        awal, akhir = self.rentang[jenis]
        akhir = min(akhir, tanggal_data.toordinal() - 20)
        return date.fromordinal(akhir - int((akhir - awal + 1) * r() ** PROFIL[jenis].condong))

    def _tiruan(self, kecamatan: str) -> tuple[str, date, str, bool]:
        """Return name, birth date and sex like those of an earlier record, and whether the names are alike."""
        nama, lahir, jk, _ = self.terakhir[kecamatan]
        baru = salah_eja(nama)
        return baru, date.fromordinal(lahir), jk, kemiripan(untuk_cari(nama), untuk_cari(baru)) >= BATAS_MIRIP

    def _nama(self, k: Keluarga, jk: str, tahun: int) -> str:
        rasa = "anak" if tahun < 18 and self.acak.random() < 0.55 else k.rasa
        return karang_nama(self.acak, rasa, jk)

    def _nik(self, k: Keluarga, lahir: date, jk: str) -> tuple[str, list[Temuan], date]:
        """Return a NIK, what is odd about it, and the birth date (a day earlier when its serials are used up)."""
        r = self.acak.random
        kecamatan, temuan, di_nik, jk_nik = k.desa.kecamatan, [], lahir, jk
        if r() < NIK_DAERAH_LAIN:
            kecamatan = self.sebaran.kecamatan[int(r() * len(self.sebaran.kecamatan))]
        x = r()
        if x < BEDA_TANGGAL:
            di_nik = lahir - timedelta(days=MUNDUR[int(r() * len(MUNDUR))])
            temuan.append(Temuan.NIK_TANGGAL)
        elif x < BEDA_TANGGAL + BEDA_KELAMIN:
            jk_nik = "L" if jk == "P" else "P"
            temuan.append(Temuan.NIK_KELAMIN)
        while (nik := self.nik.ambil(kecamatan, di_nik, jk_nik)) is None:
            di_nik -= timedelta(days=1)
            lahir -= timedelta(days=1)
        return nik, temuan, lahir

    def _alasan_nik(self, k: Keluarga, jenis: int, tahun: int) -> str:
        r = self.acak.random
        if jenis in (GELANDANGAN, 12):
            return str(AlasanTanpaNIK.BERPINDAH)
        if tahun < 6 or (tahun < 17 and r() < 0.5):
            return str(AlasanTanpaNIK.ANAK)
        if jenis in (5, 9) and r() < 0.4:
            return str(AlasanTanpaNIK.TIDAK_MAMPU)
        if k.desa.kabkota in PEDALAMAN and r() < 0.3:
            return str(AlasanTanpaNIK.KAT)
        return ALASAN_NIK[int(r() * len(ALASAN_NIK))]

    def _tempat_lahir(self, k: Keluarga) -> str:
        r = self.acak.random
        x = r()
        if x < 0.62:
            return kata.KOTA_LAHIR.get(k.desa.kabkota, "Samarinda")
        if x < 0.75:
            return k.desa.nama
        return kata.LUAR_DAERAH[int(r() * len(kata.LUAR_DAERAH))]

    def _jenis_kedua(self, jenis: int, lahir: date, jk: str, tanggal_data: date) -> list[int]:
        if self.acak.random() >= JENIS_KEDUA:
            return []
        tahun = umur(lahir, tanggal_data)
        for kode in PASANGAN.get(jenis, ()):
            profil, aturan = PROFIL[kode], ACUAN[kode]
            cocok = (aturan.umur_min or 0) <= tahun <= (aturan.umur_maks or 200) and aturan.jk in ("", jk)
            if cocok and profil.umur_awal <= tahun <= profil.umur_akhir + 12 and self.acak.random() < 0.7:
                return [kode]
        return []
