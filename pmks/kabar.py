"""Kabar dari tinjauan PMKS: yang dikembalikan diberitahukan kepada yang harus memperbaikinya."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localdate

from pmks.enums import PutusanBentrok
from pmks.models import Bentrok, Kasus, KasusKesatuan, PasanganMirip, Pembatasan, Pindahan, Revisi, RevisiKesatuan
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import SISTEM, Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.pekerjaan.kabar import Alamat, JenisKabar, kabari_banyak
from tksk_portal.pekerjaan.penerima import penerima_tugas, tempat_tugas
from tksk_portal.tinjauan.enums import Status
from tksk_portal.tinjauan.models import Ditinjau
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import NASIONAL

KATA_PUTUSAN = {
    PutusanBentrok.INI_KELIRU: "perbaiki NIK-nya",
    PutusanBentrok.LAIN_KELIRU: "data Anda dapat diajukan",
    PutusanBentrok.INI_PINDAH: "orang yang sama, serahkan data Anda ke kecamatan lain",
    PutusanBentrok.LAIN_PINDAH: "orang yang sama, data di kecamatan lain akan diserahkan kepada Anda",
}
KESATUAN = (KasusKesatuan, RevisiKesatuan)
DIKEMBALIKAN = JenisKabar("pmks.dikembalikan", "Data PMKS yang dikembalikan kepada saya")
PINDAHAN = JenisKabar("pmks.pindahan", "Orang yang pindah dari atau ke kecamatan saya")

BENTROK = JenisKabar("pmks.bentrok", "NIK yang sama dicatat di kecamatan lain")

PEMBATASAN = JenisKabar("pmks.pembatasan", "Pembatasan pemrosesan data dipasang atau dilepas")

KEADAAN = JenisKabar("pmks.keadaan", "Perubahan keadaan orang yang datanya sudah diverifikasi")


def kabari_keadaan(*, wilayah: str, by: Lingkup) -> None:
    """Tell the other office that keeps a verified person that the person's state changed: who, it sees there.

    The TKSK's change goes to the kabupaten/kota and the other way round. Nothing of the person is in the notice.

    Args:
        wilayah: of the person.
    """
    peran = Peran.TKSK if by.peran == Peran.KABKOTA else Peran.KABKOTA
    tempat = tempat_tugas(wilayah, peran)
    # Ke atas: kotak kantor itu di luar rentang petugas kecamatan. Hanya kabar ini yang ditulis di lingkupnya.
    atas = Lingkup(by.akun_id, by.penempatan_id, SISTEM, tempat, by.keterangan)
    with lingkup.masuk(atas):
        penerima = list(
            Penempatan.objects.berlaku()
            .akun_terbuka()
            .filter(peran=peran, tempat=tempat)
            .values_list("akun_id", flat=True)
            .distinct()
        )
        kabari_banyak(
            [Alamat(akun, tempat) for akun in penerima],
            jenis=KEADAAN.kode,
            teks=f"{{n}} perubahan keadaan pada data terverifikasi, dari {by.keterangan}",
            url=reverse("pmks:perubahan_keadaan"),
            kelompok=f"pmks.keadaan:{by.tempat}",
        )


def kabari_pembatasan(pembatasan: Pembatasan, teks: str) -> None:
    """Tell the TKSK that a person's processing is restricted or free again; who, the page says.

    Args:
        teks: names nobody.
    """
    tempat = tempat_tugas(pembatasan.wilayah_id, Peran.TKSK)
    kabari_banyak(
        [Alamat(akun, tempat) for akun in penerima_tugas(Peran.TKSK, None, tempat)],
        jenis=PEMBATASAN.kode,
        teks=teks,
        url=reverse("pmks:rinci", args=[pembatasan.orang_id]),
        kunci=f"pembatasan:{pembatasan.pk}:{'lepas' if pembatasan.dilepas_pada else 'pasang'}",
    )


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
            kelompok[Peran.TKSK, r.diajukan_oleh_id, tempat_tugas(r.wilayah_id, Peran.TKSK)].append(r)
        else:
            kelompok[Peran.KABKOTA, r.diverifikasi_oleh_id, tempat_tugas(r.wilayah_id, Peran.KABKOTA)].append(r)
    for (peran, pelaku, tempat), semua in kelompok.items():
        satu = semua[0]
        benda = "data PMKS" if isinstance(satu, (Kasus, KasusKesatuan)) else "usulan perubahan"
        meja = reverse("pmks:periksa_kesatuan" if isinstance(satu, KESATUAN) else "pmks:periksa")
        kabari_banyak(
            [Alamat(akun, tempat) for akun in penerima_tugas(peran, pelaku, tempat)],
            jenis=DIKEMBALIKAN.kode,
            teks=f"{{n}} {benda} dikembalikan {by.keterangan}",
            url=_url_perbaiki(satu) if peran == Peran.TKSK else meja,
            kelompok=f"{satu._meta.label_lower}:{by.tempat}",
            banyak=len(semua),
        )


def kabari_pindahan(*, pindahan: Pindahan, kepada: str, teks: str) -> None:
    """Tell the other side of a hand-over: the TKSK of a kecamatan, or its kab/kota where there is none.

    Args:
        kepada: code of the kecamatan that is told; usually outside the scope of the one who acts.
        teks: names nobody; `{n}` stands for how many unread ones there are.
    """
    with lingkup.masuk(lingkup.sistem("kabar pindahan", tempat=kepada[:5])):
        for peran in (Peran.TKSK, Peran.KABKOTA):
            tempat = tempat_tugas(f"{kepada}.", peran)
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


def _pemegang(tempat: Iterable[str]) -> dict[str, list]:
    """Return kecamatan -> the accounts that hold the TKSK's duty there; needs a scope that sees them."""
    semua = Penempatan.objects.berlaku().akun_terbuka().filter(peran=Peran.TKSK, tempat__in=set(tempat))
    hasil: dict[str, list] = {}
    for akun, kode in semua.values_list("akun_id", "tempat_id").distinct():
        hasil.setdefault(kode, []).append(akun)
    return hasil


