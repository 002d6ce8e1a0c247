"""Semua halaman portal dalam semua keadaannya, menurut siapa yang membukanya: terisi, kosong, ditolak, dialog terbuka.

`test_axe.py` berjalan di sini dan memastikan bahwa tiap alamat yang punya halaman tercantum. Halaman baru: tambah
satu baris pada perannya.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.jalan.isi import KORBAN, Isi
from tests.peramban.bahan import LEBAR, isi_langkah_satu, isi_semua, lanjut, tunggu_draf

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
    "dokumen:batalkan": "hanya menerima kiriman",
    "dokumen:buang": "hanya menerima kiriman",
    "dokumen:cetak": "PDF",
    "dokumen:gambar": "gambar",
    "dokumen:kop_contoh": "gambar",
    "dokumen:pratinjau": "PDF",
    "dokumen:tte": "hanya menerima kiriman",
    "ekspor:tata_letak_aktif": "hanya menerima kiriman",
    "mekar:buang": "hanya menerima kiriman",
    "mekar:jalankan": "hanya menerima kiriman",
    "mekar:urungkan": "hanya menerima kiriman",
    "lindung:dpia": "naskah untuk diunduh",
    "lindung:insiden_tutup": "hanya menerima kiriman",
    "lindung:kegiatan_csv": "tabel untuk diunduh",
    "lindung:lampirkan": "hanya menerima kiriman; yang ditolak kembali di halaman permintaannya",
    "lindung:proses": "hanya menerima kiriman",
    "lindung:usulkan": "hanya menerima kiriman",
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
    "psks:aksi": "hanya menerima kiriman",
    "psks:aksi_revisi": "hanya menerima kiriman",
    "psks:ajukan": "hanya menerima kiriman",
    "psks:buka": "hanya menerima kiriman",
    "psks:dokumen_akhiri": "hanya menerima kiriman",
    "psks:jejaring_tarik": "hanya menerima kiriman",
    "psks:sahkan_banyak": "hanya menerima kiriman",
    "psks:tempat": "hanya menerima kiriman",
    "undangan": "mengalihkan ke undangan_isi; yang tidak berlaku adalah keadaan `undangan-tidak-berlaku`",
}


KEADAAN_PEKERJAAN = ("antre", "berjalan", "selesai", "gagal", "dibatalkan")


@dataclass(frozen=True)
class Keadaan:
    """One state of a page.

    Args:
        nama: of the picture.
        jalan: address.
        lakukan: what a person does there to reach the state.
        ponsel: only on the phone (the steps of a form).
    """

    nama: str
    jalan: str
    lakukan: Callable[[Page], None] | None = None
    ponsel: bool = False


def buka_dialog(pemilih: str) -> Callable[[Page], None]:
    """Return an act that opens a dialog."""

    def lakukan(h: Page) -> None:
        h.locator(f"[data-buka-dialog^='{pemilih}']").first.click()
        expect(h.locator("dialog[open]")).to_be_visible()

    return lakukan


def buka_rincian(pemilih: str) -> Callable[[Page], None]:
    """Return an act that opens all <details> of a kind."""
    return lambda h: h.locator(pemilih).evaluate_all("(semua) => semua.forEach((d) => { d.open = true; })")


def _cari(kata: str) -> Callable[[Page], None]:
    def lakukan(h: Page) -> None:
        h.get_by_role("searchbox").first.fill(kata)
        h.get_by_role("searchbox").first.press("Enter")
        h.wait_for_url(re.compile("cari=|q="))

    return lakukan


def kirim_kosong(h: Page) -> None:
    """Send the form with an error in as many fields as possible, past the browser's own checks."""
    salah = {
        **{"nik": "123", "nama": "<b>", "tanggal_lahir": "31-02-0180", "alamat": "<script>", "rt": "abcd", "rw": "x"},
        **{"dusun": "<i>", "no_kk": "9", "tempat_lahir": "<i>", "alamat_ktp": "<i>", "telepon": "abc"},
        **{"tanggal_data": "kemarin", "titik": "100, 200"},
    }
    for nama, nilai in salah.items():
        h.locator(f"[name={nama}]").evaluate("(e, n) => { e.value = n; }", nilai)
    h.locator("input[name=jenis][value='9']").evaluate("(e) => { e.checked = true; }")
    h.locator("form.form-orang").evaluate("(f) => HTMLFormElement.prototype.submit.call(f)")
    expect(h.get_by_text("Belum tersimpan. Perbaiki isian yang ditandai")).to_be_visible()
    h.locator("details.lebih").evaluate("(d) => { d.open = true; }")


