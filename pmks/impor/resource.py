"""Membersihkan sel satu per satu: Resource django-import-export untuk `Orang`, dengan widget yang berbahasa Indonesia.

Resource ini mengurai dan merapikan; penulisannya milik `pmks.impor.tulis` (per himpunan, lewat COPY).
"""

import re
from datetime import date
from decimal import Decimal

from pmks.bentuk import HURUF_NAMA, RT, RW
from pmks.enums import AlasanTanpaKK, AlasanTanpaNIK, Bantuan, Bencana, Kedudukan, Negeri, Sumber
from pmks.impor.jenis import baca_disabilitas, baca_jenis, rapat
from pmks.models import Orang
from pmks.rincian import KATALOG, PALING_BANYAK_TANGGUNGAN
from tksk_portal.excel import sel
from tksk_portal.excel.medan import (
    ResourceSel,
    baca_derajat,
    baca_hari,
    baca_pilihan,
    baca_rt,
    baca_sel_kk,
    baca_sel_nik,
    baca_tanggal,
    baca_teks,
    baca_telepon,
    medan,
)
from tksk_portal.excel.sel import SelSalah


def _tanggungan(nilai: object, hari: date) -> int | None:
    label = KATALOG["tanggungan"].label
    return sel.bilangan(nilai, sebutan=label, paling_besar=PALING_BANYAK_TANGGUNGAN)


def _desil(nilai: object, hari: date) -> int:
    teks = sel.teks(nilai, panjang=20).lower().removeprefix("desil").strip()
    if not re.fullmatch(r"0?[1-9]|10", teks):
        raise SelSalah("Desil harus angka 1 sampai 10.")
    return int(teks)


_BANTUAN = {
    **{rapat(str(t)): str(n) for n, label in Bantuan.choices for t in (n, label)},
    **{rapat(t): "sembako" for t in ("Sembako", "BPNT", "Program Sembako", "Kartu sembako")},
    **{rapat(t): "pbi" for t in ("PBI", "PBI JK", "PBI-JKN", "KIS", "BPJS PBI")},
    **{rapat(t): "blt_desa" for t in ("BLT", "BLT DD", "BLT-DD", "BLT Desa")},
    **{rapat(t): "daerah" for t in ("Bantuan Pemda", "Pemda", "APBD")},
}


def _bantuan(nilai: object, hari: date) -> tuple[str, ...]:
    if rapat(str(nilai)) in ("tidakada", "tidak", "belumada", "nihil"):
        return ()
    hasil = set()
    for bagian in filter(None, (b.strip() for b in re.split(r"[;,\n+]", str(nilai)))):
        if rapat(bagian) not in _BANTUAN:
            daftar = "; ".join(str(label) for label in Bantuan.labels)
            raise SelSalah(f"Bantuan “{bagian[:40]}” tidak dikenal.", f"Pilih: {daftar}.")
        hasil.add(_BANTUAN[rapat(bagian)])
    return tuple(sorted(hasil))


_KEJADIAN = {
    **{"gempabumi": "gempa", "gunungberapi": "gunung", "erupsi": "gunung", "kebanjiran": "banjir"},
    **{"anginputingbeliung": "angin", "putingbeliung": "angin", "longsoran": "longsor", "konfliksosial": "konflik"},
}


class OrangResource(ResourceSel):
    """Fields of a person as they stand in a workbook; types and place are worked out by `pmks.impor.periksa`."""

    nik = medan("nik", baca_sel_nik, ingat=False)
    no_kk = medan("no_kk", baca_sel_kk)
    nama = medan("nama", baca_teks(100, HURUF_NAMA))
    tempat_lahir = medan("tempat_lahir", baca_teks(60))
    tanggal_lahir = medan("tanggal_lahir", baca_tanggal("Tanggal lahir"))
    jk = medan("jk", lambda nilai, hari: sel.jenis_kelamin(nilai))
    alamat = medan("alamat", baca_teks(200))
    alamat_ktp = medan("alamat_ktp", baca_teks(200))
    rt = medan("rt", baca_rt(RT))
    rw = medan("rw", baca_rt(RW))
    dusun = medan("dusun", baca_teks(60))
    telepon = medan("telepon", baca_telepon)
    lintang = medan("lintang", baca_derajat(Decimal(-11), Decimal("6.5"), "Lintang"))
    bujur = medan("bujur", baca_derajat(Decimal(95), Decimal("141.5"), "Bujur"))
    desil = medan("desil", _desil)
    bantuan = medan("bantuan", _bantuan)
    sumber = medan("sumber", baca_pilihan(Sumber, "Sumber data"))
    tanggal_data = medan("tanggal_data", baca_tanggal("Tanggal data"))
    alasan_tanpa_nik = medan("alasan_tanpa_nik", baca_pilihan(AlasanTanpaNIK, "Alasan tanpa NIK"))
    alasan_tanpa_kk = medan("alasan_tanpa_kk", baca_pilihan(AlasanTanpaKK, "Alasan tanpa KK"))
    jenis = medan("jenis", lambda nilai, hari: baca_jenis(nilai))
    disabilitas = medan("disabilitas", lambda nilai, hari: baca_disabilitas(nilai))
    kedudukan = medan("kedudukan", baca_pilihan(Kedudukan, "Kedudukan", abhpelaku="pelaku", anakpelaku="pelaku"))
    bebas_pada = medan("bebas_pada", baca_hari(KATALOG["bebas_pada"].label))
    negeri = medan("negeri", baca_pilihan(Negeri, "Tempat", domestik="dalam", indonesia="dalam", luarnegri="luar"))
    negara = medan("negara", baca_teks(60))
    kejadian = medan("kejadian", baca_pilihan(Bencana, "Kejadian", **_KEJADIAN))
    kejadian_pada = medan("kejadian_pada", baca_hari(KATALOG["kejadian_pada"].label))
    tanggungan = medan("tanggungan", _tanggungan)
    ditemukan_pada = medan("ditemukan_pada", baca_hari("Tanggal ditemukan"))
    keterangan = medan("keterangan", baca_teks(1000))
    alasan_khusus = medan("alasan_khusus", baca_teks(300))

    class Meta:
        model = Orang
        import_id_fields = ("id",)
