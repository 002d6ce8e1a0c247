"""Laporan akses: semua data yang disimpan tentang seseorang, dari mana, untuk apa, dan siapa yang membukanya.

Diberikan kepada orangnya, jadi petugas disebut dengan kantor dan tugasnya, bukan namanya.
"""

from django.db.models import Field, Q

from pmks.berkas import peristiwa_berkas
from pmks.lindung.hapus import SUMBER
from pmks.lindung.sasaran import KODE
from pmks.models import BerkasOrang, DataDTSEN, Kasus, KeadaanOrang, Kebutuhan, Layanan, Orang, Pembatasan, Revisi
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dokumen.isi import Blok, KolomTabel, Paragraf, Rincian, Tabel
from tksk_portal.excel.models import Ekspor
from tksk_portal.jejak.kata import kata_nilai
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.jejak.riwayat import riwayat
from tksk_portal.lindung.kegiatan import tentang
from tksk_portal.lindung.models import Permintaan
from tksk_portal.lindung.subjek import BagianLaporan
from tksk_portal.tampilan.templatetags.tampilan import tanggal, waktu
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import jalur

TERBANYAK = 500
BUKAN_PERJALANAN = frozenset(
    {
        *("id", "orang", "wilayah", "sidik_kiriman", "dibuat_pada", "dibuat_oleh", "versi", "kasus", "kebutuhan"),
        *("dihapus_pada", "dihapus_oleh"),
    }
)
BUKAN_ISI = frozenset(
    {
        *("id", "nama_cari", "derajat", "peka", "versi", "sidik_kiriman", "dibuat_pada", "dibuat_oleh", "diubah_pada"),
        *("diubah_oleh", "digabung_ke", "kelompok_umur", "wilayah"),
    }
)
TEKNIS_KASUS = frozenset(
    {
        *("versi", "orang", "dibuat_pada", "dibuat_oleh", "diajukan_oleh", "diverifikasi_oleh", "disahkan_oleh"),
        *("pengesahan", "jenis", "wilayah"),
    }
)


def _label(medan: Field) -> str:
    nama = str(medan.verbose_name)
    return nama[:1].upper() + nama[1:]


def _identitas(orang: Orang) -> Rincian:
    baris = [
        (_label(m), kata_nilai(m, getattr(orang, m.attname)))
        for m in Orang._meta.concrete_fields
        if m.name not in BUKAN_ISI
    ]
    tempat = ", ".join(w.sebutan for w in reversed(Wilayah.objects.jalur(orang.wilayah_id)) if w.kode != "0")
    return Rincian([*baris, ("Desa/kelurahan", tempat)])


def _jenis(orang: Orang) -> list[Blok]:
    blok: list[Blok] = []
    semua = Kasus.objects.filter(orang=orang).select_related("jenis", "orang")
    for k in semua.order_by("jenis"):
        kriteria = [str(kr) for kr in k.teks_kriteria]
        baris = [
            ("Jenis", k.jenis.nama),
            ("Status", k.get_status_display()),
            ("Keadaan", k.get_keadaan_display()),
            ("Ditemukan pada", tanggal(k.ditemukan_pada or orang.tanggal_data)),
            ("Kriteria terpenuhi", "; ".join(kriteria) or "–"),
            *((label, isi) for label, isi, _ in k.label_rincian),
            ("Keterangan", k.keterangan or "–"),
            ("Alasan di luar aturan", k.alasan_khusus or "–"),
            ("Temuan otomatis", ", ".join(k.label_temuan) or "–"),
        ]
        blok.append(Rincian(baris))
    return blok or [Paragraf("Tidak ada jenis yang tercatat.", menjorok=False)]


def _berkas(orang: Orang) -> Tabel:
    baris = [
        (b.get_jenis_display(), b.keterangan or "–", waktu(b.dibuat_pada)) for b in BerkasOrang.objects.pada(orang)
    ]
    return Tabel((KolomTabel("Berkas"), KolomTabel("Keterangan", lebar=2), KolomTabel("Disimpan")), baris)


