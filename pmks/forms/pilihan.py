"""Pilihan jenis PMKS yang ditemukan dengan kata sehari-hari, bukan hanya dengan nama resminya."""

from django.forms import CheckboxSelectMultiple

from pmks.models import acuan_jenis

# Kata yang dipakai orang untuk tiap jenis; dicocokkan kotak cari di formulir (static/sumber/js/pilih.js).
SEBUTAN: dict[int, str] = {
    1: "bayi balita terlantar gizi buruk",
    2: "yatim piatu anak telantar putus sekolah",
    3: "anak pidana kenakalan remaja abh",
    4: "anjal anak punk pengamen",
    5: "difabel cacat abk berkebutuhan khusus",
    6: "kdrt perundungan pelecehan",
    7: "korban eksploitasi penculikan perlindungan anak",
    8: "lansia jompo manula kakek nenek orang tua terlantar lut",
    9: "difabel cacat tuna netra tuli bisu lumpuh odgj gangguan jiwa odk",
    10: "pekerja seks psk wts",
    11: "gepeng tunawisma tuna wisma",
    12: "gepeng peminta minta",
    13: "pemungut sampah rongsok",
    15: "mantan narapidana napi eks lapas bebas",
    16: "hiv aids odhiv",
    17: "narkoba narkotika pecandu obat terlarang",
    18: "tppo perdagangan orang manusia",
    19: "kdrt kekerasan rumah tangga",
    20: "tki tkw pmi buruh migran",
    21: "banjir longsor kebakaran gempa",
    22: "konflik kerusuhan pengungsi",
    23: "janda wanita rawan sosial kepala keluarga",
    24: "miskin dhuafa tidak mampu",
    25: "cerai pertengkaran keluarga retak",
    26: "suku terasing dayak adat",
}


class PilihJenis(CheckboxSelectMultiple):
    """Checkboxes of the types; each carries its short name and the words that people use for it."""

    def create_option(self, name, value, *args, **kwargs) -> dict:
        """Return the option with its search words."""
        pilihan = super().create_option(name, value, *args, **kwargs)
        kode = int(str(value))
        pilihan["attrs"]["data-cari"] = f"{acuan_jenis()[kode].pendek} {SEBUTAN.get(kode, '')}".strip()
        return pilihan
