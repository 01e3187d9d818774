"""What a report on interviews is made of, in plain values."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.records.interviewees import IntervieweeRecord
from analysis.statistics.agreement.records import RoundAgreement
from analysis.statistics.themes.results import CodingResults
from analysis.statistics.themes.trace import TraceRecord
from survey.design.interviews.attributes import Attribute
from survey.design.interviews.definition import InterviewStudy
from survey.population import Population


@dataclass(frozen=True)
class InterviewVersion:
    """A version of the study file; so many `participants` consented to its text."""

    label: str
    digest: str
    definition: InterviewStudy
    participants: int


@dataclass(frozen=True)
class RegisteredInterviewPlan:
    """A plan that was registered, with the study file that it was registered for.

    `digest` is that of the plan, and `begun_before` how many had been recorded by then.
    """

    version: str
    version_digest: str
    definition: InterviewStudy
    digest: str
    registered_on: str
    begun_before: int


@dataclass(frozen=True)
class CodingStage:
    """A coding round that was compared or closed; people are labels in the order of coding.

    `together` were coded in a joint workshop, `late` ones were added to it later, and `apart` by
    the `coders` independently. `themes` is how many the round's version of the codebook holds, and
    `agreement` is None where nobody was coded apart or no agreement is claimed.
    """

    codebook: str
    number: int
    title: str
    closed: bool
    version: int
    themes: int
    coders: int
    together: tuple[str, ...]
    apart: tuple[str, ...]
    late: tuple[str, ...]
    agreement: RoundAgreement | None


@dataclass(frozen=True)
class InterviewObservations:
    """Everything that a report on one population of a study of interviews is made of.

    `versions` are at least one, the newest first, and `people` stand in the order of the sample
    table, with the `attributes` of all versions by their keys. `withdrawn` and `expired` count
    those whose words were deleted.
    """

    study: str
    population: Population
    versions: tuple[InterviewVersion, ...]
    attributes: Mapping[str, Attribute]
    people: tuple[IntervieweeRecord, ...]
    withdrawn: int
    expired: int
    stages: tuple[CodingStage, ...]
    codes: tuple[CodingResults, ...]
    traces: tuple[TraceRecord, ...]
    plan: RegisteredInterviewPlan | None

    @property
    def definition(self) -> InterviewStudy:
        """The newest version's."""
        return self.versions[0].definition

    def having(self, attribute: str, option: str) -> frozenset[str]:
        """The labels of the people with an option, as it is shown, of an attribute."""
        return frozenset(
            person.label for person in self.people if person.attributes.get(attribute) == option
        )
