"""Halaman penggabungan dan serah terima: hak, tempat, samaran, pencatatan, dan apa yang tersisa di tempat lama."""

from datetime import date

import pytest

from pmks.actions import minta_pindah, usulkan_pindah
from pmks.models import Kasus, Orang, Pindahan
from tests.pmks.bahan import DESA_TETANGGA, NIK, borang, catat, nik_ke, pada_status, segar
from tests.pmks.test_pindah import ALAMAT, SANA, SINI, terima, usul
from tksk_portal.akses import lingkup
from tksk_portal.jejak.models import Bagian, Pembukaan
from tksk_portal.tinjauan.enums import Status


@pytest.fixture
def dua(dunia) -> tuple[Orang, Orang]:
    """One person recorded twice."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        utama = catat(by, ajukan=True)
        return utama, catat(by, nik=nik_ke(9008), nama="Sitti Aminah", jenis=(11,))


def alamat(utama, lain) -> str:
    return f"/pmks/gabung/{utama.pk}/{lain.pk}/"


def kiriman(**ganti) -> dict:
    return {
        "versi_utama": "1",
        "versi_lain": "1",
        "alasan": "KTP asli sudah dilihat",
        "pilih_nik": "utama",
        "pilih_nama": "lain",
    } | ganti


def teks(respons) -> str:
    return respons.content.decode()


# Gabung --------------------------------------------------------------------------------------------------------------


def test_berdampingan_hanya_yang_berbeda_dengan_nomor_samar_sampai_dibuka(masuk, dunia, dua):
    klien = masuk("tksk")
    isi = teks(klien.get(alamat(*dua)))
    assert "pilih_nama" in isi and "pilih_nik" in isi and "pilih_jk" not in isi
    assert NIK not in isi and nik_ke(9008) not in isi
    assert klien.post(alamat(*dua), {"buka": "1"}).status_code == 302
    isi = teks(klien.get(alamat(*dua)))
    assert NIK in isi and nik_ke(9008) in isi
    with lingkup.masuk(dunia.tksk.lingkup):
        for o in dua:
            bagian = sorted(Pembukaan.objects.pada(o).values_list("bagian", flat=True))
            assert bagian == [Bagian.BANDING, Bagian.NIK]


def test_menggabungkan_lalu_mengurungkan_dari_halaman_orangnya(masuk, dua):
    utama, lain = dua
    klien = masuk("tksk")
    respons = klien.post(alamat(*dua), kiriman())
    assert respons.url == f"/pmks/{utama.pk}/#penggabungan"
    isi = teks(klien.get(f"/pmks/{utama.pk}/"))
    assert "Sitti Aminah" in isi and "KTP asli sudah dilihat" in isi and "Urungkan" in isi
    riwayat = teks(klien.get(f"/pmks/{utama.pk}/riwayat/"))
    assert "digabung ke data ini" in riwayat and "Data yang digabung (1):" in riwayat
    pk = isi.split("/gabung/")[1].split("/")[0]
    assert klien.post(f"/pmks/{utama.pk}/gabung/{pk}/urungkan/").status_code == 302
    assert segar(lain).digabung_ke_id is None and segar(utama).nama == "Siti Aminah"
    assert "diurungkan" in teks(klien.get(f"/pmks/{utama.pk}/riwayat/"))


@pytest.mark.parametrize(
    ("nama", "kode"),
    [("tetangga", 404), ("dinsos_lain", 404), ("camat", 403), ("provinsi", 403), ("kemensos", 403), ("admin", 403)],
)
def test_tempat_lain_404_peran_lain_403(masuk, dunia, dua, nama, kode):
    utama, lain = dua
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        pindahan = usulkan_pindah(orang=utama, ke="64.72.05", tanggal=date(2026, 11, 1), alasan="x", by=by)
    klien = masuk(nama)
    assert klien.get(alamat(*dua)).status_code == kode
    assert klien.post(alamat(*dua), kiriman()).status_code == kode
    assert klien.post(f"/pmks/{utama.pk}/pindah/", {}).status_code == kode
    assert klien.get(f"/pmks/pindah/{pindahan.pk}/").status_code == kode
    assert klien.post(f"/pmks/pindah/{pindahan.pk}/terima/", ALAMAT).status_code == kode
    assert klien.post(f"/pmks/pindah/{pindahan.pk}/tarik/").status_code == kode
    assert segar(lain).digabung_ke_id is None


def test_data_yang_sama_dengan_dirinya_404(masuk, dua):
    assert masuk("tksk").get(alamat(dua[0], dua[0])).status_code == 404


def test_yang_diverifikasi_menunjukkan_siapa_yang_dapat_menggabungkan(masuk, dunia):
    utama = pada_status(dunia, Status.DIVERIFIKASI).orang
    lain = pada_status(dunia, Status.DRAF, nik=nik_ke(9008)).orang
    isi = teks(masuk("tksk").get(alamat(utama, lain)))
    assert "Mintalah dinas sosial kabupaten/kota" in isi and ">Gabungkan</button>" not in isi
    respons = masuk("tksk").post(alamat(utama, lain), kiriman(pilih_nama="utama"))
    assert respons.status_code == 422 and "Mintalah dinas" in teks(respons)
    assert ">Gabungkan</button>" in teks(masuk("dinsos").get(alamat(utama, lain)))


def test_yang_diubah_orang_lain_sejak_dibuka_409_dengan_isi_terbaru_dan_pilihan_tetap(masuk, dunia, dua):
    utama, lain = dua
    klien = masuk("tksk")
    klien.get(alamat(*dua))
    with lingkup.masuk(dunia.tksk.lingkup):
        Orang.objects.filter(pk=lain.pk).update(nama="Sitti Aminahwati", versi=2)
    respons = klien.post(alamat(*dua), kiriman())
    isi = teks(respons)
    assert respons.status_code == 409 and "Sitti Aminahwati" in isi and "KTP asli sudah dilihat" in isi
    assert 'name="versi_lain" value="2"' in isi
    assert klien.post(alamat(*dua), kiriman(versi_lain="2")).status_code == 302
    assert segar(utama).nama == "Sitti Aminahwati"


def test_penunjuk_bagi_yang_boleh_dan_404_bagi_yang_tidak(masuk, dunia):
    utama = pada_status(dunia, Status.DISAHKAN).orang
    lain = pada_status(dunia, Status.DRAF, nik=nik_ke(9008), nama="Sitti Aminah").orang
    assert masuk("dinsos").post(alamat(utama, lain), kiriman()).status_code == 302
    for nama in ("tksk", "dinsos", "provinsi", "kemensos"):
        respons = masuk(nama).get(f"/pmks/{lain.pk}/")
        assert respons.status_code == 200 and f"/pmks/{utama.pk}/" in teks(respons)
        assert "Aminah" not in teks(respons)
    for nama in ("tetangga", "dinsos_lain"):
        assert masuk(nama).get(f"/pmks/{lain.pk}/").status_code == 404
    klien = masuk("tksk")
    for jalan in ("ubah/", "berkas/", "berkas/tambah/", "riwayat/"):
        assert klien.get(f"/pmks/{lain.pk}/{jalan}").status_code == 302
    assert klien.post(f"/pmks/{lain.pk}/ubah/", borang()).status_code == 302


def test_yang_digabung_keluar_dari_daftar_pencarian_dan_pemeriksa_nik(masuk, dua):
    utama, lain = dua
    klien = masuk("tksk")
    klien.post(alamat(*dua), kiriman(pilih_nama="utama"))
    tautan = f"/pmks/{lain.pk}/"
    assert tautan not in teks(klien.get("/pmks/"))
    for kata in ("Sitti", nik_ke(9008), utama.no_kk):
        assert tautan not in teks(klien.get(klien.post("/pmks/cari/", {"q": kata}).url))
    assert tautan not in teks(klien.post("/pmks/nik/", {"nik": nik_ke(9008)}))
    assert tautan not in teks(klien.get("/pmks/?status=dibatalkan"))


def test_riwayat_yang_digabung_terbaca_provinsi_yang_sudah_menyebut_keperluan(masuk, dunia):
    utama = pada_status(dunia, Status.DISAHKAN).orang
    lain = pada_status(dunia, Status.DRAF, nik=nik_ke(9008), nama="Sitti Aminah").orang
    masuk("dinsos").post(alamat(utama, lain), kiriman(pilih_nama="utama"))
    klien = masuk("provinsi")
    klien.post(f"/pmks/{utama.pk}/buka/", {"tujuan": "Pemeriksaan data ganda"})
    isi = teks(klien.get(f"/pmks/{utama.pk}/riwayat/"))
    assert "Data yang digabung (1):" in isi and "Sitti Aminah" in isi


# Pindah --------------------------------------------------------------------------------------------------------------


def test_menyerahkan_lalu_diterima_lewat_halaman(masuk, dunia, dua):
    utama, _ = dua
    klien = masuk("tksk")
    isi = {"kecamatan": SANA, "tanggal": "20-11-2026", "alasan": "Ikut anaknya"}
    url = klien.post(f"/pmks/{utama.pk}/pindah/", isi).url
    assert "Sedang diserahkan" in teks(klien.get(f"/pmks/{utama.pk}/"))
    assert "Menunggu kecamatan lain <small>1</small>" in teks(klien.get("/pmks/pindah/"))
    klien = masuk("tetangga")
    halaman = teks(klien.get("/pmks/pindah/"))
    assert "S••• A••••" in halaman and "Siti Aminah" not in halaman
    assert "Menunggu jawaban Anda <small>1</small>" in halaman and NIK not in halaman
    assert klien.post(f"{url}terima/", {"alamat": "Jl. Baru"}).status_code == 422
    with lingkup.masuk(dunia.tksk.lingkup):
        assert Pembukaan.objects.pada(utama).filter(oleh=dunia.tetangga.akun, tujuan__contains="serah").exists()
    respons = klien.post(f"{url}terima/", {"desa": DESA_TETANGGA, "alamat": "Jl. Baru 1", "rt": "2"})
    assert respons.url == f"/pmks/{utama.pk}/"
    assert "Jl. Baru 1" in teks(klien.get(respons.url))
    klien = masuk("tksk")
    respons = klien.get(f"/pmks/{utama.pk}/")
    assert respons.status_code == 404 and "Dipindahkan ke Kec. " in teks(respons)
    assert "Siti" not in teks(respons) and "Siti" not in teks(klien.get("/pmks/pindah/"))
    assert "S••• A••••" in teks(klien.get("/pmks/pindah/"))


def test_meminta_dengan_nik_lalu_disetujui_lewat_halaman(masuk, dunia, dua):
    utama, _ = dua
    klien = masuk("tetangga")
    isi = {"nik": NIK, "kecamatan": SINI, "alasan": "Tinggal di sini"}
    url = klien.post("/pmks/pindah/minta/", isi).url
    assert NIK not in teks(klien.get(url)) and "Siti" not in teks(klien.get(url))
    assert "sudah Anda minta" in teks(klien.post("/pmks/pindah/minta/", isi))
    klien = masuk("tksk")
    assert "Siti Aminah" in teks(klien.get(url)) and NIK not in teks(klien.get(url))
    assert klien.post(f"{url}setujui/", {"tanggal": "20-11-2026"}).status_code == 302
    with lingkup.masuk(dunia.tksk.lingkup):
        assert Pindahan.objects.get().orang_id == utama.pk
    klien = masuk("tetangga")
    assert klien.post(f"{url}tolak/", {"komentar": "Bukan orangnya"}).status_code == 302
    assert "Bukan orangnya" in teks(masuk("tksk").get(url))


def test_permintaan_atas_nik_yang_tidak_tercatat_dijawab_tolak(masuk, dunia):
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        p = minta_pindah(nik=NIK, dari=SINI, ke=SANA, alasan="Tinggal di sini", by=by)
    klien = masuk("tksk")
    isi = teks(klien.get(f"/pmks/pindah/{p.pk}/"))
    assert "tidak tercatat di kecamatan Anda" in isi and "Setujui permintaan" not in isi
    klien.post(f"/pmks/pindah/{p.pk}/setujui/", {"tanggal": "20-11-2026"})
    klien.post(f"/pmks/pindah/{p.pk}/tolak/", {"komentar": ""})
    with lingkup.masuk(dunia.tksk.lingkup):
        assert Pindahan.objects.get().status == "diminta"


def test_kecamatan_provinsi_lain_dengan_kode(masuk, dua):
    isi = {"kecamatan": "luar", "kode": "64.71.01", "tanggal": "20-11-2026", "alasan": "Ikut anaknya"}
    jalan = f"/pmks/{dua[0].pk}/pindah/"
    assert "kode kecamatan yang berlaku" in teks(masuk("tksk").post(jalan, isi | {"kode": "1"}))
    assert "kode kecamatan yang berlaku" in teks(masuk("tksk").post(jalan, isi | {"kode": ""}))
    assert masuk("tksk").post(jalan, isi).status_code == 302


def test_lencana_menu_menghitung_yang_menunggu_jawaban(masuk, dunia, dua):
    usul(dunia, dua[0])
    konteks = masuk("tetangga").get("/").context["menu"]
    assert next(b for b in konteks if b["label"] == "Pindahan")["lencana"] == 1
    konteks = masuk("tksk").get("/").context["menu"]
    assert next(b for b in konteks if b["label"] == "Pindahan")["lencana"] is None


def test_kabkota_yang_bukan_pihak_melihat_tanpa_tombol(masuk, dunia, dua):
    p = usul(dunia, dua[0])
    klien = masuk("dinsos")
    isi = teks(klien.get(f"/pmks/pindah/{p.pk}/"))
    assert "Tarik kembali" not in isi and "Terima di kecamatan Anda" not in isi
    respons = klien.post(f"/pmks/pindah/{p.pk}/terima/", {"desa": DESA_TETANGGA, "alamat": "Jl. B"}, follow=True)
    assert "punya TKSK" in teks(respons) and segar(dua[0]).wilayah_id[:8] == SINI
    assert "Serah terima dilakukan TKSK-nya" in teks(klien.get(f"/pmks/{dua[0].pk}/pindah/"))


def test_pindah_lalu_kembali_tidak_lagi_ditunjuk_sebagai_pergi(masuk, dunia, dua):
    terima(dunia, usul(dunia, dua[0]))
    terima(dunia, usul(dunia, dua[0], nama="tetangga", ke=SINI), nama="tksk", desa="64.72.03.1001")
    assert masuk("tksk").get(f"/pmks/{dua[0].pk}/").status_code == 200
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Kasus.objects.get(orang=dua[0]).wilayah_id == "64.72.03.1001"


def test_kabkota_melihat_pindahan_di_wilayahnya_sekali_dengan_siapa_penjawabnya(masuk, dunia):
    """Inside, to a kecamatan without TKSK, out of it, asked for: each once; the badge counts the first list."""
    tujuan = {"dalam": SANA, "kosong": "64.72.01", "keluar": "64.71.01"}
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = {k: catat(by, nik=nik_ke(n), nama=f"Siti {k}") for n, k in enumerate(tujuan, 1)}
    pindahan = {k: usul(dunia, orang[k], ke=ke) for k, ke in tujuan.items()}
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        pindahan["diminta"] = minta_pindah(nik=nik_ke(9), dari=SINI, ke=SANA, alasan="Tinggal di sini", by=by)
    jawaban = masuk("dinsos").get("/pmks/pindah/")
    kata = {p.pk: p.kata_penjawab for p in (*jawaban.context["masuk"], *jawaban.context["keluar"])}
    assert {k: kata[p.pk] for k, p in pindahan.items()} == {
        "dalam": "dijawab TKSK Kec. Samarinda Ilir",
        "kosong": "dijawab Anda: Kec. Palaran belum ber-TKSK",
        "keluar": "dijawab Kec. Balikpapan Timur, Kota Balikpapan",
        "diminta": "dijawab TKSK Kec. Samarinda Ulu",
    }
    assert [p.pk for p in jawaban.context["keluar"]] == [pindahan["keluar"].pk]
    assert len(kata) == len(jawaban.context["masuk"]) + 1 == 4, "masing-masing sekali"
    (butir,) = (b for b in jawaban.context["menu"] if b["label"] == "Pindahan")
    assert butir["lencana"] == jawaban.context["jumlah_masuk"] == 3
    assert "Menunggu jawaban di wilayah Anda <small>3</small>" in teks(jawaban)
