"""Merencanakan, menjalankan, dan mengurungkan pemekaran. Formulir, pekerjaan latar, dan perintah memakai yang ini."""

from collections.abc import Sequence
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akses.pintu import PintuDipakai, tutup_pintu
from tksk_portal.mekar import tabel
from tksk_portal.mekar.daftar_kode import Baris, dari_paket
from tksk_portal.mekar.enums import Aksi, Asal, Sifat, StatusMekar
from tksk_portal.mekar.kabar import kabari_mekar
from tksk_portal.mekar.kait import daftar_kait
from tksk_portal.mekar.models import Mekar
from tksk_portal.mekar.rencana import DaftarSalah, baris_dari, nilai
from tksk_portal.pekerjaan.antrean import antrekan
from tksk_portal.pekerjaan.enums import BELUM_SELESAI
from tksk_portal.pekerjaan.enums import Status as StatusPekerjaan
from tksk_portal.pekerjaan.models import Pekerjaan
from tksk_portal.tinjauan.actions import Ditolak
from tksk_portal.wilayah.models import Penerus, Wilayah
from tksk_portal.wilayah.rentang import NASIONAL, memuat, rentang

S = StatusMekar
IZIN = "wilayah.mekarkan"
TUNGGU = 60  # detik menunggu yang sedang menulis
MASIH_MENULIS = "Masih ada yang sedang menyimpan data, jadi kode wilayah belum dapat diganti. Coba sebentar lagi."
SUDAH_DIKERJAKAN = "Pemekaran ini sudah dijalankan, dibuang, atau sedang berjalan. Muat ulang halamannya."
LAIN_BERJALAN = "Pemekaran lain sedang dijalankan. Tunggu sampai selesai."
KUNCI_TERPAKAI = "Kiriman ini sudah dipakai rencana lain. Muat ulang halamannya, lalu isi lagi."
TERHENTI = "Terhenti sebelum selesai; tidak ada yang berubah. Jalankan lagi."
BERCAMPUR = "Kode baru sudah berisi data sebelum pemekaran dijalankan; keduanya tidak dapat dipisahkan lagi."


def check_pelaku(by: Lingkup, mekar: Mekar | None = None) -> None:
    """Raise unless this duty may split regions, and this plan is its office's.

    Raises:
        PermissionDenied: it may not.
    """
    if not boleh(by, IZIN) or (mekar is not None and mekar.wilayah_id != by.tempat):
        raise PermissionDenied


def selisih(by: Lingkup) -> tuple[list[Baris], list[Wilayah]]:
    """Return the lines that the installed list of Kemendagri asks for in this office's place, and what it leaves open.

    After that list was loaded (`muat_wilayah`) the old codes are over already; those at which records were left behind
    are among the lines.
    """
    check_pelaku(by)
    if by.tempat == NASIONAL:
        return [], []
    baris, buntu = dari_paket(by.tempat[:2])
    baris = [b for b in baris if memuat(by.tempat, b.baru)]
    penerus = Penerus.objects.filter(lama__berlaku_sampai__isnull=False, baru__berlaku_sampai=None)
    awal, akhir = rentang(by.tempat)
    penerus = penerus.filter(lama__gte=awal, lama__lt=akhir).select_related("baru").order_by("lama", "baru")
    with _sistem(by):
        bergerak = [k for k in tabel.semua_kolom() if k.sifat == Sifat.PINDAH]
        kini = tabel.hitung(bergerak, list({p.lama_id for p in penerus}))
    berisi = {kode for per_kode in kini.values() for kode in per_kode}
    baris += [Baris(0, p.lama_id, p.baru_id, p.baru.nama) for p in penerus if p.lama_id in berisi]
    for nomor, b in enumerate(baris, 1):
        b.nomor = nomor
    return baris, [w for w in buntu if memuat(by.tempat, w.kode)]


