"""Jejak: setiap perubahan dicatat pemicu basis data dengan pelaku, tugas, saat, sebelum dan sesudah."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from penugasan.petugas.models import Kartu
from pmks.models import (
    Bentrok,
    Gerak,
    JenisPMKS,
    JiwaKesatuan,
    Kasus,
    Orang,
    PasanganMirip,
    Pembatasan,
    Penggabungan,
    Pindahan,
    Revisi,
    SapuanKembar,
    Saringan,
    Sel,
    Selisih,
    SelisihGerak,
    SelisihJiwa,
    SelJiwa,
)
from psks.models import KartuMitra, KartuSasaran
from tests.katalog import model_berdinding
from tests.pmks.bahan import NIK, catat
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Tautan
from tksk_portal.arsip.models import Berkas
from tksk_portal.dokumen.models import Pencacah, TandaSurat
from tksk_portal.excel.models import BarisUnggahan, Ekspor, PetaKolom, Unggahan
from tksk_portal.lindung.models import Penghapusan
from tksk_portal.pekerjaan.jadwal import jalankan_yang_tempo
from tksk_portal.pekerjaan.models import Kabar, Pekerjaan, PilihanKabar, Putaran, Ringkasan
from tksk_portal.tinjauan.models import Langkah
from tksk_portal.wilayah.dinding import Anak, Riwayat, Tambah

# Tabel yang boleh berubah tanpa riwayat, dengan alasannya.
TANPA_RIWAYAT = {
    JenisPMKS: "yang berubah hanya kepekaannya, turunan dari versi aturannya, yang riwayatnya dicatat",
    Sel: "angka turunan, ditulis pmks_padatkan",
    Selisih: "angka turunan, ditulis pemicu",
    Gerak: "angka turunan, ditulis pmks_padatkan",
    SelisihGerak: "angka turunan, ditulis pemicu",
    JiwaKesatuan: "angka turunan, ditulis pemicu",
    SelJiwa: "angka turunan, ditulis pmks_padatkan",
    SelisihJiwa: "angka turunan, ditulis pemicu",
    KartuMitra: "salinan mitranya, ditulis pemicu",
    KartuSasaran: "salinan mitranya, ditulis pemicu",
    Saringan: "kesukaan akun sendiri, bukan data kerja",
    Kartu: "kartu cetak: sidik dan isinya tetap; pencabutannya tertulis padanya",
    Tautan: "tiap tautan sendiri mencatat siapa membuat, memakai, dan membatalkan",
    Putaran: "jam pekerjaan terjadwal",
    Langkah: "belum ada halaman yang mengubahnya; ditulis migrasi",
    Pekerjaan: "tiap pekerjaan sendiri mencatat siapa meminta, percobaan, dan akhirnya",
    Kabar: "kabar milik satu akun; yang berubah hanya jumlah dan saat dibaca",
    PilihanKabar: "kesukaan akun sendiri, bukan data kerja",
    Ringkasan: "surat ringkasan yang terkirim; satu baris per masa",
    Berkas: "isinya tidak pernah berubah; siapa menempelkan dan melepasnya ada di riwayat rekamannya",
    Ekspor: "tiap ekspor sendiri mencatat siapa meminta, untuk apa, dan hasilnya; unduhannya dicatat",
    Unggahan: "tiap unggahan sendiri mencatat siapa dan kapan di tiap langkahnya",
    BarisUnggahan: "baris sementara; yang tertulis masuk riwayat rekamannya, isinya dihapus sesudah masa simpan",
    PetaKolom: "ingatan urutan kolom sebuah kantor, bukan data orang",
    Pencacah: "angka turunan dari surat yang terbit",
    Penggabungan: "tiap penggabungan sendiri mencatat siapa menggabung dan mengurungkan; isinya hanya dikosongkan",
    Pindahan: "tiap pindahan sendiri mencatat siapa mengajukan dan menjawab; riwayat orangnya mencatat pindahnya",
    Bentrok: "tiap bentrok sendiri mencatat kapan dibuka, siapa memutuskan apa dengan alasannya, dan mengapa selesai",
    Pembatasan: "tiap pembatasan sendiri mencatat siapa memasang dan melepasnya, kapan, dan mengapa",
    PasanganMirip: "turunan perbandingan; putusannya sendiri menyebut siapa, kapan, dan komentarnya",
    SapuanKembar: "penanda kemajuan pekerjaan terjadwal",
    Penghapusan: "nisan: ditulis sekali; yang diisi kemudian hanya hitungan dan pemeriksaan berkasnya",
    TandaSurat: "turunan dari surat, yang riwayatnya dicatat",
}
RiwayatOrang = Orang.riwayat.field.model


def _terakhir(banyak: int = 1) -> list:
    return list(RiwayatOrang.objects.order_by("-pgh_id")[:banyak])


def _oleh(baris, penghuni) -> bool:
    k = baris.pgh_context
    cocok = (str(penghuni.akun.pk), str(penghuni.tugas.pk), penghuni.tugas.label)
    return (k["akun"], k["penempatan"], k["tugas"]) == cocok and timezone.now() - baris.pgh_created_at < timedelta(
        hours=1
    )


# Kelengkapan -------------------------------------------------------------------------------------------------


def test_setiap_tabel_yang_dapat_berubah_punya_riwayat():
    tanpa = []
    for model in apps.get_models():
        dinding = model_berdinding().get(model._meta.db_table)
        if dinding is None or isinstance(dinding, (Riwayat, Tambah, Anak)) or "UPDATE" not in dinding.hak():
            continue
        if not hasattr(model, "riwayat") and model not in TANPA_RIWAYAT:
            tanpa.append(model.__name__)
    assert tanpa == []
    assert [m.__name__ for m in TANPA_RIWAYAT if hasattr(m, "riwayat")] == []


@pytest.mark.django_db
def test_pemicu_riwayat_terpasang_dan_menyala():
    tercatat = [m._meta.db_table for m in apps.get_models() if hasattr(m, "riwayat")]
    assert {"pmks_orang", "pmks_kasus", "pmks_revisi", "akun_akun", "akun_penempatan"} <= set(tercatat)
    with connection.cursor() as kursor:
        for tabel in tercatat:
            kursor.execute(
                "SELECT tgtype::int & 4 <> 0, tgtype::int & 16 <> 0, tgenabled, tgtype::int & 1 FROM pg_trigger "
                "WHERE tgrelid = %s::regclass AND tgname LIKE 'pgtrigger_%%'",
                [tabel],
            )
            pemicu = kursor.fetchall()
            assert [p for p in pemicu if p[0] and p[2] == "O" and p[3]], f"{tabel}: tanpa pemicu INSERT"
            assert [p for p in pemicu if p[1] and p[2] == "O" and p[3]], f"{tabel}: tanpa pemicu UPDATE"


# Semua jalan masuk -------------------------------------------------------------------------------------------


def test_orm_satu_baris_dicatat_sebelum_dan_sesudah(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
        orang.alamat = "Jl. Melati 2"
        orang.save(update_fields=["alamat"])
        sesudah, sebelum = _terakhir(2)
    assert (sebelum.pgh_label, sesudah.pgh_label) == ("insert", "update")
    assert (sebelum.alamat, sesudah.alamat) == ("Jl. Anggrek 14", "Jl. Melati 2")
    assert sesudah.pgh_obj_id == orang.pk
    assert _oleh(sebelum, dunia.tksk) and _oleh(sesudah, dunia.tksk)


def test_massal_dicatat_tiap_baris(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu = catat(by)
        contoh = Orang.objects.get(pk=satu.pk)
        salinan = []
        for nomor in range(5):
            baru = Orang.objects.get(pk=contoh.pk)
            baru.pk = type(baru.pk)(int=nomor + 1)
            baru.nik, baru.nama = f"647203520558{9200 + nomor}", f"Warga {nomor}"
            salinan.append(baru)
        Orang.objects.bulk_create(salinan)
        assert {b.nama for b in _terakhir(5)} == {f"Warga {n}" for n in range(5)}
        assert Orang.objects.update(rt="007") == 6
        baris = _terakhir(6)
        for b in salinan:
            b.rw = "003"
        Orang.objects.bulk_update(salinan, ["rw"])
        assert {b.rw for b in _terakhir(5)} == {"003"}
    assert {(b.pgh_label, b.rt) for b in baris} == {("update", "007")}
    assert all(_oleh(b, dunia.tksk) for b in baris)


def test_sql_mentah_dicatat(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
        with connection.cursor() as kursor:
            kursor.execute("UPDATE pmks_orang SET dusun = 'Damai' WHERE id = %s", [orang.pk])
        (baris,) = _terakhir()
    assert (baris.pgh_label, baris.dusun) == ("update", "Damai")
    assert _oleh(baris, dunia.tksk)


def test_pekerjaan_latar_dicatat_atas_nama_peminta(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    with lingkup.masuk(lingkup.untuk_pekerjaan(dunia.tksk.tugas.pk)):
        Orang.objects.update(rt="011")
        (baris,) = _terakhir()
    assert baris.rt == "011"
    assert _oleh(baris, dunia.tksk)


def ubah_terjadwal() -> None:
    Orang.objects.update(rw="004")


ubah_terjadwal.setiap = timedelta(days=1)


def test_jadwal_dicatat_atas_nama_jadwalnya(dunia, settings):
    settings.PEKERJAAN_TERJADWAL = [f"{__name__}.ubah_terjadwal"]
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    assert jalankan_yang_tempo().gagal == ()
    with lingkup.masuk(lingkup.sistem("uji")):
        (baris,) = _terakhir()
    assert baris.rw == "004"
    assert (baris.pgh_context["akun"], baris.pgh_context["tugas"]) == (None, "jadwal ubah_terjadwal")


def test_akun_tanpa_tugas_tercatat_sebagai_pelakunya(dunia):
    akun = dunia.tksk.akun
    with lingkup.masuk(lingkup.Lingkup(akun_id=akun.pk, keterangan="tanpa tugas")):
        Akun.objects.filter(pk=akun.pk).update(telepon="0811 2222")
        baris = Akun.riwayat.field.model.objects.latest("pgh_id")
    assert (baris.telepon, baris.pgh_context["akun"], baris.pgh_context["tugas"]) == (
        "0811 2222",
        str(akun.pk),
        "tanpa tugas",
    )


def test_perubahan_di_dalam_savepoint_yang_batal_tidak_dicatat(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        banyak = RiwayatOrang.objects.count()
        with transaction.atomic():
            Orang.objects.update(rt="099")
            transaction.set_rollback(True)
        assert RiwayatOrang.objects.count() == banyak


# Tidak dapat diubah ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "perbuatan",
    [
        lambda: RiwayatOrang.objects.update(nama="lain"),
        lambda: RiwayatOrang.objects.all()._raw_delete("default"),
        lambda: RiwayatOrang.objects.latest("pgh_id").delete(),
    ],
)
@pytest.mark.parametrize("siapa", ["tksk", "dinsos", "provinsi", "sistem"])
def test_riwayat_tidak_dapat_diubah_siapa_pun(dunia, siapa, perbuatan):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
    ruang = lingkup.sistem("uji") if siapa == "sistem" else dunia[siapa].lingkup
    with lingkup.masuk(ruang):
        if siapa == "provinsi" and not RiwayatOrang.objects.exists():
            return
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            perbuatan()


def test_riwayat_palsu_untuk_wilayah_lain_ditolak(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        catat(by)
        palsu = RiwayatOrang.objects.latest("pgh_id")
        palsu.pk, palsu.wilayah_id = None, "64.72.04.1001"
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            palsu.save(force_insert=True)


# Terlihat pada rekaman ---------------------------------------------------------------------------------------


def test_halaman_riwayat_menyebut_pelaku_tugas_dan_perubahan_dengan_nomor_samar(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
        Orang.objects.filter(pk=orang.pk).update(alamat="Jl. Melati 2", nik="6472035205589002")
    isi = masuk("dinsos").get(f"/pmks/{orang.pk}/riwayat/").content.decode()
    for kata in ("Nurhayati", dunia.tksk.tugas.label, "Jl. Anggrek 14", "Jl. Melati 2", "••••"):
        assert kata in isi, kata
    for nomor in (NIK, "6472035205589002", orang.no_kk):
        assert nomor not in isi
    masuk("dinsos").post(f"/pmks/{orang.pk}/buka/", {"bagian": "nik"})
    isi = masuk("dinsos").get(f"/pmks/{orang.pk}/riwayat/").content.decode()
    assert NIK in isi and "6472035205589002" in isi


def test_halaman_riwayat_memuat_jenis_dan_usulan(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by, ajukan=True)
        Revisi.objects.create(
            orang=orang,
            wilayah_id=orang.wilayah_id,
            isi={"nik": "6472035205589009"},
            alasan="Nomor keliru",
            dasar_versi=1,
            dibuat_oleh=dunia.tksk.akun,
        )
    isi = masuk("tksk").get(f"/pmks/{orang.pk}/riwayat/").content.decode()
    assert "Usulan perubahan dicatat" in isi and "Nomor keliru" in isi
    assert "6472035205589009" not in isi
    assert "<del>Draf</del> → <ins>Diajukan</ins>" in isi


def test_membuka_riwayat_dicatat(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by)
    masuk("dinsos").get(f"/pmks/{orang.pk}/riwayat/")
    isi = masuk("tksk").get(f"/pmks/{orang.pk}/").content.decode()
    assert "melihat riwayat" in isi


def test_riwayat_ikut_rekaman_yang_pindah(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat(by, ajukan=True)
    jalan = f"/pmks/{orang.pk}/riwayat/"
    assert masuk("tetangga").get(jalan).status_code == 404
    with lingkup.masuk(dunia.dinsos.lingkup):
        Orang.objects.filter(pk=orang.pk).update(wilayah_id="64.72.04.1001")
        assert Kasus.objects.get(orang=orang).wilayah_id == "64.72.04.1001"
    assert masuk("tksk").get(jalan).status_code == 404
    respons = masuk("tetangga").get(jalan)
    assert respons.status_code == 200
    isi = respons.content.decode()
    assert "Nurhayati" in isi and "Identitas dicatat" in isi
    with lingkup.masuk(dunia.tksk.lingkup):
        assert not RiwayatOrang.objects.filter(pgh_obj_id=orang.pk).exists()
    with lingkup.masuk(dunia.tetangga.lingkup):
        assert RiwayatOrang.objects.filter(pgh_obj_id=orang.pk).count() >= 2
