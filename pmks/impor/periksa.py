"""Membandingkan baris dengan baris lain di berkas yang sama dan dengan data yang sudah ada."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from uuid import UUID

from uuid_utils.compat import uuid7

from pmks.actions.bentrok import TETAP_DRAF, Kontak, TerlaluSering, cari_nik, kata_tercatat, kontak
from pmks.actions.terapkan import ke_json
from pmks.actions.ubah import SUDAH_DIPERIKSA
from pmks.enums import CaraCari
from pmks.impor import cari, dtsen, rincian, usulan
from pmks.impor.calon import Calon, Pembaca, kasus_json
from pmks.models import Orang, Pembatasan, Revisi
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.enums import StatusBaris
from tksk_portal.excel.sumber import HasilBaris, Pemeriksa
from tksk_portal.tinjauan.enums import Status

BARU, BERUBAH, USULAN, SAMA, MUNGKIN, SALAH = (
    StatusBaris.BARU,
    StatusBaris.BERUBAH,
    StatusBaris.USULAN,
    StatusBaris.SAMA,
    StatusBaris.MUNGKIN,
    StatusBaris.SALAH,
)
KOSONG: Mapping[int, dict] = MappingProxyType({})
NANTI = "Bentroknya tetap diperiksa saat baris ditulis."
# Satu dari sepuluh NIK berakhir 0; empat dari paling banyak sepuluh hampir tidak pernah kebetulan.
NOL_PALING_SEDIKIT, BAGIAN_NOL = 4, 0.4
HILANG = "Angka terakhir NIK mungkin hilang di Excel; nomor di berkas ini lebih sering berakhir 0 daripada biasanya."
TULIS_ULANG = "Jadikan kolomnya Teks, lalu ketik ulang NIK dari KTP atau KK."
DIBATASI = "Pemrosesan data orang ini dibatasi atas permintaannya, jadi jenis tidak ditambah."
DI_MANA = "Periksa di mana orang ini sekarang tinggal."
SEBUT_KECAMATAN = 3
TETAP_BERLAKU = "Yang sudah diverifikasi tetap berlaku sampai dinas sosial memutuskannya."
BUKA_DATANYA = "Buka data orang itu di portal dan ubah di sana dengan alasannya."


@dataclass(slots=True)
class Jejak:
    """What is remembered of the first row of a person in the file."""

    nomor: int
    kunci: UUID
    pokok: tuple
    status: str = ""
    op: str = ""
    jenis: dict[int, int] = field(default_factory=dict)


class PemeriksaPMKS(Pemeriksa):
    """Judges the rows of one file in order. Remembers one small entry per person, so that memory stays bounded."""

    def __init__(self, *, by: Lingkup, pilihan: dict, dipakai: set[str]) -> None:
        self.by = by
        self.pembaca = Pembaca(by=by, pilihan=pilihan, dipakai=dipakai)
        self.per_nik: dict[str, Jejak] = {}
        self.tanpa_nik: dict[tuple, int] = {}
        self.desil: dict[UUID, dtsen.Riwayat] = {}
        self.berusul: dict[UUID, list[Revisi]] = {}
        self.banyak_nik = self.banyak_nol = 0
        self.kontak: dict[str, Kontak] = {}
        # Yang memeriksa data orang lain tidak mengubah yang sudah diajukan: nanti ia menilai pekerjaannya sendiri.
        # Sedikit, jadi dibaca sekali; yang dibatasi sesudah ini menaikkan versi orangnya, dan barisnya menjadi basi.
        self.dibatasi = set(Pembatasan.objects.berlaku().values_list("orang_id", flat=True))
        self.hanya_draf = not boleh(by, "pmks.catat")

    def siapkan(self, baris: Sequence[tuple[int, dict[str, object]]]) -> Callable[[], list[Calon]]:
        """Look up the places of a chunk; return what reads its rows."""
        self.pembaca.kenali_tempat(baris)
        return lambda: [self.pembaca.baca(nomor, mentah) for nomor, mentah in baris]

    def periksa(self, semua: list[Calon]) -> list[HasilBaris]:
        """Return one result per row."""
        anak = self._dalam_berkas([c for c in semua if c.sah])
        utama = [c for c in semua if c.sah and c.induk is None]
        ada = cari.orang_ber_nik(c.nik for c in semua if c.sah and c.nik)
        tercatat = [o["id"] for daftar in ada.values() for o in daftar]
        kasus, self.desil = cari.kasus_aktif(tercatat), dtsen.tercatat(tercatat)
        self.berusul = usulan.berjalan(tercatat)
        self._di_luar(utama)
        self._kenali_kontak(o["wilayah_id"][:8] for c in utama for o in self._lain_kecamatan(c, ada))
        belum = [c for c in utama if not self._cocok_nik(c, ada, kasus)]
        self._cocok_nama(belum)
        for c in utama:
            self._ingat(c)
        for c in anak:
            self._ikut_induk(c, kasus)
        self._mirip(semua)
        self._akhir_nol(semua)
        return [c.hasil() for c in semua]

    # Di dalam berkas ---------------------------------------------------------------------------------------------

    def _dalam_berkas(self, calon: list[Calon]) -> list[Calon]:
        """Tie rows of the same person together; refuse what stands twice. Returns the later rows of a person."""
        anak = []
        for c in calon:
            pokok = (c.nama_cari, c.lahir, c.diberi["jk"], c.diberi["wilayah_id"])
            if not c.nik:
                lama = self.tanpa_nik.setdefault(pokok, c.nomor)
                if lama != c.nomor:
                    c.tolak(
                        "nama",
                        f"Orang tanpa NIK dengan nama, tanggal lahir, dan desa yang sama sudah ada pada baris {lama}.",
                        "Bila orang yang sama, tulis semua jenisnya dalam satu baris dipisah titik koma.",
                    )
                continue
            jejak = self.per_nik.get(c.nik)
            if jejak is None:
                self.per_nik[c.nik] = Jejak(c.nomor, uuid7(), pokok, jenis={k.jenis: c.nomor for k in c.kasus})
            elif self._boleh_menyusul(c, jejak, pokok):
                c.induk = jejak.nomor
                jejak.jenis.update({k.jenis: c.nomor for k in c.kasus})
                anak.append(c)
        return anak

    @staticmethod
    def _boleh_menyusul(c: Calon, jejak: Jejak, pokok: tuple) -> bool:
        label = ("Nama", "Tanggal lahir", "Jenis kelamin", "Desa/kelurahan")
        medan = ("nama", "tanggal_lahir", "jk", "desa")
        for i, (lama, baru) in enumerate(zip(jejak.pokok, pokok, strict=True)):
            if lama != baru:
                c.tolak("nik", f"NIK ini sudah dipakai baris {jejak.nomor}.", "Periksa NIK kedua baris itu.")
                c.tolak(medan[i], f"{label[i]} berbeda dengan baris {jejak.nomor}, padahal NIK-nya sama.")
                return False
        for k in c.kasus:
            if k.jenis in jejak.jenis:
                pesan = f"NIK dan jenis {k.jenis} yang sama sudah ada pada baris {jejak.jenis[k.jenis]}."
                c.tolak("jenis", pesan, "Hapus salah satu barisnya.")
                return False
        return True

    def _ingat(self, c: Calon) -> None:
        """Keep what later rows of the same person need to know."""
        if c.nik and (jejak := self.per_nik.get(c.nik)) is not None and jejak.nomor == c.nomor:
            jejak.status, jejak.op = (c.status if c.sah_isinya else SALAH), c.op
            jejak.kunci = c.kunci or jejak.kunci

    def _ikut_induk(self, c: Calon, kasus: dict[UUID, dict[int, dict]]) -> None:
        """A later row of a person only adds types; it stands or falls with the first."""
        jejak = self.per_nik[c.nik]
        c.kunci = jejak.kunci
        if jejak.status == SALAH:
            c.tolak("nik", f"Baris {jejak.nomor} (orang yang sama) ditolak.", "Perbaiki baris itu dahulu.")
            return
        punya = kasus.get(c.kunci, {})
        c.kasus = [k for k in c.kasus if k.jenis not in punya]
        if not c.kasus:
            c.status = SAMA
            return
        self._rinci(c)
        c.op = "tambah_baru" if jejak.op == "baru" else "tambah_ada"
        c.ubah = {}
        c.status = MUNGKIN if jejak.status == MUNGKIN else (BARU if jejak.op == "baru" else BERUBAH)

    # Di balik dinding ----------------------------------------------------------------------------------------------

    def _di_luar(self, calon: list[Calon]) -> None:
        """Warn of NIK that are held in kecamatan that this account does not see; the row is written as a draft."""
        bernik = [c for c in calon if c.nik]
        if not bernik:
            return
        try:
            lain = cari_nik([c.nik for c in bernik], [c.kecamatan for c in bernik], cara=CaraCari.IMPOR)
        except TerlaluSering:
            for c in bernik:
                c.ingatkan("nik", "Belum dibandingkan dengan kecamatan lain: terlalu banyak NIK dalam satu jam.", NANTI)
            return
        luar = [[k for k in kode if not self.by.memuat(k)] for kode in lain]
        kena = [(c, kode) for c, kode in zip(bernik, luar, strict=True) if kode]
        self._kenali_kontak(k for _, kode in kena for k in kode)
        for c, kode in kena:
            sebut = " ".join(kata_tercatat(self.kontak[k]) for k in sorted(kode)[:SEBUT_KECAMATAN])
            c.ingatkan("nik", sebut, TETAP_DRAF)

    def _kenali_kontak(self, kode: Iterable[str]) -> None:
        """Look up whom to call in kecamatan that were not met before in this file."""
        self.kontak |= {k.kode: k for k in kontak(set(kode) - self.kontak.keys())}

    # Rincian jenis -----------------------------------------------------------------------------------------------

    def _rinci(self, c: Calon, punya: Mapping[int, dict] = KOSONG, tanggal_lama: date | None = None) -> None:
        """Check what the types ask, against what is recorded of them."""
        tanggal = c.diberi.get("tanggal_data") or tanggal_lama or self.pembaca.tanggal_data
        for k in c.kasus:
            lama = rincian.Tercatat(punya.get(k.jenis), tanggal_lama)
            pada = rincian.rapikan_hari(k, lama, tanggal)
            rincian.periksa(c, k, self.pembaca.acuan.pada(pada)[k.jenis], pada, lama, self.pembaca.dipakai)

    # Dengan data yang ada ----------------------------------------------------------------------------------------

    @staticmethod
    def _lain_kecamatan(c: Calon, ada: dict[str, list[dict]]) -> list[dict]:
        """Return the visible records of the row's NIK when none of them is of its kecamatan."""
        semua = ada.get(c.nik, []) if c.nik else []
        return [] if any(o["wilayah_id"][:8] == c.kecamatan for o in semua) else semua[:1]

    def _cocok_nik(self, c: Calon, ada: dict[str, list[dict]], kasus: dict[UUID, dict[int, dict]]) -> bool:
        """Compare with the record of the same NIK; False when there is none."""
        if not c.nik or c.nik not in ada:
            return False
        sini = [o for o in ada[c.nik] if o["wilayah_id"][:8] == c.kecamatan]
        if not sini:
            lain = ada[c.nik][0]["wilayah_id"][:8]
            self._rinci(c)
            c.kunci, c.op, c.status = self.per_nik[c.nik].kunci, "baru", MUNGKIN
            c.ingatkan(
                "nik",
                kata_tercatat(self.kontak[lain]),
                f"{DI_MANA} Bila dimasukkan: {TETAP_DRAF[0].lower()}{TETAP_DRAF[1:]}",
            )
            return True
        self._bandingkan(c, sini[0], kasus.get(sini[0]["id"], {}))
        return True

    def _bandingkan(self, c: Calon, lama: dict, punya: dict[int, dict]) -> None:
        c.kunci, c.versi = lama["id"], lama["versi"]
        if lama["id"] in self.dibatasi and any(k.jenis not in punya for k in c.kasus):
            c.tolak("nik", DIBATASI, BUKA_DATANYA)
            return
        dtsen.nilai(c, lama, self.desil.get(lama["id"], ()), self.pembaca.tanggal_data)
        self._rinci(c, punya, lama["tanggal_data"])
        if not punya:
            c.op, c.status = "hidup", BARU
            c.sebelum = {"orang": {k: ke_json(lama[k]) for k in c.hidup()}, "desil": lama["desil"]}
            c.ingatkan("nik", "Orang ini pernah tercatat lalu dibatalkan; ia akan dicatat kembali.")
            return
        c.ubah = self._beda_orang(c, lama)
        beda_kasus = self._beda_kasus(c, punya)
        rincian = c.kasus
        c.kasus = [k for k in rincian if k.jenis not in punya]
        if c.ubah.keys() <= usulan.MILIK_DATA and not self._boleh_langsung(punya):
            c.ubah = {}
        diubah = self._kata_ubahan(c.ubah, beda_kasus)
        usulan.pisahkan(c, punya, beda_kasus)
        halangan = self._halangan(c, punya, diubah, beda_kasus)
        if not halangan and c.usul:
            halangan = usulan.perbaiki(c, rincian, lama, punya, self.berusul.get(c.kunci, ()))
        if halangan:
            c.tolak("nik", halangan, BUKA_DATANYA)
            return
        if not (c.ubah or beda_kasus or c.kasus or c.dtsen or c.usul):
            c.status = SAMA
            return
        c.op, c.status = "ubah", USULAN if c.usul else BERUBAH
        if c.usul:
            usulannya = "memperbaiki usulan yang dikembalikan dan mengajukannya lagi"
            menjadi = usulannya if c.usul["kembali"] else "menjadi usulan"
            c.ingatkan("", f"Data ini sudah diverifikasi: perubahan {diubah} {menjadi}.", TETAP_BERLAKU)
        c.ubah_kasus = {
            str(punya[j]["id"]): kasus_json(baru) | {"versi": punya[j]["versi"]} for j, baru in beda_kasus.items()
        }
        c.sebelum = {
            "orang": {k: ke_json(lama[k]) for k in c.ubah},
            "desil": lama["desil"],
            "kasus": {
                str(punya[j]["id"]): kasus_json({k: punya[j][k] for k in baru}) for j, baru in beda_kasus.items()
            },
            # Hanya untuk ditunjukkan: isian di sebelah yang diubah atau diusulkan (`pmks.impor.beda`).
            "usul": usulan.semula(c, lama, punya),
            "jenis": {str(k["id"]): j for j, k in punya.items()},
        }

    @staticmethod
    def _beda_orang(c: Calon, lama: dict) -> dict:
        """Return the columns that the row fills otherwise than the record; an empty cell erases nothing."""
        beda = {k: v for k, v in c.diberi.items() if lama[k] != v and k != "desil"}
        if "nama" in beda and " ".join(lama["nama"].split()).casefold() == c.diberi["nama"].casefold():
            del beda["nama"]  # hanya huruf besar-kecilnya
        if beda.get("alamat_ktp") == lama["alamat"]:
            del beda["alamat_ktp"]
        if beda.get("no_kk") and lama["alasan_tanpa_kk"]:
            beda["alasan_tanpa_kk"] = ""
        return beda

    @staticmethod
    def _beda_kasus(c: Calon, punya: dict[int, dict]) -> dict[int, dict]:
        hasil = {}
        for k in c.kasus:
            if k.jenis in punya:
                beda = {n: v for n, v in k.diberi().items() if punya[k.jenis][n] != v}
                if beda:
                    hasil[k.jenis] = beda
        return hasil

    def _boleh_langsung(self, punya: dict[int, dict]) -> bool:
        """Tell whether this duty changes the person at once: not verified, and for a reviewer still a draft."""
        status = {k["status"] for k in punya.values()}
        return status <= {Status.DRAF} if self.hanya_draf else not status & set(SUDAH_DIPERIKSA)

    @staticmethod
    def _kata_ubahan(orang: dict, kasus: dict[int, dict]) -> str:
        """Return what a row changes, in words."""
        diubah = [str(Orang._meta.get_field(k.removesuffix("_id")).verbose_name) for k in orang]
        diubah += [f"keterangan jenis {j}" for j in kasus]
        return ", ".join(diubah[:4]) + (", dan lainnya" if len(diubah) > 4 else "")

    def _halangan(self, c: Calon, punya: dict[int, dict], diubah: str, beda_kasus: dict[int, dict]) -> str:
        """Return why the change may not be made; the same rules as `ubah_orang`."""
        if c.usul:
            if self.hanya_draf:
                return f"Data ini sudah diverifikasi; {diubah} diusulkan oleh TKSK, bukan oleh pemeriksanya."
            return ""
        if self.hanya_draf and (c.ubah or beda_kasus) and not self._boleh_langsung(punya):
            return f"Data ini sudah diajukan TKSK; {diubah} diubah oleh TKSK, bukan oleh pemeriksanya."
        return ""

    def _cocok_nama(self, calon: list[Calon]) -> None:
        """Rows whose NIK is not recorded: perhaps the person is, without it. Never merged, never guessed."""
        cocok = cari.sama_nama([(c.nomor, c.nama_cari, c.lahir, c.diberi["wilayah_id"]) for c in calon])
        orang = cari.orang_menurut_kunci(pk for daftar in cocok.values() for pk in daftar)
        kasus = cari.kasus_aktif(orang)
        for c in calon:
            self._rinci(c)
            c.op, c.status = "baru", BARU
            c.kunci = self.per_nik[c.nik].kunci if c.nik else uuid7()
            mungkin = [orang[pk] for pk in cocok.get(c.nomor, ())]
            if c.nik:
                # Dua NIK berbeda adalah dua orang; kemiripannya tetap diperingatkan.
                mungkin = [o for o in mungkin if not o["nik"]]
            if mungkin:
                self._mungkin_ada(c, mungkin, kasus)

    def _mungkin_ada(self, c: Calon, mungkin: list[dict], kasus: dict[UUID, dict[int, dict]]) -> None:
        if len(mungkin) > 1:
            c.tolak(
                "nama",
                f"Cocok dengan {len(mungkin)} orang yang sudah tercatat; tidak jelas yang mana.",
                "Isi NIK-nya, atau ubah langsung pada data orang itu.",
            )
            return
        lama = mungkin[0]
        punya = kasus.get(lama["id"], {})
        beda = self._beda_orang(c, lama)
        tambah = [k for k in c.kasus if k.jenis not in punya]
        if not (c.nik or beda or tambah or self._beda_kasus(c, punya)):
            c.status, c.op, c.kunci = SAMA, "", lama["id"]
            return
        c.status = MUNGKIN
        c.ingatkan(
            "nama",
            "Mungkin sudah ada: nama, tanggal lahir, dan desanya sama dengan data yang tercatat"
            + (" tanpa NIK." if c.nik else "."),
            "Bila orang yang sama, ubah data itu di portal; baris ini tidak dimasukkan kecuali Anda memintanya.",
        )

    @staticmethod
    def _mirip(semua: list[Calon]) -> None:
        baru = [c for c in semua if c.status == BARU and c.op == "baru" and c.sah_untuk_masuk]
        calon = [(c.nomor, c.kunci, c.nama_cari, c.lahir, c.kecamatan) for c in baru]
        mirip = cari.yang_mirip(calon)
        selisih = cari.yang_selisih(calon, [(c.nik, c.diberi.get("no_kk", "")) for c in baru], mirip)
        for c in baru:
            if c.nomor in mirip:
                c.ingatkan("nama", "Mirip data lain: tanggal lahir sama dan namanya hampir sama di kecamatan ini.")
            if c.nomor in selisih:
                saran = "Cocokkan dengan KTP; mungkin orang yang sama dengan satu angka salah ketik."
                c.ingatkan("nik", "NIK ini berbeda satu angka dengan data lain yang namanya mirip.", saran)

    def _akhir_nol(self, semua: list[Calon]) -> None:
        """Suspect a digit lost in Excel, which turns every last digit into 0: so many of the file end in 0."""
        ber_nik = [c for c in semua if c.nik]
        self.banyak_nik += len(ber_nik)
        self.banyak_nol += sum(c.nik.endswith("0") for c in ber_nik)
        merata = self.banyak_nol >= NOL_PALING_SEDIKIT and self.banyak_nol >= BAGIAN_NOL * self.banyak_nik
        for c in ber_nik:
            # Berkas kecil tidak dapat dihitung bagiannya; di sana nomor KK menjadi saksi.
            berdua = self.banyak_nik < NOL_PALING_SEDIKIT and c.diberi.get("no_kk", "").endswith("0")
            if c.nik.endswith("0") and (merata or berdua) and c.op in ("baru", "hidup"):
                c.nik_akhir = True
                c.ingatkan("nik", HILANG, TULIS_ULANG)
