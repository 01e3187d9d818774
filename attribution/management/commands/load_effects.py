from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from attribution import actions
from attribution.errors import AttributionError
from attribution.management.sentences import sentences


class Command(BaseCommand):
    help = "Load a bundle of effects, so that studies can show it; twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the bundle's folder")

    def handle(self, *, folder: Path, **_: Any) -> None:
        with sentences(AttributionError):
            loaded = actions.load_bundle(folder, loaded_at=timezone.now())
        outcome = "are loaded" if loaded.is_new else "were loaded already, nothing changed"
        bundle = loaded.bundle
        self.stdout.write(f"The effects of {bundle.scenario} {outcome} (SHA-256 {bundle.digest}).")
