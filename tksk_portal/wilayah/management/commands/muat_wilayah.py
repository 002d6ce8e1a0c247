"""manage.py muat_wilayah: wilayah Kemendagri dari paket yang terpasang."""

from django.core.management.base import BaseCommand, CommandError

from tksk_portal.wilayah.enums import Edisi
from tksk_portal.wilayah.muat import Hasil, TidakDapatDimuat, daftar_provinsi, muat

DITAHAN = (
    "{n} kode yang berlaku berakhir dalam daftar Kemendagri yang terpasang, jadi daftar wilayah provinsinya dibiarkan. "
    "Ganti kodenya bersama datanya di halaman Wilayah › Pemekaran, atau dengan: manage.py mekarkan --paket --akun ADMIN"
)


class Command(BaseCommand):
    help = "Memuat wilayah Kemendagri (bawaan: Kalimantan Timur); boleh diulang."

    def add_arguments(self, parser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--provinsi", action="append", metavar="KODE", help="kode provinsi, boleh berulang; bawaan 64"
        )
        parser.add_argument("--semua", action="store_true", help="semua 38 provinsi")
        parser.add_argument(
            "--edisi",
            choices=Edisi.values,
            help="2019: kode Kaltim sebelum pemekaran 64.02.08 dan 64.02.13 (103 kecamatan); kini: daftar terpasang, "
            "juga bila kode yang berlaku berakhir tanpa datanya. Bawaan: daftar terpasang, tanpa mengakhiri kode",
        )

    def handle(self, *, provinsi, semua, edisi, **_) -> None:
        """Load and report."""
        if semua and provinsi:
            raise CommandError("Pilih salah satu: --semua atau --provinsi.")
        try:
            hasil = muat(daftar_provinsi() if semua else provinsi or ["64"], edisi=edisi)
        except TidakDapatDimuat as salah:
            raise CommandError(str(salah)) from None
        self.stdout.write(ringkas(hasil))
        for baris in hasil.rincian:
            self.stdout.write(f"  {baris}")
        if hasil.ditahan:
            self.stderr.write(DITAHAN.format(n=hasil.ditahan))


def ringkas(hasil: Hasil) -> str:
    """Return the result in one line."""
    baris = f"{hasil.ditambah} ditambah, {hasil.diubah} diubah, {hasil.diakhiri} diakhiri, {hasil.sama} tetap"
    if hasil.dicabut:
        baris += f", {hasil.dicabut} dicabut"
    if hasil.ejaan:
        baris += f", {hasil.ejaan} ejaan lain dicatat"
    return baris
