"""Whether choices depend on what was drawn: the model error, the order of scenarios or options."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.records.observations import NO_LEVEL
from analysis.records.observed_axes import ObservedAxis
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
from analysis.report.wording import capitalised, counted, listed, ordinal, p_equals
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
    test: Independence


def order_effects_section(context: ReportContext) -> ReportSection:
    """Choices by the order of scenarios and by the model error, each axis by itself.

    What was the same for everybody is not tested, as the order in a study of one scenario.
    """
    tests = list(_influence_tests(context))
    corrected = holm([test.test.pvalue_simulated for test in tests])
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
    significant = [
        f"{test.influence.lower()}, {test.scenario}, {context.choices.name(test.axis)} "
        f"({p_equals(pvalue)})"
        for test, pvalue in pairs
        if pvalue is not None and pvalue < ALPHA
    ]
    if significant:
        return f"An influence on choices is found: {'; '.join(significant)}."
    if not context.choices.submitted.any():
        return "Nobody has submitted a setting, so no influence on choices could be tested."
    tested = _named([test for test, pvalue in pairs if pvalue is not None])
    if not tested:
        return (
            "No influence on choices could be tested, as everybody met the same or chose the same."
        )
    return f"No influence of {' or of '.join(tested)} on choices is found."


def _influence_table(context: ReportContext, pairs: list[Corrected]) -> ReportTable:
    return ReportTable(
        "influences",
        f"Choices by {' and by '.join(_named([test for test, _ in pairs]))}.",
        INFLUENCES,
        tuple(_influence_row(context, test, pvalue) for test, pvalue in pairs),
        "Pearson's χ² of independence; p by dealing the choices out at random, "
        f"{context.replicates:,} replicates, seed {context.seed}; Holm's correction is for the "
        "tests of this table. V is Cramér's effect size. – : fewer than two choices.",
        grouped=2,
    )


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
                    test = independence(
                        table.tolist(), seed=context.seed, replicates=context.replicates
                    )
                    name = choices.scenario_name(scenario)
                    yield InfluenceTest(influence, name, axis.key, test)


def _crossed(groups: Integers, codes: Integers, choices: int) -> Integers:
    """How often each group made each choice [groups, choices]."""
    rows = int(groups.max()) + 1
    cells = np.bincount(groups * choices + codes, minlength=rows * choices)
    return cells.reshape(rows, choices)


def _influence_row(
    context: ReportContext, test: InfluenceTest, corrected: float | None
) -> tuple[CellValue, ...]:
    return (
        test.influence,
        test.scenario,
        context.choices.title(test.axis),
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


STOOD = "The one submitted stood"
OPTION_ORDER = (
    ReportColumn("scenario", "Scenario"),
    ReportColumn("order", "Order"),
    ReportColumn("axis", "Axis"),
    ReportColumn("options", "Options", ColumnKind.COUNT),
    ReportColumn("n", "Trials", ColumnKind.COUNT),
)


def option_order_section(context: ReportContext) -> ReportSection | None:
    """In which order levels stood, and where in it the submitted ones were.

    None where every axis with something to choose has an order of its own.
    """
    title = "Order of options"
    axes = [axis for axis in context.choices.axes if not axis.ordered]
    if not axes:
        return None
    submitted, drawn = context.choices.submitted, _drawn_order(context)
    if not submitted.any():
        nobody = "Nobody has submitted a setting, so the order of options had nothing to influence."
        return ReportSection("option_order", title, (Paragraph(nobody),))
    names = listed(context.choices.name(axis.key) for axis in axes)
    most = max(
        len(context.choices.offered(scenario, axis.key))
        for scenario in context.observations.scenarios
        for axis in axes
    )
    positions = (ordinal(position) for position in range(1, most + 1))
    table = ReportTable(
        "option_order",
        f"Where the submitted {names} stood among the options.",
        (
            *OPTION_ORDER,
            *(
                ReportColumn(position, capitalised(position), ColumnKind.COUNT, over=STOOD)
                for position in positions
            ),
        ),
        tuple(_option_rows(context, axes, most)),
        _option_note(context),
        grouped=2,
    )
    sentence = _option_sentence(names, int((submitted & drawn).sum()), int(submitted.sum()))
    return ReportSection("option_order", title, (Paragraph(sentence), table))


def _drawn_order(context: ReportContext) -> Booleans:
    return np.asarray(context.observations.trials.random_order == 1)


def _option_note(context: ReportContext) -> str:
    ordered = [context.choices.name(axis.key) for axis in context.choices.axes if axis.ordered]
    are_offered = "are always offered in their" if len(ordered) > 1 else "is always offered in its"
    in_order = f"{capitalised(listed(ordered))} {are_offered} own order. " if ordered else ""
    return (
        f"Every trial with a submission counts once. {in_order}Trials given before orders were "
        "drawn and stored met the options as written."
    )


def _option_sentence(names: str, drawn: int, trials: int) -> str:
    if drawn == trials:
        return f"Options of {names} stood in an order drawn at random for each participant."
    if not drawn:
        return f"Options of {names} stood as the study file lists them, for everybody."
    return (
        f"In {drawn:,} of {counted(trials, 'trial')} with a submission, options of {names} "
        "stood in an order drawn at random for the participant; elsewhere they stood as the study "
        "file lists them."
    )


def _option_rows(
    context: ReportContext, axes: list[ObservedAxis], most: int
) -> Iterator[tuple[CellValue, ...]]:
    trials, drawn = context.observations.trials, _drawn_order(context)
    orders = {"Drawn at random": drawn, "As written": ~drawn}
    for index, scenario in enumerate(context.observations.scenarios):
        name = context.choices.scenario_name(scenario)
        for order, of_order in orders.items():
            here = context.choices.in_scenario(index) & of_order
            for axis in axes if here.any() else ():
                if context.choices.can_be_chosen(scenario, axis.key):
                    options = len(context.choices.offered(scenario, axis.key))
                    at = context.observations.axes.index(axis)
                    stood = np.bincount(trials.options[here, at], minlength=most + 1)[1:].tolist()
                    cells = (*stood[:options], *[None] * (most - options))
                    yield name, order, axis.title, options, sum(stood), *cells
