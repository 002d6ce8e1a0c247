"""Menghapus seseorang mengosongkan dirinya juga sebagai anggota keluarga yang diketik; anggota lainnya tetap."""

from datetime import date

from pmks.actions import IsianAnggota
from pmks.models import AnggotaKesatuan, KasusKesatuan, Kesatuan, Orang, RevisiKesatuan
from tests.lindung.bahan import hapus, minta, sisa_di_basis_data
from tests.pmks.bahan_kesatuan import ANAK, ISTRI, catat, kasus_dari, lakukan, segar, ubah
from tests.pmks.test_lindung import SIAPA, asal, isi  # noqa: F401 - dunia lengkap, satu salinan tiap uji
from tksk_portal.akses import lingkup
from tksk_portal.lindung.models import Penghapusan
from tksk_portal.tinjauan.enums import Aksi, Status

KK_LAIN, KK_SENDIRI = "6472030101109771", "6472030101109772"


def _keluarga_diketik(dunia, r, lahir: date) -> Kesatuan:
    """Record a verified family whose head was typed: the person, with the NIK too; and a change that waits."""
    kepala = IsianAnggota("kepala", nama=r.nama, jk="P", tanggal_lahir=lahir)
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        satu = catat(by, anggota=[kepala, ISTRI, ANAK], no_kk=KK_LAIN, alamat=f"Samping rumah {r.nama}", ajukan=True)
        KasusKesatuan.objects.filter(kesatuan=satu).update(keterangan=f"{r.nama} sakit, istrinya bekerja")
    lakukan(dunia, kasus_dari(satu), "dinsos", Aksi.VERIFIKASI, komentar=f"Sudah bertemu {r.nama}")
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        # Lebih dahulu diketik daripada orangnya: kini aksi menolak NIK yang sudah terdaftar.
        AnggotaKesatuan.objects.filter(kesatuan=satu, hubungan="kepala").update(nik=r.nik)
        baru = [ISTRI, IsianAnggota("kepala", nama="Bukan Dia", jk="L"), IsianAnggota("anak", nama=r.nama, jk="P")]
        revisi = ubah(by, satu, anggota=baru, alasan=f"{r.nama} pindah").revisi
        usul = [a | {"nik": r.nik} if a["nama"] == r.nama else a for a in revisi.isi["anggota"]]
        RevisiKesatuan.objects.filter(pk=revisi.pk).update(isi={"anggota": usul})
    return satu


def _keluarga_sendiri(dunia, r) -> Kesatuan:
    with lingkup.masuk(dunia.tksk.lingkup) as by:
        anggota = [IsianAnggota("kepala", orang_id=r.id)]
        return catat(by, anggota=anggota, no_kk=KK_SENDIRI, alamat="Jl. Kenari Sendirian 7")


