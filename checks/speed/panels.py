"""An Apply on panels beside an Apply on training-data effects, in one process and one run.

`python -m checks.speed.panels [APPLIES]`, in an environment with `requirements/test.txt`. Both
studies ship. Applies take turns, each with the page that it leads to; CPU seconds of this process.
"""

import sys
import time
from pathlib import Path
from random import Random
from statistics import median

from checks.support.temporary_database import temporary_databases

STUDIES = {
    "effects": ("tda-needfinding", ("fashion", "loan", "iris")),
    "panels": ("which-explanation-helps", ("loan-explanations",)),
}
FIXTURES = Path("fixtures")


def main() -> None:
    applies = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with temporary_databases():
        from checks.support.trial_of_study import TrialOfStudy

        trials = {
            kind: TrialOfStudy(FIXTURES / "studies" / study / "study.yaml", bundles)
            for kind, (study, bundles) in STUDIES.items()
        }
        seconds: dict[str, list[float]] = {kind: [] for kind in trials}
        for number in range(applies):
            for kind, trial in trials.items():
                began = time.process_time()
                trial.apply(Random(number))  # noqa: S311  the same settings in every run
                seconds[kind].append(time.process_time() - began)
    for kind, taken in seconds.items():
        print(f"{kind:8} {applies} Applies, median {median(taken) * 1000:.1f} CPU ms")
    print(f"panels / effects: {median(seconds['panels']) / median(seconds['effects']):.2f}")


if __name__ == "__main__":
    main()
