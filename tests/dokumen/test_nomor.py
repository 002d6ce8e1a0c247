"""Nomor surat: pola, pencacah per kantor dan tahun, pergantian tahun, nomor manual, dan yang batal."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.dokumen.bahan import siapkan_kantor, terbitkan
from tksk_portal.akses import lingkup
from tksk_portal.dokumen import actions, nomor
from tksk_portal.dokumen.actions import Ditolak
from tksk_portal.dokumen.models import Pencacah, PolaNomor, Surat
from tksk_portal.dokumen.pola import ROMAWI, isi_pola, periksa_pola

HARI = date(2026, 11, 24)
MAKASSAR = ZoneInfo("Asia/Makassar")


def pada(monkeypatch, saat: datetime) -> None:
    """Set the clock."""
    monkeypatch.setattr(timezone, "now", lambda: saat)


@pytest.fixture
def kop(dunia):
    return siapkan_kantor()


# Pola ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pola", "hasil"),
    [
        ("{kode}/{nomor:03}/{unit}/{bulan_romawi}/{tahun}", "400.9.5/007/DINSOS/XI/2026"),
        ("{nomor}/{unit}/{bulan}/{tahun}", "7/DINSOS/11/2026"),
        ("B-{nomor:06}", "B-000007"),
        ("SK. {nomor:02} / {tahun}", "SK. 07 / 2026"),
    ],
)
def test_pola_diisi(pola, hasil):
    periksa_pola(pola)
    assert isi_pola(pola, nomor=7, kode="400.9.5", unit="DINSOS", tanggal=HARI) == hasil


@pytest.mark.parametrize(
    "pola",
    [
        "",
        "tanpa nomor",
        "{nomor}/{nomor}",
        "{nomor:03}/{nomor}",
        "{nomor:09}",
        "{nomor:0x}",
        "{nomor.__class__}",
        "{0}/{nomor}",
        "{nomor!r}",
        "{nomor}/{unit",
        "nomor}/{nomor}",
        "{{nomor}}",
        "{nomor}/<b>",
        '{nomor}/#read("x")',
        "{nomor}\n",
        "{hari}/{nomor}",
    ],
)
def test_pola_yang_keliru_ditolak(pola):
    with pytest.raises(ValidationError):
        periksa_pola(pola)


def test_bulan_romawi_lengkap():
    assert [isi_pola("{bulan_romawi}", nomor=1, kode="", unit="", tanggal=date(2026, b, 1)) for b in range(1, 13)] == [
        *ROMAWI
    ]


# Pencacah ------------------------------------------------------------------------------------------------------------


def test_nomor_berurutan_per_kantor(dunia, kop):
    lain = siapkan_kantor("64.71", nama="Dinas Sosial Kota Balikpapan")
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        pertama = [terbitkan(by).urut for _ in range(3)]
    with lingkup.masuk(dunia.dinsos_lain.lingkup) as by:
        asing = terbitkan(by)
    assert pertama == [1, 2, 3]
    assert (asing.urut, asing.kop_id) == (1, lain.pk)


def test_intip_tidak_mengambil_nomor(dunia, kop):
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        lihat = nomor.intip(kop, tanggal=timezone.localdate())
        assert nomor.intip(kop, tanggal=timezone.localdate()) == lihat
        assert terbitkan(by).nomor == lihat


def test_mulai_dari_nomor_buku_agenda_hanya_pada_tahunnya(dunia, kop, monkeypatch):
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        PolaNomor.objects.filter(kop=kop).update(mulai=311)
        pada(monkeypatch, datetime(2026, 12, 31, 12, tzinfo=MAKASSAR))
        assert [terbitkan(by).urut, terbitkan(by).urut] == [311, 312]
        pada(monkeypatch, datetime(2027, 1, 2, 12, tzinfo=MAKASSAR))
        assert terbitkan(by).urut == 1


def test_tahun_berganti_menurut_tanggal_setempat(dunia, kop, monkeypatch):
    """At 16.30 UTC on 31 December it is already the new year in Samarinda."""
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        pada(monkeypatch, datetime(2026, 12, 31, 15, 30, tzinfo=ZoneInfo("UTC")))
        lama = terbitkan(by)
        pada(monkeypatch, datetime(2026, 12, 31, 16, 30, tzinfo=ZoneInfo("UTC")))
        baru = terbitkan(by)
    assert (lama.tahun, lama.urut, lama.tanggal, lama.nomor) == (
        2026, 1, date(2026, 12, 31), "400/001/DINSOS/XII/2026",
    )  # fmt: skip
    assert (baru.tahun, baru.urut, baru.tanggal, baru.nomor) == (2027, 1, date(2027, 1, 1), "400/001/DINSOS/I/2027")
    with lingkup.masuk(dunia.dinsos.lingkup):
        assert dict(Pencacah.objects.values_list("tahun", "terakhir")) == {2026: 1, 2027: 1}


def test_pola_baru_berlaku_mulai_tahunnya(dunia, kop, monkeypatch):
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        PolaNomor.objects.create(kop=kop, wilayah_id="64.72", tahun=2027, pola="{nomor}/BARU/{tahun}")
        pada(monkeypatch, datetime(2026, 12, 30, 12, tzinfo=MAKASSAR))
        assert terbitkan(by).nomor == "400/001/DINSOS/XII/2026"
        pada(monkeypatch, datetime(2028, 3, 1, 12, tzinfo=MAKASSAR))
        assert terbitkan(by).nomor == "1/BARU/2028"


def test_tanpa_pola_ditolak_tetapi_nomor_dapat_diketik(dunia):
    siapkan_kantor(pola=None)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        with pytest.raises(Ditolak, match="pola nomor") as tolak:
            terbitkan(by)
        assert tolak.value.medan == "cara"
        assert not Surat.objects.bernomor().exists()
        assert terbitkan(by, nomor="005/120/Dinsos").nomor == "005/120/Dinsos"


def test_pola_berkode_tanpa_kode_ditolak(dunia, kop):
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        PolaNomor.objects.filter(kop=kop).update(kode="")
        with pytest.raises(Ditolak, match="kode klasifikasi"):
            terbitkan(by)
        assert terbitkan(by, kode="005").nomor.startswith("005/001/")


# Nomor manual --------------------------------------------------------------------------------------------------------


def test_nomor_manual_hanya_sekali_per_kantor_dan_tahun(dunia, kop):
    siapkan_kantor("64.71", nama="Dinas Sosial Kota Balikpapan")
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        surat = terbitkan(by, nomor="460/12/Dinsos", tanggal=HARI)
        assert (surat.urut, surat.cara_nomor, surat.tanggal) == (None, "manual", HARI)
        for kembar in ("460/12/Dinsos", "460/12/DINSOS", "  460/12/dinsos "):
            with pytest.raises(Ditolak, match="sudah dipakai") as tolak:
                terbitkan(by, nomor=kembar, tanggal=HARI)
            assert tolak.value.medan == "nomor"
        assert terbitkan(by, nomor="460/12/Dinsos", tanggal=date(2025, 12, 30)) if _lama(kop) else True
    with lingkup.masuk(dunia.dinsos_lain.lingkup) as by:
        assert terbitkan(by, nomor="460/12/Dinsos", tanggal=HARI).nomor == "460/12/Dinsos"


def _lama(kop) -> bool:
    """The signer of the test's office began in 2026; let it sign in 2025 too."""
    kop.penandatangan.update(mulai=date(2025, 1, 1))
    return True