def kirim_apa_adanya(h: Page) -> None:
    """Send the page's main form as it is, past the browser's own checks; it comes back refused."""
    # Di ponsel tombol kirim formulir berlangkah baru tampak di langkah terakhir.
    h.set_viewport_size({"width": LEBAR, "height": 860})
    # Yang tampak saja: dialog yang tertutup dan formulir pembantu tanpa tombol juga ada di halaman.
    tombol = h.locator("main form[method=post] [type=submit]:visible").last
    tombol.evaluate("(t) => { t.form.noValidate = true; }")
    tombol.click()
    expect(h.locator(".is-invalid, .invalid-feedback").filter(visible=True).first).to_be_visible()


def kirim_terima(h: Page) -> None:
    """Accept a hand-over without saying where; it comes back refused."""
    h.locator("form[action$='/terima/']").evaluate("(f) => { f.noValidate = true; }")
    h.get_by_role("button", name="Terima", exact=True).click()
    expect(h.locator(".is-invalid, .invalid-feedback").first).to_be_visible()


def _verifikasi_basi(h: Page) -> None:
    """Decide on a version that another decision has overtaken: as if the page had been opened before it."""
    h.locator("form[action$='/verifikasi/'] [name=versi]").evaluate("(e) => { e.value = '1'; }")
    h.get_by_role("button", name="Verifikasi", exact=True).click()
    expect(h.get_by_role("heading", name="Yang berlaku sekarang")).to_be_visible()


def _ekspor_tanpa_tujuan(h: Page) -> None:
    h.locator("input[name=identitas]").check()
    kirim_apa_adanya(h)


def _cari_anggota(h: Page) -> None:
    h.get_by_role("searchbox").first.fill("kanari")
    h.get_by_role("searchbox").first.press("Enter")
    expect(h.get_by_text("Pilih", exact=True).first).to_be_visible()
    buka_rincian("main details")(h)


def _langkah_dua(h: Page) -> None:
    isi_langkah_satu(h)
    lanjut(h, "jenis masalah")
    h.get_by_label("Cari jenis").fill("disabilitas")
    h.locator("input[name=jenis][value='9']").check()
    h.get_by_label("Cari jenis").fill("")
    h.locator("input[name=jenis][value='8']").check()
    expect(h.locator(".rinci-jenis:visible")).to_have_count(2)


def _langkah_tiga(h: Page) -> None:
    isi_semua(h)
    h.locator("details.lebih").evaluate("(d) => { d.open = true; }")
    tunggu_draf(h)


def _draf_dipulihkan(h: Page) -> None:
    isi_langkah_satu(h)
    tunggu_draf(h)
    h.reload()
    expect(h.get_by_role("button", name="Buang draf")).to_be_visible()


def _keluar_dengan_draf(h: Page) -> None:
    isi_langkah_satu(h)
    tunggu_draf(h)
    h.goto("/akun/")
    h.locator("main").get_by_role("button", name="Keluar").click()
    expect(h.locator("dialog[open]")).to_be_visible()


def _centang(h: Page) -> None:
    h.locator("input[name=pilih]").first.check()
    expect(h.get_by_text("1 dipilih,")).to_be_visible()


def _buat_daftar_cek(h: Page) -> None:
    h.get_by_role("button", name="Buat daftar").click()
    expect(h.get_by_text("Berisi data pribadi")).to_be_visible()


def _bantuan_tombol(h: Page) -> None:
    h.keyboard.press("?")
    expect(h.locator("dialog[open]")).to_be_visible()


def _buka_identitas(h: Page) -> None:
    h.get_by_label("Untuk keperluan apa").fill("Pemeriksaan data penerima bantuan")
    h.get_by_role("button", name="Buka identitas").click()
    expect(h.get_by_role("button", name="Buka identitas")).to_have_count(0)


