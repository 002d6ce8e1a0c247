"""Menulis satu orang rekaan dengan jenis-jenisnya, jalan tinjauannya, dan usulan perubahan."""

import json
from dataclasses import dataclass
from datetime import date
from random import Random

from pmks.acuan import JENIS
from pmks.enums import Disabilitas, Temuan
from pmks.umur import umur
from tksk_portal.akun.enums import Peran
from tksk_portal.contoh import kata
from tksk_portal.contoh.baris import NIHIL, Paket, larik
from tksk_portal.contoh.jalan import Jalan, Sah, tempuh
from tksk_portal.contoh.jenis import KRITERIA_DISABILITAS, KRITERIA_PASTI
from tksk_portal.contoh.keluarga import GELANDANGAN, Keluarga, karang_alamat
from tksk_portal.contoh.nama import salah_eja
from tksk_portal.contoh.nomor import kunci
from tksk_portal.contoh.pelaku import PROVINSI, Pelaku
from tksk_portal.contoh.perjalanan import PembuatPerjalanan, Rekaan, tanggal_keadaan
from tksk_portal.contoh.rincian import rincian
from tksk_portal.contoh.waktu import HARI, Waktu, teks
from tksk_portal.tinjauan.enums import DERAJAT, Aksi, Status

ACUAN = {j.kode: j for j in JENIS}
TANPA_KRITERIA, DITAMBAH_KEMUDIAN, BERKETERANGAN, PERUBAHAN = 0.04, 0.2, 0.35, 0.004
RAGAM = (
    *[Disabilitas.FISIK] * 9,
    *[Disabilitas.SENSORIK] * 5,
    *[Disabilitas.INTELEKTUAL] * 3,
    *[Disabilitas.MENTAL] * 3,
)
RAGAM_TUBUH = {Disabilitas.FISIK, Disabilitas.SENSORIK}


@dataclass(slots=True)
class Isian:
    """A person as drawn, before it is written."""

    keluarga: Keluarga
    saat: int
    tanggal_data: date
    lahir: date
    perkiraan: bool
    jk: str
    kelompok: int
    nama: str
    nama_cari: str
    nik: str
    alasan_nik: str
    tempat_lahir: str
    sumber: str
    temuan: list[Temuan]
    jenis: list[int]
    tksk: Pelaku


