"""Menghapus orang di register PSKS, pimpinan lembaga, dan petugas: di semua tabel, di disk, di angka, sesudah pulih."""

from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from penugasan.petugas import actions as petugas_actions
from penugasan.petugas.lindung.sasaran import KODE as PETUGAS
from penugasan.petugas.models import SK, Hunian, Kartu, Pelatihan, Penilaian, Petugas, SerahTerima, TaliAsih, Usulan
from pmks.models import Orang
from psks.actions import catat_jejaring, ganti_foto, tambah_dokumen, ubah_mitra
from psks.actions.isian import KOLOM
from psks.lindung.sasaran import KODE as MITRA
from psks.lindung.sasaran import KONTAK
from psks.models import DokumenMitra, Jejaring, KartuMitra, Mitra, RevisiMitra
from tests.arsip.bahan import foto
from tests.jalan.basis import salinan
from tests.jalan.isi import bangun
from tests.lindung.bahan import hapus, minta, sisa_di_basis_data
from tests.penugasan.petugas.bahan import hari, isi_orang
from tests.psks.bahan import catat as catat_psks
from tests.psks.bahan import lakukan
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.arsip.models import Berkas
from tksk_portal.arsip.penyimpanan import penyimpanan, semua_kunci
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.jejak.models import Bagian, Pembukaan, catat_pembukaan
from tksk_portal.lindung.actions.aturan import atur_retensi
from tksk_portal.lindung.models import Penghapusan, Permintaan
from tksk_portal.lindung.subjek import Ditolak, daftar_subjek
from tksk_portal.lindung.ulang import terapkan_ulang
from tksk_portal.tinjauan.enums import Aksi, Status

NAMA, NAMA_BARU, PIMPINAN = "Murai Kencanawati", "Murai Kencanasari", "Jalak Purwosari"
NIK, TELEPON = "6472035205889871", "0819 5544 3322"
PETUGASNYA, IBU, NIK_PETUGAS = "Kutilang Wirasena", "Punai Wirasari", "6472035205889872"
TEKS = (NAMA, NAMA_BARU, NIK, TELEPON, "Kencanawati", "Kencanasari", "murai.kencana", "Gang Melati Dalam")


@pytest.fixture(scope="module")
def asal(django_db_setup, django_db_blocker):
    """The full world, committed in a clone of the test database."""
    with django_db_blocker.unblock(), salinan("lindung2"):
        yield bangun()


@pytest.fixture
def isi(asal):
    """A clone of it for one test."""
    with salinan("satu2"):
        yield asal


def _sistem():
    return lingkup.masuk(lingkup.sistem("uji"))


def _klien(penghuni) -> Client:
    klien = Client()
    klien.force_login(penghuni.akun)
    return klien


def _baris_unggahan(isi, **nilai) -> None:
    with _sistem():
        u = Unggahan.objects.get(pk=isi.unggahan["ditulis"])
        nomor = 9001 + BarisUnggahan.objects.filter(unggahan=u).count()
        BarisUnggahan.objects.create(unggahan=u, wilayah_id=u.wilayah_id, nomor=nomor, status="salah", isi=nilai)


def _berkas_tinggal(kunci) -> list[str]:
    return [k for k in kunci if penyimpanan().exists(k)]


# Orang di register PSKS ---------------------------------------------------------------------------------------------


