"""Apa yang tampak dari keluarga, kelompok, dan komunitas (docs/keputusan/apa-yang-boleh-diketahui.md).

Aturannya aturan orang: tertutup sampai dibuka, apa pun jenisnya. Sebuah keluarga dibuka bersama anggota yang diketik
padanya; anggota yang terdaftar sebagai orang tetap milik dirinya. Hitungan jenis 14 tidak memuat siapa pun: ia selalu
terbuka, tetapi angkanya dibulatkan bagi yang tidak membuka identitas.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pmks.bulat import bulatkan5
from pmks.enums import BentukKesatuan, HubunganKeluarga, KelompokUmur, Peka
from pmks.models import AnggotaKesatuan, KasusKesatuan, Kesatuan, acuan_jenis
from pmks.tampak import TERTUTUP, boleh_rinci, buka_baris, hias_nama, peka_terlihat
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.dasar.nama import samarkan_nama, samarkan_nomor, samarkan_nomor_rapat
from tksk_portal.jejak.tampak import PERLU_TUJUAN
from tksk_portal.tinjauan.enums import NADA, Status
from tksk_portal.wilayah.models import Wilayah

TANPA_KEPALA = "Keluarga tanpa kepala"
HITUNGAN = "Kelompok minoritas (hitungan)"


# Siapa yang ada -----------------------------------------------------------------------------------------------------


def terlihat_kesatuan(rekaman: QuerySet[Kesatuan], by: Lingkup) -> QuerySet[Kesatuan]:
    """Keep what lists show this role, as for persons (`pmks.tampak.terlihat`); counts without names always.

    For the camat also no family with a member of a sensitive type: a name that stays masked there would tell it.
    """
    paling = peka_terlihat(by)
    if paling is None:
        return rekaman
    rekaman = rekaman.filter(Q(bentuk=BentukKesatuan.HITUNGAN) | Q(peka__lte=paling))
    if by.peran != Peran.CAMAT:
        return rekaman
    peka = AnggotaKesatuan.objects.kini().filter(kesatuan=OuterRef("pk"), orang__peka__gt=Peka.BIASA)
    return rekaman.filter(~Exists(peka))


def ada_kesatuan(rekaman: QuerySet[Kesatuan], by: Lingkup) -> QuerySet[Kesatuan]:
    """Keep those whose own page is there for this role (`pmks.tampak.ada_bagi`)."""
    return terlihat_kesatuan(rekaman, by) if by.peran == Peran.CAMAT else rekaman


# Jiwa ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class JiwaTampak:
    """Souls of one subject as the reader may see them; `bulat` says that they are rounded to base 5."""

    laki: int
    perempuan: int
    bulat: bool = False

    @property
    def jumlah(self) -> int:
        """Souls in all."""
        return self.laki + self.perempuan


def boleh_angka_tepat(by: Lingkup) -> bool:
    """Tell whether sums of type 14 may be shown unrounded: to the offices that handle identities without a purpose."""
    return by.peran in (Peran.TKSK, Peran.KABKOTA)


def boleh_tepat(kesatuan: Kesatuan, by: Lingkup, *, dibuka: bool = False) -> bool:
    """Tell whether exact numbers may be shown: those of type 14 only to who may open identities, and did."""
    if not kesatuan.hitungan:
        return True
    return boleh_angka_tepat(by) or (by.peran in PERLU_TUJUAN and dibuka)


def jiwa_tampak(kesatuan: Kesatuan, laki: int, perempuan: int, *, tepat: bool) -> JiwaTampak:
    """Return the souls, rounded unless exact numbers may be shown."""
    if tepat:
        return JiwaTampak(laki, perempuan)
    return JiwaTampak(bulatkan5(laki), bulatkan5(perempuan), bulat=True)


# Nama dan nomor -----------------------------------------------------------------------------------------------------


def hias_anggota(anggota: Iterable[AnggotaKesatuan], by: Lingkup, *, tujuan: str | None = None) -> None:
    """Set `orang.terbuka` of the members that are registered persons: whom this reader opened or recorded.

    Args:
        tujuan: the reader opened the family with this purpose: its registered members are opened and logged with it.
            Above kab/kota they stay closed, whoever they are; each is opened on the own page.
    """
    orang = [a.orang for a in anggota if a.orang_id and not a.tidak_tampak]
    hias_nama(orang, by, tujuan=None if by.peran in PERLU_TUJUAN else tujuan)


def nama_anggota(anggota: AnggotaKesatuan, by: Lingkup, *, terbuka: bool) -> str:
    """Return a member's name: open with the family, a registered one as the person is; needs `hias_anggota`.

    The camat never sees a child's name.
    """
    if anggota.tidak_tampak:
        return anggota.nama_asli
    if terbuka and anggota.orang_id:
        return anggota.orang.nama_tampil
    if terbuka and not (by.peran == Peran.CAMAT and anggota.rawan):
        return anggota.nama
    return samarkan_nama(anggota.nama_asli)


def nik_anggota(anggota: AnggotaKesatuan, *, terbuka: bool, nomor: bool) -> str:
    """Return a member's NIK: in full when the numbers of the family are open; a registered person's stays masked."""
    if not terbuka or (anggota.orang_id and not anggota.tidak_tampak and not anggota.orang.terbuka):
        return samarkan_nomor_rapat(anggota.nik_asli)
    return anggota.nik_asli if nomor and not anggota.orang_id else samarkan_nomor(anggota.nik_asli)


def nama_kesatuan(kesatuan: Kesatuan, kepala: AnggotaKesatuan | None, by: Lingkup, *, terbuka: bool) -> str:
    """Return the name: of a family its head's."""
    if kesatuan.hitungan:
        return HITUNGAN
    if not kesatuan.keluarga:
        return kesatuan.nama if terbuka else kesatuan.nama_samar
    return f"Keluarga {nama_anggota(kepala, by, terbuka=terbuka)}" if kepala else TANPA_KEPALA


