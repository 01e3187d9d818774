"""What came of the tests that a plan registered."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.preregistration.plan import PlannedTest, RegisteredPlan
from analysis.report.choices import SubmittedChoices
from analysis.statistics.goodness_of_fit import GoodnessOfFit
from analysis.statistics.preferences.choices import POOLED
from analysis.statistics.preferences.recommended import Decided, Place
from core.rounding import decimals

NOT_ASKED = "Nobody met it, so it could not be tested."


@dataclass(frozen=True)
class PlannedResult:
    """What came of a planned test.

    `n` is how many answers it is of, or people where they answered twice. `effect` is such as
    w = 0.62. `pvalue` is None where nothing could be tested, with the reason in `caveats`;
    `pvalue_corrected` is corrected as the plan says. `standard_error` is of a simulated p-value.
    `standing_out` names levels where the test is about single ones. `counts` are by level.
    """

    test: PlannedTest
    method: str
    n: int
    effect: str
    pvalue: float | None
    standard_error: float | None = None
    pvalue_corrected: float | None = None
    is_significant: bool = False
    standing_out: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlannedResults:
    """`results` in the order of the plan; `made` is how many could be made."""

    plan: RegisteredPlan
    results: tuple[PlannedResult, ...]
    made: int
    decided: Mapping[Place, Decided]

    @property
    def findings(self) -> tuple[PlannedResult, ...]:
        return tuple(result for result in self.results if result.is_significant)


def effect_in_words(fit: GoodnessOfFit) -> str:
    """Cohen's w without its bias in small samples, and its interval; empty without any."""
    if fit.w_corrected is None:
        return ""
    words = f"w corrected {decimals(fit.w_corrected, 2)}"
    if fit.w_interval is None:
        return words
    low, high = decimals(fit.w_interval.low, 2), decimals(fit.w_interval.high, 2)
    return f"{words} (95% interval {low} to {high})"


def place_of(choices: SubmittedChoices, test: PlannedTest) -> Place:
    """Where a planned test on an axis stands among the counts."""
    return POOLED if test.is_pooled else choices.counted_as(test.scenario), test.axis