def _perorangan(isi) -> UUID:
    """A verified person with papers, photo, pending change, network elsewhere, comments and openings."""
    d = isi.dunia
    ganti = {"nama": NAMA, "nik": NIK, "telepon": TELEPON, "surel": "murai.kencana@contoh.id"}
    with lingkup.masuk(d.tksk.lingkup) as by:
        m = catat_psks(by, "psm", alamat="Gang Melati Dalam 7", keterangan=f"Istri {NAMA} guru", **ganti)
        dokumen = {"jenis": "sk", "nomor": "SK-88", "penerbit": "Lurah", "selaku": NAMA}
        pdf = BytesIO(b"%PDF-1.4\nMurai\n%%EOF")
        tambah_dokumen(mitra=m, kunci=uuid4(), isi=dokumen, by=by, berkas=pdf, nama_berkas="a.pdf")
        ganti_foto(mitra=m, berkas=BytesIO(foto()), nama_berkas="a.jpg", by=by)
        catat_pembukaan(objek=m, bagian=Bagian.RINCI, by=by, tujuan=f"Menghubungi {NAMA}")
    for nama, aksi in (("tksk", Aksi.AJUKAN), ("dinsos", Aksi.KEMBALIKAN), ("tksk", Aksi.AJUKAN)):
        m = lakukan(d, m, nama, aksi, f"Periksa nama {NAMA}")
    m = lakukan(d, m, "dinsos", Aksi.VERIFIKASI)
    with lingkup.masuk(d.tksk.lingkup) as by:
        m = Mitra.objects.get(pk=m.pk)
        isian = {k: getattr(m, k) for k in KOLOM} | {"nama": NAMA_BARU}
        ubah_mitra(mitra=m, versi=m.versi, isian=isian, by=by, alasan=f"{NAMA} berganti nama")
    with lingkup.masuk(d.tksk_lain.lingkup) as by:
        rapat = {
            "jenis": "pertemuan",
            "judul": f"Rapat dengan {NAMA}",
            "lingkup": "",
            "mulai": hari(-9),
            "sampai": None,
        }
        rapat |= {"target": "", "tokoh": f"{NAMA.upper()}, Camat", "hasil": f"{NAMA} hadir; {TELEPON}"}
        catat_jejaring(kunci=uuid4(), isi=rapat, pihak=[m.pk, isi.psks.mitra["m_lain"].id], by=by)
    _baris_unggahan(isi, nama=NAMA, nik=NIK)
    return m.pk


def test_orang_psks_hilang_dari_semua_tabel_dan_dari_disk(isi):
    pk, d = _perorangan(isi), isi.dunia
    permintaan = minta(d.tksk, pk, subjek=MITRA, nama_pemohon=NAMA)
    sebelum = {s.split(":")[0] for s in sisa_di_basis_data(*TEKS)}
    assert sebelum >= {
        *("psks_mitra", "psks_mitrariwayat", "psks_kartumitra", "psks_revisimitra", "psks_revisimitrariwayat"),
        *(
            "psks_putusanmitra",
            "psks_dokumenmitra",
            "psks_dokumenmitrariwayat",
            "psks_jejaring",
            "psks_jejaringriwayat",
        ),
        *("jejak_pembukaan", "excel_barisunggahan", "lindung_permintaan"),
    }, "uji ini harus punya apa yang dihapus"
    lama = set(semua_kunci())
    nisan = hapus(d.dinsos, permintaan)
    assert sisa_di_basis_data(*TEKS) == []
    with _sistem():
        nisan = Penghapusan.objects.get(pk=nisan.pk)
        m = Mitra.objects.get(pk=pk)
        assert (m.status, m.jenis, m.jk, m.bentuk) == (Status.DIBATALKAN, ["psm"], "P", "individu"), "tinggal hitungan"
        assert not KartuMitra.objects.filter(pk=pk).exists()
        assert not DokumenMitra.objects.berlaku().filter(mitra=pk).exists()
        assert RevisiMitra.objects.get(mitra=pk).status == Status.DIBATALKAN
        rapat = Jejaring.objects.get(pihak__mitra_id=pk)
        assert (rapat.tokoh, rapat.judul) == ("(dihapus), Camat", "Rapat dengan (dihapus)"), "jejaringnya sendiri tetap"
        assert Pembukaan.objects.filter(objek_id=pk).exists(), "siapa membuka tetap dapat ditelusuri"
    assert nisan.berkas_diperiksa_pada and len(nisan.berkas) >= 3 and set(nisan.berkas) <= lama
    assert _berkas_tinggal(nisan.berkas) == []


