"""Perubahan atas data yang sudah diverifikasi lewat buku kerja: usulan yang sama dengan usulan dari formulir."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pmks.actions import IsianKasus, putuskan_revisi, ubah_orang
from pmks.models import Kasus, Orang, PutusanRevisi, Revisi
from tests.excel.bahan_masuk import JUDUL, baris, isi_baris, isi_csv, lakukan, masukkan, pesan, semua_kasus, unggah
from tests.pekerjaan.bahan import kerjakan_semua
from tests.pmks.bahan import DESA_TETANGGA, catat, isian, kasus_dari, nik_ke, pada_status, segar
from tests.pmks.bahan import lakukan as jalankan
from tksk_portal.akses import lingkup
from tksk_portal.excel.enums import StatusBaris as B
from tksk_portal.excel.enums import StatusUnggahan as S
from tksk_portal.excel.masuk import alur
from tksk_portal.excel.models import Unggahan
from tksk_portal.excel.sumber import daftar_sumber
from tksk_portal.tinjauan.enums import BERJALAN, Aksi, Status

KOLOM = JUDUL | {"kriteria": "Kriteria", "keterangan": "Keterangan", "tanggal_data": "Tanggal data", "desil": "Desil"}
TETAP = {"alamat": "Jl. Anggrek 14", "desa": "64.72.03.1001", "nama": "Siti Aminah"}
DIPERIKSA = [Status.DIVERIFIKASI, Status.DISAHKAN, Status.DITINJAU_ULANG]


def satu(dunia, siapa: str = "tksk", **ganti):
    """Upload one row about the recorded person; return the upload and the judged row."""
    u = unggah(dunia[siapa], isi_csv([baris(1, **(TETAP | ganti))], KOLOM), alasan_usulan=ganti.pop("alasan", ""))
    return u, isi_baris(u)[2]


def terperiksa(dunia, status: Status = Status.DIVERIFIKASI, n: int = 1, **ganti) -> Kasus:
    return pada_status(dunia, status, nik=nik_ke(n), **ganti)


def usulan() -> list[Revisi]:
    with lingkup.masuk(lingkup.sistem("uji")):
        return list(Revisi.objects.filter(status__in=BERJALAN).order_by("kasus_id"))


def putuskan(dunia, aksi: Aksi, siapa: str = "dinsos") -> None:
    (r,) = usulan()
    with lingkup.masuk(dunia[siapa].lingkup) as by:
        putuskan_revisi(revisi=Revisi.objects.get(pk=r.pk), aksi=aksi, by=by, versi=r.versi, komentar="Periksa lagi")


def halangan(dunia, u) -> dict[int, str]:
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        alur.urungkan(unggahan=u, by=by)
    kerjakan_semua(lempar=False)
    with lingkup.masuk(dunia.tksk.lingkup):
        u.refresh_from_db()
    assert u.status == S.DITULIS
    return dict(u.kenal["halangan"])


@pytest.mark.parametrize("status", DIPERIKSA)
def test_perubahan_menjadi_usulan_dan_yang_berlaku_tetap(dunia, status):
    kasus = terperiksa(dunia, status)
    u, b = satu(dunia, alamat="Jl. Baru", alasan="Pindah rumah")
    assert b.status == B.USULAN and u.hitung["usulan"] == 1 and "berubah" not in u.hitung
    assert "perubahan alamat tinggal menjadi usulan" in pesan(b)
    assert not usulan(), "pratinjau tidak menulis apa pun"
    u = masukkan(dunia.tksk, u)
    (r,) = usulan()
    assert (r.isi, r.alasan, r.status) == ({"alamat": "Jl. Baru"}, "Pindah rumah", Status.DIAJUKAN)
    assert segar(kasus.orang).alamat == "Jl. Anggrek 14" and u.hitung["usulan"] == 1
    assert segar(kasus).status == status


def test_usulan_sama_dengan_usulan_formulir(dunia):
    """Column by column, its decision too; only the keys, the times and the reason differ."""
    lewat_layar, lewat_berkas = terperiksa(dunia, n=1), terperiksa(dunia, n=2, nama="Siti Aminah c")
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        o = Orang.objects.get(pk=lewat_layar.orang_id)
        kasus = [IsianKasus(8, ["a", "b"], keterangan="Tinggal sendiri")]
        ubah_orang(
            orang=o, versi=o.versi, isian=isian(nik=nik_ke(1), alamat="Jl. Baru"), kasus=kasus, by=by, alasan="x"
        )
    isi = baris(2, **(TETAP | {"nama": "Siti Aminah c", "alamat": "Jl. Baru"}), kriteria="a, b")
    masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv([isi | {"keterangan": "Tinggal sendiri"}], KOLOM)))

    def potret(kasus: Kasus) -> list:
        with lingkup.masuk(lingkup.sistem("uji")):
            hasil = []
            for r in Revisi.objects.filter(orang=kasus.orang_id).order_by("-kasus_id"):
                isi = {k: v for k, v in vars(r).items() if not k.endswith("_pada") and k not in TAK_SAMA}
                p = PutusanRevisi.objects.get(rekaman=r)
                hasil.append((isi, r.kasus_id == kasus.pk, (p.aksi, p.dari, p.ke, p.komentar, p.oleh_id, p.sebagai)))
            return [*hasil, Orang.objects.get(pk=kasus.orang_id).versi, Kasus.objects.get(pk=kasus.pk).versi]

    assert potret(lewat_berkas) == potret(lewat_layar) and len(potret(lewat_layar)) == 4


TAK_SAMA = {"id", "_state", "orang_id", "kasus_id", "alasan"}


def test_diterima_dinas_sosial_barulah_berlaku(dunia):
    kasus = terperiksa(dunia)
    u, _ = satu(dunia, alamat="Jl. Baru")
    u = masukkan(dunia.tksk, u)
    assert "Unggahan Excel" in usulan()[0].alasan and "usulan desa" in usulan()[0].alasan
    putuskan(dunia, Aksi.VERIFIKASI)
    assert segar(kasus.orang).alamat == "Jl. Baru"
    lagi, b = satu(dunia, alamat="Jl. Baru")
    assert b.status == B.SAMA
    with lingkup.masuk(dunia.tksk.lingkup) as by, pytest.raises(alur.Ditolak, match="Berkas yang sama sedang menunggu"):
        alur.urungkan(unggahan=u, by=by)
    lakukan(dunia.tksk, alur.buang, lagi)
    assert halangan(dunia, u) == {2: "usulan perubahannya sudah diputuskan"}


def test_usulan_yang_masih_terbuka_menahan_usulan_lain(dunia):
    terperiksa(dunia)
    u, _ = satu(dunia, alamat="Jl. Baru")
    masukkan(dunia.tksk, u)
    _, b = satu(dunia, alamat="Jl. Lain lagi")
    assert b.status == B.SALAH and "Masih ada usulan perubahan yang belum diputuskan" in pesan(b)
    assert len(usulan()) == 1


def test_usulan_yang_datang_sesudah_pratinjau_tidak_ditimpa(dunia):
    kasus = terperiksa(dunia)
    u, _ = satu(dunia, alamat="Dari Excel")
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        o = Orang.objects.get(pk=kasus.orang_id)
        baru = isian(nik=nik_ke(1), alamat="Dari formulir")
        ubah_orang(orang=o, versi=o.versi, isian=baru, kasus=[IsianKasus(8, ["a"])], by=by, alasan="pindah")
        Orang.objects.filter(pk=o.pk).update(versi=o.versi)  # seolah-olah usulan itu tidak menaikkan versinya
    u = masukkan(dunia.tksk, u)
    assert u.hitung["lewat"] == 1 and "Masih ada usulan" in pesan(isi_baris(u)[2])
    assert [r.isi["alamat"] for r in usulan()] == ["Dari formulir"]


def test_yang_diverifikasi_sesudah_pratinjau_dilewati_bukan_ditimpa(dunia):
    kasus = terperiksa(dunia, Status.DIAJUKAN)
    u, b = satu(dunia, keterangan="Tinggal sendiri")
    assert b.status == B.BERUBAH
    pada = segar(kasus)
    with lingkup.masuk(lingkup.sistem("uji")):
        Kasus.objects.filter(pk=pada.pk).update(
            status=Status.DIVERIFIKASI, diverifikasi_pada=pada.diajukan_pada, diverifikasi_oleh=dunia.dinsos.akun
        )
    u = masukkan(dunia.tksk, u)
    assert segar(kasus).keterangan == "" and not usulan()


def test_mengurungkan_menarik_usulan_yang_belum_diputuskan(dunia):
    kasus = terperiksa(dunia)
    u, _ = satu(dunia, alamat="Jl. Baru", keterangan="Tinggal sendiri", desil="3", jenis="8; 24")
    u = masukkan(dunia.tksk, u)
    assert len(usulan()) == 2 and segar(kasus.orang).desil == 3 and len(semua_kasus()) == 2
    u = lakukan(dunia.tksk, alur.urungkan, u)
    assert u.status == S.DIURUNGKAN, u.kenal.get("halangan")
    with lingkup.masuk(lingkup.sistem("uji")):
        tarik = list(Revisi.objects.all())
        assert {r.status for r in tarik} == {Status.DIBATALKAN}
        putusan = [r.putusan.get(aksi=Aksi.BATALKAN) for r in tarik]
        assert {(p.dari, p.komentar[:14], p.oleh_id) for p in putusan} == {
            (Status.DIAJUKAN, "Unggahan Excel", dunia.tksk.akun.pk)
        }
    kini = segar(kasus.orang)
    assert (kini.desil, kini.alamat, [k.jenis_id for k in semua_kasus()]) == (None, "Jl. Anggrek 14", [8])
    u, b = satu(dunia, alamat="Jl. Baru")
    assert b.status == B.USULAN, "yang ditarik tidak menahan usulan berikutnya"


def test_yang_sudah_diverifikasi_tetapi_menunggu_provinsi_tidak_ditarik(dunia):
    """A change to something approved passed the kabupaten/kota: it is not the officer's to withdraw any more."""
    kasus = terperiksa(dunia, Status.DISAHKAN)
    u, _ = satu(dunia, alamat="Jl. Baru")
    u = masukkan(dunia.tksk, u)
    putuskan(dunia, Aksi.VERIFIKASI)
    assert segar(kasus.orang).alamat == "Jl. Anggrek 14", "berlaku sesudah provinsi mengesahkannya"
    assert halangan(dunia, u) == {2: "usulan perubahannya sudah diputuskan"}
    assert [r.status for r in usulan()] == [Status.DIVERIFIKASI]


