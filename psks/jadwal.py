"""Pekerjaan berkala PSKS: mengingatkan dokumen yang segera habis."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Case, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from psks.kabar import DOKUMEN
from psks.models import DokumenMitra
from psks.models.dokumen import LANGKAH
from tksk_portal.akun.enums import Peran
from tksk_portal.pekerjaan.jadwal import terjadwal
from tksk_portal.pekerjaan.kabar import Alamat, kabari_banyak
from tksk_portal.pekerjaan.penerima import penerima_tugas, tempat_tugas
from tksk_portal.tinjauan.enums import Status

SEKALI = 5_000


@terjadwal(setiap=timedelta(hours=6))
def ingatkan_dokumen() -> int:
    """Remind TKSK and dinas sosial 90, 30 and 7 days before a paper ends, and once it has ended; return how many.

    Each step is told once per paper. After days of standing still the paper is told at the step that it has reached;
    the steps passed over meanwhile say nothing new and are left out.
    """
    hari = timezone.localdate()
    langkah = Case(
        When(berlaku_sampai__lt=hari, then=Value(0)),
        *(When(berlaku_sampai__lte=hari + timedelta(days=n), then=Value(n)) for n in sorted(LANGKAH[:-1])),
        output_field=IntegerField(),
    )
    tempo = DokumenMitra.objects.segera_habis(hari).exclude(mitra__status=Status.DIBATALKAN)
    tempo = tempo.annotate(langkah=langkah).filter(Q(diingatkan=None) | Q(diingatkan__gt=langkah))
    semua = list(tempo.order_by("pk").values_list("pk", "wilayah_id", "langkah")[:SEKALI])
    per_langkah: dict[tuple[str, int], list] = defaultdict(list)
    for pk, wilayah, n in semua:
        for peran in (Peran.TKSK, Peran.KABKOTA):
            per_langkah[tempat_tugas(wilayah, peran), n, peran].append(pk)
    for (tempat, n, peran), kunci in sorted(per_langkah.items()):
        _kabari(tempat, peran, n, len(kunci), hari)
    for n in LANGKAH:
        DokumenMitra.objects.filter(pk__in=[pk for pk, _, satu in semua if satu == n]).update(diingatkan=n)
    return len(semua)


def _kabari(tempat: str, peran: Peran, n: int, banyak: int, hari) -> None:
    teks = "{n} dokumen mitra sudah habis masa berlakunya" if n == 0 else f"{{n}} dokumen mitra habis dalam {n} hari"
    kabari_banyak(
        [Alamat(akun, tempat) for akun in penerima_tugas(peran, None, tempat)],
        jenis=DOKUMEN.kode,
        teks=teks,
        url=reverse("psks:dokumen_habis"),
        kelompok=f"psks.dokumen:{n}:{hari:%Y%m%d}",
        banyak=banyak,
    )
