"""Hunian dan akses: mengangkat, merangkap, cuti, mengakhiri; keduanya selalu sama, juga pada sejarah acak."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from penugasan.petugas import actions
from penugasan.petugas.actions import Ditolak
from penugasan.petugas.enums import AlasanSelesai, JenisHunian, Keadaan
from penugasan.petugas.models import Hunian, Petugas
from penugasan.petugas.papan import formasi_kini
from tests.penugasan.petugas.bahan import formasi, hari, orang
from tksk_portal.akses import lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.kelola import actions as kelola
from tksk_portal.kelola.actions import Masa

ULU, SAMPING, TIGA = "64.72.05", "64.72.06", "64.72.07"


@pytest.fixture
def by(dunia):
    with lingkup.masuk(dunia.admin.lingkup) as l:  # noqa: E741
        yield l


def tugas(petugas) -> set[tuple]:
    semua = Penempatan.objects.filter(akun=petugas.akun, peran=Peran.TKSK, dibatalkan_pada=None)
    return set(semua.values_list("tempat_id", "mulai", "selesai"))


def keadaan(f, pada: date) -> str:
    return formasi_kini(f.wilayah_id, pada).get(pk=f.pk).keadaan


def test_mengangkat_memberi_akses_pada_hari_yang_sama(by):
    f, p = formasi(by, ULU), orang(by, SAMPING, akun=True)
    actions.angkat(formasi=f, petugas=p, mulai=hari(-3), dasar="SK 1", by=by)
    assert tugas(p) == {(ULU, hari(-3), None)}
    p.refresh_from_db()
    assert p.wilayah_id == ULU, "catatan petugas berdiri di kecamatan tugasnya"
    assert keadaan(f, hari(-4)) == Keadaan.LOWONG and keadaan(f, hari(0)) == Keadaan.TERISI


def test_formasi_dan_petugas_tidak_dihuni_dua_kali(by):
    f, p, lain = formasi(by, ULU), orang(by, ULU), orang(by, ULU)
    actions.angkat(formasi=f, petugas=p, mulai=hari(-3), by=by)
    with pytest.raises(Ditolak, match="Sudah ada petugas"):
        actions.angkat(formasi=f, petugas=lain, mulai=hari(5), by=by)
    with pytest.raises(Ditolak, match="sudah menghuni formasi lain"):
        actions.angkat(formasi=formasi(by, SAMPING), petugas=p, mulai=hari(0), by=by)
    assert Hunian.objects.filter(petugas__in=(p, lain)).count() == 1


def test_petugas_yang_ditarik_atau_dihapus_tidak_diangkat(by):
    f = formasi(by, ULU)
    for ubah in ({"ditarik_pada": timezone.now()}, {"nik": "", "nama": "(dihapus)"}):
        p = orang(by, ULU)
        Petugas.objects.filter(pk=p.pk).update(**ubah)
        with pytest.raises(Ditolak, match="ditarik atau dihapus"):
            actions.angkat(formasi=f, petugas=p, mulai=hari(0), by=by)
    assert not Hunian.objects.filter(formasi=f).exists()


def test_perangkapan_berakhir_sendiri_saat_petugas_baru_diangkat(by):
    tetangga, baru = orang(by, SAMPING, akun=True), orang(by, ULU, akun=True)
    actions.angkat(formasi=formasi(by, SAMPING), petugas=tetangga, mulai=hari(-90), by=by)
    f = formasi(by, ULU)
    plt = actions.rangkap(formasi=f, petugas=tetangga, mulai=hari(-10), selesai=hari(32), by=by)
    actions.angkat(formasi=f, petugas=baru, mulai=hari(5), by=by)
    plt.refresh_from_db()
    assert (plt.selesai, plt.alasan) == (hari(4), AlasanSelesai.KEMBALI)
    assert tugas(tetangga) == {(SAMPING, hari(-90), None), (ULU, hari(-10), hari(4))}
    assert tugas(baru) == {(ULU, hari(5), None)}


def test_perangkap_harus_petugas_sekota_selama_masanya(by):
    jauh, pendek = orang(by, "64.71.01"), orang(by, SAMPING)
    actions.angkat(formasi=formasi(by, "64.71.01"), petugas=jauh, mulai=hari(-90), by=by)
    actions.angkat(formasi=formasi(by, SAMPING), petugas=pendek, mulai=hari(-90), selesai=hari(10), by=by)
    f = formasi(by, ULU)
    for p in (jauh, pendek, orang(by, TIGA)):
        with pytest.raises(Ditolak, match="Perangkap harus petugas"):
            actions.rangkap(formasi=f, petugas=p, mulai=hari(0), selesai=hari(11), by=by)
    actions.rangkap(formasi=f, petugas=pendek, mulai=hari(0), selesai=hari(10), by=by)


def test_cuti_membelah_masa_bagi_penggantinya(by):
    p, tetangga = orang(by, ULU, akun=True), orang(by, SAMPING, akun=True)
    f = formasi(by, ULU)
    h = actions.angkat(formasi=f, petugas=p, mulai=hari(-30), by=by)
    actions.angkat(formasi=formasi(by, SAMPING), petugas=tetangga, mulai=hari(-90), by=by)
    actions.cuti(hunian=h, mulai=hari(1), selesai=hari(14), pengganti=tetangga, dasar="SC 1", by=by)
    assert tugas(p) == {(ULU, hari(-30), hari(0)), (ULU, hari(15), None)}
    assert (ULU, hari(1), hari(14)) in tugas(tetangga)
    assert [keadaan(f, hari(n)) for n in (0, 1, 14, 15)] == ["terisi", "dirangkap", "dirangkap", "terisi"]
    with pytest.raises(Ditolak, match="merangkap kecamatan lain"):
        sendiri = tetangga.hunian.get(jenis=JenisHunian.PETUGAS)
        actions.cuti(hunian=sendiri, mulai=hari(3), selesai=hari(4), by=by)


def test_berhenti_mengakhiri_semua_yang_dipegang(by):
    p, f = orang(by, ULU, akun=True), formasi(by, ULU)
    h = actions.angkat(formasi=f, petugas=p, mulai=hari(-30), by=by)
    actions.rangkap(formasi=formasi(by, SAMPING), petugas=p, mulai=hari(-5), selesai=hari(20), by=by)
    actions.rangkap(formasi=formasi(by, TIGA), petugas=p, mulai=hari(3), selesai=hari(20), by=by)
    actions.akhiri(hunian=h, selesai=hari(-1), alasan=AlasanSelesai.MUNDUR, by=by)
    assert tugas(p) == {(ULU, hari(-30), hari(-1)), (SAMPING, hari(-5), hari(-1))}
    assert not Penempatan.objects.berlaku().filter(akun=p.akun).exists()
    assert keadaan(f, hari(0)) == Keadaan.LOWONG


def test_membatalkan_masa_petugas_membatalkan_perangkapan_di_atasnya(by):
    p, f = orang(by, ULU, akun=True), formasi(by, ULU)
    h = actions.angkat(formasi=f, petugas=p, mulai=hari(-9), by=by)
    plt = actions.rangkap(formasi=formasi(by, SAMPING), petugas=p, mulai=hari(-5), selesai=hari(20), by=by)
    actions.batalkan(hunian=plt, by=by)
    assert tugas(p) == {(ULU, hari(-9), None)}, "kursinya sendiri tetap"
    actions.rangkap(formasi=formasi(by, TIGA), petugas=p, mulai=hari(-5), selesai=hari(20), by=by)
    actions.batalkan(hunian=h, by=by)
    assert tugas(p) == set()


def test_berhenti_sebelum_kembali_dari_cuti_membatalkan_kembalinya(by):
    p, f = orang(by, ULU, akun=True), formasi(by, ULU)
    h = actions.angkat(formasi=f, petugas=p, mulai=hari(-30), by=by)
    actions.cuti(hunian=h, mulai=hari(1), selesai=hari(14), by=by)
    h.refresh_from_db()
    actions.akhiri(hunian=h, selesai=hari(0), alasan=AlasanSelesai.MUNDUR, by=by)
    assert tugas(p) == {(ULU, hari(-30), hari(0))}
    assert keadaan(f, hari(20)) == Keadaan.LOWONG


def test_salah_catat_dibatalkan_seutuhnya_kecuali_sudah_lama(by):
    p, f = orang(by, ULU, akun=True), formasi(by, ULU)
    h = actions.angkat(formasi=f, petugas=p, mulai=hari(-3), by=by)
    actions.batalkan(hunian=h, by=by)
    assert tugas(p) == set() and keadaan(f, hari(0)) == Keadaan.LOWONG
    lama = actions.angkat(formasi=f, petugas=p, mulai=hari(-60), by=by)
    with pytest.raises(Ditolak, match="lebih dari sebulan"):
        actions.batalkan(hunian=lama, by=by)
    assert tugas(p) == {(ULU, hari(-60), None)}


def test_akun_yang_tugasnya_dibatalkan_diberi_tahu_belum_bertugas(dunia, client, sistem):
    p, f = orang(sistem, ULU, akun=True), formasi(sistem, ULU)
    h = actions.angkat(formasi=f, petugas=p, mulai=hari(-3), by=sistem)
    actions.batalkan(hunian=h, by=sistem)
    client.force_login(p.akun)
    jawab = client.get("/pmks/")
    assert jawab.status_code == 403 and "belum diberi tugas" in jawab.content.decode()


@pytest.mark.parametrize("nama", ["tksk", "camat", "dinsos", "provinsi", "kemensos"])
def test_hanya_admin_mengatur_hunian(dunia, nama, sistem):
    f, p = formasi(sistem, ULU), orang(sistem, ULU)
    with lingkup.masuk(dunia[nama].lingkup) as by, pytest.raises(PermissionDenied):
        actions.angkat(formasi=f, petugas=p, mulai=hari(0), by=by)


def test_halaman_akun_tidak_memberi_dan_tidak_mengubah_tugas_tksk(by, dunia):
    with pytest.raises(kelola.Ditolak, match="mengikuti roster"):
        kelola.beri_tugas(akun=dunia.camat.akun, peran="tksk", tempat=ULU, masa=Masa(hari(0)), by=by)
    with pytest.raises(kelola.Ditolak, match="mengikuti roster"):
        kelola.ubah_tugas(tugas=dunia.tksk.tugas, masa=Masa(hari(-5), hari(-1)), by=by)


# Sejarah acak --------------------------------------------------------------------------------------------------------

KECAMATAN = ("64.72.05", "64.72.06", "64.72.07")
AWAL = date(2026, 1, 1)
LANGKAH = st.tuples(
    st.sampled_from(["angkat", "rangkap", "rangkap", "cuti", "akhiri", "batalkan"]),
    st.integers(0, 2),
    st.integers(0, 3),
    st.integers(0, 80),
    st.one_of(st.none(), st.integers(0, 40)),
)


def jalankan(langkah, kursi, petugas, by) -> None:
    """Carry out one random act; what is refused changes nothing."""
    apa, n, siapa, mulai, lama = langkah
    f, p, awal = kursi[n], petugas[siapa], AWAL + timedelta(days=mulai)
    akhir = awal + timedelta(days=lama) if lama is not None else None
    dasar = {"formasi": f, "petugas": p, "mulai": awal, "by": by}
    milik = f.hunian.sah().order_by("mulai", "pk")
    try:
        if apa == "angkat":
            actions.angkat(**dasar, selesai=akhir)
        elif apa == "rangkap":
            actions.rangkap(**dasar, selesai=akhir or awal + timedelta(days=60))
        elif milik:
            h = milik[siapa % len(milik)]
            if apa == "cuti":
                ganti = p if lama and lama % 2 else None
                actions.cuti(hunian=h, mulai=awal, selesai=akhir or awal, pengganti=ganti, by=by)
            elif apa == "akhiri":
                actions.akhiri(hunian=h, selesai=awal, alasan=AlasanSelesai.MUNDUR, by=by)
            else:
                actions.batalkan(hunian=h, by=by, kapan_pun=True)
    except Ditolak:
        pass


def periksa(kursi, petugas) -> None:
    """At any date each kecamatan is exactly one of officer, cover, vacancy; access equals occupancy."""
    hunian = list(Hunian.objects.sah().filter(formasi__in=kursi))
    akses = list(Penempatan.objects.filter(akun__in=[p.akun for p in petugas], dibatalkan_pada=None))
    akun = {p.pk: p.akun_id for p in petugas}
    for n in range(0, 130):
        pada = AWAL + timedelta(days=n)
        kini = [h for h in hunian if h.mulai <= pada <= (h.selesai or pada)]
        assert len({h.formasi_id for h in kini}) == len(kini), "dua penghuni pada satu formasi"
        petugas_kini = [h.petugas_id for h in kini if h.jenis == JenisHunian.PETUGAS]
        assert len(set(petugas_kini)) == len(petugas_kini), "satu petugas pada dua formasi"
        assert {h.petugas_id for h in kini if h.jenis == JenisHunian.RANGKAP} <= set(petugas_kini), (
            "perangkap tanpa kursi"
        )
        boleh = {
            (t.akun_id, t.tempat_id) for t in akses if t.mulai <= pada and (t.selesai is None or pada <= t.selesai)
        }
        assert boleh == {(akun[h.petugas_id], h.wilayah_id) for h in kini}, f"akses berbeda dengan hunian pada {pada}"
    for pada in (AWAL, AWAL + timedelta(days=40), AWAL + timedelta(days=100)):
        tampak = {f.wilayah_id: f.keadaan for f in formasi_kini("64.72", pada) if f.wilayah_id in KECAMATAN}
        for f in kursi:
            h = next(
                (
                    h
                    for h in hunian
                    if h.formasi_id == f.pk and h.mulai <= pada and not (h.selesai and h.selesai < pada)
                ),
                None,
            )
            harap = {None: "lowong", "petugas": "terisi", "rangkap": "dirangkap"}[h.jenis if h else None]
            assert tampak[f.wilayah_id] == harap
            milik = ("dinas", "64.72") if h is None else (h.jenis, str(h.petugas_id))
            assert actions.pemegang(f, pada) == milik, "pekerjaan terbuka selalu ada pemegangnya"


def uji_sejarah(langkah, by) -> None:
    """Run a random history in a savepoint and check it after every act."""
    kursi = [formasi(by, k) for k in KECAMATAN]
    petugas = [orang(by, KECAMATAN[n % 3], akun=True) for n in range(4)]
    # Dua kursi terisi, supaya perangkapan dan cuti sering berlaku.
    for f, p in zip(kursi[:2], petugas, strict=False):
        actions.angkat(formasi=f, petugas=p, mulai=AWAL, by=by)
    for satu in langkah:
        jalankan(satu, kursi, petugas, by)
    periksa(kursi, petugas)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(langkah=st.lists(LANGKAH, min_size=12, max_size=24))
def test_sejarah_acak_satu_penghuni_dan_akses_sama(by, langkah):
    titik = transaction.savepoint()
    try:
        uji_sejarah(langkah, by)
    finally:
        transaction.savepoint_rollback(titik)
