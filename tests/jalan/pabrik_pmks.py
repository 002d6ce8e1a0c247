"""Pabrik sasaran bagi alamat PMKS: orang, pemeriksaan, pengesahan, dan perjalanan layanannya."""

from collections.abc import Iterator
from uuid import uuid4

from django.utils import timezone

from tests.jalan.isi import BERKAS, Isi
from tests.jalan.pabrik import LANGKAH, Sasaran, pabrik
from tests.pmks.bahan import borang


def _orang(isi: Isi, **lain) -> Iterator[Sasaran]:
    for r in isi.orang.values():
        yield Sasaran({"pk": r.id}, r.wilayah, r, **lain)


@pabrik("pmks:rinci", "pmks:riwayat", "pmks:ajukan", "pmks:berkas", "pmks:tambah_berkas")
def satu_orang(isi: Isi) -> Iterator[Sasaran]:
    yield from _orang(isi)
    yield Sasaran({"pk": uuid4()}, wilayah="-")


@pabrik("pmks:banding", "pmks:bukan_kembar")
def pasangan_mirip(isi: Isi) -> Iterator[Sasaran]:
    for pk, wilayah in isi.pasangan.values():
        yield Sasaran({"pk": pk}, wilayah)
    yield Sasaran({"pk": uuid4()}, "-")


def _bentrok(isi: Isi, *, memutuskan: bool, **lain) -> Iterator[Sasaran]:
    for kunci, (pk, wilayah) in isi.bentrok.items():
        # Provinsi hanya memutuskan yang melintasi kab/kota; selebihnya dinas sosial kotanya.
        kantor = frozenset({"tksk", "kabkota"} | ({"provinsi"} if kunci.startswith("provinsi") else set()))
        pemutus = frozenset({"kabkota" if kunci.startswith("kota") else "provinsi"})
        yield Sasaran({"pk": pk}, wilayah, kantor=kantor, peran=pemutus if memutuskan else None, **lain)
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:bentrok")
def bentrok(isi: Isi) -> Iterator[Sasaran]:
    yield from _bentrok(isi, memutuskan=False)


@pabrik("pmks:putuskan_bentrok")
def putuskan_bentrok(isi: Isi) -> Iterator[Sasaran]:
    yield from _bentrok(isi, memutuskan=True)
    yield from _bentrok(isi, memutuskan=True, kiriman={"putusan": "lain_keliru", "komentar": "KTP aslinya dilihat"})


@pabrik("pmks:buka")
def buka(isi: Isi) -> Iterator[Sasaran]:
    yield from _orang(isi, kiriman={"bagian": "nik", "tujuan": "Pemeriksaan data bantuan"})


@pabrik("pmks:gabung")
def gabung(isi: Isi) -> Iterator[Sasaran]:
    for satu, dua, tempat in (
        ("draf", "diajukan", "64.72.03"),
        ("disahkan", "diverifikasi", "64.72.03"),
        ("tetangga_sah", "tetangga_draf", "64.72.04"),
        ("disahkan", "tetangga_sah", "64.72"),
        ("disahkan", "lain_sah", "64"),
        ("draf", "draf", "-"),
    ):
        kwargs = {"pk": isi.orang[satu].id, "lain": isi.orang[dua].id}
        # Tanpa alasan: ditolak, supaya orang-orang dunia ini tetap dua bagi alamat lain.
        yield Sasaran(kwargs, tempat, kiriman={"versi_utama": "1", "versi_lain": "1"})
        yield Sasaran(kwargs, tempat, kiriman={"buka": "1"})


@pabrik("pmks:urungkan_gabung")
def urungkan_gabung(isi: Isi) -> Iterator[Sasaran]:
    for kunci, tempat in (("sini", "64.72.03"), ("lain", "64.71.01")):
        yield Sasaran({"pk": isi.gabung[f"{kunci}_utama"], "gabung_pk": isi.gabung[kunci]}, tempat)
    # Penggabungan orang lain tidak diurungkan lewat orang ini.
    yield Sasaran({"pk": isi.orang["draf"].id, "gabung_pk": isi.gabung["sini"]}, "-")


@pabrik("pmks:usul_pindah")
def usul_pindah(isi: Isi) -> Iterator[Sasaran]:
    yield from _orang(isi, kiriman={"kecamatan": "64.72.05", "tanggal": "20-11-2026", "alasan": "Ikut anaknya"})
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:minta_pindah", "pmks:pindah")
def minta_pindah(isi: Isi) -> Iterator[Sasaran]:
    nik = isi.orang["lain_sah"].nik
    yield Sasaran(kiriman={"nik": nik, "kecamatan": "64.71.01", "alasan": "Tinggal di sini"})
    yield Sasaran(tanya="dari=64.71.01&sesudah=WyJ4Il0")


