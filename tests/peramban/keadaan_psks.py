"""Halaman PSKS dalam keadaannya."""

from playwright.sync_api import Page, expect

from tests.jalan.isi import Isi
from tests.peramban.keadaan import KEADAAN, KOSONG, TANPA_HALAMAN
from tests.peramban.laku import Keadaan, buka_dialog, buka_rincian, kirim_apa_adanya

TANPA_HALAMAN |= {
    "psks:aksi": "hanya menerima kiriman",
    "psks:aksi_revisi": "hanya menerima kiriman",
    "psks:ajukan": "hanya menerima kiriman",
    "psks:buka": "hanya menerima kiriman",
    "psks:dokumen_akhiri": "hanya menerima kiriman",
    "psks:kartu_foto": "gambar",
    "psks:jejaring_tarik": "hanya menerima kiriman",
    "psks:sahkan_banyak": "hanya menerima kiriman",
    "psks:tempat": "hanya menerima kiriman",
}


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


KEADAAN |= {
    ("tksk", "psks"): _tksk_psks,
    ("dinsos", "psks"): _dinsos_psks,
    ("provinsi", "psks"): _provinsi_psks,
    ("admin", "psks"): _admin_psks,
}
KOSONG["tksk"] += ["/psks/", "/psks/jejaring/", "/psks/dokumen/", "/psks/direktori/"]
