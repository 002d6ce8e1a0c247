"""Menyerang alur unggahan: balapan dengan membuang dan mengajukan, sisa data orang, putusan yang dilangkahi."""

import threading
import zipfile
from contextlib import suppress
from datetime import date, time, timedelta
from itertools import pairwise
from time import monotonic
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from pmks.actions import ajukan_orang, tambah_berkas
from pmks.impor import urung
from pmks.impor.calon import Pembaca
from pmks.models import Kasus, PutusanKasus
from tests.arsip.bahan import foto
from tests.conftest import baca_dunia
from tests.excel.bahan_masuk import (
    JUDUL,
    PILIHAN,
    baris,
    isi_baris,
    isi_csv,
    lakukan,
    masukkan,
    pesan,
    segar,
    semua_kasus,
    semua_orang,
    unggah,
)
from tests.pekerjaan.bahan import kerjakan_semua
from tests.pmks.bahan import ajukan, catat, pada_status
from tests.pmks.bahan import lakukan as putuskan
from tests.pmks.bahan import segar as orang_segar
from tksk_portal.akses import lingkup
from tksk_portal.arsip.models import Berkas
from tksk_portal.excel.bentuk import BukuDitolak
from tksk_portal.excel.cacat import Cacat
from tksk_portal.excel.enums import StatusUnggahan as S
from tksk_portal.excel.kembalikan import kembalikan
from tksk_portal.excel.masuk import alur, kerja
from tksk_portal.excel.masuk.jadwal import bersihkan
from tksk_portal.excel.models import Unggahan
from tksk_portal.excel.sumber import daftar_sumber
from tksk_portal.pekerjaan.models import Pekerjaan
from tksk_portal.tinjauan.enums import Aksi, Status

TUNGGU = 1.0


def _dunia():
    with lingkup.masuk(lingkup.sistem("uji")):
        return baca_dunia()


def _di_sela(asli, serang):
    """Return a function like `asli` that lets an attack run in another connection while its transaction is open."""

    def sela(*argumen, **lain):
        hasil = asli(*argumen, **lain)
        if not sela.utas:

            def jalan() -> None:
                try:
                    serang()
                except Exception as salah:
                    sela.galat.append(salah)
                finally:
                    connection.close()

            utas = threading.Thread(target=jalan)
            sela.utas.append(utas)
            utas.start()
            utas.join(TUNGGU)
        return hasil

    sela.utas, sela.galat = [], []
    return sela


def _kedaluwarsakan(u: Unggahan) -> None:
    with lingkup.masuk(lingkup.sistem("uji")):
        Unggahan.objects.filter(pk=u.pk).update(kedaluwarsa_pada=timezone.now() - timedelta(days=1))


# Putusan yang dilangkahi ---------------------------------------------------------------------------------------------