def _kirim_basi(h: Page) -> None:
    """Send a form that somebody else's change has overtaken: as if it had been opened before."""
    h.locator("[name=versi]").evaluate("(e) => { e.value = 'lama'; }")
    h.locator("[name=dasar]").fill("SK 77/2026")
    h.get_by_role("button", name="Simpan tugas").click()
    expect(h.get_by_text("sejak formulir dibuka")).to_be_visible()


def _tautan_baru(h: Page) -> None:
    h.get_by_role("button", name="Buat tautan sandi baru").click()
    expect(h.get_by_role("heading", name="Tautan sekali pakai")).to_be_visible()


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
        Keadaan("ekspor-baru-ditolak", "/ekspor/baru/pmks/", _ekspor_tanpa_tujuan),
        Keadaan("baru", "/pmks/baru/"),
        Keadaan("simpan-saringan", "/pmks/?jenis=8", buka_rincian(".cip-pilih:has(form)")),
        Keadaan("angka-desa", "/angka/64.72.03.1001/"),
        Keadaan("daftar-tanpa-hasil", "/pmks/", _cari("tidak mungkin ada")),
        Keadaan("daftar-mirip", "/pmks/", _cari("kanary drafianna")),
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
        Keadaan("kesatuan-anggota", k["k_draf"] + "anggota/", _cari_anggota),
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
        Keadaan("baru-langkah-2", "/pmks/baru/", _langkah_dua, ponsel=True),
        Keadaan("baru-langkah-3", "/pmks/baru/", _langkah_tiga, ponsel=True),
        Keadaan("baru-draf", "/pmks/baru/", _draf_dipulihkan),
        Keadaan("baru-ditolak", "/pmks/baru/", kirim_kosong),
        Keadaan("keluar-draf", "/pmks/baru/", _keluar_dengan_draf),
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
        Keadaan("putusan-didahului", f"/pmks/{i.orang['diajukan'].id}/", _verifikasi_basi),
        Keadaan("meja", "/pmks/periksa/"),
        Keadaan("meja-pilih", f"/pmks/periksa/?pilih={i.orang['diajukan'].kasus_id}"),
        Keadaan("meja-saring", "/pmks/periksa/?temuan=tanpa_kk", buka_rincian(".cip-pilih:last-of-type")),
        Keadaan("meja-banyak", "/pmks/periksa/", _centang),
        Keadaan("cek-lapangan", "/pmks/cek-lapangan/"),
        Keadaan("cek-lapangan-cetak", "/pmks/cek-lapangan/", _buat_daftar_cek),
        Keadaan("meja-kosong", "/pmks/periksa/?temuan=nik_kelamin"),
        Keadaan("meja-kembalikan", f"/pmks/periksa/?pilih={i.orang['diajukan'].kasus_id}", buka_dialog("#kembalikan")),
        Keadaan("meja-tanpa-temuan", "/pmks/periksa/", buka_dialog("#tanpa-temuan")),
        Keadaan("meja-bantuan", "/pmks/periksa/", _bantuan_tombol),
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
        Keadaan("rinci-terbuka", f"/pmks/{i.orang['diverifikasi'].id}/", _buka_identitas),
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


def _surat(i: Isi, kantor: str) -> list[Keadaan]:
    s = {
        k: f"/dokumen/{v.id}/"
        for k, v in i.surat.items()
        if v.kantor == kantor and v.wilayah in ("64.72", "64") and k != "dibuang"
    }
    satu = next(v for v in i.surat.values() if v.kantor == kantor and v.wilayah in ("64.72", "64"))
    kop = f"/dokumen/kantor/{satu.kop_id}/"
    return [
        Keadaan("surat", "/dokumen/"),
        Keadaan("surat-tanpa-hasil", "/dokumen/", _cari("tidak mungkin ada")),
        Keadaan("surat-baru", "/dokumen/baru/"),
        Keadaan("surat-baru-ditolak", "/dokumen/baru/", kirim_apa_adanya),
        *(Keadaan(f"surat-{k}", jalan, buka_rincian("main details")) for k, jalan in s.items()),
        *(Keadaan(f"surat-ubah-{k}", f"{jalan}ubah/") for k, jalan in s.items() if i.surat[k].status == "draf"),
        *(
            Keadaan(f"surat-terbitkan-{k}", f"{jalan}terbitkan/")
            for k, jalan in s.items()
            if i.surat[k].status == "draf"
        ),
        *(
            Keadaan(f"surat-batalkan-{k}", jalan, buka_dialog("#batalkan"))
            for k, jalan in s.items()
            if i.surat[k].status == "terbit"
        ),
        Keadaan("kop", kop, buka_rincian("main details")),
        Keadaan("kop-ubah", f"{kop}ubah/"),
        Keadaan("penandatangan", f"{kop}penandatangan/{satu.penandatangan_id}/"),
        Keadaan("penandatangan-baru", f"{kop}penandatangan/baru/"),
        Keadaan("penandatangan-ditolak", f"{kop}penandatangan/baru/", kirim_apa_adanya),
        Keadaan("pola", f"{kop}pola/{satu.pola_id}/", buka_rincian("main details")),
        Keadaan("pola-baru", f"{kop}pola/baru/"),
    ]