@transaction.atomic
def rencanakan(
    *,
    baris: Sequence[Baris],
    asal: Asal,
    dasar: str,
    berlaku_sejak: date,
    catatan_masa: str = "",
    nama_berkas: str = "",
    kunci: UUID | None = None,
    by: Lingkup,
) -> Mekar:
    """Judge a list and keep it as a plan; nothing moves. The same key again is the same plan.

    Raises:
        PermissionDenied: not this role.
        Ditolak: no legal basis, a date that lies ahead, or the key belongs to another plan.
        DaftarSalah: lines are wrong; each is explained.
    """
    check_pelaku(by)
    nama_berkas = nama_berkas[-120:]
    if kunci is not None and (ada := Mekar.objects.filter(pk=kunci).first()):
        check_pelaku(by, ada)
        if (ada.asal, ada.dasar, ada.berlaku_sejak, ada.nama_berkas) != (
            asal,
            dasar.strip(),
            berlaku_sejak,
            nama_berkas,
        ):
            raise Ditolak(KUNCI_TERPAKAI)
        return ada
    if not dasar.strip():
        raise Ditolak("Sebutkan dasar hukumnya.")
    if berlaku_sejak > timezone.localdate():
        raise Ditolak("Tanggal berlaku belum tiba. Pemekaran dijalankan pada atau sesudah hari berlakunya.")
    penilaian = nilai(baris, tempat=by.tempat, berlaku_sejak=berlaku_sejak)
    if penilaian.sah:
        with _sistem(by):
            _check_tersisa(penilaian, baris)
    if not penilaian.sah:
        raise DaftarSalah(penilaian, baris)
    isi = {"asal": asal, "dasar": dasar.strip(), "berlaku_sejak": berlaku_sejak, "nama_berkas": nama_berkas}
    return _simpan(kunci, isi | {"catatan_masa": catatan_masa.strip(), "butir": penilaian.butir}, by)


def _simpan(kunci: UUID | None, isi: dict, by: Lingkup) -> Mekar:
    pk = {"pk": kunci} if kunci else {}
    pembuat = {"wilayah_id": by.tempat, "dibuat_oleh_id": by.akun_id, "dibuat_sebagai": by.keterangan}
    try:
        with transaction.atomic():
            return Mekar.objects.create(**pk, **isi, **pembuat)
    except IntegrityError:  # kunci milik kantor lain: tidak terlihat, dan tidak dikatakan milik siapa
        raise Ditolak(KUNCI_TERPAKAI) from None


def _check_tersisa(penilaian, baris: Sequence[Baris]) -> None:
    """A code that was replaced before and holds no rows any more has nothing to follow up."""
    susul = {b["lama"]: b["nomor"] for b in penilaian.butir if b["aksi"] == Aksi.SUSUL}
    if not susul:
        return
    bergerak = [k for k in tabel.semua_kolom() if k.sifat == Sifat.PINDAH]
    berisi = {kode for per_kode in tabel.hitung(bergerak, list(susul)).values() for kode in per_kode}
    for kode, nomor in susul.items():
        if kode not in berisi:
            penilaian.galat[nomor].append(f"Kode {kode} sudah diganti, dan tidak ada data yang tertinggal di sana.")


@transaction.atomic
def buang(*, mekar: Mekar, by: Lingkup) -> Mekar:
    """Throw a plan away.

    Raises:
        PermissionDenied: not this role, or another office's. Ditolak: it is no plan any more.
    """
    check_pelaku(by, mekar)
    mekar = _kunci(mekar.pk)
    if mekar.status != S.RENCANA:
        raise Ditolak(SUDAH_DIKERJAKAN)
    mekar.status = S.DIBUANG
    mekar.save(update_fields=["status"])
    return mekar


@transaction.atomic
def minta(*, mekar: Mekar, urungkan: bool, by: Lingkup) -> Pekerjaan:
    """Have a plan run, or what was run undone, in the background.

    Raises:
        PermissionDenied: not this role, or another office's.
        Ditolak: it is not in that state, another one is under way, or something prevents undoing.
    """
    check_pelaku(by, mekar)
    mekar = _kunci(mekar.pk)
    lepas_yang_mati(mekar)
    if mekar.status != (S.SELESAI if urungkan else S.RENCANA):
        raise Ditolak(SUDAH_DIKERJAKAN)
    if urungkan and (halangan := halangan_urung(mekar, by)):
        raise Ditolak(" ".join(halangan))
    judul = "Mengurungkan pemekaran wilayah" if urungkan else "Pemekaran wilayah"
    pekerjaan = antrekan(
        "mekar.urungkan" if urungkan else "mekar.jalankan", by=by, isi={"mekar": mekar.pk}, judul=judul
    )
    mekar.status, mekar.pekerjaan, mekar.pesan = S.DIANTREKAN, pekerjaan.pk, ""
    try:
        with transaction.atomic():
            mekar.save(update_fields=["status", "pekerjaan", "pesan"])
    except IntegrityError:
        raise Ditolak(LAIN_BERJALAN) from None
    return pekerjaan


