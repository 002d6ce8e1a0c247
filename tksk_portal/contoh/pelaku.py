"""Akun contoh sesuai kontrak, dan siapa bertindak di mana."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password

from tksk_portal.akses import lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.contoh.nama import karang_nama, tabel_rasa
from tksk_portal.contoh.nomor import kunci_bernama
from tksk_portal.contoh.waktu import Waktu

PROVINSI = "64"
# Dua kecamatan baru yang belum punya TKSK sendiri; Samboja Barat dirangkap TKSK Samboja, Kota Bangun Darat pernah
# dirangkap TKSK Kota Bangun sampai seratus hari yang lalu.
LOWONG = ("64.02.19", "64.02.20")
RANGKAP = {"64.02.20": "64.02.13"}
RANGKAP_BERAKHIR = {"64.02.19": "64.02.08"}
LAMA_BERAKHIR = 100
# Perangkapan selalu berbatas (penugasan/petugas).
RANGKAP_SISA = 45
DASAR = "Data contoh"


@dataclass(frozen=True)
class Pelaku:
    """Somebody who acts: account and the duty's label at the time."""

    akun: UUID
    sebagai: str


@dataclass(frozen=True)
class Jabatan:
    """One account of the contract with its duties: (role, place, begin, end)."""

    username: str
    nama: str
    tugas: tuple[tuple[str, str, date, date | None], ...]


def daftar_jabatan(kabkota: list[str], kecamatan: list[str], waktu: Waktu, benih: int) -> list[Jabatan]:
    """Return the accounts of the contract (desain.md, Public contract)."""
    mulai = date(waktu.hari_ini.year - 2, 1, 2)
    hasil = [
        Jabatan("kemensos", _nama("kemensos", "64.72", benih), ((Peran.KEMENSOS, "0", mulai, None),)),
        Jabatan("provinsi", _nama("provinsi", "64.72", benih), ((Peran.PROVINSI, PROVINSI, mulai, None),)),
        Jabatan("admin", _nama("admin", "64.72", benih), ((Peran.ADMIN, PROVINSI, mulai, None),)),
    ]
    for k in kabkota:
        nama = f"dinsos.{k}"
        hasil.append(Jabatan(nama, _nama(nama, k, benih), ((Peran.KABKOTA, k, mulai, None),)))
    for k in kecamatan:
        nama = f"camat.{k}"
        hasil.append(Jabatan(nama, _nama(nama, k[:5], benih), ((Peran.CAMAT, k, mulai, None),)))
    for k in kecamatan:
        if k not in LOWONG:
            nama = f"tksk.{k}"
            hasil.append(Jabatan(nama, _nama(nama, k[:5], benih), tuple(_tugas_tksk(k, kecamatan, mulai, waktu))))
    return hasil


def _tugas_tksk(kecamatan: str, ada: list[str], mulai: date, waktu: Waktu):
    yield Peran.TKSK, kecamatan, mulai, None
    kemudian = mulai + timedelta(days=30)
    for tempat, pemegang in RANGKAP.items():
        if pemegang == kecamatan and tempat in ada:
            yield Peran.TKSK, tempat, kemudian, waktu.hari_ini + timedelta(days=RANGKAP_SISA)
    for tempat, pemegang in RANGKAP_BERAKHIR.items():
        if pemegang == kecamatan and tempat in ada:
            yield Peran.TKSK, tempat, kemudian, waktu.hari_ini - timedelta(days=LAMA_BERAKHIR)


def _nama(username: str, kabkota: str, benih: int) -> str:
    acak = Random(f"nama|{benih}|{username}")  # noqa: S311 - data contoh
    rasa = tabel_rasa(kabkota)
    jk = "LP"[acak.random() < 0.5]
    while True:
        nama = karang_nama(acak, rasa[int(acak.random() * len(rasa))], jk)
        if " " in nama:
            return nama


def buat_akun(jabatan: list[Jabatan], *, sandi: str, benih: int) -> int:
    """Create the accounts and duties that are missing and give all of them the password; return how many are new.

    Must run in the scope of a command. The password is hashed once and the hash shared.
    """
    ada = {a.username: a for a in Akun.objects.filter(username__in=[j.username for j in jabatan])}
    cap = _cap(sandi, [a.password for a in ada.values()])
    baru = [
        Akun(
            id=kunci_bernama("akun", benih, j.username),
            username=j.username,
            nama=j.nama,
            wilayah_id="0" if j.username == "kemensos" else PROVINSI,
            password=cap,
        )
        for j in jabatan
        if j.username not in ada
    ]
    Akun.objects.bulk_create(baru)
    Akun.objects.filter(pk__in=[a.pk for a in ada.values() if a.password != cap]).update(password=cap)
    semua = ada | {a.username: a for a in baru}
    bertugas = set(Penempatan.objects.filter(akun__in=ada.values()).values_list("akun_id", flat=True))
    Penempatan.objects.bulk_create(
        Penempatan(
            id=kunci_bernama("tugas", benih, j.username, tempat),
            akun=semua[j.username],
            peran=peran,
            tempat_id=tempat,
            mulai=mulai,
            selesai=selesai,
            dasar=DASAR,
        )
        for j in jabatan
        if semua[j.username].pk not in bertugas
        for peran, tempat, mulai, selesai in j.tugas
    )
    return len(baru)


def _cap(sandi: str, ada: list[str]) -> str:
    """Return the hash that most of the accounts have when it fits the password, else a new one."""
    for cap, _ in Counter(ada).most_common(1):
        if check_password(sandi, cap):
            return cap
    return make_password(sandi)


def baca_pelaku() -> dict[tuple[str, str], Pelaku]:
    """Return who acts: (role, place) -> account and label, from the duties of the demo accounts.

    Must run in the scope of a command.
    """
    tugas = Penempatan.objects.filter(peran__in=(Peran.TKSK, Peran.KABKOTA, Peran.PROVINSI)).select_related("tempat")
    hasil = {}
    for t in tugas.select_related("akun").order_by("-mulai", "pk"):
        baku = {Peran.TKSK: "tksk.", Peran.KABKOTA: "dinsos.", Peran.PROVINSI: "provinsi"}[Peran(t.peran)]
        if t.akun.username.startswith(baku):
            hasil[t.peran, t.tempat_id] = Pelaku(t.akun_id, lingkup.dari_penempatan(t).keterangan)
    return hasil
