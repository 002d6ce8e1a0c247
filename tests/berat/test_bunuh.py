"""Seratus impor dan ekspor sementara pekerja, web, dan basis data dibunuh di saat acak: utuh atau tidak ada.

Orangnya sungguhan: peramban lewat HTTP, formulir dikirim ulang dengan kuncinya sesudah galat, tombol ditekan lagi bila
pekerjaannya terhenti. Basis datanya sendiri, dengan fsync hidup: yang sudah dijawab tidak boleh hilang.

`TKSK_BUNUH` jumlah impor dan ekspor (bawaan 100), `TKSK_BUNUH_BENIH` benih acaknya.
"""

import hashlib
import os
import random
import signal
import threading
import time
import traceback
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as atur
from django.db import connection
from django.db.models import Count, Max
from django.test.utils import override_settings

from pmks.models import Kasus, Orang, PutusanKasus
from tests.berat import kiriman
from tests.berat.bahan import basis_sekali_pakai, jatuhkan
from tests.berat.kiriman import Ekspor as TugasEkspor
from tests.berat.kiriman import Impor, Kantor, susun_tugas
from tests.berat.pemakai import AKHIR, Pemakai
from tests.conftest import Penghuni
from tests.excel.bahan_masuk import isi_csv, masukkan, unggah
from tests.excel.test_tulis import csv_baris, sel
from tests.pekerjaan.proses import ProsesPekerja, tunggu
from tests.pmks import test_ringkasan as ringkasan
from tests.server import ServerUji, _kumpulkan_statis
from tksk_portal.akses import lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.arsip import yatim
from tksk_portal.arsip.berkas import buka
from tksk_portal.arsip.models import Berkas
from tksk_portal.arsip.penyimpanan import penyimpanan, semua_kunci
from tksk_portal.basisdata.siapkan import BASIS, PEMILIK
from tksk_portal.basisdata.tertanam import ServerTertanam
from tksk_portal.excel.models import BarisUnggahan, Ekspor, Unggahan
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan
from tksk_portal.wilayah.models import Wilayah

pytestmark = pytest.mark.berat
BANYAK = int(os.environ.get("TKSK_BUNUH", "100"))
BENIH = int(os.environ.get("TKSK_BUNUH_BENIH", "20261124"))
TERLAMA = 900
# akun -> (peran, tempat tugas, kecamatan yang dikirimnya)
KANTOR = {
    "tksk": (Peran.TKSK, "64.72.03", "64.72.03"),
    "dinsos": (Peran.KABKOTA, "64.72", "64.72.02"),
    "tetangga": (Peran.TKSK, "64.72.04", "64.72.04"),
    "dinsos_lain": (Peran.KABKOTA, "64.71", "64.71.02"),
    "tksk_balikpapan": (Peran.TKSK, "64.71.01", "64.71.01"),
    "tksk_bontang": (Peran.TKSK, "64.74.01", "64.74.01"),
}


