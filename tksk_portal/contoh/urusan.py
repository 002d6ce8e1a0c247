"""Urusan register rekaan yang menunggu keputusan: data kembar, NIK bentrok, pindahan, penggabungan, saringan, acuan.

Orangnya dicatat di sini lewat tindakan halamannya, tidak dipilih dari yang sudah dimuat: jadi sama pada tiap skala.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from pmks.actions import IsianKasus, catat_orang
from pmks.actions.acuan import ISI_VERSI, buat_versi, simpan_peraturan
from pmks.actions.gabung import gabungkan
from pmks.actions.pindah import minta_pindah, usulkan_pindah
from pmks.actions.saringan import simpan_saringan
from pmks.enums import AlasanTanpaKK, AlasanTanpaNIK, Sumber
from pmks.models import AturanJenis, JenisPMKS, Orang, Peraturan
from tksk_portal.akses import lingkup
from tksk_portal.contoh.kantor import JALAN, lingkup_akun
from tksk_portal.contoh.nama import salah_eja
from tksk_portal.contoh.nomor import URUT_AWAL, kunci_bernama
from tksk_portal.tinjauan.enums import Status
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah

ULU, ILIR, BALIKPAPAN = "64.72.03", "64.72.04", "64.71.01"
LANSIA, FAKIR = 8, 23
# Nomor urut NIK yang dipakai di sini; pemuat orang mulai dari 9000 ke atas per tanggal lahir.
URUT_AKHIR = 9_999
PERATURAN = "Contoh peraturan baru"
SARINGAN = (
    ("tksk.64.72.03", "daftar", "Lansia telantar", {"jenis": str(LANSIA)}),
    ("tksk.64.72.03", "daftar", "Perlu diperbaiki", {"status": Status.DIKEMBALIKAN}),
    ("dinsos.64.72", "daftar", "Disabilitas disahkan", {"jenis": "9", "status": Status.DISAHKAN}),
    ("dinsos.64.72", "periksa", "Samarinda Ulu", {"kecamatan": ULU}),
)


@dataclass(frozen=True)
class Tokoh:
    """Somebody who is recorded here: where, name, sex, birth date, type."""

    kecamatan: str
    nama: str
    jk: str
    lahir: date
    jenis: int = LANSIA


class Pencatat:
    """Records people of a kecamatan through the same action as the form, as its TKSK does."""

    def __init__(self, benih: int, hari_ini: date) -> None:
        self.benih, self.hari_ini = benih, hari_ini
        self.banyak = 0

    def catat(self, t: Tokoh, *, nik: str | None = None, ajukan: bool = False, **ganti) -> Orang:
        """Record somebody; with `nik` that number (empty: none), else one of the person's own."""
        self.banyak += 1
        acak = Random(f"urusan|{self.benih}|{self.banyak}")  # noqa: S311 - data contoh
        by = lingkup_akun(f"tksk.{t.kecamatan}")
        with lingkup.masuk(by):
            nomor = self._nik(t) if nik is None else nik
            desa = Wilayah.objects.di_bawah(t.kecamatan).berlaku().filter(tingkat=Tingkat.DESA).order_by("kode")[:3]
            isi = {
                "wilayah_id": acak.choice(list(desa)).pk,
                "nik": nomor,
                "alasan_tanpa_nik": "" if nomor else AlasanTanpaNIK.BELUM_DITUNJUKKAN,
                "no_kk": "",
                "alasan_tanpa_kk": AlasanTanpaKK.BELUM_DITUNJUKKAN,
                "nama": t.nama,
                "tempat_lahir": "Samarinda",
                "tanggal_lahir": t.lahir,
                "lahir_perkiraan": False,
                "jk": t.jk,
                "alamat": f"Jl. {acak.choice(JALAN)} No. {acak.randint(1, 80)}",
                "rt": f"{acak.randint(1, 30):03d}",
                "sumber": Sumber.LAPANGAN,
                "tanggal_data": self.hari_ini - timedelta(days=acak.randint(1, 6)),
                **dict.fromkeys(("rw", "dusun", "alamat_ktp", "telepon"), ""),
                **dict.fromkeys(("lintang", "bujur", "desil")),
                "bantuan": [],
            }
            kunci = kunci_bernama("urusan", self.benih, self.banyak)
            kasus = [IsianKasus(t.jenis, ["a", "b"])]
            return catat_orang(kunci=kunci, orang=isi | ganti, kasus=kasus, by=by, ajukan=ajukan).orang

    def _nik(self, t: Tokoh) -> str:
        """Return a NIK of this person's own that nobody in the kecamatan has."""
        hari = t.lahir.day + (40 if t.jk == "P" else 0)
        depan = f"{t.kecamatan.replace('.', '')}{hari:02d}{t.lahir:%m%y}"
        ada = set(Orang.objects.di_bawah(t.kecamatan).filter(nik__startswith=depan).values_list("nik", flat=True))
        return next(n for u in range(URUT_AKHIR, URUT_AWAL, -1) if (n := f"{depan}{u}") not in ada)


