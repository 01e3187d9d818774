"""The recommended procedure: one test for each axis and scenario, and how far one can trust it.

The exact multinomial test against uniform decides, corrected for the number of axes and scenarios
tested; Pearson's chi-square stands beside it. A choice stands out where its simultaneous interval
leaves the uniform share out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.statistics.corrections import benjamini_hochberg, bonferroni, holm
from analysis.statistics.entropy import Entropy, entropy
from analysis.statistics.exact_multinomial import ExactMultinomial, exact_multinomial
from analysis.statistics.goodness_of_fit import GoodnessOfFit, chi_square
from analysis.statistics.intervals import Interval, simultaneous
from analysis.statistics.preferences.choices import POOLED, ChoiceCounts

POOLED_IS_DEPENDENT = (
    "Pooled answers count people more than once, and the test takes them as independent; "
    "where participants are known, the bootstrap over participants allows for that."
)


@dataclass(frozen=True)
class ChoiceEstimate:
    """One choice: its share from 0 to 1 with the interval that holds for all choices together.

    `stands_out` is +1 or -1 where that interval lies above or below the uniform share, else 0.
    """

    choice: str
    count: int
    share: float | None
    interval: Interval | None
    residual: float | None
    stands_out: int


@dataclass(frozen=True)
class RecommendedTest:
    """One axis in one scenario. Corrected p-values are of the exact test; None as in `exact`."""

    scenario: str
    axis: str
    n: int
    chi_square: GoodnessOfFit
    exact: ExactMultinomial
    pvalue_bonferroni: float | None
    pvalue_holm: float | None
    pvalue_benjamini_hochberg: float | None
    is_significant: bool
    choices: tuple[ChoiceEstimate, ...]
    entropy: Entropy
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class AsRecommended:
    """`tests` in the order given; `made` is how many the corrections counted.

    Holm's correction decides `is_significant`, at `alpha`.
    """

    tests: tuple[RecommendedTest, ...]
    made: int
    alpha: float

    def of(self, scenario: str, axis: str) -> RecommendedTest:
        """Raises LookupError where none was made."""
        return next(each for each in self.tests if (each.scenario, each.axis) == (scenario, axis))


def as_recommended(
    counts: Sequence[ChoiceCounts],
    *,
    seed: int,
    alpha: float = 0.05,
    replicates: int = 10_000,
) -> AsRecommended:
    """Test every axis of all counts, as one family; `with_pooled` adds the pooled ones first.

    The seed is for intervals of the entropy (as many replicates) and for tests too large to do
    exactly; every result starts from it, so none depends on which others were asked for.
    """
    exact = [exact_multinomial(each.numbers, seed=seed) for each in counts]
    pvalues = [test.pvalue for test in exact]
    corrected = zip(bonferroni(pvalues), holm(pvalues), benjamini_hochberg(pvalues), strict=True)
    return AsRecommended(
        tests=tuple(
            _test(
                each, test, adjusted, alpha, entropy(each.numbers, seed=seed, replicates=replicates)
            )
            for each, test, adjusted in zip(counts, exact, corrected, strict=True)
        ),
        made=sum(pvalue is not None for pvalue in pvalues),
        alpha=alpha,
    )


def _test(
    counts: ChoiceCounts,
    exact: ExactMultinomial,
    corrected: tuple[float | None, float | None, float | None],
    alpha: float,
    spread: Entropy,
) -> RecommendedTest:
    fit = chi_square(counts.numbers)
    by_bonferroni, by_holm, by_benjamini_hochberg = corrected
    pooled = (POOLED_IS_DEPENDENT,) if counts.scenario == POOLED else ()
    return RecommendedTest(
        scenario=counts.scenario,
        axis=counts.axis,
        n=counts.n,
        chi_square=fit,
        exact=exact,
        pvalue_bonferroni=by_bonferroni,
        pvalue_holm=by_holm,
        pvalue_benjamini_hochberg=by_benjamini_hochberg,
        is_significant=by_holm is not None and by_holm < alpha,
        choices=_estimates(counts, fit, alpha),
        entropy=spread,
        # Both tests say it when there is nothing to test.
        caveats=tuple(dict.fromkeys((*fit.caveats, *exact.caveats, *pooled))),
    )


def _estimates(
    counts: ChoiceCounts, fit: GoodnessOfFit, alpha: float
) -> tuple[ChoiceEstimate, ...]:
    intervals = simultaneous(counts.numbers, confidence=1 - alpha)
    uniform = 1 / len(counts.counts) if counts.counts else 0.0
    estimates = []
    for place, (choice, count) in enumerate(counts.counts.items()):
        interval = intervals[place] if intervals else None
        above = interval is not None and interval.low > uniform
        below = interval is not None and interval.high < uniform
        estimates.append(
            ChoiceEstimate(
                choice=choice,
                count=count,
                share=count / counts.n if counts.n else None,
                interval=interval,
                residual=fit.residuals[place] if fit.residuals else None,
                stands_out=above - below,
            )
        )
    return tuple(estimates)