class Perusak(threading.Thread):
    """Two workers, a web server and a database, and what keeps happening to them; what dies is started again."""

    APA = {"pekerja": 10, "pekerja beku": 3, "web": 3, "basis cepat": 2, "basis seketika": 2, "basis -9": 1}
    ISYARAT = {"basis cepat": signal.SIGINT, "basis seketika": signal.SIGQUIT, "basis -9": signal.SIGKILL}

    def __init__(self, basis: ServerTertanam, web: ServerUji) -> None:
        super().__init__(name="perusak", daemon=True)
        self.basis, self.web = basis, web
        self.acak = random.Random(BENIH)
        self.cukup = threading.Event()
        self.hitungan: Counter = Counter()
        self.salah: BaseException | None = None
        self.pekerja = [self._pekerja(), self._pekerja()]

    def _pekerja(self) -> ProsesPekerja:
        return ProsesPekerja(
            denyut_mati=1.5, banyak=2, url=self.basis.url(PEMILIK, BASIS), setelan="tests.berat.setelan"
        )

    def run(self) -> None:
        """Kill something every now and then until it is enough."""
        try:
            while not self.cukup.wait(self.acak.uniform(0.1, 1.3)):
                apa = self.acak.choices([*self.APA], [*self.APA.values()])[0]
                self.hitungan[apa] += 1
                self._rusak(apa)
        except BaseException as salah:
            self.salah = salah

    def _rusak(self, apa: str) -> None:
        if apa == "pekerja":
            mana = self.acak.randrange(2)
            self.pekerja[mana].bunuh()
            self.pekerja[mana] = self._pekerja()
        elif apa == "pekerja beku":
            # Disangka mati, pekerjaannya diambil yang lain, lalu ia hidup lagi: tanda pagarnya yang menahannya.
            beku = self.acak.choice(self.pekerja)
            beku.isyaratkan(signal.SIGSTOP)
            time.sleep(self.acak.uniform(2, 4))
            beku.isyaratkan(signal.SIGCONT)
        elif apa == "web":
            self.web.bunuh()
            time.sleep(self.acak.uniform(0, 0.6))
            self.web.mulai()
        else:
            jatuhkan(self.basis, self.ISYARAT[apa])
            time.sleep(self.acak.uniform(0, 0.6))
            self.basis.nyalakan_lagi()

    def selesai(self) -> None:
        """Stop what still runs."""
        self.cukup.set()
        self.join(60)
        for p in self.pekerja:
            p.hentikan()


@pytest.fixture
def arsip_sekali_pakai(monkeypatch, tmp_path):
    """An archive that holds nothing but the files of this run."""
    monkeypatch.setenv("TKSK_ARSIP", str(tmp_path / "arsip"))
    disk = {"BACKEND": "tksk_portal.arsip.penyimpanan.BerkasDiDisk", "OPTIONS": {"location": tmp_path / "arsip"}}
    with override_settings(STORAGES=atur.STORAGES | {"arsip": disk}):
        yield


@pytest.fixture
def basis(django_db_setup, django_db_blocker, arsip_sekali_pakai):
    """A durable database of its own."""
    with django_db_blocker.unblock(), basis_sekali_pakai(tahan=True) as server:
        yield server


@pytest.fixture
def web(basis):
    """The real web server on that database."""
    _kumpulkan_statis()
    satu = ServerUji()
    try:
        satu.mulai()
        yield satu
    finally:
        satu.berhenti()


def _penghuni() -> dict[str, Penghuni]:
    """Make the accounts that are missing, and return all offices' people."""
    with lingkup.masuk(lingkup.sistem("uji bunuh")):
        for nama, (peran, tempat, _) in KANTOR.items():
            akun, baru = Akun.objects.get_or_create(username=nama, defaults={"nama": nama, "wilayah_id": "64"})
            if baru:
                Penempatan.objects.create(akun=akun, peran=peran, tempat_id=tempat, mulai=date(2026, 1, 1))
        tugas = Penempatan.objects.filter(akun__username__in=KANTOR).select_related("akun", "tempat")
        return {t.akun.username: Penghuni(t.akun, t, lingkup.dari_penempatan(t)) for t in tugas}


def _kantor() -> list[Kantor]:
    with lingkup.masuk(lingkup.sistem("uji bunuh")):
        desa = {
            nama: list(Wilayah.objects.berlaku().di_bawah(kec).filter(tingkat=4).order_by("pk")[:4])
            for nama, (_, _, kec) in KANTOR.items()
        }
    return [Kantor(nama, kec, desa[nama], benih=n) for n, (nama, (_, _, kec)) in enumerate(KANTOR.items(), 1)]


def _siapkan(penghuni: dict[str, Penghuni], kantor: list[Kantor]) -> None:
    """Record the people that are exported in the storm."""
    for k in kantor:
        u = masukkan(penghuni[k.nama], unggah(penghuni[k.nama], isi_csv(k.dasar())))
        assert u.hitung["baru"] == kiriman.BARIS_DASAR, u.hitung


