"""Kop, penandatangan, dan pola nomor rekaan: dinas sosial provinsi, tiap kab/kota, dan sebuah kecamatan.

Nama jalan, pejabat, dan NIP karangan; tanpa nomor telepon, karena nomor rekaan dapat milik orang sungguhan.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db.models import Q

from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.models import Penempatan
from tksk_portal.contoh.nama import karang_nama, tabel_rasa
from tksk_portal.contoh.nomor import kunci_bernama
from tksk_portal.contoh.pelaku import PROVINSI
from tksk_portal.contoh.tulis import LINGKUP
from tksk_portal.dokumen.atur import simpan_isi, simpan_kop
from tksk_portal.dokumen.enums import Awalan, Kantor
from tksk_portal.dokumen.models import Kop, Penandatangan, PolaNomor
from tksk_portal.dokumen.pola import CONTOH
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah

# Tempat kedudukan kantor; kab/kota lain memakai namanya sendiri.
KEDUDUKAN = {
    "64": "Samarinda",
    "64.01": "Tana Paser",
    "64.02": "Tenggarong",
    "64.03": "Tanjung Redeb",
    "64.07": "Sendawar",
    "64.08": "Sangatta",
    "64.09": "Penajam",
    "64.11": "Ujoh Bilang",
}
JALAN = ("Kesetiakawanan", "Gotong Royong", "Bakti Sosial", "Karya Bersama", "Tunas Harapan", "Budi Luhur")
PANGKAT = ("Pembina Utama Muda (IV/c)", "Pembina Tingkat I (IV/b)", "Pembina (IV/a)")
GELAR = ("S.Sos., M.Si.", "S.E., M.M.", "S.H., M.H.", "S.IP., M.Si.", "S.Sos., M.AP.")
POLA = (CONTOH, "{kode}/{nomor:03}/{unit}/{bulan_romawi}/{tahun}", "{kode}/{nomor}/{unit}/{tahun}")
KODE_SOSIAL = "400.9"
PELAKSANA_TUGAS = "64.11"
# Kecamatan akun demo yang disebut saat portal menyala.
KECAMATAN = "64.72.03"
# Kantor yang pejabatnya berganti: daftar penandatangannya memuat yang lama juga.
BERGANTI = "64.72"


@dataclass(frozen=True)
class Pejabat:
    """A made-up official: name with titles, rank, NIP."""

    nama: str
    pangkat: str
    nip: str


def lingkup_akun(username: str) -> Lingkup:
    """Return the scope of a demo account's first duty.

    Raises:
        Penempatan.DoesNotExist: no such account, or it has no duty.
    """
    with lingkup.masuk(LINGKUP):
        tugas = Penempatan.objects.select_related("tempat").filter(akun__username=username).earliest("mulai", "pk")
        return lingkup.dari_penempatan(tugas)


def sudah_ada() -> bool:
    """Tell whether any office has a letterhead."""
    with lingkup.masuk(LINGKUP):
        return Kop.objects.exists()


def buat_kantor(*, benih: int, hari_ini: date) -> int:
    """Create letterhead, signers and number pattern of the offices; return how many offices."""
    admin = lingkup_akun("admin")
    berlaku = Wilayah.objects.di_bawah(PROVINSI).berlaku().select_related("induk").order_by("kode")
    semua = list(berlaku.filter(Q(tingkat__lte=Tingkat.KABKOTA) | Q(kode=KECAMATAN)))
    with lingkup.masuk(admin):
        for w in semua:
            acak = Random(f"kantor|{benih}|{w.kode}")  # noqa: S311 - data contoh
            kop = simpan_kop(kop=_kop(w, acak, benih), by=admin)
            for isi in _isi_kop(kop, acak, benih, hari_ini):
                simpan_isi(isi=isi, by=admin)
    return len(semua)


def _kop(w: Wilayah, acak: Random, benih: int) -> Kop:
    if w.tingkat == Tingkat.KECAMATAN:
        kantor, unit = Kantor.CAMAT, f"Kecamatan {w.nama}"
        daerah, nama, singkatan = w.induk.nama, unit, "KEC"
    else:
        kantor, unit = Kantor.PROVINSI if w.tingkat == Tingkat.PROVINSI else Kantor.KABKOTA, "Dinas Sosial"
        daerah = f"Provinsi {w.nama}" if kantor == Kantor.PROVINSI else w.nama
        nama, singkatan = f"Dinas Sosial {daerah}", "DINSOS"
    kota = KEDUDUKAN.get(w.kode[:5], daerah.removeprefix("Kota "))
    return Kop(
        id=kunci_bernama("kop", benih, w.kode),
        wilayah_id=w.kode,
        kantor=kantor,
        nama=nama,
        singkatan=singkatan,
        baris=[f"PEMERINTAH {daerah.upper()}", unit.upper()],
        alamat=f"Jalan {acak.choice(JALAN)} Nomor {acak.randint(1, 98)}, {kota}",
        kontak=f"Surel {singkatan.lower()}@{nama.split(maxsplit=2)[-1].lower().replace(' ', '')}.example",
        kota=kota,
    )


def _isi_kop(kop: Kop, acak: Random, benih: int, hari_ini: date):
    """Yield the signers and the number pattern of an office."""
    jabatan = kop.nama.replace("Kecamatan", "Camat") if kop.kantor == Kantor.CAMAT else f"Kepala {kop.nama}"
    mulai = date(hari_ini.year - 2, 1, 2)
    if kop.wilayah_id == BERGANTI:
        lama = Pejabat(*_pejabat(acak, kop.wilayah_id))
        ganti = hari_ini - timedelta(days=200)
        yield _penandatangan(kop, lama, jabatan, benih, mulai, sampai=ganti - timedelta(days=1))
        mulai = ganti
    awalan = Awalan.PELAKSANA_TUGAS if kop.wilayah_id == PELAKSANA_TUGAS else Awalan.KOSONG
    yield _penandatangan(kop, Pejabat(*_pejabat(acak, kop.wilayah_id)), jabatan, benih, mulai, awalan=awalan)
    # Buku agenda kantor sudah berjalan ketika portal mulai dipakai.
    yield PolaNomor(
        id=kunci_bernama("pola", benih, kop.wilayah_id),
        kop=kop,
        tahun=hari_ini.year,
        pola=acak.choice(POLA),
        kode=KODE_SOSIAL,
        mulai=acak.randint(40, 400),
    )


def _penandatangan(
    kop: Kop, p: Pejabat, jabatan: str, benih: int, mulai: date, *, sampai: date | None = None, awalan: str = ""
) -> Penandatangan:
    return Penandatangan(
        id=kunci_bernama("penandatangan", benih, kop.wilayah_id, mulai),
        kop=kop,
        awalan=awalan,
        jabatan=jabatan,
        nama=p.nama,
        pangkat=p.pangkat,
        nip=p.nip,
        mulai=mulai,
        sampai=sampai,
    )


def _pejabat(acak: Random, kode: str) -> tuple[str, str, str]:
    """Return name, rank and NIP; the serial of the NIP is 9xx, as no office hands it out."""
    jk = acak.choice("LP")
    nama = karang_nama(acak, acak.choice(tabel_rasa(kode if len(kode) == 5 else "64.72")), jk)
    lahir = date(1966 + acak.randrange(12), acak.randint(1, 12), acak.randint(1, 28))
    angkat = f"{lahir.year + 24 + acak.randrange(4)}{acak.randint(1, 12):02d}"
    nip = f"{lahir:%Y%m%d} {angkat} {1 if jk == 'L' else 2} {acak.randint(900, 999)}"
    return f"{nama}, {acak.choice(GELAR)}", acak.choice(PANGKAT), nip
