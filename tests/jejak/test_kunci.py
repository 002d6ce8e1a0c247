"""Riwayat tidak dapat dimatikan lewat pengaturan sesi."""

from django.db import connection

from pmks.models import Orang
from tests.pmks.bahan import catat
from tksk_portal.akses import lingkup


def test_pengaturan_pengabai_pemicu_tidak_mematikan_riwayat(dunia):
    with lingkup.masuk(dunia.tksk.lingkup):
        orang = catat(dunia.tksk.lingkup)
        awal = orang.riwayat.count()
        with connection.cursor() as kursor:
            kursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = 'pmks_orang'::regclass AND NOT tgisinternal")
            semua = ",".join(nama for (nama,) in kursor.fetchall())
            kursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", ["{" + semua + "}"])
        Orang.objects.filter(pk=orang.pk).update(alamat="Jl. Baru")
        assert orang.riwayat.count() == awal + 1
