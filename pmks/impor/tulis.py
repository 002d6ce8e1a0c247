"""Menulis baris yang sudah diperiksa: COPY ke tabel sementara, lalu INSERT … SELECT dan UPDATE … FROM.

Hasilnya sama dengan `pmks.actions.catat_orang` dan `ubah_orang`, kolom demi kolom; tests/pmks/test_impor_sama.py
membandingkannya. Yang berubah sejak pratinjau (NIK yang baru dicatat orang lain, data yang diubah) dilewati, bukan
ditimpa.
"""

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pmks.actions.bentrok import beri_tahu_bentrok
from pmks.actions.catat import IsianKasus
from pmks.actions.nik import kecamatan_dimuat
from pmks.actions.temuan import masih_diduga_hilang, temuan_isian, temuan_kasus
from pmks.actions.terapkan import dari_json
from pmks.actions.ubah import SUDAH_DIPERIKSA
from pmks.enums import Temuan
from pmks.impor import cari, dtsen, salin, usulan
from pmks.impor.mirip import mirip_sesama, selisih_sesama
from pmks.impor.siap import (
    KOLOM_KASUS,
    BarisSiap,
    Olahan,
    OrangBaru,
    baris_kasus,
    isian_kasus,
    lengkapi_temuan,
    muat_kasus,
    siapkan,
    temuan_nik,
)
from pmks.models import Bentrok, Kasus, Orang, acuan
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.enums import StatusBaris
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.excel.sumber import HasilTulis, Potongan
from tksk_portal.tinjauan.enums import DERAJAT, Status

NIK_TERPAKAI = "NIK-nya baru saja dicatat orang lain. Unggah lagi berkasnya untuk membandingkan."
SUDAH_BERUBAH = "Data ini diubah orang lain sesudah pratinjau. Unggah lagi berkasnya untuk membandingkan."
INDUK_DILEWATI = "Baris pertama orang ini dilewati."
BELUM_DIPERIKSA = (Status.DRAF, Status.DIAJUKAN, Status.DIKEMBALIKAN, Status.DITINJAU_ULANG)


def tulis(potong: Potongan, *, unggahan: Unggahan, by: Lingkup) -> HasilTulis:
    """Write a chunk of judged rows inside the caller's transaction.

    Raises:
        PermissionDenied: the role may not import.
    """
    if not boleh(by, "pmks.impor"):
        raise PermissionDenied
    penulis = _Penulis(unggahan, by)
    olahan: Olahan = potong.olahan
    if olahan.hari != penulis.hari:  # disiapkan sebelum tengah malam: kelompok umur ikut hari penulisannya
        olahan = siapkan(potong.baris, by=by, acuan=penulis.acuan, hari=penulis.hari, daerah=kecamatan_dimuat())
    per_op = olahan.lain
    if olahan.baru:
        penulis.baru(olahan.baru)
    penulis.ubah([*per_op["hidup"], *per_op["ubah"]])
    penulis.tambah(per_op["tambah_baru"], ada=False)
    penulis.tambah(per_op["tambah_ada"], ada=True)
    penulis.perbarui_temuan()
    return penulis.hasil


