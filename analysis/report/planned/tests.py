"""The tests that a plan registered: exactly those, with its alpha and its correction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.preregistration.plan import PlannedTest, RegisteredPlan
from analysis.report.choices import SubmittedChoices
from analysis.report.planned.as_published import results_as_published
from analysis.report.planned.results import (
    NOT_ASKED,
    PlannedResult,
    PlannedResults,
    effect_in_words,
    place_of,
)
from analysis.report.questions import AskedQuestion, after_scenario, background, closing
from analysis.report.wording import levels_off
from analysis.statistics.corrections import corrected
from analysis.statistics.exact_multinomial import exact_multinomial
from analysis.statistics.goodness_of_fit import chi_square
from analysis.statistics.ordered import Trend, trend, trend_by_people
from analysis.statistics.preferences.people import ScenarioComparison, compare_scenarios
from analysis.statistics.preferences.recommended import Decided, EvenSpread, Place
from analysis.statistics.signed_rank import signed_rank

EXACT = "exact multinomial test"
BY_PEOPLE = "test that counts people once"
STUART_MAXWELL = "Stuart–Maxwell test"
WILCOXON = "Wilcoxon’s signed-rank test"
TREND = "linear score test"
TREND_BY_PEOPLE = "sign test of people’s mean scores"


def planned_results(
    plan: RegisteredPlan,
    choices: SubmittedChoices,
    spreads: Sequence[EvenSpread],
    *,
    seed: int,
    replicates: int,
) -> PlannedResults:
    """Every planned test, in order.

    A test that was planned twice is corrected for twice, and one that could not be made, too: the
    family is the one registered.
    """
    if plan.is_published:
        return results_as_published(plan, choices)
    run = _Run(choices, {spread.place: spread for spread in spreads}, seed, replicates)
    results = [run.result(test) for test in plan.tests]
    family = [1.0 if result.pvalue is None else result.pvalue for result in results]
    decided = tuple(
        _decided(result, pvalue, plan.alpha)
        for result, pvalue in zip(results, corrected(family, plan.correction), strict=True)
    )
    return PlannedResults(
        plan=plan,
        results=decided,
        made=sum(result.pvalue is not None for result in decided),
        decided={
            place_of(choices, result.test): Decided(result.pvalue_corrected, plan.alpha)
            for result in decided
            if result.test.axis and result.test.kind == "even_spread"
        },
    )


def _decided(result: PlannedResult, corrected: float | None, alpha: float) -> PlannedResult:
    if result.pvalue is None or corrected is None:
        return result
    return replace(result, pvalue_corrected=corrected, is_significant=corrected < alpha)


@dataclass(frozen=True)
class _Run:
    choices: SubmittedChoices
    spreads: Mapping[Place, EvenSpread]
    seed: int
    replicates: int

    def result(self, test: PlannedTest) -> PlannedResult:
        if test.question:
            return self._of_question(test)
        if test.kind == "change":
            return self._change(test)
        if test.kind == "trend":
            return self._trend(test)
        return self._even_spread(test)

    def _even_spread(self, test: PlannedTest) -> PlannedResult:
        spread = self.spreads.get(place_of(self.choices, test))
        method = BY_PEOPLE if test.is_pooled else EXACT
        if spread is None:
            return PlannedResult(test, method, 0, "", None, caveats=(NOT_ASKED,))
        n = spread.by_people.people if spread.by_people else spread.n
        return PlannedResult(
            test=test,
            method=method,
            n=n,
            # The answers of several scenarios are not as many as that effect takes them for.
            effect="" if test.is_pooled else effect_in_words(spread.chi_square),
            pvalue=spread.pvalue,
            standard_error=spread.standard_error,
            standing_out=tuple(choice.choice for choice in spread.choices if choice.stands_out > 0),
            counts=tuple(choice.count for choice in spread.choices),
            caveats=spread.caveats,
        )

    def _trend(self, test: PlannedTest) -> PlannedResult:
        spread = self.spreads.get(place_of(self.choices, test))
        if spread is None:
            return PlannedResult(test, TREND, 0, "", None, caveats=(NOT_ASKED,))
        counts = [choice.count for choice in spread.choices]
        if not test.is_pooled:
            return self._trend_of(test, counts)
        people = next(of_axis for of_axis in self.choices.people if of_axis.axis == test.axis)
        by_people = trend_by_people(people, seed=self.seed, replicates=self.replicates)
        return _leaning(test, TREND_BY_PEOPLE, counts, by_people)

    def _trend_of(self, test: PlannedTest, counts: list[int]) -> PlannedResult:
        made = trend(counts, seed=self.seed, replicates=self.replicates)
        return _leaning(test, TREND, counts, made)

    def _of_question(self, test: PlannedTest) -> PlannedResult:
        asked = self._asked(test)
        if asked is None:
            return PlannedResult(test, EXACT, 0, "", None, caveats=(NOT_ASKED,))
        counts = list(asked.counts().values())
        if test.kind == "trend":
            return self._trend_of(test, counts)
        exact, fit = exact_multinomial(counts, seed=self.seed), chi_square(counts)
        return PlannedResult(
            test=test,
            method=EXACT,
            n=exact.n,
            effect=effect_in_words(fit),
            pvalue=exact.pvalue,
            standard_error=exact.standard_error,
            counts=tuple(counts),
            caveats=exact.caveats,
        )

    def _asked(self, test: PlannedTest) -> AskedQuestion | None:
        observations = self.choices.observations
        if test.scenario:
            questions = after_scenario(observations, test.scenario)
        else:
            questions = (*background(observations), *closing(observations))
        return next(
            (
                asked
                for asked in questions
                if asked.question.key == test.question and asked.form.is_newest
            ),
            None,
        )

    def _change(self, test: PlannedTest) -> PlannedResult:
        pair = {self.choices.counted_as(test.scenario), self.choices.counted_as(test.second)}
        for people in self.choices.people:
            comparisons = compare_scenarios(people, seed=self.seed, replicates=self.replicates)
            for compared in comparisons:
                if people.axis == test.axis and {compared.first, compared.second} == pair:
                    return self._compared(test, compared)
        return PlannedResult(test, STUART_MAXWELL, 0, "", None, caveats=(NOT_ASKED,))

    def _compared(self, test: PlannedTest, compared: ScenarioComparison) -> PlannedResult:
        """By the order of the levels, where they have one."""
        same = f"{compared.same} of {compared.people} chose the same"
        if not self.choices.observations.axis_by_key[test.axis].ordered:
            swaps = compared.homogeneity
            return PlannedResult(
                test=test,
                method=STUART_MAXWELL,
                n=compared.people,
                effect=same,
                pvalue=swaps.pvalue_by_swaps,
                standard_error=swaps.standard_error,
                caveats=swaps.caveats,
            )
        rank = signed_rank(compared.table, seed=self.seed, replicates=self.replicates)
        return PlannedResult(
            test=test,
            method=WILCOXON,
            n=compared.people,
            effect=f"{same}, {rank.higher} went up and {rank.lower} down",
            pvalue=rank.pvalue,
            standard_error=rank.standard_error,
            caveats=rank.caveats,
        )


def _leaning(test: PlannedTest, method: str, counts: Sequence[int], made: Trend) -> PlannedResult:
    return PlannedResult(
        test=test,
        method=method,
        n=made.n,
        effect="" if made.lean is None else levels_off(made.lean),
        pvalue=made.pvalue,
        standard_error=made.standard_error,
        counts=tuple(counts),
        caveats=made.caveats,
    )
