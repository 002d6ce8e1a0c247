"""Apa yang tampak dari keluarga, kelompok, dan komunitas: nama samar atau terbuka, jumlah tepat atau dibulatkan."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from pmks.bulat import bulatkan5
from pmks.enums import BentukKesatuan, HubunganKeluarga, KelompokUmur
from pmks.models import AnggotaKesatuan, KasusKesatuan, Kesatuan, acuan_jenis
from pmks.nama import samarkan_nama, samarkan_nomor
from pmks.tampak import PERLU_TUJUAN, boleh_rinci, peka_terlihat, terbuka_bagi
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.jejak.models import Bagian, catat_pembukaan_banyak
from tksk_portal.tinjauan.enums import NADA, Status
from tksk_portal.wilayah.models import Wilayah

TANPA_KEPALA = "Keluarga tanpa kepala"
HITUNGAN = "Kelompok minoritas (hitungan)"


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


def kesatuan_terlihat(rekaman: QuerySet[Kesatuan], by: Lingkup) -> QuerySet[Kesatuan]:
    """Keep those that lists show this role: as with persons; type 14 is a rounded number and stays."""
    paling = peka_terlihat(by)
    if paling is None:
        return rekaman
    return rekaman.filter(Q(peka__lte=paling) | Q(bentuk=BentukKesatuan.HITUNGAN))


def anggota_terbuka(anggota: Iterable[AnggotaKesatuan], by: Lingkup) -> set[UUID]:
    """Return the registered persons among these members whom the reader has open. One query; none for the camat."""
    if by.peran == Peran.CAMAT:
        return set()
    return terbuka_bagi([a.orang for a in anggota if a.orang_id and not a.tidak_tampak], by)


def nama_anggota(anggota: AnggotaKesatuan, by: Lingkup, *, terbuka: bool, orang: set[UUID]) -> str:
    """Return a member's name: a typed one opens with the family, a registered person as in every list.

    What kind of person it is does not decide: a mask on the sensitive alone would tell who is. The camat, who meets
    only ordinary persons, sees every member masked for the same reason.

    Args:
        orang: the registered persons who stand open (`anggota_terbuka`).
    """
    if anggota.tidak_tampak:
        return anggota.nama_asli
    buka = anggota.orang_id in orang if anggota.orang_id else by.peran != Peran.CAMAT
    return anggota.nama_asli if terbuka and buka else samarkan_nama(anggota.nama_asli)


def nik_anggota(anggota: AnggotaKesatuan, *, terbuka: bool) -> str:
    """Return a member's NIK in full only when the numbers of the family are open; a linked person's stays masked."""
    return anggota.nik_asli if terbuka and not anggota.orang_id else samarkan_nomor(anggota.nik_asli)


def nama_kesatuan(
    kesatuan: Kesatuan, kepala: AnggotaKesatuan | None, by: Lingkup, *, terbuka: bool, orang: set[UUID]
) -> str:
    """Return the name: of a family its head's."""
    if kesatuan.hitungan:
        return HITUNGAN
    if not kesatuan.keluarga:
        return kesatuan.nama if terbuka else kesatuan.nama_samar
    return f"Keluarga {nama_anggota(kepala, by, terbuka=terbuka, orang=orang)}" if kepala else TANPA_KEPALA


def hias_kesatuan(daftar: list[Kesatuan], by: Lingkup, *, tujuan: str | None = None) -> list[Kesatuan]:
    """Add to each subject what a list shows: name, souls, village; types of those that stand open. Six queries.

    Args:
        tujuan: the reader opened this list: whoever was closed is opened and logged; None: it was not opened.
    """
    buka = _buka(daftar, by, tujuan)
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
    orang = anggota_terbuka(kepala.values(), by)
    for k in daftar:
        # Hitungan tidak memuat siapa pun, dan jenisnya sudah bentuknya.
        k.terbuka = k.hitungan or k.pk in buka
        k.nama_tampil = nama_kesatuan(k, kepala.get(k.pk), by, terbuka=k.terbuka, orang=orang)
        jiwa = jiwa_tampak(k, k.jiwa_l, k.jiwa_p, tepat=boleh_tepat(k, by))
        k.jiwa_daftar = banyak.get(k.pk, 0) if k.keluarga else jiwa.jumlah
        k.jiwa_bulat = jiwa.bulat
        k.daftar_kasus = kasus.get(k.pk, []) if k.terbuka else []
        k.desa = desa[k.wilayah_id]
    return daftar


def _buka(daftar: list[Kesatuan], by: Lingkup, tujuan: str | None) -> set[UUID]:
    buka = terbuka_bagi(daftar, by)
    if tujuan is not None and by.peran != Peran.CAMAT:
        baru = [k for k in daftar if k.pk not in buka and not k.hitungan]
        catat_pembukaan_banyak(objek=baru, bagian=Bagian.DAFTAR, by=by, tujuan=tujuan)
        buka = buka | {k.pk for k in baru}
    return buka


def konteks_kesatuan(kesatuan: Kesatuan, by: Lingkup, *, nomor: bool) -> dict:
    """Return what the page of one subject and the review desk show of it.

    Args:
        nomor: NIK and KK are open now.
    """
    terbuka = boleh_rinci(kesatuan, by)
    tepat = boleh_tepat(kesatuan, by, dibuka=terbuka)
    anggota = list(kesatuan.anggota.kini().urut()) if kesatuan.keluarga else []
    orang = anggota_terbuka(anggota, by)
    for a in anggota:
        a.nama_tampil = nama_anggota(a, by, terbuka=terbuka, orang=orang)
        a.nik_tampil = nik_anggota(a, terbuka=nomor)
    kepala = next((a for a in anggota if a.hubungan == HubunganKeluarga.KEPALA), None)
    laki, perempuan = kesatuan.jiwa_l, kesatuan.jiwa_p
    if kesatuan.keluarga:
        laki, perempuan = (sum(a.jk_asli == jk for a in anggota) for jk in "LP")
    jalur = list(Wilayah.objects.jalur(kesatuan.wilayah_id))
    return {
        "kesatuan": kesatuan,
        "terbuka": terbuka,
        "nomor_terbuka": nomor,
        "anggota": anggota,
        "nama_tampil": nama_kesatuan(kesatuan, kepala, by, terbuka=terbuka, orang=orang),
        # Di atas kab/kota dan bagi camat: yang peka tidak ditemukan, jadi tidak juga lewat keluarganya.
        "tautkan_orang": peka_terlihat(by) is None,
        "kk_tampil": kesatuan.no_kk if nomor else kesatuan.no_kk_samar,
        "jiwa": jiwa_tampak(kesatuan, laki, perempuan, tepat=tepat),
        "umur": list(_per_umur(kesatuan)) if tepat and kesatuan.umur_l else [],
        "desa": jalur[-1],
        "tempat": ", ".join(w.sebutan for w in reversed(jalur[2:])),
        "perlu_tujuan": by.peran in PERLU_TUJUAN,
    }


def _per_umur(kesatuan: Kesatuan):
    for kelompok in KelompokUmur:
        yield kelompok.label, kesatuan.umur_l[kelompok], kesatuan.umur_p[kelompok]
