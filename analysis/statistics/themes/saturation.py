"""Whether more cases would still bring new themes.

E[themes in n of N cases] = Σ_t 1 - C(N - N_t, n) / C(N, n), with N_t cases that hold theme t: the
mean over all orders of the cases (sample-based rarefaction; Gotelli & Colwell, 2001).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.statistics.themes.occurrences import ThemeOccurrence
from core.arrays import Booleans, Floats, Integers


@dataclass(frozen=True)
class Saturation:
    """For each case in the order of coding: its new themes, and how many there were by then.

    `expected` is the mean number by then over all orders of the same cases; `low` and `high` are
    the bounds of the middle share `confidence` of `orders` random ones.
    """

    cases: tuple[str, ...]
    new: tuple[int, ...]
    seen: tuple[int, ...]
    expected: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    orders: int
    seed: int
    confidence: float


def saturation(
    occurrences: Iterable[ThemeOccurrence],
    cases: Sequence[str],
    *,
    orders: int = 1_000,
    seed: int = 0,
    confidence: float = 0.95,
) -> Saturation:
    """E[themes in n of N cases] = Σ_t 1 - C(N - N_t, n) / C(N, n) (Gotelli & Colwell, 2001).

    `cases` are all that were coded, in the order of coding, also those without a theme.
    """
    holds = _holding(occurrences, cases)
    seen = _seen(holds, np.arange(len(cases))[None, :])[0]
    generator = np.random.default_rng(seed)
    positions = generator.permuted(np.tile(np.arange(len(cases)), (orders, 1)), axis=1)
    tail = (1 - confidence) / 2
    low, high = np.quantile(_seen(holds, positions), [tail, 1 - tail], axis=0)
    return Saturation(
        cases=tuple(cases),
        new=tuple(int(new) for new in np.diff(seen, prepend=0)),
        seen=tuple(int(number) for number in seen),
        expected=tuple(float(mean) for mean in _expected(holds)),
        low=tuple(float(bound) for bound in low),
        high=tuple(float(bound) for bound in high),
        orders=orders,
        seed=seed,
        confidence=confidence,
    )


def _holding(occurrences: Iterable[ThemeOccurrence], cases: Sequence[str]) -> Booleans:
    """Whether a case holds a theme [cases, themes that any case holds]."""
    row = {case: index for index, case in enumerate(cases)}
    pairs = {
        (row[occurrence.case], occurrence.theme)
        for occurrence in occurrences
        if occurrence.case in row
    }
    themes = sorted({theme for _, theme in pairs})
    holds = np.zeros((len(cases), len(themes)), dtype=bool)
    for case, theme in pairs:
        holds[case, themes.index(theme)] = True
    return holds


def _seen(holds: Booleans, positions: Integers) -> Floats:
    """How many themes there are by each step [orders, cases].

    `positions` is when each case comes in each order [orders, cases].
    """
    seen = np.zeros(positions.shape)
    rows = np.arange(len(positions))
    for theme in holds.T:
        first = positions[:, theme].min(axis=1)
        np.add.at(seen, (rows, first), 1)
    summed: Floats = seen.cumsum(axis=1)
    return summed


def _expected(holds: Booleans) -> Floats:
    """Σ_t 1 - C(N - N_t, n) / C(N, n) for n = 1, ..., N, each factor from the one before."""
    cases, themes = holds.shape
    without = np.ones(themes)
    expected = np.zeros(cases)
    lacking = cases - holds.sum(axis=0)
    for drawn in range(cases):
        without *= np.maximum(lacking - drawn, 0) / (cases - drawn)
        expected[drawn] = (1 - without).sum()
    return expected
