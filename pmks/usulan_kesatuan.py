"""Isi usulan perubahan keluarga, kelompok, dan komunitas dalam kata."""

from pmks.actions import IsianAnggota, anggota_kini
from pmks.actions.kesatuan_isian import dari_json
from pmks.enums import HubunganKeluarga
from pmks.models import KasusKesatuan, Kesatuan, Orang, RevisiKesatuan, acuan_jenis
from pmks.models.kesatuan import anak
from pmks.tampak import hias_nama
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.dasar.nama import samarkan_nama, samarkan_nomor
from tksk_portal.jejak.kata import kata_nilai
from tksk_portal.jejak.tampak import PERLU_TUJUAN

Baris = tuple[str, str, str]


def kata_usulan(revisi: RevisiKesatuan, kesatuan: Kesatuan, by: Lingkup, *, nomor_terbuka: bool) -> list[Baris]:
    """Return (label, present, proposed) for each change; numbers masked unless opened.

    For a reader of the open subject: the registered persons it names are logged as read.
    """
    isi, hasil = revisi.isi, []
    for kolom, usul in isi.get("kolom", {}).items():
        medan = Kesatuan._meta.get_field(kolom.removesuffix("_id"))
        kini, baru = getattr(kesatuan, kolom), dari_json(kolom, usul)
        if kolom == "no_kk" and not nomor_terbuka:
            kini, baru = samarkan_nomor(kini), samarkan_nomor(baru)
        hasil.append((str(medan.verbose_name), kata_nilai(medan, kini), kata_nilai(medan, baru)))
    if "anggota" in isi:
        usul = [IsianAnggota.dari_json(a) for a in isi["anggota"]]
        hasil += _kata_anggota(anggota_kini(kesatuan), usul, by)
    acuan = acuan_jenis()
    ada = {k.jenis_id: k for k in KasusKesatuan.objects.aktif().filter(kesatuan=kesatuan)}
    for kode, ubah in isi.get("kasus", {}).items():
        for kolom, usul in ubah.items():
            medan = KasusKesatuan._meta.get_field(kolom)
            kini = getattr(ada[int(kode)], kolom, None) if int(kode) in ada else None
            label = f"{acuan[int(kode)].pendek}: {medan.verbose_name}"
            hasil.append((label, kata_nilai(medan, kini), kata_nilai(medan, medan.to_python(usul))))
    hasil += [("jenis", acuan[kode].nama, "dihapus") for kode in isi.get("batal", [])]
    return hasil


def _kata_anggota(kini: list[IsianAnggota], usul: list[IsianAnggota], by: Lingkup) -> list[Baris]:
    orang = {o.pk: o for o in Orang.objects.filter(pk__in={a.orang_id for a in (*kini, *usul) if a.orang_id})}
    hias_nama(orang.values(), by, tujuan=None if by.peran in PERLU_TUJUAN else "")

    def kata(a: IsianAnggota) -> str:
        nama = samarkan_nama(a.nama) if by.peran == Peran.CAMAT and anak(a.tanggal_lahir) else a.nama
        if a.orang_id:
            nama = orang[a.orang_id].nama_tampil if a.orang_id in orang else "Anggota terdaftar"
        lahir = f", lahir {a.tanggal_lahir:%d-%m-%Y}" if a.tanggal_lahir else ""
        nik = f", NIK {samarkan_nomor(a.nik)}" if a.nik else ""
        return f"{nama} ({HubunganKeluarga(a.hubungan).label.lower()}{lahir}{nik})"

    lama, baru = {a.id: a for a in kini}, {a.id: a for a in usul if a.id}
    hasil = [("anggota", kata(a), "dikeluarkan") for kunci, a in lama.items() if kunci not in baru]
    hasil += [("anggota", kata(lama[k]), kata(a)) for k, a in baru.items() if k in lama and lama[k] != a]
    return hasil + [("anggota baru", "–", kata(a)) for a in usul if a.id not in lama]
