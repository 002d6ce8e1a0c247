"""Mitra yang mungkin tercatat dua kali: nama dan kelurahan sama, atau nomor registrasi sama."""

from django.db.models import Count

from psks.models import Mitra

PALING_BANYAK = 50


def kelompok_kembar() -> list[tuple[str, list[Mitra]]]:
    """Return (why, partners) in scope; two queries find the groups, one reads their rows."""
    aktif = Mitra.objects.aktif()
    nama = list(
        aktif.values_list("wilayah_id", "nama_cari", "bentuk")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .order_by("wilayah_id", "nama_cari")[:PALING_BANYAK]
    )
    nomor = list(
        aktif.exclude(nomor_registrasi="")
        .values_list("nomor_registrasi", flat=True)
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .order_by("nomor_registrasi")[:PALING_BANYAK]
    )
    per_nama: dict[tuple, list[Mitra]] = {(w, n, b): [] for w, n, b, _ in nama}
    per_nomor: dict[str, list[Mitra]] = {n: [] for n in nomor}
    calon = aktif.filter(nama_cari__in={n for _, n, _, _ in nama}) | aktif.filter(nomor_registrasi__in=nomor)
    for m in calon.select_related("wilayah__induk").order_by("dibuat_pada", "pk"):
        if (kunci := (m.wilayah_id, m.nama_cari, m.bentuk)) in per_nama:
            per_nama[kunci].append(m)
        elif m.nomor_registrasi in per_nomor:
            per_nomor[m.nomor_registrasi].append(m)
    hasil = [("Nama dan desa/kelurahan sama", d) for d in per_nama.values()]
    return hasil + [("Nomor registrasi sama", d) for d in per_nomor.values() if len(d) > 1]
