"""Beranda sebelum ada satu pun rekaman."""


def test_beranda_kosong_mengatakan_apa_yang_dilakukan(masuk, dunia):
    for nama in dunia:
        respons = masuk(nama).get("/")
        assert respons.status_code == 200, nama
    assert "/pmks/baru/" in masuk("tksk").get("/").content.decode()
