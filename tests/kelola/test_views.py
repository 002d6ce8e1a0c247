import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.akun.bahan import buat, pasang_totp, tutup, ubah_masa
from tests.conftest import PENGHUNI
from tests.pmks.baca import dalam, nilai
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun, Penempatan, SyaratMasuk, Tautan

BARU = {
    "nama": "Rahmat Hidayat",
    "username": "TKSK.64.72.05",
    "telepon": "0812 3456 7890",
    "email": "",
    "peran": "camat",
    "tempat": "64.72.05",
    "mulai": "01-03-2026",
    "selesai": "",
    "dasar": "SK 12/2026",
}


def halaman_satu(akun: Akun, tugas: Penempatan) -> list[str]:
    """Return the addresses that show or change one account."""
    nama = ("kelola_rinci", "kelola_akun_ubah", "kelola_tugas_baru")
    return [*(reverse(n, args=[akun.pk]) for n in nama), reverse("kelola_tugas", args=[tugas.pk])]


def perbuatan_satu(akun: Akun, tautan: Tautan) -> list[str]:
    """Return the addresses that only take a POST."""
    nama = ("kelola_tutup", "kelola_buka", "kelola_keluarkan")
    return [
        *(reverse(n, args=[akun.pk]) for n in nama),
        reverse("kelola_tautan_buat", args=[akun.pk, "sandi"]),
        reverse("kelola_tautan_batal", args=[tautan.pk]),
    ]


UMUM = ("kelola_daftar", "kelola_baru", "kelola_undangan", "kelola_syarat")
MASA = {"mulai": "01-01-2026", "selesai": "30-06-2026", "dasar": "SK 9"}


@pytest.fixture
def satu_tautan(dunia, undang) -> Tautan:
    undang(dunia.tksk.akun, "sandi")
    return Tautan.objects.get(akun=dunia.tksk.akun)


def test_semua_halaman_terbuka_bagi_admin(masuk, dunia):
    client = masuk("admin")
    for jalan in [*map(reverse, UMUM), *halaman_satu(dunia.camat.akun, dunia.camat.tugas)]:
        assert client.get(jalan).status_code == 200, jalan


@pytest.mark.parametrize("nama", [n for n in PENGHUNI if n != "admin"])
def test_peran_lain_ditolak(masuk, dunia, satu_tautan, nama):
    client = masuk(nama)
    umum = [n for n in UMUM if (n, nama) != ("kelola_syarat", "kemensos")]
    for jalan in [*map(reverse, umum), *halaman_satu(dunia.camat.akun, dunia.camat.tugas)]:
        assert client.get(jalan).status_code == 403, jalan
    for jalan in perbuatan_satu(dunia.tksk.akun, satu_tautan):
        assert client.post(jalan).status_code == 403, jalan


def test_orang_luar_diarahkan_masuk(client, dunia, satu_tautan):
    for jalan in [*map(reverse, UMUM), *halaman_satu(dunia.camat.akun, dunia.camat.tugas)]:
        assert client.get(jalan).url.startswith("/masuk/"), jalan


def test_admin_provinsi_lain_tidak_menemukan(client, dunia, kalsel, satu_tautan):
    client.force_login(kalsel.akun)
    for jalan in halaman_satu(dunia.camat.akun, dunia.camat.tugas):
        assert client.get(jalan).status_code == 404, jalan
    for jalan in perbuatan_satu(dunia.tksk.akun, satu_tautan):
        assert client.post(jalan).status_code == 404, jalan
    isi = client.get(reverse("kelola_daftar")).content.decode()
    assert "Nurhayati" not in isi
    assert "Admin63" in isi
    assert Akun.objects.get(pk=dunia.tksk.akun.pk).is_active
    assert Tautan.objects.get(pk=satu_tautan.pk).keadaan == "menunggu"


def test_perbuatan_lewat_get_tidak_terjadi(masuk, dunia, satu_tautan):
    client = masuk("admin")
    for jalan in perbuatan_satu(dunia.tksk.akun, satu_tautan):
        assert client.get(jalan).status_code == 405, jalan


def test_buat_akun_menunjukkan_tautan_satu_kali(masuk):
    client = masuk("admin")
    jawab = client.post(reverse("kelola_baru"), BARU)
    isi = jawab.content.decode()
    assert jawab.status_code == 200
    (token,) = set(re.findall(r"http://testserver/undangan/([\w-]{43})/", isi))
    assert "Yth. Rahmat Hidayat" in isi
    assert "data:image/svg+xml;base64," in isi
    akun = Akun.objects.get(username="tksk.64.72.05")
    assert (akun.nama, akun.telepon, akun.wilayah_id) == ("Rahmat Hidayat", "0812 3456 7890", "64")
    rinci = client.get(reverse("kelola_rinci", args=[akun.pk])).content.decode()
    assert token not in rinci
    assert "undangan menunggu" in rinci


