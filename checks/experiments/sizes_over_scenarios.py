"""How often tests over several scenarios find a preference where there is none.

30 people choose among three levels of two axes in two scenarios, all levels equally likely; some
repeat in the second scenario what they chose in the first. Counted over 3,000 studies is how often
p < 0.05 of the test that counts people once, of the exact multinomial test of all answers as if
they were of different people, and of the trend by people; how often any of the six tests of a study
(two axes; each scenario and both together) is a finding after Holm; and how often the simultaneous
intervals by person, and Goodman's of all answers, miss a share.
"""

import sys
from collections import Counter

import numpy as np

from analysis.statistics.corrections import holm
from analysis.statistics.exact_multinomial import exact_multinomial
from analysis.statistics.intervals import Interval, simultaneous
from analysis.statistics.ordered import trend_by_people
from analysis.statistics.preferences.by_people import even_by_people
from analysis.statistics.preferences.people import People, counts_of, pooled_estimates

STUDIES, PEOPLE, LEVELS, REPLICATES = 3_000, 30, "abc", 999
REPEATING = (0.0, 0.3, 0.5, 0.8, 1.0)
ALPHA = 0.05


def study(chance: np.random.Generator, repeating: float) -> People:
    """One axis of a study in which no level is preferred."""
    first, again = chance.integers(len(LEVELS), size=(2, PEOPLE))
    second = np.where(chance.random(PEOPLE) < repeating, first, again)
    patterns: Counter[tuple[str | None, ...]] = Counter(
        (LEVELS[i], LEVELS[j]) for i, j in zip(first.tolist(), second.tolist(), strict=True)
    )
    return People("axis", ("first", "second"), tuple(LEVELS), patterns)


def main() -> None:
    studies = int(sys.argv[1]) if len(sys.argv) > 1 else STUDIES
    print(
        f"Repeating; p < {ALPHA:g}: by people, exact of all answers, trend by people; any finding "
        "of six after Holm; intervals that miss: by person, of all answers"
    )
    for repeating in REPEATING:
        chance = np.random.default_rng(1)
        tried = np.array([_tried(chance, repeating, seed) for seed in range(studies)])
        print(f"{repeating:.1f}:", *(f"{share:.3f}" for share in tried.mean(axis=0)))


def _tried(chance: np.random.Generator, repeating: float, seed: int) -> list[bool]:
    axes = [study(chance, repeating) for _ in range(2)]
    pvalues: list[float | None] = []
    for axis in axes:
        by_people = even_by_people(axis, seed=seed, replicates=REPLICATES)
        pvalues += [exact_multinomial(of.numbers, seed=seed).pvalue for of in counts_of(axis)]
        pvalues.append(by_people.pvalue)
    axis = axes[0]
    both = np.sum([of.numbers for of in counts_of(axis)], axis=0).tolist()
    trend = trend_by_people(axis, seed=seed)
    return [
        (pvalues[2] or 0) < ALPHA,
        (exact_multinomial(both, seed=seed).pvalue or 0) < ALPHA,
        (trend.pvalue or 0) < ALPHA,
        any(pvalue is not None and pvalue < ALPHA for pvalue in holm(pvalues)),
        _misses(list(pooled_estimates(axis).values())),
        _misses(list(simultaneous(both))),
    ]


def _misses(intervals: list[Interval]) -> bool:
    return any(not interval.low <= 1 / len(LEVELS) <= interval.high for interval in intervals)


if __name__ == "__main__":
    main()
