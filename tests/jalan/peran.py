"""Apa yang boleh dilihat tiap peran, ditulis ulang dari desain.md ("Roles, and what each sees") tanpa kode portal.

Uji membandingkan portal dengan ini, bukan dengan dirinya sendiri.
"""

from pmks.dinding import DuaTempat
from psks.dinding import KartuPublik, MilikPetugas
from tksk_portal.dokumen.dinding import MilikKantor
from tksk_portal.lindung.dinding import MilikPeran
from tksk_portal.pekerjaan.dinding import Kotak
from tksk_portal.wilayah.dinding import Acuan, Anak, Dinding, HanyaBaca, Milik, Riwayat, Tambah, Tugas, Warisan

# Keadaan tinjauan terendah yang terlihat: -1 semua, 1 sejak diajukan, 2 terverifikasi, 3 disahkan, 9 tidak ada.
TERENDAH = {"tksk": -1, "camat": 1, "kabkota": -1, "provinsi": 2, "admin": 9, "kemensos": 3}
# Kartu publik: dibaca seluruh provinsi, juga oleh petugas satu kecamatan.
SEPROVINSI = (KartuPublik,)
TABEL_ORANG = (
    *("pmks_orang", "pmks_kasus", "pmks_revisi", "pmks_orangriwayat", "pmks_kasusriwayat", "pmks_revisiriwayat"),
    *("pmks_putusankasus", "pmks_putusanrevisi", "pmks_pengecualian", "pmks_berkasorang", "pmks_berkasorangriwayat"),
    *("excel_unggahan", "excel_barisunggahan", "pmks_penggabungan", "pmks_pindahan"),
    *("pmks_kesatuan", "pmks_anggotakesatuan", "pmks_kasuskesatuan", "pmks_revisikesatuan", "pmks_putusankesatuan"),
    *("pmks_kesatuanriwayat", "pmks_anggotariwayat", "pmks_kasuskesatuanriwayat", "pmks_revisikesatuanriwayat"),
    *("pmks_putusanrevisikesatuan", "pmks_pengecualiankesatuan"),
    *("pmks_pembatasan", "pmks_bentrok", "pmks_kebutuhan", "pmks_layanan", "pmks_keadaanorang", "pmks_datadtsen"),
    *("psks_mitra", "psks_mitrariwayat", "psks_putusanmitra", "psks_revisimitra", "psks_revisimitrariwayat"),
    *("psks_putusanrevisimitra", "psks_dokumenmitra", "psks_dokumenmitrariwayat", "psks_jejaring"),
    *("psks_jejaringriwayat", "psks_pihakjejaring", "psks_pihakjejaringriwayat"),
    *("pmks_kebutuhanriwayat", "pmks_layananriwayat", "pmks_keadaanorangriwayat", "pmks_datadtsenriwayat"),
)

# Yang mengerjakan permintaan dan insiden, dan tidak ada yang lain (desain.md, issue pelindungan data).
LAYANAN = {
    "lindung_permintaan": {"tksk", "kabkota", "provinsi"},
    "lindung_tahanhukum": {"tksk", "kabkota", "provinsi"},
    "lindung_insiden": {"kabkota", "provinsi", "admin"},
}


def leluhur(kode: str) -> list[str]:
    """Return the places above a place, the nation first."""
    if kode == "0":
        return []
    bagian = kode.split(".")
    return ["0", *(".".join(bagian[: n + 1]) for n in range(len(bagian) - 1))]


def di_dalam(tempat: str, kode: str) -> bool:
    """Tell whether a code is the place itself or lies under it."""
    return tempat == "0" or kode == tempat or kode.startswith(f"{tempat}.")


class Mata:
    """What one inhabitant may see of the true rows: table -> list of dicts (`kunci` is the primary key)."""

    def __init__(
        self, lingkup, benar: dict[str, list[dict]], dinding: dict[str, Dinding], kunci: dict[str, str]
    ) -> None:
        self.lingkup, self.benar, self.dinding, self.kunci = lingkup, benar, dinding, kunci
        self._hasil: dict[str, set] = {}

    def lihat(self, tabel: str) -> set:
        """Return the primary keys that the inhabitant must see, no more and no fewer."""
        if tabel not in self._hasil:
            self._hasil[tabel] = {b[self.kunci[tabel]] for b in self.benar[tabel] if self._terlihat(tabel, b)}
        return self._hasil[tabel]

    def _terlihat(self, tabel: str, baris: dict) -> bool:
        d = self.dinding[tabel]
        if isinstance(d, Riwayat):
            return baris["pgh_obj_id"] in self.lihat(d.induk)
        if isinstance(d, Anak):
            return baris[d.kunci] in self.lihat(d.induk)
        dalam = di_dalam(self.lingkup.tempat, baris[d.kolom])
        if isinstance(d, Kotak):
            return dalam or baris["akun_id"] == str(self.lingkup.akun_id)
        if isinstance(d, DuaTempat):
            pihak = dalam or di_dalam(self.lingkup.tempat, baris[d.kedua])
            return pihak and self.lingkup.peran in ("tksk", "kabkota")
        if isinstance(d, MilikKantor):
            return dalam and baris["kantor"] == self.lingkup.peran
        if isinstance(d, MilikPeran):
            return dalam and self.lingkup.peran in LAYANAN[tabel]
        if isinstance(d, SEPROVINSI):
            return self.lingkup.tempat == "0" or baris[d.kolom][:2] == self.lingkup.tempat[:2]
        if isinstance(d, MilikPetugas):
            return dalam and self.lingkup.peran != "admin"
        if isinstance(d, Milik):
            return dalam and (not d.derajat or baris[d.derajat] >= TERENDAH[self.lingkup.peran])
        if isinstance(d, Warisan):
            return dalam or baris[d.kolom] in leluhur(self.lingkup.tempat)
        if isinstance(d, Tugas):
            return dalam or baris["akun_id"] == str(self.lingkup.akun_id)
        if tabel == "akun_akunriwayat":
            return dalam or baris["pgh_obj_id"] == str(self.lingkup.akun_id)
        assert isinstance(d, (Tambah, HanyaBaca)), f"{tabel}: jenis dinding {type(d).__name__} belum diuji"
        assert not isinstance(d, Acuan)
        return dalam
