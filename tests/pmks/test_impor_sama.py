"""Impor menulis persis apa yang ditulis formulir: orang, jenis, riwayat, dan selisih ringkasan, kolom demi kolom."""

import random
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from pmks.actions import IsianKasus, catat_orang
from pmks.enums import AlasanTanpaKK, AlasanTanpaNIK, Bantuan, Disabilitas, Sumber
from pmks.impor.tata_letak import SEBUTAN
from pmks.models import Kasus, Orang, acuan_jenis
from tests.excel.bahan_masuk import isi_baris, isi_csv, masukkan, pesan, unggah
from tests.pmks.bahan import DESA, DESA_LAIN, catat, rinci
from tksk_portal.akses import lingkup

BUKAN_ISI = {"id", "orang_id", "dibuat_pada", "diubah_pada", "bergerak_pada"}
JUDUL = {
    **{k: k.replace("_", " ").capitalize() for k in ("nama", "jk", "tanggal_lahir", "kriteria", "rt", "rw", "dusun")},
    **{k: k.replace("_", " ").capitalize() for k in ("tempat_lahir", "alamat", "telepon", "lintang", "bujur", "desil")},
    **{"nik": "NIK", "no_kk": "No KK", "jenis": "Jenis PMKS", "desa": "Desa/Kelurahan", "keterangan": "Keterangan"},
    **{"disabilitas": "Jenis disabilitas", "alasan_khusus": "Alasan di luar aturan umur", "sumber": "Sumber data"},
    **{"alasan_tanpa_nik": "Alasan tanpa NIK", "alasan_tanpa_kk": "Alasan tanpa KK", "bantuan": "Bantuan"},
    **{"alamat_ktp": "Alamat sesuai KTP", "tanggal_data": "Tanggal data"},
}
RINCIAN = ("kedudukan", "bebas_pada", "negeri", "negara", "kejadian", "kejadian_pada", "tanggungan", "ditemukan_pada")
JUDUL |= {n: SEBUTAN[n][0] for n in RINCIAN}
NAMA = ("Siti Aminah", "Siti Aminahh", "Yosef Lawai", "I Ketut Sudarma", "R.A. Kartini", "Muh. Nur", "Ahmad 'Alī Rānī")


class Batal(Exception):
    """Takes back what was written."""


def _orang(acak: random.Random, n: int) -> tuple[dict, list[IsianKasus]]:
    """Return one person as the form would give it."""
    jk = acak.choice("LP")
    lahir = date(1958, 5, 12) if acak.random() < 0.4 else date(1940, 1, 1) + timedelta(days=acak.randrange(29_000))
    data = max(lahir, date(2026, 11, 1))
    perkiraan = acak.random() < 0.2
    if perkiraan:
        lahir = date(lahir.year, 7, 1)
    hari = lahir.day + (40 if jk == "P" else 0)
    # Sebagian bertentangan dengan tanggal atau kelamin dalam NIK.
    hari = hari + 1 if acak.random() < 0.2 and lahir.day < 28 else hari
    nik = f"647203{hari:02d}{lahir.month:02d}{lahir.year % 100:02d}{n + 1:04d}"
    tanpa_nik, tanpa_kk = acak.random() < 0.2, acak.random() < 0.3
    titik = acak.random() < 0.3
    isian = {
        "wilayah_id": acak.choice((DESA, DESA_LAIN)),
        "nik": "" if tanpa_nik else nik,
        "alasan_tanpa_nik": acak.choice(AlasanTanpaNIK.values) if tanpa_nik else "",
        "no_kk": "" if tanpa_kk else "6472030101109001",
        "alasan_tanpa_kk": acak.choice(AlasanTanpaKK.values) if tanpa_kk else "",
        "nama": acak.choice(NAMA) if acak.random() < 0.6 else f"Warga {'abcdefghijklmnop'[n]} Setiawan",
        "tempat_lahir": acak.choice(("", "Samarinda", "Kutai; Barat")),
        "tanggal_lahir": lahir,
        "lahir_perkiraan": perkiraan,
        "jk": jk,
        "alamat": acak.choice(("Jl. Anggrek 14", 'Gg. "Mawar" \\ 3', "RT 4, samping pasar")),
        "rt": acak.choice(("", "21", "003")),
        "rw": acak.choice(("", "7")),
        "dusun": acak.choice(("", "Karang Asam")),
        "alamat_ktp": acak.choice(("", "Jl. Lama 1")),
        "telepon": acak.choice(("", "0812 3456 7890")),
        "lintang": "-0.462130" if titik else None,
        "bujur": "117.123450" if titik else None,
        "desil": acak.choice((None, 1, 10)),
        "bantuan": sorted(acak.sample(Bantuan.values, acak.randrange(3))),
        "sumber": acak.choice(Sumber.values),
        "tanggal_data": data,
    }
    return isian, _kasus(acak)


