"""Langkah berikutnya sebuah NIK bentrok: siapa harus berbuat apa, dan tombolnya bagi yang sedang membaca."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from pmks.actions.bentrok import boleh_putuskan, pemutus
from pmks.actions.pindah import can_pihak
from pmks.enums import PutusanBentrok, StatusBentrok, StatusPindahan
from pmks.models import Bentrok, Orang, Pindahan
from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.wilayah.models import Wilayah

PINDAH = (PutusanBentrok.INI_PINDAH, PutusanBentrok.LAIN_PINDAH)


@dataclass(frozen=True)
class Langkah:
    """What comes next: who does what; with an address and the word on its button when the reader can do it now."""

    kata: str
    url: str = ""
    tombol: str = ""


def tujuan_diputuskan(orang: Orang) -> set[str]:
    """Return the kecamatan to which this record was decided to move, because the same person is recorded there."""
    milik = Bentrok.objects.terbuka().filter(orang=orang, putusan=PutusanBentrok.INI_PINDAH)
    return set(milik.values_list("kecamatan_lain_id", flat=True))


def langkah_bentrok(bentrok: Bentrok, by: Lingkup) -> Langkah:
    """Return the next step of a clash, as its reader sees it. Needs `sini` and `sana` on it (the two kecamatan)."""
    if bentrok.status == StatusBentrok.SELESAI:
        return _sesudah(bentrok, by)
    if bentrok.status == StatusBentrok.MENUNGGU:
        return _menunggu(bentrok, by)
    if bentrok.putusan in PINDAH:
        return _pindah(bentrok, by)
    keliru = bentrok.putusan == PutusanBentrok.INI_KELIRU
    salah = bentrok.sini if keliru else bentrok.sana
    kata = f"Petugas di {salah.sebutan} memperbaiki NIK-nya; sesudah itu bentrok ini selesai sendiri."
    if keliru and boleh(by, "pmks.catat") and by.memuat(bentrok.wilayah_id):
        return Langkah(kata, reverse("pmks:ubah", args=[bentrok.orang_id]), "Perbaiki NIK")
    return Langkah(kata)


def _menunggu(bentrok: Bentrok, by: Lingkup) -> Langkah:
    sekota = len(pemutus(bentrok)) > 2
    if boleh_putuskan(bentrok, by):
        if sekota and (gabung := _url_gabung(bentrok, by)):
            kata = (
                "Orang yang sama? Gabungkan kedua datanya. Dua orang berbeda? Putuskan di bawah NIK mana yang keliru."
            )
            return Langkah(kata, gabung, "Gabungkan…")
        return Langkah("Putuskan di bawah: dua orang berbeda, atau satu orang yang tercatat dua kali.")
    kantor = Wilayah.objects.get(pk=pemutus(bentrok)).nama
    return Langkah(
        f"Hubungi petugas di {bentrok.sana.sebutan}. Bila NIK di sini keliru, perbaiki; bila keduanya bersikukuh atau "
        f"orangnya sama, dinas sosial {kantor} yang memutuskan."
    )


def _pindah(bentrok: Bentrok, by: Lingkup) -> Langkah:
    """One person in two kabupaten/kota: hand over, accept, merge."""
    ini = bentrok.putusan == PutusanBentrok.INI_PINDAH
    dari, ke = (bentrok.sini, bentrok.sana) if ini else (bentrok.sana, bentrok.sini)
    pindahan = _pindahan(bentrok, ke.pk)
    if pindahan is None:
        kata = f"Petugas di {dari.sebutan} menyerahkan datanya ke {ke.sebutan}; sesudah diterima, keduanya digabungkan."
        if ini and can_pihak(dari.pk, by):
            url = reverse("pmks:usul_pindah", args=[bentrok.orang_id])
            return Langkah(kata, f"{url}?ke={ke.pk}", f"Serahkan ke {ke.sebutan}")
        return Langkah(kata)
    kata = f"Sudah diserahkan. Petugas di {ke.sebutan} menerimanya, lalu menggabungkan keduanya."
    if can_pihak(ke.pk, by):
        return Langkah(kata, reverse("pmks:pindahan", args=[pindahan.pk]), "Terima pindahannya")
    if can_pihak(dari.pk, by):
        return Langkah(kata, reverse("pmks:pindahan", args=[pindahan.pk]), "Lihat pindahannya")
    return Langkah(kata)


def _pindahan(bentrok: Bentrok, ke: str) -> Pindahan | None:
    """Return the hand-over under way of either side. The other side's record is behind the wall, so this reads as the
    system; only the hand-over's key and state leave here."""
    with lingkup.masuk(lingkup.sistem("langkah berikutnya bentrok")):
        orang = Bentrok.objects.filter(pasangan=bentrok.pasangan).values("orang_id")
        return Pindahan.objects.filter(orang__in=orang, ke=ke, status=StatusPindahan.DIUSULKAN).first()


def _sesudah(bentrok: Bentrok, by: Lingkup) -> Langkah:
    """Over: after a hand-over of the same person the two still have to become one."""
    if bentrok.putusan not in PINDAH:
        return Langkah("Tidak ada lagi yang perlu dilakukan.")
    dua = _berdua(bentrok)
    if len(dua) == 2 and not any(o.digabung_ke_id for o in dua):
        kata = "Kedua data kini di satu kecamatan. Bandingkan, lalu gabungkan."
        url = _url_gabung(bentrok, by)
        return Langkah(kata, url, "Gabungkan…") if url else Langkah(kata)
    if any(o.digabung_ke_id for o in dua):
        return Langkah("Keduanya sudah menjadi satu data. Tidak ada lagi yang perlu dilakukan.")
    return Langkah("Datanya sudah pindah; kantor di sana yang menggabungkan keduanya.")


def _berdua(bentrok: Bentrok) -> list[Orang]:
    """Return the persons of a clash that this scope sees; who keeps the NIK first."""
    kunci = Bentrok.objects.filter(pasangan=bentrok.pasangan).values("orang_id")
    semua = Orang.objects.filter(Q(pk__in=kunci) | Q(pk=bentrok.orang_id))
    return sorted(semua, key=lambda o: (not o.nik, o.pk))


def _url_gabung(bentrok: Bentrok, by: Lingkup) -> str:
    """Return where the two are merged, when this duty sees both and merges."""
    if not boleh(by, "pmks.gabung"):
        return ""
    dua = _berdua(bentrok)
    if len(dua) < 2 or any(o.digabung_ke_id or not by.memuat(o.wilayah_id) for o in dua):
        return ""
    return reverse("pmks:gabung", args=[dua[0].pk, dua[1].pk])
