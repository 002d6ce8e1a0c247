"""Halaman petugas: papan, data, catatan, usulan dengan jamnya, serah terima, kartu."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from penugasan.petugas import actions, syarat
from penugasan.petugas.actions import Ditolak
from penugasan.petugas.models import SK, Formasi, Kartu, Penilaian, Petugas, Usulan
from tests.arsip.bahan import foto
from tests.dokumen.baca_pdf import teks as teks_pdf
from tests.penugasan.petugas.bahan import formasi, hari, isi_orang, orang
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.jejak.models import Bagian, Pembukaan

ULU = "64.72.05"


def borang(**ganti) -> dict:
    """Return the posted form of an officer."""
    isi = isi_orang()
    kosong = dict.fromkeys(
        ("nama_ibu", "niat", "tempat_lahir", "agama", "pendidikan", "alamat", "domisili", "rt", "rw", "telepon"), ""
    )
    kosong |= dict.fromkeys(("email", "tahun_angkat", "pekerjaan", "bank1", "rekening1", "bank2", "rekening2"), "")
    isi = {"id": str(uuid4()), "nama": isi["nama"], "nik": isi["nik"], "tanggal_lahir": "12-05-1995", "jk": "P"}
    return kosong | isi | ganti


@pytest.fixture
def kursi(dunia) -> Formasi:
    with lingkup.masuk(dunia.admin.lingkup) as by:
        return formasi(by, ULU)


def test_admin_mencatat_mengangkat_lalu_papan_berubah(masuk, kursi):
    klien = masuk("admin")
    r = klien.post(reverse("petugas:baru", args=[kursi.pk]), borang(rekening1="0012345678", bank1="Bank A"))
    assert r.status_code == 302, r.context["form"].errors
    halaman = klien.get(r.url)
    pilihan = dict(halaman.context["form"].fields["petugas"].choices)
    kunci = halaman.context["form"].initial["petugas"]
    assert kunci in pilihan
    isi = {"petugas": kunci, "mulai": f"{hari(-1):%d-%m-%Y}", "selesai": "", "dasar": "SK 9"}
    assert klien.post(reverse("petugas:angkat", args=[kursi.pk]), isi).status_code == 302
    papan = klien.get("/petugas/?tempat=64.72").content.decode()
    assert "Sarinah Uji" in papan and "Terisi" in papan
    rinci = klien.get(reverse("petugas:rinci", args=[kunci])).content.decode()
    assert "0012345678" not in rinci and "678" in rinci, "rekening samar"
    utuh = klien.post(reverse("petugas:tampilkan", args=[kunci])).content.decode()
    assert "0012345678" in utuh
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Pembukaan.objects.filter(objek_id=kunci, bagian=Bagian.NIK).count() == 1


def test_isian_salah_kembali_dengan_alasannya(masuk, kursi):
    klien, alamat = masuk("admin"), reverse("petugas:baru", args=[kursi.pk])
    salah = borang(nik="123", rekening1="abc", telepon="x", nama="<b>")
    r = klien.post(alamat, salah)
    assert r.status_code == 422
    assert {"rekening1", "telepon", "nama"} <= set(r.context["form"].errors)
    r = klien.post(alamat, borang(nik="123"))
    assert r.status_code == 422 and "16 angka" in str(r.context["form"].errors["nik"])
    isi = borang()
    assert klien.post(alamat, isi).status_code == 302
    assert klien.post(alamat, isi).status_code == 302, "kiriman ulang dijawab sama"
    kembar = klien.post(alamat, borang(nik=isi["nik"]))
    assert kembar.status_code == 422 and "sudah tercatat" in str(kembar.context["form"].errors["nik"])


def test_formulir_basi_tidak_menimpa(masuk, kursi, dunia):
    with lingkup.masuk(dunia.admin.lingkup) as by:
        p = orang(by, ULU)
        actions.ubah(petugas=p, isi={"alamat": "Jl. Lain"}, versi=1, by=by)
    r = masuk("admin").post(reverse("petugas:ubah", args=[p.pk]), borang(nik=p.nik, versi="1", alamat="Jl. Saya"))
    assert r.status_code == 409
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Petugas.objects.get(pk=p.pk).alamat == "Jl. Lain"


def test_catatan_dengan_berkas_hanya_terbuka_bagi_yang_berhak(masuk, kursi, dunia):
    with lingkup.masuk(dunia.admin.lingkup) as by:
        p = orang(by, ULU)
    isi = {"id": str(uuid4()), "tingkat": "kemensos", "nomor": "12/HUK", "tanggal": "02-01-2026", "mulai": "02-01-2026"}
    isi |= {"selesai": f"{hari(40):%d-%m-%Y}", "perihal": ""}
    klien, alamat = masuk("admin"), reverse("petugas:tambah", args=[p.pk, "sk"])
    berkas = SimpleUploadedFile("SK Sarinah 6472.png", foto(300, 200, jenis="PNG"), "image/png")
    r = klien.post(alamat, isi | {"berkas": berkas})
    assert r.status_code == 302, r.context["form"].errors
    with lingkup.masuk(lingkup.sistem("uji")):
        sk = SK.objects.get(petugas=p)
    unduh = reverse("arsip:unduh", args=[sk.berkas])
    assert klien.get(unduh).status_code == 200
    assert "Sarinah" not in klien.get(unduh)["Content-Disposition"], "nama berkas tanpa data orang"
    for nama, status in (("dinsos", 200), ("dinsos_lain", 404), ("tksk", 404), ("camat", 404)):
        assert masuk(nama).get(unduh).status_code == status, nama
    sama = masuk("admin")
    assert "sudah dicatat" in str(sama.post(alamat, isi | {"id": str(uuid4())}).context["form"].errors)


def test_penilaian_menyimpan_dasarnya(dunia, kursi, settings):
    settings.DASAR_PENILAIAN = ["tests.penugasan.petugas.test_halaman.dasar_contoh"]
    with lingkup.masuk(dunia.admin.lingkup) as by:
        p = orang(by, ULU)
        actions.tambah_catatan(catatan=Penilaian(petugas=p, tahun=2025, hasil="cukup"), by=by)
        assert p.penilaian.get().dasar == [["Laporan tepat waktu", "11 dari 12"]]


def dasar_contoh(petugas, tahun):
    """Return what another room would contribute."""
    return [("Laporan tepat waktu", "11 dari 12")]


def test_usulan_sampai_sk_dengan_jam_di_tiap_tahap(dunia, kursi):
    isi = {"diusulkan_pada": hari(-236), "catatan": "", "sehat": True}
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        calon = isi_orang(tanggal_lahir=date(1980, 1, 1))
        u = actions.usulkan_calon(formasi=kursi, kunci=uuid4(), orang=calon, isi=isi, by=by)
        saingan = actions.usulkan_calon(formasi=kursi, kunci=uuid4(), orang=isi_orang(), isi=isi, by=by)
        kata = " ".join(syarat.peringatan(u))
        assert "Umur saat diusulkan 46 tahun" in kata and "surat sehat" not in kata
        with pytest.raises(Ditolak, match="sebelum tahap sebelumnya"):
            actions.maju(usulan=u, pada=hari(-300), by=by)
        u = actions.maju(usulan=u, pada=hari(-213), by=by)
        with pytest.raises(PermissionDenied):
            actions.maju(usulan=u, pada=hari(-183), by=by)
    with lingkup.masuk(dunia.provinsi.lingkup) as by:
        u = actions.maju(usulan=u, pada=hari(-183), by=by)
    with lingkup.masuk(dunia.admin.lingkup) as by:
        assert [h for _, _, h, _ in u.jam(hari(0))] == [23, 30, 183, None]
        sk = SK(tingkat="kemensos", nomor="5/HUK", tanggal=hari(0), mulai=hari(0))
        u = actions.tetapkan(usulan=u, sk=sk, mulai=hari(0), by=by)
        assert (u.tahap, u.lama(hari(9))) == ("ditetapkan", 236)
        assert actions.penghuni(kursi).petugas_id == u.petugas_id
        assert u.petugas.sk.get().nomor == "5/HUK"
        assert Usulan.objects.get(pk=saingan.pk).tahap == "ditutup"
        with pytest.raises(Ditolak, match="sudah berubah"):
            actions.tutup(usulan=u, alasan="x", by=by)


def test_serah_terima_menghitung_yang_terbuka_dan_tercetak(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by, ajukan=False)
    with lingkup.masuk(dunia.admin.lingkup) as by:
        f = formasi(by, "64.72.03")
        lama, baru = orang(by, "64.72.03", nama="Petugas Lama"), orang(by, "64.72.03", nama="Petugas Baru")
        h = actions.angkat(formasi=f, petugas=lama, mulai=hari(-90), by=by)
        with pytest.raises(Ditolak, match="sesudah hari terakhirnya"):
            actions.serahkan(dari=h, tanggal=hari(0), keterangan={}, by=by)
        actions.akhiri(hunian=h, selesai=hari(-1), alasan="mundur", by=by)
        actions.angkat(formasi=f, petugas=baru, mulai=hari(0), by=by)
    klien = masuk("dinsos")
    alamat = reverse("petugas:serah_baru", args=[h.pk])
    assert "Petugas Baru" in klien.get(alamat).content.decode()
    isi = {"tanggal": f"{hari(0):%d-%m-%Y}", "barang": "Rompi", "mitra": "", "catatan": "", "saksi": "Camat"}
    assert klien.post(alamat, isi | {"catatan": "6472035205589181"}).status_code == 422, "NIK ditolak"
    r = klien.post(alamat, isi)
    assert r.status_code == 302
    halaman = klien.get(r.url)
    assert ["pmks.draf", "Data PMKS yang masih draf", 1] in halaman.context["serah"].isi
    pdf = klien.get(r.url + "cetak/")
    assert pdf["Content-Type"] == "application/pdf"
    teks = teks_pdf(pdf.content)
    assert "PetugasLama" in teks and "PetugasBaru" in teks and "Rompi" in teks and "Camat" in teks
    assert klien.get(alamat).status_code == 302, "yang sudah diserahterimakan tidak dibuat lagi"
    assert masuk("dinsos_lain").get(r.url).status_code == 404


def test_kartu_diperiksa_umum_dan_dicabut_saat_berhenti(masuk, kursi, dunia):
    with lingkup.masuk(dunia.admin.lingkup) as by:
        p = orang(by, ULU, niat="64.72.05-0001")
        h = actions.angkat(formasi=kursi, petugas=p, mulai=hari(-9), by=by)
        actions.pasang_foto(petugas=p, isi=foto(300, 400), nama="a.jpg", by=by)
    pdf = masuk("admin").post(reverse("petugas:kartu", args=[p.pk]))
    assert pdf["Content-Type"] == "application/pdf" and "SarinahUji" in teks_pdf(pdf.content)
    with lingkup.masuk(dunia.admin.lingkup) as by:
        p.refresh_from_db()
        satu, token = actions.cetak_kartu(petugas=p, tugas="TKSK", sampai=None, by=by)
        assert Kartu.objects.filter(petugas=p.pk, dicabut_pada=None).get().pk == satu.pk, "yang lama dicabut"
    tamu, alamat = Client(), reverse("periksa_kartu", args=[token])
    assert "masih berlaku" in tamu.get(alamat).content.decode()
    assert p.nik not in tamu.get(alamat).content.decode()
    assert tamu.get(reverse("periksa_kartu", args=["x"])).status_code == 404
    with lingkup.masuk(dunia.admin.lingkup) as by:
        actions.akhiri(hunian=h, selesai=hari(-1), alasan="mundur", by=by)
    assert "kedaluwarsa" in tamu.get(alamat).content.decode()


def test_tksk_melihat_datanya_sendiri_saja(masuk, dunia):
    with lingkup.masuk(dunia.admin.lingkup) as by:
        lain, sendiri = orang(by, "64.72.03", nama="Orang Lain"), orang(by, "64.72.03", nama="Nurhayati")
        Petugas.objects.filter(pk=sendiri.pk).update(akun=dunia.tksk.akun)
    klien = masuk("tksk")
    isi = klien.get("/petugas/saya/").content.decode()
    assert "Nurhayati" in isi and "Orang Lain" not in isi and sendiri.nik not in isi
    assert klien.get(reverse("petugas:rinci", args=[lain.pk])).status_code == 403
    assert "tidak ada di tugas ini" in masuk("tetangga").get("/petugas/saya/").content.decode()
