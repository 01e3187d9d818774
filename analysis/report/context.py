"""What the sections of a report share: observations, the choices counted, and their tests."""

from dataclasses import dataclass
from functools import cached_property

from analysis.preregistration.plan import RegisteredPlan
from analysis.records.observations import StudyObservations
from analysis.report.choices import SubmittedChoices
from analysis.report.method_means import MethodMeans
from analysis.report.planned.results import PlannedResults
from analysis.report.planned.tests import planned_results
from analysis.report.questions import AskedQuestion, after_scenario, background, closing
from analysis.report.scored_choices import ScoredChoices
from analysis.statistics.preferences.choices import POOLED, ChoiceCounts
from analysis.statistics.preferences.conclusions import Conclusion, conclusions
from analysis.statistics.preferences.people import People
from analysis.statistics.preferences.published import AsPublished, as_published
from analysis.statistics.preferences.recommended import (
    AsRecommended,
    EvenSpread,
    as_recommended,
    even_spread,
)

ALPHA = 0.05
"""Of everything exploratory; planned tests have the alpha of their plan."""


@dataclass(frozen=True, eq=False)
class ReportContext:
    """`seed` and `replicates` hold for everything that is simulated or resampled."""

    observations: StudyObservations
    seed: int
    replicates: int

    @cached_property
    def choices(self) -> SubmittedChoices:
        return SubmittedChoices(self.observations)

    @property
    def plan(self) -> RegisteredPlan | None:
        return self.observations.plan.plan if self.observations.plan else None

    @cached_property
    def spreads(self) -> tuple[EvenSpread, ...]:
        """Every axis in every scenario, and in all together, against an even spread."""
        return even_spread(
            self.choices.counts, self.people, seed=self.seed, replicates=self.replicates
        )

    @cached_property
    def planned(self) -> PlannedResults | None:
        """The registered tests; None where no plan was registered."""
        if self.plan is None:
            return None
        return planned_results(
            self.plan, self.choices, self.spreads, seed=self.seed, replicates=self.replicates
        )

    @cached_property
    def published(self) -> AsPublished:
        """Choice by choice as in the paper, over every axis and scenario: exploratory."""
        return as_published(self.choices.counts, alpha=ALPHA)

    @cached_property
    def recommended(self) -> AsRecommended:
        decided = self.planned.decided if self.planned else {}
        return as_recommended(self.spreads, decided, alpha=ALPHA)

    @cached_property
    def conclusions(self) -> tuple[Conclusion, ...]:
        return conclusions(self.published, self.recommended)

    @cached_property
    def counted_scenarios(self) -> tuple[str, ...]:
        """The scenarios counted on some axis, by their keys there, the pooled ones last."""
        counted = {counts.scenario for counts in self.choices.counts}
        scenarios = map(self.choices.counted_as, self.observations.scenarios)
        return tuple(scenario for scenario in (*scenarios, POOLED) if scenario in counted)

    @cached_property
    def method_means(self) -> MethodMeans:
        """How near attribution methods come to retraining, for the settings submitted."""
        scored = ScoredChoices(self.observations, self.choices)
        return MethodMeans(scored, self.seed, self.replicates)

    def counts_of(self, axis: str) -> tuple[ChoiceCounts, ...]:
        return tuple(counted for counted in self.choices.counts if counted.axis == axis)

    @property
    def pooled_name(self) -> str:
        """All scenarios together, as tables name them."""
        return self.choices.scenario_name(POOLED)

    def asked(self, scenario: str) -> tuple[AskedQuestion, ...]:
        """The questions after a scenario; without one, of the background and at the end."""
        if scenario:
            return after_scenario(self.observations, scenario)
        return (*background(self.observations), *closing(self.observations))

    @property
    def people(self) -> tuple[People, ...]:
        """What each person chose, for each axis on which several scenarios offer the same."""
        return self.choices.people