def test_seratus_impor_dan_ekspor_di_tengah_pembunuhan_utuh_atau_tidak_ada(basis, web, tmp_path):
    penghuni, kantor = _penghuni(), _kantor()
    _siapkan(penghuni, kantor)
    dasar = set(_sistem(lambda: list(Unggahan.objects.values_list("pk", flat=True))))
    tugas = susun_tugas(kantor, tmp_path, banyak=BANYAK)
    orang = [Pemakai(nama, web.klien(penghuni[nama].akun), isi) for nama, isi in tugas.items()]
    mulai = time.monotonic()
    perusak = Perusak(basis, web)
    try:
        perusak.start()
        for o in orang:
            o.start()
        while any(o.is_alive() for o in orang) and not any(o.salah for o in orang) and not perusak.salah:
            assert time.monotonic() - mulai < TERLAMA, {o.name: (o.selesai, dict(o.ulang)) for o in orang}
            time.sleep(0.2)
        perusak.cukup.set()
        perusak.join(60)
        connection.close()  # sambungan lama mati bersama basis datanya
        assert not perusak.salah, perusak.salah
        salah = ["".join(traceback.format_exception(o.salah)[-2:]) for o in orang if o.salah]
        assert not salah, "\n".join([*salah, _rusak_di_web(web.catatan())])
        tunggu(lambda: not _sistem(lambda: Pekerjaan.objects.belum_selesai().exists()), "pekerjaan tertinggal", 180)
    finally:
        perusak.selesai()
    lama = time.monotonic() - mulai
    semua = [t for isi in tugas.values() for t in isi]
    impor = [t for t in semua if isinstance(t, Impor)]
    ekspor = [t for t in semua if isinstance(t, TugasEkspor)]
    with lingkup.masuk(lingkup.sistem("uji bunuh")):
        _periksa_impor(impor, dasar)
        _periksa_orang(kantor)
        _periksa_ekspor(ekspor)
        ulang = _periksa_pekerjaan(impor, ekspor)
    _periksa_ringkasan()
    _periksa_arsip()
    assert len(impor) + len(ekspor) == BANYAK
    tanya = sum((o.ulang for o in orang), Counter())
    print(  # noqa: T201
        f"\n{len(impor)} impor + {len(ekspor)} ekspor, {sum(len(k.harapan) for k in kantor)} orang; dibunuh "
        f"{perusak.hitungan.total()} kali {dict(perusak.hitungan)}; {ulang} percobaan pekerjaan diulang; "
        f"peramban mengulang {dict(tanya)}; {lama:.0f} s"
    )


def _rusak_di_web(catatan: str) -> str:
    """Return what the web server logged of its answers 500, each without its long tail; or the end of its log."""
    rusak = catatan.split("Internal Server Error: ")[1:]
    inti = (b.partition("\n20")[0] for b in rusak)
    return "\n".join(f"500 {b[:60]} … {b[-1200:]}" for b in list(inti)[-4:]) or catatan[-3000:]


def _sistem(tanya):
    with lingkup.masuk(lingkup.sistem("uji bunuh")):
        return tanya()


def _periksa_impor(impor: list[Impor], dasar: set) -> None:
    """Each upload stands where its owner brought it, with every row counted once and judged right."""
    u = {str(x.pk): x for x in Unggahan.objects.exclude(pk__in=dasar)}
    assert sorted(u) == sorted(i.kunci for i in impor), "satu formulir, satu unggahan"
    for i in impor:
        satu = u[i.kunci]
        assert satu.status == AKHIR[i.putusan], (i.nama, satu.status)
        hitung = Counter({k: n for k, n in satu.hitung.items() if k in ("baru", "berubah", "sama", "salah", "lewat")})
        if i.rebutan:
            # Siapa yang menang tidak tentu; jumlahnya tentu, dan tiap baris mendapat satu jawaban.
            harap = i.hitung["baru"] + i.hitung["sama"] + i.rebutan
            assert hitung["baru"] + hitung["sama"] + hitung["lewat"] == harap, (i.nama, hitung, i.hitung)
            assert (hitung["salah"], hitung["berubah"]) == (i.hitung["salah"], i.hitung["berubah"]), i.nama
        else:
            assert hitung == i.hitung, (i.nama, i.putusan, hitung, i.hitung)
        baris = Counter(BarisUnggahan.objects.filter(unggahan=satu).values_list("nomor", flat=True))
        banyak = 0 if i.putusan == "buang" else i.hitung.total() + i.rebutan
        assert (len(baris), baris.total()) == (banyak, banyak), i.nama


