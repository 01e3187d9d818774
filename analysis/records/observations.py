"""The observations of a study: counts and columns, never one object for each person."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.preregistration.plan import RegisteredPlan
from analysis.records.observed_axes import ObservedAxis
from analysis.records.taking_part import Collection, TakingPart
from analysis.statistics.themes.of_people import ThemesOfPeople
from analysis.statistics.themes.results import CodingResults
from attribution.estimates.method_scores import MethodScores
from attribution.explanations import Explanations, Outcome
from core.arrays import Booleans, Floats, Integers
from survey.design.definition import SurveyDefinition
from survey.population import ParticipantFlow, Population

NO_SETTING = -1
NO_LEVEL = -1
NO_STIMULUS = -1


@dataclass(frozen=True)
class VersionObserved:
    """A version that participants of the report took part in, and how many are analysed."""

    label: str
    digest: str
    definition: SurveyDefinition
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
    """A model error as shown by one bundle, whose name and digest are `name` and `bundle`.

    `gains` [outcomes, settings] is how much a setting betters the error by each outcome; it is NaN
    where the bundle has no such setting or outcome. None where the bundle is no longer loaded,
    then without a name too, or where its settings cannot be compared in numbers.
    """

    bundle: str
    error: str
    name: str
    label: str
    gains: Floats | None


@dataclass(frozen=True, eq=False)
class Trials:
    """Trials of the analysed, by person and position; arrays [trials] but for `options`.

    `person` counts from 0; `scenario`, `stimulus` and `chosen` are positions in the lists of
    scenarios, stimuli and settings; `position` and `chosen_position` count from 1. Where nothing
    was submitted, `chosen` is NO_SETTING and `seconds` NaN. Seconds run from the first showing of
    the page to the submission. `random_order` is 1 where the order of options was drawn for the
    participant, else 0. `options` [trials, axes] is where the submitted level stood among those
    offered, from 1, or 0 without a choice and on axes that have an order of their own.
    """

    person: Integers
    scenario: Integers
    position: Integers
    stimulus: Integers
    chosen: Integers
    chosen_position: Integers
    seconds: Floats
    random_order: Integers
    options: Integers


@dataclass(frozen=True, eq=False)
class Explorations:
    """Explorations, by trial (a position in `Trials`) and then in the order tried.

    `setting` is a position in the list of settings.
    """

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


@dataclass(frozen=True, eq=False)
class BackgroundColumn:
    """The answers to a closed question about people, none that could tell who somebody is.

    `form` is as in `Answered`, and `options` are keys. ticked [people, options] counts people as
    `Trials.person` does; nothing is ticked where somebody did not answer.
    """

    question: str
    form: str
    options: tuple[str, ...]
    ticked: Booleans


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
    first. All participants belong to one `population`. `settings` [settings, axes] holds every
    setting that was tried or has gains, once, as the positions of its levels; NO_LEVEL on an axis
    that its scenario lacks. `bundles` are those shown, by digest, without those that are not loaded
    any more, and `outcomes` are theirs; `methods` are the scores of attribution methods on some of
    them, by the digest of the bundle. `excluded` are the trials of those who are excluded, whose
    persons count from 0 as well, and whose `stimulus` is NO_STIMULUS. `codes` has an entry for each
    codebook with which a round was compared, and `themes` for each of them of which a round was
    closed.
    """

    study: str
    population: Population
    versions: tuple[VersionObserved, ...]
    scenarios: tuple[str, ...]
    axes: tuple[ObservedAxis, ...]
    flow: AnalysisFlow
    settings: Integers
    stimuli: tuple[Stimulus, ...]
    bundles: Mapping[str, Explanations]
    outcomes: tuple[Outcome, ...]
    methods: Mapping[str, MethodScores]
    trials: Trials
    explorations: Explorations
    answers: tuple[Answered, ...]
    collection: Collection
    taking_part: TakingPart
    excluded: Trials
    plan: PlanObserved | None
    codes: tuple[CodingResults, ...]
    background: tuple[BackgroundColumn, ...]
    themes: tuple[ThemesOfPeople, ...]

    @cached_property
    def axis_by_key(self) -> dict[str, ObservedAxis]:
        return {axis.key: axis for axis in self.axes}

    @cached_property
    def different_explorations(self) -> Explorations:
        """The explorations by trial and setting; a setting that was applied again is there once."""
        settings = max(len(self.settings), 1)
        # To sort is much faster than np.unique where most of the numbers differ.
        pairs = np.sort(self.explorations.trial * settings + self.explorations.setting)
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        return Explorations(pairs // settings, pairs % settings)

    def levels_of(self, settings: Integers) -> Integers:
        """The levels [settings, axes] of settings by their positions in the list of settings.

        NO_LEVEL on every axis for NO_SETTING.
        """
        without = np.full((1, len(self.axes)), NO_LEVEL)
        return np.concatenate([self.settings, without])[settings]
