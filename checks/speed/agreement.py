"""Time of a whole agreement report: 1,000 units, 40 themes, 2 coders, 2,000 replicates."""

import sys
from time import perf_counter

import numpy as np

from analysis.statistics.agreement.build import agreement_report
from analysis.statistics.agreement.records import Over
from analysis.statistics.agreement.units import CodedUnit

SHARE_FOUND, SHARE_MISTAKEN = 0.1, 0.03


def main(units: int, themes: int = 40, runs: int = 5) -> None:
    chance = np.random.default_rng(0)
    areas = {f"theme {at:02}": f"area {at % 5}" for at in range(themes)}
    names = np.array(list(areas))
    there = chance.random((units, themes)) < SHARE_FOUND
    coded = [
        CodedUnit(
            f"{at:06}",
            {
                coder: set(names[there[at] ^ (chance.random(themes) < SHARE_MISTAKEN)])
                for coder in ("ada", "bo")
            },
        )
        for at in range(units)
    ]
    taken = []
    for _ in range(runs):
        start = perf_counter()
        report = agreement_report(coded, themes=areas)
        taken.append(perf_counter() - start)
    figures = ", ".join(
        f"{each.measure.key} {each.value:.3f}" for each in report.over(Over.ALL) if each.value
    )
    print(f"{len(report.values):,} results: {figures}")
    print(
        f"first run {taken[0]:.2f} s, median {np.median(taken):.2f} s, fastest {min(taken):.2f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
