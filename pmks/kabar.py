"""Kabar dari tinjauan PMKS: yang dikembalikan diberitahukan kepada yang harus memperbaikinya."""

from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from pmks.models import Kasus, KasusKesatuan, Pindahan, RevisiKesatuan
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import TINGKAT_PERAN, Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.pekerjaan.kabar import Alamat, JenisKabar, kabari_banyak
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.models import Ditinjau
from tksk_portal.wilayah.rentang import jalur, tingkat

KESATUAN = (KasusKesatuan, RevisiKesatuan)
DIKEMBALIKAN = JenisKabar("pmks.dikembalikan", "Data PMKS yang dikembalikan kepada saya")
PINDAHAN = JenisKabar("pmks.pindahan", "Orang yang pindah dari atau ke kecamatan saya")


def kabari_dikembalikan(*, rekaman: Sequence[Ditinjau], by: Lingkup) -> None:
    """Tell who must mend returned records: the person who did the step before, or those who now hold that duty.

    Unread notices from one office are one line with a count.

    Args:
        rekaman: persons, or families, groups and communities, in types, or pending changes; of one kind, after their
            return.
    """
    kelompok: dict[tuple, list[Ditinjau]] = defaultdict(list)
    for r in rekaman:
        if r.status == Status.DIKEMBALIKAN:
            kelompok[Peran.TKSK, r.diajukan_oleh_id, _tempat(r.wilayah_id, Peran.TKSK)].append(r)
        else:
            kelompok[Peran.KABKOTA, r.diverifikasi_oleh_id, _tempat(r.wilayah_id, Peran.KABKOTA)].append(r)
    for (peran, pelaku, tempat), semua in kelompok.items():
        satu = semua[0]
        benda = "data PMKS" if isinstance(satu, (Kasus, KasusKesatuan)) else "usulan perubahan"
        meja = reverse("pmks:periksa_kesatuan" if isinstance(satu, KESATUAN) else "pmks:periksa")
        kabari_banyak(
            [Alamat(akun, tempat) for akun in _penerima(peran, pelaku, tempat)],
            jenis=DIKEMBALIKAN.kode,
            teks=f"{{n}} {benda} dikembalikan {by.keterangan}",
            url=_url_perbaiki(satu) if peran == Peran.TKSK else meja,
            kelompok=f"{satu._meta.label_lower}:{by.tempat}",
            banyak=len(semua),
        )


def _penerima(peran: Peran, pelaku: UUID | None, tempat: str) -> list[UUID]:
    """Return who did the step, while still on that duty there; otherwise all who are."""
    pemegang = list(
        Penempatan.objects.berlaku()
        .akun_terbuka()
        .filter(peran=peran, tempat=tempat)
        .values_list("akun_id", flat=True)
        .distinct()
    )
    return [pelaku] if pelaku in pemegang else pemegang


def kabari_pindahan(*, pindahan: Pindahan, kepada: str, teks: str) -> None:
    """Tell the other side of a hand-over: the TKSK of a kecamatan, or its kab/kota where there is none.

    Args:
        kepada: code of the kecamatan that is told; usually outside the scope of the one who acts.
        teks: names nobody; `{n}` stands for how many unread ones there are.
    """
    with lingkup.masuk(lingkup.sistem("kabar pindahan", tempat=kepada[:5])):
        for peran in (Peran.TKSK, Peran.KABKOTA):
            tempat = _tempat(f"{kepada}.", peran)
            pemegang = Penempatan.objects.berlaku().akun_terbuka().filter(peran=peran, tempat=tempat)
            penerima = list(pemegang.values_list("akun_id", flat=True).distinct())
            if penerima:
                break
        kabari_banyak(
            [Alamat(akun, tempat) for akun in penerima],
            jenis=PINDAHAN.kode,
            teks=teks,
            url=reverse("pmks:pindah"),
            kelompok=f"pindahan:{pindahan.status}:{kepada}",
        )


def _url_perbaiki(rekaman: Ditinjau) -> str:
    """Return the list of returned records; a change is mended from its person's page."""
    if isinstance(rekaman, KESATUAN):
        return reverse("pmks:kesatuan", args=[rekaman.kesatuan_id])
    if isinstance(rekaman, Kasus):
        return reverse("pmks:daftar") + "?" + urlencode({"status": rekaman.status})
    return reverse("pmks:rinci", args=[rekaman.orang_id])


def _tempat(wilayah: str, peran: Peran) -> str:
    """Return the place of the duty of a role above a village."""
    return next(k for k in jalur(wilayah) if tingkat(k) == TINGKAT_PERAN[peran])
