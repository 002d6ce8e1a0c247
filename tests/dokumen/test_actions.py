"""Tindakan atas surat: draf, terbit, batal, salinan bertanda tangan; hak, tempat, dan tugas yang berakhir."""

import hashlib
import io
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.dokumen.baca_pdf import rapat, teks
from tests.dokumen.bahan import ISI, bertanda_tangan, draf, isi_pdf, siapkan_kantor, terbitkan
from tksk_portal.akses import lingkup
from tksk_portal.arsip.models import Berkas
from tksk_portal.dokumen import actions, cetak
from tksk_portal.dokumen.actions import Ditolak
from tksk_portal.dokumen.isi import IsiSurat, KolomTabel, Paragraf, Tabel
from tksk_portal.dokumen.jenis import semua_jenis
from tksk_portal.dokumen.models import Penandatangan, Surat, TandaSurat
from tksk_portal.dokumen.tanda import sidik_token


@pytest.fixture
def kop(dunia):
    return siapkan_kantor()


@pytest.fixture
def by(dunia, kop):
    with lingkup.masuk(dunia.dinsos.lingkup) as satu:
        yield satu


# Draf ----------------------------------------------------------------------------------------------------------------


def test_draf_dikirim_dua_kali_tersimpan_satu(by):
    kunci = uuid4()
    satu, dua = draf(by, kunci=kunci), draf(by, kunci=kunci)
    assert satu.pk == dua.pk == kunci
    assert Surat.objects.count() == 1


def test_kunci_yang_sama_dengan_isi_lain_ditolak(by):
    kunci = uuid4()
    draf(by, kunci=kunci)
    with pytest.raises(Ditolak, match="isi lain"):
        draf(by, kunci=kunci, isi=replace(ISI, perihal="Lain"))


def test_kunci_surat_kantor_lain_ditolak_tanpa_menyebut_pemiliknya(dunia, kop):
    siapkan_kantor("64.71", nama="Dinas Sosial Kota Balikpapan")
    kunci = uuid4()
    with lingkup.masuk(dunia.dinsos_lain.lingkup) as lain:
        draf(lain, kunci=kunci)
    with lingkup.masuk(dunia.dinsos.lingkup) as by, pytest.raises(Ditolak) as tolak:
        draf(by, kunci=kunci)
    assert "tidak dapat dipakai" in tolak.value.pesan and "Balikpapan" not in tolak.value.pesan


def test_kantor_tanpa_kop_diberi_tahu(dunia):
    with lingkup.masuk(dunia.dinsos.lingkup) as by, pytest.raises(Ditolak, match="belum punya kop"):
        draf(by)


def test_huruf_yang_tidak_tercetak_ditolak_sebelum_tersimpan(by):
    with pytest.raises(Ditolak, match="漢"):
        draf(by, isi=replace(ISI, perihal="Rapat 漢"))
    assert not Surat.objects.exists()


def test_draf_yang_diubah_di_tempat_lain_tidak_tertimpa(by):
    surat = draf(by)
    actions.ubah_draf(surat=surat, versi=1, isi=replace(ISI, perihal="Satu"), by=by)
    with pytest.raises(Ditolak, match="baru saja diubah"):
        actions.ubah_draf(surat=surat, versi=1, isi=replace(ISI, perihal="Dua"), by=by)
    surat.refresh_from_db()
    assert (surat.perihal, surat.versi) == ("Satu", 2)


def test_isi_surat_dari_data_tidak_berubah_lewat_formulir(dunia):
    siapkan_kantor("64", "provinsi", nama="Dinas Sosial Provinsi")
    tabel = Tabel((KolomTabel("Kecamatan"), KolomTabel("Jumlah", angka=True)), [("Samarinda Ulu", "12")])
    with lingkup.masuk(dunia.provinsi.lingkup) as by:
        surat = draf(by, jenis="pmks.berita_acara", isi=IsiSurat(perihal="Pengesahan", blok=[tabel]))
        kosong = IsiSurat(perihal="Pengesahan data", blok=[Paragraf("Angka palsu")])
        surat = actions.ubah_draf(surat=surat, versi=1, isi=kosong, by=by)
    assert surat.perihal == "Pengesahan data"
    assert [b["jenis"] for b in surat.isi["blok"]] == ["tabel"]


def test_draf_dibuang_dan_yang_terbit_tidak(by):
    surat = draf(by)
    actions.buang_draf(surat=surat, by=by)
    assert not Surat.objects.exists()
    with pytest.raises(Ditolak, match="sudah terbit"):
        actions.buang_draf(surat=terbitkan(by), by=by)


# Terbit --------------------------------------------------------------------------------------------------------------


