"""Semua jenis perorangan dicatat lewat layar, menurut acuan: rincian yang kurang ditolak di samping isiannya."""

from datetime import date, timedelta

import pytest
from crispy_forms.utils import render_crispy_form
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from pmks.enums import Temuan
from pmks.forms.orang import OrangForm
from pmks.models import Kasus, acuan_jenis
from pmks.rincian import KATALOG
from tests.pmks.bahan import borang, borang_rinci, kasus_dari, kasus_isian, rinci, segar
from tests.pmks.bahan import catat as catat_langsung
from tests.pmks.test_acuan import lahir_berumur
from tksk_portal.akses import lingkup

PADA = date(2026, 11, 1)
PERORANGAN = [k for k in range(1, 27) if k not in (14, 25, 26)]


def orangnya(kode: int, **ganti) -> dict:
    """Return POST data of a person who meets the rule of a type, with all that it asks."""
    jenis = acuan_jenis(PADA)[kode]
    umur = jenis.umur_min if jenis.umur_min is not None else min(jenis.umur_maks or 30, 30)
    lahir = lahir_berumur(umur, PADA) - timedelta(days=40)
    isi = {"nik": "", "alasan_tanpa_nik": "belum_rekam", "jk": jenis.jk or "L", "tanggal_lahir": f"{lahir:%d-%m-%Y}"}
    huruf = [k.huruf for k in jenis.kriteria][:2]
    return borang(jenis=[str(kode)], **isi, **{f"kriteria_{kode}": huruf}, **borang_rinci(kode)) | ganti


def kirim(klien, isi: dict, *, ajukan: bool = True):
    return klien.post(reverse("pmks:baru"), isi | ({"ajukan": "1"} if ajukan else {}))


def test_daftar_perorangan_menurut_acuan(sistem):
    assert [k for k, j in acuan_jenis().items() if j.perorangan] == PERORANGAN


@pytest.mark.django_db
@pytest.mark.parametrize("kode", PERORANGAN)
def test_tiap_jenis_dicatat_dan_diajukan_lewat_layar(masuk, dunia, kode):
    respons = kirim(masuk("tksk"), orangnya(kode))
    assert respons.status_code == 302, respons.context["form"].errors
    with lingkup.masuk(lingkup.sistem("uji")):
        kasus = Kasus.objects.select_related("orang").get(jenis=kode)
        assert (kasus.status, kasus.kriteria) == ("diajukan", [k.huruf for k in kasus.jenis_berlaku.kriteria][:2])
        assert {n: getattr(kasus, n) for n in KATALOG} == {n: m.hampa for n, m in KATALOG.items()} | rinci(kode)
        assert not {Temuan.ATURAN_UMUR, Temuan.TANPA_KRITERIA, Temuan.RINCIAN_KURANG} & set(kasus.temuan)
    halaman = masuk("dinsos").get(reverse("pmks:periksa") + f"?pilih={kasus.pk}").content.decode()
    for nama in rinci(kode):
        assert KATALOG[nama].label in halaman


@pytest.mark.django_db
@pytest.mark.parametrize("kode", PERORANGAN)
def test_rincian_wajib_yang_kosong_ditolak_di_samping_isiannya(masuk, dunia, kode):
    klien = masuk("tksk")
    for d in acuan_jenis(PADA)[kode].ditanya:
        isi = orangnya(kode)
        del isi[f"{d.nama}_{kode}"]
        if d.nama == "negeri":
            del isi[f"negara_{kode}"]
        respons = kirim(klien, isi, ajukan=False)
        assert respons.status_code == 422
        assert respons.context["form"].errors.as_data().keys() == {f"{d.nama}_{kode}"}
        assert d.medan.kosong in respons.content.decode()
        assert isi["nama"] in respons.content.decode()
    with lingkup.masuk(lingkup.sistem("uji")):
        assert not Kasus.objects.exists()


@pytest.mark.django_db
def test_negara_tidak_ditanya_bila_di_dalam_negeri(masuk, dunia):
    isi = orangnya(20) | {"negeri_20": "dalam", "negara_20": "Malaysia"}
    assert kirim(masuk("tksk"), isi).status_code == 302
    with lingkup.masuk(lingkup.sistem("uji")):
        assert Kasus.objects.get().negara == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kode", "ubah", "medan", "kata"),
    [
        (21, {"kejadian_pada_21": "02-11-2026"}, "kejadian_pada_21", "sesudah tanggal ditemukan"),
        (21, {"kejadian_21": "teror"}, "kejadian_21", ""),
        (21, {"ditemukan_pada_21": "01-10-2026"}, "kejadian_pada_21", "sesudah tanggal ditemukan"),
        (21, {"ditemukan_pada_21": "01-01-1950"}, "ditemukan_pada_21", "sebelum tanggal lahir"),
        (15, {"bebas_pada_15": "bukan tanggal"}, "bebas_pada_15", ""),
        (23, {"tanggungan_23": "31"}, "tanggungan_23", "paling banyak 30"),
        (23, {"tanggungan_23": "-1"}, "tanggungan_23", "0 atau lebih"),
        (3, {"kedudukan_3": "hakim"}, "kedudukan_3", ""),
    ],
)
def test_rincian_yang_tidak_masuk_akal_ditolak(masuk, dunia, kode, ubah, medan, kata):
    respons = kirim(masuk("tksk"), orangnya(kode) | ubah)
    assert respons.status_code == 422
    galat = respons.context["form"].errors
    assert medan in galat
    assert kata in str(galat[medan])


