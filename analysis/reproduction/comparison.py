"""Tables 3 and 4 of the paper, computed beside printed, cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from analysis.reproduction.reference import PrintedAxis, PrintedChoice
from analysis.statistics.entropy import Entropy, normalised
from analysis.statistics.preferences.choices import POOLED, with_pooled
from analysis.statistics.preferences.conclusions import Conclusion, conclusions
from analysis.statistics.preferences.published import AsPublished, PublishedTest, as_published
from analysis.statistics.preferences.recommended import AsRecommended, as_recommended, even_spread

SEED = 20240601
"""For the bootstrap intervals of entropies; everything else here is exact."""


@dataclass(frozen=True)
class PreferenceCell:
    """A cell of table 3, with the computed values rounded to the printed digits."""

    test: PublishedTest
    printed: PrintedChoice
    percent: str
    pvalue: str

    @property
    def matches(self) -> bool:
        return (self.percent, self.pvalue) == (self.printed.percent, self.printed.pvalue)


@dataclass(frozen=True)
class EntropyCell:
    """A pair of table 4; `rounded` is the pair that the printed percentages would have given."""

    scenario: str
    axis: str
    computed: Entropy
    value: str
    normalised: str
    printed_value: str
    printed_normalised: str
    rounded: tuple[str, str]

    @property
    def matches(self) -> bool:
        return (self.value, self.normalised) == (self.printed_value, self.printed_normalised)


@dataclass(frozen=True)
class Reproduction:
    """Everything that was computed; cells of both tables are in the order of the reference."""

    preferences: tuple[PreferenceCell, ...]
    entropies: tuple[EntropyCell, ...]
    published: AsPublished
    recommended: AsRecommended
    conclusions: tuple[Conclusion, ...]


def reproduce(reference: Sequence[PrintedAxis]) -> Reproduction:
    """Compute both tables from the counts of the scenarios, pooled by the report's own code."""
    counts = with_pooled([axis.counts for axis in reference if axis.counts.scenario != POOLED])
    published = as_published(counts)
    recommended = as_recommended(even_spread(counts, seed=SEED))
    preferences = tuple(
        _preference(test, printed)
        for axis in reference
        for test, printed in zip(
            published.of(axis.counts.scenario, axis.counts.axis), axis.choices, strict=True
        )
    )
    entropies = tuple(
        _entropy(recommended.of(axis.counts.scenario, axis.counts.axis).entropy, axis)
        for axis in reference
    )
    return Reproduction(
        preferences=preferences,
        entropies=entropies,
        published=published,
        recommended=recommended,
        conclusions=conclusions(published, recommended),
    )


def _preference(test: PublishedTest, printed: PrintedChoice) -> PreferenceCell:
    return PreferenceCell(
        test=test,
        printed=printed,
        percent=_digits(test.share, 2, times=100),
        pvalue=_as_printed(test.pvalue_bonferroni),
    )


def _entropy(computed: Entropy, axis: PrintedAxis) -> EntropyCell:
    shares = np.array([float(choice.percent) for choice in axis.choices]) / 100
    of_rounded = float(-xlogy(shares, shares).sum())
    return EntropyCell(
        scenario=axis.counts.scenario,
        axis=axis.counts.axis,
        computed=computed,
        value=_digits(computed.entropy, 3),
        normalised=_digits(computed.normalised_observed, 3),
        printed_value=axis.entropy,
        printed_normalised=axis.normalised,
        rounded=(
            _digits(of_rounded, 3),
            _digits(normalised(of_rounded, computed.observed_categories), 3),
        ),
    )


def _digits(value: float | None, decimals: int, *, times: int = 1) -> str:
    return "undefined" if value is None else f"{value * times:.{decimals}f}"


def _as_printed(pvalue: float | None) -> str:
    """A p-value as table 3 prints it: 1, or three decimals, or <0.001."""
    if pvalue is None or pvalue == 1:
        return _digits(pvalue, 0)
    return "<0.001" if pvalue < 0.001 else _digits(pvalue, 3)
