"""Pabrik sasaran bagi alamat inti portal: wilayah, akun, pekerjaan, kabar, dan pemekaran."""

from collections.abc import Iterator
from uuid import uuid4

from tests.jalan.isi import ASING, KORBAN, PEKERJAAN, Isi
from tests.jalan.pabrik import Sasaran, pabrik


@pabrik("angka")
def angka(isi: Isi) -> Iterator[Sasaran]:
    for kode in ("64.72.03", "64.72.03.1001", "64.72.04", "64.72", "64.71", "64", "0"):
        yield Sasaran({"kode": kode}, kode)
    yield Sasaran({"kode": "63.01"}, "-")


@pabrik("wilayah_rinci")
def wilayah_rinci(isi: Isi) -> Iterator[Sasaran]:
    # Wilayah adalah fakta umum: terbuka bagi setiap peran, juga di luar tempat tugasnya (wilayah_views).
    for kode in ("64.72.03", "64.71", "0"):
        yield Sasaran({"kode": kode})
    yield Sasaran({"kode": "63.01"}, "-")


@pabrik("wilayah")
def wilayah(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="q=balikpapan&tingkat=2")
    yield Sasaran(tanya="q=64.72.03", htmx=True)


@pabrik(
    "kelola_rinci",
    "kelola_akun_ubah",
    "kelola_tugas_baru",
    "kelola_tutup",
    "kelola_buka",
    "kelola_keluarkan",
)
def satu_akun(isi: Isi) -> Iterator[Sasaran]:
    for nama in (KORBAN, ASING):
        yield Sasaran({"akun_id": isi.akun[nama].pk}, isi.akun[nama].wilayah_id)
    yield Sasaran({"akun_id": uuid4()}, "-")


@pabrik("pekerjaan:rinci", "pekerjaan:batal")
def satu_pekerjaan(isi: Isi) -> Iterator[Sasaran]:
    for kunci, pk in isi.pekerjaan.items():
        yield Sasaran({"pk": pk}, milik=PEKERJAAN[kunci][0])
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pekerjaan:daftar")
def daftar_pekerjaan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="status=gagal&sesudah=WyJ4Il0")


@pabrik("kabar:buka")
def satu_kabar(isi: Isi) -> Iterator[Sasaran]:
    for nama, pk in isi.kabar.items():
        yield Sasaran({"pk": pk}, milik=nama)
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("kabar:pilihan")
def pilihan_kabar(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"portal_pmks_dikembalikan": "on"})


@pabrik("kelola_tautan_buat")
def tautan_buat(isi: Isi) -> Iterator[Sasaran]:
    for nama in (KORBAN, ASING):
        yield Sasaran({"akun_id": isi.akun[nama].pk, "jenis": "sandi"}, isi.akun[nama].wilayah_id)
    yield Sasaran({"akun_id": isi.akun[KORBAN].pk, "jenis": "apa"}, "-")


@pabrik("kelola_tautan_batal")
def tautan_batal(isi: Isi) -> Iterator[Sasaran]:
    for nama, (pk, _) in isi.tautan.items():
        yield Sasaran({"tautan_id": pk}, isi.akun[nama].wilayah_id)


@pabrik("kelola_tugas")
def tugas_ubah(isi: Isi) -> Iterator[Sasaran]:
    for nama in (KORBAN, ASING):
        yield Sasaran({"tugas_id": isi.tugas[nama]}, isi.akun[nama].wilayah_id)


@pabrik("undangan")
def undangan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"token": "bukan-token"})
    for _, token in isi.tautan.values():
        yield Sasaran({"token": token})


@pabrik("mfa_remove_webauthn", "mfa_edit_webauthn")
def faktor(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"pk": isi.faktor_asing}, "-")


@pabrik("mekar:rinci", "mekar:jalankan", "mekar:urungkan", "mekar:buang")
def pemekaran(isi: Isi) -> Iterator[Sasaran]:
    for pk in isi.mekar.values():
        yield Sasaran({"pk": pk}, "64", peran=frozenset({"admin"}))
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("mekar:baru")
def pemekaran_baru(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"id": str(uuid4()), "asal": "berkas", "dasar": "", "berlaku_sejak": "kemarin"})
