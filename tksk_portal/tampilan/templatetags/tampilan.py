"""Tag dan penyaring untuk semua templat: ikon, angka, tanggal dan waktu Indonesia.

Month and day names are written out here and not taken from the active locale, so that a letter reads the
same whatever the settings say. Times are shown in Django's current timezone (Asia/Makassar, WITA). A naive
datetime is refused: it would be shown in the wrong zone without anybody noticing.
"""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html

from tksk_portal.dasar.tanggal import BULAN

register = template.Library()

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
KOSONG = "–"
SPASI = "\N{NO-BREAK SPACE}"


@register.simple_tag
def ikon(nama, label="", kelas=""):
    """Ikon dari lembar ikon: ``{% ikon "home" %}``.

    Tanpa ``label`` ikon hanya hiasan dan disembunyikan dari pembaca layar; dengan ``label`` ia dibacakan.
    Nama yang tersedia tertulis di ``static/sumber/ikon.json``.
    """
    kelas = f"ikon {kelas}".strip()
    alamat = f"{static('ikon.svg')}#{nama}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', kelas, label, alamat
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', kelas, alamat
    )


@register.filter
def angka(nilai):
    """1234 -> "1.234"; 1234.5 -> "1.234,5"; None -> "–". Yang bukan angka dikembalikan apa adanya."""
    if nilai is None or nilai == "":
        return KOSONG
    if isinstance(nilai, bool) or not isinstance(nilai, int | float | Decimal):
        return nilai
    return f"{nilai:,}".translate(str.maketrans(",.", ".,"))


@register.filter
def persen(nilai, desimal=0):
    """88 -> "88 %"; ``{{ x|persen:1 }}`` -> "88,4 %"; None -> "–". Nilai sudah dalam persen (0-100)."""
    if nilai is None or nilai == "":
        return KOSONG
    satuan = Decimal(1).scaleb(-int(desimal))
    return f"{angka(Decimal(str(nilai)).quantize(satuan, ROUND_HALF_UP))}{SPASI}%"


@register.filter
def persen_dari(nilai, jumlah):
    """``{{ 88|persen_dari:100 }}`` -> "88 %". Bila jumlahnya nol atau tidak ada: "–", bukan "0 %"."""
    if nilai is None or not jumlah:
        return KOSONG
    return persen(Decimal(nilai) * 100 / Decimal(jumlah))


@register.filter
def bagian_dari(nilai, jumlah):
    """Bagian 0-100 untuk batang dan kemajuan; 0 bila jumlahnya nol atau tidak ada."""
    if nilai is None or not jumlah:
        return 0
    return round(min(100, max(0, float(nilai) * 100 / float(jumlah))), 1)


def _local(nilai):
    """Datetime in the current timezone; refuses a naive one."""
    if timezone.is_naive(nilai):
        raise ValueError(f"Waktu tanpa zona tidak boleh ditampilkan: {nilai!r}")
    return timezone.localtime(nilai)


def _date(nilai):
    return _local(nilai).date() if isinstance(nilai, dt.datetime) else nilai


@register.filter
def tanggal(nilai):
    """Tanggal dalam kata: "24 November 2026"; kosong -> "–"."""
    if not nilai:
        return KOSONG
    hari = _date(nilai)
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


@register.filter
def tanggal_hari(nilai):
    """Dengan nama hari, untuk tenggat dan surat: "Jumat, 4 Desember 2026"; kosong -> "–"."""
    if not nilai:
        return KOSONG
    return f"{HARI[_date(nilai).weekday()]}, {tanggal(nilai)}"


@register.filter
def tanggal_pendek(nilai):
    """Untuk tabel dan isian: "24-11-2026"; kosong -> "–"."""
    if not nilai:
        return KOSONG
    hari = _date(nilai)
    return f"{hari.day:02d}-{hari.month:02d}-{hari.year:04d}"


@register.filter
def bulan(nilai):
    """Bulan dan tahun sebuah periode: "November 2026"; kosong -> "–"."""
    if not nilai:
        return KOSONG
    hari = _date(nilai)
    return f"{BULAN[hari.month - 1]} {hari.year}"


@register.filter
def jam(nilai):
    """Jam saja: "09.15"; kosong -> "–"."""
    if not nilai:
        return KOSONG
    saat = _local(nilai)
    return f"{saat.hour:02d}.{saat.minute:02d}"