def _dinsos_surat(i: Isi) -> list[Keadaan]:
    return _surat(i, "kabkota")


def _provinsi_surat(i: Isi) -> list[Keadaan]:
    return [k for k in _surat(i, "provinsi") if k.nama in ("surat", "surat-provinsi_draf", "kop")]


def _luar(i: Isi) -> list[Keadaan]:
    return [
        Keadaan("periksa-surat", f"/surat/{i.surat['terbit'].token}/"),
        Keadaan("periksa-surat-batal", f"/surat/{i.surat['batal'].token}/"),
        Keadaan("periksa-surat-ditolak", f"/surat/{i.surat['terbit'].token}/", kirim_apa_adanya),
        Keadaan("periksa-surat-tidak-ada", "/surat/bukan-token/"),
    ]


def _admin_surat(i: Isi) -> list[Keadaan]:
    return [
        Keadaan("kantor", "/dokumen/kantor/"),
        Keadaan("kantor-baru", "/dokumen/kantor/baru/"),
        Keadaan("kantor-baru-ditolak", "/dokumen/kantor/baru/", kirim_apa_adanya),
        *_luar(i),
    ]


def _camat_surat() -> list[Keadaan]:
    return [Keadaan("surat-kosong", "/dokumen/")]


def _camat(i: Isi) -> list[Keadaan]:
    return [*_pembaca("64.72.03"), *_ekspor(i), *_camat_surat(), Keadaan("rinci", f"/pmks/{i.orang['diajukan'].id}/")]


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
        Keadaan("tugas-basi", f"/akun/kelola/tugas/{i.tugas[KORBAN]}/", _kirim_basi),
        Keadaan("tautan", korban, _tautan_baru),
    ]


def _jalan(i: Isi) -> dict[str, str]:
    """Return the addresses of requests and breaches."""
    p = {f"p-{k}": f"/lindung/permintaan/{pk}/" for k, (pk, _) in i.lindung.permintaan.items()}
    return p | {f"i-{k}": f"/lindung/insiden/{pk}/" for k, (pk, _) in i.lindung.insiden.items()}


def _tksk_lindung(i: Isi) -> list[Keadaan]:
    j, baru = _jalan(i), f"/lindung/permintaan/pmks.orang/{i.orang['draf'].id}/baru/"
    return [
        Keadaan("lindung", "/lindung/"),
        Keadaan("lindung-semua", "/lindung/?tampil=semua"),
        Keadaan("permintaan-baru", baru),
        Keadaan("permintaan-baru-ditolak", baru, kirim_apa_adanya),
        Keadaan("permintaan", j["p-akses"]),
        Keadaan("permintaan-lewat", j["p-lewat"]),
        Keadaan("nisan-daftar", "/lindung/terhapus/"),
        Keadaan("nisan", f"/lindung/terhapus/{i.lindung.nisan['sendiri'][0]}/"),
        Keadaan("rinci-hak", f"/pmks/{i.orang['disahkan'].id}/"),
    ]


def _laporan_jadi(h: Page) -> None:
    h.get_by_label("Riwayat perubahan").check()
    h.get_by_label("Mengapa ditahan").fill("Mengungkap data orang lain")
    h.get_by_role("button", name="Susun laporan").click()
    expect(h.get_by_role("heading", name="Laporan akses data pribadi")).to_be_visible()