@pytest.mark.parametrize(
    ("medan", "nilai", "kata"),
    [
        ("username", "tksk", "sudah dipakai"),
        ("username", "a b", "Pakai huruf kecil"),
        ("username", "x" * 65, "64"),
        ("nama", "", "Isi dahulu bagian ini."),
        ("nama", "x" * 10_000, "150"),
        ("nama", "Nur\x00hayati", "Karakter null"),
        ("telepon", "telepon saya", "angka"),
        ("email", "bukan-surel", "alamat email yang valid"),
        ("peran", "kemensos", "Masukkan pilihan yang valid"),
        ("tempat", "63.71.01", "tidak ada di wilayah kantor Anda"),
        ("tempat", "64.72", "setingkat kecamatan"),
        ("mulai", "31-02-2026", "Tulis tanggal seperti"),
        ("mulai", "12/25/2026", "Tulis tanggal seperti"),
        ("mulai", "01-01-0180", "Periksa tahunnya"),
        ("selesai", "01-02-2026", "tidak boleh sebelum"),
    ],
)
def test_buat_akun_dengan_isian_buruk_dijelaskan(masuk, medan, nilai, kata):
    client = masuk("admin")
    banyak = Akun.objects.count()
    jawab = client.post(reverse("kelola_baru"), BARU | {medan: nilai})
    assert jawab.status_code == 422
    galat = jawab.context["form"].errors
    assert list(galat) == [medan]
    assert kata in str(galat[medan])
    assert 'value="SK 12/2026"' in jawab.content.decode()
    assert Akun.objects.count() == banyak


def test_nama_dengan_markah_ditulis_sebagai_teks(masuk):
    client = masuk("admin")
    isi = client.post(reverse("kelola_baru"), BARU | {"nama": "<script>alert(1)</script> 😀"}).content.decode()
    assert "<script>alert" not in isi
    assert "&lt;script&gt;alert(1)" in isi


def test_tempat_hanya_dari_provinsi_admin(masuk, kalsel):
    pilihan = masuk("admin").get(reverse("kelola_baru")).context["form"].fields["tempat"].choices
    kode = [k for nama, isi in pilihan if nama for k, _ in isi]
    assert len(kode) == 1 + 10 + 105
    assert all(k.startswith("64") for k in kode)


def test_tempat_dan_peran_dapat_disiapkan_dari_alamat(masuk):
    form = masuk("admin").get(reverse("kelola_baru") + "?peran=tksk&tempat=64.02.19").context["form"]
    assert form["tempat"].value() == "64.02.19"


def test_tambah_tugas_tumpang_tindih_disebut_di_isian(masuk, dunia):
    jalan = reverse("kelola_tugas_baru", args=[dunia.camat.akun.pk])
    isi = {"peran": "camat", "tempat": "64.72.03", "mulai": "01-03-2026", "selesai": "", "dasar": ""}
    jawab = masuk("admin").post(jalan, isi)
    assert jawab.status_code == 422
    assert "sudah punya tugas yang sama" in str(jawab.context["form"].errors["mulai"])


def test_tugas_tksk_diarahkan_ke_roster(masuk, dunia):
    client = masuk("admin")
    jalan = reverse("kelola_tugas_baru", args=[dunia.tksk.akun.pk])
    isi = {"peran": "tksk", "tempat": "64.72.04", "mulai": "01-03-2026", "selesai": "", "dasar": ""}
    jawab = client.post(jalan, isi)
    assert jawab.status_code == 422 and list(jawab.context["form"].errors) == ["peran"]
    jawab = client.get(reverse("kelola_tugas", args=[dunia.tksk.tugas.pk]), follow=True)
    assert "mengikuti roster" in jawab.content.decode()


def test_akhiri_tugas_dan_riwayatnya_tampak(masuk, dunia):
    client = masuk("admin")
    jalan = reverse("kelola_tugas", args=[dunia.camat.tugas.pk])
    isi = MASA | {"versi": nilai(client.get(jalan), "versi")[0]}
    assert client.post(jalan, isi).status_code == 302
    isi = client.get(reverse("kelola_rinci", args=[dunia.camat.akun.pk])).content.decode()
    assert "30 Juni 2026" in isi
    assert "Admin Kaltim" in isi