def _perjalanan(orang: Orang) -> list[Blok]:
    """Return needs, services, states and DTSEN, in the words of their own fields."""
    blok: list[Blok] = []
    for model, nama in (
        (Kebutuhan, "Kebutuhan"),
        (Layanan, "Layanan"),
        (KeadaanOrang, "Keadaan"),
        (DataDTSEN, "DTSEN"),
    ):
        medan = [m for m in model._meta.concrete_fields if m.name not in BUKAN_PERJALANAN]
        for satu in model.objects.filter(orang=orang).order_by("dibuat_pada", "pk"):
            isi = [(_label(m), kata_nilai(m, getattr(satu, m.attname))) for m in medan]
            blok.append(Rincian([("Catatan", nama), *isi]))
    return blok or [Paragraf("Tidak ada kebutuhan, layanan, keadaan, atau DTSEN yang tercatat.", menjorok=False)]


def _asal(orang: Orang) -> list[Blok]:
    awal = orang.riwayat.order_by("pgh_id").first()
    oleh = (awal.pgh_context or {}).get("tugas", "") if awal else ""
    return [
        Rincian(
            [
                ("Sumber", orang.get_sumber_display()),
                ("Tanggal data", tanggal(orang.tanggal_data)),
                ("Dicatat", waktu(orang.dibuat_pada)),
                ("Oleh", oleh or "petugas pendata"),
            ]
        )
    ]


def _tujuan(orang: Orang) -> list[Blok]:
    return [
        Rincian([("Kegiatan", k.nama), *((label, teks) for label, teks in k.rincian)])
        for k in tentang(KODE, orang.wilayah_id)
    ]


def _pembukaan(orang: Orang) -> list[Blok]:
    semua = list(Pembukaan.objects.pada(orang)[: TERBANYAK + 1])
    baris = [(waktu(p.pada), p.sebagai, p.get_bagian_display(), p.tujuan or "–") for p in semua[:TERBANYAK]]
    kolom = (KolomTabel("Waktu"), KolomTabel("Kantor dan tugas", lebar=2), KolomTabel("Apa"), KolomTabel("Keperluan"))
    lebih = [Paragraf(f"Hanya {TERBANYAK} pembukaan terakhir yang ditampilkan.", menjorok=False)]
    return [Tabel(kolom, baris), *(lebih if len(semua) > TERBANYAK else [])]


def _penerima(orang: Orang) -> list[Blok]:
    syarat = Q(sumber__in=SUMBER, wilayah__in=[*jalur(orang.wilayah_id), orang.wilayah_id], berkas__isnull=False)
    # Yang diambil provinsi dan Kementerian Sosial tidak tampak dari kabupaten/kota, tetapi termasuk hak orangnya.
    with lingkup.masuk(lingkup.sistem("menyusun laporan akses")):
        semua = list(
            Ekspor.objects.filter(syarat, selesai_pada__gte=orang.dibuat_pada).order_by("-selesai_pada")[:TERBANYAK]
        )
    baris = [
        (
            waktu(e.selesai_pada),
            e.sebagai,
            "dengan nama" if e.identitas else "nama samar",
            e.kata_saring or "semua",
            e.tujuan or "–",
        )
        for e in semua
    ]
    kolom = (
        KolomTabel("Waktu"),
        KolomTabel("Diambil oleh", lebar=2),
        KolomTabel("Isi"),
        KolomTabel("Cakupan"),
        KolomTabel("Keperluan"),
    )
    kata = (
        "Daftar yang dibawa keluar sebagai berkas oleh kantor yang wilayahnya meliputi tempat tinggal orang ini, sejak "
        "datanya dicatat. Isi tiap berkas tidak disimpan sesudah masa simpannya lewat, jadi tidak dapat dipastikan "
        "apakah orang ini termasuk di dalamnya bila ada saringan. Yang dilakukan penerima dengan berkasnya, foto "
        "layar, dan salinan di atas kertas juga tidak dapat diketahui portal."
    )
    return [Paragraf(kata, menjorok=False), Tabel(kolom, baris)]


