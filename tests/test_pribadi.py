"""Data pribadi tidak bocor ke alamat halaman, catatan, kuki, kepala jawaban, dan halaman galat."""

import html
import logging
import re
from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.http import HttpRequest
from django.test import Client
from django.urls import path
from django.utils import timezone

from pmks.models import JenisPMKS, Kasus, Orang, acuan_jenis
from pmks.saringan import NIK_MENYUSUL, SaringOrang
from tests.jalan.kepala import keluhan_kepala
from tests.jalan.langkah import pola, semua_alamat
from tests.jalan.privasi import KEPUTUSAN
from tests.katalog import model_sendiri, tabel_berdinding
from tests.pmks.bahan import borang, catat
from tksk_portal.akses import lingkup
from tksk_portal.akses.halaman import buka
from tksk_portal.akses.izin import terbuka
from tksk_portal.wilayah.dinding import Tertutup

KELAS = {"identitas", "peka", "petugas", "teknis", "umum"}
NAMA, NIK, KK = "Zefanya Kanarikusuma", "6472035205589777", "6472030101109777"
IDENTITAS = {
    "nama": NAMA,
    "nik": NIK,
    "no_kk": KK,
    "tempat_lahir": "Kotakanari",
    "alamat": "Jl. Kanari Rahasia 77",
    "dusun": "Dusun Kanaria",
    "alamat_ktp": "Jl. Kanari Lama 5",
    "telepon": "0811 7654 3210",
    "lintang": Decimal("-0.461234"),
    "bujur": Decimal("117.123451"),
}
RAHASIA = (NAMA, NIK, KK, "Kanarikusuma", "kanarikusuma", "Zefanya", "zefanya", "Kanari Rahasia", "0811 7654 3210")


# Keputusan per kolom -----------------------------------------------------------------------------------------


def _model() -> list:
    return [m for m in model_sendiri() if not hasattr(m, "pgh_tracked_model")]


def test_setiap_kolom_punya_keputusan_privasi():
    nyata = {f"{m._meta.app_label}.{m.__name__}.{f.name}" for m in _model() for f in m._meta.concrete_fields}
    assert sorted(nyata - set(KEPUTUSAN)) == [], "putuskan di tests/jalan/privasi.py"
    assert sorted(set(KEPUTUSAN) - nyata) == []
    assert set(KEPUTUSAN.values()) <= KELAS


def test_kolom_riwayat_berasal_dari_kolom_yang_diputuskan():
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model"):
            asal = model.pgh_tracked_model._meta
            kolom = {f.name for f in model._meta.concrete_fields if not f.name.startswith("pgh_")}
            assert kolom <= {f.name for f in asal.concrete_fields}, model.__name__


def test_identitas_dan_yang_peka_ada_di_balik_dinding():
    for kunci, kelas in KEPUTUSAN.items():
        model = apps.get_model(*kunci.rsplit(".", 1)[0].split("."))
        if kelas in {"identitas", "peka"}:
            # Yang tertutup sama sekali bagi peran jalan tidak memerlukan rentang.
            assert model._meta.db_table in tabel_berdinding() or isinstance(model.dinding, Tertutup), kunci


def test_saringan_di_alamat_tidak_memakai_identitas():
    pribadi = {k.rsplit(".", 1)[1] for k, kelas in KEPUTUSAN.items() if kelas == "identitas"}
    assert set(SaringOrang.base_filters) & pribadi == {"nik"}
    assert SaringOrang.base_filters["nik"].extra["choices"] == NIK_MENYUSUL, "hanya ada atau belumnya, bukan nomornya"


def test_alamat_tidak_memuat_identitas():
    """Addresses take UUIDs, region codes and words; a person's number or name has no place in them."""
    pribadi = {k.rsplit(".", 1)[1] for k, kelas in KEPUTUSAN.items() if kelas == "identitas"} | {"kk", "q", "kata"}
    for a in semua_alamat()[0]:
        assert not pribadi & set(pola(a.nama).pattern.converters), a.nama


# Jejak kenari ------------------------------------------------------------------------------------------------