def test_halaman_orang_psks_menjawab_410_dan_tidak_dapat_diisi_lagi(isi):
    pk, d = _perorangan(isi), isi.dunia
    dinsos, tksk = _klien(d.dinsos), _klien(d.tksk)
    halaman = tksk.get(reverse("psks:rinci", args=[pk]))
    assert reverse("lindung:permintaan_baru", args=[MITRA, pk]) in halaman.text
    nisan = hapus(d.dinsos, minta(d.tksk, pk, subjek=MITRA))
    for alamat in ("psks:rinci", "psks:ubah", "psks:foto"):
        jawab = tksk.get(reverse(alamat, args=[pk]))
        assert jawab.status_code == 410 and reverse("psks:daftar") in jawab.text, alamat
    riwayat = dinsos.get(reverse("psks:riwayat", args=[pk]))
    assert riwayat.status_code == 200 and not any(t in riwayat.text for t in TEKS)
    assert "Kartu publiknya" in dinsos.get(reverse("lindung:nisan", args=[nisan.pk])).text
    with _sistem(), pytest.raises(IntegrityError, match="tidak diisi lagi"):
        Mitra.objects.filter(pk=pk).update(nama=NAMA)
    with pytest.raises(Ditolak, match="sudah dihapus"):
        minta(d.tksk, pk, subjek=MITRA, jenis="akses")


def test_orang_psks_yang_sudah_ditutup_pun_dapat_dihapus(isi):
    pk, d = _perorangan(isi), isi.dunia
    with _sistem():
        m = Mitra.objects.get(pk=pk)
    lakukan(d, m, "dinsos", Aksi.BATALKAN, "Pindah")
    assert hapus(d.dinsos, minta(d.tksk, pk, subjek=MITRA))
    assert sisa_di_basis_data(*TEKS) == []


def test_keluarga_psks_hilang_dengan_nomor_kknya(isi):
    d, kk = isi.dunia, "6472031505129871"
    with lingkup.masuk(d.tksk.lingkup) as by:
        pk = catat_psks(by, "keluarga_pioner", nama=f"Keluarga {NAMA}", no_kk=kk, kontak_nama=PIMPINAN, ajukan=True).pk
    assert len(sisa_di_basis_data(kk)) >= 2
    hapus(d.dinsos, minta(d.tksk, pk, subjek=MITRA))
    assert sisa_di_basis_data(kk, NAMA, PIMPINAN) == []


# Pimpinan lembaga ---------------------------------------------------------------------------------------------------


def _lembaga(isi) -> UUID:
    d, ganti = isi.dunia, {"nama": "Panti Sejahtera Uji", "kontak_nama": PIMPINAN, "kontak_telepon": TELEPON}
    with lingkup.masuk(d.tksk.lingkup) as by:
        m = catat_psks(by, telepon=TELEPON, keterangan=f"Hubungi {PIMPINAN} pagi hari", ajukan=True, **ganti)
        dokumen = {"jenis": "sk", "nomor": "SK-90", "penerbit": PIMPINAN, "selaku": "Ketua"}
        tambah_dokumen(mitra=m, kunci=uuid4(), isi=dokumen, by=by)
    m = lakukan(d, m, "dinsos", Aksi.VERIFIKASI)
    with lingkup.masuk(d.tksk.lingkup) as by:
        m = Mitra.objects.get(pk=m.pk)
        isian = {k: getattr(m, k) for k in KOLOM} | {"layanan": f"Asuh harian oleh {PIMPINAN}"}
        ubah_mitra(mitra=m, versi=m.versi, isian=isian, by=by, alasan=f"Kata {PIMPINAN}")
    _baris_unggahan(isi, kontak_nama=PIMPINAN)
    return m.pk