@register.filter
def waktu(nilai):
    """Tanggal dan jam: "24 November 2026 09.15"; kosong -> "–"."""
    if not nilai:
        return KOSONG
    return f"{tanggal(nilai)} {jam(nilai)}"


def _span(hari):
    """A number of days as people say it."""
    if hari < 31:
        return f"{hari} hari"
    if hari < 365:
        return f"{hari // 30} bulan"
    return f"{hari // 365} tahun"


@register.filter
def lalu(nilai):
    """Jarak ke hari ini: "hari ini", "kemarin", "3 hari lalu", "besok", "10 hari lagi"; kosong -> "–"."""
    if not nilai:
        return KOSONG
    hari = (timezone.localdate() - _date(nilai)).days
    if hari in (-1, 0, 1):
        return ("hari ini", "kemarin", "besok")[hari]
    return f"{_span(hari)} lalu" if hari > 0 else f"{_span(-hari)} lagi"


@register.filter
def umur(lahir):
    """Umur hari ini: "68 tahun", bagi bayi "5 bulan"; tanpa tanggal lahir -> "–"."""
    if not lahir:
        return KOSONG
    kini, lahir = timezone.localdate(), _date(lahir)
    bulan_penuh = (kini.year - lahir.year) * 12 + kini.month - lahir.month - (kini.day < lahir.day)
    return f"{bulan_penuh // 12} tahun" if bulan_penuh >= 12 else f"{max(bulan_penuh, 0)} bulan"


@register.filter
def nik_spasi(nilai):
    """NIK atau nomor KK per empat angka: "6472 0352 0558 9001"; yang disamarkan juga; kosong -> "–"."""
    if not nilai:
        return KOSONG
    teks = str(nilai)
    if len(teks) != 16:
        return teks
    return " ".join(teks[i : i + 4] for i in range(0, 16, 4))


PERAMBAN = (
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
MESIN = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def peramban(agen):
    """Nama peramban dan perangkat dari User-Agent: "Chrome di Android"; yang tak dikenal: "peramban lain"."""
    teks = str(agen or "")
    nama = next((n for tanda, n in PERAMBAN if tanda in teks), "peramban lain")
    mesin = next((n for tanda, n in MESIN if tanda in teks), "")
    return f"{nama} di {mesin}" if mesin else nama


@register.simple_tag
def atur_isian(isian, label=None, bantuan=None):
    """Mengganti label atau bantuan isian milik pustaka sebelum crispy menggambarnya.

    ``{% atur_isian form.password bantuan="" %}``. Untuk form sendiri, tulislah di ``forms.py``.
    """
    if label is not None:
        isian.label = label
    if bantuan is not None:
        isian.help_text = bantuan
    return ""


@register.simple_tag
def sekarang():
    """Tanggal dan jam saat ini, untuk kaki cetakan."""
    return f"{waktu(timezone.now())} WITA"


@register.simple_tag
def hari_ini():
    """Hari dan tanggal hari ini: "Selasa, 24 November 2026"."""
    return tanggal_hari(timezone.localdate())


@register.simple_tag
def sapaan():
    """Sapaan menurut jam: pagi sampai 10.59, siang sampai 14.59, sore sampai 18.29, lalu malam."""
    kini = timezone.localtime()
    menit = kini.hour * 60 + kini.minute
    batas = ((3 * 60, "malam"), (11 * 60, "pagi"), (15 * 60, "siang"), (18 * 60 + 30, "sore"))
    return "Selamat " + next((kata for akhir, kata in batas if menit < akhir), "malam")


@register.inclusion_tag("bagian/_tren.html")
def tren(judul, data, satuan=""):
    """Bagan kolom per bulan dari ``data`` = daftar (label, nilai atau None), lama ke baru, dengan tabelnya.

    Nilai None berarti "belum ada laporan" dan tidak digambar sebagai nol.
    """
    puncak = max((nilai for _, nilai in data if nilai is not None), default=0) or 1
    kolom = [
        {"label": label, "nilai": nilai, "tinggi": round(float(nilai or 0) * 100 / float(puncak), 1)}
        for label, nilai in data
    ]
    return {"judul": judul, "kolom": kolom, "satuan": satuan, "ribuan": puncak >= 1000}
