"""Mitra di dunia uji yang lengkap: semua keadaan, di tiga tempat, dengan usulan, dokumen, foto, dan jejaring."""

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from uuid import UUID, uuid4

from psks.actions import catat_jejaring, ganti_foto, tambah_dokumen, ubah_mitra
from psks.actions.isian import KOLOM
from psks.models import Mitra, RevisiMitra
from tests.arsip.bahan import foto
from tests.psks.bahan import catat, lakukan
from tksk_portal.akses import lingkup
from tksk_portal.jejak.models import Bagian, catat_pembukaan
from tksk_portal.tinjauan.enums import Aksi

# kunci: (pencatat, desa, jenis, nama, langkah)
MITRA = {
    "m_draf": ("tksk", "64.72.03.1001", "lks", "Panti Drafnya", ()),
    "m_ajuan": ("tksk", "64.72.03.1001", "psm", "Enggang Ajuwan", (Aksi.AJUKAN,)),
    "m_kembali": ("tksk", "64.72.03.1002", "keluarga_pioner", "Enggang Kembali", (Aksi.AJUKAN, Aksi.KEMBALIKAN)),
    "m_verif": ("tksk", "64.72.03.1002", "karang_taruna", "Karang Taruna Verif", (Aksi.AJUKAN, Aksi.VERIFIKASI)),
    "m_sah": ("tksk", "64.72.03.1001", "lks", "Panti Sahnya", (Aksi.AJUKAN, Aksi.VERIFIKASI, Aksi.SAHKAN)),
    "m_tetangga": ("tetangga", "64.72.04.1001", "lks", "Panti Tetangga", (Aksi.AJUKAN, Aksi.VERIFIKASI)),
    "m_lain": ("tksk_lain", "64.71.01.1001", "psm", "Enggang Lain", (Aksi.AJUKAN, Aksi.VERIFIKASI, Aksi.SAHKAN)),
}
PELAKU = {Aksi.VERIFIKASI: "dinsos", Aksi.KEMBALIKAN: "dinsos", Aksi.SAHKAN: "provinsi"}


@dataclass(frozen=True)
class RekamanMitra:
    """A partner in the test world."""

    id: UUID
    wilayah: str
    nama: str

    def derajat(self) -> int:
        """The degree of review now, read outside the wall's role limits."""
        with lingkup.masuk(lingkup.sistem("uji")):
            return Mitra.objects.values_list("derajat", flat=True).get(pk=self.id)


@dataclass
class PsksUji:
    """Partners by name, and what hangs on them: key -> (its key, its partner)."""

    mitra: dict[str, RekamanMitra] = field(default_factory=dict)
    revisi: dict[str, UUID] = field(default_factory=dict)
    dokumen: dict[str, UUID] = field(default_factory=dict)
    jejaring: dict[str, tuple[UUID, str]] = field(default_factory=dict)


def bangun_psks(dunia) -> PsksUji:
    """Record, review and furnish the partners, each step committed."""
    isi = PsksUji()
    for nomor, (kunci, (siapa, desa, jenis, nama, langkah)) in enumerate(MITRA.items()):
        nik = {"nik": f"{desa.replace('.', '')[:6]}520588{nomor + 1:04d}"} if jenis == "psm" else {}
        with lingkup.masuk(dunia[siapa].lingkup) as by:
            m = catat(by, jenis, wilayah_id=desa, nama=nama, **nik)
            tambah = tambah_dokumen(
                mitra=m,
                kunci=uuid4(),
                isi={"jenis": "sk", "nomor": f"SK-{nomor}", "berlaku_sampai": date(2026, 12, 1 + nomor)},
                by=by,
            )
            catat_pembukaan(objek=m, bagian=Bagian.RINCI, by=by)
            if kunci in ("m_draf", "m_sah"):
                ganti_foto(mitra=m, berkas=BytesIO(foto()), nama_berkas="a.jpg", by=by)
        for aksi in langkah:
            oleh = PELAKU.get(aksi, siapa)
            m = lakukan(dunia, m, "dinsos_lain" if oleh == "dinsos" and desa.startswith("64.71") else oleh, aksi)
        isi.mitra[kunci] = RekamanMitra(m.pk, desa, nama)
        isi.dokumen[kunci] = tambah.pk
    for kunci in ("m_sah", "m_lain"):
        isi.revisi[kunci] = _usulkan(dunia, kunci, isi.mitra[kunci].id)
    for kunci, siapa, pihak in (
        ("sini", "tksk", ("m_draf", "m_verif")),
        ("tarik", "tksk", ("m_draf",)),
        ("lain", "tksk_lain", ("m_lain", "m_sah")),
    ):
        with lingkup.masuk(dunia[siapa].lingkup) as by:
            isi_jejaring = {"jenis": "pertemuan", "judul": f"Rapat {kunci}", "lingkup": "", "mulai": date(2026, 5, 2)}
            isi_jejaring |= {"sampai": None, "target": "", "tokoh": "", "hasil": ""}
            daftar = [isi.mitra[k].id for k in pihak]
            satu = catat_jejaring(kunci=uuid4(), isi=isi_jejaring, pihak=daftar, by=by)
            isi.jejaring[kunci] = (satu.pk, satu.wilayah_id)
    return isi


def _usulkan(dunia, kunci: str, pk: UUID) -> UUID:
    with lingkup.masuk(dunia[MITRA[kunci][0]].lingkup) as by:
        m = Mitra.objects.get(pk=pk)
        isian = {k: getattr(m, k) for k in KOLOM} | {"jam": "08.00–16.00"}
        ubah_mitra(mitra=m, versi=m.versi, isian=isian, by=by, alasan="Jam layanan berubah")
        return RevisiMitra.objects.get(mitra=m).pk