def test_dua_admin_yang_kedua_diberi_tahu_dan_melihat_keduanya(masuk, dunia, client, admin_kedua):
    """The second admin opened the form before the first one saved: told by whom, shown both, nothing overwritten."""
    jalan = reverse("kelola_tugas", args=[dunia.camat.tugas.pk])
    satu, dua = Client(), Client()
    satu.force_login(dunia.admin.akun)
    dua.force_login(admin_kedua.akun)
    versi = nilai(dua.get(jalan), "versi")[0]
    assert satu.post(jalan, MASA | {"versi": nilai(satu.get(jalan), "versi")[0]}).status_code == 302
    jawab = dua.post(jalan, MASA | {"selesai": "31-12-2026", "dasar": "SK 77", "versi": versi})
    assert jawab.status_code == 409
    teks = dalam(jawab, "isi")
    assert "oleh Admin Kaltim" in teks and "30 Juni 2026" in teks and "31 Desember 2026" in teks
    assert "SK 9" in teks and "SK 77" in teks
    assert (nilai(jawab, "selesai"), nilai(jawab, "dasar")) == (["31-12-2026"], ["SK 77"])
    assert _masa(dunia) == (date(2026, 6, 30), "SK 9")
    ulang = MASA | {"selesai": "31-12-2026", "dasar": "SK 77", "versi": nilai(jawab, "versi")[0]}
    assert dua.post(jalan, ulang).status_code == 302
    assert _masa(dunia) == (date(2026, 12, 31), "SK 77")


@pytest.mark.parametrize("versi", ["", "bukan", "x" * 200])
def test_masa_tugas_tanpa_versi_dasar_tidak_menimpa(masuk, dunia, versi):
    jalan = reverse("kelola_tugas", args=[dunia.camat.tugas.pk])
    assert masuk("admin").post(jalan, MASA | {"versi": versi}).status_code in (409, 422)
    assert _masa(dunia) == (None, "")


def test_dua_admin_data_akun_yang_kedua_diberi_tahu(masuk, dunia, admin_kedua):
    client = masuk("admin")
    jalan = reverse("kelola_akun_ubah", args=[dunia.tksk.akun.pk])
    versi = nilai(client.get(jalan), "versi")[0]
    with lingkup.masuk(admin_kedua.lingkup):
        Akun.objects.filter(pk=dunia.tksk.akun.pk).update(nama="Nurhayati Dua")
    jawab = client.post(jalan, {"nama": "Nurhayati Tiga", "telepon": "", "email": "", "versi": versi})
    assert jawab.status_code == 409
    assert "Nurhayati Dua" in dalam(jawab, "isi") and nilai(jawab, "nama") == ["Nurhayati Tiga"]
    assert Akun.objects.get(pk=dunia.tksk.akun.pk).nama == "Nurhayati Dua"


def _masa(dunia) -> tuple:
    with lingkup.masuk(lingkup.sistem("uji")):
        return Penempatan.objects.values_list("selesai", "dasar").get(pk=dunia.camat.tugas.pk)


def test_akhiri_tugas_admin_terakhir_ditolak_di_isiannya(masuk, dunia):
    jalan = reverse("kelola_tugas", args=[dunia.admin.tugas.pk])
    client = masuk("admin")
    jawab = client.post(jalan, MASA | {"dasar": "", "versi": nilai(client.get(jalan), "versi")[0]})
    assert "tidak akan punya admin" in str(jawab.context["form"].errors["selesai"])


def test_tutup_dan_buka_lewat_halaman(masuk, dunia):
    client = masuk("admin")
    rinci = reverse("kelola_rinci", args=[dunia.tksk.akun.pk])
    assert client.post(reverse("kelola_tutup", args=[dunia.tksk.akun.pk])).url == rinci
    assert "ditutup oleh Admin Kaltim" in client.get(rinci).content.decode()
    jawab = client.post(reverse("kelola_tutup", args=[dunia.tksk.akun.pk]), follow=True)
    assert "sudah ditutup oleh" in jawab.content.decode()
    client.post(reverse("kelola_buka", args=[dunia.tksk.akun.pk]))
    assert Akun.objects.get(pk=dunia.tksk.akun.pk).is_active


def test_akun_sendiri_tidak_menawarkan_penutupan(masuk, dunia):
    client = masuk("admin")
    rinci = client.get(reverse("kelola_rinci", args=[dunia.admin.akun.pk])).content.decode()
    assert reverse("kelola_tutup", args=[dunia.admin.akun.pk]) not in rinci
    jawab = client.post(reverse("kelola_tutup", args=[dunia.admin.akun.pk]), follow=True)
    assert "Akun sendiri" in jawab.content.decode()


def test_tautan_sandi_dibuat_dan_dibatalkan(masuk, dunia):
    client = masuk("admin")
    isi = client.post(reverse("kelola_tautan_buat", args=[dunia.tksk.akun.pk, "sandi"])).content.decode()
    assert "/undangan/" in isi
    satu = Tautan.objects.get(akun=dunia.tksk.akun)
    client.post(reverse("kelola_tautan_batal", args=[satu.pk]))
    satu.refresh_from_db()
    assert satu.keadaan == "dibatalkan"
    assert client.post(reverse("kelola_tautan_buat", args=[dunia.tksk.akun.pk, "palsu"])).status_code == 404