def test_yang_diverifikasi_sesudah_pratinjau_tidak_diubah_tanpa_usulan(dunia):
    """A preview waits for weeks; what was verified meanwhile changes only by a pending revision."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by, nik=baris(1)["nik"], nama="Siti Aminah b")
    u = unggah(dunia.tksk, isi_csv([baris(1, alamat="Dari Excel")]))
    assert u.hitung["berubah"] == 1
    ajukan(dunia, orang)
    (kasus,) = semua_kasus()
    putuskan(dunia, kasus, "dinsos", Aksi.VERIFIKASI)
    u = masukkan(dunia.tksk, u)
    assert orang_segar(orang).alamat == orang.alamat
    (b,) = isi_baris(u).values()
    assert b.status == "lewat" and "sesudah pratinjau" in pesan(b)


def test_yang_diajukan_sesudah_pratinjau_tidak_diubah_pemeriksanya(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by, nik=baris(1)["nik"], nama="Siti Aminah b")
    u = unggah(dunia.dinsos, isi_csv([baris(1, alamat="Dari dinas", desa="64.72.03.1001")]))
    assert u.hitung["berubah"] == 1
    ajukan(dunia, orang)
    masukkan(dunia.dinsos, u)
    assert orang_segar(orang).alamat == orang.alamat


def test_mengurungkan_tidak_membatalkan_yang_diajukan_di_sela_itu(data_tetap, monkeypatch):
    dunia = _dunia()
    u = masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv([baris(1)])))
    (orang,) = semua_orang()

    def serang() -> None:
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            ajukan_orang(orang=orang, by=by)

    sela = _di_sela(urung.halangan, serang)
    monkeypatch.setattr(urung, "halangan", sela)
    lakukan(dunia.tksk, alur.urungkan, u)
    sela.utas[0].join(30)
    with lingkup.masuk(lingkup.sistem("uji")):
        kasus = Kasus.objects.get(orang=orang)
        putusan = list(PutusanKasus.objects.filter(rekaman=kasus).order_by("pada").values_list("dari", "ke"))
    assert all(lama[1] == baru[0] for lama, baru in pairwise(putusan)), putusan
    assert (kasus.status, putusan[-1][1]) == (Status.DIBATALKAN, Status.DIBATALKAN)


def test_tidak_dapat_diurungkan_sesudah_ada_foto(dunia):
    """A photo is something built on the record: undone, it would hang on nobody."""
    u = masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv([baris(1)])))
    (orang,) = semua_orang()
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        isi = SimpleUploadedFile("f.jpg", foto())
        tambah_berkas(orang=orang, isi=isi, nama="f.jpg", jenis="diri", keterangan="", kunci=uuid4(), by=by)
    u = lakukan(dunia.tksk, alur.urungkan, u)
    assert u.status == S.DITULIS and u.kenal["halangan"] == [[2, "sudah ada foto atau dokumennya"]]


# Sisa data orang -----------------------------------------------------------------------------------------------------


def test_membuang_di_tengah_pemeriksaan_tidak_meninggalkan_baris(data_tetap, monkeypatch):
    dunia = _dunia()
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        u = alur.unggah(
            kunci=uuid4(),
            sumber=daftar_sumber()["pmks"],
            isi=SimpleUploadedFile("d.csv", isi_csv([baris(n) for n in range(1, 4)])),
            nama="d.csv",
            pilihan=PILIHAN,
            by=by,
        )

    def serang() -> None:
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            alur.buang(unggahan=u, by=by)

    sela = _di_sela(kerja.simpan_baris, serang)
    monkeypatch.setattr(kerja, "simpan_baris", sela)
    kerjakan_semua()
    sela.utas[0].join(30)
    u = segar(u)
    assert not sela.galat
    assert (u.status, u.contoh, isi_baris(u)) == (S.DIBUANG, {}, {})


def test_membuang_di_tengah_pengenalan_tetap_dibuang(data_tetap, monkeypatch):
    dunia = _dunia()
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        u = alur.unggah(
            kunci=uuid4(),
            sumber=daftar_sumber()["pmks"],
            isi=SimpleUploadedFile("d.csv", isi_csv([baris(1)], {k: f"Asing {k[:2]}" for k in JUDUL})),
            nama="d.csv",
            pilihan=PILIHAN,
            by=by,
        )

    def serang() -> None:
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            alur.buang(unggahan=u, by=by)

    sela = _di_sela(kerja.kenali_unggahan, serang)
    monkeypatch.setattr(kerja, "kenali_unggahan", sela)
    kerjakan_semua()
    sela.utas[0].join(30)
    u = segar(u)
    assert not sela.galat
    assert (u.status, u.contoh) == (S.DIBUANG, {})


def test_kembalian_yang_sedang_dibuat_tidak_tersimpan_sesudah_dibuang(dunia, monkeypatch):
    asli = kerja.tulis_kembalian

    def tulis(*argumen, **lain):
        asli(*argumen, **lain)
        with lingkup.masuk(dunia.tksk.lingkup) as by:
            alur.buang(unggahan=Unggahan.objects.get(), by=by)

    monkeypatch.setattr(kerja, "tulis_kembalian", tulis)
    u = unggah(dunia.tksk, isi_csv([baris(1), baris(2, nik="123")]))
    assert u.status == S.DIBUANG and u.kembalian is None
    with lingkup.masuk(dunia.tksk.lingkup):
        assert not Berkas.objects.tersimpan().exists()


def test_berkas_tanpa_judul_kolom_tidak_meninggalkan_nama_orang_sesudah_dibersihkan(dunia):
    """The first row of a file without headings is a person; as "headings" it must go with the rest."""
    isi = isi_csv([baris(2)], {k: str(v) for k, v in baris(1, nama="Mawar Rahasia").items()})
    u = unggah(dunia.tksk, isi)
    assert u.status == S.PETAKAN
    u = lakukan(dunia.tksk, alur.buang, u)
    with lingkup.masuk(lingkup.sistem("uji")):
        teks = str(Unggahan.objects.filter(pk=u.pk).values().get())
        pekerjaan = str(list(Pekerjaan.objects.values()))
    assert "Mawar" not in teks and baris(1)["nik"] not in teks and "Anggrek" not in teks
    assert "Mawar" not in pekerjaan and "Anggrek" not in pekerjaan


def test_nama_lembar_yang_menyebut_orang_tidak_tinggal_di_pekerjaan(dunia, monkeypatch):
    """The refusal stands on the upload (erased with it); the job, its page and its notice say it without the name."""

    def tolak(*_, **__):
        raise kerja.BukuDitolak("Lembar “Siti Rahasia” terisi sampai kolom ke-999; paling banyak 200 kolom.")

    monkeypatch.setattr(kerja, "buka", tolak)
    u = unggah(dunia.tksk, isi_csv([baris(1)]))
    assert u.status == S.GAGAL and "Siti Rahasia" in u.pesan
    _kedaluwarsakan(u)
    bersihkan()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert "Rahasia" not in str(list(Pekerjaan.objects.values())) + str(list(Unggahan.objects.values()))


def test_akhiran_dari_nama_tanpa_titik_tidak_terbawa_ke_nama_berkas(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(1)]), nama="budi 6472")
    assert u.status == S.PRATINJAU
    with lingkup.masuk(dunia.tksk.lingkup):
        assert "budi" not in Berkas.objects.get(pk=u.berkas).nama


# Masa yang lewat -----------------------------------------------------------------------------------------------------


def test_pratinjau_yang_masanya_lewat_tidak_menghalangi_unggahan_yang_sama(dunia):
    isi = isi_csv([baris(1)])
    lama = unggah(dunia.tksk, isi)
    _kedaluwarsakan(lama)
    bersihkan()
    assert segar(lama).status == S.DIBUANG
    assert unggah(dunia.tksk, isi).status == S.PRATINJAU


def test_masa_yang_lewat_di_tengah_penulisan_tidak_memotongnya(dunia, monkeypatch):
    monkeypatch.setattr(kerja, "POTONG_TULIS", 1)
    u = unggah(dunia.tksk, isi_csv([baris(n) for n in range(1, 4)]))
    asli = kerja._tulis_potong

    def tulis(*argumen) -> None:
        asli(*argumen)
        _kedaluwarsakan(u)

    def berikut(*argumen) -> bool:
        hasil = asli_berikut(*argumen)
        bersihkan()
        return hasil

    asli_berikut = kerja._tulis_berikut
    monkeypatch.setattr(kerja, "_tulis_potong", tulis)
    monkeypatch.setattr(kerja, "_tulis_berikut", berikut)
    u = masukkan(dunia.tksk, u)
    assert len(semua_orang()) == 3
    assert u.status == S.DITULIS and u.hitung["baru"] == 3


# Formulir yang dipalsukan atau diulang -------------------------------------------------------------------------------


def test_kunci_yang_sama_dengan_berkas_lain_tidak_diam_diam_dibuang(dunia, masuk):
    """Design: the same key with other content is refused, not answered with the first upload."""
    klien, alamat, kunci = masuk("tksk"), reverse("excel:unggah", args=["pmks"]), str(uuid4())
    data = {"id": kunci, "sumber": "desa", "tanggal_data": "01-11-2026", "alasan_tanpa_kk": "belum_ditunjukkan"}
    for n, harap in ((1, 302), (1, 302), (2, 409)):
        berkas = SimpleUploadedFile("d.csv", isi_csv([baris(n)]))
        assert klien.post(alamat, data | {"berkas": berkas}).status_code == harap


def test_kunci_unggahan_kantor_lain_dijawab_netral(dunia, masuk):
    u = unggah(dunia.tetangga, isi_csv([baris(1, desa="64.72.04.1001")]))
    data = {"id": str(u.pk), "sumber": "desa", "tanggal_data": "01-11-2026", "alasan_tanpa_kk": "belum_ditunjukkan"}
    data["berkas"] = SimpleUploadedFile("d.csv", isi_csv([baris(2)]))
    respons = masuk("tksk").post(reverse("excel:unggah", args=["pmks"]), data)
    assert respons.status_code == 409
    isi = respons.content.decode()
    assert "Yosef" not in isi and str(u.pk) not in isi.replace(f'value="{u.pk}"', "")


@pytest.mark.parametrize("siapa", ["tetangga", "camat", "dinsos", "dinsos_lain", "provinsi", "kemensos", "admin"])
@pytest.mark.parametrize("aksi", ["masukkan", "buang", "periksa", "urungkan", "kembalian", "petakan"])
def test_tindakan_atas_unggahan_kantor_lain(dunia, masuk, siapa, aksi):
    u = unggah(dunia.tksk, isi_csv([baris(1)]))
    # Admin mengunggah roster, bukan buku orang: yang bukan miliknya tidak ada baginya.
    harap = 404 if siapa in ("tetangga", "dinsos", "dinsos_lain", "admin") else 403
    assert masuk(siapa).post(reverse(f"excel:{aksi}", args=[u.pk])).status_code == harap
    assert segar(u).status == S.PRATINJAU


def test_nik_yang_tercatat_di_kecamatan_lain_hanya_menyebut_kecamatannya(dunia):
    """A NIK recorded across the wall is answered with the kecamatan alone; the row is taken in as a draft."""
    with lingkup.masuk(dunia.tetangga.lingkup) as by:
        catat(by, nik=baris(1)["nik"], nama="Siti Aminah b", wilayah_id="64.72.04.1001")
    u = unggah(dunia.tksk, isi_csv([baris(1), baris(11)]))
    satu, dua = isi_baris(u).values()
    assert (dua.status, dua.pesan, dua.peringatan) == ("baru", [], False)
    assert (satu.status, satu.peringatan) == ("baru", True)
    (p,) = satu.pesan
    assert (p["medan"], p["nada"]) == ("nik", "peringatan") and "Kec. Samarinda Ilir" in p["pesan"]
    assert "Siti" not in p["pesan"] + p["saran"] and baris(1)["nik"] not in p["pesan"] + p["saran"]
    u = masukkan(dunia.tksk, u)
    assert {b.status for b in isi_baris(u).values()} == {"baru"}


@pytest.mark.parametrize("ubah", [{"kolom_1": "__class__"}, {"kolom_1": "wilayah_id"}, {"desa": "64.72.04.1001"}])
def test_penunjukan_kolom_yang_dipalsukan_ditolak(dunia, masuk, ubah):
    u = unggah(dunia.tksk, isi_csv([baris(1)], {k: f"Asing {k[:2]}" for k in JUDUL}))
    data = {f"kolom_{n}": k for n, k in enumerate((k for k in JUDUL if k in baris(1)), 1)}
    data |= {"sumber": "desa", "tanggal_data": "01-11-2026", "kolom_99": "nama"} | ubah
    assert masuk("tksk").post(reverse("excel:petakan", args=[u.pk]), data).status_code == 422
    assert segar(u).status == S.PETAKAN and "tangan" in segar(u).kenal and not segar(u).kenal["tangan"]


def test_lembar_yang_tidak_ada_diabaikan(dunia, masuk):
    u = unggah(dunia.tksk, isi_csv([baris(1)], {k: f"Asing {k[:2]}" for k in JUDUL}))
    for lembar in ("99", "-1", "x", "\x00"):
        data = {"pilih_lembar": "1", "lembar": lembar}
        assert masuk("tksk").post(reverse("excel:petakan", args=[u.pk]), data).status_code == 302
    assert segar(u).status == S.PETAKAN


def test_kembalian_diminta_berkali_kali_dibuat_sekali(dunia):
    u = unggah(dunia.tksk, isi_csv([baris(1), baris(2, nik="123")]))
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu, dua = (alur.minta_kembalian(unggahan=u, by=by) for _ in range(2))
    assert satu == dua


# Yang tampak ---------------------------------------------------------------------------------------------------------


def test_jenis_yang_tidak_terbaca_tersamar_seperti_yang_peka(dunia, masuk):
    """ "ODHA stadium 3" is refused as a type; beside such words the name stays masked."""
    u = unggah(dunia.tksk, isi_csv([baris(1, jenis="ODHA stadium 3"), baris(2)]))
    teks = masuk("tksk").get(reverse("excel:rinci", args=[u.pk])).content.decode()
    assert "ODHA stadium 3" in teks and "Siti Aminah b" not in teks and "Siti Aminah c" in teks


@pytest.mark.parametrize(
    "jahat", ["<script>alert(1)</script>", "\u202egnp.exe", "{{ settings.SECRET_KEY }}", "=1+1" * 99]
)
def test_isi_sel_yang_jahat_hanya_menjadi_teks(dunia, masuk, jahat):
    u = unggah(dunia.tksk, isi_csv([baris(1, nama=jahat, jenis=jahat, desa=jahat, nik=jahat)]), nama='a"\r\nX: y.csv')
    respons = masuk("tksk").get(reverse("excel:rinci", args=[u.pk]))
    isi = respons.content.decode()
    assert respons.status_code == 200 and "<script>alert" not in isi and "\u202e" not in isi
    unduhan = masuk("tksk").get(reverse("arsip:unduh", args=[u.berkas]))
    assert "X" not in unduhan.headers and "\n" not in unduhan.headers["Content-Disposition"]


def test_status_kasus_dari_pengesahan_tidak_berubah_karena_urung(dunia):
    """An import that adds a type to an approved person is undone without touching the approved type."""
    kasus = pada_status(dunia, Status.DISAHKAN, nik=baris(1)["nik"], nama="Siti Aminah b", wilayah_id="64.72.03.1004")
    isi = baris(1, jenis="24", alamat=kasus.orang.alamat, no_kk=kasus.orang.no_kk)
    u = masukkan(dunia.tksk, unggah(dunia.tksk, isi_csv([isi])))
    u = lakukan(dunia.tksk, alur.urungkan, u)
    assert u.status == S.DIURUNGKAN, u.kenal
    assert orang_segar(kasus).status == Status.DISAHKAN


# Sel yang melumpuhkan ------------------------------------------------------------------------------------------------

SEL_JAHAT = (
    " ".join(["kata"] * 24) + " (x)",
    "." * 20_000,
    "T" * 20_000,
    "(" * 20_000,
    "a;" * 8_000,
    "1" * 20_000,
    "12-05-" + "9" * 5_000,
    "9" * 5_000,
    "12 mei " + "1" * 5_000,
    "8" + " " * 5_000 + "x" * 5_000,
    "\u0660\u0661\u0662",
    "²",
    "1e400",
    "nan",
    "-",
    "'" * 3_000,
    "desa " * 4_000,
    float("inf"),
    float("nan"),
    -1.5e300,
    2**63 - 1,
    -0.0,
    True,
    timedelta(days=10**6),
    time(1, 2),
    date(9999, 12, 31),
    date(1, 1, 1),
)


@pytest.mark.parametrize("medan", sorted({k.nama for k in daftar_sumber()["pmks"].tata_letak[0].kolom}))
def test_sel_yang_jahat_ditolak_segera_dan_tidak_merobohkan_pemeriksaan(dunia, medan):
    """One cell must not hold a worker for hours (an ordinary sentence among the criteria did) nor end the check."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        pembaca = Pembaca(by=by, pilihan=PILIHAN, dipakai={*JUDUL, medan})
        for nilai in SEL_JAHAT:
            mulai = monotonic()
            c = pembaca.baca(2, baris(1) | {medan: nilai})
            c.hasil()
            assert monotonic() - mulai < 1, (medan, str(nilai)[:30])


