"""Foto tempat tinggal rekaan: gambar rumah dari beberapa bidang warna, tanpa wajah, jelas bukan foto sungguhan."""

import io
from random import Random

from PIL import Image, ImageDraw

from pmks.actions.berkas import tambah_berkas
from pmks.enums import JenisBerkas
from pmks.models import Orang
from tksk_portal.akses import lingkup
from tksk_portal.contoh.kantor import lingkup_akun
from tksk_portal.contoh.nomor import kunci_bernama
from tksk_portal.tinjauan.enums import DERAJAT, Status

LEBAR, TINGGI = 640, 480
LANGIT = ("#cfe6f5", "#f7e3c8", "#dfe9e2")
DINDING = ("#d9b48f", "#c9cdb8", "#e3d3c0", "#b9c7d6")
ATAP = ("#8c4a3a", "#5d6b73", "#7a5c3e")
TANAH = ("#9cae7c", "#b79f7d")
KETERANGAN = ("Tampak depan", "Dinding papan sudah lapuk", "Atap seng bocor di sisi kiri", "Lantai tanah", "")
# Yang menunggu diperiksa tampak di meja periksa; yang draf di halaman TKSK.
PEMILIK = (
    ("tksk.64.72.03", Status.DIAJUKAN, 3),
    ("tksk.64.72.03", Status.DRAF, 1),
    ("tksk.64.71.01", Status.DIAJUKAN, 1),
)


def tambah_foto(*, benih: int) -> int:
    """Add drawings of houses to a handful of people through the same action as the page; return how many."""
    jumlah = 0
    for username, status, banyak in PEMILIK:
        by = lingkup_akun(username)
        with lingkup.masuk(by):
            orang = Orang.objects.filter(derajat=DERAJAT[status], peka=0).order_by("-dibuat_pada", "pk")[:banyak]
            for ke, satu in enumerate(orang):
                acak = Random(f"foto|{benih}|{satu.pk}")  # noqa: S311 - data contoh
                tambah_berkas(
                    orang=satu,
                    isi=io.BytesIO(gambar_rumah(acak)),
                    nama="rumah.jpg",
                    jenis=JenisBerkas.RUMAH,
                    keterangan=KETERANGAN[ke % len(KETERANGAN)],
                    kunci=kunci_bernama("foto", benih, satu.pk),
                    by=by,
                )
                jumlah += 1
    return jumlah


def gambar_rumah(acak: Random) -> bytes:
    """Return a drawn house as JPEG; the same generator state, the same picture."""
    gambar = Image.new("RGB", (LEBAR, TINGGI), acak.choice(LANGIT))
    kuas = ImageDraw.Draw(gambar)
    kuas.rectangle((0, 350, LEBAR, TINGGI), fill=acak.choice(TANAH))
    kiri = acak.randint(110, 180)
    kanan, atas = LEBAR - acak.randint(110, 180), acak.randint(190, 220)
    kuas.rectangle((kiri, atas, kanan, 390), fill=acak.choice(DINDING), outline="#6b5b4b", width=3)
    for x in range(kiri + 24, kanan, 24):
        kuas.line((x, atas, x, 390), fill="#a08c74", width=1)
    kuas.polygon(
        ((kiri - 40, atas), (kanan + 40, atas), ((kiri + kanan) // 2, acak.randint(80, 120))), fill=acak.choice(ATAP)
    )
    pintu = kiri + (kanan - kiri) * acak.choice((3, 5)) // 10
    kuas.rectangle((pintu, 290, pintu + 60, 390), fill="#6f4e37")
    jendela = kiri + 30 if pintu - kiri > 110 else kanan - 100
    kuas.rectangle((jendela, 250, jendela + 70, 310), fill="#eef4f7", outline="#6f4e37", width=4)
    kuas.text((14, TINGGI - 26), "GAMBAR CONTOH - bukan foto sungguhan", fill="#333333")
    isi = io.BytesIO()
    gambar.save(isi, "JPEG", quality=82)
    return isi.getvalue()
