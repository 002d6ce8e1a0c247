"""Mengenali wilayah dari tulisan orang: nama dengan berbagai ejaan, awalan ("Kec.", "Kel."), atau kode.

Yang ragu tidak pernah ditebak: bila beberapa wilayah cocok, `Ambigu`, dan pemanggil memutuskan. Kode BPS
berbeda dari kode Kemendagri dan tidak diterjemahkan; sepuluh angka selalu dibaca sebagai kode Kemendagri.
Impor yang besar sebaiknya mengingat jawabannya per pasangan (teks, tempat).
"""

import re
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import F, Func, Q, QuerySet, Value

from tksk_portal.wilayah.enums import JenisWilayah, Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.nama import untuk_cari
from tksk_portal.wilayah.rentang import memuat

PANJANG_TEKS = 120
BANYAK_SARAN = 5
AMBANG_MIRIP = 0.3
SEBUTAN_TINGKAT = {
    None: "wilayah",
    Tingkat.NASIONAL: "negara",
    Tingkat.PROVINSI: "provinsi",
    Tingkat.KABKOTA: "kabupaten/kota",
    Tingkat.KECAMATAN: "kecamatan",
    Tingkat.DESA: "desa/kelurahan",
}
# Urutan penting: yang lebih panjang lebih dulu.
AWALAN = (
    (r"provinsi|propinsi|prov|prop", Tingkat.PROVINSI, None),
    (r"kabupaten/kota|kab/kota|kab\.?/kota", Tingkat.KABKOTA, None),
    (r"kabupaten\s+administrasi|kab\.?\s+adm\.?|kabupaten|kab", Tingkat.KABKOTA, JenisWilayah.KABUPATEN),
    (r"kota\s+administrasi|kota\s+adm\.?|kotamadya|kota", Tingkat.KABKOTA, JenisWilayah.KOTA),
    (r"kecamatan|kec|distrik", Tingkat.KECAMATAN, None),
    (r"desa\s*/\s*kel(?:urahan)?|kel(?:urahan)?\.?\s*/\s*desa", Tingkat.DESA, None),
    (r"kelurahan|kel", Tingkat.DESA, JenisWilayah.KELURAHAN),
    (r"desa\s+adat", Tingkat.DESA, JenisWilayah.DESA_ADAT),
    (r"desa|ds", Tingkat.DESA, JenisWilayah.DESA),
    (r"kampung|kp|gampong|nagari", Tingkat.DESA, None),
)
_AWALAN = tuple((re.compile(rf"(?:{pola})(?:[.:\s]\s*)+(?=\S)", re.I), t, j) for pola, t, j in AWALAN)
_DEPAN_KABKOTA = ("kabupaten", "kota", "kabupatenadministrasi", "kotaadministrasi")
_ROMAWI = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


class TidakDikenal(ValueError):
    """No valid region matches; the message may be shown, `saran` lists what was perhaps meant."""

    def __init__(self, pesan: str, saran: list[Wilayah] | None = None) -> None:
        super().__init__(pesan)
        self.saran = saran or []


class SudahBerakhir(TidakDikenal):
    """The text names a code that is no longer valid; `saran` lists its successors."""


class Ambigu(ValueError):
    """Several regions match; `pilihan` lists them."""

    def __init__(self, pesan: str, pilihan: list[Wilayah]) -> None:
        super().__init__(pesan)
        self.pilihan = pilihan


@dataclass(frozen=True)
class Tulisan:
    """What a text says: a code, or a name with perhaps a kind of region before it."""

    kode: str = ""
    utuh: str = ""
    sisa: str = ""
    tingkat: int | None = None
    jenis: str | None = None


def baca(teks: str) -> Tulisan:
    """Split a text into code or name; an empty `Tulisan` when nothing usable is in it."""
    bersih = " ".join(str(teks).replace("\x00", " ").split()).strip("'\"` ")
    if len(bersih) > PANJANG_TEKS:
        return Tulisan()
    if re.fullmatch(r"[0-9][0-9. ]*", bersih):
        return Tulisan(kode=_kode(bersih))
    utuh = untuk_cari(bersih)
    for pola, tingkat, jenis in _AWALAN:
        if cocok := pola.match(bersih):
            return Tulisan(utuh=utuh, sisa=untuk_cari(bersih[cocok.end() :]), tingkat=tingkat, jenis=jenis)
    return Tulisan(utuh=utuh)


def _kode(teks: str) -> str:
    """Return the dotted form of a code; digits of another length come back as they are and match nothing."""
    angka = re.sub(r"[^0-9]", "", teks)
    if angka == "0" or len(angka) not in (2, 4, 6, 10):
        return angka
    return ".".join(b for b in (angka[0:2], angka[2:4], angka[4:6], angka[6:10]) if b)


