"""Whether the levels of two axes go together, such as label change with a probability."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from analysis.records.observations import NO_LEVEL
from analysis.report.context import ReportContext
from analysis.report.document import (
    CellValue,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.sections.setting.families import (
    EFFECT,
    EFFECT_NOTE,
    HOLM,
    LARGE,
    TESTED,
    Dependence,
    corrected,
    dependence,
    family_sentence,
    simulation_note,
)
from analysis.report.sections.setting.submitted import Place, axes_of, levels_in, places
from core.arrays import Integers

COLUMNS = (
    ReportColumn("scenario", "Scenario"),
    ReportColumn("first", "Axis"),
    ReportColumn("second", "With"),
    *TESTED,
    HOLM,
    *EFFECT,
)


@dataclass(frozen=True)
class _Pair:
    """Two axes in a scenario, by their titles, and the test that they are independent."""

    place: Place
    titles: tuple[str, str]
    name: str
    test: Dependence


def association_section(context: ReportContext) -> ReportSection | None:
    """None where no scenario leaves something to choose on two axes."""
    pairs = [
        pair for place in places(context) if not place.is_pooled for pair in _pairs(context, place)
    ]
    if not pairs:
        return None
    holm = corrected([pair.test.pvalue for pair in pairs])
    sentence = family_sentence(
        "whether two axes go together",
        [pair.name for pair in pairs],
        holm,
        "Whether two axes go together could not be tested, as nobody, or everybody alike, chose.",
    )
    table = ReportTable(
        "association",
        "Whether the choices on two axes go together (exploratory).",
        COLUMNS,
        tuple(_row(*pair) for pair in zip(pairs, holm, strict=True)),
        "Pearson's χ² of independence of the submissions of one scenario. "
        f"{simulation_note(context, 'dealing the levels of one axis out at random')} {LARGE} "
        f"{EFFECT_NOTE} –: fewer than two levels of an axis were submitted.",
        grouped=2,
    )
    return ReportSection("association", "Axes that go together", (Paragraph(sentence), table))


def _pairs(context: ReportContext, place: Place) -> Iterator[_Pair]:
    axes, levels = axes_of(context, place), levels_in(context, place)
    for first, second in combinations(range(len(axes)), 2):
        one, other = axes[first], axes[second]
        both = levels[(levels[:, [first, second]] != NO_LEVEL).all(axis=1)]
        table = crossed(both[:, first], both[:, second], len(one.levels), len(other.levels))
        test = dependence(context, table)
        name = f"{one.name} with {other.name}, {place.name}"
        yield _Pair(place, (one.title, other.title), name, test)


def crossed(first: Integers, second: Integers, rows: int, columns: int) -> Integers:
    """How often each number of the first came with each of the second [rows, columns]."""
    cells = np.bincount(first * columns + second, minlength=rows * columns)
    return cells.reshape(rows, columns)


def _row(pair: _Pair, holm: float | None) -> tuple[CellValue, ...]:
    return pair.place.name, *pair.titles, *pair.test.cells, holm, *pair.test.effect