class Penampung(logging.Handler):
    """Keeps what is logged, before any filter of the portal has masked it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.baris: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.baris.append(logging.Formatter("%(name)s %(message)s").format(record))


# Tidak termasuk SQL (mati di luar DEBUG) dan django.template, yang pada tingkat DEBUG menulis seluruh konteks.
PENCATAT = ("django.request", "django.security", "django.server", "allauth", "pmks", "tksk_portal")


@pytest.fixture
def catatan(monkeypatch):
    """All log records of the test, those of the portal at every level."""
    penampung = Penampung()
    akar = logging.getLogger()
    monkeypatch.setattr(akar, "handlers", [penampung, *akar.handlers])
    tingkat = {nama: logging.getLogger(nama).level for nama in ("", *PENCATAT)}
    akar.setLevel(logging.INFO)
    for nama in PENCATAT:
        logging.getLogger(nama).setLevel(logging.DEBUG)
    yield penampung.baris
    for nama, lama in tingkat.items():
        logging.getLogger(nama).setLevel(lama)


class Saksi:
    """A client that remembers every answer."""

    def __init__(self, dunia) -> None:
        self.dunia, self.jawaban = dunia, []
        self.klien = Client(raise_request_exception=False)

    def sebagai(self, nama: str) -> "Saksi":
        self.klien.force_login(self.dunia[nama].akun)
        return self

    def buka(self, alamat: str, **lain):
        return self._simpan(self.klien.get(alamat, **lain))

    def kirim(self, alamat: str, isi: dict, **lain):
        return self._simpan(self.klien.post(alamat, isi, **lain))

    def _simpan(self, respons):
        assert respons.status_code < 500
        self.jawaban.append(respons)
        return respons


def _perjalanan(s: Saksi) -> Orang:
    """Walk a canary person through the whole portal, errors and refusals included."""
    isi = borang(nama=NAMA, nik=NIK, no_kk=KK, alamat="Jl. Kanari Rahasia 77", telepon="0811 7654 3210")
    s.sebagai("tksk").kirim("/pmks/nik/", {"nik": NIK, "nama": NAMA, "tanggal_lahir": "12-05-1958"})
    s.kirim("/pmks/baru/", isi | {"tanggal_lahir": "31-02-1958"})
    s.kirim("/pmks/baru/", isi | {"ajukan": "1"})
    s.kirim("/pmks/baru/", isi)
    s.kirim("/pmks/baru/", isi | {"id": borang()["id"]})
    orang = f"/pmks/{isi['id']}/"
    for kata in (NAMA, NIK, NAMA * 9):
        s.buka(s.kirim("/pmks/cari/", {"q": kata}).url)
    for alamat in ("/", "/pmks/", orang, f"{orang}ubah/", f"{orang}riwayat/"):
        s.buka(alamat)
    s.kirim(f"{orang}buka/", {"bagian": "nik"})
    s.buka(orang)
    s.kirim(f"{orang}ubah/", isi | {"versi": "99"})
    for nama in ("tetangga", "dinsos_lain", "admin", "camat", "provinsi"):
        s.sebagai(nama)
        for alamat in (orang, f"{orang}ubah/", f"{orang}riwayat/", "/pmks/", "/"):
            s.buka(alamat)
    s.sebagai("tetangga").kirim("/pmks/baru/", isi | {"wilayah": "64.72.04.1001", "nik": "6472045205589778"})
    with lingkup.masuk(lingkup.sistem("uji")):
        kasus = Kasus.objects.get(orang_id=isi["id"])
    s.sebagai("dinsos").buka("/pmks/periksa/")
    s.buka(f"/pmks/periksa/{kasus.pk}/", headers={"HX-Request": "true"})
    s.kirim(
        f"{orang}jenis/{kasus.pk}/kembalikan/", {"versi": kasus.versi, "komentar": f"{NAMA} salah", "ke": "periksa"}
    )
    s.sebagai("tksk").buka(orang)
    s.kirim(f"{orang}ajukan/", {})
    s.sebagai("dinsos").kirim(f"{orang}jenis/{kasus.pk}/verifikasi/", {"versi": kasus.versi + 2, "ke": "periksa"})
    s.sebagai("provinsi").buka("/pmks/pengesahan/64.72/")
    s.kirim("/pmks/pengesahan/64.72/sahkan/", {"id": borang()["id"], "dilihat": timezone.now().isoformat()})
    for nama in ("provinsi", "kemensos"):
        s.sebagai(nama).buka(orang)
        s.kirim(f"{orang}buka/", {"tujuan": "pendek"})
        s.kirim(f"{orang}buka/", {"tujuan": f"Memeriksa bantuan {NAMA}"})
        s.buka(orang)
        s.buka(f"{orang}riwayat/")
        s.buka("/pmks/")
    with lingkup.masuk(lingkup.sistem("uji")):
        return Orang.objects.get(pk=isi["id"])


ALAMAT_HALAMAN = re.compile(r"""\b(?:href|action|src|hx-[a-z-]+|formaction|data-[a-z-]*url)\s*=\s*"([^"]*)\"""")


def _alamat(respons) -> list[str]:
    """Return every address in an answer, with what its page tokens say."""
    alamat = [html.unescape(a) for a in ALAMAT_HALAMAN.findall(respons.content.decode())]
    alamat += [respons.headers.get("Location", ""), respons.headers.get("HX-Redirect", "")]
    for token in re.findall(r"(?:sesudah|sebelum)=([\w-]+)", " ".join(alamat)):
        alamat.append(str(buka(token, respons.request["PATH_INFO"], 2)))
    # tel: membuka telepon pada perangkat itu sendiri, tidak dikirim ke mana pun.
    return [a for a in alamat if not a.startswith("tel:")]


def _memuat(teks: str) -> list[str]:
    bersih = teks.replace("%20", " ").replace("+", " ")
    return [r for r in RAHASIA if r in bersih]


def test_perjalanan_seorang_kenari_tidak_meninggalkan_jejak(dunia, catatan):
    s = Saksi(dunia)
    orang = _perjalanan(s)
    assert orang.derajat == 3, "perjalanannya harus sampai disahkan"
    assert sum(NAMA in r.content.decode() for r in s.jawaban) > 10, "perjalanannya harus menampilkan orangnya"
    for r in s.jawaban:
        di = f"{r.request['REQUEST_METHOD']} {r.request['PATH_INFO']} {r.status_code}"
        assert [a for a in _alamat(r) if _memuat(a)] == [], di
        assert _memuat(r.cookies.output()) == [], di
        assert _memuat(str(r.headers)) == [], di
        if r.status_code in {403, 404}:
            assert _memuat(r.content.decode()) == [], di
        assert keluhan_kepala(r) == [], di
    assert len(catatan) > 5, "catatannya harus tertampung"
    assert [b for b in catatan if _memuat(b)] == []


@terbuka("uji")
def meledak(request: HttpRequest):
    raise ValueError(f"gagal mengolah {NAMA} {NIK}")


urlpatterns = [path("meledak/", meledak)]


def test_halaman_galat_tidak_memuat_isi_galat(dunia, settings):
    settings.ROOT_URLCONF = __name__
    klien = Client(raise_request_exception=False)
    respons = klien.get(f"/meledak/?nik={NIK}")
    assert respons.status_code == 500
    assert _memuat(respons.content.decode()) == []
    assert "Traceback" not in respons.content.decode()


def test_csrf_kedaluwarsa_tidak_mengulang_isian(dunia):
    klien = Client(enforce_csrf_checks=True)
    klien.force_login(dunia.tksk.akun)
    respons = klien.post("/pmks/baru/", borang(nama=NAMA, nik=NIK))
    assert respons.status_code == 403
    assert _memuat(respons.content.decode()) == []
    assert keluhan_kepala(respons) == []


def test_kuki_tertutup_bagi_skrip_dan_tanpa_isi(dunia, masuk):
    klien = masuk("tksk")
    klien.post("/pmks/cari/", {"q": NAMA})
    for nama, kuki in klien.cookies.items():
        assert nama in {"tksk_sesi", "tksk_csrf"}
        assert kuki["samesite"] == "Lax"
    assert klien.cookies["tksk_sesi"]["httponly"]


# Yang tersamar -----------------------------------------------------------------------------------------------


def _terbuka_bagi_semua(jenis: JenisPMKS) -> bool:
    return jenis.perorangan and jenis.umur_maks is None and not jenis.jk


@pytest.fixture
def kenari(dunia) -> dict:
    """A grown-up in an ordinary type and one in a very sensitive type, both approved."""
    hasil = {}
    for nomor, (nama, peka) in enumerate((("biasa", 0), ("peka", 2))):
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            jenis = next(j for j in acuan_jenis().values() if j.peka == peka and _terbuka_bagi_semua(j))
            isi = IDENTITAS | {"nik": f"647203520558977{nomor}", "tanggal_lahir": date(1958, 5, 12)}
            hasil[nama] = catat(by, jenis=(jenis.pk,), ajukan=True, **isi)
        for siapa, aksi in (("dinsos", "diverifikasi"), ("provinsi", "disahkan")):
            with lingkup.masuk(dunia[siapa].lingkup):
                Kasus.objects.filter(orang=hasil[nama]).update(
                    **{"status": aksi, f"{aksi}_pada": timezone.now(), f"{aksi}_oleh_id": dunia[siapa].akun.pk}
                )
    return hasil


@pytest.mark.parametrize(
    ("siapa", "orang"),
    [("provinsi", "biasa"), ("provinsi", "peka"), ("kemensos", "biasa"), ("kemensos", "peka")],
)
def test_halaman_tersamar_tidak_memuat_identitas(masuk, kenari, siapa, orang):
    isi = masuk(siapa).get(f"/pmks/{kenari[orang].pk}/").content.decode()
    assert "Z••••" in isi
    for kolom, nilai in IDENTITAS.items():
        teks = str(getattr(kenari[orang], kolom))
        for bentuk in (teks, teks.replace(".", ","), str(nilai)):
            assert bentuk not in isi, kolom
    assert "12 Mei 1958" not in isi and "12-05-1958" not in isi


def test_camat_tidak_dapat_membuka_nomor(masuk, kenari):
    klien = masuk("camat")
    assert klien.post(f"/pmks/{kenari['biasa'].pk}/buka/", {"bagian": "nik"}).status_code == 403
    isi = klien.get(f"/pmks/{kenari['biasa'].pk}/").content.decode()
    assert NAMA in isi and kenari["biasa"].nik not in isi and KK not in isi
