"""Bahan uji batasan basis data."""

from django.utils import timezone

KINI = timezone.now()


def ganda(buat) -> None:
    """Do the same twice."""
    buat()
    buat()


def ditinjau(nama: str, tulis: str) -> dict:
    """Return the cases of the constraints that every record under review has."""

    def ubah(**lain):
        return lambda i: getattr(i, tulis)(
            **{k: i.akun.get(v, v) if isinstance(v, str) else v for k, v in lain.items()}
        )

    penuh = {
        "diajukan_pada": KINI,
        "diajukan_oleh_id": "tksk",
        "diverifikasi_pada": KINI,
        "diverifikasi_oleh_id": "dinsos",
    }
    return {
        f"pmks_{nama}_diajukan_berpasangan": ubah(status="draf", diajukan_pada=KINI, diajukan_oleh_id=None),
        f"pmks_{nama}_diverifikasi_berpasangan": ubah(status="draf", diverifikasi_pada=KINI, diverifikasi_oleh_id=None),
        f"pmks_{nama}_disahkan_berpasangan": ubah(status="draf", disahkan_pada=None, disahkan_oleh_id="provinsi"),
        f"pmks_{nama}_bukan_verifikasi_sendiri": ubah(**penuh | {"diverifikasi_oleh_id": "tksk"}),
        f"pmks_{nama}_bukan_sahkan_sendiri": ubah(**penuh, disahkan_pada=KINI, disahkan_oleh_id="dinsos"),
        f"pmks_{nama}_status_lengkap": ubah(**penuh, status="disahkan"),
    }