def test_baris_ekor_yang_jahat_tidak_menahan_pembacaan(dunia):
    isi = [baris(1), *({"nama": "." * 8_000} for _ in range(5)), {"nama": "Samarinda, .... November 2026"}]
    mulai = monotonic()
    u = unggah(dunia.tksk, isi_csv(isi))
    assert u.status == S.PRATINJAU and monotonic() - mulai < 8


@pytest.mark.parametrize("sisip", ["<!--{}-->", "<{}"])
@pytest.mark.parametrize("unsur", ["<fill>", "<cellXfs>", "<xf>"])
def test_gaya_yang_jahat_tidak_menahan_pembuatan_kembalian(tmp_path, sisip, unsur):
    """Elements without end, in a comment or bare: each was searched to the end of the part, for minutes in all."""
    asal, jahat = tmp_path / "asal.xlsx", tmp_path / "jahat.xlsx"
    buku = openpyxl.Workbook()
    buku.active.append(["NIK", "Nama"])
    buku.save(asal)
    with zipfile.ZipFile(asal) as masuk, zipfile.ZipFile(jahat, "w") as keluar:
        for b in masuk.infolist():
            isi = masuk.read(b)
            if b.filename == "xl/styles.xml":
                isi = isi.replace(b"<fills", sisip.format(unsur * 30_000).encode() + b"<fills", 1)
            keluar.writestr(b, isi)
    mulai, cacat = monotonic(), [Cacat(1, 1, "salah")]
    with suppress(BukuDitolak):
        kembalikan(jahat, tmp_path / "keluar.xlsx", buku_jenis="xlsx", lembar=0, cacat=cacat)
    assert monotonic() - mulai < 3
