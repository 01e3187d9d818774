"""Whether choices depend on what was drawn: the model error, the order of scenarios or options."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

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
from analysis.report.wording import AXES, CHOICES, counted, p_equals
from analysis.statistics.corrections import holm
from analysis.statistics.independence import Independence, independence
from core.arrays import Booleans, Integers

INFLUENCES = (
    ReportColumn("influence", "Influence"),
    ReportColumn("scenario", "Scenario"),
    ReportColumn("axis", "Axis"),
    ReportColumn("n", "n", ColumnKind.COUNT),
    ReportColumn("statistic", "χ²", ColumnKind.NUMBER, digits=2),
    ReportColumn("df", "df", ColumnKind.COUNT),
    ReportColumn("pvalue", "p", ColumnKind.PVALUE),
    ReportColumn("holm", "p Holm", ColumnKind.PVALUE),
    ReportColumn("cramers_v", "V", ColumnKind.NUMBER, digits=2),
)
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
    test: Independence


def order_effects_section(context: ReportContext) -> ReportSection:
    """Choices by the order of scenarios and by the model error, each axis by itself."""
    tests = list(_influence_tests(context))
    corrected = holm([test.test.pvalue_simulated for test in tests])
    pairs = list(zip(tests, corrected, strict=True))
    significant = [
        f"{test.influence.lower()}, {test.scenario}, {AXES[test.axis].lower()} ({p_equals(pvalue)})"
        for test, pvalue in pairs
        if pvalue is not None and pvalue < ALPHA
    ]
    sentence = (
        f"An influence on choices is found: {'; '.join(significant)}."
        if significant
        else "No influence of the order of scenarios or of the model error on choices is found."
    )
    table = ReportTable(
        "influences",
        "Choices by the order of scenarios and by the model error.",
        INFLUENCES,
        tuple(_influence_row(test, pvalue) for test, pvalue in pairs),
        "Pearson's χ² of independence; p by dealing the choices out at random, "
        f"{context.replicates:,} replicates, seed {context.seed}; Holm's correction is for the "
        "tests of this table. V is Cramér's effect size. – : fewer than two groups or choices.",
        grouped=2,
    )
    blocks: tuple[Block, ...] = (Paragraph(sentence), table, _errors_table(context))
    return ReportSection("influences", "Order and model errors", blocks)


def _influence_tests(context: ReportContext) -> Iterator[InfluenceTest]:
    trials, choices = context.observations.trials, context.choices
    influences = {"Order": trials.position, "Model error": trials.stimulus}
    for influence, groups in influences.items():
        for index, scenario in enumerate(context.observations.scenarios):
            submitted = choices.in_scenario(index)
            for axis in AXES:
                codes = choices.codes[axis][submitted]
                table = _crossed(groups[submitted], codes, len(CHOICES[axis]))
                test = independence(
                    table.tolist(), seed=context.seed, replicates=context.replicates
                )
                yield InfluenceTest(influence, choices.scenario_name(scenario), axis, test)


def _crossed(groups: Integers, codes: Integers, choices: int) -> Integers:
    """How often each group made each choice [groups, choices]; at least one row, if of zeros."""
    rows = int(groups.max()) + 1 if len(groups) else 1
    cells = np.bincount(groups * choices + codes, minlength=rows * choices)
    return cells.reshape(rows, choices)


def _influence_row(test: InfluenceTest, corrected: float | None) -> tuple[CellValue, ...]:
    return (
        test.influence,
        test.scenario,
        AXES[test.axis],
        test.test.n,
        test.test.statistic,
        test.test.df,
        test.test.pvalue_simulated,
        corrected,
        test.test.cramers_v,
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


MOST_OPTIONS = 3
"""The number of actions, and of metrics, that a study can offer."""

STOOD = "The one submitted stood"
OPTION_ORDER = (
    ReportColumn("scenario", "Scenario"),
    ReportColumn("order", "Order"),
    ReportColumn("axis", "Axis"),
    ReportColumn("options", "Options", ColumnKind.COUNT),
    ReportColumn("n", "Trials", ColumnKind.COUNT),
    ReportColumn("first", "First", ColumnKind.COUNT, over=STOOD),
    ReportColumn("second", "Second", ColumnKind.COUNT, over=STOOD),
    ReportColumn("third", "Third", ColumnKind.COUNT, over=STOOD),
)


def option_order_section(context: ReportContext) -> ReportSection:
    """In which order actions and metrics stood, and where in it the submitted ones were."""
    title = "Order of options"
    submitted, drawn = context.choices.submitted, _drawn_order(context)
    if not submitted.any():
        nobody = "Nobody has submitted a setting, so the order of options had nothing to influence."
        return ReportSection("option_order", title, (Paragraph(nobody),))
    table = ReportTable(
        "option_order",
        "Where the submitted action and metric stood among the options.",
        OPTION_ORDER,
        tuple(_option_rows(context)),
        "Every trial with a submission counts once. Numbers of training samples always stand in "
        "their own order. Trials given before orders were drawn and stored met the options as "
        "written.",
        grouped=2,
    )
    sentence = _option_sentence(int((submitted & drawn).sum()), int(submitted.sum()))
    return ReportSection("option_order", title, (Paragraph(sentence), table))


def _drawn_order(context: ReportContext) -> Booleans:
    return np.asarray(context.observations.trials.random_order == 1)


def _option_sentence(drawn: int, trials: int) -> str:
    if drawn == trials:
        return "Actions and metrics stood in an order drawn at random for each participant."
    if not drawn:
        return "Actions and metrics stood as the study file lists them, for everybody."
    return (
        f"In {drawn:,} of {counted(trials, 'trial')} with a submission, actions and metrics "
        "stood in an order drawn at random for the participant; elsewhere they stood as the study "
        "file lists them."
    )


def _option_rows(context: ReportContext) -> Iterator[tuple[CellValue, ...]]:
    trials, drawn = context.observations.trials, _drawn_order(context)
    positions = {"action": trials.action_position, "metric": trials.metric_position}
    orders = {"Drawn at random": drawn, "As written": ~drawn}
    for index, scenario in enumerate(context.observations.scenarios):
        name = context.choices.scenario_name(scenario)
        for order, of_order in orders.items():
            here = context.choices.in_scenario(index) & of_order
            for axis in positions if here.any() else ():
                options = len(context.choices.offered(scenario, axis))
                stood = np.bincount(positions[axis][here], minlength=MOST_OPTIONS + 1)[1:]
                cells = [
                    count if position < options else None
                    for position, count in enumerate(stood.tolist())
                ]
                yield name, order, AXES[axis], options, int(here.sum()), *cells
