"""Pabrik sasaran bagi alamat PSKS."""

from collections.abc import Iterator
from uuid import uuid4

from tests.jalan.isi import Isi
from tests.jalan.pabrik import LANGKAH, Sasaran, pabrik
from tests.psks.bahan import borang
from tests.psks.isi import MITRA

KIRIMAN = {"versi": "2", "komentar": "Lengkapi daya tampungnya", "tujuan": "Pemeriksaan data mitra"}
# Mengajukan punya alamatnya sendiri (`psks:ajukan`).
LANGKAH_MITRA = {k: v for k, v in LANGKAH.items() if k != "ajukan"} | {"batalkan": {"tksk", "kabkota"}}
LANGKAH_USULAN = {k: v - {"provinsi"} for k, v in LANGKAH.items() if k != "sahkan"}


def _mitra(isi: Isi, **lain) -> Iterator[Sasaran]:
    for r in isi.psks.mitra.values():
        yield Sasaran({"pk": r.id}, r.wilayah, r, **lain)
    yield Sasaran({"pk": uuid4()}, "-", **lain)


@pabrik("psks:rinci", "psks:riwayat", "psks:buka", "psks:ajukan", "psks:tempat", "psks:foto", "psks:dokumen_baru")
def satu_mitra(isi: Isi) -> Iterator[Sasaran]:
    kiriman = {"id": str(uuid4()), "jenis": "sk", "nomor": "7", "kapasitas": "4", "terisi": "3"}
    yield from _mitra(isi, kiriman=KIRIMAN | kiriman)


@pabrik("psks:ubah")
def ubah_mitra(isi: Isi) -> Iterator[Sasaran]:
    for kunci, r in isi.psks.mitra.items():
        yield Sasaran({"pk": r.id}, r.wilayah, r, kiriman=borang(MITRA[kunci][2], versi="1", alasan="Perbaikan"))
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("psks:kartu")
def kartu(isi: Isi) -> Iterator[Sasaran]:
    # Kartu yang terverifikasi dibaca seluruh provinsi; yang belum, tidak ada bagi siapa pun.
    for kunci in ("m_verif", "m_sah", "m_tetangga", "m_lain"):
        yield Sasaran({"pk": isi.psks.mitra[kunci].id})
    for kunci in ("m_draf", "m_ajuan"):
        yield Sasaran({"pk": isi.psks.mitra[kunci].id}, "-")


@pabrik("psks:kartu_foto")
def kartu_foto(isi: Isi) -> Iterator[Sasaran]:
    # Foto ikut kartunya: yang belum terverifikasi (fotonya ada) dan kartu tanpa foto tidak punya apa pun di sini.
    yield Sasaran({"pk": isi.psks.mitra["m_sah"].id})
    for kunci in ("m_draf", "m_lain"):
        yield Sasaran({"pk": isi.psks.mitra[kunci].id}, "-")


@pabrik("psks:aksi")
def aksi_mitra(isi: Isi) -> Iterator[Sasaran]:
    pasangan = [("m_ajuan", a) for a in LANGKAH_MITRA] + [("m_verif", "sahkan"), ("m_lain", "verifikasi")]
    for kunci, aksi in pasangan:
        r = isi.psks.mitra[kunci]
        peran = frozenset(LANGKAH_MITRA[aksi])
        yield Sasaran({"pk": r.id, "aksi": aksi}, r.wilayah, r, peran=peran, kiriman=KIRIMAN)
    yield Sasaran({"pk": uuid4(), "aksi": "verifikasi"}, "-")


@pabrik("psks:aksi_revisi")
def aksi_revisi_mitra(isi: Isi) -> Iterator[Sasaran]:
    for kunci, aksi in [("m_sah", a) for a in LANGKAH_USULAN] + [("m_lain", "kembalikan")]:
        r = isi.psks.mitra[kunci]
        kwargs = {"pk": r.id, "revisi_pk": isi.psks.revisi[kunci], "aksi": aksi}
        # Usulannya sendiri baru diajukan: provinsi dan Kemensos belum melihatnya.
        peran = frozenset(LANGKAH_USULAN[aksi])
        yield Sasaran(kwargs, r.wilayah, derajat=1, peran=peran, kiriman=KIRIMAN | {"versi": "9"})
    yield Sasaran({"pk": r.id, "revisi_pk": uuid4(), "aksi": "verifikasi"}, "-")


@pabrik("psks:dokumen_akhiri")
def dokumen_akhiri(isi: Isi) -> Iterator[Sasaran]:
    for kunci in ("m_draf", "m_tetangga", "m_lain"):
        r = isi.psks.mitra[kunci]
        yield Sasaran({"pk": r.id, "dokumen_pk": isi.psks.dokumen[kunci]}, r.wilayah, r)
    # Dokumen mitra lain tidak diakhiri lewat mitra ini.
    yield Sasaran({"pk": isi.psks.mitra["m_draf"].id, "dokumen_pk": isi.psks.dokumen["m_ajuan"]}, "-")


@pabrik("psks:jejaring_ubah")
def jejaring_ubah(isi: Isi) -> Iterator[Sasaran]:
    for kunci in ("sini", "lain"):
        pk, wilayah = isi.psks.jejaring[kunci]
        yield Sasaran({"pk": pk}, wilayah, kiriman={"judul": "Rapat", "versi": "1"})


@pabrik("psks:jejaring_tarik")
def jejaring_tarik(isi: Isi) -> Iterator[Sasaran]:
    for kunci in ("tarik", "lain"):
        pk, wilayah = isi.psks.jejaring[kunci]
        yield Sasaran({"pk": pk}, wilayah)


@pabrik("psks:acuan_rinci", "psks:acuan_versi")
def acuan_psks(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"kode": "lks"}, kiriman={"mulai": "besok"})
    yield Sasaran({"kode": "tidak-ada"}, "-")
