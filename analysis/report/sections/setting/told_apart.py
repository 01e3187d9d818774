"""Settings that could not be told apart, and what remains of an axis without them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.records.observations import NO_LEVEL
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
from analysis.report.sections.setting.families import HOLM, PVALUE, corrected, family_sentence
from analysis.report.told_apart_measures import Twins, results_shown, twins
from analysis.report.wording import counted, listed, p_equals, percent
from analysis.statistics.exact_multinomial import exact_multinomial

APART = "All levels shown apart"
COLUMNS = (
    ReportColumn("scenario", "Scenario"),
    ReportColumn("axis", "Axis"),
    ReportColumn("n", "Submitted", ColumnKind.COUNT),
    ReportColumn("twins", "with a twin", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
    ReportColumn("alike", "All levels alike", ColumnKind.COUNT),
    ReportColumn("apart", "n", ColumnKind.COUNT, over=APART),
    ReportColumn("counts", "Times each", over=APART),
    ReportColumn("pvalue", "p", PVALUE.kind, over=APART),
    ReportColumn("holm", "p Holm", HOLM.kind, over=APART),
)


@dataclass(frozen=True)
class _Row:
    """An axis in a scenario. `counts` are of the submissions whose levels all show something else.

    They are by level, in the order of the axis.
    """

    axis: ObservedAxis
    scenario: str
    n: int
    twins: int
    alike: int
    counts: dict[str, int]
    pvalue: float | None

    @property
    def apart(self) -> int:
        return sum(self.counts.values())


def told_apart_section(context: ReportContext) -> ReportSection | None:
    """None where every setting submitted showed something of its own, or that is not known."""
    shown = results_shown(context.observations, context.choices)
    measured = (
        row
        for axis in context.choices.axes
        for row in _rows(context, axis, twins(context.observations, shown, axis.key))
    )
    rows = [row for row in measured if row.twins]
    if not rows:
        return None
    holm = corrected([row.pvalue for row in rows])
    sentence = family_sentence(
        "whether levels were submitted equally often where each showed something else",
        [f"{row.axis.name}, {row.scenario}" for row in rows],
        holm,
        "No axis could be tested without settings that show the same, as hardly any submission is "
        "left.",
    )
    table = ReportTable(
        "told_apart",
        "Submitted settings with a twin, and each axis without them (exploratory).",
        COLUMNS,
        tuple(_cells(row, pvalue) for row, pvalue in zip(rows, holm, strict=True)),
        "A twin differs on this axis alone and acts on the same training samples, or shows the "
        "same panels, so that who looks at it sees the same. All levels alike: there was nothing "
        "to choose between. All levels shown apart: submissions for whose error and other levels "
        "every level of the axis shows something else; the exact multinomial test is of these "
        "alone. Exploratory; Holm's correction is for the tests of this table.",
        grouped=1,
    )
    paragraphs = (*(Paragraph(_described(row)) for row in rows), Paragraph(sentence))
    return ReportSection(
        "told_apart", "Settings that could not be told apart", (*paragraphs, table)
    )


def _rows(context: ReportContext, axis: ObservedAxis, of_axis: Twins) -> Iterator[_Row]:
    for index, scenario in enumerate(context.observations.scenarios):
        here = context.choices.in_scenario(index) & of_axis.known
        if here.any() and context.choices.can_be_chosen(scenario, axis.key):
            yield _row(context, axis, of_axis, index)


def _row(context: ReportContext, axis: ObservedAxis, of_axis: Twins, index: int) -> _Row:
    scenario = context.observations.scenarios[index]
    here = context.choices.in_scenario(index) & of_axis.known
    codes = context.choices.codes[axis.key]
    apart = here & of_axis.told_apart & (codes != NO_LEVEL)
    numbers = np.bincount(codes[apart], minlength=len(axis.levels)).tolist()
    offered = context.choices.offered(scenario, axis.key)
    counts = {axis.titles[level]: numbers[level] for level in offered}
    tested = exact_multinomial(list(counts.values()), seed=context.seed)
    return _Row(
        axis=axis,
        scenario=context.choices.scenario_name(context.choices.counted_as(scenario)),
        n=int(here.sum()),
        twins=int((here & of_axis.has_twin).sum()),
        alike=int((here & of_axis.all_alike).sum()),
        counts=counts,
        pvalue=tested.pvalue if apart.any() else None,
    )


def _described(row: _Row) -> str:
    begun = (
        f"{row.scenario}, {row.axis.name}: {row.twins:,} of "
        f"{counted(row.n, 'setting')} submitted ({percent(row.twins / row.n, 0)}) showed the same "
        "as another level would have"
    )
    if row.alike:
        begun += f", and for {row.alike:,} all levels showed the same"
    if row.pvalue is None:
        return f"{begun}. None is left for which every level showed something else."
    counts = listed(f"{title} {count:,}" for title, count in row.counts.items() if count)
    return (
        f"{begun}. For the {row.apart:,} for which every level showed something else: {counts} "
        f"(exact multinomial test {p_equals(row.pvalue)}, before the correction)."
    )


def _cells(row: _Row, holm: float | None) -> tuple[CellValue, ...]:
    return (
        row.scenario,
        row.axis.title,
        row.n,
        row.twins,
        row.twins / row.n,
        row.alike,
        row.apart,
        ", ".join(f"{title} {count:,}" for title, count in row.counts.items() if count),
        row.pvalue,
        holm,
    )
