"""Dinding atas data yang sungguh tersimpan, lewat sambungan kedua dan lewat Django: tiap penghuni x tiap tabel."""

import json

import psycopg2
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from psycopg2 import errorcodes

from pmks.dinding import DuaTempat
from psks.dinding import MilikPetugas
from tests.jalan.basis import dalam_lingkup, isi_sebenarnya, salinan, sambung
from tests.jalan.isi import SEMUA_PENGHUNI, Isi, bangun
from tests.jalan.peran import SEPROVINSI, TABEL_ORANG, Mata, di_dalam
from tests.katalog import tabel_berdinding
from tksk_portal.akses import lingkup
from tksk_portal.basisdata.siapkan import APLIKASI
from tksk_portal.pekerjaan.dinding import Kotak

DINDING = tabel_berdinding()
MODEL = {m._meta.db_table: m for m in apps.get_models() if m._meta.db_table in DINDING}
KUNCI = {t: m._meta.pk.column for t, m in MODEL.items()}
TANPA_LINGKUP = "TK001"


@pytest.fixture(scope="module")
def isi(django_db_setup, django_db_blocker):
    """The full world, committed in a clone of the test database."""
    with django_db_blocker.unblock(), salinan("dinding"):
        yield bangun()


@pytest.fixture(scope="module")
def benar(isi) -> dict[str, list[dict]]:
    """All rows of all walled tables."""
    return isi_sebenarnya(DINDING)


@pytest.fixture
def kedua(isi):
    """A bare second connection."""
    sambungan = sambung()
    yield sambungan
    sambungan.close()


def _mata(isi: Isi, benar: dict, nama: str) -> Mata:
    return Mata(isi.dunia[nama].lingkup, benar, DINDING, KUNCI)


def _ditolak(kursor, perintah: str, nilai=()) -> str:
    """Run a statement in a savepoint and return the code of its refusal, or "" with nothing touched."""
    kursor.execute("SAVEPOINT coba")
    try:
        kursor.execute(perintah, nilai)
    except psycopg2.Error as salah:
        kursor.execute("ROLLBACK TO coba")
        return salah.pgcode
    assert kursor.rowcount == 0, f"{perintah} menyentuh {kursor.rowcount} baris"
    return ""


@pytest.mark.parametrize("tabel", DINDING)
def test_setiap_tabel_berdinding_berisi_dan_ada_yang_tertutup(isi, benar, tabel):
    semua = {b[KUNCI[tabel]] for b in benar[tabel]}
    lihat = [_mata(isi, benar, n).lihat(tabel) for n in SEMUA_PENGHUNI]
    assert any(lihat), "tidak seorang pun melihat isinya; isi lebih banyak di tests/jalan/isi.py"
    # Yang memang dibaca seprovinsi: provinsi lain diuji di ruangnya (tests/psks/test_kebutuhan.py).
    assert isinstance(DINDING[tabel], SEPROVINSI) or any(x != semua for x in lihat), (
        "semua orang melihat semuanya; isi wilayah lain di tests/jalan/isi.py"
    )


@pytest.mark.parametrize("nama", SEMUA_PENGHUNI)
def test_penghuni_membaca_tepat_yang_menjadi_haknya(isi, benar, kedua, nama):
    mata = _mata(isi, benar, nama)
    with dalam_lingkup(kedua, isi.dunia[nama].lingkup) as kursor:
        for tabel in DINDING:
            kursor.execute(f'SELECT to_jsonb(t) -> %s FROM "{tabel}" t', [KUNCI[tabel]])
            assert {k for (k,) in kursor.fetchall()} == mata.lihat(tabel), tabel


@pytest.mark.parametrize("nama", SEMUA_PENGHUNI)
def test_penghuni_membaca_lewat_django_tepat_yang_menjadi_haknya(isi, benar, nama):
    mata = _mata(isi, benar, nama)
    with lingkup.masuk(isi.dunia[nama].lingkup):
        for tabel, model in MODEL.items():
            kunci = {str(k) for k in model._base_manager.values_list("pk", flat=True)}
            assert kunci == {str(k) for k in mata.lihat(tabel)}, tabel


@pytest.mark.parametrize("nama", SEMUA_PENGHUNI)
def test_penghuni_tidak_menulis_di_wilayah_lain(isi, benar, kedua, nama):
    ruang = isi.dunia[nama].lingkup
    diuji = 0
    with dalam_lingkup(kedua, ruang) as kursor:
        for tabel, d in DINDING.items():
            # Pindahan juga milik pihak kedua; yang asing adalah yang kedua tempatnya di luar.
            semua = [b for b in benar[tabel] if not (isinstance(d, DuaTempat) and di_dalam(ruang.tempat, b[d.kedua]))]
            for baris in _contoh_asing(semua, ruang, d.kolom):
                diuji += 1
                _coba_tulis(kursor, tabel, d.kolom, baris, ruang)
    assert diuji or nama == "kemensos"