def _kasus(acak: random.Random) -> list[IsianKasus]:
    kode = sorted(acak.sample([k for k in acuan_jenis() if k != 14], acak.choice((1, 1, 1, 2, 3))))
    # Satu sel berlaku bagi semua jenis di barisnya; pilihan kejadian kedua jenis ini tidak sama.
    kode = [k for k in kode if k != 22 or 21 not in kode]
    ditemukan = date(2026, 11, 20) if kode[0] % 2 else None
    disabilitas = sorted(acak.sample(Disabilitas.values, 2))
    keterangan = acak.choice(("", "Tinggal sendiri"))
    return [
        IsianKasus(
            jenis=k,
            kriteria=["a"] if acuan_jenis()[k].kriteria.all() and acak.random() < 0.6 else [],
            **rinci(k) | ({"disabilitas": disabilitas} if acuan_jenis()[k].menanyakan("disabilitas") else {}),
            ditemukan_pada=ditemukan,
            keterangan=keterangan,
            alasan_khusus="Sudah dicek" if keterangan else "",
        )
        for k in kode
    ]


def _sel(isian: dict, kasus: list[IsianKasus]) -> dict:
    """Return the same person as cells."""
    sel = {k: v for k, v in isian.items() if v not in (None, "", [])}
    lahir = isian["tanggal_lahir"]
    sel["tanggal_lahir"] = f"{lahir:%Y}" if isian["lahir_perkiraan"] else f"{lahir:%d-%m-%Y}"
    sel["tanggal_data"] = f"{isian['tanggal_data']:%d-%m-%Y}"
    sel["desa"] = sel.pop("wilayah_id")
    sel["bantuan"] = "; ".join(isian["bantuan"])
    sel["jenis"] = "; ".join(str(k.jenis) for k in kasus)
    sel["kriteria"] = "; ".join(f"{k.jenis}{','.join(k.kriteria)}" for k in kasus if k.kriteria)
    sel["disabilitas"] = "; ".join(next((k.disabilitas for k in kasus if k.disabilitas), []))
    for nama in RINCIAN:
        isi = next((v for k in kasus if (v := getattr(k, nama)) is not None and v != ""), "")
        sel[nama] = f"{isi:%d-%m-%Y}" if isinstance(isi, date) else str(isi)
    sel["keterangan"] = kasus[0].keterangan
    sel["alasan_khusus"] = kasus[0].alasan_khusus
    return {k: v for k, v in sel.items() if k in JUDUL}


def _potret(sebelum: set) -> dict:
    """Return everything that was written since: persons, types, history, waiting differences of the summary."""
    with lingkup.masuk(lingkup.sistem("uji")), connection.cursor() as kursor:
        orang = {}
        for o in Orang.objects.exclude(pk__in=sebelum).values():
            kunci = (o["nik"], o["nama"], o["tanggal_lahir"], o["alamat"], o["wilayah_id"])
            kasus = Kasus.objects.filter(orang=o["id"]).order_by("jenis_id").values()
            orang[kunci] = (
                {k: v for k, v in o.items() if k not in BUKAN_ISI},
                [{k: v for k, v in s.items() if k not in BUKAN_ISI} for s in kasus],
                Orang.objects.get(pk=o["id"]).riwayat.count(),
            )
        kursor.execute(
            "SELECT wilayah_id, jenis, status, jk, kelompok_umur, sum(jumlah) FROM pmks_selisih "
            "GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"
        )
        selisih = kursor.fetchall()
        kursor.execute("SELECT wilayah_id, aksi, sum(jumlah) FROM pmks_selisihgerak GROUP BY 1,2 ORDER BY 1,2")
        return {"orang": orang, "selisih": selisih, "gerak": kursor.fetchall()}


def _dengan_formulir(dunia, isi: list, sebelum: set) -> dict:
    potret = {}
    try:
        with transaction.atomic():
            with lingkup.masuk(dunia.tksk.lingkup) as by:
                for isian, kasus in isi:
                    catat_orang(kunci=uuid4(), orang=dict(isian), kasus=kasus, by=by)
            potret = _potret(sebelum)
            raise Batal
    except Batal:
        return potret


@pytest.mark.parametrize("benih", range(8))
def test_impor_menulis_sama_dengan_formulir(dunia, benih):
    acak = random.Random(benih)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        lama = {catat(by, nama="Siti Aminah").pk}
    isi = [_orang(acak, n) for n in range(12)]
    formulir = _dengan_formulir(dunia, isi, lama)
    u = unggah(dunia.tksk, isi_csv([_sel(*i) for i in isi], JUDUL), alasan_tanpa_kk="")
    tidak_baru = [pesan(b) for b in isi_baris(u).values() if b.status != "baru"]
    assert not tidak_baru
    masukkan(dunia.tksk, u)
    impor = _potret(lama)
    assert impor["orang"].keys() == formulir["orang"].keys()
    for kunci, harapan in formulir["orang"].items():
        assert impor["orang"][kunci] == harapan
    assert impor["selisih"] == formulir["selisih"]
    assert impor["gerak"] == formulir["gerak"]