def test_pimpinan_lembaga_hilang_dan_lembaganya_tetap(isi):
    pk, d = _lembaga(isi), isi.dunia
    halaman = _klien(d.tksk).get(reverse("psks:rinci", args=[pk]))
    assert reverse("lindung:permintaan_baru", args=[KONTAK, pk]) in halaman.text
    with pytest.raises(PermissionDenied):
        minta(d.tksk, pk, subjek=MITRA)
    assert len(sisa_di_basis_data(PIMPINAN)) >= 6
    hapus(d.dinsos, minta(d.tksk, pk, subjek=KONTAK, nama_pemohon=PIMPINAN))
    assert sisa_di_basis_data(PIMPINAN, TELEPON) == []
    with _sistem():
        m, kartu = Mitra.objects.get(pk=pk), KartuMitra.objects.get(pk=pk)
        assert (m.status, m.nama, m.keterangan) == (
            Status.DIVERIFIKASI,
            "Panti Sejahtera Uji",
            "Hubungi (dihapus) pagi hari",
        )
        assert (kartu.nama, kartu.telepon) == ("Panti Sejahtera Uji", "")
        assert RevisiMitra.objects.get(mitra=pk).isi["layanan"] == "Asuh harian oleh (dihapus)"
    jawab = _klien(d.tksk).get(reverse("psks:rinci", args=[pk]))
    assert jawab.status_code == 200, "lembaganya masih dilayani"
    assert reverse("lindung:permintaan_baru", args=[KONTAK, pk]) not in jawab.text
    assert _klien(d.tksk).get(reverse("lindung:permintaan_baru", args=[KONTAK, pk])).status_code == 410


def test_pimpinan_berikutnya_pun_dapat_dihapus(isi):
    pk, d = _lembaga(isi), isi.dunia
    pertama = hapus(d.dinsos, minta(d.tksk, pk, subjek=KONTAK))
    with pytest.raises(Ditolak, match="sudah dihapus"):
        minta(d.tksk, pk, subjek=KONTAK)
    with _sistem():
        Mitra.objects.filter(pk=pk).update(kontak_nama="Perkutut Penerusnya", kontak_telepon="")
    kedua = hapus(d.dinsos, minta(d.tksk, pk, subjek=KONTAK))
    assert (pertama.ke, kedua.ke) == (1, 2) and sisa_di_basis_data("Perkutut") == []


# Petugas ------------------------------------------------------------------------------------------------------------


def _petugas(isi) -> Petugas:
    """A former officer with an account, papers, payments, a nomination, a card, and a mention in a hand-over."""
    d = isi.dunia
    with lingkup.masuk(d.admin.lingkup) as by:
        orang = isi_orang(nama=PETUGASNYA, nama_ibu=IBU, nik=NIK_PETUGAS, telepon=TELEPON, rekening1="9988776655")
        p = petugas_actions.catat(
            kunci=uuid4(), wilayah="64.72.03", isi=orang | {"alamat": "Gang Melati Dalam 7"}, by=by
        )
        akun = Akun.objects.create(username="kutilang.w", nama=PETUGASNYA, email="kutilang@contoh.id", wilayah_id="64")
        Petugas.objects.filter(pk=p.pk).update(akun=akun)
        sk = SK(petugas=p, tingkat="kemensos", nomor="77/UJI", tanggal=hari(-900), mulai=hari(-900))
        sk.perihal = f"Pengangkatan {PETUGASNYA}"
        pdf = (BytesIO(b"%PDF-1.4\nKutilang\n%%EOF"), "sk.pdf")
        petugas_actions.tambah_catatan(catatan=sk, berkas=pdf, by=by)
        for satu in (
            Pelatihan(petugas=p, nama="Bimtek", penyelenggara="Dinas", mulai=hari(-800), sertifikat="S-9988776655"),
            Penilaian(petugas=p, tahun=2025, hasil="baik", uraian=f"{PETUGASNYA} rajin"),
            TaliAsih(petugas=p, bulan=hari(-800).replace(day=1), sumber="apbn", jumlah=500_000),
        ):
            petugas_actions.tambah_catatan(catatan=satu, by=by)
        petugas_actions.pasang_foto(petugas=p, isi=BytesIO(foto()), nama="a.jpg", by=by)
        petugas_actions.cetak_kartu(petugas=p, tugas="TKSK", sampai=None, by=by)
    with _sistem():
        formasi = isi.petugas.formasi["sini"][0]
        masa = {"mulai": hari(-900), "selesai": hari(-450), "dasar": f"SK {PETUGASNYA}"}
        h = Hunian.objects.create(formasi_id=formasi, wilayah_id="64.72.03", petugas=p, jenis="petugas", **masa)
        SerahTerima.objects.create(
            formasi_id=formasi, wilayah_id="64.72.03", dari=h, tanggal=hari(-449), catatan=f"Titipan {PETUGASNYA}"
        )
        Usulan.objects.create(
            formasi_id=formasi,
            wilayah_id="64.72.03",
            petugas=p,
            diusulkan_pada=hari(-5),
            catatan=f"{PETUGASNYA} kembali",
        )
        p.refresh_from_db()
    _baris_unggahan(isi, nama=PETUGASNYA, nik=NIK_PETUGAS)
    return p


