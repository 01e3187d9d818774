"""The observations of a study: counts and columns, never one object for each person."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis.preregistration.plan import RegisteredPlan
from analysis.statistics.themes.results import CodingResults
from attribution.axes import LARGEST_NUMBER, Action, Metric
from attribution.effects.bundle import Bundle
from core.arrays import Floats, Integers
from survey.design.definition import StudyDefinition
from survey.population import ParticipantFlow, Population

ACTIONS, METRICS = tuple(Action), tuple(Metric)
NO_SETTING = -1


def setting_code(action: Integers, metric: Integers, number: Integers) -> Integers:
    """(action · metrics + metric) · largest number + number - 1: each setting as one integer.

    Action and metric are positions on their axis; the number counts from 1.
    """
    code: Integers = (action * len(METRICS) + metric) * LARGEST_NUMBER + number - 1
    return code


def axes_of(code: Integers) -> tuple[Integers, Integers, Integers]:
    """The inverse of `setting_code`: action, metric and number (from 1).

    The result for NO_SETTING has no meaning.
    """
    setting, number = np.divmod(code, LARGEST_NUMBER)
    action, metric = np.divmod(setting, len(METRICS))
    return action, metric, number + 1


@dataclass(frozen=True)
class VersionObserved:
    """A version that participants of the report took part in, and how many are analysed."""

    label: str
    digest: str
    definition: StudyDefinition
    analysed: int


@dataclass(frozen=True, kw_only=True)
class AnalysisFlow(ParticipantFlow):
    """The flow of participants down to those who are analysed.

    `excluded` counts by reason, in words and by key. Of those who completed or stopped, everybody
    is excluded, without a choice, or analysed.
    """

    excluded: Mapping[str, int]
    excluded_by_key: Mapping[str, int]
    without_choice: int
    analysed: int


@dataclass(frozen=True, eq=False)
class Stimulus:
    """A model error as shown by one bundle.

    `gains` [measures, actions, metrics, numbers] is how much a setting betters the error by each
    measure (the metrics in their order; a loss in nats, probabilities from 0 to 1); settings with
    no relevant sample change nothing. None where the bundle is no longer loaded.
    """

    bundle: str
    error: str
    effects: str
    label: str
    gains: Floats | None


@dataclass(frozen=True, eq=False)
class Trials:
    """Trials of the analysed, by person and position; all arrays [trials].

    `person` counts from 0; `scenario` and `stimulus` are positions in their lists; `position` and
    `chosen_position` count from 1. Where nothing was submitted, `chosen` is NO_SETTING and
    `seconds` NaN. Seconds run from the first showing of the page to the submission. `random_order`
    is 1 where the order of options was drawn for the participant, else 0. `action_position` and
    `metric_position` are the positions of the submitted levels among the options, from 1, or 0
    without a choice.
    """

    person: Integers
    scenario: Integers
    position: Integers
    stimulus: Integers
    chosen: Integers
    chosen_position: Integers
    seconds: Floats
    random_order: Integers
    action_position: Integers
    metric_position: Integers


@dataclass(frozen=True, eq=False)
class Explorations:
    """Explorations, by trial (a position in `Trials`) and then in the order tried."""

    trial: Integers
    setting: Integers


AnswerValue = str | float | tuple[str, ...]


@dataclass(frozen=True)
class Answered:
    """Counts of the answers to a question; for texts, counts of their lengths.

    `scenario` is empty outside of scenarios. A value is an option, a tuple of options, a number, or
    a number of characters. The counts have a fixed order. `form` is empty for the newest form of
    the question, and the newest version of an earlier form that meant something else.
    """

    scenario: str
    question: str
    counts: tuple[tuple[AnswerValue, int], ...]
    form: str = ""

    @property
    def people(self) -> int:
        return sum(count for _value, count in self.counts)


@dataclass(frozen=True)
class PlanObserved:
    """A registered plan. `registered_on` is a day such as 2027-01-31; `digest` is its SHA-256."""

    plan: RegisteredPlan
    digest: str
    registered_on: str
    begun_before: int


@dataclass(frozen=True, eq=False)
class StudyObservations:
    """Everything that a report is made of.

    `versions` are at least one, the newest first. `scenarios` are keys, those of the newest version
    first. All participants belong to one `population`. `bundles` are those shown, by digest,
    without those that are not loaded any more. `codes` has an entry for each codebook with which a
    round was compared.
    """

    study: str
    population: Population
    versions: tuple[VersionObserved, ...]
    scenarios: tuple[str, ...]
    flow: AnalysisFlow
    stimuli: tuple[Stimulus, ...]
    bundles: Mapping[str, Bundle]
    trials: Trials
    explorations: Explorations
    answers: tuple[Answered, ...]
    plan: PlanObserved | None
    codes: tuple[CodingResults, ...]
