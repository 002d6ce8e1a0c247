from django.urls import get_resolver, reverse

from tksk_portal.kelola.urls import KELAS_ALLAUTH


def _semua(penyelesai):
    for pola in penyelesai.url_patterns:
        if hasattr(pola, "url_patterns"):
            yield from _semua(pola)
        else:
            yield pola.name, pola.callback


def test_setiap_view_pustaka_punya_kelas():
    pustaka = {nama for nama, view in _semua(get_resolver()) if view.__module__.startswith("allauth")}
    assert pustaka == set(KELAS_ALLAUTH)


def test_view_sendiri_meminta_masuk(client, dunia):
    for nama, view in _semua(get_resolver()):
        if KELAS_ALLAUTH.get(nama) in {"sendiri", "tahap"} and nama not in {"mfa_remove_webauthn", "mfa_edit_webauthn"}:
            jawab = client.get(reverse(nama))
            assert jawab.status_code in {302, 403, 404}, (nama, view)
            if jawab.status_code == 302:
                assert jawab.url.startswith("/masuk/"), nama
