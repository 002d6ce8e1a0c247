"""Apa yang tampak dari keluarga, kelompok, dan komunitas: nama samar atau terbuka, jumlah tepat atau dibulatkan."""

from dataclasses import dataclass

from django.db.models import Count

from pmks.bulat import bulatkan5
from pmks.enums import HubunganKeluarga, KelompokUmur
from pmks.models import AnggotaKesatuan, KasusKesatuan, Kesatuan, acuan_jenis
from pmks.nama import samarkan_nama, samarkan_nomor
from pmks.tampak import PERLU_TUJUAN, boleh_rinci
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
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


def nama_anggota(anggota: AnggotaKesatuan, by: Lingkup, *, terbuka: bool) -> str:
    """Return a member's name: open with the family, but a registered sensitive person opens on the own page only.

    The camat never sees a child's name.
    """
    sendiri = anggota.orang_id and not anggota.tidak_tampak and anggota.orang.tersamar
    if anggota.tidak_tampak or (terbuka and not sendiri and not (by.peran == Peran.CAMAT and anggota.rawan)):
        return anggota.nama_asli
    return samarkan_nama(anggota.nama_asli)


def nik_anggota(anggota: AnggotaKesatuan, *, terbuka: bool) -> str:
    """Return a member's NIK in full only when the numbers of the family are open; a linked person's stays masked."""
    return anggota.nik_asli if terbuka and not anggota.orang_id else samarkan_nomor(anggota.nik_asli)


def nama_kesatuan(kesatuan: Kesatuan, kepala: AnggotaKesatuan | None, by: Lingkup, *, terbuka: bool) -> str:
    """Return the name: of a family its head's."""
    if kesatuan.hitungan:
        return HITUNGAN
    if not kesatuan.keluarga:
        return kesatuan.nama if terbuka else kesatuan.nama_samar
    return f"Keluarga {nama_anggota(kepala, by, terbuka=terbuka)}" if kepala else TANPA_KEPALA


def hias_kesatuan(daftar: list[Kesatuan], by: Lingkup) -> list[Kesatuan]:
    """Add to each subject what a list shows: name, souls, types with status, village. Four queries."""
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
    for k in daftar:
        terbuka = not k.tersamar and by.peran not in PERLU_TUJUAN
        ketua = kepala.get(k.pk)
        k.nama_tampil = nama_kesatuan(k, ketua, by, terbuka=terbuka and not (ketua and ketua.rawan))
        jiwa = jiwa_tampak(k, k.jiwa_l, k.jiwa_p, tepat=boleh_tepat(k, by))
        k.jiwa_daftar = banyak.get(k.pk, 0) if k.keluarga else jiwa.jumlah
        k.jiwa_bulat = jiwa.bulat
        k.daftar_kasus = kasus.get(k.pk, [])
        k.desa = desa[k.wilayah_id]
    return daftar


def konteks_kesatuan(kesatuan: Kesatuan, by: Lingkup, *, nomor: bool) -> dict:
    """Return what the page of one subject and the review desk show of it.

    Args:
        nomor: NIK and KK are open now.
    """
    terbuka = boleh_rinci(kesatuan, by)
    tepat = boleh_tepat(kesatuan, by, dibuka=terbuka)
    anggota = list(kesatuan.anggota.kini().urut()) if kesatuan.keluarga else []
    for a in anggota:
        a.nama_tampil = nama_anggota(a, by, terbuka=terbuka)
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
        "nama_tampil": nama_kesatuan(kesatuan, kepala, by, terbuka=terbuka),
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
