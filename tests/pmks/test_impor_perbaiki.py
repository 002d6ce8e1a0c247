"""Usulan yang dikembalikan diperbaiki lewat buku kerja dan diajukan lagi, seperti di formulir; dapat diurungkan."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmks.actions import IsianKasus, putuskan_revisi, ubah_orang
from pmks.impor import usulan as aturan
from pmks.models import Kasus, Orang, PutusanRevisi, Revisi
from tests.excel.bahan_masuk import baris, isi_baris, isi_csv, lakukan, masukkan, pesan, unggah
from tests.pmks.bahan import isian, nik_ke, segar
from tests.pmks.test_impor_usulan import KOLOM, TAK_SAMA, TETAP, halangan, putuskan, satu, terperiksa, usulan
from tksk_portal.akses import lingkup
from tksk_portal.excel.enums import StatusBaris as B
from tksk_portal.excel.enums import StatusUnggahan as S
from tksk_portal.excel.masuk import alur
from tksk_portal.tinjauan.enums import Aksi, Status


def usul(dunia, kasus: Kasus, *, kriteria=("a",), keterangan: str = "", **beda) -> Revisi:
    """Propose a change through the form's action."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        o = Orang.objects.get(pk=kasus.orang_id)
        isi = {k: getattr(o, k) for k in isian()} | beda
        tulis = [IsianKasus(8, list(kriteria), keterangan=keterangan)]
        hasil = ubah_orang(
            orang=o, versi=o.versi, isian=isi, kasus=tulis, by=by, alasan="Pindah rumah", usulan=_dasar(o)
        )
    return hasil.revisi[0]


def _dasar(o: Orang) -> dict:
    return {r.pk: r.versi for r in Revisi.objects.filter(orang=o).dapat_diperbaiki()}


def dikembalikan(dunia, *, n: int = 1, **beda) -> Revisi:
    """Return a proposal that the kab/kota sent back."""
    revisi = usul(dunia, terperiksa(dunia, n=n), **beda)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        putuskan_revisi(revisi=revisi, aksi=Aksi.KEMBALIKAN, by=by, versi=revisi.versi, komentar="Periksa lagi")
    return kini(revisi)


def kini(revisi: Revisi) -> Revisi:
    with lingkup.masuk(lingkup.sistem("uji")):
        return Revisi.objects.select_related("orang").get(pk=revisi.pk)


def test_baris_memperbaiki_usulan_itu_juga_dan_mengajukannya_lagi(dunia):
    lama = dikembalikan(dunia, alamat="Jl. Salah", rt="9")
    u, b = satu(dunia, alamat="Jl. Benar", alasan="Sesuai KTP")
    assert b.status == B.USULAN and "memperbaiki usulan yang dikembalikan" in pesan(b)
    assert kini(lama).status == Status.DIKEMBALIKAN, "pratinjau tidak menulis apa pun"
    u = masukkan(dunia.tksk, u)
    (r,) = usulan()
    assert (r.pk, r.isi, r.alasan) == (lama.pk, {"alamat": "Jl. Benar", "rt": "9"}, "Sesuai KTP")
    assert (r.status, r.versi, r.diajukan_oleh_id) == (Status.DIAJUKAN, lama.versi + 1, dunia.tksk.akun.pk)
    putuskan(dunia, Aksi.VERIFIKASI)
    orang = segar(lama.orang)
    assert (orang.alamat, orang.rt) == ("Jl. Benar", "9")
    assert halangan(dunia, u) == {2: "usulan perubahannya sudah diputuskan"}


def test_hasilnya_sama_dengan_formulir(dunia):
    lewat_layar, lewat_berkas = (dikembalikan(dunia, n=n, alamat="Jl. Salah") for n in (1, 2))
    usul(dunia, Kasus(orang_id=lewat_layar.orang_id), alamat="Jl. Benar")
    tetap = TETAP | {"nik": nik_ke(2), "alamat": "Jl. Benar"}
    masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv([baris(2, **tetap)], KOLOM)))

    def potret(r: Revisi) -> tuple:
        with lingkup.masuk(lingkup.sistem("uji")):
            isi = {k: v for k, v in vars(kini(r)).items() if not k.endswith("_pada") and k not in TAK_SAMA}
            putusan = PutusanRevisi.objects.filter(rekaman=r).order_by("pada")
            return isi, [(p.aksi, p.dari, p.ke, p.oleh_id) for p in putusan], segar(kini(r).orang).versi

    assert potret(lewat_berkas) == potret(lewat_layar)
    assert [p[:2] for p in potret(lewat_berkas)[1]][-1] == (Aksi.AJUKAN, Status.DIKEMBALIKAN)


def test_usulan_atas_jenis_diperbaiki_juga(dunia):
    lama = dikembalikan(dunia, kriteria=("a", "b"), keterangan="Sendiri")
    u, _ = satu(dunia, keterangan="Tinggal dengan cucu")
    masukkan(dunia.tksk, u)
    (r,) = usulan()
    assert (r.pk, r.isi) == (lama.pk, {"kriteria": ["a", "b"], "keterangan": "Tinggal dengan cucu"})


