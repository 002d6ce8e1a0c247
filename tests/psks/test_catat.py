"""Mencatat PSKS lewat layar: tiap jenis acuan, isian wajib tiap bentuk, aturan, kembar, kiriman ulang."""

from uuid import uuid4

import pytest
from django.urls import reverse

from psks.actions import tambah_dokumen, ubah_mitra
from psks.models import KartuMitra, Mitra, RevisiMitra, acuan_psks
from tests.psks.bahan import DESA, DESA_TETANGGA, NIK, borang, catat, isian, lakukan, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.enums import Aksi, Status

ALAMAT = {"individu": "psks:baru_individu", "keluarga": "psks:baru_keluarga", "lembaga": "psks:baru_lembaga"}
pytestmark = pytest.mark.django_db


def _kirim(klien, jenis: str, **ganti):
    return klien.post(reverse(ALAMAT[acuan_psks()[jenis].bentuk]), borang(jenis, **ganti))


def _satu(pk) -> Mitra:
    with lingkup.masuk(lingkup.sistem("uji")):
        return Mitra.objects.get(pk=pk)


def test_dua_belas_jenis_dan_jenis_lain_dicatat_lewat_layar(masuk, sistem):
    """Berjalan di acuan, bukan di daftar uji: jenis yang ditambahkan kemudian ikut."""
    klien, semua = masuk("tksk"), acuan_psks()
    assert sorted(j.nomor for j in semua.values() if j.nomor) == list(range(1, 13))
    pilihan = klien.get(reverse("psks:baru")).content.decode()
    for n, (kode, jenis) in enumerate(semua.items()):
        assert f"?jenis={kode}" in pilihan
        kirim = borang(kode) | ({"nik": f"647203520588{n + 1:04d}"} if jenis.bentuk == "individu" else {})
        formulir = klien.get(reverse(ALAMAT[jenis.bentuk]), {"jenis": kode})
        for d in jenis.ditanya:
            assert d.label in formulir.content.decode(), (kode, d.nama)
        jawaban = klien.post(reverse(ALAMAT[jenis.bentuk]), kirim)
        assert jawaban.status_code == 302, (kode, jawaban.context and jawaban.context["form"].errors)
        m = Mitra.objects.get(pk=kirim["id"])
        assert (m.jenis, m.bentuk, m.status, m.temuan) == ([kode], jenis.bentuk, Status.DRAF, []), kode
        assert {d.nama for d in jenis.ditanya if d.wajib} == m.rincian.keys(), kode


@pytest.mark.parametrize(
    ("jenis", "buang", "pesan"),
    [
        ("psm", "tanggal_lahir", "Isi dahulu bagian ini."),
        ("psm", "jk", "Pilih dahulu salah satu."),
        ("psm", "pelatihan_dasar_psm", "PSM: isi sudah ikut pelatihan dasar."),
        ("tagana", "no_anggota_tagana", "Tagana: isi nomor anggota."),
        ("keluarga_pioner", "kontak_nama", "Isi dahulu bagian ini."),
        ("keluarga_pioner", "peran_keluarga_keluarga_pioner", "Keluarga pioner: isi yang dilakukan keluarga ini."),
        ("lks", "kontak_nama", "Isi dahulu bagian ini."),
        ("lks", "kepemilikan_lks", "LKS: isi kepemilikan."),
        ("karang_taruna", "anggota_l_karang_taruna", "Karang Taruna: isi anggota laki-laki."),
        ("dunia_usaha", "alamat", "Isi dahulu bagian ini."),
    ],
)
def test_isian_wajib_tiap_bentuk(masuk, jenis, buang, pesan):
    kirim = borang(jenis)
    del kirim[buang]
    jawaban = masuk("tksk").post(reverse(ALAMAT[acuan_psks()[jenis].bentuk]), kirim)
    assert jawaban.status_code == 422
    assert jawaban.context["form"].errors[buang] == [pesan]
    assert "Layanan contoh" in jawaban.content.decode()  # yang sudah diketik tetap ada


