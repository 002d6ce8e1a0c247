"""Angka di samping tempat PMKS di menu, sebagai ungkapan SQL (`tksk_portal.akses.hitungan`).

Tiap angka sama dengan yang dihitung halamannya sendiri (tests/dasbor/test_beranda.py).
"""

# `Pindahan.objects.menunggu`.
PINDAHAN = """
SELECT count(*) FROM pmks_pindahan
WHERE status = 'diusulkan' AND ke_id >= %(awal)s AND ke_id < %(akhir)s
   OR status = 'diminta' AND dari_id >= %(awal)s AND dari_id < %(akhir)s
"""

# Yang didaftar `pmks.kembar` bagi pemegang hak `pmks.gabung`: bentrok dan pasangan, dihitung sampai 99.
KEMBAR = """
SELECT count(*) FROM (
    (SELECT 1 FROM pmks_bentrok
     WHERE status <> 'selesai' AND wilayah_id >= %(awal)s AND wilayah_id < %(akhir)s
       AND (belakangan OR kecamatan_lain_id < %(awal)s OR kecamatan_lain_id >= %(akhir)s) LIMIT 99)
    UNION ALL
    (SELECT 1 FROM pmks_pasanganmirip
     WHERE status = 'menunggu' AND wilayah_id >= %(awal)s AND wilayah_id < %(akhir)s LIMIT 99)
    LIMIT 99) k
"""

# `pmks.angka.jumlah_sel` tempat sendiri, dalam keadaan yang menunggu.
_SEL = """
SELECT coalesce((SELECT sum(jumlah) FROM pmks_sel
                 WHERE wilayah_id = %(tempat)s AND jenis > 0 AND status IN (STATUS)), 0)
     + coalesce((SELECT sum(jumlah) FROM pmks_selisih
                 WHERE wilayah_id >= %(awal)s AND wilayah_id < %(akhir)s AND jenis > 0 AND status IN (STATUS)), 0)
"""
DIPERIKSA = _SEL.replace("STATUS", "'diajukan', 'ditinjau_ulang'")
DISAHKAN = _SEL.replace("STATUS", "'diverifikasi'")