def test_nomor_otomatis_melompati_yang_pernah_diketik(dunia, kop):
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        depan = nomor.intip(kop, tanggal=timezone.localdate())
        terbitkan(by, nomor=depan.lower())
        assert terbitkan(by).urut == 2
        assert nomor.terlewat(kop, timezone.localdate().year) == [1]


@pytest.mark.parametrize("keliru", ["<b>1</b>", "12#read", "1\u202e2", "/12", "-", "a" * 101])
def test_nomor_manual_yang_aneh_ditolak(dunia, kop, keliru):
    with lingkup.masuk(dunia.dinsos.lingkup) as by, pytest.raises(Ditolak) as tolak:
        terbitkan(by, nomor=keliru)
    assert tolak.value.medan == "nomor"


@pytest.mark.parametrize("hari", [date(2999, 1, 1), date(2020, 1, 1)])
def test_tanggal_surat_yang_aneh_ditolak(dunia, kop, hari):
    kop.penandatangan.model.objects  # noqa: B018
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        _lama(kop)
        kop.penandatangan.update(mulai=date(2000, 1, 1))
        with pytest.raises(Ditolak) as tolak:
            terbitkan(by, nomor="1/X", tanggal=hari)
    assert tolak.value.medan == "tanggal"


def test_basis_data_menolak_nomor_kembar_walau_kode_lupa_memeriksa(dunia, kop, monkeypatch):
    monkeypatch.setattr(nomor, "sudah_dipakai", lambda *_: False)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        terbitkan(by, nomor="460/1/Dinsos")
        with pytest.raises(Ditolak, match="sudah dipakai") as tolak:
            terbitkan(by, nomor="460/1/DINSOS")
        assert tolak.value.medan == "nomor"


# Yang gagal dan yang batal -------------------------------------------------------------------------------------------


def test_surat_yang_gagal_terbit_tidak_membawa_nomor(dunia, kop, monkeypatch):
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        terbitkan(by)

        def macet(*_, **__):
            raise RuntimeError("disk penuh")

        asli = actions.simpan
        monkeypatch.setattr(actions, "simpan", macet)
        with pytest.raises(RuntimeError), transaction.atomic():
            terbitkan(by)
        monkeypatch.setattr(actions, "simpan", asli)
        assert terbitkan(by).urut == 2
        assert nomor.terlewat(kop, timezone.localdate().year) == []


def test_nomor_yang_batal_tetap_batal_dan_tidak_terulang(dunia, kop):
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        satu = terbitkan(by)
        actions.batalkan(surat=satu, alasan="Salah tujuan", by=by)
        assert terbitkan(by).urut == 2
        with pytest.raises(Ditolak, match="sudah dipakai"):
            terbitkan(by, nomor=satu.nomor)
        satu.refresh_from_db()
        assert (satu.status, satu.nomor, satu.alasan_batal) == ("dibatalkan", satu.nomor, "Salah tujuan")


@pytest.mark.parametrize(
    "ubahan",
    [
        {"status": "terbit", "batal_pada": None, "alasan_batal": ""},
        {"nomor": "lain"},
        {"perihal": "lain"},
        {"sidik_pdf": "0" * 64},
        {"tanggal": date(2026, 1, 1)},
        {"token": "x" * 32},
        {"isi": {}},
    ],
)
def test_basis_data_menolak_perubahan_surat_bernomor(dunia, kop, ubahan):
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        surat = terbitkan(by)
        actions.batalkan(surat=surat, alasan="Salah", by=by)
        with pytest.raises(IntegrityError, match=r"tidak diubah|surat_"), transaction.atomic():
            Surat.objects.filter(pk=surat.pk).update(**ubahan)
        with pytest.raises(IntegrityError, match="tidak dihapus"), transaction.atomic():
            Surat.objects.filter(pk=surat.pk).delete()
