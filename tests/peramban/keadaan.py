"""Semua halaman portal dalam semua keadaannya, menurut siapa yang membukanya: terisi, kosong, ditolak, dialog terbuka.

`test_axe.py` berjalan di sini dan memastikan bahwa tiap alamat yang punya halaman tercantum. Halaman baru: tambah
satu baris pada perannya; ruang yang besar menambah sendiri dari `keadaan_*.py`, yang semuanya dimuat `muat_keadaan`.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.jalan.isi import KORBAN, Isi
from tests.peramban.laku import (
    Keadaan,
    bantuan_tombol,
    buat_daftar_cek,
    buka_dialog,
    buka_identitas,
    buka_rincian,
    cari,
    cari_anggota,
    centang,
    draf_dipulihkan,
    ekspor_tanpa_tujuan,
    keluar_dengan_draf,
    kirim_apa_adanya,
    kirim_basi,
    kirim_kosong,
    kirim_terima,
    langkah_dua,
    langkah_tiga,
    tautan_baru,
    verifikasi_basi,
)

# Alamat tanpa halaman sendiri, dengan alasannya.
TANPA_HALAMAN = {
    "arsip:kecil": "gambar",
    "arsip:unduh": "berkas; yang habis diuji di tests/arsip/test_views.py",
    "ganti_tugas": "hanya menerima kiriman",
    "kelola_buka": "hanya menerima kiriman",
    "kelola_keluarkan": "hanya menerima kiriman",
    "kelola_tautan_batal": "hanya menerima kiriman",
    "kelola_tautan_buat": "hanya menerima kiriman; jawabannya keadaan `tautan`",
    "kelola_tutup": "hanya menerima kiriman",
    "mfa_download_recovery_codes": "berkas teks",
    "mfa_login_webauthn": "JSON bagi peramban",
    "ekspor:tata_letak_aktif": "hanya menerima kiriman",
    "mekar:buang": "hanya menerima kiriman",
    "mekar:jalankan": "hanya menerima kiriman",
    "mekar:urungkan": "hanya menerima kiriman",
    "kabar:baca_semua": "hanya menerima kiriman",
    "kabar:buka": "mengalihkan ke halaman yang dikabarkan",
    "pekerjaan:batal": "hanya menerima kiriman",
    "pmks:berita_acara": "hanya menerima kiriman; jawabannya keadaan surat",
    "excel:buang": "hanya menerima kiriman",
    "excel:kembalian": "hanya menerima kiriman",
    "excel:masukkan": "hanya menerima kiriman",
    "excel:periksa": "hanya menerima kiriman",
    "excel:templat": "berkas xlsx",
    "excel:tampilkan": "hanya menerima kiriman",
    "excel:urungkan": "hanya menerima kiriman",
    "pmks:dtsen_hapus": "hanya menerima kiriman",
    "pmks:kebutuhan_buka": "hanya menerima kiriman",
    "pmks:ajukan": "hanya menerima kiriman",
    "pmks:ajukan_kesatuan": "hanya menerima kiriman",
    "pmks:aksi_kasus_kesatuan": "hanya menerima kiriman",
    "pmks:aksi_revisi_kesatuan": "hanya menerima kiriman",
    "pmks:buka_kesatuan": "hanya menerima kiriman",
    "pmks:buka_kasus": "hanya menerima kiriman",
    "pmks:buka_kasus_kesatuan": "hanya menerima kiriman",
    "pmks:tabel_unduh": "berkas CSV",
    "pmks:tampilkan": "hanya menerima kiriman",
    "pmks:aksi_kasus": "hanya menerima kiriman",
    "pmks:aksi_revisi": "hanya menerima kiriman",
    "pmks:buka": "hanya menerima kiriman",
    "pmks:bukan_kembar": "hanya menerima kiriman",
    "pmks:putuskan_bentrok": "hanya menerima kiriman; ditolaknya keadaan `bentrok-ditolak`",
    "pmks:cari": "hanya menerima kiriman",
    "pmks:hapus_berkas": "hanya menerima kiriman",
    "pmks:jawab_pindah": "hanya menerima kiriman",
    "pmks:terima_pindah": "hanya menerima kiriman; yang ditolak adalah keadaan `pindahan-ditolak`",
    "pmks:urungkan_gabung": "hanya menerima kiriman",
    "pmks:kecualikan": "hanya menerima kiriman",
    "pmks:panel": "bagian dari meja periksa",
    "pmks:periksa_nik": "bagian dari formulir",
    "pmks:batalkan_versi": "hanya menerima kiriman; tanyanya keadaan `acuan-versi-batal`",
    "pmks:buang_saringan": "hanya menerima kiriman",
    "pmks:putuskan_banyak": "hanya menerima kiriman; yang dicentang adalah keadaan `meja-banyak`",
    "pmks:rekap_unduh": "berkas xlsx",
    "pmks:simpan_saringan": "hanya menerima kiriman; isiannya keadaan `simpan-saringan`",
    "pmks:sahkan": "hanya menerima kiriman",
    "pmks:verifikasi_bersih": "hanya menerima kiriman",
    "sehat": "JSON bagi penyeimbang beban",
    "undangan": "mengalihkan ke undangan_isi; yang tidak berlaku adalah keadaan `undangan-tidak-berlaku`",
}


KEADAAN_PEKERJAAN = ("antre", "berjalan", "selesai", "gagal", "dibatalkan")


def _umum(kode: str) -> list[Keadaan]:
    return [
        Keadaan("beranda", "/"),
        Keadaan("wilayah", "/wilayah/"),
        Keadaan("wilayah-rinci", f"/wilayah/{kode}/"),
        Keadaan("saya", "/akun/"),
        Keadaan("kabar", "/kabar/"),
        Keadaan("kabar-terkirim", "/kabar/terkirim/"),
        Keadaan("kabar-pilihan", "/kabar/pilihan/"),
        Keadaan("pekerjaan", "/pekerjaan/"),
        Keadaan("direktori", "/psks/direktori/"),
    ]


def _pembaca(kode: str) -> list[Keadaan]:
    return [
        *_umum(kode),
        Keadaan("daftar", "/pmks/"),
        Keadaan("daftar-mitra", "/psks/"),
        Keadaan("daftar-saringan", "/pmks/?status=disahkan&jk=P", buka_rincian(".cip-pilih:first-of-type")),
        Keadaan("angka", f"/angka/{kode}/", buka_rincian("main details")),
        Keadaan("tabel-angka", "/pmks/tabel/"),
        Keadaan("daftar-jenis-tertutup", "/pmks/?jenis=16"),
        Keadaan("rekap", "/pmks/rekap/"),
        Keadaan("rekap-wilayah", "/pmks/rekap/?menurut=wilayah&jenis=8&periode=tidak-ada"),
    ]


def _ekspor(i: Isi, *kunci: str) -> list[Keadaan]:
    return [
        Keadaan("ekspor-daftar", "/ekspor/"),
        Keadaan("ekspor-baru", "/ekspor/baru/pmks/?jenis=8&dicari=1"),
        *(Keadaan(f"ekspor-{k}", f"/ekspor/{i.ekspor[k]}/") for k in kunci),
    ]


def _unggahan(i: Isi) -> list[Keadaan]:
    u = {k: f"/excel/{pk}/" for k, pk in i.unggahan.items()}
    return [
        Keadaan("excel", "/excel/"),
        Keadaan("excel-unggah", "/excel/unggah/pmks/"),
        Keadaan("excel-unggah-ditolak", "/excel/unggah/pmks/", kirim_apa_adanya),
        Keadaan("excel-kolom", u["petakan"] + "kolom/"),
        *(Keadaan(f"excel-{k}", u[k]) for k in ("pratinjau", "petakan", "gagal", "terhenti", "dibuang", "diurungkan")),
        Keadaan("excel-pratinjau-ditolak", u["pratinjau"] + "?status=salah"),
        Keadaan("excel-masukkan", u["pratinjau"], buka_dialog("#masukkan")),
        Keadaan("excel-buang", u["pratinjau"], buka_dialog("#buang")),
        Keadaan("excel-hasil", u["ditulis"]),
        Keadaan("excel-urungkan", u["ditulis"], buka_dialog("#urungkan")),
    ]


def _pindah(i: Isi) -> list[Keadaan]:
    p = {k: f"/pmks/pindah/{pk}/" for k, pk in i.pindahan.items()}
    serahkan = f"/pmks/{i.orang['draf'].id}/pindah/"
    return [
        Keadaan("pindah", "/pmks/pindah/"),
        Keadaan("pindah-minta", "/pmks/pindah/minta/"),
        Keadaan("pindah-minta-ditolak", "/pmks/pindah/minta/", kirim_apa_adanya),
        Keadaan("pindah-serahkan", serahkan),
        Keadaan("pindah-serahkan-ditolak", serahkan, kirim_apa_adanya),
        Keadaan("pindahan-masuk", p["masuk"]),
        Keadaan("pindahan-ditolak", p["masuk"], kirim_terima),
        Keadaan("pindahan-tolak", p["masuk"], buka_dialog("#tolak")),
        Keadaan("pindahan-keluar", p["keluar"]),
        Keadaan("pindahan-diminta", p["diminta"]),
    ]


def _gabung(i: Isi) -> list[Keadaan]:
    utama = f"/pmks/{i.gabung['sini_utama']}/"
    dua = f"/pmks/gabung/{i.orang['draf'].id}/{i.orang['diajukan'].id}/"
    return [
        Keadaan("gabung", dua),
        Keadaan("gabung-ditolak", dua, kirim_apa_adanya),
        Keadaan("gabung-diverifikasi", f"/pmks/gabung/{i.orang['disahkan'].id}/{i.orang['diverifikasi'].id}/"),
        Keadaan("gabung-hasil", utama),
        Keadaan("gabung-urungkan", utama, buka_dialog("#urungkan")),
        Keadaan("gabung-riwayat", utama + "riwayat/"),
        Keadaan("gabung-penunjuk", f"/pmks/{i.gabung['sini_lain']}/"),
    ]


def _tksk(i: Isi) -> list[Keadaan]:
    o = {k: f"/pmks/{r.id}/" for k, r in i.orang.items()}
    panjang = [f"/pmks/{pk}/" for pk in i.orang_panjang]
    return [
        *_pembaca("64.72.03"),
        Keadaan("lindung", "/lindung/"),
        *(Keadaan(f"pekerjaan-{k}", f"/pekerjaan/{i.pekerjaan[k]}/") for k in KEADAAN_PEKERJAAN),
        *_ekspor(i, "siap", "kedaluwarsa", "gagal"),
        *_unggahan(i),
        Keadaan("ekspor-baru-keluarga", "/ekspor/baru/keluarga/?jenis=24"),
        Keadaan("ekspor-baru-ditolak", "/ekspor/baru/pmks/", ekspor_tanpa_tujuan),
        Keadaan("baru", "/pmks/baru/"),
        Keadaan("simpan-saringan", "/pmks/?jenis=8", buka_rincian(".cip-pilih:has(form)")),
        Keadaan("angka-desa", "/angka/64.72.03.1001/"),
        Keadaan("daftar-tanpa-hasil", "/pmks/", cari("tidak mungkin ada")),
        Keadaan("daftar-mirip", "/pmks/", cari("kanary drafianna")),
        Keadaan("rinci-draf", o["draf"]),
        Keadaan("rinci-dikembalikan", o["dikembalikan"]),
        Keadaan("rinci-batalkan", o["draf"], buka_dialog("#batalkan")),
        Keadaan("rinci-usulan", o["disahkan"], buka_rincian("main details")),
        Keadaan("rinci-batal", o["batal"]),
        Keadaan("rinci-panjang", panjang[0], buka_rincian("main details")),
        Keadaan("rinci-tanpa-spasi", panjang[1]),
        Keadaan("riwayat", o["dikembalikan"] + "riwayat/"),
        Keadaan("berkas", o["disahkan"] + "berkas/"),
        Keadaan("berkas-kosong", o["dikembalikan"] + "berkas/"),
        Keadaan("berkas-hapus", o["disahkan"] + "berkas/", buka_dialog("#hapus")),
        *_perjalanan(i, o["draf"]),
        Keadaan("berkas-tambah", o["draf"] + "berkas/tambah/"),
        Keadaan("berkas-tambah-ditolak", o["draf"] + "berkas/tambah/", kirim_apa_adanya),
        Keadaan("kembar", "/pmks/kembar/"),
        Keadaan("banding", f"/pmks/kembar/{i.pasangan['tksk'][0]}/"),
        Keadaan("bentrok", f"/pmks/kembar/bentrok/{i.bentrok['kota_lama'][0]}/"),
        Keadaan("keluar", "/keluar/"),
        Keadaan("acuan", "/pmks/acuan/"),
        Keadaan("acuan-tanpa-hasil", "/pmks/acuan/?q=tidakmungkinada"),
        Keadaan("acuan-jenis", "/pmks/acuan/21/"),
        Keadaan("acuan-label", "/pmks/acuan/label/"),
        Keadaan("acuan-peraturan", "/pmks/acuan/peraturan/"),
        Keadaan("bukan-tugas", "/pmks/periksa/"),
        Keadaan("tidak-ada", "/pmks/00000000-0000-7000-8000-000000000000/"),
        Keadaan("laci", "/", buka_rincian(".laci"), ponsel=True),
    ]


def _tksk_kesatuan(i: Isi) -> list[Keadaan]:
    k = {n: f"/pmks/kesatuan/{r.id}/" for n, r in i.kesatuan.items()}
    return [
        Keadaan("kesatuan", "/pmks/kesatuan/"),
        Keadaan("kesatuan-saringan", "/pmks/kesatuan/?bentuk=keluarga", buka_rincian(".cip-pilih:first-of-type")),
        Keadaan("kesatuan-angka", "/pmks/kesatuan/?jenis=25"),
        Keadaan("kesatuan-tanpa-hasil", "/pmks/kesatuan/?bentuk=kelompok&status=dikembalikan"),
        Keadaan("kesatuan-keluarga", k["k_draf"]),
        Keadaan("kesatuan-batalkan", k["k_draf"], buka_dialog("#batalkan")),
        Keadaan("kesatuan-komunitas", k["k_verif"]),
        Keadaan("kesatuan-hitungan", k["k_hitungan"]),
        Keadaan("kesatuan-usulan", k["k_sah"], buka_rincian("main details")),
        Keadaan("kesatuan-riwayat", k["k_sah"] + "riwayat/"),
        Keadaan("kesatuan-ubah", k["k_draf"] + "ubah/", buka_rincian("main details")),
        Keadaan("kesatuan-ubah-komunitas", k["k_verif"] + "ubah/"),
        Keadaan("kesatuan-anggota", k["k_draf"] + "anggota/", cari_anggota),
        Keadaan("keluarga-baru", "/pmks/keluarga/baru/", buka_rincian("main details")),
        Keadaan("keluarga-ditolak", "/pmks/keluarga/baru/", kirim_apa_adanya),
        Keadaan("komunitas-baru", "/pmks/komunitas/baru/"),
        Keadaan("komunitas-ditolak", "/pmks/komunitas/baru/", kirim_apa_adanya),
        Keadaan("hitungan-baru", "/pmks/hitungan/baru/", buka_rincian("main details")),
        Keadaan("hitungan-ditolak", "/pmks/hitungan/baru/", kirim_apa_adanya),
    ]


def _perjalanan(i: Isi, orang: str) -> list[Keadaan]:
    kebutuhan, layanan = (i.jalan[macam, "draf"] for macam in ("kebutuhan", "layanan"))
    selesai = f"{orang}kebutuhan/{kebutuhan}/selesai/"
    return [
        Keadaan("kebutuhan", f"{orang}kebutuhan/baru/", buka_rincian("main details")),
        Keadaan("kebutuhan-selesai", selesai),
        Keadaan("kebutuhan-selesai-ditolak", selesai, kirim_apa_adanya),
        Keadaan("layanan", f"{orang}layanan/baru/", buka_rincian("main details")),
        Keadaan("layanan-ditolak", f"{orang}layanan/baru/", kirim_apa_adanya),
        Keadaan("layanan-ubah", f"{orang}layanan/{layanan}/"),
        Keadaan("keadaan", f"{orang}keadaan/"),
        Keadaan("keadaan-ditolak", f"{orang}keadaan/", kirim_apa_adanya),
        Keadaan("dtsen", f"{orang}dtsen/"),
        Keadaan("dtsen-hapus", f"{orang}dtsen/", buka_dialog("#hapus")),
        Keadaan("dtsen-ditolak", f"{orang}dtsen/", kirim_apa_adanya),
        Keadaan("perubahan-keadaan", "/pmks/keadaan/", buka_rincian(".cip-pilih:first-of-type")),
    ]


def _tksk_formulir(i: Isi) -> list[Keadaan]:
    o = {k: f"/pmks/{r.id}/" for k, r in i.orang.items()}
    return [
        Keadaan("baru-langkah-2", "/pmks/baru/", langkah_dua, ponsel=True),
        Keadaan("baru-langkah-3", "/pmks/baru/", langkah_tiga, ponsel=True),
        Keadaan("baru-draf", "/pmks/baru/", draf_dipulihkan),
        Keadaan("baru-ditolak", "/pmks/baru/", kirim_kosong),
        Keadaan("keluar-draf", "/pmks/baru/", keluar_dengan_draf),
        Keadaan("ubah", o["dikembalikan"] + "ubah/"),
        Keadaan("ubah-ditolak", o["disahkan"] + "ubah/", kirim_kosong),
        Keadaan("saya-ubah", "/akun/ubah/"),
    ]


def _kabkota(i: Isi) -> list[Keadaan]:
    return [
        *_pembaca("64.72"),
        Keadaan("lindung", "/lindung/"),
        Keadaan("ekspor", "/ekspor/"),
        Keadaan("excel", "/excel/"),
        Keadaan("ekspor-catatan", "/ekspor/catatan/"),
        Keadaan("surat", "/dokumen/"),
        Keadaan("putusan-didahului", f"/pmks/{i.orang['diajukan'].id}/", verifikasi_basi),
        Keadaan("meja", "/pmks/periksa/"),
        Keadaan("meja-pilih", f"/pmks/periksa/?pilih={i.orang['diajukan'].kasus_id}"),
        Keadaan("meja-saring", "/pmks/periksa/?temuan=tanpa_kk", buka_rincian(".cip-pilih:last-of-type")),
        Keadaan("meja-banyak", "/pmks/periksa/", centang),
        Keadaan("cek-lapangan", "/pmks/cek-lapangan/"),
        Keadaan("cek-lapangan-cetak", "/pmks/cek-lapangan/", buat_daftar_cek),
        Keadaan("meja-kosong", "/pmks/periksa/?temuan=nik_kelamin"),
        Keadaan("meja-kembalikan", f"/pmks/periksa/?pilih={i.orang['diajukan'].kasus_id}", buka_dialog("#kembalikan")),
        Keadaan("meja-tanpa-temuan", "/pmks/periksa/", buka_dialog("#tanpa-temuan")),
        Keadaan("meja-bantuan", "/pmks/periksa/", bantuan_tombol),
        Keadaan("usulan", "/pmks/periksa/usulan/"),
        Keadaan("meja-kesatuan", "/pmks/periksa/kesatuan/"),
        Keadaan("kesatuan", f"/pmks/kesatuan/{i.kesatuan['k_ajuan'].id}/", buka_dialog("#kembalikan")),
        Keadaan("kembar", "/pmks/kembar/"),
        Keadaan("bentrok", f"/pmks/kembar/bentrok/{i.bentrok['kota_baru'][0]}/"),
        Keadaan("bentrok-ditolak", f"/pmks/kembar/bentrok/{i.bentrok['kota_baru'][0]}/", kirim_apa_adanya),
        Keadaan("pindah", "/pmks/pindah/"),
        Keadaan("perubahan-keadaan", "/pmks/keadaan/"),
        Keadaan("perubahan-keadaan-kosong", "/pmks/keadaan/?bulan=2026-01"),
        Keadaan("usulan-rinci", f"/pmks/{i.orang['disahkan'].id}/", buka_dialog("#kembalikan")),
        Keadaan("pengesahan-rinci", f"/pmks/pengesahan/{i.pengesahan['64.72']}/"),
        Keadaan("riwayat", f"/pmks/{i.orang['dikembalikan'].id}/riwayat/"),
    ]


def _provinsi(i: Isi) -> list[Keadaan]:
    return [
        *_pembaca("64"),
        Keadaan("lindung", "/lindung/"),
        Keadaan("ekspor", "/ekspor/"),
        Keadaan("surat", "/dokumen/"),
        Keadaan("kembar", "/pmks/kembar/"),
        Keadaan("bentrok", f"/pmks/kembar/bentrok/{i.bentrok['provinsi_baru'][0]}/"),
        Keadaan("pengesahan", "/pmks/pengesahan/"),
        Keadaan("siapkan", "/pmks/pengesahan/64.72/", buka_rincian("main details")),
        Keadaan("siapkan-dialog", "/pmks/pengesahan/64.72/", buka_dialog("#sahkan")),
        Keadaan("siapkan-kosong", "/pmks/pengesahan/64.02/"),
        Keadaan("pengesahan-rinci", f"/pmks/pengesahan/{i.pengesahan['64.71']}/"),
        Keadaan("rinci-samar", f"/pmks/{i.orang['disahkan'].id}/"),
        Keadaan("berkas-samar", f"/pmks/{i.orang['disahkan'].id}/berkas/"),
        Keadaan("rinci-terbuka", f"/pmks/{i.orang['diverifikasi'].id}/", buka_identitas),
        Keadaan("kesatuan-daftar", "/pmks/kesatuan/"),
        Keadaan("kesatuan-samar", f"/pmks/kesatuan/{i.kesatuan['k_sah'].id}/"),
    ]


def _kemensos(i: Isi) -> list[Keadaan]:
    return [
        *_pembaca("0"),
        Keadaan("ekspor", "/ekspor/"),
        Keadaan("syarat", "/akun/kelola/syarat/"),
        Keadaan("surat-kosong", "/dokumen/"),
        Keadaan("pengesahan-rinci", f"/pmks/pengesahan/{i.pengesahan['64.72']}/"),
        Keadaan("rinci-samar", f"/pmks/{i.orang['disahkan'].id}/"),
    ]


def _camat(i: Isi) -> list[Keadaan]:
    return [
        *_pembaca("64.72.03"),
        *_ekspor(i),
        Keadaan("surat-kosong", "/dokumen/"),
        Keadaan("rinci", f"/pmks/{i.orang['diajukan'].id}/"),
    ]


def _admin(i: Isi) -> list[Keadaan]:
    korban = f"/akun/kelola/{i.akun[KORBAN].pk}/"
    return [
        *_umum("64.72.03.1001"),
        Keadaan("tabel-angka", "/pmks/tabel/"),
        Keadaan("acuan", "/pmks/acuan/"),
        Keadaan("insiden", "/lindung/insiden/"),
        Keadaan("kop-kantor", "/dokumen/kantor/"),
        Keadaan("acuan-versi-baru", "/pmks/acuan/8/versi/baru/"),
        Keadaan("acuan-versi-ditolak", "/pmks/acuan/8/versi/baru/", kirim_apa_adanya),
        Keadaan("acuan-versi-ubah", f"/pmks/acuan/24/versi/{i.acuan['nanti']}/"),
        Keadaan("acuan-versi-batal", "/pmks/acuan/24/", buka_dialog(f"#batal-{i.acuan['nanti']}")),
        Keadaan("acuan-peraturan-baru", "/pmks/acuan/peraturan/baru/"),
        Keadaan("acuan-peraturan-ubah", f"/pmks/acuan/peraturan/{i.acuan['peraturan']}/"),
        Keadaan("acuan-label-atur", "/pmks/acuan/label/"),
        Keadaan("acuan-label-ubah", f"/pmks/acuan/label/{i.acuan['label']}/"),
        Keadaan("pemekaran", "/wilayah/pemekaran/"),
        Keadaan("pemekaran-baru", "/wilayah/pemekaran/baru/"),
        Keadaan("pemekaran-baru-ditolak", "/wilayah/pemekaran/baru/", kirim_apa_adanya),
        Keadaan("pemekaran-rencana", f"/wilayah/pemekaran/{i.mekar['rencana']}/", buka_dialog("#jalankan")),
        Keadaan("pemekaran-selesai", f"/wilayah/pemekaran/{i.mekar['selesai']}/"),
        Keadaan("akun-daftar", "/akun/kelola/"),
        Keadaan("akun-tanpa-hasil", "/akun/kelola/?q=tidakmungkinada"),
        Keadaan("akun-baru", "/akun/kelola/baru/"),
        Keadaan("akun-baru-ditolak", "/akun/kelola/baru/", kirim_apa_adanya),
        Keadaan("undangan-banyak", "/akun/kelola/undangan/"),
        Keadaan("tata-letak", "/ekspor/tata-letak/"),
        Keadaan("tata-letak-baru", "/ekspor/tata-letak/pmks/baru/?dari=garut"),
        Keadaan("tata-letak-baru-ditolak", "/ekspor/tata-letak/pmks/baru/", kirim_apa_adanya),
        Keadaan("tata-letak-rinci", "/ekspor/tata-letak/pmks/isi/usulan-kaltim/", buka_rincian("main details")),
        Keadaan("tata-letak-ubah", "/ekspor/tata-letak/pmks/isi/lengkap/ubah/"),
        Keadaan("program", "/pmks/program/"),
        Keadaan("program-baru", "/pmks/program/baru/"),
        Keadaan("program-baru-ditolak", "/pmks/program/baru/", kirim_apa_adanya),
        Keadaan("program-ubah", f"/pmks/program/{i.program}/"),
        Keadaan("syarat", "/akun/kelola/syarat/"),
        Keadaan("akun-rinci", korban, buka_rincian("main details")),
        Keadaan("akun-tutup", korban, buka_dialog("#tutup")),
        Keadaan("akun-ubah", korban + "ubah/"),
        Keadaan("tugas-baru", korban + "tugas/baru/"),
        Keadaan("tugas-baru-ditolak", korban + "tugas/baru/", kirim_apa_adanya),
        Keadaan("tugas-ubah", f"/akun/kelola/tugas/{i.tugas[KORBAN]}/"),
        Keadaan("tugas-basi", f"/akun/kelola/tugas/{i.tugas[KORBAN]}/", kirim_basi),
        Keadaan("tautan", korban, tautan_baru),
    ]


# (siapa, bagian) -> keadaan; bagian yang kosong memuat juga semua yang ada di menunya.
KEADAAN: dict[tuple[str, str], Callable[[Isi], list[Keadaan]]] = {
    ("tksk", ""): _tksk,
    ("tksk", "formulir"): _tksk_formulir,
    ("tksk", "gabung"): _gabung,
    ("tksk", "pindah"): _pindah,
    ("dinsos", "gabung"): _gabung,
    ("tksk", "kesatuan"): _tksk_kesatuan,
    ("camat", ""): _camat,
    ("dinsos", ""): _kabkota,
    ("provinsi", ""): _provinsi,
    ("kemensos", ""): _kemensos,
    ("admin", ""): _admin,
}

# Keadaan tanpa seorang pun yang tercatat.
KOSONG: dict[str, list[str]] = {
    "tksk": [
        *("/", "/pmks/", "/pmks/kesatuan/", "/ekspor/", "/angka/64.72.03/", "/pmks/pindah/"),
        *("/lindung/", "/lindung/terhapus/"),
    ],
    "camat": ["/", "/pmks/", "/pmks/kesatuan/"],
    "dinsos": [
        "/",
        "/dokumen/",
        "/dokumen/kantor/baru/",
        "/pmks/",
        "/ekspor/catatan/",
        "/pmks/periksa/",
        "/pmks/periksa/usulan/",
        "/pmks/periksa/kesatuan/",
        "/angka/64.72/",
        "/lindung/",
        "/lindung/insiden/",
        "/lindung/simpan/",
    ],
    "provinsi": ["/", "/pmks/", "/pmks/pengesahan/", "/pmks/pengesahan/64.72/", "/angka/64/"],
    "kemensos": ["/", "/pmks/", "/angka/0/"],
    "admin": ["/", "/wilayah/pemekaran/", "/dokumen/kantor/", "/akun/kelola/undangan/"],
}


def muat_keadaan() -> None:
    """Import every module of states beside this one; each adds its own."""
    for berkas in sorted(Path(__file__).parent.glob("keadaan_*.py")):
        import_module(f"tests.peramban.{berkas.stem}")