# Daftar -------------------------------------------------------------------------------------------------------------


def hias_kesatuan(daftar: list[Kesatuan], by: Lingkup, *, tujuan: str | None = None) -> list[Kesatuan]:
    """Add to each subject what a list shows: `terbuka`, name, souls, types with status, village. Six queries.

    Args:
        tujuan: the reader opened this list (with this purpose, empty where none is asked): what was closed is opened
            and logged, with the registered heads whose names then show. None: it was not opened.
    """
    acuan = acuan_jenis()
    kunci = [k.pk for k in daftar]
    desa = {w.pk: w for w in Wilayah.objects.filter(pk__in={k.wilayah_id for k in daftar}).select_related("induk")}
    anggota = AnggotaKesatuan.objects.kini().filter(kesatuan__in=kunci)
    kepala = {a.kesatuan_id: a for a in anggota.filter(hubungan=HubunganKeluarga.KEPALA).select_related("orang")}
    banyak = dict(anggota.order_by().values_list("kesatuan").annotate(n=Count("pk")))
    kasus: dict = {}
    for satu in KasusKesatuan.objects.aktif().filter(kesatuan__in=kunci).order_by("jenis_id"):
        satu.jenis, satu.nada = acuan[satu.jenis_id], NADA[Status(satu.status)]
        kasus.setdefault(satu.kesatuan_id, []).append(satu)
    buka = buka_baris([k for k in daftar if not k.hitungan], by, tujuan=tujuan)
    hias_anggota(kepala.values(), by, tujuan=tujuan)
    for k in daftar:
        k.terbuka = k.hitungan or k.pk in buka
        k.nama_tampil = nama_kesatuan(k, kepala.get(k.pk), by, terbuka=k.terbuka)
        jiwa = jiwa_tampak(k, k.jiwa_l, k.jiwa_p, tepat=boleh_tepat(k, by))
        k.jiwa_daftar = banyak.get(k.pk, 0) if k.keluarga else jiwa.jumlah
        k.jiwa_bulat = jiwa.bulat
        k.daftar_kasus = kasus.get(k.pk, []) if k.terbuka else []
        k.desa = desa[k.wilayah_id]
    return daftar


def hias_kasus_kesatuan(kasus: Iterable[KasusKesatuan], by: Lingkup, *, tujuan: str | None = None) -> None:
    """Set what rows with a type show: a closed one says nothing of whose type it is."""
    kasus = list(kasus)
    semua = {k.kesatuan_id: k.kesatuan for k in kasus}
    hias_kesatuan(list(semua.values()), by, tujuan=tujuan)
    for k in kasus:
        k.kesatuan = semua[k.kesatuan_id]
        k.nama_tampil = k.kesatuan.nama_tampil if k.kesatuan.terbuka else TERTUTUP


# Satu kesatuan ------------------------------------------------------------------------------------------------------


def konteks_kesatuan(kesatuan: Kesatuan, by: Lingkup, *, nomor: bool) -> dict:
    """Return what the page of one subject and the review desk show of it; its registered members are logged as read.

    Args:
        nomor: NIK and KK are open now.
    """
    terbuka = boleh_rinci(kesatuan, by)
    tepat = boleh_tepat(kesatuan, by, dibuka=terbuka)
    anggota = list(kesatuan.anggota.kini().urut()) if kesatuan.keluarga else []
    hias_anggota(anggota, by, tujuan="" if terbuka else None)
    for a in anggota:
        a.nama_tampil = nama_anggota(a, by, terbuka=terbuka)
        a.nik_tampil = nik_anggota(a, terbuka=terbuka, nomor=nomor)
        a.tertutup = bool(terbuka and a.orang_id and not a.tidak_tampak and not a.orang.terbuka)
    kepala = next((a for a in anggota if a.hubungan == HubunganKeluarga.KEPALA), None)
    laki, perempuan = kesatuan.jiwa_l, kesatuan.jiwa_p
    if kesatuan.keluarga:
        laki, perempuan = (sum(a.jk_asli == jk for a in anggota) for jk in "LP")
    jalur = list(Wilayah.objects.jalur(kesatuan.wilayah_id))
    no_kk = kesatuan.no_kk_samar if terbuka else samarkan_nomor_rapat(kesatuan.no_kk)
    return {
        "kesatuan": kesatuan,
        "terbuka": terbuka,
        "nomor_terbuka": nomor,
        "anggota": anggota,
        "anggota_tertutup": any(a.tertutup for a in anggota),
        "nama_tampil": nama_kesatuan(kesatuan, kepala, by, terbuka=terbuka),
        "kk_tampil": kesatuan.no_kk if nomor else no_kk,
        "jiwa": jiwa_tampak(kesatuan, laki, perempuan, tepat=tepat),
        "umur": list(_per_umur(kesatuan)) if tepat and kesatuan.umur_l else [],
        "desa": jalur[-1],
        "tempat": ", ".join(w.sebutan for w in reversed(jalur[2:])),
        "perlu_tujuan": by.peran in PERLU_TUJUAN,
    }


def _per_umur(kesatuan: Kesatuan):
    for kelompok in KelompokUmur:
        yield kelompok.label, kesatuan.umur_l[kelompok], kesatuan.umur_p[kelompok]
