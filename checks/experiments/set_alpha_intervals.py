"""Coverage of the intervals of the alphas over whole sets, in small coding rounds.

Two coders who miss some themes code rounds at random. Each round is resampled 1,000 times, with a
unit compared with its own copy and without. Counted is how often the 95 % interval holds the alpha
of the round itself, and that of 3,000 participants.
"""

from statistics import fmean

import numpy as np

from analysis.statistics.agreement.bootstrap import resampled
from analysis.statistics.agreement.sets import SetAlpha, masi_distances, theme_sets
from analysis.statistics.agreement.units import Judgements
from core.arrays import Floats

ROUNDS, REPLICATES, THEMES, MANY = 300, 1_000, 12, 3_000
CODERS = ((0.1, 0.02), (0.3, 0.05), (0.5, 0.1))
"""Pairs: the share of present themes that a coder misses, and of absent ones that they code."""


def coded(chance: np.random.Generator, people: int, missed: float, mistaken: float) -> Judgements:
    is_there = chance.random((people, THEMES)) < 0.25
    shares = np.where(is_there, 1 - missed, mistaken)[:, None, :]
    present = (chance.random((people, 2, THEMES)) < shares).astype(float)
    names = tuple(map(str, range(people)))
    return Judgements(
        names, ("a", "b"), tuple(map(str, range(THEMES))), present, np.ones((people, 2))
    )


def alpha_of(data: Judgements) -> SetAlpha:
    sets = theme_sets(data, np.ones(THEMES))
    return SetAlpha(sets, masi_distances(sets.sets))


def with_copies(alpha: SetAlpha, drawn: Floats) -> Floats:
    """Alpha of each replicate as if every draw were another unit."""
    with_copy = alpha.with_copy
    alpha.with_copy = np.zeros_like(with_copy)
    values = alpha.weighted(drawn)
    alpha.with_copy = with_copy
    return values


def main() -> None:
    chance = np.random.default_rng(0)
    print("MASI: holds its own value, and that of many; with own copies compared, and without")
    for missed, mistaken in CODERS:
        whole = coded(chance, MANY, missed, mistaken)
        many = float(alpha_of(whole).weighted(np.ones((1, MANY)))[0])
        print(f"coders who miss {missed:.0%}: alpha of {MANY:,} participants {many:.3f}")
        for people in (3, 6, 12, 20, 40):
            rounds = [
                _held(coded(chance, people, missed, mistaken), many, seed) for seed in range(ROUNDS)
            ]
            shares = [fmean(held[at] for held in rounds) for at in range(4)]
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