class PembuatKasus:
    """Writes persons with their types into a chunk."""

    def __init__(
        self,
        waktu: Waktu,
        pelaku: dict[tuple[str, str], Pelaku],
        sah: dict[str, list[Sah]],
        perjalanan: PembuatPerjalanan,
    ) -> None:
        self.waktu, self.sah, self.perjalanan = waktu, sah, perjalanan
        self.provinsi = pelaku[Peran.PROVINSI, PROVINSI]
        self.kabkota = {k: p for (peran, k), p in pelaku.items() if peran == Peran.KABKOTA}

    def tulis(self, acak: Random, paket: Paket, isian: Isian) -> bool:
        """Write a person; tell whether any of its types is still in force."""
        orang = kunci(acak, isian.saat)
        jalan = self._jalan(acak, isian)
        derajat = max(DERAJAT[j.status] for _, j in jalan)
        peka = [ACUAN[kode].peka for kode, (_, j) in zip(isian.jenis, jalan, strict=True) if DERAJAT[j.status] >= 0]
        diubah = max(isian.saat, *(max(dibuat, j.diperbaiki or 0) for dibuat, j in jalan))
        # Acak sendiri: yang lain dari data contoh tetap seperti semula.
        status = max((j.status for _, j in jalan), key=DERAJAT.get)
        acak_jalan = Random(f"jalan|{orang}")  # noqa: S311 - data contoh
        keluar = self.perjalanan.keadaan(acak_jalan, isian.saat, status)
        keadaan = tanggal_keadaan(self.waktu, keluar)
        versi = 1 + sum(j.diperbaiki is not None or dibuat > isian.saat for dibuat, j in jalan)
        kasus = [
            self._kasus(acak, paket, isian, orang, kode, dibuat, j, keadaan)
            for kode, (dibuat, j) in zip(isian.jenis, jalan, strict=True)
        ]
        if (saat := self._usulan(acak, paket, isian, orang, kasus[0], jalan[0][1], versi)) is not None:
            versi, diubah = versi + 1, saat
        diubah = max(diubah, keluar[1])
        self._orang(acak, paket, isian, orang, derajat, max(peka, default=0), versi, diubah, keadaan)
        k = isian.keluarga
        rekaan = Rekaan(orang, k.desa.kode, isian.saat, isian.jenis[0], status, k.desil, k.bantuan, isian.tksk)
        self.perjalanan.tulis(acak_jalan, paket, rekaan, keluar)
        return derajat >= 0

    def _jalan(self, acak: Random, isian: Isian) -> list[tuple[int, Jalan]]:
        """Return when each type was added and its course; types added together mostly go together."""
        sah = self.sah[isian.keluarga.desa.kabkota]
        hasil = [(isian.saat, tempuh(acak, self.waktu, isian.saat, sah))]
        for _ in isian.jenis[1:]:
            kemudian = self.waktu.kerja(isian.saat, 20 + acak.random() * 60, acak)
            if acak.random() < DITAMBAH_KEMUDIAN and kemudian < self.waktu.kini:
                hasil.append((kemudian, tempuh(acak, self.waktu, kemudian, sah)))
            else:
                hasil.append(hasil[0])
        return hasil

    def _orang(
        self,
        acak,
        paket: Paket,
        isian: Isian,
        orang: str,
        derajat: int,
        peka: int,
        versi: int,
        diubah: int,
        keadaan: tuple[str, str],
    ) -> None:
        k, r, tksk = isian.keluarga, acak.random, isian.tksk.akun.hex
        paket.tambah(
            "pmks_orang",
            orang,
            k.desa.kode,
            isian.nik,
            isian.alasan_nik,
            k.no_kk,
            k.alasan_kk,
            isian.nama,
            isian.nama_cari,
            isian.tempat_lahir,
            isian.lahir.isoformat(),
            "t" if isian.perkiraan else "f",
            isian.jk,
            k.alamat,
            k.rt,
            k.rw,
            k.dusun,
            karang_alamat(acak, k.desa) if r() < 0.06 else "",
            "",  # tanpa telepon: nomor rekaan dapat milik orang sungguhan
            k.lintang,
            k.bujur,
            k.desil,
            k.bantuan,
            isian.sumber,
            isian.tanggal_data.isoformat(),
            str(derajat),
            str(int(peka)),
            str(isian.kelompok),
            str(versi),
            f"{acak.getrandbits(256):064x}",
            teks(isian.saat),
            tksk,
            teks(diubah),
            tksk,
            *keadaan,
        )

    def _kasus(
        self, acak, paket: Paket, isian: Isian, orang: str, kode: int, dibuat: int, jalan: Jalan, keadaan
    ) -> str:
        id_ = kunci(acak, dibuat)
        desa = isian.keluarga.desa
        tksk, kab, prov = isian.tksk.akun.hex, self.kabkota[desa.kabkota].akun.hex, self.provinsi.akun.hex
        ragam = self._ragam(acak) if ACUAN[kode].tanya_disabilitas else []
        kriteria = self._kriteria(acak, kode, ragam, isian)
        di_luar = self._di_luar(acak, kode, isian)
        temuan = [
            *isian.temuan,
            *([Temuan.ATURAN_UMUR] if di_luar else []),
            *([] if kriteria else [Temuan.TANPA_KRITERIA]),
        ]
        paket.tambah(
            "pmks_kasus",
            id_,
            orang,
            desa.kode,
            isian.jk,
            str(isian.kelompok),
            str(kode),
            larik(kriteria),
            larik(sorted(ragam)),
            *rincian(acak, kode, isian.tanggal_data, isian.lahir),
            self._keterangan(acak, kode),
            di_luar,
            larik(temuan),
            jalan.sah.id.hex if jalan.sah else NIHIL,
            teks(dibuat),
            tksk,
            jalan.status,
            str(1 + len(jalan.putusan)),
            teks(jalan.diajukan),
            tksk if jalan.diajukan else NIHIL,
            teks(jalan.diverifikasi),
            kab if jalan.diverifikasi else NIHIL,
            teks(jalan.disahkan),
            prov if jalan.disahkan else NIHIL,
            teks(jalan.putusan[-1].saat if jalan.putusan else dibuat),
            *keadaan,
        )
        if jalan.sah:
            paket.sah[jalan.sah] = paket.sah.get(jalan.sah, 0) + 1
        self._putusan(acak, paket, isian, id_, jalan)
        return id_

    def _putusan(self, acak: Random, paket: Paket, isian: Isian, kasus: str, jalan: Jalan) -> None:
        desa = isian.keluarga.desa
        oleh = {"tksk": isian.tksk, "kabkota": self.kabkota[desa.kabkota], "provinsi": self.provinsi}
        for p in jalan.putusan:
            pelaku = oleh[p.oleh]
            paket.tambah(
                "pmks_putusankasus",
                kunci(acak, p.saat),
                kasus,
                desa.kode,
                p.aksi,
                p.dari,
                p.ke,
                p.komentar,
                pelaku.akun.hex,
                pelaku.sebagai,
                teks(p.saat),
            )
        for sah, alasan in jalan.kecuali:
            paket.sah.setdefault(sah, 0)
            paket.tambah("pmks_pengecualian", sah.id.hex, kasus, desa.kode, alasan)

    @staticmethod
    def _ragam(acak: Random) -> list[Disabilitas]:
        satu = RAGAM[int(acak.random() * len(RAGAM))]
        dua = RAGAM[int(acak.random() * len(RAGAM))]
        return [satu] if satu == dua or acak.random() < 0.7 else [satu, dua]

    @staticmethod
    def _kriteria(acak: Random, kode: int, ragam: list[Disabilitas], isian: Isian) -> list[str]:
        r = acak.random
        if r() < TANPA_KRITERIA:
            return []
        semua = "".join(ACUAN[kode].kriteria)
        if ragam:
            tubuh, mental, ganda, lain = KRITERIA_DISABILITAS[kode]
            badan = sum(d in RAGAM_TUBUH for d in ragam)
            pasti = tubuh if badan == len(ragam) else mental if badan == 0 else ganda
            semua = lain
        else:
            pasti = KRITERIA_PASTI.get(kode, "")
            if kode == GELANDANGAN and isian.nik:
                semua = semua.replace("a", "")  # kriteria a: tanpa KTP
        tambahan = {h for h in semua if r() < 0.45}
        hasil = {*pasti, *tambahan} or {semua[int(r() * len(semua))]}
        return sorted(hasil)

    @staticmethod
    def _di_luar(acak: Random, kode: int, isian: Isian) -> str:
        """Return the reason for a person outside the rule of a type; empty when the rule is met."""
        aturan, tahun = ACUAN[kode], umur(isian.lahir, isian.tanggal_data)
        if aturan.umur_maks is not None and tahun > aturan.umur_maks:
            pilihan = kata.ALASAN_KHUSUS_TUA
        elif aturan.umur_min is not None and tahun < aturan.umur_min:
            pilihan = kata.ALASAN_KHUSUS_MUDA
        else:
            return ""
        return pilihan[int(acak.random() * len(pilihan))]

    @staticmethod
    def _keterangan(acak: Random, kode: int) -> str:
        if acak.random() >= BERKETERANGAN:
            return ""
        pilihan = kata.KETERANGAN.get(kode, kata.KETERANGAN_UMUM)
        return pilihan[int(acak.random() * len(pilihan))]

    def _usulan(
        self, acak: Random, paket: Paket, isian: Isian, orang: str, kasus: str, jalan: Jalan, versi: int
    ) -> int | None:
        """Write a pending change of some verified records; return when it was submitted."""
        r = acak.random
        if jalan.status not in (Status.DIVERIFIKASI, Status.DISAHKAN) or r() >= PERUBAHAN:
            return None
        saat = self.waktu.kerja(
            max(jalan.disahkan or jalan.diverifikasi, self.waktu.kini - 25 * HARI), 1 + r() * 20, acak
        )
        if saat > self.waktu.kini:
            return None
        desa, x = isian.keluarga.desa, r()
        if x < 0.3:
            isi, untuk = {"kriteria": self._kriteria(acak, isian.jenis[0], [], isian)}, kasus
        elif x < 0.5:
            isi, untuk = {"nama": salah_eja(isian.nama)}, NIHIL
        else:
            isi, untuk = {"alamat": karang_alamat(acak, desa), "rt": f"{1 + int(r() * 30):03d}"}, NIHIL
        alasan = kata.ALASAN_REVISI[int(r() * len(kata.ALASAN_REVISI))]
        id_, tksk = kunci(acak, saat), isian.tksk
        paket.tambah(
            "pmks_revisi",
            id_,
            orang,
            untuk,
            desa.kode,
            json.dumps(isi),
            alasan,
            str(versi),
            teks(saat),
            tksk.akun.hex,
            Status.DIAJUKAN,
            "2",
            teks(saat),
            tksk.akun.hex,
            teks(saat),
        )
        putus = (Aksi.AJUKAN, Status.DRAF, Status.DIAJUKAN, "", tksk.akun.hex, tksk.sebagai, teks(saat))
        paket.tambah("pmks_putusanrevisi", kunci(acak, saat), id_, desa.kode, *putus)
        return saat
