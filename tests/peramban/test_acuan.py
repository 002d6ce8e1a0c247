"""Di ponsel: tiga jenis dengan rinciannya masing-masing; yang kurang ditahan di langkahnya, lalu semua tersimpan."""

import pytest
from playwright.sync_api import expect

from pmks.models import Kasus
from tests.peramban.bahan import (
    Portal,
    isi_langkah_satu,
    isi_langkah_tiga,
    ketuk,
    lanjut,
    masuk_lewat_halaman,
    tidak_melebar,
)
from tests.pmks.bahan import DESA
from tksk_portal.akses import lingkup

pytestmark = pytest.mark.peramban


def test_tiga_jenis_dengan_rinciannya_dicatat_dari_ponsel(portal: Portal):
    h = portal.buka()
    masuk_lewat_halaman(h, "tksk")
    h.goto("/pmks/baru/")
    isi_langkah_satu(h, desa=DESA)
    lanjut(h, "jenis masalah")
    for jenis in ("9", "20", "21"):
        h.locator(f"input[name=jenis][value='{jenis}']").check()
    ketuk(h.get_by_role("button", name="Lanjut"))
    for kata in ("Pilih paling sedikit satu jenis disabilitas.", "Pilih dalam negeri", "Pilih macam kejadiannya."):
        expect(h.get_by_text(kata)).to_be_visible()
    tidak_melebar(h)
    h.locator("input[name=disabilitas_9][value=fisik]").check()
    expect(h.locator("input[name=negara_20]")).to_be_hidden()
    h.locator("input[name=negeri_20][value=luar]").check()
    h.locator("input[name=negara_20]").fill("Malaysia")
    h.locator("select[name=kejadian_21]").select_option("banjir")
    h.locator("input[name=kejadian_pada_21]").fill("02-10-2026")
    for jenis in ("9", "20", "21"):
        h.locator(f"input[name=kriteria_{jenis}][value=a]").check()
    tidak_melebar(h)
    lanjut(h, "alamat")
    isi_langkah_tiga(h)
    ketuk(h.get_by_role("button", name="Simpan dan ajukan"))
    expect(h.get_by_text("Tersimpan dan diajukan ke dinas sosial.")).to_be_visible()
    for kata in ("Banjir", "Malaysia", "2 Oktober 2026", "12-PAS 5. Korban bencana"):
        expect(h.get_by_text(kata).first).to_be_visible()
    with lingkup.masuk(lingkup.sistem("uji")):
        hasil = list(Kasus.objects.order_by("jenis").values_list("jenis", "disabilitas", "negara", "kejadian"))
    assert hasil == [(9, ["fisik"], "", ""), (20, [], "Malaysia", ""), (21, [], "", "banjir")]