def _contoh_asing(semua: list[dict], ruang, kolom: str) -> list[dict]:
    """Return one row per foreign place, but not the own account's rows (see the policies `Tugas`, `RiwayatAkun`)."""
    milik = str(ruang.akun_id)
    per_tempat = {
        b[kolom]: b
        for b in semua
        if not di_dalam(ruang.tempat, b[kolom]) and milik not in (b.get("akun_id"), b.get("pgh_obj_id"))
    }
    return list(per_tempat.values())


def _coba_tulis(kursor, tabel: str, kolom: str, baris: dict, ruang) -> None:
    kunci = KUNCI[tabel]
    ditolak = (errorcodes.INSUFFICIENT_PRIVILEGE, "")
    assert (
        _ditolak(kursor, f'UPDATE "{tabel}" SET "{kolom}" = "{kolom}" WHERE "{kunci}" = %s', [baris[kunci]]) in ditolak
    )
    rebut = f'UPDATE "{tabel}" SET "{kolom}" = %s WHERE "{kunci}" = %s'
    assert _ditolak(kursor, rebut, [ruang.tempat, baris[kunci]]) in ditolak
    assert _ditolak(kursor, f'DELETE FROM "{tabel}" WHERE "{kunci}" = %s', [baris[kunci]]) in ditolak
    assert _ditolak(kursor, *_sisip(tabel, baris)) == errorcodes.INSUFFICIENT_PRIVILEGE, tabel


def _sisip(tabel: str, baris: dict) -> tuple[str, list]:
    """Return an INSERT of the same row under another key (an existing key would answer before the wall)."""
    kolom = [f.column for f in MODEL[tabel]._meta.concrete_fields if not f.generated]
    lain = baris | {KUNCI[tabel]: _kunci_lain(baris[KUNCI[tabel]])}
    daftar = ", ".join(f'"{k}"' for k in kolom)
    perintah = f'INSERT INTO "{tabel}" ({daftar}) SELECT {daftar} FROM jsonb_populate_record(NULL::"{tabel}", %s)'
    return perintah, [json.dumps(lain)]


def _kunci_lain(kunci):
    return kunci + 1_000_000 if isinstance(kunci, int) else f"{'0' * 8}{kunci[8:]}"


@pytest.mark.parametrize("nama", ["tksk", "dinsos", "provinsi"])
def test_memindahkan_baris_keluar_wilayah_ditolak(isi, benar, kedua, nama):
    ruang = isi.dunia[nama].lingkup
    mata = _mata(isi, benar, nama)
    luar = {"tksk": "64.72.04.1001", "dinsos": "64.71.01.1001", "provinsi": "0"}[nama]
    diuji = 0
    with dalam_lingkup(kedua, ruang) as kursor:
        for tabel, d in DINDING.items():
            for pk in sorted(mata.lihat(tabel), key=str)[:1]:
                baris = next(b for b in benar[tabel] if b[KUNCI[tabel]] == pk)
                if "UPDATE" not in d.hak() or not di_dalam(ruang.tempat, baris[d.kolom]):
                    continue
                # Kotak sendiri tetap milik akunnya, di mana pun barisnya.
                if isinstance(d, Kotak) and baris["akun_id"] == str(ruang.akun_id):
                    continue
                diuji += 1
                pindah = f'UPDATE "{tabel}" SET "{d.kolom}" = %s WHERE "{KUNCI[tabel]}" = %s'
                assert _ditolak(kursor, pindah, [luar, pk]) == errorcodes.INSUFFICIENT_PRIVILEGE, tabel
    assert diuji >= 5


ANAK = (
    *("pmks_kasus", "pmks_revisi", "pmks_putusankasus", "pmks_putusanrevisi", "pmks_pengecualian"),
    *("pmks_berkasorang", "arsip_unduhan", "pmks_penggabungan"),
    *("pmks_berkasorang", "arsip_unduhan", "pmks_bentrok"),
)


