"""Roster masuk: buku kerja Pendataan TKSK diperiksa baris demi baris, lalu dicatat lewat perbuatan yang sama."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID

from crispy_forms.layout import Column, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from penugasan.petugas.actions import Ditolak, angkat, buka_formasi, catat, tambah_catatan, tarik, ubah
from penugasan.petugas.actions.hunian import batalkan
from penugasan.petugas.enums import HasilPenilaian, JenisHunian
from penugasan.petugas.models import (
    SK,
    Formasi,
    Hunian,
    Kartu,
    Pelatihan,
    Penghargaan,
    Penilaian,
    Petugas,
    SerahTerima,
    TaliAsih,
    Usulan,
)
from penugasan.petugas.periksa import PemeriksaRoster
from penugasan.petugas.tata_letak import ROSTER
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.excel.models import BarisUnggahan, Unggahan
from tksk_portal.excel.sumber import (
    BUKAN_DI_SINI,
    SUDAH_DIUBAH,
    BarisMentah,
    HasilTulis,
    Pemeriksa,
    PilihanForm,
    Potongan,
    Sumber,
    Tampilan,
)
from tksk_portal.excel.tataletak import TataLetak
from tksk_portal.tampilan.formulir import TanggalField, isian_saja
from tksk_portal.wilayah.models import Wilayah


class PilihanRoster(PilihanForm):
    """What holds for all rows: since when they hold their formation, and which year was judged."""

    tanggal = ("mulai",)

    mulai = TanggalField(label="Huniannya dicatat mulai", help_text="Hari pertama bertugas di kecamatan itu.")
    tahun_nilai = forms.IntegerField(
        label="Tahun penilaian", min_value=2009, max_value=2100, help_text="Bagi kolom Penilaian Tahunan."
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        tahun = timezone.localdate().year
        self.fields["mulai"].initial = date(tahun, 1, 1)
        self.fields["tahun_nilai"].initial = tahun - 1
        dua = {"css_class": "col-md-6"}
        self.helper = isian_saja(Row(Column("mulai", **dua), Column("tahun_nilai", **dua)))

    def clean_mulai(self) -> date:
        """A day of duty that has come."""
        mulai = self.cleaned_data["mulai"]
        if not date(2009, 1, 1) <= mulai <= timezone.localdate():
            raise forms.ValidationError("Pilih hari antara tahun 2009 dan hari ini.")
        return mulai

    def pilihan(self) -> dict:
        """Return the choices as JSON values."""
        return {"mulai": self.cleaned_data["mulai"].isoformat(), "tahun_nilai": self.cleaned_data["tahun_nilai"]}


class SumberRoster(Sumber):
    """Officers, one per row."""

    kode = "petugas"
    label = "roster TKSK"
    izin = "petugas.impor"
    ikon = "id"
    derajat = 9
    tata_letak = (ROSTER,)
    form_pilihan = PilihanRoster
    judul_pilihan = ("Bagi semua baris", "Keduanya tidak ada di formulirnya.")
    sesudah = "Huniannya berlaku sejak hari yang dipilih. Akunnya dibuat dan diundang di halaman Petugas."
    catatan = (
        "Satu baris satu petugas, dengan judul kolom formulir Pendataan TKSK.",
        "NIK harus tersimpan sebagai teks. Bilangan 16 angka ditolak: angka terakhirnya sudah hilang di Excel.",
        "Kecamatan yang sudah punya petugas ditolak barisnya; penggantian dicatat di halaman formasinya.",
        "Petugas yang sudah tercatat (NIK sama) diperbarui; sel kosong tidak menghapus isian lama.",
    )

    def pemeriksa(self, *, by: Lingkup, pilihan: dict, dipakai: set[str]) -> Pemeriksa:
        """Return the judge of one file."""
        return PemeriksaRoster(by=by, mulai=date.fromisoformat(pilihan["mulai"]))

    def siapkan(self, baris: Sequence[BarisMentah], *, by: Lingkup) -> Callable[[], object]:
        """Return nothing to work out beforehand: a roster is short."""
        return lambda: None

    def tulis(self, potong: Potongan, *, unggahan: Unggahan, by: Lingkup) -> HasilTulis:
        """Write a chunk, each row in a savepoint; what is refused meanwhile is passed over with the reason."""
        hasil = HasilTulis()
        baris = BarisUnggahan.objects.filter(unggahan=unggahan, nomor__in=[b.nomor for b in potong.baris])
        for b in baris.order_by("nomor"):
            try:
                with transaction.atomic():
                    _tulis_satu(b, unggahan.pilihan, by)
            except Ditolak as tolak:
                hasil.lewat[b.nomor] = tolak.pesan
            except ValidationError as salah:
                hasil.lewat[b.nomor] = " ".join(salah.messages)
        return hasil

    def halangan(self, baris: Sequence[BarisUnggahan], *, unggahan: Unggahan, by: Lingkup) -> dict[int, str]:
        """Return why rows cannot be undone: the account was made, or something was built on them."""
        kunci = [b.kunci for b in baris]
        orang = {p.pk: p for p in Petugas.objects.ada().select_for_update().filter(pk__in=kunci).order_by("pk")}
        dibangun = _dibangun_di_atasnya(orang, unggahan)
        hasil = {}
        for b in baris:
            p = orang.get(b.kunci)
            baru = b.isi["versi"] is None
            if p is None:
                hasil[b.nomor] = BUKAN_DI_SINI
            elif (baru or b.isi["huni"]) and p.akun_id:
                hasil[b.nomor] = "akunnya sudah dibuat"
            elif (baru or b.isi["huni"]) and p.pk in dibangun:
                hasil[b.nomor] = f"sudah ada {dibangun[p.pk]}"
            elif p.versi != (b.isi["versi"] or 0) + 1 or (baru and p.foto):
                hasil[b.nomor] = SUDAH_DIUBAH
        return hasil

    def urungkan(self, baris: Sequence[BarisUnggahan], *, unggahan: Unggahan, by: Lingkup) -> None:
        """Take back: occupancies, evaluations and new records are withdrawn, changed columns return."""
        orang = {p.pk: p for p in Petugas.objects.filter(pk__in=[b.kunci for b in baris])}
        hunian = {h.petugas_id: h for h in _hunian_unggahan(orang, unggahan)}
        nilai = _nilai_unggahan(orang, unggahan).filter(dibuat_pada__gte=unggahan.dibuat_pada, uraian=URAIAN)
        nilai.update(dihapus_pada=timezone.now())
        for b in baris:
            p = orang[b.kunci]
            if b.isi["huni"] and p.pk in hunian:
                batalkan(hunian=hunian[p.pk], by=by, kapan_pun=True)
            if b.isi["versi"] is None:
                tarik(petugas=p, by=by)
            elif b.sebelum:
                ubah(petugas=p, isi=dari_json(b.sebelum), versi=None, by=by)

    def tampil(self, baris: Iterable[BarisUnggahan], by: Lingkup) -> list[Tampilan]:
        """Return the rows with name and kecamatan; no numbers."""
        return [
            Tampilan(
                b.isi.get("nama") or "(tanpa nama)",
                [("Kecamatan tugas", b.isi["tempat"])] if b.isi.get("tempat") else [],
                reverse("petugas:rinci", args=[b.kunci]) if b.kunci and b.isi.get("versi") else "",
            )
            for b in baris
        ]

    def templat(self, by: Lingkup) -> tuple[TataLetak, dict[str, list[str]], list[dict]]:
        """Return the template with the kecamatan of the place."""
        kecamatan = Wilayah.objects.berlaku().di_bawah(by.tempat).filter(tingkat=3).order_by("kode")
        daftar = {
            "jk": ["L", "P"],
            "agama": list(dict(_pilihan("agama")).values()),
            "pendidikan": list(dict(_pilihan("pendidikan")).values()),
            "kinerja": ["Aktif", "Tidak aktif"],
            "penilaian": [str(x) for x in HasilPenilaian.labels],
            "kecamatan_tugas": [w.nama for w in kecamatan],
        }
        contoh = [
            {
                "nama": "Contoh Nama",
                "nik": "6400001205900001",
                "tanggal_lahir": "12-05-1990",
                "jk": "L",
                "kecamatan_tugas": daftar["kecamatan_tugas"][0] if daftar["kecamatan_tugas"] else "",
                "kinerja": "Aktif",
            }
        ]
        return ROSTER, daftar, contoh

    def url_daftar(self, by: Lingkup) -> str:
        """Return the board."""
        return reverse("petugas:papan")


URAIAN = "Dari buku kerja roster."


def _pilihan(kolom: str) -> list[tuple[str, str]]:
    return [(k, str(v)) for k, v in Petugas._meta.get_field(kolom).choices]


def dari_json(isi: dict) -> dict:
    """Return staged columns as the actions take them."""
    return isi | ({"tanggal_lahir": date.fromisoformat(isi["tanggal_lahir"])} if "tanggal_lahir" in isi else {})


def _tulis_satu(b: BarisUnggahan, pilihan: dict, by: Lingkup) -> None:
    isi, wilayah = dari_json(b.isi["orang"]), b.isi["wilayah"]
    if b.isi["versi"] is None:
        petugas = catat(kunci=b.kunci, wilayah=wilayah, isi=isi, by=by)
    else:
        petugas = Petugas.objects.ada().filter(pk=b.kunci).first()
        if petugas is None or petugas.versi != b.isi["versi"]:
            raise Ditolak("Datanya sudah diubah sesudah diperiksa.")
        petugas = ubah(petugas=petugas, isi=isi, versi=None, by=by)
    if b.isi["huni"]:
        formasi = Formasi.objects.terbuka().filter(wilayah_id=wilayah).first() or buka_formasi(tempat=wilayah, by=by)[0]
        angkat(formasi=formasi, petugas=petugas, mulai=date.fromisoformat(pilihan["mulai"]), dasar="Roster", by=by)
        petugas.refresh_from_db()
    tahun = pilihan["tahun_nilai"]
    if b.isi["nilai"] and not petugas.penilaian.ada().filter(tahun=tahun).exists():
        nilai = Penilaian(petugas=petugas, tahun=tahun, hasil=b.isi["nilai"], uraian=URAIAN)
        tambah_catatan(catatan=nilai, by=by)


def _hunian_unggahan(orang: dict[UUID, Petugas], unggahan: Unggahan):
    mulai = date.fromisoformat(unggahan.pilihan["mulai"])
    hunian = Hunian.objects.sah().filter(petugas__in=orang, jenis=JenisHunian.PETUGAS, mulai=mulai)
    return hunian.filter(dibuat_pada__gte=unggahan.dibuat_pada).select_related("formasi", "petugas")


def _nilai_unggahan(orang: dict[UUID, Petugas], unggahan: Unggahan):
    return Penilaian.objects.ada().filter(petugas__in=orang, tahun=unggahan.pilihan["tahun_nilai"])


def _dibangun_di_atasnya(orang: dict[UUID, Petugas], unggahan: Unggahan) -> dict[UUID, str]:
    """Return what was recorded since the upload on officers of it, in a word each."""
    sejak = {"petugas__in": orang, "dibuat_pada__gte": unggahan.dibuat_pada}
    hunian = _hunian_unggahan(orang, unggahan).values("pk")
    nilai = _nilai_unggahan(orang, unggahan).filter(uraian=URAIAN).values("pk")
    lain = [
        ("kartu", Kartu.objects.filter(petugas__in=orang, dicetak_pada__gte=unggahan.dibuat_pada), "petugas"),
        ("usulan", Usulan.objects.filter(petugas__in=orang).berjalan(), "petugas_id"),
        ("serah terima", SerahTerima.objects.filter(dari__in=hunian), "dari__petugas_id"),
        ("masa tugas lain", Hunian.objects.sah().filter(**sejak).exclude(pk__in=hunian), "petugas_id"),
        ("penilaian lain", Penilaian.objects.ada().filter(**sejak).exclude(pk__in=nilai), "petugas_id"),
    ]
    lain += [
        (m._meta.verbose_name, m.objects.ada().filter(**sejak), "petugas_id")
        for m in (SK, Pelatihan, TaliAsih, Penghargaan)
    ]
    return {pk: kata for kata, rekaman, kolom in lain for pk in rekaman.values_list(kolom, flat=True)}


SUMBER = SumberRoster()