def _lepas_pembatasan(i: Isi) -> str:
    batas, orang = i.lindung.pembatasan["sendiri"]
    return f"/pmks/{i.orang[orang].id}/pembatasan/{batas}/lepas/"


def _dinsos_lindung(i: Isi) -> list[Keadaan]:
    j, orang = _jalan(i), i.orang["disahkan"].id
    return [
        Keadaan("lindung", "/lindung/"),
        Keadaan("lindung-lewat", "/lindung/?tampil=lewat"),
        Keadaan("permintaan", j["p-akses"], buka_rincian("main details")),
        Keadaan("permintaan-hapus", j["p-hapus"]),
        Keadaan("putuskan", j["p-akses"] + "putuskan/"),
        Keadaan("putuskan-ditolak", j["p-akses"] + "putuskan/", kirim_apa_adanya),
        Keadaan("putuskan-hapus", j["p-hapus"] + "putuskan/"),
        Keadaan("hapus", j["p-hapus"] + "hapus/"),
        Keadaan("hapus-ditolak", j["p-hapus"] + "hapus/", kirim_apa_adanya),
        Keadaan("laporan-susun", f"/lindung/laporan/pmks.orang/{orang}/"),
        Keadaan("laporan-jadi", f"/lindung/laporan/pmks.orang/{orang}/", _laporan_jadi),
        Keadaan("tahan", f"/lindung/tahan/pmks.orang/{i.orang['diajukan'].id}/"),
        Keadaan("lepas", f"/lindung/tahan/{i.lindung.tahan['sendiri'][0]}/lepas/"),
        Keadaan("lepas-pembatasan", _lepas_pembatasan(i)),
        Keadaan("lepas-pembatasan-ditolak", _lepas_pembatasan(i), kirim_apa_adanya),
        Keadaan("tempo", "/lindung/simpan/"),
        Keadaan("insiden-daftar", "/lindung/insiden/"),
        Keadaan("insiden-baru", "/lindung/insiden/baru/"),
        Keadaan("insiden-baru-ditolak", "/lindung/insiden/baru/", kirim_apa_adanya),
        Keadaan("insiden", j["i-dinsos"]),
        Keadaan("insiden-ubah", j["i-dinsos"] + "ubah/"),
        Keadaan("insiden-surat", j["i-dinsos"] + "surat/"),
        Keadaan("kegiatan", "/lindung/kegiatan/"),
        Keadaan("rinci-hak", f"/pmks/{orang}/"),
        Keadaan("rinci-ditahan", f"/pmks/{i.orang['dikembalikan'].id}/"),
    ]


def _admin_lindung(i: Isi) -> list[Keadaan]:
    j = _jalan(i)
    return [
        Keadaan("insiden-daftar", "/lindung/insiden/"),
        Keadaan("insiden-lewat", j["i-lewat"]),
        Keadaan("kegiatan", "/lindung/kegiatan/"),
        Keadaan("kegiatan-ubah", "/lindung/kegiatan/pendataan-pmks/"),
        Keadaan("kegiatan-baru", "/lindung/kegiatan/baru/"),
        Keadaan("kegiatan-baru-ditolak", "/lindung/kegiatan/baru/", kirim_apa_adanya),
        Keadaan("aturan", "/lindung/aturan/"),
        Keadaan("aturan-tenggat", "/lindung/aturan/tenggat/"),
        Keadaan("aturan-simpan", "/lindung/aturan/simpan/pmks.orang/"),
    ]


def _cari_kebutuhan(h: Page) -> None:
    h.get_by_label("Siapa yang perlu dilayani?").select_option("8")
    h.get_by_role("button", name="Cari", exact=True).click()
    expect(h.get_by_role("status").filter(has_text="mitra")).to_be_visible()


def _mitra(i: Isi) -> dict[str, str]:
    return {n: f"/psks/{r.id}/" for n, r in i.psks.mitra.items()}


