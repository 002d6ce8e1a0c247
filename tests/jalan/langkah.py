"""Berjalan di semua alamat portal sebagai seorang penghuni, dan mencatat keluhan."""

import traceback
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.conftest import SANDI
from tests.jalan.isi import Isi, Rekaman, RekamanKesatuan
from tests.jalan.kepala import keluhan_kepala
from tests.jalan.pabrik import Sasaran, sasaran
from tests.jalan.peran import TERENDAH, di_dalam
from tksk_portal.akses.izin import IZIN
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.models import Akun
from tksk_portal.kelola.urls import KELAS_ALLAUTH

BERHASIL = {200, 302, 409, 422}
# Halaman pengaman akun yang benar-benar dibuka pemiliknya sesudah memastikan sandi, bukan dialihkan ke tempat lain.
DIBUKA_PEMILIK = frozenset(
    {
        *("account_change_password", "account_reauthenticate", "usersessions_list"),
        *("mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn"),
    }
)
# Yang baru dapat dibuka bila pemiliknya memakai verifikasi dua langkah.
DIBUKA_BERFAKTOR = frozenset(
    {
        *("mfa_reauthenticate", "mfa_deactivate_totp", "mfa_reauthenticate_webauthn"),
        *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
        *("mfa_edit_webauthn", "mfa_remove_webauthn"),
    }
)
# Identitas tersamar sampai keperluan disebut (desain.md, Roles).
TERSAMAR = {"provinsi", "kemensos"}
# Formulir yang terisi nomor seseorang: membukanya adalah membuka nomornya, dan dicatat begitu.
FORMULIR_BERNOMOR = {"pmks:ubah", "pmks:keluarga_baru"}
# Halaman yang sesudah itu memuat nomornya utuh, selama satu jam.
HALAMAN_BERNOMOR = {"pmks:rinci", "pmks:riwayat"}
FORMULIR_KELUARGA = "pmks:ubah_kesatuan"
KELUARGA_BERNOMOR = {FORMULIR_KELUARGA, "pmks:kesatuan", "pmks:riwayat_kesatuan"}
# Jenisnya peka: bagi camat tidak ada, seperti yang tidak pernah dicatat.
BENTUK_PEKA = {"komunitas"}


@dataclass(frozen=True)
class Alamat:
    """One named address of the resolver."""

    nama: str
    perlu_objek: bool
    izin: str | None
    kelas: str


@dataclass(frozen=True)
class Siapa:
    """Who walks: a stranger (no account), an account without a duty (no scope), or an inhabitant."""

    nama: str
    akun: Akun | None = None
    lingkup: Lingkup | None = None

    def melihat(self, s: Sasaran) -> bool:
        """Tell whether the object of a target may be seen by this person."""
        if s.milik:
            return self.nama == s.milik
        if s.kantor and (self.lingkup is None or self.lingkup.peran not in s.kantor):
            return False
        if s.wilayah is None:
            return True
        if self.lingkup is None or s.wilayah == "-":
            return False
        if self.lingkup.peran == "camat" and getattr(s.rekaman, "bentuk", "") in BENTUK_PEKA:
            return False
        if not any(di_dalam(self.lingkup.tempat, t) for t in (s.wilayah, s.kedua) if t):
            return False
        if s.rekaman is None and s.derajat == 9:
            return True
        return s.derajat_kini() >= max(TERENDAH[self.lingkup.peran], s.paling_rendah)

    def melihat_orang(self, r: Rekaman) -> bool:
        """Tell whether this person may see somebody's record."""
        return self.melihat(Sasaran(wilayah=r.wilayah, rekaman=r))


def semua_alamat(urlconf: str | None = None) -> tuple[list[Alamat], list[str]]:
    """Return all addresses, and complaints about those without a name or without a declared right."""
    daftar, keluhan = [], []
    _kumpulkan(get_resolver(urlconf), "", daftar, keluhan)
    nama = {a.nama for a in daftar}
    keluhan += [f"KELAS_ALLAUTH menyebut {n}, yang tidak ada" for n in KELAS_ALLAUTH if n not in nama]
    return daftar, keluhan


def _kumpulkan(resolver, awalan: str, daftar: list[Alamat], keluhan: list[str], objek: bool = False) -> None:
    for p in resolver.url_patterns:
        perlu = objek or bool(p.pattern.converters)
        if not isinstance(p, URLPattern):
            ruang = f"{awalan}{p.namespace}:" if p.namespace else awalan
            _kumpulkan(p, ruang, daftar, keluhan, perlu)
            continue
        if not p.name:
            keluhan.append(f"{p.pattern}: alamat tanpa nama")
            continue
        nama = awalan + p.name
        if not hasattr(p.callback, "izin"):
            if nama not in KELAS_ALLAUTH:
                keluhan.append(f"{nama}: view tanpa @perlu atau @terbuka, dan tidak ada di KELAS_ALLAUTH")
                continue
            daftar.append(Alamat(nama, perlu, None, KELAS_ALLAUTH[nama]))
        elif p.callback.izin is None:
            if not getattr(p.callback, "terbuka_karena", ""):
                keluhan.append(f"{nama}: terbuka tanpa alasan")
            daftar.append(Alamat(nama, perlu, None, "terbuka"))
        else:
            daftar.append(Alamat(nama, perlu, p.callback.izin, "izin"))


