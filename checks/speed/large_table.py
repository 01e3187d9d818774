"""Memory, disk and time of a table of 50,000 rows and 20 columns, in one process.

The data are drawn by scikit-learn's `make_classification`; five of the columns become categories.
First the whole run is planned, and share 1 of 500 of its individual effects is trained. Then a
small run with 500 candidates goes through to its bundle. The last stage tests effects of the size
of the whole run, with numbers drawn in place of those that 1.2 million models would give.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from sklearn.datasets import make_classification

from attribution.axes import Metric
from attribution.data.dataset import Dataset
from attribution.data.table import Column, table_dataset
from attribution.effects.candidates import Candidates
from attribution.effects.effects_table import effects_table
from attribution.effects.measures import Misclassification
from attribution.effects.pipeline import run_attribution
from attribution.effects.plan import Plan, readable_size
from attribution.effects.relevance import effects_of
from attribution.effects.scenario import Scenario
from attribution.effects.selection import ErrorSelection
from attribution.training.job_share import JobShare
from attribution.training.logistic import LogisticSettings, LogisticTrainer
from attribution.training.numba_fit import fit_with_numba
from attribution.training.progress import Progress

ROWS, NUMBERS, CATEGORIES = 50_000, 15, 5
MOST_BYTES_OF_MEMORY, MOST_BYTES_OF_DISK = 1_000_000_000, 2_000_000_000
LETTERS = "ABCDE"
STAGES = ("whole", "small", "effects")


def main(stages: Sequence[str]) -> None:
    """Carry out the named stages, or all: whole, small, effects."""
    with stage("the data set"):
        dataset = drawn_dataset()
    with stage("its digest"):
        print(dataset.digest[:12])
    scenario = Scenario(
        name="large-table",
        dataset=dataset,
        trainer=LogisticTrainer(LogisticSettings(alpha=0.01), fit_with_numba),
        selection=ErrorSelection.of_the_paper(2),
        seeds=tuple(range(10)),
    )
    plan = Plan.of(scenario)
    print(plan.sentence)
    if plan.size > MOST_BYTES_OF_DISK:
        sys.exit("The run does not fit the disk.")
    with tempfile.TemporaryDirectory() as folder:
        if "whole" in stages:
            with stage("base and share 1 of 500"):
                share = JobShare(1, 500)
                whole = Path(folder, "whole")
                run_attribution(scenario, whole, share=share, most_hours=1000, report=_print_plan)
            print(f"on disk: {readable_size(_size_of(whole))}", flush=True)
        if "small" in stages:
            small = replace(
                scenario, seeds=(0, 1), candidates=Candidates(100), numbers=(1, 2, 5, 10)
            )
            with stage("a run of 100 candidates"):
                run_attribution(small, Path(folder, "small"), report=_print_plan)
    if "effects" in stages:
        with stage("tests of all effects, and their table"):
            _test_drawn_effects(scenario)


def _test_drawn_effects(scenario: Scenario) -> None:
    errors = [Misclassification(sample, 0, 1) for sample in range(6)]
    members = (10, 1, *scenario.possible.shape, len(errors), len(Metric))
    differences = np.random.default_rng(0).standard_normal(members)
    effects = effects_of(differences, scenario.actions, scenario.possible)
    table = effects_table(scenario, errors, effects)
    print(f"the table of effects: {readable_size(len(table))}")


def drawn_dataset() -> Dataset:
    values, labels = make_classification(
        ROWS, NUMBERS + CATEGORIES, n_informative=8, flip_y=0.1, random_state=0
    )
    table: dict[str, Any] = {f"number-{at}": values[:, at] for at in range(NUMBERS)}
    columns = [Column(name, name) for name in table]
    for at in range(NUMBERS, NUMBERS + CATEGORIES):
        name, edges = f"category-{at}", np.quantile(values[:, at], [0.2, 0.4, 0.6, 0.8])
        table[name] = [LETTERS[group] for group in np.digitize(values[:, at], edges)]
        columns.append(Column(name, name, texts={letter: letter for letter in LETTERS}))
    table["label"] = labels
    return table_dataset(
        table,
        name="Large table",
        source="drawn by scikit-learn",
        columns=columns,
        label="label",
        classes={0: "No", 1: "Yes"},
    )


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Print the time of the body, and the peak of this process's memory in it."""
    Path("/proc/self/clear_refs").write_text("5")  # begins the peak anew
    start = perf_counter()
    yield
    status = Path("/proc/self/status").read_text()
    peak = int(status.partition("VmHWM:")[2].split()[0]) * 1024
    print(f"{name}: {perf_counter() - start:.0f} s, at most {readable_size(peak)}", flush=True)
    if peak > MOST_BYTES_OF_MEMORY:
        sys.exit(f"{name}: too much memory.")


def _size_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _print_plan(progress: Progress) -> None:
    if progress.note:
        print(f"  {progress.note}")


if __name__ == "__main__":
    main(sys.argv[1:] or STAGES)
