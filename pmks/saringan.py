"""Saringan dan pencarian daftar orang."""

import re
from uuid import UUID

import django_filters
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from pmks.angka import ORANG, jumlah_sel
from pmks.enums import JenisKelamin, Keadaan, KelompokUmur
from pmks.models import JenisPMKS, Kasus, Kebutuhan, Layanan, Orang, acuan_jenis
from pmks.tampak import terlihat
from tksk_portal.akses.halaman import MENGUMPULKAN, MENYUSURI, Halaman, halaman, hindari
from tksk_portal.akses.izin import boleh
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.dasar.nama import untuk_cari
from tksk_portal.tinjauan.enums import DERAJAT, Status
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import tingkat

PALING_MIRIP = 25
NIK_MENYUSUL = (("menyusul", "Tanpa NIK, akan dilengkapi"),)
KEMIRIPAN = 0.6  # bawaan pg_trgm.word_similarity_threshold
KATA_PALING_BANYAK = 6
SEDIKIT = 5000
SEKARTU = 100
SEMUA_KEADAAN = "semua"
BELUM_DILAYANI, MENDESAK = "belum_dilayani", "mendesak"
KATA_KEADAAN = {**dict(Keadaan.choices), SEMUA_KEADAAN: "Semua"}
KATA_PERLU = {BELUM_DILAYANI: "Belum pernah dilayani", MENDESAK: "Kebutuhan mendesak"}
# Yang bekerja dengan orangnya; di atas kecamatan daftarnya akan menyusuri seluruh wilayah.
PERAN_PERLU = {Peran.TKSK, Peran.KABKOTA}


