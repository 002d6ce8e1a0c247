"""Satu orang tercatat di dua kabupaten/kota: data yang pindah melepas NIK-nya dan ditawarkan untuk digabung.

Dinding dan kunci basis data tidak menerima satu NIK dua kali di satu kecamatan, dan tidak ada kantor yang boleh
menggabungkan data dua kabupaten/kota. Jadi: provinsi memutuskan keduanya orang yang sama, yang pindah diserahkan dan
diterima seperti pindahan lain, NIK-nya dititipkan pada data yang tetap, lalu kantor penerima menggabungkan keduanya.
"""

from django.utils import timezone

from pmks.enums import PutusanBentrok, StatusBentrok, StatusPasangan
from pmks.kabar import kabari_siap_digabung
from pmks.models import Bentrok, Kasus, Orang, PasanganMirip
from tksk_portal.tinjauan.enums import Status

# Bukan pilihan petugas (AlasanTanpaNIK): NIK-nya ada pada data lain orang ini, yang menunggu digabung.
NIK_DITITIPKAN = "menunggu_gabung"
DIPUTUSKAN_SAMA = "NIK sama, diputuskan orang yang sama"
PASTI = 100
DIJAMIN = (Status.DIVERIFIKASI, Status.DITINJAU_ULANG, Status.DISAHKAN)


def data_tetap(orang: Orang, kecamatan: str) -> Orang | None:
    """Return the record of a kecamatan that was decided to be the same person as this one, which is to move there.

    Read in a scope that holds both.
    """
    if not orang.nik:
        return None
    putusan = Bentrok.objects.filter(
        orang=orang, status=StatusBentrok.DIPUTUSKAN, putusan=PutusanBentrok.INI_PINDAH
    ).values("pasangan")
    sama = Orang.objects.di_bawah(kecamatan).filter(nik=orang.nik, digabung_ke=None).exclude(pk=orang.pk)
    return sama.filter(bentrok__pasangan__in=putusan).first()


def nik_di_tempat_baru(orang: Orang, kecamatan: str, tetap: Orang | None) -> dict[str, str]:
    """Return the columns of the NIK that change when a person moves into a kecamatan.

    With the same person there, the NIK is left to that record. Moving on from there without a merge takes it back,
    from the history, unless the new kecamatan has it too.
    """
    if tetap is not None:
        return {"nik": "", "alasan_tanpa_nik": NIK_DITITIPKAN}
    if orang.alasan_tanpa_nik != NIK_DITITIPKAN:
        return {}
    nik = orang.riwayat.exclude(nik="").order_by("-pgh_id").values_list("nik", flat=True).first()
    if not nik or Orang.objects.di_bawah(kecamatan).filter(nik=nik).exists():
        return {}
    return {"nik": nik, "alasan_tanpa_nik": ""}


def tawarkan_gabung(pindah: Orang, tetap: Orang) -> PasanganMirip:
    """Put the two records of one person, now in one kecamatan, on top of the queue for merging."""
    kiri, kanan = sorted((pindah, tetap), key=lambda o: o.pk)
    sedesa = kiri.wilayah_id == kanan.wilayah_id
    isi = {
        "wilayah_id": kiri.wilayah_id if sedesa else kiri.wilayah_id[:8],
        "skor": PASTI,
        "alasan": [DIPUTUSKAN_SAMA],
        "status": StatusPasangan.MENUNGGU,
        "ditemukan_pada": timezone.now(),
        **{"komentar": "", "diputus_pada": None, "diputus_oleh": None, "diputus_sebagai": ""},
    }
    pasangan, _ = PasanganMirip.objects.update_or_create(kiri=kiri, kanan=kanan, defaults=isi)
    if Kasus.objects.filter(orang__in=(kiri, kanan), status__in=DIJAMIN).exists():
        kabari_siap_digabung(pasangan)
    return pasangan


def tawaran_gabung(orang: Orang) -> tuple[Orang, Orang] | None:
    """Return (the record that stays, the one that came) when a person waits for such a merge."""
    pasangan = PasanganMirip.objects.milik(orang).menunggu().filter(alasan__contains=[DIPUTUSKAN_SAMA])
    satu = pasangan.select_related("kiri", "kanan").first()
    if satu is None:
        return None
    kiri, kanan = satu.kiri, satu.kanan
    return (kanan, kiri) if kiri.alasan_tanpa_nik == NIK_DITITIPKAN else (kiri, kanan)
