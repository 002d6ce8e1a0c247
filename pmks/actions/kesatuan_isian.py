"""Isian keluarga, kelompok, komunitas, dan hitungan, serta aturan yang harus dipenuhinya."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import IntegrityError, models

from pmks.bentuk import KODE_KELOMPOK
from pmks.enums import BentukKesatuan, HubunganKeluarga
from pmks.models import AnggotaKesatuan, Kasus, Kesatuan, Orang, acuan_jenis
from tksk_portal.tinjauan.actions import Ditolak

KOLOM = (
    *("wilayah_id", "no_kk", "alasan_tanpa_kk", "nama", "alamat", "rt", "rw", "dusun", "jumlah_kk", "jiwa_l", "jiwa_p"),
    *("umur_l", "umur_p", "lintang", "bujur", "sumber", "tanggal_data"),
)
ISI_KASUS = ("kriteria", "ditemukan_pada", "keterangan")
DIRI = ("nama", "nik", "jk", "tanggal_lahir", "lahir_perkiraan")
# Huruf subjek pada acuan jenis (Permensos 8/2012, domain.md 2) bagi tiap bentuk.
SUBJEK = {
    BentukKesatuan.KELUARGA: "K",
    BentukKesatuan.KELOMPOK: "G",
    BentukKesatuan.KOMUNITAS: "M",
    BentukKesatuan.HITUNGAN: "G",
}
KK_SEKALI = "kesatuan_kk_sekali_per_kecamatan"
DITOLAK_BASIS = {
    "anggota_orang_sekali": "Orang yang dipilih sudah menjadi anggota keluarga. Keluarkan dahulu dari keluarga itu.",
    "anggota_nik_sekali_per_kecamatan": "NIK anggota ini sudah tercatat pada keluarga lain di kecamatan ini.",
    "anggota_satu_kepala": "Sebuah keluarga hanya punya satu kepala keluarga.",
    "revisikesatuan_satu_berjalan": "Masih ada usulan perubahan yang belum diputuskan untuk data ini.",
    "kasuskesatuan_jenis_sekali": "Jenis itu sudah tercatat. Muat ulang halaman ini.",
}


class KKSudahAda(Exception):
    """The number of the family card belongs to another family of this kecamatan; `kesatuan` is that family."""

    def __init__(self, kesatuan: Kesatuan) -> None:
        super().__init__("Keluarga dengan nomor KK ini sudah tercatat di kecamatan ini.")
        self.kesatuan = kesatuan


class AnggotaTerdaftar(Exception):
    """A typed member has the NIK of a registered person, who is to be picked and not kept twice."""

    def __init__(self, orang: Orang) -> None:
        super().__init__("NIK anggota ini sudah tercatat pada data orang. Pilih orangnya, jangan diketik lagi.")
        self.orang = orang


@dataclass(frozen=True)
class IsianAnggota:
    """One member of a family as typed, or as picked (`orang_id`; the identity is then read from the person)."""

    hubungan: str
    id: UUID | None = None
    orang_id: UUID | None = None
    nama: str = ""
    nik: str = ""
    jk: str = ""
    tanggal_lahir: date | None = None
    lahir_perkiraan: bool = False

    def ke_json(self) -> dict:
        """Return it as kept in a pending change."""
        lahir = self.tanggal_lahir.isoformat() if self.tanggal_lahir else None
        kunci = {n: str(v) if (v := getattr(self, n)) else None for n in ("id", "orang_id")}
        return vars(self) | kunci | {"tanggal_lahir": lahir}

    @classmethod
    def dari_json(cls, isi: dict) -> "IsianAnggota":
        """Return what `ke_json` kept."""
        kunci = {n: UUID(isi[n]) if isi[n] else None for n in ("id", "orang_id")}
        lahir = date.fromisoformat(isi["tanggal_lahir"]) if isi["tanggal_lahir"] else None
        return cls(**isi | kunci | {"tanggal_lahir": lahir})

    @classmethod
    def dari(cls, anggota: AnggotaKesatuan) -> "IsianAnggota":
        """Return a present member as an entry."""
        return cls(
            hubungan=anggota.hubungan,
            id=anggota.pk,
            orang_id=anggota.orang_id,
            **{n: getattr(anggota, n) for n in DIRI},
        )


@dataclass(frozen=True)
class IsianJenis:
    """What was typed for one type."""

    jenis: int
    kriteria: list[str] = field(default_factory=list)
    ditemukan_pada: date | None = None
    keterangan: str = ""


def jenis_bagi(bentuk: str, pada: date | None = None) -> list[int]:
    """Return the types that a form may be recorded in by the rules of a day (without one: of today)."""
    if bentuk == BentukKesatuan.HITUNGAN:
        return [KODE_KELOMPOK]
    huruf = SUBJEK[BentukKesatuan(bentuk)]
    return [kode for kode, j in acuan_jenis(pada).items() if huruf in j.subjek and kode != KODE_KELOMPOK]


def anggota_kini(kesatuan: Kesatuan) -> list[IsianAnggota]:
    """Return the present members as entries, the head first."""
    return [IsianAnggota.dari(a) for a in kesatuan.anggota.kini().urut()]


def kunci_orang(anggota: Iterable[IsianAnggota]) -> None:
    """Lock the linked persons and their types, before the family itself.

    The summary counts a member once, as a person or as a soul. Whoever verifies a type of that person at this moment
    is waited for, so that the trigger sees both changes (migration 0013). Types before families: the order of all.
    """
    orang = sorted({a.orang_id for a in anggota if a.orang_id})
    if not orang:
        return
    list(Orang.objects.filter(pk__in=orang).order_by("pk").select_for_update().values_list("pk"))
    list(Kasus.objects.filter(orang__in=orang).order_by("pk").select_for_update(of=("self",)).values_list("pk"))


def check_isian(
    *,
    bentuk: str,
    wilayah: str,
    anggota: list[IsianAnggota],
    kasus: list[IsianJenis],
    hari: Callable[[IsianJenis], date],
) -> None:
    """Check the rules that concern the whole entry.

    Args:
        hari: the day whose rules hold for a type.

    Raises:
        Ditolak: a type that is not of this form, no or several heads, a picked person that is not in this kecamatan.
        AnggotaTerdaftar: a typed member is registered here already.
    """
    if any(k.jenis not in jenis_bagi(bentuk, hari(k)) for k in kasus):
        raise Ditolak(f"Jenis yang dipilih bukan jenis bagi {BentukKesatuan(bentuk).label.lower()}.")
    if bentuk != BentukKesatuan.KELUARGA:
        if anggota:
            raise Ditolak("Hanya keluarga yang dicatat dengan anggotanya.")
        return
    if sum(a.hubungan == HubunganKeluarga.KEPALA for a in anggota) != 1:
        raise Ditolak("Tentukan satu kepala keluarga.")
    check_anggota(wilayah, anggota)


def check_anggota(wilayah: str, anggota: list[IsianAnggota]) -> None:
    """Check that picked members are persons of this kecamatan, and typed ones are not registered there."""
    orang = [a.orang_id for a in anggota if a.orang_id]
    sekitar = Orang.objects.di_bawah(wilayah[:8]).filter(digabung_ke=None)
    if len(set(orang)) != len(orang):
        raise Ditolak("Orang yang sama dipilih dua kali.")
    if sekitar.filter(pk__in=orang).count() != len(orang):
        raise Ditolak("Anggota yang dipilih tidak ada di kecamatan ini.")
    nik = [a.nik for a in anggota if a.nik]
    if len(set(nik)) != len(nik):
        raise Ditolak("Dua anggota memakai NIK yang sama.")
    terdaftar = sekitar.filter(nik__in=nik).first() if nik else None
    if terdaftar:
        raise AnggotaTerdaftar(terdaftar)


def nama_batas(salah: IntegrityError) -> str:
    """Return the name of the constraint that the database refused with."""
    return getattr(getattr(salah.__cause__, "diag", None), "constraint_name", "") or ""


def tolak_batas(salah: IntegrityError, *, wilayah: str = "", no_kk: str = "", kecuali: UUID | None = None) -> None:
    """Raise what a refusal of the database means to the user; return when it is none of these."""
    batas = nama_batas(salah)
    if batas == KK_SEKALI and no_kk:
        lain = Kesatuan.objects.di_bawah(wilayah[:8]).aktif().exclude(pk=kecuali).filter(no_kk=no_kk).first()
        if lain:
            raise KKSudahAda(lain) from None
    if batas == KK_SEKALI:
        raise Ditolak("Keluarga dengan nomor KK ini sudah tercatat di kecamatan ini.") from None
    if batas in DITOLAK_BASIS:
        raise Ditolak(DITOLAK_BASIS[batas]) from None


def kolom_model(kolom: Iterable[str]) -> list[str]:
    """Return the field names of columns."""
    return [k.removesuffix("_id") for k in kolom]


def dari_json(kolom: str, nilai):
    """Return a column's value from a pending change."""
    medan = Kesatuan._meta.get_field(kolom.removesuffix("_id"))
    if nilai is None or isinstance(medan, models.ForeignKey):
        return nilai
    return list(nilai) if isinstance(nilai, list) else medan.to_python(nilai)