@pytest.mark.parametrize(
    ("jenis", "ganti", "temuan", "kata"),
    [
        ("tagana", {"tanggal_lahir": "12-05-1978", "nik": ""}, ["umur", "tanpa_nik"], "18–40 tahun"),
        ("psm", {"tanggal_lahir": "12-05-2012", "nik": ""}, ["umur", "tanpa_nik"], "18 tahun ke atas"),
        ("wanita_pemimpin", {"jk": "L", "nik": ""}, ["kelamin", "tanpa_nik"], "hanya perempuan"),
    ],
)
def test_di_luar_aturan_perlu_alasan_lalu_menjadi_temuan(masuk, jenis, ganti, temuan, kata):
    klien = masuk("tksk")
    ditolak = _kirim(klien, jenis, **ganti)
    assert ditolak.status_code == 422
    assert kata in str(ditolak.context["form"].errors["alasan_khusus"])
    kunci = str(uuid4())
    diterima = _kirim(klien, jenis, id=kunci, alasan_khusus="Anggota lama yang masih bertugas", **ganti)
    assert diterima.status_code == 302
    assert _satu(kunci).temuan == temuan


def test_nik_yang_berbeda_dengan_lahir_hanya_peringatan(masuk):
    kunci = str(uuid4())
    assert _kirim(masuk("tksk"), "psm", id=kunci, tanggal_lahir="12-05-1987").status_code == 302
    assert _satu(kunci).temuan == ["nik_beda"]


def test_satu_orang_satu_data_di_kecamatan(masuk, dunia):
    klien = masuk("tksk")
    kunci = str(uuid4())
    _kirim(klien, "psm", id=kunci)
    jawaban = _kirim(klien, "tksk", nama="Nama Lain")
    assert jawaban.status_code == 422
    assert reverse("psks:rinci", args=[kunci]) in str(jawaban.context["form"].errors["nik"])
    # Jenis kedua ditambahkan pada data yang sama.
    kirim = borang("psm", versi="1") | {"jenis": ["psm", "tksk"], "tahun_pengangkatan_tksk": "2019"}
    assert klien.post(reverse("psks:ubah", args=[kunci]), kirim).status_code == 302
    assert _satu(kunci).jenis == ["psm", "tksk"]


def test_yang_mirip_ditunjukkan_dan_dapat_dinyatakan_lain(masuk):
    klien = masuk("tksk")
    _kirim(klien, "lks", nama="Panti Kasih  Ibu", nomor_registrasi="LKS-7")
    mirip = _kirim(klien, "lks", nama="panti kasih ibu")
    assert mirip.status_code == 422 and len(mirip.context["mirip"]) == 1
    nomor = _kirim(klien, "lks", nama="Yayasan Lain", nomor_registrasi="LKS-7")
    assert nomor.status_code == 422 and len(nomor.context["mirip"]) == 1
    kunci = str(uuid4())
    assert _kirim(klien, "lks", id=kunci, nama="panti kasih ibu", bukan_kembar="1").status_code == 302
    assert _satu(kunci).temuan == ["mirip"]
    halaman = klien.get(reverse("psks:kembar")).content.decode()
    assert "Nama dan desa/kelurahan sama" in halaman and kunci in halaman


def test_kiriman_ulang_dan_kunci_yang_sama(masuk, dunia):
    klien, kirim = masuk("tksk"), borang("lks")
    alamat = reverse("psks:baru_lembaga")
    assert klien.post(alamat, kirim).status_code == 302
    assert klien.post(alamat, kirim).status_code == 302
    lain = klien.post(alamat, kirim | {"alamat": "Jl. Lain 2"})
    assert lain.status_code == 409 and "Jl. Lain 2" in lain.content.decode()
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        asing = catat(by, wilayah_id=DESA_TETANGGA)
    tersembunyi = klien.post(alamat, kirim | {"id": str(asing.pk), "nama": "Panti Ketiga"})
    assert tersembunyi.status_code == 409 and "Kunci isian ini tidak dapat dipakai" in tersembunyi.content.decode()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Mitra.objects.count() == 2