def _periksa_orang(kantor: list[Kantor]) -> None:
    """The register holds exactly the expected people and types, each written exactly as often as it should be."""
    harapan = {nik: h for k in kantor for nik, h in k.harapan.items()}
    ada = list(Orang.objects.values_list("pk", "nik", "nama", "alamat", "versi"))
    assert Counter(nik for _, nik, *_ in ada) == Counter(dict.fromkeys(harapan, 1)), "tidak hilang, tidak ganda"
    beda = [(a, h) for _, nik, *a in ada if a != [(h := harapan[nik]).nama, h.alamat, h.versi]]
    assert not beda, beda[:5]
    kasus: dict[str, Counter] = {nik: Counter() for nik in harapan}
    for nik, jenis, status in Kasus.objects.values_list("orang__nik", "jenis_id", "status"):
        kasus[nik][jenis, status] += 1
    for nik, h in harapan.items():
        harap = Counter({(j, "draf"): 1 for j in h.jenis} | {(j, "dibatalkan"): 1 for j in h.batal})
        assert kasus[nik] == harap, (nik, kasus[nik], harap)
    batal = sum(len(h.batal) for h in harapan.values())
    assert batal and PutusanKasus.objects.count() == batal == PutusanKasus.objects.values("rekaman").distinct().count()
    aktif = {nik for nik, h in harapan.items() if h.jenis}
    assert set(Orang.objects.aktif().values_list("nik", flat=True)) == aktif
    _periksa_riwayat({pk: versi for pk, *_, versi in ada})


def _periksa_riwayat(versi: dict) -> None:
    """History has each version of each person once and no gap; its last row is the row itself; its author is known."""
    riwayat = Orang.riwayat.rel.related_model
    tertulis: dict = {}
    for pk, v in riwayat.objects.values_list("pgh_obj_id", "versi").distinct():
        tertulis.setdefault(pk, set()).add(v)
    assert tertulis == {pk: set(range(1, v + 1)) for pk, v in versi.items()}
    sisip = riwayat.objects.filter(pgh_label="insert").values("pgh_obj_id").annotate(n=Count("pk"))
    assert Counter(sisip.values_list("n", flat=True)) == {1: len(versi)}
    akhir = riwayat.objects.values("pgh_obj_id").annotate(akhir=Max("pgh_id")).values("akhir")
    terakhir = dict(riwayat.objects.filter(pgh_id__in=akhir).values_list("pgh_obj_id", "alamat"))
    assert terakhir == dict(Orang.objects.values_list("pk", "alamat"))
    assert not riwayat.objects.filter(pgh_context__akun=None).exists()


