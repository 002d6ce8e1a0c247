from django.db import models


class JenisKelamin(models.TextChoices):
    """Sex."""

    LAKI = "L", "Laki-laki"
    PEREMPUAN = "P", "Perempuan"