# kunci: (dari, ke, pihak yang menjawab)
PIHAK = {
    "keluar": ("64.72.03", "64.72.04", "64.72.04"),
    "masuk": ("64.72.04", "64.72.03", "64.72.03"),
    "jauh": ("64.71.01", "64.71.02", "64.71.02"),
    "diminta": ("64.72.03", "64.72.04", "64.72.03"),
}


@pabrik("pmks:pindahan")
def satu_pindahan(isi: Isi) -> Iterator[Sasaran]:
    for kunci, (dari, ke, _) in PIHAK.items():
        yield Sasaran({"pk": isi.pindahan[kunci]}, dari, kedua=ke)
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:terima_pindah")
def terima_pindah(isi: Isi) -> Iterator[Sasaran]:
    for kunci, (dari, ke, _) in PIHAK.items():
        yield Sasaran({"pk": isi.pindahan[kunci]}, dari, kedua=ke, pelaku=ke, kiriman={"alamat": "Jl. Baru"})
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:jawab_pindah")
def jawab_pindah(isi: Isi) -> Iterator[Sasaran]:
    for kunci, (dari, ke, penjawab) in PIHAK.items():
        kwargs = {"pk": isi.pindahan[kunci], "aksi": "tolak"}
        yield Sasaran(kwargs, dari, kedua=ke, pelaku=penjawab, kiriman={"komentar": "Tidak tinggal di sini"})
    satu = {"pk": isi.pindahan["diminta"], "aksi": "setujui"}
    yield Sasaran(satu, "64.72.03", kedua="64.72.04", pelaku="64.72.03", kiriman={"tanggal": "20-11-2026"})
    yield Sasaran({"pk": isi.pindahan["keluar"], "aksi": "hapus"}, "-")


@pabrik("pmks:kebutuhan_baru", "pmks:layanan_baru", "pmks:keadaan", "pmks:dtsen")
def isian_jalan(isi: Isi) -> Iterator[Sasaran]:
    yield from _orang(isi, kiriman={"id": str(uuid4()), "jenis": "pangan", "ditemukan_pada": "02-11-2026"})


def _catatan_jalan(isi: Isi, macam: str, nama: str, **lain) -> Iterator[Sasaran]:
    for (apa, kunci), pk in isi.jalan.items():
        if apa == macam:
            r = isi.orang[kunci]
            yield Sasaran({"pk": r.id, nama: pk}, r.wilayah, r, **lain)
    # Catatan orang lain tidak terbuka lewat orang ini.
    yield Sasaran({"pk": isi.orang["draf"].id, nama: isi.jalan[macam, "disahkan"]}, "-", **lain)


@pabrik("pmks:kebutuhan_selesai", "pmks:kebutuhan_buka")
def satu_kebutuhan(isi: Isi) -> Iterator[Sasaran]:
    yield from _catatan_jalan(isi, "kebutuhan", "kebutuhan_pk", kiriman={"hasil": "terpenuhi", "pada": "kemarin"})


@pabrik("pmks:layanan_ubah")
def satu_layanan(isi: Isi) -> Iterator[Sasaran]:
    yield from _catatan_jalan(isi, "layanan", "layanan_pk", kiriman={"versi": "1", "program": "lain"})


@pabrik("pmks:dtsen_hapus")
def satu_dtsen(isi: Isi) -> Iterator[Sasaran]:
    yield from _catatan_jalan(isi, "dtsen", "dtsen_pk")


@pabrik("pmks:perubahan_keadaan")
def perubahan_keadaan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="bulan=2026-13&keadaan=apa&sesudah=WyJ4Il0")
    yield Sasaran(tanya="keadaan=tertangani")


@pabrik("pmks:program_ubah")
def satu_program(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"pk": isi.program}, kiriman={"nama": "PKH", "kode": "pkh", "pemberi": "pusat"})
    yield Sasaran({"pk": 999_999}, "-")


@pabrik("pmks:hapus_berkas")
def hapus_berkas(isi: Isi) -> Iterator[Sasaran]:
    for kunci in ("buang", "buang_lain"):
        r = isi.orang[BERKAS[kunci][0]]
        yield Sasaran({"pk": r.id, "berkas_pk": isi.berkas[kunci][0]}, r.wilayah, r)
    # Berkas orang lain tidak terhapus lewat orang ini.
    yield Sasaran({"pk": isi.orang["draf"].id, "berkas_pk": isi.berkas["rumah"][0]}, "-")