def test_surat_terbit_lengkap_dengan_berkas_dan_tandanya(by):
    surat = terbitkan(by)
    isi = isi_pdf(surat)
    assert surat.sidik_pdf == hashlib.sha256(isi).hexdigest() == surat.berkas.sha256
    assert (surat.berkas.wilayah_id, surat.berkas.induk) == ("64.72", surat.pk)
    tertulis = teks(isi)
    for kata in (surat.nomor, "Undangan rapat koordinasi", "Dra. Sri Wahyuni, M.Si.", "NIP 19700512 199503 2 001"):
        assert rapat(kata) in tertulis
    assert rapat(f"surat/{surat.token}/") in tertulis and "PRATINJAU" not in tertulis
    tanda = TandaSurat.objects.get(pk=surat.pk)
    assert (tanda.nomor, tanda.unit, tanda.status, tanda.sidik_pdf) == (
        surat.nomor, "Dinas Sosial Kota Samarinda", "terbit", surat.sidik_pdf,
    )  # fmt: skip
    assert tanda.sidik_token == sidik_token(surat.token) and surat.token not in str(vars(tanda))


def test_pratinjau_tanpa_nomor_dan_tanpa_kode_qr(by):
    surat = draf(by)
    tertulis = teks(cetak.pratinjau_pdf(surat, tanggal=timezone.localdate()))
    assert "PRATINJAU" in tertulis and rapat("(nomor diberikan saat terbit)") in tertulis
    assert "DINSOS/" not in tertulis and rapat("Periksa keaslian") not in tertulis
    surat.refresh_from_db()
    assert (surat.status, surat.nomor, surat.token) == ("draf", "", "")


def test_api_dengan_kunci_yang_sama_menerbitkan_satu_kali(by):
    kunci = uuid4()
    satu, dua = terbitkan(by, kunci=kunci), terbitkan(by, kunci=kunci)
    assert satu.nomor == dua.nomor
    assert Surat.objects.count() == TandaSurat.objects.count() == 1


def test_terbit_dua_kali_memberi_tahu_nomornya(by):
    surat = draf(by, penandatangan=Penandatangan.objects.get())
    nomor = actions.terbitkan_surat(surat=surat, by=by).nomor
    with pytest.raises(Ditolak, match=nomor):
        actions.terbitkan_surat(surat=surat, by=by)


def test_yang_dipratinjau_itulah_yang_terbit(by):
    surat = draf(by, penandatangan=Penandatangan.objects.get())
    actions.ubah_draf(surat=surat, versi=1, isi=ISI, by=by, penandatangan=surat.penandatangan)
    with pytest.raises(Ditolak, match="baru saja diubah"):
        actions.terbitkan_surat(surat=surat, versi=1, by=by)


def test_penandatangan_harus_berwenang_pada_tanggal_surat(by, kop):
    lama = Penandatangan.objects.create(
        kop=kop, wilayah_id="64.72", jabatan="Kepala", nama="Lama", mulai=date(2025, 1, 1), sampai=date(2025, 12, 31)
    )
    with pytest.raises(Ditolak, match="tidak berwenang") as tolak:
        terbitkan(by, penandatangan=lama)
    assert tolak.value.medan == "penandatangan"
    assert terbitkan(by, penandatangan=lama, nomor="1/X", tanggal=date(2025, 12, 31)).tahun == 2025


def test_tanpa_penandatangan_ditolak(by):
    with pytest.raises(Ditolak, match="Pilih siapa"):
        actions.terbitkan_surat(surat=draf(by), by=by)


def test_penandatangan_kantor_lain_ditolak(dunia, by):
    lain = siapkan_kantor("64.71", nama="Dinas Sosial Kota Balikpapan")
    with lingkup.masuk(lingkup.sistem("uji")):
        asing = Penandatangan.objects.get(kop=lain)
    with pytest.raises(PermissionDenied):
        draf(by, penandatangan=asing)


def test_atas_nama_tercetak_dua_baris(by, kop):
    Penandatangan.objects.update(awalan="a.n.", atas_nama="Wali Kota Samarinda", jabatan="Kepala Dinas Sosial")
    tertulis = teks(isi_pdf(terbitkan(by)))
    assert rapat("a.n. Wali Kota Samarinda Kepala Dinas Sosial,") in tertulis


# Batal dan salinan TTE -----------------------------------------------------------------------------------------------


def test_batal_mengubah_tandanya_dan_dua_kali_sama(by):
    surat = terbitkan(by)
    for _ in range(2):
        surat = actions.batalkan(surat=surat, alasan="Salah tujuan", by=by)
    assert TandaSurat.objects.get(pk=surat.pk).status == "dibatalkan"
    assert surat.alasan_batal == "Salah tujuan"


@pytest.mark.parametrize("alasan", ["", "   ", "\u200b"])
def test_batal_tanpa_alasan_ditolak(by, alasan):
    with pytest.raises(Ditolak, match="alasan"):
        actions.batalkan(surat=terbitkan(by), alasan=alasan, by=by)


