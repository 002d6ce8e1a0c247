"""Roster contoh: formasi tiap kecamatan, petugas dari akun demo, dan hunian yang sama dengan tugas akunnya.

Semua orang, nomor, dan rekening karangan; NIK-nya berurut 9000-9999 seperti semua NIK demo.
"""

from datetime import date, timedelta
from random import Random

from django.db.models import Value
from django.db.models.functions import Concat

from penugasan.petugas.actions import serahkan, usulkan_calon
from penugasan.petugas.actions.usulan import maju
from penugasan.petugas.enums import HasilPenilaian, JenisHunian, SumberTali, TingkatSK
from penugasan.petugas.models import SK, Formasi, Hunian, Pelatihan, Penilaian, Petugas, TaliAsih, Usulan
from tksk_portal.akses import lingkup
from tksk_portal.akun.enums import Peran
from tksk_portal.akun.models import Penempatan
from tksk_portal.contoh.kantor import lingkup_akun
from tksk_portal.contoh.nama import karang_nama, tabel_rasa
from tksk_portal.contoh.nomor import PembuatNIK, kunci_bernama
from tksk_portal.contoh.pelaku import LOWONG, PROVINSI, RANGKAP_SISA
from tksk_portal.contoh.tulis import LINGKUP
from tksk_portal.dasar.nama import untuk_cari
from tksk_portal.wilayah.enums import Tingkat
from tksk_portal.wilayah.models import Wilayah

BULAN_TALI = 6
JUMLAH_TALI = 500_000
PELATIHAN = (
    ("Bimbingan teknis jejaring kerja TKSK", "Dinas Sosial Provinsi"),
    ("Peningkatan kapasitas TKSK", "Kementerian Sosial"),
)
# Satu kali nyata menunggu SK 183 dari 236 hari (domain.md 1.5).
LAMA_USUL, LAMA_REKOMENDASI, LAMA_TERUS = 236, 213, 183


def muat_roster(*, benih: int, hari_ini: date) -> int:
    """Make formations, officers and occupancies that fit the duties of the demo accounts; return how many officers.

    Accounts and regions must exist. Nothing is added when there are formations.
    """
    with lingkup.masuk(LINGKUP):
        if Formasi.objects.exists():
            return 0
        kecamatan = Wilayah.objects.berlaku().di_bawah(PROVINSI).filter(tingkat=Tingkat.KECAMATAN)
        formasi = {
            k: Formasi(id=kunci_bernama("formasi", benih, k), wilayah_id=k)
            for k in kecamatan.order_by("kode").values_list("pk", flat=True)
        }
        Formasi.objects.bulk_create(formasi.values())
        tugas = Penempatan.objects.filter(peran=Peran.TKSK, akun__username__startswith="tksk.", dibatalkan_pada=None)
        # Demo yang dimuat sebelum ada roster memberi perangkapan tanpa akhir.
        rangkap = tugas.filter(selesai=None).exclude(akun__username=Concat(Value("tksk."), "tempat_id"))
        rangkap.update(selesai=hari_ini + timedelta(days=RANGKAP_SISA))
        tugas = list(tugas.filter(tempat__in=formasi).select_related("akun").order_by("akun__username", "mulai"))
        petugas = _petugas(tugas, benih, hari_ini)
        Petugas.objects.bulk_create(petugas.values())
        Hunian.objects.bulk_create(_hunian(t, formasi, petugas, benih) for t in tugas)
        _catatan(list(petugas.values()), benih, hari_ini)
    _usulan(benih, hari_ini)
    return len(petugas)