def langsung(*, mekar: Mekar, urungkan: bool, by: Lingkup, lapor: tabel.Lapor = tabel.diam) -> Mekar:
    """Run a plan, or undo what was run, here and now (the command). The refused one stands as before, with the reason.

    Raises:
        PermissionDenied, Ditolak: see `laksanakan`.
    """
    check_pelaku(by, mekar)
    with lingkup.masuk(by):
        baris = Mekar.objects.filter(pk=mekar.pk, status=S.SELESAI if urungkan else S.RENCANA)
        try:
            with transaction.atomic():
                mulai = baris.update(status=S.DIANTREKAN, pekerjaan=None, pesan="")
        except IntegrityError:
            raise Ditolak(LAIN_BERJALAN) from None
    if not mulai:
        raise Ditolak(SUDAH_DIKERJAKAN)
    try:
        return (laksanakan_urung if urungkan else laksanakan)(kunci=mekar.pk, by=by, lapor=lapor)
    except Exception as salah:
        with lingkup.masuk(by):
            catat_gagal(kunci=mekar.pk, pesan=str(salah) if isinstance(salah, Ditolak) else TERHENTI)
        raise


def lepas_yang_mati(mekar: Mekar) -> None:
    """Give back one whose job was cancelled or failed for good: as plan, or as what had been run."""
    if mekar.status != S.DIANTREKAN:
        return
    if mekar.pekerjaan and Pekerjaan.objects.filter(pk=mekar.pekerjaan, status__in=BELUM_SELESAI).exists():
        return
    mekar.status = S.SELESAI if mekar.dijalankan_pada else S.RENCANA
    mekar.pesan = mekar.pesan or TERHENTI
    mekar.save(update_fields=["status", "pesan"])


def catat_gagal(*, kunci: UUID, pesan: str) -> None:
    """Note why a run or an undoing was refused; it stands as before."""
    mekar = _kunci(kunci)
    if mekar.status == S.DIANTREKAN:
        mekar.status = S.SELESAI if mekar.dijalankan_pada else S.RENCANA
        mekar.pesan = pesan[:500]
        mekar.save(update_fields=["status", "pesan"])


def laksanakan(*, kunci: UUID, by: Lingkup, lapor: tabel.Lapor = tabel.diam, menunggu: int = TUNGGU) -> Mekar:
    """Run a plan that was queued: all or nothing, in one transaction while nobody else writes. Repeatable.

    Raises:
        PermissionDenied: not this role, or another office's.
        Ditolak: the list no longer fits, somebody writes, or rows would collide; nothing was changed.
    """
    return _dalam_satu_transaksi(_jalankan, kunci, by, lapor, menunggu)


def laksanakan_urung(*, kunci: UUID, by: Lingkup, lapor: tabel.Lapor = tabel.diam, menunggu: int = TUNGGU) -> Mekar:
    """Undo what was run: rows and codes go back, all or nothing. Repeatable.

    Raises:
        PermissionDenied: not this role, or another office's.
        Ditolak: something was built on it, somebody writes, or rows would collide; nothing was changed.
    """
    return _dalam_satu_transaksi(_urungkan, kunci, by, lapor, menunggu)


def _dalam_satu_transaksi(kerjakan, kunci: UUID, by: Lingkup, lapor: tabel.Lapor, menunggu: int) -> Mekar:
    try:
        with _sistem(by):
            lapor("Menunggu yang sedang menyimpan", 0, 1)
            tutup_pintu(menunggu=menunggu)
            mekar = _kunci(kunci)
            check_pelaku(by, mekar)
            kerjakan(mekar, by, lapor)
            with connection.cursor() as kursor:
                kursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
            return mekar
    except PintuDipakai:
        raise Ditolak(MASIH_MENULIS) from None
    except IntegrityError as salah:
        raise Ditolak(_bertabrakan(salah)) from None


