"""How often the intervals of the alphas over whole sets hold what they should, in small rounds.

`python -m checks.experiments.set_alpha_intervals` codes rounds at random with two coders who miss some of
what is there, resamples each 1,000 times, with a unit compared with its own copy and without, and
counts how often the 95 % interval holds the round's own alpha, and that of 3,000 participants.
"""

from statistics import fmean

import numpy as np

from analysis.statistics.agreement.bootstrap import resampled
from analysis.statistics.agreement.sets import SetAlpha, found_sets, masi_distances
from analysis.statistics.agreement.units import Judgements
from core.arrays import Floats

ROUNDS, REPLICATES, THEMES, MANY = 300, 1_000, 12, 3_000
CODERS = ((0.1, 0.02), (0.3, 0.05), (0.5, 0.1))
"""Shares of themes that a coder misses, and finds where there are none."""


def coded(chance: np.random.Generator, people: int, missed: float, mistaken: float) -> Judgements:
    there = chance.random((people, THEMES)) < 0.25
    shares = np.where(there, 1 - missed, mistaken)[:, None, :]
    present = (chance.random((people, 2, THEMES)) < shares).astype(float)
    names = tuple(map(str, range(people)))
    return Judgements(
        names, ("a", "b"), tuple(map(str, range(THEMES))), present, np.ones((people, 2))
    )


def alpha_of(data: Judgements) -> SetAlpha:
    found = found_sets(data, np.ones(THEMES))
    return SetAlpha(found, masi_distances(found.sets))


def with_copies(alpha: SetAlpha, drawn: Floats) -> Floats:
    """Each replicate written out as if every draw were another unit."""
    kept = alpha.with_copy
    alpha.with_copy = np.zeros_like(kept)
    values = alpha.weighted(drawn)
    alpha.with_copy = kept
    return values


def main() -> None:
    chance = np.random.default_rng(0)
    print("MASI: holds its own value, and that of many; with own copies compared, and without")
    for missed, mistaken in CODERS:
        whole = coded(chance, MANY, missed, mistaken)
        many = float(alpha_of(whole).weighted(np.ones((1, MANY)))[0])
        print(f"coders who miss {missed:.0%}: alpha of {MANY:,} participants {many:.3f}")
        for people in (3, 6, 12, 20, 40):
            rows = [
                _held(coded(chance, people, missed, mistaken), many, at) for at in range(ROUNDS)
            ]
            shares = [fmean(row[at] for row in rows) for at in range(4)]
            print(f"  {people:2}: {shares[0]:.2f} {shares[1]:.2f}; {shares[2]:.2f} {shares[3]:.2f}")


def _held(data: Judgements, many: float, seed: int) -> list[bool]:
    alpha, people = alpha_of(data), len(data.units)
    drawn, own = resampled(people, REPLICATES, seed), float(alpha.weighted(np.ones((1, people)))[0])
    held = []
    for values in (with_copies(alpha, drawn), alpha.weighted(drawn)):
        low, high = np.nanquantile(values, (0.025, 0.975))
        held += [bool(low <= own <= high), bool(low <= many <= high)]
    return held


if __name__ == "__main__":
    main()