class _Penulis:
    """One chunk. Remembers the persons whose findings must be worked out anew."""

    def __init__(self, unggahan: Unggahan, by: Lingkup) -> None:
        self.unggahan, self.by = unggahan, by
        self.petugas = boleh(by, "pmks.catat")
        self.acuan = acuan()
        self.kini: datetime = timezone.now()
        self.hari = timezone.localdate()
        self.hasil = HasilTulis()
        # Baris ditulis lewat COPY: objek ringan, bukan instans model (lima kali lebih lambat), dan hanya kolom yang
        # berbeda antarbaris; yang sama di semua baris ditambahkan oleh INSERT-nya.
        bersama = {"dibuat_pada": self.kini, "dibuat_oleh_id": by.akun_id}
        orang, kasus = salin.bawaan(Orang), salin.bawaan(Kasus)
        self.orang_tetap = {k: orang[k] for k in ("versi", "keadaan", "keadaan_pada", "digabung_ke_id")}
        self.orang_tetap |= {"derajat": DERAJAT[Status.DRAF], **bersama}
        self.orang_tetap |= {"diubah_pada": self.kini, "diubah_oleh_id": by.akun_id}
        self.kasus_tetap = {k: v for k, v in kasus.items() if k not in KOLOM_KASUS}
        self.kasus_tetap |= {**bersama, "bergerak_pada": self.kini}
        self.berubah: set[UUID] = set()
        self.diduga_hilang: set[UUID] = set()

    # Orang baru --------------------------------------------------------------------------------------------------

    def baru(self, siap: OrangBaru) -> None:
        """Insert new persons with their types."""
        mirip = cari.yang_mirip(siap.calon) | mirip_sesama(siap.calon)
        selisih = cari.yang_selisih(siap.calon, siap.nomor, mirip) | selisih_sesama(siap.calon, siap.nomor)
        tertulis = salin.orang_baru(siap.orang, self.orang_tetap)
        for nomor, kunci, *_ in siap.calon:
            if kunci not in tertulis:
                self.hasil.lewat[nomor] = NIK_TERPAKAI
        self._catat_desil([d for d in siap.desil if d.orang in tertulis])
        ganda = {str(pk) for pk in beri_tahu_bentrok(tertulis)}
        ada = [kunci in tertulis for _, kunci, *_ in siap.calon]
        serupa = [[Temuan.MIRIP] if n in mirip else [] for n, *_ in siap.calon]
        lain = [self._nomor(n in selisih, kunci in ganda) for n, kunci, *_ in siap.calon]
        garis = [
            (awal, [*umum, *serupa[n], *nik, *lain[n], *khusus])
            for awal, n, (umum, nik, khusus) in zip(siap.kasus.garis, siap.pemilik, siap.temuan, strict=True)
            if ada[n]
        ]
        salin.masukkan(lengkapi_temuan(siap.kasus, garis), self.kasus_tetap)

    @staticmethod
    def _nomor(selisih: bool, ganda: bool) -> list[Temuan]:
        return [*([Temuan.NIK_SELISIH] if selisih else []), *([Temuan.NIK_GANDA] if ganda else [])]

    def _tambah_kasus(self, kasus: list[tuple[Orang, IsianKasus]]) -> None:
        """Insert further types of persons; what concerns the person is found afterwards (`perbarui_temuan`)."""
        if not kasus:
            return
        # Jenis baru ikut keadaan orangnya, seperti di `buat_kasus`; hampir selalu satu kelompok.
        menurut: dict[tuple, list[tuple[Orang, IsianKasus]]] = defaultdict(list)
        for o, k in kasus:
            menurut[o.keadaan, o.keadaan_pada].append((o, k))
        for (keadaan, sejak), bagian in menurut.items():
            muatan = muat_kasus([baris_kasus(o.pk, o, k) for o, k in bagian])
            temuan = [temuan_kasus(o, k, self.acuan) for o, k in bagian]
            lengkap = lengkapi_temuan(muatan, list(zip(muatan.garis, temuan, strict=True)))
            salin.masukkan(lengkap, self.kasus_tetap | {"keadaan": keadaan, "keadaan_pada": sejak})

    # Orang yang sudah ada ----------------------------------------------------------------------------------------

    def ubah(self, baris: list[BarisSiap]) -> None:
        """Change persons that are still as the preview showed them, and add types to them."""
        if not baris:
            return
        kunci = [b.kunci for b in baris]
        # Usulannya lebih dahulu, seperti pada putusan atasnya: keduanya menunggu, tidak saling menunggu.
        berusul = usulan.berjalan((b.kunci for b in baris if b.isi.get("usul")), kunci=True)
        # Jenisnya ikut terkunci: putusan tidak dapat jatuh di antara pemeriksaan ini dan penulisannya.
        list(Kasus.objects.select_for_update().filter(orang_id__in=kunci).order_by("pk").values_list("pk"))
        kini = {o.pk: o for o in Orang.objects.select_for_update().filter(pk__in=kunci).order_by("pk")}
        punya = cari.kasus_aktif(kini)
        riwayat = dtsen.tercatat(b.kunci for b in baris if b.isi.get("dtsen"))
        jadi, ubah_kasus, kasus, desil, usul = [], [], [], [], []
        for b in baris:
            orang = kini.get(b.kunci)
            if orang is None or orang.versi != b.isi["versi"] or not self._masih_boleh(b, punya.get(b.kunci, {})):
                self.hasil.lewat[b.nomor] = SUDAH_BERUBAH
                continue
            if b.isi.get("usul"):
                if not usulan.masih_sama(b.isi["usul"], berusul.get(b.kunci, ())):
                    self.hasil.lewat[b.nomor] = usulan.MASIH_ADA
                    continue
                usul.append(usulan.Usul(orang, b.isi["usul"]))
            for kolom, nilai in b.isi["orang"].items():
                setattr(orang, kolom, dari_json(kolom, nilai))
            if baru := b.isi.get("dtsen"):
                orang.desil = dtsen.berlaku(baru, riwayat.get(orang.pk, ()))
                tanggal = date.fromisoformat(baru["tanggal"])
                desil.append(dtsen.Desil(orang.pk, orang.wilayah_id, tanggal, baru["desil"]))
            orang.rapikan()
            jadi.append(orang)
            if b.isi.get("nik_akhir"):
                self.diduga_hilang.add(orang.pk)
            ubah_kasus += [(UUID(pk), beda) for pk, beda in b.isi["ubah_kasus"].items()]
            ada = punya.get(b.kunci, {})
            kasus += [(orang, k) for k in isian_kasus(b.isi["kasus"]) if k.jenis not in ada]
        usulan.buat(usul, ada=berusul, unggahan=self.unggahan, kini=self.kini, by=self.by)
        salin.ubah_orang(jadi, kini=self.kini, oleh=self.by.akun_id)
        salin.ubah_kasus(ubah_kasus, kini=self.kini)
        self._catat_desil(desil)
        self._tambah_kasus(kasus)
        self.berubah |= {o.pk for o in jadi}

    def _catat_desil(self, desil: list[dtsen.Desil]) -> None:
        dtsen.catat(desil, unggahan=self.unggahan, kini=self.kini, by=self.by)

    def _masih_boleh(self, b: BarisSiap, punya: dict[int, dict]) -> bool:
        """Tell whether a row still meets what it was compared with.

        What is written at once was not verified meanwhile; what is proposed still is.
        """
        kini = {str(k["id"]): (k["versi"], k["status"]) for k in punya.values()}
        for pk, beda in b.isi["ubah_kasus"].items():
            versi, status = kini.get(pk, (0, ""))
            if versi != beda["versi"] or status in SUDAH_DIPERIKSA:
                return False
        if usul := b.isi.get("usul"):
            return self.petugas and usulan.masih_cocok(usul, punya)
        semua = {k["status"] for k in punya.values()}
        if not self.petugas and (b.isi["orang"] or b.isi["ubah_kasus"]):
            return semua <= {Status.DRAF}
        return not b.isi["orang"] or not semua & set(SUDAH_DIPERIKSA)

    def tambah(self, baris: list[BarisSiap], *, ada: bool) -> None:
        """Add the types of further rows of a person that an earlier row wrote or found."""
        if not baris:
            return
        induk = {b.isi["induk"] for b in baris}
        lewat = set(
            BarisUnggahan.objects.filter(unggahan=self.unggahan, nomor__in=induk, status=StatusBaris.LEWAT).values_list(
                "nomor", flat=True
            )
        ) | (set(self.hasil.lewat) & induk)
        orang = {o.pk: o for o in Orang.objects.filter(pk__in={b.kunci for b in baris}, digabung_ke=None)}
        punya = cari.kasus_aktif(orang)
        kasus, disentuh = [], set()
        for b in baris:
            o = orang.get(b.kunci)
            if o is None or b.isi["induk"] in lewat:
                self.hasil.lewat[b.nomor] = INDUK_DILEWATI
                continue
            kasus += [(o, k) for k in isian_kasus(b.isi["kasus"]) if k.jenis not in punya.get(o.pk, {})]
            disentuh.add(o.pk)
        self._tambah_kasus(kasus)
        if ada:
            salin.ubah_orang([orang[pk] for pk in disentuh], kini=self.kini, oleh=self.by.akun_id)
        self.berubah |= disentuh

    # Temuan ------------------------------------------------------------------------------------------------------

    def perbarui_temuan(self) -> None:
        """Work out the findings of the changed persons' undecided types, as `perbarui_temuan` does for one."""
        if not self.berubah:
            return
        orang = {o.pk: o for o in Orang.objects.filter(pk__in=self.berubah)}
        beri_tahu_bentrok(orang)
        umum = self._temuan_orang(orang)
        semua = list(Kasus.objects.filter(orang_id__in=self.berubah, status__in=BELUM_DIPERIKSA).order_by("pk"))
        dahulu: dict[UUID, list] = defaultdict(list)
        for k in semua:
            dahulu[k.orang_id].append(k.temuan)
        for pk, o in orang.items():
            if pk in self.diduga_hilang or masih_diduga_hilang(o.nik, dahulu[pk]):
                umum[pk].append(Temuan.NIK_AKHIR)
        baru = []
        for k in semua:
            o = orang[k.orang_id]
            temuan = [str(t) for t in umum[o.pk] + temuan_kasus(o, k, self.acuan)]
            if temuan != k.temuan:
                baru.append((k.pk, temuan))
        salin.ubah_temuan(baru)

    def _temuan_orang(self, orang: dict[UUID, Orang]) -> dict[UUID, list[Temuan]]:
        """Return what concerns the persons whatever the type, as `temuan_orang` does for one."""
        calon = [(n, o.pk, o.nama_cari, o.tanggal_lahir, o.wilayah_id[:8]) for n, o in enumerate(orang.values())]
        mirip = cari.yang_mirip(calon)
        selisih = cari.yang_selisih(calon, [(o.nik, o.no_kk) for o in orang.values()], mirip)
        daerah = kecamatan_dimuat()
        ganda = set(Bentrok.objects.filter(orang__in=orang).menghalangi().values_list("orang_id", flat=True))
        return {
            o.pk: [
                *temuan_isian(o, hari=self.hari),
                *([Temuan.MIRIP] if n in mirip else []),
                *temuan_nik(o.nik, daerah),
                *self._nomor(n in selisih, o.pk in ganda),
            ]
            for n, o in enumerate(orang.values())
        }
