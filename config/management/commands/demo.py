import shutil
import socket
import webbrowser
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tqdm import tqdm

from config.demo_accounts import CODER_A, CODER_B, NAMES, give_passwords, make_accounts

STUDY = settings.FIXTURES_DIR / "studies" / "tda-needfinding" / "study.yaml"
CODEBOOK = settings.FIXTURES_DIR / "codebooks" / "tda-needfinding.yaml"
CHOICES = settings.FIXTURES_DIR / "reference" / "choice_counts.csv"
EFFECTS = settings.FIXTURES_DIR / "effects"
# The effects of the birds ship without photographs, which users load with --photos.
SCENARIOS = ("fashion", "iris", "loan")
PARTICIPANTS = 31
SEED = 31
REPORTS = settings.DATA_DIR / "reports"


class Command(BaseCommand):
    help = "Serve the shipped survey on this computer, from a database made on first use."
    # There is no database yet: the command makes it.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where to serve (8000)")
        parser.add_argument("--no-browser", action="store_true", help="open no page")
        parser.add_argument(
            "--fresh", action="store_true", help="delete the demo's data first, answers and all"
        )
        parser.add_argument(
            "--empty", action="store_true", help="the study alone: nobody simulated, no report"
        )

    def handle(self, *, port: int, no_browser: bool, fresh: bool, empty: bool, **_: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo needs NEEDFINDER_MODE=demo; `python3 run.py demo` sets it."
            )
        listener = self._listen(port)
        if fresh:
            self._delete(settings.DATA_DIR)
        for database in settings.DATABASES:
            call_command("migrate", database=database, verbosity=0, interactive=False)
        for scenario in SCENARIOS:
            call_command("load_effects", EFFECTS / scenario)
        call_command("load_study", STUDY)
        call_command("open_study", STUDY.parent.name)
        from survey.studies.models import Study

        make_accounts(Study.objects.get(slug=STUDY.parent.name))
        if not empty:
            self._seed()
            self._report()
        self._serve(listener, f"http://127.0.0.1:{port}", no_browser=no_browser)

    def _listen(self, port: int) -> socket.socket:
        """Take the port before anything is deleted: another demo may be using both."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as problem:
            raise CommandError(
                f"Port {port} cannot be used ({problem}). Stop what is running there, "
                f"or choose another one, for example with --port {port % 60000 + 1}"
            ) from problem
        return listener

    def _delete(self, folder: Path) -> None:
        shutil.rmtree(folder)
        folder.mkdir()
        self.stdout.write(f"Deleted {folder}.")

    def _seed(self) -> None:
        """Simulate participants and coders in one transaction."""
        from analysis.coding.codebooks.codebook_file import read_codebook
        from analysis.coding.simulation.seeding import STEPS_OF_CODING, is_seeded, seed_study
        from config.demo_choices import published_choices
        from survey.management.commands.simulate import refusals_unlogged
        from survey.studies.find import current_version

        version = current_version(STUDY.parent.name)
        assert version is not None, "it was loaded just now"  # noqa: S101
        if is_seeded(version.study):
            return
        # Before anybody takes part, or the report would say so.
        call_command("preregister", STUDY.parent.name, register=True)
        accounts = make_accounts(version.study)
        steps = seed_study(
            version,
            read_codebook(CODEBOOK),
            [accounts[CODER_A], accounts[CODER_B]],
            participants=PARTICIPANTS,
            seed=SEED,
            now=timezone.now(),
            choices=published_choices(CHOICES),
        )
        total = PARTICIPANTS + STEPS_OF_CODING
        try:
            with transaction.atomic(), refusals_unlogged():
                for _step in tqdm(steps, total=total, unit=" steps", desc="simulating"):
                    pass
        except KeyboardInterrupt:
            raise CommandError(
                "Stopped before anybody was simulated; the same command begins it again."
            ) from None
        self.stdout.write(
            f"{PARTICIPANTS} simulated participants took part, and two simulated coders read "
            f"them (seed {SEED}). Their data are synthetic, and marked so."
        )

    def _report(self) -> None:
        """Write the report unless there is one; of its files, the JSON is written last."""
        if not (REPORTS / "simulated-report.json").exists():
            call_command(
                "report", STUDY.parent.name, out=REPORTS, format="html,csv,json", simulated=True
            )

    def _serve(self, listener: socket.socket, address: str, *, no_browser: bool) -> None:
        from waitress import create_server

        from config.wsgi import application

        # The server listens from here on, so the links below work at once.
        server = create_server(application, sockets=[listener], ident=None)
        self.stdout.write(self._links(address))
        self.stdout.flush()
        if not no_browser:
            webbrowser.open(address + reverse("survey:landing"))
        server.run()

    def _links(self, address: str) -> str:
        """The addresses for participants and for the team, with new passwords."""
        passwords = give_passwords()
        study = address + reverse("survey:study", args=[STUDY.parent.name])
        shown_before = "as shown at the first start; --fresh makes new ones"
        lines = ["", f"Take part:   {study}"]
        lines += [f"Work on it:  {address}{reverse('admin:index')}  as one of"]
        lines += [f"  {name:<13}  password: {passwords.get(name, shown_before)}" for name in NAMES]
        return "\n".join([*lines, "", "Press Ctrl+C to stop."])
