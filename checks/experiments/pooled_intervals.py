"""How often intervals of answers pooled over two scenarios hold, however much people repeat.

People choose among levels by given shares; some repeat in the second scenario what they chose in
the first. Counted over 1,000 studies is how often the simultaneous intervals by person hold all
shares, how often the interval of the entropy from resampled people holds it, and how often that
has no interval.
"""

from collections import Counter

import numpy as np
from scipy import stats

from analysis.statistics.preferences.people import People, pooled_entropy, pooled_estimates

STUDIES, REPLICATES = 1_000, 500
NUMBERS, REPEATING = (15, 30, 100), (0.0, 0.5, 1.0)
SHAPES = {
    "3 levels, even": (1 / 3,) * 3,
    "3 levels: 0.6, 0.3, 0.1": (0.6, 0.3, 0.1),
    "10 levels, even": (0.1,) * 10,
    "10 levels: 0.61, the others alike": (0.61, *(0.39 / 9,) * 9),
}


def main() -> None:
    print("Shares, people, repeating: all shares held; entropy held; no interval of entropy")
    for shape, shares in SHAPES.items():
        for number in NUMBERS:
            for repeating in REPEATING:
                chance = np.random.default_rng(1)
                tried = np.array(
                    [_tried(chance, shares, number, repeating) for _ in range(STUDIES)]
                )
                held = " ".join(f"{share:.3f}" for share in tried.mean(axis=0))
                print(f"{shape}, {number}, {repeating:.1f}: {held}")


def _tried(
    chance: np.random.Generator, shares: tuple[float, ...], number: int, repeating: float
) -> tuple[bool, bool, bool]:
    levels = [str(level) for level in range(len(shares))]
    first, again = chance.choice(levels, size=(2, number), p=shares)
    second = np.where(chance.random(number) < repeating, first, again)
    patterns: Counter[tuple[str | None, ...]] = Counter(
        zip(first.tolist(), second.tolist(), strict=True)
    )
    people = People("axis", ("first", "second"), tuple(levels), patterns)
    intervals = pooled_estimates(people).values()
    held = all(i.low <= share <= i.high for i, share in zip(intervals, shares, strict=True))
    entropy = pooled_entropy(people, seed=1, replicates=REPLICATES).interval
    true = float(stats.entropy(shares))
    entropy_held = entropy is not None and entropy.low <= true + 1e-12 <= entropy.high + 2e-12
    return held, entropy_held, entropy is None


if __name__ == "__main__":
    main()
