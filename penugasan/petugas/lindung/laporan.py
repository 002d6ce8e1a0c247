"""Laporan akses seorang petugas: semua yang disimpan tentangnya, juga yang di layar tersamar."""

from penugasan.petugas.lindung.sasaran import KODE
from penugasan.petugas.models import Kartu, Petugas
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.dokumen.isi import Rincian
from tksk_portal.jejak.riwayat import riwayat
from tksk_portal.lindung import bagian
from tksk_portal.lindung.subjek import BagianLaporan
from tksk_portal.tampilan.templatetags.tampilan import angka, tanggal, waktu

BUKAN_ISI = frozenset({"id", "nama_cari", "versi", "dibuat_oleh", "wilayah", "akun", "foto"})
TEKNIS = frozenset({"versi", "nama_cari", "foto", "akun", "dibuat_oleh"})


def _identitas(petugas: Petugas) -> Rincian:
    akun = petugas.akun
    return Rincian(
        [
            *bagian.isi_rekaman(petugas, BUKAN_ISI),
            ("Kecamatan", bagian.tempat(petugas.wilayah_id)),
            ("Foto", "ada" if petugas.foto else "–"),
            (
                "Akun",
                f"{akun.username}, {akun.email or 'tanpa surel'}, {akun.telepon or 'tanpa telepon'}" if akun else "–",
            ),
        ]
    )


def _hunian(petugas: Petugas) -> BagianLaporan:
    baris = [
        (h.wilayah.sebutan, h.get_jenis_display(), tanggal(h.mulai), tanggal(h.selesai), h.dasar or "–", h.masa)
        for h in petugas.hunian.select_related("wilayah").order_by("mulai")
    ]
    kolom = ("Kecamatan", "Sebagai", "Mulai", "Hari terakhir", "Dasar", "Keadaan")
    return bagian.daftar("tugas", "Masa tugas", kolom, baris)


def _catatan(petugas: Petugas) -> list[BagianLaporan]:
    """Return what hangs on the officer, removed entries included: they are still kept."""
    sk = [
        (s.get_tingkat_display(), s.nomor, tanggal(s.tanggal), tanggal(s.selesai), s.perihal or "–")
        for s in petugas.sk.order_by("tanggal", "pk")
    ]
    latih = [
        (p.nama, p.penyelenggara, tanggal(p.mulai), p.sertifikat or "–") for p in petugas.pelatihan.order_by("mulai")
    ]
    nilai = [
        (str(p.tahun), p.get_hasil_display(), p.uraian or "–", "; ".join(": ".join(d) for d in p.dasar) or "–")
        for p in petugas.penilaian.order_by("tahun")
    ]
    tali = [
        (t.bulan.strftime("%m-%Y"), t.get_sumber_display(), angka(t.jumlah), tanggal(t.dibayar))
        for t in petugas.taliasih.order_by("bulan", "sumber")
    ]
    harga = [(p.nama, p.pemberi, tanggal(p.tanggal)) for p in petugas.penghargaan.order_by("tanggal")]
    kartu = [
        (waktu(k.dicetak_pada), k.tugas, tanggal(k.berlaku_sampai), waktu(k.dicabut_pada) if k.dicabut_pada else "–")
        for k in Kartu.objects.filter(petugas=petugas.pk).order_by("dicetak_pada")
    ]
    return [
        bagian.daftar("sk", "SK", ("Diterbitkan", "Nomor", "Tanggal", "Sampai", "Perihal"), sk),
        bagian.daftar("pelatihan", "Pelatihan", ("Nama", "Penyelenggara", "Mulai", "Sertifikat"), latih),
        bagian.daftar("penilaian", "Penilaian tahunan", ("Tahun", "Hasil", "Uraian", "Dasar"), nilai),
        bagian.daftar("tali-asih", "Tali asih", ("Bulan", "Sumber", "Rupiah", "Dibayar"), tali),
        bagian.daftar("penghargaan", "Penghargaan", ("Penghargaan", "Pemberi", "Tanggal"), harga),
        bagian.daftar("kartu", "Kartu petugas", ("Dicetak", "Tugas", "Berlaku sampai", "Dicabut"), kartu),
    ]


def _usulan(petugas: Petugas) -> BagianLaporan:
    baris = [
        (u.wilayah.sebutan, u.get_tahap_display(), tanggal(u.diusulkan_pada), u.catatan or "–", u.alasan_tutup or "–")
        for u in petugas.usulan.select_related("wilayah").order_by("diusulkan_pada", "pk")
    ]
    kolom = ("Kecamatan", "Tahap", "Diusulkan", "Catatan", "Mengapa ditutup")
    return bagian.daftar("usulan", "Pengusulan", kolom, baris, "Kalimat bebas petugas.")


def susun(petugas: Petugas, by: Lingkup) -> list[BagianLaporan]:
    """Return the sections of the report on an officer. The caller has checked the right and logs it."""
    asal = [("Dicatat", waktu(petugas.dibuat_pada)), ("Oleh", bagian.pencatat(petugas) or "kantor")]
    return [
        BagianLaporan("identitas", "Identitas", [_identitas(petugas)]),
        _hunian(petugas),
        *_catatan(petugas),
        _usulan(petugas),
        BagianLaporan("asal", "Dari mana data ini", [Rincian(asal)]),
        bagian.tujuan(KODE, petugas.wilayah_id),
        bagian.pembukaan(petugas),
        bagian.riwayat([("Data", p) for p in riwayat(petugas, abaikan=TEKNIS)]),
        bagian.permintaan(KODE, petugas.pk),
    ]
