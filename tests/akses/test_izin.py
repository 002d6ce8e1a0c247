"""Hak per peran seperti desain.md, tertutup secara bawaan, dan satu untuk menu, tombol, dan view."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from tksk_portal.akses import lingkup
from tksk_portal.akses.izin import IZIN, boleh, perlu, terbuka
from tksk_portal.akses.lingkup import Lingkup

# Ditulis ulang dari desain.md ("Roles, and what each sees"): peran -> hak.
SEMUA = {"beranda", "wilayah.lihat", "akun.sendiri", "berkas.buka", "pekerjaan.sendiri", "kabar.sendiri"}
SEMUA |= {"acuan.lihat", "pmks.rekap", "psks.kartu"}
LAPANGAN = {"pmks.ganda", "pmks.gabung", "pmks.pindah", "pmks.jalan", "pmks.cetak", "lindung.permintaan"}
MEMUTUSKAN = {"pmks.putuskan"}
LINDUNG = {"lindung.putuskan", "lindung.laporan", "lindung.insiden"}
SURAT = {"dokumen.lihat", "dokumen.terbitkan"}
IMPOR = {"pmks.impor", "psks.impor", "excel.unggah"}
MITRA = {"psks.ganda", "psks.dokumen", "psks.jejaring"}
SIMAK_MITRA = {"psks.buka", "psks.riwayat"}
MEMBACA = {"pmks.lihat", "pmks.angka", "psks.lihat", "ekspor.buat"}
ROSTER = {"petugas.lihat", "petugas.usulan"}
ATUR_ROSTER = {f"petugas.{n}" for n in ("atur", "buka", "undang", "kartu", "impor", "ekspor", "serah")}
HAK = {
    "tksk": SEMUA
    | {"petugas.sendiri"}
    | MEMBACA
    | IMPOR
    | LAPANGAN
    | MITRA
    | SIMAK_MITRA
    | {"psks.catat"}
    | {"pmks.catat", "pmks.ajukan", "pmks.riwayat", "pmks.buka"},
    "camat": SEMUA | MEMBACA | SURAT,
    "kabkota": SEMUA
    | ROSTER
    | {"petugas.usul", "petugas.rekomendasi", "petugas.serah"}
    | MEMBACA
    | IMPOR
    | SURAT
    | LAPANGAN
    | MITRA
    | SIMAK_MITRA
    | {"psks.verifikasi"}
    | LINDUNG
    | MEMUTUSKAN
    | {
        "pmks.verifikasi",
        "pmks.pengesahan",
        "pmks.riwayat",
        "pmks.buka",
        "ekspor.catatan",
        "dokumen.atur",
    },
    "provinsi": SEMUA
    | ROSTER
    | {"petugas.teruskan"}
    | SIMAK_MITRA
    | {"psks.sahkan"}
    | MEMBACA
    | SURAT
    | LINDUNG
    | MEMUTUSKAN
    | {"pmks.ganda", "lindung.permintaan"}
    | {
        "pmks.sahkan",
        "pmks.pengesahan",
        "pmks.riwayat",
        "pmks.buka",
        "ekspor.catatan",
        "dokumen.atur",
    },
    "admin": SEMUA
    | ROSTER
    | ATUR_ROSTER
    | {"excel.unggah"}
    | {"akun.kelola", "akun.syarat", "ekspor.tata_letak", "dokumen.atur"}
    | {"acuan.atur", "lindung.insiden", "lindung.atur", "wilayah.mekarkan"},
    "kemensos": SEMUA
    | ROSTER
    | MEMBACA
    | SURAT
    | {"psks.buka"}
    | {"pmks.pengesahan", "pmks.buka", "akun.syarat", "ekspor.catatan", "dokumen.atur"},
}


@pytest.mark.parametrize("peran", HAK)
def test_hak_peran_seperti_desain(peran):
    ruang = Lingkup(peran=peran, tempat="64")
    assert {izin for izin in IZIN if boleh(ruang, izin)} == HAK[peran]


@pytest.mark.parametrize("peran", ["", "sistem", "tamu", "TKSK"])
def test_peran_lain_tidak_boleh_apa_pun(peran):
    assert not any(boleh(Lingkup(peran=peran, tempat="64"), izin) for izin in IZIN)


def test_hak_yang_tidak_dikenal_adalah_kesalahan():
    with pytest.raises(KeyError):
        boleh(Lingkup(peran="tksk"), "pmks.hapus")
    with pytest.raises(KeyError):
        perlu("pmks.hapus")


def test_terbuka_menyimpan_alasannya():
    view = terbuka("pemeriksaan layanan")(lambda request: HttpResponse())
    assert (view.izin, view.terbuka_karena) == (None, "pemeriksaan layanan")


def test_orang_luar_dibawa_ke_halaman_masuk_dengan_alamat_kembali(client, dunia):
    assert client.get("/pmks/?status=draf").url == "/masuk/?next=/pmks/%3Fstatus%3Ddraf"


def test_view_tidak_dijalankan_tanpa_hak(rf: RequestFactory, dunia):
    dijalankan = []
    view = perlu("pmks.catat")(lambda request: dijalankan.append(1))
    permintaan = rf.get("/")
    permintaan.user, permintaan.tugas, permintaan.lingkup = dunia.camat.akun, dunia.camat.tugas, dunia.camat.lingkup
    with pytest.raises(PermissionDenied):
        view(permintaan)
    assert dijalankan == []


@pytest.mark.parametrize("nama", ["tksk", "camat", "dinsos", "provinsi", "admin", "kemensos"])
def test_setiap_tempat_di_menu_dapat_dibuka(masuk, dunia, nama):
    klien = masuk(nama)
    menu = klien.get("/").context["menu"]
    assert len(menu) >= 3
    assert [b["label"] for b in menu if klien.get(b["url"]).status_code != 200] == []
    assert [b["label"] for b in menu if b["aktif"]] == ["Beranda"]


def test_menu_tidak_menyebut_yang_tidak_boleh(masuk):
    assert not {"Catat orang", "Periksa data", "Akun"} & {b["label"] for b in masuk("camat").get("/").context["menu"]}
    assert "PMKS" not in {b["label"] for b in masuk("admin").get("/").context["menu"]}


def test_berganti_ke_tugas_orang_lain_diabaikan(masuk, dunia):
    klien = masuk("tksk")
    assert klien.post("/ganti-tugas/", {"tugas": str(dunia.provinsi.tugas.pk)}).status_code == 302
    assert klien.get("/").context["tugas"] == dunia.tksk.tugas


def test_tugas_dalam_sesi_yang_bukan_miliknya_tidak_dipakai(masuk, dunia):
    klien = masuk("tksk")
    sesi = klien.session
    sesi["tugas"] = str(dunia.kemensos.tugas.pk)
    sesi.save()
    assert klien.get("/").context["tugas"] == dunia.tksk.tugas


def test_tugas_orang_lain_tidak_terbaca_dari_lingkup_kosong(dunia):
    with lingkup.masuk(Lingkup(akun_id=dunia.tksk.akun.pk)):
        assert lingkup.pilih_penempatan(dunia.provinsi.akun, None) == (None, [])
        assert lingkup.pilih_penempatan(dunia.tksk.akun, None)[0] == dunia.tksk.tugas
