"""Petugas di dunia uji yang lengkap: satu kota sendiri, satu kota lain; tiap catatan ada."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from penugasan.petugas import actions
from penugasan.petugas.models import SK, Kartu, Pelatihan, Penghargaan, Penilaian, Petugas, TaliAsih
from tests.penugasan.petugas.bahan import formasi, hari, isi_orang, orang
from tksk_portal.akses import lingkup

# kunci: (kecamatan, penghuni yang akunnya ditautkan, dinas kab/kotanya)
TEMPAT = {"sini": ("64.72.03", "tksk", "dinsos"), "lain": ("64.71.01", "tksk_lain", "dinsos_lain")}


@dataclass
class PetugasUji:
    """Keys with their places, by kind and name."""

    formasi: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    hunian: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    lama: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    petugas: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    usulan: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    serah: dict[str, tuple[UUID, str]] = field(default_factory=dict)
    sk: dict[str, UUID] = field(default_factory=dict)
    token: str = ""


def bangun_petugas(dunia) -> PetugasUji:
    """Fill the world; each step in its own committed transaction."""
    hasil = PetugasUji()
    for kunci, (kecamatan, penghuni, dinas) in TEMPAT.items():
        with lingkup.masuk(dunia["admin"].lingkup) as by:
            f = formasi(by, kecamatan)
            dahulu, kini = orang(by, kecamatan, nama="Cendrawasih Lama"), orang(by, kecamatan, nama="Cendrawasih Kini")
            lama = actions.angkat(formasi=f, petugas=dahulu, mulai=hari(-400), selesai=hari(-60), dasar="SK 1", by=by)
            h = actions.angkat(formasi=f, petugas=kini, mulai=hari(-20), dasar="SK 2", by=by)
            # Akun dunia uji sudah punya tugasnya sendiri, jadi ditautkan sesudah diangkat.
            Petugas.objects.filter(pk=kini.pk).update(akun=dunia[penghuni].akun)
            hasil.sk[kunci] = _catatan(kini, by)
            if kunci == "sini":
                hasil.token = actions.cetak_kartu(petugas=kini, tugas="TKSK Samarinda Ulu", sampai=None, by=by)[1]
            else:
                _, _ = actions.cetak_kartu(petugas=kini, tugas="TKSK", sampai=hari(-1), by=by)
        with lingkup.masuk(dunia[dinas].lingkup) as by:
            isi = {"diusulkan_pada": hari(-10), "catatan": "", "sehat": True}
            calon = {"formasi": f, "kunci": uuid4(), "orang": isi_orang(nama="Cendrawasih Calon"), "isi": isi}
            u = actions.usulkan_calon(**calon, by=by)
            s = actions.serahkan(dari=lama, tanggal=hari(-60), keterangan={"barang": "Rompi"}, by=by)
        hasil.formasi[kunci], hasil.hunian[kunci] = (f.pk, kecamatan), (h.pk, kecamatan)
        hasil.lama[kunci], hasil.petugas[kunci] = (lama.pk, kecamatan), (kini.pk, kecamatan)
        hasil.usulan[kunci], hasil.serah[kunci] = (u.pk, kecamatan), (s.pk, kecamatan)
    assert Kartu.objects.count() >= 2
    return hasil


def _catatan(p: Petugas, by) -> UUID:
    awal = date(2026, 1, 1)
    sk = SK(petugas=p, tingkat="kemensos", nomor="1/UJI", tanggal=awal, mulai=awal, selesai=hari(30))
    for satu in (
        sk,
        Pelatihan(petugas=p, nama="Bimtek", penyelenggara="Dinas", mulai=awal),
        Penilaian(petugas=p, tahun=2025, hasil="baik"),
        TaliAsih(petugas=p, bulan=awal, sumber="apbn", jumlah=500_000),
        Penghargaan(petugas=p, nama="TKSK teladan", pemberi="Dinas", tanggal=awal),
    ):
        actions.tambah_catatan(catatan=satu, by=by)
    return sk.pk
