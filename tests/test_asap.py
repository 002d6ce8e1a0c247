import pytest
from django.db import DatabaseError

from pmks.models import Orang
from tksk_portal.akses import lingkup


def test_baca_tanpa_lingkup_ditolak(dunia):
    with pytest.raises(DatabaseError, match="lingkup belum ditetapkan"):
        list(Orang.objects.all())


def test_baca_dalam_lingkup(dunia):
    with lingkup.masuk(dunia.tksk.lingkup):
        assert list(Orang.objects.all()) == []