RAHASIA_PETUGAS = (PETUGASNYA, "Wirasena", IBU, NIK_PETUGAS, TELEPON, "9988776655", "kutilang", "Gang Melati Dalam")


def test_petugas_hilang_dan_dokumen_kedinasannya_tetap(isi):
    p, d = _petugas(isi), isi.dunia
    permintaan = minta(d.dinsos, p.pk, subjek=PETUGAS, nama_pemohon=PETUGASNYA)
    sebelum = {s.split(":")[0] for s in sisa_di_basis_data(*RAHASIA_PETUGAS)}
    assert sebelum >= {
        *("petugas_petugas", "petugas_petugasriwayat", "petugas_sk", "petugas_skriwayat", "petugas_penilaian"),
        *("petugas_hunian", "petugas_hunianriwayat", "petugas_serahterima", "petugas_usulan", "petugas_kartu"),
        *("petugas_pelatihan", "akun_akun", "akun_akunriwayat", "excel_barisunggahan"),
    }, "uji ini harus punya apa yang dihapus"
    nisan = hapus(d.provinsi, permintaan)
    assert sisa_di_basis_data(*RAHASIA_PETUGAS) == []
    with _sistem():
        nisan, akun = Penghapusan.objects.get(pk=nisan.pk), Akun.objects.get(pk=p.akun_id)
        assert SK.objects.get(petugas=p).nomor == "77/UJI"
        assert TaliAsih.objects.get(petugas=p).jumlah == 500_000
        assert Hunian.objects.filter(petugas=p).count() == 1
        assert Kartu.objects.get(petugas=p.pk).dicabut_pada and Usulan.objects.get(petugas=p).tahap == "ditutup"
        assert not akun.is_active and akun.username.startswith("dihapus.") and not akun.has_usable_password()
    assert nisan.berkas_diperiksa_pada and len(nisan.berkas) >= 3 and _berkas_tinggal(nisan.berkas) == []
    jawab = _klien(d.admin).get(reverse("petugas:rinci", args=[p.pk]))
    assert jawab.status_code == 410 and reverse("petugas:papan") in jawab.text
    with _sistem(), pytest.raises(IntegrityError, match="tidak diisi lagi"):
        Petugas.objects.filter(pk=p.pk).update(nik=NIK_PETUGAS, nama=PETUGASNYA)