def _petugas(tugas: list[Penempatan], benih: int, hari_ini: date) -> dict[str, Petugas]:
    """Return officers by user name."""
    nik, hasil = PembuatNIK(), {}
    desa: dict[str, list[str]] = {}
    for kode in Wilayah.objects.berlaku().di_bawah(PROVINSI).filter(tingkat=Tingkat.DESA).values_list("pk", flat=True):
        desa.setdefault(kode[:8], []).append(kode)
    for t in tugas:
        nama, kecamatan = t.akun.username, t.akun.username.removeprefix("tksk.")
        if nama in hasil:
            continue
        acak = Random(f"petugas|{benih}|{nama}")  # noqa: S311 - data contoh
        jk = acak.choice("LP")
        lahir = date(hari_ini.year - acak.randint(26, 54), acak.randint(1, 12), acak.randint(1, 28))
        hasil[nama] = Petugas(
            id=kunci_bernama("petugas", benih, nama),
            wilayah_id=kecamatan,
            akun=t.akun,
            nama=t.akun.nama,
            nama_cari=untuk_cari(t.akun.nama),
            nama_ibu=_nama(acak, kecamatan[:5], "P"),
            nik=nik.ambil(kecamatan, lahir, jk),
            niat=f"{kecamatan}-{acak.randint(1, 60):04d}",
            tempat_lahir=acak.choice(("Samarinda", "Balikpapan", "Tenggarong", "Tanjung Redeb", "Sangatta")),
            tanggal_lahir=lahir,
            jk=jk,
            pendidikan=acak.choice(("sma", "sma", "d3", "s1")),
            alamat=f"Jl. {acak.choice(('Mawar', 'Kenanga', 'Gotong Royong', 'Pelita'))} {acak.randint(1, 90)}",
            domisili_id=acak.choice(desa[kecamatan]) if kecamatan in desa else None,
            rt=f"{acak.randint(1, 30):03d}",
            tahun_angkat=acak.choice((2009, 2012, 2016, 2019, 2021, 2023)),
            pekerjaan=acak.choice(("Wiraswasta", "Guru honorer", "Petani", "Mengurus rumah tangga")),
            bank1="Bank contoh",
            rekening1=f"{acak.randint(10**9, 10**10 - 1)}",
        )
    return hasil


def _nama(acak: Random, kabkota: str, jk: str) -> str:
    rasa = tabel_rasa(kabkota)
    return karang_nama(acak, rasa[int(acak.random() * len(rasa))], jk)


def _hunian(t: Penempatan, formasi: dict[str, Formasi], petugas: dict[str, Petugas], benih: int) -> Hunian:
    sendiri = t.akun.username == f"tksk.{t.tempat_id}"
    return Hunian(
        id=kunci_bernama("hunian", benih, t.akun.username, t.tempat_id),
        formasi=formasi[t.tempat_id],
        wilayah_id=t.tempat_id,
        petugas=petugas[t.akun.username],
        jenis=JenisHunian.PETUGAS if sendiri else JenisHunian.RANGKAP,
        mulai=t.mulai,
        selesai=t.selesai,
        dasar=t.dasar,
        penempatan=t,
    )


def _catatan(petugas: list[Petugas], benih: int, hari_ini: date) -> None:
    """Give officers decrees (some ending soon, a few past), evaluations, training and tali asih."""
    sk, nilai, latih, tali = [], [], [], []
    for p in petugas:
        acak = Random(f"sk|{benih}|{p.pk}")  # noqa: S311 - data contoh
        milik = {"petugas": p, "wilayah_id": p.wilayah_id}
        nomor = acak.randint(10, 400)
        sk.append(_sk(milik, acak, nomor, hari_ini))
        if acak.random() < 0.3:
            mulai = date(hari_ini.year, 1, 2)
            isi = {"tingkat": TingkatSK.KABKOTA, "nomor": f"{nomor}/KAB", "tanggal": mulai}
            sk.append(
                SK(**milik, **isi, mulai=mulai, selesai=date(hari_ini.year, 12, 31), perihal="Pendamping program")
            )
        hasil = acak.choices(list(HasilPenilaian), (8, 3, 1))[0]
        uraian = "Laporan sering terlambat." if hasil == HasilPenilaian.BURUK else ""
        nilai.append(Penilaian(**milik, tahun=hari_ini.year - 1, hasil=hasil, uraian=uraian))
        if acak.random() < 0.6:
            nama, oleh = acak.choice(PELATIHAN)
            mulai = hari_ini - timedelta(days=acak.randint(60, 700))
            latih.append(Pelatihan(**milik, nama=nama, penyelenggara=oleh, mulai=mulai))
        for n in range(1, BULAN_TALI + 1):
            bulan = _bulan_lalu(hari_ini, n)
            dibayar = bulan + timedelta(days=35) if n > 1 else None
            isi = {"bulan": bulan, "sumber": SumberTali.APBN, "jumlah": JUMLAH_TALI, "dibayar": dibayar}
            tali.append(TaliAsih(**milik, **isi))
    for model, isi in ((SK, sk), (Penilaian, nilai), (Pelatihan, latih), (TaliAsih, tali)):
        model.objects.bulk_create(isi)