@pabrik("arsip:unduh", "arsip:kecil")
def berkas_orang(isi: Isi) -> Iterator[Sasaran]:
    for kunci, (nama, jenis) in BERKAS.items():
        if kunci.startswith("buang"):
            continue
        r = isi.orang[nama]
        # Provinsi dan Kemensos belum menyebut keperluan; KTP tidak pernah bagi camat.
        kantor = {"tksk", "kabkota"} if jenis == "ktp" else {"tksk", "kabkota", "camat"}
        yield Sasaran({"pk": isi.berkas[kunci][1]}, r.wilayah, r, kantor=frozenset(kantor))
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:ubah")
def ubah(isi: Isi) -> Iterator[Sasaran]:
    yield from _orang(isi, kiriman=borang(versi="1", alasan="Perbaikan nama"))


@pabrik("pmks:panel")
def panel(isi: Isi) -> Iterator[Sasaran]:
    for r in isi.orang.values():
        yield Sasaran({"pk": r.kasus_id}, r.wilayah, r, htmx=True)
    yield Sasaran({"pk": isi.orang["diajukan"].kasus_id}, isi.orang["diajukan"].wilayah, isi.orang["diajukan"])


@pabrik("pmks:aksi_kasus")
def aksi_kasus(isi: Isi) -> Iterator[Sasaran]:
    pasangan = [
        *((k, "verifikasi") for k in isi.orang),
        *(("draf", a) for a in LANGKAH),
        *(("disahkan", a) for a in ("sahkan", "kembalikan")),
        *(("lain_ajuan", a) for a in ("ajukan", "kembalikan", "sahkan", "batalkan")),
    ]
    for kunci, aksi in pasangan:
        r = isi.orang[kunci]
        kwargs = {"pk": r.id, "kasus_pk": r.kasus_id, "aksi": aksi}
        kiriman = {"versi": "2", "versi_orang": "1", "komentar": "Lengkapi alamatnya"}
        yield Sasaran(kwargs, r.wilayah, r, peran=frozenset(LANGKAH[aksi]), kiriman=kiriman)
    sendiri, asing = isi.orang["diajukan"], isi.orang["lain_ajuan"]
    silang = {"pk": sendiri.id, "kasus_pk": asing.kasus_id, "aksi": "verifikasi"}
    yield Sasaran(silang, wilayah="-", kiriman={"versi": "2"})
    yield Sasaran(silang | {"kasus_pk": sendiri.kasus_id, "aksi": "hapus"}, sendiri.wilayah, sendiri, peran=frozenset())


@pabrik("pmks:aksi_revisi")
def aksi_revisi(isi: Isi) -> Iterator[Sasaran]:
    derajat = {"disahkan": 1, "tetangga_sah": 1, "lain_sah": 2}
    for kunci, pk in isi.revisi.items():
        r = isi.orang[kunci]
        for aksi in ("tarik", "kembalikan", "sahkan"):
            kwargs = {"pk": r.id, "revisi_pk": pk, "aksi": aksi}
            kiriman = {"versi": "2", "komentar": "Lengkapi alamatnya"}
            yield Sasaran(kwargs, r.wilayah, derajat=derajat[kunci], peran=frozenset(LANGKAH[aksi]), kiriman=kiriman)


@pabrik("pmks:daftar")
def daftar(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    for tanya in (
        "wilayah=64.72.04",
        "wilayah=64.71.01.1001",
        "wilayah=0",
        "status=draf",
        "jenis=8&umur=3&jk=P",
        "keadaan=semua&perlu=mendesak",
    ):
        yield Sasaran(tanya=tanya)
    yield Sasaran(tanya="sesudah=WyJ4Il0&jenis=999&status=apa&cari=tidakada", htmx=True)


@pabrik("pmks:cari")
def cari(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"q": "Gelatik"})


@pabrik("pmks:baru")
def baru(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(kiriman=borang(nik="6472035205589777", no_kk="6472030101109777"))
    yield Sasaran(kiriman=borang(wilayah="64.71.01.1001", nik=isi.orang["lain_sah"].nik))
    yield Sasaran(kiriman=borang(id=str(isi.orang["lain_sah"].id), nik="6472035205589778"))
    yield Sasaran(kiriman=borang(nik=isi.orang["tetangga_sah"].nik))


@pabrik("pmks:periksa_nik")
def periksa_nik(isi: Isi) -> Iterator[Sasaran]:
    for kunci in ("tetangga_sah", "lain_sah"):
        r = isi.orang[kunci]
        yield Sasaran(kiriman={"nik": "", "nama": r.nama[:4], "tanggal_lahir": "12-05-1958"})
        yield Sasaran(kiriman={"nik": r.nik[:-1]})


@pabrik("pmks:periksa")
def periksa(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="kecamatan=64.71.01&jenis=8&temuan=tanpa")
    for kunci in ("diajukan", "tetangga_draf", "lain_ajuan"):
        yield Sasaran(tanya=f"pilih={isi.orang[kunci].kasus_id}")


@pabrik("pmks:verifikasi_bersih")
def verifikasi_bersih(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"dilihat": "kemarin"})
    yield Sasaran(kiriman={"dilihat": timezone.now().isoformat()})


