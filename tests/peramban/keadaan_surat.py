"""Halaman surat, kop, dan keaslian surat dalam keadaannya."""

from tests.jalan.isi import Isi
from tests.peramban.keadaan import KEADAAN, TANPA_HALAMAN
from tests.peramban.laku import Keadaan, buka_dialog, buka_rincian, cari, kirim_apa_adanya

TANPA_HALAMAN |= {
    "dokumen:batalkan": "hanya menerima kiriman",
    "dokumen:buang": "hanya menerima kiriman",
    "dokumen:cetak": "PDF",
    "dokumen:gambar": "gambar",
    "dokumen:kop_contoh": "gambar",
    "dokumen:pratinjau": "PDF",
    "dokumen:tte": "hanya menerima kiriman",
}


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
        Keadaan("surat-tanpa-hasil", "/dokumen/", cari("tidak mungkin ada")),
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


KEADAAN |= {
    ("dinsos", "surat"): _dinsos_surat,
    ("provinsi", "surat"): _provinsi_surat,
    ("admin", "surat"): _admin_surat,
}
