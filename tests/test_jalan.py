"""Setiap alamat x setiap penghuni x objek di wilayah sendiri dan di wilayah lain x GET dan POST, atas data tersimpan.

Yang diharapkan dihitung dari daftar hak (IZIN) dan dari `tests.jalan.peran`: orang luar dibawa ke halaman masuk, peran
lain 403, wilayah lain 404, selain itu berhasil; tidak pernah 500, dan penolakan tidak memuat apa pun tentang objeknya.
"""

from collections import Counter

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pmks.models import Orang
from tests.akun.bahan import pasang_totp
from tests.jalan.basis import isi_sebenarnya, salinan
from tests.jalan.isi import BERAKHIR, SEMUA_PENGHUNI, TANPA_TUGAS, Isi, bangun
from tests.jalan.langkah import DIBUKA_BERFAKTOR, DIBUKA_PEMILIK, Alamat, Pejalan, Siapa, pola, semua_alamat
from tests.jalan.pabrik import PABRIK, sasaran
from tests.jalan.peran import di_dalam
from tests.katalog import tabel_berdinding
from tksk_portal.akses import lingkup
from tksk_portal.kelola.urls import KELAS_ALLAUTH

LUAR = "orang luar"
# Peran yang sama di tempat lain menempuh pintu yang sama dari sisi lain dinding: bukti berat.
SISI_LAIN = ("tetangga", "dinsos_lain", "tksk_lain")
PEJALAN = (
    *(pytest.param(n, marks=pytest.mark.berat) if n in SISI_LAIN else n for n in SEMUA_PENGHUNI),
    *(LUAR, TANPA_TUGAS, BERAKHIR),
)
DINDING = tabel_berdinding()
REKAMAN = {t for t in DINDING if t.startswith(("pmks_", "psks_"))}
AKUN = {t for t in DINDING if t.startswith("akun_")}
PEKERJAAN = {t for t in DINDING if t.startswith("pekerjaan_")}
DOKUMEN = {t for t in DINDING if t.startswith(("dokumen_", "arsip_"))}
ARSIP = {t for t in DINDING if t.startswith("arsip_")}
EXCEL = {t for t in DINDING if t.startswith("excel_")}
LAYANAN = {"lindung_permintaan", "lindung_permintaanriwayat"}
HAK_ORANG = LAYANAN | {"lindung_tahanhukum", "lindung_tahanhukumriwayat"}
INSIDEN = {"lindung_insiden", "lindung_insidenriwayat"}
MEKAR = {"mekar_mekar", "mekar_mekarriwayat"}
ATURAN = {t for t in DINDING if t.startswith(("lindung_bataswaktu", "lindung_retensi", "lindung_kegiatan"))}
# Tabel yang boleh berubah karena seorang penghuni berjalan di semua alamat.
USULAN = {"petugas_usulan", "petugas_usulanriwayat"}
ROSTER_KABKOTA = USULAN | {"petugas_petugas", "petugas_petugasriwayat"}
ROSTER_KABKOTA |= {"petugas_serahterima", "petugas_serahterimariwayat"}
ROSTER = {t for t in DINDING if t.startswith("petugas_")} | {"jejak_pembukaan"}
BOLEH_MENULIS = {
    "tksk": REKAMAN | {"jejak_pembukaan", "akun_akunriwayat"} | PEKERJAAN | EXCEL | ARSIP | LAYANAN,
    "camat": {"jejak_pembukaan", "akun_akunriwayat", "pmks_saringan"} | PEKERJAAN | EXCEL | DOKUMEN,
    "kabkota": REKAMAN
    | {"jejak_pembukaan", "akun_akunriwayat"}
    | PEKERJAAN
    | EXCEL
    | DOKUMEN
    | HAK_ORANG
    | INSIDEN
    | ROSTER_KABKOTA,
    "provinsi": REKAMAN
    | {"jejak_pembukaan", "akun_akunriwayat"}
    | PEKERJAAN
    | EXCEL
    | DOKUMEN
    | HAK_ORANG
    | INSIDEN
    | USULAN,
    "kemensos": {"jejak_pembukaan", "akun_akunriwayat", "pmks_saringan"} | PEKERJAAN | EXCEL | DOKUMEN,
    "admin": AKUN | PEKERJAAN | EXCEL | DOKUMEN | INSIDEN | ATURAN | MEKAR | ROSTER,
}


@pytest.fixture(scope="module")
def isi(django_db_setup, django_db_blocker):
    """The full world, committed in a clone of the test database."""
    with django_db_blocker.unblock(), salinan("jalan"):
        yield bangun()