def test_yang_dikembalikan_masih_dapat_diurungkan(dunia):
    terperiksa(dunia)
    u, _ = satu(dunia, alamat="Jl. Baru")
    u = masukkan(dunia.tksk, u)
    putuskan(dunia, Aksi.KEMBALIKAN)
    u = lakukan(dunia.tksk, alur.urungkan, u)
    assert u.status == S.DIURUNGKAN and not usulan()


def test_orang_terverifikasi_di_kecamatan_lain_tidak_diusulkan_dari_sini(dunia):
    """Beyond the wall: neither its data nor its status shows; the row becomes a draft of this kecamatan."""
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        sana = catat(by, nik=nik_ke(1), wilayah_id=DESA_TETANGGA, ajukan=True)
    kasus = jalankan(dunia, kasus_dari(sana), "dinsos", Aksi.VERIFIKASI)
    u, b = satu(dunia, alamat="Jl. Baru")
    assert b.status == B.BARU and "usulan" not in b.isi
    masukkan(dunia.tksk, u)
    assert not usulan() and segar(kasus.orang).versi == sana.versi and segar(kasus.orang).alamat == sana.alamat


def test_usulan_hanya_terlihat_di_wilayahnya(dunia):
    terperiksa(dunia)
    masukkan(dunia.tksk, satu(dunia, alamat="Jl. Baru")[0])
    terlihat = {}
    for siapa in ("tksk", "dinsos", "tetangga"):
        with lingkup.masuk(dunia[siapa].lingkup):
            terlihat[siapa] = (Revisi.objects.count(), PutusanRevisi.objects.count())
    assert terlihat == {"tksk": (1, 1), "dinsos": (1, 1), "tetangga": (0, 0)}