def _periksa_ekspor(ekspor: list[TugasEkspor]) -> None:
    """Each export has one file, whole, with exactly the expected rows; those given up have none."""
    for e in ekspor:
        satu = Ekspor.objects.get(pk=e.kunci)
        berkas = Berkas.objects.get(keperluan="ekspor", induk=satu.pk)
        assert (berkas.pk, satu.baris_ditulis) == (satu.berkas, len(e.nik)), e
        with buka(berkas) as isi:
            assert isi.read() == e.isi, "yang diunduh di tengah gangguan utuh"
        baris = csv_baris(e.isi) if e.bentuk == "csv" else sel(e.isi)
        if e.tata == "ringkas":
            assert [b[0] for b in baris[1:]] == list(range(1, len(e.nik) + 1))
            continue
        judul = next(n for n, b in enumerate(baris) if any(str(s).lower() == "nik" for s in b))
        kolom = [str(s).lower() for s in baris[judul]].index("nik")
        assert sorted(b[kolom] for b in baris[judul + 1 :]) == sorted(e.nik), e.tata
    gagal = [k for e in ekspor for k in e.gagal]
    assert not Berkas.objects.filter(keperluan="ekspor", induk__in=gagal).exists()
    assert {str(pk) for pk in Ekspor.objects.values_list("pk", flat=True)} == {e.kunci for e in ekspor} | set(gagal)
    terbuka = Counter(str(k) for k in Pembukaan.objects.filter(jenis="excel.ekspor").values_list("objek_id", flat=True))
    assert set(terbuka.values()) <= {1}, "permintaan yang diulang dicatat sekali"
    assert terbuka.keys() >= {e.kunci for e in ekspor if e.tata != "ringkas"}


def _periksa_pekerjaan(impor: list[Impor], ekspor: list[TugasEkspor]) -> int:
    """No job is left, each told its end once, each returned workbook was made once. Returns the restarts."""
    semua = list(Pekerjaan.objects.all())
    assert {p.status for p in semua} <= {"selesai", "gagal", "dibatalkan"}
    selesai = Counter(p.isi.get("unggahan") for p in semua if p.jenis == "excel.tulis" and p.status == "selesai")
    ditulis = {i.kunci for i in impor if i.putusan != "buang"}
    assert {k for k in selesai if k in {i.kunci for i in impor}} == ditulis
    kabar = Counter(Kabar.objects.values_list("kunci", flat=True))
    # Berkas kembalian yang selesai tidak dikabarkan: yang mengunggah melihatnya di halaman unggahannya.
    berkabar = [p for p in semua if p.status == "gagal" or (p.status == "selesai" and p.jenis != "excel.kembalikan")]
    assert kabar == Counter({f"pekerjaan:{p.pk}": 1 for p in berkabar})
    kembalian = Counter(p.isi["unggahan"] for p in semua if p.jenis == "excel.kembalikan" and p.status == "selesai")
    berkas = Counter(
        str(k) for k in Berkas.objects.tersimpan().filter(keperluan="excel.unggahan").values_list("induk", flat=True)
    )
    buang = {i.kunci for i in impor if i.putusan == "buang"}
    lebih = {k: (berkas[k], n) for k, n in kembalian.items() if k not in buang and berkas[k] != 1 + n}
    assert not lebih, f"berkas kembalian dibuat lebih dari sekali: {lebih}"
    assert all(p.hasil for p in semua if p.status == "selesai" and p.isi.get("unggahan") not in buang), "tanpa hasil"
    assert len([p for p in semua if p.jenis == "excel.ekspor"]) >= len(ekspor)
    return sum(p.percobaan - 1 for p in semua if p.percobaan)


def _periksa_ringkasan() -> None:
    """The summary equals a recount at every level, before and after it is folded."""
    ringkasan.periksa()
    ringkasan.periksa_gerak()
    ringkasan.padatkan()
    ringkasan.periksa()


def _periksa_arsip() -> None:
    """Every file that a row names is there and unbroken; a day later the sweep leaves exactly those."""
    with lingkup.masuk(lingkup.sistem("uji bunuh")):
        hidup = list(Berkas.objects.tersimpan())
        for b in hidup:
            with buka(b) as isi:
                assert hashlib.sha256(isi.read()).hexdigest() == b.sha256, b.keperluan
    kemarin = time.time() - 25 * 3600
    for kunci in semua_kunci():
        os.utime(Path(penyimpanan().path(kunci)), (kemarin, kemarin))
    laporan = yatim.periksa(buang=True)
    assert not laporan.isi_hilang and not laporan.tanpa_induk, laporan
    assert set(semua_kunci()) == {b.kunci for b in hidup}
    assert yatim.periksa(buang=False).bersih