def _tksk_psks(i: Isi) -> list[Keadaan]:
    m = _mitra(i)
    return [
        Keadaan("psks", "/psks/"),
        Keadaan("psks-direktori", "/psks/direktori/?wilayah=64"),
        Keadaan("psks-jejaring", "/psks/jejaring/"),
        Keadaan("psks-dokumen-habis", "/psks/dokumen/"),
        Keadaan("psks-saringan", "/psks/?jenis=lks", buka_rincian(".cip-pilih:first-of-type")),
        Keadaan("psks-tanpa-hasil", "/psks/?bentuk=keluarga&status=disahkan"),
        Keadaan("psks-baru", "/psks/baru/"),
        Keadaan("psks-orang", "/psks/perorangan/baru/?jenis=psm"),
        Keadaan("psks-orang-ditolak", "/psks/perorangan/baru/?jenis=tagana", kirim_apa_adanya),
        Keadaan("psks-keluarga", "/psks/keluarga/baru/"),
        Keadaan("psks-lembaga", "/psks/lembaga/baru/?jenis=lks"),
        Keadaan("psks-rinci", m["m_draf"]),
        Keadaan("psks-usulan", m["m_sah"], buka_rincian("main details")),
        Keadaan("psks-batalkan", m["m_draf"], buka_dialog("#batalkan")),
        Keadaan("psks-ubah", m["m_draf"] + "ubah/"),
        Keadaan("psks-riwayat", m["m_draf"] + "riwayat/"),
        Keadaan("psks-dokumen", m["m_draf"] + "dokumen/baru/"),
        Keadaan("psks-dokumen-ditolak", m["m_draf"] + "dokumen/baru/", kirim_apa_adanya),
        Keadaan("psks-foto", m["m_draf"] + "foto/"),
        Keadaan("psks-kembar", "/psks/kembar/"),
        Keadaan("psks-kartu", f"/psks/direktori/{i.psks.mitra['m_lain'].id}/"),
        Keadaan("psks-kebutuhan", "/psks/direktori/cari/", _cari_kebutuhan),
        Keadaan("psks-jejaring-baru", "/psks/jejaring/baru/"),
        Keadaan("psks-jejaring-ditolak", "/psks/jejaring/baru/", kirim_apa_adanya),
        Keadaan("psks-jejaring-tarik", f"/psks/jejaring/{i.psks.jejaring['sini'][0]}/", buka_dialog("#tarik")),
        Keadaan("psks-gambar", "/psks/jejaring/gambar/"),
    ]


def _dinsos_psks(i: Isi) -> list[Keadaan]:
    return [
        Keadaan("psks-jejaring", "/psks/jejaring/"),
        Keadaan("psks-dokumen-habis", "/psks/dokumen/"),
        Keadaan("psks-periksa", "/psks/periksa/"),
        Keadaan("psks-kembalikan", _mitra(i)["m_ajuan"], buka_dialog("#kembalikan")),
    ]


def _provinsi_psks(i: Isi) -> list[Keadaan]:
    return [Keadaan("psks-sahkan", "/psks/periksa/"), Keadaan("psks-samar", _mitra(i)["m_lain"])]


def _admin_psks(i: Isi) -> list[Keadaan]:
    return [
        Keadaan("psks-acuan", "/psks/acuan/"),
        Keadaan("psks-acuan-rinci", "/psks/acuan/tagana/"),
        Keadaan("psks-acuan-ditolak", "/psks/acuan/baru/", kirim_apa_adanya),
        Keadaan("psks-acuan-versi", "/psks/acuan/lks/versi/"),
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
    ("dinsos", "surat"): _dinsos_surat,
    ("provinsi", "surat"): _provinsi_surat,
    ("admin", "surat"): _admin_surat,
    ("tksk", "lindung"): _tksk_lindung,
    ("dinsos", "lindung"): _dinsos_lindung,
    ("admin", "lindung"): _admin_lindung,
    ("tksk", "psks"): _tksk_psks,
    ("dinsos", "psks"): _dinsos_psks,
    ("provinsi", "psks"): _provinsi_psks,
    ("admin", "psks"): _admin_psks,
    ("kemensos", ""): _kemensos,
    ("admin", ""): _admin,
}

# Keadaan tanpa seorang pun yang tercatat.
KOSONG: dict[str, list[str]] = {
    "tksk": [
        *("/", "/pmks/", "/pmks/kesatuan/", "/ekspor/", "/angka/64.72.03/", "/pmks/pindah/"),
        *("/lindung/", "/lindung/terhapus/", "/psks/", "/psks/jejaring/", "/psks/dokumen/", "/psks/direktori/"),
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
