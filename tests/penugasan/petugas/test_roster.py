"""Roster: 103 baris formulir nyata masuk dengan cacatnya diterangkan; diundang massal; keluar dan masuk lagi sama."""

import io
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from penugasan.petugas import actions, ekspor
from penugasan.petugas.models import Formasi, Hunian, Pelatihan, Penilaian, Petugas
from tests.excel.bahan_masuk import lakukan, masukkan, pesan, segar
from tests.pekerjaan.bahan import kerjakan_semua
from tests.penugasan.petugas.bahan import hari
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan, Tautan
from tksk_portal.excel.masuk import alur
from tksk_portal.excel.models import BarisUnggahan
from tksk_portal.excel.sumber import daftar_sumber
from tksk_portal.wilayah.models import Wilayah

JUDUL = [
    *("No", "Nama Lengkap", "Nama Ibu Kandung", "No. KTP / NIK", "NIAT", "Tempat Lahir", "Tanggal Lahir"),
    *("Jenis Kelamin", "Agama", "Alamat", "Kabupaten / Kota", "Kecamatan", "Desa / Kelurahan", "RT", "RW"),
    *("No. Handphone", "Alamat Email", "Kab/Kota Lokasi Tugas", "Kecamatan Lokasi Tugas", "Tahun Pengangkatan"),
    *("Pekerjaan Utama", "Nama Bank 1", "No. Rekening 1", "Nama Bank 2", "No. Rekening 2", "Status Kinerja"),
    "Penilaian Tahunan",
]
KOSONG = ("64.02.19", "64.02.20")  # 103 dari 105 kecamatan


def nik(kecamatan: str, n: int) -> str:
    return f"{kecamatan.replace('.', '')}520595{9000 + n}"


