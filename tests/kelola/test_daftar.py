from datetime import timedelta

from django.utils import timezone

from tests.akun.bahan import beri, buat, pasang_totp, tutup, ubah_masa
from tksk_portal.akses import lingkup
from tksk_portal.kelola.daftar import kecamatan_tanpa_tksk, ringkasan_admin


def ringkas(dunia) -> dict:
    with lingkup.masuk(dunia.admin.lingkup) as by:
        return ringkasan_admin(by)


def test_ringkasan_menghitung_yang_menunggu_admin(dunia, undang, kalsel):
    awal = ringkas(dunia)
    calon = buat("calon")
    calon.set_unusable_password()
    calon.save(update_fields=["password"])
    assert ringkas(dunia)["belum_diundang"] == awal["belum_diundang"] + 1
    undang(calon)
    pasang_totp(dunia.tksk.akun)
    ubah_masa(dunia.tetangga.tugas, selesai=timezone.localdate() + timedelta(days=90))
    ubah_masa(dunia.dinsos.tugas, selesai=timezone.localdate() + timedelta(days=91))
    hasil = ringkas(dunia)
    assert hasil["undangan_terbuka"] == 1
    assert hasil["belum_diundang"] == awal["belum_diundang"]
    assert hasil["tanpa_dua_langkah"] == awal["tanpa_dua_langkah"] - 1
    assert [t.akun.username for t in hasil["tugas_berakhir"]] == ["tetangga"]
    assert hasil["jumlah_kecamatan"] == 105


def test_kecamatan_tanpa_tksk_hari_ini(dunia):
    def kosong() -> set[str]:
        with lingkup.masuk(dunia.admin.lingkup):
            return {w.pk for w in kecamatan_tanpa_tksk("64")}

    assert len(kosong()) == 103
    assert not {"64.72.03", "64.72.04"} & kosong()
    tutup(dunia.tetangga.akun, dunia.admin.akun)
    ubah_masa(dunia.tksk.tugas, selesai=timezone.localdate() - timedelta(days=1))
    assert {"64.72.03", "64.72.04"} <= kosong()
    beri(dunia.tksk.akun, "tksk", "64.72.04", timezone.localdate() + timedelta(days=1))
    assert "64.72.04" in kosong()
