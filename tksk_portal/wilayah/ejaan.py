"""Ejaan lain yang diterima impor dan pencarian, di samping nama dalam daftar Kemendagri.

Beda spasi, tanda hubung, dan huruf besar tidak perlu ditulis untuk pengenalan (`nama.untuk_cari`); beberapa
tetap dicantumkan karena lazim dan tampil di halaman wilayah. Sumbernya: daftar kode yang lebih lama (Semboja
Barat 2022, Ambarawang 2020), nama kabupaten sebelum PP 49/2007 (Pasir), dan singkatan yang dipakai kantor.
"""

EJAAN = (
    ("31", "DKI Jakarta"),
    ("34", "DI Yogyakarta"),
    ("34", "DIY"),
    ("19", "Babel"),
    ("21", "Kepri"),
    ("52", "NTB"),
    ("53", "NTT"),
    ("61", "Kalbar"),
    ("62", "Kalteng"),
    ("63", "Kalsel"),
    ("64", "Kaltim"),
    ("65", "Kaltara"),
    ("64.01", "Kabupaten Pasir"),
    ("64.02", "Kukar"),
    ("64.07", "Kubar"),
    ("64.08", "Kutim"),
    ("64.09", "PPU"),
    ("64.11", "Mahulu"),
    ("64.11", "Kabupaten Mahakam Hulu"),
    ("64.01.03", "Pasir Belengkong"),
    ("64.01.04", "Tana Grogot"),
    ("64.02.13", "Semboja"),
    ("64.02.15", "Sanga-Sanga"),
    ("64.02.17", "Marangkayu"),
    ("64.02.20", "Semboja Barat"),
    ("64.02.20.1005", "Ambarawang Darat"),
    ("64.02.20.1007", "Salok Api Barat"),
    ("64.02.20.1009", "Ambarawang Laut"),
    ("64.03.05", "Tanjung Redep"),
    ("64.07.17", "Siluk Ngurai"),
    ("64.07.18", "Mook Manor Bulatn"),
    ("64.07.20", "Sekolak Darat"),
    ("64.08.04", "Sengata Utara"),
    ("64.08.08", "Kongbeng"),
    ("64.08.12", "Sengata Selatan"),
    ("64.11.05", "Long Pahangay"),
    ("64.72.05.1004", "Sungai Siring"),
)