def cari_wilayah(teks: str, *, di_bawah: str | None = None, tingkat: int | None = None) -> list[Wilayah]:
    """Return the valid regions that a text names exactly (up to spacing, capitals and known spellings).

    Args:
        teks: "Kec. Samarinda Ulu", "kel air putih", "64.72.03.1001", "6472031001" …
        di_bawah: code of the place to search in (itself included); the whole list when None.
        tingkat: level that the region must have.

    Returns:
        Regions in order of code, with `induk` loaded; empty when none, several when the name is ambiguous.
    """
    return [w for w in _cocok(teks, di_bawah, tingkat) if w.berlaku_sampai is None]


def kenali(teks: str, *, di_bawah: str | None = None, tingkat: int | None = None) -> Wilayah:
    """Return the one valid region that a text names.

    Raises:
        Ambigu: several match.
        SudahBerakhir: only an ended code matches.
        TidakDikenal: none matches.
    """
    cocok = _cocok(teks, di_bawah, tingkat)
    berlaku = [w for w in cocok if w.berlaku_sampai is None]
    if len(berlaku) == 1:
        return berlaku[0]
    if berlaku:
        raise Ambigu(_pesan_ambigu(teks, berlaku), berlaku)
    if cocok:
        raise _berakhir(cocok)
    raise _tidak_dikenal(teks, di_bawah, tingkat)


def saran(teks: str, *, di_bawah: str | None = None, tingkat: int | None = None) -> list[Wilayah]:
    """Return valid regions with a similar name, most similar first, at most five."""
    tulisan = baca(teks)
    tingkat = tulisan.tingkat if tingkat is None else tingkat
    pokok = tulisan.sisa or tulisan.utuh
    if not pokok:
        return []
    wilayah = _batasi(Wilayah.objects.berlaku(), di_bawah, tingkat)
    sumber = [
        _termirip(wilayah.filter(nama_cari__trigram_similar=pokok), "nama_cari", pokok),
        _termirip(wilayah.filter(ejaan__ejaan_cari__trigram_similar=pokok), "ejaan__ejaan_cari", pokok),
    ]
    if tingkat in (None, Tingkat.KABKOTA):
        sumber.append(_termirip(wilayah.filter(tingkat=Tingkat.KABKOTA), _TANPA_JENIS, pokok))
    nilai: dict[str, float] = {}
    for qs in sumber:
        for kode, mirip in qs:
            nilai[kode] = max(mirip, nilai.get(kode, 0))
    urut = sorted(nilai, key=lambda k: (-nilai[k], k))[:BANYAK_SARAN]
    isi = Wilayah.objects.select_related("induk").in_bulk(urut)
    return [isi[k] for k in urut]


# "kabupatenpaser" dibandingkan sebagai "paser".
_TANPA_JENIS = Func(F("nama_cari"), Value("^(kabupaten|kota)(administrasi)?"), Value(""), function="regexp_replace")


def _termirip(qs: QuerySet, kolom, pokok: str) -> QuerySet:
    qs = qs.annotate(mirip=TrigramSimilarity(kolom, pokok)).filter(mirip__gte=AMBANG_MIRIP)
    return qs.order_by("-mirip", "kode").values_list("kode", "mirip")[:BANYAK_SARAN]


def _batasi(qs: QuerySet, di_bawah: str | None, tingkat: int | None) -> QuerySet:
    if di_bawah is not None:
        qs = qs.di_bawah(di_bawah)
    return qs if tingkat is None else qs.filter(tingkat=tingkat)


def _cocok(teks: str, di_bawah: str | None, tingkat: int | None) -> list[Wilayah]:
    """Return matching regions: valid ones by official name, else by other spelling, else ended ones."""
    tulisan = baca(teks)
    semua = _batasi(Wilayah.objects.select_related("induk"), di_bawah, tingkat)
    if tulisan.kode:
        return list(semua.filter(kode=tulisan.kode))
    if not tulisan.utuh:
        return []
    bernama = list(semua.filter(_syarat(tulisan, "nama_cari")))
    berlaku = [w for w in bernama if w.berlaku_sampai is None]
    if not berlaku:
        berlaku = list(semua.berlaku().filter(_syarat(tulisan, "ejaan__ejaan_cari")).distinct())
    return _persempit(berlaku or bernama, tulisan)


def _syarat(tulisan: Tulisan, kolom: str) -> Q:
    kabkota = [d + tulisan.utuh for d in _DEPAN_KABKOTA]
    syarat = Q(**{f"{kolom}__in": _ragam(tulisan.utuh)})
    syarat |= Q(**{f"{kolom}__in": kabkota}, tingkat=Tingkat.KABKOTA)
    if tulisan.sisa:
        sisa = _ragam(tulisan.sisa)
        if tulisan.tingkat == Tingkat.KABKOTA:
            depan = [d for d in _DEPAN_KABKOTA if tulisan.jenis is None or d.startswith(tulisan.jenis)]
            sisa += [d + tulisan.sisa for d in depan]
        syarat |= Q(**{f"{kolom}__in": sisa}, tingkat=tulisan.tingkat)
    return syarat