def _unggah(surat, isi: bytes, by):
    return actions.unggah_tte(surat=surat, isi=io.BytesIO(isi), nama="Surat.pdf", by=by)


def test_salinan_tte_disimpan_dan_yang_kedua_menggantikan(by):
    surat = terbitkan(by)
    satu = _unggah(surat, bertanda_tangan(isi_pdf(surat)), by)
    berkas_lama = satu.berkas_tte_id
    dua = _unggah(surat, bertanda_tangan(isi_pdf(surat)) + b"%%EOF\n", by)
    assert dua.sidik_tte == TandaSurat.objects.get(pk=surat.pk).sidik_tte == dua.berkas_tte.sha256
    assert dua.sidik_tte != satu.sidik_tte or dua.berkas_tte_id != berkas_lama
    assert Berkas.objects.get(pk=berkas_lama).dibuang_pada is not None
    assert dua.sidik_pdf == surat.sidik_pdf


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        (lambda pdf: pdf, "belum ditandatangani"),
        (lambda pdf: pdf + b"\n%%EOF\n", "tidak memuat tanda tangan"),
        (lambda pdf: b"PK\x03\x04", "terpotong atau rusak"),
        (lambda pdf: b"<html>", "halaman web"),
        (lambda pdf: bertanda_tangan(pdf)[:3000], "terpotong"),
    ],
)
def test_salinan_tte_yang_keliru_ditolak(by, ubah, kata):
    surat = terbitkan(by)
    banyak = Berkas.objects.count()
    with pytest.raises(Ditolak, match=kata) as tolak:
        _unggah(surat, ubah(isi_pdf(surat)), by)
    assert tolak.value.medan == "berkas"
    surat.refresh_from_db()
    assert surat.sidik_tte == "" and Berkas.objects.count() == banyak


def test_surat_batal_dan_draf_tidak_menerima_salinan(by):
    surat = terbitkan(by)
    isi = bertanda_tangan(isi_pdf(surat))
    actions.batalkan(surat=surat, alasan="Salah", by=by)
    for satu in (surat, draf(by)):
        with pytest.raises(Ditolak, match="yang berlaku"):
            _unggah(satu, isi, by)


# Hak dan tempat ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("siapa", ["tksk", "admin"])
def test_peran_tanpa_hak_ditolak(dunia, siapa):
    siapkan_kantor("64.72.03", "tksk", nama="TKSK Samarinda Ulu")
    with lingkup.masuk(dunia[siapa].lingkup) as by, pytest.raises(PermissionDenied):
        terbitkan(by)


def test_jenis_yang_tidak_dikenal_dan_tanpa_haknya_ditolak(by):
    for jenis in ("apa", "pmks.berita_acara"):
        with pytest.raises(PermissionDenied):
            draf(by, jenis=jenis)
    assert "pmks.berita_acara" in semua_jenis()


def test_surat_kantor_lain_tidak_terlihat_juga_oleh_atasan_dan_tksk_sebelahnya(dunia, kop):
    siapkan_kantor("64.72.03", "camat", nama="Kecamatan Samarinda Ulu")
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        dinas = terbitkan(by)
    with lingkup.masuk(dunia.camat.lingkup) as by:
        camat = terbitkan(by)
    terlihat = {}
    for siapa, orang in dunia.items():
        with lingkup.masuk(orang.lingkup):
            terlihat[siapa] = set(Surat.objects.values_list("pk", flat=True))
    assert {s: v for s, v in terlihat.items() if v} == {"dinsos": {dinas.pk}, "camat": {camat.pk}}


def test_menulis_surat_atas_nama_kantor_lain_ditolak_dinding(dunia, kop):
    with lingkup.masuk(dunia.provinsi.lingkup) as by:
        for perbuatan in (
            lambda: Surat.objects.create(kop=kop, wilayah_id="64.72", kantor="kabkota", jenis="surat", perihal="x"),
            lambda: actions.simpan_draf(jenis="surat", isi=ISI, by=by),
        ):
            with pytest.raises((DatabaseError, Ditolak)), transaction.atomic():
                perbuatan()


def test_tugas_yang_berakhir_tidak_membuka_apa_pun(client, dunia, kop):
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        surat = terbitkan(by)
    with lingkup.masuk(lingkup.sistem("uji")):
        dunia.dinsos.tugas.selesai = timezone.localdate() - timedelta(days=1)
        dunia.dinsos.tugas.save()
    client.force_login(dunia.dinsos.akun)
    for jalan in ("/dokumen/", f"/dokumen/{surat.pk}/", f"/berkas/{surat.berkas_id}/"):
        jawaban = client.get(jalan)
        assert jawaban.status_code == 403, jalan
        assert surat.nomor not in jawaban.content.decode()
