"""Menulis isian keluarga, kelompok, dan komunitas: dari formulir, atau dari usulan yang diputuskan."""

from datetime import date

from django.db.models import F
from django.utils import timezone

from pmks.actions.kesatuan_isian import (
    DIRI,
    ISI_KASUS,
    KOLOM,
    IsianAnggota,
    IsianJenis,
    check_anggota,
    dari_json,
    kolom_model,
    kunci_orang,
)
from pmks.enums import HubunganKeluarga, SebabKeluar, Temuan
from pmks.models import AnggotaKesatuan, KasusKesatuan, Kesatuan, RevisiKesatuan
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.tinjauan.enums import Aksi, Status

BELUM_DIPUTUSKAN = (Status.DRAF, Status.DIAJUKAN, Status.DIKEMBALIKAN, Status.DITINJAU_ULANG)


def temuan_kesatuan(kesatuan: Kesatuan, kriteria: list[str]) -> list[str]:
    """Return what the machine noticed about a subject in a type."""
    hasil = []
    if kesatuan.keluarga:
        if not kesatuan.no_kk:
            hasil.append(Temuan.TANPA_KK)
        kini = list(kesatuan.anggota.kini().values_list("hubungan", "orang", "tanggal_lahir"))
        tanpa_kepala = all(hubungan != HubunganKeluarga.KEPALA for hubungan, _, _ in kini)
        if tanpa_kepala or any(orang is None and lahir is None for _, orang, lahir in kini):
            hasil.append(Temuan.RINCIAN_KURANG)
    if not kriteria:
        hasil.append(Temuan.TANPA_KRITERIA)
    return [str(t) for t in hasil]


def perbarui_temuan_kesatuan(kesatuan: Kesatuan) -> None:
    """Compute the findings of all types that are not decided yet, and store what changed."""
    for kasus in KasusKesatuan.objects.filter(kesatuan=kesatuan, status__in=BELUM_DIPUTUSKAN):
        temuan = temuan_kesatuan(kesatuan, kasus.kriteria)
        if temuan != kasus.temuan:
            KasusKesatuan.objects.filter(pk=kasus.pk).update(temuan=temuan)


def buat_kasus_kesatuan(kesatuan: Kesatuan, kasus: list[IsianJenis], by: Lingkup) -> None:
    """Add types as drafts, in the place of the subject, with their findings."""
    KasusKesatuan.objects.bulk_create(
        KasusKesatuan(
            kesatuan=kesatuan,
            wilayah_id=kesatuan.wilayah_id,
            bentuk=kesatuan.bentuk,
            jenis_id=k.jenis,
            kriteria=sorted(k.kriteria),
            ditemukan_pada=k.ditemukan_pada,
            keterangan=k.keterangan,
            temuan=temuan_kesatuan(kesatuan, k.kriteria),
            dibuat_oleh_id=by.akun_id,
        )
        for k in kasus
    )


def tulis_kolom(kesatuan: Kesatuan, kolom: dict) -> None:
    """Write changed columns of the subject."""
    for nama, nilai in kolom.items():
        setattr(kesatuan, nama, nilai)
    kesatuan.save(update_fields=kolom_model(KOLOM))


def tulis_anggota(kesatuan: Kesatuan, anggota: list[IsianAnggota], by: Lingkup) -> None:
    """Make the members of a family those of the entry; who is missing from it leaves, and stays in the history."""
    ada = {a.pk: a for a in kesatuan.anggota.kini().select_for_update(of=("self",))}
    tetap = {a.id for a in anggota if a.id in ada}
    kesatuan.anggota.kini().exclude(pk__in=tetap).update(
        keluar_pada=timezone.localdate(), keluar_sebab=SebabKeluar.DIKELUARKAN
    )
    # Kepala yang baru ditulis sesudah yang lama bukan kepala lagi.
    for isian in sorted(anggota, key=lambda a: a.hubungan == HubunganKeluarga.KEPALA):
        diri = {n: AnggotaKesatuan._meta.get_field(n).get_default() for n in DIRI}
        if not isian.orang_id:
            diri = {n: getattr(isian, n) for n in DIRI}
        kolom = {"orang_id": isian.orang_id, "hubungan": isian.hubungan, **diri}
        if isian.id in tetap:
            _ubah_anggota(ada[isian.id], kolom)
        else:
            AnggotaKesatuan.objects.create(
                kesatuan=kesatuan, wilayah_id=kesatuan.wilayah_id, dibuat_oleh_id=by.akun_id, **kolom
            )


