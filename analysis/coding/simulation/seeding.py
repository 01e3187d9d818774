"""A study filled with simulated participants and simulated coders, to look around in."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.contrib.auth.models import User

from analysis.coding.cases.gather import gather_cases
from analysis.coding.codebooks.store import store_codebook
from analysis.coding.rounds.models import CodingRound
from analysis.coding.simulation.coders import TITLES, code_in_rounds
from analysis.statistics.themes.codebook import CodebookContent
from survey.population import Population
from survey.simulation.choices import Choices
from survey.simulation.run import simulate
from survey.studies.models import Study, StudyVersion

STEPS_OF_CODING = len(TITLES)


def is_seeded(study: Study) -> bool:
    """Whether simulated participants of the study were coded already."""
    return CodingRound.objects.filter(codebook__study=study, synthetic=True).exists()


def seed_study(
    version: StudyVersion,
    book: CodebookContent,
    coders: Sequence[User],
    *,
    participants: int,
    seed: int,
    now: datetime,
    choices: Choices | None = None,
) -> Iterator[str]:
    """Yield a few words for each step: one for each participant, then STEPS_OF_CODING more.

    The caller's transaction keeps all of it or nothing. The coders know the words of the shipped
    simulation and the themes of the codebook that ships with the survey.
    """
    for number in simulate(version, participants, seed=seed, now=now, choices=choices):
        yield f"participant {number}"
    codebook = store_codebook(book, version.study, by="Simulated coders", now=now).codebook
    cases = gather_cases(version.study, Population.SIMULATED)
    yield from code_in_rounds(codebook, cases, coders, seed=seed, now=now)
