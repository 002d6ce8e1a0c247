"""Yang dikembalikan diberitahukan kepada yang harus memperbaikinya: satu baris dengan jumlahnya, tanpa data orang."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pmks.actions import putuskan_kasus
from tests.pmks.bahan import catat, nik_ke, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.pekerjaan.models import Kabar
from tksk_portal.tinjauan.enums import Aksi, Status


def kotak(dunia, siapa: str) -> list[tuple[str, str]]:
    """Return an inhabitant's notices: text and page."""
    with lingkup.masuk(dunia[siapa].lingkup) as by:
        return [(k.kalimat, k.url) for k in Kabar.objects.milik(by.akun_id).order_by("pk")]


def kembalikan(dunia, banyak: int, mulai: int = 9001) -> None:
    """Record, submit and return several persons."""
    for n in range(mulai, mulai + banyak):
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            orang = catat(by, jenis=(8,), ajukan=True, nik=nik_ke(n), nama=f"Siti Ke {chr(65 + n % 26)}")
            kasus = orang.kasus.get()
        with lingkup.masuk(dunia.dinsos.lingkup) as by:
            putuskan_kasus(kasus=kasus, aksi=Aksi.KEMBALIKAN, by=by, versi=kasus.versi, komentar="Lengkapi")


def test_tksk_mendapat_satu_kabar_untuk_semua_yang_dikembalikan(dunia):
    kembalikan(dunia, 3)
    assert kotak(dunia, "tksk") == [
        ("3 data PMKS dikembalikan Dinas Sosial Kota Samarinda", "/pmks/?status=dikembalikan")
    ]
    assert [kotak(dunia, s) for s in ("tetangga", "camat", "dinsos", "provinsi")] == [[], [], [], []]


def test_provinsi_mengembalikan_kabkota_yang_dikabari(dunia):
    pada_status(dunia, Status.DITINJAU_ULANG)
    assert kotak(dunia, "dinsos") == [
        ("1 data PMKS dikembalikan Dinas Sosial Prov. Kalimantan Timur", "/pmks/periksa/")
    ]
    assert kotak(dunia, "tksk") == []


def test_pengganti_yang_bertugas_dikabari_bila_pengaju_sudah_berhenti(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        kasus = catat(by, jenis=(8,), ajukan=True).kasus.get()
    with lingkup.masuk(lingkup.sistem("uji")):
        Penempatan.objects.filter(pk=dunia.tksk.tugas.pk).update(selesai=timezone.localdate() - timedelta(days=1))
        akun = Akun.objects.create(username="pengganti", nama="Pengganti", wilayah_id="64")
        Penempatan.objects.create(akun=akun, peran="tksk", tempat_id="64.72.03", mulai=date(2026, 11, 1))
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        putuskan_kasus(kasus=kasus, aksi=Aksi.KEMBALIKAN, by=by, versi=kasus.versi, komentar="Lengkapi")
    with lingkup.masuk(lingkup.sistem("uji")):
        assert list(Kabar.objects.values_list("akun__username", "wilayah_id")) == [("pengganti", "64.72.03")]


def test_putusan_lain_tidak_mengabari(dunia):
    pada_status(dunia, Status.DISAHKAN)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Kabar.objects.count() == 0


def test_mengembalikan_menambah_dua_kueri_saja(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        kasus = catat(by, jenis=(8,), ajukan=True).kasus.get()
    with lingkup.masuk(dunia.dinsos.lingkup) as by, CaptureQueriesContext(connection) as kueri:
        putuskan_kasus(kasus=kasus, aksi=Aksi.KEMBALIKAN, by=by, versi=kasus.versi, komentar="Lengkapi")
    tabel = [t for q in kueri.captured_queries for t in ("akun_penempatan", "pekerjaan_") if t in q["sql"]]
    assert tabel.count("akun_penempatan") == 1 and tabel.count("pekerjaan_") == 1


def test_kabar_tidak_memuat_data_orang(dunia):
    kembalikan(dunia, 2)
    with lingkup.masuk(lingkup.sistem("uji")):
        isi = " ".join(f"{k.teks} {k.url} {k.kelompok} {k.kunci}" for k in Kabar.objects.all())
    assert "Siti" not in isi and "6472035" not in isi and "lansia" not in isi.lower()
