"""Whose data a package holds, and how they are read: some hundred participants at a time."""

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from analysis.errors import ExportOutdated
from analysis.records.rows import ended, versions_used
from survey.design.definition import StudyDefinition
from survey.design.path import participant_path
from survey.design.questions import BaseQuestion
from survey.population import Population
from survey.studies.models import Study, StudyVersion

CHUNK = 500


def _untold(_passed: int) -> None:
    """For whoever watches no progress."""


@dataclass(frozen=True)
class Scope:
    """Either people or simulated participants; each table tells `report` how many it has passed.

    Those who end while the package is written are not in it.
    """

    study: Study
    population: Population = Population.PEOPLE
    with_identifying: bool = False
    report: Callable[[int], object] = _untold

    @property
    def simulated(self) -> bool:
        return self.population is Population.SIMULATED

    @cached_property
    def people(self) -> "array[int]":
        """The numbers of everybody in it, eight bytes each, in the order they began."""
        return array("q", ended(self.study, self.population).iterator(CHUNK))

    @cached_property
    def versions(self) -> Mapping[int, StudyVersion]:
        """The versions that somebody in the package took part in, by key."""
        return versions_used(self.study, self.population)

    def chunks(self) -> Iterator[list[int]]:
        for start in range(0, len(self.people), CHUNK):
            chunk = self.people[start : start + CHUNK].tolist()
            yield chunk
            self.report(len(chunk))

    def require_unchanged(self) -> None:
        """Raises ExportOutdated where somebody was deleted since: they must not be in a package."""
        if set(self.people) - set(ended(self.study, self.population)):
            raise ExportOutdated(
                "Somebody had their answers deleted while the data were being written, so "
                "nothing was kept. Please start the export again."
            )


def questions_by_place(study: StudyDefinition) -> dict[tuple[str, str], BaseQuestion]:
    """Every question by scenario, empty outside of one, and key, in the order of the path."""
    return {
        (page.scenario or "", question.key): question
        for page in participant_path(study, list(study.scenarios))
        for question in page.questions
    }
