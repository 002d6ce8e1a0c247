"""Halaman pelindungan data dalam keadaannya."""

from playwright.sync_api import Page, expect

from tests.jalan.isi import Isi
from tests.peramban.keadaan import KEADAAN, TANPA_HALAMAN
from tests.peramban.laku import Keadaan, buka_rincian, kirim_apa_adanya

TANPA_HALAMAN |= {
    "lindung:dpia": "naskah untuk diunduh",
    "lindung:insiden_tutup": "hanya menerima kiriman",
    "lindung:kegiatan_csv": "tabel untuk diunduh",
    "lindung:lampirkan": "hanya menerima kiriman; yang ditolak kembali di halaman permintaannya",
    "lindung:proses": "hanya menerima kiriman",
    "lindung:usulkan": "hanya menerima kiriman",
}


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


KEADAAN |= {
    ("tksk", "lindung"): _tksk_lindung,
    ("dinsos", "lindung"): _dinsos_lindung,
    ("admin", "lindung"): _admin_lindung,
}
