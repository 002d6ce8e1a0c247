"""Laporan akses: semua data yang disimpan tentang seseorang; yang sama bagi semua register di `lindung/bagian.py`."""

from pmks.berkas import peristiwa_berkas
from pmks.lindung.hapus import SUMBER
from pmks.lindung.sasaran import KODE
from pmks.models import BerkasOrang, DataDTSEN, Kasus, KeadaanOrang, Kebutuhan, Layanan, Orang, Pembatasan, Revisi
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dokumen.isi import Blok, KolomTabel, Paragraf, Rincian, Tabel
from tksk_portal.jejak.kata import kata_nilai
from tksk_portal.jejak.riwayat import Peristiwa, riwayat
from tksk_portal.lindung import bagian
from tksk_portal.lindung.subjek import BagianLaporan
from tksk_portal.tampilan.templatetags.tampilan import tanggal, waktu

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


def _identitas(orang: Orang) -> Rincian:
    isi = bagian.isi_rekaman(orang, BUKAN_ISI)
    return Rincian([*isi, ("Desa/kelurahan", bagian.tempat(orang.wilayah_id))])


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
            isi = [(bagian.label(m), kata_nilai(m, getattr(satu, m.attname))) for m in medan]
            blok.append(Rincian([("Catatan", nama), *isi]))
    return blok or [Paragraf("Tidak ada kebutuhan, layanan, keadaan, atau DTSEN yang tercatat.", menjorok=False)]


def _asal(orang: Orang) -> list[Blok]:
    return [
        Rincian(
            [
                ("Sumber", orang.get_sumber_display()),
                ("Tanggal data", tanggal(orang.tanggal_data)),
                ("Dicatat", waktu(orang.dibuat_pada)),
                ("Oleh", bagian.pencatat(orang) or "petugas pendata"),
            ]
        )
    ]


def _riwayat(orang: Orang) -> list[tuple[str, Peristiwa]]:
    peristiwa = [("Identitas", p) for p in riwayat(orang, abaikan=frozenset({"versi", "digabung_ke"}))]
    for k in Kasus.objects.filter(orang=orang).select_related("jenis"):
        peristiwa += [(k.jenis.pendek, p) for p in riwayat(k, abaikan=TEKNIS_KASUS)]
    return [*peristiwa, *(("Berkas", p) for p in peristiwa_berkas(orang))]


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
        bagian.tujuan(KODE, orang.wilayah_id),
        bagian.pembukaan(orang),
        bagian.penerima(SUMBER, orang.wilayah_id, orang.dibuat_pada),
        bagian.riwayat(_riwayat(orang), "Dapat memuat data orang lain yang tertukar."),
        bagian.usulan(Revisi.objects.filter(orang=orang).order_by("-dibuat_pada")),
        bagian.permintaan(KODE, orang.pk),
        BagianLaporan("pembatasan", "Pembatasan pemrosesan", _pembatasan(orang)),
    ]