def test_lembar_undangan_bagi_beberapa_akun(masuk, dunia):
    semua = [buat(f"calon.{i}") for i in range(3)]
    for akun in semua:
        akun.set_unusable_password()
        akun.save(update_fields=["password"])
    client = masuk("admin")
    assert list(client.post(reverse("kelola_undangan"), {}).context["form"].errors) == ["akun"]
    isi = client.post(reverse("kelola_undangan"), {"akun": [str(a.pk) for a in semua[:2]]}).content.decode()
    assert len(set(re.findall(r"/undangan/([\w-]{43})/", isi))) == 2
    assert Tautan.objects.filter(jenis="undangan").count() == 2
    buruk = client.post(reverse("kelola_undangan"), {"akun": [str(dunia.tksk.akun.pk)]})
    assert list(buruk.context["form"].errors) == ["akun"]


def test_syarat_masuk_disimpan(masuk, dunia):
    client = masuk("admin")
    client.post(reverse("kelola_syarat"), {"wajib": ["tksk", "kabkota"]})
    with lingkup.masuk(dunia.admin.lingkup):
        wajib = SyaratMasuk.objects.filter(wilayah="64", wajib_dua_langkah=True)
        assert set(wajib.values_list("peran", flat=True)) == {"tksk", "kabkota"}
    client.post(reverse("kelola_syarat"), {})
    with lingkup.masuk(dunia.admin.lingkup):
        assert not SyaratMasuk.objects.filter(wajib_dua_langkah=True).exists()
    assert client.post(reverse("kelola_syarat"), {"wajib": ["kemensos"]}).context["form"].errors


def nama_di_daftar(client, tanya: str) -> set[str]:
    return {a.username for a in client.get(reverse("kelola_daftar") + tanya).context["halaman"].baris}


def test_daftar_disaring(masuk, dunia, undang):
    calon = buat("calon")
    calon.set_unusable_password()
    calon.save(update_fields=["password"])
    pasang_totp(dunia.dinsos.akun)
    tutup(dunia.camat.akun, dunia.admin.akun)
    ubah_masa(dunia.tetangga.tugas, selesai=timezone.localdate() + timedelta(days=30))
    client = masuk("admin")
    assert nama_di_daftar(client, "?q=nurhaYATI") == {"tksk"}
    assert nama_di_daftar(client, "?q=TETAN") == {"tetangga"}
    assert nama_di_daftar(client, "?peran=tksk") == {"tksk", "tetangga"}
    assert nama_di_daftar(client, "?tempat=64.71") == {"dinsos_lain"}
    assert nama_di_daftar(client, "?keadaan=ditutup") == {"camat"}
    assert nama_di_daftar(client, "?keadaan=belum") == {"calon"}
    assert nama_di_daftar(client, "?keadaan=berakhir") == {"tetangga"}
    assert "dinsos" not in nama_di_daftar(client, "?keadaan=tanpa_dua_langkah")
    assert "calon" in nama_di_daftar(client, "?keadaan=tanpa_tugas")
    undang(calon)
    assert nama_di_daftar(client, "?keadaan=undangan") == {"calon"}
    assert "camat" not in nama_di_daftar(client, "")


@pytest.mark.parametrize(
    "tanya", ["?peran=x", "?tempat=63", "?keadaan=x", "?q=%00", "?sesudah=xx", "?q=6472035205589001"]
)
def test_saringan_yang_tidak_terbaca_diabaikan(masuk, tanya):
    assert "tksk" in nama_di_daftar(masuk("admin"), tanya)


def test_daftar_berhalaman(masuk, dunia, monkeypatch):
    monkeypatch.setattr("tksk_portal.kelola.views.SEHALAMAN", 3)
    client = masuk("admin")
    terkumpul, jalan = [], reverse("kelola_daftar")
    while jalan:
        halaman = client.get(jalan).context["halaman"]
        terkumpul += [a.username for a in halaman.baris]
        jalan = halaman.sesudah_url
    # Akun Kemensos dikelola nasional, bukan admin provinsi.
    assert terkumpul == sorted(set(PENGHUNI) - {"kemensos"})


def test_daftar_berbiaya_tetap(masuk, dunia, django_assert_max_num_queries):
    for i in range(12):
        buat(f"banyak.{i}")
    client = masuk("admin")
    client.get(reverse("kelola_daftar"))
    with django_assert_max_num_queries(22):
        client.get(reverse("kelola_daftar"))