def _sk(milik: dict, acak: Random, nomor: int, hari_ini: date) -> SK:
    sisa = acak.choices((400, 200, 60, -20), (60, 25, 12, 3))[0]
    selesai = hari_ini + timedelta(days=sisa + acak.randint(-15, 15))
    mulai = selesai - timedelta(days=729)
    isi = {"tingkat": TingkatSK.KEMENSOS, "nomor": f"{nomor}/CONTOH/{mulai.year}", "tanggal": mulai}
    return SK(**milik, **isi, mulai=mulai, selesai=selesai, perihal="Pengangkatan TKSK")


def _bulan_lalu(hari: date, n: int) -> date:
    bulan = hari.year * 12 + hari.month - 1 - n
    return date(bulan // 12, bulan % 12 + 1, 1)


def _usulan(benih: int, hari_ini: date) -> None:
    """Nominate for the vacant formations, through the same actions; write down the hand-over of an ended cover."""
    hari = [hari_ini - timedelta(days=n) for n in (LAMA_USUL, LAMA_REKOMENDASI, LAMA_TERUS)]
    dinas, provinsi = lingkup_akun("dinsos.64.02"), lingkup_akun("provinsi")
    for n, kecamatan in enumerate(LOWONG):
        with lingkup.masuk(dinas) as by:
            formasi = Formasi.objects.filter(wilayah_id=kecamatan).first()
            if formasi is None:
                continue
            usulan = _calon(formasi, benih, hari[0] if n == 0 else hari_ini - timedelta(days=12), by)
            if n == 0:
                maju(usulan=usulan, pada=hari[1], by=by)
            lama = formasi.hunian.exclude(selesai=None).filter(selesai__lt=hari_ini).first()
            if lama is not None:
                isi = {"barang": "Buku kegiatan dan rompi", "mitra": "", "catatan": "", "saksi": "Camat"}
                serahkan(dari=lama, tanggal=lama.selesai, keterangan=isi, by=by)
        if n == 0:
            with lingkup.masuk(provinsi) as by:
                maju(usulan=usulan, pada=hari[2], by=by)


def _calon(formasi: Formasi, benih: int, hari: date, by: lingkup.Lingkup) -> Usulan:
    kecamatan = formasi.wilayah_id
    acak = Random(f"calon|{benih}|{kecamatan}")  # noqa: S311 - data contoh
    lahir = date(hari.year - acak.choice((24, 29, 41)), acak.randint(1, 12), acak.randint(1, 28))
    orang = {
        "nama": f"{_nama(acak, kecamatan[:5], 'P')} Calon",
        "nik": PembuatNIK().ambil(kecamatan, lahir, "P"),
        "tanggal_lahir": lahir,
        "jk": "P",
        "pendidikan": "sma",
    }
    isi = {"diusulkan_pada": hari, "sehat": True, "bukan_pns": True, "komputer": True, "catatan": ""}
    return usulkan_calon(formasi=formasi, kunci=kunci_bernama("calon", benih, kecamatan), orang=orang, isi=isi, by=by)