@pabrik("pmks:putuskan_banyak")
def putuskan_banyak(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"aksi": "verifikasi"})
    for kunci in ("diajukan", "lain_ajuan"):
        isian = {"aksi": "kembalikan", "komentar": "Lengkapi", "pilih": [f"{isi.orang[kunci].kasus_id}:2:1"]}
        yield Sasaran(kiriman=isian)


@pabrik("pmks:rekap", "pmks:rekap_unduh")
def rekap(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    for tanya in ("wilayah=64.71&menurut=wilayah&jenis=8", "periode=2026-T3&status=sah", "periode=x&jenis=x"):
        yield Sasaran(tanya=tanya)


@pabrik("pmks:tampilkan")
def tampilkan(isi: Isi) -> Iterator[Sasaran]:
    for nama in ("daftar", "periksa", "usulan", "keluarga", "periksa_keluarga"):
        yield Sasaran({"ruang": nama}, kiriman={"tujuan": "Pemeriksaan data bantuan"}, tanya="jenis=8")
    yield Sasaran({"ruang": "tidak-ada"}, "-")


@pabrik("pmks:buka_kasus")
def buka_kasus(isi: Isi) -> Iterator[Sasaran]:
    for r in isi.orang.values():
        yield Sasaran({"kasus_pk": r.kasus_id}, r.wilayah, r, kiriman={"tujuan": "Pemeriksaan data bantuan"})
    yield Sasaran({"kasus_pk": uuid4()}, "-")


@pabrik("pmks:cek_lapangan")
def cek_lapangan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran()
    yield Sasaran(tanya="wilayah=64.71.01.1001")
    yield Sasaran(kiriman={"peka": "1"})


@pabrik("pmks:simpan_saringan")
def simpan_saringan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran(kiriman={"halaman": "daftar", "nama": "Lansia", "jenis": "8"})


@pabrik("pmks:buang_saringan")
def buang_saringan(isi: Isi) -> Iterator[Sasaran]:
    for pemilik, pk in isi.saringan.items():
        yield Sasaran({"pk": pk}, "-" if pemilik not in isi.dunia else isi.dunia[pemilik].lingkup.tempat, milik=pemilik)
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:rinci_pengesahan")
def rinci_pengesahan(isi: Isi) -> Iterator[Sasaran]:
    for kode, pk in isi.pengesahan.items():
        yield Sasaran({"pk": pk}, kode)
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:siapkan_pengesahan")
def siapkan_pengesahan(isi: Isi) -> Iterator[Sasaran]:
    yield Sasaran({"kode": "64.72"}, "64.72")
    for kode in ("63.01", "0", "64", "64.72.03"):
        yield Sasaran({"kode": kode}, "-")


@pabrik("pmks:kecualikan")
def kecualikan(isi: Isi) -> Iterator[Sasaran]:
    for kunci in ("diverifikasi", "draf"):
        kasus = isi.orang[kunci].kasus_id
        tempat = "64.72" if kunci == "diverifikasi" else "-"
        yield Sasaran({"kode": "64.72"}, tempat, kiriman={"kasus": str(kasus), "alasan": "Alamat belum jelas"})
    # Rekaman kota lain tidak dapat dikecualikan lewat kota ini.
    lain = str(isi.orang["lain_kecuali"].kasus_id)
    yield Sasaran({"kode": "64.72"}, "-", kiriman={"kasus": lain, "alasan": "Alamat belum jelas"})
    yield Sasaran({"kode": "63.01"}, "-", kiriman={"kasus": lain})


@pabrik("pmks:sahkan")
def sahkan(isi: Isi) -> Iterator[Sasaran]:
    kiriman = {"id": str(uuid4()), "dilihat": timezone.now().isoformat()}
    yield Sasaran({"kode": "64.72"}, "64.72", kiriman=kiriman)
    yield Sasaran({"kode": "63.01"}, "-", kiriman=kiriman)
    yield Sasaran({"kode": "64.72.03"}, "-", kiriman=kiriman)


@pabrik("pmks:berita_acara")
def berita_acara(isi: Isi) -> Iterator[Sasaran]:
    for kode, pk in isi.pengesahan.items():
        yield Sasaran({"pk": pk}, kode)
    yield Sasaran({"pk": uuid4()}, "-")


@pabrik("pmks:lepas_pembatasan")
def lepas_pembatasan(isi: Isi) -> Iterator[Sasaran]:
    for pk, orang in isi.lindung.pembatasan.values():
        r = isi.orang[orang]
        kunci = {"pk": r.id, "pembatasan_pk": pk}
        yield Sasaran(kunci, r.wilayah, r, peran=frozenset({"kabkota"}), kiriman={"alasan": ""})
        yield Sasaran({"pk": r.id, "pembatasan_pk": uuid4()}, "-")
