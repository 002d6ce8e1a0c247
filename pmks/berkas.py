"""Foto dan dokumen orang: untuk apa disimpan, siapa yang boleh membukanya, dan jejaknya."""

from uuid import UUID

from django.urls import reverse

from pmks.models import BerkasOrang, Orang
from pmks.tampak import boleh_rinci
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.arsip.berkas import Keperluan
from tksk_portal.arsip.jenis import Jenis
from tksk_portal.arsip.models import Berkas
from tksk_portal.jejak.models import Bagian, Pembukaan, catat_pembukaan
from tksk_portal.jejak.riwayat import Peristiwa, Ubahan

NAMA = "pmks.orang"
UKURAN_TERBESAR = 8 * 1024 * 1024


def boleh_buka(satu: BerkasOrang, by: Lingkup) -> bool:
    """Tell whether a photo or document may be opened now: like the identity, and KTP or KK never by the camat."""
    if not boleh(by, "pmks.lihat") or not boleh_rinci(satu.orang, by):
        return False
    return not (satu.memuat_nomor and by.peran == Peran.CAMAT)


def berkas_tampil(orang: Orang, by: Lingkup) -> list[BerkasOrang]:
    """Return what is stored of a person, each told whether this duty may open it now."""
    daftar = list(BerkasOrang.objects.pada(orang).select_related("dibuat_oleh"))
    for satu in daftar:
        satu.orang = orang
        satu.boleh = boleh_buka(satu, by)
    return daftar


def boleh_baca(by: Lingkup, berkas: Berkas) -> bool:
    """Tell whether the file of a photo or document may be opened now; the person must be visible."""
    satu = BerkasOrang.objects.select_related("orang").filter(berkas=berkas).first()
    return satu is not None and boleh_buka(satu, by)


def ada_induk(kunci: set[UUID]) -> set[UUID]:
    """Return those of the keys that belong to a stored photo or document."""
    return set(BerkasOrang.objects.tersimpan().filter(pk__in=kunci).values_list("pk", flat=True))


def lanjut(berkas: Berkas) -> tuple[str, str] | None:
    """Return the way on from a file that is gone: what else is kept of that person."""
    orang = BerkasOrang.objects.filter(berkas=berkas).values_list("orang_id", flat=True).first()
    return (reverse("pmks:berkas", args=[orang]), "Ke foto dan dokumen orang ini") if orang else None


def dibuka(by: Lingkup, berkas: Berkas) -> None:
    """Log who looked at whom: a photo counts as the record, a KTP or KK as the numbers; once an hour per duty."""
    satu = BerkasOrang.objects.select_related("orang").get(berkas=berkas)
    for bagian in (Bagian.RINCI, Bagian.NIK) if satu.memuat_nomor else (Bagian.RINCI,):
        if not Pembukaan.objects.masih_terbuka(satu.orang, by, bagian):
            catat_pembukaan(objek=satu.orang, bagian=bagian, by=by)


KEPERLUAN = Keperluan(
    nama=NAMA,
    label="foto dan dokumen orang",
    jenis=frozenset({Jenis.JPEG, Jenis.PNG, Jenis.WEBP, Jenis.PDF}),
    ukuran_terbesar=UKURAN_TERBESAR,
    boleh_baca=boleh_baca,
    ada_induk=ada_induk,
    lanjut=lanjut,
    dibuka=dibuka,
)


def peristiwa_berkas(orang: Orang) -> list[Peristiwa]:
    """Return what was added to and removed from a person's photos and documents, as events of the history."""
    hasil = []
    for satu in BerkasOrang.objects.filter(orang=orang).select_related("dibuat_oleh", "dihapus_oleh"):
        isi = satu.get_jenis_display() + (f" – {satu.keterangan}" if satu.keterangan else "")
        hasil.append(
            Peristiwa(satu.dibuat_pada, satu.dibuat_oleh.nama, "", "dicatat", [Ubahan("Ditambahkan", "", isi)])
        )
        if satu.dihapus_pada:
            hasil.append(
                Peristiwa(satu.dihapus_pada, satu.dihapus_oleh.nama, "", "dihapus", [Ubahan("Dihapus", isi, "–")])
            )
    return hasil