def test_anggota_yang_diketik_ikut_kosong_juga_di_riwayat_dan_usulan(isi):  # noqa: F811
    r = isi.orang[SIAPA]
    with lingkup.masuk(lingkup.sistem("uji")):
        lahir = Orang.objects.get(pk=r.id).tanggal_lahir
    satu, sendiri = _keluarga_diketik(isi.dunia, r, lahir), _keluarga_sendiri(isi.dunia, r)
    permintaan = minta(isi.dunia.tksk, r.id)
    sebelum = {t.split(":")[0] for t in sisa_di_basis_data(r.nama, r.nik, KK_SENDIRI, "Kenari Sendirian")}
    assert sebelum >= {
        *("pmks_anggotakesatuan", "pmks_anggotariwayat", "pmks_revisikesatuan", "pmks_revisikesatuanriwayat"),
        *("pmks_kesatuan", "pmks_kesatuanriwayat", "pmks_kasuskesatuan", "pmks_kasuskesatuanriwayat"),
        "pmks_putusankesatuan",
    }, "uji ini harus punya apa yang dihapus"
    nisan = hapus(isi.dunia.dinsos, permintaan)
    assert sisa_di_basis_data(r.nama, r.nik, KK_SENDIRI, "Kenari Sendirian") == []
    with lingkup.masuk(lingkup.sistem("uji")):
        hitung = Penghapusan.objects.get(pk=nisan.pk).hitung
        assert hitung["pmks_anggotakesatuan"] == 1 and hitung["pmks_anggotariwayat"] >= 2
        assert hitung["pmks_revisikesatuan"] == 1 and hitung["pmks_kesatuan"] == 2
        anggota = {a.hubungan: a for a in satu.anggota.kini()}
        assert (anggota["kepala"].nama, anggota["kepala"].nik, anggota["kepala"].tanggal_lahir) == (
            "(dihapus)",
            "",
            None,
        )
        assert (anggota["pasangan"].nama, anggota["pasangan"].tanggal_lahir) == (ISTRI.nama, ISTRI.tanggal_lahir)
        usul = RevisiKesatuan.objects.get(kesatuan=satu)
        assert usul.status == Status.DIAJUKAN and usul.alasan == "(dihapus) pindah"
        assert [a["nama"] for a in usul.isi["anggota"]] == [ISTRI.nama, "Bukan Dia", "(dihapus)"]
        assert kasus_dari(satu).keterangan == "(dihapus) sakit, istrinya bekerja"
        assert segar(satu).no_kk == KK_LAIN and segar(satu).alamat == "Samping rumah (dihapus)"
        kosong = segar(sendiri)
        assert (kosong.no_kk, kosong.alasan_tanpa_kk, kosong.alamat, kosong.rt) == ("", "dihapus", "(dihapus)", "")


def test_orang_lain_yang_senama_tidak_tersentuh(isi):  # noqa: F811
    r = isi.orang[SIAPA]
    lain = IsianAnggota("kepala", nama=r.nama, jk="P", tanggal_lahir=date(1971, 2, 3))
    with lingkup.masuk(isi.dunia.tksk.lingkup) as by:
        satu = catat(by, anggota=[lain], no_kk=KK_LAIN)
        tanpa_lahir = catat(by, anggota=[IsianAnggota("kepala", nama=r.nama, jk="P")], no_kk=KK_SENDIRI)
    nisan = hapus(isi.dunia.dinsos, minta(isi.dunia.tksk, r.id))
    with lingkup.masuk(lingkup.sistem("uji")):
        for k in (satu, tanpa_lahir):
            assert k.anggota.get().nama == r.nama, "senama saja, tanpa tanggal lahir atau KK yang sama, bukan dia"
        assert "pmks_anggotakesatuan" not in Penghapusan.objects.get(pk=nisan.pk).hitung


def test_kepala_yang_hanya_namanya_diketik_pada_kk_nya_hilang_bersama_seluruh_isi_keluarganya(isi):  # noqa: F811
    r = isi.orang[SIAPA]
    with lingkup.masuk(lingkup.sistem("uji")):
        kk = Orang.objects.get(pk=r.id).no_kk
    with lingkup.masuk(isi.dunia.tksk.lingkup) as by:
        satu = catat(by, anggota=[IsianAnggota("kepala", nama=r.nama, jk="P")], no_kk=kk, alamat="Gg. Kenarisunyi 5")
        KasusKesatuan.objects.filter(kesatuan=satu).update(keterangan="Tinggal sendirian di kenarisunyi")
        ubah(by, satu, rt="077")
    nisan = hapus(isi.dunia.dinsos, minta(isi.dunia.tksk, r.id))
    assert sisa_di_basis_data(r.nama, kk, "Kenarisunyi", "kenarisunyi") == []
    with lingkup.masuk(lingkup.sistem("uji")):
        satu = segar(satu)
        assert (satu.no_kk, satu.alasan_tanpa_kk, satu.alamat, satu.rt) == ("", "dihapus", "(dihapus)", "")
        assert Penghapusan.objects.get(pk=nisan.pk).hitung["pmks_kesatuanriwayat"] >= 2
        assert satu.anggota.get().nama == "(dihapus)" and satu.anggota.get().jk == "P", "tetap satu jiwa dalam angka"
