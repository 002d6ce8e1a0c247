"""Halaman petugas dalam keadaannya."""

from tests.jalan.isi import Isi
from tests.peramban.keadaan import KEADAAN, KOSONG, TANPA_HALAMAN
from tests.peramban.laku import Keadaan, buka_dialog, buka_rincian, kirim_apa_adanya

TANPA_HALAMAN |= {
    "petugas:buka_formasi": "hanya menerima kiriman",
    "petugas:unduh": "buku kerja untuk diunduh",
    "petugas:batalkan": "hanya menerima kiriman",
    "petugas:serah_pdf": "PDF",
    "petugas:tampilkan": "hanya menerima kiriman; jawabannya halaman petugas",
    "petugas:kartu": "PDF",
    "petugas:hapus": "hanya menerima kiriman",
}


def _admin(i: Isi) -> list[Keadaan]:
    p = i.petugas
    formasi, petugas = f"/petugas/formasi/{p.formasi['sini'][0]}/", f"/petugas/{p.petugas['sini'][0]}/"
    hunian = f"/petugas/hunian/{p.hunian['sini'][0]}/"
    return [
        Keadaan("papan", "/petugas/"),
        Keadaan("papan-kota", "/petugas/?tempat=64.72&keadaan=terisi"),
        Keadaan("papan-tanpa-hasil", "/petugas/?q=tidakmungkinada"),
        Keadaan("formasi", formasi),
        Keadaan("formasi-batal", formasi, buka_dialog(f"#batal-{p.hunian['sini'][0]}")),
        Keadaan("petugas-baru", formasi + "baru/"),
        Keadaan("petugas-baru-ditolak", formasi + "baru/", kirim_apa_adanya),
        Keadaan("angkat", formasi + "angkat/"),
        Keadaan("rangkap", formasi + "rangkap/"),
        Keadaan("cuti", hunian + "cuti/"),
        Keadaan("akhiri", hunian + "akhiri/"),
        Keadaan("petugas", petugas, buka_rincian("main details")),
        Keadaan("petugas-hapus-sk", petugas, buka_dialog(f"#hapus-{p.sk['sini']}")),
        Keadaan("petugas-ubah", petugas + "ubah/"),
        Keadaan("petugas-foto", petugas + "foto/"),
        Keadaan("petugas-sk", petugas + "tambah/sk/"),
        Keadaan("petugas-sk-ditolak", petugas + "tambah/sk/", kirim_apa_adanya),
        Keadaan("petugas-tali-asih", petugas + "tambah/tali-asih/"),
        Keadaan("undang", "/petugas/undang/"),
        Keadaan("excel", "/excel/"),
        Keadaan("unggah-roster", "/excel/unggah/petugas/"),
        Keadaan("serah", f"/petugas/serah/{p.serah['sini'][0]}/"),
        Keadaan("usulan", "/petugas/usulan/"),
        Keadaan("usulan-rinci", f"/petugas/usulan/{p.usulan['sini'][0]}/"),
    ]


def _dinsos(i: Isi) -> list[Keadaan]:
    p = i.petugas
    formasi, usulan = f"/petugas/formasi/{p.formasi['sini'][0]}/", f"/petugas/usulan/{p.usulan['sini'][0]}/"
    return [
        *_pembaca(i),
        Keadaan("formasi-dinsos", formasi),
        Keadaan("usulkan", formasi + "usulkan/"),
        Keadaan("usulkan-ditolak", formasi + "usulkan/", kirim_apa_adanya),
        Keadaan("usulan-maju", usulan + "maju/"),
        Keadaan("usulan-tutup", usulan + "tutup/"),
        Keadaan("serah-baru", f"/petugas/hunian/{p.hunian['sini'][0]}/serah/"),
    ]


def _tksk(i: Isi) -> list[Keadaan]:
    return [Keadaan("saya-tksk", "/petugas/saya/"), Keadaan("kartu-publik", f"/kartu/{i.petugas.token}/")]


def _pembaca(i: Isi) -> list[Keadaan]:
    return [Keadaan("papan", "/petugas/"), Keadaan("usulan", "/petugas/usulan/")]


KEADAAN |= {("provinsi", "petugas"): _pembaca, ("kemensos", "petugas"): _pembaca}
KEADAAN |= {("admin", "petugas"): _admin, ("dinsos", "petugas"): _dinsos, ("tksk", "petugas"): _tksk}
KOSONG["admin"] += ["/petugas/", "/petugas/usulan/"]
KOSONG["tksk"] += ["/petugas/saya/"]