def test_petugas_yang_bertugas_tidak_dihapus_dan_dikatakan_mengapa(isi):
    d = isi.dunia
    with _sistem():
        permintaan = Permintaan.objects.get(pk=isi.lindung.permintaan["petugas"][0])
    halaman = _klien(d.provinsi).get(reverse("lindung:permintaan", args=[permintaan.pk]))
    assert "masih bertugas di" in halaman.text and reverse("lindung:hapus", args=[permintaan.pk]) not in halaman.text
    with pytest.raises(Ditolak, match="masih bertugas"):
        hapus(d.provinsi, permintaan)


def test_akun_yang_masih_bertugas_di_tempat_lain_menahan(isi):
    d, p = isi.dunia, _petugas(isi)
    with _sistem():
        Penempatan.objects.create(akun_id=p.akun_id, peran="kabkota", tempat_id="64.71", mulai=hari(-3))
    permintaan = minta(d.dinsos, p.pk, subjek=PETUGAS)
    with pytest.raises(Ditolak, match="Akun petugas ini masih punya tugas"):
        hapus(d.provinsi, permintaan)


def test_masa_simpan_petugas_menahan_hanya_bila_kantor_mengaturnya(isi):
    d, p = isi.dunia, _petugas(isi)
    permintaan = minta(d.dinsos, p.pk, subjek=PETUGAS)
    with lingkup.masuk(d.admin.lingkup) as by:
        atur_retensi(subjek=PETUGAS, hari=3653, mulai="keluar", dasar="JRA 12", by=by)
    with pytest.raises(Ditolak, match="JRA 12"):
        hapus(d.provinsi, permintaan)
    with lingkup.masuk(d.admin.lingkup) as by:
        atur_retensi(subjek=PETUGAS, hari=30, mulai="keluar", dasar="JRA 12", by=by)
    assert "JRA 12" in _klien(d.dinsos).get(reverse("lindung:tempo")).text
    with lingkup.masuk(d.dinsos.lingkup):
        batas = timezone.now() - timedelta(days=30)
        assert p.pk in {o.pk for o in daftar_subjek()[PETUGAS].tempo("keluar", batas)}
    assert hapus(d.provinsi, permintaan)


def test_tksk_dan_dinas_lain_tidak_meminta_atas_petugas(isi):
    d, pk = isi.dunia, isi.petugas.petugas["sini"][0]
    for nama in ("tksk", "dinsos_lain"):
        assert _klien(d[nama]).get(reverse("lindung:permintaan_baru", args=[PETUGAS, pk])).status_code == 404, nama
    assert _klien(d.dinsos).get(reverse("lindung:permintaan_baru", args=[PETUGAS, pk])).status_code == 200


# Satu orang di beberapa register ------------------------------------------------------------------------------------


def test_register_lain_disebut_bagi_yang_boleh_dan_menjawab_sendiri(isi):
    d, p = isi.dunia, _petugas(isi)
    r = isi.orang["disahkan"]
    with lingkup.masuk(d.tksk.lingkup) as by:
        m = catat_psks(by, "psm", nama=NAMA, nik=r.nik, ajukan=True)
    with _sistem():
        Petugas.objects.filter(pk=p.pk).update(nik=r.nik)
    permintaan = minta(d.tksk, r.id)
    alamat, halaman = {n: reverse(n, args=[pk]) for n, pk in (("psks:rinci", m.pk), ("petugas:rinci", p.pk))}, {}
    for nama in ("tksk", "dinsos", "provinsi"):
        halaman[nama] = _klien(d[nama]).get(reverse("lindung:permintaan", args=[permintaan.pk])).text
    assert all(a in halaman["dinsos"] for a in alamat.values())
    assert alamat["psks:rinci"] in halaman["tksk"] and alamat["petugas:rinci"] not in halaman["tksk"]
    assert not any(a in halaman["provinsi"] for a in alamat.values()), "provinsi menyebut keperluannya dahulu"
    assert alamat["psks:rinci"] in _klien(d.dinsos).get(reverse("lindung:hapus", args=[permintaan.pk])).text
    hapus(d.dinsos, permintaan)
    with _sistem():
        assert Mitra.objects.get(pk=m.pk).nik == Petugas.objects.get(pk=p.pk).nik == r.nik
        assert Orang.objects.get(pk=r.id).nik == ""


