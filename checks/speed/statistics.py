"""Time of the exact multinomial test, of its power and of the bootstrap over participants.

Targets: 100 people and 10 choices under 1 s; 10,000 replicates of three axes and 31 people under
2 s. Imports are not counted.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from time import perf_counter, process_time

import numpy as np

from analysis.statistics.exact_multinomial import exact_multinomial
from analysis.statistics.power import participants_needed
from analysis.statistics.preferences.people import People, pooled_entropy

AXES = {"action": 3, "metric": 3, "number": 10}
SCENARIOS = ("image", "tabular")


def main() -> None:
    counts = [20, 9, 12, 8, 15, 6, 10, 5, 5, 10]
    report("Exact multinomial test, n = 100, 10 choices", lambda: exact_multinomial(counts, seed=0))
    two = [1_000_000, 1_001_000]
    report(
        "Exact multinomial test, 2 million people, 2 choices",
        lambda: exact_multinomial(two, seed=0),
    )
    report(
        "People needed, 10 choices, w = 0.5, one above the others",
        lambda: participants_needed(0.5, categories=10, shape="one_above", seed=0),
    )
    for n in (31, 100_000):
        by_axis = [people(axis, choices, n) for axis, choices in AXES.items()]
        report(
            f"Bootstrap, 10,000 replicates, 3 axes, {n:,} people", partial(resample_all, by_axis)
        )


def resample_all(by_axis: Sequence[People]) -> None:
    for people_of_axis in by_axis:
        pooled_entropy(people_of_axis, seed=0)


def people(axis: str, choices: int, n: int) -> People:
    """Make n people who choose at random in both scenarios."""
    drawn = np.random.default_rng(0).integers(1, choices + 1, size=(n, len(SCENARIOS)))
    patterns: Counter[tuple[str | None, ...]] = Counter(
        (str(first), str(second)) for first, second in drawn.tolist()
    )
    names = tuple(str(choice) for choice in range(1, choices + 1))
    return People(axis, SCENARIOS, names, patterns)


def report(task: str, work: Callable[[], object]) -> None:
    wall, cpu = perf_counter(), process_time()
    work()
    print(f"{task}: {perf_counter() - wall:.2f} s, {process_time() - cpu:.2f} s of CPU")


if __name__ == "__main__":
    main()
