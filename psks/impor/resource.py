"""Membersihkan sel satu per satu: Resource django-import-export untuk `Mitra`."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from psks.medan import KATALOG, PALING_BANYAK, TAHUN_PALING_LAMA, Medan
from psks.models import Mitra
from tksk_portal.dasar.bentuk import HURUF_NAMA, RT, RW
from tksk_portal.excel import sel
from tksk_portal.excel.medan import (
    ResourceSel,
    baca_derajat,
    baca_hari,
    baca_rt,
    baca_sel_nik,
    baca_tanggal,
    baca_teks,
    baca_telepon,
    medan,
    rapat,
)
from tksk_portal.excel.sel import SelSalah


def _bilangan(sebutan: str, paling_besar: int = PALING_BANYAK):
    return lambda nilai, hari: sel.bilangan(nilai, sebutan=sebutan, paling_besar=paling_besar)


def _surel(nilai: object, hari: date) -> str:
    teks = sel.teks(nilai, panjang=120)
    try:
        validate_email(teks)
    except ValidationError:
        raise SelSalah("Surel tidak terbaca.", "Contoh: kantor@contoh.id.") from None
    return teks


def _katalog(m: Medan):
    """Return the reader of a field of the catalogue."""
    if m.jenis == "bilangan":
        return _bilangan(m.label)
    if m.jenis == "tahun":

        def tahun(nilai: object, hari: date) -> int:
            angka = sel.bilangan(nilai, sebutan=m.label, paling_besar=hari.year)
            if angka < TAHUN_PALING_LAMA:
                raise SelSalah(f"{m.label} paling awal {TAHUN_PALING_LAMA}.")
            return angka

        return tahun
    if m.jenis == "pilihan":
        peta = {rapat(t): n for n, label in m.pilihan for t in (n, label)}

        def pilihan(nilai: object, hari: date) -> str:
            hasil = peta.get(rapat(str(nilai)))
            if hasil is None:
                daftar = "; ".join(label for _, label in m.pilihan)
                raise SelSalah(f"{m.label} “{str(nilai)[:40]}” tidak dikenal.", f"Pilih: {daftar}.")
            return hasil

        return pilihan
    return baca_teks(600 if m.jenis == "panjang" else 120)


class MitraResource(ResourceSel):
    """Fields of a partner as they stand in a workbook; type and place are worked out by `psks.impor.periksa`."""

    nama = medan("nama", baca_teks(120, HURUF_NAMA))
    nama_karang_taruna = medan("nama_karang_taruna", baca_teks(120, HURUF_NAMA))
    nik = medan("nik", baca_sel_nik, ingat=False)
    jk = medan("jk", lambda nilai, hari: sel.jenis_kelamin(nilai))
    tempat_lahir = medan("tempat_lahir", baca_teks(60))
    tanggal_lahir = medan("tanggal_lahir", baca_tanggal("Tanggal lahir"))
    nomor_registrasi = medan("nomor_registrasi", baca_teks(60))
    alamat = medan("alamat", baca_teks(200))
    rt = medan("rt", baca_rt(RT))
    rw = medan("rw", baca_rt(RW))
    telepon = medan("telepon", baca_telepon)
    surel = medan("surel", _surel)
    kontak_nama = medan("kontak_nama", baca_teks(100, HURUF_NAMA))
    kontak_jabatan = medan("kontak_jabatan", baca_teks(60))
    kontak_telepon = medan("kontak_telepon", baca_telepon)
    sk_nomor = medan("sk_nomor", baca_teks(80))
    sk_tanggal = medan("sk_tanggal", baca_hari("Tanggal SK"))
    sk_penerbit = medan("sk_penerbit", baca_teks(100))
    sk_selaku = medan("sk_selaku", baca_teks(100))
    layanan = medan("layanan", baca_teks(600))
    kapasitas = medan("kapasitas", _bilangan("Daya tampung"))
    terisi = medan("terisi", _bilangan("Sudah terisi"))
    jam = medan("jam", baca_teks(80))
    lintang = medan("lintang", baca_derajat(Decimal(-11), Decimal("6.5"), "Lintang"))
    bujur = medan("bujur", baca_derajat(Decimal(95), Decimal("141.5"), "Bujur"))
    keterangan = medan("keterangan", baca_teks(1000))
    tanggal_data = medan("tanggal_data", baca_hari("Tanggal data"))

    class Meta:
        model = Mitra
        import_id_fields = ("id",)

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        for m in KATALOG.values():
            self.fields[m.nama] = medan(m.nama, _katalog(m))
            self.fields[m.nama].widget.hari = timezone.localdate()