def _riwayat(orang: Orang) -> list[Blok]:
    peristiwa = [("Identitas", p) for p in riwayat(orang, abaikan=frozenset({"versi", "digabung_ke"}))]
    for k in Kasus.objects.filter(orang=orang).select_related("jenis"):
        peristiwa += [(k.jenis.pendek, p) for p in riwayat(k, abaikan=TEKNIS_KASUS)]
    peristiwa += [("Berkas", p) for p in peristiwa_berkas(orang)]
    peristiwa.sort(key=lambda satu: satu[1].pada, reverse=True)
    baris = [
        (
            waktu(p.pada),
            p.tugas or "petugas",
            f"{bagian} {p.label}",
            "\n".join(f"{u.medan}: {u.sebelum + ' → ' if u.sebelum else ''}{u.sesudah}" for u in p.ubahan) or "–",
        )
        for bagian, p in peristiwa[:TERBANYAK]
    ]
    kolom = (KolomTabel("Waktu"), KolomTabel("Kantor dan tugas"), KolomTabel("Apa"), KolomTabel("Perubahan", lebar=3))
    return [Tabel(kolom, baris)]


def _usulan(orang: Orang) -> list[Blok]:
    semua = Revisi.objects.filter(orang=orang).order_by("-dibuat_pada")
    baris = [(waktu(r.dibuat_pada), r.get_status_display(), r.alasan) for r in semua]
    return [Tabel((KolomTabel("Waktu"), KolomTabel("Status"), KolomTabel("Alasan", lebar=3)), baris)]


def _permintaan(orang: Orang) -> list[Blok]:
    baris = [
        (p.nomor, p.get_jenis_display(), tanggal(p.diterima_pada), p.get_status_display())
        for p in Permintaan.objects.atas(KODE, orang.pk)
    ]
    return [
        Tabel(
            (KolomTabel("Nomor"), KolomTabel("Diminta", lebar=2), KolomTabel("Diterima"), KolomTabel("Status")), baris
        )
    ]


def _pembatasan(orang: Orang) -> list[Blok]:
    baris = [
        (
            p.get_dasar_display(),
            waktu(p.dipasang_pada),
            p.alasan,
            f"{waktu(p.dilepas_pada)}: {p.alasan_lepas}" if p.dilepas_pada else "masih berlaku",
        )
        for p in Pembatasan.objects.filter(orang=orang).order_by("dipasang_pada", "id")
    ]
    kolom = (
        KolomTabel("Dasar"),
        KolomTabel("Dibatasi"),
        KolomTabel("Alasan", lebar=2),
        KolomTabel("Dilepas", lebar=2),
    )
    return [Tabel(kolom, baris)]


def susun(orang: Orang, by: Lingkup) -> list[BagianLaporan]:
    """Return the sections of the access report. The caller has checked the right and logs it."""
    return [
        BagianLaporan("identitas", "Identitas", [_identitas(orang)], "Nomor KK dipakai bersama keluarganya."),
        BagianLaporan(
            "jenis", "Jenis masalah yang tercatat", _jenis(orang), "Dapat membahayakan bila dibaca orang serumah."
        ),
        BagianLaporan("perjalanan", "Kebutuhan, layanan, dan keadaan", _perjalanan(orang), "Catatan bebas petugas."),
        BagianLaporan("berkas", "Foto dan dokumen", [_berkas(orang)], "Foto dapat menunjukkan orang lain."),
        BagianLaporan("asal", "Dari mana data ini", _asal(orang), "Dapat menunjuk siapa yang melaporkan."),
        BagianLaporan("tujuan", "Untuk apa dan atas dasar apa", _tujuan(orang)),
        BagianLaporan("pembukaan", "Siapa yang membukanya", _pembukaan(orang)),
        BagianLaporan("penerima", "Kepada siapa diberikan", _penerima(orang)),
        BagianLaporan("riwayat", "Riwayat perubahan", _riwayat(orang), "Dapat memuat data orang lain yang tertukar."),
        BagianLaporan("usulan", "Usulan perubahan", _usulan(orang), "Kalimat bebas petugas."),
        BagianLaporan("permintaan", "Permintaan sebelumnya", _permintaan(orang)),
        BagianLaporan("pembatasan", "Pembatasan pemrosesan", _pembatasan(orang)),
    ]