@pytest.mark.parametrize("alasan", [f"Pindah {nik_ke(1)}", "<b>pindah</b>", "x" * 301])
def test_alasan_usulan_diperiksa_seperti_isian_lain(dunia, alasan):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        form = daftar_sumber()["pmks"].form_pilihan({"alasan_usulan": alasan, "sumber": "desa"}, lingkup=by)
        assert "alasan_usulan" in form.errors


def test_alasan_yang_diketik_ikut_terhapus_bersama_unggahannya(dunia):
    terperiksa(dunia)
    u, _ = satu(dunia, alamat="Jl. Baru", alasan="Pindah ke rumah Mawar")
    lakukan(dunia.tksk, alur.buang, u)
    with lingkup.masuk(lingkup.sistem("uji")):
        assert "Mawar" not in str(Unggahan.objects.filter(pk=u.pk).values().get())


def test_usulan_orang_lain_menahan_pengurungan(dunia):
    kasus = terperiksa(dunia)
    u, _ = satu(dunia, jenis="8; 24")
    u = masukkan(dunia.tksk, u)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        o = Orang.objects.get(pk=kasus.orang_id)
        Revisi.objects.create(
            orang=o,
            wilayah_id=o.wilayah_id,
            isi={"rt": "9"},
            alasan="x",
            dasar_versi=o.versi,
            dibuat_oleh_id=by.akun_id,
        )
    assert halangan(dunia, u) == {2: "ada usulan perubahan yang menunggu"}