@pytest.mark.parametrize(
    ("usulannya", "barisnya", "alasan"),
    [
        ({"alamat": "Jl. Salah"}, {"alamat": "Jl. Salah"}, aturan.MASIH_SAMA),
        ({"alamat": "Jl. Salah"}, {"alamat": "", "keterangan": "Sendiri"}, aturan.TAK_TERSENTUH),
        ({"nik": nik_ke(77), "alamat": "Jl. Salah"}, {"alamat": "Jl. Benar"}, aturan.LEWAT_FORMULIR),
        ({"rt": "9"}, {"rt": "21", "keterangan": "Sendiri"}, aturan.TIADA_SISA),
    ],
)
def test_yang_bukan_perbaikan_ditolak_dengan_sebabnya(dunia, usulannya, barisnya, alasan):
    lama = dikembalikan(dunia, **usulannya)
    kolom = KOLOM | {"rt": "RT"}
    isi = isi_csv([baris(1, **(TETAP | barisnya))], kolom)
    b = isi_baris(unggah(dunia.tksk, isi))[2]
    assert b.status == B.SALAH and alasan in pesan(b)
    assert kini(lama).isi == lama.isi


def test_usulan_lain_yang_masih_diperiksa_menahan(dunia):
    kasus = terperiksa(dunia)
    usul(dunia, kasus, alamat="Jl. Salah", keterangan="Sendiri")
    diri = next(r for r in usulan() if r.kasus_id is None)
    with lingkup.masuk(lingkup.sistem("uji")):
        Revisi.objects.filter(pk=diri.pk).update(status=Status.DIKEMBALIKAN)
    _, b = satu(dunia, alamat="Jl. Benar")
    assert b.status == B.SALAH and aturan.MASIH_ADA in pesan(b)


def test_yang_diperbaiki_di_formulir_sesudah_pratinjau_dilewati(dunia):
    lama = dikembalikan(dunia, alamat="Jl. Salah")
    u, _ = satu(dunia, alamat="Dari berkas")
    with lingkup.masuk(lingkup.sistem("uji")):
        semula = segar(lama.orang).versi
    usul(dunia, Kasus(orang_id=lama.orang_id), alamat="Dari formulir")
    with lingkup.masuk(lingkup.sistem("uji")):
        Orang.objects.filter(pk=lama.orang_id).update(versi=semula)  # seolah-olah itu tidak menaikkan versinya
    u = masukkan(dunia.tksk, u)
    assert u.hitung["lewat"] == 1 and "Masih ada usulan" in pesan(isi_baris(u)[2])
    assert kini(lama).isi == {"alamat": "Dari formulir"}


def test_mengurungkan_mengembalikan_isi_usulan_ke_tangan_petugas(dunia):
    lama = dikembalikan(dunia, alamat="Jl. Salah")
    dahulu = segar(lama.orang).versi - lama.dasar_versi
    u, _ = satu(dunia, alamat="Jl. Benar", jenis="8; 24")
    u = lakukan(dunia.tksk, alur.urungkan, masukkan(dunia.tksk, u))
    assert u.status == S.DIURUNGKAN, u.kenal.get("halangan")
    r = kini(lama)
    assert (r.status, r.isi, r.alasan) == (Status.DRAF, {"alamat": "Jl. Salah"}, "Pindah rumah")
    assert segar(lama.orang).versi - r.dasar_versi == dahulu, "datanya tidak berubah bagi usulan itu"
    with lingkup.masuk(lingkup.sistem("uji")):
        p = r.putusan.latest("pada")
        assert (p.aksi, p.dari, p.ke) == (Aksi.TARIK, Status.DIAJUKAN, Status.DRAF)
    # Yang ditarik ada di tangan petugas: baris berikutnya memperbaikinya, juga dengan isi yang sama.
    u, b = satu(dunia, alamat="Jl. Salah")
    assert b.status == B.USULAN
    masukkan(dunia.tksk, u)
    assert (kini(lama).status, len(usulan())) == (Status.DIAJUKAN, 1)


def test_banyak_usulan_tidak_menambah_pernyataan_sql(dunia):
    def hitung(awal: int, banyak: int) -> int:
        isi = []
        for n in range(awal, awal + banyak):
            nama = f"Warga {'abcdefghijklmnopqrstuvwxyz'[n]}tanto"
            usul(dunia, terperiksa(dunia, n=n, nama=nama), alamat="Jl. Salah")
            isi.append(baris(n, **(TETAP | {"nama": nama, "alamat": "Jl. Benar"})))
        with lingkup.masuk(lingkup.sistem("uji")):
            Revisi.objects.filter(status=Status.DIAJUKAN).update(status=Status.DIKEMBALIKAN)
        with CaptureQueriesContext(connection) as kueri:
            u = masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv(isi, KOLOM)))
            lakukan(dunia.tksk, alur.urungkan, u)
        assert u.hitung["usulan"] == banyak
        return len(kueri)

    assert hitung(1, 2) == hitung(5, 9)
