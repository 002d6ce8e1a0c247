"""Isi dunia jalan dan peramban: sebuah rencana, dan sebuah pemekaran yang sudah dijalankan (ditulis apa adanya)."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from tksk_portal.akses import lingkup
from tksk_portal.mekar import actions
from tksk_portal.mekar.daftar_kode import Baris
from tksk_portal.mekar.enums import Asal, StatusMekar
from tksk_portal.mekar.models import Mekar

DESA, DESA_BARU = "64.72.03.1001", "64.72.03.1099"


def bangun_mekar(dunia) -> dict[str, UUID]:
    """Make them as the admin; regions and records stay as they are."""
    isi = {
        "asal": Asal.BERKAS,
        "dasar": "Perda contoh 1/2026",
        "berlaku_sejak": date(2026, 11, 1),
        "nama_berkas": "a.csv",
    }
    with lingkup.masuk(dunia.admin.lingkup) as by:
        baris = [Baris(2, DESA, DESA_BARU, "Air Hitam Baru")]
        rencana = actions.rencanakan(baris=baris, by=by, **isi)
        selesai = Mekar.objects.create(
            **isi,
            wilayah_id="64",
            status=StatusMekar.SELESAI,
            butir=rencana.butir,
            hitung=[["Orang", "pmks_orang.wilayah_id", 12], ["Orang dalam jenis", "pmks_kasus.wilayah_id", 1284]],
            sebelum={"lama": {}, "baru": {DESA_BARU: None}, "penerus": []},
            pesan="Terhenti sebelum selesai; tidak ada yang berubah. Jalankan lagi.",
            dibuat_oleh_id=by.akun_id,
            dibuat_sebagai=by.keterangan,
            dijalankan_pada=timezone.now(),
            dijalankan_oleh_id=by.akun_id,
        )
    return {"rencana": rencana.pk, "selesai": selesai.pk}