def test_pemeriksa_tidak_mengusulkan_lewat_berkas(dunia):
    terperiksa(dunia)
    _, b = satu(dunia, "dinsos", alamat="Jl. Baru")
    assert b.status == B.SALAH and "diusulkan oleh TKSK" in pesan(b)


def test_tanggal_data_saja_bukan_usulan(dunia):
    kasus = terperiksa(dunia)
    assert satu(dunia, tanggal_data="20-11-2026")[1].status == B.SAMA
    isi = {"tanggal_data": "20-11-2026", "desil": "2"}
    u, b = satu(dunia, **isi)
    assert b.status == B.BERUBAH
    masukkan(dunia.tksk, u)
    assert segar(kasus.orang).desil == 2 and segar(kasus.orang).tanggal_data == date(2026, 11, 1) and not usulan()
    assert satu(dunia, **isi)[1].status == B.SAMA
    u, _ = satu(dunia, **isi, alamat="Jl. Baru")
    masukkan(dunia.tksk, u)
    assert usulan()[0].isi == {"alamat": "Jl. Baru", "tanggal_data": "2026-11-20"}


def test_halaman_menghitung_usulan_tersendiri(dunia, masuk):
    kasus = terperiksa(dunia)
    u, _ = satu(dunia, alamat="Jl. Baru")
    klien = masuk("tksk")
    isi = klien.get(reverse("excel:rinci", args=[u.pk])).content.decode()
    assert "Usulan perubahan" in isi and "Masukkan 1 baris yang baik" in isi
    assert "1 usulan perubahan atas data yang sudah diverifikasi dikirim ke dinas sosial." in isi
    masukkan(dunia.tksk, u)
    isi = klien.get(reverse("excel:rinci", args=[u.pk])).content.decode()
    assert "1 usulan perubahan menunggu putusan dinas sosial" in isi
    assert "Jl. Baru" in klien.get(reverse("pmks:rinci", args=[kasus.orang_id])).content.decode()


def test_banyak_pernyataan_sql_tidak_bergantung_pada_banyak_usulan(dunia):
    def hitung(awal: int, banyak: int) -> int:
        isi = []
        for n in range(awal, awal + banyak):
            nama = f"Warga {'abcdefghijklmnopqrstuvwxyz'[n]}tanto"
            terperiksa(dunia, n=n, nama=nama)
            isi.append(baris(n, **(TETAP | {"nama": nama, "alamat": "Jl. Baru"})))
        with CaptureQueriesContext(connection) as kueri:
            u = masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv(isi, KOLOM)))
            lakukan(dunia.tksk, alur.urungkan, u)
        assert u.hitung["usulan"] == banyak
        return len(kueri)

    assert hitung(1, 2) == hitung(5, 9)