# Laporan akses, sesudah cadangan lama dipulihkan --------------------------------------------------------------------


def _laporan(penghuni, subjek: str, pk: UUID) -> str:
    kiriman = {"keperluan": "Permintaan warga", "bentuk": "layar", "tahan": [], "alasan_tahan": ""}
    jawab = _klien(penghuni).post(reverse("lindung:laporan", args=[subjek, pk]), kiriman)
    assert jawab.status_code == 200
    return jawab.text


def test_laporan_akses_memuat_semua_yang_disimpan(isi):
    d, mitra, lembaga, p = isi.dunia, _perorangan(isi), _lembaga(isi), _petugas(isi)
    isi_mitra = _laporan(d.dinsos, MITRA, mitra)
    for kata in (NAMA, NIK, TELEPON, "Gang Melati Dalam 7", "SK-88", f"Rapat dengan {NAMA}", "UU 27/2022", "PSM"):
        assert kata in isi_mitra, kata
    isi_kontak = _laporan(d.dinsos, KONTAK, lembaga)
    assert PIMPINAN in isi_kontak and TELEPON in isi_kontak and "SK-90" not in isi_kontak
    isi_petugas = _laporan(d.dinsos, PETUGAS, p.pk)
    for kata in (PETUGASNYA, IBU, NIK_PETUGAS, "9988776655", "77/UJI", "500.000", "kutilang.w", "rajin", "kembali"):
        assert kata in isi_petugas, kata
    with _sistem():
        dibuat = Pembukaan.objects.filter(bagian=Bagian.LAPORAN, objek_id__in=(mitra, lembaga, p.pk))
        assert dibuat.count() == 3


def test_penghapusan_diulang_pada_basis_data_yang_dipulihkan(asal):
    """The inner clone stands for what came after the backup: request, erasure and tombstone are lost with it."""
    with salinan("cadangan2"):
        mitra, lembaga, p = _perorangan(asal), _lembaga(asal), _petugas(asal)
        d, kata = asal.dunia, (*TEKS, PIMPINAN, *RAHASIA_PETUGAS)
        with salinan("baru2"):
            nisan = [
                hapus(d.dinsos, minta(d.tksk, mitra, subjek=MITRA)),
                hapus(d.dinsos, minta(d.tksk, lembaga, subjek=KONTAK)),
                hapus(d.provinsi, minta(d.dinsos, p.pk, subjek=PETUGAS)),
            ]
        with _sistem():
            # Pada saat cadangannya dibuat ia masih bertugas: yang sudah dihapus tetap dihapus lagi.
            Penempatan.objects.create(akun_id=p.akun_id, peran="tksk", tempat_id="64.72.03", mulai=hari(-3))
        assert len(sisa_di_basis_data(*kata)) > 20
        assert terapkan_ulang().dihapus >= 3
        assert sisa_di_basis_data(*kata) == []
        with _sistem():
            lagi = Penghapusan.objects.filter(pk__in=[n.pk for n in nisan])
            assert [n.ulang for n in lagi] == [True] * 3
            assert Permintaan.objects.filter(objek_id__in=(mitra, lembaga, p.pk)).count() == 0
        assert terapkan_ulang().dihapus == 0


def test_permintaan_dan_tahan_ikut_pindah_dengan_mitranya(isi):
    pk, d = _perorangan(isi), isi.dunia
    permintaan = minta(d.tksk, pk, subjek=MITRA)
    with _sistem():
        Mitra.objects.filter(pk=pk).update(wilayah_id="64.72.04.1001")
        assert Permintaan.objects.get(pk=permintaan.pk).wilayah_id == "64.72.04.1001"
        assert Berkas.objects.filter(induk=pk).first().wilayah_id == "64.72.04.1001"