def pola(nama: str) -> URLPattern:
    """Return the pattern of a named address."""
    return _pola_semua(get_resolver(), "")[nama]


def _pola_semua(resolver, awalan: str) -> dict[str, URLPattern]:
    hasil = {}
    for p in resolver.url_patterns:
        if isinstance(p, URLPattern):
            hasil[awalan + p.name] = p
        else:
            hasil |= _pola_semua(p, f"{awalan}{p.namespace}:" if p.namespace else awalan)
    return hasil


def harapan(siapa: Siapa, a: Alamat, s: Sasaran) -> set[int]:
    """Return the status codes that are right, apart from 405 for a method the view does not have."""
    if a.kelas == "terbuka":
        return BERHASIL | {404, 410}
    if siapa.akun is None:
        return {302}
    if a.kelas in {"sendiri", "tahap"}:
        return BERHASIL | {403, 404}
    if siapa.lingkup is None or siapa.lingkup.peran not in {str(p) for p in IZIN[a.izin]}:
        return {403}
    if not siapa.melihat(s):
        return {404}
    if s.peran is not None and siapa.lingkup.peran not in s.peran:
        return {403}
    if s.pelaku and not di_dalam(siapa.lingkup.tempat, s.pelaku):
        return {403}
    # Seseorang yang terlihat, tetapi halamannya menuntut keadaan lain (tugas pengganti bagi yang bukan TKSK): 404.
    return BERHASIL


