"""Whose interviews a package is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.export.scope import StudyScope
from analysis.interviews.read import interview_sample
from analysis.records.interview_list import interviewees, stored_values
from analysis.records.interviewees import InterviewSample
from survey.studies.models import StudyVersion


@dataclass(frozen=True)
class InterviewScope(StudyScope):
    """The scope of a package about one population of a study of interviews.

    What people said is in no package, so there are no identifying answers to ask for.
    """

    @cached_property
    def sample(self) -> InterviewSample:
        return interview_sample(self.study, self.population)

    @cached_property
    def people(self) -> Sequence[int]:
        return [person.pk for person in self.sample.people]

    def people_now(self) -> Iterable[int]:
        return interviewees(self.study, self.population).values_list("pk", flat=True)

    @cached_property
    def versions(self) -> Mapping[int, StudyVersion]:
        """The versions to which people in the package consented, by key, the oldest first."""
        consented = {person.version for person in self.sample.people}
        rows = StudyVersion.objects.filter(study=self.study, label__in=consented)
        in_order = rows.select_related("study").order_by("loaded_at", "pk")
        return {version.pk: version for version in in_order}

    @cached_property
    def values(self) -> Mapping[int, Mapping[str, str | float]]:
        """The attributes as they are stored, by the participant's primary key."""
        return stored_values(self.study, self.population)