def _ragam(nama: str) -> list[str]:
    """The name as written, and with its last number in Roman figures ("Kota Bangun 3")."""
    ragam = [nama]
    if cocok := re.fullmatch(r"(.*[^0-9])([0-9]{1,2})", nama):
        angka = int(cocok[2])
        if 1 <= angka <= len(_ROMAWI):
            ragam.append(cocok[1] + _ROMAWI[angka - 1])
    return ragam


def _persempit(hasil: list[Wilayah], tulisan: Tulisan) -> list[Wilayah]:
    """Prefer the name as written in full ("Kampung Baru"), then the kind that was written ("Kel. Baru")."""
    utuh = [w for w in hasil if w.nama_cari == tulisan.utuh]
    if utuh or tulisan.jenis is None:
        return utuh or hasil
    return [w for w in hasil if w.jenis == tulisan.jenis] or hasil


def _kutip(teks: str) -> str:
    teks = " ".join(str(teks).replace("\x00", " ").split())
    return f"“{teks[:60]}{'…' if len(teks) > 60 else ''}”"


def lengkap(w: Wilayah) -> str:
    """Return a region with its parent and code: "Kel. Air Putih, Kec. Samarinda Ulu (64.72.03.1002)"."""
    atas = f", {w.induk.sebutan}" if w.induk and w.tingkat > Tingkat.PROVINSI else ""
    return f"{w.sebutan}{atas} ({w.kode})"


def _pesan_ambigu(teks: str, pilihan: list[Wilayah]) -> str:
    daftar = "; ".join(lengkap(w) for w in pilihan[:BANYAK_SARAN])
    lebih = f"; dan {len(pilihan) - BANYAK_SARAN} lainnya" if len(pilihan) > BANYAK_SARAN else ""
    return f"{_kutip(teks)} ada lebih dari satu: {daftar}{lebih}. Tulis kodenya supaya jelas."


def _berakhir(cocok: list[Wilayah]) -> SudahBerakhir:
    lama = cocok[0]
    penerus = list(lama.penerus.berlaku().select_related("induk"))
    pesan = f"Kode {lama.kode} ({lama.sebutan}) sudah tidak berlaku."
    if penerus:
        pesan += f" Sekarang: {'; '.join(lengkap(w) for w in penerus)}."
    return SudahBerakhir(pesan, penerus)


def _tidak_dikenal(teks: str, di_bawah: str | None, tingkat: int | None) -> TidakDikenal:
    tulisan = baca(teks)
    if tulisan.kode:
        return TidakDikenal(_pesan_kode(tulisan.kode, di_bawah, tingkat))
    if not tulisan.utuh:
        panjang = len(str(teks)) > PANJANG_TEKS
        return TidakDikenal("Nama wilayah terlalu panjang." if panjang else "Wilayah belum diisi.")
    sebutan = SEBUTAN_TINGKAT[tingkat if tingkat is not None else tulisan.tingkat]
    pesan = f"{_kutip(teks)} tidak dikenal sebagai {sebutan}{_di(di_bawah)}."
    mirip = saran(teks, di_bawah=di_bawah, tingkat=tingkat)
    if mirip:
        pesan += f" Mungkin maksudnya: {'; '.join(lengkap(w) for w in mirip)}."
    return TidakDikenal(pesan, mirip)


def _di(di_bawah: str | None) -> str:
    atas = Wilayah.objects.filter(kode=di_bawah).first() if di_bawah else None
    return f" di {atas.sebutan}" if atas else ""


def _pesan_kode(kode: str, di_bawah: str | None, tingkat: int | None) -> str:
    angka = kode.replace(".", "")
    if len(angka) == 16:
        return "Isian berupa 16 angka; di sini diminta nama atau kode wilayah."
    if "." not in kode and len(angka) != 2:
        return (
            f"Kode wilayah Kemendagri berisi 2, 4, 6, atau 10 angka; yang ditulis {len(angka)} angka. "
            "Kode BPS berbeda dan tidak dipakai di sini."
        )
    ada = Wilayah.objects.filter(kode=kode).first()
    if ada is None:
        return f"Kode {kode} tidak ada dalam daftar Kemendagri. Kode BPS berbeda dan tidak dipakai di sini."
    if di_bawah is not None and not memuat(di_bawah, kode):
        return f"Kode {kode} ({ada.sebutan}) tidak berada{_di(di_bawah)}."
    return f"Kode {kode} ({ada.sebutan}) bukan {SEBUTAN_TINGKAT[tingkat]}."