def _bertabrakan(salah: DatabaseError) -> str:
    d = getattr(salah.__cause__, "diag", None)
    tempat = next((k.label for k in tabel.semua_kolom() if k.tabel == getattr(d, "table_name", "")), "sebuah tabel")
    aturan = getattr(d, "constraint_name", "") or "tanpa nama"
    return f"Dua baris {tempat} akan sama pada kode barunya (aturan {aturan}). Rapikan dahulu; tidak ada yang berubah."


@contextmanager
def _sistem(by: Lingkup):
    """The office's range, every state of review: rows move whatever the admin may read. The right was checked."""
    with lingkup.masuk(lingkup.tanpa_batas_derajat(by)):
        yield


def _kunci(kunci: UUID) -> Mekar:
    return Mekar.objects.select_for_update().get(pk=kunci)


def _jalankan(mekar: Mekar, by: Lingkup, lapor: tabel.Lapor) -> None:
    if mekar.status in (S.SELESAI, S.DIURUNGKAN):
        return
    if mekar.status != S.DIANTREKAN:
        raise Ditolak(SUDAH_DIKERJAKAN)
    _check_masih_cocok(mekar)
    _check_pekerjaan_lain(mekar)
    kolom = tabel.semua_kolom()
    mekar.bercampur = bool(tabel.hitung([k for k in kolom if k.sifat == Sifat.PINDAH], _kode_data(mekar)))
    mekar.sebelum = _wilayah_sekarang(mekar)
    mekar.save(update_fields=["bercampur", "sebelum"])
    _tulis_wilayah(mekar)
    with _sedang_mekar():
        pindah = tabel.pindahkan(mekar.pasangan, lapor=lapor)
        lapor("Menyesuaikan ruang lain", 1, 1)
        mekar.kait = {nama: catatan for nama, k in daftar_kait().items() if (catatan := k.sesudah(mekar))}
    mekar.hitung = [[k.label, k.nama, n] for k, n in pindah]
    mekar.pangkal = tabel.hitung([k for k in kolom if _dijaga(k)], mekar.kode_baru)
    mekar.status, mekar.dijalankan_pada, mekar.dijalankan_oleh_id = S.SELESAI, timezone.now(), by.akun_id
    mekar.save()
    kabari_mekar(mekar)


def _kode_data(mekar: Mekar) -> list[str]:
    return [baru for _, baru in mekar.pasangan]


def _dijaga(k: tabel.Kolom) -> bool:
    """Whether rows that come later at a new code prevent undoing: children go back with their parents."""
    return k.potret or (k.sifat == Sifat.PINDAH and k.akar)


def _check_masih_cocok(mekar: Mekar) -> None:
    """The regions may have changed since the plan was made."""
    baris = baris_dari(mekar.butir)
    penilaian = nilai(baris, tempat=mekar.wilayah_id, berlaku_sejak=mekar.berlaku_sejak)
    if not penilaian.sah:
        pesan = next(iter(DaftarSalah(penilaian, baris).rincian))[1][0]
        raise Ditolak(f"Daftarnya tidak cocok lagi dengan wilayah sekarang: {pesan}")


def _check_pekerjaan_lain(mekar: Mekar) -> None:
    """A job that works in a place that ends would see nothing in its next step."""
    lain = Pekerjaan.objects.filter(status=StatusPekerjaan.BERJALAN).exclude(pk=mekar.pekerjaan)
    tempat = set(lain.values_list("wilayah_id", flat=True))
    kena = [t for t in tempat if any(memuat(t, k) or memuat(k, t) for k in mekar.kode_lama)]
    if kena:
        raise Ditolak(
            "Masih ada pekerjaan latar yang berjalan di wilayah ini (impor, ekspor, atau surat). "
            "Tunggu sampai selesai, lalu jalankan lagi."
        )


