"""Dunia yang penuh bagi peramban: semua keadaan, beberapa halaman daftar, nama panjang, temuan, dua pengesahan."""

from pmks.actions import putuskan_kasus
from pmks.models import Kasus
from tests.jalan.isi import Isi, bangun
from tests.pmks.bahan import catat, nik_ke
from tksk_portal.akses import lingkup
from tksk_portal.tinjauan.enums import Aksi

NAMA_PANJANG = "Raden Ajeng Siti Nurhaliza Kusumawardhani Binti Abdurrahmanah"
NAMA_TANPA_SPASI = "Muhammadabdurrahmanalbanjarisamarindakalimantantimurraya" + "Panj"
BANYAK = 30


def bangun_dunia_penuh() -> Isi:
    """Fill the present database and return what was made."""
    assert len(NAMA_PANJANG) >= 60 and len(NAMA_TANPA_SPASI) == 60
    isi = bangun()
    with lingkup.masuk(isi.dunia.tksk.lingkup) as by:
        for n in range(BANYAK):
            # Yang ganjil sudah diajukan; tiap yang kelima tanpa KK, supaya meja periksa punya temuan.
            lain = {"no_kk": "", "alasan_tanpa_kk": "belum_punya"} if n % 5 == 0 else {}
            catat(
                by,
                jenis=(8, 16) if n % 7 == 0 else (8,),
                ajukan=n % 2 == 1,
                nik=nik_ke(1000 + n),
                nama=f"Warga Nomor {n + 1}",
                **lain,
            )
        panjang = [
            catat(by, jenis=(8, 16), ajukan=True, nik=nik_ke(2000 + n), nama=nama, alamat="Gang " + "Mawar " * 30)
            for n, nama in enumerate((NAMA_PANJANG, NAMA_TANPA_SPASI))
        ]
    isi.orang_panjang = [o.pk for o in panjang]
    _kembalikan_dengan_alasan_panjang(isi, panjang[0].pk)
    return isi


def _kembalikan_dengan_alasan_panjang(isi: Isi, pk) -> None:
    with lingkup.masuk(isi.dunia.dinsos.lingkup) as by:
        kasus = Kasus.objects.filter(orang=pk).order_by("jenis").first()
        kata = "Nomor KK belum cocok dengan kartu keluarga yang difoto; " * 7
        putuskan_kasus(kasus=kasus, aksi=Aksi.KEMBALIKAN, by=by, versi=kasus.versi, komentar=kata.strip())
