"""The forms of logging in, and of making the first account."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.utils import timezone

from workspace.log_in.codes import (
    has_codes,
    is_recovery_code,
    is_valid_code,
    seconds_to_wait,
    use_recovery_code,
)
from workspace.log_in.names import is_locked, note_failure

LOCKED = (
    "Log-in with this user name failed too often. Wait a quarter of an hour, or ask "
    "whoever runs this server to unlock it."
)


class CodeField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        attributes = {"autocomplete": "one-time-code", "autocapitalize": "characters"}
        super().__init__(max_length=30, widget=forms.TextInput(attrs=attributes), **options)


def check_code(user: Any, code: str) -> None:
    """Raises forms.ValidationError unless it is a code of this account, which is then used up."""
    if is_recovery_code(code):
        if use_recovery_code(user, code):
            return
        note_failure(user.get_username(), now=timezone.now())
        raise forms.ValidationError(
            "This is none of your recovery codes, or it was used before. Write another one."
        )
    if code and (seconds := seconds_to_wait(user, now=timezone.now())):
        raise forms.ValidationError(
            "A wrong code was sent before, so none is looked at for a while. Wait "
            f"{seconds} s, then write the newest code of your authenticator."
        )
    if not code or not is_valid_code(user, code):
        if code:
            note_failure(user.get_username(), now=timezone.now())
        raise forms.ValidationError(
            "This account needs a one-time code, and none or another one was sent. "
            "Write the newest code of your authenticator, or one of your recovery codes."
        )


class LogInForm(AdminAuthenticationForm):
    """Also asks for a one-time code, which accounts with a secret need."""

    code = CodeField(
        required=False,
        label="One-time code",
        help_text="Only for accounts that use one: six digits from your authenticator, or one of "
        "your recovery codes.",
    )

    def clean(self) -> dict[str, Any]:
        if is_locked(self.cleaned_data.get("username") or "", now=timezone.now()):
            raise forms.ValidationError(LOCKED)
        return super().clean()

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if has_codes(user):
            check_code(user, self.cleaned_data.get("code") or "")


class CodeForm(forms.Form):
    """Asks the account `user` for one of its codes."""

    code = CodeField(
        label="One-time code",
        help_text="Six digits from your authenticator, or one of your recovery codes.",
    )

    def __init__(self, *values: Any, user: Any, **options: Any) -> None:
        super().__init__(*values, **options)
        self.user = user

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if is_locked(self.user.get_username(), now=timezone.now()):
            raise forms.ValidationError(LOCKED)
        check_code(self.user, code)
        return code


class NewCodesForm(forms.Form):
    """Asks for the first code of a new secret."""

    code = CodeField(label="The six digits that your authenticator shows now")


class NewAccountForm(forms.Form):
    """A user name and a password, typed twice."""

    name = forms.CharField(
        label="User name",
        max_length=150,
        help_text="By it colleagues know you in the studies. Letters, digits and @ . + - _",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=1000,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Password again",
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError("The two passwords differ. Type the same one twice.")
        return again


class FirstAccountForm(NewAccountForm):
    setup = forms.CharField(
        label="Setup code",
        max_length=200,
        help_text="The server wrote it when it started; `needfinder setup_code` shows it again.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ("setup", "name", "password", "again")


class ForgottenForm(forms.Form):
    """Names an account to its owner, who cannot log in to it."""

    account = forms.CharField(
        label="User name, or the mail address of your account",
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )


class MailAddressForm(forms.Form):
    """Asks for the password as well: by the address, whoever has it gets a new one."""

    email = forms.EmailField(
        label="Mail address",
        required=False,
        help_text="Empty: no mail is sent. No other page shows it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *values: Any, user: Any, **options: Any) -> None:
        super().__init__(*values, **options)
        self.user = user
        self.initial["email"] = user.email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        name = self.user.get_username()
        if is_locked(name, now=timezone.now()):
            raise forms.ValidationError(LOCKED)
        if not self.user.check_password(password):
            note_failure(name, now=timezone.now())
            raise forms.ValidationError("This is not your password. Write it again.")
        return password
