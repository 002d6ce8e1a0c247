"""Pengesahan provinsi per kab/kota: yang dilihat, kecuali yang beralasan, sekali untuk tiap kunci."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pmks.actions import sahkan_periode
from pmks.models import Kasus, Pengecualian, Pengesahan, PutusanKasus
from tests.pmks.bahan import banyak, lakukan, nik_ke, pada_status, revisi_dari, segar
from tests.pmks.test_ubah import lakukan_revisi, ubah
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.wilayah.models import Wilayah

ALAMAT = "/pmks/pengesahan/64.72/"
KUNCI = "6f1c2d3e-4b5a-4c6d-8e7f-901234567890"


def sahkan(dunia, *, kunci=None, dilihat=None, kecuali=None, kabkota="64.72", siapa="provinsi", **lain) -> Pengesahan:
    """Approve through the action."""
    with lingkup.masuk(dunia[siapa].lingkup) as by:
        return sahkan_periode(
            kunci=kunci or uuid4(),
            kabkota=kabkota,
            periode=date(2026, 11, 24),
            dilihat=dilihat or timezone.now(),
            kecuali=kecuali or {},
            by=by,
            **lain,
        )


@pytest.fixture
def tiga(dunia) -> list[Kasus]:
    """Three verified persons in types."""
    nama = ("Yohana Lahai", "Budi Hartono", "Dayang Kesuma")
    return [pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(9100 + n), nama=m) for n, m in enumerate(nama)]


# Tindakan --------------------------------------------------------------------------------------------------------


def test_semua_yang_terverifikasi_disahkan(dunia, tiga):
    menunggu = pada_status(dunia, Status.DIAJUKAN, nik=nik_ke(9200), nama="Rahmat")
    p = sahkan(dunia, catatan=" Rapat 24 November ")
    assert (p.jumlah, p.jumlah_revisi, p.periode, p.catatan) == (3, 0, date(2026, 11, 1), "Rapat 24 November")
    for k in map(segar, tiga):
        assert (k.status, k.pengesahan_id, k.disahkan_oleh_id, k.versi) == ("disahkan", p.pk, dunia.provinsi.akun.pk, 4)
        assert k.orang.derajat == 3
    assert segar(menunggu).status == "diajukan"
    with lingkup.masuk(lingkup.sistem("uji")):
        assert PutusanKasus.objects.filter(aksi="sahkan", sebagai=dunia.provinsi.lingkup.keterangan).count() == 3


def test_yang_diverifikasi_sesudah_dilihat_tidak_ikut(dunia, tiga):
    dilihat = timezone.now()
    susulan = pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(9300), nama="Susulan")
    assert sahkan(dunia, dilihat=dilihat).jumlah == 3
    assert segar(susulan).status == "diverifikasi"


def test_pengecualian_dicatat_dengan_alasannya(dunia, tiga):
    p = sahkan(dunia, kecuali={tiga[0].pk: "  Alamat diragukan ", uuid4(): "tidak ada"})
    assert p.jumlah == 2 and segar(tiga[0]).status == "diverifikasi"
    with lingkup.masuk(lingkup.sistem("uji")):
        assert list(Pengecualian.objects.values_list("kasus", "alasan", "wilayah")) == [
            (tiga[0].pk, "Alamat diragukan", tiga[0].wilayah_id)
        ]


def test_pengecualian_tanpa_alasan_membatalkan_semuanya(dunia, tiga):
    with pytest.raises(ValueError, match="Tulis alasan"):
        sahkan(dunia, kecuali={tiga[0].pk: "  "})
    assert {segar(k).status for k in tiga} == {"diverifikasi"} and banyak(Pengesahan) == 0


def test_tidak_ada_yang_disahkan_tidak_meninggalkan_apa_pun(dunia, tiga):
    for salah in (
        {"kecuali": {k.pk: "diragukan" for k in tiga}},
        {"kabkota": "64.71"},
        {"dilihat": tiga[0].diajukan_pada},
    ):
        with pytest.raises(ValueError, match="Tidak ada data"):
            sahkan(dunia, **salah)
    assert banyak(Pengesahan) == banyak(Pengecualian) == 0


def test_kunci_yang_sama_memberi_jawaban_pertama(dunia, tiga):
    kunci = uuid4()
    p = sahkan(dunia, kunci=kunci, kecuali={tiga[0].pk: "diragukan"})
    ulang = sahkan(dunia, kunci=kunci)
    assert ulang == p and ulang.jumlah == 2
    assert segar(tiga[0]).status == "diverifikasi"


@pytest.mark.parametrize("tempat", ["64.71", "63.71"])
def test_kunci_pengesahan_lain_ditolak(dunia, tiga, tempat):
    """Seen (same province) or not (another province): the same neutral answer, nothing approved."""
    for kode in ("63", "63.71"):
        Wilayah.objects.create(
            kode=kode, nama="Uji", nama_cari="uji", tingkat=len(kode) // 2, induk_id=kode[:-3] or "0"
        )
    with lingkup.masuk(lingkup.sistem("uji")):
        lain = Pengesahan.objects.create(
            id=uuid4(), wilayah_id=tempat, periode=date(2026, 11, 1), oleh=dunia.provinsi.akun, sebagai="uji"
        )
    with pytest.raises(ValueError, match="tidak dapat dipakai"):
        sahkan(dunia, kunci=lain.pk)
    assert {segar(k).status for k in tiga} == {"diverifikasi"} and banyak(Pengesahan) == 1


@pytest.mark.parametrize("nama", ["tksk", "camat", "dinsos", "admin", "kemensos"])
def test_peran_lain_tidak_mengesahkan(dunia, tiga, nama, masuk):
    with pytest.raises(PermissionDenied):
        sahkan(dunia, siapa=nama)
    c = masuk(nama)
    isi = {"id": str(uuid4()), "dilihat": timezone.now().isoformat()}
    assert c.post(f"{ALAMAT}sahkan/", isi).status_code == 403
    assert c.get(ALAMAT).status_code == c.get("/pmks/pengesahan/").status_code == 403
    assert c.post(f"{ALAMAT}kecualikan/", {"kasus": tiga[0].pk, "alasan": "x"}).status_code == 403
    assert {segar(k).status for k in tiga} == {"diverifikasi"}


@pytest.mark.parametrize("kabkota", ["64", "64.72.03", "63.71", "0", ""])
def test_hanya_per_kabkota_di_wilayahnya(dunia, tiga, kabkota):
    with pytest.raises(PermissionDenied):
        sahkan(dunia, kabkota=kabkota)


def test_usulan_perubahan_ikut_disahkan(dunia, tiga):
    sahkan(dunia)
    ubah(dunia, tiga[0].orang, nama="Yohana Baru", alasan="Sesuai KK")
    lakukan_revisi(dunia, tiga[0].orang, "dinsos", Aksi.VERIFIKASI)
    p = sahkan(dunia)
    assert (p.jumlah, p.jumlah_revisi) == (0, 1)
    assert segar(tiga[0].orang).nama == "Yohana Baru"


def test_satu_usulan_yang_tidak_dapat_diterapkan_tidak_menahan_yang_lain(dunia, tiga):
    sahkan(dunia)
    ubah(dunia, tiga[0].orang, nik=nik_ke(9500), alasan="Salah ketik")
    lakukan_revisi(dunia, tiga[0].orang, "dinsos", Aksi.VERIFIKASI)
    lain = pada_status(dunia, Status.DIVERIFIKASI, nik=nik_ke(9500), nama="Rahmat")
    p = sahkan(dunia)
    assert (p.jumlah, p.jumlah_revisi) == (1, 0)
    assert segar(lain).status == "disahkan"
    assert revisi_dari(tiga[0].orang).status == "diverifikasi" and segar(tiga[0].orang).nik == nik_ke(9100)


# Halaman ----------------------------------------------------------------------------------------------------------


def test_halaman_menyiapkan_mengecualikan_dan_mengesahkan(dunia, tiga, masuk):
    c = masuk("provinsi")
    r = c.get(ALAMAT)
    assert r.context["jumlah"] == 3 and "Yohana" not in r.content.decode()
    assert r.context["per_kecamatan"] == [("Samarinda Ulu", 3)]
    kunci, dilihat = r.context["form"].initial["id"], r.context["form"].initial["dilihat"]
    c.post(f"{ALAMAT}kecualikan/", {"kasus": tiga[0].pk, "alasan": "Alamat diragukan"})
    c.post(f"{ALAMAT}kecualikan/", {"kasus": tiga[1].pk, "alasan": "Keliru"})
    c.post(f"{ALAMAT}kecualikan/", {"kasus": tiga[1].pk, "batal": "1"})
    teks = c.get(ALAMAT).content.decode()
    assert "Alamat diragukan" in teks and "Keliru" not in teks
    isi = {"id": kunci, "dilihat": dilihat}
    r = c.post(f"{ALAMAT}sahkan/", isi)
    assert (r.status_code, r.url) == (302, f"/pmks/pengesahan/{kunci}/")
    assert [segar(k).status for k in tiga] == ["diverifikasi", "disahkan", "disahkan"]
    assert c.post(f"{ALAMAT}sahkan/", isi).url == r.url
    assert segar(tiga[0]).status == "diverifikasi"
    for nama in ("provinsi", "dinsos", "kemensos"):
        rinci = masuk(nama).get(r.url)
        assert rinci.status_code == 200
        assert not {"Alamat diragukan", "Yohana"} & _termuat(rinci), "tertutup sampai dibuka dari barisnya"
        if nama != "kemensos":
            keperluan = {"tujuan": "Pemeriksaan pengecualian"} if nama == "provinsi" else {}
            assert masuk(nama).post(f"/pmks/jenis/{tiga[0].pk}/buka/", keperluan).status_code == 302
            assert {"Alamat diragukan", "Yohana"} <= _termuat(masuk(nama).get(r.url))
    for nama in ("dinsos_lain", "tksk"):
        assert masuk(nama).get(r.url).status_code in (403, 404)


def _termuat(respons) -> set[str]:
    """Return which of the reason and the name of the person left out a page holds."""
    return {kata for kata in ("Alamat diragukan", "Yohana") if kata in respons.content.decode()}


def test_pengecualian_kemensos_tidak_melihat_yang_belum_disahkan(dunia, tiga, masuk):
    p = sahkan(dunia, kecuali={tiga[0].pk: "Yohana Lahai pindah"})
    assert "Yohana" not in masuk("kemensos").get(f"/pmks/pengesahan/{p.pk}/").content.decode()


@pytest.mark.parametrize(
    "isi",
    [
        {},
        {"id": "x", "dilihat": "y"},
        {"id": "\x00", "dilihat": "\x00"},
        {"id": KUNCI, "dilihat": ""},
        {"id": KUNCI, "dilihat": "2026-13-45"},
        {"id": KUNCI, "dilihat": "2026-11-24T00:00:00+08:00", "catatan": "a" * 10_000},
    ],
)
def test_kiriman_rusak_tidak_mengesahkan(dunia, tiga, masuk, isi):
    r = masuk("provinsi").post(f"{ALAMAT}sahkan/", isi, follow=True)
    assert "Muat ulang halaman ini" in r.content.decode()
    assert {segar(k).status for k in tiga} == {"diverifikasi"}


def test_tidak_ada_yang_menunggu_diberi_tahu(dunia, masuk):
    c = masuk("provinsi")
    assert "Tidak ada yang menunggu" in c.get(ALAMAT).content.decode()
    isi = {"id": str(uuid4()), "dilihat": timezone.now().isoformat()}
    r = c.post(f"{ALAMAT}sahkan/", isi, follow=True)
    assert "Tidak ada data yang dapat disahkan" in r.content.decode()
    assert banyak(Pengesahan) == 0


@pytest.mark.parametrize("alasan", ["", "   ", "a" * 301, "<b>", "\x00"])
def test_pengecualian_lewat_halaman_perlu_alasan(dunia, tiga, masuk, alasan):
    c = masuk("provinsi")
    c.post(f"{ALAMAT}kecualikan/", {"kasus": tiga[0].pk, "alasan": alasan})
    assert c.get(ALAMAT).context["dikecualikan"] == []


def test_pengecualian_data_yang_tidak_menunggu(dunia, tiga, masuk):
    c = masuk("provinsi")
    draf = pada_status(dunia, Status.DRAF, nik=nik_ke(9400))
    for kunci, kode in ((draf.pk, 404), (uuid4(), 404)):
        assert c.post(f"{ALAMAT}kecualikan/", {"kasus": kunci, "alasan": "Karena sebab"}).status_code == kode
    assert c.post(f"{ALAMAT}kecualikan/", {"kasus": "rusak", "batal": "1"}).status_code == 302


def test_dikembalikan_provinsi_lalu_diverifikasi_lagi(dunia, tiga):
    k = lakukan(dunia, tiga[0], "provinsi", Aksi.KEMBALIKAN)
    assert k.status == "ditinjau_ulang"
    assert sahkan(dunia).jumlah == 2
    lakukan(dunia, k, "dinsos", Aksi.VERIFIKASI)
    assert sahkan(dunia).jumlah == 1
