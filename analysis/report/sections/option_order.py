"""In which order options stood, and where in it the submitted ones were."""

from collections.abc import Iterator

import numpy as np

from analysis.records.observed_axes import ObservedAxis
from analysis.report.context import ReportContext
from analysis.report.document import (
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.wording import capitalised, counted, listed, ordinal
from core.arrays import Booleans

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