def _ubah_anggota(anggota: AnggotaKesatuan, kolom: dict) -> None:
    if any(getattr(anggota, n) != nilai for n, nilai in kolom.items()):
        for n, nilai in kolom.items():
            setattr(anggota, n, nilai)
        anggota.save(update_fields=kolom_model(kolom))


def terapkan_revisi_kesatuan(*, revisi: RevisiKesatuan, by: Lingkup) -> None:
    """Write a decided change; the history names the one who decided.

    Raises:
        Ditolak, AnggotaTerdaftar: a member it proposes is no longer free to be one; nothing was written.
    """
    with lingkup.masuk(lingkup.tanpa_batas_derajat(by)):
        isi = revisi.isi
        anggota = [IsianAnggota.dari_json(a) for a in isi["anggota"]] if "anggota" in isi else None
        kunci_orang(anggota or [])
        kesatuan = Kesatuan.objects.select_for_update().get(pk=revisi.kesatuan_id)
        if "kolom" in isi:
            if "tanggal_data" in isi["kolom"]:
                _patok_hari(kesatuan)
            tulis_kolom(kesatuan, {k: dari_json(k, v) for k, v in isi["kolom"].items()})
        if anggota is not None:
            check_anggota(kesatuan.wilayah_id, anggota)
            tulis_anggota(kesatuan, anggota, by)
        for kode, ubah in isi.get("kasus", {}).items():
            _ubah_kasus(kesatuan, int(kode), ubah)
        for kode in isi.get("batal", []):
            _batalkan(kesatuan, kode, revisi.alasan, by)
        kini = timezone.now()
        Kesatuan.objects.filter(pk=kesatuan.pk).update(
            versi=F("versi") + 1, diubah_pada=kini, diubah_oleh_id=by.akun_id
        )
        RevisiKesatuan.objects.filter(pk=revisi.pk).update(diterapkan_pada=kini)
    revisi.refresh_from_db()


def _patok_hari(kesatuan: Kesatuan) -> None:
    """Keep judged types on the day that they were judged by, when the day of the subject's data moves on."""
    dinilai = KasusKesatuan.objects.filter(kesatuan=kesatuan, ditemukan_pada=None, diverifikasi_pada__isnull=False)
    dinilai.update(ditemukan_pada=kesatuan.tanggal_data)


def _ubah_kasus(kesatuan: Kesatuan, kode: int, ubah: dict) -> None:
    ubah = {k: v for k, v in ubah.items() if k in ISI_KASUS}
    if ubah.get("ditemukan_pada"):
        ubah["ditemukan_pada"] = date.fromisoformat(ubah["ditemukan_pada"])
    KasusKesatuan.objects.aktif().filter(kesatuan=kesatuan, jenis=kode).update(
        **ubah, versi=F("versi") + 1, bergerak_pada=timezone.now()
    )


def _batalkan(kesatuan: Kesatuan, kode: int, alasan: str, by: Lingkup) -> None:
    kasus = KasusKesatuan.objects.aktif().filter(kesatuan=kesatuan, jenis=kode).first()
    if kasus is None:
        return
    KasusKesatuan.objects.filter(pk=kasus.pk).update(
        status=Status.DIBATALKAN, versi=F("versi") + 1, bergerak_pada=timezone.now()
    )
    kasus.putusan.create(
        wilayah_id=kasus.wilayah_id,
        aksi=Aksi.BATALKAN,
        dari=kasus.status,
        ke=Status.DIBATALKAN,
        komentar=alasan,
        oleh_id=by.akun_id,
        sebagai=by.keterangan,
    )