def _wilayah_sekarang(mekar: Mekar) -> dict:
    ada = Wilayah.objects.in_bulk([*mekar.kode_lama, *mekar.kode_baru])

    def hari(nilai: date | None) -> str | None:
        return nilai.isoformat() if nilai else None

    baru = {k: ada.get(k) for k in mekar.kode_baru}
    penerus = Penerus.objects.filter(lama__in=mekar.kode_lama).values_list("lama_id", "baru_id")
    return {
        "lama": {k: [hari(ada[k].berlaku_sampai), ada[k].catatan_masa] for k in mekar.kode_lama},
        "baru": {
            k: w and [w.nama, w.nama_cari, hari(w.berlaku_sejak), hari(w.berlaku_sampai), w.catatan_masa]
            for k, w in baru.items()
        },
        "penerus": [list(p) for p in penerus],
    }


def _tulis_wilayah(mekar: Mekar) -> None:
    """Let the database function write the regions: the runtime role may not (`mekar/migrations/0001_awal.py`)."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT mekar_wilayah(%s)", [mekar.pk])


@contextmanager
def _sedang_mekar():
    """Triggers that guard places let the rows pass while `tksk.mekar` is set."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT set_config('tksk.mekar', '1', true)")
    yield
    with connection.cursor() as kursor:
        kursor.execute("SELECT set_config('tksk.mekar', '', true)")


def halangan_urung(mekar: Mekar, by: Lingkup) -> list[str]:
    """Return what prevents undoing, in sentences; empty when nothing was built on it."""
    if mekar.status not in (S.SELESAI, S.DIANTREKAN) or mekar.dijalankan_pada is None:
        return ["Yang dapat diurungkan hanya pemekaran yang sudah dijalankan."]
    if mekar.bercampur:
        return [BERCAMPUR]
    with _sistem(by):
        hasil = _dibangun_di_atasnya(mekar)
        kini = tabel.hitung(jaga := [k for k in tabel.semua_kolom() if _dijaga(k)], mekar.kode_baru)
        for k in jaga:
            tambah = sum(
                max(0, n - mekar.pangkal.get(k.nama, {}).get(kode, 0)) for kode, n in kini.get(k.nama, {}).items()
            )
            if tambah:
                hasil.append(f"{k.label}: {tambah} baris baru pada kode baru sesudah pemekaran.")
        for nama, k in daftar_kait().items():
            hasil += k.halangan(mekar, mekar.kait.get(nama, {})) or []
    return hasil


def _dibangun_di_atasnya(mekar: Mekar) -> list[str]:
    kode = set(mekar.kode_baru)
    sesudah = Mekar.objects.filter(status=S.SELESAI, dijalankan_pada__gt=mekar.dijalankan_pada).exclude(pk=mekar.pk)
    return [
        f"Pemekaran yang dijalankan {timezone.localtime(m.dijalankan_pada):%d-%m-%Y} memakai kodenya; urungkan dahulu."
        for m in sesudah.order_by("-dijalankan_pada")
        if kode & {*m.kode_baru, *m.kode_lama} or any(memuat(a, b) for a in kode for b in (*m.kode_baru, *m.kode_lama))
    ]


def _urungkan(mekar: Mekar, by: Lingkup, lapor: tabel.Lapor) -> None:
    if mekar.status == S.DIURUNGKAN:
        return
    if not mekar.mengurungkan:
        raise Ditolak(SUDAH_DIKERJAKAN)
    if halangan := halangan_urung(mekar, by):
        raise Ditolak(" ".join(halangan))
    _check_pekerjaan_lain(mekar)
    _tulis_wilayah(mekar)
    with _sedang_mekar():
        tabel.pindahkan([(baru, lama) for lama, baru in mekar.pasangan], lapor=lapor)
        lapor("Menyesuaikan ruang lain", 1, 1)
        for nama, k in reversed(daftar_kait().items()):
            k.urungkan(mekar, mekar.kait.get(nama, {}))
    mekar.status, mekar.diurungkan_pada, mekar.diurungkan_oleh_id = S.DIURUNGKAN, timezone.now(), by.akun_id
    mekar.save()
    kabari_mekar(mekar)