@pytest.fixture
def dunia_sendiri(isi):
    """A clone of the full world for one test, which may change it."""
    with salinan("satu"):
        yield isi


def siapa(nama: str, isi: Isi) -> Siapa:
    if nama == LUAR:
        return Siapa(nama)
    if nama in (TANPA_TUGAS, BERAKHIR):
        return Siapa(nama, isi.akun[nama])
    return Siapa(nama, isi.dunia[nama].akun, isi.dunia[nama].lingkup)


def test_setiap_alamat_menyatakan_haknya():
    _, keluhan = semua_alamat()
    assert keluhan == []


def test_setiap_alamat_berobjek_punya_pabrik(isi):
    alamat, _ = semua_alamat()
    for a in alamat:
        assert sasaran(a.nama, isi, a.perlu_objek), a.nama
    assert set(PABRIK) <= {a.nama for a in alamat}, "pabrik untuk alamat yang tidak ada"


@pytest.mark.parametrize("nama", PEJALAN)
def test_berjalan_di_semua_alamat(dunia_sendiri, nama):
    alamat, _ = semua_alamat()
    sebelum = isi_sebenarnya(DINDING)
    orang = siapa(nama, dunia_sendiri)
    pejalan = Pejalan(orang, dunia_sendiri)
    keluhan = pejalan.jalani(alamat)
    assert keluhan == [], "\n".join(keluhan)
    assert pejalan.jumlah > 250
    assert _berubah_terlarang(orang, sebelum, isi_sebenarnya(DINDING)) == []
    assert {403, 404} <= pejalan.status or nama == LUAR


def test_setiap_halaman_pengaman_akun_dimasuki():
    """Pages of allauth's second factor that answer with a page: each is really entered by the walk or below."""
    pengaman = {n for n, kelas in KELAS_ALLAUTH.items() if kelas == "sendiri"}
    assert pengaman == DIBUKA_PEMILIK | DIBUKA_BERFAKTOR


def test_pemilik_berfaktor_memasuki_semua_halaman_pengaman_akunnya(dunia_sendiri):
    akun = dunia_sendiri.dunia.tksk.akun
    per_kunci = {"mfa_edit_webauthn", "mfa_remove_webauthn"}
    with lingkup.masuk(lingkup.sistem("uji")):
        pasang_totp(akun)
    klien = Pejalan(siapa("tksk", dunia_sendiri), dunia_sendiri).klien
    kode = {n: klien.get(reverse(n)).status_code for n in (DIBUKA_PEMILIK | DIBUKA_BERFAKTOR) - per_kunci}
    # Kuncinya tiruan: halaman yang membaca isinya sudah dibuka di atas.
    with lingkup.masuk(lingkup.sistem("uji")):
        kunci = Authenticator.objects.create(user=akun, type="webauthn", data={"name": "Kunci 1", "credential": {}})
    kode |= {n: klien.get(reverse(n, kwargs={"pk": kunci.pk})).status_code for n in per_kunci}
    # Aplikasi sudah aktif; memastikan dengan kunci perlu kunci sungguhan (tests/peramban/test_masuk.py).
    lain = {n: k for n, k in kode.items() if k != 200}
    assert lain == {"mfa_activate_totp": 302, "mfa_reauthenticate_webauthn": 302}


def _berubah_terlarang(orang: Siapa, sebelum: dict, sesudah: dict) -> list[str]:
    """Return the changes that this person must not have made: outside the territory, or not the role's."""
    keluhan = []
    boleh = BOLEH_MENULIS[orang.lingkup.peran] if orang.lingkup else set()
    for tabel, d in DINDING.items():
        lama, baru = Counter(map(_tetap, sebelum[tabel])), Counter(map(_tetap, sesudah[tabel]))
        for baris in [dict(b) for b in (lama - baru) + (baru - lama)]:
            milik = str(orang.akun.pk) if orang.akun else ""
            sendiri = tabel == "akun_akunriwayat" and baris["pgh_obj_id"] == repr(milik)
            tempat = [baris[k].strip("'") for k in (d.kolom, getattr(d, "kedua", "")) if k]
            dalam = orang.lingkup and any(di_dalam(orang.lingkup.tempat, t) for t in tempat)
            if _sisi_lain(tabel, baris):
                continue
            if not sendiri and (tabel not in boleh or not (dalam or _kepada_pihak_lain(tabel, baris))):
                keluhan.append(f"{tabel}: {baris}")
    return keluhan