def kabari_bentrok(baru: Sequence[Bentrok]) -> None:
    """Tell the other kecamatan of each clash where the same NIK was recorded; once per clash, nothing personal.

    Args:
        baru: the later sides, with their places (`wilayah__induk`).
    """
    if not baru:
        return
    # Kotak di kecamatan lain: pengirimnya tetap akun ini, lingkupnya sistem selama kabar ditulis.
    with lingkup.masuk(_ke_mana_pun(lingkup.sekarang())):
        pemegang = _pemegang(b.kecamatan_lain_id for b in baru)
        for b in baru:
            _nik_sama(b.wilayah.induk.sebutan, b.kecamatan_lain_id, pemegang, f"bentrok:{b.pasangan}")


def kabari_usulan_bentrok(revisi: Revisi, kecamatan: Iterable[str]) -> None:
    """Tell other kecamatan that a NIK of theirs is proposed for somebody else; once per proposal and day."""
    sini = Wilayah.objects.get(pk=revisi.wilayah_id[:8]).sebutan
    with lingkup.masuk(_ke_mana_pun(lingkup.sekarang())):
        pemegang = _pemegang(kecamatan)
        for kode in kecamatan:
            _nik_sama(sini, kode, pemegang, f"bentrok-usulan:{revisi.pk}:{localdate():%Y%m%d}")


def _nik_sama(sini: str, kepada: str, pemegang: dict[str, list], kunci: str) -> None:
    kabari_banyak(
        [Alamat(akun, kepada) for akun in pemegang.get(kepada, ())],
        jenis=BENTROK.kode,
        teks=f"NIK yang sama dicatat di {sini}",
        url=reverse("pmks:kembar"),
        kunci=kunci,
    )


def kabari_putusan_bentrok(sisi: Sequence[Bentrok]) -> None:
    """Tell the officers of both sides what was decided, or their kabupaten/kota where there is none; needs a scope
    that holds both."""
    pemegang = _pemegang(s.wilayah_id[:8] for s in sisi)
    for s in sisi:
        kecamatan = s.wilayah_id[:8]
        isi = KATA_PUTUSAN[PutusanBentrok(s.putusan)]
        kabari_banyak(
            [Alamat(akun, kecamatan) for akun in pemegang.get(kecamatan, ())] or _kantor(kecamatan),
            jenis=BENTROK.kode,
            teks=f"NIK bentrok sudah diputuskan: {isi}",
            url=reverse("pmks:kembar"),
            kunci=f"bentrok-putusan:{s.pk}:{s.diputus_pada:%Y%m%d%H%M%S}",
        )


def kabari_siap_digabung(pasangan: PasanganMirip) -> None:
    """Tell the kabupaten/kota that two records of one person, at least one of them verified, wait for its merge."""
    with lingkup.masuk(lingkup.sistem("kabar data siap digabung", tempat=pasangan.wilayah_id[:5])):
        kabari_banyak(
            _kantor(pasangan.wilayah_id),
            jenis=BENTROK.kode,
            teks="{n} orang yang datanya dua, kini di satu kecamatan, menunggu digabung",
            url=reverse("pmks:kembar"),
            kelompok=f"siap-digabung:{pasangan.wilayah_id[:5]}",
        )


def _kantor(tempat: str) -> list[Alamat]:
    """Return the boxes of the kabupaten/kota above a place."""
    kode = tempat[:5]
    semua = Penempatan.objects.berlaku().akun_terbuka().filter(peran=Peran.KABKOTA, tempat=kode)
    return [Alamat(akun, kode) for akun in semua.values_list("akun_id", flat=True).distinct()]


def _ke_mana_pun(by: Lingkup) -> Lingkup:
    return Lingkup(by.akun_id, by.penempatan_id, lingkup.SISTEM, NASIONAL, by.keterangan)
