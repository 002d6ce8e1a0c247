"""Verifikasi dua langkah yang diwajibkan: admin bagi provinsinya, Kemensos bagi akunnya sendiri, perintah server."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.akun.bahan import pasang_totp
from tests.pmks.baca import dalam
from tksk_portal.akses import lingkup
from tksk_portal.akun.models import SyaratMasuk


def wajib() -> set[tuple[str, str]]:
    """Return (place, role) of all demands, over all provinces."""
    with lingkup.masuk(lingkup.sistem("uji")):
        return set(SyaratMasuk.objects.filter(wajib_dua_langkah=True).values_list("wilayah_id", "peran"))


def perintah(*isi: str) -> str:
    """Run the command and return what it printed."""
    keluar = StringIO()
    call_command("syarat_masuk", *isi, stdout=keluar)
    return keluar.getvalue()


def test_kemensos_mewajibkan_bagi_akunnya_sendiri(masuk, dunia):
    c = masuk("kemensos")
    assert reverse("kelola_syarat") in c.get("/akun/").content.decode()
    jawab = c.get(reverse("kelola_syarat"))
    assert "1 akun, 1 di antaranya belum memakainya" in dalam(jawab, "isi")
    assert [n for n, _ in jawab.context["form"].fields["wajib"].choices] == ["kemensos"]
    assert c.post(reverse("kelola_syarat"), {"wajib": ["kemensos"]}).status_code == 302
    assert wajib() == {("0", "kemensos")}
    # Mulai sekarang pemasangannya didahulukan, dan halaman lain menunggu.
    assert c.get("/akun/").url == reverse("mfa_index")
    pasang_totp(dunia.kemensos.akun)
    assert "Hanya pengelola server" in dalam(c.get(reverse("kelola_syarat")), "isi")


def test_kemensos_tidak_melepas_dari_halaman(masuk, dunia):
    perintah("--wajib", "kemensos")
    pasang_totp(dunia.kemensos.akun)
    jawab = masuk("kemensos").post(reverse("kelola_syarat"), {})
    assert jawab.status_code == 422 and "hanya dapat dilepas pengelola server" in dalam(jawab, "isi")
    assert wajib() == {("0", "kemensos")}


@pytest.mark.parametrize("peran", ["tksk", "admin", "provinsi"])
def test_kemensos_tidak_mewajibkan_peran_provinsi(masuk, peran):
    assert masuk("kemensos").post(reverse("kelola_syarat"), {"wajib": [peran]}).status_code == 422
    assert wajib() == set()


def test_admin_tidak_menyentuh_syarat_nasional_tetapi_melihatnya(masuk):
    perintah("--wajib", "kemensos", "tksk", "admin")
    perintah("--lepas", "admin")
    c = masuk("admin")
    assert "secara nasional bagi: TKSK." in dalam(c.get(reverse("kelola_syarat")), "isi")
    c.post(reverse("kelola_syarat"), {"wajib": ["camat"]})
    c.post(reverse("kelola_syarat"), {})
    assert wajib() == {("0", "kemensos"), ("0", "tksk")}


def test_perintah_menampilkan_mewajibkan_dan_melepas(dunia):
    assert "1 dari 1 akun belum memakainya" in perintah()
    keluar = perintah("--wajib", "kemensos")
    assert "kemensos  wajib; 1 dari 1" in keluar
    perintah("--tempat", "64", "--wajib", "admin", "tksk")
    keluar = perintah("--tempat", "64", "--lepas", "tksk")
    assert "admin     wajib" in keluar and "tksk      tidak diwajibkan di sini" in keluar and "kemensos" not in keluar
    assert wajib() == {("0", "kemensos"), ("64", "admin")}
    with lingkup.masuk(lingkup.sistem("uji")):
        satu = SyaratMasuk.objects.get(wilayah="0", peran="kemensos")
        assert satu.riwayat.latest("pgh_id").pgh_context["tugas"] == "perintah syarat_masuk"


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (("--tempat", "64.72", "--wajib", "tksk"), "bukan kode provinsi"),
        (("--tempat", "99"), "bukan kode provinsi"),
        (("--tempat", "64", "--wajib", "kemensos"), "pakai --tempat 0"),
        (("--wajib", "admin", "--lepas", "admin"), "di --wajib dan di --lepas"),
    ],
)
def test_perintah_menolak_dengan_satu_kalimat(dunia, isi, kata):
    with pytest.raises(CommandError, match=kata):
        perintah(*isi)
    assert wajib() == set()
