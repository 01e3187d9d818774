"""Whether choices depend on what chance gave: the order of scenarios and the model error."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.report.choices import PLACES_OF_AXES
from analysis.report.context import ALPHA, Material
from analysis.report.document import Block, Paragraph, Section
from analysis.report.labels import AXES
from analysis.report.numbers import p
from analysis.report.tables import Column, Kind, Table, Value
from analysis.statistics.corrections import holm
from analysis.statistics.independence import Independence, independence
from core.arrays import Booleans, Integers

COLUMNS = (
    Column("influence", "Influence"),
    Column("scenario", "Scenario"),
    Column("axis", "Axis"),
    Column("n", "n", Kind.COUNT),
    Column("statistic", "χ²", Kind.NUMBER, digits=2),
    Column("df", "df", Kind.COUNT),
    Column("pvalue", "p", Kind.PVALUE),
    Column("holm", "p Holm", Kind.PVALUE),
    Column("cramers_v", "V", Kind.NUMBER, digits=2),
)
ERRORS = (
    Column("scenario", "Scenario"),
    Column("error", "Model error"),
    Column("shown", "Shown to", Kind.COUNT),
    Column("submitted", "Submitted", Kind.COUNT),
)


@dataclass(frozen=True)
class Tested:
    influence: str
    scenario: str
    axis: str
    test: Independence


def influences(material: Material) -> Section:
    tested = list(_tests(material))
    corrected = holm([each.test.pvalue_simulated for each in tested])
    rows = tuple(_row(*found) for found in zip(tested, corrected, strict=True))
    table = Table(
        "influences", "Choices by the order of scenarios and by the model error.", COLUMNS, rows,
        "Pearson's χ² of independence; p by dealing the choices out at random, "
        f"{material.replicates:,} replicates, seed {material.seed}; Holm's correction is for the "
        "tests of this table. V is Cramér's effect size. – : fewer than two groups or choices.",
        grouped=2,
    )  # fmt: skip
    found = [
        f"{each.influence.lower()}, {each.scenario}, {AXES[each.axis].lower()} ({p(value)})"
        for each, value in zip(tested, corrected, strict=True)
        if value is not None and value < ALPHA
    ]
    sentence = (
        f"An influence on choices is found: {'; '.join(found)}."
        if found
        else "No influence of the order of scenarios or of the model error on choices is found."
    )
    blocks: list[Block] = [Paragraph(sentence), table, _errors(material)]
    return Section("influences", "Order and model errors", tuple(blocks))


def _tests(material: Material) -> Iterator[Tested]:
    trials, choices = material.observations.trials, material.choices
    groupings = {"Order": trials.position, "Model error": trials.stimulus}
    for influence, groups in groupings.items():
        for at, key in enumerate(material.observations.scenarios):
            for axis in AXES:
                kept = choices.in_scenario(at)
                table = _crossed(groups, choices.codes[axis], kept, PLACES_OF_AXES[axis])
                test = independence(
                    table.tolist(), seed=material.seed, replicates=material.replicates
                )
                yield Tested(influence, choices.named(key), axis, test)


def _crossed(groups: Integers, codes: Integers, kept: Booleans, choices: int) -> Integers:
    """Counts [groups, choices]; at least one row, so that nobody at all is a table too."""
    size = int(groups[kept].max()) + 1 if kept.any() else 1
    flat = np.bincount(groups[kept] * choices + codes[kept], minlength=size * choices)
    return flat.reshape(size, choices)


def _row(tested: Tested, corrected: float | None) -> tuple[Value, ...]:
    test = tested.test
    return (
        tested.influence, tested.scenario, AXES[tested.axis], test.n, test.statistic, test.df,
        test.pvalue_simulated, corrected, test.cramers_v,
    )  # fmt: skip


def _errors(material: Material) -> Table:
    """How often each model error was drawn, and led to a submission."""
    trials, size = material.observations.trials, len(material.observations.stimuli)
    submitted = material.choices.submitted
    rows = []
    for at, key in enumerate(material.observations.scenarios):
        here = trials.scenario == at
        shown = np.bincount(trials.stimulus[here], minlength=size)
        done = np.bincount(trials.stimulus[here & submitted], minlength=size)
        rows += [
            (material.choices.named(key), stimulus.label, int(shown[place]), int(done[place]))
            for place, stimulus in enumerate(material.observations.stimuli)
            if shown[place]
        ]
    return Table(
        "model_errors", "The model errors shown.", ERRORS,
        tuple(sorted(rows, key=lambda row: (_order(material, str(row[0])), str(row[1])))),
        grouped=1,
    )  # fmt: skip


def _order(material: Material, name: str) -> int:
    names = [material.choices.named(key) for key in material.observations.scenarios]
    return names.index(name)