@pytest.mark.parametrize("tabel", ANAK)
def test_anak_tidak_dapat_menunjuk_induk_di_wilayah_lain(isi, benar, kedua, tabel):
    """Foreign keys look through the wall: the place is part of the key, so a child cannot hang on a foreign parent."""
    asing = next(b for b in benar[tabel] if b["wilayah_id"].startswith("64.71"))
    with dalam_lingkup(kedua, isi.dunia.tksk.lingkup) as kursor:
        # Kolom yang diganti menghindari kunci unik, supaya kunci asingnya yang menjawab.
        lain = {"jenis_id": 5, "diterapkan_pada": "2026-11-24", "pengesahan_id": str(isi.pengesahan["64.72"])}
        lain |= {"diurungkan_pada": "2026-11-24", "diurungkan_oleh_id": str(isi.dunia.tksk.akun.pk)}
        lain["pasangan"] = "00000000-0000-7000-8000-000000000007"
        if tabel == "pmks_berkasorang":
            lain["berkas_id"] = "00000000-0000-7000-8000-000000000000"  # berkas sekali pakai; kuncinya diperiksa nanti
        baris = asing | {k: v for k, v in lain.items() if k in asing} | {"wilayah_id": "64.72.03.1001"}
        perintah, nilai = _sisip(tabel, baris)
        assert _ditolak(kursor, perintah, nilai) == errorcodes.FOREIGN_KEY_VIOLATION


@pytest.mark.parametrize("peran", ["pemilik", APLIKASI])
def test_tanpa_lingkup_setiap_perintah_ditolak_dengan_nyaring(isi, benar, kedua, peran):
    with kedua.cursor() as kursor:
        if peran == APLIKASI:
            kursor.execute(f"SET LOCAL ROLE {APLIKASI}")
        for tabel, d in DINDING.items():
            hak = d.hak() if peran == APLIKASI else "SELECT, INSERT, UPDATE, DELETE"
            kunci, baris = KUNCI[tabel], benar[tabel][0]
            perintah = {
                "SELECT": (f'SELECT * FROM "{tabel}" LIMIT 1', []),
                "UPDATE": (f'UPDATE "{tabel}" SET "{d.kolom}" = "{d.kolom}"', []),
                "DELETE": (f'DELETE FROM "{tabel}" WHERE "{kunci}" IS NOT NULL', []),
                "INSERT": _sisip(tabel, baris),
            }
            for nama, (teks, nilai) in perintah.items():
                # Tanpa haknya, perencana atau pemeriksa hak yang lebih dahulu menolak.
                kode = {TANPA_LINGKUP} if nama in hak else {TANPA_LINGKUP, errorcodes.INSUFFICIENT_PRIVILEGE}
                assert _ditolak(kursor, teks, nilai) in kode, f"{nama} {tabel}"


def test_tanpa_lingkup_orm_ditolak(isi):
    for tabel, model in MODEL.items():
        kolom = model._meta.get_field(DINDING[tabel].kolom.removesuffix("_id"))
        for coba in (
            lambda m=model: m._base_manager.first(),
            lambda m=model: m._base_manager.exists(),
            lambda m=model, k=kolom: m._base_manager.update(**{k.attname: "64.72.03"}),
            lambda m=model: m._base_manager.filter(pk__isnull=False)._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError, match="lingkup belum ditetapkan"), transaction.atomic():
                coba()
    assert not connection.in_atomic_block


def test_admin_tidak_membaca_data_orang(isi, kedua):
    with dalam_lingkup(kedua, isi.dunia.admin.lingkup) as kursor:
        for tabel in TABEL_ORANG:
            kursor.execute(f'SELECT count(*) FROM "{tabel}"')
            assert kursor.fetchone() == (0,), tabel


@pytest.mark.parametrize(
    ("nama", "terlihat"),
    [
        ("kemensos", {"disahkan", "tetangga_sah", "lain_sah"}),
        ("provinsi", {"diverifikasi", "disahkan", "tetangga_sah", "lain_kecuali", "lain_sah"}),
        ("camat", {"diajukan", "dikembalikan", "diverifikasi", "disahkan"}),
        ("tksk", {"draf", "diajukan", "dikembalikan", "diverifikasi", "disahkan", "batal"}),
        ("tetangga", {"tetangga_draf", "tetangga_sah"}),
        ("dinsos_lain", {"lain_ajuan", "lain_kecuali", "lain_sah"}),
        ("admin", set()),
    ],
)
def test_peran_melihat_orang_menurut_keadaan(isi, kedua, nama, terlihat):
    kunci = {str(r.id): k for k, r in isi.orang.items()}
    with dalam_lingkup(kedua, isi.dunia[nama].lingkup) as kursor:
        kursor.execute(
            "SELECT id::text FROM pmks_orang WHERE nama NOT LIKE 'Punai %' AND alasan_tanpa_nik <> 'dihapus'"
        )
        assert {kunci[k] for (k,) in kursor.fetchall()} == terlihat


def test_semua_tabel_orang_dikenal(isi):
    """A new table that follows a person must be added to what the administrator may not see."""
    pengikut = {t for t, d in DINDING.items() if getattr(d, "induk", "") in TABEL_ORANG or getattr(d, "derajat", "")}
    pengikut |= {t for t, d in DINDING.items() if isinstance(d, (DuaTempat, MilikPetugas))}
    assert pengikut == set(TABEL_ORANG)
