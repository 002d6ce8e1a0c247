"""Riwayat program bantuan, label turunan, dan peraturan: siapa mengubah apa, terbaca di bawah formulirnya."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from pmks.models import LabelTurunan, Peraturan, Program
from tksk_portal.akses import lingkup
from tksk_portal.jejak.riwayat import riwayat


def url(nama: str, *isi) -> str:
    """Return an address of the register."""
    return reverse(f"pmks:{nama}", args=isi)


def test_riwayat_program_menyebut_siapa_mengubah_apa(masuk, dunia):
    klien = masuk("admin")
    isi = {"nama": "Bantuan Kaltim", "kode": "kaltim", "pemberi": "provinsi", "berlaku_dari": "01-02-2026"}
    assert "Riwayat perubahan" not in klien.get(url("program_baru")).content.decode()
    klien.post(url("program_baru"), isi)
    program = Program.objects.get(kode="kaltim")
    klien.post(url("program_ubah", program.pk), isi | {"nama": "Bantuan Mahakam", "berlaku_sampai": "31-10-2026"})
    teks = klien.get(url("program_ubah", program.pk)).content.decode()
    assert "Riwayat perubahan <small>2</small>" in teks and "Admin Kaltim" in teks
    assert "<del>Bantuan Kaltim</del> → <ins>Bantuan Mahakam</ins>" in teks and "31-10-2026" in teks
    dua, satu = riwayat(program)
    assert (satu.label, dua.label, dua.oleh) == ("dicatat", "diubah", "Admin Kaltim")
    assert [u.medan for u in dua.ubahan] == ["Nama program", "Berlaku sampai"]


def test_simpan_tanpa_ubahan_tidak_menambah_riwayat(masuk, dunia):
    program = Program.objects.get(kode="pkh")
    sebelum = len(riwayat(program))
    isi = {"nama": program.nama, "kode": program.kode, "pemberi": program.pemberi}
    assert masuk("admin").post(url("program_ubah", program.pk), isi).status_code == 302
    assert len(riwayat(program)) == sebelum


def test_program_bawaan_punya_catatan_pertama(dunia):
    """What was there before its history began is its first entry, so that the first change has something before it."""
    for program in Program.objects.all():
        assert riwayat(program)[-1].label == "dicatat", program.kode


@pytest.mark.parametrize("perintah", ["UPDATE pmks_programriwayat SET nama = 'x'", "DELETE FROM pmks_programriwayat"])
def test_riwayat_program_tidak_dapat_diubah(dunia, perintah):
    with lingkup.masuk(dunia.admin.lingkup), pytest.raises(DatabaseError), transaction.atomic():
        model = Program.riwayat.field.model
        model.objects.update(nama="x") if perintah.startswith("UPDATE") else model.objects.all()._raw_delete("default")


@pytest.mark.parametrize(
    ("model", "jalan", "kirim"),
    [
        (LabelTurunan, "ubah_label", {"nama": "Sebutan lain", "sumber": "Rapat 3 November"}),
        (Peraturan, "ubah_peraturan", {"kode": "Ganti", "nama": "Sebutan lain"}),
    ],
)
def test_riwayat_label_dan_peraturan_di_bawah_formulirnya(masuk, dunia, model, jalan, kirim):
    satu = model.objects.order_by("pk").first()
    kirim |= {"jenis": [str(k) for k in satu.jenis]} if model is LabelTurunan else {}
    klien = masuk("admin")
    respons = klien.post(url(jalan, satu.pk), kirim | {"versi": str(satu.versi)})
    assert respons.status_code == 302, respons.context["form"].errors
    teks = klien.get(url(jalan, satu.pk)).content.decode()
    assert "Riwayat perubahan" in teks and "<ins>Sebutan lain</ins>" in teks and "Admin Kaltim" in teks
    assert "<dt>Versi</dt>" not in teks
