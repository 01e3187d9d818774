from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from attribution import actions
from attribution.errors import AttributionError
from attribution.estimates.methods_file import (
    METHODS_FILE,
    for_same_effects,
    read_methods,
    require_of_bundle,
)
from attribution.panels.reader import has_panels
from core.command_errors import errors_as_sentences
from core.digests import digest


class Command(BaseCommand):
    help = "Load a bundle of effects, so that studies can show it; twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the bundle's folder")
        parser.add_argument(
            "--photos", type=Path, help="your own photographs, for a bundle that ships without them"
        )

    def handle(self, *, folder: Path, photos: Path | None, **_: Any) -> None:
        with errors_as_sentences(AttributionError):
            loaded = self._load(folder) if photos is None else self._load_with(folder, photos)
        bundle = loaded.bundle
        kind = "panels" if has_panels(bundle.manifest.encode()) else "effects"
        self.stdout.write(
            f"The {kind} of {bundle.scenario} {_outcome(loaded)} (SHA-256 {bundle.digest})."
        )

    def _load(self, folder: Path) -> actions.LoadedBundle:
        return actions.load_bundle(folder, loaded_at=timezone.now())

    def _load_with(self, folder: Path, photos: Path) -> actions.LoadedBundle:
        try:
            from attribution.effects.attach import attach_photographs
        except ModuleNotFoundError as problem:
            raise CommandError(
                f"Reading photographs needs the package {problem.name}: install it with "
                ".venv/bin/python -m pip install pillow"
            ) from problem
        with TemporaryDirectory() as temporary:
            complete = Path(temporary) / "bundle"
            attach_photographs(folder, photos, complete)
            self._take_scores(folder, complete)
            return self._load(complete)

    def _take_scores(self, folder: Path, complete: Path) -> None:
        """Take the scores of attribution methods along: photographs change no effect."""
        scores = folder / METHODS_FILE
        if not scores.is_file():
            return
        before, after = ((place / "bundle.json").read_bytes() for place in (folder, complete))
        content = scores.read_bytes()
        require_of_bundle(read_methods(content, str(scores)), digest(before), str(scores))
        (complete / METHODS_FILE).write_bytes(for_same_effects(content, before, after))


def _outcome(loaded: actions.LoadedBundle) -> str:
    """What became of the bundle, and of the scores of attribution methods beside it."""
    if loaded.is_new:
        return "are loaded"
    if loaded.new_methods:
        return "were loaded already, and scores of methods on them are loaded now"
    return "were loaded already, nothing changed"
