"""Permintaan pemilik data: tenggatnya, pengingatnya, putusannya, dan siapa yang melihatnya."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from pmks.lindung.sasaran import KODE
from tests.lindung.bahan import insiden, minta, pada_jam
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup
from tksk_portal.lindung.actions.aturan import atur_retensi, atur_tenggat, simpan_kegiatan
from tksk_portal.lindung.actions.insiden import catat_insiden, tutup_insiden, ubah_insiden
from tksk_portal.lindung.actions.permintaan import proses, putuskan
from tksk_portal.lindung.aturan import jam_tenggat, retensi
from tksk_portal.lindung.jadwal import ingatkan
from tksk_portal.lindung.kegiatan import ISI, berlaku
from tksk_portal.lindung.models import BatasWaktu, Insiden, Permintaan, Retensi, TahanHukum
from tksk_portal.lindung.subjek import Ditolak
from tksk_portal.pekerjaan.models import Kabar


@pytest.fixture
def orang(dunia):
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        return catat(by, ajukan=True)


def _putus(dunia, p, nama="dinsos", **isi):
    with lingkup.masuk(dunia[nama].lingkup) as by:
        kini = Permintaan.objects.get(pk=p.pk)
        return putuskan(permintaan=kini, versi=kini.versi, by=by, **({"dipenuhi": True, "alasan": "Sudah"} | isi))


def test_akses_bertenggat_tiga_kali_24_jam_sejak_diterima(dunia, orang):
    diterima = pada_jam(10)
    p = minta(dunia.tksk, orang.pk, jenis="akses", diterima_pada=diterima)
    assert p.tenggat_pada - diterima == timedelta(hours=72)
    assert p.nomor == f"P-{p.pk.hex[-6:].upper()}"


def test_lewat_tenggat_tepat_sesudah_72_jam(dunia, orang):
    belum = minta(dunia.tksk, orang.pk, jenis="akses", diterima_pada=pada_jam(71.9))
    sudah = minta(dunia.tksk, orang.pk, jenis="perbaikan", diterima_pada=pada_jam(72.1))
    with lingkup.masuk(dunia.dinsos.lingkup):
        assert list(Permintaan.objects.lewat()) == [sudah]
    assert (belum.lewat, sudah.lewat) == (False, True)


def test_tenggat_perbaikan_diatur_kantor_dan_akses_tidak_dapat_diperpanjang(dunia, orang):
    with lingkup.masuk(dunia.admin.lingkup) as by:
        atur_tenggat(jam={"perbaikan": 240}, by=by)
        with pytest.raises(IntegrityError, match="bataswaktu_wajar"), transaction.atomic():
            BatasWaktu.objects.create(wilayah_id="64", jenis="akses", jam=73, diubah_oleh_id=by.akun_id)
    p = minta(dunia.tksk, orang.pk, jenis="perbaikan")
    assert p.tenggat_pada - p.diterima_pada == timedelta(hours=240)
    with lingkup.masuk(dunia.tksk.lingkup):
        assert jam_tenggat("akses", orang.wilayah_id) == 72


def _kabar(dunia, nama: str) -> list[str]:
    with lingkup.masuk(dunia[nama].lingkup):
        milik = Kabar.objects.milik(dunia[nama].akun.pk).filter(jenis="lindung.tenggat")
        return list(milik.order_by("dibuat_pada").values_list("teks", flat=True))


def _ingatkan() -> None:
    with lingkup.masuk(lingkup.sistem("uji")):
        ingatkan()


def test_pengingat_sekali_tiap_langkah_tanpa_data_orang(dunia, orang):
    p = minta(dunia.tksk, orang.pk, jenis="akses", diterima_pada=pada_jam(10))
    _ingatkan()
    assert len(_kabar(dunia, "dinsos")) == 1
    for diterima, banyak in ((50, 2), (50, 2), (80, 3), (80, 3)):
        with lingkup.masuk(lingkup.sistem("uji")):
            lama = pada_jam(diterima)
            Permintaan.objects.filter(pk=p.pk).update(diterima_pada=lama, tenggat_pada=lama + timedelta(hours=72))
        _ingatkan()
        assert len(_kabar(dunia, "dinsos")) == banyak, (diterima, banyak)
    kabar = " ".join(_kabar(dunia, "dinsos"))
    assert "mendekati tenggat" in kabar and "melewati tenggat" in kabar
    assert orang.nama not in kabar and "Pemohon" not in kabar
    assert _kabar(dunia, "dinsos_lain") == _kabar(dunia, "tksk") == []
    _putus(dunia, p)
    _ingatkan()
    assert len(_kabar(dunia, "dinsos")) == 3


def test_kiriman_ulang_dan_permintaan_kembar_tidak_menggandakan(dunia, orang):
    kunci = uuid4()
    pertama = minta(dunia.tksk, orang.pk, kunci=kunci)
    assert minta(dunia.tksk, orang.pk, kunci=kunci) == pertama
    with pytest.raises(Ditolak, match="masih berjalan"):
        minta(dunia.tksk, orang.pk)
    with pytest.raises(Ditolak, match="masa depan"):
        minta(dunia.tksk, orang.pk, jenis="akses", diterima_pada=timezone.now() + timedelta(minutes=5))


def test_putusan_perlu_alasan_dan_hanya_dinas(dunia, orang):
    p = minta(dunia.tksk, orang.pk, jenis="perbaikan")
    with pytest.raises(PermissionDenied):
        _putus(dunia, p, "tksk")
    with pytest.raises(Ditolak, match="alasan"):
        _putus(dunia, p, alasan="  ")
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        kini = Permintaan.objects.get(pk=p.pk)
        assert proses(permintaan=kini, versi=kini.versi, by=by).status == "diproses"
        with pytest.raises(Ditolak, match="berubah"):
            proses(permintaan=kini, versi=kini.versi, by=by)
    p = _putus(dunia, p, dipenuhi=False, alasan="Mengungkap data orang lain")
    assert (p.status, p.diputuskan_oleh_id) == ("ditolak", dunia.dinsos.akun.pk)
    with pytest.raises(Ditolak, match="berubah"):
        _putus(dunia, p)


def test_penghapusan_tidak_dipenuhi_lewat_putusan(dunia, orang):
    p = minta(dunia.tksk, orang.pk)
    with pytest.raises(Ditolak, match="melaksanakannya"):
        _putus(dunia, p)


@pytest.mark.parametrize(("nama", "kode"), [("tksk", 200), ("dinsos", 200), ("dinsos_lain", 404), ("tetangga", 404)])
def test_halaman_permintaan_menurut_tempat(dunia, orang, masuk, nama, kode):
    p = minta(dunia.tksk, orang.pk)
    assert masuk(nama).get(reverse("lindung:permintaan", args=[p.pk])).status_code == kode


@pytest.mark.parametrize("nama", ["camat", "kemensos", "admin"])
def test_yang_tidak_melayani_ditolak(dunia, orang, masuk, nama):
    p = minta(dunia.tksk, orang.pk)
    assert masuk(nama).get(reverse("lindung:permintaan", args=[p.pk])).status_code == 403


def test_daftar_menyebut_yang_lewat_dan_lencana_menu_menghitung(dunia, orang, masuk):
    p = minta(dunia.tksk, orang.pk, jenis="akses", diterima_pada=pada_jam(100))
    jawab = masuk("dinsos").get(reverse("lindung:daftar"))
    assert p.nomor in jawab.text and "lewat tenggat" in jawab.text
    assert "Pemohon Kenari" not in jawab.text and orang.nama not in jawab.text
    butir = next(b for b in jawab.context["menu"] if b["label"] == "Pelindungan data")
    assert butir["lencana"] == 1


def test_isian_yang_salah_kembali_dengan_yang_diketik(dunia, orang, masuk):
    klien = masuk("tksk")
    alamat = reverse("lindung:permintaan_baru", args=[KODE, orang.pk])
    jawab = klien.post(alamat, {"id": uuid4(), "jenis": "akses", "nama_pemohon": "Ibu Kenari", "diterima_pada": "x"})
    assert jawab.status_code == 422 and "Ibu Kenari" in jawab.text and "24-11-2026 09.15" in jawab.text


# Batasan basis data -------------------------------------------------------------------------------------------


def test_permintaan_dan_tahan_hukum_dijaga_basis_data(dunia, orang):
    p = minta(dunia.tksk, orang.pk)
    isi = {"subjek": KODE, "objek_id": orang.pk, "wilayah_id": orang.wilayah_id, "sebagai": "uji"}
    isi |= {"dipasang_oleh_id": dunia.dinsos.akun.pk}
    salah = {
        "permintaan_diputuskan_lengkap": lambda: Permintaan.objects.filter(pk=p.pk).update(status="dipenuhi"),
        "permintaan_tenggat_urut": lambda: Permintaan.objects.filter(pk=p.pk).update(tenggat_pada=p.diterima_pada),
        "tahanhukum_beralasan": lambda: TahanHukum.objects.create(alasan="", **isi),
        "tahanhukum_dilepas_lengkap": lambda: TahanHukum.objects.create(alasan="a", dilepas_pada=timezone.now(), **isi),
    }
    with lingkup.masuk(lingkup.sistem("uji")):
        for batas, perbuatan in salah.items():
            with pytest.raises(IntegrityError, match=batas), transaction.atomic():
                perbuatan()
        TahanHukum.objects.create(alasan="a", **isi)
        with pytest.raises(IntegrityError, match="tahanhukum_satu_berlaku"), transaction.atomic():
            TahanHukum.objects.create(alasan="b", **isi)
        with pytest.raises(IntegrityError, match="retensi_berdasar"), transaction.atomic():
            Retensi.objects.create(wilayah_id="64", subjek=KODE, hari=10, diubah_oleh_id=dunia.admin.akun.pk)


# Insiden ------------------------------------------------------------------------------------------------------


def test_insiden_bertenggat_72_jam_dan_ditutup_sesudah_diberitahukan(dunia):
    i = insiden(dunia.dinsos)
    assert i.tenggat_pada - i.diketahui_pada == timedelta(hours=72)
    with lingkup.masuk(dunia.dinsos.lingkup) as by:
        with pytest.raises(Ditolak, match="pemberitahuan kepada lembaga"):
            tutup_insiden(insiden=i, by=by)
        isi = {m: getattr(i, m) for m in ("judul", "diketahui_pada", "terjadi_pada", "uraian", "kategori", "jumlah")}
        isi |= {"penanganan": "a", "pemulihan": "b", "umum_pada": None, "alasan_umum": ""}
        isi |= {"subjek_pada": timezone.now(), "cara_subjek": "surat", "lembaga_pada": timezone.now()}
        ubah_insiden(insiden=i, versi=1, isian=isi | {"cara_lembaga": "surat"}, by=by)
        with pytest.raises(Ditolak, match="berubah"):
            ubah_insiden(insiden=i, versi=1, isian=isi | {"cara_lembaga": "surat"}, by=by)
        assert tutup_insiden(insiden=i, by=by).ditutup_pada
    assert not Insiden(tenggat_pada=i.tenggat_pada, subjek_pada=None).lewat


def test_insiden_menolak_nik_di_formulir_dan_di_basis_data(dunia, masuk):
    isi = {"judul": "Surel salah", "diketahui_pada": "20-11-2026 10.00", "uraian": "NIK 6472 0352 0558 9001 terkirim"}
    jawab = masuk("dinsos").post(reverse("lindung:insiden_baru"), isi | {"kategori": "NIK", "penanganan": "a"})
    assert jawab.status_code == 422 and "Jangan menulis NIK" in jawab.text
    with pytest.raises(IntegrityError, match="insiden_tanpa_nomor_orang"):
        insiden(dunia.dinsos, uraian="NIK 6472035205589001")


def test_insiden_dijaga_basis_data(dunia):
    i = insiden(dunia.dinsos)
    salah = {
        "insiden_waktu_urut": {"terjadi_pada": timezone.now() + timedelta(days=1)},
        "insiden_cara_berpasangan": {"cara_subjek": "surat"},
        "insiden_ditutup_lengkap": {"ditutup_pada": timezone.now()},
    }
    with lingkup.masuk(lingkup.sistem("uji")):
        for batas, ubah in salah.items():
            with pytest.raises(IntegrityError, match=batas), transaction.atomic():
                Insiden.objects.filter(pk=i.pk).update(**ubah)


def test_insiden_terlihat_kantornya_dan_atasannya_saja(dunia, masuk):
    i = insiden(dunia.dinsos)
    kode = {n: masuk(n).get(reverse("lindung:insiden", args=[i.pk])).status_code for n in dunia}
    assert kode == {
        "tksk": 403, "tetangga": 403, "camat": 403, "dinsos": 200, "dinsos_lain": 404, "provinsi": 200,
        "admin": 200, "kemensos": 403,
    }  # fmt: skip
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        assert Insiden.objects.count() == 0
        with pytest.raises(PermissionDenied):
            catat_insiden(kunci=uuid4(), isian={}, by=by)


def test_insiden_diingatkan_kantornya_sekali(dunia):
    insiden(dunia.dinsos, diketahui_pada=pada_jam(73))
    _ingatkan()
    _ingatkan()
    assert len(_kabar(dunia, "dinsos")) == 1 and _kabar(dunia, "provinsi") == []


def test_naskah_pemberitahuan_memuat_yang_diminta_undang_undang(dunia, masuk):
    i = insiden(dunia.dinsos)
    jawab = masuk("dinsos").get(reverse("lindung:insiden_surat", args=[i.pk]))
    for kata in (i.kategori, i.uraian, i.penanganan, "120 orang", "Upaya pemulihan"):
        assert kata in jawab.text, kata


# Aturan, masa simpan, kegiatan --------------------------------------------------------------------------------


def test_masa_simpan_belum_diatur_tidak_menempokan_apa_pun(dunia, orang, masuk):
    jawab = masuk("dinsos").get(reverse("lindung:tempo"))
    assert "Masa simpan belum diatur" in jawab.text
    with lingkup.masuk(dunia.admin.lingkup) as by:
        with pytest.raises(Ditolak, match="dasar"):
            atur_retensi(subjek=KODE, hari=10, mulai="gerak", dasar="", by=by)
        atur_retensi(subjek=KODE, hari=10, mulai="gerak", dasar="JRA 7", by=by)
        assert retensi(KODE, "64.72.03").hari == 10
    with pytest.raises(PermissionDenied), lingkup.masuk(dunia.dinsos.lingkup) as by:
        atur_retensi(subjek=KODE, hari=1, mulai="gerak", dasar="x", by=by)


def test_yang_lewat_masa_simpan_diusulkan_dan_tidak_dihapus_sendiri(dunia, orang, masuk):
    with lingkup.masuk(dunia.admin.lingkup) as by:
        atur_retensi(subjek=KODE, hari=10, mulai="gerak", dasar="JRA 7", by=by)
    klien = masuk("dinsos")
    assert "Tidak ada yang jatuh tempo" in klien.get(reverse("lindung:tempo")).text
    with lingkup.masuk(lingkup.sistem("uji")):
        type(orang).objects.filter(pk=orang.pk).update(diubah_pada=pada_jam(24 * 11))
    jawab = klien.get(reverse("lindung:tempo"))
    assert orang.nama_samar in jawab.text and orang.nama not in jawab.text and "Usulkan dihapus" in jawab.text
    jawab = klien.post(reverse("lindung:usulkan", args=[KODE, orang.pk]), {"kunci": str(uuid4())}, follow=True)
    assert "harus dilaksanakan orang lain" in jawab.text
    with lingkup.masuk(dunia.dinsos.lingkup):
        p = Permintaan.objects.get()
        assert (p.hubungan, p.status, p.jenis) == ("retensi", "diterima", "penghapusan")


def test_kegiatan_bawaan_diganti_kata_kantor_dan_dicetak_sebagai_csv(dunia, masuk):
    with lingkup.masuk(dunia.admin.lingkup) as by:
        awal = berlaku(by.tempat)
        isi = dict.fromkeys(ISI, "=Kata kantor") | {"aktif": True}
        simpan_kegiatan(kode="cadangan", versi=0, isi=isi, by=by)
        with pytest.raises(Ditolak, match="orang lain"):
            simpan_kegiatan(kode="cadangan", versi=0, isi=isi, by=by)
        kini = {k.kode: k for k in berlaku(by.tempat)}
        assert len(kini) == len(awal) and kini["cadangan"].nama == "=Kata kantor"
    jawab = masuk("dinsos").get(reverse("lindung:kegiatan_csv"))
    assert "'=Kata kantor" in jawab.text and "pendataan-pmks" in jawab.text
    assert "belum dipastikan" in masuk("dinsos").get(reverse("lindung:kegiatan")).text.lower()
    assert masuk("dinsos").get(reverse("lindung:dpia")).text.startswith("# Penilaian Dampak")