def test_perubahan_sesudah_verifikasi_menjadi_usulan_dan_kartu_tetap(masuk, dunia):
    m = pada_status(dunia, Status.DISAHKAN)
    klien = masuk("tksk")
    kirim = borang("lks", nama="Panti Kasih Bunda", versi=str(m.versi))
    tanpa = klien.post(reverse("psks:ubah", args=[m.pk]), kirim)
    assert tanpa.status_code == 422 and "alasan" in tanpa.context["form"].errors
    assert klien.post(reverse("psks:ubah", args=[m.pk]), kirim | {"alasan": "Berganti nama"}).status_code == 302
    with lingkup.masuk(lingkup.sistem("uji")):
        assert KartuMitra.objects.get(pk=m.pk).nama == "Panti Kasih Ibu"
        r = RevisiMitra.objects.get(mitra=m)
    alamat = reverse("psks:aksi_revisi", args=[m.pk, r.pk, "verifikasi"])
    assert klien.post(alamat, {"versi": r.versi}).status_code == 403
    masuk("dinsos").post(alamat, {"versi": r.versi})
    with lingkup.masuk(lingkup.sistem("uji")):
        assert KartuMitra.objects.get(pk=m.pk).nama == "Panti Kasih Bunda"
        assert Mitra.objects.get(pk=m.pk).status == Status.DISAHKAN


def test_usulan_atas_yang_ditutup_tidak_diterapkan(masuk, dunia):
    m = pada_status(dunia, Status.DIVERIFIKASI)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        r = ubah_mitra(mitra=m, versi=m.versi, isian=isian("lks", jam="Pagi"), by=by, alasan="Jamnya berubah").revisi
    lakukan(dunia, m, "dinsos", Aksi.BATALKAN, "Panti sudah bubar")
    masuk("dinsos").post(reverse("psks:aksi_revisi", args=[m.pk, r.pk, "verifikasi"]), {"versi": r.versi})
    assert _satu(m.pk).jam == ""


def test_formulir_basi_menunjukkan_bedanya(masuk, dunia):
    m = pada_status(dunia, Status.DRAF)
    klien = masuk("tksk")
    basi = klien.post(reverse("psks:ubah", args=[m.pk]), borang("lks", versi="0", nama="Panti Baru"))
    assert basi.status_code == 409 and "Panti Baru" in basi.content.decode() and m.nama in basi.content.decode()


def test_pindah_kelurahan_membawa_dokumennya(masuk, dunia):
    m = pada_status(dunia, Status.DRAF)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        tambah_dokumen(mitra=m, kunci=uuid4(), isi={"jenis": "sk", "nomor": "1"}, by=by)
        ubah_mitra(mitra=m, versi=m.versi, isian=isian("lks", wilayah_id="64.72.03.1002"), by=by)
        assert list(m.dokumen.values_list("wilayah_id", flat=True)) == ["64.72.03.1002"]


def test_kembali_dan_batal_beralasan(masuk, dunia):
    m = pada_status(dunia, Status.DIAJUKAN)
    klien = masuk("dinsos")
    alamat = reverse("psks:aksi", args=[m.pk, "kembalikan"])
    klien.post(alamat, {"versi": m.versi, "komentar": ""})
    assert _satu(m.pk).status == Status.DIAJUKAN
    klien.post(alamat, {"versi": m.versi, "komentar": "Lengkapi daya tampungnya"})
    assert _satu(m.pk).status == Status.DIKEMBALIKAN
    assert "Lengkapi daya tampungnya" in masuk("tksk").get(reverse("psks:rinci", args=[m.pk])).content.decode()


def test_yang_mencatat_tidak_memeriksa_sendiri(dunia):
    m = pada_status(dunia, Status.DIAJUKAN)
    with lingkup.masuk(lingkup.sistem("uji")):
        Mitra.objects.filter(pk=m.pk).update(dibuat_oleh_id=dunia.dinsos.akun.pk)
    with pytest.raises(Exception, match="orang lain harus memeriksanya"):
        lakukan(dunia, m, "dinsos", Aksi.VERIFIKASI)


def test_wilayah_di_luar_kecamatan_ditolak(masuk):
    jawaban = _kirim(masuk("tksk"), "lks", wilayah=DESA_TETANGGA)
    assert jawaban.context["form"].errors["wilayah"] == ["Pilih desa/kelurahan di kecamatan tugas Anda."]
    assert DESA not in str(jawaban.context["form"].errors)
    assert NIK not in jawaban.content.decode()
