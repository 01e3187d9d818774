"""Whether people who hold a theme choose otherwise than the others, by permuting people.

    T = Σ over scenarios of X² = Σₖ (oₖ - h mₖ / n)² / (mₖ (h / n) (1 - h / n))

    V = √(max(0, T / N - df / (N - 1)) / (1 - 1 / (N - 1)))            (Bergsma, 2013, for two rows)

In a scenario, h of n people hold the theme, mₖ submitted level k, and oₖ did both; X² is Pearson's
of the table of two rows (1900), and N is the sum of n. Everybody's levels are dealt to others who
submitted in the same scenarios, those of one person together (Hope, 1968). Themes stay with their
people, so that the sum of T over several themes can be tested as well, however they go together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import Booleans, Floats, Integers

NO_LEVEL = -1
AT_ONCE = 2_000_000
"""Levels dealt at a time, which bounds the memory."""


@dataclass(frozen=True)
class ThemeChoice:
    """All are None where nobody, or everybody, holds a theme, or all submitted the same.

    `v_corrected` is None for several themes together.
    """

    statistic: float | None
    df: int | None
    pvalue: float | None
    standard_error: float | None
    v_corrected: float | None


NOTHING = ThemeChoice(None, None, None, None, None)


@dataclass(frozen=True)
class ThemeChoices:
    """The test of each theme, and that of each set of them together."""

    themes: tuple[ThemeChoice, ...]
    together: tuple[ThemeChoice, ...]


def theme_choices(
    levels: Integers,
    held: Booleans,
    sets: Sequence[Sequence[int]] = (),
    *,
    seed: int,
    replicates: int = 10_000,
) -> ThemeChoices:
    """Test every theme, and sets of themes by their positions, on one axis.

    levels [people, scenarios] are numbers from 0, or NO_LEVEL; held [people, scenarios, themes].
    """
    people, scenarios, themes = held.shape
    members = np.array([np.isin(np.arange(themes), some) for some in sets], dtype=np.float64)
    members = members.reshape(len(sets), themes).T
    submitted = levels != NO_LEVEL
    tables = [_Table.of(levels[:, s], held[:, s], submitted[:, s]) for s in range(scenarios)]
    df, observed = np.zeros(themes, dtype=np.int64), np.zeros(themes)
    for s, table in enumerate(tables):
        df += table.df
        observed += table.statistics(levels[np.newaxis, :, s])[0]
    if not people or not df.any():
        return ThemeChoices((NOTHING,) * themes, (NOTHING,) * len(sets))
    as_large = np.zeros(themes, dtype=np.int64)
    as_large_together = np.zeros(len(sets), dtype=np.int64)
    random, groups = np.random.default_rng(seed), _groups(submitted)
    at_once = max(1, AT_ONCE // max(people * scenarios, 1))
    for begin in range(0, replicates, at_once):
        dealt = levels[_dealt(groups, people, min(at_once, replicates - begin), random)]
        drawn = np.zeros((len(dealt), themes))
        for s, table in enumerate(tables):
            drawn += table.statistics(dealt[:, :, s])
        # Rounding must not make a tie look smaller; the observed table counts as one draw.
        as_large += (drawn >= observed - 1e-9).sum(axis=0)
        as_large_together += (drawn @ members >= observed @ members - 1e-9).sum(axis=0)
    submissions = np.zeros(themes, dtype=np.int64)
    for table in tables:
        submissions += (table.df > 0) * table.n
    return ThemeChoices(
        tuple(
            _tested(
                float(observed[t]), int(df[t]), int(as_large[t]), replicates, int(submissions[t])
            )
            for t in range(themes)
        ),
        tuple(
            _tested(float(total), int(df @ member), int(number), replicates, None)
            for total, member, number in zip(
                observed @ members, members.T, as_large_together, strict=True
            )
        ),
    )


@dataclass(frozen=True)
class _Table:
    """The margins in one scenario, which permuting does not change.

    Levels that nobody submitted are left out, and a theme that is not tested has df 0.
    """

    n: int
    levels: tuple[int, ...]
    held: Floats
    expected: Floats
    variance: Floats
    df: Integers

    @classmethod
    def of(cls, levels: Integers, held: Booleans, submitted: Booleans) -> "_Table":
        chosen, numbers = np.unique(levels[submitted], return_counts=True)
        holds = (held & submitted[:, np.newaxis]).astype(np.float64)
        n = max(int(submitted.sum()), 1)
        share: Floats = holds.sum(axis=0) / n
        tested = (share > 0) & (share < 1) & (len(chosen) > 1)
        spread = np.where(tested, share * (1 - share), np.inf)
        return cls(
            n,
            tuple(chosen.tolist()),
            holds,
            np.asarray(numbers[:, np.newaxis] * share, dtype=np.float64),
            np.asarray(numbers[:, np.newaxis] * spread, dtype=np.float64),
            np.where(tested, max(len(chosen) - 1, 0), 0),
        )

    def statistics(self, levels: Integers) -> Floats:
        """X² of every theme [replicates, themes] for levels [replicates, people]."""
        total = np.zeros((len(levels), self.held.shape[1]))
        for at, level in enumerate(self.levels):
            both = (levels == level).astype(np.float64) @ self.held
            total += (both - self.expected[at]) ** 2 / self.variance[at]
        return total


def _groups(submitted: Booleans) -> list[Integers]:
    """The people who submitted in the same scenarios, as positions."""
    _patterns, group = np.unique(submitted, axis=0, return_inverse=True)
    group = group.reshape(-1)
    return [np.flatnonzero(group == number) for number in range(int(group.max(initial=-1)) + 1)]


def _dealt(
    groups: Sequence[Integers], people: int, replicates: int, random: np.random.Generator
) -> Integers:
    """Whose levels each person gets [replicates, people]."""
    dealt = np.tile(np.arange(people), (replicates, 1))
    for group in groups:
        dealt[:, group] = random.permuted(np.tile(group, (replicates, 1)), axis=1)
    return dealt


def _tested(
    statistic: float, df: int, as_large: int, replicates: int, submissions: int | None
) -> ThemeChoice:
    if not df:
        return NOTHING
    pvalue = (as_large + 1) / (replicates + 1)
    error = float(np.sqrt(pvalue * (1 - pvalue) / replicates))
    v = None if submissions is None else _v_corrected(statistic, df, submissions)
    return ThemeChoice(statistic, df, pvalue, error, v)


def _v_corrected(statistic: float, df: int, n: int) -> float | None:
    """√(max(0, T / N - df / (N - 1)) / (1 - 1 / (N - 1))); None for one or two submissions."""
    if n < 3:
        return None
    return float(np.sqrt(max(0.0, statistic / n - df / (n - 1)) / (1 - 1 / (n - 1))))
