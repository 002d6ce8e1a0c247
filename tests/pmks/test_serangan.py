"""Serangan: pembaca yang mengenal seseorang (nama, NIK, KK, tanggal lahir, desa) mencoba mengetahui jenisnya.

Bentuk terkuat: dua dunia yang hanya berbeda jenis orang itu menjawab sama persis, byte demi byte dan dengan kueri yang
sama banyak, selama pembacanya belum membuka. Yang sengaja dikecualikan disebut di `KECUALI`.
"""

import re
from datetime import UTC, date, datetime, timedelta
from difflib import unified_diff
from urllib.parse import quote
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pmks.actions import catat_kebutuhan, ubah_keadaan
from pmks.models import Kasus, Orang
from tests.conftest import Penghuni
from tests.pmks.bahan import DESA, borang, nik_ke, pada_status
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan
from tksk_portal.jejak.models import Pembukaan
from tksk_portal.tinjauan.enums import Status

# Yang tetap dapat diketahui, dengan alasannya; docs/keputusan/apa-yang-boleh-diketahui.md.
KECUALI = {
    "angka per jenis": "issue: saringan jenis peka memberi angka; dasbor dan rekap pembaca PMKS memuat angka tepat",
    "hilang dari daftar": "di atas kab/kota dan camat: yang menjadi peka tidak lagi ditemukan; sama seperti dihapus",
    "jam di meja": "verifikator melihat jenis dengan kecamatan dan hari masuknya; ia memang membuka tiap datanya",
}
TERSANGKA, NAMA, NIK, KK = UUID(int=77), "Wulandari Tersangka", nik_ke(9777), "6472030101109777"
KINI = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
BIASA, STIGMA, PEKA = 8, 20, 16
CARI = (NAMA, "wulandari", "Wulandary Tersanka", NIK, KK)
ALAMAT = (
    *("/pmks/", "/pmks/?status=disahkan", "/pmks/?umur=3&jk=P", f"/pmks/?wilayah={DESA}", "/pmks/?jenis=x"),
    *("/kabar/", "/pekerjaan/", "/ekspor/", f"/pmks/?status=disahkan&umur=3&wilayah={DESA}"),
    # Keadaan dan kebutuhan ditanyakan tentang orang, jadi tidak boleh mengatakan jenisnya.
    *("/pmks/?keadaan=semua", "/pmks/?keadaan=aktif&umur=3", "/pmks/?keadaan=tertangani", "/pmks/keadaan/"),
    *("/pmks/?perlu=mendesak&wilayah=64.72.03", "/pmks/?perlu=belum_dilayani&jk=P&wilayah=64.72.03"),
    # Antrean, serah terima, keluarganya, kertas yang akan dicetak, formulir ekspor, dan halaman galat.
    *("/pmks/kembar/", "/pmks/pindah/", "/pmks/kesatuan/", "/pmks/cek-lapangan/", "/ekspor/baru/pmks/?umur=3"),
    *("/pmks/tidak-ada/", f"/pmks/kesatuan/{UUID(int=77)}/", f"/pmks/{UUID(int=77)}/tidak-ada/"),
)
KEPALA_TETAP = ("Content-Type", "Content-Disposition", "Location", "X-Accel-Redirect", "HX-Trigger", "ETag")
# Tiap kata sendiri, dan yang pasti mengenai orangnya juga bersama saringan lain.
SARING = [(k, "") for k in CARI] + [
    (k, s) for k in (NAMA, NIK) for s in ("umur=3", "status=disahkan", "keadaan=semua", f"wilayah={DESA}")
]
BERUBAH = (
    (re.compile(r'name="(csrfmiddlewaretoken|csrf-token)" (value|content)="[^"]+"'), ""),
    (re.compile(r"\d{1,2} \w+ 2026 \d\d\.\d\d(?: WITA)?|\d\d\.\d\d WITA|\d+ (detik|menit) lalu|baru saja"), "saat ini"),
    (re.compile(r"(cari|sesudah|sebelum)=[\w-]+"), r"\1="),
    (re.compile(r'nonce(-|=")[\w+/=-]+'), "nonce"),
    (re.compile(r"\b0[0-9a-f]{7}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "kunci-baru"),
)
# Angka daftar dan formulir ekspor (`KECUALI`: saringan memberi angka).
JUMLAH = re.compile(r'<p class="sub">.*?</p>|<dt>Orang(?: per jenis)?</dt><dd>\d+</dd>|– \d+ baris')


def _rapikan(teks: str) -> str:
    for pola, ganti in BERUBAH:
        teks = pola.sub(ganti, teks)
    return teks


def _saksi(dunia) -> None:
    """Record bystanders, ordinary and sensitive, always the same."""
    for n, (kode, nama) in enumerate(((BIASA, "Aminah Satu"), (PEKA, "Bahri Dua"), (STIGMA, "Citra Tiga"))):
        _tetap(pada_status(dunia, Status.DISAHKAN, jenis=kode, nama=nama, nik=nik_ke(9501 + n), kunci=UUID(int=n + 1)))


def _tetap(kasus: Kasus) -> None:
    saat = KINI - timedelta(minutes=kasus.orang_id.int)
    with lingkup.masuk(lingkup.sistem("uji")):
        Orang.objects.filter(pk=kasus.orang_id).update(diubah_pada=saat, dibuat_pada=saat)
        Kasus.objects.filter(pk=kasus.pk).update(bergerak_pada=saat, diverifikasi_pada=saat, diajukan_pada=saat)


def _pengganti(dunia) -> None:
    """A second TKSK of the kecamatan, who recorded nobody."""
    with lingkup.masuk(lingkup.sistem("uji")):
        akun = Akun.objects.create(username="pengganti", nama="Pengganti", wilayah_id="64", password="!")
        tugas = Penempatan.objects.create(akun=akun, peran="tksk", tempat_id="64.72.03", mulai=date(2026, 1, 1))
        tugas = Penempatan.objects.select_related("akun", "tempat").get(pk=tugas.pk)
        dunia["pengganti"] = Penghuni(akun, tugas, lingkup.dari_penempatan(tugas))


def _perjalanan(dunia, orang: Orang) -> None:
    """Give the person an urgent need, a month away and a return: what state and need filters find."""
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        isi = {"jenis": "alat_bantu", "catatan": "", "mendesak": True, "ditemukan_pada": date(2026, 11, 2)}
        catat_kebutuhan(orang=orang, kunci=UUID(int=770), isi=isi, by=by)
        for n, keadaan in enumerate(("tertangani", "aktif")):
            sejak = {"tanggal": date(2026, 11, 2), "alasan": "Keterangan keluarga"}
            ubah_keadaan(orang=orang, kunci=UUID(int=771 + n), keadaan=keadaan, by=by, **sejak)


def _saring_simpanan(klien: Client) -> None:
    """Keep the filters that would ask for the person; their chips stand over each list that follows."""
    for nama, isi in (("Dicari", {"umur": "3", "jk": "P"}), ("Peka", {"jenis": str(PEKA)})):
        klien.post("/pmks/saringan/simpan/", {"halaman": "daftar", "nama": nama} | isi)


def _jawaban(dunia, siapa: str, jenis: int | None) -> dict[str, tuple[int, str, int]]:
    """Return what this reader gets in a world where the person has that type (None: was never recorded)."""
    hasil = {}
    with transaction.atomic():
        _saksi(dunia)
        if jenis:
            isi = {"nama": NAMA, "nik": NIK, "no_kk": KK, "kunci": TERSANGKA}
            kasus = pada_status(dunia, Status.DISAHKAN, jenis=jenis, **isi)
            _perjalanan(dunia, kasus.orang)
            _tetap(kasus)
        klien = Client(raise_request_exception=False)
        klien.force_login(dunia[siapa].akun)
        klien.get("/")
        _saring_simpanan(klien)

        def catat(sebutan: str, *, kirim: dict | None = None, alamat: str = "") -> None:
            with CaptureQueriesContext(connection) as kueri:
                r = klien.get(alamat or sebutan) if kirim is None else klien.post(alamat, kirim)
            kepala = "\n".join(f"{k}: {r.headers[k]}" for k in KEPALA_TETAP if k in r.headers)
            hasil[sebutan] = (r.status_code, _rapikan(f"{kepala}\n{r.content.decode()}"), len(kueri))

        for alamat in ALAMAT:
            catat(alamat)
        for kata, saring in SARING:
            tujuan = klien.post(f"/pmks/cari/?{saring}", {"q": kata}).url
            catat(f"cari {kata} {saring}", alamat=tujuan)
        for ruas in ("", "riwayat/", "berkas/"):
            if siapa in ("provinsi", "kemensos", "camat"):
                catat(f"/pmks/{TERSANGKA}/{ruas}")
        if siapa == "pengganti":
            catat("nik", alamat="/pmks/nik/", kirim={"nik": NIK, "nama": NAMA, "tanggal_lahir": "12-05-1958"})
            ulang = borang(nik=NIK, nama=NAMA, id="00000000-0000-4000-8000-000000000005")
            catat("baru", alamat="/pmks/baru/", kirim=ulang)
        with lingkup.masuk(lingkup.sistem("uji")):
            assert not Pembukaan.objects.filter(objek_id=TERSANGKA).exists(), "penyerang tidak membuka apa pun"
        transaction.set_rollback(True)
    return hasil


def _beda(satu: dict, dua: dict, *, tanpa_jumlah: bool = False) -> list[str]:
    def isi(nilai: tuple) -> tuple:
        return (nilai[0], JUMLAH.sub("", nilai[1]) if tanpa_jumlah else nilai[1], nilai[2])

    return [f"{k}: {_selisih(isi(satu[k]), isi(dua[k]))}" for k in satu if isi(satu[k]) != isi(dua[k])]


def _selisih(satu: tuple, dua: tuple) -> str:
    """Say what differs: status, number of queries, or the first lines."""
    baris = list(unified_diff(satu[1].splitlines(), dua[1].splitlines(), n=0, lineterm=""))[3:7]
    return f"{satu[0]} {satu[2]} kueri, {dua[0]} {dua[2]} kueri, {baris}"


@pytest.mark.parametrize("siapa", ["pengganti", "dinsos"])
def test_petugas_daerah_tidak_dapat_membedakan_jenis_orang_yang_dikenalnya(dunia, siapa):
    _pengganti(dunia)
    dasar = _jawaban(dunia, siapa, BIASA)
    assert any(str(TERSANGKA) in isi for _, isi, _ in dasar.values()), "orangnya memang ditemukan"
    for jenis in (PEKA, STIGMA):
        assert _beda(dasar, _jawaban(dunia, siapa, jenis)) == [], jenis


@pytest.mark.parametrize("siapa", ["provinsi", "kemensos"])
def test_di_atas_kabkota_yang_sangat_peka_sama_dengan_yang_tidak_pernah_dicatat(dunia, siapa):
    dasar = _jawaban(dunia, siapa, BIASA)
    assert _beda(dasar, _jawaban(dunia, siapa, STIGMA)) == []
    peka, kosong = _jawaban(dunia, siapa, PEKA), _jawaban(dunia, siapa, None)
    orang = f"/pmks/{TERSANGKA}"
    assert [k for k in _beda(peka, kosong, tanpa_jumlah=True) if not k.startswith(orang)] == []
    # Kuncinya tidak dapat dicari; bila diketahui, halamannya tetap tidak memuat jenisnya.
    assert [k for k in _beda(dasar, peka) if k.startswith(orang)] == []


def test_bagi_camat_yang_peka_sama_dengan_yang_tidak_pernah_dicatat(dunia):
    kosong = _jawaban(dunia, "camat", None)
    for jenis in (PEKA, STIGMA):
        assert _beda(_jawaban(dunia, "camat", jenis), kosong, tanpa_jumlah=True) == [], jenis


@pytest.mark.parametrize("siapa", ["pengganti", "dinsos", "camat", "provinsi", "kemensos"])
@pytest.mark.parametrize("jenis", [BIASA, PEKA, STIGMA])
def test_saringan_jenis_memberi_angka_dan_tidak_bergantung_pada_pencarian(dunia, siapa, jenis):
    _pengganti(dunia)
    _saksi(dunia)
    _tetap(pada_status(dunia, Status.DISAHKAN, jenis=PEKA, nama=NAMA, nik=NIK, no_kk=KK, kunci=TERSANGKA))
    klien = Client()
    klien.force_login(dunia[siapa].akun)
    polos = klien.get(f"/pmks/?jenis={jenis}")
    assert "W••••" not in polos.content.decode() and str(TERSANGKA) not in polos.content.decode()
    if siapa == "camat" and jenis == BIASA:
        return
    assert polos.context["angka_saja"] and polos.context["orang"] == []
    jawaban = []
    for kata in (NAMA, NIK, "Tidak Pernah Ada"):
        r = klien.get(klien.post(f"/pmks/cari/?jenis={jenis}", {"q": kata}).url)
        assert r.context["orang"] == [] and r.context["banyak"] == polos.context["banyak"]
        jawaban.append(_rapikan(r.content.decode()).replace(kata, "").replace(quote(kata), ""))
    assert len(set(jawaban)) == 1
    klien.post(f"/pmks/tampilkan/daftar/?jenis={jenis}", {"tujuan": "Pemeriksaan data bantuan"})
    r = klien.get(klien.post(f"/pmks/cari/?jenis={jenis}", {"q": NAMA}).url)
    assert r.context["orang"] == [], "juga sesudah daftarnya dibuka"


@pytest.mark.parametrize("siapa", ["provinsi", "kemensos"])
def test_daftar_jenis_peka_menuntut_keperluan_dan_tiap_yang_tampil_dicatat(dunia, siapa):
    _saksi(dunia)
    klien = Client()
    klien.force_login(dunia[siapa].akun)
    alamat = f"/pmks/tampilkan/daftar/?jenis={PEKA}"
    for tujuan in ("", "singkat"):
        klien.post(alamat, {"tujuan": tujuan})
        assert klien.get(f"/pmks/?jenis={PEKA}").context["orang"] == []
    r = klien.post(alamat, {"tujuan": "Pemeriksaan data bantuan"}, follow=True)
    assert [o.nama_tampil for o in r.context["orang"]] == ["Bahri Dua"]
    klien.get(f"/pmks/?jenis={PEKA}")
    with lingkup.masuk(lingkup.sistem("uji")):
        baris = list(Pembukaan.objects.values_list("objek_id", "bagian", "tujuan"))
    assert baris == [(UUID(int=2), "daftar", "Pemeriksaan data bantuan")], "sekali sejam"
    assert klien.get(f"/pmks/?jenis={STIGMA}").context["orang"] == [], "hanya daftar yang dibuka"


def test_camat_tidak_dapat_membuka_daftar(dunia):
    klien = Client()
    klien.force_login(dunia.camat.akun)
    assert klien.post("/pmks/tampilkan/daftar/?jenis=16", {"tujuan": "Ingin tahu namanya"}).status_code == 403
    assert KECUALI, "yang dikecualikan tertulis dengan alasannya"
