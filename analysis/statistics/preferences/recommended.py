"""The recommended procedure: one test for each axis and scenario, with its caveats.

The exact multinomial test against uniform decides, corrected for the number of axes and scenarios
tested; Pearson's chi-square test accompanies it. A choice stands out where its simultaneous
interval excludes the uniform share.
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
    """The share of one choice, from 0 to 1, and its interval, which holds for all choices together.

    `stands_out` is 1 or -1 where the interval lies above or below the uniform share, and else 0.
    """

    choice: str
    count: int
    share: float | None
    interval: Interval | None
    residual: float | None
    stands_out: int


@dataclass(frozen=True)
class RecommendedTest:
    """One axis in one scenario; the corrected p-values are of the exact test, None if it is."""

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
    """`tests` in the order given; `made` is how many of them were corrected for.

    Holm's correction decides whether a test is significant at `alpha`.
    """

    tests: tuple[RecommendedTest, ...]
    made: int
    alpha: float

    def of(self, scenario: str, axis: str) -> RecommendedTest:
        """Raises LookupError where none was made."""
        return next(test for test in self.tests if (test.scenario, test.axis) == (scenario, axis))


def as_recommended(
    counts: Sequence[ChoiceCounts],
    *,
    seed: int,
    alpha: float = 0.05,
    replicates: int = 10_000,
) -> AsRecommended:
    """Test every axis of all counts as one family; `with_pooled` adds pooled counts before.

    The seed is for intervals of the entropy, with so many replicates, and for tests that are too
    large to be exact. Every result starts from it, so none depends on which others were asked for.
    """
    exact = [exact_multinomial(counted.numbers, seed=seed) for counted in counts]
    pvalues = [test.pvalue for test in exact]
    corrected = zip(bonferroni(pvalues), holm(pvalues), benjamini_hochberg(pvalues), strict=True)
    return AsRecommended(
        tests=tuple(
            _test(
                counted,
                test,
                pvalues,
                alpha,
                entropy(counted.numbers, seed=seed, replicates=replicates),
            )
            for counted, test, pvalues in zip(counts, exact, corrected, strict=True)
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
    for index, (choice, count) in enumerate(counts.counts.items()):
        interval = intervals[index] if intervals else None
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
