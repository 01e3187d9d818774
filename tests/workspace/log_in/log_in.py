"""Trying to log in by the admin's form."""

from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from workspace.log_in.names import MOST_FAILURES

PASSWORD = "correct horse battery"


def try_in(client: Client, password: str = PASSWORD, name: str = "rita", code: str = "") -> str:
    """Where it led, or what the page said."""
    sent = {"username": name, "password": password, "code": code}
    response = client.post("/admin/login/?next=/admin/", sent)
    return str(response.headers.get("Location", "")) or response.content.decode()


def fail(client: Client, name: str = "rita", times: int = MOST_FAILURES) -> None:
    for _time in range(times):
        assert "failed too often" not in try_in(client, "wrong", name)


def code_of(device: TOTPDevice) -> str:
    return f"{totp(device.bin_key, device.step, device.t0, device.digits, device.drift):06}"
