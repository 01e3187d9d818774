"""Whose data a package holds, read a few hundred participants at a time."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.errors import ExportOutdated
from analysis.records.observed_axes import ObservedAxis, observed_axes
from analysis.records.rows import bundles_shown, ended, numbers_of_ended, versions_used
from attribution.estimates.method_scores import MethodScores
from attribution.queries import method_scores
from survey.design.definition import SurveyDefinition
from survey.design.path import participant_path
from survey.design.question_types.base import BaseQuestion
from survey.population import Population
from survey.studies.models import Study, StudyVersion

CHUNK = 500


def _untold(_passed: int) -> None:
    """The default for callers without a progress bar."""


@dataclass(frozen=True)
class StudyScope:
    """The scope of a package: one population of a study, and how much of its people is in it.

    Each table calls `report` with the number of participants it has passed. Participants who end
    while the package is written are not in it.
    """

    study: Study
    population: Population = Population.PEOPLE
    with_identifying: bool = False
    days_only: bool = False
    """Whether times are given by the day alone."""
    report: Callable[[int], object] = _untold

    @property
    def simulated(self) -> bool:
        return self.population is Population.SIMULATED

    @property
    def people(self) -> Sequence[int]:
        """The primary keys of the participants."""
        raise NotImplementedError

    @property
    def versions(self) -> Mapping[int, StudyVersion]:
        """The versions that participants in the package took part in, by key."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """The study's title in the newest of these versions; its name where there is none."""
        newest = [*self.versions.values()][-1:]
        return newest[0].definition.title if newest else self.study.slug

    def people_now(self) -> Iterable[int]:
        """The primary keys as they are now."""
        raise NotImplementedError

    def require_unchanged(self) -> None:
        """Raises ExportOutdated where a participant in the package was deleted since."""
        if set(self.people) - set(self.people_now()):
            raise ExportOutdated(
                "Somebody had their answers deleted while the data were being written, so "
                "nothing was kept. Please start the export again."
            )


@dataclass(frozen=True)
class Scope(StudyScope):
    """The scope of a package about a survey."""

    @cached_property
    def people(self) -> "array[int]":
        """The keys of the participants, eight bytes each, in the order they began."""
        return array("q", ended(self.study, self.population).iterator(CHUNK))

    def people_now(self) -> Iterable[int]:
        return ended(self.study, self.population)

    @cached_property
    def versions(self) -> Mapping[int, StudyVersion]:
        """The versions that participants in the package took part in, by key."""
        return versions_used(self.study, self.population)

    @cached_property
    def studies(self) -> tuple[SurveyDefinition, ...]:
        """These versions, the newest first; the study's newest one, where there is none."""
        newest_first = [*self.versions.values()][::-1]
        if not newest_first:
            newest_first = list(StudyVersion.objects.filter(study=self.study)[:1])
        return tuple(version.survey for version in newest_first)

    @cached_property
    def axes(self) -> tuple[ObservedAxis, ...]:
        """The axes of these versions."""
        return observed_axes(self.studies)

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """The number in the study of each participant, by primary key."""
        return numbers_of_ended(self.study, self.population)

    @cached_property
    def method_files(self) -> Mapping[str, MethodScores]:
        """The scores of attribution methods on the bundles shown, by the names of their files."""
        by_bundle = method_scores(bundles_shown(self.study, self.population))
        return {
            f"methods-{scores.file.scenario}-{bundle[:12]}.json": scores
            for bundle, scores in sorted(by_bundle.items())
        }

    def is_everywhere(self, axis: str) -> bool:
        """Whether every scenario of every version in the package has an axis."""
        return all(
            axis in version.survey.space_of(scenario).axes
            for version in self.versions.values()
            for scenario in version.survey.scenarios
        )

    def chunks(self) -> Iterator[list[int]]:
        for start in range(0, len(self.people), CHUNK):
            chunk = self.people[start : start + CHUNK].tolist()
            yield chunk
            self.report(len(chunk))


def questions_by_scenario_and_key(study: SurveyDefinition) -> dict[tuple[str, str], BaseQuestion]:
    """Every question by scenario ("" outside of scenarios) and key, in the order of the path."""
    return {
        (page.scenario or "", question.key): question
        for page in participant_path(study, list(study.scenarios))
        for question in page.questions
    }
