"""The procedure of the paper (section 4.4.4), as far as its printed p-values determine it.

Each choice of an axis with K choices is set against a uniform reference of the same size n, as
[[k, n - k], [e, n - e]] with e = n / K: by chi-square with Yates' correction, or on an axis where e
is below 5 in some scenario, by Fisher's exact test with e rounded to a whole number. The paper
takes Fisher's test for one of its axes, "as the choice frequencies are low": with 31 people, e is
3.1 for the ten choices of that axis, and 10.3 for the three of each other one. The bound of 5 is
ours (Cochran, 1954). Bonferroni's correction counts every test.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from analysis.statistics.corrections import bonferroni
from analysis.statistics.counts import NOBODY, ONE_CATEGORY
from analysis.statistics.goodness_of_fit import SMALL_EXPECTED
from analysis.statistics.preferences.choices import POOLED, ChoiceCounts
from analysis.statistics.two_by_two import TwoByTwo, fisher, yates

Method = Literal["chi-square with Yates' correction", "Fisher's exact test"]

REFERENCE_ROUNDS_TO_ZERO = (
    "The uniform reference rounds to no answer for this choice, as many as it got: p is set to 1."
)


@dataclass(frozen=True)
class PublishedTest:
    """One choice against the uniform reference, in which it has `expected` answers.

    `share` runs from 0 to 1. p-values are None, with a caveat, where nothing can be tested.
    """

    scenario: str
    axis: str
    choice: str
    count: int
    n: int
    share: float | None
    expected: float
    method: Method
    pvalue: float | None
    pvalue_bonferroni: float | None
    is_significant: bool
    caveats: tuple[str, ...]

    @property
    def is_preferred(self) -> bool:
        return self.is_significant and self.count > self.expected


@dataclass(frozen=True)
class AsPublished:
    """`tests` choice by choice in the order given; `made` is how many were corrected for."""

    tests: tuple[PublishedTest, ...]
    made: int
    alpha: float

    def of(self, scenario: str, axis: str) -> tuple[PublishedTest, ...]:
        return tuple(test for test in self.tests if (test.scenario, test.axis) == (scenario, axis))


def as_published(counts: Sequence[ChoiceCounts], *, alpha: float = 0.05) -> AsPublished:
    """Test every choice of all counts as one family; `with_pooled` adds pooled counts before."""
    methods = {counted.axis: _method(counted.axis, counts) for counted in counts}
    tests = [
        _test(counted, choice, methods[counted.axis])
        for counted in counts
        for choice in counted.counts
    ]
    corrected = bonferroni([test.pvalue for test in tests])
    return AsPublished(
        tests=tuple(
            replace(test, pvalue_bonferroni=p, is_significant=p is not None and p < alpha)
            for test, p in zip(tests, corrected, strict=True)
        ),
        made=sum(test.pvalue is not None for test in tests),
        alpha=alpha,
    )


def _method(axis: str, counts: Sequence[ChoiceCounts]) -> Method:
    """One method for all tests of an axis, so that they can be compared.

    Pooled counts do not decide, and neither do scenarios in which nobody answered.
    """
    expected = [
        counted.n / len(counted.counts)
        for counted in counts
        if counted.axis == axis and counted.scenario != POOLED and counted.n
    ]
    is_low = min(expected, default=float("inf")) < SMALL_EXPECTED
    return "Fisher's exact test" if is_low else "chi-square with Yates' correction"


def _test(counts: ChoiceCounts, choice: str, method: Method) -> PublishedTest:
    count, n = counts.counts[choice], counts.n
    expected = n / len(counts.counts)
    test = _compared(count, n, expected, exact=method == "Fisher's exact test")
    return PublishedTest(
        scenario=counts.scenario,
        axis=counts.axis,
        choice=choice,
        count=count,
        n=n,
        share=count / n if n else None,
        expected=expected,
        method=method,
        pvalue=test.pvalue,
        pvalue_bonferroni=None,
        is_significant=False,
        caveats=test.caveats,
    )


def _compared(count: int, n: int, expected: float, *, exact: bool) -> TwoByTwo:
    """The test of [[k, n - k], [e, n - e]], with e rounded for Fisher's test."""
    if n == 0 or expected == n:
        return TwoByTwo(None, None, (ONE_CATEGORY if n else NOBODY,))
    if not exact:
        return yates(((count, n - count), (expected, n - expected)))
    whole = round(expected)
    test = fisher(((count, n - count), (whole, n - whole)))
    if test.pvalue is None:
        # Nobody chose it, and the reference rounds to nobody: the two do not differ at all.
        return TwoByTwo(None, 1.0, (REFERENCE_ROUNDS_TO_ZERO,))
    return test
