"""Whether choices depend on what was drawn: the model error, the order of scenarios."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.records.observations import NO_LEVEL
from analysis.report.context import ALPHA, ReportContext
from analysis.report.document import (
    Block,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.sections.setting.families import LARGE, Dependence, dependence
from analysis.report.wording import counted, p_equals
from analysis.statistics.corrections import holm
from core.arrays import Integers

INTERVAL = "95% interval"
INFLUENCES = (
    ReportColumn("influence", "Influence"),
    ReportColumn("scenario", "Scenario"),
    ReportColumn("axis", "Axis"),
    ReportColumn("n", "n", ColumnKind.COUNT),
    ReportColumn("statistic", "χ²", ColumnKind.NUMBER, digits=2),
    ReportColumn("df", "df", ColumnKind.COUNT),
    ReportColumn("pvalue", "p", ColumnKind.PVALUE),
    ReportColumn("standard_error", "SE of p", ColumnKind.NUMBER, digits=4),
    ReportColumn("holm", "p Holm", ColumnKind.PVALUE),
    ReportColumn("cramers_v", "V", ColumnKind.NUMBER, digits=2),
    ReportColumn("v_corrected", "V corrected", ColumnKind.NUMBER, digits=2),
    ReportColumn("low", "from", ColumnKind.NUMBER, digits=2, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.NUMBER, digits=2, over=INTERVAL),
)
ORDER, MODEL_ERROR = "Order", "Model error"
INFLUENCE_NAMES = {ORDER: "the order of scenarios", MODEL_ERROR: "the model error"}
ERRORS = (
    ReportColumn("scenario", "Scenario"),
    ReportColumn("error", "Model error"),
    ReportColumn("shown", "Shown to", ColumnKind.COUNT),
    ReportColumn("submitted", "Submitted", ColumnKind.COUNT),
)


@dataclass(frozen=True)
class InfluenceTest:
    """Whether the choices of an axis in a scenario depend on an influence."""

    influence: str
    scenario: str
    axis: str
    test: Dependence


def order_effects_section(context: ReportContext) -> ReportSection:
    """Choices by the order of scenarios and by the model error, each axis by itself.

    What was the same for everybody is not tested, as the order in a study of one scenario.
    """
    tests = list(_influence_tests(context))
    corrected = holm([test.test.pvalue for test in tests])
    pairs = list(zip(tests, corrected, strict=True))
    blocks: list[Block] = [Paragraph(_influence_sentence(context, pairs))]
    if pairs:
        blocks.append(_influence_table(context, pairs))
    if len(context.observations.trials.person):
        blocks.append(_errors_table(context))
    return ReportSection("influences", "Order and model errors", tuple(blocks))


Corrected = tuple[InfluenceTest, float | None]
"""A test, and its p-value after Holm."""


def _influence_sentence(context: ReportContext, pairs: list[Corrected]) -> str:
    """One sentence on all tests of the table, which are a family of their own."""
    made = [(test, pvalue) for test, pvalue in pairs if pvalue is not None]
    significant = [
        f"{test.influence.lower()}, {test.scenario}, {context.choices.name(test.axis)} "
        f"({p_equals(pvalue)})"
        for test, pvalue in made
        if pvalue < ALPHA
    ]
    family = f"{counted(len(made), 'test')}, exploratory, Holm’s correction"
    if significant:
        return f"An influence on choices is found: {'; '.join(significant)}; {family}."
    if not context.choices.submitted.any():
        return "Nobody has submitted a setting, so no influence on choices could be tested."
    if not made:
        return (
            "No influence on choices could be tested, as everybody met the same or chose the same."
        )
    named = " or of ".join(_named([test for test, _ in made]))
    smallest = p_equals(min(pvalue for _, pvalue in made))
    return f"No influence of {named} on choices is found: smallest corrected {smallest} ({family})."


def _influence_table(context: ReportContext, pairs: list[Corrected]) -> ReportTable:
    return ReportTable(
        "influences",
        f"Choices by {' and by '.join(_named([test for test, _ in pairs]))} (exploratory).",
        INFLUENCES,
        tuple(_influence_row(context, test, pvalue) for test, pvalue in pairs),
        "Pearson's χ² of independence; p by dealing the choices out at random, "
        f"{context.replicates:,} replicates, seed {context.seed}, with its standard error (SE)"
        f"{_of_large_tables(pairs)}; "
        f"Holm's correction is for {_tests_made(pairs)} in this table. V is Cramér's effect size, "
        "which is far from 0 by chance alone where groups are small; corrected for that (Bergsma, "
        "2013), it is 0 where groups differ no more than chance makes them on average. The "
        "interval, of the noncentral χ² distribution, is of V in the population, without that bias "
        "too. –: fewer than two groups or choices, or no interval, as the table is more even than "
        "chance leaves it.",
        grouped=2,
    )


def _of_large_tables(pairs: list[Corrected]) -> str:
    """What the note says of tests that were not simulated, if there are any."""
    is_large = any(
        test.test.pvalue is not None and test.test.standard_error is None
        for test, _corrected in pairs
    )
    return f". {LARGE.removesuffix('.')}" if is_large else ""


def _tests_made(pairs: list[Corrected]) -> str:
    made = sum(pvalue is not None for _, pvalue in pairs)
    return f"the {counted(made, 'test')} made"


def _named(tests: list[InfluenceTest]) -> list[str]:
    """The influences of tests as sentences name them, each once."""
    return [INFLUENCE_NAMES[influence] for influence in dict.fromkeys(t.influence for t in tests)]


def _influence_tests(context: ReportContext) -> Iterator[InfluenceTest]:
    """Tests of what differed between people, on axes with something to choose."""
    trials, choices = context.observations.trials, context.choices
    influences = {ORDER: trials.position, MODEL_ERROR: trials.stimulus}
    for influence, groups in influences.items():
        for index, scenario in enumerate(context.observations.scenarios):
            for axis in choices.axes:
                codes = choices.codes[axis.key]
                chosen = choices.in_scenario(index) & (codes != NO_LEVEL)
                several_groups = len(np.unique(groups[chosen])) > 1
                if several_groups and choices.can_be_chosen(scenario, axis.key):
                    table = _crossed(groups[chosen], codes[chosen], len(axis.levels))
                    name = choices.scenario_name(scenario)
                    yield InfluenceTest(influence, name, axis.key, dependence(context, table))


def _crossed(groups: Integers, codes: Integers, choices: int) -> Integers:
    """How often each group made each choice [groups, choices]."""
    rows = int(groups.max()) + 1
    cells = np.bincount(groups * choices + codes, minlength=rows * choices)
    return cells.reshape(rows, choices)


def _influence_row(
    context: ReportContext, test: InfluenceTest, corrected: float | None
) -> tuple[CellValue, ...]:
    result, interval = test.test.test, test.test.test.v_interval
    return (
        test.influence,
        test.scenario,
        context.choices.title(test.axis),
        *test.test.cells,
        corrected,
        result.cramers_v,
        result.v_corrected,
        interval.low if interval else None,
        interval.high if interval else None,
    )


def _errors_table(context: ReportContext) -> ReportTable:
    """How often each model error was shown, and how often a setting was submitted for it."""
    trials, stimuli = context.observations.trials, context.observations.stimuli
    rows: list[tuple[CellValue, ...]] = []
    for index, scenario in enumerate(context.observations.scenarios):
        here = trials.scenario == index
        shown = np.bincount(trials.stimulus[here], minlength=len(stimuli))
        submitted = np.bincount(
            trials.stimulus[here & context.choices.submitted], minlength=len(stimuli)
        )
        of_scenario = [
            (stimulus.label, int(shown[code]), int(submitted[code]))
            for code, stimulus in enumerate(stimuli)
            if shown[code]
        ]
        of_scenario.sort(key=lambda row: row[0])
        name = context.choices.scenario_name(scenario)
        rows += [(name, *row) for row in of_scenario]
    return ReportTable("model_errors", "The model errors shown.", ERRORS, tuple(rows), grouped=1)
