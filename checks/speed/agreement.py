"""Time of a whole agreement report: 1,000 units, 40 themes, 2 coders, 2,000 replicates.

`python -m checks.speed.agreement [UNITS]`.
"""

import sys
from time import perf_counter

import numpy as np

from analysis.statistics.agreement.build import agreement_report
from analysis.statistics.agreement.records import CountedTheme, Over
from analysis.statistics.agreement.units import CodedUnit

SHARE_PRESENT, SHARE_MISTAKEN = 0.1, 0.03
"""Shares of themes that a unit holds, and that a coder gets wrong."""


def main(units: int, themes: int = 40, runs: int = 5) -> None:
    chance = np.random.default_rng(0)
    area_by_theme = {f"theme {at:02}": f"area {at % 5}" for at in range(themes)}
    names = np.array(list(area_by_theme))
    counted = [CountedTheme(key, key, area, area) for key, area in area_by_theme.items()]
    present = chance.random((units, themes)) < SHARE_PRESENT
    coded = [
        CodedUnit(
            f"{at:06}",
            {
                coder: set(names[present[at] ^ (chance.random(themes) < SHARE_MISTAKEN)])
                for coder in ("ada", "bo")
            },
        )
        for at in range(units)
    ]
    seconds = []
    for _ in range(runs):
        start = perf_counter()
        report = agreement_report(coded, themes=counted)
        seconds.append(perf_counter() - start)
    values = ", ".join(
        f"{result.measure.key} {result.value:.3f}"
        for result in report.over(Over.ALL)
        if result.value
    )
    print(f"{len(report.values):,} results: {values}")
    print(
        f"first run {seconds[0]:.2f} s, median {np.median(seconds):.2f} s, "
        f"fastest {min(seconds):.2f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