class Pejalan:
    """Walks the addresses as one person and gathers complaints."""

    def __init__(self, siapa: Siapa, isi: Isi) -> None:
        self.siapa, self.isi = siapa, isi
        self.keluhan: list[str] = []
        self.jumlah = 0
        self.status: set[int] = set()
        self.dibuka: set[UUID] = set()  # nomornya termuat di formulir yang sudah dibuka
        self.klien = Client(raise_request_exception=False)
        self._masuk()

    def _masuk(self) -> None:
        if self.siapa.akun is None:
            return
        self.klien.force_login(self.siapa.akun)
        # Halaman pengaman akun menuntut sandi yang baru saja dipastikan, dengan cara yang dipakai orangnya.
        self.klien.post(reverse("account_reauthenticate"), {"password": SANDI})

    def jalani(self, alamat: list[Alamat]) -> list[str]:
        """GET everything first, then POST everything; return the complaints."""
        rencana = [(a, self._dicoba(a)) for a in alamat]
        for metode in ("get", "post"):
            for a, semua in rencana:
                for s in semua:
                    # Metode ditolak sebelum objeknya dicari: satu sasaran sudah mengatakannya.
                    if self._coba(metode, a, s) == 405:
                        break
        return self.keluhan

    def _dicoba(self, a: Alamat) -> list[Sasaran]:
        """Return the targets of an address; for whom the door refuses before any object: the one nearest to them."""
        semua = list(sasaran(a.nama, self.isi, a.perlu_objek))
        if self.siapa.lingkup and (a.kelas != "izin" or self.siapa.lingkup.peran in {str(p) for p in IZIN[a.izin]}):
            return semua
        return [next((s for s in semua if self.siapa.melihat(s)), semua[0])]

    def _coba(self, metode: str, a: Alamat, s: Sasaran) -> int:
        url = reverse(a.nama, kwargs=s.kwargs) + (f"?{s.tanya}" if s.tanya else "")
        boleh = harapan(self.siapa, a, s)
        kepala = {"HX-Request": "true"} if s.htmx else {}
        respons = getattr(self.klien, metode)(url, s.kiriman if metode == "post" else None, headers=kepala)
        self.jumlah += 1
        self.status.add(respons.status_code)
        sebutan = f"{self.siapa.nama} {metode.upper()} {a.nama} {_ringkas(s)}"
        diketik = " ".join(map(str, s.kiriman.values())) if metode == "post" else ""
        for keluhan in self._periksa(respons, metode, a, boleh, f"{diketik} {url}"):
            self.keluhan.append(f"{sebutan}: {keluhan}")
        if metode == "get" and self.siapa.akun and a.nama in DIBUKA_PEMILIK and respons.status_code != 200:
            self.keluhan.append(f"{sebutan}: {respons.status_code}, seharusnya 200: pemiliknya tidak masuk ke sana")
        if a.nama == "account_logout" and metode == "post":
            self._masuk()
        return respons.status_code

    def _periksa(self, respons, metode: str, a: Alamat, boleh: set[int], diketik: str) -> list[str]:
        kode = respons.status_code
        if kode >= 500:
            jejak = "".join(traceback.format_exception(respons.exc_info[1])[-3:]) if respons.exc_info else ""
            return [f"{kode} {jejak}"]
        if kode == 405:
            izin = [m.strip() for m in respons.headers["Allow"].split(",")]
            return (
                ["405 untuk metode yang diizinkan"]
                if metode.upper() in izin
                else self._bocor(respons, metode, a, diketik)
            )
        if kode not in boleh:
            return [f"{kode}, seharusnya {sorted(boleh)}"]
        keluhan = keluhan_kepala(respons)
        if self.siapa.akun is None and a.kelas in {"izin", "sendiri"} and not _ke_masuk(respons):
            keluhan.append(f"orang luar tidak dibawa ke halaman masuk: {respons.headers.get('Location')}")
        return keluhan + self._bocor(respons, metode, a, diketik)

    def _bocor(self, respons, metode: str, a: Alamat, diketik: str) -> list[str]:
        isi = b"".join(respons.streaming_content) if respons.streaming else respons.content
        teks = isi.decode(errors="replace") + str(respons.headers)
        ditolak = respons.status_code in {403, 404, 405}
        keluhan = []
        for kunci, r in self.isi.orang.items():
            # Yang tidak disebut sama sekali tidak perlu ditanyakan keadaannya ke basis data.
            if not any(t in teks for t in (*r.rahasia, str(r.id))):
                continue
            # Juga kuncinya: di daftar yang tertutup namanya samar, dan hanya kunci yang mengatakan siapa yang ada.
            terlarang = {*r.rahasia, str(r.id)} if a.nama.startswith("pmks:") else set(r.rahasia)
            if not ditolak and self.siapa.melihat_orang(r):
                terlarang = self._tetap_tersamar(r, metode, a, diketik)
            keluhan += [f"membocorkan {_apa(r, t)} dari “{kunci}”" for t in terlarang if t in teks and t not in diketik]
        for kunci, k in self.isi.kesatuan.items():
            if not any(t in teks for t in (*k.rahasia, str(k.id))):
                continue
            terlarang = set(k.rahasia)
            if not ditolak and self.siapa.melihat(Sasaran(wilayah=k.wilayah, rekaman=k)):
                terlarang = self._kesatuan_samar(k, metode, a, diketik)
            keluhan += [f"membocorkan {t} dari “{kunci}”" for t in terlarang if t in teks and t not in diketik]
        return keluhan

    def _kesatuan_samar(self, k: RekamanKesatuan, metode: str, a: Alamat, diminta: str) -> set[str]:
        peran = self.siapa.lingkup.peran
        if peran in TERSAMAR and metode == "get":
            return set(k.rahasia)
        if metode == "get" and a.nama == FORMULIR_KELUARGA and str(k.id) in diminta:
            self.dibuka.add(k.id)
        terbuka = metode == "post" or (k.id in self.dibuka and a.nama in KELUARGA_BERNOMOR)
        return {k.no_kk} - {""} if peran == "camat" or not terbuka else set()

    def _tetap_tersamar(self, r: Rekaman, metode: str, a: Alamat, diminta: str) -> set[str]:
        """What stays masked for somebody who sees the record: nothing was opened while only reading."""
        if self.siapa.lingkup.peran == "camat":
            return {r.nik, r.no_kk}
        if metode == "get" and a.nama in FORMULIR_BERNOMOR and str(r.id) in diminta:
            # Formulirnya memuat nomornya dan dicatat sebagai pembukaan; sejak itu terbuka di halaman orangnya.
            self.dibuka.add(r.id)
        if metode == "post" or (r.id in self.dibuka and a.nama in {*FORMULIR_BERNOMOR, *HALAMAN_BERNOMOR}):
            return set()
        return set(r.rahasia) if self.siapa.lingkup.peran in TERSAMAR else {r.nik, r.no_kk}


def _apa(r: Rekaman, teks: str) -> str:
    return {r.nama: "nama", r.nik: "NIK", r.no_kk: "KK", str(r.id): "kunci"}[teks]


def _ringkas(s: Sasaran) -> str:
    return f"[{s.wilayah or ''} {' '.join(str(v) for v in s.kwargs.values())} {s.tanya}]"


def _ke_masuk(respons) -> bool:
    return respons.status_code == 302 and respons.headers["Location"].startswith(str(settings.LOGIN_URL))
