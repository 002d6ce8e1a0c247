"""Langkah tinjauan: tiap langkah x tiap peran persis seperti tabelnya, tidak lebih."""

from itertools import product

import pytest
from django.db import transaction
from django.test import Client

from pmks.models import Kasus, Revisi
from tests.pmks.bahan import lakukan, pada_status, segar
from tksk_portal.akses import lingkup
from tksk_portal.akses.lingkup import Lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.tinjauan.actions import Ditolak, can_putuskan, check_putuskan, jenis_rekaman
from tksk_portal.tinjauan.enums import Aksi, Status
from tksk_portal.tinjauan.models import Langkah

# Ditulis sekali lagi di sini, dengan sengaja: (siapa, aksi, dari) -> ke (desain.md, Roles).
TABEL = {
    ("tksk", "ajukan", "draf"): "diajukan",
    ("tksk", "ajukan", "dikembalikan"): "diajukan",
    ("tksk", "tarik", "diajukan"): "draf",
    ("tksk", "batalkan", "draf"): "dibatalkan",
    ("tksk", "batalkan", "dikembalikan"): "dibatalkan",
    ("kabkota", "verifikasi", "diajukan"): "diverifikasi",
    ("kabkota", "verifikasi", "ditinjau_ulang"): "diverifikasi",
    ("kabkota", "kembalikan", "diajukan"): "dikembalikan",
    ("kabkota", "kembalikan", "ditinjau_ulang"): "dikembalikan",
    ("provinsi", "sahkan", "diverifikasi"): "disahkan",
    ("provinsi", "kembalikan", "diverifikasi"): "ditinjau_ulang",
}
NAMA = {"tksk": "tksk", "kabkota": "dinsos", "provinsi": "provinsi"}
TERLIHAT = {
    "tksk": set(Status),
    "dinsos": set(Status),
    "camat": set(Status) - {Status.DRAF, Status.DIBATALKAN},
    "provinsi": {Status.DIVERIFIKASI, Status.DITINJAU_ULANG, Status.DISAHKAN},
    "kemensos": {Status.DISAHKAN},
    "admin": set(),
}


def _izin(peran: str) -> set[str]:
    return {aksi for p, aksi, _ in TABEL if p == peran}


def test_tabel_di_basis_data_persis(sistem):
    for model in (Kasus, Revisi):
        baris = Langkah.objects.filter(jenis=jenis_rekaman(model)).values_list("peran", "aksi", "dari", "ke")
        assert {b[:3]: b[3] for b in baris} == TABEL


@pytest.mark.parametrize("model", [Kasus, Revisi])
def test_setiap_peran_setiap_aksi_setiap_keadaan(sistem, dunia, model):
    for peran, aksi, dari in product([*Peran, "sistem", ""], Aksi, Status):
        by = Lingkup(dunia.admin.akun.pk, None, str(peran), "64", "uji")
        rekaman = model(status=dari)
        ke = TABEL.get((str(peran), str(aksi), str(dari)))
        assert can_putuskan(rekaman=rekaman, aksi=aksi, by=by) == (ke is not None), (peran, aksi, dari)
        if ke:
            assert check_putuskan(rekaman=rekaman, aksi=aksi, by=by, komentar="-") == ke
        else:
            with pytest.raises(Ditolak):
                check_putuskan(rekaman=rekaman, aksi=aksi, by=by, komentar="-")


@pytest.mark.parametrize(("peran", "aksi", "dari"), TABEL, ids=["-".join(t) for t in TABEL])
def test_langkah_dijalankan_dan_dicatat(dunia, peran, aksi, dari):
    nama, ke = NAMA[peran], TABEL[peran, aksi, dari]
    lama = pada_status(dunia, Status(dari))
    k = lakukan(dunia, lama, nama, Aksi(aksi), komentar="Karena sebab")
    assert (k.status, k.versi) == (ke, lama.versi + 1)
    with lingkup.masuk(lingkup.sistem("uji")):
        p = k.putusan.order_by("-pada").first()
    by = dunia[nama].lingkup
    assert (p.aksi, p.dari, p.ke, p.komentar) == (aksi, dari, ke, "Karena sebab")
    assert (p.oleh_id, p.sebagai, p.wilayah_id) == (by.akun_id, by.keterangan, k.wilayah_id)
    kolom = {"ajukan": "diajukan", "verifikasi": "diverifikasi", "sahkan": "disahkan"}.get(aksi)
    if kolom:
        assert getattr(k, f"{kolom}_oleh_id") == by.akun_id and getattr(k, f"{kolom}_pada")
    if ke == "dikembalikan":
        assert k.diverifikasi_oleh_id is None and k.diverifikasi_pada is None


@pytest.mark.parametrize("status", Status)
def test_alamat_aksi_setiap_peran(dunia, status):
    """404 where the record is not visible, 403 without the right, else done or refused as the table says."""
    k = pada_status(dunia, status)
    for nama, aksi in product(TERLIHAT, Aksi):
        peran = dunia[nama].lingkup.peran
        with transaction.atomic():
            c = Client()
            c.force_login(dunia[nama].akun)
            isi = {"versi": k.versi, "komentar": "Karena sebab"}
            r = c.post(f"/pmks/{k.orang_id}/jenis/{k.pk}/{aksi}/", isi)
            # Satu data tidak disahkan lewat alamatnya sendiri: pengesahan per kab/kota dan periode.
            ke = None if aksi == Aksi.SAHKAN else TABEL.get((peran, str(aksi), str(status)))
            kini = segar(k)
            if nama == "admin" or (status in TERLIHAT[nama] and aksi not in _izin(peran)):
                harap = 403
            else:
                harap = 302 if status in TERLIHAT[nama] else 404
            assert r.status_code == harap, (nama, aksi)
            assert kini.status == (ke if harap == 302 and ke else status), (nama, aksi)
            transaction.set_rollback(True)


def test_aksi_yang_tidak_dikenal(dunia, masuk):
    k = pada_status(dunia, Status.DIAJUKAN)
    assert masuk("dinsos").post(f"/pmks/{k.orang_id}/jenis/{k.pk}/hapus/", {"versi": k.versi}).status_code == 403


def test_jenis_milik_orang_lain(dunia, masuk):
    satu = pada_status(dunia, Status.DIAJUKAN)
    dua = pada_status(dunia, Status.DIAJUKAN, nik="", alasan_tanpa_nik="hilang")
    r = masuk("dinsos").post(f"/pmks/{satu.orang_id}/jenis/{dua.pk}/verifikasi/", {"versi": dua.versi})
    assert r.status_code == 404 and segar(dua).status == "diajukan"


def test_kantor_lain_tidak_menemukan(dunia, masuk):
    k = pada_status(dunia, Status.DIAJUKAN)
    for nama in ("dinsos_lain", "tetangga"):
        r = masuk(nama).post(f"/pmks/{k.orang_id}/jenis/{k.pk}/verifikasi/", {"versi": k.versi})
        assert r.status_code == 404
    assert segar(k).status == "diajukan"
