from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from workspace.log_in.codes import require_codes, stop_requiring_codes


class Command(BaseCommand):
    help = "Make an account need a one-time code at log-in; its secret is shown this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the user name")
        parser.add_argument("--remove", action="store_true", help="a password is enough again")

    def handle(self, *, name: str, remove: bool, **_: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name}: make it in the admin first.")
        if remove:
            needed = stop_requiring_codes(user)
            outcome = "needs no code any more" if needed else "needed no code before either"
            self.stdout.write(f"{name} {outcome}.")
            return
        address = require_codes(user).config_url
        self.stdout.write(
            f"{name} needs a code at every log-in now. Give this to an authenticator,"
        )
        self.stdout.write("as an address or as the secret in it; it is not shown again:")
        self.stdout.write(address)