def _kepada_pihak_lain(tabel: str, baris: dict) -> bool:
    """Tell whether a row is what a hand-over leaves at the other side: a notice, and that its proposal was read."""
    if tabel == "jejak_pembukaan":
        return baris["tujuan"] == repr("serah terima antarkecamatan")
    return tabel == "pekerjaan_kabar" and baris["jenis"] == repr("pmks.pindahan")


def _sisi_lain(tabel: str, baris: dict) -> bool:
    """Tell whether a row is what the other kecamatan is told when somebody records its NIK: a clash and a notice."""
    if tabel == "pmks_bentrok":
        return baris["belakangan"] == "False"
    return tabel == "pekerjaan_kabar" and baris["jenis"] == "'pmks.bentrok'"


def _tetap(baris: dict) -> tuple:
    return tuple(sorted((k, repr(v)) for k, v in baris.items()))


@pytest.mark.parametrize("metode", ["put", "patch", "delete", "trace"])
def test_metode_lain_ditolak(isi, metode):
    alamat, _ = semua_alamat()
    klien = Client(raise_request_exception=False)
    klien.force_login(isi.dunia.tksk.akun)
    for a in alamat:
        satu = sasaran(a.nama, isi, a.perlu_objek)[0]
        kode = getattr(klien, metode)(reverse(a.nama, kwargs=satu.kwargs)).status_code
        assert kode == 405 or (a.nama in KELAS_ALLAUTH and kode in {200, 302, 404}), f"{a.nama}: {kode}"


# Pejalan harus melihat kerusakan: kebijakan yang dibuang, view tanpa penjaga, view yang membocorkan.


def test_kebijakan_bocor_terlihat_oleh_pejalan(dunia_sendiri):
    with connection.cursor() as kursor:
        kursor.execute("CREATE POLICY bocor ON pmks_orang FOR SELECT USING (true)")
    connection.close()
    keluhan = Pejalan(siapa("tetangga", dunia_sendiri), dunia_sendiri).jalani(_hanya("pmks:rinci", "pmks:daftar"))
    assert any(" pmks:rinci [64.72.03" in k for k in keluhan), keluhan
    assert any(" pmks:daftar " in k and "membocorkan kunci dari “disahkan”" in k for k in keluhan), keluhan


def test_kebijakan_buntu_terlihat_oleh_pejalan(dunia_sendiri):
    with connection.cursor() as kursor:
        kursor.execute("ALTER POLICY pmks_kasus_select ON pmks_kasus USING (tksk_batas('awal') IS NULL)")
    connection.close()
    keluhan = Pejalan(siapa("dinsos", dunia_sendiri), dunia_sendiri).jalani(_hanya("pmks:panel"))
    assert any("404, seharusnya" in k for k in keluhan), keluhan


def test_view_tanpa_penjaga_terlihat_oleh_pejalan(dunia_sendiri, monkeypatch):
    polos = pola("pmks:rinci").callback.__wrapped__.__wrapped__
    monkeypatch.setattr(pola("pmks:rinci"), "callback", lambda request, pk: polos(request, pk))
    _, keluhan = semua_alamat()
    assert keluhan == ["pmks:rinci: view tanpa @perlu atau @terbuka, dan tidak ada di KELAS_ALLAUTH"]
    alamat = [Alamat("pmks:rinci", True, "pmks.lihat", "izin")]
    keluhan = Pejalan(siapa("admin", dunia_sendiri), dunia_sendiri).jalani(alamat)
    assert any("404, seharusnya [403]" in k for k in keluhan), keluhan
    keluhan = Pejalan(Siapa(LUAR), dunia_sendiri).jalani(alamat)
    assert any("404, seharusnya [302]" in k for k in keluhan), keluhan


def test_view_yang_menembus_dinding_terlihat_oleh_pejalan(dunia_sendiri, monkeypatch):
    """A view that reads in the scope of the system instead of its reader's."""
    asli = pola("pmks:rinci").callback

    def tembus(request, pk):
        with lingkup.masuk(lingkup.sistem("uji")):
            return HttpResponse(Orang.objects.get(pk=pk).nama)

    tembus.izin = asli.izin
    monkeypatch.setattr(pola("pmks:rinci"), "callback", tembus)
    keluhan = Pejalan(siapa("tetangga", dunia_sendiri), dunia_sendiri).jalani(_hanya("pmks:rinci"))
    assert any("200, seharusnya [404]" in k for k in keluhan), keluhan


def _hanya(*nama: str) -> list[Alamat]:
    return [a for a in semua_alamat()[0] if a.nama in nama]