def sel_petugas(n: int, w: Wilayah, **ganti) -> list:
    isi = {
        "No": n,
        "Nama Lengkap": "PETUGAS " + "ABCDEFGHIJ"[n // 10 % 10] + "ABCDEFGHIJ"[n % 10] + "A",
        "No. KTP / NIK": nik(w.pk, n),
        "NIAT": f"{w.pk}-{n:04d}",
        "Tanggal Lahir": "12 Mei 1995",
        "Jenis Kelamin": "Pr",
        "Agama": "Islam",
        "No. Handphone": "0811 7654 3210",
        "Kab/Kota Lokasi Tugas": w.induk.nama,
        "Kecamatan Lokasi Tugas": w.nama,
        "Tahun Pengangkatan": 2016,
        "No. Rekening 1": f"00{n:08d}",
        "Status Kinerja": "Aktif",
        "Penilaian Tahunan": "Baik",
    } | ganti
    return [isi.get(j) for j in JUDUL]


def buku(baris: list[list]) -> bytes:
    satu = openpyxl.Workbook()
    lembar = satu.active
    lembar.append(["DATA TKSK PROVINSI KALIMANTAN TIMUR"])
    lembar.append([])
    lembar.append(JUDUL)
    for b in baris:
        lembar.append(b)
    wadah = io.BytesIO()
    satu.save(wadah)
    return wadah.getvalue()


def unggah(admin, isi: bytes):
    with lingkup.masuk(admin.lingkup) as by:
        pilihan = {"mulai": "2026-01-02", "tahun_nilai": 2025}
        sumber = daftar_sumber()["petugas"]
        u = alur.unggah(kunci=uuid4(), sumber=sumber, isi=io.BytesIO(isi), nama="roster.xlsx", pilihan=pilihan, by=by)
    kerjakan_semua()
    return segar(u)


def kecamatan() -> list[Wilayah]:
    semua = Wilayah.objects.berlaku().di_bawah("64").filter(tingkat=3).exclude(pk__in=KOSONG)
    return list(semua.select_related("induk").order_by("kode"))


def baca_baris(u) -> dict[int, BarisUnggahan]:
    with lingkup.masuk(lingkup.sistem("uji")):
        return {b.nomor: b for b in BarisUnggahan.objects.filter(unggahan=u)}


def test_103_baris_masuk_dan_yang_rusak_diterangkan(dunia):
    semua = kecamatan()
    assert len(semua) == 103
    baris = [sel_petugas(n, w) for n, w in enumerate(semua)]
    marang = next(n for n, w in enumerate(semua) if w.pk == "64.02.17")
    baris[marang] = sel_petugas(marang, semua[marang], **{"Kecamatan Lokasi Tugas": "Marangkayu"})
    # Cacat yang dikenal: NIK sebagai bilangan berakhir 0, kecamatan kedua kali, tempat tak dikenal.
    rusak = [
        sel_petugas(110, semua[0], **{"No. KTP / NIK": 6401015205959010, "Kecamatan Lokasi Tugas": "Samboja Barat"}),
        sel_petugas(111, semua[1]),
        sel_petugas(112, semua[2], **{"Kecamatan Lokasi Tugas": "Antah Berantah"}),
        sel_petugas(113, semua[3], **{"No. KTP / NIK": nik(semua[5].pk, 5), "Status Kinerja": "Tidak aktif"}),
    ]
    u = unggah(dunia.admin, buku(baris + rusak))
    assert u.status == "pratinjau", (u.pesan, u.kenal)
    assert (u.hitung["baru"], u.hitung["salah"]) == (103, 4)
    b = baca_baris(u)
    akhir = [b[n] for n in sorted(b)][-4:]
    for satu, kata in zip(
        akhir, ("disimpan sebagai bilangan", "sudah diisi baris", "tidak dikenal", "sudah dipakai baris"), strict=True
    ):
        assert kata in pesan(satu)
    assert "Dibaca sebagai" in pesan([b[n] for n in sorted(b)][marang])
    u = masukkan(dunia.admin, u)
    assert u.status == "ditulis" and u.hitung["baru"] == 103, pesan(next(iter(baca_baris(u).values())))
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Petugas.objects.count() == Hunian.objects.sah().count() == Formasi.objects.count() == 103
        assert Petugas.objects.filter(rekening1__startswith="00").count() == 103, "nol di depan tidak hilang"
        assert Penilaian.objects.filter(tahun=2025, hasil="baik").count() == 103
    _undang_semua_sekali(dunia)
    _bolak_balik(dunia)


def _undang_semua_sekali(dunia) -> None:
    """103 invitations, used once each; expired and reused ones are refused."""
    admin = Client()
    admin.force_login(dunia.admin.akun)
    calon = [nilai for nilai, _ in admin.get("/petugas/undang/").context["form"].fields["petugas"].choices]
    assert len(calon) == 103
    lembar = admin.post("/petugas/undang/", {"petugas": calon}).context["lembar_semua"]
    assert len({x.url for x in lembar}) == 103
    Tautan.objects.filter(pk=lembar[0].tautan.pk).update(
        dibuat_pada=timezone.now() - timedelta(days=8), berlaku_sampai=timezone.now() - timedelta(days=1)
    )
    diterima = 0
    for x in lembar:
        klien, alamat = Client(), x.url.partition("testserver")[2]
        sandi = {"sandi1": "gunung-sungai-hutan", "sandi2": "gunung-sungai-hutan"}
        klien.get(alamat, follow=True)
        diterima += klien.post("/undangan/", sandi).status_code == 302
    assert diterima == 102, "yang kedaluwarsa ditolak"
    ulang = [Client().get(x.url.partition("testserver")[2], follow=True).status_code for x in lembar]
    assert ulang == [410] * 103, "yang sudah dipakai dan yang kedaluwarsa ditolak"
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = Akun.objects.filter(petugas__isnull=False)
        assert akun.count() == 103
        tugas = Penempatan.objects.berlaku().filter(akun__in=akun, peran="tksk")
        assert set(tugas.values_list("akun_id", "tempat_id")) == set(
            Hunian.objects.pada().values_list("petugas__akun_id", "wilayah_id")
        )
    sisa = admin.get("/petugas/undang/").context["form"].fields["petugas"].choices
    assert len(sisa) == 1, "yang sudah menerima tidak diundang lagi"


def _bolak_balik(dunia) -> None:
    """What goes out comes in again as the same."""
    wadah = io.BytesIO()
    with lingkup.masuk(dunia.admin.lingkup) as by:
        assert ekspor.tulis(wadah, by=by) == 103
    u = unggah(dunia.admin, wadah.getvalue())
    assert u.status == "pratinjau", (u.pesan, u.kenal)
    assert u.hitung.get("sama") == 103, {s: u.hitung.get(s) for s in ("baru", "berubah", "salah")}


def test_kecamatan_berpetugas_ditolak_dan_unggahan_diurungkan(dunia):
    w = kecamatan()[:3]
    u = masukkan(dunia.admin, unggah(dunia.admin, buku([sel_petugas(n, x) for n, x in enumerate(w)])))
    lain = unggah(dunia.admin, buku([sel_petugas(40, w[0]), sel_petugas(1, w[1], **{"Alamat": "Jl. Baru 2"})]))
    b = [baca_baris(lain)[n] for n in sorted(baca_baris(lain))]
    assert b[0].status == "salah" and "sudah punya petugas" in pesan(b[0])
    assert b[1].status == "berubah"
    lakukan(dunia.admin, alur.buang, lain)
    lakukan(dunia.admin, alur.urungkan, u)
    kerjakan_semua()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert (
            not Hunian.objects.sah().exists() and not Penempatan.objects.berlaku().filter(hunian__isnull=False).exists()
        )
        assert not Petugas.objects.ada().exists() and not Penilaian.objects.ada().exists()
        (dahulu,) = Petugas.objects.filter(nik=nik(w[0].pk, 0))
        formasi = Formasi.objects.get(wilayah_id=w[0].pk)
    admin = Client()
    admin.force_login(dunia.admin.akun)
    assert admin.get(f"/petugas/{dahulu.pk}/").status_code == 404
    halaman = admin.get(f"/petugas/formasi/{formasi.pk}/")
    assert dahulu.nama in halaman.content.decode() and str(dahulu.pk) not in halaman.content.decode()
    assert "Belum ada petugas" in admin.get(f"/petugas/formasi/{formasi.pk}/angkat/").content.decode()
    ulang = masukkan(dunia.admin, unggah(dunia.admin, buku([sel_petugas(n, x) for n, x in enumerate(w)])))
    assert ulang.status == "ditulis"
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Hunian.objects.pada().count() == 3, "yang diurungkan dapat dimasukkan lagi"


def _akun(p, by):
    actions.buat_akun(petugas=[p], by=by)


def _foto(p, by):
    Petugas.objects.filter(pk=p.pk).update(foto=uuid4())


def _ubah(p, by):
    actions.ubah(petugas=p, isi={"alamat": "Jl. Lain"}, versi=None, by=by)


def _kartu(p, by):
    actions.cetak_kartu(petugas=p, tugas="TKSK", sampai=None, by=by)


def _pelatihan(p, by):
    catatan = Pelatihan(petugas=p, nama="Bimtek", penyelenggara="Dinas", mulai=hari(-1))
    actions.tambah_catatan(catatan=catatan, by=by)


def _cuti(p, by):
    actions.cuti(hunian=p.hunian.get(), mulai=hari(1), selesai=hari(9), by=by)


@pytest.mark.parametrize(
    ("bangun", "kata"),
    [
        (_akun, "akunnya sudah dibuat"),
        (_foto, "sudah diubah"),
        (_ubah, "sudah diubah"),
        (_kartu, "sudah ada kartu"),
        (_pelatihan, "sudah ada pelatihan"),
        (_cuti, "sudah ada masa tugas lain"),
    ],
)
def test_roster_yang_sudah_dipakai_tidak_diurungkan_sebagian(dunia, bangun, kata):
    w = kecamatan()[:2]
    u = masukkan(dunia.admin, unggah(dunia.admin, buku([sel_petugas(n, x) for n, x in enumerate(w)])))
    with lingkup.masuk(dunia.admin.lingkup) as by:
        bangun(Petugas.objects.get(nik=nik(w[0].pk, 0)), by)
    lakukan(dunia.admin, alur.urungkan, u)
    kerjakan_semua()
    u = segar(u)
    assert u.status == "ditulis" and [kata in alasan for _, alasan in u.kenal["halangan"]] == [True]
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Petugas.objects.ada().count() == 2 and Hunian.objects.pada().count() == 2


def test_perubahan_dari_roster_kembali_walau_petugasnya_sudah_berakun_dan_ber_sk(dunia):
    w = kecamatan()[0]
    masukkan(dunia.admin, unggah(dunia.admin, buku([sel_petugas(0, w, Alamat="Jl. Semula 1")])))
    with lingkup.masuk(dunia.admin.lingkup) as by:
        p = Petugas.objects.get(nik=nik(w.pk, 0))
        _pelatihan(p, by)
        _akun(p, by)
    u = masukkan(dunia.admin, unggah(dunia.admin, buku([sel_petugas(0, w, Alamat="Jl. Baru 2")])))
    lakukan(dunia.admin, alur.urungkan, u)
    kerjakan_semua()
    assert segar(u).status == "diurungkan"
    with lingkup.masuk(lingkup.sistem("uji")):
        p.refresh_from_db()
        assert (p.alamat, p.ditarik_pada) == ("Jl. Semula 1", None)


@pytest.mark.parametrize("nama", ["tksk", "dinsos", "provinsi", "kemensos"])
def test_hanya_admin_memasukkan_dan_membawa_roster(masuk, nama):
    klien = masuk(nama)
    assert klien.get("/excel/unggah/petugas/").status_code == 403
    assert klien.post("/petugas/unduh/").status_code == 403
