"""Surat ringkasan: kabar yang belum dibaca, sekali tiap masa, bila surel diatur dan akun punya alamat.

Satu surat dan tandanya satu transaksi: server surel yang gagal tidak menghilangkan apa pun, yang sudah dikirim tidak
dikirim lagi. Hanya bila server mati tepat di antara surat diterima dan transaksi tersimpan surat itu terkirim dua
kali, dengan Message-ID yang sama.
"""

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Case, CharField, Exists, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.timezone import now as kini

from tksk_portal.akses import lingkup
from tksk_portal.akun.models import Akun
from tksk_portal.pekerjaan.enums import Irama
from tksk_portal.pekerjaan.jadwal import terjadwal
from tksk_portal.pekerjaan.kabar import daftar_jenis
from tksk_portal.pekerjaan.models import Kabar, PilihanKabar, Ringkasan

logger = logging.getLogger(__name__)
PUKUL = 7
TERLAMA = timedelta(days=60)
SIMPAN = timedelta(days=400)
BARIS = 30


@terjadwal(setiap=timedelta(minutes=15), sendiri=True)
def kirim_ringkasan() -> int:
    """Send each account the digest that is due; return how many were sent.

    Raises:
        OSError, smtplib.SMTPException: the mail server does not work; what was not sent waits for the next time.
    """
    if not settings.SUREL_AKTIF:
        return 0
    jumlah = 0
    surat = get_connection()
    try:
        for irama in (Irama.HARIAN, Irama.MINGGUAN):
            batas = batas_terakhir(irama, kini())
            for akun in _penerima(irama, batas):
                jumlah += _kirim(akun, irama, batas, surat)
    finally:
        surat.close()
    return jumlah


@terjadwal(setiap=timedelta(days=1))
def bersihkan() -> None:
    """Delete notices and records of digests that are more than a year old."""
    Kabar.objects.filter(dibuat_pada__lt=kini() - SIMPAN).delete()
    Ringkasan.objects.filter(batas__lt=kini() - SIMPAN).delete()


def batas_terakhir(irama: str, saat: datetime) -> datetime:
    """Return the beginning of the running period: today's or Monday's seven o'clock, if that has passed."""
    setempat = timezone.localtime(saat)
    batas = setempat.replace(hour=PUKUL, minute=0, second=0, microsecond=0)
    if irama == Irama.MINGGUAN:
        batas -= timedelta(days=batas.weekday())
    if batas > setempat:
        batas -= timedelta(days=7 if irama == Irama.MINGGUAN else 1)
    return batas


def _untuk_surat(irama: str, batas: datetime):
    """Return the unread notices that belong in the digests of this rhythm and period."""
    dipilih = PilihanKabar.objects.filter(akun=OuterRef("akun"), jenis=OuterRef("jenis")).values("surel")
    bawaan = Case(
        *(When(jenis=j.kode, then=Value(str(j.surel))) for j in daftar_jenis().values()),
        default=Value(str(Irama.TIDAK)),
        output_field=CharField(),
    )
    return (
        Kabar.objects.belum_dibaca()
        .filter(disurel_pada=None, dibuat_pada__lt=batas, dibuat_pada__gte=batas - TERLAMA)
        .annotate(irama=Coalesce(Subquery(dipilih), bawaan))
        .filter(irama=irama)
    )


def _penerima(irama: str, batas: datetime) -> list[Akun]:
    sudah = Ringkasan.objects.filter(akun=OuterRef("akun"), irama=irama, batas=batas)
    with lingkup.masuk(lingkup.sistem("surat ringkasan")):
        kunci = _untuk_surat(irama, batas).filter(~Exists(sudah)).order_by().values("akun_id")
        terbuka = Akun.objects.filter(pk__in=kunci, ditutup_pada=None).exclude(email="")
        return list(terbuka.order_by("pk"))


def _kirim(akun: Akun, irama: str, batas: datetime, surat) -> bool:
    """Send one digest in one transaction with its mark; a refused address is noted and left for the next period."""
    with lingkup.masuk(lingkup.sistem("surat ringkasan")):
        tanda, baru = Ringkasan.objects.get_or_create(
            akun=akun,
            irama=irama,
            batas=batas,
            defaults={"wilayah_id": akun.wilayah_id, "banyak": 0, "terkirim_pada": None},
        )
        # Dikunci: kabar yang dibaca di antara tadi dan sekarang tidak ikut.
        milik = _untuk_surat(irama, batas).filter(akun=akun).order_by("-dibuat_pada")
        isi = list(milik.select_for_update(of=("self",)))
        if not baru or not isi:
            return False
        try:
            _susun(akun, irama, batas, isi, surat).send()
        except smtplib.SMTPRecipientsRefused:
            logger.warning("surat ringkasan: alamat surel akun %s ditolak server surel", akun.pk)
            return False
        tanda.banyak, tanda.terkirim_pada = len(isi), kini()
        tanda.save(update_fields=("banyak", "terkirim_pada"))
        Kabar.objects.filter(pk__in=[k.pk for k in isi]).update(disurel_pada=kini())
        return True


def _susun(akun: Akun, irama: str, batas: datetime, isi: list[Kabar], surat) -> EmailMessage:
    konteks = {"kabar": isi[:BARIS], "sisa": max(0, len(isi) - BARIS), "portal": settings.ALAMAT_PORTAL, "irama": irama}
    tempat = settings.ALAMAT_PORTAL.split("//", 1)[-1].split(":", 1)[0]
    return EmailMessage(
        subject=f"Portal TKSK: {len(isi)} kabar belum dibaca",
        body=render_to_string("pekerjaan/ringkasan.txt", konteks),
        to=[akun.email],
        connection=surat,
        headers={
            "Message-ID": f"<{akun.pk}.{irama}.{batas:%Y%m%d}@{tempat}>",
            "Auto-Submitted": "auto-generated",
        },
    )
