"""The pooled question counts people once: its size does not grow with how much they repeat."""

from collections import Counter

import numpy as np
import pytest

from analysis.statistics.counts import NOBODY, ONE_CATEGORY
from analysis.statistics.preferences.by_people import even_by_people
from analysis.statistics.preferences.people import People

LEVELS = ("a", "b", "c")


def people_of(
    patterns: dict[tuple[str | None, ...], int], levels: tuple[str, ...] = LEVELS
) -> People:
    scenarios = tuple(f"s{at}" for at in range(len(next(iter(patterns)))))
    return People("action", scenarios, levels, patterns)


def test_everybody_who_repeats_themselves_counts_once() -> None:
    test = even_by_people(people_of({("a", "a"): 16, ("b", "b"): 8, ("c", "c"): 6}), seed=1)
    # By enumeration of all samples of 30 over three levels with X² at least 5.6: 0.06822.
    assert test.standard_error is not None
    assert test.pvalue == pytest.approx(0.06822, abs=3 * test.standard_error)
    assert (test.people, test.answers) == (30, 60)
    assert test.statistic == pytest.approx(2 * 5.6)


def test_one_answer_each_is_the_exact_multinomial_test() -> None:
    patterns: dict[tuple[str | None, ...], int] = {("a", None): 9, (None, "b"): 2, ("c", None): 1}
    test = even_by_people(people_of(patterns), seed=1)
    assert test.standard_error is not None
    # By enumeration of all samples of 12 over three levels with Σ k² of at least 86: 0.0179.
    assert test.pvalue == pytest.approx(_enumerated(12, 86), abs=3 * test.standard_error)


def _enumerated(n: int, squares: int) -> float:
    from math import factorial

    total = 0.0
    for first in range(n + 1):
        for second in range(n + 1 - first):
            third = n - first - second
            if first**2 + second**2 + third**2 >= squares:
                ways = factorial(n) / (factorial(first) * factorial(second) * factorial(third))
                total += ways / 3**n
    return total


@pytest.mark.parametrize("repeating", [0.0, 0.5, 1.0])
def test_the_size_holds_however_much_people_repeat_themselves(repeating: float) -> None:
    random = np.random.default_rng(11)
    studies, found = 300, 0
    for study in range(studies):
        first, second = random.integers(3, size=(2, 30))
        second = np.where(random.random(30) < repeating, first, second)
        patterns: Counter[tuple[str | None, ...]] = Counter(
            (LEVELS[one], LEVELS[two]) for one, two in zip(first, second, strict=True)
        )
        pvalue = even_by_people(people_of(dict(patterns)), seed=study, replicates=199).pvalue
        found += pvalue is not None and pvalue <= 0.05
    # Three standard errors of a size of 0.05 in 300 studies are 0.038.
    assert found / studies <= 0.088


def test_few_people_with_many_levels_are_drawn_one_by_one() -> None:
    levels = tuple("abcdefghij")
    patterns: dict[tuple[str | None, ...], int] = {("a", "b", "c", "d"): 1, ("a", "a", "b", "c"): 2}
    test = even_by_people(people_of(patterns, levels), seed=1, replicates=2_000)
    assert test.pvalue is not None
    assert 0 < test.pvalue <= 1
    assert even_by_people(people_of(patterns, levels), seed=1, replicates=2_000) == test


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        (people_of({(None, None): 3}), NOBODY),
        (people_of({("a", "a"): 3}, ("a",)), ONE_CATEGORY),
    ],
)
def test_nothing_is_tested_where_nothing_could_be_chosen(people: People, reason: str) -> None:
    test = even_by_people(people, seed=1)
    assert (test.pvalue, test.standard_error, test.caveats) == (None, None, (reason,))
