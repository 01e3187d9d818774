"""Whether all levels of an axis are equally popular over several scenarios, by people.

    X² = Σ (kᵢ - n / K)² / (n / K)   of the answers of all scenarios together

Answers of one person depend on each other, so X² has no known distribution. Its reference is made
of the same people: for each person the levels are relabelled at random, in the same way in all of
that person's scenarios. Where no level is preferred to another, this changes nothing about what can
be expected, however much people repeat themselves; the test keeps its size exactly (a randomisation
test; Lehmann & Romano, 2005, section 15.2).
"""

from collections import Counter
from dataclasses import dataclass
from itertools import permutations
from math import perm

import numpy as np

from analysis.statistics.counts import NOBODY, ONE_CATEGORY
from analysis.statistics.preferences.people import People
from core.arrays import Integers

CELLS = 2_000_000
"""Drawn at a time, so that memory stays small."""


@dataclass(frozen=True)
class EvenByPeople:
    """`pvalue` is simulated, with its standard error; None, with a caveat, with nothing to test."""

    people: int
    answers: int
    statistic: float | None
    pvalue: float | None
    standard_error: float | None
    caveats: tuple[str, ...]


def even_by_people(people: People, *, seed: int, replicates: int = 10_000) -> EvenByPeople:
    """P = (relabellings with an X² as large + 1) / (replicates + 1) (Davison & Hinkley, 1997, 4.2).

    The patterns of choices count how often a person chose each level; where they do so, in which
    scenario does not matter.
    """
    categories = len(people.choices)
    repeated: Counter[tuple[int, ...]] = Counter()
    observed = np.zeros(categories, dtype=np.int64)
    codes = {choice: code for code, choice in enumerate(people.choices)}
    for pattern, number in people.patterns.items():
        counts = np.bincount(
            [codes[choice] for choice in pattern if choice is not None], minlength=categories
        )
        observed += number * counts
        # Relabelled at random, a person is only how often they chose the same.
        shape = tuple(sorted((int(count) for count in counts if count), reverse=True))
        repeated[shape] += number
    answers, number = int(observed.sum()), sum(n for shape, n in repeated.items() if shape)
    if not answers or categories < 2:
        reason = NOBODY if not answers else ONE_CATEGORY
        return EvenByPeople(number, answers, None, None, None, (reason,))
    # X² rises with the sum of squares, which is whole: no tie is lost to rounding.
    reached = _squares(_relabelled(repeated, categories, seed, replicates)) >= _squares(observed)
    pvalue = float((reached.sum() + 1) / (replicates + 1))
    return EvenByPeople(
        people=number,
        answers=answers,
        statistic=float(_squares(observed) * categories / answers - answers),
        pvalue=pvalue,
        standard_error=float(np.sqrt(pvalue * (1 - pvalue) / replicates)),
        caveats=(),
    )


def _squares(counts: Integers) -> Integers:
    return np.asarray((counts**2).sum(axis=-1))


def _relabelled(
    repeated: Counter[tuple[int, ...]], categories: int, seed: int, replicates: int
) -> Integers:
    """Counts of levels [replicates, categories] once everybody's levels are relabelled."""
    random = np.random.default_rng(seed)
    counts = np.zeros((replicates, categories), dtype=np.int64)
    for shape in sorted(repeated):
        by_ways = perm(categories, len(shape)) <= repeated[shape]
        relabel = _by_ways if by_ways else _by_person
        size = perm(categories, len(shape)) if by_ways else repeated[shape]
        step = max(1, CELLS // max(size, 1))
        for start in range(0, replicates, step):
            part = counts[start : start + step]
            part += relabel(random, shape, repeated[shape], part.shape)
    return counts


def _by_ways(
    random: np.random.Generator, shape: tuple[int, ...], people: int, size: tuple[int, ...]
) -> Integers:
    """For many people: how many of them get each of the ways to label, all equally likely."""
    replicates, categories = size
    ways = np.array(list(permutations(range(categories), len(shape))), dtype=np.int64)
    times = np.zeros((len(ways), categories), dtype=np.int64)
    for place, number in enumerate(shape):
        times[np.arange(len(ways)), ways[:, place]] = number
    drawn = random.multinomial(people, np.full(len(ways), 1 / len(ways)), size=replicates)
    return np.asarray(drawn @ times)


def _by_person(
    random: np.random.Generator, shape: tuple[int, ...], people: int, size: tuple[int, ...]
) -> Integers:
    """For few people: different labels drawn for each of them."""
    replicates, categories = size
    counts = np.zeros(replicates * categories, dtype=np.int64)
    row = np.repeat(np.arange(replicates), people)
    taken: list[Integers] = []
    for place, times in enumerate(shape):
        label = random.integers(categories - place, size=len(row))
        # The label is one of those left: step over the ones taken, smallest first.
        for earlier in np.sort(np.array(taken), axis=0) if taken else ():
            label += label >= earlier
        taken.append(label)
        counts += times * np.bincount(row * categories + label, minlength=len(counts))
    return counts.reshape(size)
