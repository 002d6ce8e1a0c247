"""Dua orang mengunggah atau memasukkan berkas yang sama serempak: satu menang, yang lain diberi tahu."""

import io
import threading
from uuid import uuid4

from django.db import connection

from pmks.actions import putuskan_revisi
from pmks.models import Kasus, Orang, Revisi
from tests.conftest import baca_dunia
from tests.excel.bahan_keluar import minta
from tests.excel.bahan_masuk import PILIHAN, baris, isi_csv, segar, unggah
from tests.pekerjaan.bahan import kerjakan_semua
from tests.pmks.bahan import DESA, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.arsip.models import Berkas
from tksk_portal.excel.masuk import alur
from tksk_portal.excel.models import Ekspor, Unggahan
from tksk_portal.excel.sumber import daftar_sumber
from tksk_portal.pekerjaan.models import Pekerjaan
from tksk_portal.tinjauan.actions import Bentrok
from tksk_portal.tinjauan.enums import Aksi, Status


def _dunia():
    with lingkup.masuk(lingkup.sistem("uji")):
        return baca_dunia()


def _serempak(*kerja) -> list:
    """Run functions at the same moment, each in a thread with its own connection; return results or exceptions."""
    pagar, hasil = threading.Barrier(len(kerja)), [None] * len(kerja)

    def jalan(n: int) -> None:
        try:
            pagar.wait(10)
            hasil[n] = kerja[n]()
        except Exception as salah:
            hasil[n] = salah
        finally:
            connection.close()

    utas = [threading.Thread(target=jalan, args=(n,)) for n in range(len(kerja))]
    for u in utas:
        u.start()
    for u in utas:
        u.join(60)
    return hasil


def test_dua_unggahan_serempak_satu_yang_menang(data_tetap):
    dunia, isi = _dunia(), isi_csv([baris(n) for n in range(1, 6)])

    def kirim() -> Unggahan:
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            return alur.unggah(
                kunci=uuid4(), sumber=daftar_sumber()["pmks"], isi=io.BytesIO(isi), nama="d.csv", pilihan=PILIHAN, by=by
            )

    hasil = _serempak(kirim, kirim, kirim)
    menang = [h for h in hasil if isinstance(h, Unggahan)]
    kalah = [h for h in hasil if isinstance(h, alur.SedangDikerjakan)]
    assert (len(menang), len(kalah)) == (1, 2), hasil
    assert {k.unggahan.pk for k in kalah} == {menang[0].pk}, "diberi tahu unggahan siapa dan kapan"


def test_1_formulir_yang_sama_dikirim_serempak_dijawab_sama(data_tetap):
    """A browser that sends again while the first sending is still under way gets the first answer, not a refusal."""
    dunia, isi, kunci = _dunia(), isi_csv([baris(n) for n in range(1, 6)]), uuid4()

    def kirim() -> Unggahan:
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            return alur.unggah(
                kunci=kunci, sumber=daftar_sumber()["pmks"], isi=io.BytesIO(isi), nama="d.csv", pilihan=PILIHAN, by=by
            )

    assert [getattr(h, "pk", h) for h in _serempak(kirim, kirim, kirim)] == [kunci] * 3
    with lingkup.masuk(dunia.tksk.lingkup):
        assert (Unggahan.objects.count(), Berkas.objects.tersimpan().count(), Pekerjaan.objects.count()) == (1, 1, 1)


def test_1_ekspor_yang_sama_diminta_serempak_dijawab_sama(data_tetap):
    dunia, kunci = _dunia(), uuid4()
    hasil = _serempak(*[lambda: minta(dunia.tksk.lingkup, "pmks", "ringkas", kunci=kunci)] * 3)
    assert [getattr(h, "pk", h) for h in hasil] == [kunci] * 3
    with lingkup.masuk(dunia.tksk.lingkup):
        assert (Ekspor.objects.count(), Pekerjaan.objects.count()) == (1, 1)


def test_berkas_kembalian_satu_walau_pekerjanya_mati_sesudah_menyimpan(data_tetap):
    dunia = _dunia()
    u = unggah(dunia.tksk, isi_csv([baris(1), baris(2, nik="123")]))
    with lingkup.masuk(lingkup.sistem("uji")):
        Pekerjaan.objects.filter(jenis="excel.kembalikan").update(status="antre", hasil={}, selesai_pada=None)
    kerjakan_semua()
    with lingkup.masuk(lingkup.sistem("uji")):
        p = Pekerjaan.objects.get(jenis="excel.kembalikan")
        assert p.percobaan == 2 and p.hasil["berkas"] == str(u.kembalian)
        assert Berkas.objects.tersimpan().filter(induk=u.pk).count() == 2, "asal dan satu kembalian"


