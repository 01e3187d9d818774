"""The recommended procedure: one test for each axis and scenario, with its caveats.

The exact multinomial test against uniform decides; over several scenarios together, a test that
counts people once. Tests that were planned are corrected as their plan says, all others among
themselves by Holm. A level stands out where its simultaneous interval excludes the uniform share.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.statistics.corrections import holm
from analysis.statistics.entropy import Entropy, entropy
from analysis.statistics.exact_multinomial import ExactMultinomial, exact_multinomial
from analysis.statistics.goodness_of_fit import GoodnessOfFit, chi_square
from analysis.statistics.intervals import Interval, simultaneous
from analysis.statistics.preferences.by_people import EvenByPeople, even_by_people
from analysis.statistics.preferences.choices import POOLED, ChoiceCounts
from analysis.statistics.preferences.people import People, pooled_entropy, pooled_estimates

PEOPLE_UNKNOWN = (
    "Pooled answers count people more than once, and what each of them chose in which scenario is "
    "not known here: nothing is tested."
)

Place = tuple[str, str]
"""A scenario and an axis, by their keys in the counts."""


@dataclass(frozen=True)
class ChoiceEstimate:
    """The share of one level, from 0 to 1, and its interval, which holds for all levels together.

    `stands_out` is 1 or -1 where the interval lies above or below the uniform share, and else 0.
    """

    choice: str
    count: int
    share: float | None
    interval: Interval | None
    residual: float | None
    stands_out: int


@dataclass(frozen=True)
class EvenSpread:
    """How evenly the settings submitted spread over an axis in a scenario.

    `exact` decides in a scenario. Over several together it is undefined, and `by_people` decides;
    it is None where people are not known.
    """

    scenario: str
    axis: str
    n: int
    chi_square: GoodnessOfFit
    exact: ExactMultinomial
    by_people: EvenByPeople | None
    choices: tuple[ChoiceEstimate, ...]
    entropy: Entropy
    caveats: tuple[str, ...]

    @property
    def place(self) -> Place:
        return self.scenario, self.axis

    @property
    def is_pooled(self) -> bool:
        return self.scenario == POOLED

    @property
    def pvalue(self) -> float | None:
        """Of the test that decides; None where nothing could be tested."""
        if self.is_pooled:
            return self.by_people.pvalue if self.by_people else None
        return self.exact.pvalue

    @property
    def standard_error(self) -> float | None:
        """Of a p-value that is simulated."""
        if self.is_pooled:
            return self.by_people.standard_error if self.by_people else None
        return self.exact.standard_error


@dataclass(frozen=True)
class RecommendedTest(EvenSpread):
    """`pvalue_corrected` is corrected within its family: the tests planned, or all others."""

    is_planned: bool
    pvalue_corrected: float | None
    alpha: float

    @property
    def is_significant(self) -> bool:
        return self.pvalue_corrected is not None and self.pvalue_corrected < self.alpha


@dataclass(frozen=True)
class Decided:
    """What a plan makes of a test: its p-value corrected, and the level it is held against."""

    pvalue_corrected: float | None
    alpha: float


@dataclass(frozen=True)
class AsRecommended:
    """`tests` in the order given; `alpha` is that of the exploratory ones."""

    tests: tuple[RecommendedTest, ...]
    alpha: float

    def of(self, scenario: str, axis: str) -> RecommendedTest:
        """Raises LookupError where none was made."""
        return next(test for test in self.tests if test.place == (scenario, axis))

    @property
    def exploratory(self) -> tuple[RecommendedTest, ...]:
        """The tests corrected among themselves, without those that had nothing to test."""
        return tuple(test for test in self.tests if not test.is_planned and test.pvalue is not None)


def even_spread(
    counts: Sequence[ChoiceCounts],
    people: Sequence[People] = (),
    *,
    seed: int,
    replicates: int = 10_000,
) -> tuple[EvenSpread, ...]:
    """Test every axis of all counts; `with_pooled` adds pooled counts before.

    `people` tells for each axis that is pooled what people chose. The seed is for everything that
    is simulated. Every result starts from it, so none depends on which others were asked for.
    """
    by_axis = {of_axis.axis: of_axis for of_axis in people}
    return tuple(
        _even_spread(counted, by_axis.get(counted.axis), seed=seed, replicates=replicates)
        for counted in counts
    )


def as_recommended(
    tests: Sequence[EvenSpread],
    planned: Mapping[Place, Decided] | None = None,
    *,
    alpha: float = 0.05,
) -> AsRecommended:
    """Decide each test: those planned as `planned` says, all others as one family by Holm."""
    rest = [test for test in tests if test.place not in (planned or {})]
    corrected = holm([test.pvalue for test in rest])
    decided = dict(planned or {}) | {
        test.place: Decided(pvalue, alpha) for test, pvalue in zip(rest, corrected, strict=True)
    }
    return AsRecommended(
        tests=tuple(
            RecommendedTest(
                **vars(test),
                is_planned=test.place in (planned or {}),
                pvalue_corrected=decided[test.place].pvalue_corrected,
                alpha=decided[test.place].alpha,
            )
            for test in tests
        ),
        alpha=alpha,
    )


def _even_spread(
    counts: ChoiceCounts, people: People | None, *, seed: int, replicates: int
) -> EvenSpread:
    if counts.scenario == POOLED:
        return _pooled(counts, people, seed=seed, replicates=replicates)
    fit, exact = chi_square(counts.numbers), exact_multinomial(counts.numbers, seed=seed)
    intervals = simultaneous(counts.numbers)
    return EvenSpread(
        scenario=counts.scenario,
        axis=counts.axis,
        n=counts.n,
        chi_square=fit,
        exact=exact,
        by_people=None,
        choices=_estimates(
            counts, fit, dict(zip(counts.counts, intervals, strict=bool(intervals)))
        ),
        entropy=entropy(counts.numbers, seed=seed, replicates=replicates),
        # Both tests say it when there is nothing to test.
        caveats=tuple(dict.fromkeys((*fit.caveats, *exact.caveats))),
    )


def _pooled(
    counts: ChoiceCounts, people: People | None, *, seed: int, replicates: int
) -> EvenSpread:
    """Answers of several scenarios: tested on people, or not at all where they are not known."""
    fit = chi_square(counts.numbers)
    untested = ExactMultinomial(counts.n, None, "undefined", None, (PEOPLE_UNKNOWN,))
    by_people = even_by_people(people, seed=seed, replicates=replicates) if people else None
    return EvenSpread(
        scenario=POOLED,
        axis=counts.axis,
        n=counts.n,
        chi_square=fit,
        exact=untested,
        by_people=by_people,
        choices=_estimates(counts, fit, pooled_estimates(people) if people else {}),
        entropy=(
            pooled_entropy(people, seed=seed, replicates=replicates)
            if people
            else entropy(counts.numbers, seed=seed, replicates=replicates)
        ),
        caveats=by_people.caveats if by_people else untested.caveats,
    )


def _estimates(
    counts: ChoiceCounts, fit: GoodnessOfFit, intervals: Mapping[str, Interval]
) -> tuple[ChoiceEstimate, ...]:
    uniform = 1 / len(counts.counts) if counts.counts else 0.0
    estimates = []
    for index, (choice, count) in enumerate(counts.counts.items()):
        interval = intervals.get(choice)
        above = interval is not None and interval.low > uniform
        below = interval is not None and interval.high < uniform
        estimates.append(
            ChoiceEstimate(
                choice=choice,
                count=count,
                share=count / counts.n if counts.n else None,
                interval=interval,
                residual=fit.residuals[index] if fit.residuals else None,
                stands_out=above - below,
            )
        )
    return tuple(estimates)
