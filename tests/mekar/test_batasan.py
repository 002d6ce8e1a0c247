"""Yang dapat ditolak basis data: satu contoh bagi tiap batasan bernama."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.mekar.isi import bangun_mekar
from tksk_portal.mekar.enums import StatusMekar
from tksk_portal.mekar.models import Mekar

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("batasan", "ubah"),
    [
        ("mekar_dijalankan_berpasangan", {"dijalankan_pada": None, "status": StatusMekar.DIANTREKAN}),
        ("mekar_diurungkan_berpasangan", {"diurungkan_pada": timezone.now()}),
        ("mekar_status_lengkap", {"status": StatusMekar.RENCANA}),
        ("mekar_status_lengkap", {"status": StatusMekar.DIURUNGKAN}),
    ],
)
def test_keadaan_yang_tidak_mungkin_ditolak(dunia, sistem, batasan, ubah):
    kunci = bangun_mekar(dunia)
    with pytest.raises(IntegrityError, match=batasan), transaction.atomic():
        Mekar.objects.filter(pk=kunci["selesai"]).update(**ubah)


def test_dua_yang_berjalan_ditolak(dunia, sistem):
    bangun_mekar(dunia)
    with pytest.raises(IntegrityError, match="mekar_satu_berjalan"), transaction.atomic():
        Mekar.objects.update(status=StatusMekar.DIANTREKAN)
