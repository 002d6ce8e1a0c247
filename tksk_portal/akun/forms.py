"""Formulir allauth dengan sebutan portal."""

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm


class MasukForm(LoginForm):
    """Sign-in: user name in any capitals, password."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        nama, sandi, ingat = self.fields["login"], self.fields["password"], self.fields["remember"]
        nama.label, sandi.label, ingat.label = "Nama pengguna", "Sandi", "Tetap masuk di perangkat ini"
        sandi.help_text = ""
        for isian in (nama, sandi):
            isian.widget.attrs.pop("placeholder", None)
        nama.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "autofocus": True}

    def clean_login(self) -> str:
        """Return the user name in lower case, as it is kept."""
        return super().clean_login().lower()


class GantiSandiForm(ChangePasswordForm):
    """Change of one's own password."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for nama, label in {
            "oldpassword": "Sandi sekarang",
            "password1": "Sandi baru",
            "password2": "Ulangi sandi baru",
        }.items():
            self.fields[nama].label = label
            self.fields[nama].widget.attrs.pop("placeholder", None)
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = BANTUAN_SANDI

    def clean(self) -> dict:
        """Say in the portal's words when the two differ."""
        data = super().clean()
        if "password2" in self.errors and self.data.get("password1") != self.data.get("password2"):
            self.errors["password2"] = self.error_class([BEDA])
        return data


class PastikanForm(ReauthenticateForm):
    """Password once more, before something about the account's safety is changed."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        sandi = self.fields["password"]
        sandi.label, sandi.help_text = "Sandi", ""
        sandi.widget.attrs.pop("placeholder", None)


BANTUAN_SANDI = (
    "Paling sedikit 10 huruf, bukan angka semua, dan tidak mirip nama Anda. Beberapa kata lebih mudah diingat."
)
BEDA = "Kedua sandi belum sama. Ketik ulang."