@pytest.mark.django_db
@pytest.mark.parametrize("kode", PERORANGAN)
def test_di_luar_aturan_meminta_alasan_tertulis_yang_dilihat_pemeriksa(masuk, dunia, kode):
    jenis = acuan_jenis(PADA)[kode]
    if not jenis.aturan:
        assert f"alasan_khusus_{kode}" not in masuk("tksk").get(reverse("pmks:baru")).content.decode()
        return
    tahun = jenis.umur_min - 1 if jenis.umur_min else jenis.umur_maks + 1
    isi = orangnya(kode) | {"tanggal_lahir": f"{lahir_berumur(tahun, PADA):%d-%m-%Y}"}
    isi |= {k: v for k, v in {"bebas_pada_15": "01-10-2026"}.items() if k in isi}
    respons = kirim(masuk("tksk"), isi)
    assert respons.status_code == 422
    assert respons.context["form"].errors.keys() == {f"alasan_khusus_{kode}"}
    assert kirim(masuk("tksk"), isi | {f"alasan_khusus_{kode}": "Menurut surat desa"}).status_code == 302
    with lingkup.masuk(lingkup.sistem("uji")):
        kasus = Kasus.objects.get()
    assert Temuan.ATURAN_UMUR in kasus.temuan
    assert "Menurut surat desa" in masuk("dinsos").get(reverse("pmks:periksa") + f"?pilih={kasus.pk}").content.decode()


@pytest.mark.django_db
def test_jenis_bukan_perorangan_tidak_ditawarkan_dan_ditolak(masuk, dunia):
    klien = masuk("tksk")
    halaman = klien.get(reverse("pmks:baru")).content.decode()
    for kode in (14, 25, 26):
        assert f'name="jenis" value="{kode}"' not in halaman
        assert "jenis" in kirim(klien, borang(jenis=[str(kode)])).context["form"].errors


@pytest.mark.django_db
def test_jenis_bukan_perorangan_yang_terlanjur_tercatat_tetap_dapat_diubah(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat_langsung(by, jenis=(25,))
    klien = masuk("tksk")
    alamat = reverse("pmks:ubah", args=[orang.pk])
    assert "keterangan_25" in klien.get(alamat).content.decode()
    isi = borang(jenis=["25"], kriteria_25=["b"], versi=str(orang.versi), usulan="")
    assert klien.post(alamat, isi).status_code == 302
    assert kasus_dari(orang).kriteria == ["b"]


@pytest.mark.django_db
def test_draf_lama_tanpa_rincian_ditolak_saat_diajukan_dengan_menyebutnya(masuk, dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat_langsung(by, jenis=(8,))
        with lingkup.masuk(lingkup.sistem("uji")):
            Kasus.objects.filter(orang=orang).update(jenis_id=21)
    respons = masuk("tksk").post(reverse("pmks:ajukan", args=[orang.pk]), follow=True)
    assert "Lengkapi dahulu: macam kejadian (Korban bencana alam); tanggal kejadian" in respons.content.decode()
    assert kasus_dari(orang).status == "draf"


@pytest.mark.django_db
def test_rincian_yang_kurang_menjadi_temuan_dan_hilang_sesudah_dilengkapi(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        orang = catat_langsung(by, jenis=(3,), tanggal_lahir=date(2012, 1, 1))
    assert Temuan.RINCIAN_KURANG not in kasus_dari(orang).temuan
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        lain = catat_langsung(by, kasus=[kasus_isian(3, kedudukan="")], nik="", alasan_tanpa_nik="anak")
    assert Temuan.RINCIAN_KURANG in segar(kasus_dari(lain)).temuan


@pytest.mark.parametrize("terbuka", ["baru", "dikirim", "diubah"])
def test_jenis_tanpa_isi_tampil_sama_persis_dengan_yang_disusun_utuh(dunia, monkeypatch, terbuka):
    """The kept HTML of a type stands only where it equals what would be made: nothing typed is lost by it."""
    by = dunia.tksk.lingkup
    with lingkup.masuk(by):
        orang = catat_langsung(by)
        isi = {f"aturan_{kode}": str(j.versi.pk) for kode, j in acuan_jenis(PADA).items()}
        isi |= orangnya(8) | {"keterangan_9": "diketik, lalu jenisnya tidak dipilih", "kriteria_7": ["a"]}
        dikirim = MultiValueDict({n: v if isinstance(v, list) else [v] for n, v in isi.items()})

        def formulir() -> OrangForm:
            if terbuka == "dikirim":
                return OrangForm(dikirim, lingkup=by)
            return OrangForm(orang=orang if terbuka == "diubah" else None, lingkup=by)

        hemat = formulir()
        assert len(hemat.jenis_terisi & {str(k) for k in PERORANGAN}) <= 3
        ringkas = render_crispy_form(hemat)
        monkeypatch.setattr(OrangForm, "jenis_terisi", {str(k) for k in PERORANGAN})
        assert ringkas == render_crispy_form(formulir())
    assert ("diketik, lalu" in ringkas) is (terbuka == "dikirim")
