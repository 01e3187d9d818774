import logging
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from attribution.errors import AttributionError
from core.command_errors import errors_as_sentences
from survey.errors import SurveyError
from survey.participation.numbers import last_number
from survey.population import Population
from survey.simulation.choices import Choices, read_choices
from survey.simulation.run import simulate, simulated_so_far
from survey.studies.find import current_version
from survey.studies.models import StudyVersion


@contextmanager
def refusals_unlogged() -> Iterator[None]:
    """A wrong answer to the comprehension check is no reason to warn anybody."""
    log = logging.getLogger("django.request")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


def _labels(version: StudyVersion, participants: int) -> str:
    """Such as S1 to S40."""
    last = last_number(version.study_id, Population.SIMULATED)
    first = Population.SIMULATED.label(last - participants + 1)
    return f"{first} to {Population.SIMULATED.label(last)}"


class Command(BaseCommand):
    help = (
        "Let simulated participants walk the pages of a study, open or not; kept apart from people."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("study", help="the study's name, such as tda-needfinding")
        parser.add_argument("--participants", type=int, required=True, help="how many more")
        parser.add_argument(
            "--seed", type=int, required=True, help="the same one, the same answers"
        )
        parser.add_argument(
            "--choices", type=Path, help="a YAML file of weights by scenario and axis (uniform)"
        )

    def handle(
        self, *, study: str, participants: int, seed: int, choices: Path | None, **_: Any
    ) -> None:
        if participants < 1:
            raise CommandError("--participants takes a whole number from 1 upwards.")
        with errors_as_sentences(SurveyError), errors_as_sentences(AttributionError):
            version = current_version(study)
            if version is None:
                raise CommandError(f"There is no study {study}: load it with load_study first.")
            drawn = read_choices(choices, version.survey) if choices else Choices()
            before = simulated_so_far(version)
            self._run(version, participants, seed, drawn)
        self.stdout.write(
            f"{participants} simulated participants took part in {version} "
            f"({_labels(version, participants)}, seed {seed})"
            + (f", beside the {before} before them." if before else ".")
        )

    def _run(self, version: StudyVersion, participants: int, seed: int, choices: Choices) -> None:
        steps = simulate(version, participants, seed=seed, choices=choices, now=timezone.now())
        with tqdm(total=participants, unit=" participants") as bar, refusals_unlogged():
            try:
                for _number in steps:
                    bar.update()
            except KeyboardInterrupt:
                raise CommandError(
                    f"Stopped: {bar.n} of {participants} took part and are kept whole. "
                    f"The same command with --participants {participants - bar.n} adds the rest."
                ) from None