class SaringOrang(django_filters.FilterSet):
    """Filters of the list; `jenis` and `status` together speak of the same type."""

    jenis = django_filters.ModelChoiceFilter(label="Jenis", queryset=JenisPMKS.objects.all(), method="lewati")
    status = django_filters.ChoiceFilter(label="Status", choices=Status.choices, method="lewati")
    wilayah = django_filters.ModelChoiceFilter(
        label="Wilayah", queryset=Wilayah.objects.none(), method="saring_wilayah"
    )
    umur = django_filters.ChoiceFilter(label="Umur", choices=KelompokUmur.choices, field_name="kelompok_umur")
    jk = django_filters.ChoiceFilter(label="Jenis kelamin", choices=JenisKelamin.choices)
    keadaan = django_filters.ChoiceFilter(label="Keadaan", choices=list(KATA_KEADAAN.items()), method="lewati")
    perlu = django_filters.ChoiceFilter(
        label="Perlu",
        choices=list(KATA_PERLU.items()),
        method="saring_perlu",
    )
    nik = django_filters.ChoiceFilter(label="NIK", choices=NIK_MENYUSUL, method="saring_nik")

    class Meta:
        model = Orang
        fields = ()

    def __init__(self, *args, lingkup: Lingkup, semua_keadaan: bool = False, **kwargs) -> None:
        """Make the filters for a reader.

        Args:
            semua_keadaan: without a chosen state, keep those too who are no longer looked after (a search by name or
                number finds them: they are not to be recorded anew).
        """
        super().__init__(*args, **kwargs)
        self.lingkup = lingkup
        self.semua_keadaan = semua_keadaan
        if not self._boleh_perlu(str(self.data.get("wilayah") or lingkup.tempat)):
            del self.filters["perlu"]
        if not boleh(lingkup, "pmks.catat"):
            del self.filters["nik"]  # daftar kerja pencatat
        self.filters["wilayah"].queryset = Wilayah.objects.di_bawah(lingkup.tempat)

    def lewati(self, rekaman: QuerySet, nama: str, nilai) -> QuerySet:
        """Leave type and status to `filter_queryset`, where they are combined."""
        return rekaman

    def saring_wilayah(self, rekaman: QuerySet, nama: str, nilai: Wilayah) -> QuerySet:
        """Keep persons at or under a place."""
        return rekaman.di_bawah(nilai.pk)

    def _boleh_perlu(self, tempat: str) -> bool:
        return self.lingkup.peran in PERAN_PERLU and tingkat(tempat) >= Tingkat.KECAMATAN

    def saring_perlu(self, rekaman: QuerySet, nama: str, nilai: str) -> QuerySet:
        """Keep persons who never received anything, or who need something urgently."""
        if nilai == MENDESAK:
            return rekaman.filter(Exists(Kebutuhan.objects.terbuka().filter(orang=OuterRef("pk"), mendesak=True)))
        return rekaman.filter(~Exists(Layanan.objects.tersimpan().filter(orang=OuterRef("pk"))))

    @property
    def hanya(self) -> str | None:
        """The state that the list shows; None for all.

        Without a choice: who is still looked after; with the cancelled, or a search, all.
        """
        isi = self.form.cleaned_data
        if isi["keadaan"]:
            return None if isi["keadaan"] == SEMUA_KEADAAN else isi["keadaan"]
        return None if self.semua_keadaan or isi["status"] == Status.DIBATALKAN else Keadaan.AKTIF

    def saring_nik(self, rekaman: QuerySet, nama: str, nilai: str) -> QuerySet:
        """Keep persons whose NIK is still to come."""
        return rekaman.nik_menyusul()

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Combine the filters; without a status, cancelled records are left out."""
        hasil = super().filter_queryset(queryset)
        isi = self.form.cleaned_data
        if isi["status"] != Status.DIBATALKAN:
            hasil = hasil.aktif()
        if not (isi["jenis"] or isi["status"]):
            return hasil.filter(keadaan=self.hanya) if self.hanya else hasil
        return hasil.filter(Exists(self.kasus().filter(orang=OuterRef("pk"))))

    @property
    def jenis_dipilih(self) -> JenisPMKS | None:
        """The chosen type."""
        return self.form.cleaned_data["jenis"] if self.is_valid() else None

    @property
    def per_kasus(self) -> bool:
        """Whether the list is one of persons in types: a type or a status was chosen, and nothing of the person."""
        isi = self.form.cleaned_data if self.is_valid() else {}
        return bool(isi.get("jenis") or isi.get("status")) and not (isi.get("nik") or isi.get("perlu"))

    def kasus(self) -> QuerySet:
        """Return the persons in types that the filters name."""
        isi = self.form.cleaned_data
        kasus = Kasus.objects.all() if isi["status"] == Status.DIBATALKAN else Kasus.objects.aktif()
        if self.hanya:
            kasus = kasus.filter(keadaan=self.hanya)
        if isi["status"]:
            kasus = kasus.filter(status=isi["status"])
        if isi["jenis"]:
            kasus = kasus.filter(jenis=isi["jenis"])
        if isi["wilayah"]:
            kasus = kasus.di_bawah(isi["wilayah"].pk)
        if isi["umur"]:
            kasus = kasus.filter(kelompok_umur=isi["umur"])
        if isi.get("nik"):
            kasus = kasus.filter(orang__in=Orang.objects.nik_menyusul())
        if isi.get("perlu"):
            kasus = kasus.filter(orang__in=self.saring_perlu(Orang.objects.all(), "perlu", isi["perlu"]))
        return kasus.filter(jk=isi["jk"]) if isi["jk"] else kasus

    def kasus_sedikit(self) -> QuerySet:
        """Return the same persons in types, with every column of the index `kasus_saring` named.

        A filter that was not chosen allows all values, spelled out: the index then goes from one combination to the
        next and reads only what matches, instead of everything of the type.
        """
        isi = self.form.cleaned_data
        kasus = Kasus.objects.filter(
            jenis__in=[isi["jenis"].pk] if isi["jenis"] else list(acuan_jenis()),
            status__in=[isi["status"]] if isi["status"] else self._status_terhitung(),
            kelompok_umur__in=[isi["umur"]] if isi["umur"] else KelompokUmur.values,
            jk__in=[isi["jk"]] if isi["jk"] else JenisKelamin.values,
            keadaan__in=[self.hanya] if self.hanya else Keadaan.values,
        )
        return kasus.di_bawah(isi["wilayah"].pk) if isi["wilayah"] else kasus

    def _status_terhitung(self) -> list[Status]:
        """Return the states that the reader sees and that the summary counts."""
        return [s for s in Status if DERAJAT[s] >= max(0, self.lingkup.derajat)]

    def jumlah(self) -> int | None:
        """Return how many rows the filters leave, from the summary; None for what it does not tell apart."""
        isi = self.form.cleaned_data
        if isi["status"] == Status.DIBATALKAN or self.hanya != Keadaan.AKTIF or isi.get("nik") or isi.get("perlu"):
            return None
        return jumlah_sel(
            isi["wilayah"].pk if isi["wilayah"] else self.lingkup.tempat,
            jenis=isi["jenis"].pk if isi["jenis"] else (None if isi["status"] else ORANG),
            status=[s for s in self._status_terhitung() if not isi["status"] or s == isi["status"]],
            jk=isi["jk"] or None,
            umur=int(isi["umur"]) if isi["umur"] else None,
        )


def halaman_kasus(request: HttpRequest, saring: SaringOrang, banyak: int | None, *, semua: bool = True) -> Halaman:
    """Return a page of persons in types, latest movement first; each row is the person with that one type.

    With `semua` false, persons whom lists do not show this role are left out (`pmks.tampak.terlihat`).

    Type, age and status depend on each other, so the planner cannot guess how many rows match; the summary knows.
    Few: read their keys from an index that holds them side by side, then sort. Many: walk the index in order and stop
    when the page is full.
    """
    sedikit = banyak is not None and banyak <= SEDIKIT
    with hindari(*(MENGUMPULKAN if sedikit else MENYUSURI if banyak is not None else ())):
        kasus = saring.kasus_sedikit() if sedikit else saring.kasus()
        return halaman(
            request,
            kasus if semua else terlihat(kasus, saring.lingkup, lewat="orang__"),
            urut=("-bergerak_pada", "-id"),
            isi=Kasus.objects.select_related("orang"),
            kumpulkan=sedikit,
        )


def cari_orang(rekaman: QuerySet, kata: str, by: Lingkup) -> QuerySet:
    """Return the persons whose NIK, KK or name match a search text.

    16 digits are a NIK or KK number, matched exactly; otherwise every word must occur in the name. Readers who see
    masked identities find no person of a sensitive type this way (`pmks.tampak.terlihat`).
    """
    rekaman = terlihat(rekaman, by)
    angka = re.sub(r"[ .-]", "", kata)
    if re.fullmatch(r"[0-9]{16}", angka):
        # Dua kueri kecil, bukan satu dengan OR: yang terakhir membuat perencana menyusuri seluruh daftar.
        kunci = [*rekaman.filter(nik=angka).values_list("pk", flat=True)[:SEKARTU]]
        kunci += rekaman.filter(no_kk=angka).values_list("pk", flat=True)[:SEKARTU]
        return rekaman.filter(pk__in=kunci)
    kata_kata = untuk_cari(kata).split()
    if not kata_kata:
        return rekaman.none()
    for bagian in kata_kata:
        rekaman = rekaman.filter(nama_cari__contains=bagian)
    return rekaman


def cari_mirip(rekaman: QuerySet, kata: str, by: Lingkup) -> list[Orang]:
    """Return up to 25 persons with a name like the search text, best first; for when nothing matched exactly."""
    rekaman = terlihat(rekaman, by)
    bersih = untuk_cari(kata)
    if len(bersih) < 3:
        return []
    rekaman = rekaman.annotate(kemiripan=TrigramWordSimilarity(bersih, "nama_cari")).order_by("-kemiripan", "-pk")
    if selebihnya := _selain_satu_kata(bersih.split(), sempit=tingkat(by.tempat) >= Tingkat.KECAMATAN):
        hasil = list(rekaman.filter(selebihnya, kemiripan__gte=KEMIRIPAN)[:PALING_MIRIP])
        if hasil:
            return hasil
    return list(rekaman.filter(nama_cari__trigram_word_similar=bersih)[:PALING_MIRIP])


def _selain_satu_kata(kata: list[str], *, sempit: bool) -> Q | None:
    """Return "all words but one occur", or None where the index finds alike names faster by itself.

    Usually one word is misspelt. The other words, exact, leave few candidates, and only those that the wall lets
    through are compared; asked for alike names, the index reads the names of the whole country first. One word that
    many people bear leaves too many candidates, unless the scope is narrow.
    """
    if not (2 if sempit else 3) <= len(kata) <= KATA_PALING_BANYAK:
        return None
    selebihnya = Q()
    for letak in range(len(kata)):
        # Kurang dari tiga huruf tidak ada di indeks.
        lain = [k for k in kata[:letak] + kata[letak + 1 :] if len(k) >= 3]
        if lain:
            selebihnya |= Q(*(Q(nama_cari__contains=k) for k in lain))
    return selebihnya or None


def kunci_uuid(teks: str) -> UUID | None:
    """Return the UUID that a text spells, or None."""
    try:
        return UUID(teks)
    except ValueError:
        return None
