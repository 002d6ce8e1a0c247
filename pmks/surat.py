"""Surat resmi dari data PMKS: berita acara pengesahan, hanya angka, tanpa nama orang."""

from django.db import transaction
from django.db.models import Count, QuerySet
from django.db.models.functions import Left

from pmks.models import Kasus, Pengesahan, acuan_jenis
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.kunci import kunci_transaksi
from tksk_portal.dokumen.actions import simpan_draf
from tksk_portal.dokumen.enums import StatusSurat
from tksk_portal.dokumen.isi import IsiSurat, KolomTabel, Lampiran, Paragraf, Rincian, Tabel
from tksk_portal.dokumen.jenis import JenisSurat
from tksk_portal.dokumen.models import Surat
from tksk_portal.tampilan.templatetags.tampilan import angka, bulan, tanggal_hari
from tksk_portal.wilayah.models import Wilayah

ACUAN = "pmks.pengesahan"
BERITA_ACARA = JenisSurat(
    "pmks.berita_acara",
    "Berita acara pengesahan",
    judul_tengah="Berita Acara",
    sebutan="berita acara",
    diketik=False,
    izin="pmks.sahkan",
)
NOMOR = KolomTabel("No.", angka=True)


@transaction.atomic
def buat_berita_acara(pengesahan: Pengesahan, *, by: Lingkup) -> Surat:
    """Return the draft or valid report of an approval; makes a draft when there is none (or only voided ones).

    Raises:
        PermissionDenied: the role may not approve.
        Ditolak: the office has no letterhead.
    """
    kunci_transaksi(f"berita acara {pengesahan.pk}")
    ada = Surat.objects.tentang(ACUAN, pengesahan.pk).exclude(status=StatusSurat.DIBATALKAN).first()
    return ada or simpan_draf(
        jenis=BERITA_ACARA.kode, isi=isi_berita_acara(pengesahan), by=by, acuan=(ACUAN, pengesahan.pk)
    )


def isi_berita_acara(pengesahan: Pengesahan) -> IsiSurat:
    """Return the content: who approved what and when, totals per kecamatan and per type."""
    daerah, periode = pengesahan.wilayah.nama, bulan(pengesahan.periode)
    kasus = Kasus.objects.filter(pengesahan=pengesahan).order_by()
    kecualikan = pengesahan.pengecualian.count() + pengesahan.pengecualian_kesatuan.count()
    kesatuan = pengesahan.kasus_kesatuan.count()
    return IsiSurat(
        perihal=f"Pengesahan Data PMKS {daerah} Periode {periode}",
        blok=[
            Paragraf(
                f"Pada hari ini, {tanggal_hari(pengesahan.pada)}, {pengesahan.sebagai} mengesahkan data Penyandang "
                f"Masalah Kesejahteraan Sosial (PMKS) {daerah} periode {periode} yang telah diverifikasi dinas sosial "
                "kabupaten/kota, dengan hasil sebagai berikut."
            ),
            Rincian(
                [
                    ("Daerah", daerah),
                    ("Periode", periode),
                    ("Data disahkan", f"{angka(pengesahan.jumlah)} (orang menurut jenis)"),
                    *([("Keluarga dan komunitas", f"{angka(kesatuan)} disahkan (menurut jenis)")] if kesatuan else []),
                    ("Perubahan", f"{angka(pengesahan.jumlah_revisi)} perubahan data disahkan"),
                    ("Dikecualikan", f"{angka(kecualikan)} data tetap terverifikasi dan belum disahkan"),
                ]
            ),
            Paragraf(
                "Rekapitulasi per kecamatan dan per jenis ada pada lampiran. Satu orang dapat tercatat dalam lebih "
                "dari satu jenis, sehingga jumlah data tidak sama dengan jumlah orang."
            ),
            Paragraf("Berita acara ini dibuat untuk dipergunakan sebagaimana mestinya."),
        ],
        lampiran_isi=[
            Lampiran("Rekapitulasi data yang disahkan", [_per_kecamatan(pengesahan, kasus), _per_jenis(kasus)])
        ],
    )


def _per_kecamatan(pengesahan: Pengesahan, kasus: QuerySet[Kasus]) -> Tabel:
    nama = dict(Wilayah.objects.filter(induk=pengesahan.wilayah_id).values_list("kode", "nama"))
    baris = kasus.annotate(kec=Left("wilayah_id", 8)).values_list("kec").annotate(n=Count("pk")).order_by("kec")
    return _tabel("Menurut kecamatan", "Kecamatan", [(nama.get(kec, kec), n) for kec, n in baris])


def _per_jenis(kasus: QuerySet[Kasus]) -> Tabel:
    nama = {kode: j.nama for kode, j in acuan_jenis().items()}
    baris = kasus.values_list("jenis").annotate(n=Count("pk")).order_by("jenis")
    return _tabel("Menurut jenis", "Jenis", [(nama[jenis], n) for jenis, n in baris])


def _tabel(judul: str, kolom: str, isi: list[tuple[str, int]]) -> Tabel:
    return Tabel(
        (NOMOR, KolomTabel(kolom, lebar=4), KolomTabel("Jumlah data", angka=True, lebar=1)),
        [(str(n), nama, angka(jumlah)) for n, (nama, jumlah) in enumerate(isi, start=1)],
        jumlah=("", "Jumlah", angka(sum(jumlah for _, jumlah in isi))),
        judul=judul,
    )