def test_memasukkan_serempak_tidak_menggandakan(data_tetap):
    dunia = _dunia()
    u = unggah(dunia.tksk, isi_csv([baris(n) for n in range(1, 6)]))

    def masuk() -> None:
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            alur.masukkan(unggahan=u, mungkin=False, by=by)

    hasil = _serempak(masuk, masuk)
    assert sorted(type(h).__name__ for h in hasil) == ["Ditolak", "NoneType"]
    kerjakan_semua()
    with lingkup.masuk(dunia.tksk.lingkup):
        assert (Orang.objects.count(), Kasus.objects.count()) == (5, 5)
    assert segar(u).status == "ditulis"


def test_dua_kantor_memasukkan_orang_yang_sama_satu_yang_tercatat(data_tetap):
    dunia = _dunia()
    isi = isi_csv([baris(n, desa="64.72.03.1004") for n in range(1, 6)])
    satu, dua = unggah(dunia.tksk, isi), unggah(dunia.dinsos, isi)

    def masuk(penghuni, u: Unggahan):
        def lakukan() -> None:
            with lingkup.masuk(penghuni.lingkup) as by:
                alur.masukkan(unggahan=u, mungkin=False, by=by)
            kerjakan_semua()

        return lakukan

    hasil = _serempak(masuk(dunia.tksk, satu), masuk(dunia.dinsos, dua))
    assert hasil == [None, None]
    kerjakan_semua()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert (Orang.objects.count(), Kasus.objects.count()) == (5, 5)
    baru = [segar(u).hitung.get("baru", 0) for u in (satu, dua)]
    lewat = [segar(u).hitung.get("lewat", 0) for u in (satu, dua)]
    assert sum(baru) == 5 and sum(lewat) == 5


def _usulkan(dunia, alamat: str) -> Unggahan:
    return unggah(dunia.tksk, isi_csv([baris(n, nama="Siti Aminah", alamat=alamat, desa=DESA) for n in (1, 2)]))


def _terverifikasi(dunia) -> None:
    for n in (1, 2):
        pada_status(dunia, Status.DIVERIFIKASI, nik=baris(n)["nik"])


def test_dua_unggahan_atas_data_terverifikasi_satu_usulan_saja(data_tetap):
    dunia = _dunia()
    _terverifikasi(dunia)
    semua = [_usulkan(dunia, "Jl. Satu"), _usulkan(dunia, "Jl. Dua")]

    def masuk(u: Unggahan):
        def lakukan() -> None:
            with lingkup.masuk(dunia.tksk.lingkup) as by:
                alur.masukkan(unggahan=u, mungkin=False, by=by)
            kerjakan_semua()

        return lakukan

    assert _serempak(*map(masuk, semua)) == [None, None]
    kerjakan_semua()
    with lingkup.masuk(lingkup.sistem("uji")):
        usulan = list(Revisi.objects.all())
    assert len({r.orang_id for r in usulan}) == len(usulan) == 2
    hitung = [segar(u).hitung for u in semua]
    assert (sum(h.get("usulan", 0) for h in hitung), sum(h.get("lewat", 0) for h in hitung)) == (2, 2)


def test_putusan_dan_pengurungan_serempak_tidak_saling_menunggu(data_tetap):
    """Either the decision stands and nothing is undone, or all is withdrawn and the decision is told so."""
    dunia = _dunia()
    _terverifikasi(dunia)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        u = _usulkan(dunia, "Jl. Baru")
        alur.masukkan(unggahan=u, mungkin=False, by=by)
    kerjakan_semua()
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        alur.urungkan(unggahan=u, by=by)
    with lingkup.masuk(lingkup.sistem("uji")):
        r = Revisi.objects.order_by("pk")[0]

    def putuskan() -> None:
        with lingkup.masuk(dunia.dinsos.lingkup) as by:
            putuskan_revisi(revisi=r, aksi=Aksi.VERIFIKASI, by=by, versi=r.versi)

    hasil = _serempak(putuskan, lambda: kerjakan_semua(lempar=False))
    with lingkup.masuk(lingkup.sistem("uji")):
        status = set(Revisi.objects.values_list("status", flat=True))
    if hasil[0] is None:
        assert segar(u).status == "ditulis" and status == {Status.DIVERIFIKASI, Status.DIAJUKAN}
    else:
        assert isinstance(hasil[0], Bentrok), hasil
        assert segar(u).status == "diurungkan" and status == {Status.DIBATALKAN}
