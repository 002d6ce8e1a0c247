"""Bacaan untuk daftar akun dan beranda admin."""

from collections.abc import Iterable
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import JenisTautan, Peran
from tksk_portal.akun.middleware import FAKTOR
from tksk_portal.akun.models import Akun, Penempatan, SyaratMasuk, Tautan
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah
from tksk_portal.wilayah.rentang import NASIONAL, rentang

SEHALAMAN = 50
SEGERA_BERAKHIR = timedelta(days=90)
BELUM_MENERIMA = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def akun_dikelola(lingkup: Lingkup) -> QuerySet[Akun]:
    """Return the accounts in the care of an office, with `dua_langkah` and `diundang` for each."""
    return Akun.objects.dikelola(lingkup.tempat).annotate(
        dua_langkah=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=FAKTOR)),
        diundang=Exists(Tautan.objects.berlaku().filter(akun=OuterRef("pk"), jenis=JenisTautan.UNDANGAN)),
    )


def saring(
    akun: QuerySet[Akun], *, q: str = "", peran: str = "", tempat: str = "", keadaan: str = ""
) -> QuerySet[Akun]:
    """Return the accounts that match; without a state those that are not closed."""
    if q:
        akun = akun.filter(Q(nama__icontains=q) | Q(username__startswith=q.lower()))
    if peran or tempat:
        tugas = Penempatan.objects.berlaku().filter(akun=OuterRef("pk"))
        if peran:
            tugas = tugas.filter(peran=peran)
        if tempat:
            awal, akhir = rentang(tempat)
            tugas = tugas.filter(tempat_id__gte=awal, tempat_id__lt=akhir)
        akun = akun.filter(Exists(tugas))
    if keadaan == "ditutup":
        return akun.filter(ditutup_pada__isnull=False)
    return _KEADAAN.get(keadaan, lambda a: a)(akun.filter(ditutup_pada=None))


def _bertugas(**syarat) -> Exists:
    return Exists(Penempatan.objects.berlaku().filter(akun=OuterRef("pk"), **syarat))


_KEADAAN = {
    "undangan": lambda a: a.filter(BELUM_MENERIMA, diundang=True),
    "belum": lambda a: a.filter(BELUM_MENERIMA, diundang=False),
    "tanpa_dua_langkah": lambda a: a.exclude(BELUM_MENERIMA).filter(dua_langkah=False),
    "tanpa_tugas": lambda a: a.filter(~_bertugas()),
    "berakhir": lambda a: a.filter(_bertugas(selesai__lte=timezone.localdate() + SEGERA_BERAKHIR)),
}


def dengan_tugas(akun: QuerySet[Akun]) -> QuerySet[Akun]:
    """Return the accounts with their present duties as `tugas_kini`."""
    tugas = Penempatan.objects.berlaku().select_related("tempat").order_by("mulai", "pk")
    return akun.prefetch_related(Prefetch("penempatan", tugas, to_attr="tugas_kini"))


def tanpa_faktor(peran: str, tempat: str) -> tuple[int, int]:
    """Return how many open accounts hold a role at or under a place today, and how many of them lack a second factor.

    Must run in a scope that holds the place.
    """
    awal, akhir = rentang(tempat)
    tugas = Penempatan.objects.berlaku().filter(akun=OuterRef("pk"), peran=peran, tempat__gte=awal, tempat__lt=akhir)
    akun = Akun.objects.filter(Exists(tugas), ditutup_pada=None)
    faktor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FAKTOR)
    return akun.count(), akun.exclude(Exists(faktor)).count()


def catatan_syarat(lingkup: Lingkup, wajib: Iterable[str]) -> list[str]:
    """Return what one should know before demanding a second factor, in sentences."""
    if lingkup.peran == Peran.KEMENSOS:
        semua, tanpa = tanpa_faktor(Peran.KEMENSOS, lingkup.tempat)
        kalimat = [f"Berlaku bagi semua akun Kementerian Sosial: {semua} akun, {tanpa} di antaranya belum memakainya."]
        if Peran.KEMENSOS in wajib:
            return [*kalimat, "Sudah diwajibkan. Hanya pengelola server yang dapat melepas syarat ini."]
        return [*kalimat, "Sesudah diwajibkan dari halaman ini, hanya pengelola server yang dapat melepasnya."]
    nasional = SyaratMasuk.objects.filter(wilayah=NASIONAL, wajib_dua_langkah=True).values_list("peran", flat=True)
    peran = [Peran(p).label for p in sorted(nasional) if p != Peran.KEMENSOS]
    return [f"Sudah diwajibkan secara nasional bagi: {', '.join(peran)}."] if peran else []


def ringkasan_admin(lingkup: Lingkup) -> dict:
    """Return what waits for an admin: numbers, lists, and where each leads (for the dashboard).

    Must run in the admin's scope.
    """
    akun = akun_dikelola(lingkup)
    daftar = reverse("kelola_daftar")
    berakhir = (
        Penempatan.objects.berlaku()
        .akun_terbuka()
        .filter(selesai__lte=timezone.localdate() + SEGERA_BERAKHIR)
        .select_related("akun", "tempat")
        .order_by("selesai", "pk")
    )
    kosong = kecamatan_tanpa_tksk(lingkup.tempat)
    return {
        "akun_terbuka": akun.filter(ditutup_pada=None).count(),
        "tanpa_dua_langkah": saring(akun, keadaan="tanpa_dua_langkah").count(),
        "tanpa_dua_langkah_url": f"{daftar}?keadaan=tanpa_dua_langkah",
        "undangan_terbuka": saring(akun, keadaan="undangan").count(),
        "undangan_terbuka_url": f"{daftar}?keadaan=undangan",
        "belum_diundang": saring(akun, keadaan="belum").count(),
        "belum_diundang_url": reverse("kelola_undangan"),
        "tugas_berakhir": list(berakhir),
        "tugas_berakhir_url": f"{daftar}?keadaan=berakhir",
        "kecamatan_kosong": kosong,
        "kecamatan_kosong_url": reverse("kelola_baru"),
        "jumlah_kecamatan": Wilayah.objects.berlaku()
        .di_bawah(lingkup.tempat)
        .filter(tingkat=Tingkat.KECAMATAN)
        .count(),
    }


def kecamatan_tanpa_tksk(tempat: str) -> list[Wilayah]:
    """Return the kecamatan under a place where nobody with an open account is TKSK today."""
    terisi = Penempatan.objects.berlaku().akun_terbuka().filter(peran=Peran.TKSK, tempat=OuterRef("pk"))
    kecamatan = Wilayah.objects.berlaku().di_bawah(tempat).filter(tingkat=Tingkat.KECAMATAN)
    return list(kecamatan.filter(~Exists(terisi)).select_related("induk"))


def pilihan_tempat(tempat: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the places at and under a province down to kecamatan, grouped for a choice field."""
    semua = Wilayah.objects.berlaku().di_bawah(tempat).filter(tingkat__lte=Tingkat.KECAMATAN).order_by("kode")
    grup: dict[str, list[tuple[str, str]]] = {"Provinsi": [], "Kabupaten/kota": []}
    nama_grup: dict[str, str] = {}
    for w in semua:
        if w.tingkat == Tingkat.KECAMATAN:
            grup.setdefault(nama_grup.get(w.induk_id, w.induk_id), []).append((w.kode, w.sebutan))
        else:
            grup["Provinsi" if w.tingkat == Tingkat.PROVINSI else "Kabupaten/kota"].append((w.kode, w.sebutan))
            nama_grup[w.kode] = f"Kecamatan di {w.sebutan}"
    return [(nama, isi) for nama, isi in grup.items() if isi]
