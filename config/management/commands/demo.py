import secrets
import shutil
import socket
import webbrowser
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from config.roles import RESEARCHERS

STUDY = settings.FIXTURES_DIR / "studies" / "tda-needfinding" / "study.yaml"
EFFECTS = settings.FIXTURES_DIR / "effects"
# Those of birds ship without photographs; whoever has some loads them with --photos.
SCENARIOS = ("fashion", "loan")
RESEARCHER = "researcher"


class Command(BaseCommand):
    help = "Serve the founding study on this computer, from a database made on first use."
    # The database is made here; checks against it would come too early.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where to serve (8000)")
        parser.add_argument("--no-browser", action="store_true", help="open no page")
        parser.add_argument(
            "--fresh", action="store_true", help="delete the demo's data first, answers and all"
        )

    def handle(self, *, port: int, no_browser: bool, fresh: bool, **_: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo needs NEEDFINDER_MODE=demo; `run.py demo` sets it.")
        listener = self._listen(port)
        if fresh:
            self._delete(settings.DATA_DIR)
        call_command("migrate", verbosity=0, interactive=False)
        for scenario in SCENARIOS:
            call_command("load_effects", EFFECTS / scenario)
        call_command("load_study", STUDY)
        password = new_researcher()
        self._serve(listener, f"http://127.0.0.1:{port}/", password, no_browser=no_browser)

    def _listen(self, port: int) -> socket.socket:
        """The port is taken before anything is deleted: it may be another demo's."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as problem:
            raise CommandError(
                f"Port {port} cannot be used ({problem}). Stop what is running there, "
                f"or choose another one: python3 run.py demo --port {port % 60000 + 1}"
            ) from problem
        return listener

    def _delete(self, folder: Path) -> None:
        shutil.rmtree(folder)
        folder.mkdir()
        self.stdout.write(f"Deleted {folder}.")

    def _serve(
        self, listener: socket.socket, address: str, password: str | None, *, no_browser: bool
    ) -> None:
        from waitress import create_server

        from config.wsgi import application

        # Listening from here on, so whoever follows the link at once is served.
        server = create_server(application, sockets=[listener], ident=None)
        shown = password or "as shown at the first start; --fresh makes a new one"
        self.stdout.write(
            f"\nTake a look:  {address}"
            f"\nResearchers:  {address}admin/  as {RESEARCHER}"
            f"\nPassword:     {shown}"
            "\n\nPress Ctrl+C to stop."
        )
        self.stdout.flush()
        if not no_browser:
            webbrowser.open(address)
        server.run()


@transaction.atomic
def new_researcher() -> str | None:
    """Make the researcher's account; its password, or None where the account is there already."""
    if User.objects.filter(username=RESEARCHER).exists():
        return None
    password = secrets.token_urlsafe(12)
    researcher = User.objects.create_user(RESEARCHER, password=password, is_staff=True)
    researcher.groups.add(Group.objects.get(name=RESEARCHERS))
    return password