def buat_kembar(p: Pencatat) -> int:
    """Record people twice, as two visits do: another spelling, day and month swapped, an initial. Return the pairs."""
    aminah = Tokoh(ULU, "Siti Aminah Hasanah", "P", date(1958, 5, 12))
    rusdi = Tokoh(ULU, "Muhammad Rusdi Basri", "L", date(1955, 3, 8))
    galuh = Tokoh(ULU, "Galuh Masitah", "P", date(1949, 11, 2))
    for asal, nama, lahir in (
        (aminah, "Sitti Aminah Hasanah", aminah.lahir),
        (rusdi, "Moh. Rusdi Basri", date(1955, 8, 3)),
        (galuh, salah_eja(galuh.nama), galuh.lahir),
    ):
        satu = p.catat(asal, ajukan=True)
        lagi = Tokoh(ULU, nama, asal.jk, lahir)
        p.catat(lagi, nik="", wilayah_id=satu.wilayah_id, ajukan=asal is rusdi)
    return 3


def buat_bentrok(p: Pencatat) -> int:
    """Record one NIK in two kecamatan, once within a city and once across two; return the clashes."""
    for nama, jk, lahir, ke in (
        ("Zubaidah Salamah", "P", date(1961, 7, 19), ILIR),
        ("Jarkasi Anshari", "L", date(1957, 1, 27), BALIKPAPAN),
    ):
        satu = p.catat(Tokoh(ULU, nama, jk, lahir), ajukan=True)
        p.catat(Tokoh(ke, salah_eja(nama), jk, lahir), nik=satu.nik, ajukan=True)
    return 2


def buat_pindahan(p: Pencatat) -> int:
    """Let three hand-overs wait: one to receive, one proposed, one asked for; return how many."""
    masuk = p.catat(Tokoh(ILIR, "Sarkani Hidayat", "L", date(1953, 9, 14)), ajukan=True)
    keluar = p.catat(Tokoh(ULU, "Rusmini Jannah", "P", date(1960, 2, 21)), ajukan=True)
    diminta = p.catat(Tokoh(ULU, "Norlina Mariani", "P", date(1956, 6, 30)), ajukan=True)
    tanggal = p.hari_ini - timedelta(days=4)
    for orang, dari, ke, alasan in (
        (masuk, ILIR, ULU, "Ikut anaknya yang tinggal di Samarinda Ulu"),
        (keluar, ULU, ILIR, "Mengontrak rumah di kecamatan sebelah"),
    ):
        by = lingkup_akun(f"tksk.{dari}")
        with lingkup.masuk(by):
            usulkan_pindah(orang=orang, ke=ke, tanggal=tanggal, alasan=alasan, by=by)
    by = lingkup_akun(f"tksk.{ILIR}")
    with lingkup.masuk(by):
        minta_pindah(nik=diminta.nik, dari=ULU, ke=ILIR, alasan="Sudah tiga bulan tinggal di sini", by=by)
    return 3


def buat_gabungan(p: Pencatat) -> int:
    """Merge two records of one person; it can still be undone. Return how many merges."""
    asal = Tokoh(ULU, "Hamdiah Kamaliah", "P", date(1952, 4, 17))
    utama = p.catat(asal, ajukan=True)
    lain = p.catat(Tokoh(ULU, "Hamdiyah Kamaliah", "P", asal.lahir, FAKIR), nik="", wilayah_id=utama.wilayah_id)
    by = lingkup_akun(f"tksk.{ULU}")
    with lingkup.masuk(by):
        versi = dict(Orang.objects.filter(pk__in=(utama.pk, lain.pk)).values_list("pk", "versi"))
        gabungkan(
            utama=utama,
            lain=lain,
            pilih={},
            by=by,
            alasan="Didatangi dua kali; ejaan namanya ditulis berbeda",
            versi_utama=versi[utama.pk],
            versi_lain=versi[lain.pk],
        )
    return 1


def simpan_semua_saringan() -> int:
    """Keep the demo filters; return how many."""
    for username, halaman, nama, isi in SARINGAN:
        by = lingkup_akun(username)
        with lingkup.masuk(by):
            simpan_saringan(halaman=halaman, nama=nama, isi={k: str(v) for k, v in isi.items()}, by=by)
    return len(SARINGAN)


def buat_versi_acuan(*, hari_ini: date) -> int:
    """Let a made-up regulation change the text of one type from next year on; return how many versions."""
    sejak = date(hari_ini.year + 1, 1, 1)
    by = lingkup_akun("admin")
    with lingkup.masuk(by):
        jenis = JenisPMKS.objects.get(pk=24)
        kini = AturanJenis.objects.get(jenis=jenis, berlaku_sampai=None)
        peraturan = Peraturan(
            kode=PERATURAN,
            nama="Peraturan rekaan untuk memperlihatkan versi acuan; bukan peraturan sungguhan",
            berlaku_sejak=sejak,
            catatan="Data contoh",
        )
        ganti = {
            "peraturan": simpan_peraturan(peraturan=peraturan, by=by),
            "berlaku_sejak": sejak,
            "catatan": "Data contoh: isinya sama, peraturannya lain",
        }
        buat_versi(jenis=jenis, isi={n: getattr(kini, n) for n in ISI_VERSI} | ganti, by=by)
    return 1
